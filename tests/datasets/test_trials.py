"""Experiments, validations and studies: published figures recomputed from the rows."""

import math

import pytest

from aipm import datasets


def two_sided(z):
    return math.erfc(abs(z) / math.sqrt(2))


def by_measure(table):
    return table.set_index("measure")["value"]


# --- obama_splash ---------------------------------------------------------------------------------


def test_splash_page_gain_and_size_of_a_combination():
    splash = by_measure(datasets.load_obama_splash())
    assert splash["buttons"] * splash["media"] == splash["combinations"] == 24
    assert splash["visitors"] / splash["combinations"] == pytest.approx(13_000, rel=0.01)
    gain = 100 * (splash["sign_up_rate_best"] / splash["sign_up_rate_original"] - 1)
    assert gain == pytest.approx(splash["relative_gain"], abs=0.3)  # 40.4 from the rounded rates


def test_sixty_million_dollars_are_one_gain_extrapolated():
    splash = by_measure(datasets.load_obama_splash())
    without = splash["sign_ups_in_campaign"] / (1 + splash["relative_gain"] / 100)
    assert without == pytest.approx(splash["sign_ups_without_change"], rel=0.002)
    added = splash["sign_ups_in_campaign"] - splash["sign_ups_without_change"]
    assert added == splash["additional_addresses"]
    assert added / 10 == splash["additional_volunteers"]
    assert 20 < splash["additional_donations"] / added < 21.5  # dollars an address
    kinds = datasets.load_obama_splash().set_index("measure")["kind"]
    assert kinds["additional_donations"] == "extrapolated"


# --- win_rates ------------------------------------------------------------------------------------


def false_positive_risk(win_rate, alpha=0.05, power=0.8):
    false = alpha / 2 * (1 - win_rate)
    return false / (false + power * win_rate)


@pytest.mark.parametrize(
    ("where", "end", "percent"),
    [
        ("Microsoft", "low", 6),
        ("Bing", "low", 15),
        ("Booking.com, Google Ads", "high", 11),
        ("Booking.com, Google Ads", "low", 22),
        ("Airbnb search", "low", 26),
    ],
)
def test_false_positive_risk_follows_from_the_win_rate(where, end, percent):
    table = datasets.load_win_rates().query("measure == 'win_rate'").set_index("where")
    assert round(100 * false_positive_risk(table.loc[where, end] / 100)) == percent


def test_sample_ratios_of_the_two_examples():
    users = datasets.load_win_rates().query("measure == 'users'").set_index("where")["low"]
    control = users["example of Fabijan et al., control"]
    treatment = users["example of Fabijan et al., treatment"]
    assert round(100 * control / (control + treatment), 1) == 50.2
    printed = two_sided((control - treatment) / math.sqrt(control + treatment))
    assert printed == pytest.approx(1.8e-6, rel=0.05) and printed < 1 / 500_000
    n = users["example told by Kohavi, both arms"]
    told = two_sided(2 * (0.502 - 0.5) * math.sqrt(n))
    assert told == pytest.approx(6.3e-5, rel=0.02)  # not 1 in 500,000: that needs 1.6 million users


def test_ranges_run_upwards():
    table = datasets.load_win_rates()
    assert (table["low"] <= table["high"]).all()


# --- speed ----------------------------------------------------------------------------------------


def test_anecdotes_about_speed_are_marked():
    speed = datasets.load_speed().set_index("company")
    assert set(speed.query("evidence == 'conference anecdote'").index) == {"Google", "Amazon"}
    assert speed.loc["Bing", "effect"] / -speed.loc["Bing", "delay_ms"] == 180_000  # dollars a millisecond
    other = speed.drop("Bing")
    assert ((other["delay_ms"] > 0) & (other["effect"] < 0)).all()


# --- sepsis ---------------------------------------------------------------------------------------


def test_counts_of_the_sepsis_model_from_its_rates():
    first = by_measure(datasets.load_sepsis().query("study == 'Wong 2021'"))
    found = first["stays_with_sepsis"] - first["cases_missed"]
    assert found == 843
    assert round(found / first["stays_with_sepsis"], 2) == first["sensitivity"]
    healthy = first["stays"] - first["stays_with_sepsis"]
    quiet = round(first["specificity"] * healthy)
    assert (healthy - quiet, quiet) == (6_104, 29_799)
    assert round((found + healthy - quiet) / found, 1) == 8.2  # alerts a true case
    assert round(first["stays_with_alert"] / found, 1) == 8.3  # the same from the printed count of alerts
    assert round(found / first["stays_with_alert"], 2) == first["ppv"]
    assert round(100 * first["stays_with_alert"] / first["stays"]) == 18
    assert round(100 * first["cases_missed"] / first["stays_with_sepsis"]) == 67
    assert first["auc"] < first["auc_of_developer_low"]


# --- productivity ---------------------------------------------------------------------------------


def test_copilot_saved_56_percent_of_the_time():
    peng = datasets.load_productivity().query("study == 'Peng 2023'").set_index(["who", "measure"])["value"]
    with_it = peng["developers with Copilot", "minutes_to_finish"]
    without = peng["developers without Copilot", "minutes_to_finish"]
    assert round(100 * (with_it / without - 1), 1) == peng["developers", "time"] == -55.8


def test_developers_felt_faster_and_were_slower():
    metr = by_measure(datasets.load_productivity().query("study == 'METR 2025'"))
    assert metr["time"] - metr["time_felt_after"] == 39
    assert metr["time_forecast_before"] < metr["time_felt_after"] < 0 < metr["time"]


def test_groups_of_the_second_metr_study_add_up():
    people = datasets.load_productivity().query("study == 'METR 2026' and measure == 'people'")
    people = people.set_index("who")["value"]
    assert people["returning developers"] + people["new developers"] == people["all developers"] == 57


def test_intervals_of_studies_hold_their_values():
    for table in (datasets.load_productivity(), datasets.load_sepsis()):
        table = table.dropna()
        assert ((table["ci_low"] <= table["value"]) & (table["value"] <= table["ci_high"])).all()
    assert len(datasets.load_productivity().dropna()) == 5


# --- legal_rag ------------------------------------------------------------------------------------


def test_legal_answers_sum_to_100_and_silence_hides_errors():
    legal = datasets.load_legal_rag().set_index("system")
    assert (legal[["accurate", "incomplete", "hallucinated"]].sum(axis=1) == 100).all()
    products = legal.query("retrieval == 'yes'")["hallucinated"]
    assert (products.min(), products.max()) == (17, 33)
    answered = 100 * legal["hallucinated"] / (legal["hallucinated"] + legal["accurate"])
    assert answered.round().to_dict() == {
        "Lexis+ AI": 21,
        "Westlaw AI-Assisted Research": 44,
        "Ask Practical Law AI": 46,
        "GPT-4": 47,
    }
