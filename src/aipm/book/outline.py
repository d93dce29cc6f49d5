"""The outline for the pages' script: ready chapters, their sections, where they are, how long they take."""

from __future__ import annotations

import json
from pathlib import Path

from myst_parser.mdit_to_docutils.base import default_slugify

from aipm.curriculum import load

NAME = "outline.js"


def outline(root: Path) -> list[dict]:
    """One entry for each ready chapter of the course at `root`; minutes as in curriculum.yml.

    anchor: where a section begins on the chapter's page, as myst_heading_anchors names it
    """
    return [
        {
            "number": chapter.number,
            "title": chapter.title,
            "page": f"notebooks/{chapter.slug}",
            "exercise": f"exercises/{chapter.slug}/{chapter.slug}",
            "sections": [
                {
                    "id": section.id,
                    "title": section.title,
                    "anchor": default_slugify(section.title),
                    "read": section.read,
                    "practise": section.practise,
                }
                for section in chapter.sections
            ],
        }
        for chapter in load(root).ready
    ]


def write_outline(root: Path, static: Path) -> None:
    """Puts outline.js into the folder `static`: a script, since pages opened as files may fetch none."""
    static.mkdir(parents=True, exist_ok=True)
    data = json.dumps(outline(root), ensure_ascii=False, separators=(",", ":"))
    (static / NAME).write_text(f"window.aipmOutline = {data};\n", encoding="utf-8")
