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
FEWEST_WORDS, MOST_WORDS = 10, 250
# What earns level 0, 1 and 2. The same words stand above the memo in every exercise.
RUBRIC: dict[str, tuple[str, str, str]] = {
    "Decision": ("none", "stated late, or hedged", "first, one, dated"),
    "Evidence": ("none", "number without range or source", "number, range, what it does not show"),
    "Consequences": ("ours only", "others named", "who pays, how much, could they refuse"),
    "Alternatives": ("none", "straw man", "strongest rival, and why not"),
    "Reversal": ("none", '"monitor"', "metric, threshold, owner, date"),
}
SCORE_HEAD = "My score"


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
    r"stop|ship|launch|route|set|hold|do not|don't|begin|start|end|drop|test|sign|move|buy|build|take)\b|"
    r"\b(recommend(ation|ed)?|decision|decided)\b|"
    r"^\s*(ship|launch|keep|stop|hold|set|route|delay|reject|approve|do not|don't|buy|build|use|start|begin|"
    r"end|drop|test|sign|move)\b|"
    r"\b(begin|start|end|stop|move|close|go|leave|run)(e?s)?\b[^.]{0,60}"
    r"\b(on|by|in|from|until|before|this|next)\b|"
    # a dated sentence: "From Monday the desk opens …", "replies stay with people until 2 May"
    r"\b(on|by|from|until|before)\s+((mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2}\s+(january|february|march|"
    r"april|may|june|july|august|september|october|november|december))\b",
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


class Scored(NamedTuple):
    """A level of the rubric, None while it is open, and the sentence that earns it."""

    level: int | None
    quote: str


_HEAD = re.compile(rf"^[ \t#*_>-]*{SCORE_HEAD}[ \t*_:.]*(?:\([^\n]*\))?[ \t*_:.]*$", re.I | re.M)
_LINE = re.compile(rf"^[\s>*+_-]*({'|'.join(RUBRIC)})\b[\s*_:]*(.*)$", re.I)
_LEVEL = re.compile(r"^\(?(\d+)\b[\s).:;,–—-]*(.*)$", re.S)
_MARKS = " \t\n>*_`\"'“”„«»‘’"


def split_memo(text: str) -> tuple[str, dict[str, Scored] | None]:
    """The memo, and the writer's own score beneath it; None when there is no such part.

    The score begins with a line `My score`; then comes one line a criterion, with the level and, in quotation
    marks, the sentence that earns it:

        - Evidence: 2 "In eight of ten re-draws it was 108 to 216."
    """
    head = _HEAD.search(text)
    if head is None:
        return text.strip(), None
    rows: dict[str, list[str]] = {}
    names = {name.casefold(): name for name in RUBRIC}
    current: list[str] | None = None
    for line in text[head.end() :].splitlines():
        found = _LINE.match(line)
        if found:
            current = rows.setdefault(names[found[1].casefold()], [])
            current.append(found[2])
        elif current is not None:
            current.append(line)
    scores = {}
    for name in RUBRIC:
        said = "\n".join(rows.get(name, [])).strip()
        found = _LEVEL.match(said)
        level = int(found[1]) if found and int(found[1]) in LEVELS else None
        scores[name] = Scored(level, (found[2] if found else said).strip(_MARKS))
    return text[: head.start()].strip(), scores


def is_written(text: str) -> bool:
    """Whether there is a memo, apart from its score: ten words at least."""
    return len(split_memo(text)[0].split()) >= FEWEST_WORDS


def score_faults(memo: str, scores: Mapping[str, Scored]) -> list[str]:
    """What a score lacks, in sentences: a level, a quote, or a quote that stands in the memo."""
    if not any(score.level is not None or score.quote for score in scores.values()):
        return ["The score is not filled in yet."]
    found = []
    for name in RUBRIC:
        level, quote = scores.get(name, Scored(None, ""))
        if level is None:
            found.append(f"{name} has no level yet: 0, 1 or 2.")
        elif level and not quote:
            found.append(f"{name} is scored {level} and no sentence is quoted: which one earns it?")
        elif quote and not occurs(quote, memo):
            short = " ".join(quote.split())
            short = short if len(short) <= 60 else short[:59] + "…"
            found.append(f"The sentence quoted for {name} does not stand in the memo: “{short}”.")
    return found


def occurs(quote: str, memo: str) -> bool:
    """Whether a quote stands in a memo: blanks, case and punctuation aside; … leaves words out."""
    within, at = _bare(memo), 0
    for part in re.split(r"…|\.\.\.|\[…\]", quote):
        bare = _bare(part)
        at = within.find(bare, at)
        if at < 0:
            return False
        at += len(bare)
    return True


def _bare(text: str) -> str:
    """Letters and figures alone, with what decides a figure's meaning."""
    return " ".join(re.findall(r"\w+(?:[.,]\d+)*|[%$€]", text.replace("_", " ").casefold()))


def memo_lint(text: object) -> list[str]:
    """What a memo seems to lack: sentences, without points. Empty when nothing was found wanting.

    Looks at the length (250 words), for a decision in the first two sentences, a range, an alternative,
    somebody who loses, and a trigger that would reverse it. It looks for words: it can be fooled.
    Where the writer's own score stands below (see `split_memo`), it looks for its levels and quotes too.
    Raises NotYet when `text` is no text.
    """
    if not isinstance(text, str):
        raise NotYet(f"The memo should be text; it is {describe(text)}.")
    memo, scores = split_memo(text)
    body = re.sub(r"^\s{0,3}#.*$|<!--.*?-->|[*_`>]", " ", memo, flags=re.M | re.S).strip()
    words = len(body.split())
    if words < FEWEST_WORDS:
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
    return found + (score_faults(memo, scores) if scores is not None else [])
