"""Reads what a learner handed in, and puts her answers into the source's notebook.

The notebook that is graded has the source's cells in the source's order; of the submission it takes the
answers, and the code cells that were added. So whatever happened to test cells, points and metadata does not
matter, and the learner's file is only read.
"""

from __future__ import annotations

import ast
import copy
import json
import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests, ClearSolutions
from traitlets.config import Config

from .course import is_solution, is_test, meta, own
from .settings import configure

MOST_BYTES = 200_000_000
MOST_EXTRA = 200


class Unreadable(Exception):
    """The submission cannot be graded; the text is one sentence that says what to do."""


@dataclass
class Answers:
    """The notebook to grade, what was mended, and the answers that are still the stub."""

    notebook: NotebookNode
    notes: list[str] = field(default_factory=list)
    untouched: set[str] = field(default_factory=set)


FRESH = "what you wrote stays in this file; rename it, and `make learn` brings a fresh copy."


def find_notebook(notebook: Path, slug: str) -> tuple[Path, list[str]]:
    """The file to grade: the one asked for, or the only notebook beside it when it was renamed.

    Returns the path and notes. Raises Unreadable.
    """
    if notebook.is_symlink():
        raise Unreadable(f"{notebook.name} is a symbolic link: put the notebook itself in its place.")
    if notebook.is_dir():
        raise Unreadable(f"{notebook.name} is a folder, not a notebook.")
    if notebook.exists():
        return notebook, []
    folder = notebook.parent
    if not folder.is_dir():
        raise Unreadable(f"There is no folder for exercise {slug} yet: `make learn` puts it into my_work.")
    others = [
        path
        for path in sorted(folder.glob("*.ipynb"))
        if path.is_file() and not path.is_symlink() and not re.search(r"^\.|\.new(-\d+)?\.ipynb$", path.name)
    ]
    if len(others) == 1:
        return others[0], [f"{notebook.name} is not there; {others[0].name}, the only notebook, was graded."]
    if others:
        names = ", ".join(path.name for path in others)
        raise Unreadable(f"{notebook.name} is not there, and which of {names} is meant? Rename it back.")
    raise Unreadable(f"There is no {notebook.name} in {folder.name}: `make learn` brings a fresh copy.")


def read_notebook(path: Path) -> NotebookNode:
    """The notebook as nbformat 4, older formats upgraded. Raises Unreadable with one sentence."""
    name = path.name
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise Unreadable(f"{name} has {size / 1e6:,.0f} MB: clear all outputs, save, and try again.")
        text = path.read_text(encoding="utf-8-sig")
    except PermissionError:
        raise Unreadable(f"{name} may not be read: check the permissions of the file.") from None
    except UnicodeDecodeError:
        raise Unreadable(f"{name} is not a notebook (it is no UTF-8 text); {FRESH}") from None
    except OSError as error:
        raise Unreadable(f"{name} could not be read ({error.strerror}).") from None
    if not text.strip():
        raise Unreadable(f"{name} is empty; {FRESH}")
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(f"{name} is not a notebook: line {error.lineno} is no JSON; {FRESH}") from None
    except RecursionError:
        raise Unreadable(f"{name} is not a notebook: it is nested too deep; {FRESH}") from None
    if not isinstance(data, dict) or not ("cells" in data or "worksheets" in data):
        raise Unreadable(f"{name} is not a notebook: it has no cells; {FRESH}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # older files lack cell ids, which is fine here
            if data.get("nbformat", 4) < 4:
                data = nbformat.convert(nbformat.from_dict(data), 4)
        nb = nbformat.from_dict(data)
        for cell in nb.cells:
            if isinstance(cell.get("source"), list):
                cell.source = "".join(cell.source)
            if not isinstance(cell.source, str) or cell.cell_type not in ("code", "markdown", "raw"):
                raise TypeError
            if not isinstance(cell.get("metadata", {}), dict):
                raise TypeError
            cell.setdefault("metadata", NotebookNode())
        return nb
    except Exception:
        raise Unreadable(f"{name} is damaged: its cells are not those of a notebook; {FRESH}") from None


def released(source: NotebookNode) -> NotebookNode:
    """The source as learners get it: solutions and hidden tests cut, outputs and metadata as they were."""
    nb, resources = ClearSolutions(config=configure(Config())).preprocess(copy.deepcopy(source), {})
    nb, _ = ClearHiddenTests().preprocess(nb, resources)
    return nb


def compose(source: NotebookNode, submission: NotebookNode) -> Answers:
    """The source's notebook with the learner's answers in it."""
    stubs = released(source)
    matched = _Match(source, stubs, submission)
    nb = nbformat.v4.new_notebook(metadata=copy.deepcopy(source.metadata))
    nb.metadata.setdefault(
        "kernelspec", {"name": "python3", "display_name": "Python 3", "language": "python"}
    )
    answers = Answers(nb, matched.notes)
    nb.cells += matched.extra_after(-1)
    for index, cell in enumerate(source.cells):
        cell = copy.deepcopy(cell)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        if own(cell):
            cell.metadata["aipm"] = {k: v for k, v in own(cell).items() if k == "objective"}
        if is_solution(cell) or index in matched.found:
            cell.source = matched.answer(index)
            if is_solution(cell) and _same_text(cell.source, stubs.cells[index].source):
                answers.untouched.add(meta(cell)["grade_id"])
        nb.cells.append(cell)
        nb.cells += matched.extra_after(index)
    _distinct_ids(nb.cells)
    return answers


class _Match:
    """Which cell of the submission belongs to which cell of the source."""

    def __init__(self, source: NotebookNode, stubs: NotebookNode, submission: NotebookNode) -> None:
        self.source, self.stubs, self.cells = source.cells, stubs.cells, submission.cells
        self.notes: list[str] = []
        self.found: dict[int, int] = {}  # index in the source → index in the submission
        self.taken: dict[int, int] = {}  # index in the submission → index in the source
        self.solutions = [i for i, cell in enumerate(self.source) if is_solution(cell)]
        self._by_grade_id()
        self._by_cell_id()
        self._known_text()
        self._by_name()
        self._by_position()
        self._missing()
        self.extras = self._extras()

    def answer(self, index: int) -> str:
        at = self.found.get(index)
        return self.cells[at].source if at is not None else self.stubs[index].source

    def extra_after(self, index: int) -> list[NotebookNode]:
        return self.extras.get(index, [])

    def _claim(self, index: int, at: int) -> None:
        self.found[index] = at
        self.taken[at] = index

    def _by_grade_id(self) -> None:
        places: dict[str, list[int]] = {}
        for at, cell in enumerate(self.cells):
            grade_id = meta(cell).get("grade_id")
            if isinstance(grade_id, str):
                places.setdefault(grade_id, []).append(at)
        for index, cell in enumerate(self.source):
            grade_id = meta(cell).get("grade_id")
            ats = places.get(str(grade_id), [])
            released = self.stubs[index].source
            for at in ats:
                if index in self.solutions or len(ats) == 1 or _same_text(self.cells[at].source, released):
                    self.taken[at] = index
            if not ats or index not in self.solutions:
                continue
            written = [at for at in ats if not _same_text(self.cells[at].source, self.stubs[index].source)]
            self._claim(index, (written or ats)[-1])
            if len({self.cells[at].source for at in ats}) > 1:
                self.notes.append(
                    f"The answer cell {grade_id} is there {len(ats)} times; the last one counts."
                )

    def _by_cell_id(self) -> None:
        places = {
            cell["id"]: at for at, cell in enumerate(self.cells) if cell.get("id") and at not in self.taken
        }
        for index, cell in enumerate(self.source):
            at = places.get(str(cell.get("id")))
            if at is None or index in self.found or meta(self.cells[at]).get("grade_id"):
                continue
            if index in self.solutions:
                self._claim(index, at)
            elif not meta(cell) and cell.cell_type == self.cells[at].cell_type == "code":
                self._claim(index, at)  # a cell that is open to change: hers counts
            else:
                self.taken[at] = index

    def _known_text(self) -> None:
        """Cells as they were released, which lost their ids: tests, imports, text."""
        texts: dict[str, list[int]] = {}
        for index, cell in enumerate(self.stubs):
            if index not in self.solutions:
                texts.setdefault(cell.source.strip(), []).append(index)
        for at, cell in enumerate(self.cells):
            if at not in self.taken and texts.get(cell.source.strip()):
                self.taken[at] = texts[cell.source.strip()][0]

    def _by_name(self) -> None:
        for index in self.solutions:
            if self.source[index].cell_type != "code":
                continue
            at = self.found.get(index)
            if at is not None and not _same_text(self.cells[at].source, self.stubs[index].source):
                continue
            names = self._answer_names(index)
            others = [
                other
                for other, cell in enumerate(self.cells)
                if other not in self.taken
                and cell.cell_type == "code"
                and names
                and names <= bound(cell.source)
            ]
            if not others:
                continue
            self._claim(index, others[-1])
            grade_id = meta(self.source[index])["grade_id"]
            told = (
                "was empty; the answer was found in another cell"
                if at is not None
                else "was found by its name"
            )
            self.notes.append(f"The answer cell {grade_id} {told}.")

    def _answer_names(self, index: int) -> set[str]:
        """Names that the reference binds and the tests below it use."""
        names = bound(self.source[index].source)
        used: set[str] = set()
        for cell in self.source[index + 1 :]:
            if is_test(cell):
                used |= loaded(cell.source)
        return names & used or names

    def _by_position(self) -> None:
        """An answer in Markdown that lost its ids: the cell between its released neighbours."""
        where = {index: at for at, index in self.taken.items()}
        for index in self.solutions:
            if index in self.found:
                continue
            kind = self.source[index].cell_type
            for neighbour, step in ((index - 1, 1), (index + 1, -1)):
                at = where.get(neighbour, -2) + step
                if 0 <= at < len(self.cells) and at not in self.taken and self.cells[at].cell_type == kind:
                    self._claim(index, at)
                    grade_id = meta(self.source[index])["grade_id"]
                    self.notes.append(f"The answer cell {grade_id} was found by its position.")
                    break

    def _missing(self) -> None:
        lost = [meta(self.source[i])["grade_id"] for i in self.solutions if i not in self.found]
        if lost:
            self.notes.append(f"No answer was found for {', '.join(lost)}: was the cell deleted?")
        tests = {meta(cell)["grade_id"] for cell in self.source if is_test(cell)}
        seen = {meta(self.source[index]).get("grade_id") for index in self.taken.values()}
        if tests - seen:
            self.notes.append("Test cells that were missing were put back.")

    def _extras(self) -> dict[int, list[NotebookNode]]:
        """Code cells that she added, by the cell of the source that they follow."""
        extras: dict[int, list[NotebookNode]] = {}
        after, count = -1, 0
        for at, cell in enumerate(self.cells):
            if at in self.taken:
                after = self.taken[at]
            elif cell.cell_type == "code" and cell.source.strip() and count < MOST_EXTRA:
                added = nbformat.v4.new_code_cell(cell.source, metadata={"aipm": {"extra": True}})
                extras.setdefault(after, []).append(added)
                count += 1
        return extras


def bound(source: str) -> set[str]:
    """Names that a cell binds at its top level; nothing when it is no Python."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        else:
            names |= {
                n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
            }
    return names


def loaded(source: str) -> set[str]:
    """Names that a cell reads; nothing when it is no Python."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    return {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}


def _same_text(one: str, other: str) -> bool:
    return [line.rstrip() for line in one.strip().splitlines()] == [
        line.rstrip() for line in other.strip().splitlines()
    ]


def _distinct_ids(cells: Iterable[NotebookNode]) -> None:
    seen: set[str] = set()
    for n, cell in enumerate(cells):
        if cell.get("id") in seen or not cell.get("id"):
            cell["id"] = f"cell-{n}"
        seen.add(cell["id"])
