"""The templates' pages: one each, listed by chapter, with files that can be taken away."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup
from small_course import ROOT

from aipm import documents
from aipm.book.errors import BookError
from aipm.book.template_pages import lay_templates

NAMES = documents.names()


def article(site: Path, page: str):
    return BeautifulSoup((site / page).read_text(encoding="utf-8"), "html.parser").article


def test_the_list_has_every_template_in_the_order_of_chapters(site):
    rows = article(site, "book/templates.html").select("tbody tr")
    assert [row.a["href"] for row in rows] == [f"templates/{name}.html" for name in NAMES]
    chapters = [int(row("td")[2].text) for row in rows]
    assert chapters == sorted(chapters)
    assert all(len(row.select("a.download")) == 2 for row in rows)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_shows_the_version_and_the_form_and_its_files_are_there(site, name):
    page = article(site, f"book/templates/{name}.html")
    assert page.find(id="larkspur-s-version") and page.find(id="the-form")
    files = {}
    for link in page.select("a.download"):
        target = (site / "book" / "templates" / unquote(urlsplit(link["href"]).path)).resolve()
        assert target.is_file(), link["href"]
        files[target.name] = target.read_text(encoding="utf-8")
    assert files["blank.yml"] == documents.blank(name)
    assert yaml.safe_load(files["larkspur.yml"])["title"] == documents.read(name)["title"]
    assert json.loads(files["schema.json"]) == documents.schema(name)
    required = documents.schema(name)["required"]
    bold = {cell.code.text for cell in page.select("section#the-form td:first-child") if cell.strong}
    assert set(required) <= bold


def test_no_value_of_a_document_became_mathematics_or_markup(site):
    for name in NAMES:
        page = article(site, f"book/templates/{name}.html")
        assert not page.select(".math"), name
        assert "\\$" not in page.text, name


def test_the_courses_contents_list_the_templates():
    reference = (ROOT / "_toc.yml").read_text().split('caption: "Reference"')[1]
    assert "file: book/templates\n" in reference and "glob: book/templates/*" in reference


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("schema.yml", "x-chapter: 15", "minProperties: many", "cannot be made into a page"),
        ("schema.yml", "title: ROI model", "title: [", "cannot be made into a page"),
        ("larkspur.yml", "sunset_cost: 60000", "", "is not complete: There is no 'Cost of ending it'"),
        ("larkspur.yml", "months: 24", "months: [", "cannot be made into a page"),
    ],
)
def test_a_faulty_template_stops_the_build_with_its_name(tmp_path, file, old, new, said):
    shutil.copytree(ROOT / "book" / "templates", tmp_path / "book" / "templates")
    path = tmp_path / "book" / "templates" / "roi" / file
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(BookError, match="book/templates/roi") as caught:
        lay_templates(tmp_path, tmp_path / "fresh")
    assert said in str(caught.value) and "\n" not in str(caught.value)
