"""A small course, its released exercise, and answers to hand in."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from fixtures.small_exercise import ANSWERS as RIGHT
from fixtures.small_exercise import SLUG, make_course, source_notebook
from nbformat import NotebookNode

from aipm.grading import release


@pytest.fixture(scope="session")
def small_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_course(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="session")
def released_file(small_course: Path) -> Path:
    return release(small_course, SLUG, small_course / "out")


@pytest.fixture(scope="session")
def source() -> NotebookNode:
    return source_notebook()


@pytest.fixture
def released(released_file: Path) -> NotebookNode:
    return nbformat.read(released_file, as_version=4)


@pytest.fixture
def answered(released: NotebookNode) -> Callable[..., NotebookNode]:
    """The release with answers filled in: all right ones, or those given."""

    def fill(answers: dict[str, str] | None = None) -> NotebookNode:
        for cell in released.cells:
            task = cell.metadata.get("nbgrader", {}).get("grade_id")
            if task in (RIGHT if answers is None else answers):
                cell.source = (RIGHT if answers is None else answers)[task]
        return released

    return fill


@pytest.fixture
def hand_in(tmp_path: Path) -> Callable[..., Path]:
    """Writes a notebook where a learner's copy lies, and returns its path."""

    def write(nb: NotebookNode | str | bytes, name: str = f"{SLUG}.ipynb") -> Path:
        folder = tmp_path / "my_work" / "exercises" / SLUG
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / name
        if isinstance(nb, bytes):
            path.write_bytes(nb)
        else:
            path.write_text(nb if isinstance(nb, str) else nbformat.writes(nb), encoding="utf-8")
        return path

    yield write
    shutil.rmtree(tmp_path, ignore_errors=True)
