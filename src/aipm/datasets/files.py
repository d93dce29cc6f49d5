"""Where the tables lie, and the check that every load makes: columns, kinds, bounds, no row twice."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd


@dataclass(frozen=True)
class Column:
    """What a column of a file may hold.

    kind: "text", "whole" or "number" · low, high: bounds, included · among: the only values allowed ·
    blank: an empty cell is allowed (a missing number becomes NaN)
    """

    name: str
    kind: str = "text"
    low: float | None = None
    high: float | None = None
    among: tuple[str, ...] = ()
    blank: bool = False


def datasheet(name: str) -> str:
    """The datasheet of a data set, as Markdown."""
    return (_folder(name) / "datasheet.md").read_text(encoding="utf-8")


# --- files and their checks -----------------------------------------------------------------------


def root() -> Path:
    here = Path(__file__).resolve().parents[1]
    packed = here / "_datasets"
    return packed if packed.is_dir() else here.parents[1] / "datasets"


def _folder(name: str) -> Path:
    folder = root() / name
    if not folder.is_dir():
        raise ValueError(f"there is no data set {name!r}; it must be one of {', '.join(_names())}.")
    return folder


def _names() -> list[str]:
    return sorted(p.name for p in root().iterdir() if p.is_dir()) if root().is_dir() else []


def load(name: str, columns: Sequence[Column], unique: Sequence[str], file: str = "data.csv") -> pd.DataFrame:
    return read_checked(_folder(name) / file, columns, unique, f"datasets/{name}/{file}")


def read_checked(path: Path, columns: Sequence[Column], unique: Sequence[str], shown: str) -> pd.DataFrame:
    """The CSV as a DataFrame, or a ValueError naming file, row (1 = first below the header) and column."""
    try:
        with path.open(newline="", encoding="utf-8") as handle:
            lines = list(csv.reader(handle, strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise ValueError(f"{shown} cannot be read as a CSV file in UTF-8: {error}.") from None
    names = [column.name for column in columns]
    header = lines[0] if lines else []
    if header != names:
        odd = next((n for n in [*names, *header] if (n in names) != (n in header)), names[0])
        raise ValueError(f"{shown}, row 0 (header), column {odd}: the columns must be {', '.join(names)}.")
    for row, line in enumerate(lines[1:], 1):
        if len(line) != len(names):
            at = names[min(len(line), len(names) - 1)]
            raise ValueError(f"{shown}, row {row}, column {at}: {len(line)} cells, expected {len(names)}.")
    data = {}
    for place, column in enumerate(columns):
        data[column.name] = [
            _cell(line[place], column, f"{shown}, row {row}, column {column.name}")
            for row, line in enumerate(lines[1:], 1)
        ]
    frame = pd.DataFrame(data)
    for column in columns:
        if column.kind == "number":
            frame[column.name] = frame[column.name].astype("float64")
    twice = frame.index[frame.duplicated(list(unique))]
    if len(twice):
        key = ", ".join(str(frame[u][twice[0]]) for u in unique)
        raise ValueError(f"{shown}, row {twice[0] + 1}, column {unique[0]}: {key} occurs twice.")
    return frame


def check_part(frame: pd.DataFrame, part: str, whole: str, shown: str) -> None:
    """A ValueError naming file, row and column where a part is greater than its whole."""
    too_many = frame.index[frame[part] > frame[whole]]
    if len(too_many):
        row = too_many[0]
        raise ValueError(
            f"{shown}, row {row + 1}, column {part}: {frame[part][row]} is more than "
            f"the {whole}, {frame[whole][row]}."
        )


def _cell(text: str, column: Column, where: str) -> object:
    if text == "":
        if column.blank:
            return float("nan") if column.kind != "text" else ""
        raise ValueError(f"{where}: the cell is empty.")
    if column.kind == "text":
        if column.among and text not in column.among:
            raise ValueError(f"{where}: {text!r} is none of {', '.join(column.among)}.")
        return text
    kind = "whole number" if column.kind == "whole" else "number"
    try:
        value = int(text) if column.kind == "whole" else float(text)
    except ValueError:
        raise ValueError(f"{where}: {text!r} is not a {kind}.") from None
    low = -float("inf") if column.low is None else column.low
    high = float("inf") if column.high is None else column.high
    if not low <= value <= high or value in (float("inf"), -float("inf")):
        raise ValueError(f"{where}: {text} lies outside {low:g} to {high:g}.")
    return value
