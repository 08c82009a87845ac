"""The nearest known name for a mistyped one."""

import difflib
from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is most like `name`, or None where nothing is near."""
    candidates = sorted(known)
    by_lower = {candidate.lower(): candidate for candidate in candidates}
    found = difflib.get_close_matches(name.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[found[0]] if found else None


def did_you_mean(name: str, known: Iterable[str], mark: str = "") -> str | None:
    """Return a hint with the nearest known name, or None; `mark` is what an author writes before it, such as @."""
    found = nearest(name, known)
    return f"did you mean '{mark}{found}'?" if found else None
