"""What carries over: decisions and forecasts, kept in `my_work/larkspur.yml`. A person can read and edit it.

    version: 1
    decisions:
      hardship_line: {value: 0.04, chapter: 4, kept_on: '2026-05-01'}
    forecasts:
      4.2-floor: {chapter: 4, question: …, low: 1, high: 4, given_on: …, truth: 2.5, settled_on: …}

It is written only where a learner works: in `my_work/` (the folder with `.aipm` around the notebook, else
AIPM_WORK), and in the browser's own storage. Elsewhere nothing is written and every decision is the course's
default, so that stored outputs repeat; so it is while a notebook is graded: an answer must not depend on a
file that the grader does not see. Keys that are not known here stay as they are; comments do not.
"""

from __future__ import annotations

import contextlib
import datetime
import math
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .answers import NotYet, describe, plain
from .check import _say as tell
from .decisions import DECISIONS, decision, sound

if TYPE_CHECKING:
    import pandas as pd

FILE = "larkspur.yml"
VERSION = 1
HEAD = """\
# What you decided for Larkspur, and what you forecast. Chapters read it and write to it.
# You may edit it: change a value, or delete an entry to go back to the course's default.
"""
COLUMNS = ["id", "chapter", "question", "low", "high", "truth", "inside", "settled"]
LOCK_SECONDS = 5.0  # writing takes milliseconds: an older lock was left by a kernel that died


@dataclass(frozen=True)
class Kept:
    """A decision as a chapter reads it.

    value    what the learner kept, else the default
    yours    whether it is the learner's
    chapter  the chapter it was kept in; None for a default
    """

    value: Any
    yours: bool = False
    chapter: int | None = None

    def said(self, yours: str, default: str) -> str:
        """The first clause when the value is the learner's, the second when it is the course's default."""
        return yours if self.yours else default


# -- decisions -------------------------------------------------------------------------------------


def keep(name: str, value: object, chapter: int | None = None) -> None:
    """Keeps a decision for later chapters, and says so; does nothing where nothing can be kept.

    name     one of `aipm.practice.decisions.DECISIONS`; ValueError for another
    value    a number, text, truth value, date ("2026-06-01"), a list of these, or the fields of a record
    chapter  where it was decided; the listed chapter when left out

    Raises NotYet, with one sentence, when the value is of another type than the decision.
    """
    listed = decision(name)
    found = sound(name, value)
    folder = work_folder()
    if folder is None:
        return

    def put(data: dict[str, Any]) -> None:
        # An entry keeps what somebody added to it by hand.
        old = data["decisions"].get(name)
        new = {
            "value": found,
            "chapter": listed.chapter if chapter is None else int(chapter),
            "kept_on": today(),
        }
        data["decisions"][name] = (old if isinstance(old, dict) else {}) | new

    if _change(folder, put):
        tell(f"Kept in `{FILE}`: {listed.meaning}, {_in_words(found, listed.unit)}.")


def kept(name: str, default: object = None) -> Kept:
    """What the learner kept under `name`, else the default. A bad file costs one sentence, never an error.

    default  taken when nothing is kept; without it the listed default, and ValueError when there is none
    """
    listed = decision(name)
    fallback = listed.default if default is None else default
    if fallback is None:
        raise ValueError(f"The decision {name!r} has no default of its own: say kept({name!r}, default=…).")
    try:
        fallback = sound(name, fallback)
    except NotYet as why:
        raise ValueError(f"The default is of another type: {why}") from None
    folder = work_folder()
    entry = _read(folder)["decisions"].get(name) if folder is not None else None
    if entry is None:
        return Kept(fallback)
    # Somebody who edits by hand may write `hardship_line: 0.04`.
    whole = entry if isinstance(entry, dict) and "value" in entry else {"value": entry}
    try:
        value = sound(name, whole["value"])
    except NotYet as why:
        tell(f"`{FILE}`: {why} The course's default is used, {_in_words(fallback, listed.unit)}.")
        return Kept(fallback)
    chapter = whole.get("chapter")
    return Kept(value, True, chapter if isinstance(chapter, int) else listed.chapter)


def _in_words(value: Any, unit: str) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_in_words(one, '')}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(_in_words(one, "") for one in value) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = _shown(value) if isinstance(value, (int, float)) else str(value)
    return f"${text}" if unit == "$" else f"{text} {unit}".strip()


def _shown(value: float) -> str:
    """A figure for a sentence: never in powers of ten, at most four digits of a fraction."""
    if abs(value) >= 1000 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.4g}" if abs(value) >= 0.001 else f"{value:.6f}".rstrip("0")


# -- forecasts -------------------------------------------------------------------------------------


def forecast_range(id: str, low: object, high: object, question: str, chapter: int | None = None) -> None:
    """Notes the reader's 80 % range for a figure before the chapter shows it.

    id         the forecast's own name, begun with its section: "4.2-floor"
    low, high  the ends of the range; None stores nothing, and a sentence invites to fill them in
    question   what the figure is, with its unit: "share nobody can place, in %"
    chapter    where it is asked

    Once the figure was shown the range stands: running the cell again with other ends does not change it.
    What is no number costs a sentence, not an error.
    """
    _check_forecast(id, question)
    if low is None and high is None:
        tell(
            f"**Your range first:** {question}. Put two numbers into the cell, so wide that you would expect "
            "to be right four times in five, and run it again."
        )
        return
    ends = []
    for name, end in (("low", low), ("high", high)):
        value = _figure(end)
        if value is None:
            tell(f"No range was kept: {name} should be a number; it is {describe(end)}.")
            return
        ends.append(value)
    swapped = ends[0] > ends[1]
    first, last = sorted(ends)
    folder = work_folder()
    if folder is None:
        tell(
            f"Your range is {_shown(first)} to {_shown(last)}. Nothing is kept here: open the chapter in "
            "`my_work/`."
        )
        return
    stands: list[str] = []

    def put(data: dict[str, Any]) -> None:
        old = data["forecasts"].get(id)
        old = old if isinstance(old, dict) else {}
        known = _range_of(old)
        if known and _figure(old.get("truth")) is not None and known != (first, last):
            ends = f"{_shown(known[0])} to {_shown(known[1])}"
            stands.append(f"Your first range stands, {ends}: you have seen the figure since.")
            return
        new = {"chapter": chapter, "question": question, "low": first, "high": last}
        data["forecasts"][id] = old | new | {"given_on": old.get("given_on") or today()}

    if _change(folder, put):
        note = " The ends were swapped, and are put in order." if swapped else ""
        tell(stands[0] if stands else f"Kept: {_shown(first)} to {_shown(last)} for {question}.{note}")


def settle_range(id: str, truth: object) -> None:
    """Stores the figure beside the range that was given, and says whether it lies inside; else does nothing.

    The first figure stored is the one that counts: a cell that was changed and run again gives another.
    ValueError when `truth` is no finite number: a mistake of whoever writes a chapter.
    """
    figure = _figure(truth)
    if figure is None:
        raise ValueError(f"settle_range({id!r}, …) wants a finite number, not {describe(truth)}.")
    folder = work_folder()
    if folder is None:
        return
    entry = _read(folder)["forecasts"].get(id)
    ends = _range_of(entry)
    if ends is None:
        return
    earlier = _figure(entry.get("truth"))
    if earlier is None:

        def put(data: dict[str, Any]) -> None:
            there = data["forecasts"].get(id)
            if isinstance(there, dict) and _figure(there.get("truth")) is None:
                data["forecasts"][id] = there | {"truth": figure, "settled_on": today()}

        _change(folder, put)
    low, high = ends
    if low <= figure <= high:
        verdict = f"holds the figure, {_shown(figure)}"
    else:
        off, side = (low - figure, "below") if figure < low else (figure - high, "above")
        verdict = f"misses the figure, {_shown(figure)}, which lies {_shown(off)} {side} it"
    stays = ""
    if earlier is not None and not math.isclose(earlier, figure, rel_tol=1e-9, abs_tol=1e-12):
        stays = f" Your log keeps the figure you saw first, {_shown(earlier)}."
    tell(f"Your range, {_shown(low)} to {_shown(high)}, {verdict}. It was {_shown(high - low)} wide.{stays}")


def forecast_log(folder: Path | None = None) -> pd.DataFrame:
    """Every forecast on file, by chapter: id, chapter, question, low, high, truth, inside, settled.

    folder  where larkspur.yml lies; without it, the my_work/ that is worked in

    truth is NaN and inside is missing (`pd.NA`) until the figure was shown; `settled` says whether it was.
    Ends belong to the range. Empty, with these columns, where nothing is kept.
    """
    import pandas as pd

    folder = folder or work_folder()
    rows = []
    for id, entry in (_read(folder)["forecasts"] if folder is not None else {}).items():
        ends = _range_of(entry)
        if ends is None:
            continue
        truth = _figure(entry.get("truth"))
        inside = pd.NA if truth is None else bool(ends[0] <= truth <= ends[1])
        chapter = entry.get("chapter") if isinstance(entry.get("chapter"), int) else pd.NA
        about = (str(id), chapter, str(entry.get("question", "")))
        rows.append((*about, *ends, math.nan if truth is None else truth, inside, truth is not None))
    log = pd.DataFrame(rows, columns=COLUMNS)
    kinds: Any = {"chapter": "Int64", "low": float, "high": float, "truth": float, "inside": "boolean"}
    log = log.astype(kinds | {"settled": bool})
    return log.sort_values("chapter", kind="stable", ignore_index=True)


def ranges_said(log: pd.DataFrame) -> str:
    """How often the reader's 80 % ranges held, as one sentence; "" before the first figure was shown."""
    known = log[log["settled"]]
    if known.empty:
        return ""
    held, count = int(known["inside"].sum()), len(known)
    told = f"Your ranges: {held} of {count} held the figure; ranges that are right eight times in ten"
    told += f" would hold about {_shown(round(0.8 * count, 1))}."
    if count < 5:
        return f"{told} Five or more begin to say something about you."
    if held < 0.6 * count:
        return f"{told} Yours are too narrow: make the next ones wider."
    return f"{told} None missed: yours may be wider than they need be." if held == count > 9 else told


def _check_forecast(id: str, question: str) -> None:
    if not isinstance(id, str) or not id.strip():
        raise ValueError("forecast_range() wants an id such as '4.2-floor'.")
    if not isinstance(question, str) or not question.strip():
        raise ValueError(f"forecast_range({id!r}, …) wants a question with its unit.")


def _figure(value: object) -> float | None:
    """A finite number as int or float; None for everything else."""
    try:
        found = plain(value)
    except NotYet:
        return None
    number = isinstance(found, (int, float)) and not isinstance(found, bool)
    return found if number and math.isfinite(found) else None


def _range_of(entry: object) -> tuple[float, float] | None:
    if not isinstance(entry, dict):
        return None
    low, high = _figure(entry.get("low")), _figure(entry.get("high"))
    return None if low is None or high is None else (min(low, high), max(low, high))


# -- the file --------------------------------------------------------------------------------------


def today() -> str:
    return datetime.date.today().isoformat()


def work_folder() -> Path | None:
    """Where larkspur.yml lies; None where nothing is kept."""
    if os.environ.get("AIPM_GRADING") or os.environ.get("NBGRADER_EXECUTION"):
        return None
    try:
        here = Path.cwd()
    except OSError:
        return None
    above = [here, *here.parents]
    if sys.platform == "emscripten":
        return next((f for f in above if (f / "notebooks").is_dir() or (f / "exercises").is_dir()), here)
    for folder in above:
        # Grading leaves .aipm in a course's root as well: that is nobody's work.
        if (folder / ".aipm").is_dir() and not (folder / "curriculum.yml").exists():
            return folder
    named = os.environ.get("AIPM_WORK")
    return Path(named) if named and Path(named).is_dir() else None


def _read(folder: Path) -> dict[str, Any]:
    """What the file holds; of a damaged one what could be recovered, and a sentence says so."""
    data, note = _load(folder / FILE)
    if note:
        _change(folder, lambda _: None)  # sets it aside, and says so
    return data


def _change(folder: Path, put: Callable[[dict[str, Any]], None]) -> bool:
    """Reads, changes and replaces the file, one kernel at a time; False, and a sentence, when it cannot."""
    path = folder / FILE
    try:
        with _alone(folder):
            data, note = _load(path)
            if note:
                aside = _aside(path, note)
                count = sum(len(data[key]) for key in ("decisions", "forecasts"))
                tell(
                    f"`{FILE}` {note} and was set aside as `{aside.name}`; "
                    + (
                        f"{count} of its entries were taken over."
                        if count
                        else "nothing in it could be read."
                    )
                )
            put(data)
            _replace(path, HEAD + _dumped(data))
    except OSError as why:
        tell(f"`{FILE}` could not be written ({why.strerror or why}): nothing was kept.")
        return False
    return True


def _dumped(data: dict[str, Any]) -> str:
    import yaml

    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100)


def _load(path: Path) -> tuple[dict[str, Any], str]:
    """The file's content, with `decisions` and `forecasts` as dicts, and what is wrong with it, or ""."""
    empty: dict[str, Any] = {"version": VERSION, "decisions": {}, "forecasts": {}}
    try:
        raw = path.read_bytes()
    except OSError:
        return empty, ""
    note = ""
    try:
        data = _parsed(raw.decode("utf-8"))
    except ValueError:
        data = ""  # no mapping either
    if data is None:  # nothing stands in it, or comments alone
        return empty, ""
    if not isinstance(data, dict):
        data, note = _recovered(raw.decode("utf-8", "replace")), "could not be read"
    for key in ("decisions", "forecasts"):
        if data.get(key) is None:
            data[key] = {}
        elif not isinstance(data[key], dict):
            data[key], note = {}, "could not be read"
    # Before it had sections, a decision stood at the top: `hardship_line: 0.04`.
    flat = [name for name in DECISIONS if name in data]
    for name in flat:
        data["decisions"].setdefault(name, data.pop(name))
    if flat and not note:
        note = "is of an older form"
    rest = {key: value for key, value in data.items() if key not in empty}
    version = data.get("version") if isinstance(data.get("version"), int) else VERSION
    return {"version": version, "decisions": data["decisions"], "forecasts": data["forecasts"]} | rest, note


def _parsed(text: str) -> Any:
    """What YAML makes of it. ValueError when it makes nothing."""
    import yaml

    try:
        return yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, TypeError) as why:
        raise ValueError(str(why)) from None


def _recovered(text: str) -> dict[str, Any]:
    """What can be read of a damaged file: entry by entry, as far as their indentation shows them."""
    found: dict[str, Any] = {}
    for block in _blocks(text.splitlines()):
        part = _dict_of(block)
        if part is None and re.fullmatch(r"[\w-]+:\s*", block[0]):
            part = {}
            for entry in _blocks(block[1:]):
                part |= _dict_of(entry) or {}
            part = {block[0].strip().rstrip(":"): part}
        for key, value in (part or {}).items():
            if isinstance(value, dict) and isinstance(found.get(key), dict):
                found[key] |= value
            else:
                found[key] = value
    return found


def _blocks(lines: list[str]) -> list[list[str]]:
    """Lines grouped under those that are indented least."""
    lines = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if not lines:
        return []
    least = min(len(line) - len(line.lstrip()) for line in lines)
    blocks: list[list[str]] = []
    for line in lines:
        if len(line) - len(line.lstrip()) == least or not blocks:
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _dict_of(lines: list[str]) -> dict[str, Any] | None:
    try:
        part = _parsed("\n".join(lines))
    except ValueError:
        return None
    return part if isinstance(part, dict) else None


def _aside(path: Path, note: str) -> Path:
    """Copies the file to a dated name that is free."""
    word = "older" if "older" in note else "damaged"
    stem = f"{path.stem}-{word}-{time.strftime('%Y%m%d-%H%M%S')}"
    aside, number = path.with_name(f"{stem}{path.suffix}"), 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{stem}-{number}{path.suffix}")
    aside.write_bytes(path.read_bytes())
    return aside


def _replace(path: Path, text: str) -> None:
    """Writes the file whole or not at all. (In the browser it is written in place: one page, one writer.)"""
    if sys.platform == "emscripten":
        path.write_text(text, encoding="utf-8")
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        with contextlib.suppress(OSError):
            os.chmod(name, 0o644)
        for _ in range(10):  # on Windows another kernel may be reading it just now
            try:
                os.replace(name, path)
                return
            except PermissionError:
                time.sleep(0.02)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One writer at a time: a file that only one can create. The browser has one writer anyway."""
    lock = folder / f".{FILE}.lock"
    if sys.platform == "emscripten":
        yield
        return
    until = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            break
        except (FileExistsError, PermissionError):  # the latter on Windows, while it is being deleted
            if not lock.exists() and not os.access(folder, os.W_OK):
                raise
            if time.monotonic() > until:
                with contextlib.suppress(OSError):
                    lock.unlink()
                until = time.monotonic() + LOCK_SECONDS
            time.sleep(0.01)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            lock.unlink()
