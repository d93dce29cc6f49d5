"""How hard the tickets are: properties that six chapters stand on, with room for a new scikit-learn."""

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, train_test_split
from sklearn.pipeline import make_pipeline

from aipm.simulate import tickets
from aipm.simulate.tickets import KEYWORDS


@pytest.fixture(scope="module")
def t():
    return tickets(n=6_000, seed=4)


def fitted(texts, labels):
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2)
    return make_pipeline(words, LogisticRegression(C=10, max_iter=1000)).fit(texts, labels)


@pytest.fixture(scope="module")
def random_split(t):
    rows = np.arange(len(t.data))
    train, test = train_test_split(rows, test_size=0.25, random_state=0, stratify=t.data["intent"])
    return train, test


@pytest.fixture(scope="module")
def at_random(t, random_split):
    train, test = random_split
    d = t.data
    return fitted(d["text"].iloc[train], d["intent"].iloc[train]).predict(d["text"].iloc[test])


@pytest.fixture(scope="module")
def by_member(t):
    """Predictions and hardship probabilities for every row, from models that never saw its member."""
    d = t.data
    guess, hardship = np.empty(len(d), dtype=object), np.empty(len(d))
    for train, test in GroupKFold(3).split(d, groups=d["member_id"]):
        model = fitted(d["text"].iloc[train], d["intent"].iloc[train])
        share = model.predict_proba(d["text"].iloc[test])
        guess[test] = model.classes_[share.argmax(axis=1)]
        hardship[test] = share[:, list(model.classes_).index("hardship")]
    return guess, hardship


@pytest.fixture(scope="module")
def over_time(t):
    d = t.data
    early = (d["received"].dt.month <= 4).to_numpy()
    guess = fitted(d["text"][early], d["intent"][early]).predict(d["text"][~early])
    return (guess == d["intent"][~early]).mean()


def test_a_first_rule_gets_about_two_thirds(t):
    def rule(text):
        low = text.lower()
        return next((i for i, words in KEYWORDS.items() if any(w in low for w in words)), "payment")

    assert 0.60 <= (t.data["text"].map(rule) == t.data["intent"]).mean() <= 0.75


def test_random_beats_grouped_beats_temporal(t, random_split, at_random, by_member, over_time):
    _, test = random_split
    at_random_ = (at_random == t.data["intent"].iloc[test]).mean()
    grouped = (by_member[0] == t.data["intent"]).mean()
    print(f"random {at_random_:.3f} grouped {grouped:.3f} temporal {over_time:.3f}")
    assert 0.90 <= at_random_ <= 0.95
    assert 0.87 <= grouped <= 0.925 and grouped < at_random_ - 0.008
    assert 0.83 <= over_time <= 0.89 and over_time < grouped - 0.015


def test_the_closing_code_gives_it_away(t, random_split):
    train, test = random_split
    both = t.data["text"] + " " + t.data["closed_code"].str[:3]
    guess = fitted(both.iloc[train], t.data["intent"].iloc[train]).predict(both.iloc[test])
    assert (guess == t.data["intent"].iloc[test]).mean() >= 0.975


def test_second_language_messages_are_read_worse(t, by_member):
    right = by_member[0] == t.data["intent"]
    second = t.data["language"] == "second"
    gap = right[~second].mean() - right[second].mean()
    print(f"first {right[~second].mean():.3f} second {right[second].mean():.3f}")
    assert 0.08 <= gap <= 0.17


def test_more_labels_keep_helping_less_and_less(t, random_split, at_random):
    train, test = random_split
    d, mixed = t.data, np.random.default_rng(0).permutation(train)
    error = []
    for n in (100, 400, 1_600):
        guess = fitted(d["text"].iloc[mixed[:n]], d["intent"].iloc[mixed[:n]]).predict(d["text"].iloc[test])
        error.append((guess != d["intent"].iloc[test]).mean())
    error.append((at_random != d["intent"].iloc[test]).mean())
    print("errors at 100, 400, 1,600, 4,500 labels:", np.round(error, 3))
    assert error[0] > 0.35 and all(a > b + 0.01 for a, b in zip(error, error[1:], strict=False))
    assert error[0] - error[1] > error[2] - error[3]
    assert error[-1] > 0.03  # wrong labels and messages that name no matter: a floor


def test_hardship_is_a_decision_about_a_threshold(t, by_member):
    guess, score = by_member
    true = (t.truth.intent == "hardship").to_numpy()
    assert (guess[true] == "hardship").mean() < 0.5  # the likeliest class misses most
    assert 0.93 <= roc_auc_score(true, score) <= 0.99
    found = np.sort(score[true])[::-1]
    for recall, low, high in ((0.7, 0.25, 0.75), (0.85, 0.05, 0.5)):
        flagged = score >= found[int(np.ceil(recall * true.sum())) - 1]
        print(f"recall {recall}: precision {true[flagged].mean():.2f}, {flagged.sum()} flagged")
        assert low <= true[flagged].mean() <= high


def test_wrong_labels_are_what_the_file_says_not_what_the_message_says(t):
    wrong = t.truth.wrong_labels
    others = t.data.drop(wrong)
    guess = fitted(others["text"], others["intent"]).predict(t.data["text"].loc[wrong])
    assert (guess == t.truth.intent.loc[wrong]).mean() > 0.8
