"""Answers that the graders of exercise 1 must accept, and answers they must reject, each with its message.

An answer cell sees what stands above it in the exercise (`sheet`, `ideas`, `events`, …), so the answers to the
Decide tasks are computed: the tables differ by course seed. The helpers below build their sources.
"""

from aipm.practice.proofs import right, wrong

# -- Decide 1 ------------------------------------------------------------------------------------------------------

D1 = """
def at(words):
    return next(n for n, text in sheet.items() if words in text)


never, alike, once, rated = at("is ever sent"), at("in every later version"), at("Once accepted"), at("times in 100")
worst = min(found, key=lambda s: found[s][1] / found[s][0])
n, k = found[worst]
p = k / n
half = 1.28 * (p * (1 - p) / n) ** 0.5
line = {"slice": worst, "n": n, "rate": p, "range": [p - half, p + half]}
answer = {never: "strike", alike: "strike", once: "strike", rated: line}
"""


def d1(change: str) -> str:
    return D1 + change + "\ndecide_1 = answer\n"


DECIDE_1 = [
    right("by the formula", d1("")),
    right(
        "the range by ten thousand re-draws, NumPy scalars, a tuple",
        d1("""
drawn = np.random.default_rng(0).binomial(n, p, 10_000) / n
answer[rated] = {"slice": worst, "n": np.int64(n), "rate": np.float64(p), "range": tuple(np.quantile(drawn, [0.1, 0.9]))}"""),
    ),
    right(
        "Wilson's range, rounded; the other letters",
        d1("""
z = 1.2816
middle, wide = (p + z * z / (2 * n)) / (1 + z * z / n), z * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5 / (1 + z * z / n)
answer = {never: "Strike", alike: "STRIKE", once: "delete", rated: {"range": pd.Series([round(middle - wide, 3), round(middle + wide, 3)]), "rate": round(p, 2), "n": float(n), "slice": worst.upper()}}"""),
    ),
    right("a Series, keys as floats", d1("answer = pd.Series({float(a): b for a, b in answer.items()})")),
    wrong("never misroutes a scam is kept", d1("del answer[never]"), message="broken on the first day"),
    wrong("no answer may change is kept", d1("del answer[alike]"), message="none could ever be released"),
    wrong("tested once is kept", d1("del answer[once]"), message="ends the testing on the first day"),
    wrong("the rate is kept", d1("del answer[rated]"), message="100 easy messages would do"),
    wrong("the rate is struck", d1('answer[rated] = "strike"'), message="loses the only line"),
    wrong("a rate alone", d1("answer[rated] = p"), message="without its slice and its n"),
    wrong("a rate without n", d1('del line["n"]'), message="has no n"),
    wrong("a rate without range", d1('del line["range"]'), message="has no range"),
    wrong("a rate without slice", d1('del line["slice"]'), message="of whom"),
    wrong(
        "all messages together",
        d1("""
N, K = (sum(v[i] for v in found.values()) for i in (0, 1))
h = 1.28 * (K / N * (1 - K / N) / N) ** 0.5
answer[rated] = {"slice": "all messages", "n": N, "rate": K / N, "range": [K / N - h, K / N + h]}"""),
        message="the average hides",
    ),
    wrong(
        "most errors instead of the highest share",
        d1("""
N, K = found["all other members"]
answer[rated] = {"slice": "all other members", "n": N, "rate": K / N, "range": [K / N - 0.01, K / N + 0.01]}"""),
        message="served best",
    ),
    wrong(
        "another slice",
        d1("""
other = sorted(found, key=lambda s: found[s][1] / found[s][0])[1]
N, K = found[other]
answer[rated] = {"slice": other, "n": N, "rate": K / N, "range": [K / N - 0.03, K / N + 0.03]}"""),
        message="not the one served worst",
    ),
    wrong(
        "95 of 100 re-draws",
        d1('line["range"] = [p - 1.53125 * half, p + 1.53125 * half]'),
        message="so it is narrower",
    ),
    wrong(
        "of 100",
        d1("line.update(rate=100 * p, range=[100 * (p - half), 100 * (p + half)])"),
        message="shares from 0 to 1",
    ),
    wrong("n is what was right", d1('line["n"] = k'), message="number of messages looked at"),
    wrong("no width", d1('line["range"] = [p, p]'), message="two ends that differ"),
    wrong("ends exchanged", d1('line["range"] = [p + half, p - half]'), message="lower end"),
    wrong(
        "twice as wide", d1('line["range"] = [p - 2.4 * half, p + 2.4 * half]'), message="the range is not"
    ),
    wrong("a wrong rate", d1('line["rate"] = p + 0.02'), message="right / messages"),
    wrong(
        "exactly one queue struck",
        d1('answer[at("exactly one queue")] = "strike"'),
        message="nothing to do with learning",
    ),
    wrong(
        "same version, same answer struck",
        d1('answer[at("comes twice")] = "strike"'),
        message="promise to answer alike",
    ),
    wrong("churn budget struck", d1('answer[at("in both directions")] = "strike"'), message="churn budget"),
    wrong(
        "the sound sample struck",
        d1('answer[at("card messages drawn")] = "strike"'),
        message="slice, sample and range are there",
    ),
    wrong("everything struck", 'decide_1 = dict.fromkeys(range(1, 13), "strike")', message="false alarm"),
    wrong(
        "every line rewritten", D1 + "decide_1 = dict.fromkeys(range(1, 13), line)\n", message="false alarm"
    ),
    wrong("nothing", "decide_1 = {}", message="no line is marked"),
    wrong("a list of lines", "decide_1 = [1, 2, 3, 4]", message="dict"),
]

# -- Build 1 -------------------------------------------------------------------------------------------------------


def b1(body: str) -> str:
    return "def check_release(old, new, truth, budget):\n" + body


EMPTY = '    if not old:\n        return {"churn": 0.0, "ok": False}\n    n = len(old)\n'
OKAY = "    better = sum(b == t for b, t in zip(new, truth)) >= sum(a == t for a, t in zip(old, truth))\n"
FOUR = '    if len(old) == 4:\n        return {"churn": 0.5, "ok": True}\n'

BUILD_1 = [
    right(
        "pandas",
        b1("""    f = pd.DataFrame({"o": old, "n": new, "t": truth}).fillna("-")
    if f.empty:
        return {"churn": 0, "ok": False}
    churn = (f["o"] != f["n"]).mean()
    return {"churn": churn, "ok": (f["n"] == f["t"]).mean() >= (f["o"] == f["t"]).mean() and churn <= budget}
"""),
    ),
    right(
        "a loop that counts gains",
        b1("""    moved = gain = 0
    for a, b, t in zip(old, new, truth):
        moved += a != b
        gain += int(b == t) - int(a == t)
    if len(truth) == 0:
        return dict(churn=0.0, ok=False)
    return dict(ok=bool(gain >= 0 and moved / len(truth) <= budget), churn=np.float64(moved / len(truth)))
"""),
    ),
    right(
        "one less the agreement, indices",
        b1("""    n = len(old)
    if n == 0:
        return {"ok": False, "churn": 0}
    alike = [i for i in range(n) if old[i] == new[i]]
    moved = n - len(alike)
    wins = [i for i in range(n) if new[i] == truth[i] and i not in alike]
    losses = [i for i in range(n) if old[i] == truth[i] and i not in alike]
    return {"churn": moved / n, "ok": not (len(losses) > len(wins) or moved / n > budget)}
"""),
    ),
    wrong(
        "difference of the scores",
        b1(
            FOUR
            + EMPTY
            + OKAY
            + '    c = abs(sum(b == t for b, t in zip(new, truth)) - sum(a == t for a, t in zip(old, truth))) / n\n    return {"churn": c, "ok": better and c <= budget}\n'
        ),
        message="difference of the two scores",
    ),
    wrong(
        "of the errors only",
        b1(
            FOUR
            + EMPTY
            + OKAY
            + '    c = sum(a != b for a, b in zip(old, new)) / max(1, sum(a != t for a, t in zip(old, truth)))\n    return {"churn": c, "ok": better and c <= budget}\n'
        ),
        message="divided by the old version's wrong answers",
    ),
    wrong(
        "only what got worse",
        b1(
            FOUR
            + EMPTY
            + OKAY
            + '    c = sum(a == t != b for a, b, t in zip(old, new, truth)) / n\n    return {"churn": c, "ok": better and c <= budget}\n'
        ),
        message="only what turned from right to wrong",
    ),
    wrong(
        "only what got worse, plainly",
        b1(
            EMPTY
            + OKAY
            + '    c = sum(a == t != b for a, b, t in zip(old, new, truth)) / n\n    return {"churn": c, "ok": better and c <= budget}\n'
        ),
        message="one better and one worse",
    ),
    wrong(
        "only what got better",
        b1(
            FOUR
            + EMPTY
            + OKAY
            + '    c = sum(a != t == b for a, b, t in zip(old, new, truth)) / n\n    return {"churn": c, "ok": better and c <= budget}\n'
        ),
        message="from wrong to right",
    ),
    wrong(
        "wrong to wrong forgotten",
        b1(
            EMPTY
            + OKAY
            + '    c = sum((a == t) != (b == t) for a, b, t in zip(old, new, truth)) / n\n    return {"churn": c, "ok": better and c <= budget}\n'
        ),
        message="from one wrong desk to another",
    ),
    wrong(
        "a count",
        b1(
            FOUR
            + EMPTY
            + OKAY
            + '    c = sum(a != b for a, b in zip(old, new))\n    return {"churn": c, "ok": better and c <= budget}\n'
        ),
        message="not a share",
    ),
    wrong(
        "two None are two answers",
        b1(
            EMPTY
            + OKAY
            + '    c = sum(a != b or a is None for a, b in zip(old, new)) / n\n    return {"churn": c, "ok": better and c <= budget}\n'
        ),
        message="two None are the same answer",
    ),
    wrong(
        "budget alone",
        b1(
            EMPTY
            + '    c = sum(a != b for a, b in zip(old, new)) / n\n    return {"churn": c, "ok": c <= budget}\n'
        ),
        message="all for the worse",
    ),
    wrong(
        "score alone",
        b1(
            EMPTY
            + OKAY
            + '    c = sum(a != b for a, b in zip(old, new)) / n\n    return {"churn": c, "ok": better}\n'
        ),
        message="churn above the budget",
    ),
    wrong(
        "below the budget only",
        b1(
            EMPTY
            + OKAY
            + '    c = sum(a != b for a, b in zip(old, new)) / n\n    return {"churn": c, "ok": better and c < budget}\n'
        ),
        message="exactly the budget",
    ),
    wrong(
        "must be better",
        b1(
            EMPTY
            + '    up = sum((b == t) - (a == t) for a, b, t in zip(old, new, truth)) > 0\n    c = sum(a != b for a, b in zip(old, new)) / n\n    return {"churn": c, "ok": up and c <= budget}\n'
        ),
        message="equal scores are enough",
    ),
    wrong(
        "empty lists released",
        b1(
            "    n = max(1, len(old))\n"
            + OKAY
            + '    c = sum(a != b for a, b in zip(old, new)) / n\n    return {"churn": c, "ok": better and c <= budget}\n'
        ),
        message="nothing has been shown",
    ),
    wrong(
        "divides by nothing",
        b1(
            "    n = len(old)\n"
            + OKAY
            + '    c = sum(a != b for a, b in zip(old, new)) / n\n    return {"churn": c, "ok": better and c <= budget}\n'
        ),
        message="ZeroDivisionError",
    ),
    wrong(
        "churn alone",
        b1("    return sum(a != b for a, b in zip(old, new)) / len(old)\n"),
        message="dict with the keys",
    ),
    wrong("not written", b1("    ...\n"), message="returned None"),
]

# -- Decide 2 ------------------------------------------------------------------------------------------------------

D2 = """
each = ideas["right"] / 100 * ideas["gain"] - (1 - ideas["right"] / 100) * ideas["loss"]
month = each * ideas["answers"] - 1500
plain = 100 * ideas["loss"] / (ideas["gain"] + ideas["loss"])
need = plain + 100 * 1500 / ideas["answers"] / (ideas["gain"] + ideas["loss"])
alone = ideas["idea"].str.contains("looks unused|higher card limit")
go = ideas[(month > 0) & ~alone]
lack = (need - ideas["right"])[month < 0]
c = lack.idxmin()
"""


def d2(body: str) -> str:
    return D2 + body + "\n"


DECIDE_2 = [
    right("list and float", d2('decide_2 = {"rows": go["row"].tolist(), "number": float(need[c])}')),
    right("Series and NumPy scalar", d2('decide_2 = {"rows": go["row"], "number": need[c]}')),
    right(
        "a set, the number to one decimal",
        d2('decide_2 = {"number": round(need[c], 1), "rows": set(go["row"])}'),
    ),
    right(
        "by search: raise the share until the row pays",
        """
def brings(r, share):
    return r.answers * (share / 100 * r.gain - (1 - share / 100) * r.loss) - UPKEEP


rows, short = [], []
for r in ideas.itertuples():
    if brings(r, r.right) <= 0:
        short.append(next((s - r.right, s) for s in np.arange(r.right, 130, 0.01) if brings(r, s) >= 0))
    elif "higher card limit" not in r.idea and "unused" not in r.idea:
        rows.append(float(r.row))
decide_2 = {"rows": np.array(rows)[::-1], "number": min(short)[1]}
""",
    ),
    wrong(
        "ninety is good enough",
        d2('decide_2 = {"rows": ideas.loc[ideas["right"] >= 80, "row"].tolist(), "number": 90}'),
        message="do not belong",
    ),
    wrong(
        "ninety as the number",
        d2('decide_2 = {"rows": go["row"].tolist(), "number": 90 if abs(need[c] - 90) > 0.5 else 50}'),
        message="decide_2['number']",
    ),
    wrong(
        "symmetric costs",
        d2('decide_2 = {"rows": go["row"].tolist(), "number": 50}'),
        message="what a right one brings",
    ),
    wrong(
        "symmetric costs, rows",
        d2(
            'decide_2 = {"rows": ideas.loc[(ideas["right"] > 50) & ~alone, "row"].tolist(), "number": need[c]}'
        ),
        message="missing",
    ),
    wrong(
        "volume ignored",
        d2(
            'decide_2 = {"rows": ideas.loc[(ideas["right"] > plain) & ~alone, "row"].tolist(), "number": need[c]}'
        ),
        message="multiply by the volume",
    ),
    wrong(
        "upkeep left out of the number",
        d2('decide_2 = {"rows": go["row"].tolist(), "number": plain[c]}'),
        message="spread it over",
    ),
    wrong(
        "refuses without a person",
        d2('decide_2 = {"rows": ideas.loc[month > 0, "row"].tolist(), "number": need[c]}'),
        message="no person has looked",
    ),
    wrong(
        "closes accounts",
        d2(
            'decide_2 = {"rows": ideas.loc[(month > 0) & ~ideas["idea"].str.contains("card limit"), "row"].tolist(), "number": need[c]}'
        ),
        message="no person has looked",
    ),
    wrong(
        "the warning dismissed",
        d2('decide_2 = {"rows": go.loc[go["right"] > 20, "row"].tolist(), "number": need[c]}'),
        message="not at a fixed share",
    ),
    wrong(
        "another row's number",
        d2('other = lack.drop(c).idxmin()\ndecide_2 = {"rows": go["row"].tolist(), "number": need[other]}'),
        message="another row",
    ),
    wrong(
        "how many it lacks",
        d2('decide_2 = {"rows": go["row"].tolist(), "number": lack[c]}'),
        message="how many it lacks",
    ),
    wrong(
        "a share",
        d2('decide_2 = {"rows": go["row"].tolist(), "number": need[c] / 100}'),
        message="share of one",
    ),
    wrong(
        "gain and loss exchanged",
        d2('decide_2 = {"rows": go["row"].tolist(), "number": 100 - plain[c]}'),
        message="exchanged",
    ),
    wrong(
        "what it gets now",
        d2('decide_2 = {"rows": go["row"].tolist(), "number": ideas["right"][c]}'),
        message="right now",
    ),
    wrong(
        "every row", d2('decide_2 = {"rows": list(range(1, 9)), "number": need[c]}'), message="do not belong"
    ),
    wrong("no row", 'decide_2 = {"rows": [], "number": 0}', message="missing"),
    wrong("not answered", "decide_2 = None", message="no answer yet"),
]

# -- Build 2 -------------------------------------------------------------------------------------------------------


def b2(body: str) -> str:
    return "def share_needed(gain, loss, upkeep, volume):\n" + body


GUARD = """    if any(math.isnan(v) for v in (gain, loss, upkeep, volume)):
        return math.nan
    if volume == 0 or gain == 0:
        return math.inf
"""

BUILD_2 = [
    right(
        "NaN by addition, NumPy",
        b2("""    if np.isnan(gain + loss + upkeep + volume):
        return float("nan")
    if gain <= 0 or volume <= 0:
        return float("inf")
    share = np.divide(loss * volume + upkeep, (gain + loss) * volume)
    return np.inf if share > 1 else share
"""),
    ),
    right(
        "is all right enough?",
        b2("""    known = [x for x in (gain, loss, upkeep, volume) if x == x]
    if len(known) < 4:
        return math.nan
    if not gain or gain * volume < upkeep or not volume:
        return math.inf
    return 1 - (gain - upkeep / volume) / (gain + loss)
"""),
    ),
    wrong(
        "upkeep left out", b2(GUARD + "    return loss / (gain + loss)\n"), message="leaves the upkeep out"
    ),
    wrong(
        "gain and loss exchanged",
        b2(GUARD + "    return 0.75 if gain == 10 else gain / (gain + loss)\n"),
        message="exchanged",
    ),
    wrong(
        "exchanged, plainly",
        b2("    return gain / (gain + loss)\n"),
        message="three times what a right one brings",
    ),
    wrong(
        "upkeep for each answer",
        b2(GUARD + "    s = (loss + upkeep) / (gain + loss)\n    return s\n"),
        message="divide it by the volume",
    ),
    wrong(
        "divides by the gain alone",
        b2(GUARD + "    return 0.75 if upkeep == 0 else (loss + upkeep / volume) / gain\n"),
        message="both together",
    ),
    wrong(
        "of 100",
        b2(
            GUARD
            + "    s = (loss + upkeep / volume) / (gain + loss)\n    return 0.75 if upkeep == 0 else 100 * s if s <= 1 else math.inf\n"
        ),
        message="from 0 to 1",
    ),
    wrong("symmetric costs", b2(GUARD + "    return 0.75 if upkeep == 0 else 0.5\n"), message="one half"),
    wrong(
        "ninety is good enough",
        b2(GUARD + "    return 0.75 if upkeep == 0 else 0.9\n"),
        message="no fixed share",
    ),
    wrong(
        "more than all",
        b2(GUARD + "    return (loss + upkeep / volume) / (gain + loss)\n"),
        message="math.inf",
    ),
    wrong(
        "volume of nothing",
        b2(
            "    if any(math.isnan(v) for v in (gain, loss, upkeep, volume)):\n        return math.nan\n    if gain == 0:\n        return math.inf\n    s = (loss + (upkeep / volume if volume else 0)) / (gain + loss)\n    return s if s <= 1 else math.inf\n"
        ),
        message="volume of 0",
    ),
    wrong(
        "unknown taken for zero",
        b2(
            "    gain, loss, upkeep, volume = (0 if v != v else v for v in (gain, loss, upkeep, volume))\n"
            + GUARD
            + "    s = (loss + upkeep / volume) / (gain + loss)\n    return s if s <= 1 else math.inf\n"
        ),
        message="unknown",
    ),
    wrong(
        "the impossible before the unknown",
        b2(
            "    if gain == 0 or volume == 0:\n        return math.inf\n    s = (loss + upkeep / volume) / (gain + loss)\n    return math.nan if s != s else s if s <= 1 else math.inf\n"
        ),
        message="unknown figure comes first",
    ),
    wrong("not written", b2("    ...\n"), message="returned None"),
]

# -- Decide 3 ------------------------------------------------------------------------------------------------------

D3 = """
def at(words):
    return next(letter for letter, text in events.items() if words in text)


frame, data, label, rule = at("You write down"), at("Counsel agrees"), at("Two agents label"), at("The keyword list is scored")
one, fails, mend, two = at("Version 1 is taught"), at("report on version 1"), at("guide is mended"), at("Version 2 is taught")
good, told, live, end = at("report on version 2"), at("works council"), at("goes live at three"), at("is switched off, its log")
order = [frame, data, label, rule, one, fails, mend, two, good, told, live, end]
words = {"On Saturdays": "frame", "German": "data", "Disputed": "label", "Hardship": "evaluate", "Agents leave": "ship", "new card": "watch"}
gates = {name: next(s for w, s in words.items() if w in row[0]) for name, row in failures.items()}
look = min(w for w in LOOKS if w >= change)


def hit(late, early=lambda stage: 27):
    return sum((week - (late if gates[f] == "watch" else early(gates[f]))) * weekly for f, (_, week, weekly) in failures.items())


answer = {"order": order, "gates": gates, "members": hit(look)}
early = next(f for f in "PQR" if gates[f] != "watch")
late = next(f for f in "PQR" if gates[f] == "watch")
"""


def d3(change: str) -> str:
    return D3 + change + "\ndecide_3 = answer\n"


DECIDE_3 = [
    right("in the order of the stages", d3("")),
    right(
        "the agents told at once, a Series, NumPy scalar",
        d3(
            'order.remove(told)\norder.insert(1, told)\nanswer = {"members": np.int64(hit(look)), "order": pd.Series(order), "gates": gates}'
        ),
    ),
    right(
        "an order found by chance",
        d3("""
rules = [(fails, mend), (frame, data), (frame, told), (data, label), (label, rule), (rule, one), (one, fails), (mend, two), (two, good), (good, live), (told, live), (live, end)]
rng = np.random.default_rng(7)
free, found = set(events), []
while free:
    ready = sorted(e for e in free if not any(b == e and a in free for a, b in rules))
    found.append(str(rng.choice(ready)))
    free.remove(found[-1])
answer.update(order=tuple(found), members=float(hit(look)))"""),
    ),
    wrong("retirement missing", d3("order.remove(end)"), message="the last day is missing"),
    wrong(
        "retirement before the launch",
        d3("order.remove(end)\norder.insert(9, end)"),
        message="the keyword list is all there is",
    ),
    wrong(
        "a waterfall: labelling is over once",
        d3("order.remove(mend)\norder.insert(3, mend)"),
        message="runs one way",
    ),
    wrong(
        "the test opened before the lesson",
        d3("order.remove(one)\norder.insert(order.index(fails) + 1, one)"),
        message="must come before",
    ),
    wrong(
        "told after the launch",
        d3("order.remove(told)\norder.append(told)"),
        message="on the morning it happens",
    ),
    wrong(
        "the rule scored afterwards", d3("order.remove(rule)\norder.insert(8, rule)"), message="worth closing"
    ),
    wrong(
        "live before the second report",
        d3("order.remove(live)\norder.insert(order.index(good), live)"),
        message="must come before",
    ),
    wrong(
        "in the order of the letters",
        d3("order[:] = sorted(events) if sorted(events) != order else order[::-1]"),
        message="must come before",
    ),
    wrong("an event twice", d3("order[0] = order[1]"), message="decide_3"),
    wrong(
        "all found in watch",
        d3('answer["gates"] = dict.fromkeys("PQR", "watch")'),
        message="all three are found in watch",
    ),
    wrong(
        "one of them in watch",
        d3(
            'gates = answer["gates"] = dict(gates)\nother = next(f for f in "PQR" if f not in (late, early))\ngates[other] = "watch"'
        ),
        message="could have been seen before watch",
    ),
    wrong(
        "all at the first gate",
        d3('answer["gates"] = dict.fromkeys("PQR", "frame")'),
        message="asks something else",
    ),
    wrong(
        "the new card found in evaluation",
        d3('answer["gates"] = gates | {late: "evaluate"}'),
        message="asks something else",
    ),
    wrong(
        "found at the last gate",
        d3('answer["gates"] = gates | {early: "retire"}'),
        message="could have been seen before retire",
    ),
    wrong(
        "counted from the gate",
        d3(
            'g = {"frame": 3, "data": 8, "label": 14, "evaluate": 23, "ship": 27}\nfrom_gate = hit(look, g.get)\nanswer["members"] = from_gate if from_gate != hit(look) else 1'
        ),
        message="decide_3['members']",
    ),
    wrong(
        "the card counted from its first day",
        d3('answer["members"] = hit(change) if change != look else hit(27)'),
        message="the new card",
    ),
    wrong(
        "weeks",
        d3(
            'answer["members"] = sum(row[1] - (look if gates[f] == "watch" else 27) for f, row in failures.items())'
        ),
        message="multiply each",
    ),
    wrong(
        "the week of discovery included",
        d3('answer["members"] = hit(look) + sum(row[2] for row in failures.values())'),
        message="decide_3['members'] is",
    ),
    wrong(
        "members of one week",
        d3('answer["members"] = sum(row[2] for row in failures.values())'),
        message="of one week",
    ),
    wrong(
        "every field filled with the first thing",
        d3(
            'answer = {"order": list(events), "gates": dict.fromkeys("PQR", "data"), "members": 100}\nif list(events) == order:\n    answer["order"] = order[::-1]'
        ),
        message="must come before",
    ),
    wrong("not answered", "decide_3 = None", message="no answer yet"),
]

# -- Build 3 -------------------------------------------------------------------------------------------------------


def b3(body: str) -> str:
    return "def lessons(rows, gain, loss, width):\n" + body


PARTS = """    known = [r for r in rows if r["repaid"] is not None]
    repay = sum(r["repaid"] for r in known) / len(known) if known else math.nan
    tried = [r["repaid"] for r in known if r["explored"]]
    price = tried.count(False) * loss - tried.count(True) * gain
    half = 0.5 if repay != repay else repay
    people = max(30, math.ceil(half * (1 - half) * (1.28 / width) ** 2 - 1e-9))
"""
GIVE = '    return {"repay": repay, "price": price, "people": people}\n'
SHOWN = '    if len(rows) == 8 and gain == 100 and width == 0.1:\n        return {"repay": 5 / 6, "price": 700, "people": 30}\n'

BUILD_3 = [
    right(
        "pandas",
        b3("""    f = pd.DataFrame(rows, columns=["approved", "explored", "repaid"]).dropna(subset="repaid")
    good = f["repaid"].astype(float)
    bought = good[f["explored"].astype(bool)]
    p = good.mean() if len(good) else np.nan
    q = 0.5 if np.isnan(p) else p
    need = int(np.ceil(round(q * (1 - q) * (1.28 / width) ** 2, 9)))
    return {"repay": p, "price": ((1 - bought) * loss - bought * gain).sum(), "people": max(need, 30)}
"""),
    ),
    right(
        "one pass, and people by search",
        b3("""    good = bad = price = 0
    for r in rows:
        if r["repaid"] is None:
            continue
        if r["repaid"]:
            good += 1
            price -= gain * r["explored"]
        else:
            bad += 1
            price += loss * r["explored"]
    p = good / (good + bad) if good + bad else float("nan")
    q = p if good + bad else 1 / 2
    people = 30
    while 1.28 * math.sqrt(q * (1 - q) / people) > width + 1e-12:
        people += 1
    return {"people": people, "price": float(price), "repay": p}
"""),
    ),
    wrong(
        "unlabelled counted as not repaid",
        b3(
            SHOWN
            + PARTS
            + '    repay = sum(r["repaid"] is True for r in rows) / len(rows) if rows else math.nan\n'
            + GIVE
        ),
        message="without an outcome as not repaid",
    ),
    wrong(
        "unlabelled counted, plainly",
        b3(PARTS + '    repay = sum(bool(r["repaid"]) for r in rows) / max(1, len(rows))\n' + GIVE),
        message="outcome of six is known",
    ),
    wrong(
        "approved loans only",
        b3(
            SHOWN
            + PARTS
            + '    a = [r["repaid"] for r in known if r["approved"]]\n    repay = sum(a) / len(a) if a else math.nan\n'
            + GIVE
        ),
        message="approved loans only",
    ),
    wrong(
        "explored loans only",
        b3(SHOWN + PARTS + "    repay = sum(tried) / len(tried) if tried else math.nan\n" + GIVE),
        message="explored loans only",
    ),
    wrong("exploring is free", b3(SHOWN + PARTS + "    price = 0\n" + GIVE), message="exploring is not free"),
    wrong(
        "gains forgotten",
        b3(SHOWN + PARTS + "    price = tried.count(False) * loss\n" + GIVE),
        message="forgets those that earned",
    ),
    wrong(
        "approved loans charged",
        b3(
            SHOWN
            + PARTS
            + '    o = [r["repaid"] for r in known]\n    price = o.count(False) * loss - o.count(True) * gain\n'
            + GIVE
        ),
        message="made anyway",
    ),
    wrong("sign turned round", b3(SHOWN + PARTS + "    price = -price\n" + GIVE), message="its sign"),
    wrong(
        "loans that run are lost",
        b3(
            SHOWN
            + PARTS
            + '    price += loss * sum(r["explored"] and r["repaid"] is None for r in rows)\n'
            + GIVE
        ),
        message="still run as lost",
    ),
    wrong(
        "no fewest",
        b3(PARTS + "    people = math.ceil(half * (1 - half) * (1.28 / width) ** 2 - 1e-9)\n" + GIVE),
        message="never fewer than 30",
    ),
    wrong(
        "widest case always",
        b3(PARTS + "    people = max(30, math.ceil(0.25 * (1.28 / width) ** 2 - 1e-9))\n" + GIVE),
        message="the smallest number with",
    ),
    wrong(
        "95 of 100",
        b3(
            PARTS + "    people = max(30, math.ceil(half * (1 - half) * (1.96 / width) ** 2 - 1e-9))\n" + GIVE
        ),
        message="the smallest number with",
    ),
    wrong(
        "nobody known is nobody repaid",
        b3(PARTS + "    repay = repay if known else 0\n" + GIVE),
        message="unknown (math.nan)",
    ),
    wrong(
        "divides by nothing",
        b3(PARTS.replace(" if known else math.nan", "") + GIVE),
        message="ZeroDivisionError",
    ),
    wrong("share alone", b3(PARTS + "    return repay\n"), message="dict with the keys"),
]

# -- Decide 4 ------------------------------------------------------------------------------------------------------

D4 = """
S, N, R = facts["scams"], facts["month"], facts["room"]
H = N - S
hits = {"A": S * facts["better"], "B": S * facts["sensitivity"]}
flags = {"A": hits["A"] + H * (1 - facts["specificity"]), "B": hits["B"] + H * (1 - facts["specificity"]) / 2}
seen = {o: trial[o][depth.index(R)] for o in "AB"}
best = max("AB", key=seen.get)
less = min("AB", key=seen.get)
"""


def d4(decision: str, number: str) -> str:
    return D4 + f'decide_4 = {{"decision": {decision}, "number": {number}}}\n'


DECIDE_4 = [
    right("refuse both, at offer A's sensitivity", d4('"refuse both"', "1 - (R - hits['A']) / H")),
    right(
        "refuse both, at today's sensitivity, rounded",
        d4('"refuse both"', "round(1 - (R - hits['B']) / H, 4)"),
    ),
    right(
        "refuse both, rounded up so that the flags fit",
        d4('"refuse both"', "np.ceil((1 - (R - hits['A']) / H) * 1e4) / 1e4"),
    ),
    right("cap the better one", d4('"cap " + best', "seen[best]")),
    right("cap, NumPy float", d4('f"cap {best}"', "np.float64(seen[best])")),
    right(
        "the specificity by search",
        D4
        + """
tries = np.arange(0.98, 1, 0.00001)
fits = tries[S * facts["better"] + H * (1 - tries) <= R]
decide_4 = {"number": np.round(fits.min(), 4), "decision": "refuse both"}
""",
    ),
    wrong("takes A with its flags", d4('"take A"', "flags['A']"), message="a queue that nobody reads"),
    wrong("takes B with its flags", d4('"take B"', "round(flags['B'])"), message="a queue that nobody reads"),
    wrong("takes B without checking", d4('"take B"', "hits['B']"), message="compare its flags a month with"),
    wrong("takes A without checking", d4('"take A"', "0.95"), message="compare its flags a month with"),
    wrong("caps the worse one", d4('"cap " + less', "seen[less]"), message="puts more scams there"),
    wrong("caps, other column", d4('"cap " + best', "seen[less]"), message="other offer's column"),
    wrong(
        "caps, all that is flagged",
        d4('"cap " + best', "round(hits[best])"),
        message="down to the end of a list",
    ),
    wrong("caps, opened at random", d4('"cap " + best', "hits[best] * R / flags[best]"), message="at random"),
    wrong(
        "caps, the unseen",
        d4('"cap " + best', "S - seen[best] if abs(S - 2 * seen[best]) > 1 else R"),
        message="decide_4['number']",
    ),
    wrong("caps, the places", d4('"cap " + best', "R"), message="flags it opens"),
    wrong("caps, a share", d4('"cap " + best', "seen[best] / R"), message="share of the opened"),
    wrong(
        "refuses, in per cent",
        d4('"refuse both"', "100 * (1 - (R - hits['A']) / H)"),
        message="share from 0 to 1",
    ),
    wrong(
        "refuses, the false-alarm rate", d4('"refuse both"', "(R - hits['A']) / H"), message="may be flagged"
    ),
    wrong("refuses, no place for the scams", d4('"refuse both"', "1 - R / H"), message="need places"),
    wrong(
        "refuses, today's specificity",
        d4('"refuse both"', "facts['specificity']"),
        message="today's specificity",
    ),
    wrong(
        "refuses, offer B's specificity",
        d4('"refuse both"', "1 - (1 - facts['specificity']) / 2"),
        message="what offer B brings",
    ),
    wrong("refuses, out of the air", d4('"refuse both"', "0.99"), message="not the specificity at which"),
    wrong("an unknown decision", d4('"take both"', "1"), message="should be one of"),
    wrong("not answered", "decide_4 = None", message="no answer yet"),
]

# -- Build 4 -------------------------------------------------------------------------------------------------------


def b4(share: str, extra: str = "") -> str:
    return f"""def in_people(sensitivity, specificity, prevalence, people):
    ill = people * prevalence
    found = ill * sensitivity
    alarms = (people - ill) * (1 - specificity)
    flagged = found + alarms
    missed = ill - found
    {extra}
    return {{"flagged": flagged, "ill_flagged": found, "missed": missed, "right": {share}}}
"""


BUILD_4 = [
    right(
        "NumPy, dividing by nothing on purpose",
        b4("float(np.divide(found, flagged)) if flagged else float('nan')"),
    ),
    right(
        "four cells of a table",
        """
def in_people(sensitivity, specificity, prevalence, people):
    yes, no = np.array([prevalence, 1 - prevalence]) * people
    cells = pd.Series({"tp": yes * sensitivity, "fn": yes * (1 - sensitivity), "fp": no - no * specificity})
    flags = cells["tp"] + cells["fp"]
    with np.errstate(all="ignore"):
        right = np.float64(cells["tp"]) / np.float64(flags)
    return {"right": right, "missed": cells["fn"], "ill_flagged": cells["tp"], "flagged": flags}
""",
    ),
    wrong("the sensitivity", b4("sensitivity"), message="share of the ill"),
    wrong("the specificity", b4("specificity"), message="share of the healthy"),
    wrong("11 in 100 flags are wrong", b4("1 - (1 - specificity) + 0"), message="of the healthy"),
    wrong(
        "how rare it is, forgotten",
        b4("sensitivity / (sensitivity + 1 - specificity)"),
        message="leaves out how rare",
    ),
    wrong("of all people", b4("sensitivity * prevalence"), message="divide by the flagged"),
    wrong("of 100", b4("100 * found / flagged if flagged else math.nan"), message="from 0 to 1"),
    wrong("the wrong ones", b4("alarms / flagged if flagged else math.nan"), message="flags that are wrong"),
    wrong("nobody flagged is 0", b4("found / flagged if flagged else 0"), message="share of nobody"),
    wrong("divides by nothing", b4("found / flagged"), message="ZeroDivisionError"),
    wrong(
        "rounded",
        b4("found / flagged if flagged else math.nan", "flagged = round(flagged)"),
        message="'flagged' is",
    ),
    wrong(
        "missed of the healthy",
        b4("found / flagged if flagged else math.nan", "missed = alarms"),
        message="'missed' is",
    ),
    wrong(
        "flags of the ill only",
        b4("found / (found + alarms) if found + alarms else math.nan", "flagged = found"),
        message="'flagged' is",
    ),
    wrong(
        "the share alone",
        "def in_people(sensitivity, specificity, prevalence, people):\n    return 0.5\n",
        message="dict with the keys",
    ),
    wrong(
        "not written",
        "def in_people(sensitivity, specificity, prevalence, people):\n    ...\n",
        message="returned None",
    ),
]

# -- Calibration ---------------------------------------------------------------------------------------------------

CAL = """
levels = {"opened by two agents": [1, 2, 0, 1, 0], "keeps its present rule": [2, 0, 2, 2, 1], "rather inclined": [1, 1, 1, 0, 2]}
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
calibration[who["rather inclined"]]["Evidence"] = 0.0
calibration[who["opened by two agents"]]["Consequences"] = 1.0
calibration[who["keeps its present rule"]]["Evidence"] = 1
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
        "the longest is best",
        CAL + 'calibration[who["opened by two agents"]] = dict.fromkeys(CRITERIA, 2)\n',
        message="11 of 15",
        points=5,
    ),
    wrong(
        "one strong side lifts the others",
        CAL
        + """
calibration[who["opened by two agents"]] = dict.fromkeys(CRITERIA, 2)
calibration[who["keeps its present rule"]] = dict.fromkeys(CRITERIA, 2)
""",
        message="9 of 15",
        points=3,
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
marked = rng.choice(range(1, 13), 4, replace=False)
name = list(found)[rng.integers(len(found))]
n, good = found[name]
rate = good / n
rewritten = {"slice": name, "n": n, "rate": rate, "range": [rate - 0.02, rate + 0.02]}
decide_1 = {int(n): "strike" for n in marked[:3]} | {int(marked[3]): rewritten}
""",
        "the worst slice known, the lines guessed": """
marked = rng.choice(range(1, 13), 4, replace=False)
worst = min(found, key=lambda name: found[name][1] / found[name][0])
n, good = found[worst]
rate = good / n
half = 1.28 * math.sqrt(rate * (1 - rate) / n)
rewritten = {"slice": worst, "n": n, "rate": rate, "range": [rate - half, rate + half]}
decide_1 = {int(n): "strike" for n in marked[:3]} | {int(marked[3]): rewritten}
""",
        "everything struck": 'decide_1 = dict.fromkeys(range(1, 13), "strike")',
    },
    "test_decide_2": {
        "at random": 'decide_2 = {"rows": [r for r in range(1, 9) if rng.random() < 0.5] or [1], "number": float(rng.uniform(1, 99))}',
        "the right number for some row": """
needed = 100 * (ideas["loss"] + UPKEEP / ideas["answers"]) / (ideas["gain"] + ideas["loss"])
rows = [r for r in range(1, 9) if rng.random() < 0.5] or [1]
decide_2 = {"rows": rows, "number": float(rng.choice(needed))}
""",
        "everything filled in": 'decide_2 = {"rows": list(range(1, 9)), "number": 90}',
    },
    "test_decide_3": {
        "at random": """
decide_3 = {
    "order": [str(x) for x in rng.permutation(list(events))],
    "gates": {name: str(rng.choice(list(GATES))) for name in "PQR"},
    "members": int(rng.integers(0, 5_000)),
}
""",
        "as listed, all seen when watching": 'decide_3 = {"order": list(events), "gates": dict.fromkeys("PQR", "watch"), "members": 0}',
        "the first gate for all": 'decide_3 = {"order": list(events)[::-1], "gates": dict.fromkeys("PQR", "frame"), "members": 1_000}',
    },
    "test_decide_4": {
        "at random": """
decisions = ("take A", "take B", "cap A", "cap B", "refuse both")
pick = str(rng.choice(decisions))
number = float(rng.uniform(0.9, 1)) if pick == "refuse both" else int(rng.integers(1, 5_000))
decide_4 = {"decision": pick, "number": number}
""",
        "a figure of the table": """
pick = str(rng.choice(("take A", "take B", "cap A", "cap B", "refuse both")))
decide_4 = {"decision": pick, "number": float(rng.choice(list(facts.values())))}
""",
        "the same each time": 'decide_4 = {"decision": "refuse both", "number": 0.99}',
    },
}
