"""Templates: their forms, what a filled-in one lacks, and what two of them say against each other.

Needs the base dependencies alone, so it runs in the browser kernel too. The templates themselves lie in
book/templates/ (inside the wheel as aipm/_templates); book/templates/README.md has their format.
"""

from .agreement import Comparison, Disagreement, compare, disagreements
from .blank import blank
from .faults import check
from .files import about, larkspur, names, schema
from .pages import page
from .reading import DocumentError, read

__all__ = [
    "Comparison",
    "Disagreement",
    "DocumentError",
    "about",
    "blank",
    "check",
    "compare",
    "disagreements",
    "larkspur",
    "names",
    "page",
    "read",
    "schema",
]
