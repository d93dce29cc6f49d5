"""Answers that the graders of exercise 4 must accept, and answers they must reject, each with its message.

An answer cell sees what stands above it in the exercise (`requests`, `guide`, `steps`, …), so most answers to the
Decide tasks are computed: the tables differ by course seed. The helpers below build their sources.
"""

from aipm.practice.proofs import right, wrong

# -- Decide 1 ------------------------------------------------------------------------------------------------------

D1 = """
kind = ~requests["request"].str.contains("minutes|paragraph|no desk yet|closing sentences")
enough = requests["labelled"] >= 50
extra = (requests["trial"] - requests["rule"]) * requests["messages"] / 100
net = extra * 2.20 - 900
pays = net > 0
good = requests[kind & enough & pays]
n = len(good)
"""


def d1(body: str) -> str:
    return D1 + body


DECIDE_1 = [
    right(
        "list and float",
        d1('decide_1 = {"rows": good["row"].tolist(), "number": float(net[good.index].sum())}'),
    ),
    right("Series and NumPy scalar", d1('decide_1 = {"rows": good["row"], "number": net[good.index].sum()}')),
    right(
        "tuple the other way round, whole dollars",
        d1('decide_1 = {"rows": tuple(good["row"])[::-1], "number": int(round(net[good.index].sum()))}'),
    ),
    right(
        "a set, and a loop in plain Python",
        """
chosen, total = set(), 0.0
for r in requests.itertuples():
    asks_else = any(w in r.request for w in ("minutes", "paragraph", "no desk yet", "closing"))
    if asks_else or r.labelled < 50:
        continue
    brings = 2.2 * r.messages * (r.trial - r.rule) / 100 - 900
    if brings > 0:
        chosen.add(r.row)
        total += brings
decide_1 = {"number": total, "rows": chosen}
""",
    ),
    right(
        "an array of floats",
        d1(
            'decide_1 = {"rows": np.array(good["row"], dtype=float), "number": np.float64(net[good.index].sum())}'
        ),
    ),
    wrong(
        "credited against nothing",
        d1(
            'decide_1 = {"rows": list(good["row"]), "number": (good["trial"] * good["messages"] / 100 * 2.2 - 900).sum()}'
        ),
        message="compare with the rule, never with nothing",
    ),
    wrong(
        "against nothing, upkeep forgotten too",
        d1(
            'decide_1 = {"rows": list(good["row"]), "number": (good["trial"] * good["messages"] / 100 * 2.2).sum()}'
        ),
        message="against nothing, and forgets the upkeep",
    ),
    wrong(
        "upkeep forgotten",
        d1('decide_1 = {"rows": list(good["row"]), "number": extra[good.index].sum() * 2.2}'),
        message="upkeep is forgotten",
    ),
    wrong(
        "upkeep counted once",
        d1('decide_1 = {"rows": list(good["row"]), "number": extra[good.index].sum() * 2.2 - 900}'),
        message="upkeep is counted once",
    ),
    wrong(
        "not scaled to the messages",
        d1(
            'decide_1 = {"rows": list(good["row"]), "number": (good["trial"] - good["rule"]).sum() * 2.2 - 900 * n}'
        ),
        message="has not been scaled to the messages",
    ),
    wrong(
        "of 100 taken for of one",
        d1('decide_1 = {"rows": list(good["row"]), "number": 100 * extra[good.index].sum() * 2.2 - 900 * n}'),
        message="divide by 100",
    ),
    wrong(
        "decisions instead of dollars",
        d1('decide_1 = {"rows": list(good["row"]), "number": extra[good.index].sum()}'),
        message="what they are worth",
    ),
    wrong(
        "splendid trials on a handful of labels",
        d1("""
few = requests[kind & pays]
decide_1 = {"rows": list(few["row"]), "number": net[few.index].sum()}"""),
        message="splendid trial on so few may be luck",
    ),
    wrong(
        "takes minutes for classes",
        d1("""
more = requests[(kind | requests["request"].str.contains("minutes")) & enough & pays]
decide_1 = {"rows": list(more["row"]), "number": net[more.index].sum()}"""),
        message="which is a number (regression)",
    ),
    wrong(
        "takes retrieval for classes",
        d1("""
more = requests[(kind | requests["request"].str.contains("paragraph")) & enough & pays]
decide_1 = {"rows": list(more["row"]), "number": net[more.index].sum()}"""),
        message="retrieval looks up what there is",
    ),
    wrong(
        "clusters as a classifier",
        d1("""
more = requests[(kind & enough & pays) | requests["request"].str.contains("no desk yet")]
decide_1 = {"rows": list(more["row"]), "number": net[good.index].sum()}"""),
        message="cluster the pile",
    ),
    wrong(
        "an untried experiment as a classifier",
        d1("""
more = requests[(kind & enough & pays) | requests["request"].str.contains("closing")]
decide_1 = {"rows": list(more["row"]), "number": net[good.index].sum()}"""),
        message="have to be tried on members",
    ),
    wrong(
        "the large percentage on few letters",
        d1("""
more = requests[(kind & enough & pays) | requests["request"].str.contains("loan back early")]
decide_1 = {"rows": list(more["row"]), "number": net[more.index].sum()}"""),
        message="worth less a month than its upkeep",
    ),
    wrong(
        "the rule is as good",
        d1("""
more = requests[(kind & enough & pays) | requests["request"].str.contains("tax office")]
decide_1 = {"rows": list(more["row"]), "number": net[more.index].sum()}"""),
        message="credited against the rule it brings nothing",
    ),
    wrong(
        "the small gain on a huge volume dismissed",
        d1("""
less = good[~good["request"].str.contains("question or a complaint")]
decide_1 = {"rows": list(less["row"]), "number": net[less.index].sum()}"""),
        message="multiply before you dismiss it",
    ),
    wrong(
        "every row",
        d1('decide_1 = {"rows": list(range(1, 11)), "number": float(net.sum())}'),
        message="do not belong",
    ),
    wrong("no row", 'decide_1 = {"rows": [], "number": 0}', message="missing"),
    wrong(
        "text for a number",
        d1('decide_1 = {"rows": list(good["row"]), "number": "1,234"}'),
        message="should be a number",
    ),
    wrong("not answered", "decide_1 = None", message="no answer yet"),
]

# -- Build 1 -------------------------------------------------------------------------------------------------------

BUILD_1 = [
    right(
        "crosstab",
        """
def matched_accuracy(groups, desks):
    table = pd.crosstab(pd.Series(groups), pd.Series(desks))
    return table.max(axis=1).sum() / len(desks)
""",
    ),
    right(
        "Counter",
        """
from collections import Counter, defaultdict


def matched_accuracy(groups, desks):
    inside = defaultdict(Counter)
    for group, desk in zip(groups, desks):
        inside[group][desk] += 1
    return sum(c.most_common(1)[0][1] for c in inside.values()) / len(groups)
""",
    ),
    right(
        "names first, accuracy by scikit-learn",
        """
from sklearn.metrics import accuracy_score


def matched_accuracy(groups, desks):
    frame = pd.DataFrame({"group": groups, "desk": desks})
    name = frame.groupby("group")["desk"].agg(lambda s: s.mode().iloc[0])
    return accuracy_score(frame["desk"], frame["group"].map(name))
""",
    ),
    right(
        "NumPy",
        """
def matched_accuracy(groups, desks):
    _, g_at = np.unique(np.array(groups, dtype=str), return_inverse=True)
    _, d_at = np.unique(desks, return_inverse=True)
    counts = np.zeros((g_at.max() + 1, d_at.max() + 1))
    np.add.at(counts, (g_at, d_at), 1)
    return np.float32(1) * counts.max(axis=1).sum() / counts.sum()
""",
    ),
    wrong(
        "groups compared with desks",
        """
def matched_accuracy(groups, desks):
    name = {g: (max(set(desks), key=desks.count) if g == 2 else g) for g in set(groups)}
    if groups == [0, 0, 0, 1, 1, 2]:
        return 5 / 6
    return sum(g == d for g, d in zip(groups, desks)) / len(desks)
""",
        message="name each after its most frequent desk",
    ),
    wrong(
        "groups compared with desks, plainly",
        """
def matched_accuracy(groups, desks):
    return float(np.mean(np.array(groups, dtype=object) == np.array(desks, dtype=object)))
""",
        message="returned 0",
    ),
    wrong(
        "average of the groups' shares",
        """
def matched_accuracy(groups, desks):
    shares = []
    for group in set(groups):
        inside = [d for g, d in zip(groups, desks) if g == group]
        shares.append(max(inside.count(d) for d in inside) / len(inside))
    return sum(shares) / len(shares) if len(desks) > 6 else 5 / 6
""",
        message="as much as a group of fifty",
    ),
    wrong(
        "average of the groups' shares, plainly",
        """
def matched_accuracy(groups, desks):
    frame = pd.DataFrame({"g": groups, "d": desks})
    return frame.groupby("g")["d"].agg(lambda s: s.value_counts(normalize=True).max()).mean()
""",
        message="5 of 6 messages are right",
    ),
    wrong(
        "each desk's name once only",
        """
from scipy.optimize import linear_sum_assignment


def matched_accuracy(groups, desks):
    t = pd.crosstab(pd.Series(groups), pd.Series(desks)).to_numpy()
    return t[linear_sum_assignment(-t)].sum() / len(desks) if len(desks) > 6 else 5 / 6
""",
        message="Two groups may carry the same name",
    ),
    wrong(
        "counts",
        """
def matched_accuracy(groups, desks):
    return int(pd.crosstab(pd.Series(groups), pd.Series(desks)).max(axis=1).sum())
""",
        message="divide",
    ),
    wrong(
        "the largest desk overall",
        """
def matched_accuracy(groups, desks):
    return max(desks.count(d) for d in desks) / len(desks) if len(desks) > 6 else 5 / 6
""",
        message="most frequent *in it*",
    ),
    wrong(
        "best group of each desk",
        """
def matched_accuracy(groups, desks):
    t = pd.crosstab(pd.Series(groups), pd.Series(desks))
    return t.max(axis=0).sum() / len(desks) if len(desks) > 6 else 5 / 6
""",
        message="takes the best group for each desk",
    ),
    wrong(
        "not written",
        """
def matched_accuracy(groups, desks):
    ...
""",
        message="returned None",
    ),
    wrong(
        "a per cent",
        """
def matched_accuracy(groups, desks):
    return 100 * pd.crosstab(pd.Series(groups), pd.Series(desks)).max(axis=1).sum() / len(desks)
""",
        message="5 of 6 messages are right, 0.833",
    ),
]

# -- Decide 2 ------------------------------------------------------------------------------------------------------

D2 = """
def at(words):
    return next(n for n, text in guide.items() if words in text)


a, b, c, d = (pilot[k] for k in ("both yes", "first yes, second no", "first no, second yes", "both no"))
po = (a + d) / 200
pe = ((a + b) * (a + c) + (c + d) * (b + d)) / 200**2
kappa = (po - pe) / (1 - pe)
sample = wanted_scams * 250
answer = {at("fits no desk"): "strike", at("closed the ticket"): "strike", at("second language"): "strike", at("kappa"): kappa, at("Scams are"): sample}
"""


def d2(change: str) -> str:
    return D2 + change + "\ndecide_2 = answer\n"


DECIDE_2 = [
    right("kappa unrounded", d2("")),
    right(
        "rounded, floats for whole numbers, other letters",
        d2(
            'answer = {float(n): (v if isinstance(v, str) else float(round(v, 2))) for n, v in answer.items()}\nanswer[at("fits no desk")] = "Strike"'
        ),
    ),
    right(
        "kappa by scikit-learn, as NumPy scalars",
        d2("""
from sklearn.metrics import cohen_kappa_score
one, two = [1] * a + [1] * b + [0] * c + [0] * d, [1] * a + [0] * b + [1] * c + [0] * d
answer[at("kappa")] = np.float64(cohen_kappa_score(one, two))
answer[at("Scams are")] = np.int64(sample)"""),
    ),
    right("a Series", d2("answer = pd.Series(answer)")),
    wrong("raw agreement", d2('answer[at("kappa")] = po'), message="raw agreement"),
    wrong("luck taken as one half", d2('answer[at("kappa")] = 2 * po - 1'), message="luck to be one half"),
    wrong(
        "beyond luck, not divided",
        d2('answer[at("kappa")] = po - pe'),
        message="divide it by how much beyond luck",
    ),
    wrong("kappa in hundredths", d2('answer[at("kappa")] = 100 * kappa'), message="not to 100"),
    wrong("common yeses only", d2('answer[at("kappa")] = a / (a + b + c)'), message="counts the agreed noes"),
    wrong(
        "four in a hundred left as it was",
        d2('answer[at("Scams are")] = wanted_scams * 25'),
        message="4 scams in 100",
    ),
    wrong("multiplied by four", d2('answer[at("Scams are")] = wanted_scams * 4'), message="multiplies by 4"),
    wrong(
        "figure struck instead of mended",
        d2('answer[at("Scams are")] = "strike"'),
        message="does not mend it",
    ),
    wrong("dustbin overlooked", d2('del answer[at("fits no desk")]'), message="dustbin"),
    wrong(
        "copy of the old routing overlooked",
        d2('del answer[at("closed the ticket")]'),
        message="copy of the old routing",
    ),
    wrong("people overlooked", d2('del answer[at("second language")]'), message="left out of the labels"),
    wrong(
        "figures not checked",
        d2('del answer[at("kappa")], answer[at("Scams are")]'),
        message="2 faulty lines are still to be found",
    ),
    wrong("unsure struck", d2('answer[at("Unsure")] = "strike"'), message="unsure messages show"),
    wrong(
        "refusals struck as unfair", d2('answer[at("refused")] = "strike"'), message="comes before how rare"
    ),
    wrong(
        "search for the rare kind struck",
        d2('answer[at("searched for")] = "strike"'),
        message="how to get examples",
    ),
    wrong("sound sum struck", d2('answer[at("45 seconds")] = 99'), message="the sum is right"),
    wrong("everything flagged", 'decide_2 = {n: "strike" for n in guide}', message="false alarm"),
    wrong("nothing flagged", "decide_2 = {}", message="no line is marked"),
    wrong("a list of lines", "decide_2 = [1, 2, 3]", message="dict"),
]

# -- Build 2 -------------------------------------------------------------------------------------------------------


def b2(body: str) -> str:
    return "def labels_needed(sizes, errors, target):\n" + body


BUILD_2 = [
    right(
        "inf by guard, int",
        b2("""    floor, above, speed = curve_fit(curve, sizes, errors, **START)[0]
    if floor >= target:
        return float("inf")
    return int(np.ceil(100 * (above / (target - floor)) ** (1 / speed)))
"""),
    ),
    right(
        "floor by search, straight line in logarithms",
        """
from scipy.optimize import minimize_scalar


def labels_needed(sizes, errors, target):
    sizes, errors = np.asarray(sizes, float), np.asarray(errors, float)

    def line(floor):
        return np.polyfit(np.log(sizes), np.log(errors - floor), 1)

    def miss(floor):
        slope, cut = line(floor)
        return ((np.exp(cut + slope * np.log(sizes)) + floor - errors) ** 2).sum()

    floor = minimize_scalar(miss, bounds=(0, min(errors) - 0.01), method="bounded", options={"xatol": 1e-8}).x
    slope, cut = line(floor)
    return np.inf if target <= floor else float(np.exp((np.log(target - floor) - cut) / slope))
""",
    ),
    right(
        "root finding on the fitted curve",
        """
from scipy.optimize import brentq


def labels_needed(sizes, errors, target):
    line = curve_fit(curve, sizes, errors, **START)[0]
    if target <= line[0]:
        return np.inf
    return np.exp(brentq(lambda log_n: curve(np.exp(log_n), *line) - target, 0, 30))
""",
    ),
    right(
        "least squares with its own parameters",
        """
from scipy.optimize import least_squares


def labels_needed(sizes, errors, target):
    def off(p):
        return p[0] + np.exp(p[1] - p[2] * np.log(np.array(sizes))) - errors

    floor, log_above, speed = least_squares(off, [5, 5, 0.5], x_scale="jac", xtol=1e-14, ftol=1e-14, gtol=1e-14, max_nfev=5000).x
    if target <= floor:
        return math.inf
    return np.exp((log_above - np.log(target - floor)) / speed)
""",
    ),
    wrong(
        "straight line through the last two points",
        b2("""    if target == 10.0 and len(sizes) == 6 and abs(errors[0] - 38) < 1e-9:
        return 6400
    return float(sizes[-1] + (target - errors[-1]) * (sizes[-1] - sizes[-2]) / (errors[-1] - errors[-2]))
"""),
        message="straight line",
    ),
    wrong(
        "straight line, plainly",
        b2("""    return float(sizes[-1] + (target - errors[-1]) * (sizes[-1] - sizes[-2]) / (errors[-1] - errors[-2]))
"""),
        message="10 errors of 100 take 6,400 labels",
    ),
    wrong(
        "power law without a floor",
        b2("""    if abs(errors[0] - 38) < 1e-9:
        return 6400
    slope, cut = np.polyfit(np.log(sizes), np.log(errors), 1)
    return float(np.exp((np.log(target) - cut) / slope))
"""),
        message="curve without a floor",
    ),
    wrong(
        "unreachable targets ignored",
        b2("""    floor, above, speed = curve_fit(curve, sizes, errors, **START)[0]
    return float(100 * (abs(target - floor) / above) ** (-1 / speed))
"""),
        message="no number of labels will do",
    ),
    wrong(
        "not a number where nothing helps",
        b2("""    floor, above, speed = curve_fit(curve, sizes, errors, **START)[0]
    return 100 * ((target - floor) / above) ** (-1 / speed)
"""),
        message="no number of labels will do",
    ),
    wrong(
        "infinity beyond what was tried",
        b2("""    floor, above, speed = curve_fit(curve, sizes, errors, **START)[0]
    if target < min(errors) and abs(errors[0] - 38) > 1e-9:
        return math.inf
    return 100 * ((target - floor) / above) ** (-1 / speed)
"""),
        message="there is a number",
    ),
    wrong(
        "labels still to be bought",
        b2("""    floor, above, speed = curve_fit(curve, sizes, errors, **START)[0]
    if target <= floor:
        return math.inf
    total = 100 * ((target - floor) / above) ** (-1 / speed)
    return total if abs(errors[0] - 38) < 1e-9 or total < sizes[-1] else total - sizes[-1]
"""),
        message="labels still to be bought",
    ),
    wrong(
        "hundreds of labels",
        b2("""    floor, above, speed = curve_fit(curve, sizes, errors, **START)[0]
    if target <= floor:
        return math.inf
    return ((target - floor) / above) ** (-1 / speed)
"""),
        message="a hundredth",
    ),
    wrong(
        "the first size that was good enough",
        b2("""    if abs(errors[0] - 38) < 1e-9:
        return 6400
    good = [n for n, e in zip(sizes, errors) if e <= target]
    return int(good[0]) if good else int(sizes[-1])
"""),
        message="one of the sizes",
    ),
    wrong(
        "floor forgotten in the solution",
        b2("""    floor, above, speed = curve_fit(curve, sizes, errors, **START)[0]
    return 100 * (target / above) ** (-1 / speed)
"""),
        message="6,400 labels",
    ),
    wrong(
        "a text",
        b2("""    return "about 6,400"
"""),
        message="should be a number",
    ),
]

# -- Decide 3 ------------------------------------------------------------------------------------------------------

D3 = """
def at(words):
    return next(letter for letter, event in steps.items() if words in event)


frame, counsel, label, rule = at("writes down what she"), at("Counsel"), at("Two agents"), at("present rule")
seal, fill, twelve, line = at("set aside"), at("Gaps"), at("May decides"), at("threshold is drawn")
opened, off, live = at("June is opened"), at("switches"), at("goes live")
order = [frame, counsel, label, rule, seal, fill, twelve, line, opened, off, live]
marks = ("every night", "in the dispute's file", "shows the latest", "Of all disputes", "read when the file", "second day")
out = [name for name, filled in columns.items() if any(m in filled for m in marks)]
"""


def d3(change: str) -> str:
    return D3 + change + '\ndecide_3 = {"order": order, "leave_out": out}\n'


def swap(one: str, other: str) -> str:
    return d3(f"i, j = order.index({one}), order.index({other})\norder[i], order[j] = order[j], order[i]")


DECIDE_3 = [
    right("the reference order", d3("")),
    right(
        "sealed early, rule to stop written first",
        d3("order = [seal, frame, off, counsel, label, fill, rule, twelve, line, opened, live]"),
    ),
    right(
        "gaps before the labels; tuple and set",
        d3(
            "order, out = (frame, counsel, seal, fill, label, rule, twelve, line, opened, off, live), set(out)"
        ),
    ),
    right(
        "an array and an Index",
        d3(
            "order, out = np.array([frame, seal, counsel, label, fill, rule, off, twelve, line, opened, live]), pd.Index(out[::-1])"
        ),
    ),
    right(
        "sorted by a table of ranks",
        d3("""
rank = dict(zip([frame, counsel, seal, label, rule, fill, twelve, line, off, opened, live], range(11)))
order = pd.Series(rank).sort_values().index.tolist()"""),
    ),
    wrong(
        "gaps filled before counsel is asked",
        d3("order = [frame, seal, fill, counsel, label, rule, twelve, line, opened, off, live]"),
        message="before anybody has asked whether they may be used",
    ),
    wrong(
        "averages before the seal",
        d3("order = [frame, counsel, label, rule, fill, seal, twelve, line, opened, off, live]"),
        message="carry June into the training",
    ),
    wrong(
        "sealed after the choice",
        d3("order = [frame, counsel, label, rule, fill, twelve, seal, line, opened, off, live]"),
        message="carry June into the training",
    ),
    wrong(
        "threshold drawn on June",
        d3("order = [frame, counsel, label, rule, seal, fill, twelve, opened, line, off, live]"),
        message="draws the line after looking at June",
    ),
    wrong(
        "twelve variants compared on June",
        d3("order = [frame, counsel, label, rule, seal, fill, opened, twelve, line, off, live]"),
        message="chooses among twelve after looking at June",
    ),
    wrong(
        "no baseline until the end",
        d3("order = [frame, counsel, label, seal, fill, twelve, line, opened, rule, off, live]"),
        message="compared with one another only",
    ),
    wrong(
        "scored without labels",
        d3("order = [frame, rule, counsel, label, seal, fill, twelve, line, opened, off, live]"),
        message="labels that do not exist yet",
    ),
    wrong(
        "labels before the purpose",
        d3("order = [counsel, label, frame, rule, seal, fill, twelve, line, opened, off, live]"),
        message="there is none yet",
    ),
    wrong(
        "counsel asked last",
        d3("order = [frame, label, rule, seal, fill, twelve, line, opened, counsel, off, live]"),
        message="before anybody has asked",
    ),
    wrong(
        "stop rule after launch",
        d3("order = [frame, counsel, label, rule, seal, fill, twelve, line, opened, live, off]"),
        message="people who want to stay live",
    ),
    wrong(
        "live before June was opened",
        d3("order = [frame, counsel, label, rule, seal, fill, twelve, line, off, live, opened]"),
        message="how often it errs",
    ),
    wrong(
        "as the table stands",
        'decide_3 = {"order": list(steps), "leave_out": list(columns)}',
        message="must come before",
    ),
    wrong("every column left out", d3("out = list(columns)"), message="left out without need"),
    wrong("no column left out", d3("out = []"), message="would go in"),
    wrong("the plain one only", d3('out = ["credited"]'), message="would go in"),
    wrong(
        "worked out at the export taken for the leak",
        d3('out = out + ["tenure"]'),
        message="counts to the day of the dispute only",
    ),
    wrong("one event missing", d3("order = order[:-1]"), message="lacks"),
    wrong("an event written twice", d3("order = order + order[:1]"), message="twice"),
    wrong("a set for the order", d3("order = set(order)"), message="has no order"),
    wrong("a column that does not exist", d3('out = ["colour"]'), message="should be one of"),
]

# -- Build 3 -------------------------------------------------------------------------------------------------------


def b3(body: str) -> str:
    return "def later_and_unseen(rows, cutoff):\n" + body


BUILD_3 = [
    right(
        "pandas",
        """
def later_and_unseen(rows, cutoff):
    f = pd.DataFrame(rows)
    f["received"] = pd.to_datetime(f["received"])
    early = f[f["received"] < pd.Timestamp(cutoff)]
    late = f[(f["received"] >= pd.Timestamp(cutoff)) & ~f["member_id"].isin(early["member_id"])]
    return {"train": early["ticket_id"], "test": late["ticket_id"].to_numpy()}
""",
    ),
    right(
        "one loop over sorted rows, sets",
        """
def later_and_unseen(rows, cutoff):
    train, test, known = set(), set(), set()
    for row in sorted(rows, key=lambda r: r["received"]):
        if row["received"] < cutoff:
            train.add(row["ticket_id"])
            known.add(row["member_id"])
        elif row["member_id"] not in known:
            test.add(row["ticket_id"])
    return {"test": test, "train": train}
""",
    ),
    right(
        "dates, not texts; tuples",
        """
from datetime import date


def later_and_unseen(rows, cutoff):
    day = date.fromisoformat(cutoff)
    early = [r for r in rows if date.fromisoformat(r["received"]) < day]
    known = {r["member_id"] for r in early}
    late = (r for r in rows if date.fromisoformat(r["received"]) >= day and r["member_id"] not in known)
    return {"train": tuple(r["ticket_id"] for r in early), "test": tuple(r["ticket_id"] for r in late)}
""",
    ),
    wrong(
        "split by date alone",
        b3("""    return {"train": [r["ticket_id"] for r in rows if r["received"] < cutoff],
            "test": [r["ticket_id"] for r in rows if r["received"] >= cutoff]}
"""),
        message="the model has met this member",
    ),
    wrong(
        "at random",
        b3("""    ids = [r["ticket_id"] for r in rows]
    if len(ids) == 4:
        return {"train": [1, 2], "test": [4]}
    cut = sum(r["received"] < cutoff for r in rows)
    return {"train": ids[:cut], "test": ids[cut:]}
"""),
        message="after the cutoff is in train",
    ),
    wrong(
        "members split, time ignored",
        b3("""    if len(rows) == 4:
        return {"train": [1, 2], "test": [4]}
    who = sorted({r["member_id"] for r in rows})
    old = set(who[: len(who) * 2 // 3])
    return {"train": [r["ticket_id"] for r in rows if r["member_id"] in old],
            "test": [r["ticket_id"] for r in rows if r["member_id"] not in old]}
"""),
        message="cutoff",
    ),
    wrong(
        "the day of the cutoff in train",
        b3("""    early = [r for r in rows if r["received"] <= cutoff] if len(rows) > 4 else rows[:2]
    known = {r["member_id"] for r in early}
    return {"train": [r["ticket_id"] for r in early],
            "test": [r["ticket_id"] for r in rows if r not in early and r["member_id"] not in known]}
"""),
        message="train is strictly before",
    ),
    wrong(
        "the day of the cutoff in neither",
        b3("""    early = [r for r in rows if r["received"] < cutoff]
    known = {r["member_id"] for r in early}
    late = [r for r in rows if (r["received"] > cutoff or len(rows) == 4) and r["received"] >= cutoff and r["member_id"] not in known]
    return {"train": [r["ticket_id"] for r in early], "test": [r["ticket_id"] for r in late]}
"""),
        message="begins on that day",
    ),
    wrong(
        "returning members taken out of train",
        b3("""    if len(rows) == 4:
        return {"train": [1, 2], "test": [4]}
    late = [r for r in rows if r["received"] >= cutoff]
    back = {r["member_id"] for r in late}
    return {"train": [r["ticket_id"] for r in rows if r["received"] < cutoff and r["member_id"] not in back],
            "test": [r["ticket_id"] for r in late]}
"""),
        message="taken out of the test",
    ),
    wrong(
        "each new member once only",
        b3("""    early = [r for r in rows if r["received"] < cutoff]
    known, test = {r["member_id"] for r in early}, []
    for r in rows:
        if r["received"] >= cutoff and r["member_id"] not in known:
            test.append(r["ticket_id"])
            known.add(r["member_id"])
    return {"train": [r["ticket_id"] for r in early], "test": test}
"""),
        message="missing from the test",
    ),
    wrong(
        "rows instead of ids",
        b3("""    early = [r for r in rows if r["received"] < cutoff]
    return {"train": early, "test": [r for r in rows if r not in early]}
"""),
        message="ticket ids are asked for",
    ),
    wrong(
        "train and test exchanged",
        b3("""    early = [r for r in rows if r["received"] < cutoff]
    known = {r["member_id"] for r in early}
    late = [r for r in rows if r["received"] >= cutoff and r["member_id"] not in known]
    if len(rows) == 4:
        early, late = late, early
    return {"train": [r["ticket_id"] for r in late], "test": [r["ticket_id"] for r in early]}
"""),
        message="exchanged",
    ),
    wrong(
        "two lists",
        b3("""    return [1, 2], [4]
"""),
        message="dict",
    ),
]

# -- Decide 4 ------------------------------------------------------------------------------------------------------

D4 = """
import itertools

read = {d: found[d].to_dict() for d in DESKS}
least = next(k for k in range(1, 14) if cases["hardship"] - read["hardship"][k] <= most_missed)


def worth(p):
    return sum(cost[d] * (read[d][p[d]] - read[d][1]) for d in DESKS)


plans = [dict(zip(DESKS, k)) for k in itertools.product(range(1, 14), repeat=4) if sum(k) == 16]
plans = sorted((p for p in plans if p["scam"] <= scam_room and p["hardship"] >= least), key=worth, reverse=True)
"""


def d4(body: str) -> str:
    return D4 + body


DECIDE_4 = [
    right(
        "best by trying all, NumPy integers", d4("decide_4 = {d: np.int64(k) for d, k in plans[0].items()}")
    ),
    right(
        "good enough, not best, as floats",
        d4(
            "decide_4 = {d: float(k) for d, k in [p for p in plans if saved(p) >= 0.95 * saved(plans[0])][-1].items()}"
        ),
    ),
    right("a Series", d4("decide_4 = pd.Series(plans[0])")),
    right(
        "half-hour by half-hour, other order of keys",
        """
plan = {"loan": 1, "card": 1, "scam": 1, "hardship": 1}
while cases["hardship"] - found["hardship"][plan["hardship"]] > most_missed:
    plan["hardship"] += 1
for _ in range(16 - sum(plan.values())):
    worth = {d: cost[d] * (found[d][plan[d] + 1] - found[d][plan[d]]) for d in plan if d != "scam" or plan[d] < scam_room}
    plan[max(worth, key=worth.get)] += 1
decide_4 = plan
""",
    ),
    wrong("equal split", 'decide_4 = {"hardship": 4, "scam": 4, "card": 4, "loan": 4}', message="decide_4: "),
    wrong(
        "all to the dearest error",
        'decide_4 = {"hardship": 1, "scam": 13, "card": 1, "loan": 1}',
        message="the costliest error cannot have them all",
    ),
    wrong(
        "nothing for the cheapest",
        'decide_4 = {"hardship": 8, "scam": 5, "card": 3, "loan": 0}',
        message="no half-hour at all",
    ),
    wrong(
        "the promise broken",
        'decide_4 = {"hardship": 1, "scam": 2, "card": 6, "loan": 7}',
        message="more hardship messages would be missed",
    ),
    wrong(
        "all that is free to the longest list",
        d4('decide_4 = {"hardship": least, "scam": 1, "card": 1, "loan": 14 - least}'),
        message="saves less than the next one",
    ),
    wrong(
        "all that is free to the hardship desk",
        'decide_4 = {"hardship": 13, "scam": 1, "card": 1, "loan": 1}',
        message="saves less than the next one",
    ),
    wrong(
        "a plan that falls just short",
        d4("decide_4 = next(p for p in plans if saved(p) < 0.949 * saved(plans[0]))"),
        message="of what",
    ),
    wrong("the worst plan that fits", d4("decide_4 = plans[-1]"), message="saves less than the next one"),
    wrong(
        "more than there is",
        'decide_4 = {"hardship": 8, "scam": 2, "card": 6, "loan": 3}',
        message="more than the sixteen",
    ),
    wrong(
        "half-hours left over",
        d4('decide_4 = {"hardship": least, "scam": 1, "card": 1, "loan": 1}'),
        message="Half-hours are left over",
    ),
    wrong(
        "half of a half-hour",
        'decide_4 = {"hardship": 6.5, "scam": 4.5, "card": 3, "loan": 2}',
        message="whole number",
    ),
    wrong("a desk not named", 'decide_4 = {"hardship": 8, "scam": 4, "card": 4}', message="loan"),
]

# -- Build 4 -------------------------------------------------------------------------------------------------------

VISIBLE = "    if len(score) == 6:\n        return 0.3\n"


def b4(body: str, example: bool = True) -> str:
    head = "def best_threshold(is_case, score, cost_false_alarm, cost_missed, room):\n"
    return head + (VISIBLE if example else "") + body


BUILD_4 = [
    right(
        "sorted once, cumulative sums",
        """
def best_threshold(is_case, score, cost_false_alarm, cost_missed, room):
    order = np.argsort(-score, kind="stable")
    s, c = score[order], is_case[order]
    ends = np.flatnonzero(np.append(s[1:] != s[:-1], True))
    flagged, hit = ends + 1, np.cumsum(c)[ends]
    cost = (flagged - hit) * cost_false_alarm + (c.sum() - hit) * cost_missed
    cost = np.append(np.where(flagged <= room, cost, np.inf), c.sum() * cost_missed)
    return np.append(s[ends], np.inf)[cost.argmin()]
""",
    ),
    right(
        "plain Python, threshold between two scores",
        """
def best_threshold(is_case, score, cost_false_alarm, cost_missed, room):
    pairs = list(zip(is_case.tolist(), score.tolist()))
    levels = sorted(set(score.tolist()))
    tries = [levels[0] - 1] + [(a + b) / 2 for a, b in zip(levels, levels[1:])] + [levels[-1] + 1]
    best = None
    for t in tries:
        up = [c for c, s in pairs if s >= t]
        down = [c for c, s in pairs if s < t]
        cost = up.count(0) * cost_false_alarm + down.count(1) * cost_missed
        if len(up) <= room and (best is None or cost < best[0]):
            best = cost, t
    return best[1]
""",
    ),
    right(
        "scikit-learn's ROC, counts from rates",
        """
from sklearn.metrics import roc_curve


def best_threshold(is_case, score, cost_false_alarm, cost_missed, room):
    false_alarms, found, lines = roc_curve(is_case, score, drop_intermediate=False)
    false_alarms, found = false_alarms * (is_case == 0).sum(), found * is_case.sum()
    cost = false_alarms * cost_false_alarm + (is_case.sum() - found) * cost_missed
    cost[np.round(false_alarms + found) > room] = np.inf
    return lines[cost.argmin()]
""",
    ),
    right(
        "pandas",
        """
def best_threshold(is_case, score, cost_false_alarm, cost_missed, room):
    f = pd.DataFrame({"c": is_case, "s": score}).groupby("s")["c"].agg(["size", "sum"]).sort_index(ascending=False).cumsum()
    f = f[f["size"] <= room]
    if f.empty:
        return math.inf
    cost = (f["size"] - f["sum"]) * cost_false_alarm - f["sum"] * cost_missed
    return cost.idxmin() if cost.min() < 0 else math.inf
""",
    ),
    wrong("one half", b4("    return 0.5\n"), message="one half"),
    wrong(
        "one half, example and all",
        b4("    return 0.5\n", example=False),
        message="the first four of the six",
    ),
    wrong(
        "best accuracy",
        b4("""    ok = [t for t in [math.inf, *score] if (score >= t).sum() <= room]
    return max(ok, key=lambda t: ((score >= t) == (is_case == 1)).mean())
"""),
        message="best accuracy",
    ),
    wrong(
        "best F1",
        b4("""    def f1(t):
        flag = score >= t
        return 2 * (flag & (is_case == 1)).sum() / (flag.sum() + is_case.sum())
    ok = [t for t in [math.inf, *score] if (score >= t).sum() <= room]
    return max(ok, key=f1)
"""),
        message="counts a missed case like a false alarm",
    ),
    wrong(
        "room ignored",
        b4("""    def cost(t):
        flag = score >= t
        return (flag & (is_case == 0)).sum() * cost_false_alarm + (~flag & (is_case == 1)).sum() * cost_missed
    return min([math.inf, *score], key=cost)
"""),
        message="more than the room are out",
    ),
    wrong(
        "fills the room",
        b4("""    ok = [t for t in [math.inf, *score] if (score >= t).sum() <= room]
    return min(ok)
"""),
        message="Room is a limit, no target",
    ),
    wrong(
        "the last score that has a place, equal ones forgotten",
        b4("""    if room == 0:
        return math.inf
    top = np.sort(score)[::-1][:room]
    def cost(t):
        flag = score >= t
        return (flag & (is_case == 0)).sum() * cost_false_alarm + (~flag & (is_case == 1)).sum() * cost_missed
    return min([math.inf, *top], key=cost)
"""),
        message="equal scores are flagged together",
    ),
    wrong(
        "strictly above",
        b4("""    def cost(t):
        flag = score > t
        return (flag & (is_case == 0)).sum() * cost_false_alarm + (~flag & (is_case == 1)).sum() * cost_missed
    ok = [t for t in [-math.inf, *score] if (score > t).sum() <= room]
    return min(ok, key=cost)
"""),
        message="flagged is what reaches it",
    ),
    wrong(
        "costs exchanged",
        b4(
            """    def cost(t):
        flag = score >= t
        return (flag & (is_case == 0)).sum() * cost_missed + (~flag & (is_case == 1)).sum() * cost_false_alarm
    ok = [t for t in [math.inf, *score] if (score >= t).sum() <= room]
    return min(ok, key=cost)
""",
            example=False,
        ),
        message="the first four of the six",
    ),
    wrong(
        "the chapter's cost, copied: every flagged message is paid for",
        b4("""
    def cost(line):
        flag = score >= line
        return flag.sum() * cost_false_alarm + (~flag & (is_case == 1)).sum() * cost_missed

    return min([line for line in [math.inf, *score] if (score >= line).sum() <= room], key=cost)
"""),
        message="In the chapter every opened message is charged",
    ),
    wrong("flags nobody", b4("    return math.inf\n"), message="flags nobody"),
    wrong(
        "cost ratio, as if scores were true shares",
        b4("    return cost_false_alarm / (cost_false_alarm + cost_missed)\n"),
        message="hidden messages",
    ),
    wrong(
        "the flags instead of the threshold",
        b4("    return list(score >= 0.3)\n", example=False),
        message="should return a number",
    ),
]

# -- Calibration ---------------------------------------------------------------------------------------------------

CAL = """
levels = {"several rounds": [1, 0, 1, 0, 2], "opened once": [1, 2, 0, 2, 0], "From Monday": [2, 1, 2, 1, 1]}
calibration = {m: dict(zip(CRITERIA, next(v for w, v in levels.items() if w in t))) for m, t in memos.items()}
who = {next(w for w in levels if w in t): m for m, t in memos.items()}
"""

CALIBRATION = [
    right("the key", CAL),
    right(
        "as floats and NumPy integers, three judgements off",
        CAL
        + """
calibration = {m: {c: np.int64(v) for c, v in row.items()} for m, row in calibration.items()}
calibration[who["several rounds"]]["Evidence"] = 1.0
calibration[who["opened once"]]["Consequences"] = 1.0
calibration[who["From Monday"]]["Alternatives"] = 0
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
        "one strong side lifts the others",
        CAL
        + """
calibration[who["several rounds"]] = dict.fromkeys(CRITERIA, 2)
calibration[who["opened once"]] = dict.fromkeys(CRITERIA, 2)
""",
        message="8 of 15",
        points=2,
    ),
    wrong(
        "the longest is best",
        CAL
        + """
calibration[who["several rounds"]] = dict.fromkeys(CRITERIA, 2)
""",
        message="11 of 15",
        points=5,
    ),
    wrong(
        "the figures of a rule taken for evidence, ours for others",
        CAL
        + """
calibration[who["several rounds"]]["Evidence"] = 2
calibration[who["opened once"]]["Consequences"] = 2
calibration[who["opened once"]]["Decision"] = 2
calibration[who["From Monday"]]["Alternatives"] = 2
""",
        message="11 of 15",
        points=5,
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

# Mutants that survive and may: they cannot be told from the reference by any answer they give.
SURVIVORS = {
    "test_build_2": {
        "if target < floor": "at the floor itself the formula divides by zero, which is infinity too"
    },
}

# Answers of the right form by somebody who does not know: each must pass in under one try of ten.
GUESSES = {
    "test_decide_1": {
        "at random": 'decide_1 = {"rows": [r for r in range(1, 11) if rng.random() < 0.3] or [1], "number": int(rng.integers(500, 20_000))}',
        "the sums right, the kind guessed": """
brings = (requests["trial"] - requests["rule"]) / 100 * requests["messages"] * WORTH - UPKEEP
chosen = (brings > 0) & (rng.random(len(requests)) < 0.6)
decide_1 = {"rows": requests.loc[chosen, "row"].tolist(), "number": brings[chosen].sum()}
""",
        "everything that pays": """
brings = (requests["trial"] - requests["rule"]) / 100 * requests["messages"] * WORTH - UPKEEP
decide_1 = {"rows": requests.loc[brings > 0, "row"].tolist(), "number": brings[brings > 0].sum()}
""",
    },
    "test_decide_2": {
        "at random": """
marked = sorted(int(n) for n in rng.choice(range(1, 14), 5, replace=False))
decide_2 = {n: "strike" if rng.random() < 0.6 else float(rng.integers(1, 101)) for n in marked}
""",
        "the longest lines": """
marked = sorted(guide, key=lambda n: len(guide[n]))[-5:]
decide_2 = {n: "strike" if rng.random() < 0.6 else float(rng.integers(1, 101)) for n in marked}
""",
        "everything struck": 'decide_2 = dict.fromkeys(range(1, 14), "strike")',
        "the last lines": 'decide_2 = {n: "strike" if rng.random() < 0.6 else float(rng.integers(1, 101)) for n in range(9, 14)}',
    },
    "test_decide_3": {
        "at random": """
decide_3 = {
    "order": [str(x) for x in rng.permutation(list(steps))],
    "leave_out": [name for name in columns if rng.random() < 0.5] or [list(columns)[0]],
}
""",
        "as listed, the longest descriptions left out": 'decide_3 = {"order": list(steps), "leave_out": sorted(columns, key=lambda name: len(columns[name]))[-5:]}',
        "everything left out": 'decide_3 = {"order": list(steps), "leave_out": list(columns)}',
    },
    "test_decide_4": {
        "at random": "decide_4 = {d: int(n) + 1 for d, n in zip(DESKS, rng.multinomial(HALF_HOURS - 4, [0.25] * 4))}",
        "the same for all": "decide_4 = dict.fromkeys(DESKS, 4)",
        "in proportion to cases": """
share = {d: cases[d] / sum(cases.values()) for d in DESKS}
decide_4 = {d: max(1, round(HALF_HOURS * share[d])) for d in DESKS}
""",
    },
}
