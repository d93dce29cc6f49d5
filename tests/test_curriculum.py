"""curriculum.yml is the one list that all else is checked against: here it is checked itself."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml
from myst_parser.mdit_to_docutils.base import default_slugify
from support import CURRICULUM, ROOT, curriculum

PARTS, CHAPTERS, SECTIONS = 6, 18, 72
ROMAN = ["I", "II", "III", "IV", "V", "VI"]
# keys: (must be there, may be there)
KEYS = {
    "the course": ({"title", "introduction", "parts", "paths"}, set()),
    "introduction": ({"slug", "title", "status", "introduces"}, {"minutes"}),
    "part": ({"part", "title", "chapters"}, set()),
    "chapter": ({"number", "slug", "title", "status", "sections"}, {"objectives"}),
    "section": ({"id", "title", "needs", "introduces"}, {"minutes", "core"}),
    "minutes": ({"read", "practise"}, set()),
    "objective": ({"id", "text"}, set()),
    "path": ({"id", "title", "for", "sections"}, {"minutes"}),
}


def faults(course: Any) -> Iterator[str]:
    """One sentence for each fault of the list."""
    yield from _keys("the course", course, "the course")
    yield from _keys("introduction", course.get("introduction"), "the introduction")
    parts = course.get("parts") or []
    if [part.get("part") for part in parts] != ROMAN:
        yield f"parts are {[part.get('part') for part in parts]}, not {ROMAN}"
    for part in parts:
        yield from _keys("part", part, f"part {part.get('part')}")
    chapters = [chapter for part in parts for chapter in part.get("chapters") or []]
    if [chapter.get("number") for chapter in chapters] != list(range(1, CHAPTERS + 1)):
        yield f"chapters are not numbered 1 to {CHAPTERS} in order"
    sections = [section for chapter in chapters for section in chapter.get("sections") or []]
    if len(sections) != SECTIONS:
        yield f"there are {len(sections)} sections, not {SECTIONS}"
    for what, values in (
        ("slug", [c.get("slug") for c in [course.get("introduction") or {}, *chapters]]),
        ("chapter title", [c.get("title") for c in chapters]),
        ("objective's text", [o.get("text") for c in chapters for o in c.get("objectives") or []]),
    ):
        for value in sorted({str(v) for v in values if values.count(v) > 1}):
            yield f"the {what} '{value}' is given twice"
    for chapter in chapters:
        yield from _chapter(chapter)
    yield from _order(course.get("introduction") or {}, sections)
    yield from _paths(course.get("paths") or [], sections)


def _keys(kind: str, entry: Any, name: str) -> Iterator[str]:
    must, may = KEYS[kind]
    if not isinstance(entry, dict):
        yield f"{name} is no mapping"
        return
    for key in sorted(must - set(entry)):
        yield f"{name} has no {key}"
    for key in sorted(set(entry) - must - may, key=str):
        yield f"{name} has an unknown key '{key}'"
    if "title" in entry and (not isinstance(entry["title"], str) or entry["title"] != entry["title"].strip()):
        yield f"{name} has no proper title"


def _paths(paths: list[Any], sections: list[dict[str, Any]]) -> Iterator[str]:
    known = {section.get("id"): section for section in sections}
    for path in paths:
        name = f"the path {path.get('id')}"
        yield from _keys("path", path, name)
        listed = path.get("sections") or []
        for id in sorted({id for id in listed if id not in known or listed.count(id) > 1}, key=str):
            yield f"{name}: there is no section {id}" if id not in known else f"{name} names {id} twice"
        read = sum(known[id].get("minutes", {}).get("read", 0) for id in listed if id in known)
        if read > path.get("minutes", read):
            yield f"{name} takes {read} minutes to read, not {path['minutes']} at most"


def _chapter(chapter: dict[str, Any]) -> Iterator[str]:
    number = chapter.get("number")
    name = f"chapter {number}"
    yield from _keys("chapter", chapter, name)
    if not re.fullmatch(rf"{number or 0:02d}_[a-z][a-z0-9_]*", str(chapter.get("slug"))):
        yield f"{name}: the slug '{chapter.get('slug')}' does not begin with its number and two digits"
    if chapter.get("status") not in ("planned", "ready"):
        yield f"{name}: status '{chapter.get('status')}' is neither planned nor ready"
    sections = chapter.get("sections") or []
    if [section.get("id") for section in sections] != [f"{number}.{n}" for n in range(1, 5)]:
        yield f"{name}: sections are not {number}.1 to {number}.4, as strings"
    for section in sections:
        yield from _keys("section", section, f"section {section.get('id')}")
        if "minutes" in section:
            yield from _keys("minutes", section["minutes"], f"minutes of {section.get('id')}")
            for what, minutes in section["minutes"].items():
                if type(minutes) is not int or not 1 <= minutes < 100:
                    yield f"section {section.get('id')}: {minutes!r} minutes to {what}"
        elif chapter.get("status") == "ready":
            yield f"section {section.get('id')}: its chapter is ready and it has no minutes"
        for what in ("needs", "introduces"):
            if not all(isinstance(idea, str) for idea in section.get(what) or []):
                yield f"section {section.get('id')}: {what} is no list of names"
    if sum(section.get("core") is True for section in sections) != 1:
        yield f"{name}: not one section is on the core path"
    yield from _objectives(chapter, {str(section.get("id")) for section in sections})


def _objectives(chapter: dict[str, Any], sections: set[str]) -> Iterator[str]:
    name, objectives = f"chapter {chapter.get('number')}", chapter.get("objectives") or []
    if chapter.get("status") == "ready" and not 3 <= len(objectives) <= 5:
        yield f"{name}: {len(objectives)} objectives, not three to five"
    ids = [objective.get("id") for objective in objectives]
    if ids != sorted(set(map(str, ids))):
        yield f"{name}: objectives {ids} are not in order, or not strings, or one is there twice"
    for objective in objectives:
        id, words = str(objective.get("id")), str(objective.get("text", ""))
        yield from _keys("objective", objective, f"objective {id}")
        if not re.fullmatch(r"\d+\.\d[a-e]?", id) or id.rstrip("abcde") not in sections:
            yield f"objective {id} belongs to no section of {name}"
        if len(words.split()) < 5 or not words.endswith(".") or not words[:1].isupper():
            yield f"objective {id} is no sentence"
    if chapter.get("status") == "ready":
        served = {str(id).rstrip("abcde") for id in ids}
        for section in sorted(sections - served):
            yield f"section {section} has no objective, and its chapter is ready"


def _order(introduction: dict[str, Any], sections: list[dict[str, Any]]) -> Iterator[str]:
    """What a section needs was introduced before it."""
    known: dict[str, str] = dict.fromkeys(introduction.get("introduces") or [], "the introduction")
    for section in sections:
        for idea in section.get("needs") or []:
            if idea not in known:
                yield f"section {section.get('id')} needs '{idea}', which no earlier section introduces"
        for idea in section.get("introduces") or []:
            if idea in known:
                yield f"'{idea}' is introduced in {known[idea]} and again in {section.get('id')}"
            known[idea] = str(section.get("id"))


def test_curriculum() -> None:
    assert list(faults(curriculum())) == []


def test_terms_of_what_is_ready_stand_in_the_glossary() -> None:
    """The links under a section's heading lead there; a planned chapter's terms come with the chapter."""
    text = (ROOT / "book" / "glossary.md").read_text(encoding="utf-8")
    headings = {default_slugify(name) for name in re.findall(r"^## (.+)$", text, re.M)}
    wanted = set(curriculum()["introduction"]["introduces"])
    for chapter in (c for part in curriculum()["parts"] for c in part["chapters"] if c["status"] == "ready"):
        for section in chapter["sections"]:
            wanted |= {*section["needs"], *section["introduces"]}
    assert sorted(wanted - headings) == []


def test_it_has_six_parts_of_eighteen_chapters() -> None:
    parts = curriculum()["parts"]
    assert (len(parts), sum(len(part["chapters"]) for part in parts)) == (PARTS, CHAPTERS)


def test_no_key_is_written_twice() -> None:
    """YAML lets the last one win without a word."""

    class Strict(yaml.SafeLoader):
        pass

    def mapping(loader: Any, node: Any) -> Any:
        keys = [loader.construct_object(key) for key, _ in node.value]
        assert len(keys) == len(set(keys)), f"line {node.start_mark.line + 1}: {keys}"
        return loader.construct_mapping(node, deep=True)

    Strict.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, mapping)
    yaml.load(CURRICULUM.read_text(encoding="utf-8"), Strict)


def at(*way: Any, value: Any = None) -> Callable[[Any], None]:
    """Set a value deep in the list; None removes it."""

    def change(course: Any) -> None:
        *path, last = way
        for key in path:
            course = course[key]
        if value is None:
            del course[last]
        else:
            course[last] = value

    return change


FOUR = ("parts", 1, "chapters", 0)
BROKEN = [
    (at("author", value="x"), "the course has an unknown key 'author'"),
    (
        at("parts", 0, "chapters", 0, "sections", 0, "titel", value="x"),
        "section 1.1 has an unknown key 'titel'",
    ),
    (at(*FOUR, "objective", value=[]), "chapter 4 has an unknown key 'objective'"),
    (at(*FOUR, "sections", 0, "minutes", "rest", value=3), "minutes of 4.1 has an unknown key 'rest'"),
    (at(*FOUR, "objectives", 0, "verb", value="x"), "objective 4.1 has an unknown key 'verb'"),
    (at(*FOUR, "title"), "chapter 4 has no title"),
    (at("parts", 0, "part", value="1"), "parts are ['1', 'II'"),
    (at(*FOUR, "number", value=5), "chapters are not numbered 1 to 18"),
    (at(*FOUR, "sections", 3), "there are 71 sections, not 72"),
    (at(*FOUR, "sections", 0, "id", value=4.1), "sections are not 4.1 to 4.4, as strings"),
    (at(*FOUR, "slug", value="4_ml_concepts"), "does not begin with its number"),
    (at(*FOUR, "slug", value="03_ecosystem"), "the slug '03_ecosystem' is given twice"),
    (at(*FOUR, "status", value="done"), "status 'done' is neither planned nor ready"),
    (at(*FOUR, "sections", 1, "minutes"), "section 4.2: its chapter is ready and it has no minutes"),
    (at(*FOUR, "sections", 1, "minutes", "read", value="10"), "section 4.2: '10' minutes to read"),
    (at(*FOUR, "objectives", 0, "id", value="4.9"), "objective 4.9 belongs to no section"),
    (at(*FOUR, "objectives", 1, "id", value="4.2b"), "one is there twice"),
    (at(*FOUR, "objectives", 0, "text", value="Choose"), "objective 4.1 is no sentence"),
    (at(*FOUR, "objectives", 4), "section 4.4 has no objective"),
    (at(*FOUR, "objectives", value=[]), "0 objectives, not three to five"),
    (at(*FOUR, "sections", 0, "needs", value=["recall"]), "section 4.1 needs 'recall', which no earlier"),
    (
        at("parts", 0, "chapters", 0, "sections", 2, "core", value=False),
        "chapter 1: not one section is on the core",
    ),
    (at("paths", 0, "sections", value=["4.4", "4.7"]), "the path one-hour: there is no section 4.7"),
    (at("paths", 1, "sections", value=["4.4", "4.4"]), "the path next-month names 4.4 twice"),
    (at("paths", 0, "minutes", value=10), "the path one-hour takes"),
    (at("paths", 0, "for"), "the path one-hour has no for"),
    (at(*FOUR, "sections", 0, "introduces", value=["a", "a"]), "'a' is introduced in 4.1 and again in 4.1"),
]


@pytest.mark.parametrize(("change", "words"), BROKEN, ids=[words for _, words in BROKEN])
def test_a_fault_is_named(change: Callable[[Any], None], words: str) -> None:
    course = copy.deepcopy(curriculum())
    change(course)
    assert words in "\n".join(faults(course))


def test_a_need_introduced_before_it_passes() -> None:
    course = copy.deepcopy(curriculum())
    course["parts"][0]["chapters"][0]["sections"][3]["introduces"].append("sourdough")
    at(*FOUR, "sections", 0, "needs", value=["sourdough", "how-sure"])(course)
    assert list(faults(course)) == []
