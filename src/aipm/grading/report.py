"""What grading says: points and reasons by task, and the two bars."""

from __future__ import annotations

import dataclasses
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aipm.practice.bars import PASS_AT

_TASK = re.compile(r"test_(decide|build)_(\d+)|test_(calibration)|(memo)")


def kind_of(task: str) -> str:
    """`decide`, `build`, `calibration`, `memo`, or `other`, from a grade id."""
    found = _TASK.fullmatch(task)
    return next((group for group in (found[1], found[3], found[4]) if group), "other") if found else "other"


def section_of(task: str) -> int | None:
    """Number of the section that a task belongs to; None for the memo and its calibration."""
    found = _TASK.fullmatch(task)
    return int(found[2]) if found and found[2] else None


@dataclass(frozen=True)
class TaskResult:
    """One graded task.

    task        grade id, e.g. `test_decide_1`, `memo`
    kind        `decide`, `build`, `calibration` or `memo`
    points      earned, of `max_points`
    message     why points were lost; "" when none were
    objective   id from curriculum.yml, or ""
    section     1 to 4, or None
    manual      True when a person gives the points (the memo); `points` are 0 until one has
    """

    task: str
    kind: str
    points: float
    max_points: float
    message: str = ""
    objective: str = ""
    section: int | None = None
    manual: bool = False

    @property
    def full(self) -> bool:
        return self.points >= self.max_points - 1e-9


@dataclass(frozen=True)
class Bar:
    """One of the two bars: points of a kind, passed at 60 %."""

    points: float
    max_points: float
    note: str = ""

    @property
    def share(self) -> float:
        return self.points / self.max_points if self.max_points else 0.0

    @property
    def passed(self) -> bool:
        return self.max_points > 0 and self.share >= PASS_AT - 1e-9


@dataclass(frozen=True)
class Report:
    """Outcome of grading one notebook.

    state     `graded`; `ungradable`: the file could not be read, `reason` says why; `failed`: the grader
              itself could not finish, `reason` says why. Unless `graded`, there are no tasks.
    notes     sentences about what was mended on the way (a copied cell, a renamed file, …)
    feedback  path of the HTML page, or None
    seconds   wall time it took
    """

    slug: str
    state: str
    reason: str = ""
    learner: str = "me"
    tasks: list[TaskResult] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    feedback: Path | None = None
    seconds: float = 0.0

    @property
    def points(self) -> float:
        """nbgrader's total."""
        return sum(task.points for task in self.tasks)

    @property
    def max_points(self) -> float:
        return sum(task.max_points for task in self.tasks)

    @property
    def product_bar(self) -> Bar:
        """Decide and memo. A memo that nobody has graded counts by its calibration, if it is written."""
        counted = [t for t in self.tasks if t.kind in ("decide", "calibration")]
        calibration = [t for t in self.tasks if t.kind == "calibration"]
        memos = [t for t in self.tasks if t.kind == "memo"]
        agreed = sum(t.points for t in calibration)
        possible = sum(t.max_points for t in calibration)
        points, note = sum(t.points for t in counted), ""
        for memo in memos:
            if not memo.manual:
                points += memo.points
            elif possible:
                points += memo.max_points * agreed / possible
                note = "self-assessed: the memo counts by its calibration"
        return Bar(points, sum(t.max_points for t in counted + memos), note)

    @property
    def engineering_bar(self) -> Bar:
        """Build tasks."""
        counted = [t for t in self.tasks if t.kind == "build"]
        return Bar(sum(t.points for t in counted), sum(t.max_points for t in counted))

    def with_bars(self) -> dict[str, Any]:
        """The report as plain data, the two bars with it: what the last cell of an exercise shows."""
        data = json.loads(self.to_json())
        for name in ("product_bar", "engineering_bar"):
            bar = getattr(self, name)
            data[name] = {**dataclasses.asdict(bar), "passed": bar.passed}
        return data

    def to_json(self) -> str:
        """The report as one JSON text; `Report.from_json` reads it back."""
        data = dataclasses.asdict(self)
        data["feedback"] = str(self.feedback) if self.feedback else None
        return json.dumps(data, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Report:
        """Raises ValueError when `text` is no report."""
        try:
            data: dict[str, Any] = json.loads(text)
            data["tasks"] = [TaskResult(**task) for task in data["tasks"]]
            data["feedback"] = Path(data["feedback"]) if data["feedback"] else None
            return cls(**data)
        except (TypeError, KeyError, json.JSONDecodeError) as error:
            raise ValueError(f"This is no grading report: {error}") from None
