"""Where a learner stands: chapters by the two bars, badges, and what is left of the core path."""

from __future__ import annotations

import html
from dataclasses import dataclass
from pathlib import Path

from aipm.badges import FOLDER, badge_path
from aipm.curriculum import Chapter, Curriculum
from aipm.practice.bars import shown
from aipm.practice.carry import forecast_log, ranges_said
from aipm.progress import Progress, passed_of, tasks_in
from aipm.workspace import write_text

PAGE = "progress.html"


@dataclass(frozen=True)
class Standing:
    """One chapter.

    read, sections          sections that were run, and how many there are
    passed, tasks           graded tasks that once earned all their points, and how many there are
    product, engineering    best share of each bar, 0 to 1
    *_passed                whether it was ever passed
    badge                   name of the badge's file in my_work/badges/, "" without one
    core_left               minutes left of its core sections; None when the list names none
    """

    chapter: Chapter
    read: int
    sections: int
    passed: int
    tasks: int
    product: float
    engineering: float
    product_passed: bool
    engineering_passed: bool
    badge: str
    core_left: int | None

    @property
    def name(self) -> str:
        return f"{self.chapter.number}. {self.chapter.title}" if self.chapter.number else self.chapter.title


def standings(progress: Progress, listed: Curriculum) -> list[Standing]:
    """Every chapter that can be worked on. Notes in `progress` what was run since; the caller saves it."""
    return [standing(progress, chapter) for chapter in listed.ready]


def standing(progress: Progress, chapter: Chapter) -> Standing:
    """As `standings`, for one chapter."""
    progress.look_at(chapter)
    known = progress.chapter(chapter.slug)
    badge = badge_path(progress, chapter.slug)
    passed, tasks = passed_of(progress, chapter.slug, tasks_of(progress, chapter))
    return Standing(
        chapter,
        sum(bool(known["read"].get(section.id)) for section in chapter.sections),
        len(chapter.sections),
        passed,
        tasks,
        share(known.get("product")),
        share(known.get("engineering")),
        bool(known.get("product_passed")),
        bool(known.get("engineering_passed")),
        badge.name if badge.exists() else "",
        core_left(progress, chapter),
    )


def share(value: object) -> float:
    return min(max(float(value), 0.0), 1.0) if isinstance(value, (int, float)) else 0.0


def tasks_of(progress: Progress, chapter: Chapter) -> dict[str, str]:
    """Grade id → objective of the chapter's exercise as it was released; {} when it was not."""
    return tasks_in(progress.workspace.hidden / "released" / chapter.slug / f"{chapter.slug}.ipynb")


def core_left(progress: Progress, chapter: Chapter) -> int | None:
    """Minutes left of its core sections: reading until they ran, practice until their Decide is passed."""
    core = [section for section in chapter.sections if getattr(section, "core", False)]
    if not core:
        return None
    known, left = progress.chapter(chapter.slug), 0
    for section in core:
        if not known["read"].get(section.id):
            left += section.read
        task = f"test_decide_{section.id.partition('.')[2]}"
        done = known["tasks"].get(task)
        if not (isinstance(done, dict) and done.get("passed")):
            left += section.practise
    return left


def summary(found: list[Standing], listed: Curriculum) -> list[str]:
    """Sentences over the whole course."""
    passed, badges = sum(one.product_passed for one in found), sum(bool(one.badge) for one in found)
    told = [f"{passed} of {_chapters(len(found))} passed; {badges} badge{'' if badges == 1 else 's'}."]
    lefts = [one.core_left for one in found if one.core_left is not None]
    if lefts:
        left = sum(lefts)
        told.append(f"Left on the core path: {_time(left)}." if left else "The core path is done.")
    planned = len(listed.chapters) - len(listed.ready)
    if planned:
        told.append(f"{_chapters(planned)} {'is' if planned == 1 else 'are'} planned and not written yet.")
    return told


def _chapters(count: int) -> str:
    return f"{count} chapter{'' if count == 1 else 's'}"


def _time(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if hours else f"{rest} min"


def ranges(folder: Path) -> list[str]:
    """What the forecast log in my_work/ says of the reader's ranges: a sentence, or nothing."""
    said = ranges_said(forecast_log(folder)) if (folder / "larkspur.yml").is_file() else ""
    return [said] if said else []


def write_page(found: list[Standing], listed: Curriculum, folder: Path) -> Path:
    """my_work/progress.html: the same as a page of its own, without script. Raises OSError."""
    path = folder / PAGE
    rows = "\n".join(_row(one) for one in found)
    sentences = [*summary(found, listed), *ranges(folder)]
    told = "\n".join(f"<p>{html.escape(sentence)}</p>" for sentence in sentences)
    badges = "\n".join(
        f'<img src="{FOLDER}/{html.escape(one.badge)}" alt="Engineering badge: {html.escape(one.name)}">'
        for one in found
        if one.badge
    )
    text = _PAGE.format(
        title=html.escape(listed.title),
        told=told,
        rows=rows,
        badges=f'<h2>Badges</h2>\n<div class="badges">\n{badges}\n</div>' if badges else "",
    )
    if not path.exists() or path.read_text(encoding="utf-8", errors="replace") != text:
        write_text(path, text)
    return path


def _row(one: Standing) -> str:
    left = "" if one.core_left is None else _time(one.core_left) if one.core_left else "done"
    cells = [
        f'<th scope="row">{html.escape(one.name)}</th>',
        f"<td>{one.read} of {one.sections}</td>" if one.sections else "<td>–</td>",
        f"<td>{_bar(one.product, 'passed' if one.product_passed else '')}</td>"
        if one.tasks
        else "<td>–</td>",
        f"<td>{_bar(one.engineering, 'badge' if one.engineering_passed else '')}</td>"
        if one.tasks
        else "<td>–</td>",
        f"<td>{left or '–'}</td>",
    ]
    return "<tr>" + "".join(cells) + "</tr>"


def _bar(share: float, won: str) -> str:
    words = f"{shown(share)} %" + (f", {won}" if won else "")
    kind = "won" if won else "open"
    return (
        f'<span class="bar {kind}" aria-hidden="true"><i style="width:{100 * share:.1f}%"></i></span>'
        f'<span class="share">{words}</span>'
    )


_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}: your progress</title>
<style>
body {{ font: 16px/1.5 system-ui, "Segoe UI", Helvetica, Arial, sans-serif; color: #14213d;
  background: #fff; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }}
h1 {{ font-size: 1.5rem; margin-bottom: .25rem; }}
h2 {{ font-size: 1.15rem; margin-top: 2rem; }}
p {{ margin: .25rem 0; }}
.scroll {{ overflow-x: auto; }}
table {{ border-collapse: collapse; width: 100%; margin-top: 1.5rem; }}
th, td {{ text-align: left; padding: .55rem .75rem .55rem 0; border-bottom: 1px solid #dcd8cc;
  vertical-align: top; }}
thead th {{ font-size: .85rem; color: #4a5368; }}
tbody th {{ font-weight: 600; min-width: 14rem; }}
td {{ white-space: nowrap; }}
.bar {{ display: block; position: relative; width: 9rem; height: .6rem; margin: .45rem 0 .2rem;
  background: #dcd8cc; border-radius: .3rem; }}
.bar i {{ display: block; height: 100%; border-radius: .3rem; background: #8a93a6; }}
.bar.won i {{ background: #0b6e69; }}
.bar::after {{ content: ""; position: absolute; left: 60%; top: -.2rem; width: 2px; height: 1rem;
  background: #14213d; }}
.share {{ font-size: .9rem; }}
.badges img {{ width: 15rem; max-width: 100%; margin: .5rem 1rem .5rem 0; }}
.note {{ color: #4a5368; font-size: .9rem; margin-top: 1.5rem; max-width: 44rem; }}
</style>
</head>
<body>
<h1>Your progress</h1>
{told}
<div class="scroll">
<table>
<thead><tr><th scope="col">Chapter</th><th scope="col">Sections run</th>
<th scope="col">Product bar</th><th scope="col">Engineering bar</th>
<th scope="col">Left on the core path</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
</div>
<p class="note">The product bar is Decide and memo; 60 % passes the chapter, which is the mark on each bar.
In self-study your memo counts by its calibration: that part is self-assessed. The engineering bar is Build;
60 % earns the badge. Shares are your best so far. <em>aipm progress</em> writes this page anew.</p>
{badges}
</body>
</html>
"""
