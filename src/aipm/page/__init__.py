"""What a chapter's page shows: computed sentences, tables, figures with alternative text, controls, quizzes.

Needs the chapters' own dependencies alone: the same code runs in the reader's browser.
"""

from aipm.page.control import control
from aipm.page.figure import show
from aipm.page.quiz import commit, quiz
from aipm.page.scenario import play
from aipm.page.style import BLUE, GREEN, GREY, INK, LIGHT, ORANGE, RED, setup
from aipm.page.text import say, table

__all__ = [
    "BLUE",
    "GREEN",
    "GREY",
    "INK",
    "LIGHT",
    "ORANGE",
    "RED",
    "commit",
    "control",
    "play",
    "quiz",
    "say",
    "setup",
    "show",
    "table",
]
