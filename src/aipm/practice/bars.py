"""The two bars as a line of text each: how full, what passes, what is left."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

PASS_AT = 0.6
WIDTH = 20
KINDS = {"product": ("decide", "calibration", "memo"), "engineering": ("build",)}
NAMES = {"product": "Product bar", "engineering": "Engineering bar"}
MOST_TASKS = 3


def picture(share: float, width: int = WIDTH) -> str:
    """`██████████░░┃░░░░░░░░`: how full a bar is, from 0 to 1, with a mark where it passes.

    It looks full only at 1, and reaches the mark only where the bar passes.
    """
    mark = round(PASS_AT * width)
    full = int(min(max(share, 0.0), 1.0) * width + 1e-9)
    if share > 0 and full == 0:
        full = 1
    cells = "█" * full + "░" * (width - full)
    return f"{cells[:mark]}┃{cells[mark:]}"


def verdict(which: str, bar: Mapping[str, Any], tasks: Iterable[Mapping[str, Any]]) -> str:
    """What a bar says, as text behind its picture.

    which  "product" or "engineering"
    bar    points, max_points, passed, note
    tasks  of the report: task, kind, points, max_points, manual

    `28 of 38 points, 74 %: the chapter is passed. Left: Decide 2 (6), Memo (4).`
    """
    points, most = float(bar["points"]), float(bar["max_points"])
    share = points / most if most else 0.0
    text = f"{points:g} of {most:g} points, {shown(share)} %: "
    if bar["passed"]:
        text += "the chapter is passed." if which == "product" else "the badge is yours."
    else:
        needed = PASS_AT * most - points
        wins = "passes the chapter" if which == "product" else "earns the badge"
        text += f"60 % {wins}; {_round_up(needed):g} more to go."
    if bar.get("note"):
        text += f" ({str(bar['note'])[:1].upper()}{str(bar['note'])[1:]}.)"
    left = sorted(
        (
            (float(task["max_points"]) - float(task["points"]), str(task["task"]))
            for task in tasks
            if task["kind"] in KINDS[which] and not task["manual"]
        ),
        key=lambda one: -one[0],
    )
    left = [(missing, task) for missing, task in left if missing > 1e-9]
    if left:
        named = [f"{spoken(task)} ({missing:g})" for missing, task in left[:MOST_TASKS]]
        more = f", and {len(left) - MOST_TASKS} more" if len(left) > MOST_TASKS else ""
        text += f" Left: {', '.join(named)}{more}."
    return text


def lines(report: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """(name, picture, verdict) of each bar that has points, from a report as plain data with its two bars."""
    found = []
    for which, name in NAMES.items():
        bar = report[f"{which}_bar"]
        if bar["max_points"]:
            share = float(bar["points"]) / float(bar["max_points"])
            found.append((name, picture(share), verdict(which, bar, report["tasks"])))
    return found


def spoken(task: str) -> str:
    """`Build 1` for `test_build_1`."""
    return task.removeprefix("test_").replace("_", " ").capitalize()


def shown(share: float) -> int:
    """A share in whole per cent: never 60 where 60 is not reached, never 100 where a point is missing."""
    return int(100 * share + 1e-9)


def _round_up(points: float) -> float:
    """To one decimal, upwards: what is left is never said to be less than it is."""
    return math.ceil(points * 10 - 1e-9) / 10
