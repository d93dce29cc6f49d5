"""The law the course states: one fact a row, each with its source, its date and the day to look again."""

from __future__ import annotations

from datetime import date

import pandas as pd

from .dates import as_day, with_dates
from .files import Column, load

PLACES = (
    "EU",
    "Germany",
    "International",
    "US",
    "California",
    "Colorado",
    "Connecticut",
    "Illinois",
    "New York City",
    "Texas",
)
NUMBERS = (
    "days",
    "business days",
    "months",
    "years",
    "year",
    "EUR",
    "USD",
    "share of turnover",
    "share of data",
    "share of calls",
    "ratio",
    "count",
)
UNITS = ("date", *NUMBERS, "yes or no", "provision", "document", "version", "text")


def load_regulatory_facts() -> pd.DataFrame:
    """Law on AI that the course states; one fact a row. Not legal advice.

    Columns: id, jurisdiction, topic, claim, value (text), unit (how to read value: a date as 2027-12-02,
    EUR, USD, days, a share from 0 to 1, "yes or no", text, …), source, link (primary where there is one),
    as_of (day to which the fact was checked), review_by (day to check it again), status (verified, or
    disputed where sources disagree). Real data; see datasets/regulatory_facts/datasheet.md.
    """
    shown = "datasets/regulatory_facts/data.csv"
    frame = load(
        "regulatory_facts",
        [
            Column("id"),
            Column("jurisdiction", among=PLACES),
            Column("topic"),
            Column("claim"),
            Column("value"),
            Column("unit", among=UNITS),
            Column("source"),
            Column("link"),
            Column("as_of"),
            Column("review_by"),
            Column("status", among=("verified", "disputed")),
        ],
        unique=["id"],
    )
    with_dates(frame, ["as_of", "review_by"], shown)
    for row, (value, unit) in enumerate(zip(frame["value"], frame["unit"], strict=True), 1):
        if not _readable(value, unit):
            raise ValueError(f"{shown}, row {row}, column value: {value!r} cannot be read as {unit}.")
    early = frame.index[frame["review_by"] <= frame["as_of"]]
    if len(early):
        raise ValueError(f"{shown}, row {early[0] + 1}, column review_by: it must come after as_of.")
    return frame


def load_stale_claims() -> pd.DataFrame:
    """Statements still met in teaching material that are false; one a row.

    Columns: id, claim (the false statement), why_false, false_since (NaT: it was never true), fact (the id
    in load_regulatory_facts() that says what holds), source, link. Real data; see the datasheet.
    """
    frame = load(
        "regulatory_facts",
        [
            Column("id"),
            Column("claim"),
            Column("why_false"),
            Column("false_since", blank=True),
            Column("fact"),
            Column("source"),
            Column("link"),
        ],
        unique=["id"],
        file="stale_claims.csv",
    )
    return with_dates(frame, ["false_since"], "datasets/regulatory_facts/stale_claims.csv")


def due(facts: pd.DataFrame, today: str | date) -> pd.DataFrame:
    """The facts whose review date has passed on `today` (a date or "2026-11-23"), longest overdue first.

    `facts` is the table of load_regulatory_facts(); on the review date itself a fact is not yet due.
    """
    past = facts[facts["review_by"] < as_day("today", today)]
    return past.sort_values(["review_by", "id"], ignore_index=True)


def in_words(value: str, unit: str) -> str:
    """A fact's value for reading: "7 % of turnover", "35,000,000 EUR", "15 days", "2027-12-02"."""
    if unit.startswith("share "):
        return f"{float(value):.0%} {unit.removeprefix('share ')}".replace("%", " %")
    if unit in ("EUR", "USD"):
        return f"{float(value):,.0f} {unit}"
    return f"{value} {unit}" if unit in ("days", "business days", "months", "years") else value


def _readable(value: str, unit: str) -> bool:
    if unit == "yes or no":
        return value in ("yes", "no")
    try:
        if unit == "date":
            date.fromisoformat(value)
        elif unit in NUMBERS:
            return float(value) >= 0
    except ValueError:
        return False
    return True
