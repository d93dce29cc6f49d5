"""Figures that the sources print, recomputed from the transcribed rows: scores, places, faces, care, jobs."""

import math

import pytest

from aipm import datasets

# --- COMPAS ---------------------------------------------------------------------------------------


def compas(selection, race):
    return datasets.load_compas().set_index(["selection", "race"]).loc[(selection, race)]


def rates(selection, race):
    """False-positive rate, false-negative rate and predictive value."""
    c = compas(selection, race)
    return c.fp / (c.fp + c.tn), c.fn / (c.fn + c.tp), c.tp / (c.tp + c.fp)


@pytest.mark.parametrize(
    ("selection", "race", "fpr", "fnr", "ppv"),
    [
        ("all", "Black", 0.448, 0.280, 0.630),
        ("all", "White", 0.235, 0.477, 0.591),
        ("all", "everyone", 0.323, 0.374, 0.614),
        ("cut", "Black", 0.448, 0.279, 0.546),
        ("cut", "White", 0.235, 0.488, 0.486),
        ("cut", "everyone", 0.323, 0.373, 0.524),
    ],
)
def test_compas_rates(selection, race, fpr, fnr, ppv):
    assert rates(selection, race) == pytest.approx((fpr, fnr, ppv), abs=0.0006)


def test_false_positive_rates_as_first_reported():
    """ProPublica's truth table has 44.85 and 23.45 %; its article prints 44.9 (rounded twice) and 23.5."""
    assert round(100 * rates("all", "Black")[0], 2) == 44.85
    assert round(100 * rates("all", "White")[0], 2) == 23.45


def test_the_cut_removes_998_rows_and_all_are_positive():
    full, cut = compas("all", "everyone"), compas("cut", "everyone")
    assert full.sum() == 7_214 and cut.sum() == 6_216
    assert full.sum() - cut.sum() == 998
    assert (full.tn, full.fp) == (cut.tn, cut.fp)  # nobody without a new offence goes
    assert (full.fn - cut.fn) + (full.tp - cut.tp) == 998
    assert round(100 * (full.fn + full.tp) / full.sum(), 1) == 45.1
    assert round(100 * (cut.fn + cut.tp) / cut.sum(), 1) == 36.2


@pytest.mark.parametrize(
    ("selection", "race", "people"),
    [
        ("all", "Black", 3_696),
        ("all", "White", 2_454),
        ("cut", "Black", 3_139),
        ("cut", "White", 2_132),
        ("filtered", "Black", 3_175),
        ("filtered", "White", 2_103),
    ],
)
def test_compas_sizes(selection, race, people):
    assert compas(selection, race).sum() == people


@pytest.mark.parametrize("selection", ["all", "cut"])
def test_two_races_fit_into_everyone(selection):
    both = compas(selection, "Black") + compas(selection, "White")
    assert (both < compas(selection, "everyone")).all()


@pytest.mark.parametrize("race", ["Black", "White"])
def test_deciles_add_up_to_the_four_counts(race):
    deciles = datasets.load_compas_deciles().query("race == @race").set_index("decile")
    counts = compas("all", race)
    assert deciles.index.tolist() == list(range(1, 11))
    low, flagged = deciles.loc[:4].sum(numeric_only=True), deciles.loc[5:].sum(numeric_only=True)
    assert (low.recidivists, low.defendants) == (counts.fn, counts.fn + counts.tn)
    assert (flagged.recidivists, flagged.defendants) == (counts.tp, counts.tp + counts.fp)


# --- Berkeley -------------------------------------------------------------------------------------


def test_berkeley_turns_round_when_departments_are_looked_at():
    table = datasets.load_berkeley()
    total = table.groupby("sex")[["admitted", "denied"]].sum()
    assert total.loc["men"].tolist() == [1198, 1493] and total.loc["women"].tolist() == [557, 1278]
    share = total["admitted"] / total.sum(axis=1)
    assert (100 * share).round(1).to_dict() == {"men": 44.5, "women": 30.4}
    table["share"] = table["admitted"] / (table["admitted"] + table["denied"])
    by_department = table.pivot(index="department", columns="sex", values="share")
    ahead = by_department.index[by_department["women"] > by_department["men"]]
    assert ahead.tolist() == ["A", "B", "D", "F"]
    printed = {"men": [62, 63, 37, 33, 28, 6], "women": [82, 68, 34, 35, 24, 7]}
    for sex, percent in printed.items():
        assert (100 * by_department[sex] - percent).abs().max() < 1


def test_berkeley_as_a_whole():
    whole = datasets.load_berkeley_university().set_index("sex")
    assert whole["applicants"].sum() == 12_763
    six = datasets.load_berkeley().groupby("sex")[["admitted", "denied"]].sum().sum(axis=1)
    assert (six < whole["applicants"]).all()


# --- Gender Shades --------------------------------------------------------------------------------


def test_gender_shades_extremes_of_the_abstract():
    table = datasets.load_gender_shades()
    worst = table.groupby(["skin", "sex"])["error"].max()
    assert worst["darker", "women"] == 34.7 and worst["lighter", "men"] == 0.8
    assert (
        table.loc[table.groupby("company")["error"].idxmax(), ["skin", "sex"]]
        .eq(["darker", "women"])
        .all(axis=None)
    )
    assert len(table) == 12


# --- Obermeyer ------------------------------------------------------------------------------------


def obermeyer(part, case, measure):
    table = datasets.load_obermeyer().set_index(["part", "case", "measure"])["value"]
    return table[part, case, measure]


def test_the_label_decides_who_is_in_the_group():
    black = {
        label: obermeyer("alternative labels", label, "Black patients")
        for label in ("total costs", "avoidable costs", "active chronic conditions")
    }
    assert black == {"total costs": 14.1, "avoidable costs": 21.0, "active chronic conditions": 26.7}
    sample = {race: obermeyer("sample", race, "patients") for race in ("Black", "White")}
    share = 100 * sample["Black"] / sum(sample.values())
    assert black["total costs"] < 15 and share == pytest.approx(12.3, abs=0.05)


def test_obermeyer_ratios():
    part = "97th percentile of the score"
    more = obermeyer(part, "Black", "active chronic conditions") / obermeyer(
        part, "White", "active chronic conditions"
    )
    assert round(100 * (more - 1), 1) == 26.3
    excess = "excess conditions of Black patients"
    left = obermeyer("replication", "label mended", excess) / obermeyer(
        "replication", "score as sold", excess
    )
    assert round(100 * (1 - left)) == 84


def test_obermeyer_units():
    table = datasets.load_obermeyer()
    assert table.loc[table["unit"] == "percent", "value"].between(0, 100).all()
    assert (table.loc[table["unit"] == "count", "value"] % 1 == 0).all()


# --- callbacks ------------------------------------------------------------------------------------


def test_white_names_are_called_half_as_often_again():
    total = datasets.load_callbacks().groupby("names")[["resumes", "callbacks"]].sum()
    assert total["resumes"].tolist() == [2435, 2435]
    rate = total["callbacks"] / total["resumes"]
    assert (100 * rate).round(2).to_dict() == {"Black": 6.45, "White": 9.65}
    assert round(rate["Black"] / rate["White"], 3) == 0.668
    pooled = total["callbacks"].sum() / total["resumes"].sum()
    z = (rate["White"] - rate["Black"]) / math.sqrt(pooled * (1 - pooled) * 2 / 2435)
    assert round(z, 2) == 4.11


def test_callbacks_by_sex():
    table = datasets.load_callbacks().set_index(["names", "sex"])
    percent = (100 * table["callbacks"] / table["resumes"]).round(2)
    assert percent["White", "female"] == 9.89 and percent["Black", "female"] == 6.63
    assert percent["White", "male"] == 8.87 and percent["Black", "male"] == 5.83


# --- HMDA -----------------------------------------------------------------------------------------


def test_one_table_two_ratios():
    denied = datasets.load_hmda().set_index("applicants")["denied"]
    black, white = denied["Black"], denied["non-Hispanic White"]
    assert round((100 - black) / (100 - white), 3) == 0.885
    assert round(black / white, 2) == 2.86
    assert denied.to_dict() == {
        "Black": 16.6,
        "Hispanic White": 12.0,
        "Asian": 9.0,
        "non-Hispanic White": 5.8,
    }
