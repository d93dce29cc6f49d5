"""A reader's progress in a real browser: what is ticked comes back, travels as a file, and goes."""

from __future__ import annotations

import json
from pathlib import Path

CHAPTER = "notebooks/04_ml_concepts.html"
PROGRESS = "book/progress.html"
REFUSED = """Object.defineProperty(window, 'localStorage', {
  configurable: true, get() { throw new DOMException('refused', 'SecurityError'); } });"""
SAVED = {
    "version": 1,
    "sections": {"4.1": "2026-11-01", "9.9": "yesterday", "x": "2026-11-01"},
    "questions": {"4:q": {"chapter": 4, "first": True, "last": False}, "4:r": {"first": 1}},
}


def bring(tab, data: bytes) -> str:
    tab.locator("#aipm-progress-tools input[type=file]").set_input_files(
        {"name": "saved.json", "mimeType": "application/json", "buffer": data}
    )
    told = tab.locator("#aipm-progress-tools [role=status]")
    told.filter(has_text=".").wait_for()
    return told.text_content()


def totals(tab) -> str:
    return tab.locator("#aipm-progress p").first.text_content()


def read_and_answer(tab) -> None:
    tab.get_by_label("I have read 4.1").check()
    quiz = tab.locator(".aipm-quiz")
    quiz.locator("summary").nth(0).click()
    quiz.locator(".aipm-quiz-right summary").click()


def test_what_was_read_and_answered_is_still_there_after_a_reload(browser):
    tab = browser.open(CHAPTER)
    wrong_first = "aipm-quiz-right" not in tab.locator(".aipm-quiz details").nth(0).get_attribute("class")
    read_and_answer(tab)
    tab.reload()
    assert tab.get_by_label("I have read 4.1").is_checked()
    assert not tab.get_by_label("I have read 4.4").is_checked()
    assert tab.locator(".bd-sidebar-primary .aipm-mark").first.text_content().strip() == "1/4"
    tab.goto(browser.base + PROGRESS)
    assert totals(tab).startswith("1 of 4 sections read")
    assert f"1 question answered, {0 if wrong_first else 1} right at the first try" in totals(tab)
    tab.get_by_role("link", name="4.2 Data requirements and characteristics").wait_for()
    tab.goto(browser.base + "book/index.html")
    tab.locator("#aipm-continue").get_by_role("link", name="4.2").wait_for()
    assert browser.errors == []


def test_a_box_leads_on_and_can_be_unticked_by_keyboard(browser):
    tab = browser.open(CHAPTER)
    box = tab.get_by_label("I have read 4.4")
    box.focus()
    box.press("Space")
    assert box.is_checked()
    box.press("Space")
    assert not box.is_checked()
    links = tab.locator(".aipm-read a")
    assert links.last.get_attribute("href").endswith("exercises/04_ml_concepts/04_ml_concepts.html")
    tab.goto(browser.base + PROGRESS)
    assert totals(tab).startswith("0 of 4 sections read")


def test_it_is_saved_to_a_file_erased_and_brought_back(browser):
    tab = browser.open(CHAPTER)
    read_and_answer(tab)
    tab.goto(browser.base + PROGRESS)
    with tab.expect_download() as started:
        tab.get_by_role("button", name="Save to a file").click()
    saved = Path(started.value.path()).read_bytes()
    assert started.value.suggested_filename.endswith(".json")
    assert list(json.loads(saved)["sections"]) == ["4.1"]
    erase = tab.get_by_role("button", name="Erase")
    erase.click()
    assert totals(tab).startswith("1 of 4"), "one click alone must not erase"
    erase.click()
    assert totals(tab).startswith("0 of 4")
    assert "1 section more" in bring(tab, saved)
    assert totals(tab).startswith("1 of 4") and "1 question answered" in totals(tab)


def test_a_file_is_read_as_far_as_it_is_sound_and_else_refused(browser):
    tab = browser.open(PROGRESS)
    for bad in (b"", b"[]", b"{}", b'{"version": 2}', b'"text"', b'{"version": 1, "sections": null}'):
        assert "not a progress file" in bring(tab, bad)
        assert totals(tab).startswith("0 of 4")
    bring(tab, json.dumps(SAVED).encode())
    assert totals(tab).startswith("1 of 4") and "1 question answered, 1 right" in totals(tab)
    assert browser.errors == []


def test_where_the_browser_keeps_nothing_it_says_so(browser):
    tab = browser.open(PROGRESS, script=REFUSED)
    assert "keeps nothing" in tab.locator(".aipm-kept-note").text_content()
    assert "1 section more" in bring(tab, json.dumps(SAVED).encode())
    assert totals(tab).startswith("1 of 4")
    assert browser.errors == []


def test_what_lies_in_the_store_spoiled_is_no_obstacle(browser):
    tab = browser.open(PROGRESS, script="localStorage.setItem('aipm:progress', '{broken');")
    assert totals(tab).startswith("0 of 4")
    assert browser.errors == []


def test_without_script_the_page_says_what_it_needs(browser):
    tab = browser.open(PROGRESS, java_script_enabled=False)
    assert "needs JavaScript" in tab.locator("#aipm-progress").text_content()
    assert not tab.locator(".aipm-kept-note").is_visible()
