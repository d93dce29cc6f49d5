"""The forms in which judgement is practised: set and number, mend the document, order, allocate.

Each form takes the learner's answer and what the notebook computed. It returns when the answer is right, and
else raises NotYet with what was expected, and what the mistake costs whom where the caller says so.
None of them prints the key: a missing row is counted and its cost told, its name is not.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .answers import NotYet, describe, is_number, listing, plain, rows_of, same
from .answers import number as a_number

if TYPE_CHECKING:
    from .scenario import Story, Walk

Plan = dict[Any, float]
MOST_PLANS = 2_000_000
_NUMERAL = re.compile(r"[-+$]?[\d.,_]*\d[\d.,_]*%?")  # a number somebody wrote in quotes


def plural(count: int, noun: str) -> str:
    """`1 row`, `3 rows`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def set_and_number(
    answer: object,
    *,
    rows: Iterable[Any],
    number: float | Callable[[list[Any]], float],
    tol: float = 1e-6,
    known: Iterable[Any] | None = None,
    keys: tuple[str, str] = ("rows", "number"),
    missing: Mapping[Any, str] | None = None,
    extra: Mapping[Any, str] | None = None,
    traps: Iterable[tuple[float, str]] = (),
    number_is: str = "the number that the task asks for",
    noun: str = "row",
    what: str = "the answer",
) -> None:
    """*Set and number*: the rows chosen, in any order, and the figure that justifies them.

    answer     {"rows": [2, 5], "number": 0.31} with the two `keys`
    rows       the rows that belong; `known`: all there are, so that an unknown one gets its own sentence
    number     the figure, or a function of the chosen rows that computes it; right within `tol` (absolute)
    missing    row → what leaving it out costs whom; `extra`: row → what taking it in costs whom
    traps      (value, sentence) for figures that come from a known mistake, looked up within `tol`
    number_is  the figure in words, for the sentence that says it is another
    """
    rows_key, number_key = keys
    given = _two_keys(answer, keys, what)
    universe = None if known is None else list(known)
    chosen = rows_of(given[rows_key], f"{what}[{rows_key!r}]", universe)
    figure = a_number(given[number_key], f"{what}[{number_key!r}]")
    wanted = [plain(row) for row in rows]
    left_out = [row for row in wanted if row not in chosen]
    too_many = [row for row in chosen if row not in wanted]
    if left_out or too_many:
        parts = []
        if left_out:
            parts.append(f"{plural(len(left_out), noun)} that should be there {_is(left_out)} missing")
        if too_many:
            parts.append(f"{plural(len(too_many), noun)} {_does(too_many)} not belong")
        reason = _first_reason(left_out, missing) or _first_reason(too_many, extra)
        raise NotYet(f"{what}[{rows_key!r}]: {' and '.join(parts)}.{_then(reason)}")
    expected = float(number(chosen)) if callable(number) else float(number)
    if same(figure, expected, tol):
        return
    for value, sentence in traps:
        if same(figure, value, tol):
            raise NotYet(f"{what}[{number_key!r}] is {figure:g}: {sentence}")
    within = f" (within {tol:g})" if tol > 1e-6 else ""
    raise NotYet(f"The {noun}s are right, but {what}[{number_key!r}] is {figure:g}, not {number_is}{within}.")


def mend(
    answer: object,
    *,
    lines: Mapping[int, str] | Sequence[str],
    defects: Mapping[int, str] | Iterable[int],
    corrections: Mapping[int, Any] | None = None,
    tol: float = 1e-6,
    sound: Mapping[int, str] | None = None,
    traps: Mapping[int, Iterable[tuple[Any, str]]] | None = None,
    what: str = "the answer",
) -> None:
    """*Mend the document*: which lines are wrong, and what should stand there. False alarms cost.

    answer       {line number: corrected value}
    lines        the document, numbered from 1 when given as a sequence
    defects      the lines that are wrong; as a mapping, line → what leaving it costs whom
    corrections  line → what is accepted: a number (within `tol`), a text (letter case and blanks aside),
                 a list or set of these, or a function of the value; without entry, finding it is enough
    sound        line → why it was right as it stood, said to who changes it
    traps        line → (value, sentence) for corrections that come from a known mistake
    """
    texts = dict(lines) if isinstance(lines, Mapping) else dict(enumerate(lines, 1))
    costs = dict(defects) if isinstance(defects, Mapping) else dict.fromkeys(defects, "")
    given = _lines_of(answer, texts, what)
    if not given:
        raise NotYet(f"{what} is empty: no line is marked yet.")
    alarms = [line for line in given if line not in costs]
    if alarms:
        reason = (sound or {}).get(alarms[0]) or "a reviewer who marks what is right stops being read"
        raise NotYet(
            f"{what}: {plural(len(alarms), 'false alarm')}, for instance line {alarms[0]}, which is right as "
            f"it stands: {_sentence(reason)}"
        )
    missed = [line for line in costs if line not in given]
    if missed:
        reason = _first_reason(missed, costs)
        raise NotYet(
            f"{what}: {plural(len(missed), 'faulty line')} {_is(missed)} still to be found.{_then(reason)}"
        )
    for line, accepted in (corrections or {}).items():
        value = given[line]
        if _accepts(accepted, value, tol):
            continue
        for wrong, sentence in (traps or {}).get(line, ()):
            if _accepts(wrong, value, tol):
                raise NotYet(f"{what}: line {line} is corrected to {_short(value)}: {sentence}")
        if _is_numeric(accepted) and not is_number(value):
            raise NotYet(
                f"{what}: the corrected value of line {line} should be a number; it is {describe(value)}."
            )
        if isinstance(value, str) and _NUMERAL.fullmatch(value.strip()):
            raise NotYet(
                f"{what}: line {line} is faulty, as you say; write its value as a number, without quotes: "
                f"it is {describe(value)}."
            )
        raise NotYet(
            f"{what}: line {line} is faulty, as you say, but {_short(value)} does not mend it."
            f"{_then(costs.get(line))}"
        )


def order(
    answer: object,
    *,
    items: Iterable[Any],
    before: Iterable[Sequence[Any]],
    what: str = "the answer",
) -> None:
    """*Order*: any order that respects the stated dependencies; the sentence names the one that is violated.

    items   what is to be put in order, each exactly once
    before  (first, then) or (first, then, what the wrong order costs whom)

    Raises ValueError when no order can respect `before`, or when it names an unknown item.
    """
    wanted = [plain(item) for item in items]
    rules = [(plain(rule[0]), plain(rule[1]), rule[2] if len(rule) > 2 else "") for rule in before]
    _orderable(wanted, rules)
    if isinstance(answer, (set, frozenset)):
        raise NotYet(f"{what} is a set, which has no order: write a list.")
    found = rows_of(answer, what, wanted)
    left = [item for item in wanted if item not in found]
    if left:
        raise NotYet(f"{what} lacks {listing(left)}; put all {len(wanted)} in order, each once.")
    place = {item: n for n, item in enumerate(found)}
    for first, then, cost in rules:
        if place[first] > place[then]:
            raise NotYet(f"{what}: {first!r} must come before {then!r}.{_then(cost)}")


def allocate(
    answer: object,
    *,
    items: Iterable[Any],
    constraints: Iterable[tuple[Callable[[Plan], bool], str]],
    value: Mapping[Any, float] | Callable[[Plan], float],
    best: float | Callable[[], float],
    share: float = 0.95,
    whole: bool = False,
    unit: str = "",
    value_is: str = "units of value",
    traps: Iterable[tuple[Callable[[Plan], bool], str]] = (),
    what: str = "the answer",
) -> None:
    """*Allocate*: any plan within the constraints that is worth at least `share` of the best.

    answer       {item: amount}, every item named (0 for nothing), no amount negative
    constraints  (test of the plan, sentence for a plan that fails it); all are tried in order
    value        worth of one unit of each item, or a function of the plan
    best         value of the best plan: from `best_by_search` or `best_by_solver`, never typed by hand
    whole        amounts must be whole numbers
    traps        (test of the plan, sentence) for known poor strategies, tried when the plan falls short
    """
    wanted = [plain(item) for item in items]
    if answer is None or answer is Ellipsis:
        raise NotYet(
            f"{what} is {describe(answer)}: no plan yet; expected a dict with the keys {listing(wanted)}."
        )
    if hasattr(answer, "to_dict") and type(answer).__name__ == "Series":
        answer = answer.to_dict()
    if not isinstance(answer, dict):
        raise NotYet(f"{what} should be a dict from item to amount; it is {describe(answer)}.")
    given = {plain(key): amount for key, amount in answer.items()}
    for item in given:
        if item not in wanted:
            raise NotYet(f"{what} names {item!r}, which cannot be chosen; there are {listing(wanted)}.")
    for item in wanted:
        if item not in given:
            raise NotYet(f"{what} lacks {item!r}: write 0 for what gets nothing.")
    plan: Plan = {}
    for item in wanted:
        amount = a_number(given[item], f"{what}[{item!r}]", low=0)
        if whole and amount != int(amount):
            raise NotYet(f"{what}[{item!r}] should be a whole number; it is {amount:g}.")
        plan[item] = amount
    for test, sentence in constraints:
        if not test(plan):
            raise NotYet(f"{what}: {_sentence(sentence)}")
    worth = _worth(plan, value)
    top = float(best()) if callable(best) else float(best)
    if worth >= share * top - 1e-9 * abs(top):
        return
    reason = next((sentence for test, sentence in traps if test(plan)), "")
    brought = f"{worth:,.0f}" if abs(worth) >= 100 else f"{worth:.3g}"
    reached = f"{worth / top:.0%}" if worth / top < share - 0.005 else f"{worth / top:.2%}"
    raise NotYet(
        f"{what}: the plan keeps to the limits, but brings {brought} {unit or value_is}, "
        f"{reached} of what the best plan brings; at least {share:.0%} is expected.{_then(reason)}"
    )


def played(
    answer: object,
    story: Story,
    *,
    accept: Callable[[Walk], bool] | None = None,
    key: str = "path",
    what: str = "the answer",
) -> Walk:
    """*Scenario*: the path of a scenario that reached a good end. Returns the walk, for the record beside it.

    answer  {"path": ["a", "c", …], …}; other keys are the caller's to look at
    accept  which walks pass; without it those with an end that the file calls good

    The sentence for another path is the end it reached: what it cost, and whom. It names no reply.
    """
    if answer is None or answer is Ellipsis:
        raise NotYet(f"{what} is {describe(answer)}: no answer yet; expected a dict with the key {key!r}.")
    if not isinstance(answer, Mapping) or key not in answer:
        raise NotYet(f"{what} should be a dict with the key {key!r}; it is {describe(answer)}.")
    walk = story.walk(answer[key], f"{what}[{key!r}]")
    if not (accept(walk) if accept else walk.good):
        raise NotYet(f"{what}[{key!r}]: this path ends badly. {story.end_text(walk)}")
    return walk


def best_by_search(
    options: Mapping[Any, Iterable[float]],
    constraints: Iterable[tuple[Callable[[Plan], bool], str]],
    value: Mapping[Any, float] | Callable[[Plan], float],
) -> tuple[Plan, float]:
    """The best plan by trying all: `options` gives the amounts each item may get.

    Returns the plan and its value. Raises ValueError for over two million plans, or when none is allowed.
    """
    choices = {item: list(amounts) for item, amounts in options.items()}
    size = float(np.prod([len(amounts) for amounts in choices.values()]))
    if size > MOST_PLANS:
        raise ValueError(f"{size:,.0f} plans are too many to try: use best_by_solver.")
    tests = [test for test, _ in constraints]
    best: tuple[Plan, float] | None = None
    for amounts in itertools.product(*choices.values()):
        plan = dict(zip(choices, amounts, strict=True))
        for test in tests:
            if not test(plan):
                break
        else:
            worth = _worth(plan, value)
            if best is None or worth > best[1]:
                best = plan, worth
    if best is None:
        raise ValueError("No plan meets the constraints.")
    return best


def best_by_solver(
    value: Mapping[Any, float],
    limits: Iterable[tuple[Mapping[Any, float], float]],
    *,
    most: Mapping[Any, float] | float = np.inf,
    least: Mapping[Any, float] | float = 0,
    whole: bool = False,
) -> tuple[Plan, float]:
    """The best plan of a linear problem, by SciPy's `milp`.

    value   worth of one unit of each item
    limits  (item → use of one unit, what there is), e.g. ({"a": 2, "b": 3}, 40)
    most, least  bounds of each amount
    Returns the plan and its value. Raises ValueError when there is no plan, or no best one.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    items = list(value)

    def bound(given: Mapping[Any, float] | float, default: float) -> list[float]:
        return [float(given.get(i, default) if isinstance(given, Mapping) else given) for i in items]

    rows = [(np.array([use.get(i, 0.0) for i in items]), have) for use, have in limits]
    found = milp(
        c=-np.array([float(value[i]) for i in items]),
        constraints=[LinearConstraint(use[np.newaxis, :], ub=have) for use, have in rows],
        bounds=Bounds(np.array(bound(least, 0)), np.array(bound(most, np.inf))),
        integrality=np.full(len(items), int(whole)),
    )
    if found.x is None:
        raise ValueError(f"The solver found no best plan: {found.message}")
    plan = {i: float(round(x)) if whole else float(x) for i, x in zip(items, found.x, strict=True)}
    return plan, _worth(plan, value)


def _worth(plan: Plan, value: Mapping[Any, float] | Callable[[Plan], float]) -> float:
    return float(value(plan)) if callable(value) else float(sum(value[i] * plan[i] for i in plan))


def _orderable(items: list[Any], rules: list[tuple[Any, Any, str]]) -> None:
    for first, then, _ in rules:
        if first not in items or then not in items:
            raise ValueError(
                f"order(): the rule ({first!r}, {then!r}) names an item that is not in the list."
            )
    left, changed = set(items), True
    while left and changed:
        free = {i for i in left if not any(then == i and first in left for first, then, _ in rules)}
        changed, left = bool(free), left - free
    if left:
        raise ValueError(f"order(): no order can respect the rules among {listing(sorted(left, key=str))}.")


def _two_keys(answer: object, keys: tuple[str, str], what: str) -> dict[str, Any]:
    wanted = f"a dict with the keys {keys[0]!r} and {keys[1]!r}"
    if answer is None or answer is Ellipsis:
        raise NotYet(f"{what} is {describe(answer)}: no answer yet; expected {wanted}.")
    if not isinstance(answer, dict):
        raise NotYet(f"{what} should be {wanted}; it is {describe(answer)}.")
    for key in keys:
        if key not in answer:
            raise NotYet(f"{what} lacks the key {key!r}; expected {wanted}.")
    for key in answer:
        if key not in keys:
            raise NotYet(f"{what} has the key {plain(key)!r}, which is not asked for; expected {wanted}.")
    return answer


def _lines_of(answer: object, texts: Mapping[int, str], what: str) -> dict[int, Any]:
    example = "a dict such as {3: 0.05}, from line number to corrected value"
    if answer is None or answer is Ellipsis:
        raise NotYet(f"{what} is {describe(answer)}: no answer yet; expected {example}.")
    if hasattr(answer, "to_dict") and type(answer).__name__ == "Series":
        answer = answer.to_dict()
    if not isinstance(answer, dict):
        raise NotYet(f"{what} should be {example}; it is {describe(answer)}.")
    given = {}
    for key, value in answer.items():
        line = int(key) if is_number(key) and float(key) == int(key) else plain(key, f"a key of {what}")
        if line not in texts or isinstance(key, bool):
            raise NotYet(
                f"{what} names line {_short(line)}, which does not exist; the lines are {listing(texts)}."
            )
        found = plain(value, f"{what}[{line}]")
        if found is None:
            raise NotYet(f"{what}[{line}] is None: say what should stand in line {line}.")
        if isinstance(found, float) and not is_number(found):
            raise NotYet(
                f"{what}[{line}] is {found} (no finite number): say what should stand in line {line}."
            )
        given[line] = found
    return given


def _accepts(accepted: Any, value: Any, tol: float) -> bool:
    if callable(accepted):
        verdict = accepted(value)
        return verdict is True or (isinstance(verdict, np.bool_) and bool(verdict))
    if isinstance(accepted, (list, tuple, set, frozenset)):
        return any(_accepts(one, value, tol) for one in accepted)
    if isinstance(accepted, str):
        return isinstance(value, str) and _plain_text(value) == _plain_text(accepted)
    return same(value, accepted, tol)


def _is_numeric(accepted: Any) -> bool:
    if isinstance(accepted, (list, tuple, set, frozenset)):
        return all(map(_is_numeric, accepted))
    return is_number(accepted)


def _plain_text(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".")


def _short(value: Any) -> str:
    text = f"{value:g}" if isinstance(value, float) else repr(value)
    return text if len(text) <= 60 else text[:59] + "…"


def _first_reason(rows: Iterable[Any], reasons: Mapping[Any, str] | None) -> str:
    return next((reasons[row] for row in rows if reasons.get(row)), "") if reasons else ""


def _is(items: Sequence[Any]) -> str:
    return "is" if len(items) == 1 else "are"


def _does(items: Sequence[Any]) -> str:
    return "does" if len(items) == 1 else "do"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else text + "."


def _then(reason: str | None) -> str:
    """A reason as a sentence of its own after another, or nothing."""
    return f" {_sentence(reason[:1].upper() + reason[1:])}" if reason else ""
