# ruff: noqa: E501 (one line a case)
"""Each ready chapter keeps the contract; and each rule of the contract catches what breaks it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
import samples
from chapter_rules import RULES, check
from document import Document
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from samples import CHAPTER, control, figure, quiz, sentence
from support import Chapter, chapters, each_ready_chapter


@each_ready_chapter()
@pytest.mark.parametrize("rule", RULES)
def test_contract(chapter: Chapter, rule: str) -> None:
    if not chapter.notebook.exists():
        pytest.fail(
            f"no notebook {chapter.notebook.name}, and curriculum.yml calls the chapter ready", pytrace=False
        )
    faults = list(RULES[rule](Document.read(chapter.notebook), chapter))
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


def test_the_sample_keeps_the_contract() -> None:
    assert check(Document(samples.chapter()), CHAPTER) == {}


def find(book: Any, words: str) -> Any:
    """The first cell whose source holds the words."""
    return next(cell for cell in book.cells if words in cell.source)


def swap(old: str, new: str) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        cell = find(book, old)
        cell.source = cell.source.replace(old, new, 1)

    return change


def drop(words: str) -> Callable[[Any], None]:
    return lambda book: book.cells.remove(find(book, words))


def shows(words: str, *outputs: Any) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        find(book, words).outputs = list(outputs)

    return change


def adds(source: str, *outputs: Any) -> Callable[[Any], None]:
    """One more visible cell, at the end of the last section."""

    def change(book: Any) -> None:
        place = book.cells.index(find(book, "## Larkspur"))
        count = sum(cell.cell_type == "code" for cell in book.cells) + 1
        book.cells.insert(
            place, new_code_cell(source, outputs=list(outputs), execution_count=count, id="added")
        )

    return change


def writes(markdown: str) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        book.cells.insert(
            book.cells.index(find(book, "## Larkspur")), new_markdown_cell(markdown, id="added")
        )

    return change


def puts(path: str, value: Any, cell: str | None = None) -> Callable[[Any], None]:
    """Set a value in the notebook, or in the cell whose source holds the words; None removes it."""

    def change(book: Any) -> None:
        node = book if cell is None else find(book, cell)
        *way, last = path.split("/")
        for key in way:
            node = node[key]
        if value is None:
            del node[last]
        else:
            node[last] = value

    return change


def html(page: str) -> Any:
    return samples.shown({"text/html": page, "text/plain": "page"})


def result(plain: str) -> Any:
    return new_output("execute_result", data={"text/plain": plain}, execution_count=24)


HOME = "/" + "home"  # in two pieces: no file of the course holds such a path
TRIAL = "[the trial](https://a.example/trial.html)"

# rule → how to break it, and part of what must be said
BROKEN: list[tuple[str, Callable[[Any], None], str]] = [
    ("title", swap("# 4. Bread", "# 5. Bread"), "the only H1 should be '4. Bread for Product Managers'"),
    ("title", swap("# 4. Bread for", "# 4. Cake for"), "the only H1"),
    ("title", swap("# 4. Bread", "Hello.\n\n# 4. Bread"), "does not begin with the H1"),
    ("title", writes("# Another"), "the only H1"),
    ("headings", swap("## Water and salt", "## Water & salt"), "H2 number 2 should be 'Water and salt'"),
    ("headings", swap("## Kinds of flour", "### Kinds of flour"), "H2 number 1 should be 'Kinds of flour'"),
    ("headings", writes("## Under the hood"), "after the sections come H2 Larkspur"),
    ("headings", swap("## Key ideas", "## Summary"), "after the sections come H2"),
    ("objectives", swap("Weigh water for", "Weigh the water for"), "objectives 4.2a"),
    ("objectives", swap("- Weigh", "- Sell bread.\n- Weigh"), "has 6 items, curriculum.yml has 5"),
    ("objectives", swap("- Choose a flour", "Choose a flour"), "objectives 4.1"),
    ("times", swap("46 minutes to read", "50 minutes to read"), "does not say '46 minutes' to read"),
    ("times", swap("46 minutes to read", "50 minutes to read"), "says 50 minutes, which curriculum.yml does not"),
    ("times", swap("Time: 46 minutes to read, 26 minutes to practise.", ""), "found: none"),
    ("opening", lambda b: swap(TRIAL, "")(b) or swap(TRIAL, "")(b), "links no source for its case"),
    ("opening", swap("| year | loaves |\n|---|---|\n| 1872 | 359 |\n\n", ""), "neither figure nor table"),
    ("section_parts", shows("page.show(2)"), "4.2: neither figure nor control"),
    ("section_parts", shows("page.say(3)", sentence("| a | b |\n|---|---|\n| 1 | 2 |")), "4.3: no computed sentence"),
    ("section_parts", shows("page.quiz('4.4')"), "4.4: no quiz"),
    ("section_parts", swap("> **Decide.**", "**Decide.**"), "4.1: no call-out '> **Decide.**'"),
    ("section_parts", swap("> **Watch out.**", "> **Careful.**"), "4.1: no call-out '> **Watch out.**'"),
    ("section_parts", swap(samples.filler(520, start=40), samples.filler(100)), "4.1: 1"),
    ("section_parts", swap(samples.filler(520, start=40), "bread and water " * 200), "hardly any different words"),
    ("needed", writes("> **You need.** [Flour](../book/glossary.md#flour) (1.1)."), "no section needs what is said"),
    ("commit_first", shows("page.commit('loaf 2')"), "4.2: no commit first"),
    ("commit_first", lambda b: b.cells.insert(0, b.cells.pop(b.cells.index(find(b, "loaf 3")))), "4.3: no commit"),
    ("closing", swap("5. Idea e stands alone.", "5. Idea e stands. It is alone."), "Key ideas has 6 sentences, not 5"),
    ("closing", swap("4. Idea d stands alone.\n", ""), "Key ideas has 4 sentences"),
    ("closing", swap("**Monday morning.** ", ""), "no 'Monday morning'"),
    ("closing", swap("- [Source 3](https://a.example/3)", "- Source 3"), "links 3 addresses"),
    ("closing", swap("https://a.example/3", "https://a.example/2"), "links 3 addresses"),
    ("quizzes", shows("page.quiz('4.2b')"), "no quiz practises objective 4.2b"),
    ("quizzes", shows("page.quiz('4.3')", quiz("4.9", "quiz-x")), "objective 4.9, which this chapter does not have"),
    ("quizzes", shows("page.quiz('4.3')", quiz("4.4", "quiz-x")), "no quiz practises objective 4.3"),
    ("quizzes", lambda b: b.cells.append(b.cells.pop(b.cells.index(find(b, "quiz('4.1'")))), "objective 4.1"),
    ("quizzes", adds("2", quiz("4.1", "quiz-4.3")), "2 quizzes or commits have the id 'quiz-4.3'"),
    ("descriptions", shows("page.show(1)", figure("")), "no real alt text"),
    ("descriptions", shows("page.show(1)", figure("bread bread bread bread bread bread")), "no real alt text"),
    ("descriptions", shows("page.show(1)", *[figure("Loaves that rose and loaves that sank")] * 2), "share the alt text"),
    ("descriptions", shows("page.control", control("short")), "no real alt text or description: 'short'"),
    ("descriptions", shows("page.control"), "no interactive control"),
    ("plain_markdown", writes(":::{note}\nMind.\n:::"), "a directive of MyST"),
    ("plain_markdown", writes("```{note}\nMind.\n```"), "a directive of MyST"),
    ("plain_markdown", writes("See {ref}`crust`."), "a role of MyST"),
    ("plain_markdown", writes("(crust)=\n### Crust"), "a label of MyST"),
    ("plain_markdown", writes("There are {{ loaves }}."), "a substitution of MyST"),
    ("plain_markdown", writes("A loaf costs $5 here ([a](https://a.example))."), "write \\$"),
    ("plain_markdown", shows("page.say(1)", sentence("A loaf costs $5 and rye $6 today.")), "write \\$"),
    ("plain_markdown", writes("<script>alert(1)</script>"), "HTML that runs"),
    ("plain_markdown", writes("![a loaf](https://a.example/loaf.png)"), "a picture fetched from elsewhere"),
    ("code_that_runs_anywhere", adds("%matplotlib inline"), "not plain Python"),
    ("code_that_runs_anywhere", adds("!ls"), "not plain Python"),
    ("code_that_runs_anywhere", adds("import requests"), "imports requests"),
    ("code_that_runs_anywhere", adds("from urllib.request import urlopen"), "imports urllib.request"),
    ("code_that_runs_anywhere", adds("from aipm import grading"), "imports aipm.grading"),
    ("code_that_runs_anywhere", adds("from aipm.cli import main"), "imports aipm.cli"),
    ("code_that_runs_anywhere", adds("fit(n_jobs=2)"), "n_jobs"),
    ("code_that_runs_anywhere", adds("import warnings\nwarnings.simplefilter('ignore')"), "hides warnings"),
    ("short_cells", adds("\n".join(f"a{n} = {n}" for n in range(17))), "17 visible lines"),
    ("short_cells", swap("loaves = 1", "\n".join(f"a{n} = {n}" for n in range(17))), "18 visible lines"),
    ("folding", puts("metadata/tags", [], "page.show(1)"), "its source is folded in JupyterLab, not in the book"),
    ("folding", puts("metadata/jupyter", None, "page.show(1)"), "its source is folded in the book, not in JupyterLab"),
    ("folding", puts("metadata/tags", ["hide-cell"], "page.show(1)"), "its output is folded in the book, not in Jup"),
    ("folding", puts("metadata/jupyter/outputs_hidden", True, "page.show(1)"), "its output is folded in JupyterLab"),
    ("folding", puts("metadata/tags", ["hide-cell", "hide-input"], "page.show(1)"), "one is enough"),
    ("folding", puts("metadata/tags", ["remove-input"], "loaves = 2"), "tag remove-input"),
    ("no_closing_semicolon", adds("3;"), "ends in ';'"),
    ("no_closing_semicolon", adds("3;  # quiet\n\n"), "ends in ';'"),
    ("always_compared", adds("# NBVAL_IGNORE_OUTPUT\nprint(3)"), "NBVAL_IGNORE_OUTPUT"),
    ("always_compared", puts("metadata/tags", ["nbval-skip"], "loaves = 2"), "nbval-skip"),
    ("always_compared", puts("metadata/tags", ["raises-exception"], "loaves = 2"), "raises-exception"),
    ("one_run", puts("execution_count", 40, "loaves = 2"), "run the chapter from the top"),
    ("one_run", puts("execution_count", None, "loaves = 2"), "run the chapter from the top"),
    ("one_run", adds(""), "is empty"),
    ("one_run", adds("2", new_output("stream", name="stderr", text="UserWarning")), "stored stderr: UserWarning"),
    ("one_run", adds("2", new_output("error", ename="KeyError", evalue="", traceback=[])), "stored error KeyError"),
    ("file", puts("metadata/kernelspec/name", "my-env"), "kernelspec.name is not python3"),
    ("file", puts("metadata/language_info", None), "language_info.name is not python"),
    ("file", puts("metadata/widgets", {"state": {}}), "state of widgets"),
    ("file", puts("nbformat_minor", 4), "4.5 or later"),
    ("file", puts("id", "two words", "loaves = 2"), "'two words' does not match"),
    ("file", puts("metadata/padding", "a" * 1_600_000), "1.6 MB, more than 1.5"),
    ("nothing_of_this_machine", adds("2", result(f"'{HOME}/me/data.csv'")), f"a path of one machine: {HOME}/me"),
    ("nothing_of_this_machine", adds("open('/tmp/x')"), "a path of one machine: /tmp/x"),
    ("nothing_of_this_machine", adds("2", result("C:" + "\\Users\\me")), "a path of one machine"),
    ("nothing_of_this_machine", puts("metadata/execution", {"a": "2026-01-01T10:00:00.1Z"}, "loaves = 2"), "metadata"),
    ("nothing_of_this_machine", adds("2", result("2026-01-01 10:00:00.123456")), "a time of running in an output"),
    ("outputs_that_stand_alone", adds("2", html('<script src="a.js"></script>')), "an output that runs or fetches"),
    ("outputs_that_stand_alone", adds("2", html('<img src="https://a.example/a.png">')), "runs or fetches"),
    ("outputs_that_stand_alone", adds("2", html("https://cdn.jsdelivr.net/npm/vega")), "runs or fetches"),
    ("outputs_that_stand_alone", adds("2", result("<Axes: title='a'>")), "a bare object"),
    ("outputs_that_stand_alone", adds("2", result("<object at 0x7f0a1b2c3d4e>")), "a bare object"),
    ("outputs_that_stand_alone", adds("2", new_output("stream", name="stdout", text=" 10%|█ | 1/10")), "progress bar"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "change", "words"), BROKEN, ids=[f"{n}-{b[0]}" for n, b in enumerate(BROKEN)]
)
def test_a_rule_catches_what_breaks_it(rule: str, change: Callable[[Any], None], words: str) -> None:
    book = samples.chapter()
    change(book)
    assert words in "\n".join(RULES[rule](Document(book), CHAPTER))


def test_every_rule_is_broken_once() -> None:
    assert {rule for rule, _, _ in BROKEN} == set(RULES)


KEPT: list[Callable[[Any], None]] = [
    swap("# 4. Bread", "# Chapter 4: Bread"),
    swap("Time: 46 minutes to read, 26 minutes to practise.", "About 46 min to read and 26 min to practise."),
    swap("- Weigh water", "- **Weigh** water"),
    swap("## Larkspur", "## Larkspur: which oven?"),
    swap("1. Idea a stands alone.\n", "1. *Idea a* stands alone, e.g. by Dr. Crust.\n"),
    swap("**Monday morning.** Bake", "### Monday morning\n\nBake"),
    writes("Mathematics is $p = a / b$, code is `$5` and `{ref}`, money is \\$5 ([a](https://a.example))."),
    writes("<details><summary>Under the hood</summary>\n\nMore.\n\n</details>"),
    adds("loaves + 3", result("27")),
    adds("2", sentence("See https://cdn.example/x and [this](https://a.example).")),
    adds("2", result("2026-01-01 10:00:00")),
    adds("'a;b'  # a; b"),
    puts("metadata", {"tags": ["hide-cell"], "jupyter": {"source_hidden": True}}, "loaves = 1"),
]


@pytest.mark.parametrize("change", KEPT, ids=range(len(KEPT)))
def test_what_keeps_the_contract_passes(change: Callable[[Any], None]) -> None:
    book = samples.chapter()
    change(book)
    assert check(Document(book), CHAPTER) == {}


def test_stored_lines_read_like_one_string() -> None:
    """On disk nbformat stores sources as lists of lines."""
    book = samples.chapter()
    for cell in book.cells:
        cell.source = cell.source.splitlines(keepends=True)
        for output in cell.get("outputs", []):
            for mime in ("text/markdown", "text/html", "text/plain"):
                if mime in output.data:
                    output.data[mime] = output.data[mime].splitlines(keepends=True)
    assert [c for c in check(Document(book), CHAPTER) if c != "file"] == []


def test_what_a_section_needs_stands_below_its_heading() -> None:
    """On the real chapter 4: its line left out, changed, moved, and one that nobody asked for."""
    chapter = next(one for one in chapters() if one.number == 4)
    if chapter.status != "ready":
        pytest.fail("chapter 4 is the pattern and has to be ready", pytrace=False)
    whole = json.loads(chapter.notebook.read_text(encoding="utf-8"))

    def faults_after(change: Callable[[str], str]) -> list[str]:
        raw = copy.deepcopy(whole)
        for cell in raw["cells"]:
            if cell["cell_type"] == "markdown":
                cell["source"] = change("".join(cell["source"]))
        return list(RULES["needed"](Document(raw), chapter))

    assert faults_after(lambda text: text) == []
    assert any("should stand first" in f for f in faults_after(lambda t: t.replace("> **You need.** ", "> ")))
    assert faults_after(lambda t: t.replace("(2.1)", "(2.2)"))
    assert faults_after(lambda t: t.replace("> **You need.**", "Before you begin.\n\n> **You need.**"))
    more = "## Key ideas\n\n> **You need.** [Recall](../book/glossary.md#recall) (4.4)."
    assert any("no section needs" in f for f in faults_after(lambda t: t.replace("## Key ideas", more)))
