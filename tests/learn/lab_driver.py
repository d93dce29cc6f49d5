"""Drives JupyterLab in a real Chromium as a learner does: by mouse and keyboard, on any notebook.

with lab(course) as served, browser() as page:
    book = Notebook(page, served, "notebooks/04_ml_concepts.ipynb")
    book.run_all()
    assert not book.errors()
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from learn_course import environment

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Served:
    """A JupyterLab that `aipm learn` started: its address and the learner's folder."""

    url: str
    work: Path

    @property
    def base(self) -> str:
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}/"

    @property
    def token(self) -> str:
        return self.url.partition("token=")[2]


@contextlib.contextmanager
def lab(course: Path, *arguments: str) -> Iterator[Served]:
    """`aipm learn --no-browser` on a course, until the block ends; stopped as by Ctrl-C."""
    child = subprocess.Popen(
        [sys.executable, "-m", "aipm.cli", "learn", "--no-browser", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=course,
        env=environment(course) | {"PYTHONUNBUFFERED": "1"},
        start_new_session=True,
    )
    said = []
    try:
        for line in child.stdout:
            said.append(line)
            if found := re.search(r"http://\S+token=\w+", line):
                yield Served(found[0], course / "my_work")
                break
        else:
            raise AssertionError("".join(said))
    finally:
        if child.poll() is None:
            child.send_signal(signal.SIGINT)
        child.wait(timeout=30)
        child.stdout.close()


@contextlib.contextmanager
def browser(width: int = 1300, height: int = 1000) -> Iterator:
    """A page of Debian's Chromium; the test is skipped by the package's name where it is not installed."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("needs chromium, from Debian's package chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=chromium, args=SWITCHES)
        page = started.new_page(viewport={"width": width, "height": height})
        page.set_default_timeout(60_000)
        try:
            yield page
        finally:
            if folder := os.environ.get("AIPM_SCREENSHOTS"):
                page.screenshot(path=str(Path(folder) / f"lab-{time.time():.0f}.png"))
            started.close()


class Notebook:
    """A notebook open in JupyterLab. `path` is relative to my_work/."""

    def __init__(self, page, served: Served, path: str) -> None:
        self.page, self.file = page, served.work / path
        page.goto(f"{served.base}lab/tree/{path}?reset&token={served.token}")
        self.panel = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
        self.panel.locator(".jp-Cell").first.wait_for()
        # The kernel's name stands in the toolbar once it is there; a dialogue would block everything.
        self.panel.locator(".jp-Toolbar-kernelName", has_text="Python 3").wait_for()
        self.until(lambda: self.panel.locator(".jp-Cell").count() >= len(self.cells()), 60)
        self.until(self.idle, 60)

    def until(self, done, seconds: float, every: float = 0.2) -> None:
        end = time.monotonic() + seconds
        while not done():
            if time.monotonic() > end:
                raise AssertionError(f"waited {seconds:g} s in vain; the page shows: {self.dialogs()}")
            time.sleep(every)

    def dialogs(self) -> str:
        return " / ".join(self.page.locator(".jp-Dialog").all_inner_texts()) or "no dialogue"

    def cells(self) -> list[dict]:
        """Cells as saved."""
        return json.loads(self.file.read_bytes())["cells"]

    def whole(self) -> bool:
        """The file can be read: Jupyter writes it in place, so that one may come upon half of it."""
        try:
            return bool(self.cells())
        except ValueError:
            return False

    def index(self, grade_id: str) -> int:
        """Where the cell with this nbgrader id stands."""
        ids = [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in self.cells()]
        return ids.index(grade_id)

    def cell(self, index: int):
        """One cell on the page, from 0; negative ones count from the end."""
        count = self.panel.locator(".jp-Cell").count()
        found = self.panel.locator(".jp-Cell").nth(index % count)
        found.scroll_into_view_if_needed()
        return found

    def idle(self) -> bool:
        return self.panel.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").count() > 0

    def waiting(self) -> int:
        """Cells that run or wait to."""
        return self.panel.locator(".jp-InputPrompt", has_text="[*]").count()

    def menu(self, name: str, entry: str) -> None:
        self.page.locator(".lm-MenuBar-item", has_text=re.compile(f"^{name}$")).click()
        self.page.locator(".lm-Menu-item", has_text=re.compile(f"^{entry}")).first.click()

    def run_all(self, seconds: float = 180) -> None:
        self.menu("Run", "Run All Cells")
        self.settle(seconds)

    def settle(self, seconds: float) -> None:
        """Until nothing runs or waits. Folded cells show no [*], so a second of rest is asked for too."""
        end, rest = time.monotonic() + seconds, 0
        while rest < 5:
            time.sleep(0.2)
            rest = rest + 1 if self.waiting() == 0 and self.idle() else 0
            if time.monotonic() > end:
                raise AssertionError(f"still running after {seconds:g} s; the page shows: {self.dialogs()}")

    def run_by_now(self) -> int:
        """How many code cells have a number, as saved."""
        return sum(cell.get("execution_count") is not None for cell in self.cells())

    def errors(self) -> list[str]:
        """Error outputs, as the page shows them."""
        kinds = ("application/vnd.jupyter.error", "application/vnd.jupyter.stderr")
        where = ", ".join(f'.jp-OutputArea-output [data-mime-type="{k}"]' for k in kinds)
        where += ", " + ", ".join(f'.jp-OutputArea-output[data-mime-type="{k}"]' for k in kinds)
        return self.panel.locator(where).all_text_contents()

    def move_control(self, to: tuple[float, ...] = (0.8, 0.3)) -> tuple[str, str]:
        """Clicks the first slider at shares of its width, in turn; the drawing (SVG) before and after.

        Two of them, since the slider may stand at one to begin with. A menu takes another of its entries.
        """
        inputs = ".vega-bind input[type=range], .vega-bind select"
        slider = self.panel.locator(inputs).first
        slider.scroll_into_view_if_needed()
        drawing = self.panel.locator(f".jp-OutputArea-output:has({inputs})").first
        is_menu = slider.evaluate("node => node.tagName") == "SELECT"

        def drawn() -> str:
            return drawing.locator(".marks").first.inner_html()

        before, shares = drawn(), itertools.cycle(to)

        def moved() -> bool:
            # charts above are drawn late and push the slider from under the mouse: look and click again
            slider.scroll_into_view_if_needed()
            if is_menu:
                entries = slider.locator("option")
                slider.select_option(index=int(next(shares) * (entries.count() - 1)))
                time.sleep(0.5)
                return drawn() != before
            box = slider.bounding_box()
            time.sleep(0.3)
            if box == slider.bounding_box():
                self.page.mouse.click(box["x"] + next(shares) * box["width"], box["y"] + box["height"] / 2)
            time.sleep(0.5)
            return drawn() != before

        self.until(moved, 30)
        return before, drawn()

    def write(self, index: int, source: str) -> None:
        """Replaces the text of a cell by typing over it."""
        cell = self.cell(index)
        cell.locator(".cm-content").first.click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(source)

    def run_cell(self, index: int, seconds: float = 120) -> str:
        """Runs one cell as by Ctrl-Enter; the text of its output."""
        cell = self.cell(index)
        cell.locator(".cm-content").first.click()
        self.page.keyboard.press("Control+Enter")
        self.settle(seconds)
        return self.output(index)

    def output(self, index: int) -> str:
        return "\n".join(self.cell(index).locator(".jp-OutputArea-output").all_inner_texts())

    def save(self) -> None:
        before = self.file.read_bytes()
        self.page.keyboard.press("Control+S")
        self.until(lambda: self.file.read_bytes() != before and self.whole(), 30)
