"""What a learner has run and passed, kept in my_work/.aipm/progress.json. Standard library alone.

A section of a chapter counts as read when every code cell under its heading was run, as the saved notebook's
counters show. A task is passed when it once earned all its points; both stay so, whatever comes later.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aipm.workspace import Workspace, read_json, write_json

if TYPE_CHECKING:
    from aipm.curriculum import Chapter
    from aipm.grading import Report

ATTEMPTS_BEFORE_SOLUTION = 3


class Progress:
    """The record of one my_work/. `notes` holds a sentence when a damaged file was set aside on the way."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.path = workspace.hidden / "progress.json"
        self.data, note = read_json(self.path, "The record of your progress")
        if not isinstance(self.data.get("chapters"), dict):
            self.data = {"version": 1, "chapters": {}}
        self.notes = [note] if note else []

    def save(self) -> None:
        """Writes the file whole or not at all. Raises OSError."""
        write_json(self.path, self.data)

    def chapter(self, slug: str) -> dict[str, Any]:
        """What is known of a chapter, to be changed in place."""
        entry = self.data["chapters"].setdefault(slug, {})
        for key in ("read", "tasks"):
            if not isinstance(entry.get(key), dict):
                entry[key] = {}
        return entry

    def task(self, slug: str, task: str) -> dict[str, Any]:
        """What is known of a task: points, best, max, passed, attempts."""
        entry = self.chapter(slug)["tasks"].setdefault(task, {})
        defaults = {"points": 0.0, "best": 0.0, "max": 0.0, "passed": False, "attempts": 0, "answer": ""}
        for key, value in defaults.items():
            entry.setdefault(key, value)
        return entry

    def record(self, report: Report, notebook: Path) -> None:
        """Adds a grading report. An attempt is a graded answer that differs from the one graded before."""
        if report.state != "graded":
            return
        answers = answers_in(notebook)
        for result in report.tasks:
            entry = self.task(report.slug, result.task)
            entry |= {"points": result.points, "max": result.max_points, "objective": result.objective}
            entry["best"] = max(entry["best"], result.points)
            full = result.max_points > 0 and result.points >= result.max_points
            entry["passed"] = bool(entry["passed"] or full)
            answer = answers.get(result.task, "")
            untouched = result.message == "No answer yet."
            if not untouched and (not answer or answer != entry["answer"]):
                entry["attempts"] += 1
            entry["answer"] = answer
        entry = self.chapter(report.slug)
        for name, bar in (("product", report.product_bar), ("engineering", report.engineering_bar)):
            entry[name] = max(float(entry.get(name, 0.0)), round(bar.share, 4))
            entry[f"{name}_passed"] = bool(entry.get(f"{name}_passed") or bar.passed)

    def look_at(self, chapter: Chapter) -> None:
        """Notes which sections of a chapter were run, as its saved copy shows."""
        read = self.chapter(chapter.slug)["read"]
        for section, done in sections_run(self.workspace.notebook(chapter)).items():
            for known in chapter.sections:
                if known.title == section and done:
                    read[known.id] = True

    def may_see_solution(self, slug: str, task: str) -> tuple[bool, str]:
        """Whether a solution is open, and the reason."""
        entry = self.task(slug, task)
        if entry["passed"]:
            return True, "you passed this task"
        left = ATTEMPTS_BEFORE_SOLUTION - entry["attempts"]
        if left <= 0:
            return True, f"{entry['attempts']} graded attempts"
        return False, f"{left} more graded attempt{'s' if left > 1 else ''}"


def record(report: Report, notebook: Path, course: Path) -> list[str]:
    """Records a report for the my_work/ that `notebook` lies in, if it does; sentences to tell.

    course   root of the course, for the chapter's title on its badge
    """
    from aipm.badges import award

    for folder in Path(notebook).absolute().parents:
        if (folder / ".aipm").is_dir():
            progress = Progress(Workspace(folder.parent, folder))
            progress.record(report, notebook)
            told = award(progress, report.slug, course)
            progress.save()
            return progress.notes + told
    return []


def cells_of(notebook: Path) -> list[dict[str, Any]]:
    """The cells of a notebook; none when it is not there or is no notebook."""
    try:
        cells = json.loads(notebook.read_bytes())["cells"]
        return [c for c in cells if isinstance(c, dict)]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return []


def text_of(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(map(str, source))


def sections_run(notebook: Path) -> dict[str, bool]:
    """H2 heading → whether every code cell under it was run (and there is one)."""
    counts: dict[str, list[bool]] = {}
    heading = ""
    for cell in cells_of(notebook):
        if cell.get("cell_type") == "markdown":
            for line in text_of(cell).splitlines():
                if line.startswith("## "):
                    heading = line[3:].strip()
        elif cell.get("cell_type") == "code" and heading and text_of(cell).strip():
            counts.setdefault(heading, []).append(cell.get("execution_count") is not None)
    return {name: all(done) for name, done in counts.items()}


def marks(cell: dict[str, Any], key: str) -> dict[str, Any]:
    metadata = cell.get("metadata")
    found = metadata.get(key) if isinstance(metadata, dict) else None
    return found if isinstance(found, dict) else {}


def answers_in(notebook: Path) -> dict[str, str]:
    """Grade id → hash of the answer cells that the test below them grades."""
    found: dict[str, str] = {}
    above: list[str] = []
    for cell in cells_of(notebook):
        nbgrader = marks(cell, "nbgrader")
        if nbgrader.get("solution"):
            above.append(text_of(cell))
        if nbgrader.get("grade"):
            name = nbgrader.get("grade_id")
            if isinstance(name, str):
                found[name] = hashlib.sha256("\0".join(above).encode("utf-8", "surrogatepass")).hexdigest()
            above = []
    return found


def tasks_in(notebook: Path) -> dict[str, str]:
    """Grade id → objective of the graded cells of an exercise, in their order."""
    return {
        marks(cell, "nbgrader")["grade_id"]: str(marks(cell, "aipm").get("objective", ""))
        for cell in cells_of(notebook)
        if marks(cell, "nbgrader").get("grade") and isinstance(marks(cell, "nbgrader").get("grade_id"), str)
    }


def passed_of(progress: Progress, slug: str, tasks: Iterable[str]) -> tuple[int, int]:
    """How many of the tasks are passed, and how many there are."""
    names = list(tasks)
    return sum(bool(progress.task(slug, name)["passed"]) for name in names), len(names)
