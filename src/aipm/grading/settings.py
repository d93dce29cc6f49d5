"""nbgrader's settings for this course, the same for `aipm` and for nbgrader's own commands."""

from __future__ import annotations

from typing import Any

CODE_STUB = "# YOUR ANSWER HERE\n..."
TEXT_STUB = "YOUR ANSWER HERE"
SECONDS_PER_CELL = 20


def configure(c: Any) -> Any:
    """Sets what differs from nbgrader's defaults on a traitlets config, and returns it."""
    c.CourseDirectory.course_id = "aipm"
    # Dots are valid wherever a solution was cut out, and do not stop a run: the test says what is missing.
    c.ClearSolutions.code_stub = {"python": CODE_STUB}
    c.ClearSolutions.text_stub = TEXT_STUB
    c.Execute.timeout = SECONDS_PER_CELL
    c.Execute.shutdown_kernel = "immediate"
    # nbgrader takes all points of a cell for anything on stderr: a warning is not a mistake.
    c.IgnorePattern.enabled = True
    c.IgnorePattern.pattern = r"[\s\S]?"
    c.GenerateAssignment.preprocessors = [
        "nbgrader.preprocessors.IncludeHeaderFooter",
        "nbgrader.preprocessors.InstantiateTests",
        "nbgrader.preprocessors.LockCells",
        "nbgrader.preprocessors.ClearSolutions",
        "nbgrader.preprocessors.ClearOutput",
        "nbgrader.preprocessors.CheckCellMetadata",
        "nbgrader.preprocessors.ComputeChecksums",
        "nbgrader.preprocessors.SaveCells",
        "nbgrader.preprocessors.ClearHiddenTests",
        "nbgrader.preprocessors.ClearMarkScheme",
        "nbgrader.preprocessors.ComputeChecksums",
        "nbgrader.preprocessors.CheckCellMetadata",
        "aipm.grading.preprocessors.CutMetadata",
    ]
    # Nothing a learner printed may run in the reader's browser.
    c.HTMLExporter.sanitize_html = True
    # nbgrader's feedback page shows the hidden tests.
    c.GenerateFeedback.preprocessors = [
        "nbgrader.preprocessors.GetGrades",
        "aipm.grading.preprocessors.HideTests",
        "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
    ]
    return c
