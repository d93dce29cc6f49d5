"""Whether documents agree with one another: each rule compares two and says which two disagree, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .faults import pruned
from .files import names, schema
from .values import at, before, n_for, number, rows, texts, when, wilson

Document = dict[str, Any]
Found = tuple[str, str, str]  # the sentence, the place in the first document, the place in the second

#: documents that speak of several products
_WIDE = {"roadmap", "raci", "rights_ledger"}
_TITLES = {"prd": "PRD", "roi": "ROI model", "raci": "RACI"}


@dataclass(frozen=True)
class Disagreement:
    """Two documents that do not agree: their names, the sentence, and the place in each ("slices[2].id")."""

    documents: tuple[str, str]
    says: str
    where: tuple[str, str]


@dataclass(frozen=True)
class Comparison:
    """What does not agree, and one sentence for each rule that could not be looked at."""

    disagreements: list[Disagreement] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Rule:
    """Compares two documents. `asks`: what it looks at, as a noun phrase."""

    first: str
    second: str
    asks: str
    compare: Callable[[Document, Document], Iterator[Found]]


RULES: list[Rule] = []


def rule(first: str, second: str, asks: str) -> Callable[[Any], Any]:
    """Registers a rule on the templates `first` and `second`."""

    def keep(compare: Callable[[Document, Document], Iterator[Found]]) -> Any:
        RULES.append(Rule(first, second, asks, compare))
        return compare

    return keep


def compare(documents: Mapping[str, Document]) -> Comparison:
    """Every rule on the documents given (name of the template → document).

    A rule is skipped, and that is said, when one of its documents is missing or the two are about different
    products. Half-filled documents do no harm: what is not there is not compared (`check` says so).
    """
    held = {name: _sound(pruned(given)) for name, given in documents.items() if isinstance(given, dict)}
    result = Comparison()
    for one in RULES:
        missing = [name for name in (one.first, one.second) if name not in held]
        if missing:
            result.skipped.append(f"Not compared: {one.asks}. There is no {' and no '.join(missing)}.")
            continue
        a, b = held[one.first], held[one.second]
        products = [str(d.get("product", "")).strip() for d in (a, b)]
        if not _WIDE & {one.first, one.second} and products[0].lower() != products[1].lower():
            result.skipped.append(
                f"Not compared: {one.asks}. The {called(one.first)} is about '{products[0]}', the "
                f"{called(one.second)} about '{products[1]}'."
            )
            continue
        for says, here, there in one.compare(a, b):
            result.disagreements.append(Disagreement((one.first, one.second), says, (here, there)))
    return result


#: fields that the rules compare as they stand: names and moments, never a list or a group
_SINGLE = {"id", "metric", "slice", "source", "purpose", "document", "result", "owner", "oec", "says"}
_SINGLE |= {"product", "launch", "when", "live", "start", "end", "from", "until", "promise", "hours_become"}


def _sound(value: Any) -> Any:
    """The document without names and moments that are none; `check` has said so of them."""
    if isinstance(value, dict):
        return {
            key: _sound(sub)
            for key, sub in value.items()
            if not (key in _SINGLE and isinstance(sub, dict | list))
        }
    return [_sound(entry) for entry in value] if isinstance(value, list) else value


def disagreements(documents: Mapping[str, Document]) -> list[Disagreement]:
    """What does not agree between the documents given (name of the template → document)."""
    return compare(documents).disagreements


def called(name: str) -> str:
    """A template in a sentence: 'PRD', 'evaluation plan'."""
    if name in _TITLES:
        return _TITLES[name]
    title = schema(name).get("title", name) if name in names() else name
    return str(title).replace("_", " ").lower() if str(title)[1:2].islower() else str(title)


# --- the rules ------------------------------------------------------------------------------------


@rule("prd", "eval_plan", "whether both name the same slices")
def same_slices(prd: Document, plan: Document) -> Iterator[Found]:
    here = {s.get("id"): i for i, s in rows(prd, "slices")}
    there = {s.get("id"): i for i, s in rows(plan, "slices")}
    for name, i in here.items():
        if name not in there:
            yield (
                f"The PRD names the slice '{name}', and the evaluation plan has no such slice.",
                f"slices[{i}].id",
                "slices",
            )
    for name, i in there.items():
        if name not in here:
            yield (
                f"The evaluation plan has a slice '{name}' that the PRD does not name.",
                "slices",
                f"slices[{i}].id",
            )


@rule("prd", "eval_plan", "whether the plan measures what is required")
def metrics_are_measured(prd: Document, plan: Document) -> Iterator[Found]:
    known = [m.get("id") for _, m in rows(plan, "metrics")]
    for i, one in rows(prd, "requirements"):
        if "metric" in one and one["metric"] not in known:
            yield (
                f"Requirement {i + 1} of the PRD is about {one['metric']}, which the evaluation plan does "
                "not "
                "measure.",
                f"requirements[{i}].metric",
                "metrics",
            )


@rule("prd", "eval_plan", "whether each slice has enough cases for the promised interval")
def enough_cases(prd: Document, plan: Document) -> Iterator[Found]:
    planned = {s.get("id"): (i, s) for i, s in rows(plan, "slices")}
    for i, one in rows(prd, "requirements"):
        half, level = number(one.get("half_width")), number(one.get("level"))
        if one.get("slice") not in planned or not half or level is None or not 0 < level < 1:
            continue
        j, part = planned[one["slice"]]
        n, rate = number(part.get("n")), number(part.get("expected"))
        if n is None or rate is None or not 0 <= rate <= 1:
            continue
        low, high = wilson(rate, n, level)
        if (high - low) / 2 > half + 1e-9:
            yield (
                f"The PRD promises {one.get('metric')} in the slice '{one['slice']}' within ±{half:g} at "
                f"{level:.0%}; the {n:,.0f} cases of the evaluation plan give ±{(high - low) / 2:.3f}, and "
                "it "
                f"takes {n_for(rate, half, level):,}.",
                f"requirements[{i}].half_width",
                f"slices[{j}].n",
            )


@rule("prd", "monitoring_plan", "whether each kill criterion can be seen to fire")
def kill_criteria_are_watched(prd: Document, plan: Document) -> Iterator[Found]:
    known = [m.get("id") for _, m in rows(plan, "metrics")]
    for i, one in rows(prd, "kill_criteria"):
        if "metric" in one and one["metric"] not in known:
            yield (
                f"Kill criterion {i + 1} of the PRD is about {one['metric']}, which the monitoring plan "
                "does not "
                "compute: it can never fire.",
                f"kill_criteria[{i}].metric",
                "metrics",
            )


@rule("risk_register", "raci", "whether each risk's owner is accountable for something")
def owners_are_accountable(register: Document, raci: Document) -> Iterator[Found]:
    accountable = {p for _, d in rows(raci, "decisions") for p in texts(d.get("accountable"))}
    for i, risk in rows(register, "risks"):
        if "owner" in risk and risk["owner"] not in accountable:
            yield (
                f"Risk {i + 1} ({risk.get('id')}) is owned by {risk['owner']}, who is accountable for no "
                "decision "
                "in the RACI.",
                f"risks[{i}].owner",
                "decisions",
            )


@rule("prd", "risk_register", "whether the risks of the PRD are in the register")
def risks_are_registered(prd: Document, register: Document) -> Iterator[Found]:
    known = [risk.get("id") for _, risk in rows(register, "risks")]
    for i, risk in enumerate(texts(prd.get("risks"))):
        if risk not in known:
            yield (
                f"The PRD leaves the risk '{risk}' open, and the risk register does not hold it.",
                f"risks[{i}]",
                "risks",
            )


@rule("roi", "pilot_report", "whether the containment of the case is the one the pilot measured")
def containment_was_measured(roi: Document, pilot: Document) -> Iterator[Found]:
    measured = [
        (j, number(r.get("low")), number(r.get("high")))
        for j, r in rows(pilot, "results")
        if r.get("metric") == "containment" and r.get("slice") == "all"
    ]
    for i, driver in rows(roi, "drivers"):
        base = number(driver.get("base"))
        if driver.get("id") != "containment" or base is None:
            continue
        for j, low, high in measured[:1]:
            if low is not None and high is not None and not low <= base <= high:
                yield (
                    f"The ROI model counts on a containment of {base:g}; the pilot measured {low:g} to "
                    f"{high:g}.",
                    f"drivers[{i}].base",
                    f"results[{j}]",
                )
        if not measured:
            yield (
                "The ROI model counts on a containment that the pilot report does not give for all messages.",
                f"drivers[{i}].base",
                "results",
            )


@rule("prd", "rights_ledger", "whether the data may be used")
def data_may_be_used(prd: Document, ledger: Document) -> Iterator[Found]:
    sources = {s.get("id"): (j, s) for j, s in rows(ledger, "sources")}
    for i, use in rows(prd, "data_used"):
        name, purpose = use.get("source"), use.get("purpose")
        if name is None:
            continue
        if name not in sources:
            yield (
                f"The PRD uses the data '{name}', and the rights ledger has no entry for them.",
                f"data_used[{i}].source",
                "sources",
            )
            continue
        j, source = sources[name]
        if purpose is not None and purpose not in texts(source.get("purposes")):
            yield (
                f"The PRD uses '{name}' for {purpose}; the rights ledger allows "
                f"{' and '.join(texts(source.get('purposes'))) or 'no purpose'}.",
                f"data_used[{i}].purpose",
                f"sources[{j}].purposes",
            )
        launch = prd.get("launch")
        if before(source.get("until"), launch):
            yield (
                f"The permission for '{name}' ends in {when(source['until'])}, before the PRD's launch in "
                f"{when(launch)}.",
                "launch",
                f"sources[{j}].until",
            )
        if before(launch, source.get("from")):
            yield (
                f"The permission for '{name}' begins in {when(source['from'])}, after the PRD's launch in "
                f"{when(launch)}.",
                "launch",
                f"sources[{j}].from",
            )


@rule("vendor_scorecard", "rights_ledger", "whether the data sent to the vendor may leave")
def data_may_leave(card: Document, ledger: Document) -> Iterator[Found]:
    sources = {s.get("id"): (j, s) for j, s in rows(ledger, "sources")}
    for i, name in enumerate(texts(card.get("data_sent"))):
        if name not in sources:
            yield (
                f"'{name}' is sent to the vendor, and the rights ledger has no entry for it.",
                f"data_sent[{i}]",
                "sources",
            )
        elif sources[name][1].get("may_leave") is False:
            yield (
                f"'{name}' is sent to the vendor, and the rights ledger says that it may not leave the "
                "house.",
                f"data_sent[{i}]",
                f"sources[{sources[name][0]}].may_leave",
            )


@rule("vendor_scorecard", "eval_plan", "whether a changed model can be tested before it arrives")
def notice_is_long_enough(card: Document, plan: Document) -> Iterator[Found]:
    notice, days = number(card.get("change_notice_days")), number(at(plan, "regression_gate", "days"))
    if notice is not None and days is not None and notice < days:
        yield (
            f"The vendor announces a changed model {notice:g} days ahead; testing one takes {days:g} days.",
            "change_notice_days",
            "regression_gate.days",
        )


def _claims_in(evidence: str) -> Callable[[Document, Document], Iterator[Found]]:
    """Claims of the launch mail against the results of the document that they name."""

    def claims(mail: Document, report: Document) -> Iterator[Found]:
        results = {r.get("id"): (j, r) for j, r in rows(report, "results")}
        for i, claim in rows(mail, "claims"):
            name = at(claim, "evidence", "result")
            if at(claim, "evidence", "document") != evidence or name is None:
                continue
            if name not in results:
                yield (
                    f"Claim {i + 1} of the launch mail rests on the result '{name}', which the "
                    f"{called(evidence)} does not have.",
                    f"claims[{i}].evidence.result",
                    "results",
                )
                continue
            j, result = results[name]
            yield from _claim(i, claim, j, result, called(evidence))

    return claims


def _claim(i: int, claim: Document, j: int, result: Document, report: str) -> Iterator[Found]:
    for key in ("metric", "slice"):
        if key in claim and claim[key] != result.get(key):
            yield (
                f"Claim {i + 1} of the launch mail is about the {key} '{claim[key]}'; the result it rests "
                "on, "
                f"'{result.get('id')}', is about '{result.get(key)}'.",
                f"claims[{i}].{key}",
                f"results[{j}].{key}",
            )
            return
    figure, low, high = (number(v) for v in (claim.get("figure"), result.get("low"), result.get("high")))
    if figure is None or low is None or high is None:
        return
    too_much = {
        "at_least": figure > low + 1e-9,
        "at_most": figure < high - 1e-9,
        "about": not low - 1e-9 <= figure <= high + 1e-9,
    }
    if too_much.get(str(claim.get("says"))):
        yield (
            f"Claim {i + 1} of the launch mail says {str(claim['says']).replace('_', ' ')} {figure:g}; the "
            f"{report} supports {low:g} to {high:g}.",
            f"claims[{i}].figure",
            f"results[{j}]",
        )


rule("launch_mail", "model_card", "whether the evaluation supports what the mail claims")(
    _claims_in("model_card")
)
rule("launch_mail", "pilot_report", "whether the pilot supports what the mail claims")(
    _claims_in("pilot_report")
)


@rule("prd", "model_card", "whether each requirement has a result")
def requirements_have_results(prd: Document, card: Document) -> Iterator[Found]:
    have = {(r.get("metric"), r.get("slice")) for _, r in rows(card, "results")}
    for i, one in rows(prd, "requirements"):
        if (
            "half_width" in one
            and {"metric", "slice"} <= set(one)
            and (one["metric"], one["slice"]) not in have
        ):
            yield (
                f"The PRD requires {one['metric']} in the slice '{one['slice']}', and the model card "
                "reports no "
                "such result.",
                f"requirements[{i}]",
                "results",
            )


@rule("launch_mail", "roi", "whether both say the same about jobs")
def same_word_about_jobs(mail: Document, roi: Document) -> Iterator[Found]:
    if at(mail, "jobs", "promise") == "no_redundancies" and at(roi, "pledge", "hours_become") == "cash":
        yield (
            "The launch mail promises that nobody is made redundant, and the ROI model counts every saved "
            "hour as "
            "cash: one of the two is not true.",
            "jobs.promise",
            "pledge.hours_become",
        )


@rule("experiment_plan", "monitoring_plan", "whether the experiment's metrics are computed")
def experiment_is_measured(plan: Document, monitor: Document) -> Iterator[Found]:
    known = [m.get("id") for _, m in rows(monitor, "metrics")]
    named = [("oec", plan.get("oec"))]
    named += [(f"guardrails[{i}].metric", g.get("metric")) for i, g in rows(plan, "guardrails")]
    for where, metric in named:
        if isinstance(metric, str) and metric not in known:
            yield (
                f"The experiment is judged by {metric}, which the monitoring plan does not compute.",
                where,
                "metrics",
            )


# --- dates in order -------------------------------------------------------------------------------

Moment = tuple[str, str]  # path in the document, how a sentence calls it


def _in_order(first: str, early: Moment, second: str, late: Moment, same_is_fine: bool = False) -> None:
    """Registers: the moment in the first document comes before that in the second."""

    def order(a: Document, b: Document) -> Iterator[Found]:
        sooner, later = at(a, *early[0].split(".")), at(b, *late[0].split("."))
        if sooner is None or later is None or (same_is_fine and sooner == later):
            return
        right = before(sooner, later)
        if right is None:
            yield (
                f"{early[1]} is {when(sooner)} and {late[1]} is {when(later)}: write both as months or "
                "both as "
                "dates.",
                early[0],
                late[0],
            )
        elif not right:
            order_word = "no later than" if same_is_fine else "before"
            yield (
                f"{early[1]} ({when(sooner)}) must come {order_word} {late[1]} ({when(later)}).",
                early[0],
                late[0],
            )

    rule(first, second, f"whether {early[1][:1].lower()}{early[1][1:]} comes before {late[1]}")(order)


_GATE = ("ship_gate.when", "The gate of the evaluation plan")
_LIVE = ("live", "The start of monitoring")
_LAUNCH = ("launch", "the launch in the mail")
_in_order("pilot_report", ("end", "The end of the pilot"), "eval_plan", (_GATE[0], _GATE[1].lower()), True)
_in_order("eval_plan", _GATE, "launch_mail", _LAUNCH)
_in_order("monitoring_plan", _LIVE, "launch_mail", _LAUNCH, True)
_in_order("monitoring_plan", _LIVE, "experiment_plan", ("start", "the start of the experiment"), True)


@rule("prd", "launch_mail", "whether both name the same launch")
def same_launch(prd: Document, mail: Document) -> Iterator[Found]:
    here, there = prd.get("launch"), mail.get("launch")
    if here is not None and there is not None and here != there:
        yield f"The PRD launches in {when(here)}, the launch mail in {when(there)}.", "launch", "launch"


@rule("roadmap", "eval_plan", "whether the roadmap's gate is the plan's")
def same_gate(roadmap: Document, plan: Document) -> Iterator[Found]:
    there = at(plan, "ship_gate", "when")
    for i, item in _items_of(roadmap, plan):
        here = at(item, "gate", "when")
        if here is not None and there is not None and here != there:
            yield (
                f"The roadmap has the gate of {item['product']} in {when(here)}, the evaluation plan in "
                f"{when(there)}.",
                f"items[{i}].gate.when",
                "ship_gate.when",
            )


@rule("roadmap", "launch_mail", "whether the roadmap's launch is the mail's")
def same_launch_on_roadmap(roadmap: Document, mail: Document) -> Iterator[Found]:
    for i, item in _items_of(roadmap, mail):
        here, there = item.get("launch"), mail.get("launch")
        if here is not None and there is not None and here != there:
            yield (
                f"The roadmap has the launch of {item['product']} in {when(here)}, the launch mail in "
                f"{when(there)}.",
                f"items[{i}].launch",
                "launch",
            )


def _items_of(roadmap: Document, other: Document) -> list[tuple[int, Document]]:
    """The first item of the roadmap that is about the other document's product."""
    product = str(other.get("product", "")).strip().lower()
    found = [
        (i, e) for i, e in rows(roadmap, "items") if str(e.get("product", "")).strip().lower() == product
    ]
    return found[:1]
