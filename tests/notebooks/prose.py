"""Markdown as the tests read it: blocks of text with their links, and the sentences in them.

markdown-it parses (CommonMark and tables), so that a dot in an address or a bar in code never misleads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from markdown_it.token import Token

CODE = "□"  # stands for each character of a code span: it is no prose

_PARSER = MarkdownIt("commonmark").enable("table")
_HREF = re.compile(r"""<a\s[^>]*href=["']?([^"'\s>]+)""", re.I)


@dataclass(frozen=True)
class Span:
    """A run of text; `href` when it is a link's or an image's (an image has its alt text for a text)."""

    text: str
    href: str | None = None
    image: bool = False
    code: bool = False


@dataclass(frozen=True)
class Block:
    """One heading, paragraph, table cell, piece of HTML or code.

    kind    heading · text · cell · html · code
    level   of a heading
    group   number of the list or table it stands in, counted from 1 in its Markdown; 0 outside of any
    row     row of a table's cell, the header being 0; number of a list's item
    quoted  inside a block quote
    lead    bold words it begins with
    """

    kind: str
    spans: tuple[Span, ...]
    level: int = 0
    group: int = 0
    row: int = 0
    item: bool = False
    quoted: bool = False
    lead: str = ""

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans).strip()

    @property
    def links(self) -> list[str]:
        """Addresses linked or shown in it, each once."""
        return list(dict.fromkeys(span.href for span in self.spans if span.href))


@dataclass(frozen=True)
class Sentence:
    text: str
    links: tuple[str, ...]


@cache
def blocks(markdown: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text, top to bottom; text inside `<details>` is read like any other."""
    found: list[Block] = []
    groups = quotes = lists = item = row = 0
    table = heading = 0
    for token in _PARSER.parse(markdown):
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                lists += 1
                if lists == 1:
                    groups, item = groups + 1, 0
            case "bullet_list_close" | "ordered_list_close":
                lists -= 1
            case "list_item_open":
                item += lists == 1
            case "table_open":
                groups, row = groups + 1, -1
                table = groups
            case "table_close":
                table = 0
            case "tr_open":
                row += 1
            case "blockquote_open":
                quotes += 1
            case "blockquote_close":
                quotes -= 1
            case "heading_open":
                heading = int(token.tag[1])
            case "heading_close":
                heading = 0
            case "inline":
                kind = "heading" if heading else "cell" if table else "text"
                found.append(
                    Block(
                        kind,
                        tuple(_spans(token.children or [])),
                        level=heading,
                        group=table or (groups if lists else 0),
                        row=row if table else item if lists else 0,
                        item=lists > 0,
                        quoted=quotes > 0,
                        lead=_lead(token.children or []),
                    )
                )
            case "html_block":
                found.append(Block("html", tuple(_html(token.content)), quoted=quotes > 0, item=lists > 0))
            case "fence" | "code_block":
                found.append(Block("code", (Span(token.content, code=True),), quoted=quotes > 0))
    return tuple(found)


def _spans(children: Sequence[Token]) -> Iterator[Span]:
    href: str | None = None
    for token in children:
        match token.type:
            case "text":
                yield Span(token.content, href)
            case "code_inline":
                yield Span(CODE * len(token.content), href, code=True)
            case "softbreak" | "hardbreak":
                yield Span(" ", href)
            case "link_open":
                href = str(token.attrGet("href"))
                yield Span("", href)
            case "link_close":
                href = None
            case "image":
                yield Span("", str(token.attrGet("src")), image=True)
            case "html_inline":
                if found := _HREF.match(token.content):
                    href = found[1]
                elif token.content.lower().startswith("</a"):
                    href = None
                elif token.content.lower().startswith("<br"):
                    yield Span(" ", href)


def _html(source: str) -> Iterator[Span]:
    soup = BeautifulSoup(source, "html.parser")
    for node in soup.find_all(string=True):
        link = node.find_parent("a")
        coded = node.find_parent(["code", "pre"]) is not None
        text = CODE * len(node) if coded else re.sub(r"\s+", " ", node)
        yield Span(text, str(link["href"]) if link and link.has_attr("href") else None, code=coded)
    for image in soup.find_all("img"):
        yield Span("", str(image.get("src", "")), image=True)


def _lead(children: Sequence[Token]) -> str:
    shown = [token for token in children if token.type != "text" or token.content.strip()]
    if not shown or shown[0].type != "strong_open":
        return ""
    words = []
    for token in shown[1:]:
        if token.type == "strong_close":
            break
        words.append(token.content if token.type == "text" else " ")
    return "".join(words).strip()


# An end of sentence: its mark, what closes after it, white space, and a beginning that can be one.
_END = re.compile(rf"([.!?…]+)[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9Ø$€£¥.{CODE}])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[“\"'–—/])(?:e\.g|i\.e|etc|cf|ca|vs|viz|approx|al|ed|eds|No|Nos|Art|Arts|Fig|Figs|Sec|Ch|Eq|Tab|Vol"
    r"|Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|Inc|Ltd|Corp|Co|Dept|Gov|Sen|Rep|p|pp|par|paras?|min|max|avg|est|incl|excl|resp"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z]|(?:[A-Za-z]\.)+[A-Za-z])$"
)


def sentences(block: Block) -> list[Sentence]:
    """The sentences of a block, each with the addresses linked in it."""
    whole = "".join(span.text for span in block.spans)
    starts = [0, *accumulate(len(span.text) for span in block.spans)]
    ends = [hit.end() for hit in _END.finditer(whole) if not _inside_a_sentence(whole, hit)]
    cuts = [0, *ends, len(whole) + 1]
    found = []
    for left, right in zip(cuts, cuts[1:], strict=False):
        links = [
            span.href
            for span, start in zip(block.spans, starts, strict=False)
            if span.href and left <= start < right
        ]
        text = " ".join(whole[left:right].split())
        if text:
            found.append(Sentence(text, tuple(dict.fromkeys(links))))
    return found


def _inside_a_sentence(whole: str, hit: re.Match[str]) -> bool:
    return hit[1] == "." and _ABBREVIATION.search(whole[: hit.start()]) is not None
