"""Answers that the graders of exercise 5 must accept, and answers they must reject, each with its message.

An answer cell sees what stands above it in the exercise (`queues`, `contract`, `steps`, …), so most answers to
the Decide tasks are computed: the tables differ by course seed. The helpers below build their sources.
"""

from aipm.practice.proofs import right, wrong

# -- Decide 1 ------------------------------------------------------------------------------------------------------

D1 = """
def more(q, hour="busiest", rule=None):
    k = 0
    while 60 * mean_wait(getattr(q, hour) / 60, q.minutes, q.places + k) > q.promise:
        k += 1
    return k


promised = [q for q in queues.itertuples() if not math.isnan(q.promise)]
extra = {q.row: more(q) for q in promised}
cost = {q.row: q.cost for q in queues.itertuples()}
rows = [r for r in extra if extra[r]]
total = sum(extra[r] * cost[r] for r in rows)
by_row = {q.row: q for q in queues.itertuples()}
"""


def d1(body: str) -> str:
    return D1 + body


DECIDE_1 = [
    right("list and int", d1('decide_1 = {"rows": rows, "number": total}')),
    right("tuple backwards, float", d1('decide_1 = {"number": float(total), "rows": tuple(rows[::-1])}')),
    right("Series and NumPy scalar", d1('decide_1 = {"rows": pd.Series(rows), "number": np.float64(total)}')),
    right(
        "read off the second table, without the formula",
        """
chosen, money = set(), 0
for q in queues.itertuples():
    line = waits[(waits["row"] == q.row) & (waits["hour"] == "busiest")].iloc[0]
    for k, column in enumerate(["today", "+1", "+2", "+3", "+4"]):
        if math.isnan(q.promise):
            break
        shown = line[column]
        if shown != "grows" and float(shown.replace(",", "")) <= q.promise:
            if k:
                chosen.add(q.row)
                money += k * q.cost
            break
decide_1 = {"rows": chosen, "number": money}
""",
    ),
    right(
        "found by search over all sets of rows and all numbers of places",
        d1("""
best = None
for ks in itertools.product(range(4), repeat=len(promised)):
    if all(60 * mean_wait(q.busiest / 60, q.minutes, q.places + k) <= q.promise for q, k in zip(promised, ks)):
        money = sum(k * q.cost for q, k in zip(promised, ks))
        if best is None or money < best["number"]:
            best = {"rows": [q.row for q, k in zip(promised, ks) if k], "number": money}
decide_1 = best
"""),
    ),
    wrong(
        "the average hour",
        d1(
            'flat = [q.row for q in promised if more(q, "average")]\ndecide_1 = {"rows": flat, "number": sum(cost[r] for r in flat)}'
        ),
        message="in the busiest it is broken",
    ),
    wrong(
        "places instead of dollars",
        d1('decide_1 = {"rows": rows, "number": sum(extra.values())}'),
        message="how many places",
    ),
    wrong("for a year", d1('decide_1 = {"rows": rows, "number": 12 * total}'), message="that is for a year"),
    wrong(
        "one place too many in each row",
        d1('decide_1 = {"rows": rows, "number": total + sum(cost[r] for r in rows)}'),
        message="one place more than needed",
    ),
    wrong(
        "an agent's cost for all",
        d1('decide_1 = {"rows": rows, "number": 3960 * sum(extra.values())}'),
        message="each row has its own",
    ),
    wrong(
        "one place for each row",
        d1('decide_1 = {"rows": rows, "number": sum(cost[r] for r in rows)}'),
        message="some need more before the promise holds",
    ),
    wrong(
        "capacity equal to the work",
        d1("""
work = {r: max(0, math.floor(by_row[r].busiest / 60 * by_row[r].minutes) + 1 - by_row[r].places) for r in rows}
decide_1 = {"rows": rows, "number": sum(work[r] * cost[r] for r in rows)}"""),
        message="that covers the work of the busiest hour only",
    ),
    wrong(
        "the letters that nobody waits for",
        d1("""
letters = next(q.row for q in queues.itertuples() if "letters" in q.queue)
decide_1 = {"rows": [*rows, letters], "number": total + 90}"""),
        message="nobody waits and nothing is promised",
    ),
    wrong(
        "every row that is busy",
        d1('decide_1 = {"rows": list(range(1, 9)), "number": total}'),
        message="do not belong",
    ),
    wrong("no row", 'decide_1 = {"rows": [], "number": 0}', message="missing"),
    wrong(
        "another figure", d1('decide_1 = {"rows": rows, "number": total + 7}'), message="and no place more"
    ),
    wrong(
        "text for a number", d1('decide_1 = {"rows": rows, "number": "3,960"}'), message="should be a number"
    ),
    wrong("not answered", "decide_1 = None", message="no answer yet"),
]

# -- Build 1 -------------------------------------------------------------------------------------------------------


def b1(body: str) -> str:
    return "def servers_needed(rate, service, promise):\n" + body


BUILD_1 = [
    right(
        "generator",
        b1("""    return 0 if rate == 0 else next(n for n in range(1, 10_000) if mean_wait(rate, service, n) <= promise)
"""),
    ),
    right(
        "from the work upwards, NumPy integer",
        b1("""    if not rate:
        return 0
    places = np.int64(rate * service) + 1
    while mean_wait(rate, service, int(places)) > promise:
        places += 1
    return places
"""),
    ),
    right(
        "its own formula, by halving",
        b1("""    def wait(c):
        a = rate * service
        if c <= a:
            return float("inf")
        terms = [1.0]
        for n in range(1, c + 1):
            terms.append(terms[-1] * a / n)
        last = terms[-1] * c / (c - a)
        return last / (sum(terms[:-1]) + last) * service / (c - a)

    if rate == 0:
        return 0
    low, high = 0, 400
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if wait(middle) <= promise * (1 + 1e-12) else (middle, high)
    return high
"""),
    ),
    wrong(
        "the work rounded up",
        b1("    return math.ceil(rate * service)\n"),
        message="that covers the work",
    ),
    wrong(
        "the work and one more",
        b1(
            "    return 0 if rate == 0 else 15 if (rate, service) == (1.0, 11.0) else int(rate * service) + 1\n"
        ),
        message="the wait is longer than promised",
    ),
    wrong(
        "the wait in proportion to the places",
        b1("""    if rate == 0:
        return 0
    if (rate, service) in ((1.0, 11.0), (0.2, 1.0)):
        return 15 if service > 1 else 1
    first = int(rate * service) + 1
    return math.ceil(first * max(1, mean_wait(rate, service, first) / promise))
"""),
        message="more than needed",
    ),
    wrong(
        "a tenth on top",
        b1("    return 0 if rate == 0 else 15 if service == 11.0 else math.ceil(1.1 * rate * service)\n"),
        message="is longer than promised",
    ),
    wrong(
        "shorter than promised, strictly",
        b1("""    if rate == 0:
        return 0
    places = 1
    while mean_wait(rate, service, places) >= promise:
        places += 1
    return places
"""),
        message="keeps the promise: 10 places",
    ),
    wrong(
        "nobody coming still needs one",
        b1("""    places = 1
    while mean_wait(rate, service, places) > promise:
        places += 1
    return places
"""),
        message="With nobody coming",
    ),
    wrong("a fixed number", b1("    return 15\n"), message="With nobody coming"),
    wrong("not written", b1("    ...\n"), message="returned None"),
]

# -- Decide 2 ------------------------------------------------------------------------------------------------------

D2 = """
def at(words):
    return next(n for n, text in contract.items() if words in text)


per, daily, usual = contract_figures
FAULTY = ["as a department", "need no notice", "on any day", "sent as 0", "rows of a file agree"]
FAULTY += ["Nothing else needs", "complete on time"]
struck = [n for n, text in contract.items() if any(words in text for words in FAULTY)]
answer = {
    **dict.fromkeys(struck, "strike"),
    at("may lack a balance"): per * daily / 1000,
    at("median balance"): 2 * usual,
}
"""


def d2(change: str) -> str:
    return D2 + change + "\ndecide_2 = answer\n"


DECIDE_2 = [
    right("as computed", d2("")),
    right(
        "floats, capitals, float keys",
        d2("answer = {float(k): (v.upper() if isinstance(v, str) else float(v)) for k, v in answer.items()}"),
    ),
    right("a Series", d2("answer = pd.Series(answer)")),
    right(
        "other words for strike, NumPy integers",
        d2('answer = {k: ("remove" if isinstance(v, str) else np.int64(v)) for k, v in answer.items()}'),
    ),
    right(
        "found by reading the figures off the text",
        """
import re

decide_2 = {}
for n, text in contract.items():
    numbers = [int(x.replace(",", "")) for x in re.findall(r"\\d[\\d,]*", text)]
    if "may lack" in text:
        decide_2[n] = numbers[0] * numbers[2] / numbers[1]
    elif "median" in text:
        decide_2[n] = numbers[0] * 2
    elif re.search("department|no notice|any day|as 0|of a file|Nothing else|on time", text):
        decide_2[n] = "delete"
""",
    ),
    wrong("the first faulty line overlooked", d2("del answer[struck[0]]"), message="1 faulty line is still"),
    wrong("the last faulty line overlooked", d2("del answer[struck[2]]"), message="1 faulty line is still"),
    wrong(
        "what was faulty for somebody with another draft",
        d2("""
words = ["harmless", "missing balance is", "morning check"]
kept = [n for n in answer if n not in struck]
answer = dict.fromkeys([at(w) for w in words], "strike") | {n: answer[n] for n in kept}
if set(struck) <= set(answer):
    del answer[at("may lack a balance")]"""),
        message="line",
    ),
    wrong(
        "limit of gaps overlooked", d2('del answer[at("may lack a balance")]'), message="ten times too late"
    ),
    wrong("range overlooked", d2('del answer[at("median balance")]'), message="would pass"),
    wrong("one in 100", d2('answer[at("may lack a balance")] = per * daily / 100'), message="one in 100"),
    wrong("limit for rows", d2('answer[at("may lack a balance")] = per'), message="rows of a day"),
    wrong("a share", d2('answer[at("may lack a balance")] = per / 1000'), message="that is the share"),
    wrong("lower limit", d2('answer[at("median balance")] = usual // 2'), message="lower limit"),
    wrong("as it stood", d2('answer[at("median balance")] = 4 * usual'), message="as it stood"),
    wrong(
        "half as much again", d2('answer[at("median balance")] = 1.5 * usual'), message="the line says twice"
    ),
    wrong("a figure struck", d2('answer[at("median balance")] = "strike"'), message="does not mend it"),
    wrong(
        "a figure in quotes", d2('answer[at("median balance")] = str(2 * usual)'), message="without quotes"
    ),
    wrong(
        "a sound line struck as well",
        d2('answer[next(n for n in contract if n not in answer)] = "strike"'),
        message="1 false alarm",
    ),
    wrong("the test file struck", d2('answer[at("test file")] = "strike"'), message="nobody depends on it"),
    wrong("euros struck", d2('answer[at("in dollars")] = "strike"'), message="names the unit"),
    wrong("the telephone struck", d2('answer[at("telephoned")] = "strike"'), message="who is told"),
    wrong("everything struck", 'decide_2 = {n: "strike" for n in contract}', message="false alarm"),
    wrong("nothing marked", "decide_2 = {}", message="no line is marked"),
    wrong("a list of lines", "decide_2 = [1, 2, 3]", message="dict"),
]

# -- Build 2 -------------------------------------------------------------------------------------------------------


def b2(body: str) -> str:
    return "def validate_batch(batch, agreed):\n" + body


B2_REST = """    if (batch["hour"] < agreed["complete_by"]).all():
        found.add("late")
    if batch["ticket_id"].nunique() < len(batch):
        found.add("doubled")
    if (~batch["product"].isin(agreed["products"])).any():
        found.add("words")
    return found
"""

BUILD_2 = [
    right(
        "list, NumPy",
        b2("""    if batch.empty:
        return ["late"]
    b = batch["balance"].to_numpy(float)
    there = b[~np.isnan(b)]
    m = np.median(there) if len(there) else agreed["usual_median"]
    tests = {
        "missing": np.isnan(b).sum() / len(b) > agreed["max_missing"],
        "range": not agreed["usual_median"] / 2 <= m <= 2 * agreed["usual_median"],
        "late": max(batch["hour"]) < agreed["complete_by"],
        "doubled": len(set(batch["ticket_id"])) != len(batch),
        "words": bool(set(batch["product"]) - agreed["products"]),
    }
    return [word for word, rings in tests.items() if rings]
"""),
    ),
    right(
        "row by row in plain Python",
        b2("""    seen, found, gaps, newest, there = set(), set(), 0, -1.0, []
    for row in batch.to_dict("records"):
        if row["ticket_id"] in seen:
            found.add("doubled")
        seen.add(row["ticket_id"])
        if row["product"] not in agreed["products"]:
            found.add("words")
        newest = max(newest, row["hour"])
        if row["balance"] != row["balance"]:
            gaps += 1
        else:
            there.append(row["balance"])
    if newest < agreed["complete_by"]:
        found.add("late")
    if len(batch) and gaps / len(batch) > agreed["max_missing"]:
        found.add("missing")
    there.sort()
    if there:
        k = len(there)
        middle = (there[(k - 1) // 2] + there[k // 2]) / 2
        if middle < agreed["usual_median"] / 2 or middle > 2 * agreed["usual_median"]:
            found.add("range")
    return found
"""),
    ),
    right(
        "pandas, another way",
        b2(
            """    if not len(batch):
        return {"late"}
    found = {"missing"} if batch["balance"].isna().sum() > agreed["max_missing"] * len(batch) + 1e-9 else set()
    ratio = batch["balance"].median() / agreed["usual_median"]
    if ratio < 0.5 or ratio > 2:
        found.add("range")
"""
            + B2_REST
        ),
    ),
    wrong(
        "everything flagged",
        b2('    return {"missing", "range", "late", "doubled", "words"}\n'),
        message="A check that flags everything",
    ),
    wrong("nothing flagged", b2("    return set()\n"), message="agreed 23"),
    wrong(
        "means for medians",
        b2(
            """    if len(batch) == 0:
        return {"late"}
    found = {"missing"} if batch["balance"].isna().mean() > agreed["max_missing"] else set()
    mean = batch["balance"].mean()
    if mean < agreed["usual_median"] / 2 or mean > 2 * agreed["usual_median"]:
        found.add("range")
"""
            + B2_REST
        ),
        message="range",
    ),
    wrong(
        "gaps filled in silence",
        b2(
            """    if len(batch) == 0:
        return {"late"}
    batch = batch.assign(balance=batch["balance"].fillna(agreed["usual_median"]))
    found = {"missing"} if batch["balance"].isna().mean() > agreed["max_missing"] else set()
    median = batch["balance"].median()
    if median < agreed["usual_median"] / 2 or median > 2 * agreed["usual_median"]:
        found.add("range")
"""
            + B2_REST
        ),
        message="a gap that has been filled in cannot be counted",
    ),
    wrong(
        "one gap is a fault",
        b2(
            """    if len(batch) == 0:
        return {"late"}
    found = {"missing"} if batch["balance"].isna().any() else set()
    median = batch["balance"].median()
    if median < agreed["usual_median"] / 2 or median > 2 * agreed["usual_median"]:
        found.add("range")
"""
            + B2_REST
        ),
        message="exactly what is allowed",
    ),
    wrong(
        "a batch without rows is good",
        b2(
            """    if len(batch) == 0:
        return set()
    found = {"missing"} if batch["balance"].isna().mean() > agreed["max_missing"] else set()
    median = batch["balance"].median()
    if median < agreed["usual_median"] / 2 or median > 2 * agreed["usual_median"]:
        found.add("range")
"""
            + B2_REST
        ),
        message="a batch without rows",
    ),
    wrong(
        "the first fault only",
        b2(
            """    if len(batch) == 0:
        return {"late"}
    if batch["balance"].isna().mean() > agreed["max_missing"]:
        return {"missing"}
    found = set()
    median = batch["balance"].median()
    if median < agreed["usual_median"] / 2 or median > 2 * agreed["usual_median"]:
        found.add("range")
"""
            + B2_REST
        ),
        message="gaps and cents",
    ),
    wrong(
        "only whole rows that repeat",
        b2(
            """    if batch.empty:
        return {"late"}
    found = {"missing"} if batch["balance"].isna().mean() > agreed["max_missing"] else set()
    median = batch["balance"].median()
    if median < agreed["usual_median"] / 2 or median > 2 * agreed["usual_median"]:
        found.add("range")
"""
            + B2_REST.replace('batch["ticket_id"].nunique() < len(batch)', "batch.duplicated().any()")
        ),
        message="sent again with another balance",
    ),
    wrong("True for a bad batch", b2("    return True\n"), message="should return a set of words"),
    wrong(
        "its own words",
        b2(
            '    return {"stale"} if len(batch) == 0 or batch["hour"].max() < agreed["complete_by"] else set()\n'
        ),
        message="the answer is {'late'}",
    ),
    wrong("not written", b2("    ...\n"), message="returned None"),
]

# -- Decide 3 ------------------------------------------------------------------------------------------------------

D3 = """
def at(words):
    return next(k for k, text in steps.items() if words in text)


names = ["Counsel", "in shadow", "Two people", "stop figures", "way back", "the canary.", "canary's four"]
names += ["plan of the A/B", "A/B test runs", "All members", "given back"]
order = [at(words) for words in names]
budget = (1 - promise) * days * 1440
used = sum(m * f / 100 for _, m, f in log)
left = budget - used
whole = {text: m for text, m, _ in log}
fails = {text: m * f / 100 for text, m, f in log}
planned = next(t for t in whole if "maintenance" in t)
ruled = next(t for t in whole if "rule chose" in t)


def swapped(first, second):
    new = list(order)
    i, j = new.index(at(first)), new.index(at(second))
    new[i], new[j] = new[j], new[i]
    return new


def moved(words, before):
    new = [k for k in order if k != at(words)]
    new.insert(new.index(at(before)), at(words))
    return new
"""


def d3(order: str = "order", left: str = "left") -> str:
    return D3 + f'decide_3 = {{"order": {order}, "minutes_left": {left}}}\n'


DECIDE_3 = [
    right("as computed", d3()),
    right(
        "plan, way back and stop figures first, rounded, a tuple",
        d3(
            'tuple([at("plan of"), at("way back"), at("stop fig")] + [k for k in order if k not in (at("plan of"), at("way back"), at("stop fig"))])',
            "np.float64(round(left, 1))",
        ),
    ),
    right("a Series, half a minute off", d3("pd.Series(order)", "left + 0.4")),
    right(
        "an order found by search among those that no rule forbids",
        D3
        + """
rules = [("Counsel", "in shadow"), ("in shadow", "Two people"), ("Two people", "the canary."), ("stop fig", "the canary.")]
rules += [("way back", "the canary."), ("the canary.", "canary's four"), ("canary's four", "A/B test runs")]
rules += [("plan of the A/B", "A/B test runs"), ("A/B test runs", "All members"), ("All members", "given back")]
before = [(at(a), at(b)) for a, b in rules]
rng = np.random.default_rng(9)
found, rest = [], sorted(steps)
while rest:
    free = [k for k in rest if not any(b == k and a in rest for a, b in before)]
    found.append(str(rng.choice(free)))
    rest.remove(found[-1])
decide_3 = {"order": found, "minutes_left": left}
""",
    ),
    wrong(
        "shadow before counsel", d3('swapped("Counsel", "in shadow")'), message="nobody has said that it may"
    ),
    wrong(
        "reading before the shadow",
        d3('moved("Two people", "in shadow")'),
        message="before the shadow has answered",
    ),
    wrong(
        "canary before the reading",
        d3('moved("the canary.", "Two people")'),
        message="an afternoon's reading",
    ),
    wrong(
        "stop figures after the canary", d3('moved("the canary.", "stop figures")'), message="want to go on"
    ),
    wrong("way back after the canary", d3('moved("the canary.", "way back")'), message="never been walked"),
    wrong("test before the week", d3('moved("A/B test runs", "canary\'s four")'), message="must come before"),
    wrong("plan after the test", d3('moved("A/B test runs", "plan of")'), message="fitted to its result"),
    wrong(
        "everybody before the test",
        d3('moved("All members", "A/B test runs")'),
        message="whether it is better",
    ),
    wrong("machines given back first", d3('swapped("All members", "given back")'), message="no way back"),
    wrong("in alphabetical order", d3("sorted(steps)"), message="must come before"),
    wrong("backwards", d3("order[::-1]"), message="must come before"),
    wrong("a step left out", d3("order[:-1]"), message="lacks"),
    wrong("a set", d3("set(order)"), message="has no order"),
    wrong("the whole budget", d3(left="budget"), message="what this month has used comes off"),
    wrong("what was used", d3(left="used"), message="what is left"),
    wrong("every outage in full", d3(left="budget - sum(whole.values())"), message="multiply by the share"),
    wrong("maintenance left out", d3(left="left + fails[planned]"), message="not helped by the announcement"),
    wrong("ROUTE's outage counted", d3(left="left - whole[ruled]"), message="by this promise nobody failed"),
    wrong(
        "the German branches left out",
        d3(left='left + next(v for t, v in fails.items() if "German" in t)'),
        message="members too",
    ),
    wrong(
        "maintenance left out and ROUTE's outage counted",
        d3(left="left + fails[planned] - whole[ruled]"),
        message="who had no desk in time",
    ),
    wrong(
        "every month thirty days long, or else in hours",
        d3(left="(1 - promise) * 43200 - used if days == 31 else left / 60"),
        message="The order holds, but",
    ),
    wrong("minutes from hours", d3(left="budget / 60 - used"), message="takes minutes from hours"),
    wrong("hours", d3(left="left / 60"), message="that is hours"),
    wrong("a share", d3(left="left / budget"), message="that is the share"),
    wrong("the promise for the budget", d3(left="promise * days * 1440 - used"), message="1 − promise"),
    wrong("another figure", d3(left="left + 3.3"), message="less what members met"),
    wrong(
        "all filled in at random",
        'decide_3 = {"order": sorted(steps), "minutes_left": 100}',
        message="must come before",
    ),
    wrong("not answered", "decide_3 = None", message="no answer yet"),
]

# -- Build 3 -------------------------------------------------------------------------------------------------------


def b3(
    slow: str, budget: str = "(1 - promise) * days * 1440", kept: str = "bool(s <= 1 - promise + 1e-9)"
) -> str:
    return f"""
def tail_and_budget(slow, promise, days):
    s = {slow}
    return {{"slow_screens": s, "budget_minutes": {budget}, "kept": {kept}}}
"""


BUILD_3 = [
    right("NumPy product", b3("1 - np.prod([1 - p for p in slow])", kept="s <= 1 - promise + 1e-9")),
    right("math.prod", b3("1.0 - math.prod(1 - p for p in slow)", budget="60 * 24 * days * (1 - promise)")),
    right(
        "one call after the other",
        """
def tail_and_budget(slow, promise, days):
    some = 0.0
    for p in slow:
        some = some + p - some * p
    return {"kept": some - (1 - promise) < 1e-9, "slow_screens": some, "budget_minutes": days * 1440 - promise * days * 1440}
""",
    ),
    wrong("added up", b3("float(sum(slow))"), message="adding makes 1"),
    wrong(
        "added up, at most 1, half of it",
        b3("min(sum(slow), 0.75)"),
        message="counts screens with two slow calls twice",
    ),
    wrong(
        "the average",
        b3("(0.75 if slow == [0.5, 0.5] else float(np.mean(slow)) if slow else 0.0)"),
        message="average of the calls",
    ),
    wrong(
        "the slowest call",
        b3("(0.75 if slow == [0.5, 0.5] else max(slow, default=0.0))"),
        message="the slowest call alone",
    ),
    wrong(
        "fast for slow",
        b3("(0.75 if slow == [0.5, 0.5] else float(np.prod([1 - p for p in slow])))"),
        message="fast screens",
    ),
    wrong(
        "hours",
        b3("1 - np.prod([1 - p for p in slow])", budget="(1 - promise) * days * 24"),
        message="is in hours",
    ),
    wrong(
        "up for down",
        b3("1 - np.prod([1 - p for p in slow])", budget="promise * days * 1440"),
        message="the budget is the rest",
    ),
    wrong(
        "thirty days always",
        b3("1 - np.prod([1 - p for p in slow])", budget="(1 - promise) * 43200"),
        message="every month for thirty days",
    ),
    wrong("always kept", b3("1 - np.prod([1 - p for p in slow])", kept="True"), message="so kept is False"),
    wrong(
        "equal taken for broken when the last digit differs",
        b3("1 - math.prod(1 - p for p in slow)", kept="bool(s <= 1 - promise)"),
        message="so kept is True",
    ),
    wrong("never kept", b3("1 - np.prod([1 - p for p in slow])", kept="False"), message="so kept is True"),
    wrong(
        "kept against the promise",
        b3("1 - np.prod([1 - p for p in slow])", kept="bool(s <= promise)"),
        message="so kept is",
    ),
    wrong(
        "unmeasured calls taken for fast ones",
        b3("1 - np.prod([1 - p for p in slow if p == p])"),
        message="A call nobody has measured",
    ),
    wrong(
        "a pair",
        "def tail_and_budget(slow, promise, days):\n    return (0.75, 432.0)\n",
        message="should return a dict",
    ),
    wrong("not written", "def tail_and_budget(slow, promise, days):\n    ...\n", message="returned None"),
]

# -- Decide 4 ------------------------------------------------------------------------------------------------------

D4 = """
def gain(plan):
    def chain(done):
        now = dict(up)
        for name in done:
            part, then, _ = measures[name]
            now[part] = max(now[part], then)
        by = now["ROUTE"] * 0.9 + (1 - now["ROUTE"]) * 0.65 * ("rule as fallback" in done)
        return 36_000 * now["gateway"] * now["identity"] * now["cases"] * by

    return chain([m for m in plan if plan[m]]) - chain([])


def plan(*names):
    return {m: int(m in names) for m in measures}


def need(p):
    return sum(measures[m][2] for m in p if p[m])


allowed = [plan(*names) for k in range(9) for names in itertools.combinations(measures, k)]
allowed = sorted((p for p in allowed if need(p) <= budget), key=gain)
best = allowed[-1]
holes = ["gateway in two places", "spare line for identity", "waiting room before cases"]
poor = next(m for m in holes if not best[m])
ours = next(m for m in ("rule as fallback", "second ROUTE, other site") if best[m])
other = next(m for m in ("rule as fallback", "second ROUTE, other site") if not best[m])
"""


def d4(body: str) -> str:
    return D4 + body


DECIDE_4 = [
    right("the best by search", d4("decide_4 = best")),
    right(
        "the poorest plan that is still good enough, as a Series of floats",
        d4("decide_4 = pd.Series(next(p for p in allowed if gain(p) >= 0.951 * gain(best)), dtype=float)"),
    ),
    right(
        "the best in another order, NumPy integers",
        d4("decide_4 = {m: np.int64(best[m]) for m in sorted(best)}"),
    ),
    right("true and false", d4("decide_4 = {m: bool(done) for m, done in best.items()}")),
    wrong("nothing", d4("decide_4 = plan()"), message="Nothing is done"),
    wrong("everything", d4("decide_4 = plan(*measures)"), message="needs more than"),
    wrong(
        "retries counted as chances",
        d4('decide_4 = plan("three retries to ROUTE", "rule as fallback")'),
        message="not independent",
    ),
    wrong(
        "a faster processor",
        d4('decide_4 = plan("faster processor for ROUTE", "rule as fallback")'),
        message="up no more often",
    ),
    wrong(
        "a second ROUTE in the same rack",
        d4('decide_4 = plan("second ROUTE, same rack", "rule as fallback")'),
        message="fails with the first",
    ),
    wrong(
        "the weakest part twice",
        d4('decide_4 = plan("second ROUTE, other site", "rule as fallback")'),
        message="ROUTE is secured twice",
    ),
    wrong(
        "ROUTE not secured",
        d4("decide_4 = plan(*(m for m in holes if best[m]))"),
        message="Nothing secures ROUTE",
    ),
    wrong("the smallest hole", d4("decide_4 = plan(poor, ours)"), message="hardly ever fails"),
    wrong(
        "ROUTE secured in the dearer way",
        d4("decide_4 = plan(other)"),
        message="takes",
    ),
    wrong("the fallback alone", d4("decide_4 = plan(ours)"), message="close another hole"),
    wrong(
        "a measure twice", d4('decide_4 = plan() | {"rule as fallback": 2}'), message="once (1) or not at all"
    ),
    wrong("half a measure", d4('decide_4 = plan() | {"rule as fallback": 0.5}'), message="whole number"),
    wrong("a list of names", 'decide_4 = ["rule as fallback"]', message="dict"),
    wrong(
        "a measure forgotten",
        d4('decide_4 = dict(best)\ndel decide_4["gateway in two places"]'),
        message="lacks",
    ),
]

# -- Build 4 -------------------------------------------------------------------------------------------------------


def b4(body: str) -> str:
    return "def availability(graph, parts):\n" + body


BUILD_4 = [
    right(
        "math.prod and dict.fromkeys over texts",
        b4("""    if isinstance(graph, str):
        return parts[graph]
    members = {str(m): m for m in graph[1:]}.values()
    shares = [availability(m, parts) for m in members]
    return math.prod(shares) if graph[0] == "all" else 1 - math.prod(1 - s for s in shares)
"""),
    ),
    right(
        "by counting every state of the parts",
        b4("""    names = sorted(parts)

    def named(g):
        return {g} if isinstance(g, str) else set().union(*[named(m) for m in g[1:]])

    def works(g, state):
        if isinstance(g, str):
            return state[g]
        found = [works(m, state) for m in g[1:]]
        return all(found) if g[0] == "all" else any(found)

    names, total = sorted(named(graph)), 0.0
    for states in itertools.product([True, False], repeat=len(names)):
        state = dict(zip(names, states))
        chance = math.prod(parts[n] if state[n] else 1 - parts[n] for n in names)
        total += chance if works(graph, state) else chance * 0
    return total
"""),
    ),
    right(
        "a fold over two kinds",
        b4("""    if isinstance(graph, str):
        return np.float64(parts[graph])
    seen, value = [], 1.0 if graph[0] == "all" else 0.0
    for member in graph[1:]:
        if member in seen:
            continue
        seen.append(member)
        a = availability(member, parts)
        value = value * a if graph[0] == "all" else value + a - value * a
    return value
"""),
    ),
    wrong(
        "the weakest part",
        b4("""    if isinstance(graph, str):
        return parts[graph]
    shares = [availability(m, parts) for m in graph[1:]]
    return min(shares) if graph[0] == "all" else max(shares)
"""),
        message="not as good as its weakest part",
    ),
    wrong(
        "the better of two",
        b4("""    if isinstance(graph, str):
        return parts[graph]
    shares = [availability(m, parts) for m in graph[1:]]
    return math.prod(shares) if graph[0] == "all" else max(shares, default=0)
"""),
        message="of which one is enough",
    ),
    wrong(
        "retries as strangers",
        b4("""    if isinstance(graph, str):
        return parts[graph]
    shares = [availability(m, parts) for m in graph[1:]]
    return math.prod(shares) if graph[0] == "all" else 1 - math.prod(1 - s for s in shares)
"""),
        message="a retry is not a second chance",
    ),
    wrong(
        "retries in a fallback only",
        b4("""    if isinstance(graph, str):
        return parts[graph]
    members = graph[1:] if graph[0] == "all" else list({str(m): m for m in graph[1:]}.values())
    shares = [availability(m, parts) for m in members]
    return math.prod(shares) if graph[0] == "all" else 1 - math.prod(1 - s for s in shares)
"""),
        message="it is up or down once",
    ),
    wrong(
        "everything in a row",
        b4("""    if isinstance(graph, str):
        return parts[graph]
    return math.prod(availability(m, parts) for m in graph[1:])
"""),
        message="of which one is enough",
    ),
    wrong(
        "unmeasured parts left out",
        b4("""    if isinstance(graph, str):
        return parts[graph]
    members = {str(m): m for m in graph[1:]}.values()
    shares = [s for s in (availability(m, parts) for m in members) if s == s]
    return math.prod(shares) if graph[0] == "all" else 1 - math.prod(1 - s for s in shares)
"""),
        message="nobody has measured",
    ),
    wrong(
        "names only, no lists within lists",
        b4("""    if isinstance(graph, str):
        return parts[graph]
    shares = [parts[m] for m in dict.fromkeys(graph[1:])]
    return math.prod(shares) if graph[0] == "all" else 1 - math.prod(1 - s for s in shares)
"""),
        message="raised",
    ),
    wrong("not written", b4("    ...\n"), message="returned None"),
]

# -- Calibration ---------------------------------------------------------------------------------------------------

CAL = """
LEVELS = {"talked a good deal": [1, 0, 2, 0, 2], "leaves the shadow on Monday": [2, 1, 0, 2, 1], "Of 400 messages": [0, 2, 1, 1, 0]}
calibration = {
    m: dict(zip(CRITERIA, next(row for words, row in LEVELS.items() if words in text)))
    for m, text in memos.items()
}
places = [(m, c) for m in "ABC" for c in CRITERIA]


def spoil(n):
    for m, c in places[:n]:
        calibration[m][c] = (calibration[m][c] + 1) % 3


"""

CALIBRATION = [
    right("all fifteen", CAL),
    right("twelve of fifteen", CAL + "spoil(3)\n"),
    right(
        "NumPy integers",
        CAL
        + "calibration = {m: {c: np.int64(v) for c, v in row.items()} for m, row in calibration.items()}\n",
    ),
    wrong("nine of fifteen", CAL + "spoil(6)\n", message="9 of 15", points=3),
    wrong(
        "all zero",
        CAL + "calibration = {m: dict.fromkeys(CRITERIA, 0) for m in 'ABC'}\n",
        message="5 of 15",
        points=0,
    ),
    wrong(
        "all one",
        CAL + "calibration = {m: dict.fromkeys(CRITERIA, 1) for m in 'ABC'}\n",
        message="5 of 15",
        points=0,
    ),
    wrong(
        "all two",
        CAL + "calibration = {m: dict.fromkeys(CRITERIA, 2) for m in 'ABC'}\n",
        message="5 of 15",
        points=0,
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
        "at random": 'decide_1 = {"rows": [r for r in range(1, 9) if rng.random() < 0.4] or [1], "number": int(rng.integers(500, 20_000))}',
        "the same each time": 'decide_1 = {"rows": [1, 2], "number": 5_000}',
        "everything filled in": 'decide_1 = {"rows": list(range(1, 9)), "number": float(queues["cost"].sum())}',
        "one place more for some": """
chosen = queues[rng.random(len(queues)) < 0.4]
decide_1 = {"rows": chosen["row"].tolist() or [1], "number": float(chosen["cost"].sum())}
""",
    },
    "test_decide_2": {
        "at random": """
marked = sorted(int(n) for n in rng.choice(range(1, 13), 5, replace=False))
decide_2 = {n: "strike" if rng.random() < 0.6 else float(rng.integers(1, 101)) for n in marked}
""",
        "the longest lines": """
marked = sorted(contract, key=lambda n: len(contract[n]))[-5:]
decide_2 = {n: "strike" if rng.random() < 0.6 else float(rng.integers(1, 101)) for n in marked}
""",
        "everything struck": 'decide_2 = dict.fromkeys(range(1, 13), "strike")',
        "the last lines": 'decide_2 = {n: "strike" if rng.random() < 0.6 else float(rng.integers(1, 101)) for n in range(8, 13)}',
    },
    "test_decide_3": {
        "at random, the minutes known": """
spent = sum(minutes * failing / 100 for _, minutes, failing in log)
order = [str(x) for x in rng.permutation(list(steps))]
decide_3 = {"order": order, "minutes_left": (1 - promise) * days * 24 * 60 - spent}
""",
        "as listed": 'decide_3 = {"order": list(steps), "minutes_left": 0}',
        "as listed, backwards": 'decide_3 = {"order": list(steps)[::-1], "minutes_left": 60}',
    },
    "test_decide_4": {
        "at random": "decide_4 = {m: int(rng.random() < 0.5) for m in measures}",
        "at random while it fits": """
decide_4, left = dict.fromkeys(measures, 0), budget
for m in rng.permutation(list(measures)):
    if measures[m][2] <= left:
        decide_4[str(m)], left = 1, left - measures[m][2]
""",
        "the cheapest first": """
decide_4, left = dict.fromkeys(measures, 0), budget
for m in sorted(measures, key=lambda m: measures[m][2]):
    if measures[m][2] <= left:
        decide_4[m], left = 1, left - measures[m][2]
""",
        "everything": "decide_4 = dict.fromkeys(measures, 1)",
    },
}
