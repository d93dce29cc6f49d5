"""Incidents: as often as the rate says, widely different in severity, as long as the checks allow."""

import numpy as np
import pytest
from scipy import stats

from aipm.simulate import incidents


@pytest.fixture(scope="module")
def many():
    return incidents(months=1_200, rate=20)


def test_they_come_by_chance_at_the_rate(many):
    by_month = np.bincount((many.data["start"] // 730).astype(int).clip(0, 1_199), minlength=1_200)
    assert by_month.mean() == pytest.approx(20, abs=4 * np.sqrt(20 / 1_200))
    assert by_month.var() / by_month.mean() == pytest.approx(1, abs=0.15)  # Poisson
    counts = [len(incidents(seed=s).data) for s in range(200)]
    assert np.mean(counts) == pytest.approx(54, abs=4 * np.sqrt(54 / 200))


def test_severity_is_lognormal(many):
    logs = np.log(many.truth.severity)
    assert logs.mean() == pytest.approx(np.log(12), abs=0.04) and logs.std() == pytest.approx(1.2, abs=0.03)
    assert stats.skew(logs) == pytest.approx(0, abs=0.08)
    assert many.truth.severity.mean() == pytest.approx(many.truth.mean_severity, rel=0.06)
    assert many.truth.mean_severity > 2 * many.truth.severity.median()


def test_they_last_until_a_check_finds_them(many):
    d = many.data
    wait = d["detected"] - d["start"]
    assert (wait >= -0.01).all()
    assert (wait // 24.001 == many.truth.checks_missed).mean() > 0.99
    assert (many.truth.checks_missed > 0).mean() == pytest.approx(0.2, abs=0.012)
    assert d["ended"].to_numpy() == pytest.approx((d["detected"] + 4).to_numpy(), abs=0.02)
    assert (d["ended"] - d["start"]).mean() == pytest.approx(many.truth.mean_hours, rel=0.03)
    harmed = many.truth.severity * (d["ended"] - d["start"])
    assert d["members"].to_numpy() == pytest.approx(harmed.to_numpy(), rel=0.01, abs=15)
    assert d["loss"].equals(d["members"] * 35.0)


def test_looking_oftener_harms_fewer_with_the_same_incidents():
    rare, often = incidents(window=48), incidents(window=1)
    assert rare.truth.severity.equals(often.truth.severity)
    assert rare.data["start"].equals(often.data["start"])
    assert (often.data["members"] <= rare.data["members"]).all()
    assert often.data["members"].sum() < 0.5 * rare.data["members"].sum()


def test_a_quiet_year_is_an_empty_ledger():
    quiet = incidents(months=12, rate=0)
    assert quiet.data.empty and len(quiet.truth.severity) == 0
    assert list(quiet.data.columns) == list(incidents().data.columns)
    assert (quiet.data.dtypes == incidents().data.dtypes).all()
