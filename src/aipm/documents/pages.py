"""A template as a page of Markdown: what it is for, the form, Larkspur's version, the files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from .blank import allowed
from .files import Schema, about, fields, item_name, larkspur, resolved, schema, shared_name
from .layout import Block, Bullets, Facts, Heading, Table, Text, blocks
from .reading import read


def page(name: str, folder: Path | None = None) -> str:
    """The page of a template, as Markdown with links to `<name>/blank.yml` and its other files beside it."""
    form = schema(name, folder)
    head = about(name, folder).strip()
    document = read(larkspur(name, folder), f"Larkspur's {name}")
    chapter = form.get("x-chapter")
    where = f"From chapter {chapter}. " if chapter is not None else ""
    return "\n".join(
        [
            head,
            "",
            f"{where}Take with you [the blank form]({name}/blank.yml), [Larkspur's "
            f"version]({name}/larkspur.yml) or "
            f"[the schema]({name}/schema.json). In the course's terminal `aipm documents new {name}` puts "
            "the blank "
            f"into `my_work/documents/`, and `aipm documents check {name}` says what it lacks.",
            "",
            "## Larkspur's version",
            "",
            "Larkspur Credit Union is fictional, and so is everything in this document.",
            "",
            f"**{escaped(str(document.get('title', form.get('title', name))))}**",
            "",
            *markdown(blocks(name, document, folder), 1),
            "## The form",
            "",
            "Fields in bold must be filled in. A moment is a month of the project (0 to 60) or a date "
            "(2026-09-30); a "
            "name in lower case without spaces, such as `second_language`, points at something in this or "
            "another "
            "document.",
            "",
            *_form_table(form),
            "",
        ]
    )


def _form_table(form: Schema) -> list[str]:
    lines = ["| Field | What to write |", "|---|---|"]
    for title, said in _rows(form, form, ""):
        lines.append(f"| {title} | {said} |")
    return lines


def _rows(part: Schema, form: Schema, before: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for field, sub, required in fields(part):
        whole = resolved(sub, form)
        title = escaped(str(whole.get("title", field)))
        named = f"{before}{'**' + title + '**' if required else title}"
        told_above = shared_name(sub) in ("id", "role", "when")
        said = " ".join(
            filter(None, [str(whole.get("description", "")), "" if told_above else allowed(whole)])
        )
        inner = resolved(whole.get("items", {}), form) if whole.get("type") == "array" else whole
        if whole.get("type") == "array" and inner.get("type") == "object":
            said += f" One entry for each {item_name(whole, field)}:"
        found.append((f"{named} <br>`{field}`", escaped(said.strip())))
        if inner.get("type") == "object" and not sub.get("$ref"):
            found += _rows(inner, form, f"{before}– ")
    return found


def markdown(shown: list[Block], deeper: int = 0) -> list[str]:
    """Blocks as lines of Markdown; headings go `deeper` levels down."""
    lines: list[str] = []
    for block in shown:
        if isinstance(block, Heading):
            lines += [f"{'#' * (block.level + deeper)} {escaped(block.text)}", ""]
        elif isinstance(block, Text):
            lines += [f"**{escaped(block.text)}**" if block.strong else escaped(block.text), ""]
        elif isinstance(block, Bullets):
            lines += [*(f"- {escaped(entry)}" for entry in block.entries), ""]
        elif isinstance(block, Facts):
            lines += [*(f"- **{escaped(name)}:** {escaped(text)}" for name, text in block.rows), ""]
        elif isinstance(block, Table):
            lines += [_row(block.header), _row(["--:" if n else "---" for n in block.numeric], raw=True)]
            lines += [*(_row(row) for row in block.rows), ""]
    return lines


def _row(cells: list[str], raw: bool = False) -> str:
    return "| " + " | ".join(cell if raw else escaped(cell) for cell in cells) + " |"


def escaped(text: Any) -> str:
    """Text that Markdown leaves alone: no mathematics, no emphasis, no table cell that ends early."""
    return re.sub(r"([\\`*_$|<>\[\]#~{}])", r"\\\1", " ".join(str(text).split()))
