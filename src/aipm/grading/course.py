"""Where things lie: sources of exercises, and where a learner's grades are kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode


class NoSuchExercise(LookupError):
    """There is no source for this exercise; the text is one sentence for the reader."""


@dataclass(frozen=True)
class Course:
    """The project's root, or nbgrader's course directory in it (`exercises/`)."""

    root: Path

    @property
    def exercises(self) -> Path:
        """nbgrader's course directory, the one with `source/`."""
        root = Path(self.root)
        return root if (root / "source").is_dir() else root / "exercises"

    @property
    def slugs(self) -> list[str]:
        """Exercises that have a source."""
        return sorted(path.parent.name for path in self.exercises.glob("source/*/*.ipynb"))

    def source(self, slug: str) -> Path:
        """Path of the instructor's notebook. Raises NoSuchExercise."""
        path = self.exercises / "source" / slug / f"{slug}.ipynb"
        if not path.is_file():
            known = ", ".join(self.slugs) or "none yet"
            raise NoSuchExercise(f"There is no exercise {slug!r} here; there are: {known}.")
        return path

    def read_source(self, slug: str) -> NotebookNode:
        """The instructor's notebook. Raises NoSuchExercise, and ValueError when it cannot be read."""
        path = self.source(slug)
        try:
            return nbformat.read(path, as_version=4)
        except Exception as error:
            raise ValueError(f"The source {path.name} cannot be read: {error}") from None


def state_folder(notebook: Path, course: Course) -> Path:
    """Where grades are kept: `.aipm/grading` of the `my_work` around the notebook, else of the course."""
    for folder in notebook.absolute().parents:
        if folder.name == "my_work" or (folder / ".aipm").is_dir():
            return folder / ".aipm" / "grading"
    return Path(course.root).absolute() / ".aipm" / "grading"


def meta(cell: NotebookNode) -> dict:
    """nbgrader's metadata of a cell, an empty dict when it has none."""
    found = cell.get("metadata", {}).get("nbgrader")
    return found if isinstance(found, dict) else {}


def is_solution(cell: NotebookNode) -> bool:
    return bool(meta(cell).get("solution"))


def is_grade(cell: NotebookNode) -> bool:
    return bool(meta(cell).get("grade"))


def is_test(cell: NotebookNode) -> bool:
    """A cell that is graded by running it."""
    return is_grade(cell) and not is_solution(cell)


def own(cell: NotebookNode) -> dict:
    """The course's own metadata of a cell."""
    found = cell.get("metadata", {}).get("aipm")
    return found if isinstance(found, dict) else {}
