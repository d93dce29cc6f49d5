"""Every grader is proved: on several course seeds by executing cells, and through nbgrader on real kernels.

`make test` takes three seeds, `make test-every` all twenty; `make mutants` the mutants, and guesses.
"""

from __future__ import annotations

import copy
import runpy
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

import nbformat
import pytest
from support import EVERY, EXERCISES, PROOFS

from aipm.grading import grade, release
from aipm.grading.course import is_solution, meta
from aipm.practice.proofs import SEEDS, Exercise, Proof, check, guesses, load, passes

ROOT = EXERCISES.parent.parent
SLUGS = sorted(path.stem for path in PROOFS.glob("*.py"))
EACH = pytest.mark.parametrize("slug", SLUGS)
KILLED = 0.95
# Of all tries of an answer that knows nothing, on all course seeds together, fewer than this share may pass.
LUCK, TRIES = 0.10, 10
# k-th answers of all tasks in one submission: the first two are right ones, the others wrong
SUBMISSIONS = range(4) if EVERY else (0, 2)
TRIED = SEEDS if EVERY else (*SEEDS[:2], SEEDS[-1])


def source_of(slug: str) -> Path:
    return EXERCISES / slug / f"{slug}.ipynb"


def proofs_of(slug: str) -> dict[str, list[Proof]]:
    return load(PROOFS / f"{slug}.py")


@EACH
def test_every_graded_task_has_two_right_and_four_wrong_answers(slug):
    proofs = proofs_of(slug)
    tests = Exercise(source_of(slug), SEEDS[-1]).tests
    assert set(proofs) == set(tests)
    for task, listed in proofs.items():
        assert sum(proof.is_right for proof in listed) >= 2, task
        assert sum(not proof.is_right for proof in listed) >= 4, task
        assert (
            len({proof.source for proof in listed}) == len({proof.name for proof in listed}) == len(listed)
        ), task


@EACH
def test_proofs_hold_on_the_course_seeds(slug, monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "1")  # two workers share the processors
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        found = pool.map(check, repeat(source_of(slug)), repeat(proofs_of(slug)), TRIED)
        faults = [fault for listed in found for fault in listed]
    assert len(SEEDS) == len(set(SEEDS)) == 20
    assert not faults, "\n" + "\n".join(faults)


@EACH
def test_each_decision_lists_guesses(slug):
    decisions = {task for task in proofs_of(slug) if task.startswith("test_decide_")}
    listed = guesses(PROOFS / f"{slug}.py")
    assert set(listed) == decisions
    assert all(len(habits) >= 3 for habits in listed.values()), "at random, constant, everything filled in"
    assert all(any("rng" in source for source in habits.values()) for habits in listed.values())


@pytest.mark.mutants
@EACH
def test_guessing_does_not_pass(slug, monkeypatch, record_property):
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    listed = guesses(PROOFS / f"{slug}.py")
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(passes, repeat(source_of(slug)), repeat(listed), SEEDS, repeat(TRIES)))
    rates = {habit: sum(seed[habit] for seed in found) / (len(SEEDS) * TRIES) for habit in found[0]}
    lucky = {habit: rate for habit, rate in rates.items() if rate >= LUCK}
    best = max(rates, key=lambda habit: rates[habit])
    record_property(
        "aipm-note",
        f"{slug}: of the guesses, {best.removeprefix('test_')} passes oftenest: {rates[best]:.1%}",
    )
    assert not lucky, "\n".join(f"{habit}: {rate:.0%} of tries pass" for habit, rate in lucky.items())


@pytest.mark.mutants
@EACH
def test_mutants_of_the_build_references_are_killed(slug, record_property):
    """Survivors are listed, or judged in the proofs: SURVIVORS = {task: {part of its source: reason}}."""
    judged = runpy.run_path(str(PROOFS / f"{slug}.py")).get("SURVIVORS", {})
    exercise = Exercise(source_of(slug), SEEDS[-1])
    made, lived = 0, []
    for task in exercise.tests:
        if not task.startswith("test_build_"):
            continue
        count, survivors = exercise.survivors(task)
        known = judged.get(task, {})
        alive = [source for source in survivors if not any(part in source for part in known)]
        unused = [part for part in known if not any(part in source for source in survivors)]
        assert not unused, f"{task}: judged, but killed: {unused}"
        made += count - (len(survivors) - len(alive))
        lived += [f"{task}:\n{source}" for source in alive]
    record_property("aipm-note", f"{slug}: {made - len(lived)} of {made} mutants killed")
    assert made or slug.startswith("00"), "no Build task to mutate"
    assert not made or 1 - len(lived) / made >= KILLED, "\n\n".join(lived)


@EACH
def test_the_source_gets_everything_and_the_release_nothing(slug, tmp_path):
    folder = tmp_path / "my_work" / "exercises" / slug
    path = release(ROOT, slug, folder)
    nothing = grade(path, course=ROOT)
    assert (nothing.state, nothing.points) == ("graded", 0), nothing
    path.write_bytes(source_of(slug).read_bytes())
    everything = grade(path, course=ROOT)
    automatic = [task for task in everything.tasks if task.kind != "memo"]
    assert automatic and all(task.full for task in automatic), automatic
    assert everything.product_bar.share == 1
    if everything.engineering_bar.max_points:  # the warm-up has decisions alone
        assert everything.engineering_bar.share == 1
    page = everything.feedback.read_text(encoding="utf-8")
    assert "HIDDEN TESTS" not in page


@pytest.mark.parametrize("k", SUBMISSIONS)
@EACH
def test_kth_answers_through_nbgrader(slug, k, tmp_path):
    """Submission k takes the k-th answer of every task, right ones first."""
    folder = tmp_path / "my_work" / "exercises" / slug
    path = release(ROOT, slug, folder)
    nb, source = nbformat.read(path, as_version=4), nbformat.read(source_of(slug), as_version=4)
    exercise = Exercise(source_of(slug), SEEDS[-1])
    chosen: dict[str, Proof] = {}
    for task, listed in proofs_of(slug).items():
        ranked = sorted(listed, key=lambda proof: not proof.is_right)
        rights = sum(proof.is_right for proof in ranked)
        chosen[task] = ranked[min(k, 1) if k < 2 else min(rights + k - 2, len(ranked) - 1)]
        answer = exercise.cells[exercise.answer_cell(task)].grade_id
        next(cell for cell in nb.cells if meta(cell).get("grade_id") == answer).source = chosen[task].source
    for cell, original in zip(nb.cells, source.cells, strict=True):  # answers without a proof: the reference
        if is_solution(cell) and "YOUR ANSWER HERE" in cell.source:
            cell.source = copy.deepcopy(original.source)
    nbformat.write(nb, path)
    report = grade(path, course=ROOT)
    told = {task.task: task for task in report.tasks}
    for task, proof in chosen.items():
        got = told[task]
        if proof.is_right:
            assert got.full, f"{task}, {proof.name!r}: {got.message}"
        else:
            assert not got.full and proof.message in got.message, f"{task}, {proof.name!r}: {got.message}"


def test_there_is_something_to_prove():
    sources = sorted(path.parent.name for path in EXERCISES.glob("*/*.ipynb"))
    assert sources == SLUGS
