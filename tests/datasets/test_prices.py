"""List prices: published costs recomputed, price changes on their days, every bad parameter named."""

from datetime import date

import pytest

from aipm import datasets
from aipm.datasets import cost_of_call, cost_of_conversation, monthly_bill
from aipm.datasets import prices as module


@pytest.fixture(scope="module")
def prices():
    return datasets.load_prices()


@pytest.mark.parametrize(
    ("model", "dollars"), [("gpt-4o", 0.00925), ("gpt-5.4-nano", 0.000875), ("gpt-5.5", 0.0215)]
)
def test_published_cost_of_2500_tokens_in_and_300_out(prices, model, dollars):
    assert cost_of_call(prices, model, 2_500, 300) == pytest.approx(dollars, rel=1e-12)


def test_luna_was_cut_by_80_percent_on_30_july_2026(prices):
    before = cost_of_call(prices, "gpt-5.6-luna", 2_500, 300, "2026-07-29")
    after = cost_of_call(prices, "gpt-5.6-luna", 2_500, 300, "2026-07-30")
    assert 1 - after / before == pytest.approx(0.80)
    assert cost_of_call(prices, "gpt-5.6-luna", 2_500, 300) == after


def test_deepseek_rose(prices):
    before = cost_of_call(prices, "deepseek-chat", 1e6, 1e6, "2025-02-07")
    after = cost_of_call(prices, "deepseek-chat", 1e6, 1e6, date(2025, 2, 8))
    assert (before, after) == (pytest.approx(0.42), pytest.approx(1.37))
    rows = prices[prices["model"] == "deepseek-v4-flash"].set_index("valid_from")["output_per_million"]
    assert rows.loc["2026-08-16"] / rows.iloc[0] == pytest.approx(4.71, abs=0.01)  # at peak hours


def test_an_announced_rise_that_was_called_off_is_no_price(prices):
    for day in ("2026-08-31", "2026-09-01", "2026-11-23"):
        assert cost_of_call(prices, "claude-sonnet-5", 1e6, 0, day) == 2


def test_one_price_holds_on_each_day_and_the_newest_is_the_default(prices):
    assert not prices.duplicated(["model", "valid_from"]).any()
    for model, rows in prices.groupby("model"):
        assert rows["valid_until"].isna().sum() == 1, model
        newest = rows[rows["valid_until"].isna()].iloc[0]
        assert cost_of_call(prices, model, 1_000, 0) == pytest.approx(newest["input_per_million"] / 1_000)


def test_a_gap_between_two_prices_is_found(monkeypatch):
    frame = datasets.load_prices()
    for column in ("valid_from", "valid_until", "as_of"):
        frame[column] = frame[column].dt.strftime("%Y-%m-%d").fillna("")
    place = frame.index[frame["valid_from"] == "2026-07-30"][0]
    frame.loc[place, "valid_from"] = "2026-08-02"
    monkeypatch.setattr(module, "load", lambda *_, **__: frame)
    with pytest.raises(ValueError, match=rf"row {place + 1}, column valid_from: .*day after"):
        datasets.load_prices()


def test_every_turn_pays_for_all_that_was_said_before(prices):
    turns = [(100, 50), (200, 80), (30, 20)]
    prompts = [1_000 + 100, 1_000 + 150 + 200, 1_000 + 150 + 280 + 30]
    by_hand = sum(
        cost_of_call(prices, "gpt-4o", prompt, answer)
        for prompt, (_, answer) in zip(prompts, turns, strict=True)
    )
    assert cost_of_conversation(prices, "gpt-4o", turns, instructions=1_000) == pytest.approx(by_hand)
    assert cost_of_conversation(prices, "gpt-4o", [(100, 50)]) == cost_of_call(prices, "gpt-4o", 100, 50)
    assert cost_of_conversation(prices, "gpt-4o", []) == 0


def test_a_conversation_twice_as_long_costs_nearly_four_times_as_much(prices):
    short, long = (cost_of_conversation(prices, "gpt-4o", [(150, 150)] * n) for n in (40, 80))
    assert 3.5 < long / short < 4


def test_a_month_of_routed_calls(prices):
    mix = {"gpt-5.4-nano": 0.8, "gpt-5.5": 0.2}
    assert monthly_bill(prices, mix, 36_000, 2_500, 300) == pytest.approx(
        36_000 * (0.8 * 0.000875 + 0.2 * 0.0215)
    )
    assert monthly_bill(prices, {"gpt-5.5": 1}, 0, 2_500, 300) == 0


CALL = {"model": "gpt-5.5", "tokens_in": 2_500, "tokens_out": 300}
BILL = {"mix": {"gpt-5.5": 1.0}, "calls": 10, "tokens_in": 2_500, "tokens_out": 300}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"model": "gpt-7"}, "model is 'gpt-7'; it must be one of .*gpt-4o"),
        ({"tokens_in": -1}, "tokens_in is -1"),
        ({"tokens_out": float("nan")}, "tokens_out is nan"),
        ({"tokens_out": True}, "tokens_out is True"),
        ({"tokens_in": "many"}, "tokens_in is 'many'"),
        ({"tokens_in": 300_000}, "tokens_in is 300,000 tokens; .*'gpt-5.5' holds for at most 272,000"),
        ({"as_of": "last week"}, "as_of is 'last week'; it must be a date"),
    ],
)
def test_a_bad_parameter_of_a_call_is_named(prices, change, says):
    with pytest.raises(ValueError, match=says):
        cost_of_call(prices, **(CALL | change))


def test_a_day_without_a_price_is_named(prices):
    later = prices[~((prices["model"] == "gpt-5.6-luna") & prices["valid_from"].isna())]
    with pytest.raises(ValueError, match="as_of is '2026-07-01'; .*no price of 'gpt-5.6-luna'"):
        cost_of_call(later, "gpt-5.6-luna", 1, 1, "2026-07-01")


@pytest.mark.parametrize(
    ("turns", "says"),
    [
        ([(1, 2), 3], r"turns\[1\] is 3; it must be a pair"),
        ([(1, 2, 3)], r"turns\[0\] is \(1, 2, 3\)"),
        ([(1, -2)], r"turns\[0\]\[1\] is -2"),
        ([(200_000, 100_000)] * 2, r"the prompt of turns\[1\] is 500,000 tokens"),
    ],
)
def test_a_bad_turn_is_named(prices, turns, says):
    with pytest.raises(ValueError, match=says):
        cost_of_conversation(prices, "gpt-5.5", turns)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"mix": {}}, "mix is {}"),
        ({"mix": {"gpt-5.5": 0.5}}, "mix add up to 0.5"),
        ({"mix": {"gpt-5.5": 1.5}}, r"mix\['gpt-5.5'\] is 1.5; it must be a number from 0 to 1"),
        ({"mix": {"gpt-7": 1}}, "model is 'gpt-7'"),
        ({"calls": -1}, "calls is -1"),
    ],
)
def test_a_bad_parameter_of_a_month_is_named(prices, change, says):
    with pytest.raises(ValueError, match=says):
        monthly_bill(prices, **(BILL | change))
