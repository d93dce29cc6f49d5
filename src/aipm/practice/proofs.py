"""Graders are proved: answers they must accept, answers they must reject, and mutants of the reference.

`right` and `wrong` are what a file of proofs is written with; `Exercise` runs them by executing the code
cells of the exercise, without a kernel.
"""

from __future__ import annotations

import builtins
import contextlib
import copy
import importlib
import io
import json
import linecache
import os
import random
import runpy
import signal
import types
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from .mutants import mutants

__all__ = ["Exercise", "Proof", "Verdict", "check", "guesses", "load", "mutants", "passes", "right", "wrong"]

SECONDS = 5.0  # processor time that one answer may take
SEEDS = tuple(range(1, 20)) + (2026,)


@dataclass(frozen=True)
class Proof:
    """One answer and what must become of it.

    name      how a right answer differs, or the mistake a wrong one stands for
    source    source of the whole solution cell
    message   part of the sentence that a wrong answer must get
    points    for partial credit: exactly what a wrong answer must get, when stated
    """

    name: str
    source: str
    is_right: bool
    message: str = ""
    points: float | None = None


def right(name: str, source: str) -> Proof:
    """An answer that must get full points."""
    return Proof(name, source, True)


def wrong(name: str, source: str, *, message: str, points: float | None = None) -> Proof:
    """An answer that must lose points, with `message` in its sentence; ValueError without one."""
    if len(message.strip()) < 4:
        raise ValueError(f"The wrong answer {name!r} needs the message it must get.")
    return Proof(name, source, False, message, points)


def load(path: Path) -> dict[str, list[Proof]]:
    """The table PROOFS of a file. Raises ValueError when it has none, or something else in it."""
    table = runpy.run_path(str(path)).get("PROOFS")
    if not isinstance(table, dict) or not all(
        isinstance(task, str) and all(isinstance(proof, Proof) for proof in listed)
        for task, listed in table.items()
    ):
        raise ValueError(f"{path.name} must define PROOFS: grade id → list of right(…) and wrong(…).")
    return table


def guesses(path: Path) -> dict[str, dict[str, str]]:
    """The table GUESSES of a file of proofs: grade id → name of the habit → source of the whole answer cell.

    Each is an answer of the right form by somebody who knows nothing of the matter: at random (with the NumPy
    generator `rng`, which its source may use), always the same, everything filled in. Raises ValueError when
    there is something else in it; {} without one.
    """
    table = runpy.run_path(str(path)).get("GUESSES", {})
    if not isinstance(table, dict) or not all(
        isinstance(task, str)
        and isinstance(habits, dict)
        and habits
        and all(isinstance(source, str) for source in habits.values())
        for task, habits in table.items()
    ):
        raise ValueError(f"In {path.name} GUESSES must be: grade id → name of the habit → source.")
    return table


@dataclass(frozen=True)
class Verdict:
    """What a test cell said: `share` of its points, and the sentence. `broken`: the answer's cell raised."""

    share: float
    message: str
    broken: bool = False

    @property
    def full(self) -> bool:
        return self.share >= 1 - 1e-9

    def faults(self, proof: Proof, max_points: float) -> str:
        """Why this is not what the proof promises; "" when it is."""
        if proof.is_right:
            return "" if self.full else f"must get full points, got {self.share:.0%}: {self.message}"
        if self.full:
            return "must be rejected, got full points"
        if self.broken:
            return f"must be rejected by the test, but its own cell stopped: {self.message}"
        if proof.message not in self.message:
            return f"must be told {proof.message!r}, was told: {self.message}"
        if proof.points is not None and abs(self.share * max_points - proof.points) > 1e-6:
            return f"must get {proof.points:g} points, got {self.share * max_points:g}"
        return ""


@dataclass(frozen=True)
class _Cell:
    source: str
    grade_id: str
    solution: bool
    test: bool
    points: float
    label: str


class Exercise:
    """The code cells of an exercise's source, run once with the reference for one course seed.

    A proof starts from a copy of the names as they were above its answer cell, so that answers cannot reach
    one another. `verdicts` holds what the tests say of the reference.
    """

    def __init__(self, notebook: Path, seed: int) -> None:
        self.seed = seed
        self.folder = Path(notebook).absolute().parent
        data = json.loads(Path(notebook).read_text(encoding="utf-8"))
        self.cells = [cell for cell in map(_cell, enumerate(data["cells"])) if cell]
        self.before: dict[int, dict[str, Any]] = {}
        self.tests = {cell.grade_id: n for n, cell in enumerate(self.cells) if cell.test}
        self.verdicts: dict[str, Verdict] = {}
        with self._surroundings():
            names = _fresh_names()
            for n, cell in enumerate(self.cells):
                if cell.solution:
                    self.before[n] = _copied(names)
                if cell.test:
                    self.verdicts[cell.grade_id] = self._test(cell, names)
                else:
                    self._run(cell, names)

    def points(self, task: str) -> float:
        """Points of a task, from the notebook's metadata."""
        return self.cells[self.tests[task]].points

    def answer_cell(self, task: str) -> int:
        """Index of the answer cell that a proof of `task` replaces: the last one above the test."""
        test = self.tests[task]
        return max(n for n, cell in enumerate(self.cells[:test]) if cell.solution)

    def reference(self, task: str) -> str:
        """Source of that cell."""
        return self.cells[self.answer_cell(task)].source

    def judge(self, task: str, source: str, seconds: float = SECONDS, **more: Any) -> Verdict:
        """What the test of `task` says when `source` stands in its answer cell; never raises for it.

        `more` are names that the answer may use in addition to those of the exercise.
        """
        at, test = self.answer_cell(task), self.tests[task]
        with self._surroundings():
            names = _copied(self.before[at]) | more
            try:
                with _time_limit(seconds):
                    self._run(_Cell(source, "", True, False, 0, f"<answer to {task}>"), names)
            except (Exception, KeyboardInterrupt, SystemExit) as error:
                return Verdict(0.0, f"{type(error).__name__}: {error}", broken=True)
            for cell in self.cells[at + 1 : test]:
                if not cell.test:
                    self._run(cell, names)
            return self._test(self.cells[test], names, seconds)

    def survivors(self, task: str, seconds: float = 2.0) -> tuple[int, list[str]]:
        """How many mutants of the reference there are, and those that still get full points."""
        sources = mutants(self.reference(task))
        return len(sources), [source for source in sources if self.judge(task, source, seconds).full]

    def _run(self, cell: _Cell, names: dict[str, Any]) -> None:
        # IPython knows a cell's lines; so does linecache, which inspect.getsource reads.
        linecache.cache[cell.label] = (len(cell.source), None, cell.source.splitlines(True), cell.label)
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            exec(compile(cell.source, cell.label, "exec"), names)

    def _test(self, cell: _Cell, names: dict[str, Any], seconds: float = SECONDS) -> Verdict:
        frames = importlib.import_module("aipm.practice.graded")
        frames.AWARDED.clear()
        try:
            with _time_limit(seconds):
                self._run(cell, names)
        except (Exception, KeyboardInterrupt, SystemExit) as error:
            return Verdict(0.0, str(error))
        for points, max_points, message in frames.AWARDED.values():
            if abs(max_points - cell.points) > 1e-9:
                return Verdict(0.0, f"the test awards of {max_points:g} points, the cell has {cell.points:g}")
            return Verdict(points / max_points, message)
        return Verdict(1.0, "")

    @contextlib.contextmanager
    def _surroundings(self) -> Iterator[None]:
        before, folder = dict(os.environ), os.getcwd()
        os.environ.update(AIPM_COURSE_SEED=str(self.seed), AIPM_GRADING="1", MPLBACKEND="agg")
        np.random.seed(0)
        random.seed(0)
        os.chdir(self.folder)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                yield
        finally:
            os.chdir(folder)
            os.environ.clear()
            os.environ.update(before)


def _cell(numbered: tuple[int, dict[str, Any]]) -> _Cell | None:
    n, cell = numbered
    if cell["cell_type"] != "code":
        return None
    source = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
    meta = cell["metadata"].get("nbgrader", {})
    solution, grade = bool(meta.get("solution")), bool(meta.get("grade"))
    return _Cell(
        source,
        str(meta.get("grade_id", "")),
        solution,
        grade and not solution,
        float(meta.get("points", 0)),
        f"<cell {n}>",
    )


def _fresh_names() -> dict[str, Any]:
    return {"__name__": "__main__", "__builtins__": builtins, "display": lambda *objects, **options: None}


def _copied(names: dict[str, Any]) -> dict[str, Any]:
    """The names with data copied, and functions that look names up in the copy instead of in the original."""
    new: dict[str, Any] = {}
    memo: dict[int, Any] = {}
    for name, value in names.items():
        if isinstance(value, types.FunctionType) and value.__globals__ is names:
            twin = types.FunctionType(
                value.__code__, new, value.__name__, value.__defaults__, value.__closure__
            )
            twin.__kwdefaults__ = value.__kwdefaults__
            twin.__dict__.update(value.__dict__)
            new[name] = twin
        elif isinstance(value, (pd.DataFrame, pd.Series)):
            new[name] = value.copy()
        elif isinstance(value, (np.ndarray, np.random.Generator, list, dict, set)) and name[:1] != "_":
            try:
                new[name] = copy.deepcopy(value, memo)
            except Exception:
                new[name] = value
        else:
            new[name] = value
    return new


@contextlib.contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raises KeyboardInterrupt in what runs inside when it takes too long, as stopping a kernel does.

    Counts processor time, so that the verdict does not hang on what else the machine does; and ten times as
    much by the clock, for what sleeps.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    clocks = {
        signal.SIGPROF: (signal.ITIMER_PROF, seconds),
        signal.SIGALRM: (signal.ITIMER_REAL, 10 * seconds),
    }
    try:
        before = {number: signal.signal(number, stop) for number in clocks}
    except ValueError:  # not the main thread: no limit there
        yield
        return
    for clock, limit in clocks.values():
        signal.setitimer(clock, limit)
    try:
        yield
    finally:
        for clock, _ in clocks.values():
            signal.setitimer(clock, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


def passes(notebook: Path, habits: dict[str, dict[str, str]], seed: int, tries: int) -> dict[str, int]:
    """How often of `tries` each guess gets full points on one seed: "task, habit" → passes.

    A guess that makes no use of `rng` is tried once and counted as often. Raises ValueError when an answer
    stops by itself: it is then no answer of the right form.
    """
    exercise, found = Exercise(notebook, seed), {}
    for task, sources in habits.items():
        for habit, source in sources.items():
            varies = "rng" in source
            verdicts = [
                exercise.judge(task, source, rng=np.random.default_rng([seed, k]))
                for k in range(tries if varies else 1)
            ]
            broken = [verdict.message for verdict in verdicts if verdict.broken]
            if broken:
                raise ValueError(f"{task}, {habit!r} stops on seed {seed}: {broken[0]}")
            full = sum(verdict.full for verdict in verdicts)
            found[f"{task}, {habit}"] = full if varies else full * tries
    return found


def check(notebook: Path, proofs: dict[str, list[Proof]], seed: int) -> list[str]:
    """All proofs of an exercise on one seed: sentences about what does not hold, none when all is well."""
    exercise = Exercise(notebook, seed)
    faults = [
        f"{task}: the reference gets {verdict.share:.0%}: {verdict.message}"
        for task, verdict in exercise.verdicts.items()
        if not verdict.full
    ]
    for task, listed in proofs.items():
        if task not in exercise.tests:
            faults.append(f"{task}: there is no such test cell")
            continue
        for proof in listed:
            fault = exercise.judge(task, proof.source).faults(proof, exercise.points(task))
            if fault:
                faults.append(f"{task}, {proof.name!r}: {fault}")
    return [f"seed {seed}: {fault}" for fault in faults]
