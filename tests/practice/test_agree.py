"""`g.agree`: documents of an exercise are graded by what is missing and by agreement."""

from __future__ import annotations

import pytest

from aipm import documents
from aipm.practice import NotYet, graded


def judged(given, **more):
    with graded("documents", {}) as g:
        g.agree(given, **more)


def test_complete_documents_that_agree_pass():
    judged({"prd": documents.read("prd"), "eval_plan": documents.larkspur("eval_plan")})


def test_the_first_gap_is_told():
    prd = documents.read("prd")
    del prd["launch"]
    with pytest.raises(NotYet, match=r"^prd: There is no launch\.$"):
        judged({"prd": prd})
    judged({"prd": prd}, complete=False)


def test_a_disagreement_names_both():
    roi = documents.read("roi")
    roi["drivers"][0]["base"] = 0.6
    with pytest.raises(NotYet, match=r"^roi and pilot_report do not agree: The ROI model counts on .* 0\.6"):
        judged({"roi": roi, "pilot_report": documents.read("pilot_report")})


@pytest.mark.parametrize("odd", ["a: [", "", 3, None, ["x"], "prd: x: y"])
def test_an_odd_document_is_one_sentence(odd):
    with pytest.raises(NotYet) as caught:
        judged({"prd": odd})
    assert str(caught.value).startswith("prd") and str(caught.value).endswith(".")
