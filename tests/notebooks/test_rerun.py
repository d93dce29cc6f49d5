"""That a re-run notices what it is there for: one small notebook with a fault of each kind in it."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import comparisons
import nbformat
import pytest
from figures import TOLERANCE, distance
from nbformat.v4 import new_code_cell, new_notebook, new_output
from PIL import Image, ImageDraw
from rerun import Rerun, run_again

SHOW = """\
import base64, io
from PIL import Image, ImageDraw
from IPython.display import display
picture = Image.new("RGB", (160, 80), "white")
ImageDraw.Draw(picture).rectangle((20, 20, 20 + width, 60), fill="navy")
held = io.BytesIO()
picture.save(held, "png")
shown = {"image/png": base64.b64encode(held.getvalue()).decode(), "text/plain": "a figure"}
display(shown, metadata={"image/png": {"alt": alt}}, raw=True)
"""


def picture(width: int, colour: str = "navy", size: tuple[int, int] = (160, 80), left: int = 20) -> str:
    drawn = Image.new("RGB", size, "white")
    ImageDraw.Draw(drawn).rectangle((left, 20, left + width, 60), fill=colour)
    held = io.BytesIO()
    drawn.save(held, "png")
    return base64.b64encode(held.getvalue()).decode()


def image(width: int, alt: str) -> nbformat.NotebookNode:
    data = {"image/png": picture(width), "text/plain": "a figure"}
    return new_output("display_data", data=data, metadata={"image/png": {"alt": alt}})


def said(words: str) -> nbformat.NotebookNode:
    return new_output("stream", name="stdout", text=words)


# name of the cell → source, stored outputs
CELLS = {
    "fine": ("width, alt = 60, 'one bar'\nprint(width)", [said("60\n")]),
    "figure": (SHOW, [image(60, "one bar")]),
    "one pixel": ("width = 61\n" + SHOW, [image(60, "one bar")]),
    "other figure": ("width = 70\n" + SHOW, [image(60, "one bar")]),
    "other alt": ("width, alt = 60, 'two bars'\n" + SHOW, [image(60, "one bar")]),
    "other text": ("print('forty')", [said("41\n")]),
    "order of a set": (
        "print({'a', 'b', 'c', 'd', 'e', 'f', 'g'})",
        [said("{'a', 'b', 'c', 'd', 'e', 'f', 'g'}\n")],
    ),
    "warning": (
        "import warnings\nwarnings.warn('mind the gap')",
        [new_output("stream", name="stderr", text="<ipython>: UserWarning: mind the gap\n")],
    ),
    "network": ("import socket\nsocket.create_connection(('192.0.2.1', 80), 1)", []),
    "name server": ("import socket\nsocket.getaddrinfo('www.example.org', 80)", []),
    "own host": ("import socket\n_ = socket.getaddrinfo('127.0.0.1', 80)", []),
    "file": ("from pathlib import Path\n_ = Path('left.txt').write_text('x')", []),
    "silent": ("pass", [said("once said\n")]),
    "kind": ("display(3)", [new_output("execute_result", data={"text/plain": "3"}, execution_count=1)]),
    "after": ("print(width)", [said("60\n")]),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rerun]:
    cells = [new_code_cell(source, outputs=outputs, execution_count=1) for source, outputs in CELLS.values()]
    path = tmp_path_factory.mktemp("chapter") / "sample.ipynb"
    nbformat.write(new_notebook(cells=cells), path)
    before = path.read_bytes()
    reruns = run_again(path, ["0", "4242"])
    assert path.read_bytes() == before
    return reruns


def names(run: Rerun, compare: Callable[[Rerun], Iterator[str]]) -> set[str]:
    """The sample's cells that a comparison names."""
    numbers = [int(fault.removeprefix("code cell ").split()[0]) for fault in compare(run)]
    return {list(CELLS)[number - 1] for number in numbers}


def test_all_cells_are_recorded(found: dict[str, Rerun]) -> None:
    for run in found.values():
        assert run.error == ""
        assert len(run.cells) == len(CELLS)
        assert 0 < run.seconds < 30
        assert 0 < run.processor < 30


def test_nbval_compares_outputs(found: dict[str, Rerun]) -> None:
    wrong = {"other text", "warning", "network", "name server", "silent", "kind", "order of a set"}
    for run in found.values():
        assert wrong - names(run, comparisons.outputs) <= {"order of a set"}
        assert names(run, comparisons.outputs) <= wrong
    # one of two hash seeds at least puts a set of seven in another order
    assert any("order of a set" in names(run, comparisons.outputs) for run in found.values())


def test_the_hash_seed_reaches_the_kernel(found: dict[str, Rerun]) -> None:
    place = list(CELLS).index("order of a set")
    one, other = (json.dumps(run.cells[place]["fresh"]) for run in found.values())
    assert one != other


def test_alt_texts_are_compared(found: dict[str, Rerun]) -> None:
    run = found["0"]
    assert names(run, comparisons.alt_texts) == {"other alt"}
    assert "'one bar', and running it gives 'two bars'" in next(comparisons.alt_texts(run))


def test_a_changed_figure_is_noticed_and_one_pixel_is_not(found: dict[str, Rerun]) -> None:
    assert names(found["0"], comparisons.figures) == {"other figure"}


def test_stderr_is_noticed_though_it_is_stored(found: dict[str, Rerun]) -> None:
    assert "warning" in names(found["0"], comparisons.complaints)


def test_the_network_is_refused_by_name(found: dict[str, Rerun]) -> None:
    faults = "\n".join(comparisons.outputs(found["0"]))
    assert "this one asked for 192.0.2.1" in faults
    assert "this one asked for www.example.org" in faults


def test_files_left_behind_are_named(found: dict[str, Rerun]) -> None:
    assert found["0"].left == ["notebooks/left.txt"]


def test_what_is_no_notebook_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "broken.ipynb"
    path.write_text("{", encoding="utf-8")
    (run,) = run_again(path, ["0"]).values()
    assert run.error and list(comparisons.outputs(run)) == [run.error]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (picture(60), picture(60), True),
        (picture(60), picture(61), True),
        (picture(60), picture(60, left=21), True),
        (picture(60), picture(63), False),
        (picture(60), picture(60, "purple"), False),
        (picture(60), picture(60, size=(161, 80)), True),
        (picture(60), picture(60, size=(170, 80)), False),
    ],
)
def test_distance_of_pictures(one: str, other: str, same: bool) -> None:
    assert (distance(one, other) <= TOLERANCE) is same
