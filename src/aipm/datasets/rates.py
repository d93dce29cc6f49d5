"""How rare the rare kind is, and what a test for it finds."""

from __future__ import annotations

import pandas as pd

from .files import Column, load


def load_base_rates() -> pd.DataFrame:
    """How often the thing looked for occurs, in six public data sets; one row each, rarest first.

    Columns: case, setting, event, positives (count), total (count), rate (positives / total, 0 to 1),
    year, source, link. Real data; see datasets/base_rates/datasheet.md.
    """
    frame = load(
        "base_rates",
        [
            Column("case"),
            Column("setting"),
            Column("event"),
            Column("positives", "whole", low=1),
            Column("total", "whole", low=1),
            Column("year"),
            Column("source"),
            Column("link"),
        ],
        unique=["case"],
    )
    too_many = frame.index[frame["positives"] > frame["total"]]
    if len(too_many):
        raise ValueError(
            f"datasets/base_rates/data.csv, row {too_many[0] + 1}, column positives: "
            f"{frame['positives'][too_many[0]]} is more than the total, {frame['total'][too_many[0]]}."
        )
    frame.insert(5, "rate", frame["positives"] / frame["total"])
    return frame.sort_values("rate", ignore_index=True)


def load_mammography() -> pd.DataFrame:
    """Screening mammography with and without software: four published sources, one figure a row.

    Columns: study, arm, measure, value, unit (count, percent, "per 1,000", ratio), ci_low, ci_high (95 %
    interval in the same unit, NaN where none is transcribed), link. Real data; see the datasheet.
    """
    return load(
        "mammography",
        [
            Column("study", among=("BCSC 2007–13", "BCSC 2004–08", "MASAI 2023", "MASAI 2026")),
            Column("arm"),
            Column("measure"),
            Column("value", "number", low=-100),
            Column("unit", among=("count", "percent", "per 1,000", "ratio")),
            Column("ci_low", "number", low=0, blank=True),
            Column("ci_high", "number", low=0, blank=True),
            Column("link"),
        ],
        unique=["study", "arm", "measure"],
    )
