"""What tests of several rooms share: where things stand, which chapters are ready, what Debian brings."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"
EXERCISES = ROOT / "exercises" / "source"
PROOFS = ROOT / "exercises" / "proofs"
CURRICULUM = ROOT / "curriculum.yml"

# `make test` looks at each chapter once; `make test-every` looks again: under a second hash seed, on twenty
# course seeds, through more submissions, in JupyterLab for each chapter. CI runs both.
EVERY = os.environ.get("AIPM_EVERY") == "1"

# Debian's package → the command it brings
PACKAGES = {
    "bubblewrap": "bwrap",
    "chromium": "chromium",
    "git": "git",
    "make": "make",
    "nodejs": "node",
    "npm": "npm",
    "postgresql": "pg_ctlcluster",
}


def needs(package: str) -> Path:
    """Path of the command that a Debian package brings; without it the test is skipped by that name.

    package: a key of PACKAGES; another name raises KeyError.
    """
    found = shutil.which(PACKAGES[package])
    if found is None:
        pytest.skip(f"needs {PACKAGES[package]}, from Debian's package {package}")
    return Path(found)


@dataclass(frozen=True)
class Section:
    id: str
    title: str
    read: int | None
    practise: int | None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """One chapter of curriculum.yml. `objectives` maps an id such as "4.2a" to its text; times in minutes."""

    number: int
    slug: str
    title: str
    status: str
    sections: tuple[Section, ...]
    objectives: dict[str, str]

    @property
    def notebook(self) -> Path:
        return NOTEBOOKS / f"{self.slug}.ipynb"

    @property
    def exercise(self) -> Path:
        return EXERCISES / self.slug / f"{self.slug}.ipynb"

    @property
    def proofs(self) -> Path:
        return PROOFS / f"{self.slug}.py"

    def section_of(self, objective: str) -> Section | None:
        """The section an objective belongs to: "4.2a" to "4.2"."""
        return next((s for s in self.sections if objective.rstrip("abcdefgh") == s.id), None)


def chapter(entry: dict[str, Any]) -> Chapter:
    """A Chapter from its entry in curriculum.yml."""
    sections = []
    for section in entry["sections"]:
        minutes = section.get("minutes") or {}
        sections.append(
            Section(
                section["id"],
                section["title"],
                minutes.get("read"),
                minutes.get("practise"),
                tuple(section.get("needs") or ()),
            )
        )
    objectives = {o["id"]: o["text"] for o in entry.get("objectives") or []}
    return Chapter(
        entry["number"], entry["slug"], entry["title"], entry["status"], tuple(sections), objectives
    )


@cache
def curriculum() -> dict[str, Any]:
    """curriculum.yml as it stands."""
    with CURRICULUM.open(encoding="utf-8") as file:
        return yaml.safe_load(file)


@cache
def chapters() -> tuple[Chapter, ...]:
    """Every chapter, in the order of curriculum.yml."""
    return tuple(chapter(entry) for part in curriculum()["parts"] for entry in part["chapters"])


@cache
def introduction() -> Chapter:
    """The introduction: a notebook and a warm-up, without the sections and objectives of a chapter."""
    entry = curriculum()["introduction"]
    return Chapter(0, entry["slug"], entry["title"], entry["status"], (), {})


def ready() -> list[Chapter]:
    """The chapters whose notebook, exercise and proofs are promised to exist."""
    return [one for one in chapters() if one.status == "ready"]


def each_ready_page() -> pytest.MarkDecorator:
    """As `each_ready_chapter`, the introduction included: for what holds of every notebook."""
    first = [introduction()] if introduction().status == "ready" else []
    return pytest.mark.parametrize("chapter", [*first, *ready()], ids=lambda one: one.slug)


def each_ready_chapter() -> pytest.MarkDecorator:
    """Decorator: the test runs once a ready chapter, as its argument `chapter`, named by its slug."""
    return pytest.mark.parametrize("chapter", ready(), ids=lambda one: one.slug)
