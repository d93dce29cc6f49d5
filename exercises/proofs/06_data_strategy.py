"""Answers that the graders of exercise 6 must accept, and answers they must reject, each with its message.

An answer cell sees what stands above it in the exercise (`slices`, `fields`, `paper`, …), so most answers to the
Decide tasks are computed: the tables differ by course seed. The helpers below build their sources.
"""

from aipm.practice.proofs import right, wrong

# -- Decide 1 ------------------------------------------------------------------------------------------------------

D1 = """
frame, faulty = the_slices()
bad = frame["slice"].isin(faulty)
good = frame[~bad]
rows, number = frame.loc[bad, "number"].tolist(), 100 * good["wrote again"].sum() / good["rows"].sum()
rate = 100 * frame["wrote again"] / frame["rows"]
decide_1 = {"rows": rows, "number": number}
"""


def d1(change: str) -> str:
    return D1 + change


DECIDE_1 = [
    right(
        "a tuple, backwards, and a NumPy number",
        d1('decide_1 = {"number": np.float64(number), "rows": tuple(rows[::-1])}'),
    ),
    right(
        "rounded to a tenth, rows as an array",
        d1('decide_1 = {"rows": np.array(rows), "number": round(number, 1)}'),
    ),
    right("rows as a Series", d1('decide_1 = {"rows": frame.loc[bad, "number"], "number": float(number)}')),
    wrong(
        "the most extreme rates",
        d1(
            """
odd = (rate - rate.median()).abs().sort_values().index[-4:]
decide_1 = {"rows": frame.loc[odd, "number"].tolist(), "number": number}
"""
        ),
        message="not belong",
    ),
    wrong(
        "nothing thrown out, the figure of all rows",
        d1('decide_1["number"] = 100 * frame["wrote again"].sum() / frame["rows"].sum()'),
        message="impossible ones included",
    ),
    wrong(
        "the mean of the rates",
        d1('decide_1["number"] = (100 * good["wrote again"] / good["rows"]).mean()'),
        message="add up the rows",
    ),
    wrong("a share of one", d1('decide_1["number"] = number / 100'), message="of 100"),
    wrong("the others", d1('decide_1["number"] = 100 - number'), message="did *not* write again"),
    wrong("one missing", d1('decide_1["rows"] = rows[:2]'), message="missing"),
    wrong("all ten", d1('decide_1["rows"] = list(range(1, 11))'), message="do not belong"),
    wrong(
        "no slice: no cell is empty, so the data are clean", d1('decide_1["rows"] = []'), message="missing"
    ),
    wrong("another figure", d1('decide_1["number"] = number + 31.7'), message="not the share over the rows"),
    wrong("nothing yet", "decide_1 = None", message="no answer yet"),
]

# -- Build 1 -------------------------------------------------------------------------------------------------------

BUILD_1 = [
    right(
        "counting by hand",
        """
def impossible_slices(frame, by, outcome, least=30):
    seen = {}
    for door, value in zip(frame[by], frame[outcome]):
        if pd.notna(value):
            seen.setdefault("missing" if pd.isna(door) else door, []).append(int(value))
    return sorted((d for d, v in seen.items() if len(v) >= least and len(set(v)) == 1), key=str)
""",
    ),
    right(
        "smallest equals largest",
        """
def impossible_slices(frame, by, outcome, least=30):
    left = frame[frame[outcome].notna()].assign(_door=lambda f: f[by].where(f[by].notna(), "missing"))
    found = []
    for door, part in left.groupby("_door"):
        if len(part) >= least and part[outcome].min() == part[outcome].max():
            found.append(door)
    return sorted(found, key=str)
""",
    ),
    wrong(
        "only rows with an empty cell are dropped",
        """
def impossible_slices(frame, by, outcome, least=30):
    stats = frame.dropna().groupby(by)[outcome].agg(["size", "mean"])
    return sorted(stats[(stats["size"] >= least) & stats["mean"].isin([0, 1])].index)
""",
        message="door of their own",
    ),
    wrong(
        "a rate of one only",
        """
def impossible_slices(frame, by, outcome, least=30):
    known = frame.dropna(subset=[outcome])
    stats = known.groupby(known[by].fillna("missing"))[outcome].agg(["size", "mean"])
    return sorted(stats[(stats["size"] >= least) & (stats["mean"] == 1)].index)
""",
        message="rate of nought",
    ),
    wrong(
        "small slices as well",
        """
def impossible_slices(frame, by, outcome, least=30):
    stats = frame.groupby(by)[outcome].agg(["size", "mean"])
    return sorted(stats[stats["mean"].isin([0, 1])].index)
""",
        message="five alike prove nothing",
    ),
    wrong(
        "unknown outcomes count as rows",
        """
def impossible_slices(frame, by, outcome, least=30):
    stats = frame.groupby(frame[by].fillna("missing"))[outcome].agg(["size", "mean"])
    return sorted(stats[(stats["size"] >= least) & stats["mean"].isin([0, 1])].index)
""",
        message="unknown do not count",
    ),
    wrong(
        "unknown outcomes count as nought",
        """
def impossible_slices(frame, by, outcome, least=30):
    full = frame.assign(**{outcome: frame[outcome].fillna(0)})
    stats = full.groupby(full[by].fillna("missing"))[outcome].agg(["size", "mean"])
    return sorted(stats[(stats["size"] >= least) & stats["mean"].isin([0, 1])].index)
""",
        message="unknown ones must not count",
    ),
    wrong(
        "more than the least",
        """
def impossible_slices(frame, by, outcome, least=30):
    known = frame.dropna(subset=[outcome])
    stats = known.groupby(known[by].fillna("missing"))[outcome].agg(["size", "mean"])
    return sorted(stats[(stats["size"] > least) & stats["mean"].isin([0, 1])].index)
""",
        message="exactly 30 rows",
    ),
    wrong(
        "nearly all alike",
        """
def impossible_slices(frame, by, outcome, least=30):
    known = frame.dropna(subset=[outcome])
    stats = known.groupby(known[by].fillna("missing"))[outcome].agg(["size", "mean"])
    stats = stats[(stats["size"] >= least) & ((stats["mean"] >= 0.99) | (stats["mean"] <= 0.01))]
    return sorted(stats.index, key=str)
""",
        message="299 of 300",
    ),
    wrong(
        "sorted as numbers",
        """
def impossible_slices(frame, by, outcome, least=30):
    known = frame.dropna(subset=[outcome])
    stats = known.groupby(known[by].fillna("missing"))[outcome].agg(["size", "mean"])
    found = stats[(stats["size"] >= least) & stats["mean"].isin([0, 1])].index
    return sorted(found, key=lambda door: (isinstance(door, str), door))
""",
        message="order of their text",
    ),
    wrong(
        "the template",
        "def impossible_slices(frame, by, outcome, least=30):\n    return None",
        message="returned",
    ),
]

# -- Decide 2 ------------------------------------------------------------------------------------------------------

D2 = """
frame, stopped = the_fields()
row = dict(zip(frame["field"], frame["row"]))
weight = dict(zip(frame["field"], frame["weight"]))
least, chosen = lightest(frame, {*stopped, *PERSON})


def hand_in(names, number=None):
    return {"out": [row[f] for f in stopped], "rows": [row[f] for f in names], "number": right_of_100(frame, names) if number is None else number}


decide_2 = hand_in(chosen)
"""


def d2(change: str) -> str:
    return D2 + change


DECIDE_2 = [
    right(
        "backwards, as an array",
        d2('decide_2 |= {"number": np.int64(decide_2["number"]), "rows": np.array(decide_2["rows"][::-1])}'),
    ),
    right(
        "found anew, any set within one of the lightest",
        d2(
            """
from itertools import combinations
free = [f for f in row if f not in stopped and f not in PERSON]
sets = [c for n in range(1, 7) for c in combinations(free, n)]
good = [c for c in sets if right_of_100(frame, c) >= 86 and sum(weight[f] for f in c) <= least + 1]
good = [c for c in good if not {"birth date", "postcode"} <= set(c)]
decide_2 = hand_in(good[-1])
"""
        ),
    ),
    wrong("all fields", d2("decide_2 = hand_in(list(row))"), message="all twelve"),
    wrong(
        "no name, but account number and birth date",
        d2('decide_2 = hand_in(["account number", "birth date", "product", "balance"])'),
        message="leads to one member by itself",
    ),
    wrong(
        "no name, no number, but birth date and postcode",
        d2('decide_2 = hand_in(["birth date", "postcode", "balance"])'),
        message="together they point to one member",
    ),
    wrong(
        "the sum before the terms",
        d2("decide_2 = hand_in(lightest(frame, ())[1])"),
        message="not given for being answered",
    ),
    wrong("too little", d2("decide_2 = hand_in(chosen[:1])"), message="86 are needed"),
    wrong(
        "nothing but the message",
        d2('decide_2 |= {"rows": [], "number": 78}'),
        message="86 are needed",
    ),
    wrong(
        "one field for comfort",
        d2(
            'decide_2 = hand_in([*chosen, next(f for f in row if weight[f] > 1 and f not in chosen and f not in stopped and f not in PERSON and not {"birth date", "postcode"} <= {*chosen, f})])'
        ),
        message="lighter set",
    ),
    wrong(
        "heavy is not forbidden",
        d2('decide_2["out"] = [*decide_2["out"], row["full name"]]'),
        message="heavy is not forbidden",
    ),
    wrong("the terms read in part", d2('decide_2["out"] = decide_2["out"][:2]'), message="lacks a field"),
    wrong("another number", d2("decide_2 = hand_in(chosen, 60)"), message="reach another figure"),
    wrong(
        "the form filled with nothing",
        'decide_2 = {"out": None, "rows": None, "number": None}',
        message="decide_2",
    ),
    wrong("nothing yet", "decide_2 = None", message="no answer yet"),
]

# -- Build 2 -------------------------------------------------------------------------------------------------------

BUILD_2 = [
    right(
        "with Counter",
        """
from collections import Counter

def crowds(frame, fields, epsilon, rng):
    keys = [tuple("?" if pd.isna(v) else v for v in row) for row in frame[list(fields)].itertuples(index=False)]
    keys = keys if fields else [()] * len(frame)
    sizes = list(Counter(keys).values())
    noise = rng.laplace(scale=1.0 / epsilon, size=len(sizes)) if epsilon > 0 else None
    published = None if noise is None else list(np.array(sizes) + noise)
    return {"k": min(sizes) if sizes else 0, "published": published}
""",
    ),
    right(
        "in one draw, as an array",
        """
def crowds(frame, fields, epsilon, rng):
    if not len(frame):
        return {"k": 0, "published": np.array([]) if epsilon > 0 else None}
    sizes = frame.groupby(list(fields), dropna=False).size().to_numpy() if fields else np.array([len(frame)])
    return {"k": int(sizes.min()), "published": sizes + rng.laplace(0, 1 / epsilon, len(sizes)) if epsilon > 0 else None}
""",
    ),
    wrong(
        "the scale is epsilon",
        """
def crowds(frame, fields, epsilon, rng):
    sizes = [len(frame)] if not fields else frame.groupby(list(fields), dropna=False).size().tolist()
    sizes = sizes if len(frame) else []
    out = [s + rng.laplace(0, epsilon) for s in sizes] if epsilon > 0 else None
    return {"k": min(sizes, default=0), "published": out}
""",
        message="epsilon itself as the scale",
    ),
    wrong(
        "one noise for all",
        """
def crowds(frame, fields, epsilon, rng):
    sizes = [len(frame)] if not fields else frame.groupby(list(fields), dropna=False).size().tolist()
    sizes = sizes if len(frame) else []
    noise = rng.laplace(0, 1 / epsilon) if epsilon > 0 else 0
    return {"k": min(sizes, default=0), "published": [s + noise for s in sizes] if epsilon > 0 else None}
""",
        message="draw its own noise",
    ),
    wrong(
        "the mean crowd",
        """
def crowds(frame, fields, epsilon, rng):
    sizes = frame.groupby(list(fields), dropna=False).size()
    return {"k": sizes.mean(), "published": list(sizes + rng.laplace(0, 1 / epsilon, len(sizes)))}
""",
        message="smallest group has one row",
    ),
    wrong(
        "missing values are lost",
        """
def crowds(frame, fields, epsilon, rng):
    sizes = [len(frame)] if not fields else frame.groupby(list(fields)).size().tolist()
    sizes = sizes if len(frame) else []
    out = [s + rng.laplace(0, 1 / epsilon) for s in sizes] if epsilon > 0 else None
    return {"k": min(sizes, default=0), "published": out}
""",
        message="missing value is a group",
    ),
    wrong(
        "no protection asked for, none given",
        """
def crowds(frame, fields, epsilon, rng):
    sizes = [len(frame)] if not fields else frame.groupby(list(fields), dropna=False).size().tolist()
    sizes = sizes if len(frame) else []
    out = [s + (rng.laplace(0, 1 / epsilon) if epsilon > 0 else 0) for s in sizes]
    return {"k": min(sizes, default=0), "published": out}
""",
        message="nothing may be published",
    ),
    wrong(
        "normal noise",
        """
def crowds(frame, fields, epsilon, rng):
    sizes = [len(frame)] if not fields else frame.groupby(list(fields), dropna=False).size().tolist()
    sizes = sizes if len(frame) else []
    out = [s + rng.normal(0, 1.2533 / epsilon) for s in sizes] if epsilon > 0 else None
    return {"k": min(sizes, default=0), "published": out}
""",
        message="protects otherwise",
    ),
    wrong(
        "noise that ends somewhere",
        """
def crowds(frame, fields, epsilon, rng):
    sizes = [len(frame)] if not fields else frame.groupby(list(fields), dropna=False).size().tolist()
    sizes = sizes if len(frame) else []
    out = [s + rng.uniform(-2 / epsilon, 2 / epsilon) for s in sizes] if epsilon > 0 else None
    return {"k": min(sizes, default=0), "published": out}
""",
        message="protects otherwise",
    ),
    wrong(
        "a little less noise",
        """
def crowds(frame, fields, epsilon, rng):
    sizes = [len(frame)] if not fields else frame.groupby(list(fields), dropna=False).size().tolist()
    sizes = sizes if len(frame) else []
    out = [s + rng.laplace(0, 0.93 / epsilon) for s in sizes] if epsilon > 0 else None
    return {"k": min(sizes, default=0), "published": out}
""",
        message="times what it should be",
    ),
    wrong(
        "a generator of its own",
        """
def crowds(frame, fields, epsilon, rng):
    sizes = [len(frame)] if not fields else frame.groupby(list(fields), dropna=False).size().tolist()
    sizes = sizes if len(frame) else []
    own = np.random.default_rng(0)
    out = [s + own.laplace(0, 1 / epsilon) for s in sizes] if epsilon > 0 else None
    return {"k": min(sizes, default=0), "published": out}
""",
        message="draw it from rng",
    ),
    wrong(
        "cut off at nought",
        """
def crowds(frame, fields, epsilon, rng):
    sizes = [len(frame)] if not fields else frame.groupby(list(fields), dropna=False).size().tolist()
    sizes = sizes if len(frame) else []
    out = [max(0, s + rng.laplace(0, 1 / epsilon)) for s in sizes] if epsilon > 0 else None
    return {"k": min(sizes, default=0), "published": out}
""",
        message="below nought are cut off",
    ),
    wrong(
        "the mean of the sizes, with noise",
        """
def crowds(frame, fields, epsilon, rng):
    sizes = [len(frame)] if not fields else frame.groupby(list(fields), dropna=False).size().tolist()
    sizes = sizes if len(frame) else []
    out = [np.mean(sizes) + rng.laplace(0, 1 / epsilon) for s in sizes] if epsilon > 0 else None
    return {"k": min(sizes, default=0), "published": out}
""",
        message="size of its own group",
    ),
    wrong(
        "the template", "def crowds(frame, fields, epsilon, rng):\n    return None", message="is it written"
    ),
]

# -- Decide 3 ------------------------------------------------------------------------------------------------------

D3 = """
texts, cells, rows, calls, usable, offers, gains = the_rights()
column = {"serve": 1, "evaluate": 2, "train": 3, "pass on": 4}
allowed = [f"{t}{column[u]}" for t, uses in cells.items() for u in uses]
best = max(gains, key=gains.get)
decide_3 = {"allowed": allowed, "usable": usable, "renegotiate": best, "gained": gains[best]}
"""


def d3(change: str) -> str:
    return D3 + change


DECIDE_3 = [
    right(
        "backwards, in NumPy's types",
        d3('decide_3 |= {"allowed": tuple(allowed[::-1]), "usable": np.int64(usable)}'),
    ),
    right(
        "as a set, with floats",
        d3('decide_3 |= {"allowed": set(allowed), "usable": float(usable), "gained": float(gains[best])}'),
    ),
    wrong(
        "possession is ownership",
        d3('decide_3["allowed"] = sorted({*allowed, "A1", "A2", "A3", "B1", "B2", "B3", "D1", "D2", "D3"})'),
        message="belong",
    ),
    wrong(
        "public is free, or free is forbidden",
        d3(
            'decide_3["allowed"] = [c for c in allowed if c[0] != "C"] + ([] if "C1" in allowed else ["C1", "C2", "C3"])'
        ),
        message="cell",
    ),
    wrong(
        "the supplier's own ends overlooked",
        d3(
            """
fourth = {"A4", "B4", "D4"} if "improve its services" in texts["E"] else set()
decide_3["allowed"] = sorted({c for c in allowed if c[1] != "4" or c == "C4"} | fourth)
if sorted(allowed) == decide_3["allowed"]:
    decide_3["allowed"].append("A4")
"""
        ),
        message="cell",
    ),
    wrong(
        "everything",
        d3('decide_3["allowed"] = [f"{t}{n}" for t in "ABCD" for n in range(1, 5)]'),
        message="not belong",
    ),
    wrong("nothing, to be safe", d3('decide_3["allowed"] = []'), message="missing"),
    wrong(
        "withdrawals ignored",
        d3(
            'decide_3["usable"] += calls["agreed, withdrew before 15 June"] + calls["agreed, withdrew on 15 June"]'
        ),
        message="withdrawal is taken off",
    ),
    wrong(
        "the day itself",
        d3('decide_3["usable"] += calls["agreed, withdrew on 15 June"]'),
        message="out on 15 June",
    ),
    wrong(
        "later withdrawals, too",
        d3('decide_3["usable"] -= calls["agreed, withdrew after 15 June"]'),
        message="after 15 June",
    ),
    wrong("silence is a yes", d3('decide_3["usable"] += calls["asked, no answer"]'), message="silence"),
    wrong("the easiest signature", d3('decide_3["renegotiate"] = "E"'), message="brings no row"),
    wrong(
        "too late",
        d3('decide_3["renegotiate"] = next(t for t in "ABC" if "July" in offers[t])'),
        message="from July on",
    ),
    wrong("another clause", d3('decide_3["renegotiate"] = "D"'), message="brings more rows"),
    wrong("not what it brings", d3('decide_3["gained"] = gains[best] + 700'), message="not what it brings"),
    wrong("nothing yet", "decide_3 = None", message="no answer yet"),
]

# -- Build 3 -------------------------------------------------------------------------------------------------------

BUILD_3 = [
    right(
        "with early continue",
        """
def usable_rows(ledger, purpose, day):
    out = []
    for e in ledger:
        a, w, p = e.get("agreed"), e.get("withdrawn"), e.get("purposes")
        if type(p) is not list or purpose not in p:
            continue
        if type(a) is not str or a > day:
            continue
        if type(w) is str and not w > day:
            continue
        out.append(e["row"])
    return tuple(out)
""",
    ),
    right(
        "with pandas",
        """
def usable_rows(ledger, purpose, day):
    if not ledger:
        return []
    f = pd.DataFrame(ledger).reindex(columns=["row", "purposes", "agreed", "withdrawn"])
    named = f["purposes"].apply(lambda p: isinstance(p, list) and purpose in p)
    given = f["agreed"].apply(lambda d: isinstance(d, str) and d <= day)
    gone = f["withdrawn"].apply(lambda d: isinstance(d, str) and d <= day)
    return f.loc[named & given & ~gone, "row"].tolist()
""",
    ),
    wrong(
        "consent to be served is consent to train",
        """
def usable_rows(ledger, purpose, day):
    return [e["row"] for e in ledger if isinstance(e.get("agreed"), str) and e["agreed"] <= day
            and not (isinstance(e.get("withdrawn"), str) and e["withdrawn"] <= day)]
""",
        message="no consent to training",
    ),
    wrong(
        "missing is a yes",
        """
def usable_rows(ledger, purpose, day):
    return [e["row"] for e in ledger if isinstance(e.get("purposes"), list) and purpose in e["purposes"]
            and not (isinstance(e.get("agreed"), str) and e["agreed"] > day)
            and not (isinstance(e.get("withdrawn"), str) and e["withdrawn"] <= day)]
""",
        message="only row 1",
    ),
    wrong(
        "withdrawals ignored",
        """
def usable_rows(ledger, purpose, day):
    return [e["row"] for e in ledger if isinstance(e.get("purposes"), list) and purpose in e["purposes"]
            and isinstance(e.get("agreed"), str) and e["agreed"] <= day]
""",
        message="only row 1",
    ),
    wrong(
        "whoever withdraws was never there",
        """
def usable_rows(ledger, purpose, day):
    return [e["row"] for e in ledger if isinstance(e.get("purposes"), list) and purpose in e["purposes"]
            and isinstance(e.get("agreed"), str) and e["agreed"] <= day and not isinstance(e.get("withdrawn"), str)]
""",
        message="does not reach back",
    ),
    wrong(
        "out from the day after",
        """
def usable_rows(ledger, purpose, day):
    return [e["row"] for e in ledger if isinstance(e.get("purposes"), list) and purpose in e["purposes"]
            and isinstance(e.get("agreed"), str) and e["agreed"] <= day
            and not (isinstance(e.get("withdrawn"), str) and e["withdrawn"] < day)]
""",
        message="On the day of its withdrawal",
    ),
    wrong(
        "part of a name",
        """
def usable_rows(ledger, purpose, day):
    return [e["row"] for e in ledger if isinstance(e.get("purposes"), list) and any(purpose in p for p in e["purposes"])
            and isinstance(e.get("agreed"), str) and e["agreed"] <= day
            and not (isinstance(e.get("withdrawn"), str) and e["withdrawn"] <= day)]
""",
        message="another purpose",
    ),
    wrong(
        "one purpose only",
        """
def usable_rows(ledger, purpose, day):
    return [e["row"] for e in ledger if isinstance(e.get("purposes"), list) and "training" in e["purposes"]
            and isinstance(e.get("agreed"), str) and e["agreed"] <= day
            and not (isinstance(e.get("withdrawn"), str) and e["withdrawn"] <= day)]
""",
        message="the one that is asked for",
    ),
    wrong(
        "the year ignored",
        """
def usable_rows(ledger, purpose, day):
    return [e["row"] for e in ledger if isinstance(e.get("purposes"), list) and purpose in e["purposes"]
            and isinstance(e.get("agreed"), str) and e["agreed"][5:] <= day[5:]
            and not (isinstance(e.get("withdrawn"), str) and e["withdrawn"][5:] <= day[5:])]
""",
        message="the year counts",
    ),
    wrong(
        "row nought overlooked",
        """
def usable_rows(ledger, purpose, day):
    return [e["row"] for e in ledger if isinstance(e.get("purposes"), list) and purpose in e["purposes"]
            and isinstance(e.get("agreed"), str) and e["agreed"] <= day
            and not (isinstance(e.get("withdrawn"), str) and e["withdrawn"] <= day) and e["row"]]
""",
        message="row called 0",
    ),
    wrong("the template", "def usable_rows(ledger, purpose, day):\n    return None", message="returned"),
]

# -- Decide 4 ------------------------------------------------------------------------------------------------------

D4 = """
lines, faulty, (lead_m, life, rate), (start, ground, keeps, errors) = the_paper()
at = {name: n for n, (name, _) in enumerate(lines, 1)}
months = next(m for m in range(1, 900) if worth(m, rate, life) >= 0.9 * worth(lead_m + m, rate, life))
more = (errors[3] - ground) * (1 - keeps)
decide_4 = {at[name]: "strike" for name in faulty} | {at["lead"]: months, at["next"]: more}
"""


def d4(change: str) -> str:
    return D4 + change


DECIDE_4 = [
    right(
        "rounded, other words, one month more",
        d4(
            'decide_4 |= {at[n]: "Delete" for n in faulty} | {at["lead"]: months + 1, at["next"]: round(more, 1)}'
        ),
    ),
    right(
        "NumPy numbers, lines backwards",
        d4('decide_4 = {k: decide_4[k] for k in sorted(decide_4)[::-1]} | {at["lead"]: np.int64(months)}'),
    ),
    right(
        "read off the table in threes",
        d4(
            'decide_4[at["lead"]] = next(m for m in range(3, 90, 3) if worth(m, rate, life) >= 0.9 * worth(lead_m + m, rate, life)) - 1'
        ),
    ),
    wrong("more years always win", d4('decide_4[at["lead"]] = lead_m'), message="months of collecting"),
    wrong("the half-life", d4('decide_4[at["lead"]] = life'), message="half-life"),
    wrong(
        "our heap stands still",
        d4(
            'decide_4[at["lead"]] = next(m for m in range(1, 900) if worth(m, rate, life) >= 0.9 * worth(lead_m, rate, life))'
        ),
        message="goes on collecting",
    ),
    wrong(
        "the floor falls as well",
        d4('decide_4[at["next"]] = errors[3] * (1 - errors[3] / errors[2])'),
        message="lets the floor fall",
    ),
    wrong("the last step again", d4('decide_4[at["next"]] = errors[2] - errors[3]'), message="last doubling"),
    wrong("what remains", d4('decide_4[at["next"]] = errors[3] - more'), message="errors that remain"),
    wrong("the line on the lead passed", d4('del decide_4[at["lead"]]'), message="still to be found"),
    wrong(
        "a faulty line passed: public data, or no decay",
        d4("del decide_4[at[sorted(faulty)[0]]]"),
        message="still to be found",
    ),
    wrong(
        "the line that admits a limit",
        d4('decide_4[at["limit"]] = "strike"'),
        message="board needs that line",
    ),
    wrong("everything struck", d4('decide_4 = dict.fromkeys(range(1, 13), "strike")'), message="false alarm"),
    wrong("months in quotes", d4('decide_4[at["lead"]] = str(months)'), message="without quotes"),
    wrong("another word", d4('decide_4[at[sorted(faulty)[0]]] = "fine"'), message="does not mend it"),
    wrong("nothing marked", "decide_4 = {}", message="no line is marked"),
    wrong("nothing yet", "decide_4 = None", message="no answer yet"),
]

# -- Build 4 -------------------------------------------------------------------------------------------------------

BUILD_4 = [
    right(
        "by sums",
        """
def months_to_parity(lead, ours, theirs, half_life, near=0.9):
    fine = lead >= 0 and ours >= 0 and theirs >= 0 and half_life > 0 and 0 < near <= 1
    if not fine:
        return None
    f = 0.5 ** (1 / half_life)
    heap = lambda m, r: r * m if f == 1 else r * (1 - f**m) / (1 - f)
    for m in range(601):
        if heap(m, theirs) >= near * heap(lead + m, ours) - 1e-12:
            return m
    return math.inf
""",
    ),
    right(
        "with arrays",
        """
def months_to_parity(lead, ours, theirs, half_life, near=0.9):
    if any(math.isnan(x) for x in (lead, ours, theirs, half_life, near)):
        return None
    if min(lead, ours, theirs) < 0 or half_life <= 0 or near <= 0 or near > 1:
        return None
    value = np.concatenate([[0.0], np.cumsum(0.5 ** (np.arange(600 + int(lead)) / half_life))])
    m = np.arange(601)
    hit = np.flatnonzero(theirs * value[m] >= near * ours * value[m + int(lead)])
    return int(hit[0]) if len(hit) else float("inf")
""",
    ),
    wrong(
        "no decay",
        """
def months_to_parity(lead, ours, theirs, half_life, near=0.9):
    for m in range(601):
        if m * theirs >= near * (lead + m) * ours:
            return m
    return math.inf
""",
        message="20 months",
    ),
    wrong(
        "more rows always win",
        "def months_to_parity(lead, ours, theirs, half_life, near=0.9):\n    return lead",
        message="how long we have collected",
    ),
    wrong(
        "our heap stands still",
        """
def months_to_parity(lead, ours, theirs, half_life, near=0.9):
    if not (lead >= 0 and ours >= 0 and theirs >= 0 and half_life > 0 and 0 < near <= 1):
        return None
    heap = lambda m, r: sum(r * 0.5 ** (a / half_life) for a in range(m))
    for m in range(601):
        if heap(m, theirs) >= near * heap(lead, ours):
            return m
    return math.inf
""",
        message="20 months",
    ),
    wrong(
        "impossible inputs pass",
        """
def months_to_parity(lead, ours, theirs, half_life, near=0.9):
    heap = lambda m, r: sum(r * 0.5 ** (a / half_life) for a in range(int(m if m == m else 0)))
    for m in range(601):
        if heap(m, theirs) >= near * heap(lead + m, ours):
            return m
    return math.inf
""",
        message="NaN as input",
    ),
    wrong(
        "the first month is one",
        """
def months_to_parity(lead, ours, theirs, half_life, near=0.9):
    if not (lead >= 0 and ours >= 0 and theirs >= 0 and half_life > 0 and 0 < near <= 1):
        return None
    f = 0.5 ** (1 / half_life)
    heap = lambda m, r: r * m if f == 1 else r * (1 - f**m) / (1 - f)
    return next((m for m in range(1, 601) if heap(m, theirs) >= near * heap(lead + m, ours)), math.inf)
""",
        message="after 0 months",
    ),
    wrong(
        "the template",
        "def months_to_parity(lead, ours, theirs, half_life, near=0.9):\n    return None",
        message="20 months",
    ),
]

# -- Calibration ---------------------------------------------------------------------------------------------------

CAL = """
levels = {"From 1 September we train": [2, 1, 2, 1, 2], "since spring": [1, 2, 0, 2, 1], "Do not train on": [2, 0, 1, 2, 1]}
calibration = {
    m: dict(zip(CRITERIA, next(v for w, v in levels.items() if w in text), strict=True)) for m, text in memos.items()
}
"""

CALIBRATION = [
    right(
        "the key, as floats",
        CAL + "calibration = {m: {c: float(v) for c, v in r.items()} for m, r in calibration.items()}\n",
    ),
    right(
        "twelve of fifteen",
        CAL
        + 'for m in "ABC":\n    calibration[m]["Decision"] = 2 if calibration[m]["Decision"] == 0 else calibration[m]["Decision"] - 1\n',
    ),
    wrong(
        "eleven of fifteen",
        CAL + 'for c in list(CRITERIA)[:4]:\n    calibration["A"][c] = (calibration["A"][c] + 1) % 3\n',
        message="11 of 15",
        points=5,
    ),
    wrong("all ones", "calibration = {m: dict.fromkeys(CRITERIA, 1) for m in 'ABC'}", message="of 15"),
    wrong("all twos", "calibration = {m: dict.fromkeys(CRITERIA, 2) for m in 'ABC'}", message="of 15"),
    wrong(
        "a level that does not exist", CAL + 'calibration["A"]["Decision"] = 3\n', message="should be one of"
    ),
    wrong("a criterion missing", CAL + 'del calibration["A"]["Decision"]\n', message="lacks the key"),
    wrong(
        "the template", "calibration = {m: dict.fromkeys(CRITERIA) for m in 'ABC'}", message="no answer yet"
    ),
]

PROOFS = {
    "test_decide_1": DECIDE_1,
    "test_build_1": BUILD_1,
    "test_decide_2": DECIDE_2,
    "test_build_2": BUILD_2,
    "test_decide_3": DECIDE_3,
    "test_build_3": BUILD_3,
    "test_decide_4": DECIDE_4,
    "test_build_4": BUILD_4,
    "test_calibration": CALIBRATION,
}

# Mutants that survive and may: they cannot be told from the reference by any answer they give.
SURVIVORS = {
    "test_build_2": {
        "size - rng.laplace": "the noise is as often positive as negative: taken off or added, it is the same noise"
    },
}

# Answers of the right form by somebody who does not know: each must pass in under one try of ten.
_SHARE = '100 * rest["wrote again"].sum() / rest["rows"].sum()'
GUESSES = {
    "test_decide_1": {
        "at random, the figure computed": f"""
chosen = sorted(int(n) for n in rng.choice(range(1, 11), 3, replace=False))
rest = slices[~slices["number"].isin(chosen)]
decide_1 = {{"rows": chosen, "number": {_SHARE}}}
""",
        "the most extreme rates": f"""
rate = slices["wrote again"] / slices["rows"]
chosen = slices.loc[(rate - rate.median()).abs().nlargest(3).index, "number"].tolist()
rest = slices[~slices["number"].isin(chosen)]
decide_1 = {{"rows": chosen, "number": {_SHARE}}}
""",
        "the highest, and the lowest two": f"""
order = (slices["wrote again"] / slices["rows"]).sort_values().index
chosen = slices.loc[[order[0], order[1], order[-1]], "number"].tolist()
rest = slices[~slices["number"].isin(chosen)]
decide_1 = {{"rows": chosen, "number": {_SHARE}}}
""",
        "the three lowest": f"""
chosen = slices.loc[(slices["wrote again"] / slices["rows"]).nsmallest(3).index, "number"].tolist()
rest = slices[~slices["number"].isin(chosen)]
decide_1 = {{"rows": chosen, "number": {_SHARE}}}
""",
        "the longest texts": f"""
chosen = slices.loc[slices["how the rows came in"].str.len().nlargest(3).index, "number"].tolist()
rest = slices[~slices["number"].isin(chosen)]
decide_1 = {{"rows": chosen, "number": {_SHARE}}}
""",
        "the shortest texts": f"""
chosen = slices.loc[slices["how the rows came in"].str.len().nsmallest(3).index, "number"].tolist()
rest = slices[~slices["number"].isin(chosen)]
decide_1 = {{"rows": chosen, "number": {_SHARE}}}
""",
        "the same each time": 'decide_1 = {"rows": [1, 2, 3], "number": 20.0}',
        "everything": 'decide_1 = {"rows": list(range(1, 11)), "number": 0.0}',
    },
    "test_decide_2": {
        "at random, the figure computed": """
out = [int(n) for n in rng.choice(range(1, 13), 3, replace=False)]
chosen = [f for f in fields["field"] if rng.random() < 0.35]
decide_2 = {"out": out, "rows": fields.loc[fields["field"].isin(chosen), "row"].tolist(), "number": right_of_100(fields, chosen)}
""",
        "the lightest first, until it is enough": """
out = fields["row"].tolist()[:3]
chosen = []
for f in fields.sort_values("weight", kind="stable")["field"]:
    if right_of_100(fields, chosen) < 86:
        chosen.append(f)
decide_2 = {"out": out, "rows": fields.loc[fields["field"].isin(chosen), "row"].tolist(), "number": right_of_100(fields, chosen)}
""",
        "at random among the light ones, until it is enough": """
out = [int(n) for n in rng.choice(range(1, 13), 3, replace=False)]
light = fields.loc[fields["weight"] <= 5, "field"].tolist()
chosen = []
for f in rng.permutation(light):
    if right_of_100(fields, chosen) < 86:
        chosen.append(str(f))
decide_2 = {"out": out, "rows": fields.loc[fields["field"].isin(chosen), "row"].tolist(), "number": right_of_100(fields, chosen)}
""",
        "what adds most for its weight": """
out = fields["row"].tolist()[-3:]
chosen = []
for f in fields.assign(per=fields["adds, of 100"] / fields["weight"]).sort_values("per", ascending=False)["field"]:
    if right_of_100(fields, chosen) < 86:
        chosen.append(f)
decide_2 = {"out": out, "rows": fields.loc[fields["field"].isin(chosen), "row"].tolist(), "number": right_of_100(fields, chosen)}
""",
        "the lightest of all sets, no terms read": """
out = fields.nlargest(3, "weight")["row"].tolist()
_, chosen = lightest(fields, PERSON)
decide_2 = {"out": out, "rows": fields.loc[fields["field"].isin(chosen), "row"].tolist(), "number": right_of_100(fields, chosen)}
""",
        "three struck at random, then the lightest": """
maybe = ["product", "language", "age band", "state", "balance band", "last contacts", "hardship mark"]
struck = [str(f) for f in rng.choice(maybe, 3, replace=False)]
out = fields.loc[fields["field"].isin(struck), "row"].tolist()
found = lightest(fields, {*PERSON, *struck})
chosen = found[1] if found else []
decide_2 = {"out": out, "rows": fields.loc[fields["field"].isin(chosen), "row"].tolist(), "number": right_of_100(fields, chosen)}
""",
        "everything": 'decide_2 = {"out": [1, 2, 3], "rows": list(range(1, 13)), "number": right_of_100(fields, fields["field"].tolist())}',
    },
    "test_decide_3": {
        "at random": """
chosen = [f"{t}{n}" for t in "ABCD" for n in range(1, 5) if rng.random() < 0.5]
who = str(rng.choice(list("ABC")))
decide_3 = {
    "allowed": chosen,
    "usable": calls["agreed"] - calls["agreed, withdrew before 15 June"] - calls["agreed, withdrew on 15 June"],
    "renegotiate": who,
    "gained": round(rights_rows[who] * int(rng.integers(2, 11)) / 10),
}
""",
        "everything": """
decide_3 = {
    "allowed": [f"{t}{n}" for t in "ABCD" for n in range(1, 5)],
    "usable": sum(rights_rows.values()) + calls["agreed"],
    "renegotiate": "A",
    "gained": rights_rows["A"],
}
""",
        "the same each time": 'decide_3 = {"allowed": ["A1", "A2", "B1", "B2", "D3"], "usable": 10_000, "renegotiate": "A", "gained": 20_000}',
    },
    "test_decide_4": {
        "at random, both figures known": """
marked = [int(n) for n in rng.choice([n for n, t in paper.items() if not t.startswith(("Lead", "More"))], 3, replace=False)]
decide_4 = dict.fromkeys(marked, "strike")
for n, t in paper.items():
    if t.startswith("Lead"):
        decide_4[n] = next(m for m in range(1, 900) if worth(m, per_month, half_life) >= 0.9 * worth(lead + m, per_month, half_life))
    if t.startswith("More"):
        decide_4[n] = (_errors[3] - floor) * (1 - (_errors[3] - floor) / (_errors[2] - floor))
""",
        "the longest lines": """
long = sorted((n for n, t in paper.items() if not t.startswith(("Lead", "More"))), key=lambda n: len(paper[n]))[-3:]
decide_4 = dict.fromkeys(long, "strike")
for n, t in paper.items():
    if t.startswith("Lead"):
        decide_4[n] = int(rng.integers(5, 60))
    if t.startswith("More"):
        decide_4[n] = float(rng.uniform(1, 6))
""",
        "the shortest lines": """
short = sorted((n for n, t in paper.items() if not t.startswith(("Lead", "More"))), key=lambda n: len(paper[n]))[:3]
decide_4 = dict.fromkeys(short, "strike")
for n, t in paper.items():
    if t.startswith("Lead"):
        decide_4[n] = next(m for m in range(1, 900) if worth(m, per_month, half_life) >= 0.9 * worth(lead + m, per_month, half_life))
    if t.startswith("More"):
        decide_4[n] = (_errors[3] - floor) * (1 - (_errors[3] - floor) / (_errors[2] - floor))
""",
        "everything struck": 'decide_4 = dict.fromkeys(range(1, 13), "strike")',
        "the last lines": 'decide_4 = {8: "strike", 9: "strike", 10: "strike", 11: 24, 12: 2.0}',
    },
}
