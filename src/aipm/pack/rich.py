"""A memo's Markdown as blocks: paragraphs of runs, lists, tables. What a board pack need not show is "
"left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import mistune


@dataclass(frozen=True)
class Run:
    """A piece of a line in one style; `link` is an address of the web or of mail, or ""."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


Line = list[Run]


@dataclass(frozen=True)
class Paragraph:
    line: Line
    heading: bool = False
    quote: bool = False


@dataclass(frozen=True)
class Entries:
    """A list; `depth` 0 for the outermost."""

    entries: list[tuple[int, str, Line]]  # depth, mark, text


@dataclass(frozen=True)
class Grid:
    header: list[Line]
    rows: list[list[Line]]


Rich = Paragraph | Entries | Grid
_parse = mistune.create_markdown(renderer="ast", plugins=["table"])


def rich(markdown: str) -> list[Rich]:
    """The blocks of a Markdown text."""
    tokens: Any = _parse(markdown)
    return list(_blocks(tokens, quote=False))


def _blocks(tokens: list[dict[str, Any]], quote: bool) -> list[Rich]:
    found: list[Rich] = []
    for token in tokens:
        kind, inside = token["type"], token.get("children", [])
        if kind in ("paragraph", "block_text", "heading"):
            line = _line(inside)
            if line:
                found.append(Paragraph(line, kind == "heading", quote))
        elif kind == "block_quote":
            found += _blocks(inside, quote=True)
        elif kind == "list":
            found.append(Entries(_entries(token, 0)))
        elif kind == "table":
            found.append(_grid(inside))
        elif kind in ("block_code", "block_html") and token.get("raw", "").strip():
            found.append(Paragraph([Run(_spaced(token["raw"]))], quote=quote))
    return found


def _entries(token: dict[str, Any], depth: int) -> list[tuple[int, str, Line]]:
    found: list[tuple[int, str, Line]] = []
    ordered = token["attrs"].get("ordered", False)
    start = int(token["attrs"].get("start") or 1)
    for count, item in enumerate(token.get("children", []), start):
        mark = f"{count}." if ordered else "•"
        for part in item.get("children", []):
            if part["type"] == "list":
                found += _entries(part, depth + 1)
            else:
                found += [(depth, mark, b.line) for b in _blocks([part], False) if isinstance(b, Paragraph)]
                mark = ""
    return found


def _grid(parts: list[dict[str, Any]]) -> Grid:
    header: list[Line] = []
    rows: list[list[Line]] = []
    for part in parts:
        cells = part.get("children", [])
        if part["type"] == "table_head":
            header = [_line(cell.get("children", [])) for cell in cells]
        else:
            rows += [[_line(cell.get("children", [])) for cell in row.get("children", [])] for row in cells]
    return Grid(header, [[*row, *[[] for _ in header]][: len(header)] for row in rows])


def _line(tokens: list[dict[str, Any]], **style: Any) -> Line:
    runs: Line = []
    for token in tokens:
        kind, inside = token["type"], token.get("children", [])
        if kind in ("text", "codespan", "inline_html"):
            runs.append(Run(_spaced(token.get("raw", "")), **style))
        elif kind in ("softbreak", "linebreak"):
            runs.append(Run(" ", **style))
        elif kind == "strong":
            runs += _line(inside, **{**style, "bold": True})
        elif kind == "emphasis":
            runs += _line(inside, **{**style, "italic": True})
        elif kind == "link":
            url = str(token["attrs"].get("url", ""))
            good = url.lower().startswith(("http://", "https://", "mailto:"))
            runs += _line(inside, **{**style, "link": url if good else ""})
        elif inside:
            runs += _line(inside, **style)
    return runs


def _spaced(text: str) -> str:
    """On one line, spaces at its ends kept: they part one run from the next."""
    words = " ".join(text.split())
    return f"{' ' if text[:1].isspace() else ''}{words}{' ' if words and text[-1:].isspace() else ''}"
