"""Every honest way of writing an answer is accepted; what only looks like one gets a sentence."""

import math

import numpy as np
import pandas as pd
import pytest
from fixtures.odd_answers import ODD, EqualsAll, SlyText

from aipm.practice import NotYet, number, plain, same, whole
from aipm.practice.answers import needs, rows_of


@pytest.mark.parametrize(
    "value", [0.25, np.float32(0.25), np.float64(0.25), np.array(0.25), np.float16(0.25)]
)
def test_all_scalars_are_numbers(value):
    assert number(value) == 0.25 and same(value, 0.25) and needs(value, float, "x") == 0.25


@pytest.mark.parametrize("value", [3, 3.0, np.int64(3), np.uint8(3), np.float64(3), np.array(3)])
def test_all_whole_numbers_are_one(value):
    assert whole(value) == 3 and needs(value, range(1, 5), "x") == 3 and type(whole(value)) is int


@pytest.mark.parametrize(
    "value",
    [[1, 2], (1, 2), np.array([1, 2]), pd.Series([1, 2]), pd.Index([1, 2]), range(1, 3), [1.0, np.int8(2)]],
)
def test_all_sequences_are_lists(value):
    assert same(value, [1, 2]) and plain(value) == [1, 2] and rows_of(value, "x", range(5)) == [1, 2]


@pytest.mark.parametrize(
    "spec",
    [
        float,
        int,
        str,
        bool,
        list,
        object,
        [float],
        {int},
        ("rule", "model"),
        range(1, 5),
        {"rows": {int}, "number": float},
        {int: float},
        {("a", "b"): str},
    ],
)
@pytest.mark.parametrize("value", ODD, ids=lambda v: type(v).__name__)
def test_odd_answers_get_one_sentence_or_are_plain(spec, value):
    try:
        found = needs(value, spec, "decide_1")
    except NotYet as told:
        text = str(told)
        assert "\n" not in text and 15 < len(text) < 400 and text[-1] in ".…", text
        assert "decide_1" in text
    else:
        assert plain(found) == found or found != found


@pytest.mark.parametrize("value", ODD, ids=lambda v: type(v).__name__)
@pytest.mark.parametrize("expected", [0.3, 1, [1, 2], {1, 2}, {"a": 1}, "rule", True, False])
def test_same_never_raises_and_is_rarely_true(value, expected):
    verdict = same(value, expected)
    assert type(verdict) is bool
    assert verdict is (expected is True and isinstance(value, (bool, np.bool_)))


@pytest.mark.parametrize(
    "value, words",
    [
        (None, "no answer yet"),
        (True, "truth value"),
        ("0.3", "without quotes"),
        (math.nan, "zero by zero"),
        (math.inf, "division by zero"),
        ([0.3], "take it out"),
        (len, "call it"),
        ((i for i in [1]), "generator"),
    ],
)
def test_the_sentence_for_a_number_says_what_to_do(value, words):
    with pytest.raises(NotYet, match=words):
        number(value, "share")


def test_bounds_say_what_is_wrong():
    with pytest.raises(NotYet, match="cannot be negative"):
        number(-1, "days", low=0)
    with pytest.raises(NotYet, match="at most 1"):
        number(1.5, "share", high=1)
    with pytest.raises(NotYet, match=r"whole number; it is 2\.5"):
        whole(2.5, "rows")


def test_what_claims_to_equal_everything_does_not():
    assert not same(SlyText("x"), "rule")
    assert not same([EqualsAll()], [1]) and not same(EqualsAll(), "rule")
    with pytest.raises(NotYet):
        needs(SlyText("x"), ("rule", "model"), "decide_1")


def test_tolerance_is_absolute_and_never_exact():
    assert same(0.3000001, 0.3) and not same(0.31, 0.3) and same(0.31, 0.3, tol=0.02)
    assert same(1e12 + 1, 1e12) and same(0.1 + 0.2, 0.3)
    assert not same(1, True) and not same(True, 1) and not same("1", 1)


def test_sets_ignore_order_and_lists_do_not():
    assert same([2, 1], {1, 2}) and same(np.array([2.0, 1.0]), {1, 2}) and not same([2, 1], [1, 2])
    assert not same([1, 1, 2], {1, 2}) and not same([True, 2], {1, 2})


def test_dicts_agree_key_by_key():
    assert same({"a": np.float64(1), "b": (1, 2)}, {"a": 1, "b": [1, 2]})
    assert not same({"a": 1}, {"a": 1, "b": 2}) and not same({True: 1}, {1: 1})


@pytest.mark.parametrize(
    "answer, words",
    [
        ({"rows": [1]}, "lacks the key 'number'"),
        ({"rows": [1], "number": 1, "why": ""}, "has the key 'why'"),
        ({"rows": [1, 1], "number": 1}, "names 1 twice"),
        ({"rows": [1], "number": "1"}, r"\['number'\] should be a number"),
        ([1], "should be a dict"),
    ],
)
def test_a_dict_of_another_shape_is_explained(answer, words):
    with pytest.raises(NotYet, match=words):
        needs(answer, {"rows": {int}, "number": float}, "decide_1")


def test_data_instead_of_an_answer_is_refused():
    with pytest.raises(NotYet, match="not the data"):
        plain(np.zeros(200_000))
    with pytest.raises(NotYet, match="not the data"):
        plain(range(10**9))
