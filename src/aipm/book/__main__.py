"""``python -m aipm.book build [--root FOLDER] [--out FOLDER]``."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from aipm.book import build
from aipm.errors import CourseError


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m aipm.book", description="Build the course's book.")
    parser.add_argument("command", choices=["build"], nargs="?", default="build")
    parser.add_argument("--root", type=Path, default=Path(), help="the course's folder (default: this one)")
    parser.add_argument("--out", type=Path, help="where the site goes (default: _build/html)")
    chosen = parser.parse_args(arguments)
    started = time.monotonic()
    try:
        site = build(chosen.root, chosen.out)
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"The book is in {site} ({time.monotonic() - started:.1f} s): open {site / 'index.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
