"""Computed sentences and tables: prose that a cell writes, so that it cannot disagree with its numbers."""

from __future__ import annotations

import math
import numbers
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

_CODE = re.compile(r"(`+)(?:.(?!\1))*.\1(?!`)", re.S)
_DOLLAR = re.compile(r"(?<!\\)\$")
_MARKUP = re.compile(r"([\\`*_\[\]<>~|$#])")


def emit(data: dict[str, Any], metadata: dict[str, Any] | None = None) -> None:
    """Send one output, given by MIME type, to whatever runs the notebook."""
    from IPython.display import display

    display(data, metadata=metadata, raw=True)


def plain(text: str, limit: int = 90) -> str:
    """`text` on one line, without Markdown's marks and cut to `limit` characters: an output's text/plain."""
    line = re.sub(r"[*`\\]", "", re.sub(r"\s+", " ", text)).strip()
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def escape_dollars(text: str) -> str:
    r"""Every dollar outside a code span as ``\$``: two bare ones turn what is between into mathematics."""
    pieces, end = [], 0
    for code in _CODE.finditer(text):
        pieces += [_DOLLAR.sub(r"\\$", text[end : code.start()]), code.group()]
        end = code.end()
    return "".join(pieces) + _DOLLAR.sub(r"\\$", text[end:])


def say(text: str) -> None:
    """Show a computed sentence: Markdown, in which a dollar is a dollar.

    text: one or more sentences, usually an f-string. An empty one raises ValueError.
    """
    if not isinstance(text, str) or not text.strip():
        raise ValueError("say() wants a sentence.")
    emit({"text/markdown": escape_dollars(text.strip()), "text/plain": plain(text)})


def table(
    frame: pd.DataFrame,
    caption: str | None = None,
    source: str | None = None,
    index: bool = False,
    digits: int | None = None,
    markdown: bool = False,
) -> None:
    """Show a DataFrame as a Markdown table, numbers to the right.

    caption   one line above the table, bold
    source    one line below it: where the figures come from (Markdown, may hold links)
    index     show the index as first column
    digits    decimals of every float; without it, as few as tell the column's values apart, four at most
    markdown  cells hold Markdown (bold, links) and are shown as such; else every mark is shown as it stands

    An empty frame raises ValueError.
    """
    import pandas as pd

    if isinstance(frame, pd.Series):
        frame = frame.to_frame()
    if frame.empty:
        raise ValueError("table() got no rows or no columns to show.")
    if index:
        names = [name if name is not None else "" for name in frame.index.names]
        frame = frame.reset_index(names=names if len(names) > 1 else names[0], allow_duplicates=True)

    columns, aligned = [], []
    for place in range(frame.shape[1]):
        values = list(frame.iloc[:, place])
        numeric = all(_is_number(v) or _is_missing(v) for v in values) and any(map(_is_number, values))
        columns.append(_column(values, digits, markdown))
        aligned.append("---:" if numeric else ":---")
    lines = [
        _row([_cell(str(name), markdown) for name in frame.columns]),
        _row(aligned),
        *(_row(list(cells)) for cells in zip(*columns, strict=True)),
    ]
    parts = [f"**{_cell(caption, markdown=True)}**"] if caption else []
    parts.append("\n".join(lines))
    parts += [f"*Source: {_cell(source, markdown=True)}*"] if source else []
    shape = f"table, {len(frame)} × {frame.shape[1]}"
    emit(
        {
            "text/markdown": "\n\n".join(parts),
            "text/plain": f"{plain(caption)} ({shape})" if caption else shape,
        }
    )


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        return False
    return isinstance(value, numbers.Number) and not _is_missing(value)


def _is_missing(value: object) -> bool:
    import pandas as pd

    return (
        value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value))
    )


def _column(values: list[Any], digits: int | None, markdown: bool) -> list[str]:
    floats = [float(v) for v in values if _is_number(v) and isinstance(v, numbers.Real)]
    places = _places(floats) if digits is None else digits
    cells = []
    for value in values:
        if _is_missing(value):
            cells.append("–")
        elif _is_number(value) and not isinstance(value, numbers.Integral):
            cells.append(f"{float(value):,.{places}f}")
        elif _is_number(value):
            cells.append(f"{int(value):,}")
        else:
            cells.append(_cell(str(value), markdown))
    return cells


def _places(floats: list[float]) -> int:
    """Decimals needed to tell the values apart, from none to four."""
    for places in range(4):
        if all(math.isclose(v, round(v, places), rel_tol=1e-9, abs_tol=1e-12) for v in floats):
            return places
    return 4


def _cell(text: str, markdown: bool) -> str:
    """`text` fit for one table cell: one line, no bar that would split it, no dollar that would pair."""
    line = re.sub(r"\s*\n\s*", " ", text).strip()
    if markdown:
        return re.sub(r"(?<!\\)\|", r"\\|", escape_dollars(line))
    return _MARKUP.sub(r"\\\1", line)
