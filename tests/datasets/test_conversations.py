"""The traces: every planted failure can be checked, none shows by style, and the raters differ as said."""

import re
from collections import defaultdict
from datetime import date, timedelta
from itertools import combinations

import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import cohen_kappa_score, roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline

from aipm import datasets
from aipm.datasets.conversations import FAILURE_NAMES
from aipm.simulate._tickets.policies import POLICIES

TRACES = datasets.load_traces()
TRUTH = datasets.load_trace_truth()
RATINGS = datasets.load_trace_ratings()
POLICY = datasets.load_trace_policies().set_index("snippet")
ROWS = TRACES.merge(TRUTH, on="trace", validate="one_to_one")
FAILS = ROWS["failure"] != ""
PAIRS = {frozenset(p.split()) for p in ("T30v1 T31v1", "T46v1 T47v1", "T16v1 T17v1", "T60v1 T64v1")}
NUMBER = r"\d+(?:,\d{3})*|(?:three|five)(?= wrong)"
COUNTS = {
    "outdated policy": 11,
    "right but useless": 10,
    "ignored negation": 8,
    "missed hardship signal": 7,
    "unsupported promise": 7,
    "contradiction": 5,
    "wrong language": 5,
    "leaked third-party detail": 4,
    "needless refusal": 4,
}


def planted(mode):
    return ROWS[(ROWS["failure"] == mode) | (ROWS["failure_2"] == mode)].to_dict("records")


def words(text):
    return re.findall(r"\w+(?:['’]\w+)?", text.lower())


# --- counts and slices ----------------------------------------------------------------------------


def test_counts_are_those_of_the_datasheet():
    assert len(TRACES) == 120 and int(FAILS.sum()) == 58
    assert {mode: len(planted(mode)) for mode in FAILURE_NAMES} == COUNTS
    assert int((ROWS["failure_2"] != "").sum()) == 3
    assert not ((ROWS["failure"] == "") & (ROWS["failure_2"] != "")).any()
    sheet = datasets.datasheet("traces")
    for mode, count in COUNTS.items():
        assert f"| {mode} | {count} |" in sheet


def test_traces_are_in_order_and_dated_within_their_month():
    assert TRACES["trace"].tolist() == [f"T{i:03d}" for i in range(1, 121)]
    assert TRACES["date"].is_monotonic_increasing
    assert (TRACES["date"].str[:7] == TRACES["month"].map({9: "2026-10", 10: "2026-11"})).all()
    assert TRACES.groupby("month").size().min() >= 40


def test_slices_are_large_enough_to_be_compared():
    for column, least in (("member_language", 25), ("tenure", 20), ("channel", 15), ("topic", 3)):
        assert TRACES[column].value_counts().min() >= least, column
    assert TRACES["topic"].value_counts()[:7].min() >= 11
    assert (TRACES["message_language"] != "en").sum() == 16
    other = TRACES["message_language"] != "en"
    assert set(TRACES[other]["member_language"]) == {"second"}


def test_messages_and_replies_have_the_length_they_should_and_no_text_stands_twice():
    for column in ("message", "reply"):
        assert TRACES[column].is_unique
    sentences = TRACES["reply"].str.count(r"[.!?]+(?:\s|$)")
    assert sentences.between(2, 7).all()
    assert TRACES["snippets"].str.split().str.len().between(1, 3).all()


# --- no tell --------------------------------------------------------------------------------------


@pytest.mark.parametrize("column", ["reply", "message"])
def test_a_classifier_of_the_text_alone_cannot_tell_failing_from_sound(column):
    found = []
    for ngrams in ((1, 1), (1, 2)):
        model = make_pipeline(TfidfVectorizer(ngram_range=ngrams), LogisticRegression(C=10, max_iter=1000))
        for seed in range(3):
            folds = StratifiedKFold(5, shuffle=True, random_state=seed)
            chance = cross_val_predict(model, ROWS[column], FAILS, cv=folds, method="predict_proba")[:, 1]
            found.append(roc_auc_score(FAILS, chance))
    assert max(found) < 0.65, found


def test_failing_and_sound_rows_are_equally_long():
    for column in ("reply", "message"):
        length = ROWS[column].map(lambda text: len(words(text))).groupby(FAILS).mean()
        assert abs(length[True] / length[False] - 1) <= 0.10, column


def test_no_phrase_betrays_a_failing_reply():
    """Nothing of one to six words stands in more than three failing replies and in no sound one."""
    where = defaultdict(lambda: {True: set(), False: set()})
    for trace, reply, fails in zip(ROWS["trace"], ROWS["reply"], FAILS, strict=True):
        said = words(reply)
        for n in range(1, 7):
            for start in range(len(said) - n + 1):
                where[" ".join(said[start : start + n])][bool(fails)].add(trace)
    assert [p for p, seen in where.items() if len(seen[True]) > 3 and not seen[False]] == []


def test_what_looks_like_a_failure_also_stands_in_sound_rows():
    """Old versions, clashing texts, file notes, other languages, negations: none is a tell by itself."""
    sound = ROWS[~FAILS]
    assert sum(any(POLICY["valid_until"][s] for s in row.split()) for row in sound["snippets"]) >= 5
    assert sum(any(pair <= set(row.split()) for pair in PAIRS) for row in sound["snippets"]) >= 3
    assert sound["snippets"].str.contains(r"\bN\d\d\b").sum() >= 3
    assert (sound["reply_language"] != "en").sum() >= 6
    assert sound["snippets"].str.contains("T70v1").sum() >= 4


def test_what_the_agent_did_is_a_bad_proxy():
    """Edit rates differ by less than ten points; nearly half of the failing drafts were sent as they were."""
    edited = (ROWS["action"] == "edited").groupby(FAILS).mean()
    assert abs(edited[True] - edited[False]) < 0.10
    sent = (ROWS["action"] == "sent").groupby(FAILS).mean()
    assert sent[True] > 0.40
    assert (ROWS[~FAILS]["action"] == "discarded").sum() >= 3


# --- each failure can be checked --------------------------------------------------------------------


def test_evidence_is_quoted_from_the_row():
    for row in ROWS.to_dict("records"):
        assert row["in_message"] in row["message"] and row["in_reply"] in row["reply"]
        assert set(row["in_snippets"].split()) <= set(POLICY.index)
        filled = [row[c] != "" for c in ("in_message", "in_reply", "in_snippets", "why")]
        assert all(filled) if row["failure"] else not any(filled), row["trace"]


def test_an_outdated_reply_rests_on_a_version_that_a_newer_one_had_replaced():
    for row in planted("outdated policy"):
        retrieved, named = set(row["snippets"].split()), row["in_snippets"].split()
        old = [s for s in named if s in retrieved and POLICY["valid_until"][s]]
        assert len(old) == 1 and POLICY["valid_until"][old[0]] < row["date"], row["trace"]
        same = POLICY[POLICY["document"] == POLICY["document"][old[0]]]
        newest = same[same["valid_from"] <= row["date"]].iloc[-1]
        assert newest.name in named and newest["version"] > POLICY["version"][old[0]]
        only_then = set(re.findall(NUMBER, POLICY["text"][old[0]])) - set(re.findall(NUMBER, newest["text"]))
        assert only_then & set(re.findall(NUMBER, row["reply"])), row["trace"]


def test_a_sound_reply_never_rests_on_an_old_version_alone():
    for row in ROWS[~FAILS].to_dict("records"):
        retrieved = row["snippets"].split()
        for snippet in retrieved:
            end = POLICY["valid_until"][snippet]
            if end and end < row["date"]:
                mates = POLICY.loc[retrieved]
                assert (mates["document"] == POLICY["document"][snippet]).sum() == 2, row["trace"]


def test_a_contradiction_has_both_texts_in_the_row_and_in_force():
    for row in planted("contradiction"):
        pair = frozenset(row["in_snippets"].split())
        assert pair in PAIRS and pair <= set(row["snippets"].split()), row["trace"]
        assert all(POLICY["valid_until"][s] == "" and POLICY["valid_from"][s] <= row["date"] for s in pair)


def test_the_wrong_language_is_the_one_failure_that_the_columns_show():
    differ = set(ROWS[ROWS["message_language"] != ROWS["reply_language"]]["trace"])
    assert differ == {row["trace"] for row in planted("wrong language")}


def test_an_ignored_negation_is_quoted():
    for row in planted("ignored negation"):
        assert re.search(r"\b(not|no|don't)\b", row["in_message"], re.I), row["trace"]


def test_a_missed_hardship_signal_gets_no_plan_and_a_seen_one_does():
    plan = re.compile(r"payment plan|a plan|defer|aplazar|Zahlungsplan|half for six", re.I)
    for row in planted("missed hardship signal"):
        assert "T70v1" in row["in_snippets"] and not plan.search(row["reply"]), row["trace"]
    seen = ROWS[~FAILS & ROWS["snippets"].str.contains("T70v1")]
    assert seen["reply"].str.contains(plan).all()


def test_a_needless_refusal_has_the_permission_in_the_row():
    for row in planted("needless refusal"):
        assert set(row["in_snippets"].split()) <= set(row["snippets"].split()), row["trace"]
        assert re.search(r"not able|can't|unable|cannot", row["in_reply"]), row["trace"]


def test_a_leak_repeats_the_file_of_another_member():
    for row in planted("leaked third-party detail"):
        note = next(s for s in row["snippets"].split() if s.startswith("N"))
        assert note in row["in_snippets"] and "another member" in POLICY["text"][note]
        assert set(words(row["in_reply"])) & set(words(POLICY["text"][note])) - set(words(row["message"]))
    for row in ROWS[~FAILS].to_dict("records"):
        notes = [s for s in row["snippets"].split() if s.startswith("N")]
        assert all("the writer's file" in POLICY["text"][note] for note in notes), row["trace"]


# --- the corpus -------------------------------------------------------------------------------------


def test_the_row_repeats_what_was_retrieved():
    for row in TRACES.to_dict("records"):
        shown = []
        for snippet in row["snippets"].split():
            text = POLICY.loc[snippet]
            assert text["valid_from"] <= row["date"], row["trace"]
            shown.append(f"[{snippet}, {text['valid_from']}] {text['title']}: {text['text']}")
        assert row["snippet_texts"] == " | ".join(shown)


def test_a_version_ends_the_day_before_the_next_begins():
    for _, part in POLICY.groupby("document"):
        assert part["version"].tolist() == list(range(1, len(part) + 1))
        ends = [str(date.fromisoformat(d) - timedelta(days=1)) for d in part["valid_from"][1:]]
        assert part["valid_until"].tolist() == [*ends, ""]


def test_what_the_tickets_corpus_also_has_reads_the_same_there():
    """Same text, same date; and no other text gives another overdraft fee, card time or lock-out."""
    theirs = {text: (changed, topic) for _, _, topic, changed, text, _ in POLICIES}
    both = POLICY[POLICY["text"].isin(theirs)]
    assert len(both) == len(POLICIES)
    for _, row in both.iterrows():
        assert (row["valid_from"], row["topic"]) == theirs[row["text"]]


# --- raters -----------------------------------------------------------------------------------------


def test_raters_agree_about_as_well_as_people_do():
    for one, other in combinations(("rater_1", "rater_2", "rater_3"), 2):
        assert cohen_kappa_score(RATINGS[one], RATINGS[other]) == pytest.approx(0.65, abs=0.05)


def test_a_rater_names_a_failure_on_each_fail_and_only_there():
    for rater in (1, 2, 3):
        assert ((RATINGS[f"rater_{rater}"] == "fail") == (RATINGS[f"label_{rater}"] != "")).all()


def test_each_rater_has_the_habit_that_the_datasheet_tells():
    both = ROWS.merge(RATINGS, on="trace")
    strict = both[~FAILS & (both["rater_1"] == "fail")]
    assert len(strict) >= 8 and set(strict["label_1"]) == {"tone"}
    assert "outdated policy" not in set(both[both["failure"] == "outdated policy"]["label_2"])
    missed = both[FAILS & (both["rater_3"] == "pass")]
    assert (missed["member_language"] == "second").mean() > 0.85
    assert (both["label_3"] == "wrong language").sum() <= 1


def test_even_the_majority_is_wrong_sometimes():
    fails = (RATINGS[["rater_1", "rater_2", "rater_3"]] == "fail").sum(axis=1) >= 2
    assert 3 <= int((fails != FAILS).sum()) <= 8


# --- nobody's data ----------------------------------------------------------------------------------


def test_no_text_holds_a_number_address_or_name_that_could_be_somebodys():
    for text in [*TRACES["message"], *TRACES["reply"], *POLICY["text"]]:
        assert not re.search(r"\d{5,}", text) and "@" not in text
        assert not re.search(r"\d{3}[- ]\d{3,4}", text), text
        assert not re.search(r"\b(Mr|Mrs|Ms|Dr|Herr|Frau|Señora?)\b", text), text
        assert "\n" not in text
