"""Answers that the graders of the warm-up must accept, and answers they must reject, each with its message."""

from aipm.practice.proofs import right, wrong

D1 = """
n, k, se, fp = flag.values()
found, false = k * se / 100, (n - k) * fp / 1_000
share = 100 * found / (found + false)
decide_1 = share
"""
DECIDE_1 = [
    right("exact", D1),
    right("to one decimal, as a NumPy number", D1 + "decide_1 = np.round(np.float64(share), 1)"),
    wrong("the share of scams found", D1 + "decide_1 = se", message="another crowd"),
    wrong("the share of others left alone", D1 + "decide_1 = 100 - fp / 10", message="left alone"),
    wrong(
        "rates compared as if both crowds were equally large",
        D1 + "decide_1 = 100 * se / (se + fp / 10)",
        message="equally many",
    ),
    wrong("the wrong flags", D1 + "decide_1 = 100 - share", message="are wrong"),
    wrong("as a share of one", D1 + "decide_1 = share / 100", message="multiply by 100"),
    wrong(
        "found over false alarms",
        D1 + "decide_1 = 100 * found / false",
        message="found divided by false alarms",
    ),
    wrong("in quotes", D1 + "decide_1 = str(share)", message="without quotes"),
    wrong("nothing yet", "decide_1 = None", message="no answer yet"),
]

D2 = """
fits = sweep[sweep["flagged a day"] <= room]
out = [r for r in sweep["row"] if r not in set(fits["row"])]
decide_2 = {"rows": fits["row"].tolist(), "number": int(fits["cases missed a month"].min())}
"""
DECIDE_2 = [
    right("lists", D2),
    right(
        "a Series and a NumPy number, the other way round",
        D2 + 'decide_2 = {"number": fits["cases missed a month"].min(), "rows": fits["row"]}',
    ),
    wrong("every row", D2 + 'decide_2["rows"] = [1, 2, 3, 4, 5]', message="not opened"),
    wrong(
        "less than the room instead of no more than it",
        D2
        + """
most = fits.index[0]
decide_2["rows"] = fits["row"].tolist()[1:]
""",
        message="missing",
    ),
    wrong("only the best row", D2 + 'decide_2["rows"] = decide_2["rows"][:1]', message="missing"),
    wrong(
        "the fewest missed of all",
        D2 + 'decide_2["number"] = sweep["cases missed a month"].min()',
        message="does not fit into the day",
    ),
    wrong(
        "the most", D2 + 'decide_2["number"] = fits["cases missed a month"].max()', message="the most among"
    ),
    wrong("a row that does not exist", D2 + 'decide_2["rows"] = [6]', message="from 1 to 5"),
    wrong("nothing yet", "decide_2 = None", message="no answer yet"),
]

PROOFS = {"test_decide_1": DECIDE_1, "test_decide_2": DECIDE_2}

# Answers of the right form by somebody who does not know: each must pass in under one try of ten.
GUESSES = {
    "test_decide_1": {
        "at random": "decide_1 = float(rng.uniform(0, 100))",
        "the same each time": "decide_1 = 50",
        "a figure of the table": "decide_1 = list(flag.values())[rng.integers(len(flag))]",
    },
    "test_decide_2": {
        "at random": """
rows = [r for r in range(1, 6) if rng.random() < 0.5] or [1]
decide_2 = {"rows": rows, "number": int(rng.choice(sweep["cases missed a month"]))}
""",
        "the same each time": 'decide_2 = {"rows": [3, 4], "number": 10}',
        "everything filled in": """
decide_2 = {"rows": [1, 2, 3, 4, 5], "number": int(sweep["cases missed a month"].min())}
""",
    },
}
