"""The palette, measured: readable on white, and apart for readers with colour blindness."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from aipm import page

STRONG = {name: getattr(page, name) for name in ("INK", "BLUE", "ORANGE", "GREEN", "RED", "GREY")}

# Machado, Oliveira and Fernandes 2009 (doi:10.1109/TVCG.2009.113), severity 1, on linear RGB
SIMULATION = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}


def linear(colour: str) -> np.ndarray:
    rgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    return float(linear(colour) @ [0.2126, 0.7152, 0.0722])


def lab(rgb: np.ndarray) -> np.ndarray:
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ rgb
    t = np.clip(xyz / [0.95047, 1, 1.08883], 0, None)
    f = np.where(t > 0.008856, np.cbrt(t), 7.787 * t + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("name", STRONG)
def test_contrast_on_white(name):
    ratio = 1.05 / (luminance(STRONG[name]) + 0.05)
    # WCAG 2.2: 3 for graphics and large text; the others also serve for small direct labels (4.5)
    assert ratio >= (3 if name == "ORANGE" else 4.5), ratio


@pytest.mark.parametrize("sight", SIMULATION)
def test_every_pair_can_be_told_apart(sight):
    seen = {name: lab(np.clip(SIMULATION[sight] @ linear(c), 0, 1)) for name, c in STRONG.items()}
    for a, b in combinations(seen, 2):
        assert np.linalg.norm(seen[a] - seen[b]) >= 15, (a, b, np.linalg.norm(seen[a] - seen[b]))
