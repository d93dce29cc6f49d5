"""What the number rule catches and what it lets pass."""

from __future__ import annotations

import pytest
from number_rule import numbers, unsourced
from prose import blocks, sentences

CAUGHT = {
    "The model misses 12 % of them.": ["12 %"],
    "About 12% of flags are wrong.": ["12%"],
    "It rose by 3 percentage points.": ["3 percentage points"],
    "Ninety per cent of members never call.": ["Ninety per cent"],
    "Between 10 and 20 percent.": ["20 percent"],
    r"A review costs \$5.": ["$5"],
    r"It saved \$1.2 million a year.": ["$1.2 million"],
    "It costs €40 or 30 dollars.": ["€40", "30 dollars"],
    "Precision was .84, recall 0.91.": [".84", "0.91"],
    "Each of 1,000 messages.": ["1,000"],
    "They labelled 359 rows and 12 more.": ["359"],
    "Some 36 thousand members.": ["36 thousand"],
    "A budget of 250k.": ["250k"],
    "One in 100 is a scam.": ["100"],
    "Label 2000 messages first.": ["2000"],
    "Only 1,024 in 2024.": ["1,024"],
    "At 2.5 a case, Article 6 or not.": ["2.5"],
    "Under Article 6, 85 % must agree.": ["85 %"],
    "Under Article 6, 250 members may object.": ["250"],
    "The EU has 450 million people.": ["450 million"],
    "Order 500 labels.": ["500"],
    "The ratio was 1:250.": ["250"],
    "A share (0.4%) of messages.": ["0.4%"],
    "It takes 1.5 h.": ["1.5"],
    "- one of 200\n- two": ["200"],
    "> **Decide.** The desk can open 250 messages.": ["250"],
    "<details><summary>Hint</summary>\n\nAbout 150 labels.\n\n</details>": ["150"],
    "<p>About 150 labels.</p>": ["150"],
    "See the [threshold](../book/glossary.md#threshold) of 0.5.": ["0.5"],
    "| a | b |\n|---|---|\n| x | 250 |\n\nNo source here.": ["250"],
    "| a | b |\n|---|---|\n| x | 250 |\n\nSource: our own guess.": ["250"],
}

PASSES = [
    "Twelve of 99 messages.",
    "In 2017, and again in 2018–19, two teams tried; the 1990s knew neither.",
    "In 2016 patients were asked again.",
    "Signed on 12 March 2025 and on 2025-03-12, effective August 2, 2026.",
    "Article 6(2) and Annex III of Regulation (EU) 2024/1689 say so, as does 12 CFR 1002.9(b)(2).",
    "See § 1681m, 15 U.S.C. § 1691(d), Recital 71, ISO/IEC 42001:2023, NIST AI 100-1 and SR 11-7.",
    "The tribunal decided *Moffatt v. Air Canada*, 2024 BCCRT 149.",
    "Articles 101 and 102 stand.",
    "Chapter 11 and sections 4.2 and 4.3 come back to this, as objective 4.2a says.",
    "GPT-4.1, F1, COVID-19 and Python 3.11 with scikit-learn 1.8.0.",
    "## Of 1,000 messages, 12 % are lost",
    "Type `0.84` or `n=1000`.",
    "```python\nrate = 0.84\n```",
    "    rate = 0.84",
    "They found 86.9 % of the cancers ([Lehman et al. 2017](https://doi.org/10.1148/radiol.2016161174)).",
    "By e.g. Dr. A. Smith et al. in Fig. 3 it was 86.9 % ([source](https://a.example/x.y.html)).",
    "The rate was 5.1 per thousand ([our table](../datasets/mammography/datasheet.md)).",
    "| a | b |\n|---|---|\n| x | 86.9 % |\n\n*Source: [Lehman](https://a.example/b).*",
    "| a | b |\n|---|---|\n| [Lehman](https://a.example/b) | 86.9 % |",
    "It is open 24/7, takes 14 minutes and is 30 m away.",
    "Regulation 261/2004 and Directive 95/46/EC are older.",
    "Cohen's kappa of ten by ten.",
]


@pytest.mark.parametrize("markdown", CAUGHT, ids=lambda text: text[:30])
def test_is_caught(markdown: str) -> None:
    assert [number for fault in unsourced(markdown) for number in fault.numbers] == CAUGHT[markdown]


@pytest.mark.parametrize("markdown", PASSES, ids=lambda text: text[:30])
def test_passes(markdown: str) -> None:
    assert unsourced(markdown) == []


def test_a_link_serves_its_own_sentence_alone() -> None:
    text = "They found 86.9 % ([Lehman](https://a.example/b.c)). They cleared 88.9 % of others. 99 are left."
    assert [fault.numbers for fault in unsourced(text)] == [("88.9 %",)]


def test_a_link_in_one_list_item_does_not_serve_the_next() -> None:
    text = "- 86.9 % ([a](https://a.example))\n- 88.9 %\n"
    assert [fault.numbers for fault in unsourced(text)] == [("88.9 %",)]


def test_a_sentence_runs_over_lines_and_emphasis() -> None:
    text = "They found\n**86.9 %** of the *cancers*\n([Lehman](https://a.example))."
    assert unsourced(text) == []


def test_sentences_end_where_they_end() -> None:
    text = (
        "E.g. this, i.e. 0.5 by Dr. J. Smith et al. in U.S. law. “So?” she said. No. 5 is *next*! 3 remain."
    )
    assert [s.text for s in sentences(blocks(text)[0])] == [
        "E.g. this, i.e. 0.5 by Dr. J. Smith et al. in U.S. law.",
        "“So?” she said.",
        "No. 5 is next!",
        "3 remain.",
    ]


def test_the_message_names_number_and_sentence() -> None:
    assert str(unsourced("We lost 12 % of them.")[0]) == "12 % in: We lost 12 % of them."


def test_a_year_is_told_from_a_quantity() -> None:
    assert numbers("In 2016 women were screened") == []
    assert numbers("Of 2016 women screened") == ["2016"]
    assert numbers("Since (2016)") == []
