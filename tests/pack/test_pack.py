"""The board pack: what goes in, what stays out, nothing of the learner's is overwritten."""

from __future__ import annotations

import datetime
import json
import re
import shutil
import zlib
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from aipm import curriculum, documents, pack
from aipm.errors import CourseError
from aipm.pack.rich import Entries, Grid, Paragraph, rich
from aipm.workspace import Workspace

TODAY = datetime.date(2026, 11, 23)
CURRICULUM = """
title: "A small course"
parts:
  - part: I
    title: "One"
    chapters:
      - {number: 4, slug: 04_ml, title: "Machine learning <basics>", status: ready}
      - {number: 7, slug: 07_req, title: "Requirements", status: ready}
      - {number: 12, slug: 12_risk, title: "Risk", status: planned}
      - {number: 15, slug: 15_roi, title: "Return", status: ready}
"""
MEMO = """From Monday we open everything scored 0.04 or higher – “until 3 August”.

It costs **€5**, *not* 4; see [the study](https://example.org/a?b=1&c=2) or [this](javascript:alert(1)).

## Levels

1. Decision: first
2. Evidence
   - number

| Criterion | Level |
|---|---|
| Decision | 2 |

> Quoted <script>alert(1)</script>
"""


def notebook(memo: str) -> str:
    meta = {"nbgrader": {"grade_id": "memo"}}
    cells = [{"cell_type": "markdown", "metadata": meta, "source": memo.splitlines(keepends=True)}]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture
def work(tmp_path: Path, monkeypatch) -> Workspace:
    """A learner with two documents, a memo, three decisions."""
    monkeypatch.delenv("AIPM_WORK", raising=False)
    (tmp_path / "curriculum.yml").write_text(CURRICULUM)
    (tmp_path / "notebooks").mkdir()
    mine = tmp_path / "my_work"
    (mine / ".aipm").mkdir(parents=True)
    (mine / "documents").mkdir()
    for name in ("prd", "eval_plan"):
        (mine / "documents" / f"{name}.yml").write_text(documents.larkspur(name))
    (mine / "exercises" / "04_ml").mkdir(parents=True)
    (mine / "exercises" / "04_ml" / "04_ml.ipynb").write_text(notebook(MEMO))
    (mine / "larkspur.yml").write_text(
        "version: 1\ndecisions:\n  hardship_line: {value: 0.04, chapter: 4, kept_on: 2026-05-01}\n"
        "  own_rule: {value: [a, b], chapter: 4}\n  far_away: {value: true, chapter: 99}\n"
    )
    return Workspace(tmp_path)


def gathered(work: Workspace) -> pack.Contents:
    return pack.gather(work, curriculum.load(work.course), TODAY)


def html(work: Workspace) -> BeautifulSoup:
    return BeautifulSoup(pack.as_html(gathered(work)), "html.parser")


def pdf_text(data: bytes) -> bytes:
    """What stands in the streams of a PDF, unpacked: enough to look for links and pages."""
    found = data
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.S):
        try:
            found += zlib.decompress(stream)
        except zlib.error:
            continue
    return found


def few_fees(work) -> Path:
    """The evaluation plan with too few cases about fees for what the PRD promises of them."""
    path = work.folder / "documents" / "eval_plan.yml"
    text, count = re.subn(r"\{id: fees, n: \d+", "{id: fees, n: 20", path.read_text())
    assert count == 1
    path.write_text(text)
    return path


# --- contents -------------------------------------------------------------------------------------


def test_a_page_a_chapter_with_what_there_is(work):
    contents = gathered(work)
    assert [page.heading for page in contents.pages] == [
        "4. Machine learning <basics>",
        "7. Requirements",
        "Not of a chapter",
    ]
    assert contents.empty == ["15. Return"]
    first = contents.pages[0]
    assert first.memo and [value for _, value in first.decisions] == ["0.04", "a, b"]
    assert [one.name for one in contents.pages[1].documents] == ["eval_plan", "prd"]
    assert contents.faults == {} and contents.comparison.disagreements == [] and contents.left_out == []


def test_faults_and_disagreements_stand_on_the_last_page(work):
    path = few_fees(work)
    path.write_text(path.read_text().replace("task: >-", "tusk: >-"))
    last = html(work).find(id="last").text
    assert "There is no task." in last and "did you mean task?" in last
    assert "The PRD promises supported_replies in the slice 'fees' within ±0.03" in last
    assert "Could not be compared" in last


def test_nothing_to_mend_is_said(work):
    assert "no two contradict each other" in html(work).find(id="last").text


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("documents/prd.yml", "a: [", "prd.yml, line"),
        ("documents/prd.yml", "", "prd.yml is empty"),
        ("documents/notes.yml", "a: 1", "no template of the course"),
        ("larkspur.yml", "decisions: [", "larkspur.yml, line"),
        ("larkspur.yml", "decisions: 3", "no list of decisions"),
        ("larkspur.yml", "decisions: {a: 3}", "'a' has no value"),
        ("exercises/04_ml/04_ml.ipynb", "{", "cannot be read as a notebook"),
        ("exercises/04_ml/04_ml.ipynb", '{"cells": 3}', "cannot be read as a notebook"),
        ("exercises/04_ml/04_ml.ipynb", '{"cells": [3]}', "cannot be read as a notebook"),
    ],
)
def test_a_damaged_file_is_one_sentence_and_the_rest_is_made(work, file, text, said):
    (work.folder / file).write_text(text)
    contents = gathered(work)
    assert len(contents.left_out) == 1 and said in contents.left_out[0]
    assert "\n" not in contents.left_out[0] and contents.left_out[0].endswith(".")
    assert contents.left_out[0] in html(work).find(id="last").text
    assert pack.as_pdf(contents).startswith(b"%PDF")


def test_a_memo_not_yet_written_is_none(work):
    path = work.folder / "exercises" / "04_ml" / "04_ml.ipynb"
    path.write_text(notebook("YOUR ANSWER HERE"))
    assert not gathered(work).pages[0].memo
    released = work.hidden / "released" / "04_ml" / "04_ml.ipynb"
    released.parent.mkdir(parents=True)
    released.write_text(notebook("Write here"))
    path.write_text(notebook("Write here"))
    assert not gathered(work).pages[0].memo
    path.write_text(notebook("Write here: from Monday"))
    assert gathered(work).pages[0].memo


def test_half_filled_documents_are_shown(work):
    for name in documents.names():
        (work.folder / "documents" / f"{name}.yml").write_text(documents.blank(name))
    contents = gathered(work)
    assert set(contents.faults) == set(documents.names())
    assert pack.as_html(contents) and pack.as_pdf(contents)


def test_memos_markdown_becomes_blocks():
    parts = rich(MEMO)
    assert [type(part) for part in parts].count(Paragraph) == 4
    entries = next(part for part in parts if isinstance(part, Entries)).entries
    assert [(depth, mark) for depth, mark, _ in entries] == [(0, "1."), (0, "2."), (1, "•")]
    grid = next(part for part in parts if isinstance(part, Grid))
    assert grid.rows[0][1][0].text == "2"
    runs = [run for part in parts if isinstance(part, Paragraph) for run in part.line]
    assert [run.link for run in runs if run.link] == ["https://example.org/a?b=1&c=2"]
    assert any(run.bold and run.text == "€5" for run in runs)


# --- HTML -----------------------------------------------------------------------------------------


def test_the_page_loads_nothing_and_runs_nothing(work):
    page = html(work)
    assert not page.find_all(["script", "img", "link", "iframe", "object", "form"])
    assert "url(" not in page.style.text and "@import" not in page.style.text
    links = [a["href"] for a in page.find_all("a")]
    for link in links:
        assert link.startswith("https://example.org") or page.find(id=link.removeprefix("#")), link
    assert "<script>" in page.find(id="chapter-4").text  # shown as text


def test_the_page_is_whole(work):
    page = html(work)
    assert page.html["lang"] == "en" and page.title.text.startswith("Board pack")
    assert "23 November 2026" in page.find(id="cover").text and "fictional" in page.find(id="cover").text
    assert [section["id"] for section in page.find_all("section")] == [
        "cover",
        "chapter-4",
        "chapter-7",
        "others",
        "last",
    ]
    assert "Machine learning <basics>" in page.find(id="chapter-4").h2.text
    assert "until 3 August" in page.find(id="chapter-4").text
    assert "Nothing yet from: 15. Return." in page.find(id="cover").text


# --- PDF ------------------------------------------------------------------------------------------


def test_the_pdf_has_pages_links_and_a_title(work):
    data = pack.as_pdf(gathered(work))
    text = pdf_text(data)
    pages = len(re.findall(rb"/Type /Page\b", text))
    assert pages >= 5
    assert text.count(b"/Subtype /Link") >= 5  # four lines of contents, one of the memo
    assert b"https://example.org/a?b=1&c=2" in text and b"javascript" not in text
    assert b"/Outlines" in text and b"/Lang" in text


def test_every_document_of_larkspur_makes_a_pack(work):
    for name in documents.names():
        (work.folder / "documents" / f"{name}.yml").write_text(documents.larkspur(name))
    contents = gathered(work)
    assert contents.agrees
    page = BeautifulSoup(pack.as_html(contents), "html.parser")
    assert all(page.find(id=name) for name in documents.names())
    assert len(re.findall(rb"/Type /Page\b", pdf_text(pack.as_pdf(contents)))) >= len(documents.names())


def test_signs_the_font_lacks_do_not_stop_the_pdf(work, capfd):
    path = work.folder / "exercises" / "04_ml" / "04_ml.ipynb"
    path.write_text(notebook("Ship it 🙂 日本 \u0000\u202e " + "w" * 400 + "\n\n- " + "x" * 300))
    assert pack.as_pdf(gathered(work)).startswith(b"%PDF")
    assert capfd.readouterr().err == ""


# --- writing --------------------------------------------------------------------------------------


def test_a_second_pack_takes_the_place_of_the_first(work):
    made, notes = pack.write_pack(work, gathered(work))
    again, more = pack.write_pack(work, gathered(work))
    assert made == again and notes == more == []
    assert sorted(p.name for p in work.folder.glob("board_pack*")) == ["board_pack.html", "board_pack.pdf"]


def test_a_pack_that_was_changed_stays(work):
    (work.folder / "board_pack.pdf").write_bytes(b"mine")
    made, notes = pack.write_pack(work, gathered(work))
    (work.folder / "board_pack.html").write_text("annotated")
    made, notes = pack.write_pack(work, gathered(work))
    assert (work.folder / "board_pack.pdf").read_bytes() == b"mine"
    assert (work.folder / "board_pack.html").read_text() == "annotated"
    assert [p.name for p in made] == ["board_pack.new.html", "board_pack.new.pdf"]
    assert len(notes) == 2 and "kept" in notes[0]


def test_a_new_document_never_replaces_one(work):
    path = pack.new_document(work, "roi")
    assert path.read_text() == documents.blank("roi")
    path.write_text("mine")
    with pytest.raises(CourseError, match=r"^my_work/documents/roi\.yml is there already"):
        pack.new_document(work, "roi")
    assert path.read_text() == "mine"
    with pytest.raises(CourseError, match="the nearest is prd"):
        pack.new_document(work, "prdd")


def test_no_place_to_write_is_one_sentence(work):
    shutil.rmtree(work.folder / "documents")
    (work.folder / "documents").write_text("a file")
    with pytest.raises(CourseError, match="in the way"):
        pack.new_document(work, "roi")


# --- commands -------------------------------------------------------------------------------------


@pytest.fixture
def call(work, monkeypatch, capsys):
    from aipm import cli

    monkeypatch.setenv("AIPM_COURSE", str(work.course))
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["aipm", *arguments])
        capsys.readouterr()
        try:
            cli.main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_documents_new_and_check(work, call):
    code, out, err = call("documents", "new", "risk-register")
    assert (
        (code, err) == (0, "")
        and (work.folder / "documents" / "risk_register.yml").is_file()
        and "Fill it in" in out
    )
    code, out, _ = call("documents", "check")
    assert (
        code == 1 and "prd: complete" in out and "There is no risk yet (risks): at least 3 are needed." in out
    )
    code, out, _ = call("documents", "check", "prd")
    assert code == 0 and "risk_register" not in out.split("No two")[0]
    code, out, _ = call("documents", "list")
    assert code == 0 and "✓ prd" in out and "  roi" in out


def test_documents_check_says_what_disagrees(work, call):
    few_fees(work)
    code, out, _ = call("documents", "check", "prd")
    assert code == 1 and "These do not agree:" in out and "eval_plan: slices[3].n" in out


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("documents", "new", "prd"), "is there already"),
        (("documents", "new", "nonsense"), "There is no template 'nonsense'"),
        (("documents", "check", "nonsense"), "There is no template 'nonsense'"),
        (("documents", "check", "roi"), "You have no roi yet"),
    ],
)
def test_mistakes_are_one_sentence(call, command, said):
    code, out, err = call(*command)
    assert code and said in err and err.strip().endswith(".") and len(err.strip().splitlines()) == 1


def test_pack_says_where_it_is(work, call):
    (work.folder / "documents" / "prd.yml").write_text("a: [")
    code, out, err = call("pack")
    assert (code, err) == (0, "")
    assert "Note: prd.yml, line" in out and "board_pack.pdf" in out and "1 open point" in out


def test_pack_of_nothing(work, call):
    for path in ("documents", "exercises"):
        shutil.rmtree(work.folder / path)
    (work.folder / "larkspur.yml").unlink()
    code, _, err = call("pack")
    assert code and err.startswith("There is nothing for the board yet")
    assert not list(work.folder.glob("board_pack*"))


def test_without_my_work_the_way_to_it_is_told(work, call):
    shutil.rmtree(work.folder)
    for command in (("pack",), ("documents", "check"), ("documents", "new", "prd")):
        code, _, err = call(*command)
        assert code and "make learn" in err
