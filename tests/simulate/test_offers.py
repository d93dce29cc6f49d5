"""Offers: unbiased estimates, and yet what is bought was overpaid."""

import pytest

from aipm.simulate import offers


def overpaid(o):
    bought = o.data["accepted"] == 1
    return (o.data["offer"][bought] / o.truth.value[bought] - 1).mean()


def test_what_was_bought_was_overpaid():
    assert overpaid(offers(n=100_000, error=0.019)) == pytest.approx(-0.005, abs=0.002)
    assert overpaid(offers(n=100_000)) == pytest.approx(0.070, abs=0.003)
    assert overpaid(offers()) == pytest.approx(0.070, abs=0.004)  # the chapter's own sample


def test_the_estimate_is_right_in_the_middle_and_as_far_off_as_asked():
    for error in (0.019, 0.069):
        o = offers(n=100_000, error=error)
        off = o.data["estimate"] / o.truth.value - 1
        assert off.median() == pytest.approx(0, abs=0.002)
        assert off.abs().median() == pytest.approx(error, rel=0.04)


def test_sellers_take_what_is_above_their_reserve():
    o = offers(n=5_000)
    assert (o.data["accepted"] == (o.data["offer"] > o.truth.reserve)).all()
    assert o.data["offer"].to_numpy() == pytest.approx(0.97 * o.data["estimate"].to_numpy(), abs=0.01)
    assert offers(n=5_000, error=0.01).truth.value.equals(o.truth.value)
