"""A chapter and an exercise that keep every rule, built in memory, for tests that break one at a time."""

from __future__ import annotations

import itertools
from typing import Any

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from support import Chapter, Section

CHAPTER = Chapter(
    number=4,
    slug="04_sample",
    title="Bread for Product Managers",
    status="ready",
    sections=(
        Section("4.1", "Kinds of flour", 10, 5),
        Section("4.2", "Water and salt", 11, 6),
        Section("4.3", "Proving the dough", 12, 7),
        Section("4.4", "Heat and crust", 13, 8),
    ),
    objectives={
        "4.1": "Choose a flour for a stated loaf, and say what it cannot do.",
        "4.2a": "Weigh water for a dough of given weight.",
        "4.2b": "Tell salt from sugar by one measurement.",
        "4.3": "Find the hour at which the dough has doubled.",
        "4.4": "Set the heat from the crust you want.",
    },
)

_SYLLABLES = ["ba", "ke", "do", "mi", "ru", "sa", "to", "le", "vi", "po", "na", "gu"]
_WORDS = ["".join(three) for three in itertools.product(_SYLLABLES, repeat=3)]


def filler(count: int, start: int = 0) -> str:
    """So many different words, in sentences."""
    words = _WORDS[start : start + count]
    return " ".join(
        w if n % 12 else (w.capitalize() if n == 0 else f"and. {w.capitalize()}") for n, w in enumerate(words)
    )


def code(source: str, *outputs: Any, folded: bool = False) -> Any:
    cell = new_code_cell(source, outputs=list(outputs))
    if folded:
        cell.metadata = {"tags": ["hide-input"], "jupyter": {"source_hidden": True}}
    return cell


def shown(data: dict[str, Any], metadata: dict[str, Any] | None = None) -> Any:
    return new_output("display_data", data=data, metadata=metadata or {})


def figure(alt: str) -> Any:
    return shown({"image/png": "iVBORw0KGgo=", "text/plain": "figure"}, {"image/png": {"alt": alt}})


def sentence(words: str) -> Any:
    return shown({"text/markdown": words, "text/plain": words})


def quiz(objective: str, id: str) -> Any:
    page = f'<section class="aipm-quiz" id="{id}" data-objective="{objective}"><p>Which loaf?</p></section>'
    return shown({"text/html": page, "text/plain": "quiz"})


def commit(id: str) -> Any:
    return shown(
        {"text/html": f'<fieldset class="aipm-commit" id="{id}">Guess.</fieldset>', "text/plain": "commit"}
    )


def control(description: str) -> Any:
    chart = {
        "mark": "bar",
        "description": description,
        "params": [{"name": "heat", "bind": {"input": "range"}}],
    }
    return shown({"application/vnd.vegalite.v5+json": chart, "text/plain": "control"})


def chapter() -> dict[str, Any]:
    """The JSON of a chapter that keeps the contract of CHAPTER."""
    objectives = "\n".join(f"- {text}" for text in CHAPTER.objectives.values())
    cells = [
        new_markdown_cell(
            f"# 4. {CHAPTER.title}\n\nIn 1872 a baker burnt 12 % of his loaves ([the trial](https://a.example/trial.html)).\n\n"
            "| year | loaves |\n|---|---|\n| 1872 | 359 |\n\nSource: [the trial](https://a.example/trial.html).\n\n"
            f"After this chapter you can\n\n{objectives}\n\nTime: 46 minutes to read, 26 minutes to practise."
        ),
        code("from aipm import page\nfrom sklearn.linear_model import LogisticRegression"),
    ]
    for n, section in enumerate(CHAPTER.sections, 1):
        cells += [
            new_markdown_cell(f"## {section.title}\n\nWhich loaf would you ship?"),
            code(f"page.commit('loaf {n}')", commit(f"commit-{n}"), folded=True),
            code(f"loaves = {n}\nbaked = loaves + 1"),
            code(
                f"page.show({n})",
                figure(f"Of the loaves in section {n}, most rose and some sank at once"),
                folded=True,
            ),
            code(
                f"page.say({n})",
                sentence(f"Of the loaves **{n * 100}** rose, and that is enough."),
                folded=True,
            ),
            new_markdown_cell(filler(520, start=n * 40)),
            new_markdown_cell(
                "> **Decide.** Which flour do you buy?\n\n> **Watch out.** Salt looks like sugar."
            ),
        ]
        for id in CHAPTER.objectives:
            if id.startswith(section.id):
                cells.append(code(f"page.quiz('{id}')", quiz(id, f"quiz-{id}"), folded=True))
    cells += [
        code(
            "page.control(1)",
            control("The crust for each heat, from pale to burnt, as you move the heat"),
            folded=True,
        ),
        new_markdown_cell("## Larkspur\n\nThe credit union bakes."),
        new_markdown_cell(
            "## Key ideas\n\n" + "".join(f"{n}. Idea {w} stands alone.\n" for n, w in enumerate("abcde", 1))
        ),
        new_markdown_cell("## Practise\n\nOpen the exercise.\n\n**Monday morning.** Bake one loaf."),
        new_markdown_cell(
            "## Sources\n\n" + "".join(f"- [Source {n}](https://a.example/{n})\n" for n in range(4))
        ),
    ]
    return _stored(cells)


def _stored(cells: list[Any], *, run: bool = True) -> dict[str, Any]:
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for number, cell in enumerate((c for c in cells if c.cell_type == "code"), 1):
        cell.execution_count = number if run else None
    book = new_notebook(cells=cells, metadata=metadata)
    for number, cell in enumerate(book.cells):
        cell["id"] = f"cell-{number}"
    return book


def nbgrader(id: str, *, grade: bool = False, solution: bool = False, points: int = 0) -> dict[str, Any]:
    held = {
        "grade": grade,
        "grade_id": id,
        "locked": not solution,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    return held | ({"points": points} if grade else {})


_TEST = """\
from aipm.practice import graded
with graded("{task}", globals()) as g:
    g.check({task} is not None, "You have not answered yet: put your answer in the cell above.")
    ### BEGIN HIDDEN TESTS
    g.check({task} != 3, "That is the weight of the flour, not of the water in it.")
    ### END HIDDEN TESTS
"""
_BUILD = '''\
def weigh_{n}(flour):
    """Water for so much flour, both in grams."""
    ### BEGIN SOLUTION
    return 0.6 * flour
    ### END SOLUTION
'''
_HINTS = "<details><summary>Hint {n}</summary>\n\nThink.\n\n</details>\n\n"


def exercise() -> dict[str, Any]:
    """The JSON of an exercise that keeps the rules for CHAPTER: 60 + 40 + 10 + 20 points."""

    def task(name: str, points: int, objective: str, answer: str) -> list[Any]:
        told = new_markdown_cell(
            f"### {name}\n\nAnswer ({points} points).\n\n" + _HINTS.format(n=1) + _HINTS.format(n=2)
        )
        solution, test = new_code_cell(answer), new_code_cell(_TEST.format(task=name))
        solution.metadata = {"nbgrader": nbgrader(name, solution=True)}
        test.metadata = {
            "nbgrader": nbgrader(f"test_{name}", grade=True, points=points),
            "aipm": {"objective": objective},
        }
        return [told, solution, test]

    def answer(name: str) -> str:
        return f"### BEGIN SOLUTION\n{name} = 2\n### END SOLUTION"

    first = new_code_cell("from aipm.practice import course_seed\nSEED = course_seed()")
    first.metadata = {"nbgrader": nbgrader("setup")}
    cells = [
        new_markdown_cell(
            f"# Exercise 4. {CHAPTER.title}\n\nIt gives 100 points, and 20 points for the memo."
        ),
        first,
    ]
    for n, section in enumerate(CHAPTER.sections, 1):
        first_objective, *more = [id for id in CHAPTER.objectives if id.startswith(section.id)]
        cells.append(new_markdown_cell(f"## {section.title}"))
        cells += task(f"decide_{n}", 15, first_objective, answer(f"decide_{n}"))
        cells += task(f"build_{n}", 10, (more or [first_objective])[0], _BUILD.format(n=n))
    cells.append(new_markdown_cell("## Memo"))
    cells += task("calibration", 10, "4.4", answer("calibration"))
    memo = new_markdown_cell("YOUR ANSWER HERE")
    memo.metadata = {
        "nbgrader": nbgrader("memo", grade=True, solution=True, points=20),
        "aipm": {"objective": "4.4"},
    }
    cells += [new_markdown_cell("Write (20 points; 4 points a part)."), memo]
    cells.append(new_code_cell("from aipm.practice import check_my_work\n\ncheck_my_work()"))
    return _stored(cells, run=False)
