"""What an instructor's source of an exercise must keep, rule by rule. It is read; the proofs run it."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from chapter_rules import imported
from document import Document, text
from prose import blocks
from support import Chapter

Rule = Callable[["Exercise", Chapter], Iterator[str]]
RULES: dict[str, Rule] = {}

TASKS = [f"{kind}_{n}" for n in range(1, 5) for kind in ("decide", "build")]
GRADE_IDS = [*(f"test_{task}" for task in TASKS), "test_calibration", "memo"]
DECIDE_SHARE = (0.55, 0.65)
FEWEST_HINTS = 2
IMPORTABLE = {"altair", "fairlearn", "IPython", "matplotlib", "numpy", "pandas", "scipy", "sklearn"}
IMPORTABLE_ROOMS = {"aipm.page", "aipm.practice", "aipm.datasets", "aipm.simulate"}
STANDARD = {
    "bisect", "calendar", "collections", "dataclasses", "datetime", "decimal", "fractions", "functools",
    "heapq", "itertools", "json", "math", "operator", "random", "re", "statistics", "string", "textwrap",
    "typing", "warnings",
}  # fmt: skip
_BEGIN, _END = r"^[ \t]*### BEGIN {0}[ \t]*\n", r"^[ \t]*### END {0}[ \t]*(?:\n|\Z)"
_STUB = "# YOUR CODE HERE\nraise NotImplementedError()"


def rule(function: Rule) -> Rule:
    RULES[function.__name__] = function
    return function


def check(exercise: Exercise, chapter: Chapter) -> dict[str, list[str]]:
    """Every broken rule with its faults."""
    found = {name: list(function(exercise, chapter)) for name, function in RULES.items()}
    return {name: faults for name, faults in found.items() if faults}


@dataclass
class Graded:
    """A graded cell with what stands above it since the last one.

    above    Markdown between, as one text
    heading  the H2 it lies under
    answers  solution cells between (code), and itself if it is one
    """

    raw: dict[str, Any]
    id: str
    above: str
    heading: str
    answers: list[dict[str, Any]]

    @property
    def source(self) -> str:
        return text(self.raw["source"])

    @property
    def points(self) -> float:
        return float(self.raw["metadata"]["nbgrader"].get("points") or 0)

    @property
    def objective(self) -> str | None:
        return self.raw["metadata"].get("aipm", {}).get("objective")

    @property
    def kind(self) -> str:
        """decide · build · calibration · memo"""
        return self.id.removeprefix("test_").split("_")[0]

    @property
    def number(self) -> int | None:
        found = re.fullmatch(r"test_(?:decide|build)_(\d)", self.id)
        return int(found[1]) if found else None


class Exercise:
    def __init__(self, raw: dict[str, Any]) -> None:
        self.raw = raw
        self.cells: list[dict[str, Any]] = raw["cells"]
        self.graded: list[Graded] = []
        self.intro = ""  # Markdown above the first H2
        heading, above, answers = "", [], []
        for cell in self.cells:
            meta = cell["metadata"].get("nbgrader", {})
            if cell["cell_type"] == "markdown":
                headings = [
                    b.text for b in blocks(text(cell["source"])) if b.kind == "heading" and b.level == 2
                ]
                heading = headings[-1] if headings else heading
                if not heading:
                    self.intro += text(cell["source"]) + "\n"
                elif not meta.get("grade"):
                    above.append(text(cell["source"]))
            if meta.get("solution"):
                answers.append(cell)
            if meta.get("grade"):
                self.graded.append(
                    Graded(cell, meta.get("grade_id", ""), "\n\n".join(above), heading, answers)
                )
                above, answers = [], []

    @property
    def code(self) -> Iterator[tuple[int, dict[str, Any]]]:
        return ((n, c) for n, c in enumerate(self.cells, 1) if c["cell_type"] == "code")

    def tests(self) -> Iterator[Graded]:
        """Graded code cells: their points are given automatically."""
        return (task for task in self.graded if task.raw["cell_type"] == "code")


def cut(source: str, what: str, stub: str = "") -> str:
    """The source as nbgrader releases it: each region `what` (SOLUTION, HIDDEN TESTS) replaced by the stub.

    ValueError when the markers do not pair.
    """
    kept: list[str] = []
    inside = False
    for line in source.splitlines():
        begins, ends = f"BEGIN {what}" in line, f"END {what}" in line
        if begins or ends:
            if begins == inside or not re.fullmatch(rf"\s*### (?:BEGIN|END) {what}\s*", line):
                raise ValueError(f"the marker {line.strip()!r} does not pair")
            if begins:
                indent = line[: len(line) - len(line.lstrip())]
                kept += [indent + one for one in stub.splitlines()]
            inside = begins
        elif not inside:
            kept.append(line)
    if inside:
        raise ValueError(f"### END {what} is missing")
    return "\n".join(kept)


def regions(source: str, what: str) -> list[str]:
    pattern = _BEGIN.format(what) + r"(.*?)" + _END.format(what)
    return re.findall(pattern, source, re.M | re.S)


# --- What is graded


@rule
def grade_ids(exercise: Exercise, chapter: Chapter) -> Iterator[str]:
    found = [task.id for task in exercise.graded]
    for id in GRADE_IDS:
        if found.count(id) != 1:
            yield f"graded cell {id} is there {found.count(id)} times"
    for id in found:
        if id not in GRADE_IDS:
            yield f"graded cell {id} is none of the contract's"
    ids = [c["metadata"]["nbgrader"].get("grade_id") for c in exercise.cells if "nbgrader" in c["metadata"]]
    for id in sorted({str(id) for id in ids if ids.count(id) > 1}):
        yield f"the id {id} is given twice"
    for number, cell in enumerate(exercise.cells, 1):
        meta = cell["metadata"].get("nbgrader")
        if meta is None:
            continue
        missing = {"grade", "grade_id", "locked", "schema_version", "solution", "task"} - set(meta)
        if missing or meta["schema_version"] != 3:
            yield f"cell {number}: nbgrader's metadata lacks {sorted(missing)} or is not of version 3"
        elif meta["grade"] and cell["cell_type"] == "code" and (meta["solution"] or not meta["locked"]):
            yield f"{meta['grade_id']}: a test cell is locked and holds no solution"


@rule
def points(exercise: Exercise, chapter: Chapter) -> Iterator[str]:
    """What the text promises is what the metadata gives, task by task and in the introduction's sums."""
    by_kind: dict[str, float] = {}
    for task in exercise.graded:
        by_kind[task.kind] = by_kind.get(task.kind, 0) + task.points
        said = {float(n) for n in _POINTS.findall(task.above)}
        if task.points <= 0:
            yield f"{task.id}: no points"
        # a rubric above the memo may name the points of its parts
        if task.points not in said or (task.number is not None and len(said) > 1):
            yield f"{task.id}: gives {task.points:g} points, the text above says {sorted(said) or 'none'}"
        for given in map(float, re.findall(r"\.calibration\([^\n]*\bpoints=(\d+(?:\.\d+)?)", task.source)):
            if given != task.points:
                yield f"{task.id}: its test awards up to {given:g} points, its metadata {task.points:g}"
    automatic = by_kind.get("decide", 0) + by_kind.get("build", 0)
    sums = {*by_kind.values(), automatic, automatic + by_kind.get("calibration", 0), sum(by_kind.values())}
    sums |= {by_kind.get("memo", 0) + by_kind.get(kind, 0) for kind in ("decide", "calibration")}
    sums |= {task.points for task in exercise.graded}
    sums.add(sum(by_kind.values()) - by_kind.get("build", 0))
    for said in map(float, _POINTS.findall(exercise.intro)):
        if said not in sums:
            yield f"the introduction says {said:g} points, which is no sum of the tasks'"
    share = by_kind.get("decide", 0) / automatic if automatic else 0
    if not DECIDE_SHARE[0] <= share <= DECIDE_SHARE[1]:
        yield f"Decide tasks carry {share:.0%} of the automatic points, not 55 to 65 %"


_POINTS = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)\s+points?\b")


@rule
def objectives(exercise: Exercise, chapter: Chapter) -> Iterator[str]:
    """Each graded cell names an objective and lies under its section; each objective is graded."""
    titles = {section.id: section.title for section in chapter.sections}
    for task in exercise.graded:
        if task.objective not in chapter.objectives:
            yield f"{task.id}: its metadata aipm.objective is {task.objective!r}, no objective of the chapter"
        if task.number is None:
            continue
        section = chapter.sections[task.number - 1]
        if not task.heading.endswith(section.title):
            yield f"{task.id}: lies under '{task.heading}', not under '{titles[section.id]}'"
        home = chapter.section_of(task.objective or "")
        if home is not None and home != section:
            yield f"{task.id}: objective {task.objective} belongs to section {home.id}"
    graded = {task.objective for task in exercise.tests()}
    for id in chapter.objectives:
        if id not in graded:
            yield f"no graded task has objective {id}"


@rule
def hidden_tests(exercise: Exercise, chapter: Chapter) -> Iterator[str]:
    """Every test hides some of its checks and shows others; what is left when they are cut still runs."""
    for task in exercise.tests():
        try:
            left = cut(task.source, "HIDDEN TESTS")
        except ValueError as error:
            yield f"{task.id}: {error}"
            continue
        if not any(_JUDGED.search(region) for region in regions(task.source, "HIDDEN TESTS")):
            yield f"{task.id}: no hidden tests"
        if not _LOOKED_AT.search(left):
            yield f"{task.id}: no visible test"
        for name, source in (("", task.source), (" once released", left)):
            try:
                tree = ast.parse(source)
            except SyntaxError as error:
                yield f"{task.id}: not Python{name} ({error.msg}, line {error.lineno})"
                continue
            if tree.body and isinstance(tree.body[-1], ast.Expr):
                yield f"{task.id}: ends in a bare expression{name}, which nbgrader reads as partial credit"
            names = [
                ast.literal_eval(node.args[0])
                for node in ast.walk(tree)
                if isinstance(node, ast.Call)
                and getattr(node.func, "id", "") == "graded"
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ]
            if names != [task.id.removeprefix("test_")]:
                wanted = task.id.removeprefix("test_")
                yield f"{task.id}: should be one `with graded('{wanted}', …)`, is {names}"


_JUDGES = r"check|same|set_and_number|mend|order|allocate|calibration"
_JUDGED = re.compile(rf"\.(?:{_JUDGES})\(|\bassert\b")
_LOOKED_AT = re.compile(rf"\.(?:{_JUDGES}|needs|number)\(|\bassert\b")  # the shape of an answer alone


@rule
def messages(exercise: Exercise, chapter: Chapter) -> Iterator[str]:
    """Each check says what is wrong: `g.check(condition, message)` with a sentence."""
    for task in exercise.tests():
        try:
            tree = ast.parse(task.source)
        except SyntaxError:
            continue
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "check"
            ):
                if len(node.args) + len(node.keywords) < 2:
                    yield f"{task.id}, line {node.lineno}: a check without a message"
                    continue
                message = node.args[1] if len(node.args) > 1 else node.keywords[0].value
                if isinstance(message, ast.Constant) and len(str(message.value).split()) < 4:
                    yield f"{task.id}, line {node.lineno}: the message {message.value!r} says too little"
            if isinstance(node, ast.Assert) and node.msg is None:
                yield f"{task.id}, line {node.lineno}: an assert without a message"


@rule
def hints(exercise: Exercise, chapter: Chapter) -> Iterator[str]:
    """A ladder of at least two folded hints above each Decide and Build."""
    for task in exercise.graded:
        opened, closed = (
            len(re.findall(r"<details\b", task.above)),
            len(re.findall(r"</details>", task.above)),
        )
        if opened != closed or opened != len(re.findall(r"<summary>\s*\S", task.above)):
            yield f"{task.id}: {opened} <details>, {closed} closed, each should have a <summary>"
        if task.number is not None and opened < FEWEST_HINTS:
            yield f"{task.id}: {opened} hints, fewer than {FEWEST_HINTS}"


# --- What is answered


@rule
def solutions(exercise: Exercise, chapter: Chapter) -> Iterator[str]:
    """Above each test stands its solution; what is left when it is cut asks for the same name."""
    for task in exercise.graded:
        name = task.id.removeprefix("test_")
        if len(task.answers) != 1:
            yield f"{task.id}: {len(task.answers)} solution cells belong to it, not one"
            continue
        answer = task.answers[0]
        source = text(answer["source"])
        if answer["cell_type"] != "code":
            continue
        try:
            stub = ast.parse(cut(source, "SOLUTION", _STUB))
            full = ast.parse(source)
        except (ValueError, SyntaxError) as error:
            yield f"{task.id}: the solution cell: {error}"
            continue
        if not any(region.strip() for region in regions(source, "SOLUTION")):
            yield f"{task.id}: nothing stands between ### BEGIN SOLUTION and ### END SOLUTION"
        if task.kind == "build":
            before, after = _functions(full), _functions(stub)
            if len(after) != 1:
                yield f"{task.id}: a learner finds functions {sorted(after) or 'none'} to fill, not one"
            if {n: s for n, s in before.items() if n in after} != after:
                yield f"{task.id}: stub and solution differ in a function's name, arguments or docstring"
            for function, (_, docstring) in after.items():
                if not docstring:
                    yield f"{task.id}: {function} has no docstring"
        else:
            if name not in _assigned(full):
                yield f"{task.id}: the solution does not assign {name}"
            if _assigned(stub) & {name}:
                yield f"{task.id}: {name} is assigned outside the solution's markers"


def _functions(tree: ast.Module) -> dict[str, tuple[str, str | None]]:
    return {
        node.name: (ast.unparse(node.args), ast.get_docstring(node))
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }


def _assigned(tree: ast.Module) -> set[str]:
    """Names given a value; a form to fill, made of None alone, is no value yet."""
    given = [node for node in tree.body if isinstance(node, ast.Assign) and not _is_blank(node.value)]
    targets = [t for node in given for t in node.targets]
    targets += [node.target for node in tree.body if isinstance(node, ast.AnnAssign)]
    return {node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)}


def _is_blank(value: ast.expr) -> bool:
    if isinstance(value, ast.Dict):
        return all(map(_is_blank, value.values))
    return isinstance(value, ast.Constant) and value.value is None


@rule
def markers(exercise: Exercise, chapter: Chapter) -> Iterator[str]:
    """Solutions stand in solution cells, hidden tests in test cells; elsewhere they would be released."""
    for number, cell in enumerate(exercise.cells, 1):
        source, meta = text(cell["source"]), cell["metadata"].get("nbgrader", {})
        for what, allowed in (("SOLUTION", meta.get("solution")), ("HIDDEN TESTS", meta.get("grade"))):
            if re.search(rf"(?:BEGIN|END) {what}", source) and not allowed:
                yield f"cell {number}: {what} in a cell that nbgrader does not cut"
        for word in re.findall(r"#+\s*(?:BEGIN|END)\b[^\n]*", source, re.I):
            if not re.fullmatch(r"### (?:BEGIN|END) (?:SOLUTION|HIDDEN TESTS)\s*", word):
                yield f"cell {number}: the marker {word!r} is none of nbgrader's"


# --- The file


@rule
def plain_python(exercise: Exercise, chapter: Chapter) -> Iterator[str]:
    """No magics, no shell, no import that the reader's browser lacks or that reaches out of the exercise."""
    for number, cell in exercise.code:
        try:
            tree = ast.parse(text(cell["source"]))
        except SyntaxError as error:
            yield f"cell {number}: not plain Python ({error.msg})"
            continue
        for name in imported(tree):
            own = any(name == room or name.startswith(room + ".") for room in IMPORTABLE_ROOMS)
            if not own and name.split(".")[0] not in IMPORTABLE | STANDARD:
                yield f"cell {number}: imports {name}, which an exercise cannot"


@rule
def stored_without_outputs(exercise: Exercise, chapter: Chapter) -> Iterator[str]:
    for number, cell in exercise.code:
        if cell.get("outputs") or cell.get("execution_count") is not None:
            yield f"cell {number}: stored with an output or an execution count"


@rule
def first_and_last(exercise: Exercise, chapter: Chapter) -> Iterator[str]:
    """The first code cell sets the seed and is locked; the last grades."""
    code = [cell for _, cell in exercise.code]
    if not code:
        yield "no code cell"
        return
    if "course_seed()" not in text(code[0]["source"]) or not code[0]["metadata"].get("nbgrader", {}).get(
        "locked"
    ):
        yield "the first code cell does not call course_seed(), or is not locked"
    last = exercise.cells[-1]
    calls = last["cell_type"] == "code" and re.search(
        r"^check_my_work\(\)\s*\Z", text(last["source"]).strip(), re.M
    )
    if not calls:
        yield "the last cell does not end in check_my_work()"


@rule
def file(exercise: Exercise, chapter: Chapter) -> Iterator[str]:
    yield from Document(exercise.raw).faults_of_format()
    metadata = exercise.raw.get("metadata", {})
    if metadata.get("kernelspec", {}).get("name") != "python3":
        yield "kernelspec.name is not python3"
    if metadata.get("language_info", {}).get("name") != "python":
        yield "language_info.name is not python"
    headings = Document(exercise.raw).headings(1)
    if len(headings) != 1 or not headings[0].endswith(chapter.title):
        yield f"its H1 should end in '{chapter.title}', and is {headings}"
