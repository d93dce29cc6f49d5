"""Users of a controlled experiment: an effect that wears off, a log that loses some, users who differ.

Simulated. One row a user, exposed on one day of the test. The true effect on each day is known, so that a
reading after a week can be held against what stays.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from aipm.simulate._check import dice, whole, within

NEW = 0.30  # share of users who are new members: those who react differently when hetero is not 0


@dataclass(frozen=True)
class AbTruth:
    """What cannot be read off the log.

    effect_by_day   Series indexed by day (1 …): true change of the conversion probability that day
    effect          Series aligned with `data`: true change for this user, had they been treated on their day
    long_run        the change that stays once the novelty is gone
    mean_effect     mean of effect_by_day: what a test over all days measures on average
    spend_lift      true change of spend, dollars
    lost            treated users missing from the log
    base, novelty, decay, srm, hetero   the parameters
    """

    effect_by_day: pd.Series
    effect: pd.Series
    long_run: float
    mean_effect: float
    spend_lift: float
    lost: int
    base: float
    novelty: float
    decay: float
    srm: float
    hetero: float


@dataclass(frozen=True)
class Ab:
    """`data` (one row a logged user) and `truth`."""

    data: pd.DataFrame
    truth: AbTruth


def ab(
    users: int = 168_000,
    *,
    seed: int = 3,
    days: int = 28,
    base: float = 0.10,
    lift: float = -0.004,
    novelty: float = 0.02,
    decay: float = 5.0,
    srm: float = 0.0,
    hetero: float = 0.0,
    spend_lift: float = 0.15,
    heaviness: float = 1.0,
) -> Ab:
    """Simulate a test with `users` users, half of them treated by the toss of a coin.

    users       users who were assigned, 1 to 1,000,000 (default: about 3,000 a day and arm)
    seed        whole number ≥ 0; the same seed gives the same rows
    days        days of the test, 1 to 365
    base        conversion probability without treatment, 0 to 1
    lift        change of that probability that stays, −1 to 1
    novelty     change on the first day on top of `lift`, −1 to 1; it fades as exp(−day/decay)
    decay       days in which the novelty falls to 37 %, 0.1 to 1000
    srm         share of treated users missing from the log, 0 to 0.5. Those who did not convert go missing:
                the arms differ in size, and the treated look better than they are
    hetero      0: all users react alike; 1: new members (30 %) react twice as much, the others less, the mean
                being kept; −1 to 2
    spend_lift  change of spend through treatment, dollars, −100 to 100
    heaviness   how unequal users are in sessions, 0 (all alike but for chance) to 5

    For an A/A test set lift, novelty and spend_lift to 0. Returns `Ab(data, truth)`. Columns of `data`:
    user_id       number of the user, as assigned (numbers missing from the log are missing here)
    day           day of exposure, 1 to days
    arm           "control" or "treatment"
    segment       "new" or "old" member
    converted     1 if the user converted
    sessions      sessions of the user, 1 or more (1 + Poisson with a gamma mean of 4)
    clicks        sessions with a click; users differ in how often they click (beta, mean .20)
    spend_before  dollars in the period before the test
    spend         dollars during the test

    ValueError names an impossible parameter, its value and its range.
    """
    users = whole("users", users, 1, 1_000_000)
    days = whole("days", days, 1, 365)
    base = within("base", base, 0, 1)
    lift = within("lift", lift, -1, 1)
    novelty = within("novelty", novelty, -1, 1)
    decay = within("decay", decay, 0.1, 1000)
    srm = within("srm", srm, 0, 0.5)
    hetero = within("hetero", hetero, -1, 2)
    spend_lift = within("spend_lift", spend_lift, -100, 100)
    heaviness = within("heaviness", heaviness, 0, 5)
    by_day = lift + novelty * np.exp(-np.arange(days) / decay)
    more, less = 1 + hetero, 1 - hetero * NEW / (1 - NEW)  # the mean over users stays by_day
    extremes = base + np.outer(by_day, (more, less))
    if extremes.min() < 0 or extremes.max() > 1:
        worst = extremes.min() if extremes.min() < 0 else extremes.max()
        raise ValueError(
            f"lift is {lift!r}, with novelty {novelty!r} and hetero {hetero!r}: a conversion probability "
            f"would be {worst:.3g}; base + effect must be a number from 0 to 1."
        )
    rng = dice(seed, "ab")

    treated = rng.random(users) < 0.5
    day = rng.integers(0, days, users)
    new = rng.random(users) < NEW
    luck = rng.random(users)
    gone = rng.random(users)
    before = rng.gamma(2.0, 5.0, users)
    spend = 0.8 * before + rng.exponential(5.0, users) + spend_lift * treated
    # A gamma with mean 4 and the wished coefficient of variation; 0 is a gamma without spread.
    mean = rng.gamma(1 / heaviness**2, 4 * heaviness**2, users) if heaviness > 1e-3 else np.full(users, 4.0)
    sessions = 1 + rng.poisson(mean)
    effect = by_day[day] * np.where(new, more, less)
    habit = np.clip(rng.beta(2.0, 8.0, users) + effect * treated, 0, 1)
    clicks = rng.binomial(sessions, habit)
    converted = luck < base + effect * treated
    rate = min(1.0, srm / max(1e-12, 1 - base))  # among those who did not convert
    lost = treated & ~converted & (gone < rate)
    kept = ~lost

    data = pd.DataFrame(
        {
            "user_id": np.arange(1, users + 1, dtype=np.int64),
            "day": (day + 1).astype(np.int64),
            "arm": np.where(treated, "treatment", "control"),
            "segment": np.where(new, "new", "old"),
            "converted": converted.astype(np.int64),
            "sessions": sessions.astype(np.int64),
            "clicks": clicks.astype(np.int64),
            "spend_before": before.round(2),
            "spend": np.maximum(spend, 0).round(2),
        }
    )[kept].reset_index(drop=True)
    truth = AbTruth(
        effect_by_day=pd.Series(by_day.round(9), index=pd.RangeIndex(1, days + 1, name="day"), name="effect"),
        effect=pd.Series(effect[kept].round(9), name="effect"),
        long_run=lift,
        mean_effect=float(by_day.mean()),
        spend_lift=spend_lift,
        lost=int(lost.sum()),
        base=base,
        novelty=novelty,
        decay=decay,
        srm=srm,
        hetero=hetero,
    )
    return Ab(data, truth)
