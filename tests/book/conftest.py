"""One small course, executed and built once for all tests here, and a browser that sees no other host."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_course import CELLS, DECOYS, executed, make, with_data
from support import needs

from aipm.book import build


@pytest.fixture(scope="session")
def chapter():
    return executed(CELLS)


@pytest.fixture(scope="session")
def course(tmp_path_factory, chapter) -> Path:
    root = make(tmp_path_factory.mktemp("course"), chapter)
    with_data(root)
    for name, text in DECOYS.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


@pytest.fixture(scope="session")
def npm() -> None:
    needs("npm")


@pytest.fixture(scope="session")
def site(course, npm) -> Path:
    return build(course)


class Browser:
    """Debian's Chromium on the site under a sub-path; other hosts are blocked and noted in `elsewhere`."""

    def __init__(self, browser, base: str) -> None:
        self.browser, self.base = browser, base
        self.elsewhere: list[str] = []
        self.missing: list[str] = []
        self.errors: list[str] = []

    def open(self, page: str, script: str | None = None, **settings):
        context = self.browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **settings})
        context.route("**/*", self._route)
        if script:
            context.add_init_script(script)
        tab = context.new_page()
        tab.on("response", lambda r: self.missing.append(r.url) if r.status >= 400 else None)
        tab.on("pageerror", lambda error: self.errors.append(str(error)))
        tab.goto(self.base + page)
        return tab

    def _route(self, route) -> None:
        if route.request.url.startswith(self.base):
            route.continue_()
        else:
            self.elsewhere.append(route.request.url)
            route.abort()


@pytest.fixture(scope="module")
def chromium():
    path = needs("chromium")
    from playwright.sync_api import sync_playwright

    quiet = ["no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-sync"]
    quiet += ["disable-background-networking", "disable-component-update"]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(path), args=[f"--{name}" for name in quiet])
        yield browser
        browser.close()


@pytest.fixture
def browser(chromium, site) -> Iterator[Browser]:
    with served(site) as base:
        browser = Browser(chromium, base)
        yield browser
        for context in list(chromium.contexts):
            context.close()


class served:
    """The folder on a free port, under the sub-path /some/where/."""

    def __init__(self, folder: Path) -> None:
        class Quiet(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *args) -> None:
                pass

            def translate_path(self, path: str) -> str:
                inside = path.removeprefix("/some/where")
                return super().translate_path(inside if inside != path else "/nothing-here")

        self.server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))
        )

    def __enter__(self) -> str:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}/some/where/"

    def __exit__(self, *error) -> None:
        self.server.shutdown()
        self.server.server_close()
