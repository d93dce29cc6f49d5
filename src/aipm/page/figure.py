"""Figures that can be read aloud: a PNG whose alternative text travels in the output's metadata."""

from __future__ import annotations

import io
import textwrap
from typing import TYPE_CHECKING

from aipm.page.style import DPI
from aipm.page.text import emit, plain

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SHORTEST_ALT = 30


def check_description(text: str, what: str) -> str:
    """`text` on one line; ValueError if it is too short to say a finding (under 30 characters)."""
    line = " ".join(text.split()) if isinstance(text, str) else ""
    if len(line) < SHORTEST_ALT:
        raise ValueError(
            f"{what} wants a description of at least {SHORTEST_ALT} characters: "
            "the finding with its numbers, for a reader who does not see it."
        )
    return line


def show(fig: Figure, alt: str) -> None:
    """Show a matplotlib figure and close it.

    alt: what a reader who cannot see the figure should know: the finding, with its numbers. It is stored in
    the output's metadata under ``{"image/png": {"alt": ...}}``; the book brings it to the page. Fewer than
    30 characters raise ValueError.

    A title or a label too long for the picture is broken into lines. The bytes repeat: no date, no version.
    """
    import matplotlib.pyplot as plt

    alt = check_description(alt, "show()")
    try:
        _wrap_titles(fig)
        png = _png(fig)
    finally:
        plt.close(fig)
    emit({"image/png": png, "text/plain": f"figure: {plain(alt)}"}, {"image/png": {"alt": alt}})


def _png(fig: Figure) -> bytes:
    """The picture in at most 192 colours: about a third of the bytes, no difference to the eye."""
    from PIL import Image

    raw = io.BytesIO()
    fig.savefig(raw, format="png", dpi=DPI, metadata={"Software": None})
    picture = Image.open(raw).convert("RGB")
    picture = picture.quantize(192, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    small = io.BytesIO()
    picture.save(small, format="png", optimize=True)
    return min(small.getvalue(), raw.getvalue(), key=len)


def _wrap_titles(fig: Figure) -> None:
    """Break titles and labels of x-axes that run over the picture's edge."""
    fig.canvas.draw()
    right = fig.bbox.x1
    for ax in fig.axes:
        # one of several panels has the room of its panel, a lone one that of the picture
        edge = right if ax.get_subplotspec() is None or ax.get_position().x1 > 0.8 else ax.bbox.x1
        for loc in ("left", "center", "right"):
            title = {"left": ax._left_title, "center": ax.title, "right": ax._right_title}[loc]  # type: ignore[attr-defined]
            words = title.get_text()
            box = title.get_window_extent()
            if not words or "\n" in words or box.x1 <= edge:
                continue
            title.set_text(_lines(words, (edge - box.x0) / box.width))
        label = ax.xaxis.label
        box, words = label.get_window_extent(), label.get_text()
        if words and "\n" not in words and (box.x1 > right or box.x0 < fig.bbox.x0):
            # it stands in the middle of its panel: its room is twice the way to the nearer edge
            middle = (box.x0 + box.x1) / 2
            label.set_text(_lines(words, 2 * min(right - middle, middle - fig.bbox.x0) / box.width))


def _lines(words: str, share: float) -> str:
    """`words` in lines of at most `share` of its length."""
    return "\n".join(textwrap.wrap(words, max(12, int(len(words) * share))))
