# ruff: noqa: E501
"""What is said of a document: plain sentences, in the order of the form; and rules that a form cannot say."""

from __future__ import annotations

from typing import Any

import pytest
from larkspur_set import whole

from aipm import documents
from aipm.documents.layout import Bullets, Facts, Table, blocks
from aipm.documents.rules import own_rules


def said_of(name: str, path: str, value: Any) -> list[str]:
    document = documents.read(name)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place: Any = document
    for step in way:
        place = place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return documents.check(name, document)


@pytest.mark.parametrize(
    ("name", "path", "value", "sentence"),
    [
        ("risk_register", "risks.2.owner", ..., "Risk 3 has no owner."),
        ("risk_register", "risks.2.owner", None, "Risk 3 has no owner."),
        ("risk_register", "risks.2.owner", "", "Risk 3, owner must be a role such as general_counsel, in lower case "
         "without spaces; '' is not."),
        ("risk_register", "risks.0.frequency.high", ..., "Risk 1, times a year (frequency) has no high."),
        ("risk_register", "risks.1.severity", "high", "Risk 2, dollars each time (severity) must be a group of "
         "fields, indented beneath it, not 'high'."),
        ("risk_register", "risks.1.nist", "FIX", "Risk 2, NIST function (nist) is one of GOVERN, MAP, MEASURE, "
         "MANAGE; 'FIX' is none of them."),
        ("risk_register", "risks.0.frequency", {"low": 5, "high": 2}, "Risk 1, times a year (frequency): low (5) is "
         "greater than high (2)."),
        ("risk_register", "risks.1.id", "third_party_details", "Risk 2 has the id of risk 1, 'third_party_details'."),
        ("risk_register", "risks.0.ownr", "x", "Risk 1 has a field 'ownr' that the form does not know: did you mean "
         "owner?"),
        ("risk_register", "risks", [], "There is no risk yet (risks): at least 3 are needed."),
        ("risk_register", "as_of", "soon", "As of must be a month of the project (0 to 60) or a date (2026-09-30); "
         "'soon' is not."),
        ("risk_register", "as_of", "2026-13-01", "As of must be a month of the project (0 to 60) or a date "
         "(2026-09-30); '2026-13-01' is not."),
        ("risk_register", "risks.0.p95_after", 200_000, "Risk 1 (third_party_details) costs more with its control "
         "than without: check the two P95."),
        ("prd", "problem", "  ", "Problem is empty."),
        ("prd", "slices.1.share", 15, "Slice 2, share must be a share from 0 to 1 (0.46, not 46); 15 is not."),
        ("prd", "requirements.0.slice", "everybody", "Requirement 1 is about the slice 'everybody', which is not "
         "among the slices."),
        ("prd", "requirements.0.half_width", 0, "Requirement 1, half-width must be greater than 0, not 0."),
        ("prd", "kill_criteria.0.value", "low", "Kill criterion 1, line (value) must be a number, not 'low'."),
        ("prd", "users", "agent", "Users must be a list (each line begins with a dash), not 'agent'."),
        ("eval_plan", "model_judge.labels", 90, "Model as judge (model_judge), human labels (labels) must be at "
         "least 200, not 90."),
        ("eval_plan", "ship_gate.signed_by", [], "Gate (ship_gate): there is no signature yet (signed_by)."),
        ("eval_plan", "slices.0.n", 3.5, "Slice 1, cases (n) must be a whole number, not 3.5."),
        ("experiment_plan", "n_per_arm", 2000, "2,000 cases an arm are too few to see a change of -0.03 from 0.18: at "
         "5 % error and 80 % power it takes 2,400."),
        ("experiment_plan", "end", 9, "The start of the experiment (month 10) must come before its end (month 9)."),
        ("experiment_plan", "guardrails.0.metric", "recontact", "Guardrail 1 is the goal itself (recontact): guard "
         "what the goal could harm."),
        ("roi", "drivers.0.base", 0.9, "Driver 1 (containment): the base (0.9) lies outside its range."),
        ("roi", "drivers.0.id", "contained", "There is no driver 'containment': it is what the pilot measured and the "
         "case stands on."),
        ("model_card", "results.0.estimate", 0.99, "Result 1 (supported_all): the estimate (0.99) lies outside its "
         "interval."),
        ("pilot_report", "start", 9, "The start of the pilot (month 9) must come before its end (month 8)."),
        ("monitoring_plan", "alarm_budget", 2, "The metrics raise 6 false alarms a year between them; the team can "
         "take 2: move a limit, or drop a metric nobody would act on."),
        ("rights_ledger", "sources.2.until", 2, "The start of the permission for source 3 (labelled_messages) (month 3) "
         "must come before its end (month 2)."),
        ("rights_ledger", "sources.1.purposes", ["service", "service"], "Source 2, purposes names the same entry "
         "twice."),
        ("rights_ledger", "sources.1.may_leave", "maybe", "Source 2, may leave must be yes or no (true or false), not "
         "'maybe'."),
        ("launch_mail", "sent", 9, "The mail's date (month 9) must come before the launch (month 9)."),
        ("launch_mail", "launch", "2026-09-30", "The mail's date is month 8 and the launch 2026-09-30: write both as "
         "months or both as dates."),
    ],
)  # fmt: skip
def test_one_fault_one_sentence(name, path, value, sentence):
    assert said_of(name, path, value) == [sentence]


def test_faults_come_in_the_order_of_the_form():
    document = documents.read("risk_register")
    del document["risks"][1]["owner"], document["owner"]
    document["risks"][0]["nist"] = "?"
    told = documents.check("risk_register", document)
    assert [said.split()[0:2] for said in told] == [["There", "is"], ["Risk", "1,"], ["Risk", "2"]]


RACI = [
    ("decisions.0.accountable", [], "Decision 1 (decision_head_of_member_services) has nobody accountable: exactly "
     "one person must be."),
    ("decisions.0.accountable", ["vendor"], "Decision 1 (decision_head_of_member_services) has the vendor (vendor) "
     "accountable: a vendor can be asked, never accountable."),
    ("decisions.0.accountable", ["security_lead", "product_manager"], "Decision 1 "
     "(decision_head_of_member_services) has security_lead and product_manager accountable: exactly one "
     "person must "
     "be."),
    ("decisions.0.responsible", [], "Decision 1 (decision_head_of_member_services) has nobody responsible: who does "
     "the work?"),
    ("decisions.0.informed", ["press"], "Decision 1 (decision_head_of_member_services) has press informed, who is "
     "not among the people."),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "sentence"), RACI)
def test_rules_of_the_raci(path, value, sentence):
    from larkspur_set import STAND_INS

    raci: Any = whole()["raci"] | {"people": STAND_INS["raci"]["people"]}
    raci["decisions"] = [dict(d) for d in STAND_INS["raci"]["decisions"]]
    assert own_rules("raci", raci) == []
    _, i, field = path.split(".")
    raci["decisions"][int(i)][field] = value
    assert own_rules("raci", raci) == [sentence]


def test_rules_of_the_roadmap_and_the_scorecard():
    import copy

    from larkspur_set import STAND_INS

    held = copy.deepcopy(STAND_INS)
    assert (
        own_rules("roadmap", held["roadmap"]) == own_rules("vendor_scorecard", held["vendor_scorecard"]) == []
    )
    item = held["roadmap"]["items"][0]
    item["gate"]["when"] = 9
    assert own_rules("roadmap", held["roadmap"]) == [
        "The gate of item 1 (draft) (month 9) must come before its launch (month 9)."
    ]
    item["gate"]["when"], item["kill"]["when"] = 8, 7
    assert own_rules("roadmap", held["roadmap"]) == [
        "The kill date of item 1 (draft) (month 7) comes before its gate (month 8)."
    ]
    card = held["vendor_scorecard"]
    card["scores"][0]["weight"] = 0.5
    assert own_rules("vendor_scorecard", card) == [
        "The weights of the criteria add up to 1.1; they must add up to 1."
    ]
    card["scores"][0]["weight"], card["gates"][0]["passed"] = 0.4, False
    assert own_rules("vendor_scorecard", card) == [
        "The verdict is to choose, but the gate no_training is not passed: no score outweighs a gate."
    ]


# --- reading --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\nb: [\n", "line 3"),
        ("a: 1\na: 2\n", "The document, line 2: 'a' stands there twice."),
        ("a: b: c\n", "The document, line 1: a colon stands where none is expected"),
        ("a:\n\tb: 1\n", "The document, line 2: it is indented by a tab; use spaces."),
        ("a: &x 1\nb: *x\n", "line 2: a reference (*) cannot be used here."),
        ("- a\n- b\n", "holds no fields"),
        ("just words", "holds no fields"),
        ("", "is empty"),
        ("# only a remark\n", "is empty"),
        ("a: !!python/object:os.system 1\n", "line 1"),
        ('a: "open\n', "a quotation mark is not closed"),
        ("[" * 3000, "The document"),
        ("? [a, b]\n: 1\n", "The document"),
        ("a: \x07\n", "cannot be read as YAML"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_with_its_line(text, said):
    with pytest.raises(documents.DocumentError) as caught:
        documents.read(text)
    told = str(caught.value)
    assert said in told and told.endswith(".") and "\n" not in told


def test_dates_stay_text_and_ids_may_be_any_word():
    assert documents.read("when: 2026-09-30\nstart: 8\n") == {"when": "2026-09-30", "start": 8}


def test_reads_names_paths_and_text(tmp_path):
    path = tmp_path / "prd.yml"
    path.write_text("\ufefftitle: A\n", encoding="utf-8")
    assert documents.read(path) == documents.read(str(path)) == documents.read("title: A\n") == {"title": "A"}
    assert documents.read("prd")["product"] == "DRAFT"
    with pytest.raises(documents.DocumentError, match="no file"):
        documents.read(tmp_path / "nothing.yml")
    path.write_bytes(b"title: \xff\xfe\n")
    with pytest.raises(documents.DocumentError, match=r"^prd\.yml is not text in UTF-8"):
        documents.read(path)
    with pytest.raises(documents.DocumentError):
        documents.read(tmp_path)


# --- how values are shown -------------------------------------------------------------------------


def test_values_read_as_people_write_them():
    prd = blocks("prd", documents.read("prd"))
    facts = dict(next(b for b in prd if isinstance(b, Facts)).rows)
    assert facts["Owner"] == "Product manager" and facts["Launch"] == "month 9"
    tables = [b for b in prd if isinstance(b, Table)]
    slices = tables[0]
    assert slices.rows[1][-1] == "15 %" and slices.numeric[-1]
    assert ["Cost a case", "$0.05"] in [list(row) for b in prd if isinstance(b, Facts) for row in b.rows]
    roi = [b for b in blocks("roi", documents.read("roi")) if isinstance(b, Table)]
    assert any("−390,000" in row for table in roi for row in table.rows)
    card = blocks("model_card", documents.read("model_card"))
    assert any(isinstance(b, Bullets) and len(b.entries) == 4 for b in card)


def test_what_the_form_does_not_know_is_shown_all_the_same():
    extra = documents.read("prd") | {"own_notes": "Ask her again"}
    assert ("Own notes", "Ask her again") in next(
        b for b in blocks("prd", extra) if isinstance(b, Facts)
    ).rows


def test_markdown_of_a_page_cannot_be_broken_by_a_value():
    from aipm.documents.pages import markdown

    lines = markdown([Table(["a|b"], [["$5 | *x* <b> [l](u) `c`"]], [False]), Facts([("n", "$1 and $2")])])
    assert lines[2] == r"| \$5 \| \*x\* \<b\> \[l\](u) \`c\` |" and r"\$1 and \$2" in lines[4]


def test_a_list_that_is_read_across_is_a_table_without_ids():
    tables = [b for b in blocks("raci", documents.read("raci")) if isinstance(b, Table)]
    assert [table.header for table in tables] == [
        ["Role", "Side"],
        ["Decision", "Responsible", "Accountable", "Consulted", "Informed"],
    ]


def test_the_competency_map_has_each_row_once():
    held = documents.read("competency_map")
    assert own_rules("competency_map", held) == []
    held["rows"][1]["competency"] = held["rows"][0]["competency"]
    assert own_rules("competency_map", held) == [
        "The row 'problem and user' stands there 2 times: each of the five stands once."
    ]


def test_only_a_bet_for_later_may_leave_its_figure_open():
    held = documents.read("roadmap")
    assert own_rules("roadmap", held) == [] and documents.check("roadmap", held) == []
    later = next(item for item in held["items"] if item["horizon"] == "later")
    assert "launch" not in later and "value" not in later["gate"]
    later["horizon"] = "next"
    number = held["items"].index(later) + 1
    assert own_rules("roadmap", held) == [
        f"The gate of item {number} (advise) has no value: only a bet for later may leave it open.",
        f"Item {number} (advise) does not say from when it would be used if it passes.",
    ]
