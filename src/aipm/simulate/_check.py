"""What the generators share: checks of their parameters, and their dice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def whole(name: str, value: int, low: int, high: int) -> int:
    """`value` as an int; ValueError naming parameter, value and range unless it is whole and in range."""
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or not low <= value <= high:
        raise ValueError(f"{name} is {value!r}; it must be a whole number from {low:,} to {high:,}.")
    return int(value)


def within(name: str, value: float, low: float, high: float) -> float:
    """`value` as a float; ValueError naming parameter, value and range unless low ≤ value ≤ high."""
    number = isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool)
    if not number or not low <= value <= high:  # NaN is never in range
        raise ValueError(f"{name} is {value!r}; it must be a number from {low:,g} to {high:,g}.")
    return float(value)


def numbers(name: str, value: Sequence[float], size: int, low: float, high: float) -> tuple[float, ...]:
    """`size` numbers from `low` to `high` as a tuple, in whatever order."""
    if isinstance(value, str) or not isinstance(value, Sequence | np.ndarray) or len(value) != size:
        raise ValueError(f"{name} is {value!r}; it must be {size} numbers from {low:,g} to {high:,g}.")
    return tuple(within(f"{name}[{i}]", x, low, high) for i, x in enumerate(value))


def triangle(name: str, value: Sequence[float], low: float, high: float) -> tuple[float, float, float]:
    """Smallest, likeliest and largest value of a triangular distribution, in that order."""
    a, b, c = numbers(name, value, 3, low, high)
    if not a <= b <= c:
        raise ValueError(
            f"{name} is {value!r}; it must be (smallest, likeliest, largest) in rising order, "
            f"from {low:,g} to {high:,g}."
        )
    return a, b, c


def dice(seed: int, name: str) -> np.random.Generator:
    """The one kind of random numbers used here: NumPy's PCG64, the same on every platform.

    The generator's name goes into the seed. A chapter that draws from `default_rng(0)` beside `team(seed=0)`
    would else draw the very numbers that made the cases, and find a connection that is not there.
    """
    seed = whole("seed", seed, 0, 2**63 - 1)
    return np.random.Generator(np.random.PCG64([seed, *name.encode()]))
