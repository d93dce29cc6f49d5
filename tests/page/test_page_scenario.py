"""A scenario on the page: as text, with buttons, and which of the two is shown when."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from aipm.page import scenario as shown
from aipm.practice.scenario import scenario

NUMBERS = {"map": 5, "legal": 10, "security": 12, "council": 15, "training": 4}


@pytest.fixture
def story():
    return scenario("03_four_hours", **NUMBERS)


class Balance(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.ids, self.links = [], [], []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        found = dict(attrs)
        assert "style" not in found and "onclick" not in found
        if "id" in found:
            self.ids.append(found["id"])
        if "href" in found:
            self.links.append(found["href"])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_text_holds_all_of_it_once_and_its_links_lead_somewhere(story):
    text = shown.as_text(story)
    page = Balance()
    page.feed(text)
    assert page.open == [] and len(set(page.ids)) == len(page.ids)
    assert page.links and {link.removeprefix("#") for link in page.links} <= set(page.ids)
    flat = re.sub(r"<[^>]+>", "", text)
    for scene in story.scenes.values():
        for reply in scene["replies"]:
            assert flat.count(shown.inline(reply["text"])) == 1
    assert all(shown.inline(end["text"]) in flat for end in story.ends)
    assert text == shown.as_text(scenario("03_four_hours", **NUMBERS))


def test_conditions_are_said_in_words(story):
    def words(condition):
        return shown.condition_in_words(condition, story)

    assert words(None) == ""
    assert words({"chose": "one.a"}) == 'you chose (a) at "One o\'clock"'
    assert words({"measure": "time", "at_most": -1}) == "time is at most -1"
    both = words({"all": [{"knows": "map"}, {"not_knows": "tray"}]})
    assert (
        both.startswith("you know that the data map") and " and you do not know that nobody decides" in both
    )


def test_only_the_text_where_nobody_sits_in_front(story, monkeypatch):
    sent = []
    monkeypatch.setattr(shown, "emit", lambda data, metadata=None: sent.append(data))
    shown.play(story)  # no kernel here
    assert (
        set(sent[0]) == {"text/html", "text/plain"}
        and "The whole scenario as text" not in sent[0]["text/html"]
    )


def test_the_player_plays_to_the_end_and_hands_out_the_path(story):
    player = shown.Player(story)
    for choice in "caaab":
        player.choose(choice)
    page = "".join(getattr(child, "value", "") for child in player.box.children)
    assert '"path": ["c", "a", "a", "a", "b"]' in page and "So that" in page
    player.again()
    assert player.walk.path == ()


def test_a_button_never_raises(story):
    player = shown.Player(story)
    player.choose("z")
    assert "Begin again" in "".join(getattr(child, "value", "") for child in player.box.children)
