"""What carries over: where it is kept, what a bad file costs, two notebooks at once."""

from __future__ import annotations

import datetime
import re
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
import yaml

from aipm.practice import NotYet, carry, forecast_log, forecast_range, keep, kept, settle_range
from aipm.practice.decisions import DECISIONS, KINDS, sound

QUESTION = "share nobody can place, in %"


@pytest.fixture
def work(tmp_path, monkeypatch):
    """A my_work/ with a notebook's folder in it, where one stands."""
    for name in ("AIPM_GRADING", "NBGRADER_EXECUTION", "AIPM_WORK"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "my_work"
    (folder / ".aipm").mkdir(parents=True)
    (folder / "notebooks").mkdir()
    monkeypatch.chdir(folder / "notebooks")
    return folder


@pytest.fixture
def told(monkeypatch):
    """The sentences shown."""
    said: list[str] = []
    monkeypatch.setattr(carry, "tell", said.append)
    return said


def content(folder):
    return yaml.safe_load((folder / "larkspur.yml").read_text(encoding="utf-8"))


def write(folder, text):
    (folder / "larkspur.yml").write_text(text, encoding="utf-8")


def set_aside(folder, word="damaged"):
    return [path.read_text(encoding="utf-8") for path in folder.glob(f"larkspur-{word}-*.yml")]


# -- decisions -------------------------------------------------------------------------------------


def test_a_decision_comes_back_as_it_was_kept(work, told):
    assert kept("hardship_line", default=0.03) == carry.Kept(0.03, False, None)
    keep("hardship_line", np.float64(0.04), chapter=4)
    line = kept("hardship_line", default=0.03)
    assert (line.value, line.yours, line.chapter) == (0.04, True, 4) and type(line.value) is float
    assert line.said("The line you drew", "The course's line") == "The line you drew"
    assert kept("eval_n", default=300).said("yours", "the course's") == "the course's"
    assert content(work)["decisions"]["hardship_line"] == {
        "value": 0.04, "chapter": 4, "kept_on": datetime.date.today().isoformat(),
    }  # fmt: skip
    assert told == ["Kept in `larkspur.yml`: the score from which a message goes to the hardship desk, 0.04."]
    assert (work / "larkspur.yml").read_text(encoding="utf-8").startswith("# What you decided")


@pytest.mark.parametrize(
    ("name", "given", "back"),
    [
        ("pilot_budget", 45_000, 45_000),
        ("eval_n", np.int64(400), 400),
        ("eval_n", 400.0, 400),
        ("fallback", "  a person reads it: all of it #1 ", "a person reads it: all of it #1"),
        ("promise_date", "2026-09-01", "2026-09-01"),
        ("promise_date", datetime.date(2026, 9, 1), "2026-09-01"),
        ("fields_sent", ("message", "product"), ["message", "product"]),
        ("fields_sent", [], []),
        ("kill_trigger", ["recall", 0.8, 8], {"metric": "recall", "threshold": 0.8, "month": 8}),
    ],
)
def test_each_type_survives_the_file(work, told, name, given, back):
    keep(name, given)
    assert kept(name, default=back).value == back and kept(name, default=back).yours
    assert kept(name, default=back).chapter == DECISIONS[name].chapter


@pytest.mark.parametrize(
    ("name", "bad", "words"),
    [
        ("hardship_line", "0.04", "a number; it is the text '0.04'"),
        ("hardship_line", True, "a number"),
        ("hardship_line", float("nan"), "a number"),
        ("hardship_line", None, "a number; it is None"),
        ("eval_n", 3.5, "a whole number"),
        ("fallback", " ", "a few words in quotes"),
        ("promise_date", "1 September", 'a date as "2026-06-01"'),
        ("fields_sent", "message", "a list"),
        ("kill_trigger", {"metric": "recall"}, "metric, threshold, month"),
        ("kill_trigger", ["recall", "0.8", 8], "threshold should be a number"),
    ],
)
def test_another_type_is_refused_with_a_sentence(work, told, name, bad, words):
    with pytest.raises(NotYet) as caught:
        keep(name, bad)
    assert words in str(caught.value) and "\n" not in str(caught.value)
    assert not (work / "larkspur.yml").exists()


def test_a_misspelt_name_fails_where_the_chapter_is_written(work):
    for call in (lambda: keep("hardship_lin", 1), lambda: kept("hardship_lin", default=1)):
        with pytest.raises(ValueError, match="hardship_line"):
            call()
    with pytest.raises(ValueError, match="default="):
        kept("pledge")
    with pytest.raises(ValueError, match="number"):
        kept("hardship_line", default="low")


def test_the_list_of_decisions_is_sound():
    for name, listed in DECISIONS.items():
        assert listed.kind in KINDS and 1 <= listed.chapter <= 18 and listed.meaning
        if listed.default is not None:
            assert sound(name, listed.default) == listed.default


# -- where -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["AIPM_GRADING", "NBGRADER_EXECUTION"])
def test_while_grading_nothing_is_read_or_written(work, told, monkeypatch, name):
    keep("hardship_line", 0.04)
    monkeypatch.setenv(name, "1")
    keep("eval_n", 100)
    assert kept("hardship_line").value == DECISIONS["hardship_line"].default
    monkeypatch.delenv(name)
    assert list(content(work)["decisions"]) == ["hardship_line"]


def test_elsewhere_nothing_is_written_and_the_output_repeats(tmp_path, told, monkeypatch):
    """A maintainer in the repository, whose root grading has given an .aipm."""
    monkeypatch.delenv("AIPM_WORK", raising=False)
    (tmp_path / ".aipm").mkdir()
    (tmp_path / "curriculum.yml").write_text("title: x\n")
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    keep("hardship_line", 0.5)
    settle_range("4.2-floor", 3)
    assert told == [] and kept("hardship_line", default=0.02) == carry.Kept(0.02)
    forecast_range("4.2-floor", 1, 4, QUESTION)
    assert "Nothing is kept here" in told[0] and forecast_log().empty
    assert list(forecast_log().columns) == carry.COLUMNS
    assert sorted(p.name for p in tmp_path.rglob("*")) == [".aipm", "curriculum.yml", "notebooks"]


def test_a_folder_can_be_named(tmp_path, told, monkeypatch):
    (tmp_path / "mine").mkdir()
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("AIPM_WORK", str(tmp_path / "mine"))
    keep("eval_n", 100)
    assert content(tmp_path / "mine")["decisions"]["eval_n"]["value"] == 100


def test_in_the_browser_it_lies_at_the_root_of_the_contents(tmp_path, told, monkeypatch):
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    monkeypatch.setattr(sys, "platform", "emscripten")
    keep("eval_n", 100)
    assert kept("eval_n", default=1).value == 100 and (tmp_path / "larkspur.yml").is_file()


def test_a_folder_that_cannot_be_written_costs_a_sentence(work, told, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(carry, "_replace", refuse)
    keep("eval_n", 100)
    assert told == ["`larkspur.yml` could not be written (Permission denied): nothing was kept."]
    assert [p.name for p in work.iterdir() if p.name.startswith(".l")] == []  # no lock stays


# -- a file with faults ----------------------------------------------------------------------------


def test_what_somebody_added_by_hand_stays(work, told):
    write(
        work,
        "version: 1\nmine: [1, 2]\ndecisions:\n  hardship_line: {value: 0.1, note: asked the desk}\n"
        "  from_a_later_course: {value: 3}\n",
    )
    keep("hardship_line", 0.04, chapter=4)
    data = content(work)
    assert data["mine"] == [1, 2] and data["decisions"]["from_a_later_course"] == {"value": 3}
    assert data["decisions"]["hardship_line"]["note"] == "asked the desk"
    assert data["decisions"]["hardship_line"]["value"] == 0.04


def test_edited_by_hand(work, told):
    write(work, "decisions:\n  hardship_line: 0.07\n  promise_date: {value: 2026-09-01}\n")
    assert kept("hardship_line") == carry.Kept(0.07, True, 4)
    assert kept("promise_date", default="2026-01-01").value == "2026-09-01"
    assert told == []


@pytest.mark.parametrize("value", ["{value: low}", "{value: .nan}", "[1]", "{value: {a: 1}}"])
def test_a_value_of_another_type_gives_the_default_and_a_sentence(work, told, value):
    write(work, f"decisions:\n  hardship_line: {value}\n")
    assert kept("hardship_line", default=0.03) == carry.Kept(0.03)
    (sentence,) = told
    assert "should be a number" in sentence and sentence.endswith("default is used, 0.03.")


DAMAGED = """version: 1
decisions:
  hardship_line: {value: 0.04, chapter: 4}
  fallback: {value: "a person, chapter: 5
  eval_n:
    value: 250
forecasts:
  4.2-floor: {low: 1, high: 4, question: x}
\tbroken: [
"""


def test_of_a_damaged_file_what_can_be_read_is_recovered(work, told):
    write(work, DAMAGED)
    assert kept("hardship_line").value == 0.04
    (sentence,) = told
    assert "set aside as `larkspur-damaged-" in sentence and "entries were taken over" in sentence
    assert set_aside(work) == [DAMAGED]
    assert kept("eval_n", default=1).value == 250 and not kept("fallback", default="x").yours
    assert len(told) == 1  # the file is sound again
    assert forecast_log()["low"].tolist() == [1]


@pytest.mark.parametrize("text", ["- 1\n", "x", "{", "\x00", "a: *b\n", "decisions: [1]\n", "[" * 5000])
def test_a_file_without_anything_in_it_is_set_aside(work, told, text):
    write(work, text)
    keep("eval_n", 100)
    assert set_aside(work) == [text] and "nothing in it could be read" in told[0]
    assert content(work)["decisions"]["eval_n"]["value"] == 100


def test_bytes_that_are_no_text(work, told):
    (work / "larkspur.yml").write_bytes(b"decisions:\n  eval_n: {value: 100}\n  fallback: \xff\xfe\n")
    assert kept("eval_n", default=1).value == 100 and "set aside" in told[0]


@pytest.mark.parametrize("text", ["", "\n", "# mine\n", "version: 1\n", "decisions:\nforecasts:\n"])
def test_an_empty_file_is_no_fault(work, told, text):
    write(work, text)
    assert not kept("eval_n", default=1).yours and told == [] and not set_aside(work)


def test_an_older_file_is_taken_over_and_a_copy_stays(work, told):
    write(work, "hardship_line: 0.06\npilot_budget: 50000\nmine: 1\n")
    assert kept("hardship_line") == carry.Kept(0.06, True, 4)
    (sentence,) = told
    assert "is of an older form and was set aside as `larkspur-older-" in sentence
    assert set_aside(work, "older") == ["hardship_line: 0.06\npilot_budget: 50000\nmine: 1\n"]
    assert content(work)["mine"] == 1 and content(work)["decisions"]["pilot_budget"] == 50000
    kept("pilot_budget")
    assert len(told) == 1


def test_a_newer_file_keeps_its_version(work, told):
    write(work, "version: 7\ndecisions: {eval_n: {value: 9}}\nlater: {a: 1}\n")
    keep("autonomy_stage", 2)
    assert content(work)["version"] == 7 and content(work)["later"] == {"a": 1} and len(told) == 1


# -- two at once -----------------------------------------------------------------------------------

WRITER = """
import sys
from aipm.practice import forecast_range
for k in range(25):
    forecast_range(f"{sys.argv[1]}-{k}", k, k + 1, "x", chapter=4)
"""


def test_two_notebooks_do_not_lose_each_others(work):
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, name], stdout=subprocess.DEVNULL) for name in "ab"
    ]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0]
    assert len(content(work)["forecasts"]) == 50
    assert sorted(p.name for p in work.iterdir()) == [".aipm", "larkspur.yml", "notebooks"]


def test_a_lock_that_a_dead_kernel_left_is_passed(work, told, monkeypatch):
    monkeypatch.setattr(carry, "LOCK_SECONDS", 0.05)
    (work / ".larkspur.yml.lock").touch()
    keep("eval_n", 100)
    assert content(work)["decisions"]["eval_n"]["value"] == 100


# -- forecasts -------------------------------------------------------------------------------------


def test_a_forecast_is_settled_and_logged(work, told):
    forecast_range("4.2-floor", 2, 10, QUESTION, chapter=4)
    forecast_range("2.3-wins", 5.0, 30, "share of bets that pay, in %", chapter=2)
    forecast_range("9.1-open", 1, 2, "weeks", chapter=9)
    settle_range("4.2-floor", np.float64(12.5))
    settle_range("2.3-wins", 30)
    assert told[3:] == [
        "Your range, 2 to 10, misses the figure, 12.5, which lies 2.5 above it. It was 8 wide.",
        "Your range, 5 to 30, holds the figure, 30. It was 25 wide.",
    ]
    log = forecast_log()
    assert log["id"].tolist() == ["2.3-wins", "4.2-floor", "9.1-open"]
    assert log["inside"].tolist() == [True, False, pd.NA] and log["settled"].tolist() == [True, True, False]
    assert log.loc[1, ["chapter", "low", "high", "truth"]].tolist() == [4, 2, 10, 12.5]
    assert np.isnan(log["truth"][2]) and log["inside"].mean() == 0.5


def test_large_and_small_figures_are_written_out(work, told):
    forecast_range("14.3-cost", 20_000, 1_500_000.0, "dollars a month")
    settle_range("14.3-cost", 36_000.4)
    keep("hardship_line", 0.0005)
    assert told[0] == "Kept: 20,000 to 1,500,000 for dollars a month."
    assert told[1] == "Your range, 20,000 to 1,500,000, holds the figure, 36,000. It was 1,480,000 wide."
    assert told[2].endswith("0.0005.")


def test_without_a_range_there_is_an_invitation_and_no_verdict(work, told):
    forecast_range("4.2-floor", None, None, QUESTION, chapter=4)
    settle_range("4.2-floor", 3)
    (sentence,) = told
    assert QUESTION in sentence and "four times in five" in sentence and not (work / "larkspur.yml").exists()


def test_swapped_ends_are_put_in_order(work, told):
    forecast_range("4.2-floor", 10, 2, QUESTION)
    assert forecast_log().loc[0, ["low", "high"]].tolist() == [2, 10] and "swapped" in told[0]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (None, 3, "low should be a number; it is None"),
        (1, None, "high should be a number"),
        ("1", 3, "low should be a number; it is the text '1'"),
        (1, float("inf"), "high should be a number"),
        (True, 3, "low should be a number"),
        (1, ..., "high should be a number"),
    ],
)
def test_what_is_no_range_costs_a_sentence(work, told, low, high, words):
    forecast_range("4.2-floor", low, high, QUESTION)
    assert len(told) == 1 and words in told[0] and forecast_log().empty


def test_a_range_may_be_changed_until_the_figure_was_seen(work, told):
    forecast_range("4.2-floor", 2, 10, QUESTION)
    forecast_range("4.2-floor", 3, 9, QUESTION)
    settle_range("4.2-floor", 12)
    forecast_range("4.2-floor", 11, 13, QUESTION)
    assert "first range stands, 3 to 9" in told[-1]
    settle_range("4.2-floor", 8)
    assert "log keeps the figure you saw first, 12" in told[-1]
    assert forecast_log().loc[0, ["low", "high", "truth"]].tolist() == [3, 9, 12]
    assert not forecast_log()["inside"][0]


def test_mistakes_of_whoever_writes_the_chapter(work):
    with pytest.raises(ValueError, match="finite number"):
        settle_range("4.2-floor", float("nan"))
    with pytest.raises(ValueError, match="id"):
        forecast_range("", 1, 2, QUESTION)
    with pytest.raises(ValueError, match="question"):
        forecast_range("4.2-floor", 1, 2, " ")


def test_entries_of_another_shape_do_no_harm(work, told):
    write(
        work, "forecasts:\n  a: 3\n  b: {low: x, high: 2}\n  c: {low: 1, high: 2, chapter: four, truth: y}\n"
    )
    log = forecast_log()
    assert log["id"].tolist() == ["c"] and not log["settled"][0] and told == []


def test_the_file_reads_well(work, told):
    forecast_range("4.2-floor", 2, 10, "Häufigkeit: in %", chapter=4)
    keep("fallback", "a person reads it")
    text = (work / "larkspur.yml").read_text(encoding="utf-8")
    assert "Häufigkeit" in text and re.search(
        r"^decisions:\n  fallback:\n    value: a person reads it$", text, re.M
    )


@pytest.mark.parametrize(
    ("inside", "missed", "said"),
    [
        (0, 0, ""),
        (2, 1, "2 of 3 held the figure; .* about 2.4. Five or more"),
        (4, 1, r"4 of 5 held the figure; .* about 4\.$"),
        (2, 4, "2 of 6 .* Yours are too narrow"),
        (10, 0, "10 of 10 .* about 8. None missed"),
    ],
)
def test_the_log_says_how_often_ranges_held(work, told, inside, missed, said):
    for number in range(inside + missed):
        forecast_range(f"4.{number}-x", 1, 3, QUESTION, chapter=4)
        settle_range(f"4.{number}-x", 2 if number < inside else 5)
    forecast_range("4.9-open", 1, 3, QUESTION, chapter=4)  # not shown yet: it does not count
    sentence = carry.ranges_said(forecast_log(work))
    assert re.search(said, sentence) if said else sentence == ""
