"""nbgrader's settings, read by its own commands when they are run in this folder.

They live in the package, so that `aipm check` and `nbgrader autograde` agree.
"""

from aipm.grading.settings import configure

c = configure(get_config())  # noqa: F821 (nbgrader provides it)
