"""Cases answered by a model and by a person, with the right answer: when should whom be trusted?

Simulated. The model is better on easy cases and worse on hard ones than the person; its confidence says
something, not everything, about whether it is right.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from aipm.simulate._check import dice, numbers, whole, within


@dataclass(frozen=True)
class TeamTruth:
    """What cannot be read off the answers; the Series are aligned with `data`.

    answer                  the right answer, 0 or 1
    hardness                0 (easy) to 1 (hard)
    ai_chance, human_chance chance that the model, the person is right about the case
    ai, human               the parameters: (chance on the easiest case, fall to the hardest)
    """

    answer: pd.Series
    hardness: pd.Series
    ai_chance: pd.Series
    human_chance: pd.Series
    ai: tuple[float, float]
    human: tuple[float, float]


@dataclass(frozen=True)
class Team:
    """`data` (one row a case) and `truth`."""

    data: pd.DataFrame
    truth: TeamTruth


def team(
    n: int = 20_000,
    *,
    seed: int = 1,
    ai: tuple[float, float] = (0.97, 0.35),
    human: tuple[float, float] = (0.90, 0.10),
    sure_right: tuple[float, float] = (8, 2),
    sure_wrong: tuple[float, float] = (5, 3),
    yes: float = 0.5,
) -> Team:
    """Simulate `n` yes-or-no cases with the model's and the person's answers.

    n           cases, 1 to 1,000,000
    seed        whole number ≥ 0; the same seed gives the same rows
    ai          chance that the model is right on the easiest case, and what the hardest takes from it; 0 to 1
    human       the same for the person
    sure_right  the model's confidence when it is right: the two parameters of a beta, 0.1 to 1,000
    sure_wrong  and when it is wrong; equal to sure_right, confidence says nothing
    yes         share of cases whose right answer is 1, 0 to 1

    Returns `Team(data, truth)`. Columns of `data`:
    case_id       1 to n
    ai_answer     0 or 1
    confidence    the model's, 0 to 1
    human_answer  0 or 1, given without seeing the model's

    ValueError names an impossible parameter, its value and its range.
    """
    n = whole("n", n, 1, 1_000_000)
    a = _skill("ai", ai)
    h = _skill("human", human)
    right = numbers("sure_right", sure_right, 2, 0.1, 1_000)
    wrong = numbers("sure_wrong", sure_wrong, 2, 0.1, 1_000)
    yes = within("yes", yes, 0, 1)
    rng = dice(seed, "team")

    hardness = rng.random(n)
    ai_chance = a[0] - a[1] * hardness
    human_chance = h[0] - h[1] * hardness
    ai_right = rng.random(n) < ai_chance
    confidence = np.where(ai_right, rng.beta(right[0], right[1], n), rng.beta(wrong[0], wrong[1], n))
    human_right = rng.random(n) < human_chance
    answer = rng.random(n) < yes

    data = pd.DataFrame(
        {
            "case_id": np.arange(1, n + 1, dtype=np.int64),
            "ai_answer": np.where(ai_right, answer, ~answer).astype(np.int64),
            "confidence": confidence.round(6),
            "human_answer": np.where(human_right, answer, ~answer).astype(np.int64),
        }
    )
    truth = TeamTruth(
        answer=pd.Series(answer.astype(np.int64), name="answer"),
        hardness=pd.Series(hardness.round(6), name="hardness"),
        ai_chance=pd.Series(ai_chance.round(9), name="ai_chance"),
        human_chance=pd.Series(human_chance.round(9), name="human_chance"),
        ai=a,
        human=h,
    )
    return Team(data, truth)


def _skill(name: str, value: tuple[float, float]) -> tuple[float, float]:
    best, fall = numbers(name, value, 2, 0, 1)
    if fall > best:
        raise ValueError(
            f"{name} is {value!r}; the second number, the fall, must be from 0 to the first, {best:g}."
        )
    return best, fall
