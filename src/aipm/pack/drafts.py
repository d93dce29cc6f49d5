"""The learner's documents in my_work/documents/: begun from the blank, read, checked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from aipm import documents
from aipm.documents import DocumentError
from aipm.errors import CourseError
from aipm.workspace import Workspace, explain

Documents = dict[str, dict[str, Any]]


def folder_of(work: Workspace) -> Path:
    """Where the learner's documents lie."""
    return work.folder / "documents"


def new_document(work: Workspace, name: str) -> Path:
    """Puts the blank form of a template into my_work/documents/. CourseError when there is one already."""
    try:
        text = documents.blank(name)
    except ValueError as why:
        raise CourseError(str(why)) from None
    path = folder_of(work) / f"{name}.yml"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:  # "x": never over what is there
            file.write(text)
    except FileExistsError as why:
        if not path.exists():
            raise CourseError(explain(why, path)) from None
        shown = path.relative_to(work.folder.parent) if work.folder in path.parents else path
        raise CourseError(
            f"{shown.as_posix()} is there already and stays as it is: rename it to begin anew."
        ) from None
    except OSError as why:
        raise CourseError(explain(why, path)) from None
    return path


def read_documents(work: Workspace) -> tuple[Documents, list[str]]:
    """The learner's documents by template, in the order of chapters; one sentence for each file left out."""
    found: Documents = {}
    notes: list[str] = []
    folder = folder_of(work)
    paths = {p.stem: p for p in sorted(folder.glob("*.yml"))} if folder.is_dir() else {}
    known = documents.names()
    for name in [*known, *(stem for stem in paths if stem not in known)]:
        if name not in paths:
            continue
        if name not in known:
            notes.append(f"{paths[name].name} was left out: no template of the course has that name.")
            continue
        try:
            found[name] = documents.read(paths[name])
        except DocumentError as why:
            notes.append(str(why))
    return found, notes


def faults_of(found: Documents) -> dict[str, list[str]]:
    """What each document lacks, by template; only those that lack something."""
    checked = {name: documents.check(name, document) for name, document in found.items()}
    return {name: faults for name, faults in checked.items() if faults}
