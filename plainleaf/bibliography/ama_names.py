"""Author and editor lists as the AMA Manual of Style, 11th edition, prints them (section 3.7)."""

import re
from collections.abc import Sequence
from functools import lru_cache

from plainleaf.model.references import Name

# Up to six persons in full; of seven or more the first three (AMA 3.7).
_MOST_IN_FULL = 6
_FIRST_OF_MANY = 3

_IN_PARENTHESES = re.compile(r"\([^)]*\)|\[[^\]]*\]|[\"“”][^\"“”]*[\"“”]")
_ALREADY_INITIALS = re.compile(r"[^\W\d_a-zß-öø-ÿ]{2,3}")


def format_names(names: Sequence[Name], *, incomplete: bool = False) -> str:
    """Return the names in one line without a full stop: `Smith JA Jr, van Nood E, et al; Study Group`.

    Persons are joined by commas, a group stands behind a semicolon. A list that its source cuts
    short is cut to three: it can't be known that the rest are fewer than seven.
    """
    persons = [name for name in names if not name.literal]
    cut = len(persons) > _MOST_IN_FULL or (incomplete and bool(persons))
    shown = [format_name(name) for name in (persons[:_FIRST_OF_MANY] if cut else persons)]
    runs: list[str] = []
    if shown:
        runs.append(", ".join([*shown, "et al"] if cut else shown))
    groups = [name.literal for name in names if name.literal]
    if groups and names[0].literal:
        runs = [*groups, *runs]  # the source names the group first
    else:
        runs += groups
    if incomplete and not persons and groups:
        runs[-1] += ", et al"
    return "; ".join(runs)


def format_editors(editors: Sequence[Name], *, incomplete: bool = False) -> str:
    """Return the editors with their label: `Lockey P, ed`, `Etzel RA, Balk SJ, eds` (AMA 3.12.2)."""
    if not editors:
        return ""
    label = "ed" if len(editors) == 1 and not incomplete else "eds"
    return f"{format_names(editors, incomplete=incomplete)}, {label}"


def format_name(name: Name) -> str:
    """Return one name: `van Nood E`, `Smith JA Jr`; a group as it writes itself."""
    if name.literal:
        return name.literal
    space = "" if name.particle.endswith(("'", "’")) else " "
    family = f"{name.particle}{space}{name.family}".strip()
    return " ".join(part for part in (family, initials(name.given), name.suffix.replace(".", "")) if part)


@lru_cache(maxsize=8192)  # many people share them
def initials(given: str) -> str:
    """Return the initials of given names, without full stops or hyphens: `Jean-Paul M.` gives `JPM`."""
    given = _IN_PARENTHESES.sub(" ", given)
    letters = []
    for word in re.split(r"[\s.\-‐‑–]+", given):
        if _ALREADY_INITIALS.fullmatch(word):
            letters.append(word)
        elif first := next((character for character in word if character.isalnum()), ""):
            letters.append(first.upper())
    return "".join(letters)
