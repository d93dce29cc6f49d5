"""Answers that the graders of exercise 11 must accept, and answers they must reject, each with its message.

An answer cell sees what stands above it in the exercise (`proposals`, `dials`, `report`, …), so most answers to the
Decide tasks are computed: the tables differ by course seed. The helpers below build their sources.
"""

from aipm.practice.proofs import right, wrong

# -- Decide 1 ------------------------------------------------------------------------------------------------------

D1 = """
t = proposals.set_index("row")
red = t[FAULTS] == "red"
spoiled = t["test"].str.contains("examples|tuned until|nobody has held")
ok = t.index[~spoiled & (t["sound"] == "green") & red.any(axis=1)]


def cheapest(rows):
    sets = [s for k in range(1, 6) for s in itertools.combinations(rows, k) if red.loc[list(s)].any().all()]
    return list(min(sets, key=lambda s: t.loc[list(s), "minutes"].sum()))


best = cheapest(ok)
minutes = t.loc[best, "minutes"].sum()
"""


def d1(body: str) -> str:
    return D1 + body


def d1_with(words: str) -> str:
    """The right set with one more test, recognised by its words, and its minutes."""
    return d1(f"""
more = best + [int(t.index[t["test"].str.contains("{words}")][0])]
decide_1 = {{"rows": more, "number": t.loc[more, "minutes"].sum()}}""")


DECIDE_1 = [
    right("list and int", d1('decide_1 = {"rows": best, "number": int(minutes)}')),
    right("a set and a float", d1('decide_1 = {"number": float(minutes), "rows": set(best)}')),
    right("an array, back to front", d1('decide_1 = {"rows": np.array(best[::-1]), "number": minutes}')),
    right(
        "by hand, in a loop",
        """
clean = []
for r in proposals.itertuples():
    words = r.test.lower()
    if r.sound == "RED" or "examples" in words or "tuned until" in words or "nobody has held" in words:
        continue
    seen = {f for f, said in zip(FAULTS, r[5:10]) if said == "red"}
    if seen:
        clean.append((r.row, r.minutes, seen))
top = None
for mask in range(1, 2 ** len(clean)):
    some = [c for i, c in enumerate(clean) if mask >> i & 1]
    if set().union(*(c[2] for c in some)) == set(FAULTS):
        cost = sum(c[1] for c in some)
        if top is None or cost < top[0]:
            top = (cost, [c[0] for c in some])
decide_1 = {"rows": top[1], "number": top[0]}
""",
    ),
    wrong("a test on the prompt's examples", d1_with("examples"), message="measures memory"),
    wrong("a test on what was tuned", d1_with("tuned until"), message="come out right by construction"),
    wrong("an unchecked judge", d1_with("nobody has held"), message="never held against people"),
    wrong("a test that cannot fail", d1_with("twenty words"), message="decoration"),
    wrong("a test that stops the sound version", d1_with("word for word"), message="click it away"),
    wrong(
        "all five usable ones",
        d1('decide_1 = {"rows": list(ok), "number": t.loc[list(ok), "minutes"].sum()}'),
        message="a set that takes fewer",
    ),
    wrong(
        "the second cheapest",
        d1("""
sets = [list(s) for k in range(1, 6) for s in itertools.combinations(ok, k) if red.loc[list(s)].any().all()]
second = sorted(sets, key=lambda s: t.loc[s, "minutes"].sum())[1]
decide_1 = {"rows": second, "number": t.loc[second, "minutes"].sum()}"""),
        message="see every fault and break no rule",
    ),
    wrong(
        "the cheapest by the numbers alone",
        d1("""
numbers = cheapest(t.index[t["sound"] == "green"])
decide_1 = {"rows": numbers, "number": t.loc[numbers, "minutes"].sum()}"""),
        message="should be there",
    ),
    wrong(
        "a fault unseen",
        d1('decide_1 = {"rows": best[:-1], "number": minutes}'),
        message="leave a fault unseen",
    ),
    wrong(
        "minutes of all ten", d1('decide_1 = {"rows": best, "number": t["minutes"].sum()}'), message="all ten"
    ),
    wrong(
        "minutes of the longest",
        d1('decide_1 = {"rows": best, "number": t.loc[best, "minutes"].max()}'),
        message="longest",
    ),
    wrong("hours", d1('decide_1 = {"rows": best, "number": minutes / 60}'), message="hours"),
    wrong(
        "the average", d1('decide_1 = {"rows": best, "number": minutes / len(best)}'), message="that is the "
    ),
    wrong("everything", 'decide_1 = {"rows": list(range(1, 11)), "number": 200}', message="not belong"),
    wrong("nothing yet", "decide_1 = None", message="no answer yet"),
]

# -- Build 1 -------------------------------------------------------------------------------------------------------

ONE_CHANGE = """
def holds(route):
    try:
        for i, text in enumerate(fresh):
            desk = route(text)
            changed = CHANGED
            if desk is None or any(route(o) != desk for o in changed):
                return False
    except Exception:
        return False
    return True
"""

BUILD_1 = [
    right(
        "sets of answers",
        """
def holds(route):
    for text in fresh:
        try:
            answers = {route(t) for t in [text, text.upper(), OPENING + text, *(f"{text} Regards, {n}" for n in NAMES)]}
        except Exception:
            return False
        if len(answers) != 1 or None in answers:
            return False
    return True
""",
    ),
    right(
        "a helper and all",
        """
def holds(route):
    def same_desk(text):
        was = route(text)
        others = [OPENING + text, text.upper()]
        for name in NAMES:
            others.append(text + " Regards, " + name)
        return was is not None and all(route(o) == was for o in others)

    try:
        return bool(all(map(same_desk, fresh)))
    except Exception:
        return False
""",
    ),
    wrong("always true", "def holds(route):\n    return True\n", message="holds returned True for"),
    wrong("always false", "def holds(route):\n    return False\n", message="it must return True"),
    wrong(
        "on the rows that were taught",
        """
def holds(route):
    try:
        for text in taught:
            desk = route(text)
            if desk is None or any(route(o) != desk for o in [text.upper(), OPENING + text] + [text + " Regards, " + n for n in NAMES]):
                return False
    except Exception:
        return False
    return True
""",
        message="On the rows it was taught it is right",
    ),
    wrong(
        "one name",
        """
def holds(route):
    try:
        for text in fresh:
            desk = route(text)
            if desk is None or any(route(o) != desk for o in [text.upper(), OPENING + text, text + " Regards, " + NAMES[0]]):
                return False
    except Exception:
        return False
    return True
""",
        message="sends everybody called",
    ),
    wrong(
        "capitals forgotten",
        """
def holds(route):
    try:
        return all(len({route(o) for o in [t, OPENING + t] + [t + " Regards, " + n for n in NAMES]}) == 1 and route(t) is not None for t in fresh)
    except Exception:
        return False
""",
        message="cannot read capitals",
    ),
    wrong(
        "opening forgotten",
        """
def holds(route):
    try:
        return all(len({route(o) for o in [t, t.upper()] + [t + " Regards, " + n for n in NAMES]}) == 1 and route(t) is not None for t in fresh)
    except Exception:
        return False
""",
        message="first sixty signs",
    ),
    wrong(
        "first message only",
        """
def holds(route):
    text = fresh[0]
    try:
        return len({route(o) for o in [text, text.upper(), OPENING + text] + [text + " Regards, " + n for n in NAMES]} - {None}) == 1
    except Exception:
        return False
""",
        message="one of the fresh messages",
    ),
    wrong(
        "names on the first message only",
        ONE_CHANGE.replace(
            "CHANGED", '[text.upper(), OPENING + text] + [text + " Regards, " + n for n in NAMES if i == 0]'
        ),
        message="one message under one change",
    ),
    wrong(
        "capitals on one message only",
        ONE_CHANGE.replace(
            "CHANGED",
            '[text.upper()] * (i == 2) + [OPENING + text] + [text + " Regards, " + n for n in NAMES]',
        ),
        message="one message under one change",
    ),
    wrong(
        "the opening on one message only",
        ONE_CHANGE.replace(
            "CHANGED",
            '[text.upper()] + [OPENING + text] * (i == 4) + [text + " Regards, " + n for n in NAMES]',
        ),
        message="one message under one change",
    ),
    wrong(
        "four names a message",
        ONE_CHANGE.replace(
            "CHANGED", '[text.upper(), OPENING + text] + [text + " Regards, " + n for n in NAMES[i : i + 4]]'
        ),
        message="one message under one change",
    ),
    wrong(
        "names only after the opening",
        ONE_CHANGE.replace(
            "CHANGED", '[text.upper(), OPENING + text] + [OPENING + text + " Regards, " + n for n in NAMES]'
        ),
        message="one message under one change",
    ),
    wrong(
        "names before the text",
        ONE_CHANGE.replace("CHANGED", '[text.upper(), OPENING + text] + [n + ": " + text for n in NAMES]'),
        message="one message under one change",
    ),
    wrong(
        "held against known desks",
        """
def holds(route):
    try:
        return all(route(t) == d for t, d in zip(fresh, ["card", "fees", "loan", "login", "address"]))
    except Exception:
        return False
""",
        message="compare the router with itself",
    ),
    wrong(
        "errors pass through",
        """
def holds(route):
    for t in fresh:
        desk = route(t)
        if desk is None or any(route(o) != desk for o in [t.upper(), OPENING + t] + [t + " Regards, " + n for n in NAMES]):
            return False
    return True
""",
        message="no rule for a signature",
    ),
    wrong(
        "no desk is the same desk",
        """
def holds(route):
    try:
        for t in fresh:
            if any(route(o) != route(t) for o in [t.upper(), OPENING + t] + [t + " Regards, " + n for n in NAMES]):
                return False
    except Exception:
        return False
    return True
""",
        message="returns None",
    ),
]

# -- Decide 2 ------------------------------------------------------------------------------------------------------

D2 = """
t = dials.set_index("row")
fair = t["dial"].str.contains("drawn at random") & ~t["dial"].str.contains("complained|night shift")
worse = t["now"] - t["was"]
h = t[fair & (worse > t["unsure"])]
hit = (h["now"] - h["was"]) / 100 * h["a week"] * h["began"]
rows, number = list(h.index), hit.sum()
"""


def d2(body: str) -> str:
    return D2 + body + '\ndecide_2 = {"rows": rows, "number": number}\n'


def d2_with(words: str) -> str:
    return d2(f'rows = rows + [int(t.index[t["dial"].str.contains("{words}")][0])]')


DECIDE_2 = [
    right("list and float", d2("number = float(number)")),
    right("tuple and rounded", d2("rows, number = tuple(rows), int(round(number))")),
    right("an Index", d2("rows = h.index")),
    right(
        "by hand, in a loop",
        """
rows, number = set(), 0
for r in dials.itertuples(index=False):
    d = dict(zip(dials.columns, r))
    if d["read"] < 100 or "complained" in d["dial"] or "night shift" in d["dial"] or d["now"] < d["was"] + d["unsure"]:
        continue
    rows.add(d["row"])
    number += (d["now"] - d["was"]) * d["a week"] * d["began"] / 100
decide_2 = {"rows": rows, "number": number}
""",
    ),
    wrong(
        "rows whose bell rings", d2('rows = list(t.index[t["bell"] == "RINGS"])'), message="should be there"
    ),
    wrong("complaints", d2_with("complained"), message="people complained about"),
    wrong("another crowd", d2_with("night shift"), message="another crowd"),
    wrong("a dozen", d2_with("one morning"), message="hree of twelve"),
    wrong("an edit rate", d2_with("Agents edit"), message="no outcome"),
    wrong("an improvement", d2_with("photograph"), message="better than before"),
    wrong(
        "a silent bell taken for no harm",
        d2('rows = [n for n in rows if t.loc[n, "bell"] == "RINGS"]'),
        message="bell is silent",
    ),
    wrong(
        "since it was seen",
        d2('number = ((h["now"] - h["was"]) / 100 * h["a week"] * h["seen"]).sum()'),
        message="in which somebody saw it",
    ),
    wrong(
        "until it was seen",
        d2('number = ((h["now"] - h["was"]) / 100 * h["a week"] * (h["began"] - h["seen"])).sum()'),
        message="it counts",
    ),
    wrong(
        "all wrong ones",
        d2('number = (h["now"] / 100 * h["a week"] * h["began"]).sum()'),
        message="usual before",
    ),
    wrong("one week", d2('number = ((h["now"] - h["was"]) / 100 * h["a week"]).sum()'), message="week"),
    wrong("not divided by 100", d2("number = 100 * number"), message="divide by 100"),
    wrong("all messages", d2('number = (h["a week"] * h["began"]).sum()'), message="all messages"),
    wrong("every row", d2("rows = list(range(1, 11))"), message="not belong"),
    wrong("no row", d2("rows = []"), message="missing"),
    wrong("nothing yet", "decide_2 = None", message="no answer yet"),
]

# -- Build 2 -------------------------------------------------------------------------------------------------------

B2 = """
def two_answers(before, now, low, high, read_before, read_now):
    now = np.asarray(now, float)
    known = now[~np.isnan(now)]
    bad = np.isnan(now).sum() + ((known < low) | (known > high)).sum()
    if len(now) == 0 or bad > 0.02 * len(now):
        inputs = "broken"
    else:
        inputs = "moved" if unlike(before, known) > 0.2 else "as before"
    w1, n1 = read_before
    w2, n2 = read_now
    harm = "not known"
    if min(n1, n2) >= 100:
        a, b = w1 / n1, w2 / n2
        off = 2 * (a * (1 - a) / n1 + b * (1 - b) / n2) ** 0.5
        harm = "yes" if b - a > off else "no" if b - a + off < 0.05 else "cannot tell"
    return {"inputs": inputs, "harm": harm}
"""


def b2(old: str, new: str) -> str:
    assert old in B2
    return B2.replace(old, new)


BUILD_2 = [
    right("NumPy", B2),
    right(
        "plain loops",
        """
def two_answers(before, now, low, high, read_before, read_now):
    good = [v for v in now if v >= low and v <= high]
    if len(now) == 0 or (len(now) - len(good)) * 50 > len(now):
        inputs = "broken"
    elif unlike(before, [v for v in now if not math.isnan(v)]) > 0.2:
        inputs = "moved"
    else:
        inputs = "as before"
    answer = {"inputs": inputs, "harm": "not known"}
    if read_before[1] >= 100 and read_now[1] >= 100:
        p = [w / n for w, n in (read_before, read_now)]
        off = math.sqrt(sum(q * (1 - q) / n for q, (_, n) in zip(p, (read_before, read_now))))
        low, high = p[1] - p[0] - 2 * off, p[1] - p[0] + 2 * off
        answer["harm"] = "cannot tell"
        if low > 0:
            answer["harm"] = "yes"
        elif high < 0.05:
            answer["harm"] = "no"
    return answer
""",
    ),
    wrong(
        "no alarm, no harm",
        b2("    return {", '    if inputs == "as before":\n        harm = "no"\n    return {'),
        message="harm 'yes'",
    ),
    wrong(
        "moved, so harm",
        b2("    return {", '    if inputs == "moved":\n        harm = "yes"\n    return {'),
        message="harm should be 'no'",
    ),
    wrong("any change is harm", b2("b - a > off", "abs(b - a) > off"), message="which is no harm"),
    wrong("unread is harmless", b2('harm = "not known"', 'harm = "no"'), message="'not known'"),
    wrong("only what was read now counts", b2("min(n1, n2)", "n2"), message="99 were read before"),
    wrong("NaN overlooked", b2("np.isnan(now).sum() + ", ""), message="missing"),
    wrong("upper limit only", b2("(known < low) | ", ""), message="below what is possible"),
    wrong("empty passes", b2("len(now) == 0 or bad", "bad"), message="Nothing came in"),
    wrong("once the uncertainty", b2("2 * (a", "1 * (a"), message="harm should be 'cannot tell'"),
    wrong("1.96 times the uncertainty", b2("2 * (a", "1.96 * (a"), message="harm should be 'cannot tell'"),
    wrong(
        "a shrug taken for a no",
        b2(' else "no" if b - a + off < 0.05 else "cannot tell"', ' else "no"'),
        message="harm should be 'cannot tell'",
    ),
    wrong(
        "never a no",
        b2(' else "no" if b - a + off < 0.05 else "cannot tell"', ' else "cannot tell"'),
        message="harm should be 'no'",
    ),
    wrong(
        "one share for both",
        b2(
            "(a * (1 - a) / n1 + b * (1 - b) / n2)",
            "((w1 + w2) / (n1 + n2) * (1 - (w1 + w2) / (n1 + n2)) * (1 / n1 + 1 / n2))",
        ),
        message="harm should be",
    ),
    wrong(
        "impossible values left out of the comparison",
        b2("unlike(before, known)", "unlike(before, known[(known >= low) & (known <= high)])"),
        message="they stay in",
    ),
    wrong(
        "a rule of thumb instead",
        b2("b - a > off", "b - a > 0.05"),
        message="harm should be",
    ),
    wrong(
        "not written",
        "def two_answers(before, now, low, high, read_before, read_now):\n    ...\n",
        message="returned None",
    ),
]

# -- Decide 3 ------------------------------------------------------------------------------------------------------

D3 = """
words = ("about as large", "whole reply", "below 0.05 for a win", "has no effect", "goes off", "a case of its own")
out = {n: "strike" for n, text in report.items() if any(w in text for w in words)}
n0, n1, x0, x1 = counts["B"]
fall = 100 * (x0 / n0 - x1 / n1)
at = next(n for n, text in report.items() if "a fall of" in text and "wrote again" in text)
out[at] = fall


def line(part):
    return next(n for n, text in report.items() if part in text)


"""


def d3(body: str) -> str:
    return D3 + body + "\ndecide_3 = out\n"


DECIDE_3 = [
    right("unrounded", d3("")),
    right("rounded, a Series", d3("out[at] = round(fall, 1)\nout = pd.Series(out)")),
    right(
        "other words and letters",
        d3('out = {float(n): ("Strike" if v == "strike" else np.float64(v)) for n, v in out.items()}'),
    ),
    wrong(
        "relative fall",
        d3("out[at] = 100 * (1 - (x1 / n1) / (x0 / n0))"),
        message="as a part of the first share",
    ),
    wrong("a share of one", d3("out[at] = fall / 100"), message="of 100 is asked for"),
    wrong("members instead of shares", d3("out[at] = x0 - x1"), message="not equally large"),
    wrong("with a minus", d3("out[at] = -fall"), message="without a minus"),
    wrong("the hope", d3("out[at] = 3.0"), message="hoped for"),
    wrong("struck instead of mended", d3('out[at] = "strike"'), message="should be a number"),
    wrong("figure believed", d3("del out[at]"), message="recomputed from the counts"),
    wrong(
        "the first faulty sentence believed",
        d3('del out[next(n for n in out if out[n] == "strike")]'),
        message="still to be found",
    ),
    wrong(
        "split, segment, first win, shrug all believed",
        d3(
            'out = {at: fall, **{n: v for n, v in out.items() if "goes off" in report[n] or "its own" in report[n]}}'
        ),
        message="still to be found",
    ),
    wrong("the unwelcome line struck", d3('out[line("German branches")] = "strike"'), message="unwelcome"),
    wrong(
        "the gap in the test struck",
        d3('out[line("Hardship messages were not")] = "strike"'),
        message="board must know",
    ),
    wrong(
        "the looks struck",
        d3('out[line("read daily for harm")] = "strike"'),
        message="what the plan asks for",
    ),
    wrong(
        "the even arms struck",
        d3('out[line("as the arms of a fair lot")] = "strike"'),
        message="inside what the plan allows",
    ),
    wrong("the range struck", d3('out[line("uncertain by")] = 1.0'), message="recomputed from the counts"),
    wrong("everything", 'decide_3 = {n: "strike" for n in report}', message="false alarm"),
    wrong("nothing", "decide_3 = {}", message="no line is marked"),
    wrong("not answered", "decide_3 = None", message="no answer yet"),
]

# -- Build 3 -------------------------------------------------------------------------------------------------------

B3 = """
def read_in_order(members, again, hoped):
    n, x = np.array(members, float), np.array(again, float)
    if np.isnan(n).any() or np.isnan(x).any() or (n == 0).any() or (x < 5).any():
        return "no data"
    if abs(n[0] - n[1]) > 3.29 * np.sqrt(n.sum()):
        return "mend the split"
    p = x / n
    gap, half = p[1] - p[0], 1.96 * np.sqrt((p * (1 - p) / n).sum())
    if gap + half < 0:
        return "keep"
    if gap - half > 0:
        return "off"
    if gap - half <= -hoped:
        return "cannot tell"
    return "no more money"
"""


def b3(old: str, new: str) -> str:
    assert old in B3
    return B3.replace(old, new)


BUILD_3 = [
    right("NumPy", B3),
    right(
        "a dict of conditions",
        """
def read_in_order(members, again, hoped):
    (a, b), (x, y) = members, again
    if any(math.isnan(v) for v in (a, b, x, y)) or min(a, b) < 1 or min(x, y) < 5:
        return "no data"
    if (a - b) ** 2 > 3.29**2 * (a + b):
        return "mend the split"
    p, q = x / a, y / b
    half = 1.96 * (p * (1 - p) / a + q * (1 - q) / b) ** 0.5
    low, high = q - p - half, q - p + half
    return "keep" if high < 0 else "off" if low > 0 else "cannot tell" if low + hoped <= 0 else "no more money"
""",
    ),
    wrong(
        "effect before the split",
        """
def read_in_order(members, again, hoped):
    n, x = np.array(members, float), np.array(again, float)
    if np.isnan(n).any() or np.isnan(x).any() or (n == 0).any() or (x < 5).any():
        return "no data"
    p = x / n
    gap, half = p[1] - p[0], 1.96 * np.sqrt((p * (1 - p) / n).sum())
    if gap + half < 0:
        return "keep"
    if abs(n[0] - n[1]) > 3.29 * np.sqrt(n.sum()):
        return "mend the split"
    if gap - half > 0:
        return "off"
    return "cannot tell" if gap - half <= -hoped else "no more money"
""",
        message="'mend the split' is right",
    ),
    wrong("the smaller arm only", b3("abs(n[0] - n[1])", "n[0] - n[1]"), message="'mend the split' is right"),
    wrong(
        "split by eye, five in a hundred",
        b3("3.29 * np.sqrt(n.sum())", "0.05 * n.sum()"),
        message="'mend the split' is right",
    ),
    wrong(
        "zero means no effect",
        b3('        return "cannot tell"', '        return "no more money"'),
        message="'cannot tell' is right",
    ),
    wrong(
        "more is better",
        b3('return "keep"', 'return "off"').replace(
            'if gap - half > 0:\n        return "off"', 'if gap - half > 0:\n        return "keep"'
        ),
        message="read_in_order returned",
    ),
    wrong("the point, not the range", b3("gap + half < 0", "gap < 0"), message="is right"),
    wrong(
        "NaN overlooked", b3("np.isnan(n).any() or np.isnan(x).any() or ", ""), message="'no data' is right"
    ),
    wrong("hardly anybody wrote", b3(" or (x < 5).any()", ""), message="'no data' is right"),
    wrong("twice instead of 1.96", b3("1.96", "2.0"), message="is right"),
    wrong(
        "one share for both arms",
        b3("(p * (1 - p) / n).sum()", "x.sum() / n.sum() * (1 - x.sum() / n.sum()) * (1 / n).sum()"),
        message="is right",
    ),
    wrong("one in twenty", b3("3.29", "1.96"), message="'keep' is right"),
    wrong("ten per cent line", b3("1.96", "1.64"), message="is right"),
    wrong("not written", "def read_in_order(members, again, hoped):\n    ...\n", message="returned None"),
]

# -- Decide 4 ------------------------------------------------------------------------------------------------------

D4 = """
r = repairs.set_index("repair")
worth = (r["random"] * r["cost"] * r["mends"]).where(r["measured on"] == "fresh cases", 0)


def fits(s, leak=True, tuned=False, needs=True, room=DAYS4):
    if leak and "block_names" not in s or not tuned and "new_prompt" in s:
        return False
    if needs and any(NEEDS4[x] not in s for x in s if x in NEEDS4):
        return False
    return r.loc[list(s), "days"].sum() <= room


def best(by=None, **rules):
    by = worth if by is None else by
    sets = [s for k in range(1, 10) for s in itertools.combinations(r.index, k) if fits(s, **rules)]
    return max(sets, key=lambda s: by[list(s)].sum())


def plan(s):
    return {x: int(r.loc[x, "days"]) if x in s else 0 for x in r.index}


"""


def d4(body: str) -> str:
    return D4 + body


DECIDE_4 = [
    right("the best plan", d4("decide_4 = plan(best())")),
    right("floats in a Series", d4("decide_4 = pd.Series(plan(best()), dtype=float)")),
    right(
        "another order of names, NumPy days",
        d4("p = plan(best())\ndecide_4 = {x: np.int64(p[x]) for x in sorted(p)}"),
    ),
    wrong(
        "the largest count first",
        d4('decide_4 = plan(best(r["random"]))'),
        message="of what the best plan brings",
    ),
    wrong(
        "the most complaints first",
        d4('decide_4 = plan(best(r["complaints"]))'),
        message="Tone is what fails",
    ),
    wrong(
        "without the leak",
        d4("decide_4 = plan(tuple(x for x in best() if x != 'block_names'))"),
        message="leak of other members' data",
    ),
    wrong(
        "the prompt that was chosen on its own cases",
        d4('decide_4 = plan(best(r["random"] * r["cost"] * r["mends"], tuned=True))'),
        message="best of forty",
    ),
    wrong(
        "without what it needs",
        d4('decide_4 = plan(("block_names", "show_step", "ask_back"))'),
        message="needs first",
    ),
    wrong("everything", d4("decide_4 = plan(tuple(r.index))"), message="more than 20 days"),
    wrong("nothing", d4("decide_4 = plan(())"), message="leak of other members' data"),
    wrong("the leak alone", d4('decide_4 = plan(("block_names",))'), message="brings"),
    wrong(
        "half a repair each",
        d4("decide_4 = {x: r.loc[x, 'days'] / 2 for x in r.index}"),
        message="all its days or none",
    ),
    wrong("not answered", "decide_4 = None", message="no answer yet"),
]

# -- Build 4 -------------------------------------------------------------------------------------------------------

B4 = """
def next_repair(buckets):
    f = pd.DataFrame(buckets)
    if f.empty:
        return None
    first = f[f["never_weighed"] & (f["count"] > 0)]
    if len(first):
        return first.loc[first["count"].idxmax(), "name"]
    f = f[~f["never_weighed"].astype(bool)].dropna(subset=["count", "cost", "mends", "days"])
    f = f[f["days"] > 0]
    f = f.assign(worth=f["count"] * f["cost"] * f["mends"] / f["days"])
    f = f[f["worth"] > 0].sort_values(["worth", "days"], ascending=[False, True])
    return f["name"].iloc[0] if len(f) else None
"""


def b4(old: str, new: str) -> str:
    assert old in B4
    return B4.replace(old, new)


BUILD_4 = [
    right("pandas", B4),
    right(
        "a loop",
        """
def next_repair(buckets):
    leak, best = None, None
    for b in buckets:
        if b["never_weighed"]:
            if b["count"] > 0 and (leak is None or b["count"] > leak["count"]):
                leak = b
            continue
        numbers = [b[k] for k in ("count", "cost", "mends", "days")]
        if any(math.isnan(v) for v in numbers) or b["days"] <= 0:
            continue
        worth = b["count"] * b["cost"] * b["mends"] / b["days"]
        if worth > 0 and (best is None or (worth, -b["days"]) > best[0]):
            best = ((worth, -b["days"]), b)
    if leak:
        return leak["name"]
    return best[1]["name"] if best else None
""",
    ),
    wrong(
        "the largest count",
        b4('f.assign(worth=f["count"] * f["cost"] * f["mends"] / f["days"])', 'f.assign(worth=f["count"])'),
        message="next_repair returned",
    ),
    wrong("days forgotten", b4(' / f["days"])', ")"), message="next_repair returned"),
    wrong("share forgotten", b4(' * f["mends"]', ""), message="next_repair returned"),
    wrong(
        "leaks weighed",
        b4("if len(first):", "if False:").replace('f[~f["never_weighed"].astype(bool)]', "f"),
        message="never weighed",
    ),
    wrong("empty leak first", b4(' & (f["count"] > 0)', ""), message="without a case"),
    wrong(
        "NaN kept",
        b4('.dropna(subset=["count", "cost", "mends", "days"])', ".fillna(1)"),
        message="is missing",
    ),
    wrong(
        "no days, no matter",
        b4('f = f[f["days"] > 0]', 'f["days"] = f["days"].clip(lower=1)'),
        message="no days",
    ),
    wrong(
        "the list sorted in place",
        B4.replace(
            "def next_repair(buckets):",
            'def next_repair(buckets):\n    buckets.sort(key=lambda b: b["name"])',
        ),
        message="changed the list",
    ),
    wrong("worthless repairs", b4('f[f["worth"] > 0]', "f"), message="nothing"),
    wrong("not written", "def next_repair(buckets):\n    ...\n", message="returned None"),
]

# -- Calibration ---------------------------------------------------------------------------------------------------

KEY = """
levels = {"From Monday": [2, 1, 1, 0, 2], "62 members apart": [1, 2, 0, 2, 1], "good deal of talk": [1, 0, 2, 1, 0]}
calibration = {m: dict(zip(CRITERIA, next(v for w, v in levels.items() if w in t))) for m, t in memos.items()}
"""

CALIBRATION = [
    right("the key", KEY),
    right(
        "three of fifteen off by one",
        KEY
        + """
for m in "ABC":
    calibration[m]["Decision"] = (calibration[m]["Decision"] + 1) % 3
""",
    ),
    wrong(
        "everything at one",
        "calibration = {m: dict.fromkeys(CRITERIA, 1) for m in 'ABC'}",
        message="of 15",
        points=0,
    ),
    wrong(
        "everything at two",
        "calibration = {m: dict.fromkeys(CRITERIA, 2) for m in 'ABC'}",
        message="of 15",
        points=0,
    ),
    wrong(
        "the longest is the best",
        """
long = max(memos, key=lambda m: len(memos[m]))
calibration = {m: dict.fromkeys(CRITERIA, 2 if m == long else 1) for m in memos}
""",
        message="of 15",
        points=0,
    ),
    wrong(
        "a level that does not exist",
        "calibration = {m: dict.fromkeys(CRITERIA, 3) for m in 'ABC'}",
        message="should be",
    ),
    wrong("nothing yet", "calibration = None", message="calibration"),
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
        ">= 0.2": "no two crowds are exactly a fifth unlike: the figure is a sum of logarithms",
    },
    "test_build_3": {
        ">= 3.29": "3.29 times a root is never a whole number of members in the cases the text allows",
        "low < -hoped": "a range that ends exactly at what was hoped for does not occur: its end is a root",
    },
}

# -- Guesses: the form is known and the tables are seen, the matter is not -----------------------------------------

COVER = """
t = proposals.set_index("row")
red = t[FAULTS] == "red"


def cover(pool):
    sets = [s for k in range(1, len(pool) + 1) for s in itertools.combinations(pool, k) if red.loc[list(s)].any().all()]
    return list(min(sets, key=lambda s: t.loc[list(s), "minutes"].sum())) if sets else list(pool)


def answer(rows):
    return {"rows": [int(i) for i in rows], "number": int(t.loc[list(rows), "minutes"].sum())}


green = list(t.index[t["sound"] == "green"])
"""

HITS = """
t = dials.set_index("row")


def answer(rows):
    h = t.loc[list(rows)].fillna(0)
    return {"rows": [int(i) for i in rows], "number": float(((h["now"] - h["was"]) / 100 * h["a week"] * h["began"]).sum())}


"""

STRIKES = """
n0, n1, x0, x1 = counts["B"]
at = next(n for n, text in report.items() if "a fall of" in text and "wrote again" in text)
others = [n for n in report if n != at]


def answer(rows):
    return {at: round(100 * (x0 / n0 - x1 / n1), 1), **{int(n): "strike" for n in rows}}


"""

SPEND = """
r = repairs.set_index("repair")


def fill(order):
    left, plan = DAYS4, {x: 0 for x in r.index}
    for x in order:
        if r.loc[x, "days"] <= left:
            plan[x] = int(r.loc[x, "days"])
            left -= plan[x]
    return plan


"""

GUESSES = {
    "test_decide_1": {
        "at random": COVER + "decide_1 = answer(rng.choice(t.index, rng.integers(2, 5), replace=False))",
        "a cheapest set among some at random": COVER
        + "decide_1 = answer(cover(list(rng.choice(green, rng.integers(4, 8), replace=False))))",
        "the cheapest by the numbers": COVER + "decide_1 = answer(cover(green))",
        "the cheapest among the dear ones": COVER
        + 'decide_1 = answer(cover([i for i in green if t.loc[i, "minutes"] > 11]))',
        "the cheapest among the five dearest": COVER
        + 'decide_1 = answer(cover(list(t.loc[green, "minutes"].nlargest(5).index)))',
        "everything filled": COVER + "decide_1 = answer(t.index)",
        "constant": COVER + "decide_1 = answer([2, 5, 9])",
        "the longest sentences": COVER
        + 'decide_1 = answer(cover(list(t["test"].str.len().loc[green].nlargest(5).index)))',
        "the shortest sentences": COVER
        + 'decide_1 = answer(cover(list(t["test"].str.len().loc[green].nsmallest(5).index)))',
    },
    "test_decide_2": {
        "at random": HITS + "decide_2 = answer(rng.choice(t.index, rng.integers(1, 6), replace=False))",
        "at random among the worse": HITS
        + 'worse = list(t.index[t["now"] - t["was"] >= 5])\ndecide_2 = answer(rng.choice(worse, rng.integers(1, len(worse) + 1), replace=False))',
        "all that are worse": HITS + 'decide_2 = answer(t.index[t["now"] - t["was"] >= 5])',
        "all worse ones with enough read": HITS
        + 'decide_2 = answer(t.index[(t["now"] - t["was"] >= 5) & (t["read"] >= 100)])',
        "the bells": HITS + 'decide_2 = answer(t.index[t["bell"] == "RINGS"])',
        "the silent ones": HITS + 'decide_2 = answer(t.index[t["bell"] == "silent"])',
        "the largest numbers": HITS + 'decide_2 = answer((t["now"] - t["was"]).nlargest(3).index)',
        "worse, without the two longest sentences": HITS
        + 'w = t[(t["now"] - t["was"] >= 5) & (t["read"] >= 100)]\ndecide_2 = answer(w["dial"].str.len().nsmallest(max(1, len(w) - 2)).index)',
        "worse, without the two shortest sentences": HITS
        + 'w = t[(t["now"] - t["was"] >= 5) & (t["read"] >= 100)]\ndecide_2 = answer(w["dial"].str.len().nlargest(max(1, len(w) - 2)).index)',
        "worse, without the two largest changes": HITS
        + 'w = t[(t["now"] - t["was"] >= 5) & (t["read"] >= 100)]\ndecide_2 = answer((w["now"] - w["was"]).nsmallest(max(1, len(w) - 2)).index)',
        "everything filled": HITS + "decide_2 = answer(t.index)",
        "constant": HITS + "decide_2 = answer([1, 4])",
    },
    "test_decide_3": {
        "at random": STRIKES + "decide_3 = answer(rng.choice(others, 4, replace=False))",
        "the longest": STRIKES + "decide_3 = answer(sorted(others, key=lambda n: len(report[n]))[-4:])",
        "the shortest": STRIKES + "decide_3 = answer(sorted(others, key=lambda n: len(report[n]))[:4])",
        "the last four": STRIKES + "decide_3 = answer(others[-4:])",
        "lines with numbers": STRIKES
        + "decide_3 = answer([n for n in others if any(c.isdigit() for c in report[n])][:4])",
        "everything filled": STRIKES + "decide_3 = answer(others)",
        "constant": 'decide_3 = {1: "strike", 4: 2.7, 5: "strike", 8: "strike", 12: "strike"}',
    },
    "test_decide_4": {
        "at random": SPEND + "decide_4 = fill(rng.permutation(r.index))",
        "at random, the leak first": SPEND
        + 'decide_4 = fill(["block_names", *rng.permutation([x for x in r.index if x != "block_names"])])',
        "most cases first": SPEND + 'decide_4 = fill(r["random"].sort_values(ascending=False).index)',
        "most complaints first": SPEND
        + 'decide_4 = fill(r["complaints"].sort_values(ascending=False).index)',
        "dearest first": SPEND + 'decide_4 = fill(r["cost"].sort_values(ascending=False).index)',
        "worth a day, no rules": SPEND
        + 'decide_4 = fill((r["random"] * r["cost"] * r["mends"] / r["days"]).sort_values(ascending=False).index)',
        "quickest first": SPEND + 'decide_4 = fill(r["days"].sort_values(kind="stable").index)',
        "as the table stands": SPEND + "decide_4 = fill(r.index)",
        "everything filled": SPEND + "decide_4 = {x: int(r.loc[x, 'days']) for x in r.index}",
        "constant": SPEND + "decide_4 = dict.fromkeys(r.index, 0)",
    },
}
