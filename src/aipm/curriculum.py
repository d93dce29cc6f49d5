"""The course's one list, curriculum.yml: chapters, sections, objectives; and where the course lies."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import yaml

from aipm.errors import CourseError

LIST = "curriculum.yml"


@dataclass(frozen=True)
class Section:
    """One section. `introduces` and `needs` are anchors of book/glossary.md."""

    id: str
    title: str
    read: int = 0  # minutes
    practise: int = 0  # minutes
    core: bool = False  # on the core path
    introduces: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Objective:
    id: str
    text: str


@dataclass(frozen=True)
class Chapter:
    """One chapter; the introduction is number 0. `ready` ones have a notebook, an exercise and proofs."""

    number: int
    slug: str
    title: str
    ready: bool
    sections: tuple[Section, ...] = ()
    objectives: tuple[Objective, ...] = ()
    introduces: tuple[str, ...] = ()  # the introduction's own; a chapter's stand with its sections


@dataclass(frozen=True)
class Way:
    """A way through the course for one purpose (`paths`); sections in the order to take them."""

    id: str
    title: str
    purpose: str
    sections: tuple[str, ...]


@dataclass(frozen=True)
class Curriculum:
    title: str
    chapters: tuple[Chapter, ...] = field(default_factory=tuple)
    paths: tuple[Way, ...] = ()

    @property
    def ready(self) -> tuple[Chapter, ...]:
        return tuple(chapter for chapter in self.chapters if chapter.ready)

    def find(self, text: str) -> Chapter:
        """The chapter meant by `4`, `04`, `04_ml_concepts` or `ml_concepts`; else a CourseError."""
        wanted = text.strip().lower().removesuffix(".ipynb").rstrip("/")
        for chapter in self.chapters:
            if wanted in (chapter.slug, chapter.slug.partition("_")[2]):
                return chapter
            if re.fullmatch(r"\d{1,3}", wanted) and int(wanted) == chapter.number:
                return chapter
        raise CourseError(f"There is no chapter '{text}': {self.listing()}.")

    def find_ready(self, text: str) -> Chapter:
        """As `find`, for a chapter that can be worked on. CourseError when it is only planned."""
        chapter = self.find(text)
        if not chapter.ready:
            name = f"Chapter {chapter.number}, {chapter.title},"
            raise CourseError(f"{name} is planned and not written yet: {self.listing()}.")
        return chapter

    def listing(self) -> str:
        """`there is 04_ml_concepts` or `there are …`, for error messages."""
        names = [chapter.slug for chapter in self.ready]
        if not names:
            return "no chapter is ready yet"
        return f"{'there is' if len(names) == 1 else 'there are'} {', '.join(names)}"


@lru_cache(maxsize=8)
def load(root: Path) -> Curriculum:
    """Reads curriculum.yml of the course at `root`. CourseError when it is missing or faulty."""
    path = root / LIST
    try:
        # The C loader is ten times as fast; a wheel of PyYAML without it still works.
        data = yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        intro = data.get("introduction")
        entries = [{"number": 0, **intro}] if intro else []
        entries += [chapter for part in data["parts"] for chapter in part["chapters"]]
        paths = tuple(
            Way(p["id"], p["title"], p["for"], tuple(map(str, p["sections"]))) for p in data.get("paths", [])
        )
        return Curriculum(data["title"], tuple(_chapter(entry) for entry in entries), paths)
    except FileNotFoundError:
        raise CourseError(f"{path} is missing: run this in a clone of the course.") from None
    except (yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError) as why:
        said = " ".join(str(why).split())
        raise CourseError(f"{path} cannot be read ({said}): mend it, or restore it by git.") from None


def _chapter(entry: dict) -> Chapter:
    sections = tuple(
        Section(
            str(s["id"]),
            s["title"],
            **{k: int(v) for k, v in s.get("minutes", {}).items()},
            core=bool(s.get("core")),
            introduces=tuple(s.get("introduces", [])),
            needs=tuple(s.get("needs", [])),
        )
        for s in entry.get("sections", [])
    )
    objectives = tuple(Objective(str(o["id"]), o["text"]) for o in entry.get("objectives", []))
    ready = entry.get("status") == "ready"
    terms = tuple(entry.get("introduces", []))
    return Chapter(int(entry["number"]), entry["slug"], entry["title"], ready, sections, objectives, terms)


def needs_line(course: Curriculum, section: Section, names: Mapping[str, str]) -> str:
    """The line under a section's heading: what it needs, and where that was introduced; "" for nothing.

    names   anchor of the glossary → its heading. KeyError for a need without one, or that nobody introduces
    """
    where: dict[str, str] = {}
    for chapter in course.chapters:
        where |= dict.fromkeys(chapter.introduces, "introduction")
        for one in chapter.sections:
            where |= dict.fromkeys(one.introduces, one.id)
    told = [f"[{names[need]}](../book/glossary.md#{need}) ({where[need]})" for need in section.needs]
    return f"> **You need.** {', '.join(told)}." if told else ""


def course_root() -> Path:
    """The clone: AIPM_COURSE, else the folder one stands in or above it, else where aipm was installed from.

    CourseError when there is none.
    """
    named = os.environ.get("AIPM_COURSE")
    if named:
        if (Path(named) / LIST).is_file():
            return Path(named).resolve()
        raise CourseError(
            f"AIPM_COURSE names {named}, where there is no {LIST}: unset it, or name a clone of the course."
        )
    here = Path.cwd().resolve()
    for folder in (here, *here.parents, Path(__file__).resolve().parents[2]):
        if (folder / LIST).is_file() and (folder / "notebooks").is_dir():
            return folder
    raise CourseError(f"No course was found here: run this in a clone of the course, the folder with {LIST}.")
