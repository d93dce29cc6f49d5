"""The whole way of a learner: `aipm learn`, JupyterLab in real Chromium, a chapter, an exercise, a grade."""

from __future__ import annotations

import re
import runpy
import shutil
import subprocess
from typing import NamedTuple

import nbformat
import pytest
from lab_driver import Notebook, browser, lab
from learn_course import SLUG, aipm, make_course
from support import EVERY, ROOT, needs

from aipm import curriculum
from aipm.grading import solution

pytestmark = pytest.mark.xdist_group("browser")

# The chapters of the course that are ready; the small one of these tests while there is none.
READY = [
    chapter.slug
    for chapter in curriculum.load(ROOT).ready
    if (ROOT / "notebooks" / f"{chapter.slug}.ipynb").exists()
    and (ROOT / "exercises" / "proofs" / f"{chapter.slug}.py").exists()
] or [SLUG]
DRIVEN = READY if EVERY else READY[-1:]  # a minute each


class Course(NamedTuple):
    root: object
    chapter: curriculum.Chapter


@pytest.fixture(params=DRIVEN)
def course(request, tmp_path):
    """A clone with nothing in it but what learners need, under git."""
    needs("chromium")
    root = tmp_path / "a course"
    if request.param == SLUG:
        make_course(root)
    else:
        for name in ("notebooks", "exercises"):
            shutil.copytree(ROOT / name, root / name)
        shutil.copy(ROOT / "curriculum.yml", root)
    (root / ".gitignore").write_text("my_work/\n", encoding="utf-8")
    git = ["git", "-C", str(root), "-c", "user.name=n", "-c", "user.email=e@example.org"]
    for step in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "course"]):
        subprocess.run([*git, *step], check=True, capture_output=True)
    return Course(root, curriculum.load(root).find(request.param))


def answers(course, slug):
    """A task to answer rightly, one to answer wrongly with what it must be told; whether others stay open.

    Build tasks where there are any.
    """
    proofs = runpy.run_path(str(course / "exercises" / "proofs" / f"{slug}.py"))["PROOFS"]
    tasks = [task.removeprefix("test_") for task in proofs]
    builds = [task for task in tasks if task.startswith("build")] or tasks
    good, bad = builds[-1], builds[0]
    wrong = next(proof for proof in proofs[f"test_{bad}"] if not proof.is_right)
    return (good, solution(course, slug, good).reference), (bad, wrong.source, wrong.message), len(tasks) > 2


def name(task):
    return task.replace("_", " ").capitalize()


def row(told, name):
    found = [line for line in told.splitlines() if line.startswith(f"{name}\t")]
    assert found, f"no row {name!r} in: {told}"
    return found[0]


def test_from_the_start_page_to_a_grade(course):
    root, chapter = course
    slug, asked = chapter.slug, []
    (good, right), (bad, wrong, message), more = answers(root, slug)
    notebook = nbformat.read(root / "notebooks" / f"{slug}.ipynb", as_version=4)
    cells = sum(c.cell_type == "code" and bool(c.source.strip()) for c in notebook.cells)
    with lab(root) as served, browser() as page:
        page.on("request", lambda request: asked.append(request.url))
        page.goto(served.url)
        start = page.locator(".jp-MarkdownViewer")
        start.get_by_role("link", name="read and run").first.wait_for()
        assert chapter.title in start.inner_text()

        text = Notebook(page, served, f"notebooks/{slug}.ipynb")
        assert text.run_by_now() == 0  # not run by this learner yet
        assert "nbgrader" not in page.locator(".lm-MenuBar").inner_text().lower()
        text.run_all()
        assert text.errors() == []
        before, after = text.move_control()
        assert before != after
        text.save()
        assert text.run_by_now() == cells

        exercise = Notebook(page, served, f"exercises/{slug}/{slug}.ipynb")
        exercise.write(exercise.index(good), right)
        exercise.write(exercise.index(bad), wrong)
        exercise.run_all()
        # tests without an answer say so, and nothing stopped the run
        assert bool(exercise.errors()) == more
        assert "save first (Ctrl-S)" in exercise.output(-1)
        exercise.save()
        told = exercise.run_cell(-1)
        assert re.search(r"\b([1-9]\d*) of \1\b", row(told, name(good))), told
        assert " 0 of " in f" {row(told, name(bad))}".replace("\t", " ") and message in row(
            told, name(bad)
        ), told
    # The page asks this machine alone: no news, no extensions, no fonts from elsewhere.
    assert [url for url in asked if not url.startswith((served.base, "data:", "blob:"))] == []
    status = subprocess.run(["git", "status", "--porcelain"], cwd=root, capture_output=True, text=True)
    assert status.stdout == ""
    shown = aipm(root, "progress", slug).stdout
    sections = len(chapter.sections)
    assert f"{sections} of {sections} sections" in shown, shown
    assert any(f"{k} of " in shown and " tasks" in shown for k in (1, 2)), shown
