"""A small course with the features of a real one, in a folder of its own, for the tests of this room."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nbformat
from fixtures import small_exercise
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

SLUG = small_exercise.SLUG
CURRICULUM = """
title: "A small course"
parts:
  - part: I
    title: "One"
    chapters:
      - number: 97
        slug: 97_planned
        title: "Not written yet"
        status: planned
      - number: 98
        slug: 98_small
        title: "A small chapter"
        status: ready
        sections:
          - id: "98.1"
            title: "First section"
            minutes: {read: 5, practise: 6}
          - id: "98.2"
            title: "Second section"
        objectives:
          - id: "9.1"
            text: "Do what is asked."
"""
CHART = """import altair as alt
import pandas as pd

slider = alt.binding_range(min=0, max=1, step=0.1, name="threshold ")
threshold = alt.param(name="threshold", value=0.5, bind=slider)
scores = pd.DataFrame({"score": [0.1, 0.3, 0.6, 0.8, 0.9], "y": [1, 1, 1, 1, 1]})
bars = alt.Chart(scores).mark_bar().encode(x="sum(y):Q")
above = bars.transform_filter("datum.score >= threshold")
told = above.mark_text(dx=20).encode(text=alt.Text("sum(y):Q"))
drawn = (above + told).add_params(threshold)
control(drawn, "How many of five cases a threshold flags: at 0.5 it is three.")"""


def chapter(more: str = "") -> nbformat.NotebookNode:
    """A chapter with a computed sentence, a figure and a control; `more` is put into its last sentence."""
    cells = [
        new_markdown_cell("# A small chapter"),
        new_code_cell("from aipm.page import control, say, setup, show\n\nsetup()"),
        new_markdown_cell("## First section"),
        new_code_cell('missed = 3\nsay(f"It misses **{missed}** cases.")'),
        new_code_cell(
            "import matplotlib.pyplot as plt\n\nfig, ax = plt.subplots()\nax.plot([1, 2, missed])\n"
            'show(fig, f"A line that rises from 1 to {missed}, evenly, over three points.")'
        ),
        new_markdown_cell("## Second section"),
        new_code_cell(CHART),
        new_markdown_cell(f"## Key ideas\n\nOne. {more}".strip()),
    ]
    nb = new_notebook(cells=cells)
    for n, cell in enumerate(nb.cells):
        cell["id"] = f"chapter-{n:02}"
    nb.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    nb.metadata["language_info"] = {"name": "python"}
    return nb


def make_course(root: Path) -> Path:
    """Writes the course below `root`; returns it."""
    (root / "notebooks").mkdir(parents=True, exist_ok=True)
    (root / "curriculum.yml").write_text(CURRICULUM, encoding="utf-8")
    nbformat.write(chapter(), root / "notebooks" / f"{SLUG}.ipynb")
    nbformat.write(chapter(), root / "notebooks" / "97_planned.ipynb")
    small_exercise.make_course(root)
    return root


def environment(course: Path, **more: str) -> dict[str, str]:
    """Of a command on this course: nothing of the person's own settings."""
    leave = ("AIPM_WORK", "AIPM_COHORT", "AIPM_DEBUG", "AIPM_GRADING", "COLUMNS", "FORCE_COLOR")
    kept = {k: v for k, v in os.environ.items() if k not in leave and not k.startswith("JUPYTER")}
    return kept | {"AIPM_COURSE": str(course), "COLUMNS": "120", "NO_COLOR": "1"} | more


def aipm(course: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Runs an `aipm` command on the course, as a person would."""
    return subprocess.run(
        [sys.executable, "-m", "aipm.cli", *arguments],
        capture_output=True,
        text=True,
        timeout=180,
        cwd=course,
        env=environment(course, **more),
    )


def one_sentence(done: subprocess.CompletedProcess[str]) -> str:
    """What a failed command said: one line on stderr, no traceback, and not a success."""
    assert done.returncode not in (0, None), done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    assert len(lines) == 1, done.stderr
    assert lines[0].endswith("."), lines
    return lines[0]
