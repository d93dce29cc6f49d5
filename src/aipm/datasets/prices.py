"""What a call of a language model costs by its list price, and what a conversation and a month cost."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from numbers import Real

import pandas as pd

from .dates import as_day, with_dates
from .files import Column, load

MILLION = 1_000_000


def load_prices() -> pd.DataFrame:
    """List prices of 25 language models; one row a model and price, so a changed price has two rows.

    Columns: model, vendor, input_per_million and output_per_million (US dollars per million tokens),
    up_to_tokens (the price holds for prompts of at most so many tokens; NaN: any length), valid_from and
    valid_until (first and last day of the price; NaT: not known, or not ended), as_of (the day the price was
    last checked), note, link (the vendor's page). Real data; see datasets/prices/datasheet.md.
    """
    frame = load(
        "prices",
        [
            Column("model"),
            Column("vendor", among=("OpenAI", "Anthropic", "Google", "DeepSeek", "Mistral")),
            Column("input_per_million", "number", low=0, high=1_000),
            Column("output_per_million", "number", low=0, high=1_000),
            Column("up_to_tokens", "number", low=1, blank=True),
            Column("valid_from", blank=True),
            Column("valid_until", blank=True),
            Column("as_of"),
            Column("note", blank=True),
            Column("link"),
        ],
        unique=["model", "valid_from"],
    )
    frame = with_dates(frame, ["valid_from", "valid_until", "as_of"], "datasets/prices/data.csv")
    for _, rows in frame.groupby("model"):
        ordered = rows.sort_values("valid_from", na_position="first")
        follows = ordered["valid_until"].iloc[:-1] + pd.Timedelta(days=1)
        broken = ordered.index[1:][(follows.to_numpy() != ordered["valid_from"].iloc[1:].to_numpy())]
        if len(broken):
            raise ValueError(
                f"datasets/prices/data.csv, row {broken[0] + 1}, column valid_from: the price must begin the "
                "day after the one before it ended."
            )
    return frame


def cost_of_call(
    prices: pd.DataFrame,
    model: str,
    tokens_in: float,
    tokens_out: float,
    as_of: str | date | None = None,
) -> float:
    """US dollars for one call: the prompt of `tokens_in` tokens and the answer of `tokens_out`.

    `prices` is the table of load_prices(). `as_of` is the day of the call, a date or "2026-07-30"; without
    it the newest price in the table counts. Discounts (cached prompts, batches, contracts) are not in it.
    """
    row = _price(prices, model, as_of)
    return _dollars(row, _tokens("tokens_in", tokens_in), _tokens("tokens_out", tokens_out), "tokens_in")


def cost_of_conversation(
    prices: pd.DataFrame,
    model: str,
    turns: Sequence[tuple[float, float]],
    instructions: float = 0,
    as_of: str | date | None = None,
) -> float:
    """US dollars for a conversation, where every call sends again all that was said before.

    `turns` holds one pair a turn: the tokens of the new message, the tokens of its answer. `instructions` are
    the tokens sent ahead of every prompt. The prompt of turn k is thus the instructions, the k-1 earlier
    messages with their answers, and message k; the cost grows with the square of the number of turns.
    """
    row = _price(prices, model, as_of)
    context, dollars = _tokens("instructions", instructions), 0.0
    for number, turn in enumerate(turns):
        name = f"turns[{number}]"
        if isinstance(turn, str) or not isinstance(turn, Sequence) or len(turn) != 2:
            raise ValueError(f"{name} is {turn!r}; it must be a pair: tokens of the message, of its answer.")
        context += _tokens(f"{name}[0]", turn[0])
        answer = _tokens(f"{name}[1]", turn[1])
        dollars += _dollars(row, context, answer, f"the prompt of {name}")
        context += answer
    return dollars


def monthly_bill(
    prices: pd.DataFrame,
    mix: Mapping[str, float],
    calls: float,
    tokens_in: float,
    tokens_out: float,
    as_of: str | date | None = None,
) -> float:
    """US dollars for a month of `calls` calls, shared among models by `mix` (model to share; sum 1).

    `tokens_in` and `tokens_out` are the mean tokens of one call, the same for every model. Only tokens are
    counted: no people, no evaluation, no second attempts.
    """
    if not isinstance(mix, Mapping) or not mix:
        raise ValueError(f"mix is {mix!r}; it must map at least one model to its share of the calls.")
    for model, share in mix.items():
        if not _is_number(share) or not 0 <= share <= 1:
            raise ValueError(f"mix[{model!r}] is {share!r}; it must be a number from 0 to 1.")
    if not math.isclose(sum(mix.values()), 1, abs_tol=1e-9):
        raise ValueError(f"the shares of mix add up to {sum(mix.values()):g}; they must add up to 1.")
    if not _is_number(calls) or calls < 0:
        raise ValueError(f"calls is {calls!r}; it must be a number of at least 0.")
    each = {model: cost_of_call(prices, model, tokens_in, tokens_out, as_of) for model in mix}
    return calls * sum(share * each[model] for model, share in mix.items())


def _price(prices: pd.DataFrame, model: str, as_of: str | date | None) -> pd.Series:
    rows = prices[prices["model"] == model]
    if rows.empty:
        known = ", ".join(dict.fromkeys(prices["model"]))
        raise ValueError(f"model is {model!r}; it must be one of {known}.")
    if as_of is None:
        return rows.sort_values("valid_from", na_position="first").iloc[-1]
    day = as_day("as_of", as_of)
    began = rows["valid_from"].isna() | (rows["valid_from"] <= day)
    lasts = rows["valid_until"].isna() | (rows["valid_until"] >= day)
    if not (began & lasts).any():
        raise ValueError(f"as_of is {as_of!r}; the table has no price of {model!r} for that day.")
    return rows[began & lasts].iloc[0]


def _dollars(row: pd.Series, tokens_in: float, tokens_out: float, name: str) -> float:
    if tokens_in > row["up_to_tokens"]:  # never true where the limit is NaN
        raise ValueError(
            f"{name} is {tokens_in:,.0f} tokens; the price of {row['model']!r} holds for at most "
            f"{row['up_to_tokens']:,.0f}."
        )
    dollars = tokens_in * row["input_per_million"] + tokens_out * row["output_per_million"]
    return float(dollars / MILLION)


def _tokens(name: str, value: float) -> float:
    if not _is_number(value) or value < 0:
        raise ValueError(f"{name} is {value!r}; it must be a number of tokens, at least 0.")
    return float(value)


def _is_number(value: object) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool) and math.isfinite(value)
