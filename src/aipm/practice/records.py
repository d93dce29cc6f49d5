"""*Record*: a decision written down so that somebody else can hold you to it.

No belief is graded. Any option earns full points when the record is consistent with its evidence, complete
about who pays, names the strongest thing that was said against it, and says what would reverse it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .answers import NotYet, describe, listing, plain, rows_of, same
from .answers import number as a_number
from .forms import _sentence, plural


@dataclass(frozen=True)
class Statement:
    """Something somebody said or measured, and what it says of each option.

    says    option → +1 (speaks for it) or −1 (against); options not named are not touched by it
    strong  of those against an option, one that must not be left out
    """

    says: Mapping[Any, int]
    strong: bool = False


@dataclass(frozen=True)
class Metric:
    """A figure that could reverse a decision.

    today      what it is now
    reach      (lowest, highest) value that it can take within the time of the decision
    bad        "high" when a rise is what reverses, "low" when a fall is
    measured   False for a figure that nobody measures
    """

    today: float
    reach: tuple[float, float]
    bad: str = "high"
    measured: bool = True
    name: str = field(default="")


def record(
    answer: object,
    *,
    options: Iterable[Any],
    statements: Mapping[Any, Statement] | None = None,
    evidence_wanted: int = 2,
    against_wanted: int = 1,
    payers: Mapping[Any, Mapping[str, float]] | None = None,
    tol: float = 1e-6,
    metrics: Mapping[str, Metric] | None = None,
    dates: tuple[str, str] | None = None,
    owners: Mapping[str, str | None] | None = None,
    what: str = "the answer",
) -> Any:
    """Checks a decision record and returns the decision; NotYet, with one sentence, for the first flaw.

    answer      {"decision": option, "evidence": [ids], "against": [ids], "pays": {who: number},
                "reversal": {"metric": id, "threshold": number, "by": "YYYY-MM-DD"}, "owner": id}; a part is
                asked for only when the argument it is checked by is given
    statements  id → Statement; at least `evidence_wanted` that speak for the decision and `against_wanted`
                that speak against it, a strong one among them where there is one
    payers      option → who pays → how much, right within `tol`
    metrics     id → Metric; dates: the first and last day on which it may be read
    owners      id → None when they may decide, else why not

    Raises ValueError when the caller's own tables contradict one another.
    """
    choices = [plain(option) for option in options]
    keys = ["decision"]
    keys += ["evidence", "against"] if statements is not None else []
    keys += ["pays"] if payers is not None else []
    keys += ["reversal"] if metrics is not None else []
    keys += ["owner"] if owners is not None else []
    given = _parts(answer, keys, what)
    decision = plain(given["decision"], f"{what}['decision']")
    if decision is None:
        raise NotYet(f"{what}['decision'] is empty: choose one of {listing(choices)}.")
    if decision not in choices:
        raise NotYet(f"{what}['decision'] is {describe(decision)}; choose one of {listing(choices)}.")
    if statements is not None:
        _evidence(given, decision, statements, evidence_wanted, against_wanted, what)
    if payers is not None:
        if decision not in payers:
            raise ValueError(f"record(): no payers are listed for {decision!r}.")
        _pays(given["pays"], payers[decision], tol, f"{what}['pays']")
    if metrics is not None:
        _reversal(given["reversal"], metrics, dates, f"{what}['reversal']")
    if owners is not None:
        owner = plain(given["owner"], f"{what}['owner']")
        if owner not in owners:
            raise NotYet(f"{what}['owner'] is {describe(owner)}; choose from {listing(owners)}.")
        if why := owners[owner]:
            raise NotYet(f"{what}['owner'] is {owner!r}, who cannot own this decision: {_sentence(why)}")
    return decision


def _parts(answer: object, keys: list[str], what: str) -> dict[str, Any]:
    wanted = f"a dict with the keys {listing(keys)}"
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


def _evidence(
    given: dict[str, Any],
    decision: Any,
    statements: Mapping[Any, Statement],
    wanted: int,
    against_wanted: int,
    what: str,
) -> None:
    cited = rows_of(given["evidence"], f"{what}['evidence']", statements)
    against = rows_of(given["against"], f"{what}['against']", statements)
    if both := [one for one in cited if one in against]:
        raise NotYet(
            f"{what} contradicts itself: statement {both[0]!r} stands under 'evidence' and under 'against'."
        )
    for one in cited:
        side = statements[one].says.get(decision, 0)
        if side <= 0:
            told = "speaks against it" if side < 0 else "says nothing of it"
            raise NotYet(
                f"{what}['evidence'] cites statement {one!r} for your decision, and it {told}: evidence that "
                "the reader can turn round costs you the rest."
            )
    for one in against:
        side = statements[one].says.get(decision, 0)
        if side >= 0:
            told = "speaks for it" if side > 0 else "says nothing of it"
            raise NotYet(f"{what}['against'] cites statement {one!r} against your decision, and it {told}.")
    if len(cited) < wanted:
        raise NotYet(f"{what}['evidence'] cites {len(cited)}; at least {plural(wanted, 'statement')} for it.")
    if len(against) < against_wanted:
        raise NotYet(
            f"{what}['against'] cites {len(against)}; at least {plural(against_wanted, 'statement')} that a "
            "sensible person would hold against you."
        )
    strong = [key for key, s in statements.items() if s.strong and s.says.get(decision, 0) < 0]
    if strong and not set(strong) & set(against):
        raise NotYet(
            f"{what}['against'] leaves out the strongest objection to your decision: whoever holds it will "
            "bring it up, and you will seem not to have heard it."
        )


def _pays(pays: object, owed: Mapping[str, float], tol: float, what: str) -> None:
    if not isinstance(pays, dict):
        raise NotYet(f"{what} should be a dict from who pays to how much; it is {describe(pays)}.")
    given = {plain(key): amount for key, amount in pays.items()}
    if left := [who for who in owed if who not in given]:
        raise NotYet(f"{what} leaves out somebody who pays for this decision ({plural(len(left), 'group')}).")
    if extra := [who for who in given if who not in owed]:
        raise NotYet(f"{what} names {extra[0]!r}, who does not pay for this decision.")
    for who, amount in owed.items():
        figure = a_number(given[who], f"{what}[{who!r}]")
        if not same(figure, amount, tol):
            within = f" (within {tol:g})" if tol > 1e-6 else ""
            raise NotYet(
                f"{what}[{who!r}] is {figure:g}, which is not what this decision costs them{within}."
            )


def _reversal(
    reversal: object, metrics: Mapping[str, Metric], dates: tuple[str, str] | None, what: str
) -> None:
    keys = ["metric", "threshold"] + (["by"] if dates else [])
    given = _parts(reversal, keys, what)
    name = plain(given["metric"], f"{what}['metric']")
    if name not in metrics:
        raise NotYet(f"{what}['metric'] is {describe(name)}; choose from {listing(metrics)}.")
    metric = metrics[name]
    if not metric.measured:
        raise NotYet(f"{what}['metric'] is {name!r}, which nobody measures: it would never reverse anything.")
    line = a_number(given["threshold"], f"{what}['threshold']")
    passed = line <= metric.today if metric.bad == "high" else line >= metric.today
    if passed:
        raise NotYet(
            f"{what}['threshold'] is {line:g}, and {name!r} stands at {metric.today:g} today: it is passed "
            "already, so you would reverse on the first day."
        )
    low, high = metric.reach
    if not low <= line <= high:
        raise NotYet(
            f"{what}['threshold'] is {line:g}, which {name!r} will hardly reach whatever happens (between "
            f"{low:g} and {high:g}): a trigger that cannot fire is no trigger."
        )
    if dates:
        day = _day(given["by"], f"{what}['by']")
        first, last = (datetime.date.fromisoformat(one) for one in dates)
        if not first <= day <= last:
            raise NotYet(f"{what}['by'] is {day}; the figure has to be read between {first} and {last}.")


def _day(value: object, what: str) -> datetime.date:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(str(value).strip())
    except ValueError:
        raise NotYet(f'{what} should be a day such as "2027-06-01"; it is {describe(value)}.') from None
