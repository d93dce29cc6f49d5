"""What Sphinx gets to see: a folder with the listed pages and nothing else.

The course's own folder also holds solutions, submissions, learners' work and virtual environments. Leaving
them out by pattern went wrong more than once, so pages are copied in by name instead; the patterns in
_config.yml stay as a second fence.
"""

from __future__ import annotations

import filecmp
import shutil
import tempfile
from pathlib import Path

from aipm.book.errors import BookError
from aipm.book.released import released
from aipm.book.template_pages import lay_templates

#: what pages may show or offer for download, beside the pages themselves
_BESIDE = {
    "book": {".png", ".svg", ".jpg", ".jpeg", ".webp", ".csv", ".yml", ".css", ".js", ".html", ".pdf"},
    "notebooks": {".png", ".svg", ".jpg", ".jpeg", ".csv"},
    "datasets": {".csv", ".md"},
}
_CONFIG = ("_config.yml", "_toc.yml", "curriculum.yml")


def stage(root: Path, source: Path) -> list[str]:
    """Bring the folder `source` up to date with the course at `root`; return the names of its pages.

    A page of _toc.yml is a notebook or a Markdown file under `root`, or exercises/<slug>/<slug>, which is
    released from exercises/source. Files that have not changed keep their time, so that Sphinx reads only
    what is new. BookError when a file is missing.
    """
    for name in _CONFIG:
        if not (root / name).is_file():
            raise BookError(f"There is no {name} in {root}: build the book from the course's folder.")
    fresh = Path(tempfile.mkdtemp(prefix="aipm-book-"))
    try:
        pages = _fill(root, fresh)
        _follow(fresh, source)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return pages


def _fill(root: Path, fresh: Path) -> list[str]:
    for name in _CONFIG:
        shutil.copy(root / name, fresh)
    pages = _listed(fresh / "_toc.yml")
    for page in pages:
        _page(root, fresh, page)
    if "book/templates" in pages:
        lay_templates(root, fresh)
    for folder, kinds in _BESIDE.items():
        for path in sorted((root / folder).rglob("*")):
            inside = path.relative_to(root)
            hidden = any(part.startswith(".") or part in ("_assets", "node_modules") for part in inside.parts)
            if path.is_file() and not hidden and path.suffix in kinds and not (fresh / inside).exists():
                (fresh / inside).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, fresh / inside)
    return pages


def _listed(toc: Path) -> list[str]:
    import yaml
    from sphinx_external_toc.parsing import MalformedError, parse_toc_yaml

    try:
        site_map = parse_toc_yaml(toc)
    except (MalformedError, ValueError, yaml.YAMLError) as error:
        raise BookError(f"_toc.yml cannot be read: {str(error).splitlines()[0]}") from error
    return list(site_map)


def _page(root: Path, fresh: Path, page: str) -> None:
    parts = page.split("/")
    if any(part in ("..", "") or part.startswith(".") for part in parts):
        raise BookError(f"_toc.yml names {page}, which is not a page of the course: mend it.")
    if parts[0] == "exercises":
        if len(parts) != 3 or parts[1] != parts[2]:
            raise BookError(f"_toc.yml names {page}: an exercise is exercises/<chapter>/<chapter>.")
        target = fresh / f"{page}.ipynb"
        target.parent.mkdir(parents=True, exist_ok=True)
        import nbformat

        nbformat.write(released(root, parts[-1]), target)
        return
    for kind in (".ipynb", ".md"):
        given = root / f"{page}{kind}"
        if given.is_file():
            target = fresh / f"{page}{kind}"
            target.parent.mkdir(parents=True, exist_ok=True)
            if kind == ".ipynb":
                _no_errors(given)
            shutil.copy(given, target)
            return
    raise BookError(
        f"_toc.yml names {page}, but there is neither {page}.ipynb nor {page}.md: add it or mend _toc.yml."
    )


def _no_errors(path: Path) -> None:
    """A chapter that was stored with an error in it is not published, nor one that cannot be read."""
    import nbformat

    try:
        notebook = nbformat.read(path, as_version=4)
    except Exception as error:  # JSON, nbformat and jsonschema each have errors of their own
        raise BookError(f"{path.name} is not a notebook that can be read: restore it from git.") from error
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                raise BookError(
                    f"{path.name} is stored with an error ({output.ename}) in the cell that begins "
                    f"{cell.source.splitlines()[0]!r}: mend the cell and run the chapter again."
                )


def _follow(fresh: Path, source: Path) -> None:
    """Make `source` equal to `fresh`, touching only what differs."""
    source.mkdir(parents=True, exist_ok=True)
    wanted = {path.relative_to(fresh) for path in fresh.rglob("*") if path.is_file()}
    for path in sorted(source.rglob("*"), reverse=True):
        inside = path.relative_to(source)
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif inside not in wanted:
            path.unlink()
    for inside in wanted:
        old = source / inside
        if not old.is_file() or not filecmp.cmp(fresh / inside, old, shallow=False):
            old.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(fresh / inside, old)
