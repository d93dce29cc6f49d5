"""Agreement between documents: Larkspur's own set has none to mend, and each rule finds its one fault."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from typing import Any

import pytest
from larkspur_set import STAND_INS, whole

from aipm import documents
from aipm.documents.agreement import RULES
from aipm.documents.values import n_for, n_per_arm, wilson

Set = dict[str, dict[str, Any]]


def test_larkspurs_own_set_agrees_and_nothing_is_skipped():
    compared = documents.compare(whole())
    assert compared.disagreements == [] and compared.skipped == []


def test_the_stand_ins_alone_would_agree_too():
    assert documents.disagreements(whole() | copy.deepcopy(STAND_INS)) == []


def change(name: str, path: str, value: object) -> Callable[[Set], None]:
    """Sets one place of one document: "slices.1.id"; DELETE takes it out."""

    def apply(held: Set) -> None:
        *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        found: Any = held[name]
        for step in way:
            found = found[step]
        if value is DELETE:
            del found[last]
        else:
            found[last] = value

    return apply


def change_both(*changes: Callable[[Set], None]) -> Callable[[Set], None]:
    def apply(held: Set) -> None:
        for one in changes:
            one(held)

    return apply


DELETE = object()
#: a set mutated in one place; documents left out, since they hold the same place; the sentence; where
CASES: list[tuple[str, Callable[[Set], None], set[str], str, tuple[str, str]]] = [
    (
        "a slice the plan lacks",
        change("eval_plan", "slices.3", DELETE),
        set(),
        "The PRD names the slice 'fees', and the evaluation plan has no such slice.",
        ("slices[3].id", "slices"),
    ),
    (
        "a slice the PRD lacks",
        lambda held: held["eval_plan"]["slices"].append({"id": "night", "n": 90, "expected": 0.9}),
        set(),
        "The evaluation plan has a slice 'night' that the PRD does not name.",
        ("slices", "slices[5].id"),
    ),
    (
        "a metric nobody measures",
        change("eval_plan", "metrics.1.id", "hardship"),
        set(),
        "Requirement 5 of the PRD is about hardship_missed, which the evaluation plan does not measure.",
        ("requirements[4].metric", "metrics"),
    ),
    (
        "too few cases",
        change("eval_plan", "slices.0.n", 300),
        set(),
        "The PRD promises supported_replies in the slice 'all' within ±0.03 at 95%; the 300 cases of the "
        "evaluation plan give ±0.031, and it takes 320.",
        ("requirements[0].half_width", "slices[0].n"),
    ),
    (
        "a kill criterion that cannot fire",
        change("monitoring_plan", "metrics.1", DELETE),
        {"experiment_plan"},
        "Kill criterion 2 of the PRD is about hardship_missed, which the monitoring plan does not "
        "compute: it can "
        "never fire.",
        ("kill_criteria[1].metric", "metrics"),
    ),
    (
        "an owner who decides nothing",
        change("risk_register", "risks.2.owner", "agent"),
        set(),
        "Risk 3 (silent_model_change) is owned by agent, who is accountable for no decision in the RACI.",
        ("risks[2].owner", "decisions"),
    ),
    (
        "a risk nobody registered",
        change("prd", "risks.0", "flood"),
        set(),
        "The PRD leaves the risk 'flood' open, and the risk register does not hold it.",
        ("risks[0]", "risks"),
    ),
    (
        "containment beyond the pilot",
        change("roi", "drivers.0.base", 0.6),
        set(),
        "The ROI model counts on a containment of 0.6; the pilot measured 0.412 to 0.509.",
        ("drivers[0].base", "results[0]"),
    ),
    (
        "containment the pilot did not measure",
        change("pilot_report", "results.0.slice", "fees"),
        {"launch_mail"},
        "The ROI model counts on a containment that the pilot report does not give for all messages.",
        ("drivers[0].base", "results"),
    ),
    (
        "data without an entry",
        change("prd", "data_used.2.source", "call_recordings"),
        set(),
        "The PRD uses the data 'call_recordings', and the rights ledger has no entry for them.",
        ("data_used[2].source", "sources"),
    ),
    (
        "data for another purpose",
        change("prd", "data_used.0.purpose", "training"),
        set(),
        "The PRD uses 'messages' for training; the rights ledger allows service.",
        ("data_used[0].purpose", "sources[0].purposes"),
    ),
    (
        "a permission that has ended",
        change("rights_ledger", "sources.2.until", 8),
        set(),
        "The permission for 'labelled_messages' ends in month 8, before the PRD's launch in month 9.",
        ("launch", "sources[2].until"),
    ),
    (
        "a permission that begins too late",
        change("rights_ledger", "sources.0.from", 10),
        set(),
        "The permission for 'messages' begins in month 10, after the PRD's launch in month 9.",
        ("launch", "sources[0].from"),
    ),
    (
        "data that may not leave",
        change("rights_ledger", "sources.0.may_leave", False),
        set(),
        "'messages' is sent to the vendor, and the rights ledger says that it may not leave the house.",
        ("data_sent[0]", "sources[0].may_leave"),
    ),
    (
        "data sent that nobody listed",
        lambda held: held["vendor_scorecard"]["data_sent"].append("photos"),
        set(),
        "'photos' is sent to the vendor, and the rights ledger has no entry for it.",
        ("data_sent[{last}]", "sources"),
    ),
    (
        "notice too short",
        change("vendor_scorecard", "change_notice_days", 14),
        set(),
        "The vendor announces a changed model 14 days ahead; testing one takes 21 days.",
        ("change_notice_days", "regression_gate.days"),
    ),
    (
        "a claim without a result",
        change("launch_mail", "claims.0.evidence.result", "supported"),
        set(),
        "Claim 1 of the launch mail rests on the result 'supported', which the model card does not have.",
        ("claims[0].evidence.result", "results"),
    ),
    (
        "a claim without a pilot",
        change("launch_mail", "claims.2.evidence.result", "contained"),
        set(),
        "Claim 3 of the launch mail rests on the result 'contained', which the pilot report does not have.",
        ("claims[2].evidence.result", "results"),
    ),
    (
        "a claim beyond the lower end",
        change("launch_mail", "claims.0.figure", 0.93),
        set(),
        "Claim 1 of the launch mail says at least 0.93; the model card supports 0.923 to 0.946.",
        ("claims[0].figure", "results[0]"),
    ),
    (
        "a claim beside the interval",
        change("launch_mail", "claims.2.figure", 0.55),
        set(),
        "Claim 3 of the launch mail says about 0.55; the pilot report supports 0.412 to 0.509.",
        ("claims[2].figure", "results[0]"),
    ),
    (
        "a claim below the upper end",
        change_both(
            change("launch_mail", "claims.2.says", "at_most"), change("launch_mail", "claims.2.figure", 0.5)
        ),
        set(),
        "Claim 3 of the launch mail says at most 0.5; the pilot report supports 0.412 to 0.509.",
        ("claims[2].figure", "results[0]"),
    ),
    (
        "a claim about others",
        change("launch_mail", "claims.1.slice", "all"),
        set(),
        "Claim 2 of the launch mail is about the slice 'all'; the result it rests on, 'supported_fees', "
        "is about "
        "'fees'.",
        ("claims[1].slice", "results[3].slice"),
    ),
    (
        "a requirement without a result",
        change("model_card", "results.2", DELETE),
        set(),
        "The PRD requires supported_replies in the slice 'german_branches', and the model card reports no "
        "such "
        "result.",
        ("requirements[2]", "results"),
    ),
    (
        "jobs promised and cashed in",
        change("roi", "pledge.hours_become", "cash"),
        set(),
        "The launch mail promises that nobody is made redundant, and the ROI model counts every saved "
        "hour as cash: "
        "one of the two is not true.",
        ("jobs.promise", "pledge.hours_become"),
    ),
    (
        "an experiment judged by nothing",
        change("experiment_plan", "oec", "delight"),
        set(),
        "The experiment is judged by delight, which the monitoring plan does not compute.",
        ("oec", "metrics"),
    ),
    (
        "a guardrail nobody computes",
        change("experiment_plan", "guardrails.1.metric", "delight"),
        set(),
        "The experiment is judged by delight, which the monitoring plan does not compute.",
        ("guardrails[1].metric", "metrics"),
    ),
    (
        "a gate before the pilot ends",
        change("pilot_report", "end", 9),
        set(),
        "The end of the pilot (month 9) must come no later than the gate of the evaluation plan (month 8).",
        ("end", "ship_gate.when"),
    ),
    (
        "a gate after the launch",
        change("eval_plan", "ship_gate.when", 9),
        {"roadmap"},
        "The gate of the evaluation plan (month 9) must come before the launch in the mail (month 9).",
        ("ship_gate.when", "launch"),
    ),
    (
        "months against dates",
        change("eval_plan", "ship_gate.when", "2026-09-30"),
        {"roadmap", "pilot_report"},
        "The gate of the evaluation plan is 2026-09-30 and the launch in the mail is month 9: write both "
        "as months "
        "or both as dates.",
        ("ship_gate.when", "launch"),
    ),
    (
        "launched unwatched",
        change("monitoring_plan", "live", 10),
        set(),
        "The start of monitoring (month 10) must come no later than the launch in the mail (month 9).",
        ("live", "launch"),
    ),
    (
        "an experiment unwatched",
        change("experiment_plan", "start", 7),
        set(),
        "The start of monitoring (month 8) must come no later than the start of the experiment (month 7).",
        ("live", "start"),
    ),
    (
        "two launches",
        change("prd", "launch", 10),
        set(),
        "The PRD launches in month 10, the launch mail in month 9.",
        ("launch", "launch"),
    ),
]


@pytest.mark.parametrize(
    ("mutate", "without", "sentence", "where"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_one_fault_gives_exactly_its_sentence(mutate, without, sentence, where):
    held = whole()
    mutate(held)
    last = len(held["vendor_scorecard"]["data_sent"]) - 1
    held = {name: document for name, document in held.items() if name not in without}
    found = documents.disagreements(held)
    assert [d.says for d in found] == [sentence]
    assert found[0].where == tuple(place.format(last=last) for place in where)


def draft_item(held: Set) -> int:
    return next(i for i, item in enumerate(held["roadmap"]["items"]) if item["product"] == "DRAFT")


def test_the_roadmap_has_another_gate():
    held = whole()
    i = draft_item(held)
    held["roadmap"]["items"][i]["gate"]["when"] = 7
    found = documents.disagreements(held)
    assert [d.says for d in found] == [
        "The roadmap has the gate of DRAFT in month 7, the evaluation plan in month 8."
    ]
    assert found[0].where == (f"items[{i}].gate.when", "ship_gate.when")


def test_the_roadmap_has_another_launch():
    held = whole()
    i = draft_item(held)
    held["roadmap"]["items"][i]["launch"] = 11
    found = documents.disagreements(held)
    assert [d.says for d in found] == [
        "The roadmap has the launch of DRAFT in month 11, the launch mail in month 9."
    ]
    assert found[0].where == (f"items[{i}].launch", "launch")


def test_every_rule_is_proved_here():
    proved = set()
    roadmaps = [
        change("roadmap", f"items.{draft_item(whole())}.gate.when", 7),
        change("roadmap", f"items.{draft_item(whole())}.launch", 11),
    ]
    for mutate in [*(case[1] for case in CASES), *roadmaps]:
        held = whole()
        mutate(held)
        proved |= {r.asks for r in RULES if list(r.compare(held[r.first], held[r.second]))}
    assert {r.asks for r in RULES} - proved == set()


def test_each_sentence_names_both_documents():
    from aipm.documents.agreement import called

    for _, mutate, without, _, _ in CASES:
        held = whole()
        mutate(held)
        for d in documents.disagreements({k: v for k, v in held.items() if k not in without}):
            assert all(called(name) for name in d.documents) and d.documents[0] != d.documents[1]


# --- what is missing, or only begun ---------------------------------------------------------------


def test_a_missing_document_skips_its_rules_and_says_so():
    held = whole()
    del held["raci"]
    compared = documents.compare(held)
    assert compared.disagreements == []
    assert compared.skipped == [
        "Not compared: whether each risk's owner is accountable for something. There is no raci."
    ]
    assert len(documents.compare({}).skipped) == len(RULES)


def test_documents_about_two_products_are_not_compared():
    held = whole()
    held["roi"]["product"] = "ADVISE"
    held["roi"]["drivers"][0]["base"] = 0.9
    compared = documents.compare(held)
    assert compared.disagreements == []
    assert any("about 'ADVISE'" in said for said in compared.skipped)


def test_dates_are_compared_as_dates():
    held = whole()
    for name, path in (("eval_plan", "ship_gate"), ("launch_mail", None)):
        place = held[name][path] if path else held[name]
        place["when" if path else "launch"] = "2026-09-30"
    two = {name: held[name] for name in ("eval_plan", "launch_mail")}
    assert [d.says for d in documents.disagreements(two)] == [
        "The gate of the evaluation plan (2026-09-30) must come before the launch in the mail (2026-09-30)."
    ]
    two["eval_plan"]["ship_gate"]["when"] = "2026-09-29"
    assert documents.disagreements(two) == []


def test_blanks_do_not_disagree_with_anything():
    held = whole()
    for name in documents.names():
        documents.compare(held | {name: documents.read(documents.blank(name))})
    blanks = {name: documents.read(documents.blank(name)) for name in documents.names()}
    assert documents.disagreements(blanks) == []


JUNK = [
    None,
    "",
    "x",
    3,
    -1.5,
    True,
    [],
    {},
    [None],
    [{}],
    ["x"],
    {"id": 1},
    [[1]],
    float("nan"),
    [{"id": {}}],
]


@pytest.mark.parametrize("seed", range(40))
def test_no_damage_stops_the_comparison_the_check_or_the_layout(seed):
    from aipm.documents.layout import blocks

    dice = random.Random(seed)
    held = whole()
    for name in held:
        for _ in range(dice.randint(1, 6)):
            place: Any = held[name]
            for _ in range(dice.randint(0, 4)):
                inner = list(place.values()) if isinstance(place, dict) else place
                inner = [sub for sub in inner if isinstance(sub, dict | list) and sub]
                if not inner:
                    break
                place = dice.choice(inner)
            key = dice.choice(list(place)) if isinstance(place, dict) else dice.randrange(len(place))
            place[key] = copy.deepcopy(dice.choice(JUNK))
    for d in documents.disagreements(held):
        assert d.says.endswith(".") and "Traceback" not in d.says
    for name in documents.names():
        for said in documents.check(name, held[name]):
            assert said[0] == said[0].upper() and said[-1] in ".?" and "\n" not in said
        assert blocks(name, held[name]) is not None


# --- the arithmetic -------------------------------------------------------------------------------


def test_wilson_is_the_published_interval():
    """Newcombe 1998 (doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E), table I."""
    assert wilson(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0.0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert wilson(0.5, 0) == (0.0, 1.0)


@pytest.mark.parametrize("rate", [0.02, 0.3, 0.9])
@pytest.mark.parametrize("half", [0.01, 0.03, 0.1])
def test_n_for_is_the_fewest_that_do(rate, half):
    n = n_for(rate, half)
    low, high = wilson(rate, n)
    assert (high - low) / 2 <= half
    low, high = wilson(rate, n - 1)
    assert (high - low) / 2 > half


def test_n_per_arm_matches_a_simulation():
    import numpy as np

    n = n_per_arm(0.18, -0.03)
    rng = np.random.default_rng(4)
    a, b = rng.binomial(n, 0.18, 20_000) / n, rng.binomial(n, 0.15, 20_000) / n
    z = (a - b) / np.sqrt(a * (1 - a) / n + b * (1 - b) / n)
    assert (np.abs(z) > 1.96).mean() == pytest.approx(0.8, abs=0.015)
