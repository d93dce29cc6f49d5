"""Incidents of a product in use: how often, how bad, and how long they last before somebody notices.

Simulated. Incidents begin at random (Poisson), harm members at rates that differ widely (lognormal), and last
until a check finds them and the release is taken back.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from aipm.simulate._check import dice, whole, within

MONTH = 730.0  # hours


@dataclass(frozen=True)
class IncidentsTruth:
    """What cannot be read off the ledger.

    severity        Series aligned with `data`: members harmed an hour while the incident lasts
    checks_missed   Series aligned with `data`: checks that passed over it before one found it
    rate            incidents a month, on average
    median, sigma   of the lognormal severity
    mean_severity   its mean: median·exp(sigma²/2), far above the median
    mean_hours      mean hours an incident lasts: window·(½ + miss/(1 − miss)) + rollback
    window, miss, rollback, cost_per_member   the parameters
    """

    severity: pd.Series
    checks_missed: pd.Series
    rate: float
    median: float
    sigma: float
    mean_severity: float
    mean_hours: float
    window: float
    miss: float
    rollback: float
    cost_per_member: float


@dataclass(frozen=True)
class Incidents:
    """`data` (one row an incident, sorted by start; it can be empty) and `truth`."""

    data: pd.DataFrame
    truth: IncidentsTruth


def incidents(
    months: int = 36,
    *,
    seed: int = 0,
    rate: float = 1.5,
    median: float = 12.0,
    sigma: float = 1.2,
    window: float = 24.0,
    miss: float = 0.2,
    rollback: float = 4.0,
    cost_per_member: float = 35.0,
) -> Incidents:
    """Simulate the incidents of `months` months.

    months           1 to 1,200
    seed             whole number ≥ 0; the same seed gives the same rows
    rate             incidents a month on average, 0 to 100
    median           median severity, members harmed an hour, 0.01 to 10,000
    sigma            spread of its logarithm, 0 to 3
    window           hours between two checks: an incident is found at a check, never before, 0 to 8,760
    miss             chance that a check passes over an incident, 0 to 0.95
    rollback         hours from detection to the end, 0 to 8,760
    cost_per_member  dollars a harmed member costs, 0 to 1,000,000

    Returns `Incidents(data, truth)`. Columns of `data`:
    incident_id      1, 2, …
    start            hours since the beginning of the period (a month has 730)
    detected         the same, at which it was found
    ended            the same, at which the release was taken back
    members          members harmed
    loss             dollars

    With one seed the incidents keep start and severity whatever window, miss and rollback are. ValueError
    names an impossible parameter, its value and its range.
    """
    months = whole("months", months, 1, 1_200)
    rate = within("rate", rate, 0, 100)
    median = within("median", median, 0.01, 10_000)
    sigma = within("sigma", sigma, 0, 3)
    window = within("window", window, 0, 8_760)
    miss = within("miss", miss, 0, 0.95)
    rollback = within("rollback", rollback, 0, 8_760)
    cost_per_member = within("cost_per_member", cost_per_member, 0, 1e6)
    rng = dice(seed, "incidents")

    count = int(rng.poisson(rate * months))
    start = np.sort(rng.random(count)) * months * MONTH
    severity = median * np.exp(sigma * rng.normal(0, 1, count))
    to_next_check = rng.random(count) * window
    # Checks passed over: geometric, from one uniform number each, so that `miss` alone changes it.
    luck = 1 - rng.random(count)
    missed = np.floor(np.log(luck) / np.log(miss)) if miss > 0 else np.zeros(count)
    detected = start + to_next_check + missed * window
    ended = detected + rollback
    members = np.rint(severity * (ended - start))

    data = pd.DataFrame(
        {
            "incident_id": np.arange(1, count + 1, dtype=np.int64),
            "start": start.round(2),
            "detected": detected.round(2),
            "ended": ended.round(2),
            "members": members.astype(np.int64),
            "loss": (members * cost_per_member).round(2),
        }
    )
    truth = IncidentsTruth(
        severity=pd.Series(severity.round(6), name="severity"),
        checks_missed=pd.Series(missed.astype(np.int64), name="checks_missed"),
        rate=rate,
        median=median,
        sigma=sigma,
        mean_severity=float(median * np.exp(sigma**2 / 2)),
        mean_hours=window * (0.5 + miss / (1 - miss)) + rollback,
        window=window,
        miss=miss,
        rollback=rollback,
        cost_per_member=cost_per_member,
    )
    return Incidents(data, truth)
