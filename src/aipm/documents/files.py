"""Where the templates lie, and their three files: about.md, schema.yml, larkspur.yml."""

from __future__ import annotations

import copy
import difflib
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

Schema = dict[str, Any]
PARTS = ("about.md", "schema.yml", "larkspur.yml")


def root() -> Path:
    """The folder of the templates: inside the package, or beside it in a clone of the course."""
    here = Path(__file__).resolve().parents[1]
    packed = here / "_templates"
    return packed if packed.is_dir() else here.parents[1] / "book" / "templates"


def names(folder: Path | None = None) -> list[str]:
    """The templates there are, by chapter and name."""
    folder = folder or root()
    if not folder.is_dir():
        return []
    found = [path.name for path in folder.iterdir() if all((path / part).is_file() for part in PARTS)]
    return sorted(found, key=lambda name: (_chapter(name, folder), name))


def _chapter(name: str, folder: Path) -> int:
    try:
        return int(_schema(name, folder)["x-chapter"])
    except (ValueError, KeyError, TypeError, OSError, yaml.YAMLError):
        return 99  # what is wrong with it is said where it is used


def schema(name: str, folder: Path | None = None) -> Schema:
    """The template's JSON Schema (2020-12), whole in itself. ValueError when there is no such template."""
    return copy.deepcopy(_schema(name, folder or root()))


@lru_cache(maxsize=128)
def _schema(name: str, folder: Path) -> Schema:
    form = yaml.safe_load(_text(name, "schema.yml", folder))
    if not isinstance(form, dict):
        raise ValueError(
            f"templates/{name}/schema.yml is no JSON Schema: write its title, type and properties."
        )
    shared = yaml.safe_load((folder / "shared.yml").read_text(encoding="utf-8"))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **form, "$defs": shared}


def about(name: str, folder: Path | None = None) -> str:
    """What the template is for and how to use it: Markdown that begins with its title."""
    return _text(name, "about.md", folder or root())


def larkspur(name: str, folder: Path | None = None) -> str:
    """The text of Larkspur's version, as YAML. Larkspur is fictional."""
    return _text(name, "larkspur.yml", folder or root())


def _text(name: str, part: str, folder: Path) -> str:
    path = folder / name / part
    if "/" in name or not path.is_file():
        known = sorted(p.parent.name for p in folder.glob("*/schema.yml"))
        near = difflib.get_close_matches(name, known, 1)
        hint = f"the nearest is {near[0]}" if near else f"there are {', '.join(known) or 'none yet'}"
        raise ValueError(f"There is no template '{name}': {hint}.")
    return path.read_text(encoding="utf-8")


# --- reading a schema -----------------------------------------------------------------------------


def resolved(part: Schema, whole: Schema) -> Schema:
    """A part of a schema with its `$ref` (to `#/$defs/…`) followed; its own keys stand above the shared."""
    name = shared_name(part)
    return {**whole["$defs"][name], **part} if name else part


def shared_name(part: Schema) -> str:
    """`when` for {"$ref": "#/$defs/when"}; "" for a part of no shared kind."""
    return str(part.get("$ref", "")).removeprefix("#/$defs/")


def fields(part: Schema) -> list[tuple[str, Schema, bool]]:
    """The properties of an object's schema: name, schema, whether required; the required ones first."""
    needed = part.get("required", [])
    every = [(name, sub, name in needed) for name, sub in part.get("properties", {}).items()]
    return [f for f in every if f[2]] + [f for f in every if not f[2]]


def item_name(part: Schema, field: str) -> str:
    """What one entry of a list is called: its x-item, else the field's name without its plural."""
    return str(part.get("x-item") or field.removesuffix("s")).replace("_", " ")


def lowered(title: str) -> str:
    """A title inside a sentence: 'Owner' becomes 'owner', 'NIST function' stays."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
