"""The commands: what they print, what they keep, and how every mistake ends in one sentence."""

from __future__ import annotations

import dataclasses
import datetime
import json
import re
import shutil
import socket
from xml.etree import ElementTree

import nbformat
import pytest
from learn_course import SLUG, aipm, chapter, make_course, one_sentence
from support import ROOT

from aipm import badges, cli, curriculum
from aipm.grading import solution as find_solution
from aipm.workspace import Workspace


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
    for name in ("AIPM_WORK", "AIPM_COHORT", "AIPM_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    return root


class Said:
    def __init__(self, returncode, stdout, stderr):
        self.returncode, self.stdout, self.stderr = returncode, stdout, stderr


@pytest.fixture
def call(course, monkeypatch, capsys):
    """An `aipm` command in this process."""

    def run(*arguments):
        monkeypatch.setattr("sys.argv", ["aipm", *arguments])
        capsys.readouterr()
        try:
            cli.main()
            code = 0
        except SystemExit as end:
            code = end.code or 0
        printed = capsys.readouterr()
        return Said(code, printed.out, printed.err)

    return run


def report(*, build_1=0.0, message="that is precision"):
    from aipm.grading import Report, TaskResult

    tasks = [
        TaskResult("test_decide_1", "decide", 6, 6, "", "9.1", 1),
        TaskResult("test_build_1", "build", build_1, 4, "" if build_1 else message, "9.1", 1),
        TaskResult("memo", "memo", 0, 8, "Written; a person gives the points.", "", None, manual=True),
    ]
    return Report(SLUG, "graded", tasks=tasks, notes=["A cell was copied; the last one counts."])


@pytest.fixture
def graded(monkeypatch):
    """Grading takes seconds and is tested in its own room: here it says what the test wants."""

    def say(outcome):
        monkeypatch.setattr("aipm.grading.grade", lambda *_, **__: outcome)

    return say


def answer(course, text):
    """Writes an answer to Build 1, so that it is another attempt."""
    path = course / "my_work" / "exercises" / SLUG / f"{SLUG}.ipynb"
    nb = nbformat.read(path, as_version=4)
    cell = next(c for c in nb.cells if c.metadata.get("nbgrader", {}).get("grade_id") == "build_1")
    cell.source = text
    nbformat.write(nb, path)


# -- which chapter ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["98", "098", SLUG, "small", f"{SLUG}.ipynb"])
def test_a_chapter_goes_by_number_or_name(course, name):
    assert curriculum.load(course).find(name).slug == SLUG


@pytest.mark.parametrize("name", ["4", "9", "nonsense", "", "-1", "98.0"])
def test_an_unknown_chapter_is_told_what_exists(call, name):
    said = one_sentence(call("check", "--", name))
    assert f"'{name}'" in said and SLUG in said


def test_a_planned_chapter_is_called_so(call):
    assert "planned" in one_sentence(call("check", "97"))


@pytest.mark.parametrize("command", [["check", "98"], ["solution", "98", "build_1"]])
def test_without_my_work_the_way_to_it_is_told(course, call, command):
    shutil.rmtree(course / "my_work")
    assert "make learn" in one_sentence(call(*command))


def test_without_a_course(call, monkeypatch, tmp_path):
    monkeypatch.setenv("AIPM_COURSE", str(tmp_path / "nowhere"))
    assert "AIPM_COURSE" in one_sentence(call("progress"))


@pytest.mark.parametrize("text", ["title: [", "title: x", "- 1", ""])
def test_a_faulty_curriculum(course, call, text):
    (course / "curriculum.yml").write_text(text, encoding="utf-8")
    curriculum.load.cache_clear()
    assert "curriculum.yml" in one_sentence(call("progress"))


# -- check -----------------------------------------------------------------------------------------


def test_check_shows_points_reasons_bars_and_keeps_progress(course, call, graded):
    graded(report())
    said = call("check", "98")
    assert said.returncode == 0
    row = next(line for line in said.stdout.splitlines() if "Build 1" in line)
    assert "0 / 4" in row and "that is precision" in row
    assert "Product bar" in said.stdout and "6 of 14" in said.stdout
    assert (
        "████████░░░░┃░░░░░░░░" in said.stdout and "60 % passes the chapter; 2.4 more to go." in said.stdout
    )
    assert "Engineering bar" in said.stdout and "A cell was copied" in said.stdout
    assert "Left: Build 1 (4)." in said.stdout
    kept = json.loads((course / "my_work" / ".aipm" / "progress.json").read_text())
    tasks = kept["chapters"][SLUG]["tasks"]
    assert tasks["test_decide_1"]["passed"] and not tasks["test_build_1"]["passed"]


def test_a_pass_stays_a_pass(course, call, graded):
    graded(report(build_1=4.0))
    call("check", "98")
    graded(report())
    call("check", "98")
    task = json.loads((course / "my_work" / ".aipm" / "progress.json").read_text())["chapters"][SLUG]["tasks"]
    assert task["test_build_1"] | {"answer": ""} == {
        "points": 0.0, "best": 4.0, "max": 4, "passed": True, "attempts": 1, "answer": "", "objective": "9.1",
    }  # fmt: skip


def test_damaged_progress_is_set_aside(course, call, graded):
    path = course / "my_work" / ".aipm" / "progress.json"
    path.write_text('{"chapters": {', encoding="utf-8")
    graded(report())
    said = call("check", "98")
    assert said.returncode == 0 and "set aside" in said.stdout
    (aside,) = path.parent.glob("progress-damaged-*.json")
    assert aside.read_text(encoding="utf-8") == '{"chapters": {'
    assert json.loads(path.read_text())["chapters"][SLUG]


def test_progress_of_another_shape_does_no_harm(course, call):
    path = course / "my_work" / ".aipm" / "progress.json"
    path.write_text(json.dumps({"chapters": {SLUG: {"tasks": [1], "read": "yes"}}}), encoding="utf-8")
    assert call("progress").returncode == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{ not json", "not a notebook"),
        ("", "empty"),
        ("[1, 2]", "not a notebook"),
        (None, "make learn"),
    ],
)
def test_a_file_that_cannot_be_graded_is_one_sentence_and_stays(course, call, content, words):
    path = course / "my_work" / "exercises" / SLUG / f"{SLUG}.ipynb"
    if content is None:
        path.unlink()
    else:
        path.write_text(content, encoding="utf-8")
    assert words in one_sentence(call("check", "98"))
    assert not path.exists() if content is None else path.read_text(encoding="utf-8") == content


def test_grade_of_a_file_that_is_not_there(call):
    assert "no file" in one_sentence(call("grade", "nowhere.ipynb"))


def test_one_real_check(course):
    answer(
        course,
        "def recall(true, flagged):\n    return sum(t * f for t, f in zip(true, flagged)) / sum(flagged)",
    )
    before = (course / "my_work" / "exercises" / SLUG / f"{SLUG}.ipynb").read_bytes()
    done = aipm(course, "check", "98")
    assert done.returncode == 0, done.stderr
    assert "that is precision" in done.stdout and "file://" in done.stdout
    assert (course / "my_work" / "exercises" / SLUG / f"{SLUG}.ipynb").read_bytes() == before


# -- solution --------------------------------------------------------------------------------------


def test_a_solution_opens_after_a_pass(call, graded):
    assert "3 more graded attempts" in one_sentence(call("solution", "98", "build_1"))
    graded(report(build_1=4.0))
    call("check", "98")
    said = call("solution", "98", "build_1")
    assert said.returncode == 0 and "caught / sum(true)" in said.stdout
    assert "SOLUTION" not in said.stdout


def test_a_solution_opens_after_three_different_attempts(course, call, graded):
    graded(report())
    for text in ("a = 1", "a = 2", "a = 2", "a = 2"):
        answer(course, text)
        call("check", "98")
    assert "1 more graded attempt " in one_sentence(call("solution", "98", "test_build_1"))
    answer(course, "a = 3")
    call("check", "98")
    assert call("solution", "98", "build_1").returncode == 0


def test_an_empty_answer_is_no_attempt(course, call, graded):
    graded(report(message="No answer yet."))
    for text in ("a", "b", "c"):
        answer(course, text)
        call("check", "98")
    assert "3 more" in one_sentence(call("solution", "98", "build_1"))


def test_now_shows_it_and_says_what_that_costs(course, call):
    said = call("solution", "98", "decide_1", "--now")
    assert said.returncode == 0 and "practice of this task ends" in said.stdout
    told = find_solution(course, SLUG, "decide_1")
    assert told.why and told.why in said.stdout and told.mistake in said.stdout


def test_an_unknown_task_is_told_what_exists(call):
    said = one_sentence(call("solution", "98", "build_9"))
    assert "test_build_1" in said and "memo" in said


@pytest.mark.parametrize("now", [[], ["--now"]])
def test_a_cohort_closes_solutions(course, call, now):
    (course / "cohort.yml").write_text("name: spring\n", encoding="utf-8")
    assert "instructor" in one_sentence(call("solution", "98", "build_1", *now))
    (course / "cohort.yml").write_text(f"solutions: [{SLUG}]\n", encoding="utf-8")
    said = call("solution", "98", "build_1", *now)
    assert (said.returncode == 0) == bool(now)


def test_a_cohort_by_the_environment(call, monkeypatch):
    monkeypatch.setenv("AIPM_COHORT", "1")
    assert "instructor" in one_sentence(call("solution", "98", "build_1", "--now"))


# -- progress --------------------------------------------------------------------------------------


def test_progress_shows_sections_run_and_tasks_passed(course, call, graded):
    path = course / "my_work" / "notebooks" / f"{SLUG}.ipynb"
    nb = nbformat.read(path, as_version=4)
    heading = next(k for k, c in enumerate(nb.cells) if "First section" in c.source)
    for cell in nb.cells[: heading + 3]:
        if cell.cell_type == "code":
            cell.execution_count = 1
    nbformat.write(nb, path)
    graded(report(build_1=4.0))
    call("check", "98")
    shown = call("progress", "98").stdout
    assert "1 of 2 sections" in shown and "2 of 9 tasks" in shown
    # what was run stays noted when a fresh copy comes
    path.unlink()
    assert "1 of 2 sections" in call("progress", "98").stdout


def test_progress_over_the_course_shows_both_bars_and_a_page(course, call, graded):
    graded(report(build_1=4.0))
    call("check", "98")
    said = call("progress").stdout
    row = next(line for line in said.splitlines() if "98. A small chapter" in line)
    assert "0 of 2" in row and "████░░┃░░░░  42 %  " in row and "██████┃████ 100 % ✓" in row
    assert "0 of 1 chapter passed; 1 badge." in said and "1 chapter is planned" in said
    assert "Your ranges" not in said
    assert "Core" not in said  # this list names no core sections
    page = (course / "my_work" / "progress.html").read_text(encoding="utf-8")
    assert "42 %</span>" in page and "100 %, badge" in page and f"badges/{SLUG}.svg" in page
    assert "<script" not in page and "http" not in page
    (course / "my_work" / "larkspur.yml").write_text(
        "forecasts:\n  98.1-x: {low: 1, high: 3, truth: 2, chapter: 98, question: 'of 100'}\n"
    )
    assert "Your ranges: 1 of 1 held the figure" in call("progress").stdout
    assert "Your ranges: 1 of 1" in (course / "my_work" / "progress.html").read_text(encoding="utf-8")


def test_minutes_left_on_the_core_path(course, call, graded, monkeypatch):
    from aipm import standing
    from aipm.progress import Progress

    listed = curriculum.load(course).find(SLUG)
    first, second = listed.sections
    core = dataclasses.make_dataclass("Core", ["id", "title", "read", "practise", "core"])
    chapter = dataclasses.replace(listed, sections=(core("98.1", first.title, 5, 6, True), second))
    progress = Progress(Workspace(course))
    assert standing.core_left(progress, listed) is None
    assert standing.core_left(progress, chapter) == 11
    progress.chapter(SLUG)["read"]["98.1"] = True
    assert standing.core_left(progress, chapter) == 6
    progress.task(SLUG, "test_decide_1")["passed"] = True
    assert standing.core_left(progress, chapter) == 0
    found = standing.standing(progress, chapter)
    assert standing.summary([found], curriculum.load(course))[1] == "The core path is done."


def test_a_passed_engineering_bar_earns_a_badge_that_says_what_it_is(course, call, graded):
    path = course / "my_work" / "badges" / f"{SLUG}.svg"
    graded(report())
    assert "badge:" not in call("check", "98").stdout and not path.exists()
    graded(report(build_1=4.0))
    said = call("check", "98").stdout
    assert f"You earned the engineering badge: badges/{SLUG}.svg" in said
    text = path.read_text(encoding="utf-8")
    ElementTree.fromstring(text)
    for words in ("Chapter 98", "A small chapter", "100 %", "Self-study", "by no other person"):
        assert words in text
    day = datetime.date.today()
    assert f"{day.day} {day:%B %Y}" in text and "earned" not in call("check", "98").stdout
    # it keeps its day when the picture is lost
    kept = course / "my_work" / ".aipm" / "progress.json"
    record = json.loads(kept.read_text())
    record["chapters"][SLUG]["badge_on"] = "2026-01-05"
    kept.write_text(json.dumps(record))
    path.unlink()
    call("check", "98")
    assert "5 January 2026" in path.read_text(encoding="utf-8")


def test_a_badge_of_a_long_title_with_marks_is_a_picture_all_the_same():
    title = "Emerging Technologies & Trends in <AI> Product Development"
    text = badges.picture(curriculum.Chapter(17, "17_x", title, True), 0.75, "2026-05-01")
    root = ElementTree.fromstring(text)
    said = [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")]
    assert " ".join(said[3:5]) == title and "1 May 2026" in said[5]


def test_how_to_use_lists_commands_that_exist(call):
    page = (ROOT / "book" / "how_to_use.md").read_text(encoding="utf-8")
    listed = {match[1] for match in re.finditer(r"^\| `aipm ([a-z]+(?: [a-z]+)?)", page, re.M)}
    assert {"check", "progress", "solution", "memo export", "memo score", "memo merge"} <= listed
    for command in listed:
        assert call(*command.split(), "--help").returncode == 0, command


# -- run -------------------------------------------------------------------------------------------


def write_chapter(course, *sources):
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# T\n\n## Here")])
    nb.cells += [nbformat.v4.new_code_cell(source, id=f"c{k}") for k, source in enumerate(sources)]
    nb.cells[0]["id"] = "m"
    path = course / "notebooks" / f"{SLUG}.ipynb"
    nbformat.write(nb, path)
    return path


def test_run_stores_outputs_that_repeat(course, call):
    path = write_chapter(
        course,
        "from IPython.display import display\n"
        "display({'image/png': 'AA=='}, raw=True, metadata={'image/png': {'alt': 'An alternative text.'}})",
        "",
        "import ipywidgets\n_ = display(ipywidgets.IntSlider())\nprint('one')\nprint('two')",
        "6 * 7",
    )
    assert call("run", "98").returncode == 0
    first = path.read_bytes()
    assert call("run", "98").returncode == 0
    assert path.read_bytes() == first
    nb = json.loads(first)
    code = [cell for cell in nb["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in code] == [1, None, 2, 3]
    assert code[0]["outputs"][0]["metadata"]["image/png"]["alt"] == "An alternative text."
    assert [output["text"] for output in code[2]["outputs"]] == [["one\n", "two\n"]]
    assert "widget" not in str(code[2]["outputs"]) and "widgets" not in nb["metadata"]
    assert nb["metadata"]["language_info"] == {"name": "python"}
    assert all("execution" not in cell["metadata"] for cell in code)


def test_run_names_the_cell_that_fails_and_leaves_the_file(course, call):
    path = write_chapter(course, "x = 1", "x / 0")
    before = path.read_bytes()
    said = one_sentence(Said((done := call("run", "98")).returncode, "", done.stderr.splitlines()[-1]))
    assert "Cell 3" in said and "Here" in said and "x / 0" in said and "ZeroDivisionError" in said
    assert path.read_bytes() == before


def test_run_of_a_kernel_that_dies_leaves_the_file(course, call):
    path = write_chapter(course, "import os\nos._exit(1)")
    before = path.read_bytes()
    done = call("run", "98")
    assert done.returncode == 1 and "ended its Python process" in done.stderr
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content", ["{", "", '{"cells": 3, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}']
)
def test_run_of_no_notebook(course, call, content):
    path = course / "notebooks" / f"{SLUG}.ipynb"
    path.write_text(content, encoding="utf-8")
    done = call("run", "98")
    assert done.returncode == 1 and "is not a notebook" in done.stderr and "Traceback" not in done.stderr
    assert path.read_text(encoding="utf-8") == content


def test_run_of_a_chapter_that_is_not_written(course, call):
    (course / "notebooks" / "97_planned.ipynb").unlink()
    done = call("run", "97")
    assert done.returncode == 1 and "not been written" in done.stderr


# -- learn, and whatever else goes wrong -----------------------------------------------------------


def test_a_port_that_is_taken_is_one_sentence(call):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert f"Port {port} is taken" in one_sentence(call("learn", "--no-browser", "--port", port))


def test_without_a_port_the_next_free_one_is_used(monkeypatch):
    from aipm import jupyter

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setattr(jupyter, "FIRST_PORT", port)
        assert port < jupyter.free_port(None) < port + jupyter.TRIES


def test_a_port_taken_at_the_last_moment_is_passed_over(course, monkeypatch):
    from aipm import jupyter

    free, looked = jupyter.free_port, []

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        def late(wanted):  # the first look was right a moment ago
            looked.append(taken.getsockname()[1] if not looked else free(wanted))
            return looked[-1]

        monkeypatch.setattr(jupyter, "free_port", late)
        server = jupyter.Lab(Workspace(course))
        try:
            address = server.start()
            assert len(looked) == 2 and f":{looked[1]}/" in address
        finally:
            server.stop()


@pytest.mark.parametrize("port", ["0", "70000", "-5"])
def test_a_port_that_is_none(call, port):
    assert "no port" in one_sentence(call("learn", "--no-browser", f"--port={port}"))


def test_a_server_that_does_not_start_says_why(course, call, monkeypatch):
    monkeypatch.setattr("aipm.jupyter.sys.executable", shutil.which("false") or "/bin/false")
    assert "did not start" in one_sentence(call("learn", "--no-browser"))


def test_my_work_that_is_a_file(course, call):
    shutil.rmtree(course / "my_work")
    (course / "my_work").write_text("mine", encoding="utf-8")
    assert "in the way" in one_sentence(call("learn", "--no-browser"))


def test_a_fault_of_our_own_is_one_sentence_too_and_debug_shows_where(call, monkeypatch):
    def fail(*_):
        raise ZeroDivisionError("oh\nno")

    monkeypatch.setattr(cli, "course", fail)
    assert "ZeroDivisionError: oh no" in one_sentence(call("progress"))
    monkeypatch.setenv("AIPM_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        call("progress")


def test_a_book_that_cannot_be_built_is_one_sentence(course, call):
    said = call("book")
    assert said.returncode == 1 and "Traceback" not in said.stderr and said.stderr.strip()


def test_help_names_every_command(course):
    done = aipm(course, "--help")
    assert done.returncode == 0
    for name in ("learn", "check", "solution", "progress", "run", "book", "grade"):
        assert name in done.stdout
    mistyped = aipm(course, "chek")
    assert mistyped.returncode == 2 and "check" in mistyped.stderr and "Traceback" not in mistyped.stderr


def test_the_published_chapter_of_the_fixture_runs(course, call):
    nbformat.write(chapter(), course / "notebooks" / f"{SLUG}.ipynb")
    done = call("run", "98")
    assert done.returncode == 0 and "Watch out" not in done.stderr, done.stderr
