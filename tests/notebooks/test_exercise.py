# ruff: noqa: E501 (one line a case)
"""Each ready exercise keeps its rules; and each rule catches what breaks it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import samples
from exercise_rules import RULES, Exercise, check, cut
from nbformat.v4 import new_code_cell, new_output
from samples import CHAPTER
from support import Chapter, each_ready_chapter
from test_contract import find, puts, swap


@each_ready_chapter()
@pytest.mark.parametrize("rule", RULES)
def test_exercise(chapter: Chapter, rule: str) -> None:
    if not chapter.exercise.exists():
        pytest.fail(f"no exercise {chapter.slug}, and curriculum.yml calls the chapter ready", pytrace=False)
    exercise = Exercise(json.loads(chapter.exercise.read_text(encoding="utf-8")))
    faults = list(RULES[rule](exercise, chapter))
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


def test_the_sample_keeps_the_rules() -> None:
    assert check(Exercise(samples.exercise()), CHAPTER) == {}


def ends(code: str) -> Callable[[Any], None]:
    """Put code at the end of the first test cell."""

    def change(book: Any) -> None:
        find(book, 'graded("decide_1"').source += code

    return change


def moves(words: str, to: int) -> Callable[[Any], None]:
    return lambda book: book.cells.insert(to, book.cells.pop(book.cells.index(find(book, words))))


def appends(source: str) -> Callable[[Any], None]:
    return lambda book: book.cells.append(new_code_cell(source, id="added"))


TEST_1, TEST_B1, MEMO = 'graded("decide_1"', 'graded("build_1"', "YOUR ANSWER"
VISIBLE = (
    '    g.check(decide_1 is not None, "You have not answered yet: put your answer in the cell above.")\n'
)
HIDDEN = '    g.check(decide_1 != 3, "That is the weight of the flour, not of the water in it.")\n'

WHOLE = "### BEGIN SOLUTION\ndef weigh_1(flour):\n    return 0.6 * flour\n### END SOLUTION\n"
INSIDE = 'def weigh_1(flour):\n    ### BEGIN SOLUTION\n    """Water."""\n    return 0.6 * flour\n    ### END SOLUTION\n'

BROKEN: list[tuple[str, Callable[[Any], None], str]] = [
    ("grade_ids", puts("metadata/nbgrader/grade_id", "test_x", TEST_1), "test_decide_1 is there 0 times"),
    ("grade_ids", puts("metadata/nbgrader/grade_id", "test_x", TEST_1), "test_x is none of the contract's"),
    ("grade_ids", puts("metadata/nbgrader/grade_id", "build_1", "decide_1 = 2"), "the id build_1 is given twice"),
    ("grade_ids", puts("metadata/nbgrader/schema_version", 1, TEST_1), "version 3"),
    ("grade_ids", puts("metadata/nbgrader/locked", None, TEST_1), "lacks ['locked']"),
    ("grade_ids", puts("metadata/nbgrader/locked", False, TEST_1), "test_decide_1: a test cell is locked"),
    ("grade_ids", puts("metadata/nbgrader/grade", False, MEMO), "memo is there 0 times"),
    ("points", puts("metadata/nbgrader/points", 16, TEST_1), "gives 16 points, the text above says [15.0]"),
    ("points", swap("Answer (15 points)", "Answer"), "test_decide_1: gives 15 points, the text above says none"),
    ("points", swap("Answer (15 points)", "Answer (15 points), or 7 points"), "test_decide_1: gives 15 points"),
    ("points", swap("It gives 100 points", "It gives 99 points"), "the introduction says 99 points"),
    ("points", puts("metadata/nbgrader/points", 1, TEST_1), "Decide tasks carry 53%"),
    ("points", swap(HIDDEN, "    g.calibration(decide_1, {}, points=6)\n"), "awards up to 6 points, its metadata 15"),
    ("points", puts("metadata/nbgrader/points", 0, MEMO), "memo: no points"),
    ("objectives", puts("metadata/aipm", None, TEST_1), "test_decide_1: its metadata aipm.objective is None"),
    ("objectives", puts("metadata/aipm/objective", "9.9", TEST_1), "is '9.9', no objective"),
    ("objectives", puts("metadata/aipm/objective", "4.4", TEST_1), "objective 4.4 belongs to section 4.4"),
    ("objectives", puts("metadata/aipm/objective", "4.2a", 'graded("build_2"'), "no graded task has objective 4.2b"),
    ("objectives", swap("## Kinds of flour", "## Flour"), "test_build_1: lies under 'Flour', not under 'Kinds of"),
    ("objectives", moves("## Water and salt", 4), "test_build_1: lies under 'Water and salt'"),
    ("hidden_tests", swap(HIDDEN, "    x = 1\n"), "test_decide_1: no hidden tests"),
    ("hidden_tests", swap(HIDDEN, "    g.needs(decide_1, int)\n"), "test_decide_1: no hidden tests"),
    ("hidden_tests", swap("    ### BEGIN HIDDEN TESTS\n", ""), "test_decide_1: the marker"),
    ("hidden_tests", swap("    ### END HIDDEN TESTS\n", ""), "### END HIDDEN TESTS is missing"),
    ("hidden_tests", swap(VISIBLE, ""), "test_decide_1: no visible test"),
    ("hidden_tests", swap(VISIBLE, ""), "not Python once released"),
    ("hidden_tests", ends("decide_1"), "test_decide_1: ends in a bare expression, which"),
    ("hidden_tests", ends("1\n### BEGIN HIDDEN TESTS\nx = 2\n### END HIDDEN TESTS\n"), "expression once released"),
    ("hidden_tests", swap('graded("decide_1"', 'graded("decide_2"'), "is ['decide_2']"),
    ("messages", swap(HIDDEN, "    g.check(decide_1 != 3)\n"), "test_decide_1, line 5: a check without a message"),
    ("messages", swap(HIDDEN, '    g.check(decide_1 != 3, "Wrong.")\n'), "the message 'Wrong.' says too little"),
    ("messages", ends("assert decide_1"), "an assert without a message"),
    ("hints", swap(samples._HINTS.format(n=2), ""), "test_decide_1: 1 hints, fewer than 2"),
    ("hints", swap("</details>", ""), "test_decide_1: 2 <details>, 1 closed"),
    ("hints", swap("<summary>Hint 1</summary>", ""), "each should have a <summary>"),
    ("solutions", swap("decide_1 = 2", "decide_2 = 2"), "test_decide_1: the solution does not assign decide_1"),
    ("solutions", swap("### BEGIN SOLUTION\ndecide_1 = 2", "decide_1 = 2\n### BEGIN SOLUTION"), "outside the solution"),
    ("solutions", swap("decide_1 = 2", ""), "nothing stands between ### BEGIN SOLUTION"),
    ("solutions", swap("### END SOLUTION", ""), "### END SOLUTION is missing"),
    ("solutions", puts("metadata/nbgrader/solution", False, "decide_1 = 2"), "0 solution cells belong to it"),
    ("solutions", swap('    """Water for so much flour, both in grams."""\n', ""), "weigh_1 has no docstring"),
    ("solutions", swap(samples._BUILD.format(n=1), WHOLE), "a learner finds functions none to fill"),
    ("solutions", swap(samples._BUILD.format(n=1), INSIDE), "stub and solution differ"),
    ("markers", puts("metadata/nbgrader/solution", False, "decide_1 = 2"), "SOLUTION in a cell that nbgrader does not cut"),
    ("markers", appends("### BEGIN HIDDEN TESTS\n### END HIDDEN TESTS"), "HIDDEN TESTS in a cell"),
    ("markers", swap("### BEGIN SOLUTION", "## Begin solution"), "the marker '## Begin solution'"),
    ("plain_python", appends("%matplotlib inline"), "not plain Python"),
    ("plain_python", appends("!aipm check 04"), "not plain Python"),
    ("plain_python", appends("from aipm.grading import grade"), "imports aipm.grading"),
    ("plain_python", appends("import os"), "imports os"),
    ("plain_python", appends("import torch"), "imports torch"),
    ("stored_without_outputs", puts("execution_count", 3, "decide_1 = 2"), "stored with an output"),
    ("stored_without_outputs", puts("outputs", [new_output("stream", text="a")], "decide_1 = 2"), "stored with"),
    ("first_and_last", swap("course_seed()", "2026"), "does not call course_seed()"),
    ("first_and_last", puts("metadata/nbgrader/locked", False, "SEED ="), "or is not locked"),
    ("first_and_last", swap("\n\ncheck_my_work()", ""), "the last cell does not end in check_my_work()"),
    ("first_and_last", appends("x = 1"), "the last cell does not end in check_my_work()"),
    ("file", swap(CHAPTER.title, "Bread"), "its H1 should end in"),
    ("file", puts("metadata/kernelspec/name", "my-env"), "kernelspec.name is not python3"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "change", "words"), BROKEN, ids=[f"{n}-{b[0]}" for n, b in enumerate(BROKEN)]
)
def test_a_rule_catches_what_breaks_it(rule: str, change: Callable[[Any], None], words: str) -> None:
    book = samples.exercise()
    change(book)
    assert words in "\n".join(RULES[rule](Exercise(book), CHAPTER))


def test_every_rule_is_broken_once() -> None:
    assert {rule for rule, _, _ in BROKEN} == set(RULES)


def test_what_is_cut_is_what_nbgrader_cuts() -> None:
    from nbgrader.preprocessors import ClearHiddenTests, ClearSolutions

    solution, test = (
        new_code_cell(samples._BUILD.format(n=1)),
        new_code_cell(samples._TEST.format(task="decide_1")),
    )
    ours = [
        cut(solution.source, "SOLUTION", "# YOUR CODE HERE\nraise NotImplementedError()"),
        cut(test.source, "HIDDEN TESTS"),
    ]
    ClearSolutions()._replace_solution_region(solution, "python")
    ClearHiddenTests()._remove_hidden_test_region(test)
    assert ours == [solution.source.rstrip("\n"), test.source.rstrip("\n")]
