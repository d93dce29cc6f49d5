"""The board pack as a PDF, by fpdf2, in the fonts that come with matplotlib (€, –, “ ” and most "
"alphabets)."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from fpdf import FPDF
from fpdf.enums import TableBordersLayout, XPos, YPos
from fpdf.fonts import FontFace

from aipm.documents.layout import Block, Bullets, Facts, Heading, Table, Text

from .contents import Contents, Page
from .rich import Entries, Line, Paragraph, Rich, Run
from .words import FICTIONAL, MEMO_IS_YOURS, TITLE, day, disagreement_list, held, open_points

INK, SOFT, BLUE, RED, RULE = (27, 36, 48), (90, 101, 112), (0, 88, 163), (151, 22, 51), (211, 217, 224)
BODY, SMALL, LINE = 9.5, 8.3, 5.0  # points, points, millimetres
MARGIN = 20.0


def as_pdf(contents: Contents) -> bytes:
    """The whole pack as the bytes of a PDF file."""
    logging.getLogger("fpdf").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    first = _made(contents, {})
    return bytes(_made(contents, first.starts).output())  # the second time with page numbers on the cover


def _made(contents: Contents, starts: dict[str, int]) -> _Deck:
    deck = _Deck(day(contents.made_on))
    links = _cover(deck, contents, starts)

    def begin(anchor: str) -> None:
        deck.add_page()
        deck.set_link(links[anchor], page=deck.page)
        deck.starts[anchor] = deck.page

    for page in contents.pages:
        begin(page.anchor)
        _page(deck, page)
    begin("last")
    deck.title_line("What does not agree yet", RED)
    for heading, entries in disagreement_list(contents):
        if heading:
            deck.small_heading(heading)
        if heading or len(entries) > 1:
            deck.bullets(entries)
        else:
            deck.paragraph([Run(entries[0])])
    return deck


class _Deck(FPDF):
    """A4 pages in the one style, with page numbers."""

    def __init__(self, date: str) -> None:
        super().__init__(format="A4")
        self.date = date
        self.starts: dict[str, int] = {}  # anchor → the page it begins on
        self.c_margin = 0
        folder = _fonts()
        for style, name in (("", ""), ("B", "-Bold"), ("I", "-Oblique"), ("BI", "-BoldOblique")):
            self.add_font("DejaVu", style, folder / f"DejaVuSans{name}.ttf")
        self.set_title(TITLE)
        self.set_lang("en")
        self.set_margins(MARGIN, 20, MARGIN)
        self.set_auto_page_break(True, 22)
        self.plain()

    def footer(self) -> None:
        if self.page_no() == 1:
            return
        self.set_y(-14)
        self.plain(SMALL, SOFT)
        self.cell(0, 5, f"{TITLE}, {self.date}")
        self.set_x(MARGIN)
        self.cell(0, 5, f"{self.page_no()} of {{nb}}", align="R")

    # --- pieces ---

    def plain(self, size: float = BODY, colour: tuple[int, int, int] = INK, style: Any = "") -> None:
        self.set_font("DejaVu", style, size)
        self.set_text_color(*colour)

    def shown(self, text: str) -> str:
        """The text with a box for each sign that the font lacks; no sign that would move the line."""
        known = self.fonts["dejavu"].cmap  # type: ignore[union-attr]
        text = unicodedata.normalize("NFC", text)
        signs = (sign for sign in text if sign.isprintable())
        return "".join(sign if ord(sign) in known else "□" for sign in signs)

    def block(self, text: str, height: float = LINE, **more: Any) -> None:
        self.multi_cell(0, height, self.shown(text), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT, **more)

    def room_for(self, height: float) -> None:
        """A new page unless so much is left of this one: no heading stands alone at the foot."""
        if self.will_page_break(height):
            self.add_page()

    def bar(self, y: float, height: float, colour: tuple[int, int, int]) -> None:
        self.set_fill_color(*colour)
        self.rect(MARGIN, y, self.epw, height, style="F")
        self.set_fill_color(255)  # tables fill their cells with whatever was set last

    def title_line(self, text: str, colour: tuple[int, int, int] = BLUE) -> None:
        self.bar(self.get_y(), 1.2, colour)
        self.ln(6)
        self.plain(16, INK, "B")
        self.start_section(self.shown(text), level=0)
        self.block(text, 7.5)
        self.ln(3)

    def heading(self, kind: str, text: str) -> None:
        self.room_for(30)
        self.ln(5)
        self.set_draw_color(*RULE)
        self.line(MARGIN, self.get_y(), MARGIN + self.epw, self.get_y())
        self.ln(3)
        if kind:
            self.plain(SMALL, SOFT)
            self.block(kind, 4.5)
        self.plain(12, INK, "B")
        self.start_section(self.shown(text), level=1)
        self.block(text, 6)
        self.ln(1.5)

    def small_heading(self, text: str, colour: tuple[int, int, int] = INK) -> None:
        self.room_for(20)
        self.ln(3)
        self.plain(BODY, colour, "B")
        self.block(text)
        self.ln(0.6)

    def note(self, text: str) -> None:
        self.plain(SMALL, SOFT)
        self.block(text, 4.4)
        self.ln(1.5)

    def runs(self, line: Line, bold: bool = False) -> None:
        """A line of runs, broken at the right margin."""
        for run in line:
            style = ("B" if run.bold or bold else "") + ("I" if run.italic else "")
            self.plain(BODY, BLUE if run.link else INK, style)
            self.write(LINE, self.shown(run.text), run.link)
        self.ln(LINE)

    def paragraph(self, line: Line, indent: float = 0, bold: bool = False, after: float = 2.2) -> None:
        self.set_left_margin(MARGIN + indent)
        self.set_x(MARGIN + indent)
        self.runs(line, bold)
        self.set_left_margin(MARGIN)
        self.set_x(MARGIN)
        self.ln(after)

    def marked(self, mark: str, line: Line, depth: int = 0) -> None:
        self.room_for(LINE)
        start = MARGIN + 5.5 * depth
        self.plain(BODY, SOFT)
        self.set_x(start)
        self.cell(5.5, LINE, self.shown(mark))
        self.paragraph(line, 5.5 * (depth + 1), after=0.8)

    def bullets(self, entries: Iterable[str]) -> None:
        for entry in entries:
            self.marked("•", [Run(entry)])
        self.ln(1.2)

    def facts(self, rows: Sequence[tuple[str, str]]) -> None:
        """Names to the left in grey, values to the right."""
        self.plain()
        none = TableBordersLayout.NONE
        with self.table(
            borders_layout=none,
            col_widths=(30, 70),
            first_row_as_headings=False,
            line_height=LINE,
            text_align="LEFT",
            padding=(0.4, 2, 0.4, 0),
            v_align="TOP",
            width=self.epw,
        ) as table:
            for name, text in rows:
                row = table.row()
                row.cell(self.shown(name), style=FontFace(color=SOFT))
                row.cell(self.shown(text))
        self.ln(1.5)

    def widths(self, header: list[str], rows: list[list[str]]) -> tuple[float, ...]:
        """Millimetres of each column: its longest word fits if it can, and long texts share what is left."""
        self.plain(SMALL, style="B")
        least, wish = [], []
        for i in range(len(header)):
            cells = [self.shown(row[i]) for row in [header, *rows]]
            least.append(
                3 + max((self.get_string_width(word) for cell in cells for word in cell.split()), default=2)
            )
            wish.append(3 + min(max(self.get_string_width(cell) for cell in cells), 75))
        least = [min(width, self.epw / 3) for width in least]
        self.plain(SMALL)
        # a narrow table is not stretched: its numbers would stand far from what they belong to
        spare = min(self.epw, max(sum(wish) + 5 * len(wish), 90)) - sum(least)
        more = [max(w - m, 0) + 0.5 for w, m in zip(wish, least, strict=True)]
        if spare <= 0:
            return tuple(width * self.epw / sum(least) for width in least)
        return tuple(m + spare * w / sum(more) for m, w in zip(least, more, strict=True))

    def grid(self, header: list[str], rows: list[list[str]], numeric: list[bool]) -> None:
        """A table; its columns as wide as their longest words and their text ask for."""
        col_widths = self.widths(header, rows)
        self.set_draw_color(*RULE)
        with self.table(
            borders_layout=TableBordersLayout.HORIZONTAL_LINES,
            col_widths=col_widths,
            headings_style=FontFace(emphasis="BOLD", color=INK),
            line_height=4.4,
            text_align=tuple("RIGHT" if n else "LEFT" for n in numeric),
            padding=(0.9, 2.6, 0.9, 0),
            v_align="TOP",
            width=min(self.epw, sum(col_widths)),  # the sum may be off in its last digit
            align="LEFT",
        ) as table:
            for cells in [header, *rows]:
                row = table.row()
                for cell in cells:
                    row.cell(self.shown(cell))
        self.ln(2)


def _fonts() -> Path:
    import matplotlib

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf"


# --- pages ----------------------------------------------------------------------------------------


def _cover(deck: _Deck, contents: Contents, starts: dict[str, int]) -> dict[str, int]:
    """The first page: title, date, contents with page numbers; returns the links, to be set later."""
    deck.add_page()
    deck.bar(40, 2, BLUE)
    deck.set_y(50)
    deck.plain(26, INK, "B")
    deck.block(TITLE, 12)
    deck.ln(2)
    deck.plain(BODY, SOFT)
    deck.block(f"{day(contents.made_on)}. {FICTIONAL}")
    deck.ln(8)
    links: dict[str, int] = {}
    every = [(page.anchor, page.heading, held(page)) for page in contents.pages]
    for anchor, heading, holds in [*every, ("last", "What does not agree yet", open_points(contents))]:
        links[anchor] = deck.add_link()
        deck.set_draw_color(*RULE)
        deck.line(MARGIN, deck.get_y(), MARGIN + deck.epw, deck.get_y())
        deck.ln(1.6)
        deck.plain(10.5, BLUE)
        deck.cell(deck.epw - 12, 5.5, deck.shown(heading), link=links[anchor])
        deck.plain(10.5, SOFT)
        deck.cell(12, 5.5, str(starts.get(anchor, "")), align="R", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        deck.note(holds)
    if contents.empty:
        deck.ln(4)
        deck.note(f"Nothing yet from: {'; '.join(contents.empty)}.")
    return links


def _page(deck: _Deck, page: Page) -> None:
    deck.title_line(page.heading)
    if page.decisions:
        deck.small_heading("Decided")
        deck.facts(page.decisions)
    if page.memo:
        deck.heading("", "Memo")
        deck.note(MEMO_IS_YOURS)
        for part in page.memo:
            _rich(deck, part)
    for document in page.documents:
        deck.heading(document.kind, document.title)
        for block in document.blocks:
            _block(deck, block)


def _block(deck: _Deck, block: Block) -> None:
    if isinstance(block, Heading):
        deck.small_heading(block.text, INK if block.level <= 2 else SOFT)
    elif isinstance(block, Text):
        deck.paragraph([Run(block.text)])
    elif isinstance(block, Bullets):
        deck.bullets(block.entries)
    elif isinstance(block, Facts):
        deck.facts(block.rows)
    elif isinstance(block, Table):
        deck.grid(block.header, block.rows, block.numeric)


def _rich(deck: _Deck, part: Rich) -> None:
    if isinstance(part, Paragraph):
        deck.paragraph(part.line, indent=6 if part.quote else 0, bold=part.heading)
    elif isinstance(part, Entries):
        for depth, mark, line in part.entries:
            deck.marked(mark, line, min(depth, 3))
        deck.ln(1.2)
    else:
        plain = [["".join(run.text for run in cell) for cell in row] for row in [part.header, *part.rows]]
        if plain[0]:
            deck.grid(plain[0], plain[1:], [False] * len(plain[0]))
