"""A filled-in document as blocks that a page, a print-out or a screen can show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .faults import pruned
from .files import Schema, fields, item_name, lowered, resolved, schema, shared_name

#: a list of groups is a table while its cells stay short: letters of the longest cells together, by columns
ROOM = {1: 330, 2: 330, 3: 330, 4: 330, 5: 330, 6: 230, 7: 200}
CELL = 120


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 2


@dataclass(frozen=True)
class Text:
    text: str
    strong: bool = False


@dataclass(frozen=True)
class Bullets:
    entries: list[str]


@dataclass(frozen=True)
class Facts:
    """Pairs of a name and its value."""

    rows: list[tuple[str, str]]


@dataclass(frozen=True)
class Table:
    header: list[str]
    rows: list[list[str]]
    numeric: list[bool]


Block = Heading | Text | Bullets | Facts | Table


def blocks(name: str, document: dict[str, Any], folder: Path | None = None) -> list[Block]:
    """The document as blocks, in the order of its form; fields the form does not know come last."""
    form = schema(name, folder)
    filled = pruned(document)
    short: list[tuple[str, str]] = []
    long: list[Block] = []
    known = [(field, sub) for field, sub, _ in fields(form)]
    extra: list[tuple[str, Schema]] = [(field, {}) for field in filled if field not in dict(known)]
    for field, sub in [*known, *extra]:
        if field == "title" or field not in filled:
            continue
        part, value = resolved(sub, form), filled[field]
        title = str(part.get("title", _words(field)))
        if _brief(value):
            short.append((title, _inline(value, sub, form)))
        elif isinstance(value, dict | list):
            inside = list(_nested(field, sub, value, form))
            long += [Heading(title), *(inside or [Text("None.")])]
        elif len(str(value)) > 80:
            long += [Heading(title), Text(shown(value, sub))]
        else:
            short.append((title, shown(value, sub)))
    return [*([Facts(short)] if short else []), *long]


def _brief(value: Any) -> bool:
    """A list of a few short words, which needs no heading of its own."""
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(entry, str) and len(entry) <= 40 for entry in value)
        and sum(len(entry) for entry in value) <= 80
    )


def _nested(field: str, sub: Schema, value: Any, form: Schema) -> Iterator[Block]:
    part = resolved(sub, form)
    if isinstance(value, dict):
        yield Facts(_facts(part, value, form))
        return
    if not value:
        return
    item = part.get("items", {})
    if not all(isinstance(entry, dict) for entry in value):
        yield Bullets([shown(entry, item) for entry in value])
        return
    item = resolved(item, form)
    table = _table(item, value, form, always=part.get("x-table") is True)
    if table is not None:
        yield table
        return
    for number, entry in enumerate(value, 1):
        label = str(entry.get("title") or entry.get("id") or "")
        one = f"{item_name(part, field)} {number}"
        one = one[:1].upper() + one[1:]
        yield Heading(f"{one}: {lowered(_words(label))}" if label else one, 3)
        yield Facts([(k, v) for k, v in _facts(item, entry, form) if k not in ("Id",)])


def _facts(part: Schema, value: dict[str, Any], form: Schema) -> list[tuple[str, str]]:
    known = [(field, sub) for field, sub, _ in fields(part) if field in value]
    known += [(field, {}) for field in value if field not in part.get("properties", {})]
    return [
        (str(resolved(sub, form).get("title", _words(field))), _inline(value[field], sub, form))
        for field, sub in known
    ]


def _table(item: Schema, value: list[dict[str, Any]], form: Schema, always: bool) -> Table | None:
    """The entries as a table, or None where one would be too wide; `always` (x-table) leaves out the ids."""
    used = [(field, sub) for field, sub, _ in fields(item) if any(field in entry for entry in value)]
    used += [(k, {}) for k in dict.fromkeys(k for e in value for k in e) if k not in dict(used)]
    rows = [[_inline(entry[f], sub, form) if f in entry else "–" for f, sub in used] for entry in value]
    widths = [max(len(row[i]) for row in rows) for i in range(len(used))]
    if always:
        keep = [i for i, (field, _) in enumerate(used) if field != "id"]
        used, rows = [used[i] for i in keep], [[row[i] for i in keep] for row in rows]
    elif sum(widths) > ROOM.get(len(used), 0) or max(widths, default=0) > CELL:
        return None
    numeric = [
        all(isinstance(e[f], int | float) and not isinstance(e[f], bool) for e in value if f in e)
        for f, _ in used
    ]
    header = [str(resolved(sub, form).get("title", _words(field))) for field, sub in used]
    return Table(header, rows, numeric)


def _inline(value: Any, sub: Schema, form: Schema) -> str:
    """A value in one line, groups and lists inside it included."""
    part = resolved(sub, form)
    kind = shared_name(sub)
    if isinstance(value, dict):
        if kind == "interval" and {"low", "high"} <= set(value):
            return f"{_plain(value['low'])} to {_plain(value['high'])}"
        facts = _facts(part, value, form)
        return "; ".join(
            f"{lowered(name)} {text}" if i else f"{name} {text}" for i, (name, text) in enumerate(facts)
        )
    if isinstance(value, list):
        return ", ".join(_inline(entry, part.get("items", {}), form) for entry in value) or "none"
    return shown(value, sub)


def shown(value: Any, sub: Schema) -> str:
    """One value as a reader sees it: a share in per cent, money in dollars, an id in words."""
    kind = shared_name(sub)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        if kind == "when":
            return f"month {value}"
        if kind == "share":
            return f"{_plain(round(100 * value, 4))} %"
        if kind == "money":
            return f"${value:,.0f}" if float(value).is_integer() else f"${value:,.2f}"
        return _plain(value)
    text = str(value)
    if kind in ("id", "role"):
        return _words(text)
    if "enum" in sub:
        return text.replace("_", " ")
    return " ".join(text.split())


def _plain(value: Any) -> str:
    text = (
        f"{value:,}"
        if isinstance(value, int)
        else f"{value:,.6g}"
        if isinstance(value, float)
        else str(value)
    )
    return "\u2212" + text[1:] if text.startswith("-") else text


def _words(name: str) -> str:
    """`second_language` as 'Second language'; a name with capitals of its own stays."""
    return (name[:1].upper() + name[1:]).replace("_", " ")
