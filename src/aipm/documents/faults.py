"""What is missing or wrong in one document, as sentences for the person who wrote it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from .files import Schema, item_name, lowered, resolved, schema
from .rules import own_rules
from .values import number

_KINDS = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "yes or no (true or false)",
    "array": "a list (each line begins with a dash)",
    "object": "a group of fields, indented beneath it",
}


def check(name: str, document: dict[str, Any], folder: Path | None = None) -> list[str]:
    """What the document lacks, one sentence each, in the order of the form; [] when nothing.

    name      of the template; ValueError when there is none of that name
    document  as `read` gives it; fields left empty count as missing

    After the form come the rules a form cannot say (aipm.documents.rules), once the form is satisfied.
    """
    form = schema(name, folder)
    filled = pruned(document)
    errors = sorted(Draft202012Validator(form).iter_errors(filled), key=lambda e: _order(e, form))
    told = [said for error in errors for said in _sentences(error, form, filled)]
    told += _general(filled, form, [])
    if not told:
        told += own_rules(name, filled)
    return list(dict.fromkeys(told))


def pruned(value: Any) -> Any:
    """The document without what was left empty: a field without a value, an entry without fields."""
    if isinstance(value, dict):
        kept = {str(key): pruned(sub) for key, sub in value.items() if sub is not None}
        return {key: sub for key, sub in kept.items() if not _bare(sub)}
    if isinstance(value, list):
        return [sub for sub in (pruned(entry) for entry in value if entry is not None) if not _bare(sub)]
    return value.strip() if isinstance(value, str) else value


def _bare(value: Any) -> bool:
    """A group in which nothing was filled in: at most lists without an entry."""
    return isinstance(value, dict) and all(sub == [] for sub in value.values())


_NO_NOUNS = {"about", "affected", "details", "every", "from", "how", "if", "learned", "live", "missing"}
_NO_NOUNS |= {"must", "says", "sent", "then", "to", "what", "when", "who"}


# --- places in words ------------------------------------------------------------------------------


def place(path: Sequence[str | int], form: Schema) -> str:
    """Where in the document, in words: 'risk 3, frequency'; '' for the document itself."""
    words: list[str] = []
    part, field = form, ""
    for step in path:
        part = resolved(part, form)
        if isinstance(step, int):
            words[-1] = f"{item_name(part, field)} {step + 1}"
            part = part.get("items", {})
        else:
            field = step
            part = part.get("properties", {}).get(step, {})
            words.append(_named(step, part))
    return ", ".join(words)


def part_at(path: Sequence[str | int], form: Schema) -> Schema:
    """The schema of a place, its shared definition included."""
    part = form
    for step in path:
        part = resolved(part, form)
        part = part.get("items", {}) if isinstance(step, int) else part.get("properties", {}).get(step, {})
    return resolved(part, form)


def _named(field: str, part: Schema) -> str:
    """A field in a sentence: its title, and its name in the file where that is another."""
    title = lowered(str(part.get("title", field)))
    return title if title.lower().replace(" ", "_").replace("-", "_") == field else f"{title} ({field})"


def _missing(field: str, part: Schema) -> str:
    """As `_named`, in quotation marks where the title is no noun that "no" could stand before."""
    title = str(part.get("title", field))
    if " " in title or title.lower() in _NO_NOUNS:
        return f"'{title}' ({field})" if title.lower().replace(" ", "_") != field else f"'{title}'"
    return _named(field, part)


def _start(words: str) -> str:
    return words[:1].upper() + words[1:]


def _order(error: ValidationError, form: Schema) -> list[tuple[int, int]]:
    """Sort key: the order of the form, not that of the checks."""
    key, part = [], form
    for step in error.absolute_path:
        part = resolved(part, form)
        known = list(part.get("properties", {}))
        if isinstance(step, int):
            key.append((1, step))
            part = part.get("items", {})
        else:
            key.append((1, known.index(step) if step in known else 999))
            part = part.get("properties", {}).get(step, {})
    return key


# --- one fault, one sentence ----------------------------------------------------------------------


def _sentences(error: ValidationError, form: Schema, document: dict[str, Any]) -> Iterator[str]:
    path = list(error.absolute_path)
    where = place(path, form)
    part = part_at(path, form)
    kind, bound, value = error.validator, error.validator_value, error.instance
    at = f"{_start(where)}" if where else "The document"
    if kind == "required":
        missing = [field for field in bound if field not in value]
        # jsonschema gives one error for each missing field: the message names it
        field = next((f for f in missing if error.message.startswith(repr(f))), missing[0])
        named = _missing(field, part.get("properties", {}).get(field, {}))
        verb = "are" if re.fullmatch(r"[a-z]+[^s]s", named) else "is"
        yield f"{at} has no {named}." if where else f"There {verb} no {named}."
    elif kind == "additionalProperties":
        known = part.get("properties", {})
        for field in (f for f in value if f not in known):
            near = difflib.get_close_matches(field, list(known), 1)
            hint = f"did you mean {near[0]}?" if near else "take it out, or see the form for its name."
            yield f"{at} has a field '{field}' that the form does not know: {hint}"
    elif kind in ("minItems", "maxItems"):
        yield _count(where, part, path, len(value), bound, kind == "minItems")
    elif kind == "uniqueItems":
        yield f"{at} names the same entry twice."
    elif kind == "enum":
        yield f"{at} is one of {', '.join(map(str, bound))}; {_shown(value)} is none of them."
    elif kind == "const":
        yield f"{at} must be {bound}, not {_shown(value)}."
    elif kind == "minLength":
        yield f"{at} is empty." if not value else f"{at} is too short: write at least {bound} characters."
    elif part.get("x-says") and not isinstance(value, dict | list):
        yield f"{at} must be {part['x-says']}; {_shown(value)} is not."
    elif kind == "type":
        yield f"{at} must be {_KINDS.get(str(bound), bound)}, not {_shown(value)}."
    elif kind in ("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"):
        side = {
            "minimum": "at least",
            "maximum": "at most",
            "exclusiveMinimum": "greater than",
            "exclusiveMaximum": "less than",
        }
        yield f"{at} must be {side[str(kind)]} {bound:,}, not {_shown(value)}."
    else:
        yield f"{at} is not what the form asks for: {part.get('description', 'see the blank form.')}"


def _count(where: str, part: Schema, path: Sequence[Any], have: int, bound: int, least: bool) -> str:
    one = item_name(part, str(path[-1]) if path else "entry")
    field = f" ({path[-1]})" if path else ""
    inside = f"{_start(where.rpartition(', ')[0])}: " if ", " in where else ""
    if least and have == 0:
        more = f": at least {bound} are needed" if bound > 1 else ""
        return f"{inside}{'there' if inside else 'There'} is no {one} yet{field}{more}."
    word = "least" if least else "most"
    there = f"there {'is' if have == 1 else 'are'} {have}"
    verb = "there must be" if inside else "There must be"
    return f"{inside}{verb} at {word} {bound} of {lowered(str(part.get('title', one)))}{field}; {there}."


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes (true)" if value else "no (false)"
    if isinstance(value, str):
        return f"'{value if len(value) <= 40 else value[:39] + '…'}'"
    if isinstance(value, list):
        return "a list"
    return "a group of fields" if isinstance(value, dict) else str(value)


# --- what holds in every document -----------------------------------------------------------------


def _general(value: Any, form: Schema, path: list[str | int]) -> list[str]:
    """Ids given twice, and ranges whose ends are swapped, wherever they stand."""
    told: list[str] = []
    if isinstance(value, dict):
        low, high = number(value.get("low")), number(value.get("high"))
        if low is not None and high is not None and low > high:
            where = place(path, form)
            told.append(f"{_start(where) or 'The document'}: low ({low:g}) is greater than high ({high:g}).")
        for key, sub in value.items():
            told += _general(sub, form, [*path, key])
    elif isinstance(value, list):
        first: dict[Any, int] = {}
        one = item_name(part_at(path, form), str(path[-1]) if path else "entry")
        for count, entry in enumerate(value, 1):
            key = entry.get("id") if isinstance(entry, dict) else None
            if isinstance(key, str):
                if key in first:
                    told.append(f"{_start(one)} {count} has the id of {one} {first[key]}, '{key}'.")
                first.setdefault(key, count)
            told += _general(entry, form, [*path, count - 1])
    return told
