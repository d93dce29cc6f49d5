"""Answers that the graders of exercise 9 must accept, and answers they must reject, each with its message.

An answer cell sees what stands above it in the exercise (`experiments`, `board`, `p85`, `clauses`, …), so most answers
to the Decide tasks are computed: the tables differ by course seed. The helpers below build their sources.
"""

from aipm.practice.proofs import right, wrong

# -- Decide 1 ------------------------------------------------------------------------------------------------------

D1 = """
e = experiments.set_index("row")
stop = [int(i) for i in e.index if e.loc[i, "chance_signed"] < 25]
days = int(sum(e.loc[i, "planned"] for i in stop))
decide_1 = {"rows": stop, "number": days}
"""


def d1(change: str = "") -> str:
    return D1 + change


DECIDE_1 = [
    right("by the rule, row for row", d1()),
    right(
        "rows as an array in another order, days as a float",
        d1('decide_1 = {"number": float(days), "rows": np.array(stop[::-1])}\n'),
    ),
    right(
        "found by a query, days as a NumPy number",
        """
q = experiments.query("chance_signed < 25")
decide_1 = {"rows": tuple(q["row"]), "number": q["planned"].sum()}
""",
    ),
    wrong(
        "today's target instead of the signed one",
        """
q = experiments.query("chance_now < 25")
decide_1 = {"rows": q["row"].tolist(), "number": int(q["planned"].sum())}
""",
        message="lowered after the start",
    ),
    wrong(
        "the dear ones go on, since so much has gone into them",
        d1(
            """
kept = [i for i in stop if e.loc[i, "spent"] <= 40]
decide_1 = {"rows": kept, "number": int(sum(e.loc[i, "planned"] for i in kept))}
"""
        ),
        message="what is spent is gone",
    ),
    wrong(
        "the small one goes on",
        d1(
            """
kept = [i for i in stop if e.loc[i, "planned"] >= 5]
decide_1 = {"rows": kept, "number": int(sum(e.loc[i, "planned"] for i in kept))}
"""
        ),
        message="no exception for small ones",
    ),
    wrong(
        "a straight line is believed",
        d1(
            """
kept = [i for i in stop if e.loc[i, "line"] != "in one sprint"]
decide_1 = {"rows": kept, "number": int(sum(e.loc[i, "planned"] for i in kept))}
"""
        ),
        message="straight line promises",
    ),
    wrong(
        "a dear one that is likely to arrive is stopped as well",
        d1(
            """
dear = [int(i) for i in e.index if e.loc[i, "spent"] > 40 and i not in stop]
decide_1 = {"rows": stop + dear, "number": days}
"""
        ),
        message="no reason to stop, either",
    ),
    wrong(
        "days already spent are counted as freed",
        d1('decide_1["number"] = int(sum(e.loc[i, "spent"] for i in stop))\n'),
        message="does not bring them back",
    ),
    wrong(
        "spent and planned together",
        d1('decide_1["number"] = int(sum(e.loc[i, "spent"] + e.loc[i, "planned"] for i in stop))\n'),
        message="only those still planned",
    ),
    wrong(
        "all eight stop: every field filled",
        d1('decide_1["rows"] = list(range(1, 9))\n'),
        message="do not belong",
    ),
    wrong("an unknown row", d1('decide_1["rows"] = [99]\n'), message="whole number from 1 to"),
    wrong("a list instead of a dict", "decide_1 = [1, 2, 30]", message="dict"),
]

# -- Build 1 -------------------------------------------------------------------------------------------------------

BUILD_1 = [
    right(
        "a loop over the futures",
        """
def p_reach_target(paths, history, target, k, band=3.0):
    kept = 0
    there = 0
    for row in paths:
        if all(abs(a - b) <= band for a, b in zip(row, history)):
            kept += 1
            there += max(row[:k]) >= target
    return there / kept if kept else float("nan")
""",
    ),
    right(
        "the largest distance and the largest score",
        """
def p_reach_target(paths, history, target, k, band=3.0):
    if len(history):
        paths = paths[np.abs(paths[:, : len(history)] - np.asarray(history)).max(axis=1) <= band]
    return math.nan if paths.shape[0] == 0 else float(np.mean(paths[:, :k].max(axis=1) >= target))
""",
    ),
    wrong(
        "the straight line through the history",
        """
def p_reach_target(paths, history, target, k, band=3.0):
    slope = (history[-1] - history[0]) / max(1, len(history) - 1)
    return float(history[-1] + slope * (k - len(history)) >= target)
""",
        message="p_reach_target",
    ),
    wrong(
        "only the last score must agree",
        """
def p_reach_target(paths, history, target, k, band=3.0):
    kept = paths[np.abs(paths[:, len(history) - 1] - history[-1]) <= band] if history else paths
    return math.nan if len(kept) == 0 else (kept[:, :k] >= target).any(axis=1).mean()
""",
        message="every measured sprint must agree",
    ),
    wrong(
        "the share of all futures",
        """
def p_reach_target(paths, history, target, k, band=3.0):
    near = (np.abs(paths[:, : len(history)] - np.array(history)) <= band).all(axis=1)
    return ((paths[:, :k] >= target).any(axis=1) & near).mean()
""",
        message="two of them reach 90",
    ),
    wrong(
        "zero where nothing can be said",
        """
def p_reach_target(paths, history, target, k, band=3.0):
    kept = paths[(np.abs(paths[:, : len(history)] - np.array(history)) <= band).all(axis=1)]
    return 0.0 if len(kept) == 0 else (kept[:, :k] >= target).any(axis=1).mean()
""",
        message="nothing can be said",
    ),
    wrong(
        "by the end instead of by sprint k",
        """
def p_reach_target(paths, history, target, k, band=3.0):
    kept = paths[(np.abs(paths[:, : len(history)] - np.array(history)) <= band).all(axis=1)]
    return math.nan if len(kept) == 0 else (kept >= target).any(axis=1).mean()
""",
        message="last sprint that counts",
    ),
    wrong(
        "only sprint k itself",
        """
def p_reach_target(paths, history, target, k, band=3.0):
    kept = paths[(np.abs(paths[:, : len(history)] - np.array(history)) <= band).all(axis=1)]
    return math.nan if len(kept) == 0 else (kept[:, k - 1] >= target).mean()
""",
        message="fell again has reached it",
    ),
    wrong(
        "only the sprints still to come",
        """
def p_reach_target(paths, history, target, k, band=3.0):
    kept = paths[(np.abs(paths[:, : len(history)] - np.array(history)) <= band).all(axis=1)]
    return math.nan if len(kept) == 0 else (kept[:, len(history) : k] >= target).any(axis=1).mean()
""",
        message="has been measured",
    ),
]

# -- Decide 2 ------------------------------------------------------------------------------------------------------

D2 = """
b = board.set_index("item")
goal = number_of("the goal: ", board)
labels, train = number_of("Label 400", board), number_of("Train the hardship", board)
button, count = number_of("Send-back button", board), number_of("Count send-backs", board)
setting, gate = number_of("The list of settings", board), number_of("Run that list", board)
ready = [i for i in b.index if b.loc[i, "waits"] == "" and i != goal]
plans = []
for take in itertools.product((0, 1), repeat=len(ready)):
    plan = [goal, *(i for i, t in zip(ready, take) if t)]
    if (count in plan) > (button in plan) or (gate in plan) > (setting in plan):
        continue
    if b.loc[plan, "likely"].sum() <= 36:
        plans.append((b.loc[plan, "worth"].sum(), plan))
plans.sort(key=lambda pair: -pair[0])
fits = []
for value, plan in plans:
    if fits and value < 0.901 * fits[0][0]:
        break
    if p85(plan) <= 36:
        fits.append((value, plan))
best = fits[0][1]
decide_2 = {"items": best, "chance": chance(best, 30)}
"""


def d2(change: str = "") -> str:
    return D2 + change


DECIDE_2 = [
    right("the best plan, by trying all", d2()),
    right(
        "found by search: the least valuable plan that still passes, in another order",
        d2(
            'last = fits[-1][1]\ndecide_2 = {"items": tuple(last[::-1]), "chance": round(chance(last, 30))}\n'
        ),
    ),
    right(
        "a middling plan, with NumPy numbers",
        d2(
            'mid = fits[len(fits) // 2][1]\ndecide_2 = {"items": np.array(mid), "chance": np.float64(chance(mid, 30) + 1.5)}\n'
        ),
    ),
    wrong(
        "labels and the training on them in one sprint",
        d2('decide_2 = {"items": [goal, labels, train], "chance": 90}\n'),
        message="labels that are made in the same sprint",
    ),
    wrong(
        "something that waits",
        d2('decide_2 = {"items": [goal, number_of("Features from the loan", board)], "chance": 99}\n'),
        message="waits for something outside",
    ),
    wrong(
        "without the goal",
        d2('decide_2["items"] = [i for i in best if i != goal]\n'),
        message="goal is not among",
    ),
    wrong(
        "the count without its button",
        d2('decide_2["items"] = [goal, count]\n'),
        message="needs another in the same sprint",
    ),
    wrong(
        "likely days added up to forty",
        d2(
            """
plan = [goal]
for i in sorted(ready, key=lambda i: -b.loc[i, "worth"] / b.loc[i, "likely"]):
    if b.loc[[*plan, i], "likely"].sum() <= 40:
        plan.append(i)
plan = sorted({*plan, *(button for i in plan if i == count), *(setting for i in plan if i == gate)})
decide_2 = {"items": plan, "chance": chance(plan, 40)}
"""
        ),
        message="more than forty days 85 times in 100",
    ),
    wrong(
        "no room for a spike that fails",
        d2(
            """
wide = next(
    [goal, *(i for i, t in zip(ready, take) if t)]
    for take in itertools.product((0, 1), repeat=len(ready))
    if 36.2 < p85([goal, *(i for i, t in zip(ready, take) if t)]) <= 39.9
    and not (take[ready.index(count)] > take[ready.index(button)])
    and not (take[ready.index(gate)] > take[ready.index(setting)])
)
decide_2 = {"items": wide, "chance": chance(wide, 40)}
"""
        ),
        message="keep the four days free",
    ),
    wrong(
        "the bad cases added up, and a day a person kept in hand",
        d2(
            """
plan = [goal]
for i in sorted(ready, key=lambda i: -b.loc[i, "worth"] / b.loc[i, "likely"]):
    more = [i] + ([button] if i == count and button not in plan else []) + ([setting] if i == gate and setting not in plan else [])
    if i not in plan and b.loc[[*plan, *more], "bad"].sum() <= 32:
        plan += more
decide_2 = {"items": plan, "chance": chance(plan, 40)}
"""
        ),
        message="bad cases were added up",
    ),
    wrong(
        "the right plan, with the chance of another figure",
        d2('decide_2["chance"] = 50\n'),
        message="futures",
    ),
    wrong(
        "the chance for forty days",
        d2('decide_2["chance"] = chance(best, 40)\n'),
        message="with one person away there are thirty",
    ),
    wrong(
        "the 85 of p85",
        d2('decide_2["chance"] = 85\n'),
        message="belongs to the days of p85",
    ),
    wrong(
        "a share instead of so many of 100",
        d2('decide_2["chance"] = decide_2["chance"] / 100\n'),
        message="of 100",
    ),
    wrong(
        "all fourteen: every field filled",
        d2('decide_2 = {"items": list(range(1, 15)), "chance": 85}\n'),
        message="same sprint",
    ),
    wrong("an unknown item", d2('decide_2["items"] = [99]\n'), message="whole number from 1 to"),
]

# -- Build 2 -------------------------------------------------------------------------------------------------------

BUILD_2 = [
    right(
        "sorted, and the one at its place",
        """
def forecast(throughput, n, q, rng):
    if n <= 0:
        return 0
    if len(throughput) == 0 or max(throughput) == 0:
        return math.nan
    done = rng.choice(throughput, (5_000, 300)).cumsum(axis=1)
    weeks = sorted(int((row < n).sum()) + 1 for row in done)
    return weeks[math.ceil(q * 5_000) - 1]
""",
    ),
    right(
        "week by week until enough are done",
        """
def forecast(throughput, n, q, rng):
    if n == 0:
        return 0
    if not any(throughput):
        return float("nan")
    done = rng.choice(throughput, (5_000, 300)).cumsum(axis=1) >= n
    week = 1
    while done[:, week - 1].mean() < q:
        week += 1
    return week
""",
    ),
    wrong(
        "divided by the average",
        """
def forecast(throughput, n, q, rng):
    if n == 0:
        return 0
    if sum(throughput) == 0:
        return math.nan
    return math.ceil(n / np.mean(throughput))
""",
        message="division by the average",
    ),
    wrong(
        "empty weeks left out",
        """
def forecast(throughput, n, q, rng):
    full = [w for w in throughput if w]
    if n == 0:
        return 0
    if not full:
        return math.nan
    weeks = (rng.choice(full, (5_000, 300)).cumsum(axis=1) < n).sum(axis=1) + 1
    return int(np.quantile(weeks, q, method="inverted_cdf"))
""",
        message="empty weeks out",
    ),
    wrong(
        "a week too few",
        """
def forecast(throughput, n, q, rng):
    if n == 0:
        return 0
    if sum(throughput) == 0:
        return math.nan
    weeks = (rng.choice(throughput, (5_000, 300)).cumsum(axis=1) < n).sum(axis=1)
    return int(np.quantile(weeks, q, method="inverted_cdf"))
""",
        message="8 weeks; forecast returned 7",
    ),
    wrong(
        "the other tail",
        """
def forecast(throughput, n, q, rng):
    if n == 0:
        return 0
    if sum(throughput) == 0:
        return math.nan
    weeks = (rng.choice(throughput, (5_000, 300)).cumsum(axis=1) < n).sum(axis=1) + 1
    return int(np.quantile(weeks, 1 - q))
""",
        message="futures are done",
    ),
    wrong(
        "never is week 300",
        """
def forecast(throughput, n, q, rng):
    if n == 0:
        return 0
    weeks = (rng.choice(throughput, (5_000, 300)).cumsum(axis=1) < n).sum(axis=1) + 1
    return int(np.quantile(weeks, q, method="inverted_cdf"))
""",
        message="no date can be promised",
    ),
    wrong(
        "one week for nothing to do",
        """
def forecast(throughput, n, q, rng):
    if sum(throughput) == 0:
        return math.nan
    weeks = (rng.choice(throughput, (5_000, 300)).cumsum(axis=1) < n).sum(axis=1) + 1
    return int(np.quantile(weeks, q, method="inverted_cdf"))
""",
        message="takes no week",
    ),
    wrong(
        "a generator of one's own",
        """
def forecast(throughput, n, q, rng):
    if n == 0:
        return 0
    if sum(throughput) == 0:
        return math.nan
    weeks = (np.random.default_rng(0).choice(throughput, (5_000, 300)).cumsum(axis=1) < n).sum(axis=1) + 1
    return int(np.quantile(weeks, q, method="inverted_cdf"))
""",
        message="draws nothing from the `rng`",
    ),
    wrong(
        "a bell curve instead of drawing",
        """
def forecast(throughput, n, q, rng):
    if n == 0:
        return 0
    if sum(throughput) == 0:
        return math.nan
    z = {0.5: 0.0, 0.7: 0.52, 0.85: 1.04, 0.95: 1.64}[q]
    week = 1
    while week * np.mean(throughput) - z * np.std(throughput) * week**0.5 < n - 0.5:
        week += 1
    return week
""",
        message="forecast",
    ),
]

# -- Decide 3 ------------------------------------------------------------------------------------------------------

D3 = """
lines, kinds, points, sums, told, score, wrong_lines = the_sheet()
decide_3 = {i: points[i - 1] for i in wrong_lines} | {13: score}
of = {k: i for i, k in wrong_lines.items()}
"""


def d3(change: str = "") -> str:
    return D3 + change


DECIDE_3 = [
    right("each corrected line with its points", d3()),
    right(
        "floats and NumPy numbers",
        d3("decide_3 = {np.int64(i): np.float64(v) for i, v in decide_3.items()}\n"),
    ),
    right("in another order", d3("decide_3 = dict(sorted(decide_3.items(), key=lambda p: -p[0]))\n")),
    wrong("the mean left as it stands", d3("del decide_3[13]\n"), message="weakest section"),
    wrong(
        "the mean of the corrected sections",
        d3("decide_3[13] = sum(sums) / 4\n"),
        message="mean of the corrected",
    ),
    wrong(
        "the lowest section as claimed", d3("decide_3[13] = min(told)\n"), message="correct the lines first"
    ),
    wrong("the sum of all points", d3("decide_3[13] = sum(sums)\n"), message="sum of all points"),
    wrong("a plan for half a point", d3('decide_3[of["plan"]] = 0.5\n'), message="half a point is for"),
    wrong("a plan stays", d3('del decide_3[of["plan"]]\n'), message="a plan finds nothing"),
    wrong("a memory stays", d3('del decide_3[of["memory"]]\n'), message="nothing was written down"),
    wrong("last year's model stays", d3('del decide_3[of["other"]]\n'), message="no longer runs"),
    wrong("a whole point by hand stays", d3('del decide_3[of["hand"]]\n'), message="it is a half"),
    wrong("by hand for nothing", d3('decide_3[of["hand"]] = 0\n'), message="worth a half"),
    wrong(
        "every line changed: every field filled",
        d3("decide_3 = {i: points[i - 1] for i in range(1, 13)} | {13: score}\n"),
        message="is right",
    ),
    wrong("an unknown line", d3("decide_3[14] = 1\n"), message="whole number from 1 to"),
]

# -- Build 3 -------------------------------------------------------------------------------------------------------

BUILD_3 = [
    right(
        "a sum for each section",
        """
def ml_test_score(answers):
    worth = {"automatic": 1.0, "by hand": 0.5}
    names = ("data", "model", "infrastructure", "monitoring")
    return min(sum(worth.get(how, 0) for section, how in answers if section == name) for name in names)
""",
    ),
    right(
        "counted in halves",
        """
def ml_test_score(answers):
    halves = dict.fromkeys(["data", "model", "infrastructure", "monitoring"], 0)
    for section, how in answers:
        if section in halves:
            halves[section] += 2 * (how == "automatic") + (how == "by hand")
    return min(halves.values()) / 2
""",
    ),
    wrong(
        "the mean of the sections",
        """
def ml_test_score(answers):
    worth, sums = {"automatic": 1, "by hand": 0.5}, dict.fromkeys(["data", "model", "infrastructure", "monitoring"], 0)
    for section, how in answers:
        if section in sums:
            sums[section] += worth.get(how, 0)
    return sum(sums.values()) / 4
""",
        message="mean",
    ),
    wrong(
        "the sum",
        """
def ml_test_score(answers):
    return sum({"automatic": 1, "by hand": 0.5}.get(how, 0) for _, how in answers)
""",
        message="ml_test_score returned 4.5",
    ),
    wrong(
        "a whole point by hand",
        """
def ml_test_score(answers):
    sums = dict.fromkeys(["data", "model", "infrastructure", "monitoring"], 0)
    for section, how in answers:
        if section in sums:
            sums[section] += how in ("automatic", "by hand")
    return min(sums.values())
""",
        message="counts a half",
    ),
    wrong(
        "only the sections that occur",
        """
def ml_test_score(answers):
    sums = {}
    for section, how in answers:
        sums[section] = sums.get(section, 0) + {"automatic": 1, "by hand": 0.5}.get(how, 0)
    return min(sums.values()) if sums else 0
""",
        message="no test at all",
    ),
    wrong(
        "half a point for a plan",
        """
def ml_test_score(answers):
    sums = dict.fromkeys(["data", "model", "infrastructure", "monitoring"], 0)
    for section, how in answers:
        if section in sums:
            sums[section] += {"automatic": 1, "by hand": 0.5, "planned": 0.5}.get(how, 0)
    return min(sums.values())
""",
        message="every other word 0",
    ),
]

# -- Decide 4 ------------------------------------------------------------------------------------------------------

D4 = """
wanted = [n for n, t in clauses.items() if any(w in t for w in ("one metric", "is later than", "is filed with"))]
others = [n for n in clauses if n not in wanted]
missed = a_month["hardship"] * (100 - a_month["his"]) / 100
decide_4 = {"path": ["c", "c", "a", "b", "b"], "clauses": wanted, "missed": missed}
"""


def d4(change: str = "") -> str:
    return D4 + change


def one_more(words: str) -> str:
    return d4(
        f'decide_4["clauses"] = [*wanted, next(n for n, t in clauses.items() if t.startswith("{words}"))]\n'
    )


DECIDE_4 = [
    right("her question first, then his, then the desk", d4()),
    right(
        "found by search: every Thursday after which both sign, the one nobody designed last",
        d4(
            """
good = [p for p in thursday.paths() if thursday.walk(p).end == "signed"]
decide_4 = {"missed": np.float64(missed), "clauses": tuple(wanted)[::-1], "path": list(good[-1])}
"""
        ),
    ),
    right(
        "his messages first; clauses as an array",
        d4(
            'decide_4 = {"path": ("b", "a", "a", "c", "b"), "clauses": np.array(wanted), "missed": float(missed)}\n'
        ),
    ),
    wrong(
        "who is wrong",
        d4('decide_4["path"] = ["a", "a", "a", "c", "b"]\n'),
        message="a number to defend",
    ),
    wrong(
        "the desk not asked", d4('decide_4["path"] = ["c", "c", "b", "b", "b"]\n'), message="nobody has asked"
    ),
    wrong(
        "the middle of the two",
        d4('decide_4["path"] = ["c", "c", "a", "a", "b"]\n'),
        message="middle of two numbers",
    ),
    wrong("two truths", d4('decide_4["path"] = ["c", "c", "a", "b", "a"]\n'), message="not about him"),
    wrong(
        "careful with words", d4('decide_4["path"] = ["c", "c", "a", "b", "c"]\n'), message="asks for recall"
    ),
    wrong(
        "one side heard",
        d4('decide_4["path"] = ["c", "a", "a", "b", "b"]\n'),
        message="one of the two ways is missing",
    ),
    wrong("a seed in the first cell", one_more("Each notebook"), message="seed makes a number come back"),
    wrong("whoever trains decides", one_more("The lead"), message="pays for a miss"),
    wrong("timing", one_more("Answers at"), message="next one"),
    wrong(
        "the found instead of the missed",
        d4('decide_4["missed"] = a_month["hardship"] * a_month["his"] / 100\n'),
        message="that are found",
    ),
    wrong(
        "her number, about all desks",
        d4('decide_4["missed"] = a_month["hardship"] * (100 - a_month["hers"]) / 100\n'),
        message="uses her number",
    ),
    wrong(
        "his share of all messages",
        d4('decide_4["missed"] = a_month["messages"] * (100 - a_month["his"]) / 100\n'),
        message="about hardship alone",
    ),
    wrong(
        "all ten clauses: every field filled", d4('decide_4["clauses"] = list(clauses)\n'), message="clause"
    ),
    wrong(
        "a path of four",
        d4('decide_4["path"] = ["c", "c", "a", "b"]\n'),
        message="before the scenario is over",
    ),
]

# -- Build 4 -------------------------------------------------------------------------------------------------------

BUILD_4 = [
    right(
        "four questions, one after the other",
        """
def reproduce(card, rows, fingerprint, run):
    for key in ("data", "seed", "positive", "recall"):
        if key not in card or card[key] is None:
            return "incomplete"
    if card["data"] != fingerprint(rows):
        return "other data"
    now, then = run(rows, card["seed"], card["positive"]), card["recall"]
    if math.isnan(now) or math.isnan(then):
        return "same" if math.isnan(now) and math.isnan(then) else "other number"
    return "other number" if abs(now - then) > 1e-6 else "same"
""",
    ),
    right(
        "with math.isclose and sets",
        """
def reproduce(card, rows, fingerprint, run):
    filled = {key for key, value in card.items() if value is not None}
    if not {"data", "seed", "positive", "recall"} <= filled:
        return "incomplete"
    if fingerprint(rows) != card["data"]:
        return "other data"
    value = run(rows, seed=card["seed"], positive=card["positive"])
    if value != value and card["recall"] != card["recall"]:
        return "same"
    return "same" if math.isclose(value, card["recall"], rel_tol=0, abs_tol=1e-6) else "other number"
""",
    ),
    wrong(
        "a seed of one's own",
        """
def reproduce(card, rows, fingerprint, run):
    if any(card.get(k) is None for k in ("data", "seed", "positive", "recall")):
        return "incomplete"
    if fingerprint(rows) != card["data"]:
        return "other data"
    return "same" if abs(run(rows, 0, card["positive"]) - card["recall"]) <= 1e-6 else "other number"
""",
        message="the word is 'same'",
    ),
    wrong(
        "another positive class",
        """
def reproduce(card, rows, fingerprint, run):
    if any(card.get(k) is None for k in ("data", "seed", "positive", "recall")):
        return "incomplete"
    if fingerprint(rows) != card["data"]:
        return "other data"
    return "same" if abs(run(rows, card["seed"], "fees") - card["recall"]) <= 1e-6 else "other number"
""",
        message="the word is 'same'",
    ),
    wrong(
        "the fingerprint not looked at",
        """
def reproduce(card, rows, fingerprint, run):
    if any(card.get(k) is None for k in ("data", "seed", "positive", "recall")):
        return "incomplete"
    return "same" if abs(run(rows, card["seed"], card["positive"]) - card["recall"]) <= 1e-6 else "other number"
""",
        message="other data",
    ),
    wrong(
        "a seed of 0 taken for none",
        """
def reproduce(card, rows, fingerprint, run):
    if not all(card.get(k) for k in ("data", "seed", "positive", "recall")):
        return "incomplete"
    if fingerprint(rows) != card["data"]:
        return "other data"
    return "same" if abs(run(rows, card["seed"], card["positive"]) - card["recall"]) <= 1e-6 else "other number"
""",
        message="seed of 0 is a seed",
    ),
    wrong(
        "NaN never agrees",
        """
def reproduce(card, rows, fingerprint, run):
    if any(card.get(k) is None for k in ("data", "seed", "positive", "recall")):
        return "incomplete"
    if fingerprint(rows) != card["data"]:
        return "other data"
    return "same" if abs(run(rows, card["seed"], card["positive"]) - card["recall"]) <= 1e-6 else "other number"
""",
        message="NaN again is 'same'",
    ),
    wrong(
        "only a higher number is another one",
        """
def reproduce(card, rows, fingerprint, run):
    if any(card.get(k) is None for k in ("data", "seed", "positive", "recall")):
        return "incomplete"
    if fingerprint(rows) != card["data"]:
        return "other data"
    again = run(rows, card["seed"], card["positive"])
    if math.isnan(again) and math.isnan(card["recall"]):
        return "same"
    if math.isnan(again) or math.isnan(card["recall"]):
        return "other number"
    return "same" if again - card["recall"] <= 1e-6 else "other number"
""",
        message="differs from the card",
    ),
    wrong(
        "rounded to six digits",
        """
def reproduce(card, rows, fingerprint, run):
    if any(card.get(k) is None for k in ("data", "seed", "positive", "recall")):
        return "incomplete"
    if fingerprint(rows) != card["data"]:
        return "other data"
    again = run(rows, card["seed"], card["positive"])
    if math.isnan(again) or math.isnan(card["recall"]):
        return "same" if math.isnan(again) and math.isnan(card["recall"]) else "other number"
    return "same" if abs(again - card["recall"]) <= 1e-6 and round(again, 6) == round(card["recall"], 6) else "other number"
""",
        message="differ",
    ),
]

# -- Calibration ---------------------------------------------------------------------------------------------------

CAL = """
levels = {
    "We move the start": [2, 2, 1, 1, 1],
    "eventful quarter": [1, 0, 2, 2, 2],
    "Start on 4 May as promised": [2, 1, 0, 1, 0],
}
calibration = {
    letter: dict(zip(CRITERIA, next(row for words, row in levels.items() if words in text)))
    for letter, text in memos.items()
}
"""

CALIBRATION = [
    right("exact", CAL),
    right(
        "as NumPy numbers",
        CAL
        + "calibration = {m: {c: np.int64(v) for c, v in row.items()} for m, row in calibration.items()}\n",
    ),
    wrong(
        "all ones",
        CAL + "calibration = {m: dict.fromkeys(CRITERIA, 1) for m in memos}\n",
        message="6 of 15",
        points=0,
    ),
    wrong(
        "all twos",
        CAL + "calibration = {m: dict.fromkeys(CRITERIA, 2) for m in memos}\n",
        message="6 of 15",
        points=0,
    ),
    wrong(
        "all zeros",
        CAL + "calibration = {m: dict.fromkeys(CRITERIA, 0) for m in memos}\n",
        message="3 of 15",
        points=0,
    ),
    wrong("a level that is none", CAL + 'calibration["A"]["Decision"] = 3\n', message="should be one of"),
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
        "(5001, 300)": "one future more changes nothing that could be seen",
        "(4999, 300)": "one future less changes nothing that could be seen",
        "(5000, 301)": "no hidden backlog takes three hundred weeks",
        "(5000, 299)": "no hidden backlog takes three hundred weeks",
        "np.quantile(weeks, q))": "between two neighbouring weeks it is rounded down to the earlier one, within what drawing allows",
    },
    "test_build_4": {
        "< 1e-06": "a difference of exactly 0.000001 cannot be produced with floats on purpose",
    },
}

# Answers of the right form by somebody who does not know: each must pass in under one try of ten.
GUESSES = {
    "test_decide_1": {
        "at random": """
rows = [r for r in range(1, 9) if rng.random() < 0.4] or [1]
decide_1 = {"rows": rows, "number": int(experiments.set_index("row")["planned"][rows].sum())}
""",
        "the longest planned": """
longest = experiments.nlargest(3, "planned")
decide_1 = {"rows": longest["row"].tolist(), "number": int(longest["planned"].sum())}
""",
        "everything stopped": 'decide_1 = {"rows": list(range(1, 9)), "number": int(experiments["planned"].sum())}',
    },
    "test_decide_2": {
        "at random": """
items = [int(i) for i in board["item"] if rng.random() < 0.4] or [1]
decide_2 = {"items": items, "chance": float(chance(items, DAYS - AWAY))}
""",
        "at random while it fits": """
items = []
for i in rng.permutation(board["item"]):
    if p85([*items, int(i)]) <= DAYS - SPARE:
        items.append(int(i))
decide_2 = {"items": items, "chance": float(chance(items, DAYS - AWAY))}
""",
        "everything": 'decide_2 = {"items": list(range(1, 15)), "chance": 50}',
    },
    "test_decide_3": {
        "at random": """
marked = rng.choice(range(1, 14), 5, replace=False)
decide_3 = {int(n): float(rng.choice([0, 0.5, 1])) for n in marked}
""",
        "all manual": "decide_3 = dict.fromkeys(range(1, 14), 0.5)",
        "all automatic": "decide_3 = dict.fromkeys(range(1, 14), 1)",
    },
    "test_decide_4": {
        "at random": """
decide_4 = {
    "path": [str(x) for x in rng.choice(list("abc"), 5)],
    "clauses": [int(n) for n in rng.choice(range(1, 11), 3, replace=False)],
    "missed": int(rng.integers(20, 300)),
}
""",
        "the number known, the rest guessed": """
decide_4 = {
    "path": [str(x) for x in rng.choice(list("abc"), 5)],
    "clauses": [int(n) for n in rng.choice(range(1, 11), 3, replace=False)],
    "missed": a_month["hardship"] * (100 - a_month["his"]) / 100,
}
""",
        "everything filled in": 'decide_4 = {"path": list("aaaaa"), "clauses": list(range(1, 11)), "missed": 100}',
    },
}
