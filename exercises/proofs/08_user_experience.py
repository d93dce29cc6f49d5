"""Answers that the graders of exercise 8 must accept, and answers they must reject, each with its message.

An answer cell sees what stands above it in the exercise (`kinds`, `first_run`, `situations`, `capabilities`, …), so
most answers to the Decide tasks are computed: the tables differ by course seed.
"""

from aipm.practice.proofs import right, wrong

# -- Decide 1 ------------------------------------------------------------------------------------------------------

D1 = """
_, chosen = the_kinds()
n, human, model, pair = (kinds[c] for c in ("messages a week", "agent alone", "model alone", "agent with draft"))
better = np.maximum(human, model)
def total(rows):
    return float((n * np.where(kinds["row"].isin(rows), pair, human) / 800).sum())
ahead = [int(r) for r in kinds["row"][pair - better >= 40]]
over_agent = [int(r) for r in kinds["row"][(pair > human) & (pair <= better)]]
decide_1 = {"rows": chosen, "right": total(chosen)}
"""

DECIDE_1 = [
    right("as asked", D1),
    right(
        "an array, rounded", D1 + "decide_1 = {'rows': np.array(chosen)[::-1], 'right': round(total(chosen))}"
    ),
    right(
        "a Series of rows, a NumPy number",
        D1 + "decide_1 = {'rows': pd.Series(chosen), 'right': np.float64(total(chosen))}",
    ),
    wrong(
        "every lead believed, however it was measured",
        D1 + "decide_1 = {'rows': ahead, 'right': total(ahead)}",
        message="not belong",
    ),
    wrong(
        "ahead of the agent, behind the model",
        D1 + "rows = chosen + over_agent[:1]\ndecide_1 = {'rows': rows, 'right': total(rows)}",
        message="better of the two",
    ),
    wrong(
        "every kind",
        D1 + "decide_1 = {'rows': list(range(1, 9)), 'right': total(range(1, 9))}",
        message="not belong",
    ),
    wrong("one only", D1 + "decide_1['rows'] = chosen[:1]", message="missing"),
    wrong(
        "the team is the better of the two",
        D1 + "decide_1['right'] = float((n * better / 800).sum())",
        message="the pair has its own column",
    ),
    wrong(
        "the draft everywhere", D1 + "decide_1['right'] = total(range(1, 9))", message="every kind the draft"
    ),
    wrong(
        "the agent alone everywhere", D1 + "decide_1['right'] = total([])", message="agent alone in all eight"
    ),
    wrong(
        "the other kinds left out",
        D1 + "decide_1['right'] = float((n * pair / 800)[kinds['row'].isin(chosen)].sum())",
        message="leaves out the kinds",
    ),
    wrong("a row that does not exist", D1 + "decide_1['rows'] = [9]", message="1 to 8"),
    wrong("nothing yet", "decide_1 = None", message="no answer yet"),
]

# -- Build 1 -------------------------------------------------------------------------------------------------------

BUILD_1 = [
    right(
        "with NumPy",
        """
def best_line(confidence, ai_right, human_right, lines):
    c, a, h = (np.asarray(x, dtype=float) for x in (confidence, ai_right, human_right))
    if c.size == 0 or len(lines) == 0:
        return None
    shares = {line: float(np.where(c > line, a, h).mean()) for line in lines}
    return max(shares.items(), key=lambda item: (item[1], item[0]))
""",
    ),
    right(
        "a list, counted",
        """
def best_line(confidence, ai_right, human_right, lines):
    n = len(confidence)
    if not n or not lines:
        return None
    best = (-1, 0.0)
    for line in lines:
        hits = 0
        for i in range(n):
            hits += ai_right[i] if confidence[i] > line else human_right[i]
        best = max(best, (hits, line))
    return [best[1], best[0] / n]
""",
    ),
    wrong(
        "the team is the better of the two",
        """
def best_line(confidence, ai_right, human_right, lines):
    if not confidence or not lines:
        return None
    return max(lines), max(sum(ai_right), sum(human_right)) / len(confidence)
""",
        message="better of the two alone",
    ),
    wrong(
        "the lowest of equals",
        """
def best_line(confidence, ai_right, human_right, lines):
    if not confidence or not lines:
        return None
    share = lambda t: sum(a if c > t else h for c, a, h in zip(confidence, ai_right, human_right)) / len(confidence)
    return max(((t, share(t)) for t in sorted(lines)), key=lambda p: p[1])
""",
        message="delegates least",
    ),
    wrong(
        "a case on the line goes to the model",
        """
def best_line(confidence, ai_right, human_right, lines):
    if not confidence or not lines:
        return None
    share = lambda t: sum(a if c >= t else h for c, a, h in zip(confidence, ai_right, human_right)) / len(confidence)
    return max(((t, share(t)) for t in lines), key=lambda p: (p[1], p[0]))
""",
        message="exactly on the line",
    ),
    wrong(
        "NaN is sure",
        """
def best_line(confidence, ai_right, human_right, lines):
    if not confidence or not lines:
        return None
    share = lambda t: sum(h if c <= t else a for c, a, h in zip(confidence, ai_right, human_right)) / len(confidence)
    return max(((t, share(t)) for t in lines), key=lambda p: (p[1], p[0]))
""",
        message="above no line",
    ),
    wrong(
        "no cases, a division",
        """
def best_line(confidence, ai_right, human_right, lines):
    share = lambda t: sum(a if c > t else h for c, a, h in zip(confidence, ai_right, human_right)) / len(confidence)
    return max(((t, share(t)) for t in lines), key=lambda p: (p[1], p[0]))
""",
        message="best_line",
    ),
    wrong("nothing returned", "def best_line(*x):\n    pass", message="returned None"),
]

# -- Decide 2 ------------------------------------------------------------------------------------------------------

D2 = """
rewrite = ("as we all do", "% accurate", "gets a little better", "for all you do", "inconvenience", "Mistakes are seldom")
decide_2 = {n: "rewrite" for n, t in first_run.items() if any(w in t for w in rewrite)}
week = next(n for n, t in first_run.items() if "wrong drafts a week" in t)
any_ = next(n for n, t in first_run.items() if "at least one is wrong" in t)
worse = next(n for n, t in first_run.items() if "Some days are worse" in t)
a_month, wrong_share = known["a_month"], 1 - known["right"] / 100
decide_2[week] = a_month * 12 / 52 * wrong_share
decide_2[any_] = 100 * (1 - (known["cards"] / 100) ** known["uses"])
"""

DECIDE_2 = [
    right("as asked", D2),
    right(
        "rounded, other words",
        D2 + "decide_2 = {k: 'Strike' if v == 'rewrite' else round(v, 1) for k, v in decide_2.items()}",
    ),
    right(
        "other words for striking",
        D2
        + "words = iter(('delete', 'Remove', 'cut'))\ndecide_2 = {k: next(words) if v == 'rewrite' else v for k, v in decide_2.items()}",
    ),
    right("as a Series", D2 + "decide_2 = pd.Series(decide_2, dtype=object)"),
    wrong(
        "every line rewritten",
        D2 + "decide_2 = {n: decide_2.get(n, 'rewrite') for n in first_run}",
        message="false alarm",
    ),
    wrong("the unpleasant line struck", D2 + "decide_2[worse] = 'rewrite'", message="unpleasant"),
    wrong(
        "only the numbers",
        D2 + "decide_2 = {k: decide_2[k] for k in (week, any_)}",
        message="still to be found",
    ),
    wrong("the month's figure", D2 + "decide_2[week] = a_month * wrong_share", message="does not mend"),
    wrong(
        "the right ones",
        D2 + "decide_2[week] = a_month * 12 / 52 * (1 - wrong_share)",
        message="right drafts",
    ),
    wrong(
        "of the second language",
        D2 + "decide_2[week] = a_month * 12 / 52 * (1 - known['language'] / 100)",
        message="second language",
    ),
    wrong(
        "uses times error rate",
        D2 + "decide_2[any_] = known['uses'] * (100 - known['cards'])",
        message="another question",
    ),
    wrong(
        "the chance that all are right", D2 + "decide_2[any_] = 100 - decide_2[any_]", message="all are right"
    ),
    wrong("as a share", D2 + "decide_2[any_] /= 100", message="per cent"),
    wrong("a word where a number is asked for", D2 + "decide_2[week] = 'rewrite'", message="number"),
    wrong("a number in quotes", D2 + "decide_2[any_] = str(round(decide_2[any_]))", message="number"),
    wrong("nothing yet", "decide_2 = None", message="no answer yet"),
]

# -- Build 2 -------------------------------------------------------------------------------------------------------

BUILD_2 = [
    right(
        "by counting",
        """
def errors_met(right, uses):
    if math.isnan(right) or math.isnan(uses) or uses < 0 or not 0 <= right <= 1:
        return None
    all_right = 1.0
    for _ in range(int(uses)):
        all_right *= right
    return {"any": 1 - all_right, "expected": (1 - right) * uses}
""",
    ),
    right(
        "with NumPy",
        """
def errors_met(right, uses):
    if not (0 <= right <= 1 and uses >= 0):
        return None
    return dict(expected=np.float64(uses) * (1 - right), any=1 - np.power(float(right), uses))
""",
    ),
    wrong(
        "uses times error rate",
        "def errors_met(right, uses):\n    e = uses * (1 - right)\n    return {'expected': e, 'any': e}",
        message="expected count",
    ),
    wrong(
        "capped at one",
        "def errors_met(right, uses):\n    if not (0 <= right <= 1 and uses >= 0):\n        return None\n    e = uses * (1 - right)\n    return {'expected': e, 'any': min(1, 0.79 * e)}",
        message="errors_met",
    ),
    wrong(
        "the chance that all are right",
        "def errors_met(right, uses):\n    return {'expected': uses * (1 - right), 'any': right**uses}",
        message="errors_met returned",
    ),
    wrong(
        "impossible inputs pass",
        "def errors_met(right, uses):\n    return {'expected': uses * (1 - right), 'any': 1 - right**uses}",
        message="cannot be",
    ),
    wrong(
        "NaN passes",
        "def errors_met(right, uses):\n    if right < 0 or right > 1 or uses < 0:\n        return None\n    return {'expected': uses * (1 - right), 'any': 1 - right**uses}",
        message="cannot be",
    ),
    wrong("nothing returned", "def errors_met(right, uses):\n    pass", message="returned None"),
]

# -- Decide 3 ------------------------------------------------------------------------------------------------------

D3 = """
_, meaning, _ = the_situations()
counts = situations.set_index("row")["messages a day"].to_dict()
share_wrong = situations.set_index("row")["drafts wrong, of 100"].to_dict()
allowed = {r: ["hand"] if d else ["suggest", "hand"] + ["act"] * u + ["ask"] * o for r, (u, o, d) in meaning.items()}
def harm(plan):
    return sum(harm_of(situations, meaning, r, p) for r, p in plan.items())
def minutes(plan):
    return sum(MINUTES[p] * counts[r] for r, p in plan.items())
cell = {(r, p): (harm_of(situations, meaning, r, p), MINUTES[p] * counts[r]) for r in allowed for p in allowed[r]}
def sums(plan):
    return [sum(x) for x in zip(*(cell[r, p] for r, p in zip(allowed, plan)))]
plans = [(*sums(plan), plan) for plan in product(*allowed.values())]
plans = sorted(x for x in plans if x[1] <= minutes_a_day)
best = dict(zip(allowed, plans[0][2]))
decide_3 = {"policy": dict(best), "harm": harm(best)}
final = [r for r, (u, _, d) in meaning.items() if not u and not d]
sad = [r for r, (_, _, d) in meaning.items() if d]
calm = [r for r, (_, o, d) in meaning.items() if not o and not d]
"""

DECIDE_3 = [
    right("the best plan", D3),
    right(
        "the last plan within the margin, capital letters, rounded",
        D3
        + """
near = [x for x in plans if x[0] <= 1.14 * plans[0][0]][-1]
decide_3 = {"policy": {r: p.upper() for r, p in zip(allowed, near[2])}, "harm": round(near[0])}
""",
    ),
    right("a Series", D3 + "decide_3['policy'] = pd.Series(best)"),
    wrong(
        "acts where nothing can be taken back",
        D3 + "decide_3['policy'][final[0]] = 'act'",
        message="for good",
    ),
    wrong("no person for distress", D3 + "decide_3['policy'][sad[0]] = 'suggest'", message="distress"),
    wrong(
        "one threshold on how often the draft is wrong",
        D3 + "decide_3['policy'] = {r: 'act' if share_wrong[r] < 10 else 'hand' for r in meaning}",
        message="ne row",
    ),
    right(
        "step by step, as in the hints",
        D3
        + """
plan = {r: "hand" if d else "act" if u else "suggest" for r, (u, o, d) in meaning.items()}
def steps():
    left = minutes_a_day - minutes(plan)
    for r, (u, o, d) in meaning.items():
        for p in [] if d else ["suggest", "hand"] + ["ask"] * o:
            more, saved = cell[r, p][1] - cell[r, plan[r]][1], cell[r, plan[r]][0] - cell[r, p][0]
            if 0 < more <= left and saved > 0:
                yield saved / more, r, p
while todo := list(steps()):
    _, r, p = max(todo)
    plan[r] = p
decide_3 = {"policy": plan, "harm": harm(plan)}
""",
    ),
    wrong(
        "nothing ever asked",
        D3
        + """
mute = [x for x in plans if "ask" not in x[2] and x[0] > 1.15 * plans[0][0]][0]
decide_3 = {"policy": dict(zip(allowed, mute[2])), "harm": mute[0]}
""",
        message="times the harm",
    ),
    wrong("asks where nothing was left out", D3 + "decide_3['policy'][calm[0]] = 'ask'", message="left out"),
    wrong(
        "everybody gets a person",
        D3 + "decide_3['policy'] = dict.fromkeys(meaning, 'hand')",
        message="minutes",
    ),
    wrong("a case that belongs to nobody", D3 + "del decide_3['policy'][1]", message="policy"),
    wrong(
        "the minutes spent where they save least",
        D3
        + """
poor = [x for x in plans if x[0] > 1.2 * plans[0][0]][-1]
decide_3 = {"policy": dict(zip(allowed, poor[2])), "harm": poor[0]}
""",
        message="times the harm",
    ),
    wrong(
        "harm of one message",
        D3
        + "decide_3['harm'] = sum(harm_of(situations, meaning, r, p) / counts[r] for r, p in best.items())",
        message="one message",
    ),
    wrong(
        "the way back forgotten",
        D3
        + "decide_3['harm'] = sum(harm_of(situations, meaning, r, p) * (2 if meaning[r][0] else 1) for r, p in best.items())",
        message="halved where it can be taken back",
    ),
    wrong("another harm", D3 + "decide_3['harm'] *= 1.5", message="another figure"),
    wrong("nothing yet", "decide_3 = None", message="no answer yet"),
]

# -- Build 3 -------------------------------------------------------------------------------------------------------

BUILD_3 = [
    right(
        "nested",
        """
def ui_policy(confidence, reversible, severity, left_out):
    if math.isnan(confidence) or math.isnan(severity) or severity < 0 or confidence < 0 or confidence > 1:
        return "hand"
    loss = (1 - confidence) * severity
    if loss > 20:
        return "ask" if left_out and confidence >= 0.5 and severity < 1000 else "hand"
    return "act" if loss <= 1 and reversible else "suggest"
""",
    ),
    right(
        "a list of lines",
        """
def ui_policy(confidence, reversible, severity, left_out):
    known = confidence == confidence and severity == severity and 0 <= confidence <= 1 and severity >= 0
    if not known:
        return "hand"
    loss = (1 - confidence) * severity
    lines = [("act", reversible and loss <= 1), ("suggest", loss <= 20), ("ask", left_out and confidence >= 0.5 and severity < 1000)]
    return next((name for name, holds in lines if holds), "hand")
""",
    ),
    wrong(
        "one threshold",
        "def ui_policy(confidence, reversible, severity, left_out):\n    return 'act' if confidence > 0.9 else 'hand'",
        message="cannot be taken back",
    ),
    wrong(
        "acts for good",
        """
def ui_policy(confidence, reversible, severity, left_out):
    if not (0 <= confidence <= 1 and severity >= 0):
        return "hand"
    loss = (1 - confidence) * severity
    return "act" if loss <= 1 else "suggest" if loss <= 20 else "ask" if left_out and confidence >= 0.5 and severity < 1000 else "hand"
""",
        message="cannot be taken back",
    ),
    wrong(
        "a silent failure",
        """
def ui_policy(confidence, reversible, severity, left_out):
    loss = (1 - confidence) * severity
    if reversible and loss <= 1: return "act"
    if loss <= 20: return "suggest"
    if left_out and confidence >= 0.5 and severity < 1000: return "ask"
""",
        message="silence",
    ),
    wrong(
        "asks where nothing was left out",
        """
def ui_policy(confidence, reversible, severity, left_out):
    if not (0 <= confidence <= 1 and severity >= 0):
        return "hand"
    loss = (1 - confidence) * severity
    if reversible and loss <= 1: return "act"
    if loss <= 20: return "suggest"
    return "ask" if confidence >= 0.5 and severity < 1000 else "hand"
""",
        message="change nothing",
    ),
    wrong(
        "NaN falls through to ask",
        """
def ui_policy(confidence, reversible, severity, left_out):
    loss = (1 - confidence) * severity
    if reversible and loss <= 1: return "act"
    if loss <= 20: return "suggest"
    if left_out and not confidence < 0.5 and severity < 1000: return "ask"
    return "hand"
""",
        message="not known",
    ),
    wrong(
        "the edges left out",
        """
def ui_policy(confidence, reversible, severity, left_out):
    if not (0 <= confidence <= 1 and severity >= 0):
        return "hand"
    loss = (1 - confidence) * severity
    if reversible and loss < 1: return "act"
    if loss < 20: return "suggest"
    if left_out and confidence > 0.5 and severity < 1000: return "ask"
    return "hand"
""",
        message="first line that applies",
    ),
]

# -- Decide 4 ------------------------------------------------------------------------------------------------------

D4 = """
_, key_of, before, logs = the_plan()
stage_of = {"draft": 1, "quote": 1, "back": 1, "all back": 2, "why": 2, "tone": 2, "many": 3, "rules": 4, "alone": 4}
name_of = {k: c for c, k in key_of.items()}
log = next(name for name, row in logs.items() if row[0] == "earns")
by_kind = {row[0]: name for name, row in logs.items()}
def plan(**changes):
    return {c: {**stage_of, **changes}[k] for c, k in key_of.items()}
decide_4 = {"stages": plan(), "log": log, "low": wilson_low(*logs[log][1:3])}
"""

DECIDE_4 = [
    right("as in the reference", D4),
    right(
        "tone with the alike ones",
        D4 + "decide_4 = {'stages': plan(tone=3), 'log': log.lower(), 'low': round(decide_4['low'], 3)}",
    ),
    right(
        "stages from an array",
        D4
        + "decide_4['stages'] = dict(zip(key_of, np.array([stage_of[k] for k in key_of.values()]), strict=True))",
    ),
    right("a Series of floats", D4 + "decide_4['stages'] = pd.Series(plan(tone=3)).astype(float)"),
    wrong(
        "by the day on which testers found it",
        D4
        + "order = capabilities.sort_values('testers found it on day')['capability']\ndecide_4['stages'] = {c: min(4, 1 + i // 3) for i, c in enumerate(order)}",
        message="stage",
    ),
    wrong("everything in a tour", D4 + "decide_4['stages'] = dict.fromkeys(key_of, 1)", message="tour"),
    wrong(
        "many before the way back",
        D4 + "decide_4['stages'] = {**plan(), name_of['many']: 2, name_of['tone']: 3}",
        message="stop them",
    ),
    wrong("alone too early", D4 + "decide_4['stages'] = plan(alone=3)", message="last stage"),
    wrong("one left out", D4 + "del decide_4['stages'][name_of['why']]", message="no stage"),
    wrong(
        "why together with the quote",
        D4 + "decide_4['stages'] = plan(why=1, tone=2, quote=2)",
        message="whole stage after",
    ),
    wrong("a stage that does not exist", D4 + "decide_4['stages'] = plan(alone=5)", message="1, 2, 3 or 4"),
    wrong("an edit rate as proof", D4 + "decide_4['log'] = by_kind['clicks']", message="no longer reads"),
    wrong("a streak", D4 + "decide_4['log'] = by_kind['streak']", message="cut out because it was good"),
    wrong("a small sample", D4 + "decide_4['log'] = by_kind['small']", message="may well be luck"),
    wrong("the share itself", D4 + "decide_4['low'] = logs[log][1] / logs[log][2]", message="share itself"),
    wrong("another bound", D4 + "decide_4['low'] -= 0.02", message="another figure"),
    wrong("nothing yet", "decide_4 = None", message="no answer yet"),
]

# -- Build 4 -------------------------------------------------------------------------------------------------------

B4 = """
def autonomy_level(audits, line=0.9, start=1):
    z2, rung, out = 1.96 ** 2, start, []
    for right, n in audits:
        if {sound}:
            p = right / n
            mid = (p + z2 / (2 * n)) / (1 + z2 / n)
            half = (z2 * p * (1 - p) / n + z2 * z2 / (4 * n * n)) ** 0.5 / (1 + z2 / n)
            if {up}:
                rung = {higher}
            elif {down}:
                rung = {lower}
        out.append(rung)
    return out
"""


def b4(
    sound="n > 0 and 0 <= right <= n",
    up="mid - half >= line",
    higher="min(3, rung + 1)",
    down="mid + half < line",
    lower="min(1, rung)",
) -> str:
    return B4.format(sound=sound, up=up, higher=higher, down=down, lower=lower)


BUILD_4 = [
    right("from the share", b4()),
    right(
        "with accumulate",
        """
def autonomy_level(audits, line=0.9, start=1):
    from itertools import accumulate
    def step(rung, audit):
        right, n = audit
        if math.isnan(right) or math.isnan(n) or n <= 0 or right < 0 or right > n:
            return rung
        z = 1.96
        root = z * math.sqrt(right * (n - right) / n + z * z / 4)
        low, high = (right + z * z / 2 - root) / (n + z * z), (right + z * z / 2 + root) / (n + z * z)
        return min(rung + 1, 3) if low >= line else min(rung, 1) if high < line else rung
    return list(accumulate(audits, step, initial=start))[1:]
""",
    ),
    wrong("the share", b4(up="p >= line"), message="takes the share"),
    wrong("never down", b4(down="False"), message="ratchet"),
    wrong(
        "all audits in one pot",
        """
def autonomy_level(audits, line=0.9, start=1):
    right = n = 0
    rung, out = start, []
    for r, m in audits:
        right, n = right + r, n + m
        z = 1.96
        centre = (right + z * z / 2) / (n + z * z)
        half = z / (n + z * z) * math.sqrt(right * (n - right) / n + z * z / 4)
        rung = min(rung + 1, 3) if centre - half >= line else min(rung, 1) if centre + half < line else rung
        out.append(rung)
    return out
""",
        message="rung",
    ),
    wrong("down on the share", b4(down="p < line"), message="lead to"),
    wrong("one rung down", b4(lower="max(1, rung - 1)"), message="back to rung 1"),
    wrong("from 0 up to 1 by a bad audit", b4(lower="1"), message="leaves 0"),
    wrong("no highest rung", b4(higher="rung + 1"), message="highest"),
    wrong("no audit without cases", b4(sound="True"), message="autonomy_level"),
    wrong("more right than cases", b4(sound="n > 0 and right >= 0"), message="autonomy_level"),
    wrong(
        "a streak of forty",
        "def autonomy_level(audits, line=0.9, start=1):\n    return [min(3, start + (right >= 40)) for right, n in audits]",
        message="takes the share",
    ),
    wrong("nothing returned", "def autonomy_level(*x, **y):\n    pass", message="returned None"),
]

# -- Calibration ---------------------------------------------------------------------------------------------------

CAL = """
levels = {
    "Agents like the drafts": [2, 0, 1, 2, 1],
    "several sides": [1, 2, 2, 0, 0],
    "two largest branches": [2, 1, 0, 1, 2],
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
calibration[who["several sides"]]["Alternatives"] = 1
calibration[who["two largest branches"]]["Consequences"] = 1
calibration[who["Agents like the drafts"]]["Reversal"] = 0
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
        + "calibration[who['several sides']] = dict.fromkeys(CRITERIA, 2); calibration[who['two largest branches']] = dict.fromkeys(CRITERIA, 2)",
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

# -- Guesses: by somebody who knows the form and the visible tables, and not the matter ----------------------------

_D1 = """
n, human, model, pair = (kinds[c] for c in ("messages a week", "agent alone", "model alone", "agent with draft"))
def total(rows):
    return float((n * np.where(kinds["row"].isin(rows), pair, human) / 800).sum())
"""
_D3 = """
given = situations.set_index("row")
_, meaning, _ = the_situations()
def answer(policy):
    return {"policy": policy, "harm": sum(harm_of(situations, meaning, r, p) for r, p in policy.items())}
"""
_D4 = """
names = list(capabilities["capability"])
log = str(rng.choice(list("ABCD")))
row = _logs[log]
low = wilson_low(row[1], row[2])
"""

GUESSES = {
    "test_decide_1": {
        "at random": _D1
        + "rows = sorted(rng.choice(np.arange(1, 9), int(rng.integers(2, 5)), replace=False).tolist())\ndecide_1 = {'rows': rows, 'right': total(rows)}",
        "some of those that are ahead": _D1
        + "lead = [int(r) for r in kinds['row'][pair - np.maximum(human, model) >= 40]]\nrows = rng.choice(lead, int(rng.integers(2, 5)), replace=False).tolist()\ndecide_1 = {'rows': rows, 'right': total(rows)}",
        "all that are ahead": _D1
        + "rows = [int(r) for r in kinds['row'][pair - np.maximum(human, model) >= 40]]\ndecide_1 = {'rows': rows, 'right': total(rows)}",
        "everything filled": _D1 + "decide_1 = {'rows': list(range(1, 9)), 'right': total(range(1, 9))}",
        "the three largest leads": _D1
        + "rows = kinds.assign(lead=pair - np.maximum(human, model)).nlargest(3, 'lead')['row'].tolist()\ndecide_1 = {'rows': rows, 'right': total(rows)}",
        "the longest words": _D1
        + "rows = kinds.loc[kinds['how model and pair were measured'].str.len().nlargest(3).index, 'row'].tolist()\ndecide_1 = {'rows': rows, 'right': total(rows)}",
        "constant": _D1 + "decide_1 = {'rows': [1, 2, 3], 'right': total([1, 2, 3])}",
    },
    "test_decide_2": {
        "at random": "pick = rng.choice(np.arange(1, 13), 5, replace=False).tolist()\ndecide_2 = {n: (float(rng.uniform(5, 60)) if any(c.isdigit() for c in first_run[n]) else 'rewrite') for n in pick}",
        "numbers right, three others at random": """
numbered = {n: t for n, t in first_run.items() if "drafts a week" in t or "at least one" in t}
others = [n for n in first_run if n not in numbered]
decide_2 = {n: "rewrite" for n in rng.choice(others, 3, replace=False).tolist()}
decide_2 |= {n: known["a_month"] * 12 / 52 * (1 - known["right"] / 100) if "a week" in t else 100 * (1 - (known["cards"] / 100) ** known["uses"]) for n, t in numbered.items()}
""",
        "everything filled": "decide_2 = {n: 'rewrite' for n in first_run}",
        "the five longest": "decide_2 = {n: 'rewrite' for n in sorted(first_run, key=lambda n: -len(first_run[n]))[:5]}",
        "numbers right, the three shortest": """
numbered = {n: t for n, t in first_run.items() if "drafts a week" in t or "at least one" in t}
others = sorted((n for n in first_run if n not in numbered), key=lambda n: len(first_run[n]))
decide_2 = {n: "rewrite" for n in others[:3]}
decide_2 |= {n: known["a_month"] * 12 / 52 * (1 - known["right"] / 100) if "a week" in t else 100 * (1 - (known["cards"] / 100) ** known["uses"]) for n, t in numbered.items()}
""",
        "constant": "decide_2 = {1: 'rewrite', 2: 12.0, 3: 'rewrite', 4: 50.0, 5: 'rewrite'}",
    },
    "test_decide_3": {
        "at random": _D3 + "decide_3 = answer({r: str(rng.choice(list(MINUTES))) for r in range(1, 9)})",
        "constant": _D3 + "decide_3 = answer(dict.fromkeys(range(1, 9), 'suggest'))",
        "everything to people": _D3 + "decide_3 = answer(dict.fromkeys(range(1, 9), 'hand'))",
        "everything acts": _D3 + "decide_3 = answer(dict.fromkeys(range(1, 9), 'act'))",
        "by how often wrong": _D3
        + "decide_3 = answer({r: 'act' if w < 5 else 'suggest' if w < 10 else 'hand' for r, w in given['drafts wrong, of 100'].items()})",
        "by the three questions, without a sum": _D3
        + "decide_3 = answer({r: 'hand' if d else 'ask' if o else 'act' if u else 'suggest' for r, (u, o, d) in meaning.items()})",
        "by expected harm": _D3
        + "loss = given['drafts wrong, of 100'] * given['harm of a wrong reply, $'] / 100\nplaces = loss.rank()\ndecide_3 = answer({r: 'act' if k <= 2 else 'hand' if k == 8 else 'suggest' for r, k in places.items()})",
    },
    "test_decide_4": {
        "at random": _D4
        + "decide_4 = {'stages': {c: int(rng.integers(1, 5)) for c in names}, 'log': log, 'low': low}",
        "three, two, two, two at random": _D4
        + "decide_4 = {'stages': dict(zip(rng.permutation(names).tolist(), [1, 1, 1, 2, 2, 3, 3, 4, 4])), 'log': log, 'low': low}",
        "in the order of the table": _D4
        + "decide_4 = {'stages': dict(zip(names, [1, 1, 1, 2, 2, 2, 3, 3, 4])), 'log': log, 'low': low}",
        "by the day": _D4
        + "decide_4 = {'stages': dict(zip(capabilities.sort_values('testers found it on day')['capability'], [1, 1, 1, 2, 2, 3, 3, 4, 4])), 'log': log, 'low': low}",
        "constant": _D4 + "decide_4 = {'stages': dict.fromkeys(names, 1), 'log': 'A', 'low': 0.91}",
        "the log with the most cases": _D4
        + "log = max(_logs, key=lambda k: _logs[k][2])\ndecide_4 = {'stages': dict(zip(rng.permutation(names).tolist(), [1, 1, 1, 2, 2, 2, 3, 3, 4])), 'log': log, 'low': wilson_low(*_logs[log][1:3])}",
    },
}

SURVIVORS = {
    "test_build_1": {
        "human_right)))": "the lists always have the same length",
        "strict=False": "the lists always have the same length",
    },
    "test_build_4": {
        "centre - half > line": "no share of whole numbers puts the lower end exactly on a line of two digits",
        "centre + half <= line": "nor the upper end",
    },
}
