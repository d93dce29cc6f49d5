"""The course seed, and the hidden inputs that come from it."""

from __future__ import annotations

import os
import zlib

import numpy as np

PUBLIC_SEED = 2026


def course_seed() -> int:
    """The number that decides hidden inputs and the parameters of Decide tasks.

    It is `AIPM_COURSE_SEED` from the environment, else 2026, the public one. A learner's own copy of the
    course runs on the public seed; an instructor sets a private one when releasing and when grading.

    Raises ValueError when the variable is set but is no whole number ≥ 0.
    """
    text = os.environ.get("AIPM_COURSE_SEED", "").strip()
    if not text:
        return PUBLIC_SEED
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"AIPM_COURSE_SEED must be a whole number of at least 0, not {text!r}.")
    return int(text)


def hidden_rng(task: str) -> np.random.Generator:
    """A generator for one task's hidden inputs: the same for the same course seed and task on every platform.

    Each task draws from its own stream, so that adding a draw to one test never moves another's.
    """
    return np.random.Generator(np.random.PCG64([course_seed(), zlib.crc32(task.encode())]))
