"""Links of a chapter open something in my_work/ too, where neither book/ nor datasets/ of the course lies."""

from __future__ import annotations

import json
import posixpath
import re

import pytest
from learn_course import make_course
from support import ROOT

from aipm import curriculum
from aipm.reference import reference
from aipm.workspace import Workspace

SLUGS = [chapter.slug for chapter in curriculum.load(ROOT).ready]
LINK = re.compile(r"\]\((\.\./[^)#\s]+)")


@pytest.fixture(scope="module")
def laid(tmp_path_factory):
    return reference(ROOT, tmp_path_factory.mktemp("made"))


@pytest.mark.parametrize("slug", SLUGS)
def test_what_a_chapter_links_to_lies_beside_it(slug, laid):
    copies = {f"notebooks/{s}.ipynb" for s in SLUGS} | {f"exercises/{s}/{s}.ipynb" for s in SLUGS}
    for name in (f"notebooks/{slug}.ipynb", f"exercises/source/{slug}/{slug}.ipynb"):
        at = name.replace("/source/", "/")
        cells = json.loads((ROOT / name).read_text(encoding="utf-8"))["cells"]
        linked = {link for cell in cells for link in LINK.findall("".join(cell["source"]))}
        goals = {posixpath.normpath(posixpath.join(posixpath.dirname(at), link)) for link in linked}
        assert goals <= copies | set(laid), sorted(goals - copies - set(laid))


def test_pages_of_templates_are_whole_and_follow_their_sources(laid):
    page = laid["book/templates/raci.md"]
    for link in re.findall(r"\]\((raci/[^)]+)\)", page.read_text(encoding="utf-8")):
        assert f"book/templates/{link}" in laid
    page.write_text("# Old\n", encoding="utf-8")
    again = reference(ROOT, page.parent)
    assert again["book/templates/raci.md"].read_text(encoding="utf-8") != "# Old\n"


def test_a_changed_glossary_of_the_learner_stays(tmp_path, monkeypatch):
    monkeypatch.delenv("AIPM_WORK", raising=False)
    root = make_course(tmp_path)
    (root / "book").mkdir(exist_ok=True)
    (root / "book" / "glossary.md").write_text("# Glossary\n", encoding="utf-8")
    space = Workspace(root)
    space.prepare(curriculum.load(root))
    mine = space.folder / "book" / "glossary.md"
    mine.write_text("# Glossary\n\nmy notes\n", encoding="utf-8")
    (root / "book" / "glossary.md").write_text("# Glossary\n\n## New\n", encoding="utf-8")
    changes = space.prepare(curriculum.load(root))
    assert "my notes" in mine.read_text(encoding="utf-8")
    assert changes.kept == [("book/glossary.md", "book/glossary.new.md")]
