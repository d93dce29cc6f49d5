"""What goes into the board pack: read from my_work/, every damaged file one sentence, nothing written."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aipm import documents
from aipm.curriculum import Chapter, Curriculum
from aipm.documents import Comparison, DocumentError, read
from aipm.documents.layout import Block, blocks
from aipm.practice.decisions import DECISIONS
from aipm.workspace import Workspace

from .drafts import faults_of, read_documents
from .rich import Rich, rich

MEMO_STUB = "YOUR ANSWER HERE"


@dataclass(frozen=True)
class Filled:
    """One document of the learner: its template, its title, its blocks."""

    name: str
    kind: str
    title: str
    blocks: list[Block]


@dataclass
class Page:
    """What the learner has of one chapter. `number` is None for what belongs to no chapter."""

    number: int | None
    title: str
    decisions: list[tuple[str, str]] = field(default_factory=list)
    memo: list[Rich] = field(default_factory=list)
    documents: list[Filled] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not (self.decisions or self.memo or self.documents)

    @property
    def anchor(self) -> str:
        return "others" if self.number is None else f"chapter-{self.number}"

    @property
    def heading(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title


@dataclass
class Contents:
    """The whole pack. `left_out` holds one sentence for each file that could not be read."""

    made_on: datetime.date
    pages: list[Page]
    empty: list[str]
    faults: dict[str, list[str]]
    comparison: Comparison
    left_out: list[str]
    titles: dict[str, str]

    @property
    def agrees(self) -> bool:
        return not (self.faults or self.comparison.disagreements or self.left_out)


def gather(work: Workspace, curriculum: Curriculum, today: datetime.date | None = None) -> Contents:
    """Everything the learner has: decisions, memos, documents, and what does not agree between them."""
    kept, left_out = decisions(work.folder / "larkspur.yml")
    found, notes = read_documents(work)
    left_out += notes
    forms = {name: documents.schema(name) for name in found}
    titles = {name: str(form.get("title", name)) for name, form in forms.items()}
    pages: dict[int | None, Page] = {c.number: Page(c.number, c.title) for c in curriculum.chapters}
    others = Page(None, "Not of a chapter")
    for name, document in found.items():
        page = pages.get(forms[name].get("x-chapter"), others)
        title = document.get("title")
        shown = title if isinstance(title, str) and title.strip() else titles[name]
        page.documents.append(Filled(name, titles[name], " ".join(shown.split()), blocks(name, document)))
    for chapter, label, value in kept:
        pages.get(chapter, others).decisions.append((label, value))
    for one in curriculum.ready:
        text, note = memo(work, one)
        pages[one.number].memo = rich(text) if text else []
        left_out += [note] if note else []
    every = [*pages.values(), others]
    ready = {chapter.number for chapter in curriculum.ready}
    return Contents(
        made_on=today or datetime.date.today(),
        pages=[page for page in every if not page.empty],
        empty=[page.heading for page in every if page.empty and page.number in ready],
        faults=faults_of(found),
        comparison=documents.compare(found),
        left_out=left_out,
        titles=titles,
    )


# --- decisions ------------------------------------------------------------------------------------


def decisions(path: Path) -> tuple[list[tuple[int | None, str, str]], list[str]]:
    """(chapter, what was decided, the value in words) of larkspur.yml, and a sentence if it is damaged."""
    if not path.is_file():
        return [], []
    try:
        held = read(path, "larkspur.yml").get("decisions") or {}
    except DocumentError as why:
        return [], [str(why)]
    if not isinstance(held, dict):
        return [], ["larkspur.yml has no list of decisions: rename it to begin anew."]
    told, notes = [], []
    for name, entry in held.items():
        if not isinstance(entry, dict) or entry.get("value") is None:
            notes.append(f"larkspur.yml: the decision '{name}' has no value, and was left out.")
            continue
        chapter = entry.get("chapter")
        number = chapter if isinstance(chapter, int) and not isinstance(chapter, bool) else None
        label, unit = meaning(str(name))
        told.append((number, label, in_words(entry["value"], unit)))
    return told, notes


def meaning(name: str) -> tuple[str, str]:
    """What a decision is called, and its unit, as the course lists them; else its name in words."""
    listed = DECISIONS.get(name)
    label = listed.meaning if listed else name.replace("_", " ")
    return label[:1].upper() + label[1:], listed.unit if listed else ""


def in_words(value: Any, unit: str = "") -> str:
    """A kept value as a reader sees it."""
    if isinstance(value, dict):
        return "; ".join(f"{str(key).replace('_', ' ')} {in_words(sub)}" for key, sub in value.items())
    if isinstance(value, list):
        return ", ".join(in_words(sub) for sub in value) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        text = f"{value:,}" if isinstance(value, int) else f"{value:,.6g}"
        return f"${text}" if unit == "$" else f"{text} {unit}".strip()
    return " ".join(str(value).split())


# --- memos ----------------------------------------------------------------------------------------


def memo(work: Workspace, chapter: Chapter) -> tuple[str, str]:
    """The learner's memo of a chapter ("" while it is the stub), and a sentence if it cannot be read."""
    path = work.exercise(chapter)
    if not path.is_file():
        return "", ""
    try:
        text = _memo_in(path)
    except (ValueError, TypeError, KeyError, AttributeError, OSError, RecursionError):
        return (
            "",
            f"{path.name} cannot be read as a notebook: 'make learn' brings a fresh copy if you rename it.",
        )
    released = work.hidden / "released" / chapter.slug / path.name
    try:
        stub = _memo_in(released) if released.is_file() else ""
    except (ValueError, TypeError, KeyError, AttributeError, OSError, RecursionError):
        stub = ""
    return ("", "") if not text or MEMO_STUB in text or text == stub else (text, "")


def _memo_in(path: Path) -> str:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell.get("metadata", {}).get("nbgrader", {}).get("grade_id") == "memo":
            source = cell["source"]
            return (source if isinstance(source, str) else "".join(source)).strip()
    return ""
