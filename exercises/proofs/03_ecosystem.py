"""Answers that the graders of exercise 3 must accept, and answers they must reject, each with its message.

An answer cell sees what stands above it in the exercise (`contract`, `brief`, `capabilities`, …), so most answers to
the Decide tasks are computed: the tables differ by course seed. The helpers below build their sources.
"""

from aipm.practice.proofs import right, wrong

# -- Decide 1 ------------------------------------------------------------------------------------------------------

D1 = """
d = the_days()
side = max(d["legal"] + d["council"], d["security"])
start = d["map"] + side + d["training"]
nobody = [n for n, t in decisions.items() if "unsure of" in t or "switched off" in t]
others = [n for n in decisions if n not in nobody]
decide_1 = {"path": ["c", "a", "a", "a", "b"], "unowned": nobody, "latest_start": start}
"""


def d1(change: str = "") -> str:
    return D1 + change


DECIDE_1 = [
    right("the agent, the engineer, counsel, the branch, the chief operating officer", d1()),
    right(
        "found by search: every afternoon after which the date holds, the one nobody designed last",
        d1(
            """
good = [p for p in afternoon.paths() if afternoon.walk(p).end == "holds"]
decide_1 = {"unowned": tuple(nobody)[::-1], "latest_start": float(start), "path": list(good[-1])}
"""
        ),
    ),
    right(
        "counsel and the branch in one call; rows as an array, days as a NumPy number",
        d1(
            """
decide_1 = {"path": ("c", "a", "b", "c", "b"), "unowned": np.array(nobody), "latest_start": np.int64(start)}
"""
        ),
    ),
    wrong(
        "senior people first",
        d1('decide_1["path"] = ["a", "a", "a", "a", "b"]'),
        message="take it back",
    ),
    wrong(
        "a position taken for a need, and the agents not asked",
        d1('decide_1["path"] = ["b", "a", "a", "a", "b"]'),
        message="common tray",
    ),
    wrong(
        "everybody pulls together",
        d1('decide_1["path"] = ["c", "a", "a", "a", "c"]'),
        message="works council",
    ),
    wrong(
        "more time, for what is not said",
        d1('decide_1["path"] = ["c", "a", "a", "a", "a"]'),
        message="two weeks",
    ),
    wrong("too many long talks", d1('decide_1["path"] = ["c", "c", "b", "c", "b"]'), message="ten past five"),
    wrong("a link is missing", d1('decide_1["path"] = ["c", "a", "a", "b", "b"]'), message="link"),
    wrong("a path that does not exist", d1('decide_1["path"] = ["c", "x", "a", "a", "b"]'), message="path"),
    wrong("a path that stops too early", d1('decide_1["path"] = ["c", "a"]'), message="path"),
    wrong("all five steps added", d1('decide_1["latest_start"] = sum(d.values())'), message="side by side"),
    wrong("the longest step", d1('decide_1["latest_start"] = max(d.values())'), message="longest step"),
    wrong("without the data map", d1('decide_1["latest_start"] = start - d["map"]'), message="data map"),
    wrong("without the training", d1('decide_1["latest_start"] = start - d["training"]'), message="training"),
    wrong(
        "one decision somebody may take",
        d1('decide_1["unowned"] = [nobody[0], others[0]]'),
        message="not belong",
    ),
    wrong(
        "every field filled, everything marked",
        d1('decide_1["unowned"] = list(decisions)'),
        message="not belong",
    ),
    wrong("nothing yet", "decide_1 = None", message="no answer yet"),
]

# -- Build 1 -------------------------------------------------------------------------------------------------------

BUILD_1 = [
    right(
        "counting",
        """
def raci_faults(raci):
    out = {}
    for decision in raci:
        marks = [(who, str(what).lower()) for who, what in raci[decision].items()]
        owners = sum("a" in what for _, what in marks)
        if owners != 1:
            out[decision] = "two A" if owners else "no A"
        elif "a" in dict(marks).get("vendor", ""):
            out[decision] = "vendor is A"
        elif not any("r" in what for _, what in marks):
            out[decision] = "no R"
    return out
""",
    ),
    right(
        "with pandas",
        """
def raci_faults(raci):
    found = {}
    for decision, row in raci.items():
        s = pd.Series(row, dtype=object).astype(str).str.upper()
        a, r = s[s.str.contains("A")], s[s.str.contains("R")]
        if len(a) == 0:
            found[decision] = "no A"
        elif len(a) > 1:
            found[decision] = "two A"
        elif "vendor" in a.index:
            found[decision] = "vendor is A"
        elif len(r) == 0:
            found[decision] = "no R"
    return found
""",
    ),
    wrong(
        "an R taken for an A",
        """
def raci_faults(raci):
    out = {}
    for d, row in raci.items():
        if not any("A" in x.upper() or "R" in x.upper() for x in row.values()):
            out[d] = "no A"
        elif "A" in row.get("vendor", ""):
            out[d] = "vendor is A"
    return out
""",
        message="an R is not an A",
    ),
    wrong(
        "letters counted exactly",
        """
def raci_faults(raci):
    out = {}
    for d, row in raci.items():
        a = [p for p, x in row.items() if x == "A"]
        r = [p for p, x in row.items() if x == "R"]
        if not a: out[d] = "no A"
        elif len(a) > 1: out[d] = "two A"
        elif a == ["vendor"]: out[d] = "vendor is A"
        elif not r: out[d] = "no R"
    return out
""",
        message="one person may be A and R",
    ),
    wrong(
        "the vendor named before the count",
        """
def raci_faults(raci):
    out = {}
    for d, row in raci.items():
        a = [p for p, x in row.items() if "A" in x.upper()]
        r = [p for p, x in row.items() if "R" in x.upper()]
        if "vendor" in a: out[d] = "vendor is A"
        elif not a: out[d] = "no A"
        elif len(a) > 1: out[d] = "two A"
        elif not r: out[d] = "no R"
    return out
""",
        message="two A",
    ),
    wrong(
        "no R forgotten",
        """
def raci_faults(raci):
    out = {}
    for d, row in raci.items():
        a = [p for p, x in row.items() if "A" in x.upper()]
        if not a: out[d] = "no A"
        elif len(a) > 1: out[d] = "two A"
        elif a == ["vendor"]: out[d] = "vendor is A"
    return out
""",
        message="nobody has an R",
    ),
    wrong(
        "every decision gets an entry",
        "def raci_faults(raci):\n    return {d: 'no A' for d in raci}",
        message="raci_faults",
    ),
    wrong("it stops", "def raci_faults(raci):\n    return raci['none']", message="raci_faults"),
    wrong("nothing returned", "def raci_faults(raci):\n    pass", message="returned None"),
]

# -- Decide 2 ------------------------------------------------------------------------------------------------------

D2 = """
strike = ("improve its products", "selects with care", "investigation is complete", "reference messages", "current version")
decide_2 = {n: "strike" for n, t in contract.items() if any(w in t for w in strike)}
change = next(n for n, t in contract.items() if "retrain the model" in t)
leave = next(n for n, t in contract.items() if "no export" in t)
others = [n for n in contract if n not in decide_2 and n not in (change, leave)]
one_year = leaving["corrections a year"] * leaving["seconds to type one in again"] / 3600 * 33
decide_2[change] = sum(re_test.values()) + leaving["objection"]
decide_2[leave] = one_year * leaving["years by then"]
"""

DECIDE_2 = [
    right("as asked", D2),
    right(
        "whole dollars, other words, keys as floats",
        D2
        + "decide_2 = {float(k): (' Delete.' if v == 'strike' else round(v)) for k, v in decide_2.items()}",
    ),
    right("as a Series", D2 + "decide_2 = pd.Series(decide_2, dtype=object)"),
    wrong(
        "all fourteen struck",
        D2 + "decide_2 = {n: decide_2.get(n, 'strike') for n in contract}",
        message="false alarm",
    ),
    wrong("what sounds hard is struck as well", D2 + "decide_2[others[0]] = 'strike'", message="false alarm"),
    wrong(
        "only the two with a number",
        D2 + "decide_2 = {change: decide_2[change], leave: decide_2[leave]}",
        message="still to be found",
    ),
    wrong("no day to object", D2 + "decide_2[change] -= leaving['objection']", message="no day to say no"),
    wrong(
        "the longest step of the test",
        D2 + "decide_2[change] = max(re_test.values())",
        message="longest step",
    ),
    wrong("one year of corrections", D2 + "decide_2[leave] = one_year", message="one year of corrections"),
    wrong("hours instead of dollars", D2 + "decide_2[leave] /= 33", message="those are hours"),
    wrong("the notice in quotes", D2 + "decide_2[change] = str(decide_2[change])", message="without quotes"),
    wrong("struck, where a number is asked for", D2 + "decide_2[leave] = 'strike'", message="faulty"),
    wrong("a clause that does not exist", D2 + "decide_2[15] = 'strike'", message="from 1 to 14"),
    wrong("nothing yet", "decide_2 = None", message="no answer yet"),
]

# -- Build 2 -------------------------------------------------------------------------------------------------------

B2 = """
def as_counts(people, cases, sensitivity, specificity):
    if {bad}:
        return None
    found = {found}
    false_alarms = {false}
    alarms = found + false_alarms
    ratio = {ratio}
    return {{"found": found, "missed": cases - found, "false_alarms": false_alarms,
            "left_in_peace": people - cases - false_alarms, "alarms_per_case": ratio}}
"""
BAD = "not (0 <= cases <= people and 0 <= sensitivity <= 1 and 0 <= specificity <= 1)"
RATIO = "alarms / found if found else (math.inf if alarms else math.nan)"


def b2(
    bad=BAD, found="cases * sensitivity", false="(people - cases) * (1 - specificity)", ratio=RATIO
) -> str:
    return B2.format(bad=bad, found=found, false=false, ratio=ratio)


BUILD_2 = [
    right("with plain ifs", b2()),
    right(
        "with NumPy",
        """
def as_counts(people, cases, sensitivity, specificity):
    x = np.array([people, cases, sensitivity, specificity], dtype=float)
    if np.isnan(x).any() or (x < 0).any() or cases > people or max(sensitivity, specificity) > 1:
        return None
    others = np.float64(people - cases)
    peace = others * specificity
    hit = np.float64(cases * sensitivity)
    with np.errstate(all="ignore"):
        return dict(found=hit, missed=cases - hit, false_alarms=others - peace, left_in_peace=peace,
                    alarms_per_case=(hit + others - peace) / hit)
""",
    ),
    wrong(
        "false alarms among everybody", b2(false="people * (1 - specificity)"), message="as_counts returned"
    ),
    wrong("false alarms among the cases", b2(false="cases * (1 - specificity)"), message="from the 50 cases"),
    wrong(
        "alarms over all cases",
        b2(ratio="alarms / cases if found else (math.inf if alarms else math.nan)"),
        message="as_counts returned",
    ),
    wrong(
        "only the false alarms",
        b2(ratio="false_alarms / found if found else (math.inf if alarms else math.nan)"),
        message="as_counts returned",
    ),
    wrong("a division by zero", b2(ratio="alarms / found"), message="as_counts"),
    wrong(
        "zero where nothing is found",
        b2(ratio="alarms / found if found else 0.0"),
        message="no case is found",
    ),
    wrong("impossible inputs pass", b2(bad="False"), message="cannot be"),
    wrong(
        "NaN passes",
        b2(bad="cases < 0 or cases > people or not 0 <= sensitivity <= 1 or not 0 <= specificity <= 1"),
        message="cannot be",
    ),
    wrong("rounded counts", b2(found="round(cases * sensitivity)"), message="cases are found"),
]

# -- Decide 3 ------------------------------------------------------------------------------------------------------

D3 = """
rewrite = ("owe nothing", "all chatbots", "we comply", "whenever you")
_, _, turnover = the_brief()
decide_3 = {n: "rewrite" for n, t in brief.items() if any(w in t for w in rewrite)}
date = next(n for n, t in brief.items() if "2 August 2026" in t)
fine = next(n for n, t in brief.items() if "worldwide turnover" in t)
human = next(n for n, t in brief.items() if "94 of 100" in t)
share = 0.03 * turnover
decide_3[date], decide_3[fine] = "2027-12-02", max(15, share)
"""

DECIDE_3 = [
    right("as asked", D3),
    right(
        "the date in words, the amount in euros",
        D3 + "decide_3[date], decide_3[fine] = '2 December 2027', 1e6 * decide_3[fine]",
    ),
    right(
        "other words, a NumPy number",
        D3
        + "decide_3 = {k: 'Ask' if v == 'rewrite' else v for k, v in decide_3.items()}; decide_3[fine] = np.float64(decide_3[fine])",
    ),
    wrong("the unpleasant fact is struck", D3 + "decide_3[human] = 'rewrite'", message="unpleasant fact"),
    wrong(
        "every line rewritten",
        D3 + "decide_3 = {n: decide_3.get(n, 'rewrite') for n in brief}",
        message="false alarm",
    ),
    wrong(
        "we comply stays",
        D3 + "decide_3 = {date: decide_3[date], fine: decide_3[fine]}",
        message="still to be found",
    ),
    wrong("Annex III from August 2026", D3 + "decide_3[date] = '2026-08-02'", message="as it stood"),
    wrong("the day of the launch", D3 + "decide_3[date] = '2027-06-01'", message="Larkspur starts"),
    wrong(
        "a score taken for a prohibited practice",
        D3 + "decide_3[date] = '2025-02-02'",
        message="not prohibited",
    ),
    wrong("the lower of the two", D3 + "decide_3[fine] = min(15, share)", message="lower of the two"),
    wrong(
        "the ceiling of another breach",
        D3 + "decide_3[fine] = max(35, 0.07 * turnover)",
        message="prohibited practices",
    ),
    wrong("both added", D3 + "decide_3[fine] = 15 + share", message="not added"),
    wrong("a word where a date is asked for", D3 + "decide_3[date] = 'rewrite'", message="faulty"),
    wrong("nothing yet", "decide_3 = None", message="no answer yet"),
]

# -- Build 3 -------------------------------------------------------------------------------------------------------

BUILD_3 = [
    right(
        "a function for one feature",
        """
def owed_on(features, table, day):
    def one(f):
        if f["use"] not in table:
            return "ask counsel"
        tier, start = table[f["use"]]
        if f["live"] > day:
            return "not live"
        return tier if start and start <= day else "nothing yet"
    return {f["name"]: one(f) for f in features}
""",
    ),
    right(
        "with timestamps",
        """
def owed_on(features, table, day):
    now, out = pd.Timestamp(day), {}
    for f in features:
        known = table.get(f["use"])
        if known is None:
            out[f["name"]] = "ask counsel"
        elif now < pd.Timestamp(f["live"]):
            out[f["name"]] = "not live"
        elif known[1] is not None and now >= pd.Timestamp(known[1]):
            out[f["name"]] = known[0]
        else:
            out[f["name"]] = "nothing yet"
    return out
""",
    ),
    wrong(
        "the tier without its date",
        "def owed_on(features, table, day):\n    return {f['name']: table[f['use']][0] if f['use'] in table else 'ask counsel' for f in features}",
        message="nothing yet",
    ),
    wrong(
        "an unknown use is minimal",
        """
def owed_on(features, table, day):
    out = {}
    for f in features:
        tier, start = table.get(f["use"], ("minimal", None))
        out[f["name"]] = "not live" if day < f["live"] else tier if start and start <= day else "nothing yet"
    return out
""",
        message="ask counsel",
    ),
    wrong(
        "the first day left out",
        """
def owed_on(features, table, day):
    out = {}
    for f in features:
        if f["use"] not in table:
            out[f["name"]] = "ask counsel"
        elif day < f["live"]:
            out[f["name"]] = "not live"
        else:
            tier, start = table[f["use"]]
            out[f["name"]] = tier if start and start < day else "nothing yet"
    return out
""",
        message="apply on that day",
    ),
    wrong(
        "not live on the first day",
        """
def owed_on(features, table, day):
    out = {}
    for f in features:
        if f["use"] not in table:
            out[f["name"]] = "ask counsel"
        elif day <= f["live"]:
            out[f["name"]] = "not live"
        else:
            tier, start = table[f["use"]]
            out[f["name"]] = tier if start and start <= day else "nothing yet"
    return out
""",
        message="nothing yet",
    ),
    wrong(
        "not live before unknown",
        """
def owed_on(features, table, day):
    out = {}
    for f in features:
        if day < f["live"]:
            out[f["name"]] = "not live"
        elif f["use"] not in table:
            out[f["name"]] = "ask counsel"
        else:
            tier, start = table[f["use"]]
            out[f["name"]] = tier if start and start <= day else "nothing yet"
    return out
""",
        message="ask counsel",
    ),
    wrong("nothing returned", "def owed_on(features, table, day):\n    pass", message="returned None"),
]

# -- Decide 4 ------------------------------------------------------------------------------------------------------

D4 = """
_, passing = six_capabilities()
rows = capabilities[capabilities["capability"].isin(passing)].set_index("row")
stopped = [r for r in capabilities["row"] if r not in rows.index]
extra = rows["own: fixed"] - rows["bought: fixed"]
errors = {w: (100 - rows[f"{w}: right"]) / 100 * 2.20 for w in ("bought", "own")}
saved = rows["bought: each"] + errors["bought"] - rows["own: each"] - errors["own"]
decide_4 = (extra / saved).to_dict()
"""

DECIDE_4 = [
    right("exact figures", D4),
    right(
        "rounded to whole cases, as whole numbers",
        D4 + "decide_4 = {int(r): int(round(v)) for r, v in decide_4.items()}",
    ),
    right("a Series", D4 + "decide_4 = extra / saved"),
    wrong(
        "price lists alone",
        D4 + "decide_4 = (extra / (rows['bought: each'] - rows['own: each'])).to_dict()",
        message="price lists",
    ),
    wrong(
        "the bought one has no fixed cost",
        D4 + "decide_4 = (rows['own: fixed'] / saved).to_dict()",
        message="bought one has a fixed cost",
    ),
    wrong(
        "errors alone",
        D4 + "decide_4 = (extra / (errors['bought'] - errors['own'])).to_dict()",
        message="leaves out the price",
    ),
    wrong(
        "cost first: six sums",
        D4
        + """
c = capabilities.set_index("row")
case = {w: c[f"{w}: each"] + (100 - c[f"{w}: right"]) / 100 * 2.20 for w in ("bought", "own")}
decide_4 = ((c["own: fixed"] - c["bought: fixed"]) / (case["bought"] - case["own"])).to_dict()
""",
        message="should not have a sum",
    ),
    wrong("one that is stopped", D4 + "decide_4[stopped[0]] = 20000", message="should not have a sum"),
    wrong("one only", D4 + "decide_4 = dict(list(decide_4.items())[:1])", message="is missing"),
    wrong(
        "errors per hundred",
        D4
        + "decide_4 = (extra / (rows['bought: each'] - rows['own: each'] + (rows['own: right'] - rows['bought: right']) * 2.20)).to_dict()",
        message="divide by 100",
    ),
    wrong(
        "another figure",
        D4 + "decide_4 = {r: 2 * v for r, v in decide_4.items()}",
        message="do not cost the same",
    ),
    wrong("a row that does not exist", D4 + "decide_4[9] = 100", message="should be"),
    wrong("nothing yet", "decide_4 = None", message="no answer yet"),
]

# -- Build 4 -------------------------------------------------------------------------------------------------------

B4 = """
def overtakes_at(fixed_a, each_a, right_a, fixed_b, each_b, right_b, wrong_cost):
    a, b = each_a + (1 - right_a) * wrong_cost, each_b + (1 - right_b) * wrong_cost
"""

BUILD_4 = [
    right(
        "with NumPy's nan",
        B4
        + """
    if np.isnan([fixed_a, fixed_b, a, b]).any():
        return float("nan")
    if a > b:
        return max(0.0, (fixed_b - fixed_a) / (a - b))
    return 0.0 if a == b and fixed_b <= fixed_a else float("inf")
""",
    ),
    right(
        "corner cases first",
        B4
        + """
    total = fixed_a + fixed_b + a + b
    if total != total:
        return math.nan
    if b > a or (b == a and fixed_b > fixed_a):
        return math.inf
    if fixed_b <= fixed_a:
        return 0.0
    return (fixed_b - fixed_a) / (a - b)
""",
    ),
    wrong(
        "price lists alone",
        "def overtakes_at(fixed_a, each_a, right_a, fixed_b, each_b, right_b, wrong_cost):\n    return (fixed_b - fixed_a) / (each_a - each_b)",
        message="prices of a case",
    ),
    wrong(
        "a negative volume",
        B4 + "    return (fixed_b - fixed_a) / (a - b) if a != b else math.inf",
        message="overtakes_at",
    ),
    wrong(
        "cheaper below is not cheaper above",
        B4
        + """
    if any(math.isnan(x) for x in (fixed_a, fixed_b, a, b)):
        return math.nan
    if a == b:
        return 0.0 if fixed_b <= fixed_a else math.inf
    return max(0.0, (fixed_b - fixed_a) / (a - b))
""",
        message="only below some volume",
    ),
    wrong(
        "equal ways never overtake",
        B4
        + """
    if any(math.isnan(x) for x in (fixed_a, fixed_b, a, b)):
        return math.nan
    return max(0.0, (fixed_b - fixed_a) / (a - b)) if a > b else math.inf
""",
        message="two ways are equal",
    ),
    wrong(
        "NaN becomes infinity",
        B4
        + """
    if a > b:
        return max(0.0, (fixed_b - fixed_a) / (a - b))
    return 0.0 if a == b and fixed_b <= fixed_a else math.inf
""",
        message="math.nan",
    ),
    wrong("not written", "def overtakes_at(*x):\n    pass", message="returned None"),
]

# -- Calibration ---------------------------------------------------------------------------------------------------

CAL = """
levels = {
    "I recommend that we sign": [2, 2, 0, 1, 1],
    "over lunch": [1, 0, 2, 1, 2],
    "Do not sign in March": [2, 1, 1, 2, 0],
}
who = {w: m for m, t in memos.items() for w in levels if w in t}
calibration = {who[w]: dict(zip(CRITERIA, row)) for w, row in levels.items()}
"""

CALIBRATION = [
    right("the key", CAL),
    right(
        "twelve of fifteen",
        CAL
        + """
calibration[who["over lunch"]]["Alternatives"] = 0
calibration[who["Do not sign in March"]]["Consequences"] = 0
calibration[who["I recommend that we sign"]]["Reversal"] = 0
""",
    ),
    wrong(
        "all ones", "calibration = {m: dict.fromkeys(CRITERIA, 1) for m in 'ABC'}", message="of 15", points=0
    ),
    wrong(
        "all twos", "calibration = {m: dict.fromkeys(CRITERIA, 2) for m in 'ABC'}", message="of 15", points=0
    ),
    wrong(
        "all zeros", "calibration = {m: dict.fromkeys(CRITERIA, 0) for m in 'ABC'}", message="of 15", points=0
    ),
    wrong(
        "one strong side lifts the others",
        CAL
        + "calibration[who['over lunch']] = dict.fromkeys(CRITERIA, 2); calibration[who['I recommend that we sign']] = dict.fromkeys(CRITERIA, 2)",
        message="of 15",
    ),
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

# Answers of the right form by somebody who does not know: each must pass in under one try of ten.
GUESSES = {
    "test_decide_1": {
        "at random": """
decide_1 = {
    "path": [str(x) for x in rng.choice(list("abc"), 5)],
    "unowned": [int(n) for n in rng.choice(range(1, 9), 2, replace=False)],
    "latest_start": int(rng.integers(10, 60)),
}
""",
        "the days known, the rest guessed": """
days = the_days()
decide_1 = {
    "path": [str(x) for x in rng.choice(list("abc"), 5)],
    "unowned": [int(n) for n in rng.choice(range(1, 9), 2, replace=False)],
    "latest_start": days["map"] + max(days["legal"] + days["council"], days["security"]) + days["training"],
}
""",
        "everything filled in": 'decide_1 = {"path": list("ccccc"), "unowned": list(range(1, 9)), "latest_start": 30}',
    },
    "test_decide_2": {
        "at random": """
marked = sorted(int(n) for n in rng.choice(range(1, 15), 5, replace=False))
decide_2 = {n: "strike" if rng.random() < 0.6 else float(rng.integers(1, 101)) for n in marked}
""",
        "the longest lines": """
marked = sorted(contract, key=lambda n: len(contract[n]))[-5:]
decide_2 = {n: "strike" if rng.random() < 0.6 else float(rng.integers(1, 101)) for n in marked}
""",
        "everything struck": 'decide_2 = dict.fromkeys(range(1, 15), "strike")',
        "the last lines": 'decide_2 = {n: "strike" if rng.random() < 0.6 else float(rng.integers(1, 101)) for n in range(10, 15)}',
    },
    "test_decide_3": {
        "at random": """
marked = rng.choice(range(1, 13), 5, replace=False)
decide_3 = {int(n): "rewrite" for n in marked[:3]} | {int(marked[3]): "2027-12-02", int(marked[4]): 15}
""",
        "the longest lines": """
longest = sorted(brief, key=lambda n: len(brief[n]))[-5:]
decide_3 = {int(n): "rewrite" for n in rng.permutation(longest)}
""",
        "everything to be rewritten": 'decide_3 = dict.fromkeys(range(1, 13), "rewrite")',
    },
    "test_decide_4": {
        "at random": """
rows = rng.choice(range(1, 7), 2, replace=False)
decide_4 = {int(row): int(rng.integers(1_000, 60_000)) for row in rows}
""",
        "the sums right, the gates guessed": """
t = capabilities.set_index("row")
bought = t["bought: each"] + (100 - t["bought: right"]) / 100 * WRONG_COST
own = t["own: each"] + (100 - t["own: right"]) / 100 * WRONG_COST
volume = (t["own: fixed"] - t["bought: fixed"]) / (bought - own)
decide_4 = {int(row): float(volume[row]) for row in rng.choice(range(1, 7), 2, replace=False)}
""",
        "everything filled in": """
t = capabilities.set_index("row")
bought = t["bought: each"] + (100 - t["bought: right"]) / 100 * WRONG_COST
own = t["own: each"] + (100 - t["own: right"]) / 100 * WRONG_COST
decide_4 = ((t["own: fixed"] - t["bought: fixed"]) / (bought - own)).to_dict()
""",
    },
}
