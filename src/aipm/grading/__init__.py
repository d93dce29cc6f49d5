"""Grading on nbgrader: what learners get is cut from the source, what they hand in is graded against it.

`grade` is the one function that everything calls; nbgrader's own steps stand behind it.
"""

from .course import Course, NoSuchExercise
from .engine import grade, release
from .report import Bar, Report, TaskResult
from .solutions import Solution, solution, solutions

__all__ = [
    "Bar",
    "Course",
    "NoSuchExercise",
    "Report",
    "Solution",
    "TaskResult",
    "grade",
    "release",
    "solution",
    "solutions",
]
