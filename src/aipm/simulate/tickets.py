"""Members' messages to Larkspur Credit Union, with the truth about each of them.

Larkspur is fictional and no message was ever sent: all are composed from fragments written for the course.
What real queues have is here on purpose, its amount a parameter: members who write again about the same
matter, words that come into use in month 5, labels that are wrong, writers in their second language, two rare
matters that cost most when missed, and a field that is only filled in when the case is closed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import ModuleType

import numpy as np
import pandas as pd

from aipm.simulate._tickets import (
    address,
    card,
    common,
    fees,
    hardship,
    loan,
    login,
    payment,
    policies,
    scam,
    transfer,
)
from aipm.simulate._tickets.accent import accent
from aipm.simulate._tickets.engine import Dice, render, slip
from aipm.simulate._tickets.slots import FIRST, LAST, Case

# Share of messages by true intent, largest first; the tail is what matters most.
SHARES: dict[str, float] = {
    "payment": 0.250,
    "card": 0.200,
    "login": 0.150,
    "transfer": 0.120,
    "fees": 0.100,
    "loan": 0.090,
    "address": 0.072,
    "hardship": 0.014,
    "scam": 0.004,
}
INTENTS: tuple[str, ...] = tuple(SHARES)

# A first rule as a product manager would write it in a meeting, before May: the first intent with a word
# in the text (small letters) wins, and what has none is called payment. It is right about two times in three.
KEYWORDS: dict[str, tuple[str, ...]] = {
    "scam": ("scam", "fraud", "gift card", "phishing"),
    "hardship": ("hardship", "lost my job", "can't afford", "cannot pay"),
    "card": ("card", "chip", "declined", "pin ", "debit", "blocked", "machine"),
    "login": (
        "log in",
        "login",
        "sign in",
        "password",
        "username",
        "code",
        "locked",
        "reset",
        "app ",
        "get in",
        "page",
    ),
    "fees": ("fee", "charge", "refund", "waive", "overdraft", "free", "you take", "cost"),
    "address": ("address", "new phone", "i moved", "my name", "last name", "mail ", "zip"),
    "loan": (
        "loan",
        "mortgage",
        "refinanc",
        "title",
        "payoff",
        "approved",
        "dealer",
        "borrow",
        "rate",
        "house",
    ),
    "payment": ("payment", "autopay", "due", "bill", "paid", "pay "),
    "transfer": (
        "transfer",
        "wire",
        "deposit",
        "zelle",
        "routing",
        "send",
        "sent",
        "savings",
        "bank",
        "account",
    ),
}

START = datetime(2026, 1, 1)
DAYS = 181  # January to June 2026: six months

_TEXTS: dict[str, ModuleType] = {
    "payment": payment,
    "card": card,
    "login": login,
    "transfer": transfer,
    "fees": fees,
    "loan": loan,
    "address": address,
    "hardship": hardship,
    "scam": scam,
}
_MINUTES = {  # mean handling time by intent; about 11 over the usual mix
    "payment": 10.5,
    "card": 10.0,
    "login": 7.5,
    "transfer": 12.0,
    "fees": 11.5,
    "loan": 16.0,
    "address": 8.5,
    "hardship": 24.0,
    "scam": 31.0,
}
_CODES = {
    "payment": "PMT",
    "card": "CRD",
    "login": "ACC",
    "transfer": "TRF",
    "fees": "FEE",
    "loan": "LON",
    "address": "ADR",
    "hardship": "HSP",
    "scam": "SCM",
}


@dataclass(frozen=True)
class TicketsTruth:
    """What is true of the messages and cannot be read off them.

    intent          the true intent of each row (Series aligned with `data`)
    wrong_labels    index of the rows whose `intent` in the file differs from the true one
    shares          share of each intent that was aimed at, by intent
    follow_ups      index of the rows that continue an earlier message
    silent          index of the rows whose text names no matter ("Any news on my case?"): nobody could route
                    them by the text alone
    case_id         Series: messages about one matter of one member share a number
    outdated        policy ids whose figures have been superseded
    superseded_by   outdated policy id → id of the text that holds now
    contradictory   two policy ids, both current, that cannot both be right
    """

    intent: pd.Series
    wrong_labels: pd.Index
    shares: dict[str, float]
    follow_ups: pd.Index
    silent: pd.Index
    case_id: pd.Series
    outdated: tuple[str, ...]
    superseded_by: dict[str, str]
    contradictory: tuple[str, ...]


@dataclass(frozen=True)
class Tickets:
    """`data` (one row a message), `truth`, `policies` (40 short texts)."""

    data: pd.DataFrame
    truth: TicketsTruth
    policies: pd.DataFrame = field(repr=False)


def tickets(
    n: int = 6_000,
    seed: int = 4,
    *,
    follow_ups: float = 0.25,
    second_language: float = 0.15,
    wrong_labels: float = 0.02,
    drift: float = 1.0,
    shares: Mapping[str, float] | None = None,
) -> Tickets:
    """Simulate `n` members' messages of six months.

    n                messages, 1 to 200,000
    seed             whole number ≥ 0; the same seed gives the same rows everywhere
    follow_ups       share of messages that continue an earlier one by the same member, 0 to 0.6
    second_language  share of members who write in their second language, 0 to 1
    wrong_labels     share of labels in the file that are wrong, 0 to 0.5
    drift            how much of months 5 and 6 is said in words unknown before, 0 to 1.5 (usual: 1)
    shares           true share by intent, e.g. {"hardship": 0.04}; those not named keep their proportions

    Returns `Tickets(data, truth, policies)`. `data` is sorted by time, with the columns ticket_id, received,
    member_id, channel, language, text, intent, minutes, closed_code. ValueError for an impossible parameter.
    """
    _whole("n", n, 1, 200_000)
    _whole("seed", seed, 0, 2**63 - 1)
    _within("follow_ups", follow_ups, 0.0, 0.6)
    _within("second_language", second_language, 0.0, 1.0)
    _within("wrong_labels", wrong_labels, 0.0, 0.5)
    _within("drift", drift, 0.0, 1.5)
    mix = _mix(shares)
    dice = Dice(np.random.Generator(np.random.PCG64(seed)))

    rows: list[_Row] = []
    for case_id, (member, intent, times) in enumerate(_cases(n, mix, follow_ups, dice)):
        # Each matter has dice of its own: mending a fragment changes the messages that use it, no others.
        own = Dice(np.random.Generator(np.random.PCG64([seed, 1, case_id])), block=48)
        rows += _write_case(case_id, member, intent, times, second_language, drift, seed, own)
    rows.sort(key=lambda row: (row[0], row[2]))
    return _finish(rows, mix, wrong_labels, dice)


def policy_table() -> pd.DataFrame:
    """The 40 policy texts: policy_id, title, text, updated (date), intent."""
    return pd.DataFrame(
        {
            "policy_id": [p[0] for p in policies.POLICIES],
            "title": [p[1] for p in policies.POLICIES],
            "text": [p[4] for p in policies.POLICIES],
            "updated": pd.to_datetime([p[3] for p in policies.POLICIES]),
            "intent": [p[2] for p in policies.POLICIES],
        }
    )


# --- who writes, when, about what ---------------------------------------------------------------


def _cases(
    n: int, mix: dict[str, float], follow_ups: float, dice: Dice
) -> list[tuple[int, str, list[datetime]]]:
    """Matters with their members and the times of their messages: n messages in all.

    Most matters take one message; the follow-ups pile up on a few, as they do in life.
    """
    sizes = [1] * max(1, n - round(n * follow_ups))
    left = n - len(sizes)
    at = 0
    while left:  # the first matters get the later messages: intents and times are shuffled anyway
        more = min(
            left, 1 + int(np.interp(dice.u(), (0, 0.05, 0.15, 0.35, 0.65, 0.85, 1), (0, 1, 2, 3, 4, 5, 6)))
        )
        sizes[at % len(sizes)] += more
        left -= more
        at += 1
    wanted = _quota(sizes, mix, dice)
    members = max(1, round(len(sizes) * 0.85))
    out = []
    for size, intent in zip(sizes, wanted, strict=True):
        moment = _moment(dice)
        times = [moment]
        for _ in range(size - 1):
            moment = moment + timedelta(hours=dice.between(5, 24 * 6), minutes=dice.below(60))
            times.append(moment)
        over = times[-1] - (START + timedelta(days=DAYS) - timedelta(minutes=1))
        if over > timedelta(0):
            times = [t - over for t in times]
        out.append((100_000 + 7 * dice.below(members) % 120_000, intent, times))
    return out


def _quota(sizes: list[int], mix: dict[str, float], dice: Dice) -> list[str]:
    """An intent for each matter, so that each share of *messages* is met as nearly as sizes allow."""
    short = {intent: sum(sizes) * share for intent, share in mix.items()}
    order = sorted(range(len(sizes)), key=lambda i: -sizes[i])
    chosen = [""] * len(sizes)
    for place, i in enumerate(order):
        # Long matters are dealt by chance, in proportion to what is missing; single ones fill up exactly.
        if sizes[i] > 1:
            # One insistent member must not be a tenth of a rare matter.
            room = [(k, v) for k, v in short.items() if v >= 20 * sizes[i]]
            open_ = room or [max(short.items(), key=lambda kv: kv[1])]
            intent = _weighted(open_, dice)
        else:
            rest = order[place:]
            pool = _fill(short, len(rest), dice)
            for j, intent in zip(rest, pool, strict=True):
                chosen[j] = intent
            return chosen
        chosen[i] = intent
        short[intent] -= sizes[i]
    return chosen


def _weighted(things: list[tuple[str, float]], dice: Dice) -> str:
    """One name, with chances in proportion to the weights."""
    draw = dice.u() * sum(weight for _, weight in things)
    for name, weight in things:
        draw -= weight
        if draw < 0:
            return name
    return things[-1][0]


def _fill(short: dict[str, float], count: int, dice: Dice) -> list[str]:
    """`count` intents in shuffled order, in the amounts still missing, rounded by largest remainder."""
    whole = {intent: max(0, int(x)) for intent, x in short.items()}
    rest = sorted(short, key=lambda i: (whole[i] - short[i], INTENTS.index(i)))
    at = 0
    while sum(whole.values()) != count:
        step = 1 if sum(whole.values()) < count else -1
        intent = rest[at % len(rest)] if step > 0 else rest[-1 - at % len(rest)]
        if whole[intent] + step >= 0 and short[intent] > 0:
            whole[intent] += step
        at += 1
    pool = [intent for intent in INTENTS for _ in range(whole[intent])]
    for i in range(len(pool) - 1, 0, -1):
        j = dice.below(i + 1)
        pool[i], pool[j] = pool[j], pool[i]
    return pool


def _moment(dice: Dice) -> datetime:
    """A time of writing: fewer on weekends, most by day."""
    while True:
        day = START + timedelta(days=dice.below(DAYS))
        if day.weekday() < 5 or dice.chance(0.35):
            break
    hour = dice.between(7, 22) if dice.chance(0.5) else dice.between(8, 18)
    if dice.chance(0.04):
        hour = dice.below(6)
    return day + timedelta(hours=hour, minutes=dice.below(60))


# --- what they write ----------------------------------------------------------------------------


# Chances that shape the writing; together they set how hard the messages are.
REASON = 0.25  # how much oftener a member in difficulty gives the reason
UNCLEAR = 0.004  # a first message that names no matter
REMINDER = (0.03, 0.60)  # a follow-up that names no matter: usually, and by members who only ask for news
NAGS = 0.22  # matters whose member only asks for news
BORROW = 0.6  # a key word of a second-language writer put in the first language
TOPIC = 0.50  # a first message that opens with its subject, as mails do
PLAIN = 1.5  # above 1, the plain ways of saying a thing are commoner than the odd ones
OWN_WORDS = 0.60  # a second-language writer says it in their own way, not in the usual words
WHOLLY = 0.20  # and, of these, wholly in Spanish or German
BY_EAR = 0.35  # a longer word of theirs spelled as their first language would
UNSURE = 0.05  # a first message of theirs that asks for help without naming the matter
EITHER = {"hardship": 0.28, "payment": 0.03}  # said in words that fit both
NEW_WORDS = {4: 0.02, 5: 0.22, 6: 0.31}  # month → share of first messages said in words that came in May


@dataclass
class _Writer:
    """A member's habits; they stay the same from message to message."""

    me: str
    second: bool
    tongue: str
    tone: str
    lower: bool
    slips: float
    greets: bool
    signs: bool
    joint: str


def _writer(member: int, second_language: float, seed: int) -> _Writer:
    dice = Dice(np.random.Generator(np.random.PCG64([seed, member])), block=16)
    second = dice.chance(second_language)
    return _Writer(
        me=f"{dice.pick(FIRST)} {dice.pick(LAST)}",
        second=second,
        tongue=dice.pick(("es", "es", "de", "other")),
        tone=dice.pick(("plain", "plain", "plain", "polite", "polite", "angry", "terse", "terse", "long")),
        lower=dice.chance(0.2),
        slips=dice.pick((0.0, 0.0, 0.0, 0.01, 0.02, 0.03, 0.06)),
        greets=dice.chance(0.35),
        signs=dice.chance(0.3),
        joint=dice.pick((". ", ". ", ". ", ", ", " ", "... ", " - ")),
    )


_Row = tuple[datetime, int, int, str, str, str, str, bool, bool]


class _Native(str):
    """A part in the writer's first language: no accent in it."""


class _Silent(list[str]):
    """The parts of a message that names no matter."""


def _write_case(
    case_id: int,
    member: int,
    intent: str,
    times: list[datetime],
    second_language: float,
    drift: float,
    seed: int,
    dice: Dice,
) -> list[_Row]:
    writer = _writer(member, second_language, seed)
    new = min(1.0, drift * NEW_WORDS.get(times[0].month, 0.0))
    case = Case(dice, times[0], min(1.0, new * 1.6), writer.me)
    channel = dice.pick(("app", "app", "app", "e-mail", "e-mail", "branch"))
    language = "second" if writer.second else "first"
    nags = dice.chance(NAGS)
    rows = []
    first: list[str] = []
    for turn, moment in enumerate(times):
        parts = (
            _first(intent, writer, case, new, dice) if turn == 0 else _again(intent, case, first, nags, dice)
        )
        first = first or parts
        text = _dress(parts, writer, case, dice)
        rows.append(
            (
                moment,
                member,
                case_id * 10 + turn,
                channel,
                language,
                text,
                intent,
                turn > 0,
                isinstance(parts, _Silent),
            )
        )
    return rows


def _first(intent: str, writer: _Writer, case: Case, new: float, dice: Dice) -> list[str]:
    """The parts of a first message."""
    words = _TEXTS[intent]
    if dice.chance(UNCLEAR):
        return _Silent([render(dice.pick(common.UNCLEAR), dice, case.fill)])
    if writer.second and dice.chance(UNSURE):
        return _Silent([render(dice.pick(common.UNSURE), dice, case.fill)])
    if dice.chance(EITHER.get(intent, 0.0)):
        core = dice.pick(common.EITHER)
    elif writer.second and dice.chance(OWN_WORDS):
        if writer.tongue in words.FOREIGN and dice.chance(WHOLLY):
            return [_Native(render(dice.pick(words.FOREIGN[writer.tongue]), dice, case.fill))]
        core = _plain_first(words.SECOND, dice)
    elif dice.chance(new):
        core = _plain_first(words.LATE, dice)
    elif writer.tone == "terse" and dice.chance(0.6):
        return [render(_plain_first(words.BRIEF, dice), dice, case.fill)]
    else:
        core = _plain_first(words.SAY, dice)
    if dice.chance(TOPIC) and writer.tone != "terse":
        core = f"{dice.pick(words.TOPIC)} {core}"
    parts = [render(core, dice, case.fill)]
    much = {"terse": 0.05, "plain": 0.25, "polite": 0.3, "angry": 0.3, "long": 0.8}[writer.tone]
    if intent == "hardship":  # a request of this kind comes with its reason
        much = min(0.9, much + REASON)
    details = list(words.MORE)
    for _ in range(2 if writer.tone == "long" else 1):
        if dice.chance(much):
            parts.append(render(details.pop(dice.below(len(details))), dice, case.fill))
    if writer.tone == "long":
        parts.insert(dice.below(2), render(dice.pick(common.ASIDES), dice, case.fill))
        if dice.chance(0.4):
            parts.append(render(dice.pick(common.ASIDES), dice, case.fill))
    if dice.chance(0.08 if writer.tone != "terse" else 0.03):
        other = dice.pick([i for i in common.OTHER if i != intent])
        aside = dice.pick(common.MIX).replace("{other}", dice.pick(common.OTHER[other]))
        parts.append(render(aside, dice, case.fill))
    if "?" not in parts[0] and dice.chance(much + 0.1):
        parts.append(render(dice.pick(words.ASK), dice, case.fill))
    return parts


def _plain_first(fragments: list[str], dice: Dice) -> str:
    """One fragment; those that stand early in the list are the plain ones, and said more often."""
    return fragments[int(len(fragments) * dice.u() ** PLAIN)]


def _again(intent: str, case: Case, first: list[str], nags: bool, dice: Dice) -> list[str]:
    """A later message about the same matter: much of the first one, or only a reminder."""
    fate = dice.u()
    reminder = REMINDER[nags]
    if fate < reminder:
        return _Silent([render(dice.pick(common.VAGUE), dice, case.fill)])
    opening = render(dice.pick(common.AGAIN_OPEN), dice, case.fill)
    if fate < reminder + 0.10:
        return [opening, render(dice.pick(_TEXTS[intent].AGAIN), dice, case.fill)]
    kept = [first[0]] + [part for part in first[1:] if dice.chance(0.6)]
    if dice.chance(0.4):
        kept.append(render(dice.pick(_TEXTS[intent].AGAIN), dice, case.fill))
    elif isinstance(first, _Silent):
        return _Silent([opening, *kept])
    return [opening, *kept]


def _dress(parts: list[str], writer: _Writer, case: Case, dice: Dice) -> str:
    """Greeting, mood, ending, the traces of a second language, small letters, slips."""
    parts = [part for part in parts if part]
    if writer.second:
        parts = [
            p if isinstance(p, _Native) else accent(p, writer.tongue, BORROW, BY_EAR, dice) for p in parts
        ]
    if writer.tone == "angry" and dice.chance(0.5):
        parts.insert(dice.between(1, len(parts)), render(dice.pick(common.ANGRY), dice, case.fill))
    if writer.tone == "polite" and dice.chance(0.7):
        parts.append(render(dice.pick(common.POLITE_END), dice, case.fill))
    text = ""
    for part in parts:
        text += part + (" " if part[-1] in ".?!:;,)-" else writer.joint)
    text = text.rstrip(" -,") if parts[-1][-1] not in ".?!" else text.rstrip()
    if text.endswith("... ") or text.endswith("..."):
        text = text.rstrip(". ")
    if writer.greets and dice.chance(0.8) and not text.lower().startswith(("hi", "hello", "hey")):
        text = render(dice.pick(common.GREETINGS), dice, case.fill) + " " + text
    if writer.signs and writer.me not in text and dice.chance(0.7):
        text += dice.pick(("\n", " ", "\n")) + render(dice.pick(common.SIGN), dice, case.fill)
    if writer.slips:
        text = slip(text, dice, writer.slips)
    return text.lower() if writer.lower else text


# --- the file -----------------------------------------------------------------------------------


def _finish(
    rows: list[_Row],
    mix: dict[str, float],
    wrong: float,
    dice: Dice,
) -> Tickets:
    n = len(rows)
    true = [row[6] for row in rows]
    label = list(true)
    order = list(range(n))
    for i in range(n - 1, 0, -1):
        j = dice.below(i + 1)
        order[i], order[j] = order[j], order[i]
    for i in order[: round(wrong * n)]:
        label[i] = dice.pick([intent for intent in INTENTS[:7] if intent != true[i]])
    codes = ["GEN-00" if dice.chance(0.01) else f"{_CODES[x]}-0{dice.between(1, 3)}" for x in label]
    data = pd.DataFrame(
        {
            "ticket_id": range(10_001, 10_001 + n),
            "received": pd.to_datetime([row[0] for row in rows]).as_unit("s"),
            "member_id": [row[1] for row in rows],
            "channel": [row[3] for row in rows],
            "language": [row[4] for row in rows],
            "text": [row[5] for row in rows],
            "intent": label,
            "minutes": [_minutes(x, dice) for x in true],
            "closed_code": codes,
        }
    )
    truth_intent = pd.Series(true, index=data.index, name="intent")
    outdated = {p[0]: p[5] for p in policies.POLICIES if p[5]}
    truth = TicketsTruth(
        intent=truth_intent,
        wrong_labels=data.index[(data["intent"] != truth_intent).to_numpy()],
        shares=dict(mix),
        follow_ups=data.index[[row[7] for row in rows]],
        silent=data.index[[row[8] for row in rows]],
        case_id=pd.Series([row[2] // 10 for row in rows], index=data.index, name="case_id"),
        outdated=tuple(outdated),
        superseded_by=outdated,
        contradictory=policies.CONTRADICTORY,
    )
    return Tickets(data=data, truth=truth, policies=policy_table())


_U = (0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98, 1.0)
_FACTOR = (0.25, 0.42, 0.6, 0.88, 1.25, 1.75, 2.6, 4.0)  # mean 1.0 over a uniform draw


def _minutes(intent: str, dice: Dice) -> float:
    """Handling time in minutes: skewed, to one decimal."""
    return round(float(np.interp(dice.u(), _U, _FACTOR)) * _MINUTES[intent], 1)


# --- parameters ---------------------------------------------------------------------------------


def _whole(name: str, value: int, low: int, high: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or not low <= value <= high:
        raise ValueError(f"{name} is {value!r}; it must be a whole number from {low:,} to {high:,}.")


def _within(name: str, value: float, low: float, high: float) -> None:
    number = isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool)
    if not number or not low <= value <= high:
        raise ValueError(f"{name} is {value!r}; it must be a number from {low:g} to {high:g}.")


def _mix(shares: Mapping[str, float] | None) -> dict[str, float]:
    if shares is None:
        return dict(SHARES)
    if not isinstance(shares, Mapping):
        raise ValueError(f"shares is {shares!r}; it must be a mapping from intent to a number from 0 to 1.")
    for intent, share in shares.items():
        if intent not in SHARES:
            raise ValueError(f"shares names {intent!r}; it must be one of {', '.join(INTENTS)}.")
        _within(f"shares[{intent!r}]", share, 0.0, 1.0)
    fixed = sum(shares.values())
    free = sum(share for intent, share in SHARES.items() if intent not in shares)
    if fixed > 1 + 1e-9 or (not free and abs(fixed - 1) > 1e-9):
        raise ValueError(
            f"shares add up to {fixed:g}; they must add up to at most 1, and to 1 if all are given."
        )
    return {i: float(shares[i]) if i in shares else SHARES[i] * (1 - fixed) / free for i in INTENTS}
