"""What ends a command: one sentence that says what to do."""


class CourseError(Exception):
    """A sentence for the person who typed the command: what is wrong and what to do."""
