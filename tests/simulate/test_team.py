"""The team: trusting the model where it is sure beats either alone, and blind trust loses."""

import numpy as np
import pytest

from aipm.simulate import team


@pytest.fixture(scope="module")
def usual():
    t = team(n=100_000)
    right = t.truth.answer
    return t, t.data["ai_answer"] == right, t.data["human_answer"] == right


def test_accuracy_by_whom_one_trusts(usual):
    t, ai, human = usual
    blind = np.random.default_rng(1).random(len(ai)) < 0.8  # the default seed: no connection may show
    sure = t.data["confidence"] > 0.75
    assert ai.mean() == pytest.approx(0.794, abs=0.006)
    assert human.mean() == pytest.approx(0.850, abs=0.006)
    assert np.where(blind, ai, human).mean() == pytest.approx(0.806, abs=0.006)
    assert np.where(sure, ai, human).mean() == pytest.approx(0.890, abs=0.006)
    assert (ai | human).mean() == pytest.approx(0.966, abs=0.006)


def test_hard_cases_are_where_the_person_is_better(usual):
    t, ai, human = usual
    easy, hard = t.truth.hardness < 0.1, t.truth.hardness > 0.9
    assert ai[easy].mean() > human[easy].mean() + 0.03
    assert human[hard].mean() > ai[hard].mean() + 0.12
    assert ai.mean() == pytest.approx(t.truth.ai_chance.mean(), abs=0.005)
    assert human.mean() == pytest.approx(t.truth.human_chance.mean(), abs=0.005)


def test_confidence_can_be_made_to_say_nothing():
    t = team(n=50_000, sure_wrong=(8, 2))
    ai = t.data["ai_answer"] == t.truth.answer
    assert t.data["confidence"][ai].mean() == pytest.approx(t.data["confidence"][~ai].mean(), abs=0.006)


def test_a_fall_below_zero_is_refused():
    with pytest.raises(ValueError, match=r"ai is \(0\.5, 0\.8\); .*from 0 to the first, 0\.5"):
        team(n=10, ai=(0.5, 0.8))
