"""The house style: one palette and one set of matplotlib settings for every figure of the course.

The palette was chosen so that every pair of the strong colours stays apart for readers with the common
forms of colour blindness and so that each is readable as text on white (tests/page/test_style.py measures
both, with the simulation of Machado, Oliveira and Fernandes 2009, doi:10.1109/TVCG.2009.113).
"""

from __future__ import annotations

from typing import Any

INK = "#1b2430"  # text, axes, the thing the figure is about
BLUE = "#0058a3"  # first colour of a comparison
ORANGE = "#d95f02"  # second colour; what to look at
GREEN = "#008668"  # what went well
RED = "#971633"  # what went wrong, harm
GREY = "#6b6881"  # context, labels of second rank
LIGHT = "#d3d9e0"  # background shapes, grid lines

CYCLE = (BLUE, ORANGE, GREEN, RED, GREY)

#: width and height in inches of a figure unless its author says otherwise; at 110 dots an inch the picture
#: is 660 pixels wide: natural size in the book's text column, and letters of 10 pixels on a phone
SIZE = (6.0, 3.6)
DPI = 110

_RC: dict[str, Any] = {
    "figure.figsize": SIZE,
    "figure.dpi": DPI,
    "figure.facecolor": "white",
    "figure.constrained_layout.use": True,
    "savefig.dpi": DPI,
    "savefig.facecolor": "white",
    # DejaVu Sans comes with matplotlib: the same picture on every machine and in the browser
    "font.family": ["DejaVu Sans"],
    "font.size": 13,
    "text.color": INK,
    # a dollar in a title is money, not mathematics
    "text.parse_math": False,
    "axes.titlesize": 14.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlepad": 12,
    "axes.labelsize": 13,
    "axes.labelcolor": INK,
    "axes.edgecolor": GREY,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": False,
    "grid.color": LIGHT,
    "grid.linewidth": 0.8,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.labelsize": 12,
    "ytick.labelsize": 12,
    "lines.linewidth": 2.6,
    "lines.markersize": 8,
    "patch.linewidth": 0,
    "legend.frameon": False,
    "legend.fontsize": 12,
}


#: the same for Altair's charts: put under a chart's own settings by control()
CHART: dict[str, Any] = {
    "background": "white",
    "font": "DejaVu Sans, Verdana, sans-serif",
    "axis": {
        "labelColor": INK,
        "titleColor": INK,
        "domainColor": GREY,
        "tickColor": GREY,
        "gridColor": LIGHT,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "titlePadding": 8,
        "labelLimit": 240,
    },
    # words on a horizontal axis lie flat
    "axisXDiscrete": {"labelAngle": 0},
    "header": {"labelColor": INK, "titleColor": INK, "labelFontSize": 13, "titleFontSize": 13},
    "legend": {"labelColor": INK, "titleColor": INK, "labelFontSize": 13, "titleFontSize": 13},
    "range": {"category": list(CYCLE)},
    "rule": {"color": GREY},
    "text": {"color": INK, "fontSize": 13},
    "title": {
        "anchor": "start",
        "color": INK,
        "fontSize": 15,
        "offset": 12,
        "subtitleColor": GREY,
        "subtitleFontSize": 13,
    },
    "view": {"stroke": None, "continuousWidth": 480, "continuousHeight": 260},
}


def setup() -> None:
    """Put the house style in force: matplotlib's settings, the colour cycle, Altair's renderer, one thread.

    Call it after the imports: numerical libraries loaded later keep their threads.

    May be called any number of times; prints nothing. Warnings are left alone: what a library has to say
    must be seen, and a chapter whose cells warn fails its tests.
    """
    import altair
    import matplotlib
    from cycler import cycler
    from threadpoolctl import threadpool_limits

    matplotlib.rcParams.update(_RC)
    matplotlib.rcParams["axes.prop_cycle"] = cycler(color=list(CYCLE))
    # One thread: the last bits of a sum, and with them a cluster, depend on how many share the work;
    # on data of a chapter's size several are slower, too.
    threadpool_limits(limits=1)
    # Altair's own default writes random ids and the address of a public server into every output
    altair.renderers.enable("mimetype")
