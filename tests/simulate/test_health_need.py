"""Health need: the label decides who is helped."""

import numpy as np
import pytest
from sklearn.linear_model import LinearRegression

from aipm.simulate import health_need


@pytest.fixture(scope="module")
def many():
    return health_need(n=300_000)


def chosen(t, label):
    """The 3 % with the highest prediction in the second half, by a model of the first."""
    inputs, half = t.data[["use", "lab"]], len(t.data) // 2
    score = LinearRegression().fit(inputs[:half], label[:half]).predict(inputs[half:])
    return t.data.index[half:][score >= np.quantile(score, 0.97)]


def test_shares_of_the_programme(many):
    black = many.data["black"]
    by_cost = chosen(many, np.log(many.data["cost"]))
    by_need = chosen(many, many.truth.need)
    by_conditions = chosen(many, many.data["conditions"])
    assert black[by_cost].mean() == pytest.approx(0.098, abs=0.012)
    assert black[by_need].mean() == pytest.approx(0.163, abs=0.012)
    assert black[by_conditions].mean() == pytest.approx(0.163, abs=0.012)
    need = many.truth.need[by_cost].groupby(black[by_cost]).mean()
    assert need[1] > need[0] + 0.3  # of those chosen by cost, the Black patients are sicker


def test_the_chapters_own_sample():
    t = health_need()
    assert t.data["black"][chosen(t, np.log(t.data["cost"]))].mean() == pytest.approx(0.098, abs=0.012)
    assert t.data["black"][chosen(t, t.truth.need)].mean() == pytest.approx(0.163, abs=0.012)


def test_at_equal_need_less_is_spent(many):
    x = np.c_[many.truth.need, many.data["black"]]
    slopes = LinearRegression().fit(x, np.log(many.data["cost"])).coef_
    assert slopes == pytest.approx([0.55, -0.55], abs=0.02)
    assert many.data["black"].mean() == pytest.approx(0.12, abs=0.003)


def test_without_a_gap_cost_is_a_fair_label():
    t = health_need(n=200_000, cost_gap=0)
    black = t.data["black"]
    shares = [black[chosen(t, label)].mean() for label in (np.log(t.data["cost"]), t.truth.need)]
    assert shares[0] == pytest.approx(shares[1], abs=0.02)
