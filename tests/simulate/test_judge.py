"""The judge: it reports 67.8 % where 60 % is true, likes the first and the long; people agree at κ .65."""

import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score

from aipm.simulate import judge


@pytest.fixture(scope="module")
def many():
    return judge(n=200_000)


def test_it_reports_more_than_is_true(many):
    assert many.truth.expected == pytest.approx(0.678)
    assert many.data["judge"].mean() == pytest.approx(0.678, abs=0.004)
    assert many.truth.good.mean() == pytest.approx(0.60, abs=0.004)
    assert judge(n=10, true=0.95).truth.expected == pytest.approx(0.8985)  # prints as 89.8 or 89.9


def test_sens_and_spec_hold_over_all_answers(many):
    good = many.truth.good == 1
    sens, fall_out = many.data["judge"][good].mean(), many.data["judge"][~good].mean()
    assert sens == pytest.approx(0.93, abs=0.003) and 1 - fall_out == pytest.approx(0.70, abs=0.006)
    corrected = (many.data["judge"].mean() - fall_out) / (sens - fall_out)
    assert corrected == pytest.approx(many.truth.good.mean(), abs=1e-6)


def test_agreement_hides_it(many):
    agree = (many.data["judge"] == many.truth.good).mean()
    assert agree == pytest.approx(0.838, abs=0.004)
    raters = many.data["rater_a"], many.data["rater_b"]
    assert cohen_kappa_score(*raters) == pytest.approx(0.65, abs=0.01)
    assert (raters[0] == raters[1]).mean() == pytest.approx(0.83, abs=0.005)


def test_biases_show_and_are_unrelated_to_quality(many):
    d = many.data
    by_place = d.groupby("shown")["judge"].mean()
    assert by_place["first"] - by_place["second"] == pytest.approx(0.08, abs=0.01)
    long = d["words"] > d["words"].median()
    assert d["judge"][long].mean() - d["judge"][~long].mean() == pytest.approx(0.05, abs=0.01)
    assert abs(many.truth.good[long].mean() - many.truth.good[~long].mean()) < 0.01
    assert abs(np.corrcoef(many.truth.good, d["shown"] == "first")[0, 1]) < 0.01


def test_a_perfect_judge_has_no_room_for_bias():
    j = judge(n=500, sens=1, spec=1, pos_bias=0.5, len_bias=0.5)
    assert (j.data["judge"] == j.truth.good).all()
