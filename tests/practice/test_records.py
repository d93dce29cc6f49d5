"""*Record*: any option passes when the record is consistent; each flaw gets its sentence."""

from __future__ import annotations

import copy
import itertools

import numpy as np
import pytest

from aipm.practice import Metric, NotYet, Statement, record

RULES = {
    "options": ["launch", "wait", "stop"],
    "statements": {
        "s1": Statement({"launch": 1, "stop": -1}),
        "s2": Statement({"launch": 1, "wait": -1}),
        "s3": Statement({"launch": -1, "wait": 1, "stop": 1}, strong=True),
        "s4": Statement({"launch": -1, "stop": 1}),
        "s5": Statement({"wait": 1, "stop": -1}, strong=True),
        "s6": Statement({}),
    },
    "payers": {"launch": {"members": 12, "agents": 3}, "wait": {"members": 5}, "stop": {"Larkspur": 40}},
    "tol": 0.5,
    "metrics": {
        "wrong per 1,000": Metric(14, (5, 60)),
        "messages served": Metric(900, (300, 1_000), bad="low"),
        "mood": Metric(3, (1, 5), measured=False),
    },
    "dates": ("2027-02-01", "2027-08-31"),
    "owners": {"head of lending": None, "vendor": "the contract ends in June"},
}
GOOD = {
    "decision": "launch",
    "evidence": ["s1", "s2"],
    "against": ["s3"],
    "pays": {"members": 12, "agents": 3.2},
    "reversal": {"metric": "wrong per 1,000", "threshold": 20, "by": "2027-03-01"},
    "owner": "head of lending",
}


def said(answer, **more):
    with pytest.raises(NotYet) as told:
        record(answer, **{**RULES, **more})
    text = str(told.value)
    assert text[0].islower() or text.startswith("the answer")
    assert text.endswith(".") and "\n" not in text
    return text


def changed(path, value):
    answer = copy.deepcopy(GOOD)
    *way, last = path
    place = answer
    for step in way:
        place = place[step]
    place[last] = value
    return answer


def test_each_option_can_pass():
    assert record(GOOD, **RULES) == "launch"
    wait = {
        **GOOD,
        "decision": "wait",
        "evidence": ("s3", "s5"),
        "against": {"s2"},
        "pays": {"members": np.int64(5)},
    }
    assert record(wait, **RULES) == "wait"
    stop = {
        **GOOD,
        "decision": "stop",
        "evidence": ["s3", "s4"],
        "against": ["s5", "s1"],
        "pays": {"Larkspur": 40},
    }
    low = {"metric": "messages served", "threshold": 600, "by": "2027-08-31"}
    assert record({**stop, "reversal": low}, **RULES) == "stop"


def test_parts_that_are_not_asked_for_are_refused_and_others_may_be_left_out():
    assert record({"decision": "wait"}, options=["wait"]) == "wait"
    assert "not asked for" in said(
        {"decision": "wait", "why": 1}, **dict.fromkeys(["statements", "payers", "metrics", "owners"])
    )


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (["decision"], "perhaps", "choose one of"),
        (["decision"], None, "is empty"),
        (["evidence"], ["s1", "s4"], "speaks against it"),
        (["evidence"], ["s1", "s6"], "says nothing of it"),
        (["evidence"], ["s1"], "at least 2 statements"),
        (["evidence"], ["s1", "s9"], "does not exist"),
        (["evidence"], "s1", "should be a list"),
        (["against"], ["s1"], "contradicts itself"),
        (["against"], ["s6"], "says nothing of it"),
        (["against"], [], "at least 1 statement"),
        (["against"], ["s4"], "strongest objection"),
        (["pays"], {"members": 12}, "leaves out somebody"),
        (["pays"], {"members": 12, "agents": 3, "press": 1}, "'press'"),
        (["pays"], {"members": 13, "agents": 3}, "not what this decision costs"),
        (["pays"], [12, 3], "from who pays to how much"),
        (["reversal", "metric"], "mood", "nobody measures"),
        (["reversal", "metric"], "luck", "choose from"),
        (["reversal", "threshold"], 14, "passed already"),
        (["reversal", "threshold"], 500, "cannot fire"),
        (["reversal", "threshold"], "20", "without quotes"),
        (["reversal", "by"], "soon", "should be a day"),
        (["reversal", "by"], "2028-01-01", "between 2027-02-01 and 2027-08-31"),
        (["reversal"], None, "no answer yet"),
        (["owner"], "vendor", "contract ends in June"),
        (["owner"], "nobody", "choose from"),
    ],
)
def test_each_flaw_gets_its_sentence(path, value, words):
    assert words in said(changed(path, value))


def test_a_falling_figure_is_passed_from_above():
    answer = changed(["reversal"], {"metric": "messages served", "threshold": 950, "by": "2027-03-01"})
    assert "passed already" in said(answer)


@pytest.mark.parametrize("answer", [None, ..., 3, [], {}, "launch", {"decision": "launch"}])
def test_another_shape_gets_a_sentence(answer):
    said(answer)


def test_filling_every_field_with_everything_fails_for_every_option():
    everything = list(RULES["statements"])
    for decision, name in itertools.product(RULES["options"], RULES["metrics"]):
        said(
            {
                "decision": decision,
                "evidence": everything,
                "against": everything,
                "pays": dict.fromkeys(["members", "agents", "Larkspur"], 1),
                "reversal": {"metric": name, "threshold": 20, "by": "2027-03-01"},
                "owner": "head of lending",
            }
        )


def test_tables_that_contradict_one_another_are_the_authors_error():
    with pytest.raises(ValueError, match="no payers"):
        record(GOOD, **{**RULES, "payers": {}})
