"""The business case: one scenario in three loses, and the averages do not say so."""

import pytest
from scipy import stats

from aipm.simulate import costs


@pytest.fixture(scope="module")
def usual():
    return costs()


def test_how_it_may_end(usual):
    npv = usual.truth.npv
    assert usual.truth.loss_share == (npv < 0).mean() == pytest.approx(0.35, abs=0.015)
    assert npv.median() == pytest.approx(184_000, abs=20_000)
    assert npv.quantile(0.1) == pytest.approx(-390_000, abs=25_000)
    assert npv.quantile(0.9) == pytest.approx(868_000, abs=25_000)


def test_what_drives_it(usual):
    rho = {name: stats.spearmanr(usual.data[name], usual.truth.npv).statistic for name in usual.truth.drivers}
    assert rho["containment"] == pytest.approx(0.65, abs=0.03)
    assert rho["recontact"] == pytest.approx(-0.44, abs=0.03)
    assert rho["human_cost"] == pytest.approx(0.33, abs=0.03)
    assert abs(rho["token_cost"]) < 0.04


def test_the_formula_of_the_docstring_gives_the_value(usual):
    for row in usual.data.itertuples():
        value = -row.build_cost
        for k in range(1, 25):
            use = min(1, k / row.ramp)
            flow = row.volume * row.containment * use * row.human_cost * (1 - 1.3 * row.recontact)
            flow -= row.volume * row.token_cost + row.run_cost
            value += flow / 1.10 ** (k / 12)
        assert value == pytest.approx(usual.truth.npv[row.Index], abs=0.02)
        if row.Index == 200:
            break


def test_the_average_case_is_not_the_average_of_cases(usual):
    mean = usual.data.mean()
    flow = mean.volume * mean.containment * mean.human_cost * (1 - 1.3 * mean.recontact)
    plugged = -mean.build_cost + sum(
        (flow * min(1, k / mean.ramp) - mean.volume * mean.token_cost - mean.run_cost) / 1.1 ** (k / 12)
        for k in range(1, 25)
    )
    assert plugged > 0 and usual.truth.loss_share > 0.3


def test_draws_stay_in_their_ranges(usual):
    d = usual.data
    assert d["volume"].between(30_000, 42_000).all() and d["ramp"].between(3, 12).all()
    assert d["containment"].mean() == pytest.approx(11 / 24, abs=0.005)
    assert d["token_cost"].median() == pytest.approx(0.01, abs=0.0005)


@pytest.mark.parametrize("value", [(6, 4, 8), (4, 9, 8), (4, 6), 5, "low"])
def test_a_triangle_out_of_order_is_refused(value):
    with pytest.raises(ValueError, match="human_cost is .*it must be"):
        costs(n=10, human_cost=value)


def test_a_driver_can_be_fixed_and_the_others_stay():
    fixed, usual = costs(n=300, human_cost=(6, 6, 6)), costs(n=300)
    assert (fixed.data["human_cost"] == 6).all()
    others = [column for column in usual.data if column != "human_cost"]
    assert fixed.data[others].equals(usual.data[others])


def test_a_wild_sigma_is_refused():
    with pytest.raises(ValueError, match=r"token_cost\[1\] is 50\.0; it must be a number from 0 to 3"):
        costs(n=10, token_cost=(0.01, 50))
