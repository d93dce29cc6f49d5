"""A skipped test cannot go unnoticed where AIPM_NO_SKIP=1, and a missing program has its package named."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support import PACKAGES, ROOT, needs

SAMPLE = """
import pytest

def test_that_runs():
    pass

@pytest.mark.xfail(strict=True)
def test_that_is_known_to_fail():
    assert False

@pytest.mark.skip(reason="no wish")
def test_that_is_skipped():
    pass

def test_that_skips_itself():
    pytest.skip("no chromium")

def test_with_a_note(record_property):
    record_property("aipm-note", "04_sample: 3.0 s")
"""
MODULE = "import pytest\npytest.importorskip('no_such_module')\n"


@pytest.mark.parametrize("no_skip", ["1", ""])
def test_skips_fail_where_none_is_allowed(no_skip: str, tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_sample.py").write_text(SAMPLE, encoding="utf-8")
    (tmp_path / "test_module.py").write_text(MODULE, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-c",
        os.devnull,
        "--rootdir",
        ".",
    ]
    env = os.environ | {"AIPM_NO_SKIP": no_skip, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": ""}
    ran = subprocess.run(
        [*command, "--continue-on-collection-errors", "."],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
    )
    last = ran.stdout.splitlines()[-1]
    assert "04_sample: 3.0 s" in ran.stdout
    if no_skip:
        assert "1 failed, 2 passed, 1 xfailed, 2 errors" in last, ran.stdout
        assert "this was skipped. Skipped: no chromium" in ran.stdout
        assert "could not import 'no_such_module'" in ran.stdout
        assert ran.returncode == 1
    else:
        assert "2 passed, 3 skipped, 1 xfailed" in last, ran.stdout
        assert ran.returncode == 0


def test_a_missing_program_is_named_by_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    for package in PACKAGES:
        with pytest.raises(pytest.skip.Exception, match=f"from Debian's package {package}$"):
            needs(package)


def test_a_program_that_is_there_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "bwrap"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert needs("bubblewrap") == program
