"""The page of data sets: complete, honest about what is simulated, pictures described, links that lead."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from small_course import ROOT

from aipm import datasets, simulate
from aipm.book.data_page import published
from aipm.book.data_pictures import DATASETS, GENERATORS

PAGE = "book/data.html"
FOLDERS = sorted(path.name for path in (ROOT / "datasets").iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def article(site):
    return BeautifulSoup((site / PAGE).read_text(encoding="utf-8"), "html.parser").article


def box(article, prefix: str, name: str):
    found = article.find(id=f"{prefix}-{name.replace('_', '-')}")
    assert found is not None, f"{name} is not on the page"
    return found


@pytest.mark.parametrize("name", FOLDERS)
def test_every_folder_is_on_the_page_with_what_it_is(article, name):
    entry = box(article, "dataset", name)
    head = (ROOT / "datasets" / name / "datasheet.md").read_text().split("**Motivation")[0]
    said = "Written for the course" if "Written for the course" in head else "Real data"
    assert entry.p.text.endswith(f"· {said}") and "Simulated" not in entry.text
    assert f"Used in {re.search(r'chapters? [0-9]+', head)[0]}" in entry.text
    hrefs = [a["href"] for a in entry.select("a")]
    for table in (ROOT / "datasets" / name).glob("*.csv"):
        assert any(href.endswith(f"/{table.name}") for href in hrefs), table
    assert f"../datasets/{name}/datasheet.html" in hrefs


@pytest.mark.parametrize("name", FOLDERS)
def test_size_is_that_of_the_loader(article, name):
    """Rows and columns are those of the loader's table, less the columns that the entry says it adds."""
    entry = box(article, "dataset", name)
    code = [code.text for code in entry.select("li code")]
    loaders = [text[len("aipm.datasets.") : -2] for text in code if text.startswith("aipm.datasets.")]
    frames = [getattr(datasets, loader)().drop(columns=code, errors="ignore") for loader in loaders]
    sizes = re.findall(r"([\d,]+) rows × (\d+) columns", entry.text)
    assert sizes == [(f"{len(frame):,}", str(frame.shape[1])) for frame in frames] and sizes


@pytest.mark.parametrize("name", simulate.__all__)
def test_every_generator_is_on_the_page_and_called_simulated(article, name):
    entry = box(article, "simulated", name)
    assert entry.p.text.endswith("· Simulated") and "Real data" not in entry.text
    assert f"aipm.simulate.{name}()" in [code.text for code in entry.select("code")]
    frame = getattr(simulate, name)().data
    assert f"{len(frame):,} rows × {frame.shape[1]} columns" in entry.text
    assert all(image["alt"].startswith("Simulated. ") for image in entry.select("img"))


def test_sections_hold_their_kind(article):
    kinds = {
        "published-tables": "real",
        "written-for-the-course": "written",
        "simulated-products": "simulated",
    }
    for section, kind in kinds.items():
        found = article.find("section", id=section).select(".aipm-data")
        assert found and all(f"aipm-data-{kind}" in entry["class"] for entry in found)


def test_each_picture_is_there_and_described(site, article):
    images = article.select(".aipm-data img")
    assert len(images) == len(DATASETS) + len(GENERATORS)
    alts = [image["alt"] for image in images]
    assert len(set(alts)) == len(alts)
    for image, alt in zip(images, alts, strict=True):
        assert re.search(r"\d", alt) and re.search(r"Bars|Histogram", alt) and len(alt) >= 60
        assert "nan" not in alt.lower().split()
        file = (site / PAGE).parent / unquote(image["src"])
        assert file.read_bytes().startswith(b"\x89PNG") and file.stat().st_size < 60_000


def test_pictures_are_of_what_there_is():
    assert set(DATASETS) <= set(FOLDERS) and set(GENERATORS) <= set(simulate.__all__)


def test_links_lead_to_files_and_tables_are_whole(site, article):
    for tag in article.select(".aipm-data a"):
        parts = urlsplit(tag["href"])
        assert not parts.netloc
        target = (site / PAGE).parent / unquote(parts.path)
        assert target.is_file(), tag["href"]
        if target.suffix == ".csv":
            assert len(pd.read_csv(target)) >= 1
    given = box(article, "dataset", "hmda").select_one("a[href$='data.csv']")["href"]
    assert ((site / PAGE).parent / given).read_bytes() == (ROOT / "datasets/hmda/data.csv").read_bytes()


def test_every_datasheet_is_a_page(site):
    for name in FOLDERS:
        page = BeautifulSoup((site / "datasets" / name / "datasheet.html").read_text(), "html.parser").article
        assert page.h1 and "Motivation." in page.text


def test_the_courses_contents_list_the_page():
    toc = (ROOT / "_toc.yml").read_text()
    reference = toc.split('caption: "Reference"')[1]
    assert "file: book/data\n" in reference and "glob: datasets/*/datasheet" in reference


@pytest.mark.parametrize(
    ("sheet", "named"),
    [
        (None, "datasheet.md"),
        ("Real data.\n\n**Motivation.** Why.\n", "a title"),
        ("# X\n\n**Motivation.** Why.\n", "whether it is real"),
        ("# X\n\nReal data, one row.\n", "Motivation"),
    ],
)
def test_a_folder_that_does_not_say_what_it_is_is_refused(tmp_path: Path, sheet, named):
    folder = tmp_path / "x"
    folder.mkdir()
    (folder / "data.csv").write_text("a\n1\n")
    if sheet:
        (folder / "datasheet.md").write_text(sheet)
    with pytest.raises(ValueError, match=rf"datasets/x.*{named}"):
        published(folder, "../", tmp_path)
