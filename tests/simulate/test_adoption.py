"""Adoption: Bass's curve, and an effect that the new have and the seasoned have not."""

import numpy as np
import pytest

from aipm.simulate import adoption


def test_the_curve():
    usual = adoption()
    assert usual.truth.curve[6] == pytest.approx(0.25, abs=0.005)
    assert usual.truth.curve[12] == pytest.approx(0.78, abs=0.006)
    for a, room in ((usual, 0.025), (adoption(agents=10_000), 0.02)):
        share = a.data.groupby("month")["adopted"].mean()
        assert share[6] == pytest.approx(0.25, abs=room) and share[12] == pytest.approx(0.78, abs=room)


def test_the_effect_by_tenure_within_agents():
    a = adoption(agents=6_000, trend=0)
    pace = a.data.pivot_table(
        index="agent_id", columns="adopted", values="cases_per_hour", observed=True
    ).dropna()
    gain = (pace[1] / pace[0] - 1).groupby(a.data.drop_duplicates("agent_id").set_index("agent_id")["tenure"])
    gain = gain.mean()
    assert gain["new"] == pytest.approx(0.34, abs=0.015)
    assert gain["settled"] == pytest.approx(0.15, abs=0.015)
    assert gain["seasoned"] == pytest.approx(0.0, abs=0.015)
    assert a.truth.mean_effect == pytest.approx(0.145, abs=1e-3)


def test_panel_and_truth_fit():
    a = adoption(agents=61, months=10)
    assert len(a.data) == 610 and a.data["tenure"].value_counts().sum() == 610
    first = a.data[a.data["adopted"] == 1].groupby("agent_id")["month"].min()
    assert a.truth.adopted_in[a.truth.adopted_in <= 10].equals(first.rename("adopted_in"))
    by_agent = a.data.groupby("agent_id")["adopted"]
    assert by_agent.is_monotonic_increasing.all()  # nobody goes back
    agents = a.data.drop_duplicates("agent_id")["tenure"].value_counts(normalize=True)
    assert agents.to_dict() == pytest.approx({"settled": 0.4, "seasoned": 0.35, "new": 0.25}, abs=0.02)


def test_nobody_starts_without_innovation():
    a = adoption(agents=200, innovation=0, imitation=1)
    assert not a.data["adopted"].any() and (a.truth.adopted_in == 25).all()


def test_the_trend_is_in_everybodys_pace():
    a = adoption(agents=2_000, innovation=0, noise=0, trend=0.01)
    pace = a.data.pivot(index="agent_id", columns="month", values="cases_per_hour")
    assert np.allclose(pace[24] / pace[1], 1.01**23, atol=1e-3)
