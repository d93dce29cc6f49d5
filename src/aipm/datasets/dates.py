"""Dates in the tables and in the questions put to them: ISO text in the files, days in the frames."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime

import pandas as pd


def with_dates(frame: pd.DataFrame, columns: Sequence[str], shown: str) -> pd.DataFrame:
    """The frame with those columns read as days; an empty cell becomes NaT."""
    for column in columns:
        days = [
            _read(text, f"{shown}, row {row}, column {column}") for row, text in enumerate(frame[column], 1)
        ]
        frame[column] = pd.Series(days, index=frame.index, dtype="datetime64[s]")
    return frame


def _read(text: str, where: str) -> pd.Timestamp | None:
    if text == "":
        return None
    try:
        if len(text) != 10:
            raise ValueError
        return pd.Timestamp(date.fromisoformat(text))
    except ValueError:
        raise ValueError(f"{where}: {text!r} is not a date written as 2026-07-30.") from None


def as_day(name: str, value: str | date | pd.Timestamp) -> pd.Timestamp:
    """A parameter that is a day: a date, or text such as "2026-07-30"."""
    day = None
    if isinstance(value, datetime | pd.Timestamp):
        day = value.date()
    elif isinstance(value, date):
        day = value
    elif isinstance(value, str):
        with suppress(ValueError):
            day = date.fromisoformat(value)
    if day is None or pd.isna(day):
        raise ValueError(f'{name} is {value!r}; it must be a date, or text such as "2026-07-30".')
    return pd.Timestamp(day)
