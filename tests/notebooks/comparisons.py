"""What is ours to compare between stored outputs and those of a re-run, because nbval passes over it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from document import text
from figures import TOLERANCE, distance
from rerun import Rerun

PICTURES = ("image/png", "image/jpeg")


def _shown(cell: dict[str, Any], which: str) -> list[dict[str, Any]]:
    return [output for output in cell[which] if "data" in output]


def _place(cell: dict[str, Any]) -> str:
    first = next((line for line in cell["source"].splitlines() if line.strip()), "")
    return f"code cell {cell['cell']} ({first.strip()[:50]})"


def _pairs(run: Rerun) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    for cell in run.cells:
        for stored, fresh in zip(_shown(cell, "stored"), _shown(cell, "fresh"), strict=False):
            yield _place(cell), stored, fresh


def outputs(run: Rerun) -> Iterator[str]:
    """What nbval found different, and cells whose outputs are others in number, kind or order."""
    if run.error:
        yield run.error
    for cell in run.cells:
        if cell["nbval"]:
            yield f"{_place(cell)}: {_short(cell['nbval'])}"
        kinds = [
            [(o["output_type"], sorted(o["data"])) for o in _shown(cell, which)]
            for which in ("stored", "fresh")
        ]
        if kinds[0] != kinds[1] and not cell["nbval"]:
            yield f"{_place(cell)}: stored are outputs {kinds[0]}, and running it gives {kinds[1]}"


def _short(complaint: str, most: int = 700) -> str:
    """nbval's words without colours and without the cell's source, which it repeats; of much, both ends."""
    _, _, what = complaint.partition("Traceback:")
    what = re.sub(r"\x1b\[[0-9;]*m", "", what or complaint).strip()
    return what if len(what) <= 2 * most else f"{what[:most].rstrip()}\n…\n{what[-most:].lstrip()}"


def alt_texts(run: Rerun) -> Iterator[str]:
    """Outputs whose metadata are others: the alt text of a figure above all."""
    for place, stored, fresh in _pairs(run):
        old, new = stored.get("metadata", {}), fresh.get("metadata", {})
        for mime in sorted({*old, *new}):
            before, after = old.get(mime), new.get(mime)
            if before == after:
                continue
            if mime in PICTURES:
                yield f"{place}: the stored alt text is {_alt(before)}, and running it gives {_alt(after)}"
            else:
                yield f"{place}: stored metadata {mime} is {before!r}, and running it gives {after!r}"


def _alt(metadata: Any) -> str:
    return repr(metadata.get("alt")) if isinstance(metadata, dict) else repr(metadata)


def figures(run: Rerun) -> Iterator[str]:
    """Pictures that look otherwise."""
    for place, stored, fresh in _pairs(run):
        for mime in PICTURES:
            if mime not in stored["data"] or mime not in fresh["data"]:
                continue
            apart = distance(*("".join(text(o["data"][mime]).split()) for o in (stored, fresh)))
            if apart > TOLERANCE:
                yield f"{place}: the figure looks otherwise (by {apart:.0f}, tolerance {TOLERANCE:g})"


def complaints(run: Rerun) -> Iterator[str]:
    """What the cells wrote to stderr, warnings among it."""
    for cell in run.cells:
        for output in cell["fresh"]:
            if output.get("name") == "stderr":
                yield f"{_place(cell)}: {text(output['text']).strip()[:300]}"
