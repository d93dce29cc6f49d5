"""After practice: the reference, why it is right, and the common mistake."""

from __future__ import annotations

import runpy
from dataclasses import dataclass
from pathlib import Path

from .course import Course, is_grade, is_solution, meta, own


@dataclass(frozen=True)
class Solution:
    """Reference of one task.

    task       grade id, e.g. `test_build_1`
    reference  source of the answer cell(s), without nbgrader's marks
    why        why it is right; from `aipm.why` of the answer cell, "" when it says nothing
    mistake    the common mistake; from `aipm.mistake`, else the first wrong answer of the proofs
    """

    task: str
    reference: str
    why: str
    mistake: str


def solutions(course: Path, slug: str) -> dict[str, Solution]:
    """All references of an exercise, by grade id. Raises NoSuchExercise."""
    home = Course(Path(course))
    nb = home.read_source(slug)
    proofs = home.exercises / "proofs" / f"{slug}.py"
    wrong = _first_mistakes(proofs) if proofs.is_file() else {}
    found: dict[str, Solution] = {}
    above: list = []
    for cell in nb.cells:
        if is_solution(cell):
            above.append(cell)
        if not is_grade(cell):
            continue
        task = meta(cell)["grade_id"]
        about = [own(c) for c in [*above, cell]]
        found[task] = Solution(
            task,
            "\n\n".join(_unmarked(c.source) for c in above),
            next((str(a["why"]) for a in about if a.get("why")), ""),
            next((str(a["mistake"]) for a in about if a.get("mistake")), wrong.get(task, "")),
        )
        above = []
    return found


def solution(course: Path, slug: str, task: str) -> Solution:
    """One reference. `task` may be written `build_1` or `test_build_1`.

    Raises NoSuchExercise, and LookupError with one sentence for an unknown task.
    """
    found = solutions(course, slug)
    for name in (task, f"test_{task}"):
        if name in found:
            return found[name]
    raise LookupError(f"Exercise {slug} has no task {task!r}; its tasks are {', '.join(found)}.")


def _unmarked(source: str) -> str:
    marks = ("BEGIN SOLUTION", "END SOLUTION")
    return "\n".join(line for line in source.splitlines() if not any(mark in line for mark in marks))


def _first_mistakes(proofs: Path) -> dict[str, str]:
    table = runpy.run_path(str(proofs)).get("PROOFS", {})
    return {
        task: next((proof.name for proof in listed if not proof.is_right), "")
        for task, listed in table.items()
    }
