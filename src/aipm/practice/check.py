"""Grading from the notebook's last cell, without leaving JupyterLab."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from .answers import NotYet
from .bars import lines as bar_lines
from .bars import spoken
from .memo import memo_lint

WAIT = 600  # seconds for the grader: every cell has its own, much shorter limit
ELSEWHERE = "The hidden tests are not here: the rest is graded by your instructor."


class Row(NamedTuple):
    """One line of the table: task, points in words, reason."""

    task: str
    points: str
    reason: str


def check_my_work() -> None:
    """Grades this notebook as it is saved, and shows points and reasons by task.

    Does nothing while it is being graded itself. Says "save first (Ctrl-S)" when the saved cells are not
    those that were run last. Where the hidden tests are not at hand (in the browser, in a cohort) it runs the
    visible ones on the answers in memory, and says that the rest is the instructor's.
    """
    if os.environ.get("AIPM_GRADING") or os.environ.get("NBGRADER_EXECUTION"):
        return
    shell = _shell()
    path = _notebook(shell)
    if path is None:
        _say("It cannot be told which notebook this is: open it from its own folder and run this cell again.")
        return
    try:
        cells = [dict(cell) for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]
    except (OSError, ValueError, KeyError, TypeError):
        _say(f"{path.name} cannot be read as it is saved: **save first (Ctrl-S)**, then run this cell again.")
        return
    unsaved = _unsaved(cells, _history(shell))
    if unsaved:
        _say(
            f"What was run last for {', '.join(unsaved)} is not what is saved in {path.name}: "
            "**save first (Ctrl-S)**, then run this cell again."
        )
        return
    course = _course(path)
    if course is None:
        _show_visible(cells, shell)
    else:
        _show_report(path, course)


def _shell() -> Any:
    from IPython import get_ipython

    return get_ipython()


def _history(shell: Any) -> list[str]:
    return [str(cell) for cell in shell.user_ns.get("In", [])] if shell is not None else []


def _notebook(shell: Any) -> Path | None:
    """The file of the notebook that runs this: told by the server or by VS Code, else found in the folder."""
    names = [os.environ.get("JPY_SESSION_NAME")]
    if shell is not None:
        names.append(shell.user_ns.get("__vsc_ipynb_file__"))
    for name in names:
        if name and name.endswith(".ipynb") and Path(name).is_file():
            return Path(name)
    here = Path.cwd()
    named = here / f"{here.name}.ipynb"
    if named.is_file():
        return named
    laid_beside = re.compile(r"^\.|\.new(-\d+)?\.ipynb$")  # what an update puts there is not hers
    others = [p for p in here.glob("*.ipynb") if not laid_beside.search(p.name)]
    return others[0] if len(others) == 1 else None


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)


def _meta(cell: dict[str, Any]) -> dict[str, Any]:
    found = cell.get("metadata", {}).get("nbgrader")
    return found if isinstance(found, dict) else {}


def _binds(source: str) -> set[str]:
    """Names that a cell binds at its top level; nothing when it is no Python (a magic, an error)."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):
        return set()
    names: set[str] = set()
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
            names |= {
                n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
            }
    return names


def _unsaved(cells: list[dict[str, Any]], history: list[str]) -> list[str]:
    """Answers whose last run is nowhere in the saved file.

    A cell is recognised by the names it binds, since In has sources alone. What was run from another saved
    cell (a trial further down) is no difference.
    """
    saved = {_meaning(_source(cell)) for cell in cells if cell.get("cell_type") == "code"}
    last: dict[str, str] = {}
    for source in history:
        for name in _binds(source):
            last[name] = _meaning(source)
    found: list[str] = []
    wanted: set[str] = set()
    for cell in cells:
        if _meta(cell).get("grade") and not _meta(cell).get("solution"):
            wanted |= _reads(_source(cell))
    for name in sorted(wanted & set(last)):
        if last[name] not in saved:
            found.append(name)
    return found


def _meaning(source: str) -> str:
    """What two spellings of a cell share: blank ends of lines and comments differ between In and the file."""
    try:
        return ast.dump(ast.parse(source))
    except (SyntaxError, ValueError):
        return source.strip()


def _reads(source: str) -> set[str]:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return set()
    return {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}


def _course(path: Path) -> Path | None:
    """Root of a course that has the source of this exercise and can grade; None where it cannot."""
    if sys.platform == "emscripten":
        return None
    if importlib.util.find_spec("nbgrader") is None or importlib.util.find_spec("aipm.grading") is None:
        return None
    package = Path(__file__).resolve()
    places = [os.environ.get("AIPM_COURSE"), *path.resolve().parents, *package.parents]
    for place in places:
        if place:
            for folder in (Path(place), Path(place) / "exercises"):
                slug = path.parent.name
                if (folder / "source" / slug / f"{slug}.ipynb").is_file():
                    return Path(place)
    return None


def _show_report(path: Path, course: Path) -> None:
    # A process of its own: grading changes folder, environment and logging, none of which is this kernel's.
    command = [sys.executable, "-m", "aipm.grading", str(path), "--course", str(course)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=WAIT)
        report = json.loads(done.stdout.strip().splitlines()[-1])
    except subprocess.TimeoutExpired:
        _say("Grading took too long and was stopped: look for a loop that never ends.")
        return
    except (OSError, ValueError, IndexError):
        _say("Grading did not finish. Try `aipm check` in a terminal: it says more.")
        return
    if report["state"] != "graded":
        _say(report["reason"])
        return
    rows = [
        Row(
            spoken(task["task"]),
            "—" if task["manual"] else f"{task['points']:g} of {task['max_points']:g}",
            task["message"],
        )
        for task in report["tasks"]
    ]
    bars = [f"{name} `{picture}` {verdict}" for name, picture, verdict in bar_lines(report)]
    lines = []
    if report["feedback"]:
        lines.append(f"Feedback page: `{os.path.relpath(report['feedback'])}`")
    _table(rows, [*bars, *report["notes"], *lines])


def _show_visible(cells: list[dict[str, Any]], shell: Any) -> None:
    """Runs the visible tests on the answers in memory."""
    names = shell.user_ns if shell is not None else {}
    rows = []
    for cell in cells:
        meta = _meta(cell)
        if meta.get("grade") and meta.get("solution") and cell.get("cell_type") == "markdown":
            told = " ".join(memo_lint(_source(cell)))
            rows.append(Row(spoken(str(meta.get("grade_id", "memo"))), "—", told))
        if not meta.get("grade") or meta.get("solution") or cell.get("cell_type") != "code":
            continue
        message = _quietly(_source(cell), names)
        rows.append(Row(spoken(str(meta.get("grade_id", "task"))), "" if message else "so far", message))
    if rows:
        _table(rows, [ELSEWHERE])
    else:
        _say("There is no test cell in this notebook as it is saved.")


def _quietly(source: str, names: dict[str, Any]) -> str:
    """What the visible test says; "" when it passes."""
    import contextlib
    import io

    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(source, "<test>", "exec"), names)
    except NotYet as error:
        return str(error)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


def _table(rows: list[Row], lines: list[str]) -> None:
    heads = Row("Task", "Points", "Why")
    markdown = ["| Task | Points | Why |", "|:--|--:|:--|"]
    markdown += ["| " + " | ".join(map(_cell_text, row)) + " |" for row in rows]
    markdown += ["", *(f"- {_escape(line)}" for line in lines)]
    tasks, points = (max(len(row[n]) for row in [heads, *rows]) for n in (0, 1))
    plain = [f"{r.task:<{tasks}}  {r.points:>{points}}  {r.reason}".rstrip() for r in [heads, *rows]]
    _display("\n".join(markdown), "\n".join([*plain, "", *lines]))


def _say(sentence: str) -> None:
    _display(_escape(sentence, keep="*"), sentence.replace("**", ""))


def _cell_text(text: str) -> str:
    return _escape(text).replace("|", "\\|")


def _escape(text: str, keep: str = "") -> str:
    """Text that Markdown shows as it is: code in backticks stays, the rest is escaped."""
    pieces = text.split("`")
    marks = "".join(mark for mark in "\\$*_<[]#~" if mark not in keep)
    for n in range(0, len(pieces), 2):
        pieces[n] = re.sub(f"([{re.escape(marks)}])", r"\\\1", pieces[n])
    return "`".join(pieces)


def _display(markdown: str, plain: str) -> None:
    if _shell() is None:
        print(plain)
        return
    from IPython.display import display

    display({"text/markdown": markdown, "text/plain": plain}, raw=True)
