"""Paths through the course as Markdown, from curriculum.yml: the core path and the others, with times."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from myst_parser.mdit_to_docutils.base import default_slugify

from aipm.curriculum import Chapter, Curriculum, Section, Way, load

SITTING = 25  # minutes


def paths(path: Path, to_root: str) -> str:
    """Every path of the curriculum.yml at `path`; sections of chapters not written yet are called planned.

    to_root: relative path from the page to the course's folder: "../"
    """
    course = load(path.parent)
    return "\n".join(line for way in ways(course) for line in _lines(course, way, to_root)) + "\n"


def ways(course: Curriculum) -> tuple[Way, ...]:
    """The core path, made of the sections marked core, then those listed."""
    core = tuple(section.id for chapter in course.chapters for section in chapter.sections if section.core)
    told = (
        "One section of each chapter with its Decide task. With three memos, half an hour each, it is what "
        "the course asks of everybody; the other sections are depth."
    )
    return (Way("core", "The core path", told, core), *course.paths)


def find(course: Curriculum, id: str) -> tuple[Chapter, Section]:
    """The section `id` ("4.1") and its chapter; KeyError when there is none."""
    for chapter in course.chapters:
        for section in chapter.sections:
            if section.id == id:
                return chapter, section
    raise KeyError(id)


def _lines(course: Curriculum, way: Way, to_root: str) -> Iterable[str]:
    found = [find(course, id) for id in way.sections]
    ready = [section for chapter, section in found if chapter.ready]
    planned = len(found) - len(ready)
    yield f"## {way.title}"
    yield ""
    yield way.purpose
    yield ""
    if ready:
        read, practise = sum(s.read for s in ready), sum(s.practise for s in ready)
        rest = f"; {planned} of its {len(found)} sections {'is' if planned == 1 else 'are'} not written yet"
        yield f"**{_time(read)}** to read, **{_time(practise)}** to practise{rest if planned else ''}."
        yield ""
    for chapter, section in found:
        if chapter.ready:
            link = (
                f"[{section.title}]({to_root}notebooks/{chapter.slug}.ipynb#{default_slugify(section.title)})"
            )
            yield f"- {section.id} {link}, {_sittings(section)}"
        else:
            yield f"- {section.id} {section.title} *(planned)*"
    yield ""


def _time(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if hours and rest else f"{hours} h" if hours else f"{rest} min"


def _sittings(section: Section) -> str:
    """How long it takes, with its tasks, in sittings of 25 minutes."""
    total = section.read + section.practise
    count = max(1, round(total / SITTING))
    return f"{total} min, {'one sitting' if count == 1 else f'{count} sittings'}"
