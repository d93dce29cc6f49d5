"""A small Sphinx extension: call-outs, syllabus, paths, data sets, templates, controls, what a page loads."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective

from aipm.book.borrowed import Control
from aipm.book.data_page import DataSets
from aipm.book.paths import paths
from aipm.book.syllabus import syllabus
from aipm.book.template_pages import Templates

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class CallOuts(SphinxTransform):
    """A block quote that begins with bold words is a call-out, coloured by its words.

    ``> **Watch out.** …`` gets the classes ``aipm-callout`` and ``aipm-watch-out``.
    """

    default_priority = 500

    def apply(self, **kwargs: Any) -> None:
        for quote in self.document.findall(nodes.block_quote):
            first = quote.children[0] if quote.children else None
            if not isinstance(first, nodes.paragraph):
                continue
            # the parser may put an empty text before the bold words
            opening = next((child for child in first.children if child.astext()), None)
            if isinstance(opening, nodes.strong):
                words = re.sub(r"[^a-z]+", "-", opening.astext().lower()).strip("-")
                quote["classes"] += ["aipm-callout", f"aipm-{words}"]


class FromCurriculum(SphinxDirective):
    """Markdown that a function makes of curriculum.yml: `make(path, to_root)`."""

    has_content = False
    make: Callable[[Path, str], str]
    headings = False

    def run(self) -> list[nodes.Node]:
        path = Path(self.env.srcdir) / "curriculum.yml"
        self.env.note_dependency(str(path))
        to_root = "../" * self.env.docname.count("/")
        text = type(self).make(path, to_root)
        return self.parse_text_to_nodes(text, allow_section_headings=self.headings)


class Syllabus(FromCurriculum):
    """``{syllabus}``: parts and chapters, with times, links, and what is only planned."""

    make = staticmethod(syllabus)

    def run(self) -> list[nodes.Node]:
        return [nodes.container("", *super().run(), classes=["aipm-syllabus"])]


class Paths(FromCurriculum):
    """``{paths}``: a heading, the time and the sections of each path."""

    make = staticmethod(paths)
    headings = True


def only_what_it_needs(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """MathJax goes to pages with formulas alone; Sphinx also gives it to pages above such a page."""
    if doctree is not None and any(doctree.findall(_is_maths)):
        return
    context["script_files"] = [
        script
        for script in context.get("script_files", [])
        if app.config.mathjax_path not in str(getattr(script, "filename", script) or "")
        and "window.MathJax" not in str(getattr(script, "attributes", {}).get("body") or "")
    ]


def _is_maths(node: nodes.Node) -> bool:
    return isinstance(node, nodes.math | nodes.math_block)


def setup(app: Sphinx) -> dict[str, Any]:
    # changes with the code of aipm.book (site.py): stored doctrees of older code are then not used
    app.add_config_value("aipm_key", "", "env", [str])
    app.add_directive("syllabus", Syllabus)
    app.add_directive("paths", Paths)
    app.add_directive("control", Control)
    app.add_directive("data-sets", DataSets)
    app.add_directive("templates", Templates)
    app.add_transform(CallOuts)
    # after Sphinx's own, which adds MathJax
    app.connect("html-page-context", only_what_it_needs, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
