"""Loans: equal repayment, unequal approvals, and what a model makes of them."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from aipm.simulate import loans

PROXY = ["income", "history", "zip"]


@pytest.fixture(scope="module")
def usual():
    return loans(n=100_000)


def test_both_groups_repay_alike_and_are_not_approved_alike(usual):
    group = usual.data["group"]
    repay = usual.truth.repay.groupby(group).mean()
    sizes = group.value_counts()
    error = np.sqrt(0.786 * 0.214 * (1 / sizes[0] + 1 / sizes[1]))
    assert abs(repay[0] - repay[1]) < 3 * error
    assert repay.to_numpy() == pytest.approx(0.787, abs=0.01)
    approved = usual.data.groupby("group")["past_approved"].mean()
    assert approved[0] == pytest.approx(0.891, abs=0.008) and approved[1] == pytest.approx(0.715, abs=0.01)
    assert sizes[1] / len(group) == pytest.approx(0.30, abs=0.006)


def test_chances_are_those_of_the_rows(usual):
    assert usual.truth.approval.mean() == pytest.approx(usual.data["past_approved"].mean(), abs=0.005)
    assert usual.truth.repay_probability.mean() == pytest.approx(usual.truth.repay.mean(), abs=0.005)
    one = usual.data["group"] == 1
    assert (usual.truth.fair_approval[one] > usual.truth.approval[one]).all()
    assert usual.truth.fair_approval[~one].equals(usual.truth.approval[~one])


def learnt(usual, label, columns):
    data, half = usual.data, len(usual.data) // 2
    model = LogisticRegression().fit(data[columns][:half], label[:half])
    score = model.predict_proba(data[columns][half:])[:, 1]
    test, repay = data[half:], usual.truth.repay[half:]
    chosen = score >= np.quantile(score, 0.4)
    rate = [chosen[test["group"] == k].mean() for k in (0, 1)]
    good = [chosen[(test["group"] == k) & (repay == 1)].mean() for k in (0, 1)]
    past = roc_auc_score(test["past_approved"], score)
    return rate[1] / rate[0], good, past, roc_auc_score(repay, score)


def test_the_proxy_carries_the_bias_and_the_biased_label_rewards_it(usual):
    ratio, good, past, real = learnt(usual, usual.data["past_approved"], PROXY)
    fair_ratio, fair_good, fair_past, fair_real = learnt(usual, usual.data["past_approved"], PROXY[:2])
    assert ratio == pytest.approx(0.68, abs=0.03) and good == pytest.approx([0.745, 0.535], abs=0.02)
    assert fair_ratio == pytest.approx(1.0, abs=0.03) and abs(fair_good[0] - fair_good[1]) < 0.02
    assert past == pytest.approx(0.798, abs=0.012) and fair_past == pytest.approx(0.778, abs=0.012)
    assert past - fair_past > 0.01  # against the biased label the unfair model looks better
    assert fair_real - real > 0.01  # against the truth it is worse


def test_without_bias_groups_are_approved_alike():
    rates = loans(n=50_000, bias=0).data.groupby("group")["past_approved"].mean()
    assert rates[0] == pytest.approx(rates[1], abs=0.012)


def test_lenient_officers_come_near_published_mortgage_figures():
    rates = loans(n=100_000, intercept=3.8).data.groupby("group")["past_approved"].mean()
    assert rates.to_numpy() == pytest.approx([0.944, 0.831], abs=0.008)


def test_applicants_stay_the_same_when_the_officers_change():
    fair, unfair = loans(n=500, bias=0), loans(n=500, bias=2)
    assert fair.truth.repay.equals(unfair.truth.repay)
    assert fair.data.drop(columns="past_approved").equals(unfair.data.drop(columns="past_approved"))
    assert (unfair.data["past_approved"] <= fair.data["past_approved"]).all()
