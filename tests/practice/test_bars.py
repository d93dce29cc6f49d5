"""The two bars as text: the picture never shows a pass that is none."""

from __future__ import annotations

import pytest

from aipm.practice.bars import lines, picture, shown, verdict


@pytest.mark.parametrize(
    ("share", "drawn"),
    [
        (0, "░░░░░░┃░░░░"),
        (0.01, "█░░░░░┃░░░░"),
        (0.5999, "█████░┃░░░░"),
        (0.6, "██████┃░░░░"),
        (0.999, "██████┃███░"),
        (1, "██████┃████"),
        (7, "██████┃████"),
        (-1, "░░░░░░┃░░░░"),
    ],
)
def test_the_mark_is_reached_only_by_a_pass(share, drawn):
    assert picture(share, 10) == drawn


def test_a_share_is_never_said_to_be_more_than_it_is():
    assert [shown(s) for s in (0.5999, 0.6, 22.8 / 38, 0.999, 1.0)] == [59, 60, 60, 99, 100]


def task(name, kind, points, most, manual=False):
    return {"task": name, "kind": kind, "points": points, "max_points": most, "manual": manual}


TASKS = [
    task("test_decide_1", "decide", 6, 6),
    task("test_decide_2", "decide", 0, 6),
    task("test_build_1", "build", 4, 4),
    task("test_calibration", "calibration", 5.25, 6),
    task("memo", "memo", 0, 8, manual=True),
]


def bar(points, most, note=""):
    return {"points": points, "max_points": most, "passed": points / most >= 0.6, "note": note}


def test_what_passes_and_what_is_left():
    said = verdict("product", bar(18.25, 38, "self-assessed: x"), TASKS)
    assert said == (
        "18.25 of 38 points, 48 %: 60 % passes the chapter; 4.6 more to go. (Self-assessed: x.) "
        "Left: Decide 2 (6), Calibration (0.75)."
    )
    assert verdict("engineering", bar(4, 4), TASKS) == "4 of 4 points, 100 %: the badge is yours."


def test_of_many_tasks_the_costliest_are_named():
    many = [task(f"test_build_{n}", "build", 4 - n, 4) for n in (1, 2, 3, 4)]
    said = verdict("engineering", bar(6, 16), many)
    assert said.endswith("3.6 more to go. Left: Build 4 (4), Build 3 (3), Build 2 (2), and 1 more.")


def test_a_bar_without_points_is_not_shown():
    report = {"product_bar": bar(6, 6), "engineering_bar": {"points": 0, "max_points": 0}, "tasks": []}
    assert [name for name, _, _ in lines(report)] == ["Product bar"]
