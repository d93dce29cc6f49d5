"""The steps between a source, a submission and a grade: nbgrader's own, run in this process."""

from __future__ import annotations

import contextlib
import copy
import hashlib
import logging
import os
import re
import shutil
import sqlite3
import tempfile
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from traitlets.config import Config

from aipm.practice.memo import is_written, memo_lint

from .course import Course, NoSuchExercise, is_grade, is_solution, is_test, meta, own, state_folder
from .report import Report, TaskResult, kind_of, section_of
from .settings import SECONDS_PER_CELL, configure

_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_LONGEST = 500


def release(root: Path, slug: str, out: Path) -> Path:
    """Cuts an exercise from its source, as learners get it, into the folder `out`.

    nbgrader's own generate_assignment does the cutting, without a database. Solutions and hidden tests are
    gone, from the metadata too; each graded cell keeps its objective. Files beside the source come along.

    Returns the path of the released notebook. Raises NoSuchExercise, and ValueError for a faulty source.
    """
    course = Course(Path(root))
    source = course.source(slug)
    out = Path(out)
    with _workbench(course, slug) as bench:
        config = _config(bench)
        config.GenerateAssignment.no_database = True
        config.SaveCells.enabled = False
        try:
            _run("GenerateAssignment", bench, slug, ".", config, f"The source of {slug} cannot be released")
        except _Failed as error:
            raise ValueError(str(error)) from None
        made = bench / "release" / slug
        out.mkdir(parents=True, exist_ok=True)
        for path in sorted(made.rglob("*")):
            if path.is_file():
                target = out / path.relative_to(made)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
    return out / source.name


def grade(
    notebook: Path,
    *,
    course: Path,
    learner: str = "me",
    timeout: int = SECONDS_PER_CELL,
    state: Path | None = None,
) -> Report:
    """Grades one notebook and says why points were lost.

    notebook  the learner's file, in a folder named after the exercise; it is read, never written
    course    the project's root, or its `exercises/`
    learner   name in the gradebook
    timeout   seconds a cell may take
    state     where the gradebook and the feedback page are kept; by default `.aipm/grading` of the `my_work`
              that the notebook lies in, else of the course

    Never raises for what a learner handed in: such a file makes a report in state `ungradable`. Raises
    NoSuchExercise when there is no source for it.
    """
    from . import submission

    began = time.perf_counter()
    notebook, home = Path(os.path.abspath(notebook)), Course(Path(course).absolute())
    slug = notebook.parent.name if notebook.parent.name in home.slugs else notebook.stem
    source = home.read_source(slug)
    keep = Path(state).absolute() if state is not None else state_folder(notebook, home)
    try:
        path, notes = submission.find_notebook(notebook, slug)
        answers = submission.compose(source, submission.read_notebook(path))
    except submission.Unreadable as error:
        return Report(slug, "ungradable", str(error), learner, seconds=time.perf_counter() - began)
    notes += answers.notes
    try:
        tasks, feedback = _autograde(home, slug, learner, answers, notes, keep, timeout)
    except _Failed as error:
        return Report(slug, "failed", str(error), learner, notes=notes, seconds=time.perf_counter() - began)
    return Report(slug, "graded", "", learner, tasks, notes, feedback, time.perf_counter() - began)


class _Failed(Exception):
    """nbgrader could not finish; the text is one sentence."""


def _autograde(
    course: Course, slug: str, learner: str, answers: Any, notes: list[str], keep: Path, timeout: int
) -> tuple[list[TaskResult], Path | None]:
    """nbgrader's release into the gradebook, autograde, feedback; results move to `keep` when all is done."""
    keep.mkdir(parents=True, exist_ok=True)
    notes += _sound_gradebook(keep / "gradebook.db")
    _create_gradebook(keep / "gradebook.db")
    with _workbench(course, slug) as bench:
        config = _config(bench, keep / "gradebook.db")
        config.Execute.timeout = timeout
        config.Autograde.autograde_preprocessors = [
            "aipm.grading.preprocessors.RunCells",
            "nbgrader.preprocessors.IgnorePattern",
            "nbgrader.preprocessors.LimitOutput",
            "nbgrader.preprocessors.SaveAutoGrades",
            "nbgrader.preprocessors.AssignLatePenalties",
            "nbgrader.preprocessors.CheckCellMetadata",
        ]
        _register(bench, course, slug, config, keep)
        handed_in = bench / "submitted" / learner / slug
        handed_in.mkdir(parents=True)
        nb = answers.notebook
        if notes:
            told = "**Before grading**\n\n" + "\n".join(f"- {note}" for note in notes)
            nb.cells.insert(0, nbformat.v4.new_markdown_cell(told))
        nbformat.write(nb, handed_in / f"{slug}.ipynb")
        with _surroundings(bench):
            _run("Autograde", bench, slug, learner, config, "Grading could not finish")
        _run("GenerateFeedback", bench, slug, learner, config, "The feedback page could not be written")
        graded = nbformat.read(bench / "autograded" / learner / slug / f"{slug}.ipynb", as_version=4)
        tasks = _results(graded, slug, learner, config.CourseDirectory.db_url, answers.untouched)
        _without_scripts(bench / "feedback" / learner / slug / f"{slug}.html")
        for step in ("autograded", "feedback"):
            _replace(bench / step / learner / slug, keep / step / learner / slug)
    page = keep / "feedback" / learner / slug / f"{slug}.html"
    return tasks, page if page.exists() else None


def _without_scripts(page: Path) -> None:
    """nbgrader's page loads MathJax from a public server; ours needs none and must fetch nothing."""
    html = page.read_text(encoding="utf-8")
    page.write_text(re.sub(r"<script\b.*?</script>", "", html, flags=re.S | re.I), encoding="utf-8")


def _results(nb: NotebookNode, slug: str, learner: str, db_url: str, untouched: set[str]) -> list[TaskResult]:
    """Points from the gradebook, reasons from the outputs of the graded notebook."""
    from nbgrader.api import Gradebook

    with Gradebook(db_url) as gradebook:
        scores = {
            grade.name: (grade.score, grade.max_score, bool(grade.needs_manual_grade))
            for grade in gradebook.find_submission_notebook(slug, slug, learner).grades
        }
    tasks, above = [], []
    for cell in nb.cells:
        if is_solution(cell):
            above.append(cell)
        if not is_grade(cell):
            continue
        task = meta(cell)["grade_id"]
        points, most, by_hand = scores[task]
        if is_test(cell):
            message = _reason(cell, above, untouched) if points < most else ""
        else:
            empty = task in untouched or not is_written(cell.source)
            message = "No answer yet." if empty else _of_memo(cell) if by_hand else ""
            by_hand = by_hand and not empty
        objective = str(next((own(c)["objective"] for c in [cell, *above] if own(c).get("objective")), ""))
        tasks.append(
            TaskResult(
                task, kind_of(task), float(points), float(most), message, objective, section_of(task), by_hand
            )
        )
        above = []
    return tasks


def _of_memo(cell: NotebookNode) -> str:
    """What is said of a memo that waits for a person: what the lint did not find in it, without points."""
    found = memo_lint(cell.source)
    lint = f" Without points, what a search for words did not find: {' '.join(found)}" if found else ""
    return f"Written; a person gives the points.{lint}"


def _reason(test: NotebookNode, above: list[NotebookNode], untouched: set[str]) -> str:
    """Why a test cell did not give all its points, in a sentence."""
    if above and all(meta(cell)["grade_id"] in untouched for cell in above):
        return "No answer yet."
    error = next((o for o in test.outputs if o.output_type == "error"), None)
    if error is None:
        printed = "".join(o.text for o in test.outputs if o.output_type == "stream").strip()
        return _one_line(printed.splitlines()[-1].partition(": ")[2] if printed else "Part of the points.")
    broken = next(
        (o for c in above if c.cell_type == "code" for o in c.outputs if o.output_type == "error"), None
    )
    if broken is not None and broken.ename in ("KeyboardInterrupt", "CellTimeoutError"):
        return "Your cell was stopped because it took too long: look for a loop that never ends."
    if broken is not None:
        return _one_line(f"Your cell stopped with {broken.ename}: {broken.evalue}")
    if error.ename == "NotYet":
        return _one_line(error.evalue)
    if error.ename == "CellTimeoutError":
        return "This took too long and was stopped: look for a loop that never ends."
    return _one_line(f"{error.ename}: {error.evalue}")


def _one_line(text: str) -> str:
    text = " ".join(_ANSI.sub("", text).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _register(bench: Path, course: Course, slug: str, config: Config, keep: Path) -> None:
    """Tells the gradebook what the exercise is made of, when the source is new or has changed."""
    from nbgrader.api import Gradebook, MissingEntry

    mark = keep / f"{slug}.source"
    print_ = hashlib.sha256(course.source(slug).read_bytes()).hexdigest()
    with Gradebook(config.CourseDirectory.db_url) as gradebook:
        try:
            gradebook.find_notebook(slug, slug)
            if mark.exists() and mark.read_text().strip() == print_:
                return
        except MissingEntry:
            pass
    failure = f"The source of {slug} cannot be used"
    try:
        _run("GenerateAssignment", bench, slug, ".", config, failure)
    except _Failed:
        # nbgrader refuses to add or remove cells of an exercise that has submissions: it starts afresh.
        with Gradebook(config.CourseDirectory.db_url) as gradebook, contextlib.suppress(MissingEntry):
            gradebook.remove_assignment(slug)
        _run("GenerateAssignment", bench, slug, ".", config, failure)
    mark.write_text(print_ + "\n")


def _sound_gradebook(path: Path) -> list[str]:
    """Sets a damaged gradebook aside, and says so."""
    if not path.exists():
        return []
    try:
        with contextlib.closing(sqlite3.connect(path)) as database:
            database.execute("select name from sqlite_master limit 1").fetchall()
        return []
    except sqlite3.DatabaseError:
        aside = path.with_name(f"gradebook-damaged-{int(time.time())}.db")
        path.rename(aside)
        return [f"The gradebook could not be read; it was set aside as {aside.name}, and a new one begun."]


def _create_gradebook(path: Path) -> None:
    """nbgrader asks the command `alembic` for the version of a new database; it may not be on the PATH."""
    import nbgrader.api
    from alembic.script import ScriptDirectory

    if path.exists():
        return
    versions = Path(nbgrader.api.__file__).parent / "alembic"
    ask, head = nbgrader.api.get_alembic_version, ScriptDirectory(str(versions)).get_current_head()
    nbgrader.api.get_alembic_version = lambda: str(head)
    try:
        nbgrader.api.Gradebook(f"sqlite:///{path}").close()
    finally:
        nbgrader.api.get_alembic_version = ask


@contextlib.contextmanager
def _workbench(course: Course, slug: str) -> Iterator[Path]:
    """A temporary course directory with this exercise alone, so that no step ever half replaces another."""
    with tempfile.TemporaryDirectory(prefix="aipm-", ignore_cleanup_errors=True) as folder:
        bench = Path(folder).resolve()
        shutil.copytree(
            course.source(slug).parent,
            bench / "source" / slug,
            ignore=shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__"),
        )
        yield bench


def _config(bench: Path, gradebook: Path | None = None) -> Config:
    config = configure(Config())
    config.CourseDirectory.root = str(bench)
    config.CourseDirectory.db_url = f"sqlite:///{gradebook or bench / 'gradebook.db'}"
    return config


def _run(step: str, bench: Path, slug: str, learner: str, config: Config, failure: str) -> None:
    """One of nbgrader's converters. Raises _Failed with one sentence; nothing reaches the terminal."""
    import nbgrader.converters
    from nbgrader.coursedir import CourseDirectory

    config = copy.deepcopy(config)
    config.CourseDirectory.assignment_id = slug
    config.CourseDirectory.student_id = learner
    with _logs() as lines, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # SQLAlchemy's about nbgrader's sessions
        try:
            directory = CourseDirectory(config=config)
            getattr(nbgrader.converters, step)(coursedir=directory, config=config).start()
        except Exception as error:
            told = [line for line in lines if not line.startswith(("There was an error", "Please see"))]
            reason = told[-1].strip().splitlines()[-1] if told else f"{type(error).__name__}: {error}"
            raise _Failed(f"{failure}: {_one_line(reason)}") from None


@contextlib.contextmanager
def _logs() -> Iterator[list[str]]:
    """Collects what nbgrader logs as errors, and keeps all of it off the terminal."""
    from traitlets.log import get_logger

    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(record.getMessage())

    logger: Any = get_logger()
    handler = Keep(logging.ERROR)
    others, propagate = list(logger.handlers), logger.propagate
    logger.handlers, logger.propagate = [handler], False
    try:
        yield lines
    finally:
        logger.handlers, logger.propagate = others, propagate


@contextlib.contextmanager
def _surroundings(bench: Path) -> Iterator[None]:
    """Environment of the kernel that grades: nobody's start-up files, no window, no debugger."""
    home = bench / "ipython"
    home.mkdir()
    wanted = {
        "AIPM_GRADING": "1",
        "IPYTHONDIR": str(home),
        "MPLBACKEND": "agg",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "PYTHONHASHSEED": "0",
    }
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _replace(new: Path, old: Path) -> None:
    """Puts a folder in the place of another."""
    if not new.exists():
        return
    old.parent.mkdir(parents=True, exist_ok=True)
    if old.exists():
        for path in old.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
        shutil.rmtree(old)
    shutil.move(str(new), str(old))


__all__ = ["NoSuchExercise", "grade", "release"]
