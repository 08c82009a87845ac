"""How long work says how far it is, without knowing who looks."""

from collections.abc import Callable

# What is being done, how many parts of it are done, and how many there are: 0 where nobody knows.
Progress = Callable[[str, int, int], None]


def no_progress(what: str, done: int, total: int) -> None:
    """Say nothing."""
