"""What a page function shows, caught as a kernel would send it."""

from __future__ import annotations

import pytest


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[dict]:
    """Outputs in order: {"data": {mime: content}, "metadata": {…}}."""
    import IPython.display

    outputs: list[dict] = []

    def display(data, metadata=None, raw=False):
        assert raw, "page sends outputs by MIME type"
        outputs.append({"data": data, "metadata": metadata or {}})

    monkeypatch.setattr(IPython.display, "display", display)
    return outputs
