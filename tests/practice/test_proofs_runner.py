"""The runner of proofs: what does not hold is said, answers cannot reach one another, weak tests show."""

from __future__ import annotations

import nbformat
import pytest
from fixtures.small_exercise import SLUG, make_course, source_notebook

from aipm.practice.mutants import mutants
from aipm.practice.proofs import Exercise, check, guesses, load, passes, right, wrong

RECALL = "def recall(true, flagged):\n    return {}"
RIGHT = RECALL.format("sum(t * f for t, f in zip(true, flagged)) / sum(true)")
PRECISION = RECALL.format("sum(t * f for t, f in zip(true, flagged)) / sum(flagged)")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return make_course(tmp_path_factory.mktemp("course")) / "exercises"


@pytest.fixture(scope="module")
def notebook(course):
    return course / "source" / SLUG / f"{SLUG}.ipynb"


@pytest.fixture(scope="module")
def exercise(notebook):
    return Exercise(notebook, 2026)


@pytest.mark.parametrize("seed", [1, 2, 2026])
def test_the_small_exercise_is_proved(course, notebook, seed):
    assert check(notebook, load(course / "proofs" / f"{SLUG}.py"), seed) == []


@pytest.mark.parametrize(
    "proof, fault",
    [
        (right("wrong in truth", PRECISION), "must get full points, got 0%: you divided"),
        (wrong("right in truth", RIGHT, message="precision"), "must be rejected, got full points"),
        (
            wrong("another reason", PRECISION, message="accuracy"),
            "must be told 'accuracy', was told: you divided",
        ),
        (
            wrong("a slip of the proof", "def recall(:", message="precision"),
            "its own cell stopped: SyntaxError",
        ),
        (right("a loop", RECALL.format("[0 for _ in iter(int, 1)]")), "a loop that never ends"),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_a_proof_that_does_not_hold_is_said(exercise, proof, fault):
    verdict = exercise.judge("test_build_1", proof.source, seconds=0.3)
    assert fault in verdict.faults(proof, 4)
    assert exercise.judge("test_build_1", RIGHT).full


def test_points_of_a_wrong_calibration_are_compared(exercise):
    source = "calibration = {m: dict.fromkeys('DECAR', 1) for m in 'ABC'}"
    verdict = exercise.judge("test_calibration", source)
    assert verdict.faults(wrong("constant", source, message="0 of 6 points", points=0), 6) == ""
    assert "must get 2 points, got 0" in verdict.faults(wrong("x", source, message="of 15", points=2), 6)


def test_an_unknown_task_and_a_reference_that_fails_are_said(notebook, tmp_path):
    assert check(notebook, {"test_build_9": []}, 1) == ["seed 1: test_build_9: there is no such test cell"]
    nb = source_notebook()
    nb.cells[6].source = PRECISION
    nbformat.write(nb, tmp_path / "a.ipynb")
    (fault,) = check(tmp_path / "a.ipynb", {}, 1)
    assert fault.startswith("seed 1: test_build_1: the reference gets 0%: you divided")


def test_answers_cannot_reach_one_another(exercise):
    spoil = "SHARES[:] = 0\nSHARES = None\nimport numpy as np\nnp.random.seed(9)\n"
    assert exercise.judge("test_decide_1", spoil + "decide_1 = None").message.startswith("decide_1 is None")
    good = "decide_1 = {'rows': np.flatnonzero(SHARES > 0.1), 'number': SHARES.max()}"
    assert exercise.judge("test_decide_1", good).full


def test_a_proof_needs_its_message_and_a_file_its_table(tmp_path):
    with pytest.raises(ValueError, match="needs the message"):
        wrong("no message", "x = 1", message=" ")
    (tmp_path / "a.py").write_text("PROOFS = {'test_build_1': ['right']}")
    with pytest.raises(ValueError, match=r"a\.py must define PROOFS"):
        load(tmp_path / "a.py")


def test_guesses_that_pass_are_counted(notebook):
    order = "decide_3 = ['split', 'scale', 'fit', 'score']"
    habits = {
        "known": order,
        "at random": "decide_3 = list(rng.permutation(['split', 'scale', 'fit', 'score']))",
        "never": "decide_3 = ['score', 'fit', 'scale', 'split']",
    }
    counted = passes(notebook, {"test_decide_3": habits}, 2026, 60)
    assert counted["test_decide_3, known"] == 60 and counted["test_decide_3, never"] == 0
    assert 0 < counted["test_decide_3, at random"] < 20
    with pytest.raises(ValueError, match="'slip' stops on seed 2026: NameError"):
        passes(notebook, {"test_decide_3": {"slip": "decide_3 = unknown"}}, 2026, 1)


def test_a_table_of_guesses_is_read(tmp_path):
    path = tmp_path / "a.py"
    path.write_text("")
    assert guesses(path) == {}
    path.write_text("GUESSES = {'test_decide_1': {'at random': 'decide_1 = rng.random()'}}")
    assert list(guesses(path)["test_decide_1"]) == ["at random"]
    path.write_text("GUESSES = {'test_decide_1': ['decide_1 = 1']}")
    with pytest.raises(ValueError, match=r"In a\.py GUESSES"):
        guesses(path)


def test_mutants_are_killed_by_the_hidden_tests_and_live_without_them(notebook, exercise, tmp_path):
    for task in ("test_build_1", "test_build_2", "test_build_3", "test_build_4"):
        made, lived = exercise.survivors(task)
        assert made >= 2 and lived == [], task
    nb = source_notebook()
    for cell in nb.cells:
        cell.source = cell.source.replace("g.same(g.call(threshold", "(g.call(threshold")
    nbformat.write(nb, tmp_path / "weak.ipynb")
    made, lived = Exercise(tmp_path / "weak.ipynb", 2026).survivors("test_build_3")
    assert made >= 4 and len(lived) >= 2


@pytest.mark.parametrize(
    "source, expected",
    [
        ("x = a < b", {"x = a <= b", "x = a >= b"}),
        ("x = a + 1", {"x = a - 1", "x = a + 2"}),
        ("x = a and b", {"x = a or b"}),
        ("x = not a", {"x = a"}),
        ("x = -a", {"x = a"}),
        ("x = True", {"x = False"}),
        ("x = 'mean'", {"x = 'mean?'"}),
        ("x = min(a)", {"x = max(a)"}),
        ("x = f(a, axis=0)", {"x = f(a)", "x = f(a, axis=1)"}),
        ("x = b if a else c", {"x = b if not a else c"}),
        ("x = [a for a in b if a]", {"x = [a for a in b]"}),
        ("def f():\n    return a", {"def f():\n    return None"}),
        ("x += 2", {"x -= 2", "x += 3", "x += 1"}),
        ("def f(a: int = 0) -> int:\n    '''A word.'''\n    raise ValueError('no')", {"default"}),
    ],
)
def test_mutants_differ_by_one_fault(source, expected):
    found = set(mutants(source))
    if expected == {"default"}:
        assert len(found) == 1 and "a: int=1" in found.pop()
    else:
        assert found == expected
