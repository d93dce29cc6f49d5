"""Memos scored by peers, blind: a memo leaves as a file with a random code and nothing that says whose it is.

Three small YAML files, all of which a person can read: the memo (`memo-4-K7Q2XD.yml`), its writer's own score
(`memo-4-K7Q2XD-own.yml`, which stays with the writer until the peers' are in), and a peer's form
(`memo-4-K7Q2XD-score-PM4T.yml`).
"""

from __future__ import annotations

import getpass
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from aipm.curriculum import Chapter
from aipm.errors import CourseError
from aipm.practice.memo import LEVELS, RUBRIC, Scored, is_written, score_faults, split_memo
from aipm.progress import cells_of, marks, text_of
from aipm.workspace import Workspace, write_text

FOLDER = "peer"
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without those that are read as another
MOST_BYTES = 100_000
GAP = 2  # levels apart: a moderator looks at it


@dataclass(frozen=True)
class Form:
    """A score of one memo. `by` is "own" or "peer", `rater` a random code."""

    file: Path
    code: str
    chapter: int
    by: str
    rater: str
    memo: str
    scores: dict[str, Scored]


@dataclass(frozen=True)
class Merged:
    """All scores of one memo: column → criterion → level, and how far apart they lie at most."""

    code: str
    chapter: int
    columns: dict[str, dict[str, int]] = field(default_factory=dict)

    @property
    def gaps(self) -> dict[str, int]:
        levels = {name: [column[name] for column in self.columns.values()] for name in RUBRIC}
        return {name: max(found) - min(found) for name, found in levels.items()}

    @property
    def totals(self) -> dict[str, int]:
        return {name: sum(column.values()) for name, column in self.columns.items()}


# -- export ----------------------------------------------------------------------------------------


def export(work: Workspace, chapter: Chapter) -> tuple[Path, Path | None, list[str]]:
    """Writes the memo of a chapter's exercise, and the writer's own score if it stands below it.

    Returns the two files (None without a score), and sentences to tell. The same memo keeps its file and its
    code. CourseError when there is no exercise or no memo in it.
    """
    text = _memo_text(work.exercise(chapter))
    memo, scores = split_memo(text)
    if not is_written(text):
        raise CourseError(
            f"The memo of {chapter.slug} is not written yet: write it in the exercise, and save."
        )
    memo = "\n".join(line.rstrip() for line in memo.replace("\t", " ").splitlines())
    folder = work.folder / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    path, code = _known(folder, chapter.number, memo) or _fresh(folder, chapter.number)
    about = {"kind": "memo", "chapter": chapter.number, "code": code}
    head = (
        "A memo to be scored blind: it carries a code, not a name.",
        "'aipm memo score' and the name of this file make the form.",
    )
    write_text(path, _commented(head) + _dumped(about | {"memo": memo}))
    own = None
    if scores is not None and any(score.level is not None for score in scores.values()):
        own = path.with_name(f"{path.stem}-own.yml")
        head = ("Your own score: keep it until your peers' are in.", "'aipm memo merge' shows them together.")
        levels = {name: score._asdict() for name, score in scores.items()}
        more = {"kind": "score", "by": "own", "rater": "OWN", "memo": memo, "score": levels}
        write_text(own, _commented(head) + _dumped(about | more))
    return path, own, _faults_of_export(memo, scores, own)


def _faults_of_export(memo: str, scores: dict[str, Scored] | None, own: Path | None) -> list[str]:
    told = []
    names = {getpass_user(), Path.home().name} - {"", "root", "user", "home"}
    words = {word.casefold() for word in re.findall(r"[\w.-]+", memo)}
    seen = [name for name in sorted(names) if len(name) > 2 and name.casefold() in words]
    if seen:
        told.append(f"The memo holds {seen[0]!r}, your name on this computer: take it out, to stay unknown.")
    if own is None:
        told.append("No score of your own stands below the memo (a line 'My score'): only the memo goes out.")
    elif scores is not None:
        told += score_faults(memo, scores)
    return told


def getpass_user() -> str:
    """The person's name on this computer, or "" where there is none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _memo_text(notebook: Path) -> str:
    for cell in cells_of(notebook):
        if marks(cell, "nbgrader").get("grade_id") == "memo":
            return text_of(cell)
    raise CourseError(f"There is no memo in {notebook}: 'make learn' brings a fresh copy of the exercise.")


def _known(folder: Path, chapter: int, memo: str) -> tuple[Path, str] | None:
    """The file in which this very memo went out before."""
    for path in sorted(folder.glob(f"memo-{chapter}-??????.yml")):
        try:
            data = _mapping(path)
        except CourseError:
            continue
        if str(data.get("memo", "")).strip() == memo.strip() and _is_code(data.get("code")):
            return path, str(data["code"])
    return None


def _fresh(folder: Path, chapter: int) -> tuple[Path, str]:
    while True:
        code = _random(6)
        path = folder / f"memo-{chapter}-{code}.yml"
        if not path.exists():
            return path, code


def _random(length: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(length))


def _is_code(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(rf"[{LETTERS}]{{6}}", value) is not None


# -- score -----------------------------------------------------------------------------------------


def make_form(file: Path) -> Path:
    """The form for a peer's memo, beside it. A blank one serves again. CourseError, OSError."""
    data = _mapping(file)
    code, chapter, memo = _head(file, data)
    stem = f"memo-{chapter}-{code}-score"
    for path in sorted(file.parent.glob(f"{stem}-????.yml")):
        form = read_form(path)
        if not any(score.level is not None or score.quote for score in form.scores.values()):
            return path
    rater = _random(4)
    path = file.parent / f"{stem}-{rater}.yml"
    about = {"kind": "score", "chapter": chapter, "code": code, "by": "peer", "rater": rater, "memo": memo}
    head = (
        "Score this memo by its words alone: not how right you think the writer is, but what stands there.",
        "Fill in 'level' (0, 1 or 2), and 'quote' with the sentence that earns it. Save, then",
        f"'aipm memo score {path.name}' says what is missing. Send this file back.",
    )
    rows = ["score:"]
    for name, words in RUBRIC.items():
        rows += [
            f"  # {'  |  '.join(f'{level}: {word}' for level, word in zip(LEVELS, words, strict=True))}",
            f"  {name}:",
            "    level:",
            '    quote: ""',
        ]
    write_text(path, _commented(head) + _dumped(about) + "\n".join(rows) + "\n")
    return path


def kind_of(file: Path) -> str:
    """`memo` or `score`. CourseError for every other file."""
    kind = _mapping(file).get("kind")
    if kind not in ("memo", "score"):
        raise CourseError(f"{file.name} is no memo and no score: name a file that 'aipm memo' wrote.")
    return str(kind)


def read_form(file: Path) -> Form:
    """A score, filled in or not. CourseError, one sentence, when the file is none."""
    data = _mapping(file)
    code, chapter, memo = _head(file, data)
    given = data.get("score")
    if data.get("kind") != "score" or not isinstance(given, dict):
        raise CourseError(f"{file.name} holds no score: 'aipm memo score' makes a form to fill in.")
    scores = {}
    for name in RUBRIC:
        row = given.get(name)
        row = row if isinstance(row, dict) else {"level": row}
        level, quote = row.get("level"), row.get("quote")
        sound = isinstance(level, int) and not isinstance(level, bool) and level in LEVELS
        scores[name] = Scored(level if sound else None, str(quote or "").strip())
    by = "own" if data.get("by") == "own" else "peer"
    return Form(file, code, chapter, by, str(data.get("rater", file.name)), memo, scores)


# -- merge -----------------------------------------------------------------------------------------


def merge(files: list[Path]) -> tuple[list[Merged], list[str]]:
    """Scores side by side, memo by memo, the writer's own first; and sentences about files left out.

    CourseError when no file holds a finished score.
    """
    told: list[str] = []
    forms: dict[tuple[str, str, str], Form] = {}
    for file in files:
        if kind_of(file) == "memo":
            continue
        form = read_form(file)
        lacking = [name for name in RUBRIC if form.scores[name].level is None]
        if lacking:
            told.append(f"{file.name} was left out: no level (0, 1 or 2) for {', '.join(lacking)}.")
            continue
        forms[(form.code, form.by, form.rater)] = form
    if not forms:
        raise CourseError(" ".join(told) or "None of these files holds a score: name the forms.")
    merged: dict[str, Merged] = {}
    for form in sorted(forms.values(), key=lambda one: (one.code, one.by != "own", one.rater)):
        memo = merged.setdefault(form.code, Merged(form.code, form.chapter))
        peers = sum(column != "own" for column in memo.columns)
        name = "own" if form.by == "own" else f"peer {peers + 1}"
        memo.columns[name] = {c: int(score.level or 0) for c, score in form.scores.items()}
    return list(merged.values()), told


# -- files -----------------------------------------------------------------------------------------


class _Dumper(yaml.SafeDumper):
    """YAML whose longer texts stand as they are written."""


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text or len(text) > 60 else None
    ),
)


def _dumped(data: dict[str, Any]) -> str:
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10_000)


def _commented(lines: tuple[str, ...]) -> str:
    return "".join(f"# {line}\n" for line in lines)


def _mapping(file: Path) -> dict[str, Any]:
    """The file's content. It comes from somebody else: nothing in it is trusted."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise CourseError(f"{file.name} is too big: name a file that 'aipm memo' wrote.")
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, IsADirectoryError):
        raise CourseError(f"There is no file {file}: give the path of a memo or a score.") from None
    except yaml.MarkedYAMLError as why:
        line = f" (line {why.problem_mark.line + 1})" if why.problem_mark else ""
        raise CourseError(
            f"{file.name} cannot be read{line}: leave quotation marks inside a quoted sentence out, and keep "
            "the blanks at the beginning of each line."
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError):
        raise CourseError(f"{file.name} cannot be read: name a file that 'aipm memo' wrote.") from None
    if not isinstance(data, dict):
        raise CourseError(f"{file.name} is no memo and no score: name a file that 'aipm memo' wrote.")
    return data


def _head(file: Path, data: dict[str, Any]) -> tuple[str, int, str]:
    code, chapter, memo = data.get("code"), data.get("chapter"), data.get("memo")
    if not _is_code(code) or not isinstance(chapter, int) or not isinstance(memo, str):
        raise CourseError(f"{file.name} has lost its code, chapter or memo: ask for the file again.")
    return str(code), chapter, memo
