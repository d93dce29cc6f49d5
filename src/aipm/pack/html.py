"""The board pack as one HTML file: no script, nothing loaded, made for the screen and for paper."""

from __future__ import annotations

from html import escape

from aipm.documents.layout import Block, Bullets, Facts, Heading, Table, Text

from .contents import Contents, Filled, Page
from .rich import Entries, Grid, Line, Paragraph, Rich
from .words import FICTIONAL, MEMO_IS_YOURS, TITLE, day, disagreement_list, held, open_points

_STYLE = """
:root { --ink: #1b2430; --soft: #5a6570; --line: #d3d9e0; --blue: #0058a3; --red: #971633; --wash: #f5f7f9; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: #e9edf1; line-height: 1.5;
  font: 16px/1.5 "DejaVu Sans", Verdana, "Segoe UI", system-ui, sans-serif; }
main { max-width: 52rem; margin: 0 auto; }
section { background: #fff; margin: 1.5rem 0; padding: 3rem 3.5rem; border-top: 5px solid var(--blue); }
h1 { font-size: 2.4rem; line-height: 1.15; margin: 0 0 .4rem; }
h2 { font-size: 1.55rem; line-height: 1.2; margin: 0 0 1.2rem; }
h3 { font-size: 1.15rem; line-height: 1.3; margin: 2.2rem 0 .5rem; padding-top: 1rem;
  border-top: 1px solid var(--line); }
h4 { font-size: 1rem; margin: 1.4rem 0 .3rem; }
h5 { font-size: .95rem; margin: 1rem 0 .2rem; color: var(--soft); }
h1, h2, h3, h4, h5 { text-wrap: balance; break-after: avoid; overflow-wrap: anywhere; }
p, li, td, dd { overflow-wrap: anywhere; }
p { margin: .4rem 0 .8rem; }
.soft, .kind { color: var(--soft); font-size: .9em; }
.kind { margin: 0; letter-spacing: .02em; }
a { color: var(--blue); }
.toc { list-style: none; padding: 0; margin: 2rem 0; }
.toc li { border-top: 1px solid var(--line); padding: .55rem 0; }
.toc li span { display: block; color: var(--soft); font-size: .88em; }
dl { margin: .3rem 0 1rem; display: grid; grid-template-columns: minmax(8rem, 13rem) 1fr; gap: .3rem 1.2rem; }
dt { color: var(--soft); }
dd { margin: 0; }
.wide { overflow-x: auto; margin: .4rem 0 1rem; }
table { border-collapse: collapse; width: 100%; font-size: .88em; }
th, td { text-align: left; vertical-align: top; padding: .4rem .9rem .4rem 0;
  border-bottom: 1px solid var(--line); }
th { border-bottom: 2px solid var(--soft); vertical-align: bottom; }
td { min-width: 3rem; }
tr { break-inside: avoid; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
blockquote { margin: .4rem 0 .8rem; padding-left: 1rem; border-left: 3px solid var(--line); }
ul, ol { margin: .3rem 0 1rem; padding-left: 1.3rem; }
ul.marked { list-style: none; padding-left: 0; }
ul.marked li { padding-left: 1.4rem; text-indent: -1.4rem; }
ul.marked li b { display: inline-block; width: 1.4rem; text-indent: 0; font-weight: 400; color: var(--soft); }
.depth1 { margin-left: 1.4rem; } .depth2 { margin-left: 2.8rem; } .depth3 { margin-left: 4.2rem; }
.memo { background: var(--wash); padding: 1rem 1.4rem; border-left: 4px solid var(--blue); }
.memo > :first-child { margin-top: 0; }
#last { border-top-color: var(--red); }
@media (max-width: 640px) {
  section { padding: 1.6rem 1.2rem; margin: .8rem 0; }
  h1 { font-size: 1.8rem; } h2 { font-size: 1.3rem; }
  dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; }
}
@page { size: A4; margin: 18mm 18mm 20mm; }
@media print {
  body { background: none; font-size: 10pt; }
  main { max-width: none; }
  section { margin: 0; padding: 0; break-after: page; border-top-width: 3px; padding-top: 6mm; }
  section:last-child { break-after: auto; }
  .memo { background: none; }
  .wide { overflow: visible; }
  a { color: inherit; text-decoration: none; }
}
"""


def as_html(contents: Contents) -> str:
    """The whole pack as one HTML text."""
    pages = "\n".join(_page(page) for page in contents.pages)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{TITLE}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"{_cover(contents)}\n{pages}\n{_last(contents)}\n</main>\n</body>\n</html>\n"
    )


def _cover(contents: Contents) -> str:
    entries = []
    for page in contents.pages:
        link = f'<a href="#{page.anchor}">{escape(page.heading)}</a>'
        entries.append(f"<li>{link}<span>{escape(held(page))}</span></li>")
    last = '<a href="#last">What does not agree yet</a>'
    entries.append(f"<li>{last}<span>{open_points(contents)}</span></li>")
    empty = f"Nothing yet from: {escape('; '.join(contents.empty))}." if contents.empty else ""
    return (
        f'<section id="cover">\n<h1>{TITLE}</h1>\n<p class="soft">{day(contents.made_on)}. {FICTIONAL}</p>\n'
        f'<ol class="toc">{"".join(entries)}</ol>\n<p class="soft">{empty}</p></section>'
    )


def _page(page: Page) -> str:
    parts = [f'<section id="{page.anchor}">', f"<h2>{escape(page.heading)}</h2>"]
    if page.decisions:
        parts += ["<h4>Decided</h4>", _facts(page.decisions)]
    if page.memo:
        parts += [
            "<h3>Memo</h3>",
            f'<p class="soft">{MEMO_IS_YOURS}</p>',
            f'<div class="memo">{"".join(_rich(block) for block in page.memo)}</div>',
        ]
    parts += [_document(document) for document in page.documents]
    return "\n".join([*parts, "</section>"])


def _document(document: Filled) -> str:
    kind = f'<span class="kind">{escape(document.kind)}</span><br>'
    head = f'<h3 id="{document.name}">{kind}{escape(document.title)}</h3>'
    return "\n".join([head, *(_block(block) for block in document.blocks)])


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        tag = f"h{min(block.level + 2, 5)}"
        return f"<{tag}>{escape(block.text)}</{tag}>"
    if isinstance(block, Text):
        return f"<p>{escape(block.text)}</p>"
    if isinstance(block, Bullets):
        return f"<ul>{''.join(f'<li>{escape(entry)}</li>' for entry in block.entries)}</ul>"
    if isinstance(block, Facts):
        return _facts(block.rows)
    assert isinstance(block, Table)
    kinds = [' class="n"' if numeric else "" for numeric in block.numeric]
    head = "".join(f"<th{kind}>{escape(c)}</th>" for c, kind in zip(block.header, kinds, strict=True))
    rows = "".join(
        f"<tr>{''.join(f'<td{kind}>{escape(c)}</td>' for c, kind in zip(row, kinds, strict=True))}</tr>"
        for row in block.rows
    )
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _facts(rows: list[tuple[str, str]]) -> str:
    return f"<dl>{''.join(f'<dt>{escape(name)}</dt><dd>{escape(text)}</dd>' for name, text in rows)}</dl>"


def _rich(block: Rich) -> str:
    if isinstance(block, Paragraph):
        text = _runs(block.line)
        text = f"<h4>{text}</h4>" if block.heading else f"<p>{text}</p>"
        return f"<blockquote>{text}</blockquote>" if block.quote else text
    if isinstance(block, Entries):
        items = "".join(
            f'<li class="depth{min(depth, 3)}"><b>{escape(mark)}</b>{_runs(line)}</li>'
            for depth, mark, line in block.entries
        )
        return f'<ul class="marked">{items}</ul>'
    assert isinstance(block, Grid)
    head = "".join(f"<th>{_runs(cell)}</th>" for cell in block.header)
    rows = "".join(f"<tr>{''.join(f'<td>{_runs(cell)}</td>' for cell in row)}</tr>" for row in block.rows)
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _runs(line: Line) -> str:
    told = []
    for run in line:
        text = escape(run.text)
        text = f"<strong>{text}</strong>" if run.bold else text
        text = f"<em>{text}</em>" if run.italic else text
        told.append(f'<a href="{escape(run.link)}">{text}</a>' if run.link else text)
    return "".join(told)


def _last(contents: Contents) -> str:
    parts = ['<section id="last">', "<h2>What does not agree yet</h2>"]
    for heading, entries in disagreement_list(contents):
        parts.append(f"<h4>{escape(heading)}</h4>" if heading else "")
        if heading or len(entries) > 1:
            parts.append(f"<ul>{''.join(f'<li>{escape(entry)}</li>' for entry in entries)}</ul>")
        else:
            parts += [f"<p>{escape(entry)}</p>" for entry in entries]
    return "\n".join([*parts, "</section>"])
