"""Run a notebook again under nbval and write down what came out.

    python rerun.py NOTEBOOK REPORT

nbval runs every cell on an ordinary kernel and compares what it shows with what is stored. It passes over
metadata and pictures, so the same run is recorded in REPORT (JSON) for the comparisons that are ours:
``{"cells": [{"cell", "source", "seconds", "stored", "fresh", "nbval"}, ...], "collected": error or "",
"processor": seconds}``, where `nbval` is what it found different, or "".

A process of its own: the kernel takes its environment, and so PYTHONHASHSEED, from it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

CELL_TIMEOUT = 60
# Runs in the kernel before the first cell. An audit hook sees every connection that Python opens and cannot
# be taken away again; the kernel's own channels do not go through Python's sockets.
OFFLINE = """
def _offline():
    import sys

    def refuse(event, arguments):
        if event == "socket.connect":
            address = arguments[1]
        elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
            address = arguments if event != "socket.sendto" else arguments[1]
        else:
            return
        host = address[0] if isinstance(address, tuple) else None
        if host is not None and str(host) not in ("127.0.0.1", "::1", "localhost", ""):
            raise OSError(f"a chapter runs without the network, and this one asked for {host}")

    sys.addaudithook(refuse)


_offline()
del _offline
"""


@dataclass
class Rerun:
    """A notebook that was run again.

    left       files it left beside itself
    processor  seconds of processor time its kernel took, imports and all; 0 where that cannot be told
    """

    cells: list[dict[str, Any]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    error: str = ""
    processor: float = 0.0

    @property
    def seconds(self) -> float:
        """By the clock, for all cells; on a busy machine far more than the notebook's own."""
        return sum(cell["seconds"] for cell in self.cells)


class Recorder:
    """pytest plug-in: keeps each cell's stored and fresh outputs, its time, and what nbval says of it."""

    def __init__(self) -> None:
        self.cells: list[dict[str, Any]] = []
        self.collected = ""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: Any, call: pytest.CallInfo[None]) -> Any:
        report = yield
        if call.when == "call" or call.excinfo is not None:
            self.cells.append(
                {
                    "cell": item.cell_num + 1,
                    "source": item.cell.source,
                    "seconds": call.duration,
                    "stored": item.cell.outputs,
                    "fresh": item.test_outputs or [],
                    "nbval": "" if report.passed else f"{report.outcome}: {report.longrepr}",
                }
            )
        return report

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.collected = str(report.longrepr)


def record(notebook: Path, report: Path) -> int:
    recorder = Recorder()
    # no configuration, no cache: nothing of where this runs
    options = [
        "-c",
        os.devnull,
        f"--rootdir={notebook.parent}",
        "-p",
        "no:cacheprovider",
        "-p",
        "nbval.plugin",
    ]
    compare = ["--nbval", "--nbval-current-env", f"--nbval-cell-timeout={CELL_TIMEOUT}", "--color=no", "-q"]
    status = pytest.main([*options, *compare, str(notebook)], plugins=[recorder])
    spent = os.times()  # the kernel has ended, so its time is counted among the children's
    held: dict[str, Any] = {"cells": recorder.cells, "collected": recorder.collected}
    held["processor"] = spent.children_user + spent.children_system
    report.write_text(json.dumps(held), encoding="utf-8")
    return int(status)


def run_again(notebook: Path, hash_seeds: list[str], timeout: float = 600) -> dict[str, Rerun]:
    """Run copies of a notebook, one a hash seed, side by side, each in a fresh folder laid out like my_work.

    hash_seeds: values of PYTHONHASHSEED. timeout: seconds for each. The notebook itself is not touched.
    """
    with tempfile.TemporaryDirectory(prefix="aipm rerun ") as scratch:
        started = {}
        try:
            for seed in hash_seeds:
                # a space in the path and no repository above it: as on a learner's disk
                folder = Path(scratch, seed, "my work", "notebooks")
                folder.mkdir(parents=True)
                copy = Path(shutil.copy(notebook, folder))
                startup = Path(scratch, seed, "ipython", "profile_default", "startup")
                startup.mkdir(parents=True)
                (startup / "00-offline.py").write_text(OFFLINE, encoding="utf-8")
                report = Path(scratch, seed, "report.json")
                started[seed] = (
                    copy,
                    report,
                    subprocess.Popen(
                        [sys.executable, __file__, str(copy), str(report)],
                        cwd=folder,
                        env=_environment(seed, startup.parent.parent),
                        stdout=subprocess.PIPE,
                        stderr=subprocess.STDOUT,
                        text=True,
                    ),
                )
            return {seed: _collect(*parts, timeout=timeout) for seed, parts in started.items()}
        finally:
            for _, _, process in started.values():
                if process.poll() is None:
                    process.kill()
                    process.wait()


def _collect(copy: Path, report: Path, process: subprocess.Popen[str], timeout: float) -> Rerun:
    try:
        printed, _ = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        return Rerun(error=f"{copy.name} did not end within {timeout:g} seconds")
    if not report.exists():
        return Rerun(error=printed)
    recorded = json.loads(report.read_text(encoding="utf-8"))
    beside = sorted(str(p.relative_to(copy.parents[1])) for p in copy.parents[1].rglob("*") if p.is_file())
    left = [
        name for name in beside if name != f"notebooks/{copy.name}" and "/.ipynb_checkpoints/" not in name
    ]
    return Rerun(recorded["cells"], left, recorded["collected"], recorded["processor"])


def _environment(seed: str, ipython: Path) -> dict[str, str]:
    """The caller's environment without what would make this run unlike a learner's."""
    drop = (
        "PYTEST_",
        "AIPM_",
        "IPYTHON",
        "JUPYTER_DEFAULT_PROVISIONER",
        "MPLBACKEND",
        "PYTHONWARNINGS",
        "PYTHONPATH",
    )
    kept = {key: value for key, value in os.environ.items() if not key.startswith(drop)}
    return kept | {
        "IPYTHONDIR": str(ipython),
        "JUPYTER_DEFAULT_PROVISIONER_NAME": "local-provisioner",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTHONHASHSEED": seed,
        "AIPM_STILL": "1",
    }


if __name__ == "__main__":
    sys.exit(record(Path(sys.argv[1]), Path(sys.argv[2])))
