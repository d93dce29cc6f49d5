"""Two years of weekly calls and of searches on the site: a signal that forecasts well until people change.

Simulated. Searches follow the need for help closely, until a rate hike is in the news: then people search who
need no help. Later, part of the calls move to chat. A model that learned calls from searches overshoots,
twice.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from aipm.simulate._check import dice, whole, within

LEVEL = 2_000.0  # contacts a week at the start
SEARCHES = 4.0  # searches for each contact in quiet times
LASTING = 0.4  # share of the shock, and of the curious, that does not fade
FADE = 8.0  # weeks in which the rest falls to 37 %
MOVING = 6.0  # weeks the move to chat takes


@dataclass(frozen=True)
class DemandTruth:
    """What cannot be read off the weeks; the Series are aligned with `data`.

    need               expected contacts of the week, by whatever channel
    expected_calls     expected calls
    quiet_searches     searches to be expected had nobody been merely curious
    shock_week, channel_week   first weeks of the shock and of the move to chat (weeks + 1 = never)
    trend, season, shock, curious, chat, noise   the parameters
    """

    need: pd.Series
    expected_calls: pd.Series
    quiet_searches: pd.Series
    shock_week: int
    channel_week: int
    trend: float
    season: float
    shock: float
    curious: float
    chat: float
    noise: float


@dataclass(frozen=True)
class Demand:
    """`data` (one row a week) and `truth`."""

    data: pd.DataFrame
    truth: DemandTruth


def demand(
    weeks: int = 104,
    *,
    seed: int = 0,
    trend: float = 0.002,
    season: float = 0.10,
    shock: float = 0.25,
    shock_week: int = 60,
    curious: float = 0.7,
    channel_week: int = 80,
    chat: float = 0.30,
    noise: float = 0.03,
) -> Demand:
    """Simulate `weeks` weeks, counted from 1.

    weeks         1 to 1,040
    seed          whole number ≥ 0; the same seed gives the same rows
    trend         growth of the need each week, −0.01 to 0.01
    season        yearly swing of the need, as a share, 0 to 0.9
    shock         what the rate hike adds to the need at first, as a share, 0 to 5; 40 % of it lasts
    shock_week    week of the hike, 1 or later; any week after the last means never
    curious       what the news adds to searches on top, as a share, 0 to 10; 40 % of it lasts
    channel_week  week in which calls begin to move to chat, 1 or later; likewise
    chat          share of contacts that end up in chat, 0 to 1
    noise         spread of a week's need and searches, relative, 0 to 0.5

    Returns `Demand(data, truth)`. Columns of `data`:
    week      1 to weeks
    start     date of the week's Monday, from 1 January 2024
    rate      Larkspur's loan rate, % a year
    searches  searches for help on the site
    calls     calls and branch visits
    chats     chats; none before channel_week

    ValueError names an impossible parameter, its value and its range.
    """
    weeks = whole("weeks", weeks, 1, 1_040)
    trend = within("trend", trend, -0.01, 0.01)
    season = within("season", season, 0, 0.9)
    shock = within("shock", shock, 0, 5)
    at_shock = min(whole("shock_week", shock_week, 1, 10_000), weeks + 1)
    curious = within("curious", curious, 0, 10)
    at_move = min(whole("channel_week", channel_week, 1, 10_000), weeks + 1)
    chat = within("chat", chat, 0, 1)
    noise = within("noise", noise, 0, 0.5)
    rng = dice(seed, "demand")

    week = np.arange(1, weeks + 1)
    since = np.maximum(0, week - at_shock)
    surge = (week >= at_shock) * (LASTING + (1 - LASTING) * np.exp(-since / FADE))
    swing = 1 + season * np.cos(2 * np.pi * (week - 3) / 52)  # highest in January
    need = LEVEL * (1 + trend) ** (week - 1) * swing * (1 + shock * surge)
    moved = chat * np.clip((week - at_move + 1) / MOVING, 0, 1)
    # The weeks' own ups and downs are shared by contacts and searches; the sampling noise is not.
    mood = np.exp(noise * rng.normal(0, 1, weeks))
    own = np.exp(noise / 2 * rng.normal(0, 1, weeks))
    calls = rng.poisson(need * mood * (1 - moved))
    chats = rng.poisson(need * mood * moved)
    quiet = SEARCHES * need
    searches = rng.poisson(quiet * mood * own * (1 + curious * surge))

    data = pd.DataFrame(
        {
            "week": week.astype(np.int64),
            "start": pd.date_range("2024-01-01", periods=weeks, freq="7D"),
            "rate": np.where(week < at_shock, 5.25, 6.75),
            "searches": searches.astype(np.int64),
            "calls": calls.astype(np.int64),
            "chats": chats.astype(np.int64),
        }
    )
    truth = DemandTruth(
        need=pd.Series(need.round(3), name="need"),
        expected_calls=pd.Series((need * (1 - moved)).round(3), name="expected_calls"),
        quiet_searches=pd.Series(quiet.round(3), name="quiet_searches"),
        shock_week=at_shock,
        channel_week=at_move,
        trend=trend,
        season=season,
        shock=shock,
        curious=curious,
        chat=chat,
        noise=noise,
    )
    return Demand(data, truth)
