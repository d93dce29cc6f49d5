"""Scenarios: the engine on a small one, and rules for every file there is."""

from __future__ import annotations

import copy
from statistics import mean

import pytest

from aipm.practice import NotYet
from aipm.practice.forms import played
from aipm.practice.scenario import Story, check_story, names, scenario

PERSON = {
    "role": "engineer",
    "want": "sleep",
    "fear": "Saturdays",
    "thought": "I would have said it, if asked.",
}
SMALL = {
    "id": "00_small",
    "title": "A small scenario",
    "about": "Two scenes with two replies each: enough to see time pass, facts learnt and what comes of it.",
    "measures": {"time": {"start": 60, "means": "minutes"}},
    "people": {"engineer": PERSON},
    "facts": {"days": "It takes three days.", "gossip": "The canteen is closed."},
    "scenes": [
        {
            "id": "one",
            "title": "First",
            "person": "engineer",
            "text": "She has time now.",
            "replies": [
                {"id": "a", "text": "How long does it take?", "answer": "About three days.",
                 "effects": {"time": -20}, "learns": ["days"], "next": "two"},
                {"id": "b", "text": "Where is lunch today?", "answer": "It is closed.", "learns": ["gossip"],
                 "next": [{"when": {"measure": "time", "at_most": 10}, "to": "end"}, {"to": "two"}]},
            ],
        },
        {
            "id": "two",
            "title": "Second",
            "person": ["engineer"],
            "text": "The sponsor asks for a date.",
            "variants": [{"when": {"chose": "one.b"}, "text": "You smell of soup."}],
            "replies": [
                {"id": "a", "text": "I name the days I know.", "answer": "She nods twice.",
                 "effects": {"time": -10}, "next": "end"},
                {"id": "b", "text": "I say that it is soon.", "answer": "She frowns at it.", "next": "end"},
            ],
        },
    ],
    "ends": [
        {"id": "kept", "good": True, "when": {"all": [{"knows": "days"}, {"chose": "two.a"}]},
         "text": "The date is kept by everybody."},
        {"id": "broken", "good": False, "text": "The date is broken, and you explain it."},
    ],
}  # fmt: skip


@pytest.fixture
def small():
    return Story(copy.deepcopy(SMALL))


def test_a_walk_keeps_time_facts_and_consequences(small):
    walk = small.walk(["a", "a"])
    assert (walk.end, walk.good, walk.measures, walk.facts) == ("kept", True, {"time": 30}, ["days"])
    assert walk.scenes == ["one", "two"]
    after = small.reply(small.begin(), "b")
    assert small.text(after) == ["The sponsor asks for a date.", "You smell of soup."]
    assert small.text(small.reply(small.begin(), "a")) == ["The sponsor asks for a date."]
    assert small.walk("ba").end == "broken" and small.walk("b, a").end == "broken"


def test_all_paths_and_the_share_of_random_ones(small):
    assert sorted(map("".join, small.paths())) == ["aa", "ab", "ba", "bb"]
    assert small.random_pass_share(walks=4_000) == pytest.approx(0.25, abs=0.03)
    assert small.random_pass_share(lambda walk: "gossip" in walk.facts, walks=4_000) == pytest.approx(
        0.5, abs=0.03
    )


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (None, "no answer yet"),
        (..., "no answer yet"),
        (3, "a list of replies"),
        ([1, 2], "it holds"),
        ({"a": 1}, "a list of replies"),
        ([], "stops after 0 replies"),
        (["a"], "stops after 1 reply,"),
        (["a", "x"], "names 'x' as reply 2"),
        (["a", "a", "a"], "too many replies"),
    ],
)
def test_a_path_that_does_not_exist_gets_a_sentence(small, path, words):
    with pytest.raises(NotYet, match=".") as told:
        small.walk(path)
    assert words in str(told.value)


def test_the_form_tells_how_a_bad_path_ends_and_names_no_reply(small):
    assert played({"path": ["a", "a"], "more": 1}, small).end == "kept"
    with pytest.raises(NotYet, match="broken, and you explain it") as told:
        played({"path": ["b", "a"]}, small)
    assert "(a)" not in str(told.value)
    assert played({"path": ["b", "b"]}, small, accept=lambda walk: walk.end == "broken").end == "broken"
    for answer in (None, [], {"way": []}, "aa"):
        with pytest.raises(NotYet, match="path"):
            played(answer, small)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d["scenes"][0]["replies"][0].update(next="three"), "leads to 'three'"),
        (lambda d: d["scenes"][0]["replies"][0].update(learns=["secret"]), "no fact 'secret'"),
        (lambda d: d["scenes"][0]["replies"][0].update(effects={"luck": 1}), "no measure 'luck'"),
        (lambda d: d["scenes"][0]["replies"][1].update(id="a"), "same id"),
        (lambda d: d["scenes"][0].update(person="nobody"), "no person 'nobody'"),
        (lambda d: d["scenes"][1]["variants"][0].update(when={"chose": "one.c"}), "'one.c'"),
        (lambda d: d["ends"][1].update(when={"knows": "days"}), "has a condition"),
        (lambda d: d["ends"].append({**d["ends"][1]}), "there twice"),
        (lambda d: d["scenes"][0]["replies"][1]["next"].pop(), "last way on"),
        (lambda d: d["scenes"][0]["replies"][0].update(colour="red"), "colour"),
        (lambda d: d.pop("ends"), "ends"),
        (lambda d: d["ends"][0].update(when={"all": [{"knows": "nothing"}]}), "'nothing'"),
    ],
)
def test_faults_of_a_file_are_named(change, words):
    data = copy.deepcopy(SMALL)
    assert check_story(data) == []
    change(data)
    assert words in "; ".join(check_story(data))


def test_scenes_in_a_circle_are_noticed():
    data = copy.deepcopy(SMALL)
    data["scenes"][1]["replies"][1]["next"] = "one"
    with pytest.raises(ValueError, match="circle"):
        list(Story(data).paths())


def test_numbers_fill_texts_and_nothing_is_left_over():
    numbers = {"map": 5, "legal": 10, "security": 12, "council": 15, "training": 4}
    assert "takes 5 working days" in scenario("03_four_hours", **numbers).facts["map"]
    with pytest.raises(ValueError, match="wants training"):
        scenario("03_four_hours", **{k: v for k, v in numbers.items() if k != "training"})
    with pytest.raises(ValueError, match="no text has a place for moon"):
        scenario("03_four_hours", moon=1, **numbers)
    with pytest.raises(ValueError, match="There is no scenario"):
        scenario("99_nowhere")


# -- every file there is ---------------------------------------------------------------------------------

NUMBERS = {
    "03_four_hours": {"map": 5, "legal": 10, "security": 12, "council": 15, "training": 4},
    "07_ninety_nine": {"flawless": 5.6, "n": 120, "good": 106, "low": 81, "high": 93, "point": 88},
    "09_two_numbers": {"found": 2, "of": 6},
    "12_two_hours": {"members": 412, "complaints": 9},
}


def story(name):
    return scenario(name, **NUMBERS.get(name, {}))


every = pytest.mark.parametrize("name", names())


@every
def test_every_path_ends_and_everything_in_it_can_be_met(name):
    one = story(name)
    walks = [one.walk(path) for path in one.paths()]
    assert {walk.end for walk in walks} == {end["id"] for end in one.ends}
    assert {step for walk in walks for step in walk.chosen} == {
        f"{scene['id']}.{reply['id']}" for scene in one.scenes.values() for reply in scene["replies"]
    }
    assert {fact for walk in walks for fact in walk.facts} == set(one.facts)
    assert all(5 <= len(walk.path) <= 10 for walk in walks)
    heard = {
        text
        for walk in walks
        for at in range(len(walk.path))
        for text in one.text(replay(one, walk.path[:at]))
    }
    assert heard >= {v["text"] for scene in one.scenes.values() for v in scene.get("variants", [])}


def replay(one, path):
    walk = one.begin()
    for choice in path:
        walk = one.reply(walk, choice)
    return walk


@every
def test_it_cannot_be_passed_by_chance_or_by_length(name):
    one = story(name)
    assert one.random_pass_share(walks=10_000) < 0.10
    good = [one.walk(path) for path in one.paths() if one.walk(path).good]
    assert len(good) >= 2, "more than one way through"
    longest = {
        s: max(scene["replies"], key=lambda r: len(r["text"]))["id"] for s, scene in one.scenes.items()
    }
    share = mean(
        longest[at] == taken for walk in good for at, taken in zip(walk.scenes, walk.path, strict=True)
    )
    chance = mean(1 / len(one.scenes[at]["replies"]) for walk in good for at in walk.scenes)
    assert share <= chance + 0.1, f"the longest reply is right {share:.0%} of the time"
    for pick in (lambda s: longest[s], *(lambda s, k=k: one.scenes[s]["replies"][k]["id"] for k in range(2))):
        walk = one.begin()
        while not walk.done:
            walk = one.reply(walk, pick(walk.at))
        assert not walk.good
    for scene in one.scenes.values():
        lengths = [len(reply["text"]) for reply in scene["replies"]]
        assert max(lengths) < 2 * min(lengths), scene["id"]
