"""A scenario on the page: as text for everybody, with buttons where a kernel answers.

The text is nested `<details>`, one block a scene: it can be played on paper, without script, on a code host.
In a live notebook a player with buttons comes first and hands out the path. With AIPM_STILL=1 (as `aipm run`
and the tests set it) only the text is shown: stored outputs then repeat and hold no widget's state.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from aipm.page.quiz import _NO_MATHS, inline
from aipm.page.text import emit, plain

if TYPE_CHECKING:
    from aipm.practice.scenario import Story


def play(story: Story) -> None:
    """Show a scenario (`aipm.practice.scenario`): buttons in a live notebook, and all of it as text."""
    live = _is_live()
    if live:
        from IPython.display import display

        display(Player(story).box)
    emit({"text/html": as_text(story, folded=live), "text/plain": f"scenario: {plain(story.title)}"})


def _is_live() -> bool:
    """A kernel that somebody sits in front of: not a grader's, not one that stores outputs."""
    if os.environ.get("AIPM_STILL") == "1" or os.environ.get("AIPM_GRADING") == "1":
        return False
    from IPython import get_ipython

    shell = get_ipython()
    return (
        shell is not None
        and hasattr(shell, "kernel")
        and "ipykernel" in sys.modules
        or (sys.platform == "emscripten" and shell is not None)
    )


# -- as text -------------------------------------------------------------------------------------------


def as_text(story: Story, folded: bool = False) -> str:
    """The scenario as HTML of nested details; `folded` puts all of it under one more summary."""
    name = f"scenario-{story.id}"
    rows = [
        f"<p><strong>A scenario: {inline(story.title)}.</strong> {inline(story.about)}</p>",
        "<p>Open the first scene, choose one reply before you open any, and go on where it leads. Write down "
        f"what you chose.{_starts(story)}</p>",
    ]
    for number, scene in enumerate(story.data["scenes"], 1):
        rows.append(f'<details class="aipm-scene" id="{name}-{scene["id"]}">')
        rows.append(f"<summary>Scene {number}: {inline(scene['title'])}</summary>")
        rows.append(f"<p>{inline(scene['text'])}</p>")
        for variant in scene.get("variants", []):
            words = condition_in_words(variant["when"], story)
            rows.append(f"<p><em>If {inline(words)}:</em> {inline(variant['text'])}</p>")
        for reply in scene["replies"]:
            rows.append(
                '<details class="aipm-reply">'
                f"<summary>({reply['id']}) {inline(reply['text'])}</summary>"
                f"<p>{inline(reply['answer'])}</p>{_gains(reply, story)}{_way_on(reply, story, name)}"
                "</details>"
            )
        rows.append("</details>")
    rows.append(f'<details class="aipm-scene" id="{name}-end"><summary>How it ends</summary>')
    rows.append("<p>The first line that fits is yours.</p><ul>")
    for end in story.ends:
        words = condition_in_words(end.get("when"), story)
        when = f"If {words}" if words else "In every other case"
        rows.append(f"<li><em>{inline(when)}:</em> {inline(end['text'])}</li>")
    rows.append("</ul></details>")
    rows.append('<details class="aipm-scene"><summary>Afterwards: what they thought</summary><ul>')
    rows += [f"<li>{_person(one)} {inline(one['thought'])}</li>" for one in story.people.values()]
    rows.append("</ul></details>")
    body = "\n".join(rows)
    if folded:
        body = f"<details><summary>The whole scenario as text</summary>\n{body}\n</details>"
    return f'<section class="aipm-scenario {_NO_MATHS}" id="{name}">\n{body}\n</section>'


def _starts(story: Story) -> str:
    told = [f"{one['start']:g} {inline(one['means'])}" for one in story.measures.values() if one["start"]]
    return f" You begin with {' and '.join(told)}." if told else ""


def _person(one: Mapping[str, Any]) -> str:
    return (
        f"<strong>{inline(one['role'][:1].upper() + one['role'][1:])}</strong> "
        f"(wants {inline(one['want'])}; fears {inline(one['fear'])}):"
    )


def _gains(reply: Mapping[str, Any], story: Story) -> str:
    moved = [f"{name} {change:+g}" for name, change in reply.get("effects", {}).items() if change]
    told = inline(", ".join(moved)).replace("-", "−")
    rows = [f'<p class="aipm-effects"><em>{told}</em></p>'] if moved else []
    rows += [
        f"<p><strong>You now know:</strong> {inline(story.facts[f])}</p>" for f in reply.get("learns", [])
    ]
    return "".join(rows)


def _way_on(reply: Mapping[str, Any], story: Story, name: str) -> str:
    leads = reply["next"]
    ways: list[Any] = [{"to": leads}] if isinstance(leads, str) else leads
    rows = []
    for way in ways:
        words = condition_in_words(way.get("when"), story)
        title = "how it ends" if way["to"] == "end" else story.scenes[way["to"]]["title"]
        link = f'<a href="#{name}-{way["to"]}">{inline(title)}</a>'
        rows.append(f"<p>{inline('If ' + words + ', go' if words else 'Go')} on to: {link}</p>")
    return "".join(rows)


def condition_in_words(condition: Mapping[str, Any] | None, story: Story) -> str:
    """A condition of a scenario file as part of a sentence after "if"; "" for none."""
    if not condition:
        return ""
    if "all" in condition:
        return " and ".join(condition_in_words(one, story) for one in condition["all"])
    if "any" in condition:
        return " or ".join(condition_in_words(one, story) for one in condition["any"])
    if "chose" in condition:
        scene, reply = condition["chose"].split(".")
        return f'you chose ({reply}) at "{story.scenes[scene]["title"]}"'
    if "knows" in condition or "not_knows" in condition:
        fact = story.facts[condition.get("knows", condition.get("not_knows"))].split(":")[0].split(";")[0]
        fact = fact[:1].lower() + fact[1:].rstrip(".")
        return f"you {'know' if 'knows' in condition else 'do not know'} that {fact}"
    bounds = [f"at least {condition['at_least']:g}"] if "at_least" in condition else []
    bounds += [f"at most {condition['at_most']:g}"] if "at_most" in condition else []
    return f"{condition['measure']} is {' and '.join(bounds)}"


# -- with buttons --------------------------------------------------------------------------------------


class Player:
    """The scenario as widgets: a scene, a button for each reply, what it brought, and at the end the path."""

    def __init__(self, story: Story) -> None:
        import ipywidgets

        self.story, self.kit = story, ipywidgets
        self.box = ipywidgets.VBox()
        self.box.add_class("aipm-player")
        self.again()

    def again(self, _: object = None) -> None:
        self.walk, self.said = self.story.begin(), ""
        self.show()

    def choose(self, choice: str) -> None:
        """One reply. Whatever goes wrong is said on the page; a button never raises."""
        try:
            scene = self.story.scenes[self.walk.at]
            reply = next(one for one in scene["replies"] if one["id"] == choice)
            self.walk = self.story.reply(self.walk, choice)
            self.said = f"<p>{inline(reply['answer'])}</p>{_gains(reply, self.story)}"
            self.show()
        except Exception as why:
            message = f"This went wrong ({type(why).__name__}): press Begin again, or use the text below."
            self.box.children = (
                self.html(f"<p>{inline(message)}</p>"),
                self.button("Begin again", self.again),
            )

    def html(self, text: str) -> Any:
        return self.kit.HTML(f'<div class="{_NO_MATHS}">{text}</div>')

    def button(self, label: str, act: Any, tooltip: str = "") -> Any:
        made = self.kit.Button(description=label, tooltip=tooltip or label)
        made.on_click(act)
        return made

    def standing(self) -> str:
        counts = ", ".join(f"{name} {value:g}" for name, value in self.walk.measures.items())
        known = "".join(f"<li>{inline(self.story.facts[fact])}</li>" for fact in self.walk.facts)
        return f"<p><em>{inline(counts)}</em></p>" + (
            f"<details><summary>What you know ({len(self.walk.facts)})</summary><ul>{known}</ul></details>"
            if known
            else ""
        )

    def show(self) -> None:
        rows, story, walk = [], self.story, self.walk
        if not walk.path:
            rows.append(self.html(f"<p><strong>{inline(story.title)}.</strong> {inline(story.about)}</p>"))
        if self.said:
            rows.append(self.html(self.said))
        if walk.done:
            thoughts = "".join(f"<li>{_person(p)} {inline(p['thought'])}</li>" for p in story.people.values())
            path = ", ".join(f'"{one}"' for one in walk.path)
            rows.append(
                self.html(
                    f"<p><strong>How it ends.</strong> {inline(story.end_text(walk))}</p>{self.standing()}"
                    f"<details><summary>What they thought</summary><ul>{thoughts}</ul></details>"
                    f'<p>To hand in: <code>"path": [{path}]</code></p>'
                )
            )
            buttons = [self.button("Begin again", self.again)]
            rows += buttons
        else:
            scene = story.scenes[walk.at]
            words = "".join(f"<p>{inline(text)}</p>" for text in story.text(walk))
            rows.append(self.html(f"<h4>{inline(scene['title'])}</h4>{words}{self.standing()}"))
            buttons = []
            for reply in scene["replies"]:
                act = lambda _, choice=reply["id"]: self.choose(choice)  # noqa: E731
                buttons.append(self.button(f"Choose ({reply['id']})", act, reply["text"]))
                rows.append(
                    self.kit.HBox(
                        [buttons[-1], self.html(inline(reply["text"]))],
                        layout=self.kit.Layout(align_items="center", margin="0 0 0.4em 0"),
                    )
                )
                buttons[-1].layout = self.kit.Layout(min_width="7em", width="7em")
            if walk.path:
                rows.append(self.button("Begin again", self.again))
        self.box.children = tuple(rows)
        if walk.path:  # the reader is at the keyboard: the next thing to press gets the focus
            buttons[0].focus()
