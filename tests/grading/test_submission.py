"""Whatever happened to cells and metadata: the source's tests decide, and answers are found."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path

import nbformat
import pytest
from fixtures.small_exercise import SLUG
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from aipm.grading.submission import Unreadable, compose, find_notebook, read_notebook
from aipm.practice.proofs import Exercise

ALL = 46
WRONG_1 = "def recall(true, flagged):\n    return 1.0"


def score(source: NotebookNode, submission: NotebookNode, tmp_path: Path) -> tuple[float, list[str]]:
    """Points and notes of what was handed in, by running the cells to grade without a kernel."""
    path = tmp_path / f"{SLUG}.ipynb"
    path.write_text(json.dumps(submission), encoding="utf-8")
    answers = compose(source, read_notebook(path))
    nbformat.validate(answers.notebook)
    graded = tmp_path / "graded.ipynb"
    nbformat.write(answers.notebook, graded)
    exercise = Exercise(graded, 2026)
    points = sum(verdict.share * exercise.points(task) for task, verdict in exercise.verdicts.items())
    return points, answers.notes


def cell_of(nb: NotebookNode, name: str) -> NotebookNode:
    return next(cell for cell in nb.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == name)


def is_test(cell: NotebookNode) -> bool:
    return cell.metadata.get("nbgrader", {}).get("grade_id", "").startswith("test_")


def without_metadata(nb: NotebookNode) -> NotebookNode:
    for cell in nb.cells:
        cell.metadata = NotebookNode()
    return nb


def without_ids(nb: NotebookNode) -> NotebookNode:
    for cell in nb.cells:
        cell.pop("id", None)
    nb.nbformat_minor = 4
    return nb


def test_right_answers_get_everything(source, answered, tmp_path):
    assert score(source, answered(), tmp_path) == (ALL, [])


def test_the_release_gets_nothing(source, released, tmp_path):
    assert score(source, released, tmp_path) == (0, [])


def test_the_source_handed_in_gets_everything(source, tmp_path):
    assert score(source, copy.deepcopy(source), tmp_path) == (ALL, [])


def test_half_right(source, answered, tmp_path):
    nb = answered()
    for name in ("decide_1", "build_1", "decide_3", "calibration"):
        cell_of(nb, name).source = "# YOUR ANSWER HERE\n..."
    assert score(source, nb, tmp_path)[0] == ALL - 6 - 4 - 6 - 6


def test_an_older_format_and_another_kernel(source, answered, tmp_path):
    nb = without_ids(answered())
    nb.metadata["kernelspec"] = {"name": "julia", "display_name": "Julia", "language": "julia"}
    assert score(source, nb, tmp_path) == (ALL, [])


def test_format_three(source, answered, tmp_path):
    def old_cell(c):
        if c.cell_type != "code":
            return {"cell_type": "markdown", "source": c.source, "metadata": c.metadata}
        return {
            "cell_type": "code",
            "input": c.source,
            "outputs": [],
            "language": "python",
            "metadata": c.metadata,
        }

    old = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {"name": ""},
        "worksheets": [
            {
                "metadata": {},
                "cells": [old_cell(c) for c in answered().cells],
            }
        ],
    }
    assert score(source, old, tmp_path)[0] == ALL


@pytest.mark.parametrize("ids", [True, False])
def test_all_metadata_dropped(source, answered, tmp_path, ids):
    nb = without_metadata(answered())
    points, notes = score(source, nb if ids else without_ids(nb), tmp_path)
    assert points == ALL
    assert ids or any("found by its name" in note for note in notes)
    memo = compose(source, nb).notebook.cells
    assert cell_of(NotebookNode(cells=memo), "memo").source.startswith("Ship it on 1 May, unless")


@pytest.mark.parametrize("below", [True, False])
def test_a_copied_answer_cell_the_last_one_counts(source, answered, tmp_path, below):
    nb = answered()
    at = nb.cells.index(cell_of(nb, "build_1"))
    twin = copy.deepcopy(nb.cells[at])
    twin["id"] = "twin"
    (nb.cells[at] if below else twin).source = WRONG_1
    nb.cells.insert(at + 1, twin)
    points, notes = score(source, nb, tmp_path)
    assert points == (ALL if below else ALL - 4)
    assert notes == ["The answer cell build_1 is there 2 times; the last one counts."]


def test_a_copy_left_empty_does_not_count(source, answered, tmp_path):
    nb = answered()
    at = nb.cells.index(cell_of(nb, "decide_2"))
    twin = copy.deepcopy(nb.cells[at])
    twin.update(id="twin", source="# YOUR ANSWER HERE\n...")
    nb.cells.insert(at + 1, twin)
    assert score(source, nb, tmp_path)[0] == ALL


def test_an_answer_written_into_a_new_cell_is_found(source, answered, tmp_path):
    nb = answered()
    cell = cell_of(nb, "decide_3")
    nb.cells.append(new_code_cell(cell.source))
    cell.source = "# YOUR ANSWER HERE\n..."
    points, notes = score(source, nb, tmp_path)
    assert points == ALL and notes == [
        "The answer cell decide_3 was empty; the answer was found in another cell."
    ]


def test_a_helper_in_a_cell_of_her_own_is_run(source, answered, tmp_path):
    nb = answered()
    at = nb.cells.index(cell_of(nb, "build_4"))
    nb.cells[at].source = "def mean(values):\n    return total(values) / len(values)"
    nb.cells.insert(at, new_code_cell("def total(values):\n    return sum(values)"))
    assert score(source, nb, tmp_path) == (ALL, [])


def damage_asserts(nb):
    for cell in filter(is_test, nb.cells):
        cell.source = "pass"


def damage_points(nb):
    for cell in filter(is_test, nb.cells):
        cell.metadata.nbgrader["points"] = 1000


def damage_markdown(nb):
    for cell in filter(is_test, nb.cells):
        cell.update(cell_type="markdown")
        del cell["outputs"], cell["execution_count"]


def damage_grade_flag(nb):
    for cell in filter(is_test, nb.cells):
        cell.metadata.nbgrader["grade"] = False


def damage_ids(nb):
    for cell in nb.cells:
        cell["id"] = "same"
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader["grade_id"] = "test_decide_1"


def damage_delete_tests(nb):
    nb.cells = [cell for cell in nb.cells if not is_test(cell)]


def damage_delete_graded(nb):
    nb.cells = [cell for cell in nb.cells if "nbgrader" not in cell.metadata]


def damage_duplicate_tests(nb):
    nb.cells = [
        twin for cell in nb.cells for twin in ([cell, copy.deepcopy(cell)] if is_test(cell) else [cell])
    ]


def damage_order(nb):
    nb.cells = [*filter(is_test, nb.cells), *(cell for cell in nb.cells if not is_test(cell))]


def damage_shuffle(nb):
    random.Random(1).shuffle(nb.cells)


def damage_types(nb):
    for cell in nb.cells:
        cell.metadata["nbgrader"] = ["what", 1]


DAMAGES = [value for name, value in sorted(globals().items()) if name.startswith("damage_")]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda f: f.__name__)
def test_damage_never_earns_a_point(source, released, tmp_path, damage):
    damage(released)
    assert score(source, released, tmp_path)[0] == 0


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda f: f.__name__)
def test_damage_to_the_tests_never_costs_a_point(source, answered, tmp_path, damage):
    nb = answered()
    damage(nb)
    gone = damage is damage_delete_graded
    points, notes = score(source, nb, tmp_path)
    assert points == (0 if gone else ALL)
    if gone:
        assert any("No answer was found for decide_1, build_1" in note for note in notes)
    if damage in (damage_delete_tests, damage_delete_graded):
        assert "Test cells that were missing were put back." in notes


def test_one_deleted_answer_costs_that_task_alone(source, answered, tmp_path):
    nb = answered()
    nb.cells.remove(cell_of(nb, "build_2"))
    points, notes = score(source, nb, tmp_path)
    assert points == ALL - 4 and notes == ["No answer was found for build_2: was the cell deleted?"]


def test_an_answer_cell_turned_to_markdown_still_counts(source, answered, tmp_path):
    nb = answered()
    cell = cell_of(nb, "build_3")
    nb.cells[nb.cells.index(cell)] = new_markdown_cell(cell.source, metadata=cell.metadata)
    assert score(source, nb, tmp_path)[0] == ALL


SPECIAL = {
    "not JSON": (b"<<<<<<< HEAD\n{}", "line 1 is no JSON"),
    "empty": (b"", "is empty"),
    "blank": (b" \n", "is empty"),
    "a list": (b"[]", "has no cells"),
    "no cells": (b'{"nbformat": 4}', "has no cells"),
    "cells that are no cells": (
        b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [1]}',
        "damaged",
    ),
    "cells without source": (b'{"nbformat": 4, "cells": [{"cell_type": "code", "metadata": {}}]}', "damaged"),
    "cells as text": (b'{"nbformat": 4, "cells": "all"}', "damaged"),
    "another type": (b'{"nbformat": 4, "cells": [{"cell_type": "x", "source": ""}]}', "damaged"),
    "no UTF-8": (b"\xff\xfe{}", "no UTF-8"),
    "nested too deep": (b"[" * 200_000, "nested too deep"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00", "no UTF-8"),
}


@pytest.mark.parametrize("data, words", SPECIAL.values(), ids=SPECIAL)
def test_what_is_no_notebook_gets_one_sentence(hand_in, data, words):
    path = hand_in(data)
    with pytest.raises(Unreadable, match=words) as told:
        read_notebook(find_notebook(path, SLUG)[0])
    assert "\n" not in str(told.value) and path.read_bytes() == data


def test_a_byte_order_mark_is_no_obstacle(hand_in, answered):
    path = hand_in(b"\xef\xbb\xbf" + nbformat.writes(answered()).encode())
    assert len(read_notebook(path).cells) > 20


def test_links_folders_and_missing_files(hand_in, answered, tmp_path):
    path = hand_in(answered())
    link = path.with_name("link.ipynb")
    link.symlink_to(path)
    with pytest.raises(Unreadable, match="symbolic link"):
        find_notebook(link, SLUG)
    with pytest.raises(Unreadable, match="folder"):
        find_notebook(path.parent, SLUG)
    with pytest.raises(Unreadable, match="make learn"):
        find_notebook(tmp_path / "nowhere" / "a.ipynb", SLUG)


def test_a_renamed_file_is_taken_when_it_is_the_only_one(hand_in, answered):
    path = hand_in(answered(), "final version.ipynb")
    found, notes = find_notebook(path.with_name(f"{SLUG}.ipynb"), SLUG)
    assert found == path and "final version.ipynb, the only notebook, was graded" in notes[0]
    hand_in(answered(), f"{SLUG}.new.ipynb")  # laid beside it by an update: not hers
    assert find_notebook(path.with_name(f"{SLUG}.ipynb"), SLUG)[0] == path
    hand_in(answered(), "other.ipynb")
    with pytest.raises(Unreadable, match="which of final version.ipynb, other.ipynb is meant"):
        find_notebook(path.with_name(f"{SLUG}.ipynb"), SLUG)


def test_a_file_that_may_not_be_read(hand_in, answered, monkeypatch):
    path = hand_in(answered())

    def refuse(*_, **__):
        raise PermissionError

    monkeypatch.setattr(Path, "read_text", refuse)  # root may read everything
    with pytest.raises(Unreadable, match="may not be read"):
        read_notebook(path)
