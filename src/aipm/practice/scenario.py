"""Scenarios: conversations with consequences, one YAML file each; a learner plays them and hands in a path.

A scenario is a graph of scenes. A scene offers two to four replies; a reply takes time, moves trust, teaches
facts and leads on. What is said later may depend on what was done before. `scenarios/schema.yml` says what a
file holds, `check_story` finds what a schema cannot.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import yaml

from .answers import NotYet, describe

END = "end"
MOST_PATHS = 200_000

Condition = Mapping[str, Any]


@dataclass
class Walk:
    """What became of one path: the end reached, the measures, the facts learnt in order, the scenes."""

    path: tuple[str, ...]
    end: str = ""
    good: bool = False
    measures: dict[str, float] = field(default_factory=dict)
    facts: list[str] = field(default_factory=list)
    scenes: list[str] = field(default_factory=list)
    chosen: set[str] = field(default_factory=set)
    at: str = ""  # the scene that waits for a reply, "" when the walk has ended

    @property
    def done(self) -> bool:
        return not self.at


class Story:
    """A scenario with its numbers filled in. `data` is the file's content, texts filled."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.id: str = data["id"]
        self.title: str = data["title"]
        self.about: str = data["about"]
        self.measures: dict[str, Any] = data.get("measures", {})
        self.people: dict[str, Any] = data.get("people", {})
        self.facts: dict[str, str] = data.get("facts", {})
        self.scenes: dict[str, Any] = {scene["id"]: scene for scene in data["scenes"]}
        self.ends: list[dict[str, Any]] = data["ends"]
        self.first: str = data["scenes"][0]["id"]

    # -- playing ---------------------------------------------------------------------------------------

    def begin(self) -> Walk:
        start = {name: float(one["start"]) for name, one in self.measures.items()}
        return Walk((), measures=start, at=self.first)

    def reply(self, walk: Walk, choice: str) -> Walk:
        """The walk after one more reply. KeyError when its scene has no such reply, or the walk has ended."""
        scene = self.scenes[walk.at]
        taken = next((r for r in scene["replies"] if r["id"] == choice), None)
        if taken is None:
            raise KeyError(choice)
        after = Walk(
            (*walk.path, choice),
            measures=dict(walk.measures),
            facts=list(walk.facts),
            scenes=[*walk.scenes, walk.at],
            chosen={*walk.chosen, f"{walk.at}.{choice}"},
        )
        for name, change in taken.get("effects", {}).items():
            after.measures[name] += change
        after.facts += [fact for fact in taken.get("learns", []) if fact not in after.facts]
        leads = taken["next"]
        if not isinstance(leads, str):
            leads = next(one["to"] for one in leads if holds(one.get("when"), after))
        if leads != END:
            after.at = leads
            return after
        ending = next(one for one in self.ends if holds(one.get("when"), after))
        after.end, after.good = ending["id"], ending["good"]
        return after

    def text(self, walk: Walk) -> list[str]:
        """What the waiting scene says, and what it adds because of what was done before."""
        scene = self.scenes[walk.at]
        added = [one["text"] for one in scene.get("variants", []) if holds(one["when"], walk)]
        return [scene["text"], *added]

    def end_text(self, walk: Walk) -> str:
        return next(one["text"] for one in self.ends if one["id"] == walk.end)

    def walk(self, path: object, what: str = "the path") -> Walk:
        """Plays `path`, a list of reply ids such as ["a", "c", "b"]. NotYet, a sentence, unless it ends."""
        walk = self.begin()
        for choice in _choices(path, what):
            if walk.done:
                raise NotYet(f"{what} has too many replies: after {len(walk.path)} the scenario is over.")
            known = [reply["id"] for reply in self.scenes[walk.at]["replies"]]
            if choice not in known:
                raise NotYet(
                    f"{what} names {choice!r} as reply {len(walk.path) + 1}, where there are "
                    f"{', '.join(map(repr, known))}."
                )
            walk = self.reply(walk, choice)
        if not walk.done:
            count = "1 reply" if len(walk.path) == 1 else f"{len(walk.path)} replies"
            raise NotYet(
                f"{what} stops after {count}, before the scenario is over: play it to the end and copy the "
                "whole path."
            )
        return walk

    # -- looking at all of it ----------------------------------------------------------------------------

    def paths(self) -> Iterator[tuple[str, ...]]:
        """Every complete path. ValueError for more than 200,000 of them, or scenes that go in a circle."""
        open_walks, found = [self.begin()], 0
        while open_walks:
            walk = open_walks.pop()
            if len(walk.path) > 2 * len(self.scenes):
                raise ValueError(f"scenario {self.id}: the scenes lead in a circle at {walk.at!r}.")
            for reply in reversed(self.scenes[walk.at]["replies"]):
                after = self.reply(walk, reply["id"])
                if not after.done:
                    open_walks.append(after)
                    continue
                found += 1
                if found > MOST_PATHS:
                    raise ValueError(f"scenario {self.id} has more than {MOST_PATHS:,} paths.")
                yield after.path

    def random_pass_share(
        self, accept: Callable[[Walk], bool] | None = None, walks: int = 10_000, seed: int = 0
    ) -> float:
        """Share of `walks` random walks, every reply equally likely, that `accept` (or a good end) passes."""
        rng, passed = np.random.default_rng(seed), 0
        for _ in range(walks):
            walk = self.begin()
            while not walk.done:
                replies = self.scenes[walk.at]["replies"]
                walk = self.reply(walk, replies[int(rng.integers(len(replies)))]["id"])
            passed += bool(accept(walk)) if accept else walk.good
        return passed / walks


def holds(condition: Condition | None, walk: Walk) -> bool:
    """Whether a condition of a scenario file holds for a walk; no condition always does."""
    if not condition:
        return True
    if "all" in condition:
        return all(holds(one, walk) for one in condition["all"])
    if "any" in condition:
        return any(holds(one, walk) for one in condition["any"])
    if "chose" in condition:
        return condition["chose"] in walk.chosen
    if "knows" in condition:
        return condition["knows"] in walk.facts
    if "not_knows" in condition:
        return condition["not_knows"] not in walk.facts
    value = walk.measures[condition["measure"]]
    return condition.get("at_least", -np.inf) <= value <= condition.get("at_most", np.inf)


def scenario(name: str, **numbers: object) -> Story:
    """The scenario of file `scenarios/<name>.yml`, each {place} in its texts filled from `numbers`.

    ValueError for a name that does not exist, a place without a number and a number without a place.
    """
    raw = _read(name)
    used: set[str] = set()
    filled = _filled(raw, {key: str(value) for key, value in numbers.items()}, used, name)
    if unused := sorted(set(numbers) - used):
        raise ValueError(f"scenario {name}: no text has a place for {', '.join(unused)}.")
    return Story(filled)


def names() -> list[str]:
    """The scenarios there are."""
    folder = files("aipm.practice") / "scenarios"
    found = (one.name for one in folder.iterdir())
    return sorted(n.removesuffix(".yml") for n in found if n.endswith(".yml") and n != "schema.yml")


@cache
def _text(name: str) -> str:
    path = files("aipm.practice") / "scenarios" / f"{name}.yml"
    if name not in names():
        raise ValueError(f"There is no scenario {name!r}; there are {', '.join(names())}.")
    return path.read_text(encoding="utf-8")


def _read(name: str) -> dict[str, Any]:
    data = yaml.safe_load(_text(name))
    if faults := check_story(data):
        raise ValueError(f"scenario {name}: {faults[0]}")
    return data


def _filled(node: Any, numbers: Mapping[str, str], used: set[str], name: str) -> Any:
    if isinstance(node, dict):
        return {key: _filled(value, numbers, used, name) for key, value in node.items()}
    if isinstance(node, list):
        return [_filled(value, numbers, used, name) for value in node]
    if not isinstance(node, str):
        return node
    places = {part[1] for part in string.Formatter().parse(node) if part[1] is not None}
    if missing := sorted(places - set(numbers)):
        raise ValueError(f"scenario {name}: a text wants {', '.join(missing)}, which was not given.")
    used |= places
    return node.format(**numbers) if places else node


def _choices(path: object, what: str) -> Sequence[str]:
    example = 'a list of replies such as ["a", "c", "b"]'
    if path is None or path is Ellipsis:
        raise NotYet(f"{what} is {describe(path)}: no answer yet; expected {example}.")
    if isinstance(path, str):
        path = [one for one in path.replace(",", " ").split()] if " " in path or "," in path else list(path)
    if isinstance(path, (np.ndarray,)) or hasattr(path, "tolist"):
        path = path.tolist()
    if not isinstance(path, (list, tuple)):
        raise NotYet(f"{what} should be {example}; it is {describe(path)}.")
    for one in path:
        if not isinstance(one, str):
            raise NotYet(f"{what} should be {example}; it holds {describe(one)}.")
    return [one.strip() for one in path]


# -- faults of a file ----------------------------------------------------------------------------------


def check_story(data: Any) -> list[str]:
    """One sentence for each fault of a scenario file's content; none when it can be played."""
    import jsonschema

    schema = yaml.safe_load((files("aipm.practice") / "scenarios" / "schema.yml").read_text(encoding="utf-8"))
    found = [
        f"{'.'.join(map(str, fault.absolute_path)) or 'the file'}: {fault.message}"
        for fault in jsonschema.Draft202012Validator(schema).iter_errors(data)
    ]
    return found or list(_faults(data))


def _faults(data: dict[str, Any]) -> Iterator[str]:
    scenes = [scene["id"] for scene in data["scenes"]]
    ends = [end["id"] for end in data["ends"]]
    for kind, ids in (("scene", scenes), ("end", ends)):
        for one in sorted({i for i in ids if ids.count(i) > 1}):
            yield f"the {kind} {one!r} is there twice"
    if data["ends"][-1].get("when"):
        yield f"the last end, {ends[-1]!r}, has a condition: a walk that meets none would not end"
    facts, measures = set(data.get("facts", {})), set(data.get("measures", {}))
    replies = {f"{s['id']}.{r['id']}" for s in data["scenes"] for r in s["replies"]}
    for scene in data["scenes"]:
        place = f"scene {scene['id']}"
        people = scene["person"] if isinstance(scene["person"], list) else [scene["person"]]
        for person in people:
            if person not in data["people"]:
                yield f"{place}: there is no person {person!r}"
        ids = [reply["id"] for reply in scene["replies"]]
        if len(set(ids)) < len(ids):
            yield f"{place}: two replies have the same id"
        for variant in scene.get("variants", []):
            yield from _unknown(variant["when"], place, replies, facts, measures)
        for reply in scene["replies"]:
            here = f"{place}, reply {reply['id']}"
            for fact in reply.get("learns", []):
                if fact not in facts:
                    yield f"{here}: there is no fact {fact!r}"
            for measure in reply.get("effects", {}):
                if measure not in measures:
                    yield f"{here}: there is no measure {measure!r}"
            leads = reply["next"]
            targets = [leads] if isinstance(leads, str) else [one["to"] for one in leads]
            for target in targets:
                if target != END and target not in scenes:
                    yield f"{here} leads to {target!r}, which is no scene"
            if not isinstance(leads, str):
                if leads[-1].get("when"):
                    yield f"{here}: the last way on has a condition, so there may be none"
                for one in leads:
                    yield from _unknown(one.get("when"), here, replies, facts, measures)
    for end in data["ends"]:
        yield from _unknown(end.get("when"), f"end {end['id']}", replies, facts, measures)


def _unknown(
    condition: Condition | None, place: str, replies: set[str], facts: set[str], measures: set[str]
) -> Iterator[str]:
    if not condition:
        return
    for one in condition.get("all", condition.get("any", [])):
        yield from _unknown(one, place, replies, facts, measures)
    for key, known in (("chose", replies), ("knows", facts), ("not_knows", facts), ("measure", measures)):
        if key in condition and condition[key] not in known:
            yield f"{place}: a condition names {condition[key]!r}, which does not exist"
