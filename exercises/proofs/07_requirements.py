"""Answers that the graders of exercise 7 must accept, and answers they must reject, each with its message.

An answer cell sees what stands above it in the exercise (`prd`, `note`, `settings`, `kinds`, …), so most answers to
the Decide tasks are computed: the tables differ by course seed. The helpers below build their sources.
"""

from aipm.practice.proofs import right, wrong

# -- Decide 1 ------------------------------------------------------------------------------------------------------

D1 = """
bad = {
    "language": "covered by the line", "late": "as soon as the first count", "borrowed": "drawn from all calls",
    "world": "once recall is", "whom": "vendor's own quality score", "loop": "400 notes a day",
}
at = {name: n for name, words in bad.items() for n, text in prd.items() if words in text}
cases = next(n for n, text in prd.items() if "to be known to" in text)
kill = next(n for n, text in prd.items() if "is switched off when" in text)
share = int(prd[cases].split("expected ")[1].split()[0])
half = int(prd[cases].split("±")[1].split()[0])
line = int(prd[kill].split("at least ")[1].split()[0])
need = math.ceil(3.8416 * share * (100 - share) / half**2)
decide_1 = {n: "rewrite" for n in at.values()} | {cases: need, kill: line - 4}
"""


def d1(change: str = "") -> str:
    return D1 + change


def at_line(words: str) -> str:
    return f"next(n for n, text in prd.items() if {words!r} in text)"


DECIDE_1 = [
    right("by the five questions", d1()),
    right(
        "one case less, switched off just below the line, in capitals",
        d1(
            'decide_1 = {n: " REWRITE" for n in at.values()} | {cases: float(need - 1), kill: np.float64(line - 0.5)}\n'
        ),
    ),
    right(
        "ten points below the line, NumPy numbers",
        d1("decide_1[kill] = np.int64(line - 10)\ndecide_1[cases] = np.int64(need)\n"),
    ),
    wrong(
        "a group that disappears in the total stays, or whichever is first",
        d1("del decide_1[next(iter(at.values()))]\n"),
        message="1 faulty line is still to be found",
    ),
    wrong(
        "the cases are doubled by feel",
        d1("decide_1[cases] = 2 * need\n"),
        message="the fewest that give it",
    ),
    wrong(
        "the whole width for the half",
        d1("decide_1[cases] = need / 4\n"),
        message="the whole width for the half",
    ),
    wrong(
        "fewer cases by feel",
        d1("decide_1[cases] = need - 40\n"),
        message="does not mend it",
    ),
    wrong(
        "fifty cases to be safe",
        d1("decide_1[cases] = need + 50\n"),
        message="the fewest that give it",
    ),
    wrong(
        "the form is taken for a fault",
        d1(f'decide_1[{at_line("nine boxes")}] = "rewrite"\n'),
        message="the best simple fix",
    ),
    wrong(
        "no 1.96 in it",
        d1("decide_1[cases] = round(share * (100 - share) / half**2)\n"),
        message="leaves out the 1.96 squared",
    ),
    wrong(
        "1.96 not squared",
        d1("decide_1[cases] = round(1.96 * share * (100 - share) / half**2)\n"),
        message="the 1.96 is squared",
    ),
    wrong(
        "the n of a rate of one half",
        d1("decide_1[cases] = math.ceil(3.8416 * 2500 / half**2)\n"),
        message="a rate of one half",
    ),
    wrong("switched off at the line", d1("decide_1[kill] = line\n"), message="keeps its own line"),
    wrong("as a share", d1("decide_1[kill] = (line - 4) / 100\n"), message="in percent"),
    wrong("switched off far below", d1("decide_1[kill] = line - 20\n"), message="members bear it long"),
    wrong(
        "few hardship cases are taken for a fault",
        d1(f'decide_1[{at_line("on 350 cases")}] = "rewrite"\n'),
        message="the bad end",
    ),
    wrong(
        "an open question is taken for a fault",
        d1(f'decide_1[{at_line("AI Act")}] = "rewrite"\n'),
        message="an open question",
    ),
    wrong(
        "a stricter line for fees is taken for a fault",
        d1(f'decide_1[{at_line("Calls about fees")}] = "rewrite"\n'),
        message="a stricter line",
    ),
    wrong("all marked", 'decide_1 = dict.fromkeys(range(1, 17), "rewrite")', message="false alarm"),
    wrong("nothing marked", "decide_1 = {}", message="no line is marked"),
    wrong("no answer", "decide_1 = None", message="decide_1"),
]
SLICES = {
    "language": "a group disappear in the total",
    "late": "waits for the count",
    "borrowed": "cases of another slice",
    "world": "kept by the model alone",
    "whom": "no 'of whom'",
    "loop": "in the loop on paper",
}
# Each kind of fault is there on some seeds only; where it is not, the answer lacks the width instead.
for _name, _said in SLICES.items():
    DECIDE_1.append(
        wrong(
            f"the line '{_name}' stays",
            d1(f"del decide_1[at.get({_name!r}, cases)]\n"),
            message="1 faulty line is still to be found",
        )
    )

# -- Decide 2 ------------------------------------------------------------------------------------------------------


def d2(
    path: str = "bbcacb", lines: str = "three", worst: str = "100 * (1 - 0.05 ** (1 / clean_fees))"
) -> str:
    return f"""
words = ("drawn by lot", "by the lower end", "a person reads each reply")
three = [n for n, text in note.items() if any(w in text for w in words)]


def starts(words):
    return next(n for n, text in note.items() if text.startswith(words))


decide_2 = {{"path": list({path!r}), "lines": {lines}, "worst": {worst}}}
"""


DECIDE_2 = [
    right("her fear first, ten replies drawn by lot", d2()),
    right("the report in her office, the rule of three", d2("bbcbcb", worst="300 / clean_fees")),
    right(
        "the worst five, lines in another order, a path in one word",
        d2("bbcccb", lines="np.array(three[::-1])").replace("list('bbcccb')", "'bbcccb'"),
    ),
    wrong("the sum on Monday: wins the argument", d2("abcacb"), message="makes her less tired"),
    wrong("promises to look into 99", d2("cbcacb"), message="99 now has an owner"),
    wrong("the line after the count", d2("bbaacb"), message="none that was agreed before the count"),
    wrong("nothing drawn by lot", d2("bacacb"), message="nothing has been drawn by lot"),
    wrong("one number for the corridor", d2("bbcaab"), message="One number has been replaced"),
    wrong("no number for the corridor", d2("bbcabb"), message="You did not give her anything else"),
    wrong("a withdrawal in her name", d2("bbcaca"), message="right, in writing, in her name"),
    wrong("on course", d2("bbcacc"), message="finds a 99, a date"),
    wrong("fear never asked", d2("abcbcb"), message="never been asked"),
    wrong("0 of n is 0", d2(worst="0"), message="is not 0 %"),
    wrong("as a share", d2(worst="1 - 0.05 ** (1 / clean_fees)"), message="in percent"),
    wrong(
        "a range with two ends",
        d2(worst="100 * (1 - interval(clean_fees, clean_fees)[0])"),
        message="two ends",
    ),
    wrong("two ends, exactly", d2(worst="100 * (1 - 0.025 ** (1 / clean_fees))"), message="two ends"),
    wrong("one over n", d2(worst="100 / clean_fees"), message="one error in the test"),
    wrong("the question the other way", d2(worst="100 * 0.95**clean_fees"), message="runs the other way"),
    wrong(
        "zero errors in the note",
        d2(lines='[*three[:2], starts("Of " + str(clean_fees))]'),
        message="is missing and 1 sentence does not belong",
    ),
    wrong(
        "the chosen demo as evidence", d2(lines='[*three, starts("The ten")]'), message="Somebody chose them"
    ),
    wrong("an ambition as well", d2(lines='[*three, starts("We keep")]'), message="owns it"),
    wrong("a single figure as well", d2(lines='[*three, starts("In our own")]'), message="without its range"),
    wrong("all nine", d2(lines="list(note)"), message="do not belong"),
    wrong("the path stops", d2("bbc"), message="stops after 3 replies"),
]

# -- Decide 3 ------------------------------------------------------------------------------------------------------

D3 = """
s = settings.set_index("row")
a, h = s["again"] / s["n"], s["missed"] / s["m"]
a_end = s.apply(lambda r: interval(r["again"], r["n"])[1], axis=1)
h_end = s.apply(lambda r: interval(r["missed"], r["m"])[1], axis=1)
value = 10 * s["contained"] * (6 * (1 - a) - 9 * a)
rows = [int(i) for i in s.index if a_end[i] <= 0.2 and h_end[i] <= 0.05]
number = max(value[rows])
best = value[rows].idxmax()
decide_3 = {"rows": rows, "number": number}
"""


def d3(change: str = "") -> str:
    return D3 + change


DECIDE_3 = [
    right("by both bad ends", d3()),
    right(
        "rows reversed in a tuple, a rounded value",
        d3('decide_3 = {"number": int(round(number)), "rows": tuple(rows[::-1])}\n'),
    ),
    right(
        "by a mask",
        d3(
            'decide_3 = {"rows": s.index[(a_end <= 0.2) & (h_end <= 0.05)], "number": np.float64(number + 3)}\n'
        ),
    ),
    wrong(
        "guardrails read at their middle",
        d3(
            'rows = [int(i) for i in s.index if a[i] <= 0.2 and h[i] <= 0.05]\ndecide_3 = {"rows": rows, "number": max(value[rows])}\n'
        ),
        message="at the bad end",
    ),
    wrong(
        "the middle, but with a margin and enough hardship cases",
        d3(
            'rows = [int(i) for i in s.index if a[i] <= 0.16 and h[i] < 0.05 and s.loc[i, "m"] >= 100]\ndecide_3 = {"rows": rows, "number": max(value[rows])}\n'
        ),
        message="at the bad end",
    ),
    wrong(
        "the three that contain least, without the many missed",
        d3(
            'rows = s[s["missed"] <= 5].nsmallest(3, "contained").index.tolist()\ndecide_3 = {"rows": rows, "number": max(value[rows])}\n'
        ),
        message="decide_3",
    ),
    wrong(
        "only writing again is looked at",
        d3(
            'rows = [int(i) for i in s.index if a_end[i] <= 0.2]\ndecide_3 = {"rows": rows, "number": max(value[rows])}\n'
        ),
        message="not belong",
    ),
    wrong(
        "deflection alone",
        d3(
            'top = s["contained"].nlargest(3).index.tolist()\ndecide_3 = {"rows": top, "number": float(value[top].max())}\n'
        ),
        message="not belong",
    ),
    wrong(
        "guardrails ignored",
        d3('decide_3 = {"rows": list(s.index), "number": max(value)}\n'),
        message="not belong",
    ),
    wrong("the best of all eight", d3('decide_3["number"] = max(value)\n'), message="breaks a guardrail"),
    wrong(
        "second messages left out",
        d3('decide_3["number"] = 60 * s.loc[best, "contained"] * (1 - a[best])\n'),
        message="who write again",
    ),
    wrong("for a hundred", d3('decide_3["number"] = number / 10\n'), message="for 1,000"),
    wrong("added up", d3('decide_3["number"] = float(value[rows].sum())\n'), message="you can have one"),
    wrong(
        "all messages contained",
        d3('decide_3["number"] = 1000 * (6 - 15 * a[best])\n'),
        message="all 1,000 messages for contained",
    ),
    wrong(
        "the lowest left out, since it contains so little",
        d3('rows.remove(s.loc[rows, "contained"].idxmin())\ndecide_3 = {"rows": rows, "number": number}\n'),
        message="keeps both at the bad end",
    ),
    wrong("no answer", "decide_3 = None", message="decide_3"),
]

# -- Decide 4 ------------------------------------------------------------------------------------------------------

D4 = """
k = kinds.set_index("row")
expected = (100 - k["right"]) / 100 * k["error"]
goes = expected > k["person"]


def month(goes, expected=expected):
    return float((k["messages"] * np.where(goes, k["person"], expected)).sum())


decide_4 = {"rows": [int(i) for i in k.index if goes[i]], "number": month(goes)}
"""


def d4(change: str = "") -> str:
    return D4 + change


DECIDE_4 = [
    right("count and two prices, kind by kind", d4()),
    right(
        "rounded to ten dollars, rows as an Index",
        d4('decide_4 = {"number": round(month(goes), -1), "rows": k.index[goes]}\n'),
    ),
    right(
        "as the cheaper of two ways",
        d4(
            'cheaper = np.minimum(expected, k["person"])\ndecide_4 = {"rows": k.index[cheaper < expected].tolist()[::-1], "number": (cheaper * k["messages"]).sum()}\n'
        ),
    ),
    wrong(
        "the score is taken for the chance",
        d4(
            'by = (1 - k["score"]) * k["error"]\ndecide_4 = {"rows": k.index[by > k["person"]].tolist(), "number": month(by > k["person"], by)}\n'
        ),
        message="its own score",
    ),
    wrong(
        "one line for all",
        d4('by = (100 - k["right"]) > 25\ndecide_4 = {"rows": k.index[by].tolist(), "number": month(by)}\n'),
        message="kind",
    ),
    wrong(
        "all to a person",
        d4('decide_4 = {"rows": list(k.index), "number": month(goes | True)}\n'),
        message="do not belong",
    ),
    wrong(
        "the other way round",
        d4('decide_4 = {"rows": k.index[~goes].tolist(), "number": month(~goes)}\n'),
        message="missing",
    ),
    wrong(
        "errors left out",
        d4('decide_4["number"] = float((k["messages"] * k["person"])[goes].sum())\n'),
        message="leaves out the errors",
    ),
    wrong(
        "persons left out",
        d4('decide_4["number"] = float((k["messages"] * expected)[~goes].sum())\n'),
        message="leaves out the persons",
    ),
    wrong(
        "DRAFT answers all",
        d4('decide_4["number"] = float((k["messages"] * expected).sum())\n'),
        message="DRAFT answers all ten",
    ),
    wrong(
        "a person answers all",
        d4('decide_4["number"] = float((k["messages"] * k["person"]).sum())\n'),
        message="a person answers all ten",
    ),
    wrong(
        "errors by score",
        d4('decide_4["number"] = month(goes, (1 - k["score"]) * k["error"])\n'),
        message="take them from the count",
    ),
    wrong(
        "each count at its bad end",
        d4(
            'end = pd.Series([interval(100 - v, 100)[1] for v in k["right"]], index=k.index) * k["error"]\nby = end > k["person"]\ndecide_4 = {"rows": k.index[by].tolist(), "number": month(by)}\n'
        ),
        message="at its bad end, which is for guardrails",
    ),
    wrong("no answer", "decide_4 = None", message="decide_4"),
]

# -- Build 1 -------------------------------------------------------------------------------------------------------


def b1(
    low: str = "interval(r, n)[0]",
    more: str = "",
    compare: str = ">=",
    none: str = "n is None or n != n or r != r or n == 0",
) -> str:
    return f"""
def check_requirements(results, spec):
    found = {{s: (n, r) for s, n, r in zip(results["slice"], results["n"], results["right"])}}
    out = {{}}
    for name, line in spec.items():
        n, r = found.get(name, (None, 0))
        if {none}:
            out[name] = "no cases"
        else:
            out[name] = "pass" if {low} {compare} line else "fail"
    {more}
    return out
"""


LOW90 = """

def low90(right, n):
    share, spread = right / n, 1.645**2 / n
    half = 1.645 * math.sqrt(share * (1 - share) / n + spread / (4 * n))
    return (share + spread / 2 - half) / (1 + spread)
"""


BUILD_1 = [
    right("through a dict", b1()),
    right(
        "with a merge",
        """
def check_requirements(results, spec):
    if not spec:
        return {}
    t = pd.DataFrame({"slice": list(spec), "line": list(spec.values())}).merge(results, on="slice", how="left")
    def word(r):
        if not (r["n"] > 0) or pd.isna(r["right"]):
            return "no cases"
        return "pass" if interval(r["right"], r["n"])[0] >= r["line"] else "fail"
    return {r["slice"]: word(r) for _, r in t.iterrows()}
""",
    ),
    wrong("the share against the line", b1("r / n"), message="the lower end lies near 65 %"),
    wrong("the upper end", b1("interval(r, n)[1]"), message="the lower end"),
    wrong(
        "overall only",
        b1("interval(sum(v[1] for v in found.values()), sum(v[0] for v in found.values()))[0]"),
        message="the lower end lies near 65 %",
    ),
    wrong(
        "a slice without a row disappears",
        b1(more='out = {k: v for k, v in out.items() if v != "no cases"}'),
        message="should give pass for all",
    ),
    wrong(
        "slices beyond the spec",
        b1(more='out |= {k: "pass" for k in found if k not in spec}'),
        message="should give pass for all",
    ),
    wrong(
        "the square root of the textbook",
        b1("r / n - 1.96 * math.sqrt(r / n * (1 - r / n) / n)"),
        message="Another interval?",
    ),
    wrong("an interval of 90 %", b1("low90(r, n)") + LOW90, message="Another interval?"),
    wrong("above the line only", b1(compare=">"), message="Exactly at the line"),
    wrong("an n of 0 divides", b1(none="n is None or n != n or r != r"), message="division by zero"),
    wrong("NaN passes on", b1(none="n is None or n == 0"), message="there are no cases"),
    wrong("few cases are none", b1(none="n is None or n != n or r != r or n < 5"), message="A single case"),
    wrong(
        "returns nothing", "def check_requirements(results, spec):\n    pass\n", message="check_requirements"
    ),
]

# -- Build 2 -------------------------------------------------------------------------------------------------------


def b2(first: str = "right**n", second: str = "1 - (1 - sure) ** (1 / n)", zero: str = "(1.0, 1.0)") -> str:
    return f"""
def demonstration(right, n, sure=0.95):
    if n == 0:
        return {zero}
    return {first}, {second}
"""


BUILD_2 = [
    right("with a branch", b2()),
    right(
        "by logarithms, as a list",
        "def demonstration(right, n, sure=0.95):\n    return [right**n if n else 1, -math.expm1(math.log(1 - sure) / n) if n else 1]\n",
    ),
    wrong("the rule of three for all n", b2(second="3 / n"), message="leave 25.9 % open"),
    wrong("no error is no error rate", b2(second="0.0"), message="not an error rate of zero"),
    wrong("the share itself", b2(first="right"), message="ten of ten in 5.6 %"),
    wrong(
        "one wrong allowed", b2(first="right**n + n * right ** (n - 1) * (1 - right)"), message="ten of ten"
    ),
    wrong("sure the other way", b2(second="1 - sure ** (1 / n)"), message="leave 25.9 % open"),
    wrong("nothing shown is perfect", b2(zero="(1.0, 0.0)"), message="every error rate is still possible"),
    wrong("sure is ignored", b2(second="1 - 0.05 ** (1 / n)"), message="clean ones at"),
    wrong(
        "NaN is taken for zero", b2(first="(0.0 if right != right else right) ** n"), message="NaN gives NaN"
    ),
    wrong(
        "a single number", "def demonstration(right, n, sure=0.95):\n    return right**n\n", message="a pair"
    ),
]

# -- Build 3 -------------------------------------------------------------------------------------------------------

B3 = """
def settled_share(log, of="messages"):
    if of not in ("messages", "members"):
        raise ValueError(of)
    per = {{}}
    for who, n, k in zip(log["member"], log["messages"], log["settled"]):
        if {skip}:
            continue
        old = per.get(who, (0, 0))
        per[who] = (old[0] + n, old[1] + k)
    per = [v for v in per.values() if {keep}]
    if not per:
        return {empty}
    if of == "messages":
        return {ofmessages}
    return {ofmembers}
"""


def b3(**change: str) -> str:
    parts = {
        "skip": "pd.isna(who) or pd.isna(n) or pd.isna(k)",
        "keep": "v[0] > 0",
        "empty": "math.nan",
        "ofmessages": "sum(v[1] for v in per) / sum(v[0] for v in per)",
        "ofmembers": "sum(v[1] / v[0] for v in per) / len(per)",
    }
    return B3.format(**(parts | change))


BUILD_3 = [
    right("in a loop", b3()),
    right(
        "with a pivot",
        """
def settled_share(log, of="messages"):
    if of == "messages":
        t = log.dropna(subset=["member", "messages", "settled"])
        return t["settled"].sum() / t["messages"].sum() if len(t) and t["messages"].sum() else math.nan
    if of == "members":
        t = log.dropna(subset=["member", "messages", "settled"]).groupby("member")[["messages", "settled"]].sum().query("messages > 0")
        return float((t["settled"] / t["messages"]).mean()) if len(t) else math.nan
    raise ValueError("messages or members")
""",
    ),
    wrong(
        "ratio of averages for both",
        b3(ofmembers="sum(v[1] for v in per) / sum(v[0] for v in per)"),
        message="counts forty times",
    ),
    wrong(
        "average of ratios for both",
        b3(ofmessages="sum(v[1] / v[0] for v in per) / len(per)"),
        message="Of 44 messages 37",
    ),
    wrong(
        "the rows are averaged",
        """
def settled_share(log, of="messages"):
    t = log.dropna(subset=["member", "messages", "settled"]).query("messages > 0")
    return t["settled"].sum() / t["messages"].sum() if of == "messages" else (t["settled"] / t["messages"]).mean()
""",
        message="averages the rows",
    ),
    wrong(
        "NaN is taken for zero",
        b3(skip="False", ofmessages="np.nansum([v[1] for v in per]) / np.nansum([v[0] for v in per])"),
        message="settled_share",
    ),
    wrong("members without messages divide", b3(keep="True"), message="settled_share"),
    wrong("nothing is zero", b3(empty="0.0"), message="math.nan"),
    wrong(
        "another 'of' passes",
        b3().replace('    if of not in ("messages", "members"):\n        raise ValueError(of)\n', ""),
        message="should raise a ValueError",
    ),
    wrong("returns nothing", "def settled_share(log, of='messages'):\n    pass\n", message="settled_share"),
]

# -- Build 4 -------------------------------------------------------------------------------------------------------

B4 = """
def calibration_gap(score, right, bins=10):
    pairs = [(float(s), float(r)) for s, r in zip(score, right)]
    pairs = [(s, r) for s, r in pairs if {known}]
    if not pairs:
        return {empty}
    groups = {{}}
    for s, r in pairs:
        groups.setdefault({band}, []).append((s, r))
    total = 0.0
    for one in groups.values():
        gap = {gap}
        total += {weight} * gap
    return total
"""


def b4(**change: str) -> str:
    parts = {
        "known": "not (math.isnan(s) or math.isnan(r))",
        "empty": "math.nan",
        "band": "min(int(s * bins), bins - 1)",
        "gap": "abs(sum(s for s, _ in one) / len(one) - sum(r for _, r in one) / len(one))",
        "weight": "len(one) / len(pairs)",
    }
    return B4.format(**(parts | change))


BUILD_4 = [
    right("in a loop", b4()),
    right(
        "with a groupby",
        """
def calibration_gap(score, right, bins=10):
    t = pd.DataFrame({"s": np.asarray(score, float), "r": np.asarray(right, float)}).dropna()
    if t.empty:
        return math.nan
    g = t.groupby((t["s"] * bins).astype(int).clip(upper=bins - 1)).agg(s=("s", "mean"), r=("r", "mean"), n=("s", "size"))
    return float(((g["s"] - g["r"]).abs() * g["n"]).sum() / len(t))
""",
    ),
    wrong("the two means of all", b4(band="0"), message="cancel out"),
    wrong("confidence is accuracy", b4(gap="0.0"), message="0.35"),
    wrong(
        "without the absolute value",
        b4(gap="sum(s for s, _ in one) / len(one) - sum(r for _, r in one) / len(one)"),
        message="cancel out",
    ),
    wrong("each band counts alike", b4(weight="1 / len(groups)"), message="Bands weigh by their cases"),
    wrong("1.0 in a band of its own", b4(band="int(s * bins)"), message="belongs to the last band"),
    wrong(
        "the border belongs below", b4(band="max(math.ceil(s * bins) - 1, 0)"), message="belongs to the upper"
    ),
    wrong("nothing is zero", b4(empty="0.0"), message="math.nan"),
    wrong(
        "NaN outcomes count as wrong",
        b4(
            known="not math.isnan(s)",
            gap="abs(sum(s for s, _ in one) / len(one) - sum(r for _, r in one if r == r) / len(one))",
        ),
        message="math.nan",
    ),
    wrong("always ten bands", b4(band="min(int(s * 10), 9)"), message="bands it is"),
    wrong(
        "returns nothing",
        "def calibration_gap(score, right, bins=10):\n    pass\n",
        message="calibration_gap",
    ),
]

# -- Calibration ---------------------------------------------------------------------------------------------------

LEVELS = """
levels = {"for letters in English, and": [2, 2, 0, 1, 2], "full of good conversations": [1, 1, 2, 2, 0], "There is nothing left": [2, 0, 1, 0, 1]}
key = {m: dict(zip(CRITERIA, next(v for w, v in levels.items() if w in t))) for m, t in memos.items()}
"""


def cal(change: str) -> str:
    return LEVELS + change


CALIBRATION = [
    right("by the words", cal("calibration = key\n")),
    right(
        "three off are still full marks",
        cal(
            "calibration = key\nfor m in 'ABC':\n    calibration[m]['Evidence'] = (key[m]['Evidence'] + 1) % 3\n"
        ),
    ),
    wrong(
        "the longest is the best",
        cal(
            "longest = max(memos, key=lambda m: len(memos[m]))\ncalibration = {m: dict.fromkeys(CRITERIA, 2 if m == longest else 0) for m in 'ABC'}\n"
        ),
        message="Memo",
    ),
    wrong(
        "all 2",
        cal("calibration = {m: dict.fromkeys(CRITERIA, 2) for m in 'ABC'}\n"),
        message="Memo",
        points=0,
    ),
    wrong(
        "all 1",
        cal("calibration = {m: dict.fromkeys(CRITERIA, 1) for m in 'ABC'}\n"),
        message="Memo",
        points=0,
    ),
    wrong(
        "all 0",
        cal("calibration = {m: dict.fromkeys(CRITERIA, 0) for m in 'ABC'}\n"),
        message="Memo",
        points=0,
    ),
    wrong("left empty", "calibration = {m: dict.fromkeys(CRITERIA) for m in 'ABC'}\n", message="calibration"),
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
    "test_build_3": {
        "sums['messages'] >= 0": "0/0 is NaN, which the average leaves out, and for all of them it is the NaN that is asked for",
    },
}

GUESSES = {
    "test_decide_1": {
        "at random": """
marked = [int(n) for n in rng.choice(range(1, 17), 6, replace=False)]
decide_1 = dict.fromkeys(marked, "rewrite")
for n, text in prd.items():
    if "to be known to" in text:
        share, half = (int(part.split()[0]) for part in (text.split("expected ")[1], text.split("±")[1]))
        decide_1[n] = math.ceil(3.8416 * share * (100 - share) / half**2)
    if "is switched off when" in text:
        decide_1[n] = int(text.split("at least ")[1].split()[0]) - 5
for n in [n for n, v in decide_1.items() if v == "rewrite"][4:]:
    del decide_1[n]
""",
        "the longest lines": """
longest = sorted(prd, key=lambda n: -len(prd[n]))[:6]
decide_1 = dict.fromkeys(longest, "rewrite")
decide_1[longest[0]] = 70
""",
        "every line": 'decide_1 = dict.fromkeys(range(1, 17), "rewrite")',
    },
    "test_decide_2": {
        "at random": """
decide_2 = {
    "path": [str(x) for x in rng.choice(list("abc"), 6)],
    "lines": [int(n) for n in rng.choice(range(1, 10), 3, replace=False)],
    "worst": 300 / clean_fees,
}
""",
        "the shortest replies": """
decide_2 = {
    "path": [
        min(scene["replies"], key=lambda r: len(r["text"]))["id"] for scene in the_99.data["scenes"]
    ],
    "lines": [int(n) for n in rng.choice(range(1, 10), 3, replace=False)],
    "worst": 300 / clean_fees,
}
""",
        "everything filled": 'decide_2 = {"path": list("aaaaaa"), "lines": list(range(1, 10)), "worst": 10}',
    },
    "test_decide_3": {
        "at random": """
rows = [r for r in range(1, 9) if rng.random() < 0.4] or [1]
s = settings.set_index("row").loc[rows]
decide_3 = {"rows": rows, "number": float((10 * s["contained"] * (6 - 15 * s["again"] / s["n"])).max())}
""",
        "the fewest that wrote again": """
s = settings.assign(a=settings["again"] / settings["n"]).nsmallest(3, "a")
decide_3 = {"rows": s["row"].tolist(), "number": float((10 * s["contained"] * (6 - 15 * s["a"])).max())}
""",
        "the least contained, without the many missed": """
s = settings.assign(a=settings["again"] / settings["n"])
s = s[s["missed"] <= 5].nsmallest(int(rng.integers(2, 5)), "contained")
decide_3 = {"rows": s["row"].tolist(), "number": float((10 * s["contained"] * (6 - 15 * s["a"])).max())}
""",
        "the middle, with a margin": """
s = settings.assign(a=settings["again"] / settings["n"], h=settings["missed"] / settings["m"])
s = s[(s["a"] <= 0.16) & (s["h"] < 0.05) & (s["m"] >= 100)]
decide_3 = {"rows": s["row"].tolist(), "number": float((10 * s["contained"] * (6 - 15 * s["a"])).max())}
""",
        "everything kept": """
s = settings.assign(a=settings["again"] / settings["n"])
decide_3 = {"rows": s["row"].tolist(), "number": float((10 * s["contained"] * (6 - 15 * s["a"])).max())}
""",
    },
    "test_decide_4": {
        "at random": """
goes = kinds["row"].isin(rng.choice(range(1, 11), 5, replace=False))
cost = np.where(goes, kinds["person"], (100 - kinds["right"]) / 100 * kinds["error"])
decide_4 = {"rows": kinds["row"][goes].tolist(), "number": float((kinds["messages"] * cost).sum())}
""",
        "the five that are wrong most often": """
goes = kinds["right"].rank(method="first") <= rng.integers(4, 7)
cost = np.where(goes, kinds["person"], (100 - kinds["right"]) / 100 * kinds["error"])
decide_4 = {"rows": kinds["row"][goes].tolist(), "number": float((kinds["messages"] * cost).sum())}
""",
        "the most expected harm": """
harm = (100 - kinds["right"]) * kinds["error"]
goes = harm.rank(method="first", ascending=False) <= rng.integers(4, 7)
cost = np.where(goes, kinds["person"], harm / 100)
decide_4 = {"rows": kinds["row"][goes].tolist(), "number": float((kinds["messages"] * cost).sum())}
""",
        "the dearest errors": """
goes = kinds["error"].rank(method="first", ascending=False) <= 5
cost = np.where(goes, kinds["person"], (100 - kinds["right"]) / 100 * kinds["error"])
decide_4 = {"rows": kinds["row"][goes].tolist(), "number": float((kinds["messages"] * cost).sum())}
""",
        "everything to a person": """
decide_4 = {"rows": list(range(1, 11)), "number": float((kinds["messages"] * kinds["person"]).sum())}
""",
    },
}
