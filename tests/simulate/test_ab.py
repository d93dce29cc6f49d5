"""Experiments: no effect gives no finding, lost users show, the novelty fades, heavy users mislead."""

import numpy as np
import pytest
from scipy import stats

from aipm.simulate import ab

NONE = {"lift": 0.0, "novelty": 0.0, "spend_lift": 0.0}


def compare(data):
    """Difference of the conversion rates and its two-sided p."""
    arms = data.groupby("arm")["converted"].agg(["mean", "size"])
    pooled = data["converted"].mean()
    error = np.sqrt(pooled * (1 - pooled) * (1 / arms["size"]).sum())
    difference = arms["mean"]["treatment"] - arms["mean"]["control"]
    return difference, 2 * stats.norm.sf(abs(difference / error)), error


def test_without_an_effect_p_is_uniform():
    one = ab(users=600_000, days=300, **NONE).data  # 300 tests of 2,000 users, one a day
    p = [compare(part)[1] for _, part in one.groupby("day")]
    assert stats.kstest(p, "uniform").pvalue > 0.01
    assert np.mean(np.array(p) < 0.05) == pytest.approx(0.05, abs=3 * np.sqrt(0.05 * 0.95 / 300))


def test_the_week_flatters_what_the_month_does_not():
    t = ab()
    for low, high in ((1, 7), (1, 14), (1, 28), (15, 28)):
        difference, _, error = compare(t.data[t.data["day"].between(low, high)])
        assert abs(difference - t.truth.effect_by_day.loc[low:high].mean()) < 3 * error
    week, p_week, _ = compare(t.data[t.data["day"] <= 7])
    late, p_late, _ = compare(t.data[t.data["day"] >= 15])
    assert week > 0.004 and p_week < 0.05
    assert late < -0.002 and p_late < 0.05


def test_truth_is_the_formula():
    t = ab(users=100)
    day = t.truth.effect_by_day.index.to_numpy()
    assert t.truth.effect_by_day.to_numpy() == pytest.approx(-0.004 + 0.02 * np.exp(-(day - 1) / 5), abs=1e-8)
    assert t.truth.long_run == -0.004 and t.truth.mean_effect == pytest.approx(0.0, abs=2e-4)


def test_users_lost_from_the_log_show_in_the_counts_and_flatter_the_treated():
    usual, short = ab(**NONE), ab(srm=0.03, **NONE)
    arms = short.data["arm"].value_counts()
    assert stats.chisquare(arms).pvalue < 1e-6
    assert stats.chisquare(usual.data["arm"].value_counts()).pvalue > 0.01
    assert short.truth.lost == 168_000 - len(short.data)
    assigned = arms["treatment"] + short.truth.lost
    assert short.truth.lost / assigned == pytest.approx(0.03, abs=0.003)
    control = (short.data["arm"] == "control").sum()
    assert control == (usual.data["arm"] == "control").sum()
    assert compare(short.data)[0] - compare(usual.data)[0] == pytest.approx(0.10 / 0.97 - 0.10, abs=5e-4)


def test_new_members_react_more_and_the_mean_stays():
    t = ab(users=300_000, lift=0.05, novelty=0, hetero=1.0)
    effect = {name: compare(part)[0] for name, part in t.data.groupby("segment")}
    assert effect["new"] == pytest.approx(0.10, abs=0.01)
    assert effect["old"] == pytest.approx(0.05 * (1 - 0.3 / 0.7), abs=0.01)
    assert t.truth.effect.mean() == pytest.approx(0.05, abs=1e-3)


def test_spend_before_takes_out_more_than_half_of_the_variance():
    d = ab(users=50_000, spend_lift=0).data
    slope = np.cov(d["spend_before"], d["spend"])[0, 1] / d["spend_before"].var()
    left = (d["spend"] - slope * d["spend_before"]).var() / d["spend"].var()
    assert left == pytest.approx(0.44, abs=0.03)


def test_sessions_of_one_user_are_not_so_many_users():
    one = ab(users=400_000, days=200, **NONE).data  # 200 tests of 2,000 users
    sums = one.groupby(["day", "arm"])[["clicks", "sessions"]].sum().unstack()
    a, b = (sums["clicks"][k] / sums["sessions"][k] for k in ("control", "treatment"))
    pooled = sums["clicks"].sum(axis=1) / sums["sessions"].sum(axis=1)
    naive = np.sqrt(pooled * (1 - pooled) * (1 / sums["sessions"]).sum(axis=1))
    # By user: the residual of each user's clicks, summed (delta method).
    rate = one["day"].map(pooled)
    one["rest"] = (one["clicks"] - rate * one["sessions"]) ** 2
    spread = one.groupby(["day", "arm"])["rest"].sum().unstack()
    honest = np.sqrt((spread / sums["sessions"] ** 2).sum(axis=1))
    assert np.mean(abs(a - b) / naive > 1.96) > 0.08
    assert np.mean(abs(a - b) / honest > 1.96) == pytest.approx(0.05, abs=0.046)


def test_an_effect_that_leaves_the_range_is_refused():
    with pytest.raises(ValueError, match=r"lift is -0\.2.*would be -0\.1.*from 0 to 1"):
        ab(users=100, lift=-0.2, novelty=0)
