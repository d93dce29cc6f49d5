"""How a message is put together: dice, fragments with alternatives, slots, slips of the keyboard.

A fragment is a string. ``[a|b|c]`` takes one of its alternatives (they nest; an empty one is allowed),
``{slot}`` is filled from the case the message belongs to, so a follow-up names the same shop and sum.
All chance comes from uniform doubles of one generator, in blocks: fast, and the same on every platform
(no distribution whose last digit depends on the maths library).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeVar

import numpy as np

T = TypeVar("T")
Node = str | tuple[str, object]


class Dice:
    """Uniform draws of a NumPy generator, handed out one at a time."""

    def __init__(self, rng: np.random.Generator, block: int = 4096) -> None:
        self._rng = rng
        self._size = block
        self._block: list[float] = []

    def u(self) -> float:
        """One number in [0, 1)."""
        if not self._block:
            self._block = self._rng.random(self._size).tolist()
        return self._block.pop()

    def below(self, n: int) -> int:
        """One integer in 0 … n−1."""
        return int(self.u() * n)

    def between(self, low: int, high: int) -> int:
        """One integer in low … high, both included."""
        return low + int(self.u() * (high - low + 1))

    def chance(self, p: float) -> bool:
        return self.u() < p

    def pick(self, things: Sequence[T]) -> T:
        return things[int(self.u() * len(things))]


@cache
def parse(fragment: str) -> tuple[Node, ...]:
    """Fragment → nodes: text, ("alt", alternatives) or ("slot", name)."""
    nodes, end = _sequence(fragment, 0, top=True)
    if end != len(fragment):
        raise ValueError(f"fragment has an unmatched bracket: {fragment!r}")
    return nodes


def _sequence(text: str, at: int, top: bool) -> tuple[tuple[Node, ...], int]:
    nodes: list[Node] = []
    plain = ""
    while at < len(text):
        mark = text[at]
        if mark in "]|" and not top:
            break
        if mark in "[{" and plain:
            nodes.append(plain)
            plain = ""
        if mark == "[":
            choices = []
            while True:
                inner, at = _sequence(text, at + 1, top=False)
                choices.append(inner)
                if at >= len(text):
                    raise ValueError(f"fragment has an unmatched bracket: {text!r}")
                if text[at] == "]":
                    break
            nodes.append(("alt", tuple(choices)))
        elif mark == "{":
            close = text.index("}", at)
            nodes.append(("slot", text[at + 1 : close]))
            at = close
        else:
            plain += mark
        at += 1
    if plain:
        nodes.append(plain)
    return tuple(nodes), at


def render(fragment: str, dice: Dice, fill: Callable[[str], str]) -> str:
    """The fragment with its alternatives taken and its slots filled."""
    out: list[str] = []
    _write(parse(fragment), dice, fill, out)
    text = " ".join("".join(out).split()).replace("the the ", "the ")
    return re.sub(r"\s+([.,!?;:])", r"\1", text)


def _write(nodes: Sequence[Node], dice: Dice, fill: Callable[[str], str], out: list[str]) -> None:
    for node in nodes:
        if isinstance(node, str):
            out.append(node)
        elif node[0] == "alt":
            _write(dice.pick(node[1]), dice, fill, out)  # type: ignore[arg-type]
        else:
            out.append(fill(str(node[1])))


# What hurried people really type; the slip is made when the word comes up and the dice say so.
MISSPELT = {
    "account": ["acount", "accout", "acct"],
    "address": ["adress", "addres"],
    "amount": ["ammount"],
    "because": ["becuase", "bc", "cuz"],
    "believe": ["beleive"],
    "business": ["buisness"],
    "definitely": ["definately"],
    "deposit": ["depost"],
    "immediately": ["immediatly"],
    "interest": ["intrest"],
    "received": ["recieved"],
    "receive": ["recieve"],
    "password": ["pasword", "passwrod"],
    "payment": ["paymnet", "payement", "pymt"],
    "payments": ["payements"],
    "please": ["pls", "plz", "pleae"],
    "separate": ["seperate"],
    "statement": ["statment"],
    "their": ["thier"],
    "though": ["tho"],
    "through": ["thru"],
    "tomorrow": ["tommorow", "tmrw"],
    "transfer": ["tranfer", "trasnfer"],
    "transferred": ["transfered"],
    "which": ["wich"],
    "with": ["wiht", "w/"],
    "you": ["u", "yuo"],
    "your": ["ur", "you're"],
    "the": ["teh"],
}
_WORD = re.compile(r"[A-Za-z']+")


def slip(text: str, dice: Dice, rate: float) -> str:
    """The text with a share `rate` of its longer words mistyped."""

    def one(match: re.Match[str]) -> str:
        word = match.group()
        if dice.u() >= rate:
            return word
        known = MISSPELT.get(word.lower())
        if known:
            wrong = dice.pick(known)
            return wrong.capitalize() if word[0].isupper() else wrong
        if "'" in word:
            return word.replace("'", "")
        if len(word) < 5:
            return word
        at = dice.between(1, len(word) - 3)
        kind = dice.below(3)
        if kind == 0:  # two letters change places
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if kind == 1:  # one is lost
            return word[:at] + word[at + 1 :]
        return word[:at] + word[at] + word[at:]  # one is struck twice

    return _WORD.sub(one, text)
