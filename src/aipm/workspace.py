"""my_work/: the learner's copies of chapters and exercises, and what keeps them up to date.

The rule. A file counts as *unchanged* while what a person writes in it (of a notebook: the cells' type and
text; of any other file: its bytes) is what some version of the course put there. Running and saving is no
change: it touches outputs and counters alone.

- A file that is not there is copied.
- An unchanged file follows the course: a new version takes its place (what a run left in it goes with it).
- A changed file is never touched. When the course's text is new, it is laid beside it as `<name>.new.ipynb`;
  if that one was changed in its turn it stays too, and the next goes to `<name>.new-2.ipynb`.
- Taking the new version over (by renaming it, or by copying its cells) makes the file unchanged again.

`.aipm/` in it holds what belongs to no document: the manifest of what was put where, JupyterLab's settings,
the gradebook, feedback, progress.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aipm.curriculum import Chapter, Curriculum
from aipm.errors import CourseError
from aipm.reference import reference

HIDDEN = ".aipm"
LEFT_OUT = {".ipynb_checkpoints", "__pycache__", ".DS_Store"}


@dataclass
class Changes:
    """What bringing my_work/ up to date did: paths relative to it."""

    copied: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    # what the learner changed, and the new version beside it
    # what the learner changed, and the new version beside it
    kept: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def sentences(self) -> list[str]:
        """What a learner needs to know of it."""
        told = []
        if self.updated:
            told.append(f"Updated: {', '.join(self.updated)}.")
        told += [f"{mine} is as you left it; the course's new version is {new}." for mine, new in self.kept]
        return told + self.notes


class Workspace:
    """my_work/ of one course.

    course   root of the clone
    folder   where the learner works; AIPM_WORK or `<course>/my_work`
    """

    def __init__(self, course: Path, folder: Path | None = None) -> None:
        named = os.environ.get("AIPM_WORK")
        self.course = Path(course)
        self.folder = Path(folder or named or self.course / "my_work").absolute()
        self.hidden = self.folder / HIDDEN

    def notebook(self, chapter: Chapter) -> Path:
        """The learner's copy of a chapter."""
        return self.folder / "notebooks" / f"{chapter.slug}.ipynb"

    def exercise(self, chapter: Chapter) -> Path:
        """The learner's copy of an exercise."""
        return self.folder / "exercises" / chapter.slug / f"{chapter.slug}.ipynb"

    def prepare(self, curriculum: Curriculum) -> Changes:
        """Brings the copies up to date by the rule above. CourseError when that cannot be done."""
        changes = Changes()
        try:
            self.hidden.mkdir(parents=True, exist_ok=True)
            manifest = self._read_manifest(changes)
            shipped = self._shipped(curriculum, manifest)
            for name, file in shipped.items():
                self._place(name, file, manifest["files"], changes)
            self._write_start(curriculum)
            write_json(self.hidden / "manifest.json", manifest)
        except OSError as why:
            raise CourseError(explain(why, self.folder)) from None
        return changes

    def _read_manifest(self, changes: Changes) -> dict[str, Any]:
        manifest, note = read_json(self.hidden / "manifest.json", "The list of what was put into my_work")
        if note:
            changes.notes.append(note)
        sound = isinstance(manifest.get("files"), dict) and isinstance(manifest.get("released"), dict)
        return manifest if sound else {"files": {}, "released": {}}

    def _shipped(self, curriculum: Curriculum, manifest: dict[str, Any]) -> dict[str, Path]:
        """What learners get: path in my_work/ → file that holds it."""
        files = {}
        slugs = [chapter.slug for chapter in curriculum.ready]
        for path in walk(self.course / "notebooks"):
            if path.suffix != ".ipynb" or path.stem in slugs:
                files[f"notebooks/{path.relative_to(self.course / 'notebooks').as_posix()}"] = path
        for slug in slugs:
            if (self.course / "exercises" / "source" / slug / f"{slug}.ipynb").exists():
                folder = self._released(slug, manifest)
                for path in walk(folder):
                    files[f"exercises/{slug}/{path.relative_to(folder).as_posix()}"] = path
        return files | reference(self.course, self.hidden / "reference")

    def _released(self, slug: str, manifest: dict[str, Any]) -> Path:
        """The exercise as cut from its source; kept in .aipm/, and cut anew when the source has changed."""
        source, kept = self.course / "exercises" / "source" / slug, self.hidden / "released" / slug
        # How it is cut may change too: the code that cuts is part of what is looked at.
        cutters = [p for p in walk(Path(__file__).parent / "grading") if p.suffix == ".py"]
        mark = fingerprint([*walk(source), *cutters])
        if manifest["released"].get(slug) == mark and (kept / f"{slug}.ipynb").exists():
            return kept
        from aipm.grading import release  # takes seconds to import: only when there is something to cut

        with tempfile.TemporaryDirectory(dir=self.hidden) as fresh:
            try:
                release(self.course, slug, Path(fresh) / slug)
            except (ValueError, LookupError) as why:
                raise CourseError(str(why)) from None
            shutil.rmtree(kept, ignore_errors=True)
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(Path(fresh) / slug, kept)
        manifest["released"][slug] = mark
        return kept

    def _place(self, name: str, file: Path, known: dict[str, Any], changes: Changes) -> None:
        """One file, by the rule."""
        target = self.folder / name
        raw = hashlib.sha256(file.read_bytes()).hexdigest()
        entry = known.get(name)
        entry = entry if isinstance(entry, dict) else {}
        new = written(file)
        # Every version the course has put here or beside it; a person's file that equals one is no change.
        ours = set(entry.get("ours", [])) | {new}
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            lay(file, target)
            changes.copied.append(name)
        elif entry.get("shipped") == raw:
            return
        elif written(target) in ours:
            if entry or written(target) != new:  # without an entry it was there before us, and is right
                lay(file, target)
                changes.updated.append(name)
            self._clear_beside(target, ours)
        elif entry.get("text") != new:  # else it is the text she began with, run anew: nothing to offer
            beside = self._beside(target, ours)
            lay(file, beside)
            changes.kept.append((name, beside.relative_to(self.folder).as_posix()))
        known[name] = {"shipped": raw, "text": new, "ours": sorted(ours)}

    def _beside(self, target: Path, ours: set[str]) -> Path:
        """Where the new version of a changed file goes: never over something a person wrote."""
        for beside in versions(target):
            if not beside.exists() or written(beside) in ours:
                return beside
        raise AssertionError  # versions() has no end

    def _clear_beside(self, target: Path, ours: set[str]) -> None:
        """Removes new versions that lay beside a file and have served."""
        for beside in versions(target):
            if not beside.exists():
                return
            if written(beside) in ours:
                beside.unlink()

    def _write_start(self, curriculum: Curriculum) -> None:
        text = start_page(curriculum)
        page = self.folder / "START.md"
        if not page.exists() or page.read_text(encoding="utf-8", errors="replace") != text:
            write_text(page, text)


def versions(target: Path) -> Iterator[Path]:
    """`name.new.ipynb`, `name.new-2.ipynb`, …"""
    number = 1
    while True:
        yield target.with_name(f"{target.stem}.new{'' if number == 1 else f'-{number}'}{target.suffix}")
        number += 1


def walk(folder: Path) -> list[Path]:
    """Files below a folder, in a stable order, without what editors and Python leave there."""
    found = []
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if f not in LEFT_OUT and not f.startswith("."))
        found += [Path(root, n) for n in sorted(names) if n not in LEFT_OUT and not n.startswith(".")]
    return found


def fingerprint(paths: list[Path]) -> str:
    """One hash over the names and bytes of files."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def written(path: Path) -> str:
    """Hash of what a person writes in a file: of a notebook its cells' types and texts, else the bytes."""
    data = path.read_bytes()
    if path.suffix == ".ipynb":
        try:
            cells = json.loads(data)["cells"]
            joined = [(c["cell_type"], "".join(c["source"]).strip()) for c in cells]
            # An empty cell that JupyterLab adds at the end is no work of anybody's.
            while joined and not joined[-1][1]:
                joined.pop()
            data = json.dumps(joined, ensure_ascii=False).encode("utf-8", "surrogatepass")
        except (ValueError, TypeError, KeyError, RecursionError):
            pass  # no notebook any more: what stands in it is somebody's all the same
    return hashlib.sha256(data).hexdigest()


def lay(file: Path, target: Path) -> None:
    """Copies a file as a learner gets it: counters are cleared, so that `[ ]` means: not run by me yet."""
    data = file.read_bytes()
    if file.suffix == ".ipynb":
        with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError):
            notebook = json.loads(data)
            for cell in notebook["cells"]:
                if cell["cell_type"] == "code":
                    cell["execution_count"] = None
                    for output in cell["outputs"]:
                        if "execution_count" in output:
                            output["execution_count"] = None
            data = (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode("utf-8")
    write_bytes(target, data)


def write_bytes(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def write_text(path: Path, text: str) -> None:
    write_bytes(path, text.encode("utf-8"))


def write_json(path: Path, data: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_text(path, json.dumps(data, indent=1, ensure_ascii=False, sort_keys=True) + "\n")


def read_json(path: Path, what: str) -> tuple[dict[str, Any], str]:
    """A file of ours as a dict ({} when it is not there), and a sentence if it was damaged and set aside."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(data, dict):
            return data, ""
    except FileNotFoundError:
        return {}, ""
    except (ValueError, RecursionError):
        pass
    aside = path.with_name(f"{path.stem}-damaged-{time.strftime('%Y%m%d-%H%M%S')}{path.suffix}")
    path.replace(aside)
    return (
        {},
        f"{what} was damaged: it was set aside as {aside.name} in {aside.parent.name}/, and begun anew.",
    )


def explain(why: OSError, where: Path) -> str:
    """A refusal of the file system, as a sentence."""
    import errno

    if why.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full: make room where {where} is, then run this again."
    if why.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        place = why.filename or where
        return f"{place} cannot be written to: change its permissions, or clone the course elsewhere."
    if why.errno in (errno.EEXIST, errno.ENOTDIR, errno.EISDIR):
        return f"{why.filename or where} is in the way: move or rename it, then run this again."
    return f"The system refused {why.filename or where}: {why.strerror or why}."


def start_page(curriculum: Curriculum) -> str:
    """START.md, the page JupyterLab opens with."""
    rows = []
    for chapter in curriculum.ready:
        read = sum(s.read for s in chapter.sections)
        practise = sum(s.practise for s in chapter.sections)
        notebook = f"notebooks/{chapter.slug}.ipynb"
        links = [f"[read and run]({notebook}), {read} min" if read else f"[read and run]({notebook})"]
        if chapter.objectives:
            exercise = f"exercises/{chapter.slug}/{chapter.slug}.ipynb"
            links.append(f"[practise]({exercise}), {practise} min" if practise else f"[practise]({exercise})")
        number = f"{chapter.number}. " if chapter.number else ""
        rows.append(f"| {number}{chapter.title} | {' | '.join(links + [''] * (2 - len(links)))} |")
    table = "\n".join(["| chapter | read | exercise |", "|---|---|---|", *rows])
    if not rows:
        table = "No chapter is ready yet."
    return f"""# {curriculum.title}

{table}

**Read.** Open a chapter and press **Shift + Enter** to run a cell and go to the next, or choose *Run → Run
All Cells*. A number in the brackets beside a cell means that you have run it. Change what you like: it is
your copy.

**Practise.** Fill in the answers of an exercise, save (**Ctrl-S**), run its last cell: it shows your points,
and the reason for each one that is missing. You can do so as often as you want.

**Start over.** Delete a file here (or rename it, to keep it), and start the course again: a fresh copy comes.
When the course is updated, files you have not changed follow; one you changed stays, and the new version lies
beside it with `.new` in its name.

**How far am I?** *File → New → Terminal*, then `aipm progress`. `aipm check 4` grades the exercise of chapter
4, and `aipm solution 4 build_1` shows a solution after you passed, or tried three times.

**Stop.** Save, close this page, and press **Ctrl-C** where the course was started.
"""
