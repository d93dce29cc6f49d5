"""The built site, read as files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from small_course import DECOYS, ROOT

CHAPTER = "notebooks/04_ml_concepts.html"
EXERCISE = "exercises/04_ml_concepts/04_ml_concepts.html"
#: attributes by which a page loads, not links
LOADS = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "audio": "src",
    "video": "src",
    "embed": "src",
    "object": "data",
    "link": "href",
    "form": "action",
}


def read(site: Path, page: str) -> BeautifulSoup:
    return BeautifulSoup((site / page).read_text(encoding="utf-8"), "html.parser")


def pages(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*.html") if "_static" not in path.parts)


def test_alt_text_reaches_the_page(site):
    image = read(site, CHAPTER).select_one("article img")
    assert image["alt"] == 'Four bars that rise from 0.1 to 0.9; the last is "nine" times the first.'


def test_every_image_of_the_text_has_an_alt_text(site):
    for page in pages(site):
        for image in BeautifulSoup(page.read_text(), "html.parser").select("article img"):
            assert len(image.get("alt", "")) >= 30, (page, image)


def test_control_is_data_with_its_words_and_cannot_end_its_script(site):
    figure = read(site, CHAPTER).select_one("figure.aipm-control")
    words = "At 0.5 two of four cases are flagged; at 0.3 three </script>."
    place = figure.select_one("[role=img]")
    assert place["aria-label"] == words and place.p.text == words
    spec = json.loads(figure.select_one("script").string)
    assert spec["description"] == words and spec["params"][0]["bind"]["input"] == "range"


def test_quiz_is_whole_without_script(site):
    quiz = read(site, CHAPTER).select_one("section.aipm-quiz")
    assert quiz["data-objective"] == "4.4"
    assert [d.select_one(".aipm-quiz-reason").text[:5] for d in quiz("details")].count("Right") == 1


def test_money_stays_money_and_formulas_are_formulas(site):
    article = read(site, CHAPTER).article
    assert "a price of $5 or $6" in article.text and "one costs $5 and another $6" in article.text
    assert [m.text for m in article.select(".math")] == [r"\(p = \frac{a}{b}\)", r"\(e^x\)"]


def test_tables_of_outputs_are_tables(site):
    table = read(site, CHAPTER).select_one(".cell_output table")
    assert [th.text for th in table("th")] == ["who | what", "count", "rate"]
    assert [td.text for td in table("td")] == ["a $5 fee", "1,200", "0.25", "b", "3", "–"]
    assert "text-right" in table("td")[1]["class"]


def test_call_outs_carry_their_class_and_plain_quotations_none(site):
    quotes = [q.get("class", []) for q in read(site, CHAPTER).select("article blockquote")]
    named = ["aipm-decide", "aipm-watch-out", "aipm-in-practice"]
    assert quotes == [*(["aipm-callout", name] for name in named), []]


def test_plumbing_is_folded(site):
    article = read(site, CHAPTER).article
    assert len(article.select("div.cell details.hide")) == 8
    assert not any("scores = [0.1" in d.text for d in article.select("details.hide"))


def test_syllabus_says_what_is_planned_and_links_what_is_ready(site):
    items = read(site, "book/index.html").select(".aipm-syllabus li")
    assert len(items) == 18
    ready = [item for item in items if "(planned)" not in item.text]
    assert len(ready) == 1 and ready[0].a["href"] == f"../{CHAPTER}"
    assert "52 min to read, 54 min to practise" in ready[0].text


def test_paths_give_times_links_and_what_is_planned(site):
    page = read(site, "book/paths.html").find("article")
    core = page.find("section", id="the-core-path")
    assert (
        "1 h" not in core.get_text()
        and "to practise; 17 of its 18 sections are not written yet" in core.get_text()
    )
    items = {item.get_text(" ", strip=True)[:3]: item for item in core.find_all("li")}
    assert items["4.4"].a["href"] == "../notebooks/04_ml_concepts.html#performance-metrics-and-evaluation"
    assert "29 min, one sitting" in items["4.4"].get_text() and "(planned)" in items["1.3"].get_text()
    assert page.find("section", id="i-have-one-hour") and page.find("section", id="i-run-a-cohort")


def test_the_outline_for_the_script_names_pages_and_anchors_that_are_there(site):
    text = (site / "_static" / "outline.js").read_text()
    (chapter,) = json.loads(text.removeprefix("window.aipmOutline = ").rstrip(";\n"))
    page = read(site, f"{chapter['page']}.html")
    assert (site / f"{chapter['exercise']}.html").is_file()
    found = [section["id"] for section in chapter["sections"] if page.find("section", id=section["anchor"])]
    assert found == ["4.1", "4.4"]  # the two that the small course has
    assert all(section["read"] > 0 for section in chapter["sections"])


def test_exercise_appears_as_released(site):
    page = read(site, EXERCISE).article
    assert "YOUR ANSWER HERE" in page.text and "Write your memo" in page.text
    assert "Nothing on this page has been run" in page.text and not page.select(".cell_output")


def test_nothing_leaks_into_any_file(site):
    """Solutions, hidden tests, submissions, environments, drafts: not in any byte of the site."""
    wanted = [text.split()[-1].encode() for text in DECOYS.values()] + [
        b"SECRET_",
        b"DECOY_",
        b"BEGIN SOLUTION",
    ]
    for path in site.rglob("*"):
        if path.is_file():
            found = [word for word in wanted if word in path.read_bytes()]
            assert not found, (path, found)
    assert (site / "_sources" / EXERCISE).with_suffix(".ipynb").is_file(), "the sources were looked at"
    assert not list((site.parent).glob("jupyter_execute")), "nothing is written beside the site"


def test_no_page_loads_from_another_host(site):
    for page in pages(site):
        for tag in BeautifulSoup(page.read_text(), "html.parser").find_all(list(LOADS)):
            address = tag.get(LOADS[tag.name]) or ""
            outside = re.match(r"(?:[a-z]+:)?//", address)
            assert not outside or (tag.name == "link" and "canonical" in tag.get("rel", [])), (page, tag)


def test_no_style_or_setting_loads_from_another_host(site):
    for path in [*site.rglob("*.css"), *site.rglob("*.html")]:
        text = path.read_text(encoding="utf-8", errors="ignore")
        assert not re.search(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//", text), path
    for path in [*pages(site), *site.glob("_static/*.js"), *site.glob("_static/vendor/mathjax/*.js")]:
        assert not re.search(r"cdn\.|unpkg|jsdelivr|googleapis|gstatic", path.read_text(), re.I), path


def test_internal_links_and_anchors_lead_somewhere(site):
    known = {page: {tag["id"] for tag in BeautifulSoup(page.read_text(), "html.parser").find_all(id=True)}
             for page in pages(site)}  # fmt: skip
    for page in known:
        for tag in BeautifulSoup(page.read_text(), "html.parser").find_all("a", href=True):
            parts = urlsplit(tag["href"])
            if parts.scheme or parts.netloc:
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page.resolve()
            assert target.exists(), (page, tag["href"])
            if parts.fragment and target in known:
                assert unquote(parts.fragment) in known[target], (page, tag["href"])


def test_mathjax_is_on_pages_with_formulas_only(site):
    with_maths = {str(page.relative_to(site)) for page in pages(site) if "startup.js" in page.read_text()}
    assert with_maths == {CHAPTER}


def test_front_door_leads_to_the_landing_page(site):
    assert "url=book/index.html" in (site / "index.html").read_text()
    assert read(site, "index.html").a["href"] == "book/index.html"


@pytest.mark.parametrize("name", ["_config.yml", "_toc.yml"])
def test_the_courses_own_files_are_read(name):
    import yaml

    assert yaml.safe_load((ROOT / name).read_text())


def test_toc_lists_exactly_the_ready_chapters_under_their_parts():
    import yaml

    course = yaml.safe_load((ROOT / "curriculum.yml").read_text())
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text())
    wanted = {
        f"{part['part']}. {part['title']}": [
            (f"notebooks/{c['slug']}", f"exercises/{c['slug']}/{c['slug']}")
            for c in part["chapters"]
            if c["status"] == "ready"
        ]
        for part in course["parts"]
    }
    listed = {
        part["caption"]: [
            (c["file"], *[section["file"] for section in c.get("sections", [])]) for c in part["chapters"]
        ]
        for part in toc["parts"]
        if "caption" in part and any(c["file"].startswith("notebooks/") for c in part["chapters"])
    }
    front = [c["file"] for part in toc["parts"] if "caption" not in part for c in part["chapters"]]
    assert ("notebooks/00_introduction" in front) == (course["introduction"]["status"] == "ready")
    assert listed == {caption: chapters for caption, chapters in wanted.items() if chapters}


def test_settings_that_keep_solutions_out():
    """A second fence behind staging: also a plain Jupyter Book build publishes listed pages alone."""
    import yaml

    config = yaml.safe_load((ROOT / "_config.yml").read_text())
    assert config["only_build_toc_files"] is True and config["execute"]["execute_notebooks"] == "off"
    assert {".*/**", "**/.*/**", "node_modules/**", "my_work/**"} <= set(config["exclude_patterns"])
    assert config["sphinx"]["config"]["nb_ipywidgets_js"] == {}
    assert "substitution" not in config["sphinx"]["config"]["myst_enable_extensions"]


def test_glossary_has_one_heading_a_term_in_order():
    text = (ROOT / "book" / "glossary.md").read_text()
    terms = re.findall(r"^## (.+)$", text, re.M)
    assert terms == sorted(terms, key=str.lower) and len(terms) == len(set(terms)) >= 20
    assert not re.findall(r"^##\s.+\n\n(?=##|\Z)", text, re.M), "a term without its definition"
