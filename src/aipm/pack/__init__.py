"""The board pack: a page a chapter from what the learner has decided, written and filled in; HTML and PDF."""

from .contents import Contents, gather
from .drafts import faults_of, folder_of, new_document, read_documents
from .html import as_html
from .pdf import as_pdf
from .words import open_points
from .writing import write_pack

__all__ = [
    "Contents",
    "as_html",
    "as_pdf",
    "faults_of",
    "folder_of",
    "gather",
    "new_document",
    "open_points",
    "read_documents",
    "write_pack",
]
