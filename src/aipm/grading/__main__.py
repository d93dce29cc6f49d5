"""`python -m aipm.grading NOTEBOOK --course ROOT`: grades one notebook, prints the report as JSON.

For the last cell of an exercise, which grades in a process of its own. People use `aipm check`.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
from pathlib import Path

from .course import Course, NoSuchExercise
from .engine import grade
from .report import Report


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0 when the notebook was graded."""
    parser = argparse.ArgumentParser(prog="python -m aipm.grading")
    parser.add_argument("notebook", type=Path)
    parser.add_argument("--course", type=Path, required=True)
    parser.add_argument("--learner", default="me")
    given = parser.parse_args(arguments)
    try:
        report = grade(given.notebook, course=given.course, learner=given.learner)
    except (NoSuchExercise, ValueError) as error:
        report = Report(given.notebook.stem, "failed", str(error), given.learner)
    notes = _remember(report, given.notebook, given.course)
    report = dataclasses.replace(report, notes=report.notes + notes)
    print(json.dumps(report.with_bars(), ensure_ascii=True))
    return 0 if report.state == "graded" else 1


def _remember(report: Report, notebook: Path, course: Path) -> list[str]:
    """Writes the learner's progress, as `aipm check` does. A grade is worth showing even when that fails."""
    from aipm.progress import record

    try:
        return record(report, notebook, Course(course).exercises.parent)
    except OSError as error:
        return [f"Your progress could not be written ({error.strerror})."]


if __name__ == "__main__":
    raise SystemExit(main())
