"""Links in ready chapters and exercises; and what the check of links catches."""

from __future__ import annotations

from pathlib import Path

import pytest
import samples
from document import Document
from link_rules import anchors, faults, link_faults
from nbformat.v4 import new_markdown_cell
from support import EXERCISES, NOTEBOOKS, ROOT, Chapter, each_ready_page

# Where the two stand in my_work, the learner's own folder: an exercise's links start there, not in source/.
FOLDERS = {"notebook": NOTEBOOKS, "exercise": EXERCISES.parent / "any"}


@each_ready_page()
@pytest.mark.parametrize("which", FOLDERS)
def test_links_lead_somewhere(chapter: Chapter, which: str) -> None:
    path: Path = getattr(chapter, which)
    if not path.exists():
        pytest.fail(f"no {which} {chapter.slug}, and curriculum.yml calls the chapter ready", pytrace=False)
    found = list(faults(Document.read(path), FOLDERS[which], ROOT))
    if found:
        pytest.fail("\n".join(found), pytrace=False)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    for folder in ("book/templates/recipe", "notebooks", "datasets/loaves"):
        (tmp_path / folder).mkdir(parents=True)
    terms = "# Glossary\n\n## Recall\n\nOf whom?\n\n## Cohen's kappa\n\n## Recall\n\n#### Too deep\n"
    terms += "\n```\n## Code\n```\n"
    (tmp_path / "book/glossary.md").write_text(terms, encoding="utf-8")
    (tmp_path / "datasets/loaves/datasheet.md").write_text("# Loaves\n", encoding="utf-8")
    (tmp_path / "book/templates/recipe/about.md").write_text("# Recipe\n", encoding="utf-8")
    return tmp_path


GOOD = [
    "../book/glossary.md",
    "../book/glossary.md#recall",
    "../book/glossary.md#recall-1",
    "../book/glossary.md#cohens-kappa",
    "../book/templates/recipe.md",
    "../datasets/loaves/datasheet.md",
    "https://doi.org/10.1148/radiol.2016161174",
    "https://www.ecfr.gov/current/title-12/part-1002#p-1002.9(b)(2)",
    "mailto:course@a.example",
]
BAD = {
    "../book/glossary.md#precision": "glossary.md has no heading with that anchor",
    "../book/glossary.md#Recall": "glossary.md has no heading with that anchor",
    "../book/glossary.md#too-deep": "glossary.md has no heading with that anchor",
    "../book/glossary.md#code": "glossary.md has no heading with that anchor",
    "../book/glosary.md": "there is no such file",
    "../book/templates/receipt.md": "there is no such file",
    "../book": "there is no such file",
    "../../elsewhere.md": "leads out of the course",
    "/book/glossary.md": "leads out of the course",
    "http://www.a.example/x": "is not https",
    "ftp://www.a.example/x": "is not https",
    "//www.a.example/x": "is not https",
    "https://localhost/x": "names no public host",
    "https://127.0.0.1/x": "names no public host",
    "https://example/x": "names no public host",
    "https:///x": "names no public host",
    "https://www.a.example:8888/x": "names a port or a user",
    "https://www.a.example/x y": "holds a character that does not belong into an address",
    "https://www.a.example/x.": "holds a character that does not belong into an address",
    "https://www.a.example/100%": "holds a character that does not belong into an address",
    "https://doi.org/radiol.2016161174": "is no DOI",
    "https://[bad/x": "is no address",
}


@pytest.mark.parametrize("link", GOOD)
def test_a_good_link_passes(link: str, course: Path) -> None:
    assert list(link_faults(link, course / "notebooks", course)) == []


@pytest.mark.parametrize("link", BAD)
def test_a_bad_link_is_named(link: str, course: Path) -> None:
    assert BAD[link] in list(link_faults(link, course / "notebooks", course))


def test_links_are_found_wherever_a_notebook_shows_them(course: Path) -> None:
    book = samples.chapter()
    written = "See [a](a.md), [b][c], <a href='d.md'>d</a> and ![e](e.png).\n\n[c]: c.md\n\n"
    written += "<p><a href='f.md'>f</a></p>"
    book.cells.append(new_markdown_cell(written, id="added"))
    said = next(cell for cell in book.cells if cell.source == "page.say(1)")
    said.outputs[0].data["text/markdown"] += " [g](g.md)"
    quiz = next(cell for cell in book.cells if cell.source == "page.quiz('4.1')")
    quiz.outputs[0].data["text/html"] += "<p><a href='h.md'>h</a></p>"
    found = [fault.split(": ")[1] for fault in faults(Document(book), course / "notebooks", course)]
    assert sorted(found) == ["a.md", "c.md", "d.md", "e.png", "f.md", "g.md", "h.md"]


def test_links_to_headings_of_the_same_notebook(course: Path) -> None:
    book = samples.chapter()
    book.cells.append(new_markdown_cell("[here](#kinds-of-flour) and [there](#nowhere)", id="added"))
    (fault,) = faults(Document(book), course / "notebooks", course)
    assert "#nowhere: no heading of this notebook" in fault


def test_anchors_are_the_books_own(course: Path) -> None:
    assert anchors(course / "book/glossary.md") == {"glossary", "recall", "cohens-kappa", "recall-1"}
