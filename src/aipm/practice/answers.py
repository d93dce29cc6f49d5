"""What a learner handed in, turned into plain data, or into one sentence that says what was expected.

Graders accept every honest way of writing an answer down (int, float, NumPy scalar; list, tuple, array,
Series) and refuse what only looks like one (True for 1, NaN, a generator, a function that was not called).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

# An answer is a few rows, not a data set: more than this is a mistake, and would slow the graders down.
MOST_VALUES = 100_000
DEEPEST = 12


class NotYet(AssertionError):
    """An answer that does not earn its points, with the sentence that says why.

    IPython shows the sentence alone: a traceback would quote lines of the test, which may be hidden ones.
    """

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


def describe(value: object) -> str:
    """A value in a few words of a sentence, never more than about fifty characters of it."""
    if value is None:
        return "None"
    if value is Ellipsis:
        return "still the dots of the template"
    if isinstance(value, (bool, np.bool_)):
        return f"the truth value {bool(value)}"
    if isinstance(value, str):
        text = str.__add__("", value)
        return f"the text {text[:40] + '…' if len(text) > 40 else text!r}"
    if isinstance(value, (int, float, np.number)):
        return f"the number {_number_text(value)}"
    if isinstance(value, pd.DataFrame):
        return "a DataFrame"
    if isinstance(value, pd.Series):
        return "a Series"
    if isinstance(value, np.ndarray):
        return "an array" if value.ndim else "an array without dimensions"
    if callable(value):
        name = getattr(value, "__name__", type(value).__name__)
        return f"the function {name} itself (call it, with parentheses)"
    kind = type(value).__name__
    if isinstance(value, (list, tuple, set, frozenset, dict)) and not value:
        return f"an empty {kind}"
    return f"{'an' if kind[:1].lower() in 'aeiou' else 'a'} {kind}"


def _number_text(value: Any) -> str:
    try:
        return f"{value:.6g}" if isinstance(value, (float, np.floating)) else str(int(value))[:40]
    except (TypeError, ValueError, OverflowError):
        return "that is no real number"


def plain(value: object, what: str = "the answer") -> Any:
    """`value` as plain data: None, bool, int, float, str, list, dict or set (NaN and infinities stay floats).

    NumPy scalars and arrays, pandas Series and Index, tuples and ranges become numbers and lists.
    Raises NotYet, with a sentence that begins with `what`, for everything that is not data (a function, a
    generator, a model, a DataFrame), for data nested too deep and for more than 100,000 values.
    """
    return _plain(value, what, [0], 0)


def _plain(value: Any, what: str, count: list[int], depth: int) -> Any:
    count[0] += 1
    if count[0] > MOST_VALUES:
        raise NotYet(f"{what} holds more than {MOST_VALUES:,} values: hand in the answer, not the data.")
    if depth > DEEPEST:
        raise NotYet(f"{what} is nested deeper than {DEEPEST} levels: hand in a simple list or dict.")
    if value is None:
        return None
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, str):
        return str.__add__("", value)  # a subclass may claim to equal everything: keep its characters alone
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (float, np.floating)):
        return float(value)
    if isinstance(value, (complex, np.complexfloating)):
        raise NotYet(f"{what} is a complex number; a real one is expected.")
    if isinstance(value, pd.DataFrame):
        raise NotYet(
            f"{what} is a DataFrame; plain data is expected: take the column or the number you mean."
        )
    if isinstance(value, (pd.Timestamp, np.datetime64)):
        return str(value)
    if value is pd.NA or value is pd.NaT:
        return math.nan
    if isinstance(value, np.ndarray):
        if value.size > MOST_VALUES:
            raise NotYet(f"{what} holds more than {MOST_VALUES:,} values: hand in the answer, not the data.")
        value = value.tolist()
        return _plain(value, what, count, depth + 1)
    if isinstance(value, (pd.Series, pd.Index)):
        if len(value) > MOST_VALUES:
            raise NotYet(f"{what} holds more than {MOST_VALUES:,} values: hand in the answer, not the data.")
        value = value.tolist()
    if isinstance(value, (list, tuple, range)):
        return [_plain(item, what, count, depth + 1) for item in value]
    if isinstance(value, (set, frozenset)):
        items = [_plain(item, what, count, depth + 1) for item in value]
        return set(map(_hashable, items))
    if isinstance(value, dict):
        return {
            _hashable(_plain(key, what, count, depth + 1)): _plain(item, what, count, depth + 1)
            for key, item in value.items()
        }
    if hasattr(value, "__next__"):
        raise NotYet(f"{what} is {describe(value)}, which can be read only once: wrap it in list(…).")
    if isinstance(value, Iterable) and type(value).__name__ in ("dict_keys", "dict_values", "dict_items"):
        return [_plain(item, what, count, depth + 1) for item in value]
    raise NotYet(f"{what} is {describe(value)}; plain data (numbers, text, lists, dicts) is expected.")


def _hashable(value: Any) -> Any:
    return tuple(map(_hashable, value)) if isinstance(value, list) else value


def is_number(value: object) -> bool:
    """True for a finite real number that is not a truth value, 0-dimensional arrays included."""
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value.item()
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, float, np.integer, np.floating)):
        return False
    try:
        return math.isfinite(float(value))
    except (TypeError, ValueError, OverflowError):
        return False


def number(
    value: object, what: str = "the answer", *, low: float | None = None, high: float | None = None
) -> float:
    """`value` as a float, or NotYet with a sentence that begins with `what`.

    Accepts int, float, NumPy scalars and 0-dimensional arrays; refuses truth values, text, NaN, infinities
    and what lies outside `low` … `high` (both included).
    """
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value.item()
    if isinstance(value, (pd.Series, np.ndarray, list, tuple)) and len(value) == 1:
        raise NotYet(
            f"{what} should be one number; it is a {type(value).__name__} that holds one: take it out."
        )
    if isinstance(value, str):
        raise NotYet(f"{what} should be a number; it is {describe(value)}. Write it without quotes.")
    if value is None or value is Ellipsis:
        raise NotYet(f"{what} should be a number; it is {describe(value)}: no answer yet.")
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, float, np.integer, np.floating)):
        raise NotYet(f"{what} should be a number; it is {describe(value)}.")
    try:
        found = float(value)
    except (TypeError, ValueError, OverflowError):
        raise NotYet(f"{what} should be a number that a float can hold.") from None
    if math.isnan(found):
        raise NotYet(
            f"{what} is NaN (not a number): look for a division of zero by zero, or a missing value."
        )
    if math.isinf(found):
        raise NotYet(f"{what} is infinite: look for a division by zero.")
    if low is not None and found < low:
        extra = " An amount cannot be negative." if low == 0 else ""
        raise NotYet(f"{what} should be at least {low:g}; it is {found:g}.{extra}")
    if high is not None and found > high:
        raise NotYet(f"{what} should be at most {high:g}; it is {found:g}.")
    return found


def whole(
    value: object, what: str = "the answer", *, low: float | None = None, high: float | None = None
) -> int:
    """Like `number`, for a whole number: 3, 3.0 and np.int64(3) are the same answer."""
    found = number(value, what, low=low, high=high)
    if found != int(found):
        raise NotYet(f"{what} should be a whole number; it is {found:g}.")
    return int(found)


def rows_of(value: object, what: str, known: Iterable[Any] | None = None) -> list[Any]:
    """A collection of rows (list, tuple, set, array, Series, Index, range) as a list without repeats.

    Raises NotYet for a text, a single value, an unknown row and one written twice.
    """
    if value is None or value is Ellipsis:
        raise NotYet(f"{what} should be a list; it is {describe(value)}: no answer yet.")
    if isinstance(value, (str, Mapping)) or is_number(value) or isinstance(value, (bool, np.bool_)):
        raise NotYet(f"{what} should be a list such as [2, 5]; it is {describe(value)}.")
    found = plain(value, what)
    if not isinstance(found, (list, set)):
        raise NotYet(f"{what} should be a list such as [2, 5]; it is {describe(value)}.")
    rows: list[Any] = []
    for row in map(_hashable, found):
        if isinstance(row, bool) or row is None or (isinstance(row, float) and not math.isfinite(row)):
            raise NotYet(f"{what} holds {describe(row)}, which is no row.")
        if isinstance(row, float) and row == int(row):
            row = int(row)
        if row in rows:
            raise NotYet(f"{what} names {row!r} twice: write each once.")
        rows.append(row)
    if known is not None:
        choices = list(known)
        for row in rows:
            if row not in choices:
                raise NotYet(f"{what} names {row!r}, which does not exist; choose from {listing(choices)}.")
    return rows if isinstance(found, list) else sorted(rows, key=lambda row: (str(type(row)), row))


def listing(values: Iterable[Any], most: int = 12) -> str:
    """Values as a piece of a sentence: 1 to 14; 'a', 'b' and 'c'; or the first few and how many there are."""
    items = list(values)
    numbers = [v for v in items if isinstance(v, (int, np.integer)) and not isinstance(v, bool)]
    if (
        len(items) > 3
        and len(numbers) == len(items)
        and items == list(range(items[0], items[0] + len(items)))
    ):
        return f"{items[0]} to {items[-1]}"
    shown = [repr(plain(v)) for v in items[:most]]
    if len(items) > most:
        return ", ".join(shown) + f" … ({len(items)} in all)"
    return (
        shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1] if shown else "nothing"
    )


def same(answer: object, expected: object, tol: float = 1e-6) -> bool:
    """True when `answer` says the same as `expected`; never raises because of the answer.

    Numbers agree within `tol` (absolute, and never finer than 1e-9 of the expected value); int, float, NumPy
    scalars and 0-dimensional arrays are one, truth values and NaN are not numbers. Lists, tuples, arrays,
    Series and Index are one where a sequence is expected; a set where a set is expected (a list without
    repeats will do). Dicts agree key by key. Text agrees exactly.
    """
    try:
        return _same(plain(answer), plain(expected), tol)
    except (NotYet, RecursionError, TypeError, ValueError):
        return False


def _same(answer: Any, expected: Any, tol: float) -> bool:
    if isinstance(expected, bool) or expected is None:
        return answer is expected
    if isinstance(expected, (int, float)):
        if not is_number(answer) or not math.isfinite(expected):
            return False
        return abs(answer - expected) <= max(tol, 1e-9 * abs(expected))
    if isinstance(expected, str):
        return isinstance(answer, str) and answer == expected
    if isinstance(expected, list):
        return (
            isinstance(answer, list)
            and len(answer) == len(expected)
            and all(_same(a, e, tol) for a, e in zip(answer, expected, strict=True))
        )
    if isinstance(expected, set):
        if not isinstance(answer, (list, set)) or len(answer) != len(expected):
            return False
        found = {_whole_if_possible(_hashable(item)) for item in answer if not isinstance(item, bool)}
        return found == {_whole_if_possible(item) for item in expected}
    if isinstance(expected, dict):
        return (
            isinstance(answer, dict)
            and set(answer) == set(expected)
            and not any(isinstance(key, bool) for key in answer)
            and all(_same(answer[key], expected[key], tol) for key in expected)
        )
    return False


def _whole_if_possible(value: Any) -> Any:
    return int(value) if isinstance(value, float) and math.isfinite(value) and value == int(value) else value


def needs(answer: object, spec: Any, what: str) -> Any:
    """`answer` as plain data of the shape `spec`, or NotYet with the first thing that is not as it should be.

    ======================  =====================================================================
    spec                    accepts
    ======================  =====================================================================
    ``float``               a finite number
    ``int``                 a whole number (3, 3.0, np.int64(3))
    ``str``                 text that is not blank
    ``bool``                True or False
    ``object``              any plain data
    ``list``                a list, tuple, array, Series or set, not empty
    ``[spec]``              such a list, each item of that shape
    ``{spec}``              such a list without repeats, each item of that shape; may be empty
    ``("rule", "model")``   one of these values
    ``range(1, 15)``        a whole number in this range
    ``{"a": spec, …}``      a dict with exactly these keys
    ``{int: spec}``         a dict with keys of that shape (any of float, int, str, tuple, range)
    ======================  =====================================================================
    """
    if answer is None or answer is Ellipsis:
        raise NotYet(f"{what} is {describe(answer)}: no answer yet. Expected: {_wanted(spec)}.")
    if spec is float:
        return number(answer, what)
    if spec is int:
        return whole(answer, what)
    if spec is bool:
        if not isinstance(answer, (bool, np.bool_)):
            raise NotYet(f"{what} should be True or False; it is {describe(answer)}.")
        return bool(answer)
    if spec is object:
        return plain(answer, what)
    if spec is str:
        if not isinstance(answer, str):
            raise NotYet(f"{what} should be text, in quotes; it is {describe(answer)}.")
        text = str.__add__("", answer)
        if not text.strip():
            raise NotYet(f"{what} is blank: no answer yet.")
        return text
    if isinstance(spec, range):
        found = whole(answer, what)
        if found not in spec:
            raise NotYet(f"{what} should be a whole number from {spec[0]} to {spec[-1]}; it is {found}.")
        return found
    if isinstance(spec, tuple):
        found = plain(answer, what)
        for choice in spec:
            if type(found) is type(choice) and found == choice:
                return choice
            if is_number(found) and is_number(choice) and found == choice:
                return choice
        raise NotYet(f"{what} should be one of {listing(spec)}; it is {describe(answer)}.")
    if spec is list or isinstance(spec, list):
        rows = _list_of(answer, what, spec)
        if not rows:
            raise NotYet(f"{what} is empty: no answer yet.")
        return rows if spec is list else [needs(item, spec[0], f"an item of {what}") for item in rows]
    if isinstance(spec, set):
        (inner,) = spec
        return [needs(item, inner, f"an item of {what}") for item in rows_of(answer, what)]
    if isinstance(spec, dict):
        return _needs_dict(answer, spec, what)
    raise TypeError(f"needs() does not know the shape {spec!r}.")


def _list_of(answer: object, what: str, spec: Any) -> list[Any]:
    if isinstance(answer, (str, Mapping)) or is_number(answer) or isinstance(answer, (bool, np.bool_)):
        raise NotYet(f"{what} should be {_wanted(spec)}; it is {describe(answer)}.")
    found = plain(answer, what)
    if not isinstance(found, (list, set)):
        raise NotYet(f"{what} should be {_wanted(spec)}; it is {describe(answer)}.")
    return sorted(found, key=str) if isinstance(found, set) else found


def _needs_dict(answer: object, spec: dict[Any, Any], what: str) -> dict[Any, Any]:
    if isinstance(answer, pd.Series):
        answer = answer.to_dict()
    if not isinstance(answer, dict):
        raise NotYet(f"{what} should be {_wanted(spec)}; it is {describe(answer)}.")
    open_key = next((key for key in spec if isinstance(key, (type, tuple, range))), None)
    if open_key is not None:
        return {
            needs(key, open_key, f"a key of {what}"): needs(item, spec[open_key], f"{what}[{key!r}]"[:80])
            for key, item in answer.items()
        }
    keys = {_hashable(plain(key, f"a key of {what}")): item for key, item in answer.items()}
    for key in spec:
        if key not in keys:
            raise NotYet(f"{what} lacks the key {key!r}; expected: {_wanted(spec)}.")
    for key in keys:
        if key not in spec:
            raise NotYet(f"{what} has the key {key!r}, which is not asked for; its keys are {listing(spec)}.")
    return {key: needs(keys[key], inner, f"{what}[{key!r}]") for key, inner in spec.items()}


def _wanted(spec: Any) -> str:
    names: dict[type, str] = {float: "a number", int: "a whole number", str: "text", bool: "True or False"}
    names |= {list: "a list", object: "a value"}
    if isinstance(spec, type):
        return names.get(spec, spec.__name__)
    if isinstance(spec, range):
        return f"a whole number from {spec[0]} to {spec[-1]}"
    if isinstance(spec, tuple):
        return f"one of {listing(spec)}"
    if isinstance(spec, list):
        return f"a list (each item {_wanted(spec[0])})"
    if isinstance(spec, set):
        return f"a list without repeats (each item {_wanted(next(iter(spec)))})"
    key = next((key for key in spec if isinstance(key, (type, tuple, range))), None)
    if key is not None:
        return f"a dict from {_wanted(key)} to {_wanted(spec[key])}"
    return f"a dict with the keys {listing(spec)}"
