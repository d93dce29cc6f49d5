"""Writes the pack into my_work/, never over a file that is not as an earlier pack left it."""

from __future__ import annotations

import hashlib
import itertools
from pathlib import Path

from aipm.errors import CourseError
from aipm.workspace import Workspace, explain, read_json, versions, write_bytes, write_json

from .contents import Contents
from .html import as_html
from .pdf import as_pdf


def write_pack(work: Workspace, contents: Contents) -> tuple[list[Path], list[str]]:
    """Writes board_pack.html and board_pack.pdf; returns their paths, and a sentence for each kept file.

    A file that was changed since, or that somebody else put there, stays: the new one gets `.new` in its
    name. CourseError when the disk refuses.
    """
    record = work.hidden / "pack.json"
    path = work.folder
    try:
        held, note = read_json(record, "The list of board packs")
        notes = [note] if note else []
        ours = [mark for mark in held.get("ours", []) if isinstance(mark, str)]
        made = []
        for name, data in (
            ("board_pack.html", as_html(contents).encode("utf-8")),
            ("board_pack.pdf", as_pdf(contents)),
        ):
            first = work.folder / name
            path = _free(first, ours)
            if path != first:
                notes.append(f"{name} is as you changed it, and was kept; the new pack is {path.name}.")
            write_bytes(path, data)
            ours.append(hashlib.sha256(data).hexdigest())
            made.append(path)
        write_json(record, {"ours": ours[-20:]})
    except OSError as why:
        raise CourseError(explain(why, path)) from None
    return made, notes


def _free(target: Path, ours: list[str]) -> Path:
    """The first of target, target.new, … that is not there, or is as an earlier pack left it."""
    for path in itertools.chain([target], versions(target)):
        if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() in ours:
            return path
    raise AssertionError  # versions() has no end
