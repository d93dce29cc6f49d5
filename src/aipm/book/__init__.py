"""The published book: from the course's stored outputs to a site that loads nothing from anywhere else.

    python -m aipm.book build        the site in _build/html, warnings as errors

Jupyter Book 1.x and Sphinx do the work, configured by _config.yml and _toc.yml. What they lack is here:
only listed pages are ever put before Sphinx (`staging`), exercises appear as released (`released`),
alternative texts and controls reach the page (`mime`), call-outs and the syllabus (`extension`),
and the scripts of the pages come from npm at build time (`assets`).
"""

from __future__ import annotations

from pathlib import Path

from aipm.book.errors import BookError

__all__ = ["BookError", "build"]


def build(root: Path, out: Path | None = None) -> Path:
    """Build the site of the course at `root` into `out` (without it, `root`/_build/html); return its folder.

    Whatever stood in `out` from an earlier build is replaced once the new site is complete; a folder that
    holds anything else is refused. BookError, one sentence for the user, when the site cannot be built.
    """
    from aipm.book.site import build_site

    return build_site(Path(root), Path(out) if out is not None else None)
