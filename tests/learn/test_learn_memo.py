"""Memos scored by peers: blind files, forms, scores side by side, and every mistake in one sentence."""

from __future__ import annotations

import shutil

import nbformat
import pytest
import yaml
from learn_course import SLUG, make_course, one_sentence

from aipm import cli, curriculum, peer
from aipm.practice.memo import RUBRIC
from aipm.workspace import Workspace

MEMO = """We will launch ROUTE at a line of 0.2 on 1 May: not earlier.

It finds 91 % (86 to 95) of cases in 2,000 messages; "it" says nothing about calls.
# and a line that YAML might take for a comment"""
SCORE = """

**My score**

- Decision: 2 “We will launch ROUTE at a line of 0.2 on 1 May”
- Evidence: 2 “It finds 91 % (86 to 95) of cases”
- Consequences: 0
- Alternatives: 0
- Reversal: 0
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    root = make_course(tmp_path_factory.mktemp("made"))
    Workspace(root).prepare(curriculum.load(root))
    return root


@pytest.fixture
def course(made, tmp_path, monkeypatch):
    root = tmp_path / "course"
    shutil.copytree(made, root)
    monkeypatch.setenv("AIPM_COURSE", str(root))
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setattr(peer, "getpass_user", lambda: "karolina")
    for name in ("AIPM_WORK", "AIPM_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    return root


class Said:
    def __init__(self, returncode, stdout, stderr):
        self.returncode, self.stdout, self.stderr = returncode, stdout, stderr


@pytest.fixture
def call(course, monkeypatch, capsys):
    def run(*arguments):
        monkeypatch.setattr("sys.argv", ["aipm", "memo", *map(str, arguments)])
        capsys.readouterr()
        try:
            cli.main()
            code = 0
        except SystemExit as end:
            code = end.code or 0
        printed = capsys.readouterr()
        return Said(code, printed.out, printed.err)

    return run


def write_memo(course, text):
    path = course / "my_work" / "exercises" / SLUG / f"{SLUG}.ipynb"
    nb = nbformat.read(path, as_version=4)
    next(c for c in nb.cells if c.metadata.get("nbgrader", {}).get("grade_id") == "memo").source = text
    nbformat.write(nb, path)


def exported(course, call, text=MEMO + SCORE):
    write_memo(course, text)
    said = call("export", "98")
    assert said.returncode == 0, said.stderr
    own = list((course / "my_work" / "peer").glob("*-own.yml"))
    (memo,) = (course / "my_work" / "peer").glob("memo-98-??????.yml")
    return memo, own[0] if own else None, said.stdout


def fill(form, levels, quote=""):
    """Fills a form as a person does: in its text."""
    lines, name = form.read_text(encoding="utf-8").splitlines(), None
    for k, line in enumerate(lines):
        name = line.strip().rstrip(":") if line.strip().rstrip(":") in RUBRIC else name
        if line == "    level:" and name in levels:
            lines[k] = f"    level: {levels[name]}"
        if line == '    quote: ""' and levels.get(name):
            lines[k] = f"    quote: {quote or 'It finds 91 %'}"
    form.write_text("\n".join(lines) + "\n", encoding="utf-8")


def forms_of(memo, call, *columns):
    found = []
    for levels in columns:
        call("score", memo)
        (form,) = set(memo.parent.glob("*-score-*.yml")) - set(found)
        fill(form, dict(zip(RUBRIC, levels, strict=True)))
        found.append(form)
    return found


def test_an_exported_memo_is_blind_and_whole(course, call):
    memo, own, said = exported(course, call)
    data = yaml.safe_load(memo.read_text(encoding="utf-8"))
    assert data["memo"] == MEMO and set(data) == {"kind", "chapter", "code", "memo"}
    assert memo.name == f"memo-98-{data['code']}.yml" and str(memo) in said and "Watch out" not in said
    for file in (memo, own):
        text = file.read_text(encoding="utf-8")
        assert not any(word in text for word in (str(course), "karolina", "/", "my_work"))
    assert "My score" not in memo.read_text(encoding="utf-8")  # the writer's own levels stay at home
    assert yaml.safe_load(own.read_text(encoding="utf-8"))["score"]["Decision"]["level"] == 2


def test_the_same_memo_keeps_its_code_and_another_gets_its_own(course, call):
    memo, _, _ = exported(course, call)
    exported(course, call)
    write_memo(course, MEMO.replace("0.2", "0.3"))
    call("export", "98")
    both = set(memo.parent.glob("memo-98-??????.yml"))
    assert memo in both and len(both) == 2


def test_a_name_in_the_memo_and_a_quote_that_is_not_there_are_said(course, call):
    write_memo(course, MEMO + " Karolina decides." + SCORE.replace("It finds 91 %", "It finds 99 %"))
    said = call("export", "98").stdout
    assert "'karolina'" in said and "quoted for Evidence does not stand in the memo" in said
    write_memo(course, MEMO)
    assert "No score of your own" in call("export", "98").stdout


@pytest.mark.parametrize("text", ["YOUR ANSWER HERE", "", "Ship it." + SCORE])
def test_no_memo_no_file(course, call, text):
    write_memo(course, text)
    assert "not written yet" in one_sentence(call("export", "98"))
    assert not (course / "my_work" / "peer").exists()


def test_an_exercise_without_its_memo_cell(course, call):
    path = course / "my_work" / "exercises" / SLUG / f"{SLUG}.ipynb"
    path.write_text("{}", encoding="utf-8")
    assert "no memo in" in one_sentence(call("export", "98"))


def test_a_form_is_made_checked_and_complete(course, call, tmp_path):
    memo, _, _ = exported(course, call)
    sent = shutil.copy(memo, tmp_path / "sent.yml")
    said = call("score", sent)
    (form,) = tmp_path.glob("memo-98-*-score-????.yml")
    text = form.read_text(encoding="utf-8")
    assert str(form) in said.stdout and "first, one, dated" in text and yaml.safe_load(text)["memo"] == MEMO
    assert str(course) not in text
    assert call("score", sent).stdout == said.stdout  # a blank form serves again
    assert "The score is not filled in yet." in call("score", form).stdout
    fill(form, {"Decision": 2, "Evidence": 1, "Consequences": 0, "Alternatives": 0}, "nowhere to be found")
    said = call("score", form).stdout
    assert "Reversal has no level yet" in said and "quoted for Decision does not stand" in said
    form.write_text(form.read_text(encoding="utf-8").replace("nowhere to be found", "It finds 91 %"))
    fill(form, {"Reversal": 0})
    assert f"Complete: 3 of 10. Send {form.name} back." in call("score", form).stdout


def test_scores_side_by_side_and_gaps_of_two_levels_marked(course, call):
    memo, own, _ = exported(course, call)
    forms = forms_of(memo, call, (2, 0, 1, 0, 0), (1, 1, 0, 0, 0))
    said = call("merge", own, memo, *forms, forms[0]).stdout
    rows = {line.split()[0].strip("│"): line for line in said.splitlines() if line.strip("│ ")}
    head = next(line for line in said.splitlines() if "Criterion" in line)
    assert head.split("┃")[2].strip() == "own" and "peer 2" in head and "peer 3" not in head
    assert "2 ◀" in said and said.count("◀") == 2 and "Two levels apart (◀): Evidence." in said
    assert rows["Evidence"].endswith("2 ◀│") and "4" in rows["Sum,"]


def test_agreement_is_said_and_two_memos_are_kept_apart(course, call):
    memo, own, _ = exported(course, call)
    (form,) = forms_of(memo, call, (2, 1, 0, 1, 0))
    assert "No criterion is two levels apart." in call("merge", own, form).stdout
    write_memo(course, MEMO.replace("0.2", "0.3") + SCORE)
    call("export", "98")
    both = list(memo.parent.glob("*-own.yml"))
    said = call("merge", *both).stdout
    assert said.count("Chapter 98, memo ") == 2


def test_an_unfinished_form_is_left_out_and_named(course, call):
    memo, own, _ = exported(course, call)
    call("score", memo)
    (form,) = memo.parent.glob("*-score-*.yml")
    said = call("merge", own, form).stdout
    assert f"{form.name} was left out: no level" in said and "peer" not in said.split("Watch out")[0]
    assert "was left out" in one_sentence(call("merge", form))
    assert "holds a score" in one_sentence(call("merge", memo))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("kind: memo\n", "lost its code"),
        ("kind: memo\nchapter: 4\ncode: ../../x\nmemo: a\n", "lost its code"),
        ("kind: score\nchapter: 4\ncode: K7Q2XD\nmemo: a\n", "holds no score"),
        ("kind: other\n", "no memo and no score"),
        ("- 1\n", "no memo and no score"),
        ("", "no memo and no score"),
        ('a: "open\n', "(line "),
        ("a: !!python/object:os.system x\n", "cannot be read"),
        ("\x00", "cannot be read"),
        ("a" * 200_000, "too big"),
    ],
)
def test_a_file_of_another_kind_is_one_sentence(call, tmp_path, text, words):
    file = tmp_path / "given.yml"
    file.write_text(text, encoding="utf-8")
    assert words in one_sentence(call("score", file))
    assert sorted(tmp_path.glob("*.yml")) == [file]


def test_a_file_that_is_not_there(call, tmp_path):
    assert "no file" in one_sentence(call("score", tmp_path / "nowhere.yml"))
    assert "no file" in one_sentence(call("merge", tmp_path))
