"""my_work/: what is copied, what follows the course, what is never touched."""

from __future__ import annotations

import errno
import json
import shutil

import nbformat
import pytest
from learn_course import SLUG, chapter, make_course

from aipm import curriculum
from aipm.errors import CourseError
from aipm.workspace import Workspace, written

CHAPTER = f"notebooks/{SLUG}.ipynb"
EXERCISE = f"exercises/{SLUG}/{SLUG}.ipynb"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A course whose my_work/ was prepared once: cutting the exercise takes seconds."""
    root = make_course(tmp_path_factory.mktemp("made"))
    Workspace(root).prepare(curriculum.load(root))
    return root


@pytest.fixture
def course(made, tmp_path, monkeypatch):
    monkeypatch.delenv("AIPM_WORK", raising=False)
    root = tmp_path / "course"
    shutil.copytree(made, root)
    return root


def prepare(root):
    return Workspace(root).prepare(curriculum.load(root))


def publish(root, more, name=f"{SLUG}.ipynb"):
    """A new version of the chapter in the course."""
    nbformat.write(chapter(more), root / "notebooks" / name)


def read(path):
    return nbformat.read(path, as_version=4)


def edit(path, text="x = 'mine'"):
    nb = read(path)
    nb.cells[1].source += f"\n{text}"
    nbformat.write(nb, path)
    return path.read_bytes()


def run_and_save(path):
    """What JupyterLab's Run All and Save leave in a file."""
    nb = read(path)
    for number, cell in enumerate((c for c in nb.cells if c.cell_type == "code"), 1):
        cell.execution_count = number
        cell.metadata["execution"] = {"iopub.execute_input": "now"}
        cell.outputs = [nbformat.v4.new_output("stream", text="mine\n")]
    nb.cells.append(nbformat.v4.new_code_cell(""))
    nb.metadata["language_info"] = {"name": "python", "version": "3.12.1"}
    nbformat.write(nb, path)


def test_only_ready_chapters_are_copied_and_solutions_are_not(course):
    work = course / "my_work"
    names = {
        p.relative_to(work).as_posix() for p in work.rglob("*") if p.is_file() and ".aipm" not in p.parts
    }
    assert names == {CHAPTER, EXERCISE, "START.md"}
    everything = b"".join(p.read_bytes() for p in work.rglob("*") if p.is_file())
    for secret in (b"SOLUTION", b"HIDDEN", b"you divided by predicted positives"):
        assert secret not in everything
    start = (work / "START.md").read_text(encoding="utf-8")
    assert f"({CHAPTER})" in start and f"({EXERCISE})" in start and "97" not in start


def test_counters_are_cleared_but_outputs_and_alt_texts_stay(course):
    nb = chapter()
    code = next(c for c in nb.cells if c.cell_type == "code")
    code.execution_count = 7
    code.outputs = [
        nbformat.v4.new_output("execute_result", {"image/png": "AA=="}, execution_count=7,
                               metadata={"image/png": {"alt": "A line that rises."}}),
    ]  # fmt: skip
    nbformat.write(nb, course / CHAPTER)
    prepare(course)
    (output,) = next(c for c in read(course / "my_work" / CHAPTER).cells if c.cell_type == "code").outputs
    assert output.execution_count is None and output.metadata["image/png"]["alt"] == "A line that rises."


def test_a_second_time_changes_nothing(course):
    before = {p: p.read_bytes() for p in (course / "my_work").rglob("*") if p.is_file()}
    changes = prepare(course)
    assert changes.sentences() == [] and changes.copied == []
    assert {p: p.read_bytes() for p in (course / "my_work").rglob("*") if p.is_file()} == before


def test_what_was_only_run_follows_the_course(course):
    mine = course / "my_work" / CHAPTER
    run_and_save(mine)
    assert prepare(course).updated == []
    publish(course, "Two.")
    assert prepare(course).updated == [CHAPTER]
    assert "Two." in read(mine).cells[-1].source


def test_what_was_changed_stays_and_the_new_version_lies_beside(course):
    mine = course / "my_work" / CHAPTER
    kept = edit(mine)
    publish(course, "Two.")
    changes = prepare(course)
    beside = mine.with_name(f"{SLUG}.new.ipynb")
    assert changes.kept == [(CHAPTER, f"notebooks/{SLUG}.new.ipynb")]
    assert mine.read_bytes() == kept and "Two." in read(beside).cells[-1].source
    assert changes.sentences()[0].endswith(".new.ipynb.")
    assert prepare(course).kept == []  # told once


def test_new_versions_never_go_over_what_was_written_in_one(course):
    mine = course / "my_work" / CHAPTER
    edit(mine)
    publish(course, "Two.")
    prepare(course)
    first = mine.with_name(f"{SLUG}.new.ipynb")
    kept = edit(first)
    publish(course, "Three.")
    assert prepare(course).kept == [(CHAPTER, f"notebooks/{SLUG}.new-2.ipynb")]
    assert first.read_bytes() == kept
    publish(course, "Four.")
    prepare(course)
    assert "Four." in read(mine.with_name(f"{SLUG}.new-2.ipynb")).cells[-1].source
    assert not mine.with_name(f"{SLUG}.new-3.ipynb").exists()


def test_taking_the_new_version_over_makes_it_unchanged_again(course):
    mine = course / "my_work" / CHAPTER
    edit(mine)
    publish(course, "Two.")
    prepare(course)
    mine.with_name(f"{SLUG}.new.ipynb").replace(mine)
    publish(course, "Three.")
    assert prepare(course).updated == [CHAPTER]
    assert "Three." in read(mine).cells[-1].source


def test_a_course_that_was_only_run_again_offers_nothing(course):
    mine = course / "my_work" / CHAPTER
    kept = edit(mine)
    nb = chapter()
    nb.cells[1].outputs = [nbformat.v4.new_output("stream", text="another picture\n")]
    nbformat.write(nb, course / CHAPTER)
    changes = prepare(course)
    assert changes.kept == [] and mine.read_bytes() == kept
    assert not mine.with_name(f"{SLUG}.new.ipynb").exists()


def test_a_file_comes_back_only_when_it_is_not_there(course):
    mine = course / "my_work" / CHAPTER
    mine.unlink()
    assert prepare(course).copied == [CHAPTER]
    assert mine.exists()


def test_a_changed_exercise_is_cut_anew_and_answers_stay(course):
    mine = course / "my_work" / EXERCISE
    kept = edit(mine)
    source = course / "exercises" / "source" / SLUG / f"{SLUG}.ipynb"
    nb = read(source)
    nb.cells[0].source = "# A small exercise, mended"
    nbformat.write(nb, source)
    assert prepare(course).kept == [(EXERCISE, f"exercises/{SLUG}/{SLUG}.new.ipynb")]
    assert mine.read_bytes() == kept
    text = mine.with_name(f"{SLUG}.new.ipynb").read_text(encoding="utf-8")
    assert "mended" in text and "SOLUTION" not in text and "HIDDEN" not in text


def test_what_is_no_notebook_any_more_is_kept(course):
    mine = course / "my_work" / CHAPTER
    mine.write_text("{ half a notebo", encoding="utf-8")
    publish(course, "Two.")
    assert prepare(course).kept[0][0] == CHAPTER
    assert mine.read_text(encoding="utf-8") == "{ half a notebo"


def test_a_damaged_manifest_is_set_aside_and_nobody_loses_anything(course):
    work = course / "my_work"
    kept = edit(work / CHAPTER)
    (work / ".aipm" / "manifest.json").write_text("{", encoding="utf-8")
    changes = prepare(course)
    assert any("set aside" in sentence for sentence in changes.sentences())
    assert list((work / ".aipm").glob("manifest-damaged-*.json"))
    assert (work / CHAPTER).read_bytes() == kept
    assert json.loads((work / ".aipm" / "manifest.json").read_text())["files"]


def test_files_beside_a_chapter_come_along(course):
    (course / "notebooks" / "data").mkdir()
    (course / "notebooks" / "data" / "rates.csv").write_text("a,b\n", encoding="utf-8")
    (course / "notebooks" / ".ipynb_checkpoints").mkdir()
    (course / "notebooks" / ".ipynb_checkpoints" / "old.csv").write_text("a", encoding="utf-8")
    assert prepare(course).copied == ["notebooks/data/rates.csv"]


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "disk is full"), (errno.EACCES, "cannot be written to")]
)
def test_a_refusal_of_the_disk_is_one_sentence_and_loses_nothing(course, monkeypatch, number, words):
    mine = course / "my_work" / CHAPTER
    before = mine.read_bytes()
    publish(course, "Two.")

    def refuse(*_):
        raise OSError(number, "no", str(mine))

    monkeypatch.setattr("aipm.workspace.os.replace", refuse)
    with pytest.raises(CourseError, match=words):
        prepare(course)
    assert mine.read_bytes() == before
    assert not list(mine.parent.glob(".*.part"))


def test_spaces_at_the_ends_of_a_cell_and_ids_are_no_change(tmp_path):
    one, other = chapter(), chapter()
    other.cells[1].source += "\n"
    other.cells[1]["id"] = "another"
    nbformat.write(one, tmp_path / "one.ipynb")
    nbformat.write(other, tmp_path / "other.ipynb")
    assert written(tmp_path / "one.ipynb") == written(tmp_path / "other.ipynb")
    other.cells[1].source += "y = 1"
    nbformat.write(other, tmp_path / "other.ipynb")
    assert written(tmp_path / "one.ipynb") != written(tmp_path / "other.ipynb")


def test_copies_are_trusted_and_strangers_are_not(course):
    from nbformat.sign import NotebookNotary

    from aipm.jupyter import Lab

    lab = Lab(Workspace(course))
    lab.trust([course / "my_work" / CHAPTER])
    notary = NotebookNotary(data_dir=str(lab.data))
    mine = read(course / "my_work" / CHAPTER)
    assert notary.check_signature(mine)
    mine.cells[1].outputs = [nbformat.v4.new_output("display_data", {"text/html": "<script>1</script>"})]
    assert not notary.check_signature(mine)
