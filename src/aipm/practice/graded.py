"""The frame of every test cell: one sentence for a lost point, and nothing on stderr.

Plain nbgrader takes all points of a test cell for anything on stderr, a warning included, and reads partial
credit from the cell's printed result. `graded` deals with both.
"""

from __future__ import annotations

import contextlib
import copy
import io
import logging
import os
import sys
import warnings
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from . import answers, forecasts, forms, memo, records
from .answers import NotYet

if TYPE_CHECKING:
    from .scenario import Story, Walk

# Partial points given since the process started, by task: what a runner without IPython reads.
AWARDED: dict[str, tuple[float, float, str]] = {}


class _Bin(io.TextIOBase):
    """A stream that swallows everything, so that a learner's prints neither cost points nor fill a file."""

    encoding = "utf-8"

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        return len(text)


@contextlib.contextmanager
def _quiet_descriptor() -> Iterator[None]:
    """Sends the file descriptor of stderr to the null device: compiled libraries write there directly."""
    try:
        saved = os.dup(2)
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 2)
        os.close(null)
    except OSError:  # a browser's kernel has no such thing
        yield
        return
    try:
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)


class graded:
    """Context of one graded task: `with graded("decide_1", globals()) as g:`.

    Whatever runs inside may warn, log and print without losing points. The first check that fails ends the
    task with its sentence; an unexpected error of the learner's code becomes one sentence too. All or
    nothing, but for `award` and `calibration`, which give part of the points.

    task       the name of the task, which is also the name of the answer in a Decide
    namespace  the notebook's `globals()`: tells the learner's functions from the library's
    """

    def __init__(self, task: str, namespace: dict[str, Any]) -> None:
        self.task = task
        self.namespace = namespace
        self._stack = contextlib.ExitStack()
        self._award: tuple[float, float, str] | None = None
        self._calling: str | None = None

    # -- the frame ---------------------------------------------------------------------------------

    def __enter__(self) -> graded:
        AWARDED.pop(self.task, None)
        stack = self._stack
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):
                stream.flush()
        stack.enter_context(_quiet_descriptor())
        stack.enter_context(contextlib.redirect_stdout(_Bin()))
        stack.enter_context(contextlib.redirect_stderr(_Bin()))
        stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        stack.callback(setattr, logging.root.manager, "disable", logging.root.manager.disable)
        logging.disable(logging.CRITICAL)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()
        if error is None:
            self._close_well()
            return
        if isinstance(error, NotYet):
            raise NotYet(str(error)) from None
        raise NotYet(self._explain(error, trace)) from None

    def _close_well(self) -> None:
        if self._award is None:
            # In a released copy only the visible checks stand here: passing them is no grade.
            print(f"{self.task}: nothing wrong as far as this cell looks. The last cell grades it.")
            return
        points, _, message = AWARDED[self.task] = self._award
        print(f"{self.task}: {message}")
        # nbgrader reads partial credit from the cell's result. Handing the plain float to IPython's own hook
        # makes it one, and spares the cell a bare last expression, which nbgrader would take for any value.
        if sys.displayhook is not sys.__displayhook__:
            sys.displayhook(points)

    def _explain(self, error: BaseException, trace: TracebackType | None) -> str:
        owner = self._owner(trace)
        where = f"{owner}(…)" if owner else f"The answer to {self.task}"
        if isinstance(error, KeyboardInterrupt):
            return f"{where} was stopped because it took too long: look for a loop that never ends."
        if isinstance(error, NotImplementedError):
            return f"{where} is not written yet."
        if isinstance(error, NameError) and getattr(error, "name", None):
            name = error.name
            if owner is None or name == self.task:
                return f"`{name}` does not exist: run the cell that defines it; it must end without an error."
        if isinstance(error, (SystemExit, GeneratorExit)):
            return f"{where} ended the program (exit) instead of giving an answer."
        if isinstance(error, RecursionError):
            return f"{where} calls itself without end (RecursionError)."
        if isinstance(error, MemoryError):
            return f"{where} asked for more memory than there is."
        told = f"{type(error).__name__}{_told(error)}"
        if owner:
            return f"{where} raised {told}."
        return (
            f"The check of {self.task} stopped with {told}: has the answer the shape that the task asks for?"
        )

    def _owner(self, trace: TracebackType | None) -> str | None:
        """Name of the learner's function that was running, the innermost one defined in the notebook."""
        owner = None
        while trace is not None:
            frame = trace.tb_frame
            if frame.f_globals is self.namespace and not frame.f_code.co_name.startswith("<"):
                owner = frame.f_code.co_name
            trace = trace.tb_next
        return owner or self._calling

    # -- checks ------------------------------------------------------------------------------------

    def fail(self, message: str) -> NoReturn:
        """Ends the task with this sentence."""
        raise NotYet(message)

    def check(self, condition: object, message: str) -> None:
        """Ends the task with `message` when `condition` is False; truthy values are errors of the test."""
        if not isinstance(condition, (bool, np.bool_)):
            raise TypeError(f"a check must be True or False, not {answers.describe(condition)}")
        if not condition:
            raise NotYet(message)

    def needs(self, answer: object, spec: Any, what: str | None = None) -> Any:
        """The answer as plain data of the stated shape: see `aipm.practice.answers.needs`."""
        return answers.needs(answer, spec, what or self.task)

    def number(self, value: object, what: str | None = None, **bounds: float) -> float:
        """A finite number as float; `low=`, `high=` bound it."""
        return answers.number(value, what or self.task, **bounds)

    def same(self, answer: object, expected: object, message: str, tol: float = 1e-6) -> None:
        """Ends the task with `message` unless `answer` says the same as `expected`."""
        self.check(answers.same(answer, expected, tol), message)

    def call(self, function: Any, *args: Any, none_is_fine: bool = False, **kwargs: Any) -> Any:
        """What the learner's function returns, as plain data. It gets copies of the arguments.

        Ends the task with a sentence when it is no function, when it raises, and when it returns None (unless
        `none_is_fine`) or something that is not plain data.
        """
        if not callable(function):
            raise NotYet(f"{self.task}: a function is expected here; it is {answers.describe(function)}.")
        name = getattr(function, "__name__", "the function")
        args, kwargs = copy.deepcopy((args, kwargs))
        self._calling = name
        result = function(*args, **kwargs)
        self._calling = None
        if result is None and not none_is_fine:
            raise NotYet(f"{name}(…) returned None: is it written, and does every branch end in `return`?")
        if result is Ellipsis:
            raise NotYet(f"{name}(…) still returns the dots of the template.")
        return answers.plain(result, f"what {name}(…) returns")

    # -- forms -------------------------------------------------------------------------------------

    def scenario(self, answer: object, story: Story, **rules: Any) -> Walk:
        """See `aipm.practice.forms.played`."""
        return forms.played(answer, story, what=self.task, **rules)

    def set_and_number(self, answer: object, **rules: Any) -> None:
        """See `aipm.practice.forms.set_and_number`."""
        forms.set_and_number(answer, what=self.task, **rules)

    def mend(self, answer: object, **rules: Any) -> None:
        """See `aipm.practice.forms.mend`."""
        forms.mend(answer, what=self.task, **rules)

    def order(self, answer: object, **rules: Any) -> None:
        """See `aipm.practice.forms.order`."""
        forms.order(answer, what=self.task, **rules)

    def allocate(self, answer: object, **rules: Any) -> None:
        """See `aipm.practice.forms.allocate`."""
        forms.allocate(answer, what=self.task, **rules)

    def record(self, answer: object, **rules: Any) -> Any:
        """The decision of a consistent record: see `aipm.practice.records.record`."""
        return records.record(answer, what=self.task, **rules)

    def forecast(self, answer: object, truth: Mapping[str, float], points: float, **rules: Any) -> None:
        """Awards part of `points` for 80 % ranges: see `aipm.practice.forecasts.score_forecast`."""
        outcome = forecasts.score_forecast(answer, truth, points=points, what=self.task, **rules)
        self.award(outcome.points, outcome.max_points, outcome.message)

    def agree(self, documents: Mapping[str, Any], *, complete: bool = True) -> None:
        """Ends the task with the first thing that is missing in a document, or on which two disagree.

        documents  name of the template → the document, as a dict or as YAML text
        complete   False: only whether they agree is looked at

        See `aipm.documents`.
        """
        from aipm import documents as room

        held = {}
        for name, given in documents.items():
            try:
                held[name] = room.read(given, name) if isinstance(given, str) else given
            except room.DocumentError as why:
                raise NotYet(str(why)) from None
            if not isinstance(held[name], dict):
                raise NotYet(f"{name}: a document is expected here; it is {answers.describe(given)}.")
            faults = room.check(name, held[name]) if complete else []
            if faults:
                raise NotYet(f"{name}: {faults[0]}")
        against = room.disagreements(held)
        if against:
            raise NotYet(f"{' and '.join(against[0].documents)} do not agree: {against[0].says}")

    def calibration(
        self, answer: object, key: Mapping[Any, Mapping[Any, int]], points: float, **more: Any
    ) -> None:
        """Awards part of `points` for judgements that agree with the key: see `aipm.practice.memo`."""
        outcome = memo.score_calibration(answer, key, points, what=self.task, **more)
        self.award(outcome.points, outcome.max_points, outcome.message)

    def award(self, points: float, max_points: float, message: str) -> None:
        """Gives part of the points, once, at the end of the cell; never more than `max_points`."""
        for value in (points, max_points):
            if not answers.is_number(value):
                raise TypeError(f"points must be numbers, not {answers.describe(value)}")
        self._award = (min(max(float(points), 0.0), float(max_points)), float(max_points), message)


def _told(error: BaseException) -> str:
    """An exception's own words, on one line and short; nothing when it has none or cannot say them."""
    try:
        text = " ".join(str(error).split())
    except Exception:
        return ""
    if isinstance(error, KeyError):
        text = f"there is no {text}"
    return f": {text[:160] + '…' if len(text) > 160 else text}" if text else ""
