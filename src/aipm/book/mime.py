"""Plug-ins of myst-nb: how two kinds of notebook output come to the page.

myst-nb finds them through the entry points of the group ``myst_nb.mime_renderers`` (pyproject.toml).
"""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes

if TYPE_CHECKING:
    from myst_nb.core.render import MimeData, NbElementRenderer

VEGALITE = "application/vnd.vegalite.v5+json"


class ImageWithAlt:
    """image/png with its alternative text: of an output's metadata myst-nb takes width and height only."""

    mime_priority_overrides: ClassVar[Sequence[tuple[str, str, int | None]]] = ()

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[nodes.Element] | None:
        if data.mime_type != "image/png":
            return None
        alt = data.output_metadata.get("image/png", {}).get("alt")
        if not alt:
            return None
        images = renderer.render_image_inline(data) if inline else renderer.render_image(data)
        for image in images:
            image["alt"] = str(alt)
        return images


class VegaLite:
    """A control: its specification as data, its description as text until aipm.js has drawn it."""

    # before text/html (30) and all the others
    mime_priority_overrides: ClassVar[Sequence[tuple[str, str, int | None]]] = [("*", VEGALITE, 5)]

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[nodes.Element] | None:
        if inline or data.mime_type != VEGALITE:
            return None
        spec = json.loads(data.content) if isinstance(data.content, str | bytes) else data.content
        return [nodes.raw(text=control_html(spec), format="html", classes=["output"])]


def control_html(spec: dict[str, Any]) -> str:
    """The element of one chart: its words, which stay where script is off, and its data."""
    words = html.escape(str(spec.get("description", "")).strip() or "Interactive chart")
    stored = json.dumps(spec, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    # inside a script element only "</script" and "<!--" could end or change what the browser reads
    stored = stored.replace("<", "\\u003c")
    return (
        '<figure class="aipm-control mathjax_ignore">'
        f'<div class="aipm-chart" role="img" aria-label="{words}">'
        f'<p class="aipm-words">{words}</p></div>'
        '<div class="aipm-inputs"></div>'
        '<noscript><p class="aipm-note">The chart that moves needs JavaScript.</p></noscript>'
        f'<script type="application/json" class="aipm-spec">{stored}</script></figure>'
    )
