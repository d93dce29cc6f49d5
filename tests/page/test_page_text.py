"""Computed sentences and tables: what is escaped, what is aligned, what is refused."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from aipm.page import say, table


def markdown(shown) -> str:
    assert len(shown) == 1
    return shown[0]["data"]["text/markdown"]


def test_say_escapes_dollars_so_that_two_prices_are_not_a_formula(shown):
    say("One costs $5, the other $6.")
    assert markdown(shown) == r"One costs \$5, the other \$6."
    assert shown[0]["data"]["text/plain"] == "One costs $5, the other $6."


def test_say_leaves_code_and_escaped_dollars_alone(shown):
    say(r"`$HOME` costs \$1, ``a $ ` $`` too; $2")
    assert markdown(shown) == r"`$HOME` costs \$1, ``a $ ` $`` too; \$2"


@pytest.mark.parametrize("nothing", ["", "  \n", None, 3])
def test_say_wants_a_sentence(nothing):
    with pytest.raises(ValueError, match="sentence"):
        say(nothing)


def test_table_is_gfm_with_numbers_to_the_right(shown):
    table(
        pd.DataFrame({"desk": ["card", "loan"], "messages": [1200, 3]}),
        caption="Two",
        source="[x](https://a.b)",
    )
    assert markdown(shown).splitlines() == [
        "**Two**",
        "",
        "| desk | messages |",
        "| :--- | ---: |",
        "| card | 1,200 |",
        "| loan | 3 |",
        "",
        "*Source: [x](https://a.b)*",
    ]


def test_table_escapes_what_would_break_it(shown):
    table(pd.DataFrame({"a|b": ["x|y\nz", "$5 and $6", "<b>*no*</b>", "in_a_word"]}))
    lines = markdown(shown).splitlines()
    assert lines[0] == r"| a\|b |"
    assert lines[2] == r"| x\|y z |"
    assert lines[3] == r"| \$5 and \$6 |"
    assert "<b>" not in lines[4] and "*no*" not in lines[4].replace(r"\*", "")


def test_table_shows_markdown_when_asked_and_still_keeps_its_columns(shown):
    table(pd.DataFrame({"a": ["**5** of | 6 for $7 and $8"]}), markdown=True)
    assert markdown(shown).splitlines()[2] == r"| **5** of \| 6 for \$7 and \$8 |"


def test_table_digits_and_missing_values(shown):
    frame = pd.DataFrame(
        {"x": [0.25, 1.0, None], "n": pd.array([1, None, 3], dtype="Int64"), "yes": [True, False, True]}
    )
    table(frame)
    assert markdown(shown).splitlines()[1:] == [
        "| ---: | ---: | :--- |",
        "| 0.25 | 1 | True |",
        "| 1.00 | – | False |",
        "| – | 3 | True |",
    ]


def test_table_digits_given(shown):
    table(pd.DataFrame({"x": np.array([1 / 3, 2.0])}), digits=1)
    assert markdown(shown).splitlines()[2:] == ["| 0.3 |", "| 2.0 |"]


def test_table_index_and_several_levels(shown):
    frame = pd.DataFrame(
        {"n": [1, 2]}, index=pd.MultiIndex.from_tuples([("a", 1), ("a", 2)], names=["g", "h"])
    )
    table(frame, index=True)
    assert markdown(shown).splitlines()[0] == "| g | h | n |"
    assert markdown(shown).splitlines()[2] == "| a | 1 | 1 |"


def test_table_takes_a_series_and_refuses_nothing_to_show(shown):
    table(pd.Series([1, 2], name="n", index=["a", "b"]), index=True)
    assert markdown(shown).splitlines()[2] == "| a | 1 |"
    with pytest.raises(ValueError, match="no rows"):
        table(pd.DataFrame({"a": []}))


def test_plain_text_is_short_and_repeats(shown):
    say("word " * 100)
    assert len(shown[0]["data"]["text/plain"]) <= 90
