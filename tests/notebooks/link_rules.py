"""Links of a notebook: those within the course lead somewhere, others are well-formed; nothing is fetched."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from document import Document, text
from myst_parser.mdit_to_docutils.base import default_slugify
from prose import blocks

ANCHORED_LEVELS = 3  # _config.yml's myst_heading_anchors
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.I)
_LOCAL_HOSTS = ("localhost", "127.", "0.0.0.0", "192.168.", "10.")


def faults(doc: Document, folder: Path, root: Path) -> Iterator[str]:
    """One sentence a link that leads nowhere.

    doc: the notebook; its Markdown cells, Markdown and HTML outputs are read. folder: where relative
    links start. root: the course, out of which none may lead.
    """
    for number, source in [*doc.markdown, *_shown(doc)]:
        for block in blocks(source):
            for link in block.links:
                for fault in link_faults(link, folder, root, doc):
                    yield f"cell {number}: {link}: {fault}"


def _shown(doc: Document) -> Iterator[tuple[int, str]]:
    for cell in doc.code:
        for mime in ("text/markdown", "text/html"):
            yield from ((cell.number, text(value)) for _, value in cell.shown(mime))


def link_faults(link: str, folder: Path, root: Path, doc: Document | None = None) -> Iterator[str]:
    """What is wrong with one link. doc: the notebook it stands in, for links to its own headings."""
    try:
        parts = urlsplit(link)
    except ValueError:
        yield "is no address"
        return
    if parts.scheme == "mailto":
        return
    if parts.scheme or parts.netloc or link.startswith("//"):
        yield from _outside(link)
        return
    path, anchor = unquote(parts.path), unquote(parts.fragment)
    if not path:
        if doc is not None and anchor not in anchors_of(doc):
            yield "no heading of this notebook has that anchor"
        return
    target = (folder / path).resolve()
    # In my_work and in the book the released exercise lies at exercises/<slug>/; here only its source does.
    released = (root / "exercises").resolve()
    if target.suffix == ".ipynb" and target.parent.parent == released:
        target = released / "source" / target.relative_to(released)
    # In both the templates' pages are written from three files each (aipm.documents).
    templates = (root / "book" / "templates").resolve()
    if (
        target.parent == templates
        and target.suffix == ".md"
        and (target.with_suffix("") / "about.md").is_file()
    ):
        target = target.with_suffix("") / "about.md"
    if path.startswith("/") or not target.is_relative_to(root.resolve()):
        yield "leads out of the course"
    elif not target.is_file():
        yield "there is no such file"
    elif anchor and anchor not in anchors(target):
        yield f"{target.name} has no heading with that anchor"


def _outside(link: str) -> Iterator[str]:
    parts = urlsplit(link)
    if parts.scheme != "https":
        yield "is not https"
    try:
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if not _HOST.fullmatch(host) or host.startswith(_LOCAL_HOSTS):
        yield "names no public host"
    if port or parts.username:
        yield "names a port or a user"
    if re.search(r"[\s<>\"{}|^`\\]|%(?![0-9A-Fa-f]{2})", link) or link.endswith((".", ",", ";")):
        yield "holds a character that does not belong into an address"
    if host.endswith("doi.org") and not re.match(r"/10\.\d{4,9}/\S+", parts.path):
        yield "is no DOI"


def anchors(path: Path) -> set[str]:
    """The anchors the book gives to a Markdown file's or a notebook's headings, and those written as HTML."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        return anchors_of(Document(json.loads(source)))
    return _anchors([source])


def names_of(glossary: Path) -> dict[str, str]:
    """Anchor → heading of a Markdown file's second level."""
    found = re.findall(r"^## (.+)$", glossary.read_text(encoding="utf-8"), re.M)
    return {default_slugify(name): name.strip() for name in found}


def anchors_of(doc: Document) -> set[str]:
    made = {name for _, html in _shown(doc) for name in re.findall(r'<[a-z]+\s[^>]*\bid="([^"]+)"', html)}
    return _anchors([source for _, source in doc.markdown]) | made


def _anchors(sources: list[str]) -> set[str]:
    found: set[str] = set()
    for source in sources:
        found |= set(re.findall(r"<[a-z]+\s[^>]*\bid=[\"']([^\"']+)", source))
        found |= set(re.findall(r"^\(([\w-]+)\)=\s*$", source, re.M))
        for block in blocks(source):
            if block.kind == "heading" and block.level <= ANCHORED_LEVELS:
                slug, again = default_slugify(block.text), 0
                while (one := f"{slug}-{again}" if again else slug) in found:
                    again += 1
                found.add(one)
    return found
