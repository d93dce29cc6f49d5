"""Loan applications whose past decisions were unfair to one group, with everybody's true repayment.

Larkspur is fictional; no applicant is real. Both groups repay equally well by construction. Past officers
approved the smaller group less often at equal ability, and the ZIP code gives the group away, so a model
that learns from past approvals learns the unfairness and looks accurate while it does.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from aipm.simulate._check import dice, whole, within

SKILL = 1.5  # what one standard deviation of ability adds to the log-odds of repaying
SKILL_SEEN = 1.6  # and to the log-odds that a past officer approved
PENALTY = 1.55  # what bias = 1 takes from the log-odds of group 1


@dataclass(frozen=True)
class LoansTruth:
    """What cannot be read off the applications; the Series are aligned with `data`.

    repay               1 if the applicant would repay, known here for the refused as well
    repay_probability   the chance of that, 0 to 1; depends on ability alone, never on the group
    skill               true ability to repay, standard normal in both groups
    fair_approval       chance of approval a past officer would have given without the bias
    approval            the chance actually given
    bias, proxy, share, intercept   the parameters
    """

    repay: pd.Series
    repay_probability: pd.Series
    skill: pd.Series
    fair_approval: pd.Series
    approval: pd.Series
    bias: float
    proxy: float
    share: float
    intercept: float


@dataclass(frozen=True)
class Loans:
    """`data` (one row an applicant) and `truth`."""

    data: pd.DataFrame
    truth: LoansTruth


def loans(
    n: int = 20_000,
    *,
    seed: int = 6,
    bias: float = 1.0,
    proxy: float = 2.0,
    share: float = 0.30,
    intercept: float = 2.9,
) -> Loans:
    """Simulate `n` past loan applications.

    n          applicants, 1 to 1,000,000
    seed       whole number ≥ 0; the same seed gives the same rows
    bias       how much past officers held against group 1: 0 nothing, 1 usual, up to 3
    proxy      how far the ZIP index of group 1 lies from the other's, in standard deviations, 0 to 10
    share      share of applicants in group 1, 0 to 1
    intercept  how lenient past officers were, −5 to 10. The default approves about 89 % of group 0 and 71 %
               of group 1; 3.8 approves about 94 % and 83 %, close to published US mortgage figures

    Returns `Loans(data, truth)`. Columns of `data`:
    applicant_id   1 to n
    group          0 or 1
    income         index, standard deviations: ability plus noise
    history        index of credit history, standard deviations: ability plus noise
    zip            index of the neighbourhood, standard deviations: says nothing of ability, much of the group
    past_approved  1 if a past officer approved

    With one seed, applicants keep their ability and luck whatever `bias`, `proxy` and `intercept` are.
    ValueError names an impossible parameter, its value and its range.
    """
    n = whole("n", n, 1, 1_000_000)
    bias = within("bias", bias, 0, 3)
    proxy = within("proxy", proxy, 0, 10)
    share = within("share", share, 0, 1)
    intercept = within("intercept", intercept, -5, 10)
    rng = dice(seed, "loans")

    group = (rng.random(n) < share).astype(np.int64)
    skill = rng.normal(0, 1, n)
    income = skill + rng.normal(0, 0.8, n)
    history = skill + rng.normal(0, 0.8, n)
    zip_index = proxy * group + rng.normal(0, 1, n)
    repay_probability = _chance(1.8 + SKILL * skill)
    repay = (rng.random(n) < repay_probability).astype(np.int64)
    fair = _chance(intercept + SKILL_SEEN * skill)
    approval = _chance(intercept + SKILL_SEEN * skill - PENALTY * bias * group)
    approved = (rng.random(n) < approval).astype(np.int64)

    data = pd.DataFrame(
        {
            "applicant_id": np.arange(1, n + 1, dtype=np.int64),
            "group": group,
            "income": income.round(6),
            "history": history.round(6),
            "zip": zip_index.round(6),
            "past_approved": approved,
        }
    )
    truth = LoansTruth(
        repay=pd.Series(repay, name="repay"),
        repay_probability=pd.Series(repay_probability.round(9), name="repay_probability"),
        skill=pd.Series(skill.round(6), name="skill"),
        fair_approval=pd.Series(fair.round(9), name="fair_approval"),
        approval=pd.Series(approval.round(9), name="approval"),
        bias=bias,
        proxy=proxy,
        share=share,
        intercept=intercept,
    )
    return Loans(data, truth)


def _chance(log_odds: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-log_odds))
