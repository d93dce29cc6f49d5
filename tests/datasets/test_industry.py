"""What firms and authorities reported: published figures recomputed from the rows."""

import pytest

from aipm import datasets


def by_measure(table):
    return table.set_index("measure")["value"]


# --- klarna ---------------------------------------------------------------------------------------


def test_klarna_from_11_minutes_to_2_is_82_percent_less():
    first = by_measure(datasets.load_klarna().query("date == '2024-02'"))
    assert (
        round(100 * (1 - first["minutes_to_resolution_after"] / first["minutes_to_resolution_before"])) == 82
    )


def test_klarna_700_posts_do_not_follow_from_the_minutes():
    first = by_measure(datasets.load_klarna().query("date == '2024-02'"))
    a_post = first["conversations_in_first_month"] / first["full_time_agents_equivalent"]
    hours_before = a_post * first["minutes_to_resolution_before"] / 60
    hours_after = a_post * first["minutes_to_resolution_after"] / 60
    assert round(hours_before) == 602 and round(hours_after) == 110  # a month has about 160 working hours


def test_klarna_claims_are_called_claims():
    table = datasets.load_klarna()
    assert table["evidence"].str.startswith("company ").all()
    assert table["value"].isna().sum() == 1
    later = table.query("measure == 'full_time_agents_equivalent'")["value"].tolist()
    assert later == [700, 853]


# --- energy ---------------------------------------------------------------------------------------


def test_grams_of_carbon_a_kilowatt_hour():
    table = datasets.load_energy().set_index(["what", "measure"])["value"]

    def intensity(what, scale):
        return round(scale * table[what, "emissions"] / table[what, "energy"])

    assert intensity("Gemini, median text prompt", 1000) == 125
    assert intensity("GPT-3, training", 1000) == 429
    assert intensity("BLOOM, final training", 1000) == 57  # as the paper prints for the French grid


def test_shares_of_a_prompt_sum_to_100_but_for_rounding():
    table = datasets.load_energy()
    assert table[table["measure"].str.startswith("share_")]["value"].sum() == pytest.approx(100, abs=1)


# --- zillow ---------------------------------------------------------------------------------------


def test_three_totals_of_the_loss_are_one_story():
    zillow = by_measure(datasets.load_zillow())
    low = zillow["write_down_third_quarter"] + zillow["expected_loss_fourth_quarter_low"]
    high = zillow["write_down_third_quarter"] + zillow["expected_loss_fourth_quarter_high"]
    assert (low, high) == (544, 569)
    assert high == zillow["write_downs_bloomberg"]
    assert low > zillow["write_downs_wall_street_journal"]
    assert zillow["loss_of_home_buying_2021"] > high
    assert zillow["staff_cut_people"] / (zillow["staff_cut"] / 100) == 8_000


# --- ai_index -------------------------------------------------------------------------------------


def test_incidents_rose_by_55_percent():
    table = datasets.load_ai_index().set_index(["measure", "year"])["value"]
    assert round(100 * (table["incidents_recorded", 2025] / table["incidents_recorded", 2024] - 1)) == 55
    assert table["organisations_using_ai", 2025] - table["organisations_using_ai", 2024] == 10


# --- google_flu -----------------------------------------------------------------------------------


def test_old_figures_beat_the_searches_and_both_beat_either():
    flu = by_measure(datasets.load_google_flu())
    assert round(100 * flu["weeks_too_high"] / flu["weeks_compared"]) == 93
    assert round(100 * (1 - flu["mean_absolute_error_lagged"] / flu["mean_absolute_error_search"])) == 36
    assert flu["mean_absolute_error_both"] < flu["mean_absolute_error_lagged"]


# --- ll144 ----------------------------------------------------------------------------------------


def test_five_percent_published_an_audit():
    table = datasets.load_ll144()
    wright = by_measure(table.query("study == 'Wright 2024'"))
    assert round(100 * wright["with_audit_report"] / wright["employers"], 1) == 4.6
    assert round(100 * wright["with_notice"] / wright["employers"], 1) == 3.3
    assert wright["with_jobs_in_the_city"] + wright["without_jobs_in_the_city"] == wright["employers"] == 391
    assert wright["with_jobs_in_the_city_and_audit_report"] < wright["with_audit_report"]
    audit = by_measure(table.query("study == 'State Comptroller 2025'"))
    assert audit["issues_found_by_the_auditors"] == 17 * audit["issues_found_by_the_city"]


# --- label_errors ---------------------------------------------------------------------------------


def test_percentages_of_wrong_labels_follow_from_counts():
    table = datasets.load_label_errors().dropna()
    assert len(table) == 7
    assert (100 * table["errors"] / table["size"]).round(2).tolist() == table["percent"].tolist()


def test_mean_of_ten_test_sets_leaves_room_for_the_two_left_out():
    table = datasets.load_label_errors().set_index("test_set")["percent"]
    eight = table.drop(["mean of ten test sets", "MMLU", "MMLU, virology"])
    assert len(eight) == 8
    missing = 10 * table["mean of ten test sets"] - eight.sum()
    assert 2 < missing < 4  # Caltech-256 and 20 Newsgroups together
