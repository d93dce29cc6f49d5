"""Controls: what is stored, what is refused."""

from __future__ import annotations

import altair as alt
import pandas as pd
import pytest

from aipm.page import control
from aipm.page.control import MIME

WORDS = "At 0.5 two of three cases are flagged, at 0.9 one."


def chart(bound: bool = True, **settings):
    bind = {"bind": alt.binding_range(min=0, max=1, step=0.1)} if bound else {}
    param = alt.param(name="threshold", value=0.5, **bind)
    data = pd.DataFrame({"score": [1 / 3, 2 / 3, 0.1 + 0.2], "n": [1, 2, 3]})
    return alt.Chart(data, **settings).mark_bar().encode(x="n:O", y="score:Q").add_params(param)


def test_description_and_bound_parameter_are_stored(shown):
    control(chart(), WORDS)
    spec = shown[0]["data"][MIME]
    assert spec["description"] == WORDS
    assert spec["params"][0]["bind"]["input"] == "range"
    assert spec["$schema"].endswith("/v5.20.1.json"), "the Vega-Lite that JupyterLab and the book draw"


def test_floats_are_rounded_so_that_outputs_repeat(shown):
    control(chart(), WORDS)
    rows = next(iter(shown[0]["data"][MIME]["datasets"].values()))
    assert [row["score"] for row in rows] == [0.333333, 0.666667, 0.3]


def test_own_settings_stand_above_the_house_style(shown):
    control(chart().configure_axis(labelFontSize=20).configure_view(continuousWidth=333), WORDS)
    config = shown[0]["data"][MIME]["config"]
    assert config["axis"]["labelFontSize"] == 20 and config["axis"]["titleFontSize"] == 13
    assert config["view"]["continuousWidth"] == 333


def test_a_parameter_may_stand_inside_a_composed_chart(shown):
    control(chart() & chart(bound=False), WORDS)
    assert MIME in shown[0]["data"]


def test_what_cannot_be_moved_is_refused(shown):
    with pytest.raises(ValueError, match=r"show\(\)"):
        control(chart(bound=False), WORDS)
    with pytest.raises(ValueError, match="30 characters"):
        control(chart(), "a slider")
    assert not shown
