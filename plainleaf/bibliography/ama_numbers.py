"""Volumes, issues, supplements and editions as the AMA Manual of Style prints them."""

import re

_SUPPLEMENT = re.compile(
    r"(?:^|[\s,(_-]+)(?:suppl(?:ement(?:ary)?)?s?|sup)(?![a-z])[\s._-]*(.*?)\)?\s*$", re.IGNORECASE
)
_SHORT_SUPPLEMENT = re.compile(r"S(\d+)")
_PART = re.compile(r"^(.*?)[\s,]*\b(?:pt|part)\.?\s*(\w+)$", re.IGNORECASE)
_EDITION = re.compile(r"(?P<which>.*?)[\s,]*\b(?:ed(?:ition|n)?)?\.?", re.IGNORECASE)
_NUMBERED = re.compile(r"(\d+)(?:st|nd|rd|th)?", re.IGNORECASE)
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
    )
}


def format_volume(volume: str, issue: str) -> str:
    """Return `12(3)`, `12(suppl 1)`, `12(3)(suppl 1)` or `12(4, pt 1)`; either may name the supplement."""
    volume, supplement = _without_supplement(volume)
    issue, issue_supplement = _without_supplement(issue)
    supplement = supplement or issue_supplement
    if part := _PART.match(issue):
        issue = ", ".join(piece for piece in (part[1], f"pt {part[2]}") if piece)
    return volume + (f"({issue})" if issue else "") + (f"({supplement})" if supplement else "")


def _without_supplement(text: str) -> tuple[str, str]:
    """Take `3 Suppl 1` apart: the number before it, and `suppl 1`, which AMA prints in lower case."""
    if text.isdecimal():
        return text, ""
    if short := _SHORT_SUPPLEMENT.fullmatch(text):
        return "", f"suppl {short[1]}"
    found = _SUPPLEMENT.search(text)
    if found is None:
        return text, ""
    number = found[1].strip(" .()")
    return text[: found.start()].strip(" ,(_-"), f"suppl {number}".strip()


def format_edition(edition: str) -> str:
    """Return `3rd ed`, `Rev ed`; nothing for a first edition (AMA 3.12.1)."""
    found = _EDITION.fullmatch(edition.strip())
    which = found["which"].strip() if found else edition
    number = _ORDINALS.get(which.lower())
    if number is None and (digits := _NUMBERED.fullmatch(which)):
        number = int(digits[1])
    if number is not None:
        return f"{number}{_ordinal_ending(number)} ed" if number > 1 else ""
    if which.lower() in {"revised", "rev"}:
        return "Rev ed"
    if not which or re.search(r"\bed(?:ition|n)?\b", which, re.IGNORECASE):
        return which  # "Second edition, revised": nobody's form, so it stays
    return f"{which} ed"


def _ordinal_ending(number: int) -> str:
    return "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
