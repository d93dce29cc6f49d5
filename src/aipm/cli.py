"""The course's commands. Thin: what they do lives in the modules they call, imported when needed."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aipm.cli_pack import documents_app, pack
from aipm.errors import CourseError

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

    from aipm.curriculum import Chapter, Curriculum
    from aipm.grading import Report
    from aipm.progress import Progress
    from aipm.standing import Standing
    from aipm.workspace import Changes, Workspace

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="AI Product Management, interactive: read and run chapters, practise, get a grade with reasons.",
    epilog="CHAPTER is a number or a name: 4, 04, 04_ml_concepts.",
    context_settings={"help_option_names": ["-h", "--help"]},
)

memos = typer.Typer(
    no_args_is_help=True,
    help="Have your memo scored by peers, blind, and score theirs.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(memos, name="memo")
app.add_typer(documents_app, name="documents")
app.command()(pack)

ChapterName = Annotated[str, typer.Argument(metavar="CHAPTER", help="4, 04 or 04_ml_concepts")]


def console(stderr: bool = False) -> Console:
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, soft_wrap=False)


def course() -> tuple[Path, Curriculum]:
    from aipm import curriculum

    root = curriculum.course_root()
    return root, curriculum.load(root)


def chapter_and_work(text: str) -> tuple[Path, Chapter, Workspace]:
    """The chapter meant, and my_work/, which must be there."""
    from aipm.workspace import Workspace

    root, listed = course()
    chapter = listed.find_ready(text)
    work = Workspace(root)
    if not work.hidden.is_dir():
        raise CourseError(f"There is no {work.folder.name} yet: 'make learn' (or 'aipm learn') makes it.")
    return root, chapter, work


@app.command()
def learn(
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in a browser.")
    ] = True,
    port: Annotated[
        int | None, typer.Option(help="Use this port, not the first free one from 8888 on.")
    ] = None,
) -> None:
    """Open JupyterLab on your copies of chapters and exercises, in my_work/."""
    from aipm import jupyter
    from aipm.workspace import Workspace

    root, listed = course()
    work, out = Workspace(root), console()
    lab = jupyter.Lab(work)
    with out.status("Preparing my_work …"):
        changes = prepare(work, listed, lab)
    for sentence in changes.sentences():
        out.print(sentence, soft_wrap=True)
    url = lab.already()
    if url:
        out.print(f"JupyterLab is running on {work.folder.name} already:\n\n    {url}\n", soft_wrap=True)
        if browser:
            jupyter.open_browser(url)
        return
    with jupyter.stopped_by_signals():
        try:
            with out.status("Starting JupyterLab …"):
                url = lab.start(port)
            out.print(f"JupyterLab is ready:\n\n    {url}\n", soft_wrap=True)
            out.print(f"Your work is kept in {work.folder}. Ctrl-C here stops it.", soft_wrap=True)
            if browser:
                jupyter.open_browser(url)
            lab.wait()
        except KeyboardInterrupt:
            out.print("Stopped. Your work is where it was.")
        finally:
            lab.stop()


def prepare(work: Workspace, listed: Curriculum, lab: object) -> Changes:
    """my_work/ up to date, what was run noted before copies are replaced, the course's notebooks trusted."""
    from aipm.jupyter import Lab
    from aipm.progress import Progress

    assert isinstance(lab, Lab)
    progress = Progress(work) if work.hidden.is_dir() else None
    if progress is not None:
        for chapter in listed.ready:
            progress.look_at(chapter)
        progress.save()
    changes = work.prepare(listed)
    if progress is not None:
        changes.notes += progress.notes
    new = [*changes.copied, *changes.updated, *(beside for _, beside in changes.kept)]
    lab.trust(work.folder / name for name in new if name.endswith(".ipynb"))
    return changes


@app.command()
def check(chapter: ChapterName) -> None:
    """Grade your exercise of a chapter: points by task, and the reason for each lost one."""
    from aipm.badges import award
    from aipm.progress import Progress

    root, found, work = chapter_and_work(chapter)
    report = graded(work.exercise(found), root)
    progress = Progress(work)
    progress.record(report, work.exercise(found))
    show_report(report, f"{found.number}. {found.title}")
    told = award(progress, found.slug, root)
    progress.save()
    for note in [*progress.notes, *told]:
        console().print(note)


@app.command()
def grade(
    notebook: Annotated[Path, typer.Argument(help="A filled-in exercise, wherever it lies.")],
    learner: Annotated[str, typer.Option(help="Name in the gradebook.")] = "me",
) -> None:
    """Grade one notebook, wherever it lies; progress is not recorded."""
    root, listed = course()
    if not notebook.is_file():
        raise CourseError(f"There is no file {notebook}: give the path of a filled-in exercise.")
    report = graded(notebook, root, learner)
    show_report(report, next((c.title for c in listed.chapters if c.slug == report.slug), report.slug))


def graded(notebook: Path, root: Path, learner: str = "me") -> Report:
    """The report on a notebook. CourseError when it could not be graded."""
    with console(stderr=True).status("Grading …"):
        from aipm.grading import grade as grade_notebook

        try:
            report = grade_notebook(notebook, course=root, learner=learner)
        except (LookupError, ValueError) as why:  # no exercise of that name; a source that is faulty
            raise CourseError(str(why)) from None
    if report.state != "graded":
        raise CourseError(report.reason)
    return report


def show_report(report: Report, title: str) -> None:
    """Points by task with the reason for each lost one, and the two bars."""
    from rich.markup import escape
    from rich.table import Table

    from aipm.practice.bars import lines as bar_lines
    from aipm.practice.bars import spoken

    out = console()
    table = Table(title=escape(title), title_justify="left", expand=False, pad_edge=False)
    table.add_column("Task", no_wrap=True)
    table.add_column("Points", justify="right", no_wrap=True)
    table.add_column("Why", overflow="fold")
    for task in report.tasks:
        # A check mark or a cross as well: colour alone tells some readers nothing.
        mark, style = ("✓", "green") if task.full else ("·", "") if task.manual else ("✗", "red")
        points = f"{task.points:g} / {task.max_points:g} {mark}"
        table.add_row(spoken(task.task), points, escape(task.message), style=style if task.full else None)
    out.print(table)
    for name, drawn, verdict in bar_lines(report.with_bars()):
        out.print(f"{name:<15}  {drawn}  {escape(verdict)}", soft_wrap=True)
    for note in report.notes:
        out.print(f"Note: {escape(note)}", soft_wrap=True)
    if report.feedback:
        out.print(f"Feedback page: {report.feedback.absolute().as_uri()}", soft_wrap=True)


@app.command()
def solution(
    chapter: ChapterName,
    task: Annotated[str, typer.Argument(metavar="TASK", help="decide_1, build_2, memo, …")],
    now: Annotated[
        bool, typer.Option("--now", help="Show it before you earned it: practice of it ends.")
    ] = False,
) -> None:
    """Show a task's reference, why it is right, and the common mistake; after a pass or three attempts."""
    from aipm.grading import solution as find_solution
    from aipm.practice.bars import spoken
    from aipm.progress import Progress

    root, found, work = chapter_and_work(chapter)
    closed = closed_by_cohort(root, found.slug)
    if closed:
        raise CourseError(closed)
    try:
        reference = find_solution(root, found.slug, task.strip().lower().replace(" ", "_").replace("-", "_"))
    except LookupError as why:
        raise CourseError(str(why)) from None
    progress = Progress(work)
    open_, reason = progress.may_see_solution(found.slug, reference.task)
    name = spoken(reference.task)
    if not open_ and not now:
        raise CourseError(
            f"{name} opens after you pass it or after {reason} ('aipm check {found.number}'); "
            f"'--now' shows it at once, which ends practice of this task."
        )
    show_solution(reference, name, None if open_ else "shown before a pass: practice of this task ends here")
    if not open_:
        progress.task(found.slug, reference.task)["shown"] = True
        progress.save()


def show_solution(reference: object, name: str, warning: str | None) -> None:
    from rich.markdown import Markdown
    from rich.rule import Rule
    from rich.syntax import Syntax

    from aipm.grading import Solution

    assert isinstance(reference, Solution)
    out = console()
    if warning:
        out.print(f"[bold]{name}[/bold]: {warning}.")
    out.print(Rule(name, align="left"))
    if reference.task == "memo":
        out.print(Markdown(reference.reference))
    else:
        out.print(
            Syntax(reference.reference.strip("\n"), "python", background_color="default", word_wrap=True)
        )
    for head, text in (("Why", reference.why), ("The common mistake", reference.mistake)):
        if text:
            out.print(Rule(head, align="left"))
            out.print(Markdown(text))


def closed_by_cohort(root: Path, slug: str) -> str:
    """Why they are closed in a cohort, or ""; `solutions:` of cohort.yml, a list or `all`, opens them."""
    import yaml

    path = root / "cohort.yml"
    if not path.exists() and os.environ.get("AIPM_COHORT", "0") in ("", "0"):
        return ""
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
    except yaml.YAMLError:
        return "cohort.yml cannot be read, so solutions stay closed: tell your instructor."
    opened = (told if isinstance(told, dict) else {}).get("solutions", [])
    if opened == "all" or (isinstance(opened, list) and slug in opened):
        return ""
    return f"Solutions of {slug} are closed in this cohort until the instructor opens them."


@app.command()
def progress(
    chapter: Annotated[
        str | None, typer.Argument(metavar="[CHAPTER]", help="One chapter, objective by objective.")
    ] = None,
) -> None:
    """Show where you stand: every chapter by the two bars, your badges, and the time left."""
    from aipm import standing
    from aipm.progress import Progress
    from aipm.workspace import Workspace

    root, listed = course()
    found = listed.find_ready(chapter) if chapter else None
    work, out = Workspace(root), console()
    record = Progress(work)
    if found is None:
        rows = standing.standings(record, listed)
        show_standings(rows)
        for sentence in [*standing.summary(rows, listed), *standing.ranges(work.folder)]:
            out.print(sentence, soft_wrap=True)
    else:
        show_objectives(record, found)
    for note in record.notes:
        out.print(note)
    if not work.hidden.is_dir():
        out.print("Nothing is recorded yet: 'make learn' begins.")
        return
    record.save()
    if found is None:
        page = standing.write_page(rows, listed, work.folder)
        out.print(f"The same as a page: {page.absolute().as_uri()}", soft_wrap=True)


def show_standings(rows: list[Standing]) -> None:
    """Chapters × two bars."""
    from rich.markup import escape
    from rich.table import Table

    from aipm.practice.bars import picture, shown

    title = "Your progress (┃ is 60 %: it passes the chapter, and earns the badge)"
    out, widths = console(), (6, 19, 19, 7)
    table = Table(title=title, title_justify="left", box=None, padding=(0, 2, 0, 0), header_style="dim")
    # What names the chapter gives way in a narrow terminal, not the bars.
    room = out.width - sum(widths) - 2 * len(widths) - 2
    table.add_column("Chapter", overflow="ellipsis", no_wrap=True, max_width=max(room, 12))
    for head, width in zip(("Read", "Product bar", "Engineering bar"), widths, strict=False):
        table.add_column(head, no_wrap=True, min_width=width)
    core = any(one.core_left is not None for one in rows)
    if core:
        table.add_column("Core", no_wrap=True, min_width=widths[3])
    for one in rows:
        bars = [
            f"{picture(share, 10)}{shown(share):>4} %{' ✓' if won else ''}" if one.tasks else "–"
            for share, won in ((one.product, one.product_passed), (one.engineering, one.engineering_passed))
        ]
        left = "" if one.core_left is None else f"{one.core_left} min" if one.core_left else "done"
        read = f"{one.read} of {one.sections}" if one.sections else "–"
        table.add_row(escape(one.name), read, *bars, *([left] if core else []))
    out.print(table)


def show_objectives(record: Progress, chapter: Chapter) -> None:
    """One chapter: its two bars, and what is passed of each objective."""
    from rich.markup import escape
    from rich.table import Table

    from aipm import standing
    from aipm.practice.bars import picture, shown
    from aipm.progress import passed_of

    one, out = standing.standing(record, chapter), console()
    table = Table(title=escape(one.name), title_justify="left", pad_edge=False)
    table.add_column("Objective", overflow="fold", ratio=1)
    table.add_column("Passed", no_wrap=True)
    tasks = standing.tasks_of(record, chapter)
    for objective in chapter.objectives:
        done, of = passed_of(record, chapter.slug, [t for t, goal in tasks.items() if goal == objective.id])
        mark = " ✓" if of and done == of else ""
        table.add_row(f"{objective.id}  {escape(objective.text)}", f"{done} of {of} tasks{mark}")
    out.print(table)
    out.print(f"Read: {one.read} of {one.sections} sections. Passed: {one.passed} of {one.tasks} tasks.")
    for name, share, won in (
        ("Product bar", one.product, "the chapter is passed" if one.product_passed else ""),
        ("Engineering bar", one.engineering, "the badge is yours" if one.engineering_passed else ""),
    ):
        out.print(f"{name:<15}  {picture(share)}  {shown(share)} % at best: {won or '60 % is needed'}.")


@memos.command("export")
def memo_export(chapter: ChapterName) -> None:
    """Write your memo to a file that carries a code, not your name."""
    from aipm import peer

    _, found, work = chapter_and_work(chapter)
    path, own, told = peer.export(work, found)
    out = console()
    out.print(f"Send this to your peers: {path}", markup=False, soft_wrap=True)
    if own:
        out.print(f"Keep your own score until theirs are in: {own}", markup=False, soft_wrap=True)
    for sentence in told:
        out.print(f"Watch out: {sentence}", markup=False, soft_wrap=True)


@memos.command("score")
def memo_score(
    file: Annotated[Path, typer.Argument(help="A memo you were sent, or a form you have filled in.")],
    open_: Annotated[bool, typer.Option("--open", help="Open the form in your editor.")] = False,
) -> None:
    """Make the form for a peer's memo; of a form you filled in, say what is missing."""
    from aipm import peer
    from aipm.practice.memo import score_faults

    out = console()
    if peer.kind_of(file) == "memo":
        form = peer.make_form(file)
        out.print(f"Fill in this form: {form}", markup=False, soft_wrap=True)
        if open_:
            typer.launch(str(form))
        return
    filled = peer.read_form(file)
    faults = score_faults(filled.memo, filled.scores)
    for sentence in faults:
        out.print(sentence, markup=False, soft_wrap=True)
    if not faults:
        total = sum(score.level or 0 for score in filled.scores.values())
        out.print(f"Complete: {total} of 10. Send {file.name} back.", markup=False, soft_wrap=True)


@memos.command("merge")
def memo_merge(
    files: Annotated[list[Path], typer.Argument(help="Your own score and the forms that came back.")],
) -> None:
    """Show own and peers' scores side by side; gaps of two levels are marked."""
    from rich.table import Table

    from aipm import peer
    from aipm.practice.memo import RUBRIC

    found, told = peer.merge(files)
    out = console()
    for memo in found:
        table = Table(title=f"Chapter {memo.chapter}, memo {memo.code}", title_justify="left", pad_edge=False)
        table.add_column("Criterion", no_wrap=True)
        for name in [*memo.columns, "gap"]:
            table.add_column(name, justify="right", no_wrap=True)
        for criterion in RUBRIC:
            gap = memo.gaps[criterion]
            wide = f"{gap} ◀" if gap >= peer.GAP else str(gap)
            levels = [str(column[criterion]) for column in memo.columns.values()]
            table.add_row(criterion, *levels, wide, style="bold" if gap >= peer.GAP else None)
        table.add_section()
        table.add_row("Sum, of 10", *map(str, memo.totals.values()), "")
        out.print(table)
        apart = [name for name, gap in memo.gaps.items() if gap >= peer.GAP]
        if apart:
            out.print(f"Two levels apart (◀): {', '.join(apart)}. Read the quoted sentences side by side.")
        elif len(memo.columns) > 1:
            out.print("No criterion is two levels apart.")
    for sentence in told:
        out.print(f"Watch out: {sentence}", markup=False, soft_wrap=True)


@app.command()
def run(chapter: ChapterName) -> None:
    """Execute a chapter in notebooks/ and store its outputs (for authors)."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from aipm.execute import execute

    root, listed = course()
    found = listed.find(chapter)
    path = root / "notebooks" / f"{found.slug}.ipynb"
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console(stderr=True)) as bar:
        task = bar.add_task(found.slug, total=None)
        told = execute(path, tick=lambda done, total: bar.update(task, completed=done, total=total))
    for sentence in told:
        console(stderr=True).print(f"Watch out: {sentence}", markup=False)
    console().print(f"Stored the outputs of {path.relative_to(root)}.")


@app.command()
def book(
    out: Annotated[Path | None, typer.Option(help="Where the site goes, instead of _build/html.")] = None,
) -> None:
    """Build the published book from the stored outputs."""
    from aipm.book import BookError, build

    root, _ = course()
    try:
        with console(stderr=True).status("Building the book …"):
            site = build(root, out)
    except BookError as why:
        raise CourseError(str(why)) from None
    console().print(f"The book is ready: {(Path(site) / 'index.html').absolute().as_uri()}", soft_wrap=True)


@app.command()
def facts(
    every: Annotated[
        bool, typer.Option("--all", help="List every fact, not only those to check again.")
    ] = False,
) -> None:
    """List the legal facts of the course that are past their review date. A warning, never an error."""
    from datetime import date

    from aipm.datasets import due, load_regulatory_facts

    known, out = load_regulatory_facts(), console()
    late = due(known, date.today())
    if every:
        show_facts(known, "The law the course states")
    elif len(late):
        show_facts(late, "Past their review date")
    if len(late):
        out.print(
            f"Watch out: past the review date: {len(late)} of {len(known)} facts. "
            "Look at the source before you rely on one."
        )
    else:
        out.print(
            f"All {len(known)} facts are within their review dates; the next is due on "
            f"{known['review_by'].min():%Y-%m-%d}."
        )
    out.print("Not legal advice." if every else "Not legal advice. 'aipm facts --all' lists every fact.")


def show_facts(known: pd.DataFrame, title: str) -> None:
    from rich.markup import escape
    from rich.table import Table

    from aipm.datasets.regulation import in_words

    table = Table(title=title, title_justify="left", pad_edge=False)
    table.add_column("Fact and source", overflow="fold", ratio=1)
    table.add_column("Value", overflow="fold", max_width=24)
    table.add_column("As of", no_wrap=True)
    table.add_column("Review by", no_wrap=True)
    for topic, rows in known.groupby("topic", sort=False):
        table.add_row(f"[bold]{escape(str(topic))}[/bold]", "", "", "")
        for row in rows.to_dict("records"):
            mark = " [red](disputed)[/red]" if row["status"] == "disputed" else ""
            table.add_row(
                f"{escape(row['claim'])}{mark}\n[dim]{escape(row['source'])}[/dim]",
                escape(in_words(row["value"], row["unit"])),
                f"{row['as_of']:%Y-%m-%d}",
                f"{row['review_by']:%Y-%m-%d}",
            )
        table.add_section()
    console().print(table)


def main() -> None:
    """Entry point: whatever goes wrong ends in one sentence; AIPM_DEBUG=1 shows the traceback."""
    try:
        app()
    except Exception as why:
        if os.environ.get("AIPM_DEBUG", "0") not in ("", "0"):
            raise
        print(sentence(why), file=sys.stderr)
        sys.exit(1)


def sentence(why: Exception) -> str:
    """What a person is told of an error."""
    from aipm.workspace import explain

    if isinstance(why, CourseError):
        return str(why)
    if isinstance(why, OSError):
        return explain(why, Path.cwd())
    said = f"{type(why).__name__}: {' '.join(str(why).split())[:300]}"
    return f"aipm itself failed ({said}): AIPM_DEBUG=1 shows where; please report it."


if __name__ == "__main__":
    main()
