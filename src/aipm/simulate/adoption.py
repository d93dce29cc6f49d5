"""Agents who take up an assistant one after the other, and what it does for the new and the seasoned.

Simulated. The curve is Bass's (1969): some start by themselves, more because others did. The effect by tenure
follows the pattern Brynjolfsson, Li and Raymond report for support agents (doi:10.1093/qje/qjae044): much for
the new, nothing for the best.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from aipm.simulate._check import dice, numbers, whole, within

TENURES = ("new", "settled", "seasoned")
SHARES = (0.25, 0.40, 0.35)  # with effects of .34, .15 and 0, the mean effect is .145
PACE = (1.7, 2.1, 2.6)  # cases an hour without the assistant


@dataclass(frozen=True)
class AdoptionTruth:
    """What cannot be read off the panel.

    curve          Series indexed by month (1 …): share of agents expected to have adopted by its end
    adopted_in     Series indexed by agent_id: month of adoption; months + 1 = not within the panel
    pace           Series indexed by agent_id: the agent's cases an hour without assistant, in month 1
    effects        tenure → relative effect of the assistant on cases an hour
    mean_effect    the same over all agents of the panel
    innovation, imitation, trend   the parameters
    """

    curve: pd.Series
    adopted_in: pd.Series
    pace: pd.Series
    effects: dict[str, float]
    mean_effect: float
    innovation: float
    imitation: float
    trend: float


@dataclass(frozen=True)
class Adoption:
    """`data` (one row an agent and month) and `truth`."""

    data: pd.DataFrame
    truth: AdoptionTruth


def adoption(
    agents: int = 60,
    *,
    seed: int = 22,
    months: int = 24,
    innovation: float = 0.02,
    imitation: float = 0.35,
    effects: tuple[float, float, float] = (0.34, 0.15, 0.0),
    trend: float = 0.003,
    noise: float = 0.15,
) -> Adoption:
    """Simulate a panel of `agents` agents over `months` months.

    agents      1 to 20,000
    seed        whole number ≥ 0; the same seed gives the same rows
    months      1 to 60
    innovation  monthly chance to start without example (Bass's p), 0 to 1
    imitation   what it gains when everybody else has started (Bass's q), 0 to 1
    effects     relative effect on cases an hour for new, settled and seasoned agents, −1 to 5
    trend       monthly growth of everybody's pace, assistant or not, −0.1 to 0.1
    noise       spread of one month's pace, cases an hour, 0 to 2

    Returns `Adoption(data, truth)`. Columns of `data`, sorted by agent and month:
    agent_id        1 to agents
    tenure          "new", "settled" or "seasoned" at the start (25, 40 and 35 % of agents)
    month           1 to months
    adopted         1 from the month of adoption on
    cases_per_hour  cases settled an hour in that month

    ValueError names an impossible parameter, its value and its range.
    """
    agents = whole("agents", agents, 1, 20_000)
    months = whole("months", months, 1, 60)
    innovation = within("innovation", innovation, 0, 1)
    imitation = within("imitation", imitation, 0, 1)
    effect = numbers("effects", effects, 3, -1, 5)
    trend = within("trend", trend, -0.1, 0.1)
    noise = within("noise", noise, 0, 2)
    rng = dice(seed, "adoption")

    curve, share = [], 0.0
    for _ in range(months):
        share = min(1.0, share + (innovation + imitation * share) * (1 - share))
        curve.append(share)

    # Tenures in their shares exactly (to rounding), dealt at random.
    kind = np.searchsorted(np.cumsum(SHARES)[:-1], (np.arange(agents) + 0.5) / agents)
    kind = kind[rng.permutation(agents)]
    starts = 1 + np.searchsorted(np.array(curve), rng.random(agents), side="left")
    pace = np.maximum(0.5, np.array(PACE)[kind] + rng.normal(0, 0.25, agents))
    month = np.arange(1, months + 1)
    adopted = month >= starts[:, None]
    expected = pace[:, None] * (1 + trend) ** (month - 1) * (1 + np.array(effect)[kind][:, None] * adopted)
    made = np.maximum(0, expected + noise * rng.normal(0, 1, (agents, months)))

    agent_id = np.arange(1, agents + 1, dtype=np.int64)
    data = pd.DataFrame(
        {
            "agent_id": np.repeat(agent_id, months),
            "tenure": np.repeat(np.array(TENURES)[kind], months),
            "month": np.tile(month.astype(np.int64), agents),
            "adopted": adopted.ravel().astype(np.int64),
            "cases_per_hour": made.ravel().round(4),
        }
    )
    by_agent = pd.Index(agent_id, name="agent_id")
    truth = AdoptionTruth(
        curve=pd.Series(np.round(curve, 9), index=pd.RangeIndex(1, months + 1, name="month"), name="share"),
        adopted_in=pd.Series(starts.astype(np.int64), index=by_agent, name="adopted_in"),
        pace=pd.Series(pace.round(6), index=by_agent, name="pace"),
        effects=dict(zip(TENURES, effect, strict=True)),
        mean_effect=float(np.array(effect)[kind].mean()),
        innovation=innovation,
        imitation=imitation,
        trend=trend,
    )
    return Adoption(data, truth)
