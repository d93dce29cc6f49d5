"""The calibrated memo: points by judgements right, and a lint that gives none."""

import pytest

from aipm.practice import NotYet, memo_lint, score_calibration
from aipm.practice.memo import RUBRIC, split_memo

CRITERIA = ["Decision", "Evidence", "Consequences", "Alternatives", "Reversal"]
KEY = {m: {c: (i + j) % 3 for j, c in enumerate(CRITERIA)} for i, m in enumerate("ABC")}


def with_wrong(count: int) -> dict:
    answer = {m: dict(row) for m, row in KEY.items()}
    for m, c in [(m, c) for m in KEY for c in CRITERIA][:count]:
        answer[m][c] = (answer[m][c] + 1) % 3
    return answer


@pytest.mark.parametrize("right, points", [(15, 6), (12, 6), (11, 5), (9, 3), (7, 1), (6, 0), (5, 0), (0, 0)])
def test_points_by_judgements(right, points):
    found = score_calibration(with_wrong(15 - right), KEY, 6)
    assert (found.right, found.points) == (right, points)
    assert f"{right} of 15" in found.message and f"{points} of 6 points" in found.message


@pytest.mark.parametrize("level", [0, 1, 2])
def test_a_constant_answer_earns_nothing(level):
    assert score_calibration({m: dict.fromkeys(CRITERIA, level) for m in "ABC"}, KEY, 6).points == 0


def test_the_message_names_the_criterion_and_the_lean_not_the_key():
    answer = {m: {**KEY[m], "Evidence": 2} for m in KEY}
    message = score_calibration(answer, KEY, 6, reasons={("A", "Evidence"): "A has no range."}).message
    assert "Evidence" in message and "too generous" in message and "A has no range." in message


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        "2",
        {"A": {}},
        {**KEY, "D": {}},
        {m: dict.fromkeys(CRITERIA, 3) for m in "ABC"},
        {m: dict.fromkeys(CRITERIA, True) for m in "ABC"},
        {m: dict.fromkeys(CRITERIA, "1") for m in "ABC"},
    ],
)
def test_another_shape_gets_a_sentence(answer):
    with pytest.raises(NotYet) as caught:
        score_calibration(answer, KEY, 6)
    assert "calibration" in str(caught.value) and "\n" not in str(caught.value)


DECISION = "We will launch ROUTE at a threshold of 0.2 on 1 May."
RANGE = " (86 to 95)"
EVIDENCE = f"It finds 91 %{RANGE} of hardship cases in 2,000 messages; it says nothing about phone calls."
LOSER = "Members who write in a second language pay: they wait a day longer, and cannot refuse."
RIVAL = "Rather than a rule we use a model, since the rule misses a third."
TRIGGER = "If recall falls below 85 % for two weeks, Ana switches back to the queue."
GOOD = " ".join([DECISION, EVIDENCE, LOSER, RIVAL, TRIGGER])


def test_a_good_memo_has_nothing_wanting():
    assert memo_lint(GOOD) == []


@pytest.mark.parametrize(
    "cut, words",
    [
        (DECISION, "decision"),
        (RANGE, "range"),
        (RIVAL, "alternative"),
        (LOSER, "lose"),
        (TRIGGER, "changes your mind"),
    ],
)
def test_each_gap_is_named(cut, words):
    assert cut in GOOD
    found = memo_lint(GOOD.replace(cut, " "))
    assert len(found) == 1 and words in found[0]


def test_length_emptiness_and_no_text():
    assert "limit is 250" in memo_lint(GOOD * 5)[0]
    assert memo_lint("YOUR ANSWER HERE") == ["The memo is not written yet."]
    with pytest.raises(NotYet):
        memo_lint(None)


SCORE = f"""

**My score** (a level of 0, 1 or 2, then the sentence that earns it, in quotation marks)

- Decision: 2 “{DECISION}”
- **Evidence:** 2. "It finds 91 % … of hardship cases"
- Consequences: 2
    > members who write in a second
    > language pay
- Alternatives: 0
* Reversal 1 «if recall falls below 85 %»
"""


def test_the_score_below_a_memo_is_read_and_is_no_part_of_it():
    memo, scores = split_memo(GOOD + SCORE)
    assert memo == GOOD and list(scores) == list(RUBRIC)
    assert [score.level for score in scores.values()] == [2, 2, 2, 0, 1]
    assert scores["Decision"].quote == DECISION and scores["Alternatives"].quote == ""
    assert split_memo(GOOD) == (GOOD, None)
    assert split_memo(GOOD + " My score in tennis is no matter.")[1] is None


def test_quotes_that_stand_in_the_memo_are_no_fault():
    assert memo_lint(GOOD + SCORE) == [] and len((GOOD + SCORE).split()) > len(GOOD.split())


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("falls below 85 %»", "falls below 80 %»", "Reversal does not stand in the memo: “if recall falls"),
        ("91 % … of", "9.1 % … of", "quoted for Evidence does not stand"),
        ("It finds 91 % … of hardship cases", "of hardship cases … It finds", "Evidence does not stand"),
        ("Reversal 1 «if recall falls below 85 %»", "Reversal 1", "Reversal is scored 1 and no sentence"),
        ("Alternatives: 0", "Alternatives: 3", "Alternatives has no level yet"),
        ("Alternatives: 0", "Alternatives:", "Alternatives has no level yet"),
        ("- Alternatives: 0\n", "", "Alternatives has no level yet"),
    ],
)  # fmt: skip
def test_what_a_score_lacks_is_said(old, new, words):
    assert old in SCORE
    (said,) = memo_lint(GOOD + SCORE.replace(old, new))
    assert words in said and "\n" not in said


def test_a_score_that_nobody_filled_in_costs_one_sentence():
    blank = GOOD + "\n\n#### My score\n\n" + "\n".join(f"- {name}:" for name in RUBRIC)
    assert memo_lint(blank) == ["The score is not filled in yet."]
    assert memo_lint("YOUR ANSWER HERE" + blank[len(GOOD) :]) == ["The memo is not written yet."]


@pytest.mark.parametrize(
    "first",
    [
        "We begin with ROUTE, in month 6, at two desks.",
        "The head of member services starts the pilot at two desks by 1 June.",
        "DRAFT by hand ends on Friday.",
        "Drop the leaving score.",
    ],
)
def test_a_decision_is_seen_in_words_people_use(first):
    assert not any("hold the decision" in said for said in memo_lint(f"{first} {'word ' * 30}"))
    assert any("hold the decision" in said for said in memo_lint(f"The mood is good. {'word ' * 30}"))


@pytest.mark.parametrize(
    "opening",
    [
        "From Monday, 6 July, the hardship desk opens every message that scores 0.04 or higher.",
        "From 1 September we train on recorded calls of members who have agreed, and on no others.",
        "We switch the call tool off on 3 May, and calls are answered in the order in which they come.",
        "Fee replies stay with people until 2 May, and are switched on again if the test is passed.",
    ],
)
def test_a_dated_first_sentence_is_a_decision(opening):
    rest = (
        " Of forty messages that we read, most were sorted rightly and some were not, as the table shows." * 4
    )
    hesitant = "The pilot was an eventful time for everybody who had a part in it, and much was learned."
    assert not any("first two sentences" in one for one in memo_lint(opening + rest))
    assert any("first two sentences" in one for one in memo_lint(hesitant + rest))
