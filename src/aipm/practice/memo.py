"""The calibrated memo: exemplars scored against a key, and a lint that gives no points."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from .answers import NotYet, describe, needs

# Of fifteen judgements one constant answer gets about six right: nothing is earned up to there.
NONE_AT, ALL_AT = 6 / 15, 12 / 15
LEVELS = (0, 1, 2)
MOST_WORDS = 250


class Calibrated(NamedTuple):
    """Outcome of a calibration: judgements right, how many there were, points, and the sentence about it."""

    right: int
    total: int
    points: float
    max_points: float
    message: str


def score_calibration(
    answer: object,
    key: Mapping[Any, Mapping[Any, int]],
    points: float,
    *,
    reasons: Mapping[tuple[Any, Any], str] | None = None,
    what: str = "calibration",
) -> Calibrated:
    """Judgements of the exemplars against the key, exact level only.

    answer   {"A": {"Decision": 2, "Evidence": 0, …}, "B": …}: a level of 0, 1 or 2 for each criterion
    key      the same, with the right levels
    points   of the task: none at 6 of 15 right or fewer, all at 12, linear between (else in proportion)
    reasons  (exemplar, criterion) → why the key says so; the first that was missed is told

    Raises NotYet, with one sentence, for an answer of another shape.
    """
    shape = {memo: {criterion: LEVELS for criterion in row} for memo, row in key.items()}
    given = needs(answer, shape, what)
    cells = [(memo, criterion) for memo, row in key.items() for criterion in row]
    off = {cell: given[cell[0]][cell[1]] - key[cell[0]][cell[1]] for cell in cells}
    wrong = [cell for cell, distance in off.items() if distance]
    total, right = len(cells), len(cells) - len(wrong)
    part = (right / total - NONE_AT) / (ALL_AT - NONE_AT)
    earned = round(points * min(1.0, max(0.0, part)), 2)
    message = f"{right} of {total} judgements agree with the key: {earned:g} of {points:g} points."
    if wrong:
        criterion, misses = Counter(criterion for _, criterion in wrong).most_common(1)[0]
        lean = sum(distance for (_, c), distance in off.items() if c == criterion)
        manner = "too generous" if lean > 0 else "too severe" if lean < 0 else "now generous, now severe"
        message += f" You differ most on {criterion} ({misses} of {len(key)}), where you are {manner}."
        reason = next((reasons[cell] for cell in wrong if cell in reasons), "") if reasons else ""
        message += f" {reason}" if reason else ""
    return Calibrated(right, total, earned, float(points), message)


_DECIDES = re.compile(
    r"\b(we|i|larkspur|the (team|board|product))\s+(will|shall|should|recommend|propose|decide|choose|keep|"
    r"stop|ship|launch|route|set|hold|do not|don't)\b|\b(recommend(ation|ed)?|decision|decided)\b|"
    r"^\s*(ship|launch|keep|stop|hold|set|route|delay|reject|approve|do not|don't|buy|build|use|start)\b",
    re.I | re.M,
)
_RANGE = re.compile(
    r"\d\s*%?\s*(–|—|-|to|and)\s*\$?\d|±\s*\d|\b(between|from)\b[^.]{0,20}\d|\binterval\b|"
    r"\bat (least|most)\b\D{0,3}\d",
    re.I,
)
_RIVAL = re.compile(
    r"\b(instead of|rather than|alternative(ly)?|we (also )?(considered|rejected|looked at)|"
    r"the (strongest|main) rival|other option|option [a-z\d]|the case (for|against)|could have|ruled out)\b",
    re.I,
)
_LOSER = re.compile(
    r"\b(pays?|paid|loses?|lost|bears?|suffers?|waits?|wait longer|worse off|at the expense of|the price is|"
    r"costs? (the |our )?(members?|agents?|customers?|borrowers?|staff|people|those))\b",
    re.I,
)
_TRIGGER = re.compile(
    r"\b(if|when|once|should|unless)\b[^.]{0,160}\b(falls?|drops?|rises?|exceeds?|passes|below|above|over|"
    r"under|more than|fewer than|less than|reaches)\b[^.]{0,80}\d",
    re.I,
)


def memo_lint(text: object) -> list[str]:
    """What a memo seems to lack: sentences, without points. Empty when nothing was found wanting.

    Looks at the length (250 words), for a decision in the first two sentences, a range, an alternative,
    somebody who loses, and a trigger that would reverse it. It looks for words: it can be fooled.
    Raises NotYet when `text` is no text.
    """
    if not isinstance(text, str):
        raise NotYet(f"The memo should be text; it is {describe(text)}.")
    body = re.sub(r"^\s{0,3}#.*$|<!--.*?-->|[*_`>]", " ", text, flags=re.M | re.S).strip()
    words = len(body.split())
    if words < 10:
        return ["The memo is not written yet."]
    found = []
    if words > MOST_WORDS:
        found.append(f"It has {words} words; the limit is {MOST_WORDS}: cut what the reader knows already.")
    first_two = " ".join(re.split(r"(?<=[.!?])\s+", body)[:2])
    if not _DECIDES.search(first_two):
        found.append("The first two sentences do not seem to hold the decision: who does what, by when?")
    if not _RANGE.search(body):
        found.append("No number seems to come with a range: how sure are you of it?")
    if not _RIVAL.search(body):
        found.append("No alternative seems to be named: what is the strongest rival, and why not?")
    if not _LOSER.search(body):
        found.append("Nobody seems to lose by it: who pays, how much, and could they refuse?")
    if not _TRIGGER.search(body):
        found.append("Nothing seems to reverse it: which number, past which value, changes your mind?")
    return found
