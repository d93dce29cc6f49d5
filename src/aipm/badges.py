"""The badge of a chapter's engineering bar: a small picture in my_work/badges/ that says what it is worth."""

from __future__ import annotations

import datetime
import textwrap
from pathlib import Path
from xml.sax.saxutils import escape

from aipm.curriculum import Chapter, load
from aipm.errors import CourseError
from aipm.practice.bars import PASS_AT, shown
from aipm.progress import Progress
from aipm.workspace import write_text

FOLDER = "badges"
WORDS = "Self-study: graded by the course's own tests, by no other person."
LINE = 34  # characters of the title on a line of the picture


def badge_path(progress: Progress, slug: str) -> Path:
    return progress.workspace.folder / FOLDER / f"{slug}.svg"


def award(progress: Progress, slug: str, course: Path) -> list[str]:
    """Writes the badge of a chapter whose engineering bar was once passed, if it is not there; tells of it.

    It keeps the day on which it was earned, also when the picture is lost and written again.
    The caller saves `progress`. Raises OSError.
    """
    entry = progress.chapter(slug)
    path = badge_path(progress, slug)
    if not entry.get("engineering_passed"):
        return []
    earned = entry.setdefault("badge_on", datetime.date.today().isoformat())
    if path.exists():
        return []
    path.parent.mkdir(parents=True, exist_ok=True)
    write_text(path, picture(_chapter(course, slug), float(entry.get("engineering", PASS_AT)), str(earned)))
    return [f"You earned the engineering badge: {FOLDER}/{path.name} in {progress.workspace.folder.name}/."]


def _chapter(course: Path, slug: str) -> Chapter:
    """The chapter as listed; an exercise that no list knows goes by its own name."""
    try:
        return next(chapter for chapter in load(Path(course)).chapters if chapter.slug == slug)
    except (CourseError, StopIteration):
        return Chapter(0, slug, slug.replace("_", " "), True)


def picture(chapter: Chapter, share: float, earned: str) -> str:
    """The badge as SVG text, 480 by 270.

    share    best share of the engineering bar, from 0 to 1
    earned   day, as ISO text
    """
    day = datetime.date.fromisoformat(earned)
    date = f"{day.day} {day:%B %Y}"
    number = f"Chapter {chapter.number}" if chapter.number else "Exercise"
    rows = textwrap.wrap(chapter.title, LINE)[:3]
    title = "\n".join(
        f'  <text x="32" y="{112 + 28 * k}" font-size="23" font-weight="700">{escape(row)}</text>'
        for k, row in enumerate(rows)
    )
    line = f"{shown(share)} % of the Build tasks; 60 % earns it. {date}."
    bar, width = 112 + 28 * len(rows), 416
    said = (
        f"Engineering badge. {number}: {chapter.title}. {shown(share)} % of the Build tasks, {date}. {WORDS}"
    )
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 270" width="480" height="270"
  role="img" aria-labelledby="said" font-family="Helvetica, Arial, sans-serif" fill="#14213d">
  <title id="said">{escape(said)}</title>
  <rect width="480" height="270" rx="14" fill="#f7f5ef"/>
  <rect x="1" y="1" width="478" height="268" rx="13" fill="none" stroke="#14213d" stroke-width="2"/>
  <text x="32" y="46" font-size="14" letter-spacing="0.4">AI Product Management</text>
  <text x="448" y="46" font-size="14" text-anchor="end" font-weight="700"
    fill="#0b6e69">Engineering badge</text>
  <text x="32" y="80" font-size="15" fill="#4a5368">{number}</text>
{title}
  <rect x="32" y="{bar}" width="{width}" height="10" rx="5" fill="#dcd8cc"/>
  <rect x="32" y="{bar}" width="{width * min(share, 1.0):.0f}" height="10" rx="5" fill="#0b6e69"/>
  <rect x="{32 + width * PASS_AT:.0f}" y="{bar - 4}" width="2" height="18" fill="#14213d"/>
  <text x="32" y="{bar + 34}" font-size="14">{line}</text>
  <text x="32" y="248" font-size="12.5" fill="#4a5368">{escape(WORDS)}</text>
</svg>
"""
