"""The decisions that carry over from chapter to chapter: name, meaning, type. The one place that lists them.

A chapter that keeps or reads a name that is not here fails when it is written, not when it is read.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .answers import NotYet, describe, plain

KINDS = ("number", "whole", "text", "flag", "date", "list", "record")


@dataclass(frozen=True)
class Decision:
    """One decision about Larkspur that a later chapter reads.

    meaning  what was decided, as a noun phrase: "the hardship finder's line"
    kind     one of KINDS; a `record` has the named `fields`, each with a kind of its own
    unit     of a number, as it is written behind it; "" when there is none
    chapter  the chapter that asks for it
    default  what the course takes when the learner has kept nothing; None: each caller states its own
    """

    meaning: str
    kind: str
    unit: str
    chapter: int
    default: Any = None
    fields: tuple[tuple[str, str], ...] = ()


DECISIONS: dict[str, Decision] = {
    "pilot_budget": Decision("what the ROUTE pilot may cost", "number", "$", 2, 60_000),
    "kill_trigger": Decision(
        "the figure that stops ROUTE, and the month in which it is read",
        "record",
        "",
        2,
        {"metric": "share of messages sent to the right desk", "threshold": 0.8, "month": 8},
        (("metric", "text"), ("threshold", "number"), ("month", "whole")),
    ),
    "vendor_choice": Decision("what was decided about the vendor", "text", "", 3),
    "launch_start": Decision(
        "how long before 1 June the work on the pilot must begin", "whole", "working days", 3
    ),
    "hardship_line": Decision(
        "the score from which a message goes to the hardship desk", "number", "", 4, 0.02
    ),
    "fallback": Decision("what happens to a message while the model is down", "text", "", 5),
    "fields_sent": Decision("the member fields that DRAFT may see", "list", "", 6),
    "eval_n": Decision("how many cases DRAFT's evaluation holds", "whole", "cases", 7),
    "autonomy_stage": Decision(
        "the rung of the autonomy ladder (0 to 4) that DRAFT may use", "whole", "", 8, 1
    ),
    "promise_date": Decision("the date given to the chief operating officer", "date", "", 9),
    "advise_option": Decision("the form in which ADVISE may go on", "text", "", 10),
    "alarm_rate": Decision("false alarms the team can afford", "number", "a year", 14),
    "pledge": Decision("what becomes of the hours saved, given the board's pledge", "text", "", 15),
}


def decision(name: str) -> Decision:
    """The listed decision. ValueError for another name: a mistake of whoever writes a chapter."""
    if name not in DECISIONS:
        raise ValueError(
            f"There is no decision {name!r}: aipm/practice/decisions.py lists {', '.join(DECISIONS)}."
        )
    return DECISIONS[name]


def sound(name: str, value: object) -> Any:
    """`value` as plain data of the decision's type. NotYet, with one sentence, when it is of another."""
    listed = decision(name)
    if isinstance(value, tuple):
        value = list(value)
    if listed.kind != "record":
        return _sound(name, listed.kind, value)
    names = [field for field, _ in listed.fields]
    if isinstance(value, list) and len(value) == len(names):
        value = dict(zip(names, value, strict=True))
    if not isinstance(value, Mapping) or set(value) != set(names):
        raise NotYet(f"{name} should have {', '.join(names)}; it is {describe(value)}.")
    return {field: _sound(f"{name}: {field}", kind, value[field]) for field, kind in listed.fields}


def _sound(what: str, kind: str, value: object) -> Any:
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):  # what YAML makes of a date without quotes
        value = value.isoformat()
    found = plain(value, what)
    number = isinstance(found, (int, float)) and not isinstance(found, bool)
    if kind == "number" and number and math.isfinite(found):
        return found
    if kind == "whole" and number and math.isfinite(found) and found == int(found):
        return int(found)
    if kind == "flag" and isinstance(found, bool):
        return found
    if kind in ("text", "date") and isinstance(found, str) and found.strip():
        if kind == "text":
            return found.strip()
        try:
            return datetime.date.fromisoformat(found.strip()).isoformat()
        except ValueError:
            pass
    if (
        kind == "list"
        and isinstance(found, list)
        and all(isinstance(one, (str, int, float)) for one in found)
    ):
        return found
    raise NotYet(f"{what} should be {WORDS[kind]}; it is {describe(value)}.")


WORDS = {
    "number": "a number",
    "whole": "a whole number",
    "text": "a few words in quotes",
    "flag": "True or False",
    "date": 'a date as "2026-06-01"',
    "list": "a list of words or numbers",
}
