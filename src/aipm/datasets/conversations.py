"""One hundred and twenty conversations of DRAFT: what was read, what raters said, what is true."""

from __future__ import annotations

import pandas as pd

from .files import Column, load

FAILURE_NAMES = (
    "contradiction",
    "ignored negation",
    "leaked third-party detail",
    "missed hardship signal",
    "needless refusal",
    "outdated policy",
    "right but useless",
    "unsupported promise",
    "wrong language",
)
ACTION_NAMES = ("sent", "edited", "discarded", "escalated")
TOPIC_NAMES = ("payment", "card", "login", "transfer", "fees", "loan", "address", "hardship", "scam")
TENURE_NAMES = ("under 1 year", "1 to 5 years", "over 5 years")
LANGUAGE_NAMES = ("en", "de", "es")


def load_traces() -> pd.DataFrame:
    """120 conversations in which DRAFT wrote a reply and an agent decided what became of it; one a row.

    Columns: trace (T001 to T120, by date), month (9, 10 of the running case), date (year-month-day), channel,
    topic (the desk ROUTE chose), member_language (English is the member's "first" or "second" language),
    tenure (as a member), message_language and reply_language (en, de, es), message, snippets (ids of what was
    retrieved, parted by spaces), snippet_texts (the same with date, title and text, parted by " | "), reply
    (DRAFT's, before any edit), action (the agent: sent as it was, edited, discarded, escalated), minutes
    (the agent's). Written for the course: no member, agent or product. The file has no verdicts:
    `load_trace_ratings()` has three raters', `load_trace_truth()` the truth.
    """
    return load(
        "traces",
        [
            Column("trace"),
            Column("month", "whole", low=9, high=10),
            Column("date"),
            Column("channel", among=("app", "e-mail", "web form")),
            Column("topic", among=TOPIC_NAMES),
            Column("member_language", among=("first", "second")),
            Column("tenure", among=TENURE_NAMES),
            Column("message_language", among=LANGUAGE_NAMES),
            Column("message"),
            Column("snippets"),
            Column("snippet_texts"),
            Column("reply_language", among=LANGUAGE_NAMES),
            Column("reply"),
            Column("action", among=ACTION_NAMES),
            Column("minutes", "whole", low=1, high=30),
        ],
        unique=["trace"],
    )


def load_trace_policies() -> pd.DataFrame:
    """The texts from which DRAFT retrieves, every version of each; one a row.

    Columns: snippet (document and version, as in `load_traces()`), document, version, kind (policy, file
    note), topic, valid_from, valid_until (last day in force, "" if still in force), title, text. A file note
    concerns one member and carries the date on which it was made.
    """
    return load(
        "traces",
        [
            Column("snippet"),
            Column("document"),
            Column("version", "whole", low=1),
            Column("kind", among=("policy", "file note")),
            Column("topic", among=(*TOPIC_NAMES, "privacy", "note")),
            Column("valid_from"),
            Column("valid_until", blank=True),
            Column("title"),
            Column("text"),
        ],
        unique=["snippet"],
        file="policies.csv",
    )


def load_trace_ratings() -> pd.DataFrame:
    """Three raters' verdicts on each trace; one trace a row.

    Columns: trace, then for each of rater_1, rater_2, rater_3 the verdict (pass, fail) and label_1, label_2,
    label_3: the failure named ("" if passed), one of `FAILURE_NAMES` or "tone". Nobody rated: the three are
    written, with habits that the datasheet tells.
    """
    columns = [Column("trace")]
    for rater in (1, 2, 3):
        columns += [
            Column(f"rater_{rater}", among=("pass", "fail")),
            Column(f"label_{rater}", among=(*FAILURE_NAMES, "tone", ""), blank=True),
        ]
    return load("traces", columns, unique=["trace"], file="ratings.csv")


def load_trace_truth() -> pd.DataFrame:
    """What was planted in each trace, and where to see it; one trace a row.

    Columns: trace, failure ("" if the reply is sound), failure_2 ("" but for a few), in_message and in_reply
    (the words that show it, quoted), in_snippets (ids, parted by spaces; not all were retrieved), why (one
    sentence). Read the traces first.
    """
    return load(
        "traces",
        [
            Column("trace"),
            Column("failure", among=FAILURE_NAMES, blank=True),
            Column("failure_2", among=FAILURE_NAMES, blank=True),
            Column("in_message", blank=True),
            Column("in_reply", blank=True),
            Column("in_snippets", blank=True),
            Column("why", blank=True),
        ],
        unique=["trace"],
        file="truth.csv",
    )
