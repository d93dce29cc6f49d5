"""nbgrader's own steps, on ordinary kernels: points, reasons, states, and nothing left behind."""

from __future__ import annotations

import csv
import os
import shutil
import sqlite3
import sys
from pathlib import Path

import nbformat
import pytest
from fixtures.small_exercise import ANSWERS, KEY, SLUG
from nbgrader.api import Gradebook
from nbgrader.apps import AutogradeApp, GenerateAssignmentApp, GenerateFeedbackApp
from nbgrader.plugins import CsvExportPlugin

from aipm.grading import NoSuchExercise, Report, TaskResult, grade
from aipm.grading.course import meta

NOISY = """
import logging, os, sys, warnings
def recall(true, flagged):
    warnings.warn("careful")
    print("working", file=sys.stderr)
    os.write(2, b"compiled code speaks\\n")
    logging.getLogger("mine").warning("logged")
    return (np.array(true) & flagged).sum() / np.sum(true)
print("loud", file=sys.stderr)
warnings.warn("loud")
"""


def reasons(report: Report) -> dict[str, str]:
    return {task.task.removeprefix("test_"): task.message for task in report.tasks if not task.full}


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in folder.rglob("*") if p.is_file() and ".aipm" not in p.parts}


def test_right_answers_untouched_release_and_one_gradebook(small_course, released, answered, hand_in, capfd):
    path = hand_in(released)
    before = bytes_of(path.parent)
    nothing = grade(path, course=small_course)
    assert (nothing.state, nothing.points, nothing.max_points) == ("graded", 0, 54)
    assert set(reasons(nothing).values()) == {"No answer yet."} and len(nothing.tasks) == 10
    assert not nothing.product_bar.passed and not nothing.engineering_bar.passed

    hand_in(answered({**ANSWERS, "build_1": NOISY}))
    everything = grade(path, course=small_course)
    assert (everything.points, everything.notes) == (46, []), everything
    (memo,) = reasons(everything).values()
    assert memo.startswith("Written; a person gives the points. Without points,") and "who pays" in memo
    product, engineering = everything.product_bar, everything.engineering_bar
    assert (product.points, product.max_points, product.passed) == (38, 38, True)
    assert "self-assessed" in product.note and (engineering.points, engineering.max_points) == (16, 16)
    assert everything.tasks[0] == TaskResult("test_decide_1", "decide", 6, 6, "", "9.1", 1)
    assert Report.from_json(everything.to_json()) == everything

    # nothing but .aipm/ was written, nothing reached the terminal, and the new score replaced the old
    assert [p.name for p in path.parent.iterdir()] == [path.name] and len(before) == 1
    state = path.parents[2] / ".aipm" / "grading"
    assert sorted(p.name for p in state.iterdir()) == [
        f"{SLUG}.source",
        "autograded",
        "feedback",
        "gradebook.db",
    ]
    assert capfd.readouterr() == ("", "")
    with sqlite3.connect(state / "gradebook.db") as database:
        assert database.execute("select count(*), sum(auto_score) from grade").fetchone() == (10, 46)

    # what nbgrader exports is its own total: neither bar, nor a memo counted by its calibration, is in it
    with Gradebook(f"sqlite:///{state / 'gradebook.db'}") as gradebook:
        exporter = CsvExportPlugin()
        exporter.to = str(path.with_name("grades.csv"))
        exporter.export(gradebook)
    with (path.with_name("grades.csv")).open(newline="") as file:
        (row,) = csv.DictReader(file)
    path.with_name("grades.csv").unlink()
    assert (row["assignment"], row["student_id"]) == (SLUG, "me")
    assert (
        (float(row["score"]), float(row["max_score"]))
        == (46, 54)
        == (everything.points, everything.max_points)
    )
    assert product.points + engineering.points == 54  # the bars count the memo; the total does not


def test_reasons_part_of_the_points_and_a_page_without_hidden_tests(small_course, answered, hand_in):
    answers = {
        **ANSWERS,
        "decide_1": "decide_1 = {'rows': list(range(6)), 'number': SHARES.max()}",
        "build_1": "def recall(t, f):\n    return sum(a * b for a, b in zip(t, f)) / sum(f)",
        "decide_2": "decide_2 = {1: 5, 2: 0.05, 4: 'received'}",
        "build_2": "def shifted(values, by):\n    return values[99]",
        "decide_3": "while True: pass",
        "build_3": "def threshold(scores, capacity):\n    raise SystemExit",
        "decide_4": "decide_4 = {'a': 10, 'b': 0",
        "build_4": "def mean(values):\n    while True: pass",
        "calibration": "calibration = " + repr(
            {m: {c: (k if n < 9 else (k + 1) % 3) for n, (c, k) in enumerate(row.items(), 5 * i)}
             for i, (m, row) in enumerate(KEY.items())}),
        "memo": "YOUR ANSWER HERE\n\n**My score**\n\n- Decision: 2",
    }  # fmt: skip
    report = grade(hand_in(answered(answers)), course=small_course, timeout=3)
    told = reasons(report)
    expected = {
        "decide_1": "not belong. A small share costs more than it brings.",
        "build_1": "that is precision",
        "decide_2": "1 false alarm, for instance line 1, which is right as it stands: the id is known.",
        "build_2": "shifted(…) raised IndexError",
        "decide_3": "Your cell was stopped because it took too long: look for a loop",
        "build_3": "threshold(…) ended the program (exit)",
        "decide_4": "Your cell stopped with SyntaxError",
        "build_4": "mean(…) was stopped because it took too long",
        "calibration": "9 of 15 judgements agree with the key: 3 of 6 points.",
        "memo": "No answer yet.",
    }
    assert list(told) == list(expected)
    for task, words in expected.items():
        assert words in told[task] and "\n" not in told[task] and "\x1b" not in told[task]
    assert report.points == 3 and report.product_bar.points == 3 and report.engineering_bar.points == 0
    page = report.feedback.read_text(encoding="utf-8")
    for secret in ("HIDDEN", "hidden_rng(", "SHARES &gt; 0.1), number", "_, best", "rules ="):
        assert secret not in page, secret
    assert "that is precision" in page and "9 of 15 judgements" in page


def test_what_brings_the_kernel_down_costs_its_task_alone(small_course, answered, hand_in):
    leaves = "def shifted(values, by):\n    import os\n    os._exit(1)"
    deaf = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"
    nb = answered({**ANSWERS, "build_2": leaves, "build_4": deaf})
    report = grade(hand_in(nb), course=small_course, timeout=3)
    assert (report.state, report.points) == ("graded", 38)
    told = reasons(report)
    assert "ended the Python process" in told["build_2"]
    assert "never ends and cannot be interrupted" in told["build_4"]


def test_a_mended_submission_says_so_on_the_page(small_course, answered, hand_in):
    nb = answered(ANSWERS)
    for cell in nb.cells:
        cell.metadata = nbformat.NotebookNode()
        cell.pop("id")
    nb.nbformat_minor = 4
    nb.metadata["kernelspec"] = {"name": "julia", "display_name": "Julia", "language": "julia"}
    for source in (
        "print('x' * 5_000_000)",
        "from IPython.display import HTML\nHTML('<script>evil()</script><b>bold</b>')",
    ):
        nb.cells.append(nbformat.v4.new_code_cell(source))
        nb.cells[-1].pop("id")
    path = hand_in(nb, "mine.ipynb")
    report = grade(path.with_name(f"{SLUG}.ipynb"), course=small_course)
    assert report.points == 46 and any("mine.ipynb, the only notebook" in note for note in report.notes)
    page = report.feedback.read_text(encoding="utf-8")
    assert "Before grading" in page and "was found by its name" in page and len(page) < 2_000_000
    assert "<script" not in page.lower() and "bold" in page


def test_unreadable_files_make_a_report_and_leave_the_old_grade(small_course, hand_in):
    path = hand_in("{")
    report = grade(path, course=small_course)
    assert (report.state, report.tasks, report.feedback) == ("ungradable", [], None)
    assert "is not a notebook" in report.reason and path.read_text() == "{"
    assert not (path.parents[2] / ".aipm").exists()


def test_an_exercise_without_source(small_course, tmp_path):
    with pytest.raises(NoSuchExercise, match="no exercise 'other'"):
        grade(tmp_path / "other.ipynb", course=small_course)


def test_a_damaged_gradebook_and_a_source_with_new_cells(small_course, answered, hand_in, tmp_path):
    """One run for both: the gradebook is set aside; then a cell is added although there are submissions."""
    root = tmp_path / "course"
    shutil.copytree(small_course / "exercises", root / "exercises")
    path = hand_in(answered(ANSWERS))
    state = path.parents[2] / ".aipm" / "grading"
    state.mkdir(parents=True)
    (state / "gradebook.db").write_bytes(b"no database at all" * 100)
    first = grade(path, course=root)
    assert first.points == 46 and "set aside as gradebook-damaged-" in first.notes[0]

    source = root / "exercises" / "source" / SLUG / f"{SLUG}.ipynb"
    nb = nbformat.read(source, as_version=4)
    extra = nbformat.v4.new_code_cell("assert True", metadata={"nbgrader": {**meta(nb.cells[4])}})
    extra.metadata.nbgrader.update(grade_id="test_decide_5", points=2)
    nb.cells.insert(5, extra)
    nbformat.write(nb, source)
    second = grade(path, course=root)
    assert (second.state, second.points, second.max_points) == ("graded", 48, 56)


def test_nbgraders_own_commands_run_in_the_course_directory(
    small_course, released_file, answered, tmp_path, monkeypatch
):
    """What `aipm check` gives is what nbgrader gives; its feedback page keeps the hidden tests too."""
    exercises = tmp_path / "exercises"
    shutil.copytree(small_course / "exercises", exercises)
    shutil.copy(Path(__file__).parents[2] / "exercises" / "nbgrader_config.py", exercises)
    submitted = exercises / "submitted" / "ada" / SLUG
    submitted.mkdir(parents=True)
    nbformat.write(answered({**ANSWERS, "build_1": NOISY, "build_4": "def mean(values):\n    return 0"}),
                   submitted / f"{SLUG}.ipynb")  # fmt: skip
    monkeypatch.setenv(
        "PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    )  # for alembic
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path))
    monkeypatch.chdir(exercises)
    for command in (GenerateAssignmentApp, AutogradeApp, GenerateFeedbackApp):
        app = command(log_level="ERROR")
        app.initialize([SLUG])
        app.start()
    released = (exercises / "release" / SLUG / f"{SLUG}.ipynb").read_text()
    assert not any(secret in released for secret in ("SOLUTION", "HIDDEN", "Why of", "Mistake of"))
    with sqlite3.connect(exercises / "gradebook.db") as database:
        assert database.execute("select sum(auto_score) from grade").fetchone() == (42,)
    page = (exercises / "feedback" / "ada" / SLUG / f"{SLUG}.html").read_text()
    assert "HIDDEN" not in page and "hidden_rng(" not in page and "the mean of all" in page
