"""Answers that the graders of exercise 12 must accept, and answers they must reject, each with its message.

An answer cell sees what stands above it in the exercise (`register`, `folder`, `systems`, `log`, …), so most answers to
the Decide tasks are computed: the tables differ by course seed. The helpers below build their sources.
"""

from aipm.practice.proofs import right, wrong

# -- Decide 1 ------------------------------------------------------------------------------------------------------

D1 = """
same_cause = (
    "first one's note", "texts found in the index", "said the day before", "compared with the name", "was taught on",
    "on the server and takes over", "asks every agent", "from last month's income", "asked, for each letter",
    "shown a second time",
)
sound = [k for k in register.index if not any(w in register.loc[k, "control"] for w in same_cause)]
shared = [k for k in register.index if k not in sound]
rare = next(k for k in register.index if register.loc[k, "score"] == 5)


def best_of(letters, money=None):
    money = BUDGET if money is None else money
    plans = [list(p) for n in range(1, 8) for p in itertools.combinations(letters, n)]
    return min((p for p in plans if register.loc[p, "price"].sum() <= money), key=bad_year)


def filled(letters):
    plan = []
    for k in letters:
        if register.loc[plan + [k], "price"].sum() <= BUDGET:
            plan.append(k)
    return plan


plan = best_of(sound)
decide_1 = {"buy": plan, "left": bad_year(plan)}
"""


def d1(change: str = "") -> str:
    return D1 + change


DECIDE_1 = [
    right("the best plan by search", d1()),
    right(
        "another order, a tuple, a NumPy number that is a little off",
        d1('decide_1 = {"left": np.float64(bad_year(plan) * 1.01), "buy": tuple(plan[::-1])}'),
    ),
    right(
        "the rare one first, then one exchange after another",
        d1(
            """
mine = [rare]
while True:
    more = [k for k in sound if k not in mine and register.loc[mine + [k], "price"].sum() <= BUDGET]
    if not more:
        break
    mine.append(min(more, key=lambda k: bad_year(mine + [k])))
for _ in range(3):
    for out in list(mine):
        rest = [k for k in mine if k != out]
        swaps = [rest + [k] for k in sound if k not in rest and register.loc[rest + [k], "price"].sum() <= BUDGET]
        mine = min(swaps + [mine], key=bad_year)
decide_1 = {"buy": np.array(mine), "left": bad_year(mine)}
"""
        ),
    ),
    wrong(
        "the red squares first",
        d1(
            """
mine = filled(sorted([k for k in sound if k != rare], key=lambda k: (-register.loc[k, "score"], register.loc[k, "price"])))
decide_1 = {"buy": mine, "left": bad_year(mine)}
"""
        ),
        message="red squares",
    ),
    right(
        "the best by the mean year, which agrees with the bad one here",
        d1(
            """
mine = filled(sorted(sound, key=lambda k: -without[k].mean() * (1 - register.loc[k, "left"])))
decide_1 = {"buy": mine, "left": bad_year(mine)}
"""
        ),
    ),
    wrong(
        "everything costly but the rare one",
        d1(
            """
mine = filled(sorted([k for k in sound if k != rare], key=lambda k: -without[k].mean()))
decide_1 = {"buy": mine, "left": bad_year(mine)}
"""
        ),
        message="best plan for the money",
    ),
    wrong(
        "the best by the claims, whatever they rest on",
        d1('plan = best_of(list(register.index))\ndecide_1 = {"buy": plan, "left": bad_year(plan)}'),
        message="fail together",
    ),
    wrong(
        "one that shares its cause, and then the cheapest",
        d1(
            """
mine = filled(shared[:1] + sorted(sound, key=lambda k: register.loc[k, "price"]))
decide_1 = {"buy": mine, "left": bad_year(mine)}
"""
        ),
        message="pays for 1 control",
    ),
    wrong("everything bought", d1('decide_1["buy"] = list(register.index)'), message="fail together"),
    wrong(
        "every sound control, beyond the budget", d1('decide_1["buy"] = sound'), message="the budget is 112"
    ),
    wrong("nothing bought", d1('decide_1 = {"buy": [], "left": bad_year([])}'), message="rare and grave"),
    wrong(
        "the rare one alone",
        d1('decide_1 = {"buy": [rare], "left": bad_year([rare])}'),
        message="the rest of the money",
    ),
    wrong(
        "bad years added up",
        d1(
            """
both = {k: with_it[k] if k in plan else without[k] for k in register.index}
decide_1["left"] = sum(np.quantile(v, 0.95) for v in both.values()) / 1000
"""
        ),
        message="sum of ten bad years",
    ),
    wrong(
        "the mean year for the bad one",
        d1(
            'decide_1["left"] = sum((with_it[k] if k in plan else without[k]).mean() for k in register.index) / 1000'
        ),
        message="mean year",
    ),
    wrong(
        "the bad year without controls", d1('decide_1["left"] = bad_year([])'), message="without any control"
    ),
    wrong(
        "a score as dollars",
        d1('decide_1["left"] = float(register.loc[plan, "score"].sum())'),
        message="one year in twenty",
    ),
    wrong("a letter that does not exist", d1('decide_1["buy"] = ["A", "K"]'), message="decide_1"),
    wrong("nothing yet", "decide_1 = None", message="no answer yet"),
]

# -- Build 1 -------------------------------------------------------------------------------------------------------

BUILD_1 = [
    right(
        "with plain loops",
        """
def loss_exceedance(losses, amounts):
    known = [sum(row) for row in losses.tolist() if not any(math.isnan(v) for v in row)]
    return [sum(t > a for t in known) / len(known) if known else math.nan for a in amounts]
""",
    ),
    right(
        "with pandas",
        """
def loss_exceedance(losses, amounts):
    t = pd.DataFrame(losses).sum(axis=1, skipna=False).dropna()
    return pd.Series([np.nan if t.empty else t.gt(a).mean() for a in amounts], dtype=float)
""",
    ),
    wrong(
        "at least instead of more",
        """
def loss_exceedance(losses, amounts):
    t = losses.sum(axis=1)
    t = t[~np.isnan(t)]
    return [float((t >= a).mean()) if len(t) else math.nan for a in amounts]
""",
        message="greater means greater",
    ),
    wrong(
        "single risks instead of years",
        """
def loss_exceedance(losses, amounts):
    return [float((losses > a).mean()) if losses.size else math.nan for a in amounts]
""",
        message="The years lose",
    ),
    wrong(
        "a missing figure as zero",
        """
def loss_exceedance(losses, amounts):
    t = np.nansum(losses, axis=1)
    return [float((t > a).mean()) if len(t) else math.nan for a in amounts]
""",
        message="missing figure",
    ),
    wrong(
        "a missing figure counts as a year without loss",
        """
def loss_exceedance(losses, amounts):
    t = losses.sum(axis=1)
    return [float((t > a).mean()) if len(t) else math.nan for a in amounts]
""",
        message="missing figure",
    ),
    wrong(
        "zero where no year is known",
        """
def loss_exceedance(losses, amounts):
    t = losses.sum(axis=1)
    t = t[~np.isnan(t)]
    return [float((t > a).mean()) if len(t) else 0.0 for a in amounts]
""",
        message="every share is NaN",
    ),
    wrong(
        "the mean of what exceeds",
        """
def loss_exceedance(losses, amounts):
    t = losses.sum(axis=1)
    return [float(t.mean() > a) for a in amounts]
""",
        message="The years lose",
    ),
    wrong("nothing returned", "def loss_exceedance(losses, amounts):\n    pass", message="returned None"),
]

# -- Decide 2 ------------------------------------------------------------------------------------------------------

D2 = """
start = {1: "Report of the outside", 2: "Log of the mailing", 3: "Thirty refusal", 4: "List of reviews", 5: "Protocol of", 6: "Attendance of", 7: "Drill of", 8: "Fingerprints"}
months = {1: 12, 2: 12, 3: 3, 4: 3, 5: 12, 6: 12, 7: 6, 8: 1}
about = {
    1: ["four fifths", "certificate"], 2: ["Draft of a notice", "told in good time"], 3: ["Template of", "Handbook"], 4: ["Policy on", "Job description"],
    5: ["Contract with", "Back-up"], 6: ["Slides of the", "Invitation of"], 7: ["Runbook", "Mail of the engineer"], 8: ["Test report", "Vendor's assurance"],
}
import re
duties, day_of = {}, {}
for n in DUTIES:
    proof = [p for p in folder.values() if p.startswith(start[n])]
    claim = [p for p in folder.values() if any(w in p for w in about[n])]
    duties[n] = "not evidence" if claim else "missing"
    for p in proof:
        day = pd.to_datetime(re.search(r"\\\\d+ [A-Z][a-z]+ 20\\\\d\\\\d", p)[0], format="%d %B %Y")
        duties[n] = "met" if day + pd.DateOffset(months=months[n]) >= pd.Timestamp("2027-12-15") else "stale"
a = audit_table[audit_table["sex"] != "unknown"]
rates = a["recommended"] / a["assessed"]
small = a["assessed"] < 0.02 * audit_table["assessed"].sum()
inside = rates[~small]
ratio = inside.min() / inside.max()
decide_2 = {"duties": duties, "ratio": ratio}
first = lambda word: next(n for n in DUTIES if duties[n] == word)
""".replace("\\\\d", "\\d")


def d2(change: str = "") -> str:
    return D2 + change


DECIDE_2 = [
    right("read paper by paper", d2()),
    right(
        "keys as floats, a rounded ratio",
        d2(
            'decide_2 = {"ratio": round(float(ratio), 3), "duties": {float(n): w for n, w in duties.items()}}'
        ),
    ),
    right(
        "a NumPy number, the duties in another order",
        d2('decide_2 = {"duties": dict(sorted(duties.items(), reverse=True)), "ratio": np.float64(ratio)}'),
    ),
    wrong(
        "every paper is evidence",
        d2(
            'decide_2["duties"] = {n: "met" if w in ("not evidence", "stale") else w for n, w in duties.items()}'
        ),
        message="called met rests",
    ),
    wrong(
        "a claim taken for a proof",
        d2('duties[first("not evidence")] = "met"'),
        message="could exist if nothing had been done",
    ),
    wrong(
        "an old proof taken for a young one",
        d2('duties[first("stale")] = "met"'),
        message="older than the duty allows",
    ),
    wrong("an old proof called missing", d2('duties[first("stale")] = "missing"'), message="once showed it"),
    wrong(
        "a claim called missing",
        d2('duties[first("not evidence")] = "missing"'),
        message="proves the wrong thing",
    ),
    wrong("a claim called stale", d2('duties[first("not evidence")] = "stale"'), message="never had a proof"),
    wrong("in order, called stale", d2('duties[first("met")] = "stale"'), message="renew what was in order"),
    wrong(
        "missing, called not evidence",
        d2('duties[first("missing")] = "not evidence"'),
        message="no paper of its own",
    ),
    wrong("all stale", d2('decide_2["duties"] = dict.fromkeys(DUTIES, "stale")'), message="of eight"),
    wrong("all missing", d2('decide_2["duties"] = dict.fromkeys(DUTIES, "missing")'), message="of eight"),
    wrong(
        "the small group carries the ratio",
        d2('decide_2["ratio"] = rates.min() / inside.max()'),
        message="fewer than 2%",
    ),
    wrong(
        "over the rate of everybody",
        d2('decide_2["ratio"] = inside.min() / (a["recommended"].sum() / a["assessed"].sum())'),
        message="everybody together",
    ),
    wrong(
        "over the mean of the rates",
        d2('decide_2["ratio"] = inside.min() / inside.mean()'),
        message="divides by",
    ),
    wrong(
        "by group alone",
        d2(
            's = a.groupby("group")[["recommended", "assessed"]].sum()\nr = s["recommended"] / s["assessed"]\ndecide_2["ratio"] = r.min() / r.max()'
        ),
        message="group alone",
    ),
    wrong(
        "by sex alone",
        d2(
            's = a.groupby("sex")[["recommended", "assessed"]].sum()\nr = s["recommended"] / s["assessed"]\ndecide_2["ratio"] = r.min() / r.max()'
        ),
        message="sex alone",
    ),
    wrong(
        "the unknown as a group",
        d2(
            'u = audit_table[audit_table["sex"] == "unknown"].iloc[0]\ndecide_2["ratio"] = u["recommended"] / u["assessed"] / inside.max()'
        ),
        message="unknown",
    ),
    wrong("the difference", d2('decide_2["ratio"] = inside.max() - inside.min()'), message="difference"),
    wrong("nothing yet", "decide_2 = None", message="no answer yet"),
]

# -- Build 2 -------------------------------------------------------------------------------------------------------

B2 = """
def audit(people):
    known = people.dropna(subset=["sex", "group", "selected"])
    known = known.assign(selected=known["selected"].astype(float))
    cells = known.groupby(["sex", "group"], observed=True)["selected"].agg(["size", "mean"]) if len(known) else pd.DataFrame(columns=["size", "mean"])
    counts = cells[cells["size"] {small}]
    top = {top}
    name = lambda pair: "/".join(pair)
    return {{
        "ratios": {{name(k): {ratio} for k, r in counts["mean"].items()}},
        "left_out": sorted(name(k) for k in cells.index if k not in counts.index),
        "unknown": {unknown},
    }}
"""


def b2(
    small=">= 0.02 * len(people)",
    top='counts["mean"].max() if len(counts) else 0',
    ratio="r / top if top > 0 else math.nan",
    unknown="len(people) - len(known)",
) -> str:
    return B2.format(small=small, top=top, ratio=ratio, unknown=unknown)


BUILD_2 = [
    right("grouped with pandas", b2()),
    right(
        "counted by hand",
        """
def audit(people):
    n, seen, unknown = 0, {}, 0
    for row in people[["sex", "group", "selected"]].values.tolist():
        n += 1
        if any(v is None or v != v for v in row):
            unknown += 1
            continue
        seen.setdefault((row[0], row[1]), []).append(row[2])
    big = {k: np.mean(v) for k, v in seen.items() if len(v) / n >= 0.02}
    top = max(big.values()) if big else 0
    return {"unknown": unknown, "left_out": sorted(f"{s}/{g}" for s, g in seen if (s, g) not in big),
            "ratios": {f"{s}/{g}": (v / top if top else np.nan) for (s, g), v in big.items()}}
""",
    ),
    wrong("two per cent of the known", b2(small=">= 0.02 * len(known)"), message="all rows"),
    wrong("exactly two per cent left out", b2(small="> 0.02 * len(people)"), message="Exactly 2%"),
    wrong("nobody left out", b2(small=">= 0"), message="below 2%"),
    wrong("over the mean", b2(top='counts["mean"].mean() if len(counts) else 0'), message="over the highest"),
    wrong(
        "over a category that was left out",
        b2(top='cells["mean"].max() if len(cells) else 0'),
        message="over the highest",
    ),
    wrong("the unknown forgotten", b2(unknown="0"), message="unknown"),
    wrong(
        "zero where nobody was selected",
        b2(ratio="r / top if top > 0 else 0.0"),
        message="every ratio is NaN",
    ),
    wrong(
        "only sex and group can be missing",
        b2().replace('dropna(subset=["sex", "group", "selected"])', 'dropna(subset=["sex", "group"])'),
        message="missing outcome",
    ),
    wrong(
        "by sex alone",
        'def audit(people):\n    r = people.groupby("sex")["selected"].mean()\n    return {"ratios": (r / r.max()).to_dict(), "left_out": [], "unknown": int(people["sex"].isna().sum())}',
        message="left out",
    ),
    wrong("nothing returned", "def audit(people):\n    pass", message="returned None"),
]

# -- Decide 3 ------------------------------------------------------------------------------------------------------

D3 = """
rule = {"a person decides": 1, "it acts unless stopped": 2, "it acts alone": 3, "within a day": 1, "within a month": 2, "hardly ever": 3}
points, late, reason = {}, [], {}
for r in systems.to_dict("records"):
    m = r["members a month"]
    p = (1 if m < 1000 else 2 if m < 10000 else 3) * rule[r["who acts"]] * rule[r["undone"]]
    points[r["row"]] = p
    if r["last check"] == "never":
        reason[r["row"]] = "never"
        continue
    day = pd.to_datetime(r["last check"], format="%b %Y")
    age = 12 * (2027 - day.year) + 12 - day.month
    if r["checked version"] != r["running version"]:
        reason[r["row"]] = "version"
    elif age > (12 if p >= 9 else 24 if p >= 4 else 36):
        reason[r["row"]] = "old"
late = sorted(reason)
members = systems.set_index("row")["members a month"]
source = systems.set_index("row")["source"]
number = sum(int(members[i]) for i in late if points[i] >= 9)
decide_3 = {"rows": late, "number": number}
"""


def d3(change: str = "") -> str:
    return D3 + change


DECIDE_3 = [
    right("row by row", d3()),
    right(
        "an array in another order, a float",
        d3('decide_3 = {"number": float(number), "rows": np.array(late[::-1])}'),
    ),
    right("a set and a NumPy number", d3('decide_3 = {"rows": set(late), "number": np.int64(number)}')),
    wrong(
        "without what was bought",
        d3('mine = [i for i in late if source[i] == "own"]\ndecide_3 = {"rows": mine, "number": number}'),
        message="missing",
    ),
    wrong(
        "without the generative ones and the bought checks of another version",
        d3('decide_3["rows"] = [i for i in late if reason[i] != "version"]'),
        message="version that no longer runs",
    ),
    wrong(
        "never checked is no matter",
        d3('decide_3["rows"] = [i for i in late if reason[i] != "never"]'),
        message="never been checked",
    ),
    wrong(
        "one age for all tiers, a year",
        d3(
            'old = [r["row"] for r in systems.to_dict("records") if r["last check"] == "never" or pd.to_datetime(r["last check"], format="%b %Y") < pd.Timestamp("2026-12-01")]\ndecide_3["rows"] = old'
        ),
        message="decide_3['rows']",
    ),
    wrong(
        "by accuracy, the worst half",
        d3(
            'acc = pd.to_numeric(systems["right of 100, says its maker"], errors="coerce")\ndecide_3["rows"] = systems.loc[acc.sort_values().index[:6], "row"].tolist()'
        ),
        message="decide_3['rows']",
    ),
    wrong("all twelve", d3('decide_3["rows"] = list(range(1, 13))'), message="not belong"),
    wrong(
        "members of all tiers", d3('decide_3["number"] = int(members[late].sum())'), message="tier 1 alone"
    ),
    wrong(
        "all of tier 1",
        d3('decide_3["number"] = sum(int(members[i]) for i in members.index if points[i] >= 9)'),
        message="check that holds",
    ),
    wrong(
        "systems counted",
        d3('decide_3["number"] = sum(points[i] >= 9 for i in late)'),
        message="counts systems",
    ),
    wrong("nothing yet", "decide_3 = None", message="no answer yet"),
]

# -- Build 3 -------------------------------------------------------------------------------------------------------

B3 = """
def overdue(inventory, today):
    out = []
    for m in inventory:
        n = m["members"]
        many = {many}
        p = many * m["acts"] * m["undo"]
        months = {months}
        if {late}:
            out.append(m["id"])
    return out
"""
MANY = "3 if n is None or math.isnan(n) else 1 + (n >= 1000) + (n >= 10000)"
MONTHS = "12 if p >= 9 else 24 if p >= 4 else 36"
LATE = 'm["checked"] is None or math.isnan(m["checked"]) or m["checked"] + months < today or m["checked_version"] != m["running_version"]'


def b3(many=MANY, months=MONTHS, late=LATE) -> str:
    return B3.format(many=many, months=months, late=late)


BUILD_3 = [
    right("a loop", b3()),
    right(
        "with pandas",
        """
def overdue(inventory, today):
    if not inventory:
        return []
    t = pd.DataFrame(inventory)
    n = pd.to_numeric(t["members"], errors="coerce").fillna(1e9)
    p = (1 + (n >= 1e3) + (n >= 1e4)) * t["acts"] * t["undo"]
    months = np.select([p >= 9, p >= 4], [12, 24], 36)
    age = today - pd.to_numeric(t["checked"], errors="coerce")
    holds = (age <= months) & (t["checked_version"] == t["running_version"])
    return t.loc[~holds, "id"].tolist()
""",
    ),
    wrong(
        "what was bought is left out", b3(late='m["source"] == "own" and (' + LATE + ")"), message="bought"
    ),
    wrong(
        "the date alone",
        b3(late='m["checked"] is None or math.isnan(m["checked"]) or m["checked"] + months < today'),
        message="another version",
    ),
    wrong("a year for all", b3(months="12"), message="overdue returned"),
    wrong(
        "exactly so long ago no longer holds",
        b3(late=LATE.replace("< today", "<= today")),
        message="exactly 12 months",
    ),
    wrong(
        "unknown members are few",
        b3(many="1 if n is None or math.isnan(n) else 1 + (n >= 1000) + (n >= 10000)"),
        message="unknown members",
    ),
    wrong(
        "nobody counts as unknown",
        b3(many="3 if not n or math.isnan(n) else 1 + (n >= 1000) + (n >= 10000)"),
        message="no members at all",
    ),
    wrong("a check in month 0 is none", b3(late='not m["checked"] or ' + LATE), message="month 0"),
    wrong(
        "points added",
        b3().replace('many * m["acts"] * m["undo"]', 'many + m["acts"] + m["undo"]'),
        message="overdue returned",
    ),
    wrong(
        "NaN passes as a check",
        b3(
            late='m["checked"] is None or m["checked"] + months < today or m["checked_version"] != m["running_version"]'
        ),
        message="NaN is none",
    ),
    wrong("nothing returned", "def overdue(inventory, today):\n    pass", message="returned None"),
]

# -- Decide 4 ------------------------------------------------------------------------------------------------------

D4 = """
guesses = ("supplier provides", "have not asked", "can happen again", "has no effect", "were not touched")
bad = [n for n, t in statement.items() if any(w in t for w in guesses)]
count = next(n for n, t in statement.items() if "before it was stopped" in t)
fine = [n for n in statement if n != count and n not in bad]
right_number = log["rate"] * log["hours"] + log["rate"] * log["minutes"] / 60
decide_4 = {"path": ["c", "a", "b", "c", "b", "b"], "statement": dict.fromkeys(bad, "strike") | {count: right_number}}
"""


def d4(change: str = "") -> str:
    return D4 + change


def path(letters: str) -> str:
    return d4(f'decide_4["path"] = {list(letters)}')


DECIDE_4 = [
    right("stop, copy, count, counsel, desks, four facts", d4()),
    right(
        "the others told in one call; words in capitals, the number rounded",
        d4(
            'decide_4 = {"path": "cabccb", "statement": {float(n): "Strike" for n in bad} | {count: round(right_number)}}'
        ),
    ),
    right(
        "the slow count; a tuple and a NumPy number",
        d4(
            'decide_4["path"] = ("c", "a", "c", "c", "b", "b")\ndecide_4["statement"][count] = np.float64(right_number)'
        ),
    ),
    wrong("fix forward", path("babcbb"), message="went on promising"),
    wrong("waiting until it is significant", path("aabcbb"), message="went on promising"),
    wrong("the old index put back", path("cbbcbb"), message="nothing to show"),
    wrong("left until tomorrow", path("ccbcbb"), message="starts afresh"),
    wrong("complaints counted", path("caacbb"), message="corrected twice"),
    wrong("are we bound?", path("cababb"), message="counsel learns"),
    wrong("nobody speaks", path("cabbbb"), message="counsel learns"),
    wrong("the paper first", path("cabcab"), message="sixty"),
    wrong("two slow ways", path("cacccb"), message="ten past"),
    wrong("sorry, and it is mended", path("cabcbc"), message="taken back"),
    wrong("no details", path("cabcba"), message="cannot tell them"),
    wrong("a path that stops too early", path("ca"), message="path"),
    wrong(
        "every line struck",
        d4('decide_4["statement"] = dict.fromkeys(statement, "strike")'),
        message="false alarm",
    ),
    wrong("one sound line struck", d4('decide_4["statement"][fine[0]] = "strike"'), message="false alarm"),
    wrong("a guess left standing", d4('del decide_4["statement"][bad[0]]'), message="still to be found"),
    wrong(
        "the wrong number left standing",
        d4('del decide_4["statement"][count]'),
        message="does not fit the log",
    ),
    wrong(
        "until somebody noticed",
        d4('decide_4["statement"][count] = log["rate"] * log["hours"]'),
        message="until somebody noticed",
    ),
    wrong(
        "after it was noticed",
        d4('decide_4["statement"][count] = log["rate"] * log["minutes"] / 60'),
        message="after it was noticed",
    ),
    wrong("the number struck", d4('decide_4["statement"][count] = "strike"'), message="four facts"),
    wrong("nothing yet", "decide_4 = None", message="no answer yet"),
]

# -- Build 4 -------------------------------------------------------------------------------------------------------

B4 = """
def replay(incidents, window, rollback):
    total = 0.0
    for start, rate in incidents:
        if {missing}:
            continue
        found = {found}
        total += {harm}
    return total
"""
MISSING = "start is None or rate is None or math.isnan(start) or math.isnan(rate)"
FOUND = "window * math.ceil(start / window) if window else start"


def b4(missing=MISSING, found=FOUND, harm="rate * (found - start + rollback)") -> str:
    return B4.format(missing=missing, found=found, harm=harm)


BUILD_4 = [
    right("a loop", b4()),
    right(
        "with NumPy",
        """
def replay(incidents, window, rollback):
    t = np.array([(np.nan if s is None else s, np.nan if r is None else r) for s, r in incidents], dtype=float).reshape(-1, 2)
    t = t[~np.isnan(t).any(axis=1)]
    wait = 0 * t[:, 0] if window == 0 else -t[:, 0] % window
    return float((t[:, 1] * (wait + rollback)).sum())
""",
    ),
    wrong("ended when it is found", b4(harm="rate * (found - start)"), message="goes on until"),
    wrong(
        "the last check before",
        b4(found="window * math.floor(start / window) if window else start"),
        message="replay returned",
    ),
    wrong("the mean wait", b4(found="start + window / 2"), message="replay returned"),
    wrong(
        "an incident at a check waits for the next",
        b4(found="window * (math.floor(start / window) + 1) if window else start"),
        message="replay returned",
    ),
    wrong(
        "the two clocks multiplied", b4(harm="rate * (found - start) * rollback"), message="replay returned"
    ),
    wrong("a window of zero", b4(found="window * math.ceil(start / window)"), message="replay(…) raised"),
    wrong("missing figures kept", b4(missing="False"), message="replay"),
    wrong(
        "a missing rate counts as nothing known",
        b4(missing="start is None or math.isnan(start) or rate is None"),
        message="replay",
    ),
    wrong("nothing returned", "def replay(incidents, window, rollback):\n    pass", message="returned None"),
]

# -- Calibration ---------------------------------------------------------------------------------------------------

CAL = """
levels = {"stay with people": [2, 0, 2, 2, 1], "exemplary": [1, 2, 1, 1, 2], "every sentence with the word": [2, 1, 0, 0, 2]}
key = {m: dict(zip(CRITERIA, next(v for w, v in levels.items() if w in t))) for m, t in memos.items()}
calibration = {m: dict(row) for m, row in key.items()}
"""


def cal(change: str = "") -> str:
    return CAL + change


CALIBRATION = [
    right("as the key has it", cal()),
    right(
        "three off by one",
        cal("for c in CRITERIA[:3]:\n    calibration['A'][c] = (calibration['A'][c] + 1) % 3"),
    ),
    wrong(
        "six right and no more",
        cal(
            "for c in CRITERIA:\n    for m in 'BC':\n        calibration[m][c] = (calibration[m][c] + 1) % 3\ncalibration['C']['Decision'] = key['C']['Decision']"
        ),
        message="6 of 15",
        points=0,
    ),
    wrong(
        "a two everywhere",
        cal("calibration = {m: dict.fromkeys(CRITERIA, 2) for m in 'ABC'}"),
        message="of 15",
    ),
    wrong(
        "a one everywhere",
        cal("calibration = {m: dict.fromkeys(CRITERIA, 1) for m in 'ABC'}"),
        message="of 15",
    ),
    wrong(
        "the longest is the best, the shortest the worst",
        cal(
            "for m, t in memos.items():\n    calibration[m] = dict.fromkeys(CRITERIA, 2 if 'exemplary' in t else 0)"
        ),
        message="of 15",
    ),
    wrong("nothing yet", "calibration = None", message="no answer yet"),
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

SURVIVORS = {
    "test_build_2": {
        "default=1.0": "without a category that counts there is no ratio, whatever the yardstick",
    },
}

# Whole answer cells by somebody who knows the form and the visible tables, and not the matter; `rng` is given.
_PLAN = """
def in_budget(order):
    plan = []
    for k in order:
        if register.loc[plan + [k], "price"].sum() <= BUDGET:
            plan.append(k)
    return plan
"""
GUESSES = {
    "test_decide_1": {
        "at random": _PLAN
        + 'plan = in_budget([str(k) for k in rng.permutation(list(register.index))])\ndecide_1 = {"buy": plan, "left": bad_year(plan)}',
        "constant": 'decide_1 = {"buy": ["A", "B", "C", "D"], "left": bad_year(["A", "B", "C", "D"])}',
        "everything filled": 'decide_1 = {"buy": list(register.index), "left": bad_year(list(register.index))}',
        "the highest scores": _PLAN
        + 'plan = in_budget(list(register.sort_values("score", ascending=False).index))\ndecide_1 = {"buy": plan, "left": bad_year(plan)}',
        "the largest bad years": _PLAN
        + 'plan = in_budget(sorted(register.index, key=lambda k: -np.quantile(without[k], 0.95)))\ndecide_1 = {"buy": plan, "left": bad_year(plan)}',
        "the largest means": _PLAN
        + 'plan = in_budget(sorted(register.index, key=lambda k: -without[k].mean()))\ndecide_1 = {"buy": plan, "left": bad_year(plan)}',
        "the cheapest": _PLAN
        + 'plan = in_budget(list(register.sort_values("price").index))\ndecide_1 = {"buy": plan, "left": bad_year(plan)}',
        "the dearest": _PLAN
        + 'plan = in_budget(list(register.sort_values("price", ascending=False).index))\ndecide_1 = {"buy": plan, "left": bad_year(plan)}',
        "the longest controls": _PLAN
        + 'plan = in_budget(sorted(register.index, key=lambda k: -len(register.loc[k, "control"])))\ndecide_1 = {"buy": plan, "left": bad_year(plan)}',
        "the best of 40 random plans by the claims": _PLAN
        + 'plans = [in_budget([str(k) for k in rng.permutation(list(register.index))]) for _ in range(40)]\nplan = min(plans, key=bad_year)\ndecide_1 = {"buy": plan, "left": bad_year(plan)}',
    },
    "test_decide_2": {
        "at random": 'r = audit_table["recommended"] / audit_table["assessed"]\ndecide_2 = {"duties": {n: str(rng.choice(VERDICTS)) for n in DUTIES}, "ratio": float(rng.choice(r) / r.max())}',
        "two of each, at random": 'words = [str(w) for w in rng.permutation(list(VERDICTS) * 2)]\nr = audit_table["recommended"] / audit_table["assessed"]\ndecide_2 = {"duties": dict(zip(DUTIES, words)), "ratio": float(np.sort(r)[int(rng.integers(0, 3))] / r.max())}',
        "constant": 'decide_2 = {"duties": dict.fromkeys(DUTIES, str(rng.choice(VERDICTS))), "ratio": 0.8}',
        "everything filled": 'r = audit_table["recommended"] / audit_table["assessed"]\ndecide_2 = {"duties": dict.fromkeys(DUTIES, "met"), "ratio": float(r.min() / r.max())}',
        "by the order of the folder": 'r = audit_table["recommended"] / audit_table["assessed"]\ndecide_2 = {"duties": {n: ("met" if str(folder[n])[0] < "N" else "missing") for n in DUTIES}, "ratio": float(np.sort(r)[1] / r.max())}',
    },
    "test_decide_3": {
        "at random": 'k = int(rng.integers(3, 9))\nrows = [int(i) for i in rng.choice(12, k, replace=False) + 1]\ndecide_3 = {"rows": rows, "number": int(systems.set_index("row").loc[rows, "members a month"].sum())}',
        "constant": 'decide_3 = {"rows": [1, 2, 3, 4, 5, 6], "number": int(systems["members a month"].head(6).sum())}',
        "everything filled": 'decide_3 = {"rows": list(range(1, 13)), "number": int(systems["members a month"].sum())}',
        "the largest": 's = systems.sort_values("members a month", ascending=False).head(6)\ndecide_3 = {"rows": s["row"].tolist(), "number": int(s["members a month"].sum())}',
        "never, or another version": 's = systems[(systems["checked version"] != systems["running version"])]\ndecide_3 = {"rows": s["row"].tolist(), "number": int(s["members a month"].sum())}',
        "older than a year": 'd = pd.to_datetime(systems["last check"].replace("never", None), format="%b %Y")\ns = systems[d.isna() | (d < "2026-12-01")]\ndecide_3 = {"rows": s["row"].tolist(), "number": int(s["members a month"].sum())}',
        "what was bought": 's = systems[systems["source"] == "bought"]\ndecide_3 = {"rows": s["row"].tolist(), "number": int(s["members a month"].sum())}',
    },
    "test_decide_4": {
        "at random": 'rows = [int(i) for i in rng.choice(list(statement), 4, replace=False)]\ndecide_4 = {"path": [str(c) for c in rng.choice(list("abc"), 6)], "statement": dict.fromkeys(rows[:3], "strike") | {rows[3]: log["rate"] * (log["hours"] + log["minutes"] / 60)}}',
        "constant": 'decide_4 = {"path": ["a"] * 6, "statement": {1: "strike", 2: "strike", 3: "strike", 4: log["rate"] * log["hours"]}}',
        "everything filled": 'decide_4 = {"path": ["c", "a", "b", "c", "b", "b"], "statement": dict.fromkeys(statement, "strike")}',
        "the longest replies and lines": 'lines = sorted(statement, key=lambda n: -len(statement[n]))[:4]\ndecide_4 = {"path": ["b", "a", "b", "a", "a", "a"], "statement": dict.fromkeys(lines, "strike")}',
        "the line with a number, and three others": 'n = next(k for k, t in statement.items() if "members were sent" in t)\nrest = [int(i) for i in rng.choice([k for k in statement if k != n], 3, replace=False)]\ndecide_4 = {"path": [str(c) for c in rng.choice(list("abc"), 6)], "statement": dict.fromkeys(rest, "strike") | {n: log["rate"] * (log["hours"] + log["minutes"] / 60)}}',
    },
}
