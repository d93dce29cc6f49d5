"""Patients whose cost understates the need of one group: the label decides whom a programme helps.

Simulated, after the pattern Obermeyer and others reported in 2019 (doi:10.1126/science.aax2342); the rows
are invented. At equal need, less is spent on Black patients here, so a model that predicts cost well passes
over the sickest of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from aipm.simulate._check import dice, whole, within


@dataclass(frozen=True)
class HealthNeedTruth:
    """What cannot be read off the records.

    need       Series aligned with `data`: true need of care (gamma; mean about 1.1)
    share      share of Black patients aimed at
    cost_gap   what is taken from the logarithm of a Black patient's cost at equal need
    need_gap   what is added to the mean need of Black patients
    """

    need: pd.Series
    share: float
    cost_gap: float
    need_gap: float


@dataclass(frozen=True)
class HealthNeed:
    """`data` (one row a patient) and `truth`."""

    data: pd.DataFrame
    truth: HealthNeedTruth


def health_need(
    n: int = 60_000,
    *,
    seed: int = 12,
    share: float = 0.12,
    cost_gap: float = 0.55,
    need_gap: float = 0.35,
) -> HealthNeed:
    """Simulate `n` patients a programme for the sickest chooses from.

    n         patients, 1 to 1,000,000
    seed      whole number ≥ 0; the same seed gives the same rows
    share     share of Black patients, 0 to 1
    cost_gap  how much less is spent on them at equal need, on the log scale, 0 to 3 (.55: 42 % less)
    need_gap  how much higher their mean need is, 0 to 5

    Returns `HealthNeed(data, truth)`. Columns of `data`:
    patient_id  1 to n
    black       1 for a Black patient, else 0; for checking, not for the model
    use         logarithm of what care the patient used, as the insurer sees it
    lab         index of laboratory values: need plus noise
    conditions  number of chronic conditions (Poisson, its mean the need)
    cost        dollars of the year

    ValueError names an impossible parameter, its value and its range.
    """
    n = whole("n", n, 1, 1_000_000)
    share = within("share", share, 0, 1)
    cost_gap = within("cost_gap", cost_gap, 0, 3)
    need_gap = within("need_gap", need_gap, 0, 5)
    rng = dice(seed, "health_need")

    black = (rng.random(n) < share).astype(np.int64)
    need = rng.gamma(1.1 + need_gap * black, 1.0, n)
    log_cost = 7.5 + 0.55 * need - cost_gap * black + rng.normal(0, 0.5, n)
    use = log_cost + rng.normal(0, 0.25, n)
    lab = need + rng.normal(0, 0.7, n)
    conditions = rng.poisson(need).astype(np.int64)

    data = pd.DataFrame(
        {
            "patient_id": np.arange(1, n + 1, dtype=np.int64),
            "black": black,
            "use": use.round(6),
            "lab": lab.round(6),
            "conditions": conditions,
            "cost": np.exp(log_cost).round(2),
        }
    )
    truth = HealthNeedTruth(pd.Series(need.round(6), name="need"), share, cost_gap, need_gap)
    return HealthNeed(data, truth)
