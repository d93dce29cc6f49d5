"""The page of data sets: folders of datasets/ and generators of aipm.simulate, as they are at build time."""

from __future__ import annotations

import inspect
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from docutils import nodes
from docutils.parsers.rst.directives import choice
from sphinx.util.docutils import SphinxDirective

from aipm import datasets, simulate
from aipm.book.data_pictures import DATASETS, GENERATORS, draw

REAL, WRITTEN, SIMULATED = "real", "written", "simulated"
_SAID = {REAL: "Real data", WRITTEN: "Written for the course", SIMULATED: "Simulated"}


@dataclass(frozen=True)
class Entry:
    """One data set of the page: Markdown, and the picture's file with its alternative text, if it has one."""

    name: str
    kind: str
    text: str
    picture: Path | None = None
    alt: str = ""


def published(folder: Path, to_root: str, pictures: Path) -> Entry:
    """The entry of one folder of datasets/; ValueError when its datasheet lacks what the page needs."""
    name = folder.name
    sheet = folder / "datasheet.md"
    if not sheet.is_file() or not (folder / "data.csv").is_file():
        raise ValueError(f"datasets/{name} needs data.csv and datasheet.md")
    text = sheet.read_text(encoding="utf-8")
    title = _found(r"^# (.+)$", text, name, "a title")
    facts = _found(r"^((?:Real data|\*\*Written for the course).+)$", text, name, "whether it is real")
    why = _found(r"^\*\*Motivation\.\*\* (.+)$", text, name, "its Motivation")
    kind = REAL if facts.startswith("Real data") else WRITTEN
    used = re.search(r"Used in (.+?)\.(?= Loader|$)", facts)
    loaders = list(dict.fromkeys(re.findall(r"load_\w+", facts)))
    tables = [folder / "data.csv", *sorted(set(folder.glob("*.csv")) - {folder / "data.csv"})]
    # "None" is the name of an arm, not a gap
    frames = [pd.read_csv(table, keep_default_na=False, na_values=[""]) for table in tables]
    at = f"{to_root}datasets/{name}"
    lines = [
        f"**{title}** · {_SAID[kind]}",
        "",
        re.split(r"(?<=[.!?]) (?=[A-Z])", why)[0],
        "",
        *[
            f"- [{table.name}]({at}/{table.name}): {_size(frame)}"
            for table, frame in zip(tables, frames, strict=True)
        ],
        f"- [Datasheet]({at}/datasheet.md): source, date, what is not shown",
    ]
    if loaders:
        lines.append("- In code: " + ", ".join(_loader(loader, frames) for loader in loaders))
    if used:
        lines.append(f"- Used in {used[1]}")
    picture = DATASETS.get(name)
    if picture is None:
        return Entry(name, kind, "\n".join(lines))
    file = pictures / f"dataset-{name}.png"
    return Entry(name, kind, "\n".join(lines), file, draw(picture(frames[0]), file))


def simulated(name: str, pictures: Path) -> Entry:
    """The entry of one generator, run as it comes: default size and seed."""
    generator = getattr(simulate, name)
    purpose = (inspect.getdoc(sys.modules[generator.__module__]) or "").splitlines()[:1]
    if not purpose:
        raise ValueError(f"aipm.simulate.{name} does not say in its file's first line what it simulates")
    made: Any = generator()
    lines = [
        f"**{name.replace('_', ' ').capitalize()}** · {_SAID[SIMULATED]}",
        "",
        purpose[0],
        "",
        f"- {_size(made.data)}, if no other size is asked for",
        f"- In code: `aipm.simulate.{name}()` gives `data` and, beside it, its `truth`",
    ]
    picture = GENERATORS.get(name)
    if picture is None:
        return Entry(name, SIMULATED, "\n".join(lines))
    file = pictures / f"simulated-{name}.png"
    return Entry(name, SIMULATED, "\n".join(lines), file, draw(picture(made), file, "Simulated. "))


class DataSets(SphinxDirective):
    """``{data-sets} real`` (or ``written``, ``simulated``): every data set of that kind, with its picture."""

    required_arguments = 1
    has_content = False

    def run(self) -> list[nodes.Node]:
        kind = choice(self.arguments[0], tuple(_SAID))
        # tables, datasheets, generators, a new folder: more than Sphinx can watch, and quickly done
        self.env.note_reread()
        # beside the doctrees: the next staging would take them out of the source
        pictures = Path(self.env.doctreedir) / "pictures"
        pictures.mkdir(parents=True, exist_ok=True)
        to_root = "../" * self.env.docname.count("/")
        try:
            if kind == SIMULATED:
                entries = [simulated(name, pictures) for name in simulate.__all__]
            else:
                folders = sorted(p for p in (Path(self.env.srcdir) / "datasets").iterdir() if p.is_dir())
                entries = [published(folder, to_root, pictures) for folder in folders]
        except ValueError as error:
            raise self.error(f"The page of data sets cannot be made: {error}.") from error
        return [self._box(entry) for entry in entries if entry.kind == kind]

    def _box(self, entry: Entry) -> nodes.container:
        prefix = "simulated" if entry.kind == SIMULATED else "dataset"
        box = nodes.container(
            classes=["aipm-data", f"aipm-data-{entry.kind}"], ids=[f"{prefix}-{entry.name.replace('_', '-')}"]
        )
        box += self.parse_text_to_nodes(entry.text)
        if entry.picture is not None:
            # Sphinx takes a leading slash for the folder of the sources
            uri = "/" + Path(os.path.relpath(entry.picture, self.env.srcdir)).as_posix()
            box += nodes.image(uri=uri, alt=entry.alt)
        return box


def _found(pattern: str, text: str, name: str, what: str) -> str:
    found = re.search(pattern, text, re.M)
    if found is None:
        raise ValueError(f"datasets/{name}/datasheet.md does not give {what}")
    return found[1].strip()


def _loader(name: str, files: list[pd.DataFrame]) -> str:
    """The loader's name, and the columns it computes beyond those of the files."""
    load = getattr(datasets, name, None)
    known = {column for frame in files for column in frame}
    added = [column for column in load() if column not in known] if load else []
    more = f" (adds {', '.join(f'`{column}`' for column in added)})" if added else ""
    return f"`aipm.datasets.{name}()`{more}"


def _size(frame: pd.DataFrame) -> str:
    return f"{len(frame):,} rows × {frame.shape[1]} columns"
