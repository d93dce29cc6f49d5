"""What chapters link to, beside the learner's copies: the glossary, the templates, the data sheets."""

from __future__ import annotations

import json
from pathlib import Path

from aipm import documents


def reference(course: Path, made: Path) -> dict[str, Path]:
    """What a link of a chapter may open: path in my_work/ → file that holds it.

    course  root of the clone; what it lacks is left out
    made    folder for the pages that are written here, from the templates' three files
    """
    files = {}
    glossary = course / "book" / "glossary.md"
    if glossary.is_file():
        files["book/glossary.md"] = glossary
    for sheet in sorted((course / "datasets").glob("*/datasheet.md")):
        files[sheet.relative_to(course).as_posix()] = sheet
    templates = course / "book" / "templates"
    for name in documents.names(templates):
        form = json.dumps(documents.schema(name, templates), indent=1, ensure_ascii=False) + "\n"
        for part, text in {
            f"{name}.md": documents.page(name, templates),
            f"{name}/blank.yml": documents.blank(name, templates),
            f"{name}/larkspur.yml": documents.larkspur(name, templates),
            f"{name}/schema.json": form,
        }.items():
            page = made / part
            if not page.is_file() or page.read_text(encoding="utf-8") != text:
                page.parent.mkdir(parents=True, exist_ok=True)
                page.write_text(text, encoding="utf-8")
            files[f"book/templates/{part}"] = page
    return files
