"""The tickets generator: its shape, its truth, what is refused, and that it is the same everywhere."""

import hashlib
import os
import re
import subprocess
import sys
from datetime import datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aipm.simulate import tickets
from aipm.simulate._tickets import common, policies
from aipm.simulate._tickets.engine import Dice, parse, render
from aipm.simulate._tickets.slots import Case
from aipm.simulate.tickets import _TEXTS, INTENTS, KEYWORDS, SHARES

COLUMNS = [
    "ticket_id",
    "received",
    "member_id",
    "channel",
    "language",
    "text",
    "intent",
    "minutes",
    "closed_code",
]


@pytest.fixture(scope="module")
def usual():
    return tickets()


# --- shape ----------------------------------------------------------------------------------------


def test_columns_and_ranges(usual):
    data = usual.data
    assert list(data.columns) == COLUMNS and len(data) == 6_000
    assert data["ticket_id"].is_unique and data.index.equals(pd.RangeIndex(6_000))
    assert data["received"].is_monotonic_increasing
    assert sorted(data["received"].dt.month.unique()) == [1, 2, 3, 4, 5, 6]
    assert data["received"].min() >= pd.Timestamp(2026, 1, 1) and data["received"].max() < pd.Timestamp(
        2026, 7, 1
    )
    assert data["received"].dt.month.value_counts(normalize=True).between(0.12, 0.21).all()
    assert set(data["channel"]) == {"app", "e-mail", "branch"} and set(data["language"]) == {
        "first",
        "second",
    }
    assert set(data["intent"]) == set(INTENTS)
    assert data["minutes"].mean() == pytest.approx(11, abs=0.5) and data["minutes"].between(1, 130).all()
    assert not data.isna().any().any()


def test_intents_stand_in_order_of_share(usual):
    assert list(SHARES.values()) == sorted(SHARES.values(), reverse=True)
    assert sum(SHARES.values()) == pytest.approx(1)
    got = usual.truth.intent.value_counts(normalize=True)
    for intent, share in usual.truth.shares.items():
        assert got[intent] == pytest.approx(share, abs=0.004), intent
    assert got["hardship"] == pytest.approx(0.014, abs=0.002) and got["scam"] == pytest.approx(
        0.004, abs=0.001
    )


def test_two_in_a_hundred_labels_are_wrong_and_the_truth_knows_which(usual):
    differ = usual.data.index[usual.data["intent"] != usual.truth.intent]
    assert differ.equals(usual.truth.wrong_labels) and len(differ) == 120


def test_truth_is_frozen(usual):
    with pytest.raises(AttributeError):
        usual.truth.shares = {}
    with pytest.raises(AttributeError):
        usual.data = None


def test_follow_ups_are_a_quarter_by_the_same_member_about_the_same_matter_within_days(usual):
    truth, data = usual.truth, usual.data
    assert len(truth.follow_ups) == 1_500
    frame = data.assign(true=truth.intent, case=truth.case_id)
    for column in ("member_id", "true", "channel", "language"):
        assert frame.groupby("case")[column].nunique().eq(1).all(), column
    later = frame.loc[truth.follow_ups]
    gap = later["received"] - later.merge(frame, on="case").groupby("case")["received_y"].min().reindex(
        later["case"]
    ).set_axis(later.index)
    assert (gap >= pd.Timedelta(0)).all() and gap.median() < pd.Timedelta(days=10)
    assert frame.groupby("case")["received"].agg(lambda x: x.max() - x.min()).max() < pd.Timedelta(days=40)


def test_follow_ups_share_wording_with_the_first_message(usual):
    frame = usual.data.assign(case=usual.truth.case_id)
    words = frame["text"].str.lower().str.findall(r"[a-z]{4,}").map(set)
    first = frame.groupby("case").head(1).set_index("case").index
    opening = dict(zip(first, words.loc[frame.groupby("case").head(1).index], strict=True))
    named = usual.truth.follow_ups.difference(usual.truth.silent)
    overlap = [len(words[i] & opening[frame["case"][i]]) / max(1, len(words[i])) for i in named]
    assert np.mean(overlap) > 0.4


def test_members_return_with_other_matters_too(usual):
    matters = usual.data.assign(case=usual.truth.case_id).groupby("member_id")["case"].nunique()
    assert (matters > 1).mean() > 0.2


def test_one_in_seven_members_writes_in_a_second_language(usual):
    by_member = usual.data.groupby("member_id")["language"].first()
    assert (by_member == "second").mean() == pytest.approx(0.15, abs=0.03)


def test_closed_code_follows_the_label(usual):
    prefix = usual.data["closed_code"].str[:3]
    assert usual.data["closed_code"].str.fullmatch(r"[A-Z]{3}-0\d").all()
    table = pd.crosstab(prefix, usual.data["intent"])
    assert table.max(axis=1).sum() / 6_000 > 0.98
    assert (prefix == "GEN").mean() == pytest.approx(0.01, abs=0.006)


# --- texts ----------------------------------------------------------------------------------------


def test_texts_are_whole_and_varied(usual):
    texts = usual.data["text"]
    assert not texts.str.contains(r"[{}\[\]|]").any()
    assert not texts.str.contains("  ").any() and (texts == texts.str.strip()).all()
    lengths = texts.str.split().str.len()
    assert lengths.min() <= 3 and 60 <= lengths.max() <= 100 and 14 <= lengths.median() <= 24
    assert texts.nunique() / len(texts) > 0.93
    openings = texts.str.lower().str.split().str[:4].str.join(" ")
    assert openings.value_counts(normalize=True).max() < 0.03


def test_texts_have_what_real_ones_have(usual):
    texts = usual.data["text"]
    assert texts.eq(texts.str.lower()).mean() > 0.15  # all in small letters
    assert texts.str.contains(r"\b(?:NOT|not|n't|never|no)\b").mean() > 0.15  # negation
    assert texts.str.contains(r"\d").mean() > 0.4
    assert texts.str.contains(r"(?i)\b(?:paymnet|payement|pasword|adress|recieved|teh|acount|thier)\b").any()
    assert texts.str.contains(r"\?").mean() > 0.2
    assert (texts.str.contains("(?i)card") & (usual.truth.intent != "card")).sum() > 60  # matters are mixed


def test_hardship_is_seldom_called_that(usual):
    mine = usual.data["text"][usual.truth.intent == "hardship"]
    assert not mine.str.contains("(?i)hardship").any()
    words = mine.str.lower().str.contains("payment|loan|due|autopay|pay ")
    assert words.mean() > 0.6


def test_may_brings_words_nobody_used_before(usual):
    new = usual.data["text"].str.contains("(?i)meadow|skylark|heather|bundle|bill hub|repric|member check")
    month = usual.data["received"].dt.month
    assert new[month <= 3].mean() == 0
    assert new[month >= 5].mean() > 0.12
    assert not tickets(800, 1, drift=0).data["text"].str.contains("(?i)meadow|skylark|heather|bundle").any()


ALL_FRAGMENTS = [
    (name, pool, text)
    for name, module in [*_TEXTS.items(), ("common", common)]
    for pool, value in vars(module).items()
    if pool.isupper()
    for text in (value if isinstance(value, list) else [x for part in value.values() for x in part])
]


def test_every_fragment_parses_and_every_slot_exists():
    dice = Dice(np.random.Generator(np.random.PCG64(1)))
    case = Case(dice, datetime(2026, 5, 6, 12), 0.5, "Ann Example")
    for name, pool, text in ALL_FRAGMENTS:
        if pool == "MIX":
            text = text.replace("{other}", "x")
        for _ in range(5):
            done = render(text, dice, case.fill)
            assert not re.search(r"[{}\[\]|]", done), (name, pool, text)


def test_no_fragment_is_written_twice_in_a_pool():
    seen = {}
    for name, pool, text in ALL_FRAGMENTS:
        if text and pool not in ("AGAIN_OPEN", "SIGN"):
            assert (name, pool, text) not in seen, text
            seen[name, pool, text] = True


def test_unmatched_bracket_is_named():
    with pytest.raises(ValueError, match="unmatched bracket"):
        parse("I [lost|forgot my card")


# --- policies -------------------------------------------------------------------------------------


def test_forty_policies_three_outdated_two_contradictory(usual):
    table, truth = usual.policies, usual.truth
    assert list(table.columns) == ["policy_id", "title", "text", "updated", "intent"]
    assert len(table) == 40 and table["policy_id"].is_unique and set(table["intent"]) == set(INTENTS)
    assert len(truth.outdated) == 3 and len(truth.contradictory) == 2
    assert not set(truth.outdated) & set(truth.contradictory)
    by = table.set_index("policy_id")
    for old, new in truth.superseded_by.items():
        assert by["updated"][old] < by["updated"][new] and by["intent"][old] == by["intent"][new]
        assert set(re.findall(r"\d+", by["text"][old])) - set(re.findall(r"\d+", by["text"][new]))
    one, two = truth.contradictory
    assert by["intent"][one] == by["intent"][two]
    assert set(re.findall(r"\$[\d,]+", by["text"][one])).isdisjoint(re.findall(r"\$[\d,]+", by["text"][two]))
    sentences = table["text"].str.count(r"[.;](?:\s|$)")
    assert sentences.between(2, 5).all()
    assert (table["updated"] < pd.Timestamp(2026, 1, 1)).all()


def test_policies_do_not_depend_on_the_seed(usual):
    assert tickets(1, 99).policies.equals(usual.policies)
    assert len(policies.POLICIES) == 40


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parameters", "says"),
    [
        ({"n": 0}, r"n is 0; it must be a whole number from 1 to 200,000"),
        ({"n": -5}, r"n is -5"),
        ({"n": 2.5}, r"n is 2\.5"),
        ({"n": True}, r"n is True"),
        ({"n": 10**9}, r"n is 1000000000"),
        ({"seed": -1}, r"seed is -1"),
        ({"seed": None}, r"seed is None"),
        ({"follow_ups": 0.9}, r"follow_ups is 0\.9; it must be a number from 0 to 0\.6"),
        ({"second_language": 1.2}, r"second_language is 1\.2; it must be a number from 0 to 1"),
        ({"wrong_labels": -0.1}, r"wrong_labels is -0\.1"),
        ({"wrong_labels": float("nan")}, r"wrong_labels is nan"),
        ({"drift": "much"}, r"drift is 'much'"),
        ({"shares": {"cards": 0.1}}, r"shares names 'cards'; it must be one of payment, card"),
        ({"shares": {"scam": 1.1}}, r"shares\['scam'\] is 1\.1"),
        ({"shares": {"scam": 0.6, "card": 0.6}}, r"shares add up to 1\.2"),
        ({"shares": dict.fromkeys(INTENTS, 0.1)}, r"shares add up to 0\.9"),
        ({"shares": 0.2}, r"shares is 0\.2; it must be a mapping"),
    ],
)
def test_impossible_parameters_are_named_with_value_and_range(parameters, says):
    with pytest.raises(ValueError, match=says):
        tickets(**{"n": 10, **parameters})


# --- the same everywhere --------------------------------------------------------------------------

PRINT_HASH = """
import hashlib
from aipm.simulate import tickets
t = tickets(n=700, seed=11)
print(hashlib.sha256((t.data.to_csv() + t.truth.intent.to_csv()).encode()).hexdigest())
"""


def test_two_processes_with_different_hash_seeds_write_the_same_bytes():
    hashes = set()
    for hash_seed in ("0", "4242"):
        done = subprocess.run(
            [sys.executable, "-c", PRINT_HASH],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            text=True,
            check=True,
        )
        hashes.add(done.stdout.strip())
    t = tickets(n=700, seed=11)
    hashes.add(hashlib.sha256((t.data.to_csv() + t.truth.intent.to_csv()).encode()).hexdigest())
    assert len(hashes) == 1


def test_seeds_differ_and_repeat():
    one, same, other = tickets(300, 7), tickets(300, 7), tickets(300, 8)
    assert one.data.equals(same.data)
    assert not one.data["text"].equals(other.data["text"])


def test_global_random_state_is_left_alone():
    np.random.seed(3)
    before = np.random.random()
    np.random.seed(3)
    tickets(50, 1)
    assert np.random.random() == before


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    n=st.integers(1, 500),
    seed=st.integers(0, 2**40),
    follow=st.floats(0, 0.6),
    second=st.floats(0, 1),
    wrong=st.floats(0, 0.5),
    drift=st.floats(0, 1.5),
    hardship=st.one_of(st.none(), st.floats(0, 1)),
)
def test_any_possible_parameters_give_a_sound_table(n, seed, follow, second, wrong, drift, hardship):
    shares = None if hardship is None else {"hardship": hardship}
    t = tickets(
        n, seed, follow_ups=follow, second_language=second, wrong_labels=wrong, drift=drift, shares=shares
    )
    data, truth = t.data, t.truth
    assert len(data) == n and not data.isna().any().any() and (data["text"].str.len() > 0).all()
    assert data["received"].is_monotonic_increasing
    assert (
        data["received"]
        .between(pd.Timestamp(2026, 1, 1) - pd.Timedelta(days=40), pd.Timestamp(2026, 7, 1))
        .all()
    )
    assert len(truth.follow_ups) == round(n * follow) - (n == round(n * follow))
    assert len(truth.wrong_labels) == round(wrong * n)
    got = truth.intent.value_counts()
    for intent, share in truth.shares.items():
        # A matter has up to seven messages, so a share is met to within sampling error of clustered draws.
        room = 4 * 2.7 * np.sqrt(max(share * (1 - share), 1e-9) * n) + 7
        assert abs(got.get(intent, 0) - share * n) <= room, intent
    spread = 4 * np.sqrt(second * (1 - second) / data["member_id"].nunique()) + 1e-9
    seen = (data.groupby("member_id")["language"].first() == "second").mean()
    assert abs(seen - second) <= spread + 0.02


@pytest.mark.parametrize("n", [1, 2, 3])
def test_the_smallest_tables_stand(n):
    t = tickets(n, 0, follow_ups=0.6, wrong_labels=0.5, shares={"hardship": 1.0})
    assert len(t.data) == n and (t.truth.intent == "hardship").all() and len(t.truth.follow_ups) < n


def test_a_share_of_zero_is_none_at_all():
    t = tickets(400, 2, shares={"scam": 0.0, "payment": 0.0})
    assert not t.truth.intent.isin(["scam", "payment"]).any()


def test_keywords_name_every_intent():
    assert set(KEYWORDS) == set(INTENTS)
    assert all(word == word.lower() and word for words in KEYWORDS.values() for word in words)
