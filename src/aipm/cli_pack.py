"""The commands on the learner's documents: `aipm documents new`, `aipm documents check`, `aipm pack`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aipm.errors import CourseError

if TYPE_CHECKING:
    from rich.console import Console

    from aipm.curriculum import Curriculum
    from aipm.workspace import Workspace

documents_app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Begin a document from a template, and see what yours lack and where two disagree.",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _work() -> tuple[Workspace, Curriculum]:
    from aipm import curriculum
    from aipm.workspace import Workspace

    root = curriculum.course_root()
    work = Workspace(root)
    if not work.hidden.is_dir():
        raise CourseError(f"There is no {work.folder.name} yet: 'make learn' (or 'aipm learn') makes it.")
    return work, curriculum.load(root)


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, markup=False)


@documents_app.command("new")
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="risk_register, prd, roi, …")],
) -> None:
    """Put the blank form of a template into my_work/documents/."""
    from aipm.pack import new_document

    work, _ = _work()
    path = new_document(work, name.strip().lower().removesuffix(".yml").replace("-", "_"))
    _console().print(f"Fill it in: {path}", soft_wrap=True)


@documents_app.command("list")
def list_() -> None:
    """List the templates there are, and which you have begun."""
    from aipm import documents
    from aipm.pack import folder_of

    work, _ = _work()
    out = _console()
    for name in documents.names():
        mark = "✓" if (folder_of(work) / f"{name}.yml").is_file() else " "
        out.print(f"{mark} {name:<20} {documents.schema(name).get('description', '')}", soft_wrap=True)


@documents_app.command("check")
def check(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Only this document.")] = None,
) -> None:
    """Say what your documents lack, and where two of them disagree."""
    from aipm import documents
    from aipm.pack import faults_of, read_documents

    work, _ = _work()
    wanted = name and name.strip().lower().removesuffix(".yml").replace("-", "_")
    if wanted and wanted not in documents.names():
        try:
            documents.schema(wanted)
        except ValueError as why:
            raise CourseError(str(why)) from None
    found, notes = read_documents(work)
    notes = [note for note in notes if not wanted or note.startswith(f"{wanted}.yml")]
    if wanted and wanted not in found and not notes:
        raise CourseError(f"You have no {wanted} yet: 'aipm documents new {wanted}' begins one.")
    if not found and not notes:
        raise CourseError("You have no documents yet: 'aipm documents list' names the templates.")
    out = _console()
    for note in notes:
        out.print(note, soft_wrap=True)
    faults = faults_of(found)
    for one in found:
        if wanted in (None, one):
            lacking = faults.get(one, [])
            out.print(f"{one}: {'complete' if not lacking else f'{len(lacking)} to mend'}")
            for sentence in lacking:
                out.print(f"  · {sentence}", soft_wrap=True)
    compared = documents.compare(found)
    against = [d for d in compared.disagreements if wanted is None or wanted in d.documents]
    if against:
        out.print("These do not agree:")
    for d in against:
        out.print(
            f"  · {d.says} ({d.documents[0]}: {d.where[0]}; {d.documents[1]}: {d.where[1]})", soft_wrap=True
        )
    if not against and len(found) > 1:
        skipped = len(compared.skipped)
        more = f" {skipped} comparisons wait for documents you do not have yet." if skipped else ""
        out.print(f"No two of your documents contradict each other.{more}", soft_wrap=True)
    if notes or against or any(wanted in (None, one) for one in faults):
        raise typer.Exit(1)


def pack(
    open_: Annotated[bool, typer.Option("--open", help="Open the HTML page in a browser.")] = False,
) -> None:
    """Make the board pack of what you have: my_work/board_pack.html and board_pack.pdf."""
    from aipm.pack import gather, open_points, write_pack

    work, listed = _work()
    contents = gather(work, listed)
    if not contents.pages and not contents.left_out:
        raise CourseError(
            "There is nothing for the board yet: write a chapter's memo, or begin a document with "
            "'aipm documents new prd'."
        )
    made, notes = write_pack(work, contents)
    out = _console()
    for note in [*contents.left_out, *notes]:
        out.print(f"Note: {note}", soft_wrap=True)
    pages = f"{len(contents.pages)} chapter{'s' if len(contents.pages) != 1 else ''}"
    out.print(f"The board pack holds {pages}; on its last page: {open_points(contents)}.", soft_wrap=True)
    for path in made:
        out.print(f"  {path.as_uri()}", soft_wrap=True)
    if open_:
        from aipm import jupyter

        jupyter.open_browser(made[0].as_uri())
