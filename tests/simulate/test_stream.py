"""The stream: an alarm without harm, harm without an alarm, one month in the wrong unit, late labels."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from aipm.simulate import stream

INPUTS = ["x0", "x1", "x2"]


def psi(usual, now, bins=10):
    edges = np.quantile(usual, np.linspace(0, 1, bins + 1))
    edges[0], edges[-1] = -np.inf, np.inf
    a = np.histogram(usual, edges)[0] / len(usual)
    b = np.clip(np.histogram(now, edges)[0] / len(now), 1e-4, None)
    return ((b - a) * np.log(b / a)).sum()


def read(data):
    """Month or months → (AUC, PSI of each input), by a model of months 0 to 3."""
    train = data[data["month"] < 4]
    model = LogisticRegression().fit(train[INPUTS], train["y"])

    def at(low, high):
        part = data[data["month"].between(low, high)]
        auc = roc_auc_score(part["y"], model.predict_proba(part[INPUTS])[:, 1])
        return auc, [psi(train[x], part[x]) for x in INPUTS]

    return at


def test_the_single_months_of_the_chapter():
    at = read(stream().data)
    before, alarm, harm = at(5, 5), at(9, 9), at(17, 17)
    assert before[0] == pytest.approx(0.814, abs=0.015) and max(before[1]) < 0.05
    assert alarm[0] == pytest.approx(0.803, abs=0.015) and alarm[1][0] == pytest.approx(0.65, abs=0.06)
    assert harm[0] == pytest.approx(0.645, abs=0.015) and harm[1][0] == pytest.approx(0.65, abs=0.06)
    assert max(alarm[1][1:] + harm[1][1:]) < 0.05


def test_over_many_cases_shift_harms_nothing_and_flip_rings_nothing():
    at = read(stream(months=24, per_month=6_000, seed=1).data)
    before, shifted, flipped = at(4, 7), at(8, 11), at(16, 23)
    assert abs(before[0] - shifted[0]) < 0.012 and before[0] == pytest.approx(0.817, abs=0.01)
    assert shifted[1][0] == pytest.approx(0.59, abs=0.04)
    assert flipped[0] == pytest.approx(0.641, abs=0.015)
    assert flipped[1] == pytest.approx(shifted[1], abs=0.04)


def test_one_month_comes_in_cents():
    s = stream(per_month=500)
    wrong = s.data["month"] == 12
    assert np.allclose(s.data["x2"][wrong], 100 * s.truth.inputs["x2"][wrong])
    assert s.data["x2"][~wrong].equals(s.truth.inputs["x2"][~wrong])
    assert s.data.groupby("month")["x2"].std().idxmax() == 12


def test_the_truth_gives_the_chances():
    s = stream(per_month=2_000)
    late = s.data["month"] >= 16
    for part, weights in ((~late, s.truth.weights), (late, s.truth.weights_after)):
        x = s.truth.inputs[part].to_numpy()
        assert s.truth.probability[part].to_numpy() == pytest.approx(
            1 / (1 + np.exp(-(x @ np.array(weights)))), abs=1e-5
        )
    assert s.truth.weights_after[1] == -s.truth.weights[1]
    assert s.data["y"].mean() == pytest.approx(s.truth.probability.mean(), abs=0.01)


def test_labels_are_late_and_events_can_be_left_out():
    s = stream(months=6, per_month=100, delay=3)
    assert (s.data["label_month"] == s.data["month"] + 3).all()
    assert s.truth.shift_month == s.truth.flip_month == s.truth.unit_error_month == 6  # never
    assert s.data["x0"].abs().max() < 6
