"""The number rule: what a Markdown cell may say in figures.

A sentence that states what a demonstration found is the output of a cell. A number that comes from the world
stands in Markdown with its source linked in the same sentence. So in Markdown without such a link there is no
percentage, no amount of money, no decimal and no integer of 100 or more.

Exempt: years and dates, citations of law and standards, references in the course (section 4.2), headings,
code, names with digits in them (GPT-4, Python 3.11), and the cells of a table with a source line under it.
A link counts as a source when it leads out of the course or to one of its datasets; the glossary is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from prose import Block, Sentence, blocks, sentences

_NUMBER = r"(?:\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d*\.\d+|\d+)"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_ONE_TO_99 = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|a hundred|one hundred)"
)

# What reads like a number and is none. Each is blanked before numbers are looked for.
_LAW = re.compile(
    r"\b\d+\s+(?:C\.?\s?F\.?\s?R\.?|U\.?\s?S\.?\s?C\.?)\s*(?:§+|[Pp]arts?)?\s*\d[\w.()\-–]*"
    r"|§+\s*\d[\w.()\-–]*"
    r"|\b(?:Articles|Arts\.|Recitals|Annexes|Sections|Secs\.|Parts|Rules|Clauses|Nos\.)"
    r"\s\d[\w./()\-–]*(?:(?:,\s|\sand\s|\sor\s|\sto\s)\d+(?:\(\w+\))*(?![\d.,]*\s?%))*"
    r"|\b(?:Article|Art\.|Recital|Annex|Section|Sec\.|Part|Rule|Clause|Act|No\.|Regulation(?:\s\(E[UC]\))?|Directive"
    r"|ISO(?:/IEC)?(?:/IEEE)?(?:\s(?:TR|TS))?|IEC|IEEE|NIST(?:\s(?:AI|SP|IR))*|RFC)"
    r"\s(?:No\.?\s)?\d[\w./:()\-–]*"
    r"|\b[A-Z]{2,}\s\d+-\d+\b|\b\d{4}-[A-Z]-\d+\b|\b\d{2,4}/\d{4}\b|\b\d{4}/\d{2,4}\b"
    r"|\b\d{4}\s[A-Z]{3,6}\s\d+\b"
)
_COURSE = re.compile(
    r"\b(?:sections?|chapters?|objectives?|figures?|tables?|exercises?|steps?)\s\d{1,2}(?:\.\d{1,2}[a-z]?)?"
    r"(?:(?:,\s|\sand\s|\sor\s|\sto\s|–)\d{1,2}\.\d{1,2}[a-z]?)*\b"
    r"|\((?:1[0-8]|[1-9])\.[1-4]\)",  # a section after a term: Gate (2.2)
    re.I,
)
_DATE = re.compile(
    rf"\b\d{{4}}-\d{{2}}-\d{{2}}\b|\b\d{{1,2}}\s{_MONTH}\s\d{{4}}\b|\b{_MONTH}\s\d{{1,2}},\s\d{{4}}\b|\b{_MONTH}\s\d{{4}}\b"
)
_NAME = re.compile(
    r"\b(?!(?:USD|EUR|GBP|CAD|AUD|CHF|US)\d)[A-Z][A-Za-z]*[-–]?\d+(?:\.\d+)*[a-z]?\b"  # GPT-4.1, F1, D12
    r"|\b(?:Python|scikit-learn|pandas|NumPy|SciPy|matplotlib|Altair|JupyterLab|Vega-Lite|Debian|CC\sBY|version)\s\d+(?:\.\d+)*\b"
    r"|\b\d+\.\d+\.\d+\b"  # a version
)
_YEAR = re.compile(
    r"(?<![\d.,$€£¥:/])(?:18|19|20)\d\d(?:s\b|(?:\s?[–/-]\s?(?:(?:18|19|20)\d\d|\d\d))?(?![\d%‰]|[.,:]\d|\s?(?:%|per\s?cent)))"
)
_COUNTED = re.compile(
    r"\s(?:[a-z-]+\s){0,2}(?:messages|tickets|labels|members|cases|people|persons|women|men|patients|rows|examples|words"
    r"|images|documents|users|customers|agents|calls|letters|points|minutes|hours|days|dollars|euros|tokens|errors|records"
    r"|loans|replies|questions|answers|flags|alarms|samples|draws|simulations|screens|transactions|queries)\b"
)
_IN_TIME = re.compile(
    r"(?:\b(?:in|since|by|until|till|before|after|during|early|late|mid|year)[\s-]|\()$", re.I
)

_CAUGHT = re.compile(
    rf"(?P<money>(?:\b(?:US|C|A|NZ))?[$€£¥]\s?{_NUMBER}(?:\s?(?:k|K|m|M|bn|thousand|million|billion|trillion)\b)?"
    rf"|\b(?:USD|EUR|GBP|CAD|AUD|CHF)\s?{_NUMBER}"
    rf"|(?<![\w.]){_NUMBER}\s?(?:(?:thousand|million|billion)\s)?(?:dollars?|cents?|euros?|USD|EUR|GBP|[€£¢])(?!\w))"
    rf"|(?P<percentage>(?<![\w.]){_NUMBER}[-\s]?(?:%|‰|per[\s-]?cent\b|percentage[\s-]points?|pp\b)"
    rf"|\b{_ONE_TO_99}\s(?:per\s?cent|percentage\spoints?)\b)"
    rf"|(?P<large>(?<![\w.]){_NUMBER}\s?(?:thousand|million|billion|trillion|bn|(?-i:[kKM]))\b)"
    r"|(?P<decimal>(?<![\w.,])(?:\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d*)\.\d+)"
    r"|(?P<integer>(?<![\w.,])(?:\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d{3,})(?!\d))",
    re.I,
)


@dataclass(frozen=True)
class Unsourced:
    """A sentence whose numbers have no source: neither computed by a cell nor linked."""

    sentence: str
    numbers: tuple[str, ...]

    def __str__(self) -> str:
        short = self.sentence if len(self.sentence) <= 140 else self.sentence[:139] + "…"
        return f"{', '.join(self.numbers)} in: {short}"


def numbers(text: str) -> list[str]:
    """The numbers in a sentence that want a source, as they are written."""
    text = _YEAR.sub(_blank_year, _blank(text, _LAW, _COURSE, _DATE, _NAME))
    return [hit[0].strip() for hit in _CAUGHT.finditer(text) if _is_caught(hit)]


def unsourced(markdown: str) -> list[Unsourced]:
    """Where a Markdown text breaks the number rule, in reading order."""
    found, parts = [], blocks(markdown)
    for place, block in enumerate(parts):
        if block.kind in ("heading", "code"):
            continue
        if block.kind == "cell" and (_has_source_line(parts, place) or _row_is_linked(parts, block)):
            continue
        for sentence in sentences(block):
            wrong = numbers(sentence.text)
            if wrong and not _is_linked(sentence):
                found.append(Unsourced(sentence.text, tuple(wrong)))
    return found


def is_source(address: str) -> bool:
    """Whether a link leads to where a number can come from: out of the course, or to one of its datasets."""
    return re.match(r"https?://", address) is not None or "datasets/" in address


def _is_linked(sentence: Sentence) -> bool:
    return any(map(is_source, sentence.links))


def _row_is_linked(parts: tuple[Block, ...], cell: Block) -> bool:
    row = (cell.group, cell.row)
    return any(
        is_source(link) for b in parts if b.kind == "cell" and (b.group, b.row) == row for link in b.links
    )


def _has_source_line(parts: tuple[Block, ...], place: int) -> bool:
    """Whether the block under a table's last cell is a line "Source: …" with a link."""
    group = parts[place].group
    under = next((b for b in parts[place:] if b.kind != "cell" or b.group != group), None)
    if under is None or under.kind != "text" or not re.match(r"(?:Re)?[Ss]ources?\b", under.text):
        return False
    return any(map(is_source, under.links))


def _blank(text: str, *patterns: re.Pattern[str]) -> str:
    for pattern in patterns:
        text = pattern.sub(lambda hit: "_" * len(hit[0]), text)
    return text


def _blank_year(hit: re.Match[str]) -> str:
    """A year, unless something is counted: "2000 messages" is a quantity, "in 2017 women" is not."""
    if _COUNTED.match(hit.string, hit.end()) and not _IN_TIME.search(hit.string[: hit.start()]):
        return hit[0]
    return "_" * len(hit[0])


def _is_caught(hit: re.Match[str]) -> bool:
    return hit.lastgroup != "integer" or int(re.sub(r"\D", "", hit[0])) >= 100
