"""Demand: a model of calls from searches is right for a year and then overshoots twice."""

import numpy as np
import pytest

from aipm.simulate import demand


def overshoot(data, low, high, learn_to=59):
    """Mean relative error of a line from searches to calls, learnt in the first weeks."""
    learn = data[data["week"] <= learn_to]
    line = np.polyfit(learn["searches"], learn["calls"], 1)
    part = data[data["week"].between(low, high)]
    return (np.polyval(line, part["searches"]) / part["calls"] - 1).mean()


@pytest.mark.parametrize("seed", range(5))
def test_right_until_the_news_then_too_high(seed):
    d = demand(seed=seed).data
    learn = d[d["week"] < 60]
    assert np.corrcoef(learn["searches"], learn["calls"])[0, 1] > 0.9
    assert abs(overshoot(d, 1, 59)) < 0.01
    assert abs(overshoot(d, 50, 59, learn_to=49)) < 0.06  # it forecasts well, so one trusts it
    assert overshoot(d, 60, 63) > 0.4
    assert overshoot(d, 60, 79) > 0.3
    assert overshoot(d, 86, 104) > overshoot(d, 72, 79) + 0.2


def test_without_news_and_move_it_stays_right():
    d = demand(curious=0, channel_week=10_000).data
    assert abs(overshoot(d, 60, 104)) < 0.06


def test_need_is_what_calls_and_chats_add_up_to():
    t = demand(noise=0)
    both = t.data["calls"] + t.data["chats"]
    assert both.to_numpy() == pytest.approx(t.truth.need.to_numpy(), rel=0.1)
    assert (t.data["chats"][t.data["week"] < 80] == 0).all()
    late = t.data["week"] >= 86
    assert (t.data["chats"][late] / both[late]).mean() == pytest.approx(0.30, abs=0.01)
    assert (t.truth.expected_calls[late] / t.truth.need[late]).to_numpy() == pytest.approx(0.7, abs=1e-5)


def test_the_shock_and_the_season():
    with_shock, without = demand(noise=0), demand(noise=0, shock=0)
    ratio = with_shock.truth.need / without.truth.need
    assert ratio[58] == 1 and ratio[59] == pytest.approx(1.25, abs=1e-5)
    assert 1.10 < ratio[103] < 1.11
    assert set(with_shock.data["rate"][:59]) == {5.25} and set(with_shock.data["rate"][59:]) == {6.75}
    year = demand(noise=0, trend=0, shock=0).truth.need[:52]
    assert year.max() / year.min() == pytest.approx(1.1 / 0.9, rel=0.01)
    assert with_shock.data["start"].dt.dayofweek.eq(0).all()
