"""AI Product Management, an interactive course: what its notebooks, exercises and book share."""

__version__ = "0.1.0"
