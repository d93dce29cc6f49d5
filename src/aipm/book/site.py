"""One build of the site: stage the pages, run Sphinx, put the result in its place."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import re
import shutil
import sys
from pathlib import Path

from aipm.book.assets import vendor
from aipm.book.errors import BookError
from aipm.book.outline import write_outline
from aipm.book.released import SECRETS
from aipm.book.staging import stage

_HERE = Path(__file__).parent
_TEXT = {".html", ".txt", ".ipynb", ".js", ".json", ".md", ".inv"}
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


def build_site(root: Path, out: Path | None) -> Path:
    """See aipm.book.build."""
    _needed()
    root = root.resolve()
    out = (out or root / "_build" / "html").resolve()
    _refuse(root, out)
    # one working folder per target, inside the course: Sphinx also writes beside what it is told to fill
    work = root / "_build" / ".book" / hashlib.sha256(str(out).encode()).hexdigest()[:8]
    source, site = work / "source", work / "html"
    try:
        shutil.rmtree(site, ignore_errors=True)
        pages = stage(root, source)
        _static(root, site)
        write_outline(root, site / "_static")
        _sphinx(source, site, work / "doctrees")
        _front_door(site, pages[0])
        _no_secrets(site)
        _replace(site, out)
    except OSError as error:
        raise BookError(
            f"The book could not be written: {error.strerror or error} ({error.filename})."
        ) from error
    return out


def _needed() -> None:
    for name in ("jupyter_book", "sphinx", "sphinx_external_toc", "nbgrader"):
        if importlib.util.find_spec(name) is None:
            raise BookError(
                f"The book needs {name}, which is not installed: run pip install -e '.[learn,book]' in the "
                "course's folder."
            )


def _refuse(root: Path, out: Path) -> None:
    if out == root or out in root.parents:
        raise BookError(f"The book would replace {out}: choose a folder of its own.")
    if out.is_dir() and any(out.iterdir()) and not (out / ".buildinfo").exists():
        raise BookError(f"{out} holds something that is not a built book: choose an empty folder.")
    if out.exists() and not out.is_dir():
        raise BookError(f"{out} is a file: choose a folder.")


def _static(root: Path, site: Path) -> None:
    """Put the pages' scripts into the site; without them it is still built, and the user is told."""
    try:
        kept = vendor(root / "book" / "_assets")
    except BookError as error:
        print(f"Note: {error}", file=sys.stderr)
        return
    shutil.copytree(kept, site / "_static" / "vendor")


def _sphinx(source: Path, site: Path, doctrees: Path) -> None:
    from jupyter_book.config import get_final_config
    from sphinx.application import Sphinx
    from sphinx.errors import SphinxError
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    try:
        settings, _ = get_final_config(
            user_yaml=source / "_config.yml",
            cli_config={"latex_individualpages": False, "aipm_key": _key()},
            sourcedir=source,
            raise_on_invalid=True,
        )
    except Exception as error:
        raise BookError(f"_config.yml cannot be used: {str(error).strip().splitlines()[0]}") from error
    said, warned = io.StringIO(), io.StringIO()
    try:
        with patch_docutils(str(source)), docutils_namespace():
            app = Sphinx(
                srcdir=source,
                confdir=None,
                outdir=site,
                doctreedir=doctrees,
                buildername="html",
                confoverrides=settings,
                status=said,
                warning=warned,
                warningiserror=True,
                keep_going=True,
            )
            app.build()
    except SphinxError as error:
        shutil.rmtree(doctrees, ignore_errors=True)
        raise BookError(f"The book was not built: {str(error).strip()}") from error
    lines = [_ANSI.sub("", line) for line in warned.getvalue().splitlines() if line.strip()]
    if lines or app.statuscode:
        # what was read with a warning must be read again, or the next build would not see it
        shutil.rmtree(doctrees, ignore_errors=True)
        listed = "\n  ".join(line.replace(f"{source}/", "") for line in lines)
        raise BookError(f"The book was not built, since warnings count as errors. Mend these:\n  {listed}")


def _key() -> str:
    """Changes with the code of this package: what Sphinx kept from an earlier build is then read anew."""
    digest = hashlib.sha256()
    for path in sorted(_HERE.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _front_door(site: Path, first: str) -> None:
    """index.html at the top leads to the landing page, also where script is off."""
    if first == "index":
        return
    (site / "index.html").write_text(
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="refresh" content="0; url={first}.html">\n'
        "<title>AI Product Management</title>\n"
        f'<p><a href="{first}.html">AI Product Management</a></p>\n</html>\n',
        encoding="utf-8",
    )


def _no_secrets(site: Path) -> None:
    """The last fence: no mark of a solution or a hidden test in any text of the finished site."""
    for path in site.rglob("*"):
        if not path.is_file() or path.suffix not in _TEXT or "vendor" in path.parts:
            continue
        if SECRETS.search(path.read_text(encoding="utf-8", errors="ignore")):
            raise BookError(
                f"The built page {path.relative_to(site)} holds a mark of a solution or a hidden test; "
                "the book was thrown away. Take the page out of _toc.yml or mend its source."
            )


def _replace(site: Path, out: Path) -> None:
    if out.exists():
        shutil.rmtree(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(site, out)
