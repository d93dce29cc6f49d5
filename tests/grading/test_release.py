"""What learners get: everything they need, no trace of what they are to find out."""

import json

import nbformat
import pytest
from fixtures.small_exercise import SLUG, source_notebook

from aipm.grading import NoSuchExercise, release, solution, solutions


def test_solutions_and_hidden_tests_are_gone(released_file):
    text = released_file.read_text(encoding="utf-8")
    for secret in (
        "SOLUTION",
        "HIDDEN",
        "hidden_rng(",
        "Why of",
        "Mistake of",
        "caught",
        "0.05",
        "Ship it",
        "KEY",
    ):
        assert secret not in text, secret
    assert "YOUR ANSWER HERE" in text and "def recall(true, flagged):" in text


def test_what_a_learner_needs_is_there(released_file, source):
    nb = nbformat.read(released_file, as_version=4)
    nbformat.validate(nb)
    assert [cell["id"] for cell in nb.cells] == [cell["id"] for cell in source.cells]
    for cell, original in zip(nb.cells, source.cells, strict=True):
        meta, before = cell.metadata.get("nbgrader", {}), original.metadata.get("nbgrader", {})
        assert meta.get("grade_id") == before.get("grade_id") and meta.get("points") == before.get("points")
        assert set(cell.metadata) <= {"nbgrader", "aipm", "tags", "deletable", "editable"}
        objective = original.metadata.get("aipm", {}).get("objective")
        assert cell.metadata.get("aipm", {}) == ({"objective": objective} if objective else {})
        if before.get("grade") and cell.cell_type == "code":
            assert cell.metadata["tags"] == ["raises-exception"] and not cell.outputs
    assert nb.metadata.kernelspec.name == "python3"


def test_all_stubs_run(released_file):
    names: dict = {}
    for cell in nbformat.read(released_file, as_version=4).cells:
        if cell.cell_type == "code" and not cell.metadata.get("nbgrader", {}).get("grade"):
            exec(cell.source.replace("check_my_work()", ""), names)


def test_releasing_twice_gives_the_same(released_file, small_course, tmp_path):
    again = release(small_course, SLUG, tmp_path / "again")
    assert json.loads(again.read_text()) == json.loads(released_file.read_text())
    assert [path.name for path in (tmp_path / "again").iterdir()] == [f"{SLUG}.ipynb"]


def test_files_beside_the_source_come_along_and_the_course_stays_clean(tmp_path):
    folder = tmp_path / "exercises" / "source" / SLUG
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "a.csv").write_text("x\n1\n")
    nbformat.write(source_notebook(), folder / f"{SLUG}.ipynb")
    before = sorted(tmp_path.rglob("*"))
    release(tmp_path, SLUG, tmp_path / "out")
    assert (tmp_path / "out" / "data" / "a.csv").read_text() == "x\n1\n"
    assert sorted(p for p in tmp_path.rglob("*") if tmp_path / "out" not in [p, *p.parents]) == before


def test_an_exercise_that_is_not_there(small_course):
    with pytest.raises(NoSuchExercise, match=rf"no exercise '99_none' here; there are: {SLUG}\."):
        release(small_course, "99_none", small_course)


def test_a_faulty_source_is_one_sentence(tmp_path):
    nb = source_notebook()
    nb.cells[3].source = "### BEGIN SOLUTION\nno end"
    folder = tmp_path / "exercises" / "source" / SLUG
    folder.mkdir(parents=True)
    nbformat.write(nb, folder / f"{SLUG}.ipynb")
    with pytest.raises(ValueError, match=f"The source of {SLUG} cannot be released: .*solution") as told:
        release(tmp_path, SLUG, tmp_path / "out")
    assert "\n" not in str(told.value) and not (tmp_path / "out").exists()


def test_solutions_carry_reference_reason_and_mistake(small_course):
    found = solution(small_course, SLUG, "build_1")
    assert (
        found == solution(small_course, SLUG, "test_build_1") == solutions(small_course, SLUG)["test_build_1"]
    )
    assert found.reference.startswith("def recall") and "SOLUTION" not in found.reference
    assert (found.why, found.mistake) == ("Why of build_1.", "Mistake of build_1.")
    assert len(solutions(small_course, SLUG)) == 10
    with pytest.raises(LookupError, match="no task 'build_9'"):
        solution(small_course, SLUG, "build_9")


def test_without_a_stated_mistake_the_first_wrong_proof_is_told(small_course, tmp_path):
    nb = source_notebook()
    for cell in nb.cells:
        cell.metadata.pop("aipm", None)
    folder = tmp_path / "source" / SLUG
    folder.mkdir(parents=True)
    nbformat.write(nb, folder / f"{SLUG}.ipynb")
    (tmp_path / "proofs").mkdir()
    proofs = small_course / "exercises" / "proofs" / f"{SLUG}.py"
    (tmp_path / "proofs" / proofs.name).write_text(proofs.read_text())
    assert solution(tmp_path, SLUG, "build_1").mistake == "precision"
