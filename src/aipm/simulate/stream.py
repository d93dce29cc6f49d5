"""Two years of cases to score: the cases change, then what they mean changes, and labels come late.

Simulated. In month 8 the members who come are others (covariate shift): every alarm on the inputs rings
and the model ranks as well as before (over many cases its AUC is .817 before and .819 after; that of a single
month differs by .01 through chance alone). In month 16 the same inputs begin to mean something else (concept
flip): no alarm on the inputs rings and the model is broken. In one month a feed sends cents for dollars.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from aipm.simulate._check import dice, whole, within

WEIGHTS = (1.2, -0.8, 0.5)  # log-odds of y = 1 for each standard deviation of x0, x1, x2
UNIT = 100.0  # cents for dollars


@dataclass(frozen=True)
class StreamTruth:
    """What cannot be read off the stream; the Series and the frame are aligned with `data`.

    probability        true probability of y = 1
    inputs             x0, x1, x2 as they really were, before the unit error
    weights            weights of x0, x1, x2 before the flip
    weights_after      and from the flip on: the sign of x1 is turned
    shift_month        first month of the covariate shift (`months` = never)
    flip_month         first month of the concept flip (`months` = never)
    unit_error_month   month whose x2 is recorded 100 times too large (`months` = never)
    shift, delay       the parameters
    """

    probability: pd.Series
    inputs: pd.DataFrame
    weights: tuple[float, float, float]
    weights_after: tuple[float, float, float]
    shift_month: int
    flip_month: int
    unit_error_month: int
    shift: float
    delay: int


@dataclass(frozen=True)
class Stream:
    """`data` (one row a case, sorted by month) and `truth`."""

    data: pd.DataFrame
    truth: StreamTruth


def stream(
    months: int = 24,
    *,
    seed: int = 24,
    per_month: int = 1_500,
    shift: float = 0.8,
    shift_month: int = 8,
    flip_month: int = 16,
    unit_error_month: int = 12,
    delay: int = 2,
) -> Stream:
    """Simulate `months` months of scored cases, counted from 0.

    months            1 to 120
    seed              whole number ≥ 0; the same seed gives the same rows
    per_month         cases a month, 1 to 20,000
    shift             how far the mean of x0 moves, in its standard deviations, −5 to 5
    shift_month       first month with that shift, 0 or later; any month after the last means never
    flip_month        first month in which x1 counts the other way; likewise
    unit_error_month  the one month whose x2 is sent 100 times too large; likewise
    delay             months after which a label is known, 0 to 24

    Returns `Stream(data, truth)`. Columns of `data`:
    case_id      1, 2, …
    month        0 to months − 1
    x0, x1, x2   inputs as recorded (standard normal at first)
    y            0 or 1, the outcome
    label_month  month in which y becomes known: in month m use only rows with label_month ≤ m

    ValueError names an impossible parameter, its value and its range.
    """
    months = whole("months", months, 1, 120)
    per_month = whole("per_month", per_month, 1, 20_000)
    shift = within("shift", shift, -5, 5)
    at_shift = min(whole("shift_month", shift_month, 0, 1_000), months)
    at_flip = min(whole("flip_month", flip_month, 0, 1_000), months)
    at_error = min(whole("unit_error_month", unit_error_month, 0, 1_000), months)
    delay = whole("delay", delay, 0, 24)
    rng = dice(seed, "stream")

    before = np.array(WEIGHTS)
    after = before * (1, -1, 1)
    real, chance, outcome = [], [], []
    for month in range(months):
        x = rng.normal(0, 1, (per_month, 3))
        x[:, 0] += shift * (month >= at_shift)
        p = 1 / (1 + np.exp(-(x * (before if month < at_flip else after)).sum(axis=1)))
        outcome.append((rng.random(per_month) < p).astype(np.int64))
        real.append(x)
        chance.append(p)
    inputs = pd.DataFrame(np.vstack(real).round(6), columns=["x0", "x1", "x2"])
    month_of = np.repeat(np.arange(months, dtype=np.int64), per_month)

    data = inputs.copy()
    data["x2"] = np.where(month_of == at_error, inputs["x2"] * UNIT, inputs["x2"])
    data.insert(0, "case_id", np.arange(1, len(data) + 1, dtype=np.int64))
    data.insert(1, "month", month_of)
    data["y"] = np.concatenate(outcome)
    data["label_month"] = month_of + delay
    truth = StreamTruth(
        probability=pd.Series(np.concatenate(chance).round(9), name="probability"),
        inputs=inputs,
        weights=WEIGHTS,
        weights_after=(WEIGHTS[0], -WEIGHTS[1], WEIGHTS[2]),
        shift_month=at_shift,
        flip_month=at_flip,
        unit_error_month=at_error,
        shift=shift,
        delay=delay,
    )
    return Stream(data, truth)
