"""How far two pictures differ to the eye."""

from __future__ import annotations

import base64
import io

import numpy as np
from PIL import Image

# Rounding in the last bit of a float may move a line by one pixel on another processor, and no more; a
# changed digit, bar or colour differs by far more than this, in levels of 0 to 255 averaged over the worst
# block.
TOLERANCE = 8.0
BLOCK = 8
SHIFT = 1


def decode(png: str) -> np.ndarray:
    """Pixels (height, width, 3) of a base64 picture on white, 0 to 255."""
    picture = Image.open(io.BytesIO(base64.b64decode(png))).convert("RGBA")
    white = Image.new("RGBA", picture.size, "white")
    return np.asarray(Image.alpha_composite(white, picture).convert("RGB"), dtype=float)


def distance(one: str, other: str) -> float:
    """Greatest mean difference of any 8 × 8 block, a shift by one pixel in any direction being free.

    0 for the same bytes, infinite for another size (beyond a pixel).
    """
    if one == other:
        return 0.0
    a, b = decode(one), decode(other)
    if max(abs(a.shape[0] - b.shape[0]), abs(a.shape[1] - b.shape[1])) > SHIFT:
        return float("inf")
    height, width = min(a.shape[0], b.shape[0]), min(a.shape[1], b.shape[1])
    a, b = a[:height, :width], b[:height, :width]
    padded = np.pad(b, ((SHIFT, SHIFT), (SHIFT, SHIFT), (0, 0)), mode="edge")
    moves = [(dy, dx) for dy in range(2 * SHIFT + 1) for dx in range(2 * SHIFT + 1)]
    return float(
        np.min(
            [_blocks(np.abs(a - padded[dy : dy + height, dx : dx + width])) for dy, dx in moves], axis=0
        ).max()
    )


def _blocks(difference: np.ndarray) -> np.ndarray:
    """Mean over 8 × 8 blocks of the channel that differs most."""
    worst = difference.max(axis=2)
    height, width = (-(-n // BLOCK) * BLOCK for n in worst.shape)
    worst = np.pad(worst, ((0, height - worst.shape[0]), (0, width - worst.shape[1])))
    return worst.reshape(height // BLOCK, BLOCK, width // BLOCK, BLOCK).mean(axis=(1, 3))
