"""Controls: Altair charts that a reader can move, in JupyterLab and on the page, without a kernel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aipm.page.figure import check_description
from aipm.page.style import CHART
from aipm.page.text import emit, plain

if TYPE_CHECKING:
    import altair as alt

MIME = "application/vnd.vegalite.v5+json"


def control(chart: alt.TopLevelMixin, description: str) -> None:
    """Show a chart with at least one bound parameter (a slider, a menu, a box to tick).

    chart        an Altair 5.5 chart; its data are stored with it, floats to six significant digits, so that
                 the output repeats on another machine
    description  what moving it shows, with numbers: the chart's accessible text. Fewer than 30 characters
                 raise ValueError

    ValueError also when no parameter is bound to an input: then it is a figure, and show() is for those.
    """
    description = check_description(description, "control()")
    spec = _rounded(_without_altair_config(chart.to_dict()))
    if not _is_bound(spec):
        raise ValueError(
            "control() wants a chart with a parameter the reader can move, such as "
            "alt.param(value=0.5, bind=alt.binding_range(min=0, max=1)); for a still figure use show()."
        )
    spec["description"] = description
    spec["config"] = _under(CHART, spec.get("config", {}))
    emit(
        {MIME: spec, "text/plain": f"control: {plain(description)}"},
        {MIME: {"embed_options": {"actions": False, "renderer": "svg"}}},
    )


def _is_bound(node: Any) -> bool:
    if isinstance(node, dict):
        params = node.get("params")
        if isinstance(params, list) and any(
            isinstance(p, dict) and isinstance(p.get("bind"), dict) for p in params
        ):
            return True
        return any(map(_is_bound, node.values()))
    return isinstance(node, list) and any(map(_is_bound, node))


def _without_altair_config(spec: dict[str, Any]) -> dict[str, Any]:
    """Without the size that Altair's own theme writes into every chart; what the author set stays."""
    view = spec.get("config", {}).get("view", {})
    if view.get("continuousWidth") == 300 and view.get("continuousHeight") == 300:
        del view["continuousWidth"], view["continuousHeight"]
    return spec


def _under(house: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """The house settings, with the chart's own on top."""
    both = {**house, **own}
    for key in house.keys() & own.keys():
        if isinstance(house[key], dict) and isinstance(own[key], dict):
            both[key] = _under(house[key], own[key])
    return both


def _rounded(node: Any) -> Any:
    if isinstance(node, float):
        return float(f"{node:.6g}")
    if isinstance(node, dict):
        return {key: _rounded(value) for key, value in node.items()}
    return [_rounded(value) for value in node] if isinstance(node, list) else node
