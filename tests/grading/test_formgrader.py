"""What an instructor sees while she grades a memo by hand: the rubric stands right above the box for points.

nbgrader's formgrader shows the whole notebook, with a panel around each graded cell; it has no place of its
own for a rubric, so the task's text above the memo carries it.
"""

from __future__ import annotations

import re

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter
from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension
from support import Chapter, each_ready_chapter
from traitlets.config import Config

from aipm.grading.settings import configure
from aipm.grading.submission import compose, released
from aipm.practice.memo import RUBRIC, SCORE_HEAD

RESOURCES = {
    "assignment_id": "x", "notebook_id": "x", "submission_id": "x", "index": 0, "total": 1, "student": "x",
    "base_url": "", "last_name": "", "first_name": "", "notebook_path": "x",
}  # fmt: skip


@pytest.fixture(scope="module")
def exporter() -> HTMLExporter:
    """As the extension makes it: its template, and the settings of exercises/nbgrader_config.py."""
    config = configure(Config())
    config.merge(FormgradeExtension().build_extra_config())
    return HTMLExporter(config=config)


@each_ready_chapter()
def test_the_rubric_stands_above_the_memo_with_its_box(chapter: Chapter, exporter: HTMLExporter) -> None:
    source = nbformat.read(chapter.exercise, as_version=4)
    handed_in = released(source)
    memo = next(c for c in handed_in.cells if c.metadata.get("nbgrader", {}).get("grade_id") == "memo")
    memo.source = memo.source.replace("YOUR ANSWER HERE", "We will launch on 1 May.")
    html, _ = exporter.from_notebook_node(compose(source, handed_in).notebook, resources=dict(RESOURCES))
    page = BeautifulSoup(html, "html.parser")

    box = page.find("input", id="memo", class_="score")
    assert box is not None, "formgrader shows no box for the memo's points"
    panel = box.find_parent(class_="nbgrader_cell")
    assert "We will launch on 1 May." in panel.get_text()
    above = panel.find_parent(class_="text_cell").find_previous_sibling(class_="text_cell")
    # it is a table, not folded away in the hints
    rows = [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
        for row in above.find_all("tr")
        if not row.find_parent("details")
    ]
    shown = {row[0]: [straight(words) for words in row[1:]] for row in rows}
    assert {name: shown.get(name) for name in RUBRIC} == {n: list(words) for n, words in RUBRIC.items()}
    assert "hidden" not in str(above.get("class")) and not above.find_parent(hidden=True)
    if SCORE_HEAD in memo.source:
        assert all(f"{name}:" in panel.get_text() for name in RUBRIC)


def straight(words: str) -> str:
    return re.sub("[“”]", '"', words)
