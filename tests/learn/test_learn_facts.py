"""`aipm facts`: quiet when all is fresh, a warning when not, never a failure."""

import pandas as pd
import pytest

from aipm import cli, datasets


@pytest.fixture
def call(monkeypatch, capsys):
    """An `aipm facts` in this process, with every review date moved by so many days from today."""

    def run(*arguments, days=None, rows=None):
        facts = datasets.load_regulatory_facts().head(rows)
        if days is not None:
            facts["review_by"] = pd.Timestamp.today().normalize() + pd.to_timedelta(days, unit="D")
        monkeypatch.setattr(datasets, "load_regulatory_facts", lambda: facts)
        monkeypatch.setenv("COLUMNS", "120")
        monkeypatch.setattr("sys.argv", ["aipm", "facts", *arguments])
        with pytest.raises(SystemExit) as end:
            cli.main()
        printed = capsys.readouterr()
        assert not printed.err
        return end.value.code or 0, printed.out

    return run


def test_fresh_facts_are_one_sentence(call):
    code, said = call(days=30)
    assert code == 0
    assert "facts are within their review dates; the next is due on" in said
    assert "Watch out" not in said and "Review by" not in said
    assert "Not legal advice" in said


def test_on_the_review_date_itself_nothing_is_late(call):
    assert "Watch out" not in call(days=0)[1]


def test_facts_past_their_date_are_listed_as_a_warning(call):
    code, said = call(days=[-400, 30, -1], rows=3)
    assert code == 0
    assert "Watch out: past the review date: 2 of 3 facts." in said
    assert "The AI Act entered into force." in said and "2024-08-01" in said
    assert "Article 4" not in said  # the one that is fresh


def test_all_of_them(call):
    code, said = call("--all", days=30)
    assert code == 0
    facts = datasets.load_regulatory_facts()
    for topic in facts["topic"].unique():
        assert topic in said
    assert "7 % of turnover" in said and "(disputed)" in said
    assert "within their review dates" in said


def test_as_the_table_stands(call):
    assert call()[0] == 0
