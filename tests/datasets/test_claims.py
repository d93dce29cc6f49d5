"""Claims and incidents: what is quoted agrees with the tables it comes from, and amounts add up."""

import pytest

from aipm import datasets


def claim(name):
    return datasets.load_claims().set_index("id").loc[name]


def figures(name):
    table = datasets.load_incident_figures()
    return table.query("id == @name").set_index("measure")["value"]


# --- claims ---------------------------------------------------------------------------------------


def test_claims_quote_the_other_tables_rightly():
    klarna = datasets.load_klarna().set_index(["date", "measure"])["value"]
    assert claim("klarna_700")["value"] == klarna["2024-02", "full_time_agents_equivalent"]
    studies = datasets.load_productivity().set_index(["study", "who", "measure"])["value"].sort_index()
    assert claim("copilot_56")["value"] == -studies["Peng 2023", "developers", "time"]
    assert claim("copilot_56")["sample"] == studies["Peng 2023", "developers", "people"]
    metr = studies.xs("METR 2025").droplevel("who")
    assert (claim("metr_19")["value"], claim("metr_19")["sample"]) == (metr["time"], metr["people"])
    agents = studies["Brynjolfsson 2025", "all support agents"]
    assert (claim("agents_15")["value"], claim("agents_15")["sample"]) == (
        agents["issues_per_hour"],
        agents["people"],
    )
    sepsis = datasets.load_sepsis().set_index(["study", "measure"])["value"]
    assert claim("epic_auc")["value"] == sepsis["Wong 2021", "auc_of_developer_high"]
    splash = datasets.load_obama_splash().set_index("measure")["value"]
    assert claim("obama_60m")["value"] == splash["additional_donations"]
    assert claim("obama_60m")["sample"] == splash["visitors"]
    index = datasets.load_ai_index().set_index(["measure", "year"])["value"]
    assert claim("mckinsey_88")["value"] == index["organisations_using_ai", 2025]


def test_claims_without_a_sample_are_not_called_measured():
    table = datasets.load_claims()
    bare = table[table["sample"].isna()]
    assert set(bare["evidence"]) == {"no study named", "forecast", "company claim"}
    assert (bare["sample_of"] == "").all()
    assert (table.dropna(subset="sample")["sample_of"] != "").all()


def test_a_press_release_is_no_experiment():
    table = datasets.load_claims()
    tested = table["evidence"].isin(["randomised experiment", "staggered introduction"])
    assert set(table[tested]["id"]) == {"copilot_56", "metr_19", "agents_15"}
    assert (
        table.query("evidence == 'company claim'")["status"]
        .isin(["not audited", "narrower than quoted", "contradicted by an independent test"])
        .all()
    )


def test_no_study_of_52_interviews_can_carry_two_digits():
    """Half-width of a 95 % interval for 95 % of 52: about six points, were they a random sample."""
    nanda = claim("nanda_95")
    share = nanda["value"] / 100
    assert round(196 * (share * (1 - share) / nanda["sample"]) ** 0.5) == 6


# --- incidents ------------------------------------------------------------------------------------


def test_damages_against_air_canada_add_up():
    air = figures("air_canada")
    assert round(air["damages"] + air["interest"] + air["tribunal_fees"], 2) == air["total"] == 812.02


def test_knight_lost_ten_million_a_minute():
    knight = figures("knight_capital")
    assert round(knight["loss"] / knight["duration"]) == 10
    assert knight["loss"] / knight["fine"] > 38


def test_second_review_of_midas_found_seven_in_ten_wrong():
    midas = figures("midas")
    assert round(100 * midas["not_fraud_in_second_review"] / midas["cases_in_second_review"]) == 70


def test_lowered_a_levels_are_about_280_000():
    grades = figures("a_levels")
    assert grades["grades_submitted"] * grades["lowered"] / 100 == pytest.approx(280_000, rel=0.03)
    assert grades["lowered"] / grades["raised"] > 17


def test_each_figure_belongs_to_an_incident():
    incidents, table = datasets.load_incidents(), datasets.load_incident_figures()
    assert set(table["id"]) <= set(incidents["id"])
    assert set(incidents["id"]) - set(table["id"]) == {"amazon_recruiting"}  # the report gives none
    assert incidents["year"].is_monotonic_increasing


def test_outcomes_that_are_misremembered():
    status = datasets.load_incidents().set_index("id")["status"]
    assert status["apple_card"] == "no violation found"
    assert status["openai_garante"] == "annulled"
    assert status["amazon_recruiting"] == "reported in the press"
