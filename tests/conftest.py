"""For all rooms: no test may be skipped where AIPM_NO_SKIP=1; what chapters took is printed at the end."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

# Two test processes on two processors: let neither start threads of its own that wait for the other's.
for library in ("OMP", "OPENBLAS", "MKL"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")
NO_SKIP = os.environ.get("AIPM_NO_SKIP") == "1"
NOTE = "aipm-note"  # record_property(NOTE, line): the line is printed under the results


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    where = report.longrepr
    return str(where[2]) if isinstance(where, tuple) else str(where)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "mutants: the graders against mutated references (make mutants)")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    report = yield
    # an expected failure is reported as skipped too, but it has run
    if NO_SKIP and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"AIPM_NO_SKIP=1, and this was skipped. {_reason(report)}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    report = yield
    if NO_SKIP and report.outcome == "skipped":
        report.outcome = "failed"
        report.longrepr = f"AIPM_NO_SKIP=1, and this was skipped. {_reason(report)}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    lines = {
        value: None
        for reports in terminalreporter.stats.values()
        for report in reports
        for name, value in getattr(report, "user_properties", [])
        if name == NOTE
    }
    if lines:
        terminalreporter.section("chapters")
        for line in lines:
            terminalreporter.write_line(str(line))
