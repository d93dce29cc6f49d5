"""The built site in a real browser: what moves, what answers, what is fetched."""

from __future__ import annotations

import pytest

CHAPTER = "notebooks/04_ml_concepts.html"
PAGES = [
    "index.html",
    "book/index.html",
    "book/glossary.html",
    "book/how_to_use.html",
    "search.html",
    CHAPTER,
    "exercises/04_ml_concepts/04_ml_concepts.html",
]
#: what a browser does that refuses to keep anything
REFUSED = """Object.defineProperty(window, 'localStorage', {
  configurable: true, get() { throw new DOMException('refused', 'SecurityError'); } });"""


def flagged(tab) -> str:
    text = tab.locator(".aipm-chart svg text", has_text="flagged")
    text.wait_for()
    return text.text_content()


@pytest.mark.parametrize(
    "settings", [{}, {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"}]
)
def test_no_page_asks_another_host_or_for_what_is_not_there(browser, settings):
    for page in PAGES:
        tab = browser.open(page, **settings)
        tab.wait_for_url("**/book/index.html" if page == "index.html" else f"**/{page}")
        tab.wait_for_timeout(200)
        if page == CHAPTER:
            tab.locator(".aipm-control").scroll_into_view_if_needed()
            flagged(tab)
            tab.locator("mjx-container").first.wait_for()
        wide = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{page} scrolls sideways by {wide} px"
        tab.context.close()
    assert browser.elsewhere == [] and browser.missing == [] and browser.errors == []


def test_control_moves_the_chart_by_keyboard(browser):
    tab = browser.open(CHAPTER)
    tab.locator(".aipm-control").scroll_into_view_if_needed()
    assert flagged(tab) == "flagged: 2"
    slider = tab.get_by_role("slider", name="Flag from a score of")
    slider.focus()
    for _ in range(5):
        slider.press("ArrowLeft")
    assert flagged(tab) == "flagged: 3"
    slider.press("End")
    assert (
        tab.locator(".aipm-chart svg text", has_text="flagged").count() == 0 or flagged(tab) == "flagged: 0"
    )


def test_vega_is_loaded_when_the_chart_comes_near(browser):
    tab = browser.open(CHAPTER, viewport={"width": 1280, "height": 300})
    tab.evaluate("document.querySelector('.bd-article').style.paddingBottom = '5000px'")
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.reload()
    tab.wait_for_load_state("networkidle")
    assert not [url for url in asked if "vega" in url]
    tab.locator(".aipm-control").scroll_into_view_if_needed()
    flagged(tab)
    assert len([url for url in asked if "vega" in url]) == 3


def test_chart_follows_width_and_theme_and_keeps_what_was_moved(browser):
    tab = browser.open(CHAPTER, color_scheme="light")
    tab.locator(".aipm-control").scroll_into_view_if_needed()
    flagged(tab)
    slider = tab.locator(".aipm-control input[type=range]")
    slider.focus()
    for _ in range(5):
        slider.press("ArrowLeft")
    bar = tab.locator(".aipm-chart svg .mark-rect path").last
    assert bar.get_attribute("fill") == "#d95f02"
    tab.evaluate("document.documentElement.dataset.theme = 'dark'")
    tab.wait_for_function("document.querySelector('.aipm-chart .mark-rect path[fill=\"#f79a55\"]')")
    assert flagged(tab) == "flagged: 3"
    tab.set_viewport_size({"width": 360, "height": 740})
    tab.wait_for_function("Number(document.querySelector('.aipm-chart svg').getAttribute('width')) < 330")
    assert flagged(tab) == "flagged: 3"
    assert tab.locator(".aipm-control input[type=range]").input_value() == "0.25"


def test_quiz_answers_with_reasons_by_keyboard(browser):
    tab = browser.open(CHAPTER)
    quiz = tab.locator(".aipm-quiz")
    reasons = quiz.locator(".aipm-quiz-reason")
    assert not any(reason.is_visible() for reason in reasons.all())
    quiz.locator("summary", has_text="1 cases").press("Enter")
    assert quiz.locator(".aipm-quiz-reason:visible").inner_text().startswith("Not this one. At 0.5 it is 2")
    quiz.locator("summary", has_text="2 cases").press(" ")
    assert quiz.locator(".aipm-quiz-reason:visible").all_inner_texts() == [
        "Right. At 0.5 it is 2, the last ones."
    ]


def test_prediction_is_said_back_and_kept(browser):
    tab = browser.open(CHAPTER)
    tab.get_by_label("a false alarm").check()
    tab.get_by_label("Your guess").fill("23")
    tab.get_by_label("Your guess").press("Tab")
    assert "You said: 23" in tab.locator(".aipm-commit").first.inner_text()
    tab.reload()
    assert tab.get_by_label("a false alarm").is_checked()
    assert tab.get_by_label("Your guess").input_value() == "23"


def test_all_works_where_the_browser_keeps_nothing(browser):
    tab = browser.open(CHAPTER, REFUSED)
    tab.get_by_label("a false alarm").check()
    assert "You said: a false alarm" in tab.locator(".aipm-commit").nth(1).inner_text()
    tab.locator(".aipm-quiz summary").first.click()
    assert tab.locator(".aipm-quiz-reason:visible").count() == 1
    tab.locator(".aipm-control").scroll_into_view_if_needed()
    assert flagged(tab) == "flagged: 2"
    tab.get_by_role("button", name="Color mode").click()
    assert browser.errors == []


def test_without_script_everything_can_be_read(browser):
    tab = browser.open(CHAPTER, java_script_enabled=False)
    assert "At 0.5 two of four cases are flagged" in tab.locator(".aipm-words").inner_text()
    assert "needs JavaScript" in tab.locator("figure.aipm-control noscript").inner_text()
    tab.locator(".aipm-quiz summary", has_text="3 cases").click()
    assert "Not this one" in tab.locator(".aipm-quiz-reason:visible").inner_text()
    colour = tab.locator(".aipm-decide").evaluate("e => getComputedStyle(e).backgroundColor")
    assert colour not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")


def test_without_vega_the_words_stay_with_a_note(browser, site):
    tab = browser.open(CHAPTER)
    tab.context.route("**/vega.min.js", lambda route: route.abort())
    tab.reload()
    tab.locator(".aipm-control").scroll_into_view_if_needed()
    tab.locator(".aipm-missing").wait_for()
    assert "two of four" in tab.locator(".aipm-words").inner_text()


def test_search_finds_a_term_of_the_glossary(browser):
    tab = browser.open("search.html?q=sensitivity")
    tab.locator("#search-results a", has_text="Glossary").first.wait_for()


def test_on_paper_reasons_are_printed_and_code_stays_folded(browser):
    tab = browser.open(CHAPTER)
    tab.emulate_media(media="print")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.locator(".aipm-quiz-reason:visible").count() == 3
    assert tab.locator("div.cell details.hide[open]").count() == 0
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    assert tab.locator(".aipm-quiz details[open]").count() == 0


def test_a_table_too_wide_for_a_telephone_becomes_one_block_a_row(browser):
    tab = browser.open(CHAPTER, viewport={"width": 360, "height": 740})
    wide, small = tab.locator("table", has_text="coded as"), tab.locator("table", has_text="who | what")
    wide.scroll_into_view_if_needed()
    assert "aipm-cards" in wide.get_attribute("class") and "aipm-cards" not in small.get_attribute("class")
    cells = wide.get_by_role("cell")
    labels = [
        tab.evaluate("c => getComputedStyle(c, '::before').content", c.element_handle()) for c in cells.all()
    ]
    assert labels == ['"speaker"', '"said"', '"meant"', '"coded as"']
    boxes = [cell.bounding_box() for cell in cells.all()]
    assert all(
        above["y"] + above["height"] <= below["y"] + 1 for above, below in zip(boxes, boxes[1:], strict=False)
    )
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 360 for box in boxes)
    assert wide.get_by_role("columnheader").count() == 4  # still a table for who hears it
    assert cells.nth(1).locator("strong").text_content() == "twice"
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.wait_for_function("!document.querySelector('.aipm-cards')")
    assert cells.first.bounding_box()["y"] == cells.last.bounding_box()["y"]


def test_without_script_a_wide_table_scrolls_inside_itself(browser):
    tab = browser.open(CHAPTER, viewport={"width": 360, "height": 740}, java_script_enabled=False)
    table = tab.locator("table", has_text="coded as")
    assert table.bounding_box()["width"] <= 360
