"""Author lists: BibTeX's `Last, Jr, First and …` to names."""

import re
from functools import lru_cache
from typing import NamedTuple

from plainleaf.bibliography.bibtexparser_door import NameUnreadableError, split_name
from plainleaf.bibliography.latex_text import decode_latex
from plainleaf.model.references import Name


class NameList(NamedTuple):
    """The names of one field, and what a person should look at in it."""

    names: tuple[Name, ...]
    incomplete: bool  # ends in "and others" or "et al"
    misread: tuple[str, ...] = ()  # what is wrong: these names are printed wrongly
    doubtful: tuple[str, ...] = ()  # what was taken for something else, probably rightly


_LONGEST_SHOWN = 60

_AND = re.compile(r"(?:^|\s+)and(?=\s|$)", re.IGNORECASE)
_AND_OR_BRACE = re.compile(r"\\.|[{}]|(?:^|\s+)and(?=\s|$)", re.IGNORECASE | re.DOTALL)
_ET_AL = re.compile(r"[,;]?\s*\bet\.?\s+al\.?\s*$", re.IGNORECASE)
_OTHERS = frozenset({"others", "et al", "et al."})

# Where names stand without the braces that say "this is no person". Only words that are nobody's family name.
_ORGANISATION = re.compile(
    r"\b(?:organi[sz]ation|association|societ(?:y|ies)|institut(?:e|es|ion)|committee|department|ministry|agency"
    r"|administration|universit(?:y|ies)|hospitals?|foundation|consortium|federation|collaborati(?:on|ve)"
    r"|commission|academy|college|council|network|cent(?:er|re)s? (?:for|of)|working group|study group"
    r"|task force|health service|initiative|investigators|library of)\b",
    re.IGNORECASE,
)

# biblatex's long form: `family=Nood, given=Els, prefix=van`.
_NAME_PART = re.compile(
    r"^\s*(family|given|prefix|suffix|useprefix|[a-z-]+-i)\s*=\s*(.*?)\s*$", re.IGNORECASE
)

# Most names of most bibliographies: "O'Brien, Mary-Ann B. C.". They are read ten times faster than the rest.
_PLAINEST_NAME = re.compile(
    r"([A-Z][A-Za-z]*(?:['-][A-Za-z]+)*), ([A-Z][A-Za-z]*(?:-[A-Za-z]+)*\.?(?: [A-Z][A-Za-z]*(?:-[A-Za-z]+)*\.?)*)"
)

# "Last, First" with nothing that BibTeX would have to think about.
_PLAIN_NAME = re.compile(r"([^\W\d_a-z][^\s,{}\\~$=]*), ([^\s,{}\\~$=]+(?: [^\s,{}\\~$=]+)*)")


_INITIALS = re.compile(r"[A-Z]{1,3}")
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV)\.?")


def parse_names(value: str) -> tuple[tuple[Name, ...], bool]:
    """Return the names of an `author` or `editor` field, and whether its list is cut short.

    Particles ("van", "de la"), suffixes ("Jr", "III") and accents are told apart; a name in braces, or one
    that can only be an organisation's, is a corporate author (`Name.literal`). Never raises.
    """
    listed = read_names(value)
    return listed.names, listed.incomplete


@lru_cache(maxsize=4096)
def read_names(value: str) -> NameList:
    """Return the names and what is doubtful about them, in words that go on after "the field names …"."""
    names: list[Name] = []
    misread: list[str] = []
    doubtful: dict[str, str] = {}  # one message for one kind of doubt: the names after the first say no more
    incomplete = False
    for written in _split(value):
        name = written.strip().rstrip(",;").strip()
        if plain := _PLAINEST_NAME.fullmatch(name):
            names.append(Name(family=plain[1], given=plain[2]))
            continue
        if _ET_AL.search(name):
            incomplete = True
            name = _ET_AL.sub("", name).strip()
        if name.lower() in _OTHERS:
            incomplete = True
            continue
        several = _several_names(name)
        if len(several) > 1:
            doubtful.setdefault("several", f"{_shown(name)!r}, which is read as {len(several)} names")
        for single in several:
            try:
                parsed, doubt = _read_name(single)
            except NameUnreadableError:
                misread.append(f"{_shown(single)!r}, which can't be read as one name")
                parsed, doubt = Name(literal=decode_latex(single)), ""
            if doubt and len(several) == 1:
                doubtful.setdefault(doubt, f"{_shown(single)!r}, which is read as {doubt}")
            names.append(parsed)
    return NameList(tuple(names), incomplete, tuple(misread), tuple(doubtful.values()))


def _split(value: str) -> list[str]:
    r"""Return the names of a list, which "and" outside of braces separates.

    bibtexparser has a function for it, which loses the accent of a name that starts with one (`\'Elodie`).
    """
    if "{" not in value:
        return _AND.split(value)
    names = []
    start = depth = 0
    for mark in _AND_OR_BRACE.finditer(value):
        if mark[0] == "{":
            depth += 1
        elif mark[0] == "}":
            depth = max(depth - 1, 0)
        elif depth == 0 and mark[0][0] != "\\":
            names.append(value[start : mark.start()])
            start = mark.end()
    return [*names, value[start:]]


def _shown(name: str) -> str:
    """Return the name, shortened for a message."""
    text = decode_latex(name)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"


def _several_names(name: str) -> list[str]:
    """Return the names in what should be one: people paste lists joined by semicolons or commas."""
    if not name or name.lower() == "and":
        return []
    if _is_in_braces(name):
        return [name]
    if ";" in name and "&" not in name and "\\;" not in name:
        return [piece for piece in (piece.strip() for piece in name.split(";")) if piece]
    pieces = name.split(",")
    if len(pieces) > 1 and all(_family_and_initials(piece) for piece in pieces):
        return [piece.strip() for piece in pieces]
    return [name]


def _read_name(name: str) -> tuple[Name, str]:
    """Return one name, and what it was taken for where that isn't what BibTeX would have read.

    Raises:
        NameUnreadableError: it isn't one name.
    """
    if plain := _PLAIN_NAME.fullmatch(name):
        family, given = plain.groups()
        return _with_trailing_particle(Name(family=decode_latex(family), given=decode_latex(given))), ""
    if _is_in_braces(name):
        return Name(literal=decode_latex(name)), ""
    if re.match(r"\s*(?:family|given)\s*=", name, re.IGNORECASE):
        return _long_form(name), ""
    if "," not in name:
        if _ORGANISATION.search(name):
            return Name(literal=decode_latex(name)), "an organisation"
        if pasted := _family_and_initials(name):
            return pasted, "a family name and initials"
    # Split before decoding: decoding first would drop the braces that keep an organisation's name together.
    parts = split_name(name)
    if _SUFFIX.fullmatch(parts.given) and parts.suffix:  # "Smith, John, Jr": the wrong way round
        parts = parts._replace(given=parts.suffix, suffix=parts.given)
    parsed = Name(
        family=decode_latex(parts.family),
        given=decode_latex(parts.given),
        particle=decode_latex(parts.particle),
        suffix=decode_latex(parts.suffix),
    )
    return _with_trailing_particle(parsed), ""


def _family_and_initials(name: str) -> Name | None:
    """Read "Smith JA" or "King BR III": names as PubMed prints them, and as people paste them."""
    *family, initials = name.split() or [""]
    suffix = ""
    if len(family) > 1 and _SUFFIX.fullmatch(initials):
        suffix = initials
        *family, initials = family
    if not family or not _INITIALS.fullmatch(initials):
        return None
    if not all(re.search("[a-zß-ɏ]", word) and re.fullmatch(r"[^\W\d_][^\d{}\\]*", word) for word in family):
        return None
    return Name(family=decode_latex(" ".join(family)), given=initials, suffix=suffix)


def _long_form(name: str) -> Name:
    parts: dict[str, str] = {}
    for piece in name.split(","):
        part = _NAME_PART.match(piece)
        if part is None:
            raise NameUnreadableError(name)
        parts[part[1].lower()] = decode_latex(part[2].strip('"'))
    return Name(
        family=parts.get("family", ""),
        given=parts.get("given", ""),
        particle=parts.get("prefix", ""),
        suffix=parts.get("suffix", ""),
    )


def _with_trailing_particle(name: Name) -> Name:
    """Move "von" in `Goethe, Johann von` to where PubMed and AMA print it: before the family name."""
    words = name.given.split()
    start = len(words)
    if not words or words[0].islower():
        return name
    while start > 1 and words[start - 1].islower() and words[start - 1].isalpha():
        start -= 1
    if start == len(words) or name.particle:
        return name
    return Name(
        family=name.family,
        given=" ".join(words[:start]),
        particle=" ".join(words[start:]),
        suffix=name.suffix,
    )


def _is_in_braces(name: str) -> bool:
    r"""Say whether one pair of braces encloses the whole name, unlike in `{\v S}koda, Ji{\v r}{\'\i}`."""
    if not (name.startswith("{") and name.endswith("}")):
        return False
    depth = 0
    escaped = False
    for place, character in enumerate(name):
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = True
        elif character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if depth == 0:
                return place == len(name) - 1
    return False
