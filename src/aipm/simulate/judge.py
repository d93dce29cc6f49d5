"""Answers graded by an automatic judge and by two people, with the truth about each answer.

Simulated. The judge passes most good answers and too many bad ones, likes what it is shown first and what is
long; so the pass rate it reports is not the share of good answers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from aipm.simulate._check import dice, whole, within


@dataclass(frozen=True)
class JudgeTruth:
    """What cannot be read off the verdicts.

    good            Series aligned with `data`: 1 if the answer is good
    judge_chance    Series aligned with `data`: chance that the judge passed it
    true            share of good answers that was aimed at
    sens, spec      chance that a good answer is passed, that a bad one is failed, over position and length
    expected        pass rate the judge reports on average: true·sens + (1 − true)·(1 − spec)
    pos_bias, len_bias, rater   the parameters
    """

    good: pd.Series
    judge_chance: pd.Series
    true: float
    sens: float
    spec: float
    expected: float
    pos_bias: float
    len_bias: float
    rater: float


@dataclass(frozen=True)
class Judge:
    """`data` (one row an answer) and `truth`."""

    data: pd.DataFrame
    truth: JudgeTruth


def judge(
    n: int = 2_000,
    true: float = 0.60,
    *,
    seed: int = 10,
    sens: float = 0.93,
    spec: float = 0.70,
    pos_bias: float = 0.08,
    len_bias: float = 0.05,
    rater: float = 0.906,
) -> Judge:
    """Simulate `n` answers and their verdicts.

    n         answers, 1 to 1,000,000
    true      share of good answers, 0 to 1
    seed      whole number ≥ 0; the same seed gives the same rows
    sens      chance that the judge passes a good answer, 0 to 1
    spec      chance that the judge fails a bad answer, 0 to 1
    pos_bias  how much oftener the judge passes what it is shown first than what it is shown second, 0 to 0.5
    len_bias  how much oftener it passes an answer longer than the median than a shorter one, 0 to 0.5
    rater     chance that a person's verdict is right, 0.5 to 1; .906 makes two raters agree with κ ≈ .65

    Position and length leave sens and spec as they are over all answers. Where a bias does not fit between
    0 and 1 (a judge with sens = 1 cannot pass more), it is made smaller.

    Returns `Judge(data, truth)`. Columns of `data`:
    answer_id         1 to n
    shown             "first" or "second": place in which the judge saw it
    words             length of the answer, words; unrelated to quality
    judge             1 if the judge passed it
    rater_a, rater_b  1 if the first, the second person passed it

    ValueError names an impossible parameter, its value and its range.
    """
    n = whole("n", n, 1, 1_000_000)
    true = within("true", true, 0, 1)
    sens = within("sens", sens, 0, 1)
    spec = within("spec", spec, 0, 1)
    pos_bias = within("pos_bias", pos_bias, 0, 0.5)
    len_bias = within("len_bias", len_bias, 0, 0.5)
    rater = within("rater", rater, 0.5, 1)
    rng = dice(seed, "judge")

    good = rng.random(n) < true
    first = rng.random(n) < 0.5
    size = rng.normal(0, 1, n)  # above 0 is longer than the median
    push = np.where(first, 0.5, -0.5) * pos_bias + np.where(size > 0, 0.5, -0.5) * len_bias
    usual = np.where(good, sens, 1 - spec)
    most = (pos_bias + len_bias) / 2
    room = np.minimum(usual, 1 - usual)
    chance = usual + push * np.minimum(1.0, room / most if most > 1e-9 else 1.0)
    verdict = rng.random(n) < chance
    people = [np.where(rng.random(n) < rater, good, ~good).astype(np.int64) for _ in "ab"]

    data = pd.DataFrame(
        {
            "answer_id": np.arange(1, n + 1, dtype=np.int64),
            "shown": np.where(first, "first", "second"),
            "words": np.maximum(5, np.rint(110 * np.exp(0.45 * size))).astype(np.int64),
            "judge": verdict.astype(np.int64),
            "rater_a": people[0],
            "rater_b": people[1],
        }
    )
    truth = JudgeTruth(
        good=pd.Series(good.astype(np.int64), name="good"),
        judge_chance=pd.Series(chance.round(9), name="judge_chance"),
        true=true,
        sens=sens,
        spec=spec,
        expected=true * sens + (1 - true) * (1 - spec),
        pos_bias=pos_bias,
        len_bias=len_bias,
        rater=rater,
    )
    return Judge(data, truth)
