"""The blank form: YAML with each field's title and description above it, the required ones first."""

from __future__ import annotations

import textwrap
from pathlib import Path

from .files import Schema, fields, item_name, resolved, schema

_WIDTH = 96


def blank(name: str, folder: Path | None = None) -> str:
    """The empty form of a template as YAML text. ValueError when there is no such template."""
    form = schema(name, folder)
    head = [
        f"# {form.get('title', name)}",
        *_comment(str(form.get("description", "")), 0),
        "#",
        "# * marks what must be filled in; leave anything else empty, or delete it. Lines that begin with #",
        "# are remarks. Keep the indentation, by spaces. Copy an entry that begins with a dash for each",
        "# further one.",
    ]
    return "\n".join([*head, "", *_object(form, form, 0, apart=True)]) + "\n"


def _object(part: Schema, form: Schema, indent: int, apart: bool = False) -> list[str]:
    lines: list[str] = []
    for field, sub, required in fields(part):
        whole = resolved(sub, form)
        lines += _comment(("* " if required else "") + _explained(whole), indent)
        lines += _field(field, whole, form, indent)
        if apart:
            lines.append("")
    return lines[:-1] if apart else lines


def _field(field: str, part: Schema, form: Schema, indent: int) -> list[str]:
    pad = " " * indent
    if part.get("type") == "object":
        return [f"{pad}{field}:", *_object(part, form, indent + 2)]
    if part.get("type") == "array":
        item = resolved(part.get("items", {}), form)
        if item.get("type") != "object":
            return [f"{pad}{field}:", f"{pad}  -"]
        inner = _object(item, form, indent + 4)
        # the dash belongs to the entry's first field, which comes after its remarks
        first = next(i for i, line in enumerate(inner) if not line.lstrip().startswith("#"))
        inner[first] = f"{pad}  - {inner[first].lstrip()}"
        return [f"{pad}{field}:", f"{pad}  # one {item_name(part, field)}:", *inner]
    return [f"{pad}{field}:"]


def _explained(part: Schema) -> str:
    """Title, description and what may be written, as one remark."""
    title, said = str(part.get("title", "")), str(part.get("description", ""))
    return " ".join(filter(None, [f"{title}:" if said else title, said, allowed(part)]))


def allowed(part: Schema) -> str:
    """What may be written in a field, in a few words; "" where the description is enough."""
    if "enum" in part:
        return f"One of: {', '.join(map(str, part['enum']))}."
    if part.get("x-says") and part.get("x-says") != "text":
        return f"Write {part['x-says']}."
    if part.get("type") == "boolean":
        return "Write true or false."
    return ""


def _comment(text: str, indent: int) -> list[str]:
    pad = " " * indent + "# "
    return (
        textwrap.wrap(text, _WIDTH, initial_indent=pad, subsequent_indent=pad + "  ") if text.strip() else []
    )
