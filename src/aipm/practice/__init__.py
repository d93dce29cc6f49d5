"""What exercises and their tests use: the frame of a test cell, forms of practice, grading.

Needs the base dependencies alone, so it runs in the browser kernel too.
"""

from .answers import NotYet, number, plain, same, whole
from .carry import Kept, forecast_log, forecast_range, keep, kept, settle_range
from .check import check_my_work
from .forecasts import score_forecast
from .forms import allocate, best_by_search, best_by_solver, mend, order, set_and_number
from .graded import graded
from .memo import memo_lint, score_calibration
from .records import Metric, Statement, record
from .scenario import scenario
from .seeds import course_seed, hidden_rng

__all__ = [
    "Metric",
    "Kept",
    "NotYet",
    "Statement",
    "allocate",
    "best_by_search",
    "best_by_solver",
    "check_my_work",
    "course_seed",
    "forecast_log",
    "forecast_range",
    "graded",
    "hidden_rng",
    "keep",
    "kept",
    "memo_lint",
    "mend",
    "number",
    "order",
    "plain",
    "record",
    "same",
    "scenario",
    "score_calibration",
    "score_forecast",
    "set_and_number",
    "settle_range",
    "whole",
]
