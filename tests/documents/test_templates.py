"""Every template in the tree: its form is whole, Larkspur's version fills it, its blank lacks only "
"content."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from support import ROOT

from aipm import documents
from aipm.documents.files import root, shared_name
from aipm.documents.pages import escaped

NAMES = documents.names()
OURS = {
    "prd",
    "eval_plan",
    "risk_register",
    "launch_mail",
    "experiment_plan",
    "model_card",
    "roi",
    "monitoring_plan",
    "rights_ledger",
    "pilot_report",
}
ALLOWED = {
    *(
        "type",
        "enum",
        "const",
        "required",
        "properties",
        "additionalProperties",
        "items",
        "minItems",
        "maxItems",
    ),
    *("uniqueItems", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "pattern"),
    *("$ref", "title", "description", "x-item", "x-table", "x-says", "x-chapter"),
}
#: names that several documents share, as book/templates/README.md promises them
SHARED = {
    "raci": ["people", "decisions"],
    "roadmap": ["items"],
    "vendor_scorecard": [
        "vendor",
        "gates",
        "scores",
        "data_sent",
        "change_notice_days",
        "exit_cost",
        "verdict",
    ],
}


def parts(part: dict[str, Any], at: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field of a schema as written, by its path."""
    for field, sub in part.get("properties", {}).items():
        yield f"{at}{field}", sub
        yield from parts(sub, f"{at}{field}.")
    if "items" in part:
        yield f"{at}[]", part["items"]
        yield from parts(part["items"], f"{at}[].")


def written(name: str) -> dict[str, Any]:
    return yaml.safe_load((root() / name / "schema.yml").read_text(encoding="utf-8"))


def test_the_ten_are_there():
    assert set(NAMES) >= OURS


def test_every_folder_is_whole():
    folders = {path.name for path in (ROOT / "book" / "templates").iterdir() if path.is_dir()}
    assert folders == set(NAMES), "a folder needs about.md, schema.yml and larkspur.yml"


@pytest.mark.parametrize("name", NAMES)
def test_the_form_says_what_each_field_is(name):
    form = written(name)
    assert {"title", "description", "x-chapter", "type", "required", "properties"} <= set(form)
    assert form["additionalProperties"] is False
    for path, sub in parts(form):
        assert set(sub) <= ALLOWED, (path, set(sub) - ALLOWED)
        if not path.endswith("[]"):
            assert sub.get("title") and sub.get("description"), path
        if sub.get("type") == "object":
            assert sub.get("additionalProperties") is False and sub.get("required"), path
            assert set(sub["required"]) <= set(sub["properties"]), path
        if sub.get("type") == "array" and sub.get("items", {}).get("type") == "object":
            assert sub.get("x-item"), f"{path} does not say what one entry is called"
        if "$ref" in sub:
            assert shared_name(sub) in documents.schema(name)["$defs"], path
    assert set(form["required"]) <= set(form["properties"])
    assert {"title", "product", "owner", "as_of"} <= set(form["required"])
    Draft202012Validator.check_schema(documents.schema(name))


@pytest.mark.parametrize("name", NAMES)
def test_larkspurs_version_lacks_nothing(name):
    assert documents.check(name, documents.read(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_larkspurs_version_counts_in_months_and_says_what_is_assumed(name):
    text = documents.larkspur(name)
    assert not re.search(r"\b20\d\d-\d\d-\d\d\b", text)
    if name in OURS:
        assert documents.read(name)["assumptions"]


def test_shared_names_are_there():
    for name in set(NAMES) & set(SHARED):
        assert set(SHARED[name]) <= set(written(name)["required"]), name


@pytest.mark.parametrize("name", NAMES)
def test_a_blank_is_yaml_and_lacks_only_content(name):
    text = documents.blank(name)
    form = documents.schema(name)
    found = yaml.safe_load(text)
    assert list(found) == [f for f, _, _ in documents.files.fields(form)]
    faults = documents.check(name, documents.read(text))
    empty = re.compile(r"There (is|are) no .+\.|.+ \d+(, .+)? has no .+\.|.+: there is no .+ yet .+\.")
    assert faults and all(empty.fullmatch(said) for said in faults), faults
    assert max(len(line) for line in text.splitlines()) <= 110
    for path, sub in parts(written(name)):
        if not path.endswith("[]"):
            first = " ".join(str(sub["title"]).split())
            assert first in " ".join(text.replace("#", " ").split()), path


@pytest.mark.parametrize("name", NAMES)
def test_a_blank_filled_with_larkspurs_answers_is_complete(name):
    assert documents.check(name, yaml.safe_load(documents.blank(name)) | documents.read(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_page_holds_the_form_the_version_and_the_files(name):
    page = documents.page(name)
    assert page.startswith("# ") and "\n## Larkspur's version\n" in page and "\n## The form\n" in page
    for file in ("blank.yml", "larkspur.yml", "schema.json"):
        assert f"({name}/{file})" in page
    for field, sub in written(name)["properties"].items():
        assert f"`{field}`" in page and escaped(sub["title"]) in page
    assert escaped(documents.read(name)["title"]) in page
    assert "is fictional" in page


def test_an_about_has_a_title_and_two_paragraphs():
    for name in NAMES:
        head, *paragraphs = documents.about(name).strip().split("\n\n")
        assert head.startswith("# ") and len(paragraphs) >= 2, name


def test_an_unknown_name_is_one_sentence_with_the_nearest():
    with pytest.raises(ValueError, match=r"no template 'risk_registr': the nearest is risk_register\.$"):
        documents.blank("risk_registr")
    for odd in ("../prd", "", "zzzz"):
        with pytest.raises(ValueError, match="no template"):
            documents.schema(odd)


def test_a_schema_may_be_changed_by_its_reader():
    documents.schema("prd").clear()
    assert documents.schema("prd")["title"]


def test_the_wheel_carries_the_templates():
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["force-include"]["book/templates"] == "aipm/_templates"


def test_the_documents_room_needs_base_dependencies_only():
    import subprocess
    import sys

    code = (
        "import sys\n"
        "for name in ('typer', 'rich', 'nbgrader', 'nbformat', 'docutils', 'scipy', 'fpdf', 'mistune'):\n"
        "    sys.modules[name] = None\n"
        "from aipm import documents as d\n"
        "assert d.check('prd', d.read('prd')) == [] and d.page('prd') and d.blank('prd')\n"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
