"""Reads a document: YAML of a learner, with one sentence and the line for what cannot be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from .files import larkspur, names

MOST_BYTES = 1_000_000


class DocumentError(ValueError):
    """A document cannot be read: one sentence that says where and what to do."""


class _Loader(yaml.SafeLoader):
    """Plain YAML: dates stay text, a field may stand only once, nothing refers to something else."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark
            raise yaml.MarkedYAMLError(None, None, "a reference (*) cannot be used here", mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen: set[Any] = set()
        for key, _ in node.value:
            if not isinstance(key.value, str):
                raise yaml.MarkedYAMLError(None, None, "a field's name must be a word", key.start_mark)
            if key.value in seen:
                raise yaml.MarkedYAMLError(None, None, f"'{key.value}' stands there twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in rules if tag != "tag:yaml.org,2002:timestamp"]
    for letter, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(source: str | Path, what: str = "") -> dict[str, Any]:
    """A document as a dict.

    source  the name of a template (its Larkspur version), the path of a file, or the YAML itself
    what    how error sentences call it; the file's name if there is one

    DocumentError, one sentence with the line, when it cannot be read or is no mapping of fields.
    """
    if isinstance(source, str) and source in names():
        source, what = larkspur(source), what or f"Larkspur's {source}"
    path = _path(source)
    if path is not None:
        what = what or path.name
        source = _file(path, what)
    what = what or "The document"
    try:
        # two steps: an empty file is told apart from one that holds something else
        found = yaml.load(str(source), _Loader)
    except yaml.MarkedYAMLError as why:
        mark = why.problem_mark or why.context_mark
        line = f", line {mark.line + 1}" if mark else ""
        raise DocumentError(f"{what}{line}: {_plain(why.problem)}.") from None
    except (yaml.YAMLError, ValueError, RecursionError) as why:
        said = " ".join(str(why).split())[:120]
        raise DocumentError(f"{what} cannot be read as YAML ({said}): begin again from the blank.") from None
    if found is None:
        raise DocumentError(f"{what} is empty: begin with the blank form.")
    if not isinstance(found, dict):
        raise DocumentError(
            f"{what} holds no fields: each line should begin with a field's name and a colon."
        )
    return {str(key): value for key, value in found.items()}


def _path(source: str | Path) -> Path | None:
    if isinstance(source, Path):
        return source
    one_line = "\n" not in source and ": " not in source
    return Path(source) if one_line and source.endswith((".yml", ".yaml")) else None


def _file(path: Path, what: str) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise DocumentError(f"{what} is larger than a document can be (1 MB): is it the right file?")
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise DocumentError(f"There is no file {path}: 'aipm documents new NAME' makes one.") from None
    except UnicodeDecodeError:
        raise DocumentError(f"{what} is not text in UTF-8: save it so in your editor.") from None
    except OSError as why:
        raise DocumentError(f"{what} cannot be read: {why.strerror or why}.") from None


_SAID = {
    "mapping values are not allowed here": "a colon stands where none is expected; put the text in quotation "
    "marks, or check how far the line is indented",
    "could not find expected ':'": "a field's name has no colon after it, or a quotation mark is not closed",
    "found character '\\t' that cannot start any token": "it is indented by a tab; use spaces",
    "found unexpected end of stream": "a quotation mark is not closed",
    "expected <block end>, but found '-'": "this entry of a list is not indented like the others",
    "expected <block end>, but found '<block mapping start>'": "this field is not indented like its "
    "neighbours",
    "expected <block end>, but found '<scalar>'": "text follows after a closed quotation mark; put the whole "
    "of it in one pair",
}


def _plain(problem: str | None) -> str:
    """The parser's problem in words for a person who does not know YAML."""
    problem = " ".join((problem or "this cannot be read").split())
    return _SAID.get(problem, problem)
