"""Twenty-four interview snippets, coded: written for the course."""

from __future__ import annotations

import pandas as pd

from .files import Column, load

IDEAS = (
    "ROUTE",
    "DRAFT",
    "Scam flag",
    "Hardship finder",
    "Small-loan pre-approval",
    "Fee-waiver bot",
    "Shift forecast",
    "Leaving score",
)


def load_interviews() -> pd.DataFrame:
    """What members, agents and branch people told Larkspur (fictional) before any model; 24 rows.

    Columns: id (1 to 24), speaker (role and number, one person each), role (member, agent, branch), place,
    text; and the coding: problem (in the coder's words), idea (which of the eight ideas would address it, ""
    if none), kind ("happened": the speaker's own experience, "opinion": a wish or a guess, "hearsay"),
    frequency (the speaker's own words about how often, "" if none). Written for the course: nobody spoke.
    """
    return load(
        "interviews",
        [
            Column("id", "whole", low=1, high=24),
            Column("speaker"),
            Column("role", among=("member", "agent", "branch")),
            Column("place"),
            Column("text"),
            Column("problem"),
            Column("idea", among=("", *IDEAS), blank=True),
            Column("kind", among=("happened", "opinion", "hearsay")),
            Column("frequency", blank=True),
        ],
        unique=["id"],
    )
