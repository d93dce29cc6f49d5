"""A small course in a folder: every feature of aipm.page in one chapter, one exercise, pages around them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import nbformat
import yaml
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

ROOT = Path(__file__).parents[2]

# What must never be published: the name of a file to put it into → its text
DECOYS = {
    "exercises/source/04_ml_concepts/notes.md": "# Answers\n\nDECOY_SOURCE",
    "exercises/submitted/ann/04_ml_concepts/04_ml_concepts.md": "# Ann\n\nDECOY_SUBMISSION",
    "exercises/proofs/04_ml_concepts.md": "# Proofs\n\nDECOY_PROOF",
    "exercises/release/x.md": "# Old\n\nDECOY_RELEASE",
    ".venv/lib/README.md": "# Package\n\nDECOY_VENV",
    "notebooks/.ipynb_checkpoints/04_ml_concepts-checkpoint.md": "# Old\n\nDECOY_CHECKPOINT",
    "my_work/notebooks/mine.md": "# Mine\n\nDECOY_MY_WORK",
    "node_modules/thing/README.md": "# Thing\n\nDECOY_NODE",
    "book/draft.md": "# Draft\n\nDECOY_DRAFT",
    "notebooks/05_unlisted.md": "# Unlisted\n\nDECOY_UNLISTED",
    "README.md": "# Readme\n\nDECOY_README",
}

CONFIG_PARTS = (
    "_config.yml",
    "book/_static",
    "book/_templates",
    "book/_assets",
    "book/how_to_use.md",
    "book/paths.md",
    "book/progress.md",
    "book/glossary.md",
    "book/templates",
    "book/templates.md",
)

TOC = """\
format: jb-book
root: book/index
parts:
  - caption: "II. Technical Foundation for Product Managers"
    chapters:
      - file: notebooks/04_ml_concepts
        sections:
          - file: exercises/04_ml_concepts/04_ml_concepts
  - caption: "Reference"
    chapters:
      - file: book/how_to_use
      - file: book/paths
      - file: book/progress
      - file: book/glossary
      - file: book/templates
        sections:
          - glob: book/templates/*
"""

MARKDOWN_TOP = r"""# 4. Essential AI/ML Concepts for Product Managers

A paragraph with a [term](../book/glossary.md#recall), a price of \$5 or \$6, and a formula $p = \frac{a}{b}$.

## Key machine learning paradigms

> **Decide.** Which of the two do you take?

> **Watch out.** A percentage without its *of whom*.

> **In practice.** Ask first.

> A quotation, no call-out.

<details><summary>Under the hood</summary>

Folded text with a formula: $e^x$.

</details>

The [exercise](../exercises/04_ml_concepts/04_ml_concepts.ipynb) and its [data](../datasets/small/data.csv).

## Performance metrics and evaluation

What is left to say.
"""

_CODE = """
from aipm import page
from aipm.page import commit, control, quiz, say, show, table

page.setup()
---
import altair as alt
import matplotlib.pyplot as plt
import pandas as pd

scores = [0.1, 0.35, 0.6, 0.9]
--- hide-input
commit("How many of a hundred flags are right?", unit="of 100")
--- hide-input
commit("Which error costs more?", options=["a missed scam", "a false alarm"])
--- hide-input
fig, ax = plt.subplots()
ax.bar(range(4), scores, color=page.BLUE)
ax.set(xlabel="case", ylabel="score")
ax.set_title("The last one scores 0.9: a finding for which two lines are needed")
show(fig, f'Four bars that rise from {scores[0]} to {scores[-1]}; the last is "nine" times the first.')
--- hide-input
say(f"Of **{len(scores)}** cases one costs $5 and another $6.")
--- hide-input
frame = pd.DataFrame({"who | what": ["a $5 fee", "b"], "count": [1200, 3], "rate": [0.25, None]})
table(frame, caption="Two rows", source="[a study](https://example.org/study)")
--- hide-input
long = "a sentence that somebody said, and that needs room of its own"
wide = {"speaker": ["agent"], "said": [f"{long}, **twice**"], "meant": [long], "coded as": ["happened"]}
table(pd.DataFrame(wide), markdown=True)
--- hide-input
threshold = alt.param(
    name="threshold", value=0.5, bind=alt.binding_range(min=0, max=1, step=0.05, name="Flag from a score of")
)
cases = pd.DataFrame({"score": scores, "case": ["a", "b", "c", "d"]})
lit = alt.condition("datum.score >= threshold", alt.value(page.ORANGE), alt.value(page.LIGHT))
bars = alt.Chart(cases, width=560, height=220).mark_bar().encode(x="case:N", y="score:Q", color=lit)
flagged = alt.Chart(cases).transform_filter("datum.score >= threshold").transform_aggregate(n="count()")
flagged = flagged.transform_calculate(label="'flagged: ' + datum.n")
words = flagged.mark_text(x=10, y=14, align="left").encode(text="label:N")
control((bars + words).add_params(threshold), "At 0.5 two of four cases are flagged; at 0.3 three </script>.")
--- hide-input
caught = sum(score >= 0.5 for score in scores)
options = [(f"{n} cases", n == caught, f"At 0.5 it is **{caught}**, the last ones.") for n in (1, 2, 3)]
quiz("How many cases lie at or above `0.5`, if one costs $5?", options, objective="4.4")
"""

CELLS = [
    (part.partition("\n")[2].strip("\n"), part.partition("\n")[0].split()) for part in _CODE.split("---")
]

EXERCISE = [
    ("markdown", "# Exercise 4\n\nAnswer and save.", None),
    ("code", "from aipm.practice import course_seed", {"grade": False, "solution": False, "locked": True}),
    (
        "code",
        "### BEGIN SOLUTION\ndecide_1 = 'SECRET_SOLUTION_41'\n### END SOLUTION",
        {"grade": False, "solution": True, "locked": False},
    ),
    (
        "code",
        "assert decide_1\n### BEGIN HIDDEN TESTS\nassert 'SECRET_HIDDEN_TEST_42'\n### END HIDDEN TESTS",
        {"grade": True, "solution": False, "locked": True, "points": 2},
    ),
    (
        "markdown",
        "Write your memo.\n\n### BEGIN MARK SCHEME\nSECRET_MARKS_43\n### END MARK SCHEME",
        {"grade": True, "solution": False, "task": True, "locked": False, "points": 5},
    ),
]


def executed(cells: list[tuple[str, list[str]]]) -> nbformat.NotebookNode:
    """A notebook with the outputs that an ordinary kernel gives."""
    from nbclient import NotebookClient

    notebook = new_notebook(
        cells=[new_markdown_cell(MARKDOWN_TOP)]
        + [new_code_cell(source, metadata={"tags": tags} if tags else {}) for source, tags in cells],
        metadata={
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            "language_info": {"name": "python"},
        },
    )
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    return notebook


def exercise() -> nbformat.NotebookNode:
    cells = []
    for place, (kind, source, graded) in enumerate(EXERCISE):
        cell = (new_markdown_cell if kind == "markdown" else new_code_cell)(source)
        if graded:
            cell.metadata["nbgrader"] = {
                "grade_id": f"cell_{place}",
                "schema_version": 3,
                **{"task": False, **graded},
            }
            cell.metadata["nbgrader"].setdefault("cell_type", kind)
        cells.append(cell)
    return new_notebook(
        cells=cells,
        metadata={
            "language_info": {"name": "python"},
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        },
    )


def make(root: Path, chapter: nbformat.NotebookNode) -> Path:
    """The small course in the empty folder `root`."""
    for name in CONFIG_PARTS:
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target, ignore=shutil.ignore_patterns("node_modules"))
        else:
            shutil.copy(ROOT / name, target)
    _curriculum(root)
    landing = (ROOT / "book" / "index.md").read_text(encoding="utf-8")
    # of the chapters it links to, only this one is here
    landing = re.sub(r"\[([^]]*)\]\(\.\./notebooks/(?!04_)\w+\.ipynb\)", r"\1", landing)
    (root / "book" / "index.md").write_text(landing, encoding="utf-8")
    (root / "_toc.yml").write_text(TOC)
    (root / "notebooks").mkdir()
    nbformat.write(chapter, root / "notebooks" / "04_ml_concepts.ipynb")
    (root / "exercises" / "source" / "04_ml_concepts").mkdir(parents=True)
    nbformat.write(exercise(), root / "exercises" / "source" / "04_ml_concepts" / "04_ml_concepts.ipynb")
    (root / "datasets" / "small").mkdir(parents=True)
    (root / "datasets" / "small" / "data.csv").write_text("case,score\na,1\n")
    return root


def _curriculum(root: Path) -> None:
    """The course's list, with chapter 4 alone as ready: no other has a page here."""
    listed = yaml.safe_load((ROOT / "curriculum.yml").read_text(encoding="utf-8"))
    for entry in [listed["introduction"], *(c for part in listed["parts"] for c in part["chapters"])]:
        entry["status"] = "ready" if entry["slug"] == "04_ml_concepts" else "planned"
    text = yaml.safe_dump(listed, sort_keys=False, allow_unicode=True)
    (root / "curriculum.yml").write_text(text, encoding="utf-8")


def with_data(root: Path) -> None:
    """The course's own data sets and their page, put into the small course."""
    shutil.copytree(ROOT / "datasets", root / "datasets", dirs_exist_ok=True)
    (root / "datasets" / "small" / "datasheet.md").write_text(
        "# Small\n\nReal data, one row. Loader: `load_small()`.\n\n**Motivation.** To have one row.\n"
    )
    shutil.copy(ROOT / "book" / "data.md", root / "book")
    with (root / "_toc.yml").open("a") as toc:
        toc.write("      - file: book/data\n        sections:\n          - glob: datasets/*/datasheet\n")
