"""Claims to be graded, and a ledger of incidents."""

from __future__ import annotations

import pandas as pd

from .files import Column, load

EVIDENCE_NAMES = (
    "randomised experiment",
    "staggered introduction",
    "extrapolation from an experiment",
    "survey",
    "interviews and survey",
    "company claim",
    "quotation of others",
    "forecast",
    "no study named",
)
STATUS_NAMES = (
    "supported in one setting",
    "narrower than quoted",
    "self-reported",
    "not audited",
    "contradicted by an independent test",
    "forecast",
    "unsourced",
)


def load_claims() -> pd.DataFrame:
    """Fourteen claims about AI projects, as they are quoted, with what stands behind them; one a row.

    Columns: id, year, said_by, claim (in our words, as usually quoted), value, unit (percent, count, share,
    USD), evidence (kind), sample (size, NaN if none), sample_of, what_was_measured, status, link. That a
    claim was made is a fact; that it is true is for the reader to grade.
    """
    return load(
        "claims",
        [
            Column("id"),
            Column("year", "whole", low=2000, high=2030),
            Column("said_by"),
            Column("claim"),
            Column("value", "number", low=0),
            Column("unit", among=("percent", "count", "share", "USD")),
            Column("evidence", among=EVIDENCE_NAMES),
            Column("sample", "whole", low=1, blank=True),
            Column("sample_of", blank=True),
            Column("what_was_measured"),
            Column("status", among=STATUS_NAMES),
            Column("link"),
        ],
        unique=["id"],
    )


def load_incidents() -> pd.DataFrame:
    """Ten incidents with automated systems; one a row, by the year each began (2005 to 2023).

    Columns: id, year (when it began), organisation, country, system, what_happened, cause, outcome, status,
    as_of (year-month of our reading), link. Real cases; their numbers: `load_incident_figures()`.
    """
    return load(
        "incidents",
        [
            Column("id"),
            Column("year", "whole", low=2000, high=2030),
            Column("organisation"),
            Column("country"),
            Column("system"),
            Column("what_happened"),
            Column("cause"),
            Column("outcome"),
            Column(
                "status",
                among=(
                    "annulled",
                    "decided",
                    "findings overturned",
                    "fined",
                    "no violation found",
                    "reported in the press",
                    "settled",
                    "unlawful",
                    "withdrawn",
                ),
            ),
            Column("as_of"),
            Column("link"),
        ],
        unique=["id"],
    ).sort_values(["year", "id"], ignore_index=True)


def load_incident_figures() -> pd.DataFrame:
    """The incidents' numbers, one a row.

    Columns: id (of `load_incidents()`), measure, value, unit (count, percent, minutes, an amount's currency:
    CAD, USD, "million USD", "million EUR", "million AUD"), note ("" if none).
    """
    return load(
        "incidents",
        [
            Column("id"),
            Column("measure"),
            Column("value", "number", low=0),
            Column(
                "unit",
                among=(
                    "count",
                    "percent",
                    "minutes",
                    "CAD",
                    "USD",
                    "million USD",
                    "million EUR",
                    "million AUD",
                ),
            ),
            Column("note", blank=True),
        ],
        unique=["id", "measure"],
        file="figures.csv",
    )
