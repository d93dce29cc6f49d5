"""The scripts of the pages that are not ours: Vega and MathJax, from npm, once, into a cache.

book/_assets/package-lock.json pins them by hash. What is copied to the site is listed in FILES.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from aipm.book.errors import BookError

#: in node_modules → in the site's _static/vendor (a folder is copied whole)
FILES = {
    "vega/build/vega.min.js": "vega.min.js",
    "vega/LICENSE": "vega.LICENSE",
    "vega-lite/build/vega-lite.min.js": "vega-lite.min.js",
    "vega-lite/LICENSE": "vega-lite.LICENSE",
    "vega-embed/build/vega-embed.min.js": "vega-embed.min.js",
    "vega-embed/LICENSE": "vega-embed.LICENSE",
    # MathJax by its parts: without the menu and the speech engine, which would ask other hosts for more
    "mathjax/es5/startup.js": "mathjax/startup.js",
    "mathjax/es5/core.js": "mathjax/core.js",
    "mathjax/es5/input/tex.js": "mathjax/input/tex.js",
    "mathjax/es5/output/chtml.js": "mathjax/output/chtml.js",
    "mathjax/es5/output/chtml/fonts/tex.js": "mathjax/output/chtml/fonts/tex.js",
    "mathjax/es5/output/chtml/fonts/woff-v2": "mathjax/output/chtml/fonts/woff-v2",
    "mathjax/es5/a11y/assistive-mml.js": "mathjax/a11y/assistive-mml.js",
    "mathjax/LICENSE": "mathjax/LICENSE",
}
_TIMEOUT = 300  # seconds; the packages are about 12 MB


def vendor(lock_folder: Path) -> Path:
    """The folder with all of FILES, made on first use.

    BookError, one sentence, when npm is missing or fails: the caller builds the book without them.
    """
    lock = lock_folder / "package-lock.json"
    if not lock.exists():
        raise BookError(f"{lock} is missing: restore it, it pins the scripts of the book's pages.")
    wanted = lock.read_bytes() + repr(sorted(FILES.items())).encode()
    kept = _cache() / f"book-{hashlib.sha256(wanted).hexdigest()[:16]}"
    if not kept.is_dir():
        npm = shutil.which("npm")
        if npm is None:
            raise BookError(
                "npm was not found, so charts show their description instead of moving, and formulas their "
                "source: install Node.js (Debian: nodejs npm) and build again."
            )
        _fetch(npm, lock_folder, kept)
    return kept


def _fetch(npm: str, lock_folder: Path, kept: Path) -> None:
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=kept.parent, prefix="npm-") as made:
            work = Path(made)
            for name in ("package.json", "package-lock.json", ".npmrc"):
                if (lock_folder / name).exists():
                    shutil.copy(lock_folder / name, work)
            command = [npm, "ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund"]
            done = subprocess.run(command, cwd=work, capture_output=True, text=True, timeout=_TIMEOUT)
            if done.returncode:
                raise BookError(
                    "npm could not fetch the scripts of the book's pages (charts show their description "
                    f"instead): {_reason(done.stderr)}. Check the network and build again."
                )
            ready = work / "ready"
            for name, target in FILES.items():
                source, copy = work / "node_modules" / name, ready / target
                copy.parent.mkdir(parents=True, exist_ok=True)
                if source.is_dir():
                    shutil.copytree(source, copy)
                else:
                    shutil.copy(source, copy)
            # whole or not at all, also when two builds fetch at once
            try:
                ready.rename(kept)
            except OSError:
                if not kept.is_dir():
                    raise
    except subprocess.TimeoutExpired:
        raise BookError(
            f"npm did not answer within {_TIMEOUT} s, so charts show their description instead of moving: "
            "check the network and build again."
        ) from None
    except OSError as error:
        raise BookError(
            f"The scripts of the book's pages could not be put into {kept.parent}: "
            f"{error.strerror or error}. Make room or set XDG_CACHE_HOME to another folder, and build again."
        ) from error


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "aipm"


def _reason(stderr: str) -> str:
    lines = [
        line.removeprefix("npm error").strip() for line in stderr.splitlines() if line.startswith("npm error")
    ]
    return next((line for line in lines if line and not line.startswith("code")), "it gave no reason").rstrip(
        "."
    )
