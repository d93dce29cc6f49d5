"""The legal facts: dates and fines recomputed from the rows, review dates, and what is no longer true."""

from datetime import date, datetime

import pandas as pd
import pytest

from aipm import datasets
from aipm.datasets import due, regulation
from aipm.datasets.dates import as_day, with_dates


@pytest.fixture(scope="module")
def facts():
    return datasets.load_regulatory_facts()


@pytest.fixture
def value(facts):
    return facts.set_index("id")["value"].to_dict()


def test_high_risk_duties_follow_the_general_date_by_16_and_24_months(value):
    general = date.fromisoformat(value["ai_act_general_application"])
    months = {
        annex: (day.year - general.year) * 12 + day.month - general.month
        for annex in ("iii", "i")
        for day in [date.fromisoformat(value[f"ai_act_annex_{annex}_apply"])]
    }
    assert months == {"iii": 16, "i": 24}


@pytest.mark.parametrize(
    ("turnover", "tier", "large", "small"),
    [
        (1_000_000_000, "prohibited", 70_000_000, 35_000_000),
        (10_000_000, "prohibited", 35_000_000, 700_000),
        (500_000_000, "duties", 15_000_000, 15_000_000),
        (750_000_000, "information", 7_500_000, 7_500_000),
    ],
)
def test_ceiling_of_a_fine_can_be_computed_from_the_rows(value, turnover, tier, large, small):
    amounts = (
        float(value[f"ai_act_fine_{tier}_eur"]),
        float(value[f"ai_act_fine_{tier}_share"]) * turnover,
    )
    rule = {"higher": max, "lower": min}
    assert rule[value["ai_act_fine_rule"]](amounts) == pytest.approx(large)
    assert rule[value["ai_act_fine_rule_sme"]](amounts) == pytest.approx(small)


def test_days_in_the_tables_are_in_order(value):
    way = ["proposed", "agreed", "parliament", "council", "signed", "published", "in_force"]
    days = [value[f"omnibus_{step}"] for step in way]
    assert days == sorted(days)
    assert value["sr_11_7_rescinded"] == "2026-04-17" and value["co_effective"] == "2027-01-01"


def test_the_audit_of_new_york_found_seventeen_times_as_many(value):
    assert float(value["ll144_osc_auditors"]) / float(value["ll144_osc_city"]) == 17
    assert float(value["ll144_osc_auditors"]) / float(value["ll144_osc_firms"]) > 0.5


def test_every_fact_was_checked_before_it_must_be_checked_again(facts):
    assert (facts["as_of"] < facts["review_by"]).all()
    assert facts["as_of"].max() <= pd.Timestamp("2026-11-23")
    assert (facts["review_by"] - facts["as_of"]).max() < pd.Timedelta(days=550)
    assert facts["link"].str.startswith("https://").all()
    assert facts.query("status == 'disputed'")["id"].tolist() == ["co_old_act"]


def test_facts_are_due_after_their_review_date_and_not_on_it(facts):
    first = facts["review_by"].min()
    assert due(facts, first.date()).empty
    late = due(facts, first.date() + pd.Timedelta(days=1))
    assert set(late["id"]) == set(facts.loc[facts["review_by"] == first, "id"])
    assert len(due(facts, "2030-01-01")) == len(facts)
    assert due(facts, "2030-01-01")["review_by"].is_monotonic_increasing


def test_a_day_that_is_none_is_named(facts):
    with pytest.raises(ValueError, match="today is 'soon'; it must be a date"):
        due(facts, "soon")
    with pytest.raises(ValueError, match="today is 20261123"):
        due(facts, 20261123)
    with pytest.raises(ValueError, match="today is NaT"):
        due(facts, pd.NaT)
    assert as_day("today", datetime(2026, 11, 23, 15)) == pd.Timestamp("2026-11-23")


# --- what is no longer true -----------------------------------------------------------------------


def test_each_stale_claim_points_to_the_fact_that_holds(facts):
    stale = datasets.load_stale_claims()
    assert len(stale) == 6
    assert set(stale["fact"]) <= set(facts["id"])
    assert stale["false_since"].isna().sum() == 1  # the sixth was never true
    since = stale["false_since"].dropna()
    assert since.between("2026-04-17", "2026-07-27").all()


def test_a_stale_claim_is_false_from_the_day_its_fact_says(value):
    stale = datasets.load_stale_claims().set_index("id")["false_since"].dt.strftime("%Y-%m-%d")
    assert stale["annex_iii_august_2026"] == stale["literacy_sufficient"] == value["omnibus_in_force"]
    assert stale["colorado_impact_assessments"] == value["co_signed"]
    assert stale["sr_11_7_current"] == value["sr_11_7_rescinded"]
    assert stale["ecoa_disparate_impact"] == value["reg_b_effective"]


# --- values and damage ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "unit", "says"),
    [
        ("0.07", "share of turnover", "7 % of turnover"),
        ("35000000", "EUR", "35,000,000 EUR"),
        ("15", "days", "15 days"),
        ("2027-12-02", "date", "2027-12-02"),
        ("no", "yes or no", "no"),
    ],
)
def test_values_in_words(text, unit, says):
    assert regulation.in_words(text, unit) == says


@pytest.mark.parametrize(
    ("column", "text", "says"),
    [
        ("value", "soon", "row 1, column value: 'soon' cannot be read as date"),
        ("review_by", "2020-01-01", "row 1, column review_by: it must come after as_of"),
        ("as_of", "24.9.2026", "row 1, column as_of: '24.9.2026' is not a date"),
        ("as_of", "2026-02-30", "row 1, column as_of: '2026-02-30' is not a date"),
    ],
)
def test_damage_is_named_by_file_row_and_column(facts, monkeypatch, column, text, says):
    frame = facts.copy()
    for day in ("as_of", "review_by"):
        frame[day] = frame[day].dt.strftime("%Y-%m-%d")
    frame.loc[0, column] = text
    monkeypatch.setattr(regulation, "load", lambda *_, **__: frame)
    with pytest.raises(ValueError, match=f"^datasets/regulatory_facts/data.csv, {says}"):
        datasets.load_regulatory_facts()


@pytest.mark.parametrize(
    ("value", "unit"), [("perhaps", "yes or no"), ("-1", "days"), ("2026", "date"), ("x", "EUR")]
)
def test_a_value_must_fit_its_unit(facts, monkeypatch, value, unit):
    frame = facts.copy()
    for day in ("as_of", "review_by"):
        frame[day] = frame[day].dt.strftime("%Y-%m-%d")
    frame.loc[2, ["value", "unit"]] = [value, unit]
    monkeypatch.setattr(regulation, "load", lambda *_, **__: frame)
    with pytest.raises(ValueError, match=f"row 3, column value: '{value}' cannot be read as {unit}"):
        datasets.load_regulatory_facts()


def test_an_empty_day_is_none():
    frame = with_dates(pd.DataFrame({"day": ["", "2026-07-30"]}), ["day"], "x.csv")
    assert frame["day"].isna().tolist() == [True, False]
