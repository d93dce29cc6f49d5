"""A control of a chapter on another page: ``{control}``, so that the landing page moves too."""

from __future__ import annotations

import json
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from aipm.book.mime import VEGALITE, control_html
from aipm.curriculum import load


class Control(SphinxDirective):
    """``{control} 01_landscape`` with ``:cell: c350d4e3``: the chart of that cell, as the chapter stores it.

    Shows nothing while the chapter is only planned. An error when the cell is not there or has no chart.
    """

    required_arguments = 1
    option_spec = {"cell": directives.unchanged_required}
    has_content = False

    def run(self) -> list[nodes.Node]:
        root = Path(self.env.srcdir)
        slug, cell_id = self.arguments[0], self.options.get("cell", "")
        self.env.note_dependency(str(root / "curriculum.yml"))
        if slug not in {chapter.slug for chapter in load(root).ready}:
            return []
        path = root / "notebooks" / f"{slug}.ipynb"
        self.env.note_dependency(str(path))
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            for output in cell.get("outputs", []) if cell.get("id") == cell_id else []:
                if VEGALITE in output.get("data", {}):
                    return [nodes.raw(text=control_html(output["data"][VEGALITE]), format="html")]
        raise self.error(f"notebooks/{slug}.ipynb has no chart in a cell with the id {cell_id!r}.")
