"""What was measured: experiments, external validations, studies of work with AI."""

from __future__ import annotations

import pandas as pd

from .files import Column, load

COUNT_SHARE = ("count", "share")


def load_obama_splash() -> pd.DataFrame:
    """The splash-page test of December 2007, totals only; one figure a row.

    Columns: measure, value, unit (count, percent, USD), kind ("design", "measured", or "extrapolated":
    resting on assumptions), link. Real data; rates of single combinations are not in it.
    """
    return load(
        "obama_splash",
        [
            Column("measure"),
            Column("value", "number", low=0),
            Column("unit", among=("count", "percent", "USD")),
            Column("kind", among=("design", "measured", "extrapolated")),
            Column("link"),
        ],
        unique=["measure"],
    )


def load_win_rates() -> pd.DataFrame:
    """How often experiments at large firms win, are aborted or go wrong; one figure a row.

    Columns: where, measure, low, high (equal where the source gives one number), unit (percent, count, USD),
    evidence ("paper", "article", or "talk": said, not published), link. Real data; firms' own counts.
    """
    return load(
        "win_rates",
        [
            Column("where"),
            Column("measure"),
            Column("low", "number", low=0),
            Column("high", "number", low=0),
            Column("unit", among=("percent", "count", "USD")),
            Column("evidence", among=("paper", "article", "talk")),
            Column("link"),
        ],
        unique=["where", "measure"],
    )


def load_speed() -> pd.DataFrame:
    """What a slower or faster page did to three firms; three rows, two of them anecdotes.

    Columns: company, delay_ms (negative: faster), measure, effect, unit (percent, USD), told_in (year),
    evidence ("experiment told in a talk", "conference anecdote"), link. Weak evidence, and marked so.
    """
    return load(
        "speed",
        [
            Column("company"),
            Column("delay_ms", "whole", low=-1000, high=1000),
            Column("measure"),
            Column("effect", "number", low=-100),
            Column("unit", among=("percent", "USD")),
            Column("told_in", "whole", low=2000, high=2030),
            Column("evidence", among=("experiment told in a talk", "conference anecdote")),
            Column("link"),
        ],
        unique=["company"],
    )


def load_sepsis() -> pd.DataFrame:
    """Two external validations of a vendor's sepsis model; one figure a row.

    Columns: study ("Wong 2021": version 1, one health system; "Wong 2026, version 2": four), measure, value,
    unit (count, share), ci_low, ci_high (95 % interval, NaN where none is transcribed), link. Real data.
    """
    return load(
        "sepsis",
        [
            Column("study", among=("Wong 2021", "Wong 2026, version 2")),
            Column("measure"),
            Column("value", "number", low=0),
            Column("unit", among=COUNT_SHARE),
            Column("ci_low", "number", low=0, high=1, blank=True),
            Column("ci_high", "number", low=0, high=1, blank=True),
            Column("link"),
        ],
        unique=["study", "measure"],
    )


def load_productivity() -> pd.DataFrame:
    """Studies of work with generative AI; one figure a row.

    Columns: study, design, who, measure, value, unit (count, percent, points, minutes, "Hedges g"), ci_low,
    ci_high (95 % interval in the same unit, NaN where none is transcribed), link. A negative `time` means
    faster. Real data; the studies measure different things and must not be averaged.
    """
    return load(
        "productivity",
        [
            Column("study"),
            Column(
                "design",
                among=(
                    "randomised",
                    "randomised by task",
                    "staggered introduction",
                    "meta-analysis",
                    "forecast",
                    "estimate afterwards",
                    "survey",
                ),
            ),
            Column("who"),
            Column("measure"),
            Column("value", "number", low=-100),
            Column("unit", among=("count", "percent", "points", "minutes", "Hedges g")),
            Column("ci_low", "number", low=-100, high=100, blank=True),
            Column("ci_high", "number", low=-100, high=100, blank=True),
            Column("link"),
        ],
        unique=["study", "who", "measure"],
    )


def load_legal_rag() -> pd.DataFrame:
    """Answers of three legal research products and one chatbot, judged by lawyers; four rows.

    Columns: system, retrieval ("yes", "no"), queries (count), accurate, incomplete, hallucinated (percent of
    all queries, refusals included; they sum to 100), link. Real data, products of 2024.
    """
    return load(
        "legal_rag",
        [
            Column("system"),
            Column("retrieval", among=("yes", "no")),
            Column("queries", "whole", low=1),
            Column("accurate", "number", low=0, high=100),
            Column("incomplete", "number", low=0, high=100),
            Column("hallucinated", "number", low=0, high=100),
            Column("link"),
        ],
        unique=["system"],
    )
