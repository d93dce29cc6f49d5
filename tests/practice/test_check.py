"""The last cell of an exercise: points and reasons, "save first", and visible tests elsewhere."""

from __future__ import annotations

import json
import sys

import nbformat
import pytest
from fixtures.small_exercise import ANSWERS, SLUG, make_course
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from nbclient import NotebookClient

from aipm.grading import release
from aipm.practice import check, check_my_work

SAVE = "save first (Ctrl-S)"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return make_course(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def released_text(course):
    return release(course, SLUG, course / "out").read_text(encoding="utf-8")


@pytest.fixture
def path(course, released_text, tmp_path):
    """A learner's copy with some answers, outside the course."""
    nb = nbformat.reads(released_text, as_version=4)
    for cell in nb.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in ANSWERS and name != "build_2":
            cell.source = ANSWERS[name]
    file = tmp_path / "my_work" / "exercises" / SLUG / f"{SLUG}.ipynb"
    file.parent.mkdir(parents=True)
    nbformat.write(nb, file)
    return file


@pytest.fixture
def shell(path, monkeypatch):
    """An IPython that knows which notebook it runs, as a server's kernel does."""
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))
    monkeypatch.delenv("AIPM_GRADING", raising=False)
    monkeypatch.chdir(path.parent)
    shell = InteractiveShell()
    shell.user_ns["In"] = [""]
    monkeypatch.setattr(check, "_shell", lambda: shell)
    return shell


def sources(path):
    return [c.source for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code"]


def shown() -> str:
    with capture_output() as captured:
        check_my_work()
    # without a running shell, IPython prints what it would display
    return "\n".join(output.data["text/markdown"] for output in captured.outputs) or captured.stdout


def test_it_does_nothing_while_being_graded(shell, monkeypatch):
    for name in ("AIPM_GRADING", "NBGRADER_EXECUTION"):
        with monkeypatch.context() as patch:
            patch.setenv(name, "1")
            assert shown() == ""


def test_what_was_run_and_not_saved_is_named(shell, path, monkeypatch):
    monkeypatch.setattr(check, "_course", lambda path: None)
    shell.user_ns["In"] += sources(path)
    assert SAVE not in shown()
    shell.user_ns["In"] += ["# a note\nx = 1", "decide_3 = ['fit']", "%timeit 1", "def mean(values:\n"]
    text = shown()
    assert SAVE in text and "decide_3" in text.replace("\\", "") and "decide_1" not in text
    shell.user_ns["In"] += [ANSWERS["decide_3"]]  # run again as saved
    assert SAVE not in shown()
    shell.user_ns["In"] += ["def mean(values):\n    return 1"]
    assert SAVE in shown()


def test_blank_ends_of_lines_and_notes_are_no_difference(shell, path, monkeypatch):
    monkeypatch.setattr(check, "_course", lambda path: None)
    nb = nbformat.read(path, as_version=4)
    saved = next(cell for cell in nb.cells if cell.source == ANSWERS["build_1"])
    saved.source = "\n" + saved.source.replace("\n", "   \n    \n") + "\n"
    nbformat.write(nb, path)
    shell.user_ns["In"] += [*sources(path), ANSWERS["build_1"] + "  # as run"]
    assert SAVE not in shown()


def test_a_trial_in_another_saved_cell_is_no_difference(shell, path, monkeypatch):
    monkeypatch.setattr(check, "_course", lambda path: None)
    nb = nbformat.read(path, as_version=4)
    nb.cells.append(nbformat.v4.new_code_cell("decide_3 = ['fit']"))
    nbformat.write(nb, path)
    shell.user_ns["In"] += [*sources(path)]
    assert SAVE not in shown()


def test_without_hidden_tests_the_visible_ones_run(shell, path, monkeypatch):
    monkeypatch.setattr(check, "_course", lambda path: None)
    for source in sources(path)[:-1]:
        shell.run_cell(source, silent=True)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "platform", "emscripten")
        text = shown()
    assert "| Build 2 |  | shifted(…) returned None: is it written, and does every branch end in" in text
    assert text.count("| so far |") == 8 and "graded by your instructor" in text


@pytest.mark.parametrize("damage", ["{", "", '{"cells": 1}', "[]"])
def test_a_file_that_cannot_be_read(shell, path, damage):
    path.write_text(damage)
    assert "cannot be read as it is saved" in shown() or "no test cell" in shown()


def test_a_notebook_that_cannot_be_told(shell, path, monkeypatch, tmp_path):
    monkeypatch.delenv("JPY_SESSION_NAME")
    assert check._notebook(shell) == path
    path.rename(path.with_name("mine.ipynb"))
    path.with_name(f"{SLUG}.new.ipynb").write_text("{}")
    assert check._notebook(shell).name == "mine.ipynb"
    path.with_name("other.ipynb").write_text("{}")
    assert "cannot be told which notebook" in shown()


def test_marks_in_a_reason_stay_as_they_are():
    assert check._cell_text("a_b | <b> $1 `x_y|z`") == r"a\_b \| \<b> \$1 `x_y\|z`"


def test_in_a_real_kernel_the_table_shows_points_and_reasons(path, course, monkeypatch):
    (path.parents[2] / ".aipm").mkdir()
    monkeypatch.delenv("AIPM_GRADING", raising=False)
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))
    monkeypatch.setenv("AIPM_COURSE", str(course))
    before = path.read_bytes()
    nb = nbformat.read(path, as_version=4)
    NotebookClient(
        nb, timeout=120, allow_errors=True, resources={"metadata": {"path": str(path.parent)}}
    ).execute()
    (output,) = nb.cells[-1].outputs
    table = output.data["text/markdown"]
    assert "| Decide 1 | 6 of 6 |  |" in table
    assert "| Build 2 | 0 of 4 | No answer yet. |" in table
    assert "Product bar `████████████┃████████` 38 of 38 points, 100 %: the chapter is passed." in table
    assert "(Self-assessed: the memo counts by its calibration.)" in table
    assert "Engineering bar `████████████┃███░░░░░` 12 of 16 points, 75 %: the badge is yours." in table
    assert "Left: Build 2 (4)." in table and f"badges/{SLUG}.svg" in table.replace("\\", "")
    assert (path.parents[2] / "badges" / f"{SLUG}.svg").is_file()
    assert "Feedback page: `../../.aipm/grading/feedback/me" in table and path.read_bytes() == before
    progress = json.loads((path.parents[2] / ".aipm" / "progress.json").read_text())
    assert progress["chapters"][SLUG]["tasks"]["test_decide_1"]["passed"]
