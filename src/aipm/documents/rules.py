"""Rules of one document that a schema cannot say. Each gets the filled-in document and yields sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from .values import at, before, n_per_arm, number, rows, texts, when

Document = dict[str, Any]
Rule = Callable[[Document], Iterator[str]]
_RULES: dict[str, list[Rule]] = {}


def rule_of(name: str) -> Callable[[Rule], Rule]:
    """Registers a rule for the template of that name."""

    def keep(rule: Rule) -> Rule:
        _RULES.setdefault(name, []).append(rule)
        return rule

    return keep


def own_rules(name: str, document: Document) -> list[str]:
    """What the rules of this template say of a document, in their order."""
    return [said for rule in _RULES.get(name, []) for said in rule(document)]


def _later(document: Document, first: str, second: str, names: tuple[str, str]) -> Iterator[str]:
    """A sentence unless the first moment lies before the second."""
    a, b = (at(document, *path.split(".")) for path in (first, second))
    if a is None or b is None:
        return
    order = before(a, b)
    if order is None:
        yield f"{names[0]} is {when(a)} and {names[1]} {when(b)}: write both as months or both as dates."
    elif not order:
        yield f"{names[0]} ({when(a)}) must come before {names[1]} ({when(b)})."


@rule_of("raci")
def one_accountable(document: Document) -> Iterator[str]:
    sides = {person.get("id"): person.get("side") for _, person in rows(document, "people")}
    for i, decision in rows(document, "decisions"):
        name = f"Decision {i + 1} ({decision.get('id')})"
        accountable = texts(decision.get("accountable"))
        if len(accountable) != 1:
            have = " and ".join(accountable) if accountable else "nobody"
            yield f"{name} has {have} accountable: exactly one person must be."
        for person in accountable:
            if sides.get(person) == "vendor":
                yield (
                    f"{name} has the vendor ({person}) accountable: a vendor can be asked, never accountable."
                )
        if not texts(decision.get("responsible")):
            yield f"{name} has nobody responsible: who does the work?"
        for letter in ("responsible", "accountable", "consulted", "informed"):
            for person in texts(decision.get(letter)):
                if person not in sides:
                    yield f"{name} has {person} {letter}, who is not among the people."


@rule_of("roadmap")
def gates_before_launches(document: Document) -> Iterator[str]:
    for i, item in rows(document, "items"):
        name = f"item {i + 1} ({item.get('id')})"
        if item.get("horizon") in ("now", "next"):  # what is not promised yet needs neither
            if at(item, "gate", "value") is None:
                yield f"The gate of {name} has no value: only a bet for later may leave it open."
            if at(item, "launch") is None:
                yield f"{name[0].upper()}{name[1:]} does not say from when it would be used if it passes."
        yield from _later(item, "gate.when", "launch", (f"The gate of {name}", "its launch"))
        gate, kill = at(item, "gate", "when"), at(item, "kill", "when")
        if before(kill, gate):
            yield f"The kill date of {name} ({when(kill)}) comes before its gate ({when(gate)})."


@rule_of("vendor_scorecard")
def weights_and_gates(document: Document) -> Iterator[str]:
    weights = [number(score.get("weight")) or 0.0 for _, score in rows(document, "scores")]
    if weights and abs(sum(weights) - 1) > 0.005:
        yield f"The weights of the criteria add up to {sum(weights):g}; they must add up to 1."
    failed = [str(gate.get("id")) for _, gate in rows(document, "gates") if gate.get("passed") is False]
    if failed and document.get("verdict") == "choose":
        yield f"The verdict is to choose, but the gate {failed[0]} is not passed: no score outweighs a gate."


@rule_of("prd")
def slices_are_declared(document: Document) -> Iterator[str]:
    known = [entry.get("id") for _, entry in rows(document, "slices")]
    for i, one in rows(document, "requirements"):
        if one.get("slice") not in known:
            yield (
                f"Requirement {i + 1} is about the slice '{one.get('slice')}', which is not among the slices."
            )


@rule_of("experiment_plan")
def large_enough(document: Document) -> Iterator[str]:
    base, effect, n = (number(document.get(key)) for key in ("baseline", "mde", "n_per_arm"))
    if base is not None and effect and n is not None and 0 < base + effect < 1:
        needed = n_per_arm(base, effect)
        if n < needed:
            yield (
                f"{n:,.0f} cases an arm are too few to see a change of {effect:g} from {base:g}: at 5 % "
                "error "
                f"and 80 % power it takes {needed:,}."
            )
    yield from _later(document, "start", "end", ("The start of the experiment", "its end"))
    metric = at(document, "oec")
    for i, guard in rows(document, "guardrails"):
        if guard.get("metric") == metric:
            yield f"Guardrail {i + 1} is the goal itself ({metric}): guard what the goal could harm."


@rule_of("roi")
def base_between(document: Document) -> Iterator[str]:
    drivers = rows(document, "drivers")
    for i, driver in drivers:
        low, base, high = (number(driver.get(key)) for key in ("low", "base", "high"))
        if None not in (low, base, high) and not low <= base <= high:  # type: ignore[operator]
            yield f"Driver {i + 1} ({driver.get('id')}): the base ({base:g}) lies outside its range."
    if drivers and "containment" not in [driver.get("id") for _, driver in drivers]:
        yield "There is no driver 'containment': it is what the pilot measured and the case stands on."


@rule_of("pilot_report")
@rule_of("model_card")
def estimates_inside(document: Document) -> Iterator[str]:
    for i, result in rows(document, "results"):
        low, estimate, high = (number(result.get(key)) for key in ("low", "estimate", "high"))
        if None not in (low, estimate, high) and not low <= estimate <= high:  # type: ignore[operator]
            yield (
                f"Result {i + 1} ({result.get('id')}): the estimate ({estimate:g}) lies outside its interval."
            )


@rule_of("pilot_report")
def start_before_end(document: Document) -> Iterator[str]:
    yield from _later(document, "start", "end", ("The start of the pilot", "its end"))


@rule_of("monitoring_plan")
def alarms_within_budget(document: Document) -> Iterator[str]:
    budget = number(document.get("alarm_budget"))
    total = sum(number(metric.get("false_alarms")) or 0.0 for _, metric in rows(document, "metrics"))
    if budget is not None and total > budget + 1e-9:
        yield (
            f"The metrics raise {total:g} false alarms a year between them; the team can take {budget:g}: "
            "move a limit, or drop a metric nobody would act on."
        )


@rule_of("risk_register")
def controls_reduce(document: Document) -> Iterator[str]:
    for i, risk in rows(document, "risks"):
        first, after = number(risk.get("p95_before")), number(risk.get("p95_after"))
        if first is not None and after is not None and after > first:
            yield (
                f"Risk {i + 1} ({risk.get('id')}) costs more with its control than without: check the two "
                "P95."
            )


@rule_of("rights_ledger")
def from_before_until(document: Document) -> Iterator[str]:
    for i, source in rows(document, "sources"):
        name = f"The start of the permission for source {i + 1} ({source.get('id')})"
        yield from _later(source, "from", "until", (name, "its end"))


@rule_of("launch_mail")
def sent_before_launch(document: Document) -> Iterator[str]:
    yield from _later(document, "sent", "launch", ("The mail's date", "the launch"))


@rule_of("competency_map")
def each_row_once(document: Document) -> Iterator[str]:
    names = [row.get("competency") for _, row in rows(document, "rows")]
    for name in sorted({str(name) for name in names if names.count(name) > 1}):
        yield f"The row '{name}' stands there {names.count(name)} times: each of the five stands once."
