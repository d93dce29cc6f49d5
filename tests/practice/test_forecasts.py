"""*Forecast*: ranges are scored; neither absurdly wide ones nor points earn anything."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from aipm.practice import NotYet, score_forecast
from aipm.practice.forecasts import interval_score

TRUTH = {"share": 44.0, "months": 14.0, "cost": 120.0}
REFERENCE = {"share": (20, 80), "months": (4, 24), "cost": (50, 250)}


def points(answer, **more):
    return score_forecast(answer, TRUTH, reference=REFERENCE, points=6, **more)


def test_the_interval_score_is_width_and_ten_times_the_miss():
    assert interval_score(10, 20, 15) == 10
    assert interval_score(10, 20, 23) == pytest.approx(10 + 10 * 3)
    assert interval_score(10, 20, 8) == pytest.approx(10 + 10 * 2)


def test_what_one_believes_scores_best_on_average():
    """Proper: of all ranges of a normal belief, the one from the 10th to the 90th percentile costs least."""
    draws = np.random.default_rng(0).normal(0, 1, 20_000)
    cost = {z: np.mean([interval_score(-z, z, x) for x in draws]) for z in (0.4, 0.8, 1.28, 1.8, 3.0)}
    assert min(cost, key=cost.get) == 1.28


def test_narrow_and_right_earns_all_and_the_reference_none():
    good = points({"share": [40, 50], "months": (12, 18), "cost": np.array([100, 150])})
    assert (good.inside, good.points) == (3, 6)
    assert points({n: list(r) for n, r in REFERENCE.items()}).points == 0
    between = points({"share": [25, 65], "months": [6, 20], "cost": [60, 200]})
    assert 0 < between.points < 6 and "Narrower ranges" in between.message


def test_absurdly_wide_and_point_like_ranges_earn_nothing():
    wide = points({n: [-1e9, 1e9] for n in TRUTH})
    assert wide.inside == 3 and wide.points == 0 and "knows nothing" in wide.message
    sure = points({"share": [60, 60.1], "months": [9, 9.1], "cost": [80, 80.1]})
    assert sure.inside == 0 and sure.points == 0 and "surer than" in sure.message


def test_shapes_that_say_the_same_count_alike():
    one = points({"share": {"low": 40, "high": 50}, "months": (12, 18), "cost": pd.Series([100, 150])})
    other = points({"share": (40.0, 50.0), "months": np.array([12, 18]), "cost": [np.int64(100), 150]})
    assert one == other


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (None, "no answer yet"),
        ([1, 2], "should be a dict"),
        ({"share": [40, 50], "months": [12, 18]}, "lacks a range for 'cost'"),
        ({"share": [40, 50], "months": [12, 18], "cost": [100, 150], "luck": [0, 1]}, "'luck'"),
        ({"share": [50, 40], "months": [12, 18], "cost": [100, 150]}, "write the low end first"),
        ({"share": [44, 44], "months": [12, 18], "cost": [100, 150]}, "single point"),
        ({"share": [40, float("nan")], "months": [12, 18], "cost": [100, 150]}, "NaN"),
        ({"share": ["40", 50], "months": [12, 18], "cost": [100, 150]}, "without quotes"),
        ({"share": 44, "months": [12, 18], "cost": [100, 150]}, "should be two numbers"),
        ({"share": [40, 45, 50], "months": [12, 18], "cost": [100, 150]}, "should be two numbers"),
        ({"share": None, "months": [12, 18], "cost": [100, 150]}, "no range yet"),
    ],
)
def test_another_shape_gets_a_sentence(answer, words):
    with pytest.raises(NotYet) as told:
        points(answer)
    assert words in str(told.value)


def test_a_reference_without_width_is_the_authors_error():
    with pytest.raises(ValueError, match="no width"):
        score_forecast({"share": [1, 2]}, {"share": 1.5}, reference={"share": (3, 3)}, points=6)
