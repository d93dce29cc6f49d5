"""The frame of a test cell: one sentence, nothing on stderr, no crash; and the seeds behind hidden inputs."""

import logging
import subprocess
import sys

import numpy as np
import pytest

from aipm.practice import NotYet, course_seed, graded, hidden_rng
from aipm.practice.graded import AWARDED


def run(answer: str, test: str) -> str:
    """What a test cell says of an answer cell; "" when it passes."""
    names: dict = {"graded": graded, "np": np}
    exec(compile(answer, "<answer>", "exec"), names)
    cell = "with graded('build_1', globals()) as g:\n" + "\n".join(
        "    " + line for line in test.splitlines()
    )
    try:
        exec(compile(cell, "<test>", "exec"), names)
    except NotYet as told:
        return str(told)
    return ""


PINNED = [372, 77, 392]  # whoever changes how they are drawn changes every exercise
CALL = "g.same(g.call(f, 2), 4, 'f doubles')"


@pytest.mark.parametrize(
    "answer, words",
    [
        ("def f(x):\n    return 2 * x", ""),
        ("def f(x):\n    return np.int64(4)", ""),
        ("f = lambda x: 2 * x", ""),
        ("def f(x):\n    return 3", "f doubles"),
        ("def f(x):\n    return x / 0", "f(…) raised ZeroDivisionError: division by zero."),
        (
            "def g1(y):\n    return y['a']\ndef f(x):\n    return g1({})",
            "g1(…) raised KeyError: there is no 'a'.",
        ),
        ("def f(x):\n    ...", "f(…) returned None"),
        ("def f(x):\n    return ...", "still returns the dots"),
        ("def f(x):\n    print(2 * x)", "f(…) returned None"),
        ("def f(x):\n    raise NotImplementedError", "f(…) is not written yet"),
        ("def f(x):\n    return f(x)", "calls itself without end"),
        ("def f(x):\n    raise SystemExit", "ended the program"),
        ("def f(x):\n    raise KeyboardInterrupt", "a loop that never ends"),
        ("def f(x):\n    raise MemoryError", "more memory"),
        ("def f():\n    return 4", "f(…) raised TypeError"),
        ("def f(x):\n    return y", "f(…) raised NameError: name 'y' is not defined"),
        ("def f(x):\n    yield 4", "wrap it in list(…)"),
        ("def f(x):\n    raise AssertionError('x' * 1000)", "f(…) raised AssertionError"),
        (
            "class E(Exception):\n    def __str__(self): raise ValueError\ndef f(x):\n    raise E",
            "f(…) raised E.",
        ),
        ("f = 4", "a function is expected here; it is the number 4"),
        ("pass", "`f` does not exist"),
    ],
)
def test_each_way_to_fail_has_its_sentence(answer, words):
    text = run(answer, CALL)
    assert (text == "") == (words == "") and words in text and "\n" not in text and len(text) < 300


NOISY = """
import logging, os, sys, warnings
handler = logging.StreamHandler(sys.stderr)
logging.getLogger("mine").addHandler(handler)
def f(x):
    warnings.warn("careful")
    print("working", x)
    print("still working", file=sys.stderr)
    os.write(2, b"compiled code speaks\\n")
    logging.getLogger("mine").warning("logged")
    return 2 * x
"""


def test_noise_costs_nothing_and_reaches_nobody(capfd):
    assert run(NOISY, CALL) == ""
    out, err = capfd.readouterr()
    assert err == "" and "working" not in out
    print("after", file=sys.stderr)
    logging.getLogger("mine").warning("after")
    assert capfd.readouterr().err.startswith("after")  # all is as it was


def test_warnings_turned_into_errors_by_the_learner_do_not_count():
    answer = (
        "import warnings\nwarnings.simplefilter('error')\ndef f(x):\n    warnings.warn('no')\n    return 4"
    )
    assert run(answer, CALL) == ""


def test_the_function_gets_copies():
    test = "data = [1, 2]\ng.call(f, data)\ng.check(data == [1, 2], 'spoilt')"
    assert run("def f(values):\n    values.clear()\n    return 1", test) == ""


def test_a_check_takes_a_truth_value_alone():
    assert "must be True or False" in run("x = 1", "g.check(5, 'never')")
    assert run("x = 1", "g.check(np.bool_(True), 'never')") == ""


def test_the_first_failing_check_is_told_and_shown_without_traceback():
    assert run("x = 1", "g.check(False, 'first')\ng.check(False, 'second')") == "first"
    assert NotYet("why")._render_traceback_() == ["why"]


def test_partial_points_are_clipped_and_plain():
    assert run("x = 1", "g.award(np.float64(7), 6, 'much')") == ""
    assert AWARDED["build_1"] == (6.0, 6.0, "much") and type(AWARDED["build_1"][0]) is float
    assert "must be numbers" in run("x = 1", "g.award(float('nan'), 6, 'what')")
    assert run("x = 1", "g.check(False, 'later')") == "later" and "build_1" not in AWARDED


def test_the_seed_decides_hidden_inputs(monkeypatch):
    monkeypatch.delenv("AIPM_COURSE_SEED", raising=False)
    assert course_seed() == 2026
    public = hidden_rng("build_1").integers(0, 1 << 30, 4).tolist()
    assert public == hidden_rng("build_1").integers(0, 1 << 30, 4).tolist()
    assert public != hidden_rng("build_2").integers(0, 1 << 30, 4).tolist()
    monkeypatch.setenv("AIPM_COURSE_SEED", "7")
    assert course_seed() == 7 and public != hidden_rng("build_1").integers(0, 1 << 30, 4).tolist()
    for bad in ("seven", "-1", "1.5", "٣"):
        monkeypatch.setenv("AIPM_COURSE_SEED", bad)
        with pytest.raises(ValueError, match="whole number"):
            course_seed()


def test_hidden_inputs_are_the_same_on_every_platform(monkeypatch):
    monkeypatch.delenv("AIPM_COURSE_SEED", raising=False)
    assert hidden_rng("build_1").integers(0, 1000, 3).tolist() == PINNED


def test_practice_needs_the_base_dependencies_alone():
    code = (
        "import sys\n"
        "for name in ('nbgrader', 'nbformat', 'nbclient', 'rich', 'typer', 'sphinx', 'sklearn'):\n"
        "    sys.modules[name] = None\n"
        "import aipm.practice, aipm.practice.proofs\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
