"""What two randomised experiments show, recomputed from their counts; damaged counts are refused."""

import math

import pytest
from scipy.stats import chisquare, norm

from aipm import datasets
from aipm.datasets import files

# --- Cookie Cats ----------------------------------------------------------------------------------


def difference(counts, column):
    """Gate 40 minus gate 30 in percentage points, its 95 % interval, and p of the pooled z-test."""
    old, new = counts.loc["gate_30"], counts.loc["gate_40"]
    a, b = old[column] / old.players, new[column] / new.players
    se = math.sqrt(a * (1 - a) / old.players + b * (1 - b) / new.players)
    pooled = (old[column] + new[column]) / (old.players + new.players)
    z = (b - a) / math.sqrt(pooled * (1 - pooled) * (1 / old.players + 1 / new.players))
    low, high = (100 * (b - a + side * norm.ppf(0.975) * se) for side in (-1, 1))
    return 100 * (b - a), low, high, 2 * norm.sf(abs(z))


def test_a_later_gate_loses_players_after_a_week():
    counts = datasets.load_cookie_cats().set_index("version")
    change, low, high, p = difference(counts, "retained_7")
    assert (round(change, 2), round(low, 2), round(high, 2)) == (-0.82, -1.33, -0.31)
    assert round(p, 4) == 0.0016


def test_the_first_day_says_little():
    change, low, high, p = difference(datasets.load_cookie_cats().set_index("version"), "retained_1")
    assert round(change, 2) == -0.59 and low < 0 < high and round(p, 3) == 0.074


def test_the_two_groups_are_not_of_equal_size():
    players = datasets.load_cookie_cats()["players"]
    assert players.sum() == 90_189
    assert round(chisquare(players).pvalue, 4) == 0.0086


def test_rounds_add_up_to_the_counts():
    rounds, counts = datasets.load_cookie_cats_rounds(), datasets.load_cookie_cats().set_index("version")
    added = rounds.groupby("version")[["players", "retained_7"]].sum()
    assert added.equals(counts[["players", "retained_7"]])
    assert (rounds["rounds"].iloc[:5].tolist()) == ["0", "1–29", "30–39", "40–99", "100+"]


def test_the_groups_by_rounds_are_themselves_moved_by_the_gate():
    """Fewer stop between the gates when the gate is later: the rows do not compare like with like."""
    players = datasets.load_cookie_cats_rounds().pivot(index="rounds", columns="version", values="players")
    share = players / players.sum()
    assert share.loc["30–39", "gate_40"] < 0.9 * share.loc["30–39", "gate_30"]


# --- Hillstrom ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("arm", "gain", "half_width"), [("Mens", 0.77, 0.28), ("Womens", 0.42, 0.26)])
def test_dollars_a_customer(arm, gain, half_width):
    table = datasets.load_hillstrom().set_index("arm")
    mean = table["spend"] / table["customers"]
    variance = table["spend_sd"] ** 2 / table["customers"]
    assert round(mean[arm] - mean["None"], 2) == gain
    assert round(1.96 * math.sqrt(variance[arm] + variance["None"]), 2) == half_width


def test_the_sd_agrees_with_the_purchases():
    """Nearly everybody spends nothing: the variance is at least that of buyers who all spend the mean."""
    table = datasets.load_hillstrom()
    share = table["conversions"] / table["customers"]
    each = table["spend"] / table["conversions"]
    assert each.between(110, 126).all()
    assert (table["spend_sd"] > each * (share * (1 - share)) ** 0.5).all()


def test_visits_add_up_and_differ_by_what_was_bought_before():
    visits, table = datasets.load_hillstrom_visits(), datasets.load_hillstrom().set_index("arm")
    assert table["customers"].sum() == 64_000
    added = visits.groupby("arm")[["customers", "visits"]].sum()
    assert added.equals(table.loc[["None", "Womens"], ["customers", "visits"]])
    rate = (visits["visits"] / visits["customers"]).groupby([visits["womens_buyer"], visits["arm"]]).sum()
    lift = {who: round(100 * (rate[who, "Womens"] - rate[who, "None"]), 1) for who in ("yes", "no")}
    assert lift == {"yes": 7.3, "no": 1.1}


# --- damage ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("loader", "name", "file", "old", "new", "says"),
    [
        (
            "load_cookie_cats",
            "cookie_cats",
            "data.csv",
            "20119",
            "201190",
            "row 2, column retained_1: 201190",
        ),
        ("load_cookie_cats", "cookie_cats", "data.csv", "gate_40", "gate_50", "row 2, column version"),
        ("load_cookie_cats_rounds", "cookie_cats", "rounds.csv", ",16", ",1938", "row 1, column retained_7"),
        ("load_hillstrom", "hillstrom", "data.csv", ",267", ",3895", "row 1, column conversions: 3895"),
        (
            "load_hillstrom_visits",
            "hillstrom",
            "visits.csv",
            "9638,962",
            "9638,-1",
            "row 4, column visits: -1",
        ),
        ("load_compas", "compas", "data.csv", "all,White", "all,Black", "row 2, column selection"),
        ("load_compas_deciles", "compas", "deciles.csv", ",91", ",399", "row 1, column recidivists: 399"),
        ("load_callbacks", "callbacks", "data.csv", ",125", ",1887", "row 1, column callbacks: 1887"),
    ],
)
def test_damage_is_named(tmp_path, monkeypatch, loader, name, file, old, new, says):
    text = (files.root() / name / file).read_text(encoding="utf-8")
    assert text.count(old) >= 1
    (tmp_path / name).mkdir()
    (tmp_path / name / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(files, "root", lambda: tmp_path)
    with pytest.raises(ValueError, match=says) as caught:
        getattr(datasets, loader)()
    assert str(caught.value).startswith(f"datasets/{name}/{file}, row")
