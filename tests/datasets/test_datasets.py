"""The published tables: figures recomputed from them, damage found and named, a wheel that carries them."""

import re
import timeit
import zipfile
from pathlib import Path

import pytest
from sklearn.metrics import cohen_kappa_score

from aipm import datasets
from aipm.datasets import files

ROOT = Path(__file__).resolve().parents[2]
LOADERS = [name for name in datasets.__all__ if name.startswith("load_")]
FOLDERS = sorted(path.name for path in (ROOT / "datasets").iterdir() if path.is_dir())
SHEETS = {path.parent.name: path.read_text("utf-8") for path in (ROOT / "datasets").glob("*/datasheet.md")}
PARTS = ["Motivation", "Composition", "Collection", "Preprocessing", "Uses", "Distribution", "Maintenance"]


def value(study, measure, arm="radiologists"):
    table = datasets.load_mammography()
    return table.query("study == @study and measure == @measure and arm == @arm")["value"].item()


# --- published figures ----------------------------------------------------------------------------


def test_card_fraud_is_172_in_100_000():
    rates = datasets.load_base_rates().set_index("case")["rate"]
    assert f"{rates['card_fraud']:.3%}" == "0.173%"  # the source prints 0.172, cut, not rounded
    assert int(rates["card_fraud"] * 1e5) == 172


@pytest.mark.parametrize(
    ("case", "percent"),
    [
        ("ecommerce_fraud", 3.5),
        ("bank_campaign", 11.7),
        ("sms_spam", 13.4),
        ("income_men", 30.6),
        ("income_women", 10.9),
    ],
)
def test_other_base_rates(case, percent):
    assert round(100 * datasets.load_base_rates().set_index("case")["rate"][case], 1) == percent


def test_totals_of_the_census_extract():
    table = datasets.load_base_rates().set_index("case")
    assert table.loc[["income_men", "income_women"], "total"].sum() == 32_561


def test_predictive_value_follows_from_sensitivity_specificity_prevalence():
    study = "BCSC 2007–13"
    found, missed = value(study, "cancer_detection_rate"), value(study, "false_negative_rate")
    prevalence = (found + missed) / 1000
    sensitivity, specificity = value(study, "sensitivity") / 100, value(study, "specificity") / 100
    ppv = prevalence * sensitivity / (prevalence * sensitivity + (1 - prevalence) * (1 - specificity))
    assert round(100 * ppv, 1) == value(study, "ppv1") == 4.4
    flagged = prevalence * sensitivity + (1 - prevalence) * (1 - specificity)
    assert 100 * flagged == pytest.approx(value(study, "abnormal_interpretation_rate"), abs=0.15)
    assert found / (found + missed) == pytest.approx(sensitivity, abs=0.01)


def test_counts_of_2004_08_give_the_printed_rates():
    study = "BCSC 2004–08"
    assert round(100 * value(study, "true_positives") / value(study, "cancers"), 1) == value(
        study, "sensitivity"
    )
    assert round(100 * value(study, "true_negatives") / value(study, "non_cancers"), 1) == value(
        study, "specificity"
    )


def test_masai_figures_agree_with_one_another():
    for arm in ("AI-supported", "double reading"):
        found = value("MASAI 2023", "cancer_detection_rate", arm) / 10  # per cent of the women
        assert found / value("MASAI 2023", "recall_rate", arm) == pytest.approx(
            value("MASAI 2023", "ppv1", arm) / 100, abs=0.01
        )
    ratio = value("MASAI 2026", "interval_cancer_rate", "AI-supported") / value(
        "MASAI 2026", "interval_cancer_rate", "double reading"
    )
    assert round(ratio, 2) == value("MASAI 2026", "interval_cancer_rate", "ratio")


def test_intervals_hold_their_values():
    table = datasets.load_mammography().dropna()
    assert len(table) >= 7
    assert ((table["ci_low"] <= table["value"]) & (table["value"] <= table["ci_high"])).all()


# --- labelling rounds -----------------------------------------------------------------------------


def test_kappa_rises_as_the_guide_is_mended():
    rounds = datasets.load_labelling_rounds()
    kappa = {g: cohen_kappa_score(part["rater_a"], part["rater_b"]) for g, part in rounds.groupby("guide")}
    assert kappa[1] == pytest.approx(0.55, abs=0.01)
    assert kappa[2] == pytest.approx(0.72, abs=0.01)
    assert kappa[3] == pytest.approx(0.88, abs=0.01)


def test_each_disagreement_says_what_it_is_about_and_agreement_says_nothing():
    rounds = datasets.load_labelling_rounds()
    differ = rounds["rater_a"] != rounds["rater_b"]
    assert (rounds.loc[differ, "clash"] != "").all()
    assert (rounds.loc[~differ, ["clash", "rule"]] == "").all().all()


def test_each_disagreement_of_round_one_led_to_a_rule_of_a_later_guide():
    rounds, guides = datasets.load_labelling_rounds(), datasets.load_labelling_guides()
    first = rounds[(rounds["guide"] == 1) & (rounds["rater_a"] != rounds["rater_b"])]
    later = set(guides.loc[guides["guide"] > 1, "line"]) - set(guides.loc[guides["guide"] == 1, "line"])
    assert set(first["rule"]) <= later
    assert later == set(rounds["rule"]) - {""}  # and no rule without a case


def test_guides_only_grow_and_texts_stay():
    guides = datasets.load_labelling_guides()
    lines = {g: dict(zip(p["line"], p["rule"], strict=True)) for g, p in guides.groupby("guide")}
    assert lines[1].items() < lines[2].items() < lines[3].items()
    assert datasets.load_labelling_rounds().groupby("item")["text"].nunique().eq(1).all()


def test_a_rule_mends_the_cases_it_was_written_for():
    """Where a rule stands in the guide, nearly all the disagreements it was written for are gone."""
    rounds, guides = datasets.load_labelling_rounds(), datasets.load_labelling_guides()
    rule = rounds.query("guide == 1 and rule != ''").set_index("item")["rule"]
    present = set(guides.query("guide == 2")["line"])
    second = rounds.query("guide == 2").set_index("item")
    mended = [item for item in rule.index if rule[item] in present]
    assert len(mended) >= 6
    assert (second.loc[mended, "rater_a"] == second.loc[mended, "rater_b"]).all()


# --- loading --------------------------------------------------------------------------------------


def rows(loader):
    """The number of rows of what a loader returns."""
    return len(getattr(datasets, loader)())


@pytest.mark.parametrize("loader", LOADERS)
def test_loaders_give_a_fresh_table(loader):
    table = getattr(datasets, loader)()
    before = len(table)
    assert before > 0
    table.drop(index=table.index[0], inplace=True)
    assert rows(loader) == before


@pytest.mark.parametrize("loader", LOADERS)
def test_loaders_are_fast(loader):
    rows(loader)  # warm-up
    best = min(timeit.repeat(lambda: rows(loader), number=1, repeat=5))
    assert best < 0.05, f"{loader} takes {best:.3f} s"


@pytest.mark.parametrize("loader", LOADERS)
def test_loaders_say_what_they_return_and_stand_in_a_datasheet(loader):
    assert "Columns:" in getattr(datasets, loader).__doc__
    assert any(f"{loader}(" in text for text in SHEETS.values()), f"no datasheet names {loader}()"


def test_theme_modules_hide_no_loader():
    modules = (p for p in (ROOT / "src/aipm/datasets").glob("*.py") if p.name != "__init__.py")
    written = {n for p in modules for n in re.findall(r"^def (load_\w+)", p.read_text("utf-8"), re.M)}
    assert written == set(LOADERS)


@pytest.mark.parametrize("name", FOLDERS)
def test_datasheets_are_complete(name):
    assert name in SHEETS, f"datasets/{name} has no datasheet.md"
    text = datasets.datasheet(name)
    assert text == SHEETS[name]
    places = [text.find(f"**{part}.**") for part in PARTS]
    missing = [part for part, place in zip(PARTS, places, strict=True) if place < 0]
    assert not missing, f"datasets/{name}/datasheet.md has no {', '.join(missing)}"
    assert places == sorted(places)
    assert "**Not shown:**" in text and "chapter" in text.lower()
    assert "Real data" in text or "Written for the course" in text


@pytest.mark.parametrize("name", FOLDERS)
def test_each_file_of_a_data_set_is_read_by_a_loader(name, monkeypatch):
    read = set()
    real = files.read_checked

    def noted(path, *rest):
        read.add(path)
        return real(path, *rest)

    monkeypatch.setattr(files, "read_checked", noted)
    for loader in LOADERS:
        if f"{loader}(" in SHEETS.get(name, ""):
            rows(loader)
    tables = set((files.root() / name).glob("*.csv"))
    assert tables and tables <= read, f"no loader named in the datasheet reads {tables - read}"


@pytest.mark.parametrize("loader", LOADERS)
def test_links_are_addresses(loader):
    table = getattr(datasets, loader)()
    links = table.get("link", [])
    assert all(link.startswith(("https://", "http://")) for link in links)


def test_csv_files_are_small():
    assert sum(p.stat().st_size for p in (ROOT / "datasets").rglob("*.csv")) < 2_000_000


def test_unknown_data_set_is_named():
    with pytest.raises(ValueError, match="'tarot'.*base_rates"):
        datasets.datasheet("tarot")


# --- damage ---------------------------------------------------------------------------------------

COLUMNS = [
    files.Column("case"),
    files.Column("n", "whole", low=1, high=9),
    files.Column("share", "number", low=0, high=1, blank=True),
]


def damaged(tmp_path, text):
    path = tmp_path / "data.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return files.read_checked(path, COLUMNS, ["case"], "datasets/x/data.csv")


def test_a_sound_file_passes(tmp_path):
    table = damaged(tmp_path, "case,n,share\na,1,0.5\nb,9,\n")
    assert table["n"].tolist() == [1, 9] and table["share"].isna().tolist() == [False, True]
    assert str(table["n"].dtype) == "int64" and str(table["share"].dtype) == "float64"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("case,n,share\na,1,0.5\nb,12,0.5\n", "row 2, column n: 12 lies outside 1 to 9"),
        ("case,n,share\na,1.5,0.5\n", "row 1, column n: '1.5' is not a whole number"),
        ("case,n,share\na,1,half\n", "row 1, column share: 'half' is not a number"),
        ("case,n,share\na,1,inf\n", "row 1, column share: inf lies outside"),
        ("case,n,share\na,1,nan\n", "row 1, column share: nan lies outside"),
        ("case,n,share\n,1,0.5\n", "row 1, column case: the cell is empty"),
        ("case,n,share\na,1,0\na,2,0\n", "row 2, column case: a occurs twice"),
        ("case,n,share\na,1\n", "row 1, column share: 2 cells, expected 3"),
        ("case,m,share\na,1,0\n", "header.*column n: the columns must be case, n, share"),
        ("", "header.*the columns must be"),
        (b"case,n,share\n\xff,1,0\n", "cannot be read"),
        ('case,n,share\n"a,1,0\n', "cannot be read"),
    ],
)
def test_damage_is_named_by_file_row_and_column(tmp_path, text, says):
    with pytest.raises(ValueError, match=says) as caught:
        damaged(tmp_path, text)
    assert str(caught.value).startswith("datasets/x/data.csv")


def test_a_value_outside_the_list_is_named(tmp_path):
    path = tmp_path / "d.csv"
    path.write_text("study\nBCSC 1999\n", encoding="utf-8")
    with pytest.raises(ValueError, match="row 1, column study: 'BCSC 1999' is none of A"):
        files.read_checked(path, [files.Column("study", among=("A",))], ["study"], "x.csv")


# --- the wheel ------------------------------------------------------------------------------------


def test_a_built_wheel_finds_its_tables(tmp_path, monkeypatch):
    """The packed layout: `_datasets` beside the module, no checkout around it."""
    package = tmp_path / "aipm"
    package.mkdir()
    archive = tmp_path / "layout.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in (ROOT / "src/aipm/datasets").glob("*.py"):
            packed.write(path, Path("datasets") / path.name)
        for path in (ROOT / "datasets").rglob("*"):
            if path.is_file():
                packed.write(path, Path("_datasets") / path.relative_to(ROOT / "datasets"))
    zipfile.ZipFile(archive).extractall(package)
    monkeypatch.setattr(files, "__file__", str(package / "datasets/files.py"))
    assert files.root() == package / "_datasets"
    assert len(datasets.load_base_rates()) == 6
    assert "Motivation" in datasets.datasheet("mammography")
