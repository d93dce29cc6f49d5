"""A scenario in JupyterLab: its buttons, pressed by mouse and by keyboard, to an end and its path."""

from __future__ import annotations

import re

import nbformat
import pytest
from lab_driver import Notebook, browser, lab
from learn_course import SLUG, chapter, make_course
from nbformat.v4 import new_code_cell
from support import needs

from aipm.practice import scenario

pytestmark = pytest.mark.xdist_group("browser")
STORY = "03_four_hours"
DAYS = {"map": 5, "legal": 10, "security": 12, "council": 15, "training": 4}


@pytest.fixture
def course(tmp_path):
    needs("chromium")
    root = make_course(tmp_path / "course")
    nb = chapter()
    source = "from aipm.page import play\nfrom aipm.practice import scenario\n\n"
    source += f'play(scenario("{STORY}", **{DAYS}))'
    nb.cells.append(new_code_cell(source, id="played"))
    nbformat.write(nb, root / "notebooks" / f"{SLUG}.ipynb")
    return root


def test_played_to_its_end_and_begun_again(course):
    story = scenario(STORY, **DAYS)
    with lab(course) as served, browser() as page:
        book = Notebook(page, served, f"notebooks/{SLUG}.ipynb")
        book.run_all()
        assert not book.errors()
        player = book.cell(-1).locator(".aipm-player")
        player.scroll_into_view_if_needed()
        walk = story.begin()
        while not walk.done:
            scene = story.scenes[walk.at]
            player.locator("h4", has_text=re.compile("^" + re.escape(scene["title"]))).wait_for()
            choice = scene["replies"][-1]["id"]
            button = player.get_by_role("button", name=f"Choose ({choice})")
            if len(walk.path) == 1:  # once without the mouse
                player.get_by_role("button", name=re.compile(r"^Choose")).first.focus()
                for _ in range(len(scene["replies"]) - 1):
                    page.keyboard.press("Tab")
                page.keyboard.press("Enter")
            else:
                button.click()
            walk = story.reply(walk, choice)
        player.get_by_text("How it ends.").wait_for()
        told = player.inner_text()
        assert ", ".join(f'"{step}"' for step in walk.path) in told
        assert story.end_text(walk)[:40] in told
        player.get_by_role("button", name="Begin again").click()
        first = next(iter(story.scenes.values()))["title"]
        player.locator("h4", has_text=re.compile("^" + re.escape(first))).wait_for()
        # at its narrowest nothing is cut off to the right
        page.set_viewport_size({"width": 760, "height": 1000})
        box, around = player.bounding_box(), book.cell(-1).bounding_box()
        assert box["x"] + box["width"] <= around["x"] + around["width"] + 1
