"""Reads values out of documents that may be half filled in, and the arithmetic that rules need."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Any

Row = tuple[int, dict[str, Any]]
_normal = NormalDist().inv_cdf


def rows(document: Any, *path: str) -> list[Row]:
    """The entries of a list of groups, each with its number from 0; [] when there is no such list."""
    found = at(document, *path)
    return [(i, e) for i, e in enumerate(found) if isinstance(e, dict)] if isinstance(found, list) else []


def at(document: Any, *path: str) -> Any:
    """The value at a path of fields; None when there is none."""
    for step in path:
        document = document.get(step) if isinstance(document, dict) else None
    return document


def texts(value: Any) -> list[str]:
    """The texts of a list; [] for anything else."""
    return [entry for entry in value if isinstance(entry, str)] if isinstance(value, list) else []


def number(value: Any) -> float | None:
    """A finite number, else None."""
    good = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return float(value) if good else None


def when(value: Any) -> str:
    """A month or a date in words: 'month 9', '2026-09-30'."""
    return f"month {value}" if isinstance(value, int) else str(value)


def before(first: Any, second: Any) -> bool | None:
    """Whether a month or date lies before another; None when they cannot be compared."""
    months = isinstance(first, int) and isinstance(second, int)
    dates = isinstance(first, str) and isinstance(second, str)
    return first < second if months or dates else None


def wilson(rate: float, n: float, level: float = 0.95) -> tuple[float, float]:
    """Wilson's interval of a share: `rate` seen in `n` cases, at confidence `level`; (0, 1) without cases."""
    if n <= 0:
        return 0.0, 1.0
    z = _normal((1 + level) / 2)
    middle = (rate + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(rate * (1 - rate) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def n_for(rate: float, half_width: float, level: float = 0.95) -> int:
    """Fewest cases whose Wilson interval, at this rate, is no wider than ± half_width."""
    low, high = 1, 1
    while _half(rate, high, level) > half_width and high < 10**9:
        low, high = high, high * 2
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if _half(rate, middle, level) <= half_width else (middle + 1, high)
    return low


def _half(rate: float, n: float, level: float) -> float:
    low, high = wilson(rate, n, level)
    return (high - low) / 2


def n_per_arm(base: float, effect: float, power: float = 0.8, alpha: float = 0.05) -> int:
    """Cases an arm of a two-sided test of the shares `base` and `base + effect` (normal approximation)."""
    other = base + effect
    z = _normal(1 - alpha / 2) + _normal(power)
    return math.ceil(z * z * (base * (1 - base) + other * (1 - other)) / effect**2)
