"""The contract of a chapter, rule by rule.

Each rule takes the stored notebook and its entry in curriculum.yml and yields one sentence a fault; it runs
nothing.
"""

from __future__ import annotations

import ast
import io
import re
import statistics
import sys
import tokenize
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby

from document import FOLDING, HIDING, Cell, Document, Part, strings, text
from link_rules import names_of
from prose import blocks, sentences
from support import ROOT, Chapter

from aipm.curriculum import load, needs_line

Rule = Callable[[Document, Chapter], Iterator[str]]
RULES: dict[str, Rule] = {}

AFTER_SECTIONS = ("Larkspur", "Key ideas", "Practise", "Sources")
LARGEST_FILE = 1_500_000
SHORTEST_ALT, FEWEST_ALT_WORDS = 30, 5
WORDS = (450, 1_800)
MEDIAN_LINES, MOST_LINES = 8, 16
KEY_IDEAS = 5
FEWEST_SOURCES = 4
# What the reader's browser has as well: the package's base dependencies, by the names they import as.
IMPORTABLE = {"aipm", "altair", "fairlearn", "IPython", "matplotlib", "numpy", "pandas", "scipy", "sklearn"}
ROOMS = {"page", "practice", "datasets", "simulate"}
NOT_IN_A_BROWSER = {
    "subprocess",
    "multiprocessing",
    "socket",
    "urllib",
    "http",
    "ftplib",
    "smtplib",
    "concurrent",
}


def rule(function: Rule) -> Rule:
    RULES[function.__name__] = function
    return function


def check(doc: Document, chapter: Chapter) -> dict[str, list[str]]:
    """Every broken rule with its faults."""
    found = {name: list(function(doc, chapter)) for name, function in RULES.items()}
    return {name: faults for name, faults in found.items() if faults}


def sections(doc: Document, chapter: Chapter) -> Iterator[tuple[str, Part]]:
    for section in chapter.sections:
        yield section.id, doc.part(section.title)


# --- The page


@rule
def title(doc: Document, chapter: Chapter) -> Iterator[str]:
    found = doc.headings(1)
    wanted = re.compile(rf"(?:Chapter )?{chapter.number}(?:[.:]| [·–—])? {re.escape(chapter.title)}")
    if len(found) != 1 or not wanted.fullmatch(found[0]):
        yield f"the only H1 should be '{chapter.number}. {chapter.title}', and found is {found}"
    first = next(iter(doc.opening.items), None)
    if isinstance(first, Cell) or first is None or first.kind != "heading" or first.level != 1:
        yield "the first cell does not begin with the H1"


@rule
def headings(doc: Document, chapter: Chapter) -> Iterator[str]:
    """The sections word for word and in order, then the four parts that close a chapter, and no other H2."""
    found = doc.headings(2)
    wanted = [section.title for section in chapter.sections]
    for place, title in enumerate(wanted):
        if found[place : place + 1] != [title]:
            yield f"H2 number {place + 1} should be '{title}', and is {found[place : place + 1] or 'missing'}"
    rest = found[len(wanted) :]
    if len(rest) != len(AFTER_SECTIONS) or not all(
        a.startswith(b) for a, b in zip(rest, AFTER_SECTIONS, strict=True)
    ):
        yield f"after the sections come H2 {', '.join(AFTER_SECTIONS)}, and found is {rest}"


@rule
def objectives(doc: Document, chapter: Chapter) -> Iterator[str]:
    """The opening lists the objectives as curriculum.yml words them, and no other."""
    for _, part in groupby((b for b in doc.opening.prose if b.item), key=lambda b: b.group):
        items = [" ".join(block.text.split()) for block in part]
        held = [any(objective in item for item in items) for objective in chapter.objectives.values()]
        if not any(held):
            continue
        if len(items) != len(chapter.objectives):
            yield f"the list has {len(items)} items, curriculum.yml has {len(chapter.objectives)} objectives"
        order = [i for item in items for i, o in enumerate(chapter.objectives.values()) if o in item]
        if order != sorted(order):
            yield "objectives are not in curriculum.yml's order"
        missing = [id for id, ok in zip(chapter.objectives, held, strict=True) if not ok]
        if missing:
            yield f"not word for word as in curriculum.yml: objectives {', '.join(missing)}"
        return
    yield "no list in the opening holds the objectives of curriculum.yml word for word"


@rule
def times(doc: Document, chapter: Chapter) -> Iterator[str]:
    """The opening says how long reading and practising take, and so does curriculum.yml."""
    reads, practises = [s.read or 0 for s in chapter.sections], [s.practise or 0 for s in chapter.sections]
    wanted = {"read": sum(reads), "practise": sum(practises)}
    true = {*reads, *practises, *wanted.values(), sum(wanted.values())}
    said = []
    for block in doc.opening.prose:
        if block.kind in ("text", "cell") and re.search(r"\bmin", block.text):
            said += [
                int(n)
                for n in re.findall(
                    r"(?<![\w.])(\d+)(?=\s*(?:min|to\s+(?:read|practi)|for\s+the))", block.text
                )
            ]
    for what, minutes in wanted.items():
        if minutes not in said:
            yield f"the opening does not say '{minutes} minutes' to {what} (found: {said or 'none'})"
    for minutes in said:
        if minutes not in true:
            yield f"the opening says {minutes} minutes, which curriculum.yml does not"


@rule
def opening(doc: Document, chapter: Chapter) -> Iterator[str]:
    """One real case with its source and one real figure or table."""
    part = doc.opening
    if not any(link.startswith("http") for link in part.links):
        yield "the opening links no source for its case"
    if not any(c.figures or c.charts for c in part.cells) and not any(b.kind == "cell" for b in part.prose):
        yield "the opening shows neither figure nor table"


@rule
def section_parts(doc: Document, chapter: Chapter) -> Iterator[str]:
    """What each section has: a figure, a computed sentence, a quiz, the two call-outs, 450 to 1,800 words."""
    for id, part in sections(doc, chapter):
        if not any(c.figures or c.charts for c in part.cells):
            yield f"{id}: neither figure nor control"
        if not any(b.kind == "text" and len(b.text.split()) >= 5 for c in part.cells for b in c.said):
            yield f"{id}: no computed sentence (a cell that calls say)"
        if not any(c.quizzes for c in part.cells):
            yield f"{id}: no quiz"
        for lead in ("Decide", "Watch out"):
            if not any(b.quoted and b.lead.startswith(lead) for b in part.prose):
                yield f"{id}: no call-out '> **{lead}.**'"
        if not WORDS[0] <= len(part.words) <= WORDS[1]:
            yield f"{id}: {len(part.words)} words"
        words = [w.lower() for w in part.words]
        if words and len(set(words)) / len(words) < 0.25:
            yield f"{id}: hardly any different words"


@rule
def needed(doc: Document, chapter: Chapter) -> Iterator[str]:
    """Directly under a section's heading stands what it needs, as curriculum.yml has it, or nothing."""
    course, names = load(ROOT), names_of(ROOT / "book" / "glossary.md")
    sources = [source for _, source in doc.markdown]
    wanted = {}
    for section in chapter.sections:
        try:
            wanted[section.title] = needs_line(course, section, names)
        except KeyError as missing:
            yield f"section {section.id} needs {missing}, which the glossary lacks or no section introduces"
    for title, line in wanted.items():
        below = [s.split(f"## {title}\n", 1)[1].strip() for s in sources if f"## {title}\n" in f"{s}\n"]
        first = below[0].splitlines()[0] if below and below[0] else ""
        if line and first != line:
            yield f"under '{title}' this line should stand first: {line}"
    told = [row for source in sources for row in source.splitlines() if row.startswith("> **You need.**")]
    for row in told:
        if row not in wanted.values():
            yield f"no section needs what is said here: {row}"


@rule
def commit_first(doc: Document, chapter: Chapter) -> Iterator[str]:
    """The reader predicts before anything is shown: a commit stands above each section's first figure."""
    for id, part in sections(doc, chapter):
        place = next((i for i, c in enumerate(part.cells) if c.commits), None)
        shown = next((i for i, c in enumerate(part.cells) if c.figures or c.charts), None)
        if place is None:
            yield f"{id}: no commit first"
        elif shown is not None and shown < place:
            yield f"{id}: a figure stands above the first commit"


@rule
def closing(doc: Document, chapter: Chapter) -> Iterator[str]:
    ideas = doc.part("Key ideas")
    count = sum(len(sentences(b)) for b in ideas.prose if b.kind == "text")
    if count != KEY_IDEAS:
        yield f"Key ideas has {count} sentences, not {KEY_IDEAS}"
    practise = doc.part("Practise")
    if not any(
        re.search(r"Monday morning", b.lead or (b.text if b.kind == "heading" else ""))
        for b in practise.prose
    ):
        yield "Practise has no 'Monday morning' (bold, or a heading)"
    links = {link for link in doc.part("Sources").links if link.startswith("http")}
    if len(links) < FEWEST_SOURCES:
        yield f"Sources links {len(links)} addresses, fewer than {FEWEST_SOURCES}"


@rule
def quizzes(doc: Document, chapter: Chapter) -> Iterator[str]:
    """Each objective is practised by a quiz in its own section; ids are unique; no objective is unknown."""
    asked: dict[str, set[str]] = {}
    for section in chapter.sections:
        for cell in doc.part(section.title).cells:
            for quiz in cell.quizzes:
                asked.setdefault(str(quiz["data-objective"]), set()).add(section.id)
    for id in chapter.objectives:
        home = chapter.section_of(id)
        if id not in asked:
            yield f"no quiz practises objective {id}"
        elif home is not None and home.id not in asked[id]:
            yield f"objective {id} has a quiz, but none in section {home.id}"
    everywhere = [q for c in doc.code for q in c.quizzes]
    for quiz in everywhere:
        if str(quiz["data-objective"]) not in chapter.objectives:
            yield f"a quiz names objective {quiz['data-objective']}, which this chapter does not have"
    ids = Counter(str(tag.get("id", "")) for c in doc.code for tag in [*c.quizzes, *c.commits])
    for id, times in ids.items():
        if not id or times > 1:
            yield f"{times} quizzes or commits have the id '{id}'"


@rule
def descriptions(doc: Document, chapter: Chapter) -> Iterator[str]:
    """Every figure and control can be read aloud, and no two say the same."""
    said: Counter[str] = Counter()
    controls = 0
    for cell in doc.code:
        charts = [str(chart.get("description", "")) for chart in cell.charts]
        controls += len(cell.controls)
        for words in [*cell.figures, *charts]:
            said[words] += 1
            if len(words) < SHORTEST_ALT or len(set(re.findall(r"\w+", words.lower()))) < FEWEST_ALT_WORDS:
                yield f"{cell.place}: no real alt text or description: '{words}'"
    for words, count in said.items():
        if count > 1 and words:
            yield f"{count} figures share the alt text '{words[:60]}'"
    if not controls:
        yield "no interactive control (a chart with a bound parameter)"


# --- The prose

_MYST = {
    "a directive": re.compile(r"^\s*(?::{3,}|`{3,}\{)", re.M),
    "a role": re.compile(r"(?<!`)\{[a-z][\w:.-]*\}`[^`]"),
    "a label": re.compile(r"^\([\w-]+\)=\s*$", re.M),
    "a substitution": re.compile(r"\{\{.*?\}\}"),
    "a block break": re.compile(r"^\+\+\+", re.M),
    "a comment": re.compile(r"^%\s", re.M),
    "a footnote": re.compile(r"\[\^[\w-]+\]"),
}
_FENCED = re.compile(r"^(```|~~~)(?!\{).*?^\1", re.M | re.S)
_CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.S)
_MONEY = re.compile(r"(?<![\\$])\$\d")


@rule
def plain_markdown(doc: Document, chapter: Chapter) -> Iterator[str]:
    """CommonMark, tables, mathematics and <details> alone, so that it reads well everywhere."""
    for number, source in doc.markdown:
        plain = _FENCED.sub("", source)
        for what, pattern in _MYST.items():
            if hit := pattern.search(plain):
                yield f"cell {number}: {what} of MyST: {hit[0].strip()[:40]}"
        if re.search(r"</?(?:script|style|iframe|object|embed)\b", plain, re.I):
            yield f"cell {number}: HTML that runs or styles"
    for number, source in [*doc.markdown, *_said(doc)]:
        for image in (s.href or "" for b in blocks(source) for s in b.spans if s.image):
            if re.match(r"(?:https?:)?//", image):
                yield f"cell {number}: a picture fetched from elsewhere: {image}"
        if hit := _MONEY.search(_CODE_SPAN.sub("", _FENCED.sub("", source))):
            yield f"cell {number}: a bare dollar is mathematics, write \\$: {source[hit.start() :][:30]!r}"


def _said(doc: Document) -> list[tuple[int, str]]:
    return [(cell.number, text(value)) for cell in doc.code for _, value in cell.shown("text/markdown")]


# --- The code


@rule
def code_that_runs_anywhere(doc: Document, chapter: Chapter) -> Iterator[str]:
    """Plain Python on what the reader's browser has too: no magics, no download, no second process."""
    for cell in doc.code:
        try:
            tree = ast.parse(cell.source)
        except SyntaxError as error:
            yield f"{cell.place}: not plain Python ({error.msg})"
            continue
        for name in imported(tree):
            top, *rest = name.split(".")
            if top == "aipm" and rest and rest[0] not in ROOMS:
                yield f"{cell.place}: imports {name}; chapters use {', '.join(sorted(ROOMS))}"
            elif top in NOT_IN_A_BROWSER or (top not in IMPORTABLE and top not in sys.stdlib_module_names):
                yield f"{cell.place}: imports {name}, which a chapter cannot"
        for node in ast.walk(tree):
            if isinstance(node, ast.keyword) and node.arg == "n_jobs":
                yield f"{cell.place}: n_jobs does not work in a browser"
            if isinstance(node, ast.Attribute) and node.attr in ("filterwarnings", "simplefilter"):
                yield f"{cell.place}: hides warnings"


def imported(tree: ast.AST) -> Iterator[str]:
    """Dotted names a piece of code imports; `from aipm import page` is aipm.page."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            yield from ([f"aipm.{alias.name}" for alias in node.names] if module == "aipm" else [module])


@rule
def short_cells(doc: Document, chapter: Chapter) -> Iterator[str]:
    shown = [cell for cell in doc.code if not cell.tags & HIDING and cell.lines]
    if shown and not 2 <= statistics.median(cell.lines for cell in shown) <= MEDIAN_LINES:
        median = statistics.median(cell.lines for cell in shown)
        yield f"the median of visible cells is {median:g} lines, not 2 to {MEDIAN_LINES}"
    for cell in shown:
        if cell.lines > MOST_LINES:
            yield f"{cell.place}: {cell.lines} visible lines, more than {MOST_LINES}"


@rule
def folding(doc: Document, chapter: Chapter) -> Iterator[str]:
    """Folded in the book and collapsed in JupyterLab, or neither: the source alone (hide-input), or the
    source and what it shows (hide-cell, for what stands under the hood). Nothing is taken away."""
    for cell in doc.code:
        jupyter = cell.raw["metadata"].get("jupyter", {})
        folds = cell.tags & FOLDING
        for what, folded, collapsed in (
            ("source", bool(folds), bool(jupyter.get("source_hidden"))),
            ("output", "hide-cell" in folds and bool(cell.outputs), bool(jupyter.get("outputs_hidden"))),
        ):
            if folded != collapsed and (what == "source" or cell.outputs):
                here, there = ("the book", "JupyterLab") if folded else ("JupyterLab", "the book")
                yield f"{cell.place}: its {what} is folded in {here}, not in {there}"
        for tag in sorted(cell.tags & HIDING - FOLDING):
            yield f"{cell.place}: tag {tag}; only {' and '.join(sorted(FOLDING))} are used"
        if len(folds) > 1:
            yield f"{cell.place}: tags {' and '.join(sorted(folds))}, one is enough"


@rule
def no_closing_semicolon(doc: Document, chapter: Chapter) -> Iterator[str]:
    """IPython keeps quiet about a cell that ends in `;`, nbval does not: the comparison would differ."""
    for cell in doc.code:
        if _last_token(cell.source) == ";":
            yield f"{cell.place}: ends in ';', write _ = … or plt.close()"


def _last_token(source: str) -> str:
    nothing = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.ENDMARKER, tokenize.DEDENT)
    last = ""
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            last = last if token.type in nothing else token.string
    except (tokenize.TokenError, SyntaxError):
        return source.rstrip()[-1:]
    return last


@rule
def always_compared(doc: Document, chapter: Chapter) -> Iterator[str]:
    """Nothing tells nbval to look away."""
    for cell in doc.code:
        marks = [t for t in cell.tags if t.startswith("nbval") or t == "raises-exception"]
        marks += re.findall(r"#\s*((?:NBVAL|PYTEST_VALIDATE)_\w+)", cell.source)
        for mark in marks:
            yield f"{cell.place}: {mark} keeps its output from being compared"


# --- What is stored


@rule
def one_run(doc: Document, chapter: Chapter) -> Iterator[str]:
    """Stored as one run from top to bottom, without an error and without a word on stderr."""
    counts = [cell.raw.get("execution_count") for cell in doc.code]
    if counts != list(range(1, len(counts) + 1)):
        yield f"execution counts are {counts[:12]}…, not 1 to {len(counts)}: run the chapter from the top"
    for cell in doc.code:
        if not cell.source.strip():
            yield f"cell {cell.number} is empty"
        for output in cell.outputs:
            if output["output_type"] == "error":
                yield f"{cell.place}: stored error {output.get('ename')}"
            if output.get("name") == "stderr":
                yield f"{cell.place}: stored stderr: {text(output['text'])[:60].strip()}"
            if (
                output["output_type"] == "execute_result"
                and output.get("execution_count") != cell.raw["execution_count"]
            ):
                yield f"{cell.place}: its result carries another execution count"


@rule
def file(doc: Document, chapter: Chapter) -> Iterator[str]:
    """A valid file of modest size that any Jupyter opens with Python, without a dialog."""
    yield from doc.faults_of_format()
    if doc.size > LARGEST_FILE:
        yield f"{doc.size / 1e6:.1f} MB, more than {LARGEST_FILE / 1e6:.1f}"
    metadata = doc.raw.get("metadata", {})
    if metadata.get("kernelspec", {}).get("name") != "python3":
        yield "kernelspec.name is not python3"
    if metadata.get("language_info", {}).get("name") != "python":
        yield "language_info.name is not python"
    if "widgets" in metadata:
        yield "stores the state of widgets"
    if (doc.raw.get("nbformat"), doc.raw.get("nbformat_minor", 0) >= 5) != (4, True):
        yield "format is not 4.5 or later, whose cells have ids"


_PATHS = re.compile(
    r"(?<![\w.:/-])/(?:home|root|work|tmp|Users|usr|opt|mnt|srv|var)/\w+|\b[A-Z]:\\+Users\\|/ipykernel_\d+|\bfile:/"
)
_STAMP = re.compile(r"\b20\d\d-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(\.\d+)?(Z|[+-]\d\d:?\d\d)?")
_OUTSIDE = re.compile(
    r"<script|<iframe|\b(?:src|srcset)\s*=\s*[\"']?\s*(?:https?:)?//|<link\b|@import|url\(\s*[\"']?(?:https?:)?//"
    r"|cdn\.|jsdelivr|unpkg|cdnjs|googleapis",
    re.I,
)
_BARE = re.compile(
    r"\bat 0x[0-9a-f]{6,}>|^<(?:Axes|Figure|class|function|module)|sk-container-id|^\[?<matplotlib", re.M
)


@rule
def nothing_of_this_machine(doc: Document, chapter: Chapter) -> Iterator[str]:
    """No path, no time of running; times in data are in whole seconds, and nbval compares them."""
    for place, value in doc.strings():
        if hit := _PATHS.search(value):
            yield f"{place}: a path of one machine: {hit[0]}"
    for holder in [doc.raw, *doc.raw["cells"]]:
        for value in strings(holder.get("metadata", {})):
            if hit := _STAMP.search(value):
                yield f"a time of running in the metadata: {hit[0]}"
    for cell in doc.code:
        for value in strings(cell.outputs):
            if (hit := _STAMP.search(value)) and (hit[1] or hit[2]):
                yield f"{cell.place}: a time of running in an output: {hit[0]}"


@rule
def outputs_that_stand_alone(doc: Document, chapter: Chapter) -> Iterator[str]:
    """Nothing fetched from elsewhere, no script, no bare object, no progress bar."""
    for cell in doc.code:
        for output in cell.outputs:
            for mime, value in output.get("data", {"text/plain": output.get("text", "")}).items():
                if mime in ("application/javascript", "application/vnd.jupyter.widget-view+json"):
                    yield f"{cell.place}: stores {mime}"
                for string in strings({mime: value}):
                    # plain text and a computed sentence fetch nothing
                    if mime not in ("text/plain", "text/markdown") and (hit := _OUTSIDE.search(string)):
                        yield f"{cell.place}: an output that runs or fetches: {hit[0]}"
                    if hit := _BARE.search(string):
                        yield f"{cell.place}: a bare object in an output: {string[hit.start() :][:40]!r}"
                    if "\r" in string or re.search(r"\d+%\|", string):
                        yield f"{cell.place}: a progress bar in an output"
