"""What its user is told when the book cannot be built, and what a build leaves alone."""

from __future__ import annotations

import importlib.util
import shutil

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook, new_output
from small_course import make

from aipm.book import BookError, build
from aipm.book.__main__ import main
from aipm.book.released import released

META = {"kernelspec": {"name": "python3", "display_name": "Python 3"}, "language_info": {"name": "python"}}


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A course of one short chapter, built without npm."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    text = "# 4. Essential AI/ML Concepts for Product Managers\n\nText.\n\n## Larkspur\n\nMore."
    text += "\n\n## Performance metrics and evaluation\n\nA path leads here."
    return make(tmp_path / "course", new_notebook(cells=[new_markdown_cell(text)], metadata=META))


def sentence(error: pytest.ExceptionInfo) -> str:
    text = str(error.value)
    assert "Traceback" not in text
    return text


def test_without_npm_the_book_is_built_and_says_so(small, capsys):
    site = build(small)
    assert (site / "notebooks" / "04_ml_concepts.html").is_file()
    note = capsys.readouterr().err
    assert "npm was not found" in note and "nodejs npm" in note and note.count("\n") == 1


def test_tools_that_are_not_installed(small, monkeypatch):
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "jupyter_book" else found(name)
    )
    with pytest.raises(BookError, match="needs jupyter_book.*pip install"):
        build(small)


def test_npm_that_fails_is_named_and_the_book_is_built(small, tmp_path, monkeypatch, capsys):
    fake = tmp_path / "bin"
    fake.mkdir()
    (fake / "npm").write_text(
        "#!/bin/sh\necho 'npm error code ENOTFOUND' >&2\necho 'npm error no such host' >&2\nexit 1\n"
    )
    (fake / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", f"{fake}:/bin:/usr/bin")
    build(small)
    assert "no such host" in capsys.readouterr().err
    assert not list((tmp_path / "cache" / "aipm").iterdir()), "nothing half made is kept"


def test_warnings_are_errors_and_all_are_listed_at_once(small):
    (small / "book" / "how_to_use.md").write_text(
        "# How\n\n[nowhere](nowhere.md) and [no](glossary.md#no-such-term)\n"
    )
    with pytest.raises(BookError) as error:
        build(small)
    text = sentence(error)
    assert "nowhere.md" in text and "no-such-term" in text and "book/how_to_use.md" in text
    with pytest.raises(BookError, match="no-such-term"):
        build(small)  # the second build has not forgotten


def test_a_failed_build_leaves_the_old_book(small):
    site = build(small)
    (small / "book" / "glossary.md").unlink()
    with pytest.raises(BookError, match=r"_toc\.yml names book/glossary"):
        build(small)
    assert (site / "book" / "glossary.html").is_file()


def test_a_page_taken_out_of_the_list_is_gone(small):
    site = build(small)
    toc = (small / "_toc.yml").read_text()
    (small / "_toc.yml").write_text(toc.replace("      - file: book/glossary\n", ""))
    (small / "book" / "index.md").write_text("# Landing\n\n```{syllabus}\n```\n")
    assert (site / "book" / "glossary.html").exists()
    build(small)
    assert not (site / "book" / "glossary.html").exists()


def test_a_stored_error_is_not_published(small, chapter):
    path = small / "notebooks" / "04_ml_concepts.ipynb"
    chapter = nbformat.from_dict(chapter)
    broken = nbformat.reads(nbformat.writes(chapter), 4)
    cell = next(c for c in broken.cells if c.cell_type == "code")
    cell.outputs = [new_output("error", ename="ValueError", evalue="no", traceback=["ValueError: no"])]
    nbformat.write(broken, path)
    with pytest.raises(BookError, match="stored with an error .ValueError"):
        build(small)


def test_a_stored_warning_is_not_published(small):
    path = small / "notebooks" / "04_ml_concepts.ipynb"
    notebook = nbformat.read(path, 4)
    cell = nbformat.v4.new_code_cell("1", execution_count=1)
    cell.outputs = [new_output("stream", name="stderr", text="FutureWarning: soon")]
    notebook.cells.append(cell)
    nbformat.write(notebook, path)
    with pytest.raises(BookError, match="stderr was found"):
        build(small)


def test_a_chapter_that_is_not_a_notebook(small):
    (small / "notebooks" / "04_ml_concepts.ipynb").write_text("{")
    with pytest.raises(BookError, match="04_ml_concepts.ipynb is not a notebook"):
        build(small)


@pytest.mark.parametrize("name", ["_config.yml", "_toc.yml", "curriculum.yml"])
def test_not_a_course(small, name, capsys):
    (small / name).unlink()
    assert main(["build", "--root", str(small)]) == 1
    assert f"There is no {name}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "reason"), [("[", "_toc.yml"), ("format: jb-book\nroot: ../x\n", "not a page")]
)
def test_a_faulty_list_of_pages(small, text, reason):
    (small / "_toc.yml").write_text(text)
    with pytest.raises(BookError, match=reason):
        build(small)


def test_an_exercise_that_is_missing(small):
    shutil.rmtree(small / "exercises")
    with pytest.raises(BookError, match="exercise 04_ml_concepts could not be released"):
        build(small)


def test_an_unpaired_mark_never_reaches_a_page(small):
    path = small / "exercises" / "source" / "04_ml_concepts" / "04_ml_concepts.ipynb"
    notebook = nbformat.read(path, 4)
    notebook.cells[2].source = "### BEGIN SOLUTION\nanswer = 1"
    nbformat.write(notebook, path)
    with pytest.raises(BookError, match="04_ml_concepts"):
        released(small, "04_ml_concepts")


@pytest.mark.parametrize("where", [".", ".."])
def test_the_course_itself_is_never_replaced(small, where):
    with pytest.raises(BookError, match="folder of its own"):
        build(small, small / where)
    assert (small / "_config.yml").is_file()


def test_a_folder_with_other_things_is_never_replaced(small, tmp_path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_text("cat")
    with pytest.raises(BookError, match="not a built book"):
        build(small, tmp_path / "photos")
    assert (tmp_path / "photos" / "cat.jpg").read_text() == "cat"


def test_another_folder_and_again(small, tmp_path):
    out = tmp_path / "site"
    assert build(small, out) == out
    assert build(small, out) == out
    assert (out / "index.html").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["course", "site"], "nothing is left beside it"
