"""The pages of the templates: one each, with the files to take away, and the list of all of them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import yaml
from docutils import nodes
from jsonschema import Draft202012Validator, SchemaError
from sphinx.util.docutils import SphinxDirective

from aipm import documents
from aipm.book.errors import BookError

FOLDER = Path("book") / "templates"


def lay_templates(root: Path, fresh: Path) -> None:
    """Write book/templates/<name>.md, and its blank and schema, into the folder `fresh`.

    BookError names the template that cannot be shown: a faulty schema, or a Larkspur version that lacks
    something.
    """
    given, target = root / FOLDER, fresh / FOLDER
    for name in documents.names(given):
        try:
            form = documents.schema(name, given)
            Draft202012Validator.check_schema(form)
            missing = documents.check(name, documents.read(given / name / "larkspur.yml"), given)
            page, blank = documents.page(name, given), documents.blank(name, given)
        except (ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError, SchemaError) as error:
            said = " ".join(str(error).split())[:200]
            raise BookError(f"book/templates/{name} cannot be made into a page ({said}): mend it.") from error
        if missing:
            raise BookError(f"book/templates/{name}/larkspur.yml is not complete: {missing[0]}")
        (target / name).mkdir(parents=True, exist_ok=True)
        (target / f"{name}.md").write_text(page, encoding="utf-8")
        (target / name / "blank.yml").write_text(blank, encoding="utf-8")
        text = json.dumps(form, indent=1, ensure_ascii=False)
        (target / name / "schema.json").write_text(text + "\n", encoding="utf-8")


class Templates(SphinxDirective):
    """``{templates}``: every template with its page, what it is for, and its blank form."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        self.env.note_reread()
        folder = Path(self.env.srcdir) / FOLDER
        lines = ["| Template | What it holds | Chapter | Take away |", "|---|---|---|---|"]
        for path in sorted(folder.glob("*.md"), key=lambda p: (_form(p).get("x-chapter", 99), p.stem)):
            form, name = _form(path), path.stem
            title = re.sub(r"[|\[\]]", "", str(form.get("title", name)))
            files = f"[blank](templates/{name}/blank.yml), [Larkspur's](templates/{name}/larkspur.yml)"
            said = str(form.get("description", "")).replace("|", r"\|")
            lines.append(
                f"| [{title}](templates/{name}.md) | {said} | {form.get('x-chapter', '–')} | {files} |"
            )
        box = nodes.container(classes=["aipm-templates"])
        box += self.parse_text_to_nodes("\n".join(lines))
        return [box]


def _form(page: Path) -> dict:
    return json.loads((page.parent / page.stem / "schema.json").read_text(encoding="utf-8"))
