"""Forty messages, two raters, three guides: written for the course."""

from __future__ import annotations

import pandas as pd

from .files import Column, load

INTENT_NAMES = ("payment", "card", "login", "transfer", "fees", "loan", "address", "hardship", "scam")


def load_labelling_rounds() -> pd.DataFrame:
    """Forty messages labelled by two raters under three versions of a guide; 120 rows.

    Columns: item (1 to 40), text, guide (1, 2, 3), rater_a, rater_b (intents), clash (what the disagreement
    was about, "" where they agree), rule (line of a later guide written because of it, "" if none).
    Written for the course: neither members nor raters exist. The guides: `load_labelling_guides()`.
    """
    return load(
        "labelling_rounds",
        [
            Column("item", "whole", low=1, high=40),
            Column("text"),
            Column("guide", "whole", low=1, high=3),
            Column("rater_a", among=INTENT_NAMES),
            Column("rater_b", among=INTENT_NAMES),
            Column("clash", blank=True),
            Column("rule", blank=True),
        ],
        unique=["item", "guide"],
    )


def load_labelling_guides() -> pd.DataFrame:
    """The three versions of the labelling guide, one line a row.

    Columns: guide (1, 2, 3), line (D1 to D9 definitions, R1 to R11 rules), rule (its text).
    """
    return load(
        "labelling_rounds",
        [Column("guide", "whole", low=1, high=3), Column("line"), Column("rule")],
        unique=["guide", "line"],
        file="guides.csv",
    )
