"""Names as PubMed and reference managers write them: `Green, Jessica E Jr`, a society on a line of its own."""

import re

from plainleaf.model.references import Name

_SUFFIX = re.compile(r"(?:,\s*|\s+)(Jr|Sr|II|III|IV|2nd|3rd|4th)\.?\Z")
# PubMed counts generations in ordinals, the AMA manual (11th ed, 3.7) prints Roman numerals.
_ROMAN = {"2nd": "II", "3rd": "III", "4th": "IV"}


def person(written: str) -> Name:
    """Return the name in `Family, Given Suffix`; one without a comma is not taken apart."""
    family, comma, given = (part.strip() for part in written.partition(","))
    if not comma or not family or not given:
        return Name(literal=written.strip(" ,"))
    suffix = _SUFFIX.search(given)
    if suffix is None:
        return Name(family=family, given=given)
    return Name(family=family, given=given[: suffix.start()], suffix=_ROMAN.get(suffix[1], suffix[1]))


def short_person(written: str) -> Name:
    """Return the name in PubMed's short form, `Green JE`, where a record has no full names."""
    family, blank, initials = written.strip().rpartition(" ")
    if not blank or not initials.isupper():
        return Name(literal=written.strip())
    return Name(family=family, given=" ".join(f"{letter}." for letter in initials))
