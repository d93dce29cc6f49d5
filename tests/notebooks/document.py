"""A stored notebook, seen as a reader sees it: sections, each with its prose, cells and what they show."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import nbformat
from bs4 import BeautifulSoup, Tag
from prose import Block, blocks

IMAGES = ("image/png", "image/jpeg", "image/svg+xml")
FOLDING = {"hide-input", "hide-cell"}
HIDING = FOLDING | {"remove-input", "remove-cell", "hide-output", "remove-output"}


def text(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)


@dataclass
class Cell:
    """A code cell with its stored outputs; `number` counts all cells from 1."""

    raw: dict[str, Any]
    number: int

    @property
    def source(self) -> str:
        return text(self.raw["source"])

    @property
    def tags(self) -> set[str]:
        return set(self.raw["metadata"].get("tags", []))

    @property
    def outputs(self) -> list[dict[str, Any]]:
        return list(self.raw.get("outputs", []))

    @property
    def lines(self) -> int:
        return sum(1 for line in self.source.splitlines() if line.strip())

    @property
    def place(self) -> str:
        first = next((line for line in self.source.splitlines() if line.strip()), "")
        return f"cell {self.number} ({first.strip()[:50]})"

    def shown(self, *mimes: str) -> Iterator[tuple[dict[str, Any], Any]]:
        """Outputs that hold one of the MIME types, with its value."""
        for output in self.outputs:
            for mime in mimes:
                if mime in output.get("data", {}):
                    yield output, output["data"][mime]

    @cached_property
    def html(self) -> list[Tag]:
        return [BeautifulSoup(text(value), "html.parser") for _, value in self.shown("text/html")]

    @cached_property
    def said(self) -> list[Block]:
        """The blocks of its Markdown outputs."""
        return [block for _, value in self.shown("text/markdown") for block in blocks(text(value))]

    @property
    def figures(self) -> list[str]:
        """The alt text of each image shown; empty where it has none."""
        return [
            str(output.get("metadata", {}).get(mime, {}).get("alt", ""))
            for output in self.outputs
            for mime in IMAGES
            if mime in output.get("data", {})
        ]

    @property
    def charts(self) -> list[dict[str, Any]]:
        """Vega-Lite specifications shown."""
        return [
            value
            for output in self.outputs
            for mime, value in output.get("data", {}).items()
            if "vegalite" in mime and isinstance(value, dict)
        ]

    @property
    def controls(self) -> list[dict[str, Any]]:
        """The charts a reader can move: a parameter bound to an input."""
        return [chart for chart in self.charts if _is_bound(chart)]

    @property
    def quizzes(self) -> list[Tag]:
        return [tag for page in self.html for tag in page.select('[class*="quiz"][data-objective]')]

    @property
    def commits(self) -> list[Tag]:
        return [tag for page in self.html for tag in page.select('[class*="commit"]')]


def _is_bound(node: Any) -> bool:
    if isinstance(node, dict):
        params = node.get("params")
        if isinstance(params, list) and any(
            isinstance(p, dict) and isinstance(p.get("bind"), dict) for p in params
        ):
            return True
        return any(map(_is_bound, node.values()))
    return isinstance(node, list) and any(map(_is_bound, node))


@dataclass
class Part:
    """What stands under one H2; the opening, before the first, has no title.

    `items` are Markdown blocks and code cells in reading order.
    """

    title: str = ""
    items: list[Block | Cell] = field(default_factory=list)

    @property
    def cells(self) -> list[Cell]:
        return [item for item in self.items if isinstance(item, Cell)]

    @property
    def written(self) -> list[Block]:
        """Blocks of Markdown cells."""
        return [item for item in self.items if isinstance(item, Block)]

    @property
    def prose(self) -> list[Block]:
        """All a reader reads: Markdown cells and the Markdown that cells show."""
        found: list[Block] = []
        for item in self.items:
            found += [item] if isinstance(item, Block) else item.said
        return found

    @property
    def words(self) -> list[str]:
        return re.findall(r"[A-Za-z][A-Za-z'’-]*", " ".join(b.text for b in self.prose if b.kind != "code"))

    @property
    def links(self) -> list[str]:
        return [link for block in self.prose for link in block.links]


class Document:
    """A notebook read from its JSON. Markdown cells are cut at their H2 headings."""

    def __init__(self, raw: dict[str, Any], size: int | None = None) -> None:
        """raw: the notebook's JSON, format 4. size: of the file in bytes."""
        self.raw = raw
        self.size = len(json.dumps(raw)) if size is None else size

    @classmethod
    def read(cls, path: Path) -> Document:
        """FileNotFoundError when there is none; ValueError when it is no notebook."""
        data = path.read_bytes()
        return cls(json.loads(data), len(data))

    def faults_of_format(self) -> list[str]:
        """What nbformat's schema finds wrong."""
        try:
            nbformat.validate(nbformat.from_dict(self.raw))
        except nbformat.ValidationError as error:
            return [str(error).splitlines()[0]]
        return []

    @cached_property
    def code(self) -> list[Cell]:
        return [Cell(c, n) for n, c in enumerate(self.raw["cells"], 1) if c["cell_type"] == "code"]

    @cached_property
    def markdown(self) -> list[tuple[int, str]]:
        """Number and text of each Markdown cell."""
        return [
            (n, text(c["source"])) for n, c in enumerate(self.raw["cells"], 1) if c["cell_type"] == "markdown"
        ]

    @cached_property
    def parts(self) -> list[Part]:
        """The opening, then one part an H2."""
        found, cells = [Part()], {cell.number: cell for cell in self.code}
        written = dict(self.markdown)
        for number in range(1, len(self.raw["cells"]) + 1):
            if number in cells:
                found[-1].items.append(cells[number])
            for block in blocks(written.get(number, "")):
                if block.kind == "heading" and block.level == 2:
                    found.append(Part(block.text))
                else:
                    found[-1].items.append(block)
        return found

    @property
    def opening(self) -> Part:
        return self.parts[0]

    def part(self, title: str) -> Part:
        """The part with this H2, or one that begins with it; an empty one if there is none."""
        exact = (part for part in self.parts[1:] if part.title == title)
        begins = (part for part in self.parts[1:] if part.title.startswith(title))
        return next(exact, None) or next(begins, None) or Part(title)

    def headings(self, level: int) -> list[str]:
        if level == 2:
            return [part.title for part in self.parts[1:]]
        return [
            b.text for part in self.parts for b in part.written if b.kind == "heading" and b.level == level
        ]

    def strings(self) -> Iterator[tuple[str, str]]:
        """Every string in the file with where it stands; the bytes of pictures left out."""
        for value in strings(self.raw.get("metadata", {})):
            yield "the notebook's metadata", value
        for number, cell in enumerate(self.raw["cells"], 1):
            for value in strings(cell):
                yield f"cell {number}", value


def strings(node: Any) -> Iterator[str]:
    """Every string in a piece of JSON, but keys and the bytes of pictures; a list of lines is one string."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, list) and node and all(isinstance(value, str) for value in node):
        yield "".join(node)
    elif isinstance(node, list):
        for value in node:
            yield from strings(value)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key not in ("image/png", "image/jpeg") or isinstance(value, dict):
                yield from strings(value)
