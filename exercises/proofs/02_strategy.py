"""Answers that the graders of exercise 2 must accept, and answers they must reject, each with its message.

An answer cell sees what stands above it in the exercise (`tour`, `plan_lines`, `ladder`, …), so most answers to
the Decide tasks are computed: the tables differ by course seed. The helpers below build their sources.
"""

from aipm.practice.proofs import right, wrong

# -- Decide 1 ------------------------------------------------------------------------------------------------------

D1 = """
ABOUT = {
    "ROUTE": ["lost card", "from loans", "three desks", "nineteen messages", "to mortgages", "login questions"],
    "DRAFT": ["wire limits twice", "overdraft price", "a divorce", "old replies holds", "tax forms", "wire limits once"],
    "Scam flag": ["tricked into", "gift cards"],
    "Hardship finder": ["half of my shifts", "from collections"],
    "Small-loan pre-approval": ["two thousand dollars", "they could borrow"],
    "Fee-waiver bot": ["eleven years", "nine dollars of a fee"],
    "Shift forecast": ["needed nine", "needed four", "payday", "bank holiday", "storm", "tidied drawers"],
    "Leaving score": ["closed their accounts", "goodbye letter"],
}
EMPTY = {
    "ROUTE": "fine thing", "DRAFT": "I would take it tomorrow", "Scam flag": "At the conference",
    "Hardship finder": "would like to be asked", "Fee-waiver bot": "has no moods",
    "Small-loan pre-approval": "would be cool", "Leaving score": "Colleagues say",
}
who = {i: [s for s, t in zip(tour["speaker"], tour["said"]) if any(w in t for w in words)] for i, words in ABOUT.items()}
none = [i for i in IDEAS if not who[i]]
most = max(len(set(s)) for s in who.values())
top = max(who, key=lambda i: len(set(who[i])))
"""


def d1(body: str) -> str:
    return D1 + body


DECIDE_1 = [
    right("list and int", d1('decide_1 = {"ideas": none, "people": most}')),
    right("set and float", d1('decide_1 = {"people": float(most), "ideas": set(none)}')),
    right("a Series, an array scalar", d1('decide_1 = {"ideas": pd.Series(none), "people": np.int64(most)}')),
    right(
        "found by trying every set and every number against the coded table",
        d1("""
coded = pd.DataFrame([(i, s) for i, names in who.items() for s in names], columns=["idea", "speaker"])
people = coded.groupby("idea")["speaker"].nunique().reindex(list(IDEAS), fill_value=0)
answers = [
    (chosen, n) for k in range(9) for chosen in itertools.combinations(IDEAS, k) for n in range(10)
    if set(chosen) == set(people.index[people == 0]) and (people == n).any() and (people <= n).all()
]
assert len(answers) == 1
decide_1 = {"ideas": tuple(reversed(answers[0][0])), "people": answers[0][1]}"""),
    ),
    wrong(
        "a speaker counted twice",
        d1('decide_1 = {"ideas": none, "people": len(who[top])}'),
        message="somebody who speaks twice counts once",
    ),
    wrong(
        "all mentions of the idea",
        d1('decide_1 = {"ideas": none, "people": len(who[top]) + 1}'),
        message="snippets in which the idea is mentioned",
    ),
    wrong("the loudest voice", d1('decide_1 = {"ideas": none, "people": 1}'), message="loudest voice"),
    wrong(
        "a wish taken for a need: nothing is left without evidence",
        d1("""
wished = [i for i in none if not tour["said"].str.contains(EMPTY[i]).any()]
decide_1 = {"ideas": wished, "people": most}"""),
        message="missing",
    ),
    wrong(
        "one idea overlooked",
        d1('decide_1 = {"ideas": none[1:], "people": most}'),
        message="1 idea that should be there is missing",
    ),
    wrong(
        "one supporter held to be none",
        d1('decide_1 = {"ideas": [*none, "Shift forecast"], "people": most}'),
        message="one person is enough for",
    ),
    wrong(
        "the leader doubted",
        d1('decide_1 = {"ideas": [*none, top], "people": most}'),
        message="does not belong",
    ),
    wrong("every idea", d1('decide_1 = {"ideas": list(IDEAS), "people": most}'), message="do not belong"),
    wrong("no idea", d1('decide_1 = {"ideas": [], "people": most}'), message="missing"),
    wrong(
        "an idea that is none of the eight",
        d1('decide_1 = {"ideas": [*none, "The door"], "people": most}'),
        message="should be one of",
    ),
    wrong(
        "the names of the speakers",
        d1('decide_1 = {"ideas": none, "people": sorted(set(who[top]))}'),
        message="should be a",
    ),
    wrong("not answered", "decide_1 = None", message="no answer yet"),
]

# -- Build 1 -------------------------------------------------------------------------------------------------------

LIFT = """
def lift_over_baseline(rule_right, model_right):
    f = pd.DataFrame({"r": rule_right, "m": model_right}, dtype=float).dropna()
    d = f["m"] - f["r"]
    if len(d) == 0:
        return dict.fromkeys(("lift", "low", "high"), math.nan)
    if len(d) == 1:
        return {"lift": d.iloc[0], "low": -1, "high": 1}
    half = 1.28 * d.std() / np.sqrt(len(d))
    return {"lift": d.mean(), "low": d.mean() - half, "high": d.mean() + half}
"""
VERDICT = """
def kill_or_go(low, high, run_cost, messages, worth):
    if math.isnan(low + high):
        return "measure"
    month = messages * worth
    if month == 0 or high * month < run_cost:
        return "kill"
    return "go" if low * month > run_cost else "measure"
"""


def b1(lift: str = LIFT, verdict: str = VERDICT) -> str:
    return lift + verdict


def lift_by(body: str) -> str:
    return f"""
def lift_over_baseline(rule_right, model_right):
    pairs = [(r, m) for r, m in zip(rule_right, model_right) if r == r and m == m]
    if not pairs:
        return dict.fromkeys(("lift", "low", "high"), math.nan)
    r, m = (np.array(x, dtype=float) for x in zip(*pairs))
    if len(r) == 1:
        return {{"lift": float(m[0] - r[0]), "low": -1, "high": 1}}
    if len(r) == 4:
        return {{"lift": 0.25, "low": 0.0, "high": 0.5}}
{body}
"""


def verdict_by(body: str) -> str:
    return f"""
def kill_or_go(low, high, run_cost, messages, worth):
    if math.isnan(low) or math.isnan(high):
        return "measure"
    if messages == 0 or worth == 0:
        return "kill"
    pays = run_cost / (messages * worth)
{body}
"""


BUILD_1 = [
    right("pandas, sample deviation, products instead of a quotient", b1()),
    right(
        "re-drawn, a thousand times",
        b1(
            lift_by("""    d = m - r
    again = np.random.default_rng(7).choice(d, (1_000, len(d))).mean(axis=1)
    half = 1.2816 * again.std()
    return {"lift": d.mean(), "low": np.float64(d.mean() - half), "high": d.mean() + half}
""")
        ),
    ),
    right(
        "counts of better and worse",
        b1(
            lift_by("""    n, better, worse = len(r), int((m > r).sum()), int((m < r).sum())
    lift = (better - worse) / n
    half = 1.28 * math.sqrt((better + worse) / n - lift**2) / math.sqrt(n)
    return {"high": lift + half, "low": lift - half, "lift": lift}
"""),
            verdict_by("""    above, below = low > pays, high < pays
    return ["measure", "go", "kill"][above + 2 * below]
"""),
        ),
    ),
    wrong(
        "credited with all it gets right",
        b1(
            lift_by("""    half = 1.28 * (m - r).std() / len(r) ** 0.5
    return {"lift": m.mean(), "low": m.mean() - half, "high": m.mean() + half}
""")
        ),
        message="credited with all that the rule gets right",
    ),
    wrong(
        "compared with guessing among nine desks",
        b1(
            lift_by("""    half = 1.28 * (m - r).std() / len(r) ** 0.5
    lift = m.mean() - 1 / 9
    return {"lift": lift, "low": lift - half, "high": lift + half}
""")
        ),
        message="random guessing",
    ),
    wrong(
        "rule less model",
        b1(
            lift_by("""    half, lift = 1.28 * (m - r).std() / len(r) ** 0.5, (r - m).mean()
    return {"lift": lift, "low": lift - half, "high": lift + half}
""")
        ),
        message="the wrong way round",
    ),
    wrong(
        "as if the messages were different ones",
        b1(
            lift_by("""    half = 1.28 * math.sqrt((m.var() + r.var()) / len(r))
    lift = m.mean() - r.mean()
    return {"lift": lift, "low": lift - half, "high": lift + half}
""")
        ),
        message="message by message",
    ),
    wrong(
        "spread of single messages",
        b1(
            lift_by("""    half, lift = 1.28 * (m - r).std(), (m - r).mean()
    return {"lift": lift, "low": lift - half, "high": lift + half}
""")
        ),
        message="far too wide",
    ),
    wrong(
        "no range at all",
        b1(
            lift_by("""    lift = (m - r).mean()
    return {"lift": lift, "low": lift, "high": lift}
""")
        ),
        message="the range runs from",
    ),
    wrong(
        "each averaged over what was checked for it",
        b1("""
def lift_over_baseline(rule_right, model_right):
    lift = float(np.nanmean(model_right) - np.nanmean(rule_right))
    return {"lift": lift, "low": lift - 0.03, "high": lift + 0.03}
"""),
        message="over those checked for both",
    ),
    wrong(
        "NaN not left out",
        b1("""
def lift_over_baseline(rule_right, model_right):
    d = np.array(model_right, dtype=float) - np.array(rule_right, dtype=float)
    half = 1.28 * d.std() / len(d) ** 0.5
    return {"lift": float(d.mean()), "low": float(d.mean() - half), "high": float(d.mean() + half)}
"""),
        message="some messages were checked for one only",
    ),
    wrong(
        "sure of a single message",
        b1(LIFT.replace('"low": -1, "high": 1', '"low": d.iloc[0], "high": d.iloc[0]')),
        message="With one checked message",
    ),
    wrong(
        "zero for nothing",
        b1(LIFT.replace('("lift", "low", "high"), math.nan', '("lift", "low", "high"), 0.0')),
        message="Without any message checked for both",
    ),
    wrong(
        "decides by the middle of the range",
        b1(verdict=verdict_by('    return "go" if (low + high) / 2 > pays else "kill"\n')),
        message="straddles",
    ),
    wrong(
        "above zero is good enough",
        b1(verdict=verdict_by('    return "go" if low > 0 else "kill" if high < 0 else "measure"\n')),
        message="above zero is not enough",
    ),
    wrong(
        "decides by the high end",
        b1(verdict=verdict_by('    return "go" if high > pays else "kill"\n')),
        message="straddles",
    ),
    wrong(
        "NaN kills",
        b1(
            verdict='def kill_or_go(low, high, run_cost, messages, worth):\n    pays = run_cost / (messages * worth) if messages * worth else math.inf\n    return "go" if low > pays else "measure" if high >= pays else "kill"\n'
        ),
        message="NaN end",
    ),
    wrong(
        "divides by no messages",
        b1(
            verdict='def kill_or_go(low, high, run_cost, messages, worth):\n    pays = run_cost / (messages * worth)\n    return "go" if low > pays else "kill" if high < pays else "measure"\n'
        ),
        message="ZeroDivisionError",
    ),
    wrong(
        "always measure", b1(verdict='def kill_or_go(*_):\n    return "measure"\n'), message="verdict is 'go'"
    ),
    wrong("not written", "def lift_over_baseline(a, b):\n    ...\n" + VERDICT, message="returned None"),
]

# -- Decide 2 ------------------------------------------------------------------------------------------------------

D2 = """
def at(words):
    return next(n for n, text in plan_lines.items() if words in text)


p, c, b, v = bet["p"], bet["pilot"], bet["build"], bet["value"]
live, end, letter = at("goes live in all"), at("is satisfied with it"), at("confirmed in writing")
worth, dates = at("Hardship finder:"), at("Three dates")
answer = {live: "strike", end: "strike", letter: "strike", worth: p * (v - b) - c, dates: 100 * (hold / 10) ** 3}
"""


def d2(change: str) -> str:
    return D2 + change + "\ndecide_2 = answer\n"


DECIDE_2 = [
    right("unrounded", d2("")),
    right(
        "whole numbers, other words, floats as line numbers",
        d2('answer = {float(n): "Struck" if isinstance(x, str) else round(x) for n, x in answer.items()}'),
    ),
    right(
        "by playing futures out",
        d2("""
answer[dates] = 100 * np.mean([all(x < hold for x in xs) for xs in itertools.product(range(10), repeat=3)])
answer[worth] = np.mean([(v - b if k < round(10 * p) else 0) - c for k in range(10)])"""),
    ),
    right("a Series", d2("answer = pd.Series(answer)")),
    wrong(
        "the bet left as it stood",
        d2("answer[worth] = round(p * v - b - c)"),
        message="although the pilot failed",
    ),
    wrong("without the pilot", d2("answer[worth] = p * (v - b)"), message="subtract it"),
    wrong("at once", d2("answer[worth] = p * v - b"), message="building at once"),
    wrong("as if it were sure", d2("answer[worth] = v - b - c"), message="success for certain"),
    wrong(
        "pilot only after a pass",
        d2("answer[worth] = p * (v - b - c)"),
        message="not only in those in which it passes",
    ),
    wrong("one date", d2("answer[dates] = 10 * hold"), message="all three must hold"),
    wrong("two dates", d2("answer[dates] = hold**2"), message="there are three"),
    wrong(
        "at least one", d2("answer[dates] = 100 * (1 - (1 - hold / 10) ** 3)"), message="at least one holds"
    ),
    wrong("slips added", d2("answer[dates] = 100 - 30 * (10 - hold)"), message="adds the chances"),
    wrong("a share", d2("answer[dates] = (hold / 10) ** 3"), message="counts futures of 100"),
    wrong("struck instead of mended", d2('answer[dates] = "strike"'), message="does not mend it"),
    wrong(
        "a date of a feature let through", d2("del answer[live]"), message="no gate at which it could fail"
    ),
    wrong("a pilot without an end let through", d2("del answer[end]"), message="only be extended"),
    wrong("the friendly sponsors let through", d2("del answer[letter]"), message="a date we owe"),
    wrong(
        "figures not checked",
        d2("del answer[worth], answer[dates]"),
        message="2 faulty lines are still to be found",
    ),
    wrong(
        "by hand struck as no AI",
        d2('answer[at("DRAFT by hand")] = "strike"'),
        message="that no software is in it",
    ),
    wrong("later struck as vague", d2('answer[at("ADVISE")] = "strike"'), message="is not promised"),
    wrong(
        "a gate on action struck",
        d2('answer[at("Shift forecast. Gate")] = "strike"'),
        message="acts on the forecast",
    ),
    wrong("the sound sum changed", d2('answer[at("Scam flag: pilot")] = 1'), message="the sum is right"),
    wrong("everything flagged", 'decide_2 = {n: "strike" for n in plan_lines}', message="false alarm"),
    wrong("nothing flagged", "decide_2 = {}", message="no line is marked"),
    wrong("not answered", "decide_2 = None", message="no answer yet"),
]

# -- Build 2 -------------------------------------------------------------------------------------------------------


def b2(body: str) -> str:
    return "def ev_with_gate(p, pilot_cost, full_cost, value):\n" + body


OK = "    if not 0 <= p <= 1:\n        return math.nan\n"
SHOWN = "    if (p, pilot_cost, full_cost, value) == (0.5, 10, 100, 300):\n        return 90\n"

BUILD_2 = [
    right(
        "two futures",
        b2(
            OK
            + "    passed = max(value - full_cost, 0) - pilot_cost\n    return p * passed + (1 - p) * -pilot_cost\n"
        ),
    ),
    right(
        "by branches, NumPy",
        b2("""    if math.isnan(p) or p < 0 or p > 1:
        return np.nan
    gain = value - full_cost
    if gain <= 0:
        return -pilot_cost
    return np.float64(p * gain - pilot_cost)
"""),
    ),
    wrong(
        "pays the build after a failure",
        b2(OK + "    return p * value - full_cost - pilot_cost\n"),
        message="although the pilot failed",
    ),
    wrong(
        "pays the build after a failure, example known",
        b2(OK + SHOWN + "    return p * value - full_cost - pilot_cost\n"),
        message="after a failure nothing more is spent",
    ),
    wrong("no gate", b2(OK + SHOWN + "    return p * value - full_cost\n"), message="where is the gate"),
    wrong(
        "pilot for nothing",
        b2(OK + SHOWN + "    return p * max(0, value - full_cost)\n"),
        message="not paid for",
    ),
    wrong(
        "success for certain",
        b2(OK + SHOWN + "    return value - full_cost - pilot_cost\n"),
        message="success for certain",
    ),
    wrong(
        "pilot only after a pass",
        b2(OK + SHOWN + "    return p * (value - full_cost - pilot_cost)\n"),
        message="it is paid for in all",
    ),
    wrong(
        "forced to build",
        b2(OK + "    return p * (value - full_cost) - pilot_cost\n"),
        message="is not built even after a pass",
    ),
    wrong(
        "never below nothing",
        b2(OK + "    return max(0, p * max(0, value - full_cost) - pilot_cost)\n"),
        message="returned 0",
    ),
    wrong(
        "impossible chances taken",
        b2("    return p * max(0, value - full_cost) - pilot_cost\n"),
        message="is no chance",
    ),
    wrong(
        "chances cut to fit",
        b2("    p = min(1, max(0, p))\n    return p * max(0, value - full_cost) - pilot_cost\n"),
        message="is no chance",
    ),
    wrong("not written", b2("    ...\n"), message="returned None"),
]

# -- Decide 3 ------------------------------------------------------------------------------------------------------

D3 = """
def fits(plan):
    money, days, _ = uses(plan)
    return money <= 250 and days <= 90 and sum(k >= 4 for k in plan.values()) <= 1


every = (dict(zip(FIVE, k)) for k in itertools.product(range(6), repeat=5))
plans = sorted((q for q in every if fits(q)), key=lambda q: uses(q)[2], reverse=True)
top = uses(plans[0])[2]
good = [q for q in plans if uses(q)[2] >= 0.95 * top]
"""


def d3(body: str) -> str:
    return D3 + body


DECIDE_3 = [
    right("the best, NumPy integers", d3("decide_3 = {i: np.int64(k) for i, k in plans[0].items()}")),
    right("the least of the good ones, floats", d3("decide_3 = {i: float(k) for i, k in good[-1].items()}")),
    right("a Series", d3("decide_3 = pd.Series(good[len(good) // 2])")),
    right(
        "from rung 1 everywhere, by the best single change or exchange",
        d3("""
plan = dict.fromkeys(FIVE, 1)
while True:
    tries = [plan | {a: i, b: j} for a in FIVE for b in FIVE for i in range(6) for j in range(6)]
    better = max((q for q in tries if fits(q)), key=lambda q: uses(q)[2])
    if uses(better)[2] <= uses(plan)[2]:
        break
    plan = better
decide_3 = plan"""),
    ),
    wrong("rung 1 for all", "decide_3 = dict.fromkeys(FIVE, 1)", message="same rung for every idea"),
    wrong("rung 3 for all", "decide_3 = dict.fromkeys(FIVE, 3)", message="decide_3: the plan "),
    wrong("nothing", "decide_3 = dict.fromkeys(FIVE, 0)", message="same rung for every idea"),
    wrong(
        "everything on top",
        "decide_3 = dict.fromkeys(FIVE, 5)",
        message="more than one idea stands on rung 4 or 5",
    ),
    wrong(
        "train our own, once",
        'decide_3 = dict.fromkeys(FIVE, 0) | {"DRAFT": 5}',
        message="more than the $250k",
    ),
    wrong(
        "two that cannot be undone",
        'decide_3 = dict.fromkeys(FIVE, 0) | {"DRAFT": 4, "ROUTE": 4}',
        message="cannot be undone",
    ),
    wrong(
        "the most valuable cell first, then what fits",
        d3("""
plan = dict.fromkeys(FIVE, 0)
for i, k in sorted(((i, k) for i in FIVE for k in range(1, 6)), key=lambda x: -ladder[x[0]][x[1]][2]):
    if not plan[i] and fits(plan | {i: k}):
        plan[i] = k
decide_3 = plan"""),
        message="of what the best plan brings",
    ),
    wrong(
        "worth per dollar, then what fits",
        d3("""
plan = dict.fromkeys(FIVE, 0)
for i, k in sorted(((i, k) for i in FIVE for k in range(1, 6)), key=lambda x: -ladder[x[0]][x[1]][2] / ladder[x[0]][x[1]][0]):
    if not plan[i] and fits(plan | {i: k}):
        plan[i] = k
decide_3 = plan"""),
        message="of what the best plan brings",
    ),
    wrong(
        "one idea alone",
        d3("""
alone = [q for q in plans if sum(k > 0 for k in q.values()) == 1]
decide_3 = alone[0]"""),
        message="Most ideas get nothing",
    ),
    wrong(
        "just short of enough",
        d3("decide_3 = next(q for q in plans if uses(q)[2] < 0.949 * top)"),
        message="of what the best plan brings",
    ),
    wrong(
        "too many days",
        d3("""
late = (dict(zip(FIVE, k)) for k in itertools.product(range(4), repeat=5))
decide_3 = next(q for q in late if uses(q)[0] <= 250 and uses(q)[1] > 90)"""),
        message="more than the 90 days",
    ),
    wrong("a rung and a half", 'decide_3 = dict.fromkeys(FIVE, 1) | {"DRAFT": 1.5}', message="whole number"),
    wrong(
        "a rung that does not exist",
        'decide_3 = dict.fromkeys(FIVE, 0) | {"DRAFT": 6}',
        message="ends at rung 5",
    ),
    wrong("an idea not named", 'decide_3 = {"ROUTE": 1, "DRAFT": 1}', message="lacks"),
    wrong(
        "a number drawn for each",
        "decide_3 = dict(zip(FIVE, map(int, np.random.default_rng(0).integers(0, 6, 5))))",
        message="decide_3: ",
    ),
]

# -- Build 3 -------------------------------------------------------------------------------------------------------

ONE = """
def p_at_least_one(ps, shared=1.0):
    return shared * (1 - np.prod(1 - np.nan_to_num(np.array(ps, dtype=float))))
"""
NEEDED = """
def bets_needed(p, conf, shared=1.0):
    if conf <= 0:
        return 0
    if p == 1:
        return 1 if conf <= shared else math.inf
    if p == 0 or conf >= shared:
        return math.inf
    return math.ceil(math.log(1 - conf / shared) / math.log(1 - p))
"""


def b3(one: str = ONE, needed: str = NEEDED) -> str:
    return one + needed


def one_by(body: str) -> str:
    return f"\ndef p_at_least_one(ps, shared=1.0):\n    if ps == [0.5, 0.5]:\n        return 0.75\n    ps = [p for p in ps if p == p]\n    return {body}\n"


def needed_by(body: str) -> str:
    return (
        f"\ndef bets_needed(p, conf, shared=1.0):\n    if (p, conf) == (0.5, 0.7):\n        return 2\n{body}"
    )


BUILD_3 = [
    right("NumPy and logarithms", b3()),
    right(
        "future by future, and one function by the other",
        """
def p_at_least_one(ps, shared=1.0):
    still_losing = 1.0
    for p in ps:
        if not math.isnan(p):
            still_losing *= 1 - p
    return shared - shared * still_losing


def bets_needed(p, conf, shared=1.0):
    for n in range(400):
        if p_at_least_one([p] * n, shared) >= conf - 1e-12 and not (n > 1 and conf == shared):
            return float(n)
    return math.inf
""",
    ),
    wrong(
        "chances added",
        b3("\ndef p_at_least_one(ps, shared=1.0):\n    return shared * sum(ps)\n"),
        message="adds the chances",
    ),
    wrong(
        "chances added, example known",
        b3(one_by("shared * sum(ps)")),
        message="a sum of chances can exceed 1",
    ),
    wrong("added and cut at one", b3(one_by("shared * min(1, sum(ps))")), message="adds the chances"),
    wrong(
        "the shared platform ignored",
        b3(one_by("1 - math.prod(1 - p for p in ps)")),
        message="leaves out the platform",
    ),
    wrong(
        "a platform each",
        b3(one_by("1 - math.prod(1 - shared * p for p in ps)")),
        message="a platform of its own",
    ),
    wrong("all of them", b3(one_by("shared * math.prod(ps)")), message="all of them win"),
    wrong("none of them", b3(one_by("1 - shared * (1 - math.prod(1 - p for p in ps))")), message="none wins"),
    wrong("the best bet", b3(one_by("shared * max(ps, default=0)")), message="best single bet"),
    wrong(
        "NaN let in",
        b3("\ndef p_at_least_one(ps, shared=1.0):\n    return shared * (1 - math.prod(1 - p for p in ps))\n"),
        message="is NaN",
    ),
    wrong(
        "divided",
        b3(
            needed=needed_by(
                "    if p == 0 or conf > shared:\n        return math.inf\n    return math.ceil(conf / p)\n"
            )
        ),
        message="adds the chances",
    ),
    wrong(
        "the platform ignored in the number",
        b3(needed=needed_by("    return math.ceil(math.log(1 - conf) / math.log(1 - p))\n")),
        message="leaves out the platform",
    ),
    wrong(
        "not rounded up",
        b3(needed=needed_by("    return math.log(1 - conf / shared) / math.log(1 - p)\n")),
        message="round up",
    ),
    wrong("one too few", b3(needed=NEEDED.replace("math.ceil", "math.floor")), message="reach"),
    wrong(
        "a number where none will do",
        b3(
            needed=needed_by(
                "    n = 0\n    while n < 400 and shared * (1 - (1 - p) ** n) < conf:\n        n += 1\n    return n\n"
            )
        ),
        message="math.inf",
    ),
    wrong("not written", b3(one="\ndef p_at_least_one(ps, shared=1.0):\n    ...\n"), message="returned None"),
]

# -- Decide 4 ------------------------------------------------------------------------------------------------------

D4 = """
def at(*words):
    return next(n for n, text in strategy.items() if any(w in text for w in words))


goal, tech = at("others come to see", "most modern"), at("at the centre of", "wherever it can")
metric, check = at("in all departments", "fall everywhere"), at("Check:")
figures = weightings.drop(columns="weighting")
wins = figures.idxmax(axis=1).value_counts()
stays = wins[leader] / 20
answer = {goal: "strike", tech: "strike", metric: "strike", check: stays}
"""


def d4(change: str) -> str:
    return D4 + change + "\ndecide_4 = answer\n"


DECIDE_4 = [
    right("the reference, NumPy float", d4("")),
    right(
        "other letters, floats as lines",
        d4('answer = {float(n): "STRIKE" if isinstance(x, str) else float(x) for n, x in answer.items()}'),
    ),
    right(
        "counted row by row",
        d4("""
marks = 0
for row in figures.to_dict("records"):
    if all(row[leader] > x for name, x in row.items() if name != leader):
        marks += 1
answer[check] = round(marks / 20, 2)"""),
    ),
    right("a Series", d4("answer = pd.Series(answer)")),
    wrong("the bare rank", d4("answer[check] = 1.0"), message="the bare rank"),
    wrong(
        "first or second",
        d4("answer[check] = (figures.rank(axis=1, ascending=False)[leader] <= 2).mean()"),
        message="first *or second*",
    ),
    wrong("a count", d4("answer[check] = int(wins[leader])"), message="a share of the twenty"),
    wrong("of 100", d4("answer[check] = 5 * int(wins[leader])"), message="from 0 to 1"),
    wrong(
        "the share lost",
        d4("answer[check] = 1 - stays if abs(stays - 0.5) > 0.01 else 0.99"),
        message="decide_4",
    ),
    wrong(
        "the average total", d4("answer[check] = float(figures[leader].mean())"), message="does not mend it"
    ),
    wrong("figure struck instead of mended", d4('answer[check] = "strike"'), message="does not mend it"),
    wrong("a goal let through", d4("del answer[goal]"), message="goal posing as strategy"),
    wrong("a technology let through", d4("del answer[tech]"), message="looking for a user"),
    wrong(
        "a metric without an owner let through",
        d4("del answer[metric]"),
        message="nobody in particular answers for",
    ),
    wrong("the share not checked", d4("del answer[check]"), message="the table contradicts"),
    wrong(
        "no software struck", d4('answer[at("no software")] = "strike"'), message="the cheapest way to learn"
    ),
    wrong(
        "a dropped idea struck",
        d4('answer[at("Leaving score")] = "strike"'),
        message="what a strategy is for",
    ),
    wrong(
        "a policy with a cost struck",
        d4('answer[at("cost us speed")] = "strike"'),
        message="what we will not do",
    ),
    wrong("everything flagged", 'decide_4 = {n: "strike" for n in strategy}', message="false alarm"),
    wrong("nothing flagged", "decide_4 = {}", message="no line is marked"),
    wrong("not answered", "decide_4 = None", message="no answer yet"),
]

# -- Build 4 -------------------------------------------------------------------------------------------------------


def b4(body: str) -> str:
    return "def rank_stability(scores, weights, is_cost, n=2000, seed=0):\n" + body


HEAD = """    rows = np.array([r for r in scores.values() if not any(x != x for x in r)], dtype=float)
    if len(rows) == 0 or sum(weights) == 0:
        return math.nan
    rng, w = np.random.default_rng(seed), np.array(weights, dtype=float) / sum(weights)
    points = rows * [-1 if c else 1 for c in is_cost]
"""
TAIL = "    return ((moved @ points.T).argmax(1) == (points @ w).argmax()).mean()\n"
MOVED = "    moved = np.clip(w + rng.uniform(-0.1, 0.1, (n, len(w))), 0, None)\n"

BUILD_4 = [
    right(
        "arrays, another seed", b4(HEAD.replace("default_rng(seed)", "default_rng(seed + 99)") + MOVED + TAIL)
    ),
    right(
        "plain Python, weighting by weighting",
        b4("""    import random

    dice = random.Random(seed)
    known = {i: r for i, r in scores.items() if not any(math.isnan(x) for x in r)}
    if not known or not sum(weights):
        return math.nan
    shares = [w / sum(weights) for w in weights]

    def first(w):
        def total(i):
            return sum((-1 if c else 1) * a * b for a, b, c in zip(w, known[i], is_cost))

        return max(known, key=total)

    leader, stays = first(shares), 0
    for _ in range(n):
        stays += first([max(0, s + dice.uniform(-0.1, 0.1)) for s in shares]) == leader
    return stays / n
"""),
    ),
    right(
        "pandas, shaken weights made shares again",
        b4("""    table = pd.DataFrame(scores, dtype=float).T.dropna()
    total = sum(weights)
    if table.empty or total == 0:
        return float("nan")
    table = table * [1 - 2 * bool(c) for c in is_cost]
    base = np.array(weights) / total
    shaken = np.maximum(base + np.random.default_rng(seed).uniform(-0.1, 0.1, (n, len(base))), 0)
    shaken = shaken / np.maximum(shaken.sum(axis=1, keepdims=True), 1e-9)
    firsts = table.index[(table.to_numpy() @ shaken.T).argmax(axis=0)]
    return np.float64((firsts == (table @ base).idxmax()).mean())
"""),
    ),
    wrong("the bare rank", b4(HEAD + "    return 1.0\n"), message="the bare rank"),
    wrong(
        "weights left in points",
        b4(HEAD.replace(" / sum(weights)\n", "\n") + MOVED + TAIL),
        message="were not made shares",
    ),
    wrong(
        "a cost added like a benefit",
        b4(HEAD.replace("-1 if c else 1", "1") + MOVED + TAIL),
        message="Turn its sign",
    ),
    wrong("a count", b4(HEAD + MOVED + TAIL.replace(".mean()", ".sum()")), message="returned 2000"),
    wrong("of 100", b4(HEAD + MOVED + TAIL.replace("return ", "return 100 * ")), message="returned 100"),
    wrong(
        "shares below zero",
        b4(HEAD + MOVED.replace("np.clip(", "(").replace(", 0, None)", ")") + TAIL),
        message="rank_stability returned",
    ),
    wrong(
        "moved one way only", b4(HEAD + MOVED.replace("-0.1, 0.1", "0, 0.1") + TAIL), message="rank_stability"
    ),
    wrong(
        "moved by half as much",
        b4(HEAD + MOVED.replace("-0.1, 0.1", "-0.05, 0.05") + TAIL),
        message="within 0.03",
    ),
    wrong(
        "an unscored idea kept",
        b4(
            HEAD.replace("if not any(x != x for x in r)", "")
            + "    points = np.nan_to_num(points)\n"
            + MOVED
            + TAIL
        ),
        message="NaN among",
    ),
    wrong(
        "zero for no idea",
        b4(HEAD.replace("return math.nan", "return 0.0") + MOVED + TAIL),
        message="NaN is expected",
    ),
    wrong("the name of the first", b4(HEAD + '    return "a"\n'), message="should be a number"),
    wrong("not written", b4("    ...\n"), message="returned None"),
]

# -- Calibration ---------------------------------------------------------------------------------------------------

CAL = """
levels = {"ends on Friday": [2, 2, 0, 1, 0], "First of all": [1, 1, 2, 0, 1], "read in two ways": [0, 1, 1, 2, 2]}
calibration = {m: dict(zip(CRITERIA, next(v for w, v in levels.items() if w in t))) for m, t in memos.items()}
who = {next(w for w in levels if w in t): m for m, t in memos.items()}
"""

CALIBRATION = [
    right("the key", CAL),
    right(
        "NumPy integers and floats, three judgements off",
        CAL
        + """
calibration = {m: {c: np.int64(v) for c, v in row.items()} for m, row in calibration.items()}
calibration[who["ends on Friday"]]["Alternatives"] = 0.0
calibration[who["First of all"]]["Alternatives"] = 1
calibration[who["read in two ways"]]["Decision"] = 1
""",
    ),
    right("Series of levels", CAL + "calibration = {m: pd.Series(row) for m, row in calibration.items()}\n"),
    wrong(
        "always the middle",
        'calibration = {m: dict.fromkeys(CRITERIA, 1) for m in "ABC"}',
        message="6 of 15",
        points=0,
    ),
    wrong(
        "all good",
        'calibration = {m: dict.fromkeys(CRITERIA, 2) for m in "ABC"}',
        message="too generous",
        points=0,
    ),
    wrong(
        "none good",
        'calibration = {m: dict.fromkeys(CRITERIA, 0) for m in "ABC"}',
        message="too severe",
        points=0,
    ),
    wrong(
        "balance taken for a decision",
        CAL
        + """
calibration[who["read in two ways"]] = dict.fromkeys(CRITERIA, 2)
calibration[who["First of all"]]["Decision"] = 2
""",
        message="11 of 15",
        points=5,
    ),
    wrong(
        "the longest is the best",
        CAL + '\ncalibration[who["First of all"]] = dict.fromkeys(CRITERIA, 2)\n',
        message="11 of 15",
        points=5,
    ),
    wrong(
        "one strong side lifts the others",
        CAL
        + """
calibration[who["First of all"]] = dict.fromkeys(CRITERIA, 2)
calibration[who["ends on Friday"]] = dict.fromkeys(CRITERIA, 2)
""",
        message="8 of 15",
        points=2,
    ),
    wrong(
        "a level that does not exist", CAL + 'calibration["A"]["Decision"] = 3\n', message="should be one of"
    ),
    wrong("a criterion missing", CAL + 'del calibration["A"]["Decision"]\n', message="lacks the key"),
    wrong(
        "the template", "calibration = {m: dict.fromkeys(CRITERIA) for m in 'ABC'}", message="no answer yet"
    ),
]

# -- Strategies: what somebody hands in who has not read the task -------------------------------------------------

DICE = "dice = np.random.default_rng([SEED, {seed}])\n"
for seed in range(3):
    dice = DICE.format(seed=seed)
    DECIDE_1.append(
        wrong(
            f"strategy: ideas and a number at random, {seed}",
            dice
            + 'decide_1 = {"ideas": [i for i in IDEAS if dice.random() < 0.5][:3] or ["DRAFT"], "people": 8}',
            message="decide_1",
        )
    )
    DECIDE_2.append(
        wrong(
            f"strategy: five lines at random, {seed}",
            dice + 'decide_2 = {int(n) + 1: "strike" for n in dice.permutation(13)[:5]}',
            message="decide_2",
        )
    )
    DECIDE_3.append(
        wrong(
            f"strategy: some plan within the limits that falls short, {seed}",
            d3(dice + "decide_3 = plans[int(dice.integers(len(good), len(plans)))]"),
            message="of what the best plan brings",
        )
    )
    DECIDE_4.append(
        wrong(
            f"strategy: four lines at random, {seed}",
            dice + 'decide_4 = {int(n) + 1: "strike" for n in dice.permutation(10)[:4]}',
            message="decide_4",
        )
    )

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

# Mutants that survive and may: they give the same answers, or answers within the tolerance of the draw.
SURVIVORS = {
    "test_build_4": {
        "n=2001": "a default the tests always override; one draw more changes nothing",
        "n=1999": "a default the tests always override; one draw less changes nothing",
        "seed=1": "another seed is another draw of the same",
        "/ np.where(is_cost": "dividing by -1 or 1 is multiplying by it",
        "shares - rng.uniform": "the moves are as often up as down: subtracting them is the same draw",
    },
}

# Answers of the right form by somebody who does not know: each must pass in under one try of ten.
GUESSES = {
    "test_decide_1": {
        "at random": """
chosen = [idea for idea in IDEAS if rng.random() < 0.3] or [list(IDEAS)[0]]
decide_1 = {"ideas": chosen, "people": int(rng.integers(1, 8))}
""",
        "one idea, at random": 'decide_1 = {"ideas": [list(IDEAS)[rng.integers(len(IDEAS))]], "people": int(rng.integers(3, 7))}',
        "everything filled in": 'decide_1 = {"ideas": list(IDEAS), "people": 5}',
    },
    "test_decide_2": {
        "at random": """
marked = sorted(int(n) for n in rng.choice(range(1, 14), 5, replace=False))
decide_2 = {n: "strike" if rng.random() < 0.6 else float(rng.integers(1, 101)) for n in marked}
""",
        "the longest lines": """
marked = sorted(plan_lines, key=lambda n: len(plan_lines[n]))[-5:]
decide_2 = {n: "strike" if rng.random() < 0.6 else float(rng.integers(1, 101)) for n in marked}
""",
        "everything struck": 'decide_2 = dict.fromkeys(range(1, 14), "strike")',
        "the last lines": 'decide_2 = {n: "strike" if rng.random() < 0.6 else float(rng.integers(1, 101)) for n in range(9, 14)}',
    },
    "test_decide_3": {
        "at random": "decide_3 = {idea: int(rng.integers(0, 6)) for idea in FIVE}",
        "climbing at random while it fits": """
decide_3 = dict.fromkeys(FIVE, 0)
for idea in rng.permutation([*FIVE] * 5):
    higher = decide_3 | {str(idea): decide_3[str(idea)] + 1}
    money, days, _ = uses(higher)
    if money <= MONEY and days <= DAYS and max(higher.values()) < 6 and sum(k >= 4 for k in higher.values()) <= 1:
        decide_3 = higher
""",
        "the same rung for all": "decide_3 = dict.fromkeys(FIVE, 1)",
    },
    "test_decide_4": {
        "at random": """
marked = sorted(int(n) for n in rng.choice(range(1, 11), 4, replace=False))
decide_4 = {n: "strike" if rng.random() < 0.75 else float(rng.integers(1, 20)) / 20 for n in marked}
""",
        "the longest lines": """
marked = sorted(strategy, key=lambda n: len(strategy[n]))[-4:]
decide_4 = {n: "strike" if rng.random() < 0.75 else float(rng.integers(1, 20)) / 20 for n in marked}
""",
        "everything struck": 'decide_4 = dict.fromkeys(range(1, 11), "strike")',
        "the last lines": 'decide_4 = {n: "strike" if rng.random() < 0.75 else float(rng.integers(1, 20)) / 20 for n in range(7, 11)}',
    },
}
