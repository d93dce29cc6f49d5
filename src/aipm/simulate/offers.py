"""Cash offers for homes made from an estimate: one buys where the estimate was too high.

Simulated. The estimate is right on average; the sellers, who know their homes better, accept the offers that
are good for them. What was bought is therefore not like what was estimated.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from aipm.simulate._check import dice, whole, within

MEDIAN_TO_SD = 0.674489750196  # of a normal error, half are smaller than this many standard deviations


@dataclass(frozen=True)
class OffersTruth:
    """What cannot be read off the offers; the Series are aligned with `data`.

    value          true value of the home, dollars
    reserve        what the seller believes it is worth, and accepts anything above, dollars
    error          median relative error of the estimate aimed at
    margin         what was taken off the estimate
    seller_noise   standard deviation of the seller's own relative error
    """

    value: pd.Series
    reserve: pd.Series
    error: float
    margin: float
    seller_noise: float


@dataclass(frozen=True)
class Offers:
    """`data` (one row a home) and `truth`."""

    data: pd.DataFrame
    truth: OffersTruth


def offers(
    n: int = 20_000,
    *,
    seed: int = 1,
    error: float = 0.069,
    margin: float = 0.03,
    seller_noise: float = 0.03,
) -> Offers:
    """Simulate `n` offers.

    n             homes, 1 to 1,000,000
    seed          whole number ≥ 0; the same seed gives the same rows
    error         median relative error of the estimate, 0 to 0.5; try .019 against .069
    margin        how far below the estimate the offer is, 0 to 0.9
    seller_noise  standard deviation of the seller's own error, relative, 0 to 0.5

    Returns `Offers(data, truth)`. Columns of `data`:
    home_id   1 to n
    estimate  the model's, dollars
    offer     estimate less margin, dollars
    accepted  1 if the seller took it

    With one seed the homes and their sellers are the same for every `error`. ValueError names an impossible
    parameter, its value and its range.
    """
    n = whole("n", n, 1, 1_000_000)
    error = within("error", error, 0, 0.5)
    margin = within("margin", margin, 0, 0.9)
    seller_noise = within("seller_noise", seller_noise, 0, 0.5)
    rng = dice(seed, "offers")

    value = 400_000 * np.exp(0.2 * rng.normal(0, 1, n))
    estimate = value * np.exp(error / MEDIAN_TO_SD * rng.normal(0, 1, n))
    reserve = value * np.exp(seller_noise * rng.normal(0, 1, n))
    offer = estimate * (1 - margin)

    data = pd.DataFrame(
        {
            "home_id": np.arange(1, n + 1, dtype=np.int64),
            "estimate": estimate.round(2),
            "offer": offer.round(2),
            "accepted": (offer > reserve).astype(np.int64),
        }
    )
    truth = OffersTruth(
        value=pd.Series(value.round(2), name="value"),
        reserve=pd.Series(reserve.round(2), name="reserve"),
        error=error,
        margin=margin,
        seller_noise=seller_noise,
    )
    return Offers(data, truth)
