"""*Forecast*: an 80 % range for some figures, scored by the interval score, never right or wrong."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from .answers import NotYet, describe, listing, plain
from .answers import number as a_number

LEVEL = 0.8


class Forecast(NamedTuple):
    """Outcome of several ranges.

    inside   how many of the figures lay within theirs; total: how many there were
    score    mean interval score, each divided by its figure's scale (lower is better)
    against  the same for the reference ranges
    points   earned of max_points; message: the sentence about it
    """

    inside: int
    total: int
    score: float
    against: float
    points: float
    max_points: float
    message: str


def interval_score(low: float, high: float, truth: float, level: float = LEVEL) -> float:
    """Width of the range, and 2 / (1 − level) times what the truth lies outside it. Lower is better.

    In the figure's own unit. A forecaster who states what she believes gets the best expected score
    (T. Gneiting, A. Raftery, Strictly proper scoring rules, JASA 2007, doi:10.1198/016214506000001437).
    """
    miss = max(low - truth, truth - high, 0.0)
    return (high - low) + 2 / (1 - level) * miss


def score_forecast(
    answer: object,
    truth: Mapping[str, float],
    *,
    reference: Mapping[str, tuple[float, float]],
    points: float,
    what: str = "the answer",
) -> Forecast:
    """80 % ranges for the figures in `truth`, scored against reference ranges.

    answer     {"figure": [low, high], …}; pairs, tuples, arrays, or {"low": …, "high": …}
    reference  the range of somebody who knows only the base rates; its width is each figure's scale
    points     all when the mean score is at most half of the reference's, none when it is no better than the
               reference's own, linear between: neither absurdly wide ranges nor points earn anything

    Raises NotYet, with one sentence, for a missing figure, swapped bounds, NaN or another shape. ValueError
    when the reference has no width.
    """
    ranges = _ranges(answer, list(truth), what)
    mine, theirs, inside = [], [], 0
    for name, value in truth.items():
        low, high = reference[name]
        if not high > low:
            raise ValueError(f"score_forecast(): the reference range of {name!r} has no width.")
        scale = high - low
        mine.append(interval_score(*ranges[name], value) / scale)
        theirs.append(interval_score(low, high, value) / scale)
        inside += ranges[name][0] <= value <= ranges[name][1]
    score, against = float(np.mean(mine)), float(np.mean(theirs))
    share = min(1.0, max(0.0, (against - score) / (against / 2)))
    earned = round(points * share, 2)
    widths = [(ranges[n][1] - ranges[n][0]) / (reference[n][1] - reference[n][0]) for n in truth]
    message = f"{inside} of {len(truth)} figures lie inside your ranges: {earned:g} of {points:g} points."
    if share < 1:
        if np.mean(widths) > 0.9:
            message += " The ranges are about as wide as those of somebody who knows nothing of the case."
        elif inside < LEVEL * len(truth):
            worst = max(truth, key=lambda n: _miss(ranges[n], truth[n]) / (reference[n][1] - reference[n][0]))
            message += f" You were surer than you had reason to be, most of all about {worst!r}."
        else:
            message += " Narrower ranges would have held as well."
    return Forecast(inside, len(truth), score, against, earned, float(points), message)


def _miss(given: tuple[float, float], value: float) -> float:
    return max(given[0] - value, value - given[1], 0.0)


def _ranges(answer: object, wanted: Sequence[str], what: str) -> dict[str, tuple[float, float]]:
    example = f"a dict such as {{{wanted[0]!r}: [10, 20]}} with a low and a high end for {listing(wanted)}"
    if answer is None or answer is Ellipsis:
        raise NotYet(f"{what} is {describe(answer)}: no answer yet; expected {example}.")
    if not isinstance(answer, dict):
        raise NotYet(f"{what} should be {example}; it is {describe(answer)}.")
    given = {plain(key): value for key, value in answer.items()}
    for name in given:
        if name not in wanted:
            raise NotYet(
                f"{what} has a range for {name!r}, which is not asked for; there are {listing(wanted)}."
            )
    found = {}
    for name in wanted:
        if name not in given:
            raise NotYet(f"{what} lacks a range for {name!r}.")
        found[name] = _ends(given[name], f"{what}[{name!r}]")
    return found


def _ends(value: Any, what: str) -> tuple[float, float]:
    if isinstance(value, dict) and set(value) == {"low", "high"}:
        value = [value["low"], value["high"]]
    if hasattr(value, "tolist"):
        value = value.tolist()
    if value is None or value is Ellipsis:
        raise NotYet(f"{what} is {describe(value)}: no range yet; expected two numbers such as [10, 20].")
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        raise NotYet(f"{what} should be two numbers such as [10, 20]; it is {describe(value)}.")
    low, high = (
        a_number(end, f"{what}, its {name} end") for end, name in zip(value, ("low", "high"), strict=True)
    )
    if low > high:
        raise NotYet(f"{what} runs from {low:g} down to {high:g}: write the low end first.")
    if math.isclose(low, high):
        raise NotYet(f"{what} is a single point, {low:g}: an 80 % range has two ends.")
    return low, high
