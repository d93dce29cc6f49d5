"""The interview snippets: who speaks, what the codes say, and the counts that the datasheet prints."""

import re

import pytest

from aipm import datasets


@pytest.fixture(scope="module")
def snippets():
    return datasets.load_interviews()


def test_one_agent_speaks_six_times_and_hardly_anybody_else_twice(snippets):
    spoken = snippets["speaker"].value_counts()
    assert len(snippets) == 24
    assert spoken.iloc[0] == 6
    assert (spoken.iloc[1:] <= 2).all()


def test_mentions_and_people_disagree_about_the_first_idea(snippets):
    coded = snippets[snippets["idea"] != ""]
    mentions = coded["idea"].value_counts()
    people = coded[coded["kind"] == "happened"].groupby("idea")["speaker"].nunique()
    assert mentions.idxmax() == "Fee-waiver bot"
    assert people.idxmax() == "ROUTE"
    assert people.nlargest(2).iloc[0] >= 2 * people.nlargest(2).iloc[1]


def test_frequency_is_quoted_from_the_text(snippets):
    for row in snippets.itertuples():
        assert row.frequency in row.text, row.id
    assert (snippets["frequency"] != "").sum() >= 8


def test_a_speaker_keeps_role(snippets):
    assert snippets.groupby("speaker")["role"].nunique().eq(1).all()


def test_the_datasheet_prints_the_counts(snippets):
    lines = (line.strip("|").split("|") for line in datasets.datasheet("interviews").splitlines())
    table = [[cell.strip() for cell in cells] for cells in lines if len(cells) == 4]
    printed = {row[0]: tuple(map(int, row[1:])) for row in table if re.fullmatch(r"\d+", row[1])}
    for idea, figures in printed.items():
        about = snippets[snippets["idea"] == idea]
        happened = about[about["kind"] == "happened"]
        assert figures == (len(about), len(happened), happened["speaker"].nunique()), idea
    assert set(printed) == set(snippets["idea"]) - {""}
    assert snippets["speaker"].nunique() == 17
