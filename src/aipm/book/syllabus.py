"""The syllabus as Markdown, from curriculum.yml: parts, chapters, times, and what is only planned."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


def syllabus(path: Path, to_root: str) -> str:
    """Parts and chapters of the curriculum.yml at `path`; what is not published yet is called planned.

    to_root: relative path from the page to the course's folder: "../"
    """
    course = yaml.safe_load(path.read_text(encoding="utf-8"))
    lines = []
    for part in course["parts"]:
        lines += ["", f"**Part {part['part']}. {part['title']}**", ""]
        for chapter in part["chapters"]:
            lines += _chapter(chapter, to_root)
    return "\n".join(lines).strip() + "\n"


def minutes(chapter: dict[str, Any]) -> tuple[int, int]:
    """Minutes to read and to practise; zeros where none are given."""
    given = [section.get("minutes", {}) for section in chapter.get("sections", [])]
    return sum(m.get("read", 0) for m in given), sum(m.get("practise", 0) for m in given)


def _chapter(chapter: dict[str, Any], to_root: str) -> list[str]:
    slug = chapter["slug"]
    # a bare "4." at the start of an item would begin a list inside it
    title = f"{chapter['number']}\\. {chapter['title']}"
    sections = " · ".join(section["title"] for section in chapter.get("sections", []))
    if chapter.get("status") != "ready":
        return [f"- {title} *(planned)*", "", f"  {sections}", ""]
    read, practise = minutes(chapter)
    times = f"{read} min to read, {practise} min to practise · " if read or practise else ""
    return [
        f"- [**{title}**]({to_root}notebooks/{slug}.ipynb)",
        "",
        f"  {sections}",
        "",
        f"  {times}[exercise]({to_root}exercises/{slug}/{slug}.ipynb)",
        "",
    ]
