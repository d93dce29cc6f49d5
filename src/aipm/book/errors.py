"""What the book tells its user when it cannot be built."""

from aipm.errors import CourseError


class BookError(CourseError):
    """A sentence for the user: what is wrong and what to do."""
