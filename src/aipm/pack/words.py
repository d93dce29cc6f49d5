"""The words that the HTML and the PDF of the board pack share."""

from __future__ import annotations

import datetime

from aipm.documents.agreement import called

from .contents import Contents, Page

TITLE = "Board pack: Larkspur Assist"
FICTIONAL = "Larkspur Credit Union is fictional. Put together by a learner of AI Product Management."
MEMO_IS_YOURS = "As written in the exercise. Scored by its author alone unless others have read it."
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day(date: datetime.date) -> str:
    """23 November 2026, in English whatever the machine's language."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def held(page: Page) -> str:
    """What a page of the pack holds, for the list of contents: '2 decisions, memo, Risk register'."""
    count = len(page.decisions)
    parts = [f"{count} decision{'s' if count > 1 else ''}"] if count else []
    parts += ["memo"] if page.memo else []
    return ", ".join([*parts, *(one.kind for one in page.documents)])


def open_points(contents: Contents) -> str:
    """How much the last page holds, in words."""
    count = len(contents.left_out) + len(contents.comparison.disagreements)
    count += sum(map(len, contents.faults.values()))
    return f"{count} open point{'s' if count > 1 else ''}" if count else "nothing open"


def disagreement_list(contents: Contents) -> list[tuple[str, list[str]]]:
    """The last page: headings with their sentences; a heading "" for a sentence that stands alone."""
    told: list[tuple[str, list[str]]] = []
    if contents.left_out:
        told.append(("Left out", contents.left_out))
    if contents.comparison.disagreements:
        told.append(
            (
                "Between documents",
                [
                    f"{d.says} ({called(d.documents[0])}: {d.where[0]}; {called(d.documents[1])}: "
                    f"{d.where[1]})"
                    for d in contents.comparison.disagreements
                ],
            )
        )
    for name, faults in contents.faults.items():
        told.append((f"Missing in the {called(name)}", faults))
    if not told:
        some = any(page.documents for page in contents.pages)
        all_is_well = "Nothing: every document is complete, and no two contradict each other."
        told.append(("", [all_is_well if some else "There are no documents yet to compare."]))
    if contents.comparison.skipped and any(page.documents for page in contents.pages):
        told.append(("Could not be compared", contents.comparison.skipped))
    return told
