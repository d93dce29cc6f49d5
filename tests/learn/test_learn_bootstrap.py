"""Setting up .venv: which Python, what is installed when, and the sentence for whatever goes wrong."""

from __future__ import annotations

import ast
import base64
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from support import ROOT, needs

TOOLS = ROOT / "tools"
BACKEND = """
import zipfile
NAME = "small-1.0-py3-none-any.whl"
def build_editable(folder, config_settings=None, metadata_directory=None):
    with zipfile.ZipFile(f"{folder}/{NAME}", "w") as wheel:
        info = "small-1.0.dist-info/"
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: small\\nVersion: 1.0\\n")
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(info + "RECORD", "")
    return NAME
build_wheel = build_editable
def prepare_metadata_for_build_editable(folder, config_settings=None):
    import os
    os.makedirs(f"{folder}/small-1.0.dist-info", exist_ok=True)
    with open(f"{folder}/small-1.0.dist-info/METADATA", "w") as file:
        file.write("Metadata-Version: 2.1\\nName: small\\nVersion: 1.0\\n")
    return "small-1.0.dist-info"
"""
PROJECT = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'


def load(name, path=TOOLS):
    spec = importlib.util.spec_from_file_location(f"tools_{name}", path / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# -- which Python ----------------------------------------------------------------------------------


@pytest.fixture
def pythons(tmp_path, monkeypatch):
    """`pythons("3 10 1", python3_12="3 12 1")`: interpreters, by what they say of themselves; the search."""

    def search(first, **others):
        folder = tmp_path / "bin"
        folder.mkdir()
        for name, says in {"first": first, **others}.items():
            script = folder / name.replace("_", ".")
            script.write_text(
                f"#!/bin/sh\necho {says}\n" if says else "#!/bin/sh\nexit 1\n", encoding="utf-8"
            )
            script.chmod(0o755)
        run = load("run")
        monkeypatch.setattr(run.sys, "executable", str(folder / "first"))
        monkeypatch.setenv("PATH", str(folder))
        monkeypatch.setattr(run, "VENV", str(tmp_path / "venv"))
        handed = []
        monkeypatch.setattr(run, "hand_over", lambda command, arguments: handed.append(command) or 0)
        return run.main(["learn"]), handed

    return search


@pytest.mark.parametrize("says", ["2 7 0", "3 6 1", "3 10 1", "3 15 1", "4 0 1"])
def test_a_python_too_old_or_too_new_is_told_which_ones_work(pythons, capsys, says):
    code, handed = pythons(says)
    said = capsys.readouterr().err
    assert code == 1 and handed == [] and said.count("\n") == 1
    assert "3.11, 3.12, 3.13 and 3.14" in said and "Python " + ".".join(says.split()[:2]) in said


def test_a_suitable_one_on_path_is_found(pythons):
    code, handed = pythons("3 9 1", python3_12="3 12 1")
    assert code == 0 and handed == [["python3.12"]]


@pytest.mark.parametrize("says", ["3 11 1", "3 14 1"])
def test_the_one_at_hand_is_taken_when_it_suits(pythons, says):
    _, ((command,),) = pythons(says, python3_13="3 13 1")
    assert command.endswith("first")


def test_names_that_do_not_start_are_passed_over(pythons):
    _, handed = pythons("3 8 1", python3_13="", python3_12="", python3_11="3 11 1")
    assert handed == [["python3.11"]]


def test_without_its_venv_module_the_package_is_named(pythons, capsys):
    code, _ = pythons("3 11 0", python3_10="3 10 1")
    said = capsys.readouterr().err
    assert code == 1 and "sudo apt install python3.11-venv" in said and said.count("\n") == 1


def test_another_one_that_has_it_is_taken(pythons):
    assert pythons("3 11 0", python3_13="3 13 1")[1] == [["python3.13"]]


def test_without_any_python_make_says_so(tmp_path):
    make = needs("make")
    done = subprocess.run(
        [make, "learn"], cwd=ROOT, env={"PATH": str(tmp_path)}, capture_output=True, text=True
    )
    assert done.returncode != 0 and "Python was not found" in done.stderr and "3.11" in done.stderr


def test_the_first_file_is_read_by_old_pythons():
    source = (TOOLS / "run.py").read_text(encoding="utf-8")
    source.encode("ascii")  # Python 2 wants a coding line for anything else
    tree = ast.parse(source)
    modern = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Match, ast.AsyncFunctionDef, ast.Nonlocal)
    assert not [node for node in ast.walk(tree) if isinstance(node, modern)]
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            arguments = [*node.args.args, *node.args.kwonlyargs]
            assert node.returns is None and not any(a.annotation for a in arguments)
            assert not node.args.kwonlyargs and not node.args.posonlyargs
        if isinstance(node, ast.ImportFrom):
            assert node.module == "__future__"
        if isinstance(node, ast.Call):  # print(a, b) means a tuple to Python 2
            assert getattr(node.func, "id", "") != "print"


def test_old_pythons_on_this_machine_read_it():
    """None need be here; those that are must say the sentence and no SyntaxError."""
    for name in ("python2", "python2.7", "python3.6", "python3.7", "python3.8", "python3.9", "python3.10"):
        code = f"import sys; sys.path.insert(0, {str(TOOLS)!r}); sys.dont_write_bytecode = True; import run"
        if shutil.which(name) and subprocess.run([name, "-c", "0"], capture_output=True).returncode == 0:
            assert subprocess.run([name, "-c", code], capture_output=True, text=True).stderr == ""


# -- what is installed when ------------------------------------------------------------------------


def wheel(folder: Path, name: str, version: str) -> str:
    """A wheel of one module in `folder`; its line in a lock."""
    path = folder / f"{name}-{version}-py3-none-any.whl"
    info = f"{name}-{version}.dist-info"
    files = {
        f"{name}.py": f"version = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(
        f"{n},sha256={base64.urlsafe_b64encode(hashlib.sha256(t.encode()).digest()).decode().rstrip('=')},{len(t)}\n"
        for n, t in files.items()
    )
    with zipfile.ZipFile(path, "w") as packed:
        for n, text in files.items():
            packed.writestr(n, text)
        packed.writestr(f"{info}/RECORD", record + f"{info}/RECORD,,\n")
    return f"{name}=={version} \\\n    --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


class Course:
    """A clone with a lock of two small packages, which come from a folder."""

    def __init__(self, root: Path) -> None:
        self.root, self.wheels = root, root.parent / "wheels"
        self.wheels.mkdir()
        shutil.copytree(TOOLS, root / "tools", ignore=shutil.ignore_patterns("__pycache__"))
        (root / "backend.py").write_text(BACKEND, encoding="utf-8")
        (root / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
        self.lock("1.0")

    def lock(self, version: str) -> None:
        text = wheel(self.wheels, "alpha", "1.0") + wheel(self.wheels, "beta", version)
        for name in ("requirements.lock", "requirements-dev.lock"):
            (self.root / name).write_text("# made by hand\n" + text, encoding="utf-8")

    def setup(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """`tools/run.py setup`, with packages from the folder alone."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("PIP_")}
        settings = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels)}
        return subprocess.run(
            [sys.executable, "tools/run.py", "setup", *arguments],
            cwd=self.root,
            env=kept | settings | more,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def beta(self) -> str:
        """Which version of beta .venv has."""
        python = load("environment", self.root / "tools").venv_python()
        done = subprocess.run(
            [python, "-c", "import beta; print(beta.version)"], capture_output=True, text=True
        )
        return done.stdout.strip()


@pytest.fixture
def course(tmp_path):
    root = tmp_path / "a clone"
    root.mkdir()
    return Course(root)


def stop_compiling(environment) -> None:
    """Once it has begun or ended: a process that is only starting has left no mark yet."""
    ended, until = environment.VENV / "aipm-compiled", time.monotonic() + 60
    while not environment.COMPILING.exists() and not ended.exists() and time.monotonic() < until:
        time.sleep(0.05)
    environment.stop_compiling()


def refused(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode != 0 and "Traceback" not in done.stderr + done.stdout
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


def test_set_up_once_then_follow_the_lock_and_recover(course):
    first = course.setup()
    assert first.returncode == 0, first.stdout + first.stderr
    assert "Setting up" in first.stdout and "Installed" in first.stdout and course.beta() == "1.0"

    again = course.setup(PIP_FIND_LINKS="/nowhere")
    assert again.returncode == 0 and again.stdout == "Ready.\n"

    course.lock("2.0")
    assert "Catching up" in course.setup().stdout and course.beta() == "2.0"

    # Cut short: the next run begins afresh, whatever state it left.
    environment = load("environment", course.root / "tools")
    environment.INSTALLING.write_text("999999999", encoding="utf-8")
    stop_compiling(environment)  # else it may write into the folder while that is being removed
    shutil.rmtree(next(environment.VENV.glob("[Ll]ib/**/site-packages/pip")))
    afresh = course.setup()
    assert "Setting up" in afresh.stdout and course.beta() == "2.0", afresh.stderr

    # Moved, its scripts would name the old place: begun afresh too (that it is seen is enough here).
    environment.STAMP.write_text(environment.STAMP.read_text().replace("a clone", "moved"), encoding="utf-8")
    assert not environment.ready("requirements.lock") and not environment.venv_is_sound()


def test_what_goes_wrong_while_installing(course):
    # No network: an address where nothing listens.
    away = course.setup(PIP_NO_INDEX="0", PIP_FIND_LINKS="", PIP_INDEX_URL="http://127.0.0.1:9/simple")
    assert "cannot be reached" in refused(away)
    assert not load("environment", course.root / "tools").INSTALLING.exists()  # nothing to begin afresh
    # An index that lacks a package.
    lacking = course.setup(PIP_FIND_LINKS=str(course.root))
    assert "does not have alpha" in refused(lacking)
    # A file that is not the one the lock names.
    (course.wheels / "beta-1.0-py3-none-any.whl").write_bytes(
        (course.wheels / "beta-1.0-py3-none-any.whl").read_bytes() + b"x"
    )
    assert "not the one the lock names" in refused(course.setup())
    # And when all is well again, so is the course.
    course.lock("1.0")
    assert course.setup().returncode == 0 and course.beta() == "1.0"


@pytest.fixture
def environment(tmp_path, monkeypatch):
    """tools/environment.py on a folder of its own."""
    module = load("environment")
    for name in ("ROOT", "VENV", "STAMP", "INSTALLING", "COMPILING", "LOG"):
        there = tmp_path / getattr(module, name).relative_to(ROOT)
        monkeypatch.setattr(module, name, there)
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    return module


def test_a_full_disk_is_seen_before_anything_is_written(environment, monkeypatch, capsys):
    usage = shutil.disk_usage(environment.ROOT)
    monkeypatch.setattr(environment.shutil, "disk_usage", lambda _: usage._replace(free=200_000_000))
    assert environment.main(["setup"]) == 1
    said = capsys.readouterr().err
    assert "too full" in said and "200 MB" in said and not environment.VENV.exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "disk is full"),
        ("WARNING: Retrying: NewConnectionError: Temporary failure in name resolution", "cannot be reached"),
        ("ProxyError('no proxy')\nERROR: No matching distribution found for x", "cannot be reached"),
        ("ERROR: No matching distribution found for numpy==2.4.3", "does not have numpy==2.4.3"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "not the one the lock"),
        ("PermissionError: [Errno 13] Permission denied: '.venv'", "cannot be written"),
    ],
)  # fmt: skip
def test_what_pip_says_is_put_into_a_sentence(environment, said, words):
    sentence = environment.meaning(said)
    assert words in sentence and sentence.endswith(".")


def test_what_it_does_not_know_is_told_in_pips_words(environment):
    assert environment.meaning("ERROR: something new") is None
    assert environment.last_line("a\nERROR: something new\nb") == "something new"


def test_an_install_in_another_window_is_waited_for(environment, capsys):
    environment.VENV.mkdir()
    environment.INSTALLING.write_text(str(os.getppid()), encoding="utf-8")
    assert environment.main(["setup"]) == 1
    assert "Another command is setting up" in capsys.readouterr().err


def test_the_stamp_is_for_this_lock_this_project_and_this_place(environment):
    python = environment.venv_python()
    python.parent.mkdir(parents=True)
    python.write_text("", encoding="utf-8")
    whole = environment.wanted("requirements.lock")
    for wrong in ({}, whole | {"root": "/elsewhere"}, whole | {"project": "x"}, {"requirements.lock": "x"}):
        environment.STAMP.write_text(json.dumps(wrong), encoding="utf-8")
        assert not environment.ready("requirements.lock")
    environment.STAMP.write_text(json.dumps(whole), encoding="utf-8")
    assert environment.ready("requirements.lock") and not environment.ready("requirements-dev.lock")
    environment.STAMP.write_text("[", encoding="utf-8")
    assert not environment.ready("requirements.lock")


def test_an_install_stops_the_compiling_behind_the_last_one(environment):
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment.VENV], check=True)
    where = next(environment.VENV.glob("[Ll]ib/**/site-packages"))
    for number in range(3000):  # more than can be compiled while this test looks
        (where / f"module_{number}.py").write_text("x = 1\n" * 50, encoding="utf-8")
    environment.compile_behind()
    stop_compiling(environment)
    shutil.rmtree(where)  # fails when somebody still writes into it
    time.sleep(0.3)
    assert not where.exists() and not (environment.VENV / "aipm-compiled").exists()


def test_an_unknown_verb_is_told_what_exists(environment, capsys):
    assert environment.main(["lern"]) == 1
    assert "learn" in capsys.readouterr().err


def test_clean_leaves_the_learners_work(environment, capsys):
    for name in ("my_work", "_build", ".pytest_cache"):
        (environment.ROOT / name).mkdir()
    assert environment.main(["clean"]) == 0
    left = {p.name for p in environment.ROOT.iterdir()}
    assert "my_work" in left and "_build" not in left and ".pytest_cache" not in left
