"""The agent's screen of Larkspur Assist: a picture for the page, buttons where a kernel answers.

One description of a screen, a dict, serves both: `screen` draws it, `desk` shows several, one at a time.

    {"title": "normal", "chip": "Draft by AI", "message": "…", "banner": ("plain", "…"), "body": "…",
     "source": "…", "buttons": ["Send", "Edit"], "happens": {"Send": "…"}}

`banner` names a tone: plain, doubt, wrong, person. With AIPM_STILL=1 only pictures are shown, so that stored
outputs repeat and hold no widget's state.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from aipm.page.quiz import _NO_MATHS, inline
from aipm.page.scenario import _is_live
from aipm.page.style import BLUE, GREEN, GREY, INK, LIGHT, ORANGE, RED

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TONES = {
    "plain": (GREEN, "#e3f3ee"),
    "doubt": (ORANGE, "#fdebd8"),
    "wrong": (RED, "#f8e3e8"),
    "person": (BLUE, "#e2edf7"),
}
SIZE = (6.4, 4.2)  # inches
Screen = Mapping[str, Any]


def screen(given: Screen) -> Figure:
    """The screen as a figure, for show()."""
    import matplotlib.pyplot as plt

    fig = plt.figure(figsize=SIZE, layout="none")
    ax = fig.add_axes((0, 0, 1, 1))
    ax.set(xlim=(0, 100), ylim=(0, 62))
    ax.axis("off")
    _box(ax, 0, 0, 100, 62, "#f4f6f9", LIGHT)
    _box(ax, 0, 55, 100, 7, INK, INK)
    ax.text(3, 58.5, "Larkspur Assist", color="white", fontweight="bold", fontsize=12, va="center")
    if given.get("chip"):
        _box(ax, 66, 56.2, 32, 4.6, "white", "white")
        ax.text(82, 58.4, given["chip"], color=INK, fontsize=10, ha="center", va="center")
    _box(ax, 2, 2, 31, 51, "white", LIGHT)
    ax.text(4, 50.5, "Member writes", color=GREY, fontsize=10, va="top")
    ax.text(4, 46.5, "\n".join(_lines(given["message"], 27, 11)), fontsize=11, va="top", linespacing=1.35)
    _box(ax, 35, 10.5, 63, 42.5, "white", LIGHT)
    top = 51.0
    if given.get("banner"):
        tone, words = given["banner"]
        lines = _lines(words, 54, 10.5)
        height = 2.6 + 2.9 * len(lines)
        colour, pale = TONES[tone]
        _box(ax, 36.5, top - height, 60, height, pale, pale)
        _box(ax, 36.5, top - height, 1.6, height, colour, colour)
        ax.text(40, top - height / 2, "\n".join(lines), fontsize=10.5, va="center", linespacing=1.3)
        top -= height + 1.6
    body = [line for part in (given.get("body") or "").split("\n") for line in _lines(part, 57, 11)]
    ax.text(38, top, "\n".join(body), fontsize=11, va="top", linespacing=1.35)
    if given.get("source"):
        lines = _lines(given["source"], 57, 9.5)
        ax.text(38, 12, "\n".join(lines), fontsize=9.5, va="bottom", color=GREY, linespacing=1.3)
        edge = 13.2 + 2.6 * len(lines)
        ax.plot([38, 95], [edge, edge], color=LIGHT, lw=1)
    width = (63 - 1.5 * (len(given["buttons"]) - 1)) / max(len(given["buttons"]), 1)
    for k, label in enumerate(given["buttons"]):
        left, first = 35 + k * (width + 1.5), k == 0
        _box(ax, left, 2, width, 6.8, BLUE if first else "white", BLUE)
        ax.text(
            left + width / 2,
            5.3,
            label,
            ha="center",
            va="center",
            fontsize=10,
            color="white" if first else BLUE,
            fontweight="bold" if first else "normal",
        )
    return fig


def _lines(text: str, width: float, size: float) -> list[str]:
    """`text` broken into lines of at most `width` hundredths of the screen, measured in its own letters."""
    room, space = SIZE[0] * 72 * width / 100 / size, 0.318
    lines: list[str] = []
    filled = 0.0
    for word in text.split():
        needs = _ems(word)
        if lines and filled + space + needs <= room:
            lines[-1], filled = f"{lines[-1]} {word}", filled + space + needs
        else:
            lines.append(word)
            filled = needs
    return lines


@cache
def _ems(word: str) -> float:
    """How wide a word is, in sizes of its font."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextPath

    return float(TextPath((0, 0), word, size=1, prop=FontProperties(family="DejaVu Sans")).get_extents().x1)


def in_words(given: Screen) -> str:
    """The same screen for a reader who does not see it."""
    parts = [f"Screen of the agent, {given['title']}.", f"The member writes: {given['message']}"]
    parts += [f"Label: {given['chip']}."] if given.get("chip") else ["Nothing says that AI wrote the draft."]
    parts += [f"Banner: {given['banner'][1]}"] if given.get("banner") else []
    parts += [f"Text: {given['body']}"] if given.get("body") else []
    parts += [f"Source line: {given['source']}"] if given.get("source") else ["No source is shown."]
    return " ".join(parts) + f" Buttons: {', '.join(given['buttons'])}."


def _box(ax: Axes, x: float, y: float, w: float, h: float, fill: str, edge: str) -> None:
    from matplotlib.patches import FancyBboxPatch

    ax.add_patch(
        FancyBboxPatch(
            (x + 0.4, y + 0.4),
            max(w - 0.8, 0.1),
            h - 0.8,
            boxstyle="round,pad=0.4,rounding_size=0.8",
            facecolor=fill,
            edgecolor=edge,
            linewidth=1,
        )
    )


def as_html(given: Screen) -> str:
    """The screen as HTML, without its buttons."""
    colour, pale = TONES[given["banner"][0]] if given.get("banner") else (GREY, "#f4f6f9")
    rows = [
        f'<div class="{_NO_MATHS}" style="border:1px solid {LIGHT};border-radius:6px;max-width:44em;'
        f'background:white;color:{INK}">',
        f'<div style="background:{INK};color:white;padding:.4em .8em"><strong>Larkspur Assist</strong> '
        f"&nbsp; {inline(given.get('chip') or '')}</div>",
        f'<p style="margin:.8em"><em>Member writes:</em> {inline(given["message"])}</p>',
    ]
    if given.get("banner"):
        rows.append(
            f'<p style="margin:.8em;padding:.5em .8em;background:{pale};border-left:4px solid {colour}">'
            f"{inline(given['banner'][1])}</p>"
        )
    body = inline(given.get("body") or "").replace("\n", "<br>")
    rows.append(f'<p style="margin:.8em">{body}</p>')
    if given.get("source"):
        rows.append(f'<p style="margin:.8em;color:{GREY}"><small>{inline(given["source"])}</small></p>')
    return "".join(rows) + "</div>"


def desk(screens: Sequence[Screen]) -> None:
    """Show the screens with buttons that work, in a live notebook; elsewhere nothing."""
    if _is_live():
        from IPython.display import display

        display(Desk(screens).box)


class Desk:
    """A menu of states; the screen; its buttons; and a line that says what a button did."""

    def __init__(self, screens: Sequence[Screen]) -> None:
        import ipywidgets

        self.kit, self.screens = ipywidgets, {one["title"]: one for one in screens}
        self.menu = ipywidgets.ToggleButtons(options=list(self.screens), description="State:")
        self.view, self.row, self.said = ipywidgets.HTML(), ipywidgets.HBox(), ipywidgets.HTML()
        self.menu.observe(lambda _: self.show(), names="value")
        self.box = ipywidgets.VBox([self.menu, self.view, self.row, self.said])
        self.show()

    def show(self) -> None:
        given = self.screens[self.menu.value]
        self.view.value, self.said.value = as_html(given), ""
        self.row.children = tuple(self.button(given, label) for label in given["buttons"])

    def button(self, given: Screen, label: str) -> Any:
        made = self.kit.Button(description=label, layout=self.kit.Layout(width="auto"))
        made.on_click(lambda _: self.press(given, label))
        return made

    def press(self, given: Screen, label: str) -> None:
        words = given.get("happens", {}).get(label, "Nothing is behind this button yet.")
        self.said.value = f'<p class="{_NO_MATHS}" role="status">{inline(words)}</p>'
