"""Every ready chapter keeps the number rule: a number is computed by a cell, or its source is linked."""

from __future__ import annotations

import pytest
from document import Document
from number_rule import unsourced
from support import Chapter, each_ready_page


@each_ready_page()
def test_numbers_are_computed_or_sourced(chapter: Chapter) -> None:
    if not chapter.notebook.exists():
        pytest.fail(
            f"no notebook {chapter.notebook.name}, and curriculum.yml calls the chapter ready", pytrace=False
        )
    doc = Document.read(chapter.notebook)
    found = [f"cell {number}: {fault}" for number, source in doc.markdown for fault in unsourced(source)]
    if found:
        pytest.fail("\n".join(found), pytrace=False)
