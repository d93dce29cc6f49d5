"""Quizzes and predictions: keys, ids, order, what is refused, what stands without script."""

from __future__ import annotations

import re

import numpy as np
import pytest
from bs4 import BeautifulSoup

from aipm.page import commit, quiz

OPTIONS = [("four", True, "Count them."), ("five", False, "One too many."), ("six", False, "Two too many.")]


def html(shown) -> BeautifulSoup:
    return BeautifulSoup(shown[-1]["data"]["text/html"], "html.parser")


def test_every_option_carries_its_verdict_and_reason_without_script(shown):
    quiz("How many?", OPTIONS, "4.2a", returns="2.3")
    page = html(shown)
    section = page.find("section")
    assert "quiz" in " ".join(section["class"])
    assert section["data-objective"] == "4.2a" and section["data-returns"] == "2.3"
    assert not page.find_all(["script", "style"])
    told = {d.summary.text: (d.p.strong.text, d.p.text) for d in page.find_all("details")}
    assert told["four"] == ("Right.", "Right. Count them.")
    assert told["six"] == ("Not this one.", "Not this one. Two too many.")


def test_keys_may_be_numpy_booleans(shown):
    quiz("How many?", [(t, np.bool_(r), b) for t, r, b in OPTIONS], "4.1")
    assert len(html(shown).select(".aipm-quiz-right")) == 1


def test_id_depends_on_the_question_alone_and_order_not_on_the_key(shown):
    quiz("How many?", OPTIONS, "4.1")
    quiz("How  many?", [(t, t == "six", b) for t, _, b in OPTIONS], "4.1")
    quiz("How few?", OPTIONS, "4.1")
    first, second, third = (BeautifulSoup(s["data"]["text/html"], "html.parser") for s in shown)
    assert first.section["id"] == second.section["id"] != third.section["id"]
    assert [d.summary.text for d in first("details")] == [d.summary.text for d in second("details")]


def test_the_place_of_the_right_option_does_not_give_it_away(shown):
    places = []
    for n in range(300):
        quiz(f"Question {n}?", OPTIONS, "4.1")
        places.append([("aipm-quiz-right" in d["class"]) for d in html(shown)("details")].index(True))
    # authors put the right one first; on the page each place has it about as often (100 ± 4 sd)
    assert all(67 <= places.count(place) <= 133 for place in range(3)), [places.count(p) for p in range(3)]


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ([(t, False, b) for t, _, b in OPTIONS], "none is"),
        ([(t, True, b) for t, _, b in OPTIONS], "four | five | six"),
        (OPTIONS[:1], "two to six"),
        ([*OPTIONS, ("four ", False, "again")], "read the same"),
        ([*OPTIONS, ("seven", False, " ")], "no reason"),
    ],
)
def test_a_faulty_quiz_is_refused_with_what_is_wrong(shown, options, reason):
    with pytest.raises(ValueError, match=re.escape(reason)):
        quiz("How many?", options, "4.1")
    assert not shown


@pytest.mark.parametrize("objective", ["", "4", "4.2aa", "chapter 4", None])
def test_objective_must_look_like_one(objective):
    with pytest.raises(ValueError, match="curriculum.yml"):
        quiz("How many?", OPTIONS, objective)


def test_text_is_escaped_and_money_never_turns_into_mathematics(shown):
    quiz("Is <b>$5</b> **more** than `a < b` or $6?", OPTIONS, "4.1")
    source = shown[0]["data"]["text/html"]
    assert "&lt;b&gt;" in source and "<strong>more</strong>" in source and "<code>a &lt; b</code>" in source
    assert not re.search(r"\$[^<]", source), "a dollar stands alone in its element"
    assert html(shown).section.p.text.endswith("Is <b>$5</b> more than a < b or $6?")


def test_commit_has_inputs_with_names_and_no_key(shown):
    commit("Which costs more?", ["a miss", "a false alarm"])
    radios = html(shown)("input")
    assert [r["type"] for r in radios] == ["radio", "radio"] and len({r["name"] for r in radios}) == 1
    assert all(r.find_parent("label") for r in radios)
    commit("How many of 100?", unit="of 100")
    field = html(shown).find("input")
    assert field["type"] == "number" and "How many of 100?" in field["aria-label"]
    with pytest.raises(ValueError, match="two to six different"):
        commit("Which?", ["a", "a"])
