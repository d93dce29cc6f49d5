"""What an assistant may cost and bring: scenarios of a business case, with the net present value of each.

Simulated. Each driver has a distribution instead of one number; the value of the whole is known for every
scenario, so that a case worked out from averages can be held against it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from aipm.simulate._check import dice, numbers, triangle, whole, within

Triangle = tuple[float, float, float]


@dataclass(frozen=True)
class CostsTruth:
    """What follows from the scenarios.

    npv           Series aligned with `data`: net present value, dollars
    monthly       Series aligned with `data`: cash flow of a month at full use, dollars
    loss_share    share of scenarios with npv below 0
    drivers       name of each column of `data` → its distribution in words
    months, rate, rework   the parameters
    """

    npv: pd.Series
    monthly: pd.Series
    loss_share: float
    drivers: dict[str, str]
    months: int
    rate: float
    rework: float


@dataclass(frozen=True)
class Costs:
    """`data` (one row a scenario) and `truth`."""

    data: pd.DataFrame
    truth: CostsTruth


def costs(
    n: int = 20_000,
    *,
    seed: int = 5,
    volume: Triangle = (30_000, 36_000, 42_000),
    containment: tuple[float, float] = (11, 13),
    human_cost: Triangle = (4.5, 6, 8),
    recontact: tuple[float, float] = (3, 14),
    token_cost: tuple[float, float] = (0.01, 0.6),
    run_cost: Triangle = (18_000, 28_000, 50_000),
    build_cost: Triangle = (300_000, 450_000, 900_000),
    ramp: Triangle = (3, 6, 12),
    months: int = 24,
    rate: float = 0.10,
    rework: float = 1.3,
) -> Costs:
    """Simulate `n` scenarios of one business case.

    n            scenarios, 1 to 200,000
    seed         whole number ≥ 0; the same seed gives the same rows. Three equal numbers fix a driver, and
                 the others stay as they were
    volume       messages a month: smallest, likeliest, largest (triangular), 0 to 100,000,000
    containment  share of messages the assistant settles: the two parameters of a beta, 0.1 to 1,000
    human_cost   dollars a message a person settles (triangular), 0 to 1,000
    recontact    share of settled messages that come back: the two parameters of a beta, 0.1 to 1,000
    token_cost   dollars of tokens a message: median of a lognormal, 0 to 100, and its sigma, 0 to 3
    run_cost     dollars a month for licences and people (triangular), 0 to 1,000,000,000
    build_cost   dollars at the start (triangular), 0 to 1,000,000,000
    ramp         months until full use (triangular), 0.1 to 120
    months       months counted, 1 to 120
    rate         yearly discount rate, 0 to 1
    rework       what a message that comes back costs, in messages settled by a person, 0 to 10

    In month k = 1 … months the use is u = min(1, k/ramp), and the cash flow is
    volume·containment·u·human_cost·(1 − rework·recontact) − volume·token_cost − run_cost, discounted by
    (1 + rate)^(k/12). The net present value is the sum less build_cost.

    Returns `Costs(data, truth)`; `data` has the columns scenario, volume, containment, human_cost, recontact,
    token_cost, run_cost, build_cost, ramp, in the units above. ValueError names an impossible parameter, its
    value and its range.
    """
    n = whole("n", n, 1, 200_000)
    volume = triangle("volume", volume, 0, 1e8)
    a, b = numbers("containment", containment, 2, 0.1, 1_000)
    human_cost = triangle("human_cost", human_cost, 0, 1_000)
    c, d = numbers("recontact", recontact, 2, 0.1, 1_000)
    median, sigma = numbers("token_cost", token_cost, 2, 0, 100)
    sigma = within("token_cost[1]", sigma, 0, 3)
    run_cost = triangle("run_cost", run_cost, 0, 1e9)
    build_cost = triangle("build_cost", build_cost, 0, 1e9)
    ramp = triangle("ramp", ramp, 0.1, 120)
    months = whole("months", months, 1, 120)
    rate = within("rate", rate, 0, 1)
    rework = within("rework", rework, 0, 10)
    rng = dice(seed, "costs")

    columns = {
        "volume": _draw(volume, n, rng).round(0),
        "containment": rng.beta(a, b, n).round(6),
        "human_cost": _draw(human_cost, n, rng).round(4),
        "recontact": rng.beta(c, d, n).round(6),
        "token_cost": (median * np.exp(sigma * rng.normal(0, 1, n))).round(6),
        "run_cost": _draw(run_cost, n, rng).round(2),
        "build_cost": _draw(build_cost, n, rng).round(2),
        "ramp": np.maximum(_draw(ramp, n, rng), 0.1).round(4),
    }
    data = pd.DataFrame({"scenario": np.arange(1, n + 1, dtype=np.int64), **columns})

    v = {name: np.asarray(column) for name, column in columns.items()}
    saved = v["volume"] * v["containment"] * v["human_cost"] * (1 - rework * v["recontact"])
    spent = v["volume"] * v["token_cost"] + v["run_cost"]
    npv = -v["build_cost"]
    for k in range(1, months + 1):
        npv = npv + (saved * np.minimum(1, k / v["ramp"]) - spent) / (1 + rate) ** (k / 12)
    value = pd.Series(npv.round(2), name="npv")
    truth = CostsTruth(
        npv=value,
        monthly=pd.Series((saved - spent).round(2), name="monthly"),
        loss_share=float((value < 0).mean()),
        drivers={
            "volume": _three(volume),
            "containment": f"beta({a:g}, {b:g})",
            "human_cost": _three(human_cost),
            "recontact": f"beta({c:g}, {d:g})",
            "token_cost": f"lognormal(median {median:g}, sigma {sigma:g})",
            "run_cost": _three(run_cost),
            "build_cost": _three(build_cost),
            "ramp": _three(ramp),
        },
        months=months,
        rate=rate,
        rework=rework,
    )
    return Costs(data, truth)


def _three(value: Triangle) -> str:
    low, likeliest, high = value
    return f"triangular({low:g}, {likeliest:g}, {high:g})"


def _draw(value: Triangle, n: int, rng: np.random.Generator) -> np.ndarray:
    low, likeliest, high = value
    if low < high:
        return rng.triangular(low, likeliest, high, n)
    rng.random(n)  # a fixed driver takes as many numbers, so that the others do not change
    return np.full(n, low)
