"""Exercises as learners get them: solutions and hidden tests cut out, never run.

The cutting is `aipm.grading.release`, the one that makes learners' copies, so that the page is the same text.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aipm.book.errors import BookError

if TYPE_CHECKING:
    from nbformat import NotebookNode

#: nothing that holds one of these may reach the site
SECRETS = re.compile(r"#+ *(?:BEGIN|END) (?:SOLUTION|HIDDEN TESTS|MARK SCHEME)", re.I)

_NOTE = (
    "> **As released.** Nothing on this page has been run: the tables that a task speaks of appear when you "
    "open the exercise with `make learn` and run it. "
    "[How to use this course](../../book/how_to_use.md) says how."
)


def released(root: Path, slug: str) -> NotebookNode:
    """The exercise `slug` of the course at `root` as a page: released, its checks folded.

    BookError names the exercise when it cannot be released, and when a mark of a solution or of a hidden
    test would remain.
    """
    import nbformat

    from aipm.grading import NoSuchExercise, release

    with tempfile.TemporaryDirectory(prefix="aipm-release-") as made:
        try:
            notebook = nbformat.read(release(root, slug, Path(made)), as_version=4)
        except (NoSuchExercise, ValueError, OSError) as error:
            reason = (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
            raise BookError(f"The exercise {slug} could not be released for the book: {reason}.") from error
    for cell in notebook.cells:
        if SECRETS.search(cell.source):
            raise BookError(
                f"The exercise {slug} would publish part of a solution or a hidden test: see the cell that "
                f"begins {cell.source.splitlines()[0]!r}. Pair its BEGIN and END marks and build again."
            )
        _fold_checks(cell)
    notebook.cells.insert(1, nbformat.v4.new_markdown_cell(_NOTE, id="aipm-as-released"))
    return notebook


def _fold_checks(cell: NotebookNode) -> None:
    """The checks of an exercise are folded on its page: a reader looks for the task, then for its check."""
    graded: dict[str, Any] = cell.metadata.get("nbgrader", {})
    if cell.cell_type == "code" and graded.get("grade") and not graded.get("solution"):
        tags = cell.metadata.setdefault("tags", [])
        if "hide-input" not in tags:
            tags.append("hide-input")
