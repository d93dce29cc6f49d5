"""What firms, authorities and observers reported: figures to be read with their source in view."""

from __future__ import annotations

import pandas as pd

from .files import Column, load


def load_klarna() -> pd.DataFrame:
    """What Klarna said of its assistant, February 2024 to November 2025; one statement a row.

    Columns: date (year-month), measure, value (NaN where the statement has no number), unit (count, percent,
    minutes, USD, none), said_by, evidence ("company claim", "company forecast", "company statement"), note,
    link. Company claims, not audited.
    """
    return load(
        "klarna",
        [
            Column("date"),
            Column("measure"),
            Column("value", "number", low=-100, blank=True),
            Column("unit", among=("count", "percent", "minutes", "USD", "none")),
            Column("said_by"),
            Column("evidence", among=("company claim", "company forecast", "company statement")),
            Column("note"),
            Column("link"),
        ],
        unique=["date", "measure"],
    )


def load_energy() -> pd.DataFrame:
    """Energy, emissions and water of a prompt and of training; one figure a row.

    Columns: what, measure, value, unit (Wh, MWh, "g CO2e", "t CO2e", mL, percent, ratio), year (published),
    evidence (who reckoned it and how), link. Real figures whose boundaries differ: not to be ranked.
    """
    return load(
        "energy",
        [
            Column("what"),
            Column("measure"),
            Column("value", "number", low=0),
            Column("unit", among=("Wh", "MWh", "g CO2e", "t CO2e", "mL", "percent", "ratio")),
            Column("year", "whole", low=2015, high=2030),
            Column(
                "evidence",
                among=(
                    "vendor's own measurement",
                    "independent estimate",
                    "executive's statement",
                    "estimate in a paper",
                ),
            ),
            Column("link"),
        ],
        unique=["what", "measure"],
    )


def load_zillow() -> pd.DataFrame:
    """The end of Zillow's home buying, 2021; one figure a row.

    Columns: date (year-month), measure, value, unit (count, percent, "million USD"), source_kind ("company
    figure", "press report"), note, link. Real figures; the totals printed for the loss can be reconciled.
    """
    return load(
        "zillow",
        [
            Column("date"),
            Column("measure"),
            Column("value", "number", low=0),
            Column("unit", among=("count", "percent", "million USD")),
            Column("source_kind", among=("company figure", "press report")),
            Column("note"),
            Column("link"),
        ],
        unique=["measure"],
    )


def load_ai_index() -> pd.DataFrame:
    """Three series of the AI Index Report 2026, two years each.

    Columns: measure, year (the year counted), value, unit (count, percent), collected_by (who counted), link.
    Real data; each series has its own collector and its own gaps.
    """
    return load(
        "ai_index",
        [
            Column("measure"),
            Column("year", "whole", low=2000, high=2030),
            Column("value", "number", low=0),
            Column("unit", among=("count", "percent")),
            Column("collected_by"),
            Column("link"),
        ],
        unique=["measure", "year"],
    )


def load_google_flu() -> pd.DataFrame:
    """How far Google Flu Trends missed, 2011 to 2013; one figure a row.

    Columns: measure, value, unit (count, percent, points, ratio), period, note, link. Errors are in points of
    the share of visits to a doctor for influenza-like illness. Real data.
    """
    return load(
        "google_flu",
        [
            Column("measure"),
            Column("value", "number", low=0),
            Column("unit", among=("count", "percent", "points", "ratio")),
            Column("period"),
            Column("note", blank=True),
            Column("link"),
        ],
        unique=["measure"],
    )


def load_ll144() -> pd.DataFrame:
    """Who published what New York City's Local Law 144 asks for; two inspections, one figure a row.

    Columns: study ("Wright 2024", "State Comptroller 2025"), measure, value, unit (count, percent), link.
    Real data; a missing report is not proof of a breach.
    """
    return load(
        "ll144",
        [
            Column("study", among=("Wright 2024", "State Comptroller 2025")),
            Column("measure"),
            Column("value", "number", low=0),
            Column("unit", among=("count", "percent")),
            Column("link"),
        ],
        unique=["study", "measure"],
    )


def load_label_errors() -> pd.DataFrame:
    """Wrong labels in well-known test sets; one set a row.

    Columns: test_set, kind (image, text, audio, several), size (items, NaN where it does not apply), errors
    (wrong labels found or estimated, NaN where sources disagree), percent (as printed), basis, link. Real,
    lower bounds: only suspected labels were looked at.
    """
    return load(
        "label_errors",
        [
            Column("test_set"),
            Column("kind", among=("image", "text", "audio", "several")),
            Column("size", "whole", low=1, blank=True),
            Column("errors", "whole", low=0, blank=True),
            Column("percent", "number", low=0, high=100),
            Column(
                "basis",
                among=(
                    "all candidates checked",
                    "estimated from a sample",
                    "printed as at least",
                    "sample read by experts",
                ),
            ),
            Column("link"),
        ],
        unique=["test_set"],
    )
