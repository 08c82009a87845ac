"""The nearest known name for a mistyped one."""

import difflib
from collections.abc import Iterable

# To compare words takes long. Beyond so many names only those with the same first letter are looked at, and names
# that are longer than any that a person types are left out: the time must not grow with names times mistakes.
_MANY = 500
_LONGEST = 100


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is most like `name`, or None where nothing is near."""
    if len(name) > _LONGEST:
        return None
    candidates = sorted(candidate for candidate in known if len(candidate) <= _LONGEST)
    if len(candidates) > _MANY:
        first = name[:1].lower()
        candidates = [candidate for candidate in candidates if candidate[:1].lower() == first]
    by_lower = {candidate.lower(): candidate for candidate in candidates}
    found = difflib.get_close_matches(name.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[found[0]] if found else None


def did_you_mean(name: str, known: Iterable[str], mark: str = "") -> str | None:
    """Return a hint with the nearest known name, or None; `mark` is what an author writes before it, such as @."""
    found = nearest(name, known)
    return f"did you mean '{mark}{found}'?" if found else None
