"""Figures: alternative text, closing, bytes that repeat, titles that fit."""

from __future__ import annotations

import io

import matplotlib
import matplotlib.pyplot as plt
import pytest
from PIL import Image

from aipm import page

ALT = "Bars rise from 1 to 3: the last is three times the first."


@pytest.fixture(autouse=True)
def house_style(monkeypatch):
    matplotlib.use("agg")
    with matplotlib.rc_context():
        page.setup()
        yield
    plt.close("all")


def draw(title: str = "A finding"):
    fig, ax = plt.subplots()
    ax.bar([1, 2, 3], [1, 2, 3], color=[page.BLUE, page.ORANGE, page.RED])
    ax.set(title=title, xlabel="case", ylabel="count")
    return fig


def test_alt_text_travels_in_the_metadata_on_one_line(shown):
    page.show(draw(), ALT.replace(" is ", "\n  is "))
    assert shown[0]["metadata"] == {"image/png": {"alt": ALT}}
    assert ALT in shown[0]["data"]["text/plain"]


@pytest.mark.parametrize("alt", ["", "a bar chart", " " * 40, None])
def test_short_alt_text_is_refused(shown, alt):
    with pytest.raises(ValueError, match="30 characters"):
        page.show(draw(), alt)
    assert not shown


def test_figure_is_closed_so_that_it_is_shown_once(shown):
    page.show(draw(), ALT)
    assert plt.get_fignums() == []


def test_bytes_repeat_hold_no_version_and_are_small(shown):
    page.show(draw(), ALT)
    page.show(draw(), ALT)
    first, second = (output["data"]["image/png"] for output in shown)
    assert first == second
    assert b"matplotlib" not in first.lower() and b"tEXt" not in first and b"tIME" not in first
    assert len(first) < 20_000


def test_colours_survive_the_reduction(shown):
    page.show(draw(), ALT)
    picture = Image.open(io.BytesIO(shown[0]["data"]["image/png"])).convert("RGB")
    seen = {colour for _, colour in picture.getcolors(1 << 20)}
    for name in (page.BLUE, page.ORANGE, page.RED):
        wanted = tuple(int(name[i : i + 2], 16) for i in (1, 3, 5))
        assert min(max(abs(a - b) for a, b in zip(wanted, c, strict=True)) for c in seen) <= 4, name


def test_a_long_title_is_broken_and_stays_inside_the_picture(shown):
    fig = draw(
        "The cheapest line asks for thirty-nine messages a day and the desk has room for thirty of them"
    )
    page.show(fig, ALT)
    title = fig.axes[0]._left_title
    assert "\n" in title.get_text()
    assert title.get_window_extent().x1 <= fig.bbox.x1 + 1


def test_a_long_label_is_broken_and_stays_inside_the_picture(shown):
    fig = draw()
    fig.axes[0].set_xlabel(
        "of a hundred test messages, those that were sent to the right desk (simulated data)"
    )
    page.show(fig, ALT)
    box = fig.axes[0].xaxis.label.get_window_extent()
    assert box.x0 >= 0 and box.x1 <= fig.bbox.x1 and box.y0 >= 0


def test_titles_of_panels_stay_in_their_panels(shown):
    fig, axes = plt.subplots(1, 2)
    for ax in axes:
        ax.set_title("Recall rises while precision falls by half")
    page.show(fig, ALT)
    left, right = (ax._left_title.get_window_extent() for ax in axes)
    assert left.x1 <= right.x0


def test_a_dollar_in_a_title_is_money(shown):
    fig = draw("Costs $5 or $6 a case")
    page.show(fig, ALT)
    assert fig.axes[0]._left_title.get_text() == "Costs $5 or $6 a case"


def test_setup_prints_nothing_hides_nothing_and_may_be_repeated(capsys):
    import warnings

    import altair

    before = list(warnings.filters)
    page.setup()
    page.setup()
    assert capsys.readouterr() == ("", "")
    assert list(warnings.filters) == before
    assert altair.renderers.active == "mimetype"
    assert matplotlib.rcParams["axes.titlelocation"] == "left"
