"""What a citation marker says: Pandoc's `[see @key, p. 5; @other]` and the numbered `【7】`, `【1-3】`.

Nothing here knows Markdown or the bibliography: a marker's text goes in, its citations and faults come out.
"""

import html
import re
import unicodedata

import msgspec

from plainleaf.model.citations import Citation, CitationGroup

# A marker as it stands in a text. The brackets of a Pandoc marker hold no other bracket, and are no link:
# `[@clinic](https://…)` leads to an account of that name.
MARKER = re.compile(
    r"\[(?=[^\[\]]*?@[\w{])[^\[\]【】]*\]"
    r"(?!\(\s*<?(?=[^()\s\[【]*[/#:.])(?:[^()\s]|\([^()\s]*\))*(?:\s+[\"'][^\"']*[\"'])?\s*\))"
    r"|【[^【】]*】"
)
# Where a marker may begin: a superset of the beginnings of MARKER and of what `unfinished_fault` finds.
OPENING = re.compile(r"【|\[(?=[^\[\]]*?(?<!\w)@[\w{])")
_BRACKET = re.compile(r"[\[\]【】]")
_BEGUN = re.compile(r"(?:^|[\s;-])@\w")

# "A key follows @ at once, and @ follows the beginning, a blank, ; or -." Punctuation inside a key is allowed
# as in Pandoc, at its end it is the sentence's. Braces keep any other key: @{https://x.example/a}.
_KEY = r"\{(?P<braced>[^{}\s]+)\}|(?P<key>\w(?:[\w:.#$%&+?<>~/-]*\w)?)"
_CITATION = re.compile(rf"(?P<prefix>(?:.*?\s)??)-?@(?:{_KEY})(?P<suffix>.*)\Z", re.DOTALL)
_SECOND_KEY = re.compile(r"(?:^|[\s-])@\w")
_PART = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?\Z")
# What chat programs put behind † names the kind of source; it ends where the next number with a † begins.
_SOURCE_NAME = re.compile(r"†.*?(?=,\d{1,9}(?:-\d{1,9})?†|\Z)")
# Characters without a width, as they come along when a text is copied from a page.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−~〜", "-") | {"、": ",", ";": ",", "·": ","})

_ESCAPE_HINT = "if it is no citation, put a backslash before it"


class MarkerFault(msgspec.Struct, frozen=True):
    """What is wrong with a marker: `citation-syntax` or `citation-number`."""

    code: str
    message: str
    hint: str | None = None


class Marker(msgspec.Struct, frozen=True):
    """A marker of a text: as written, and what it cites. `at` is its offset in the source text."""

    raw: str
    group: CitationGroup
    faults: tuple[MarkerFault, ...] = ()
    at: int = 0


def parse_marker(raw: str, numbered: tuple[str, ...], at: int = 0) -> Marker | None:
    """Return what a text that MARKER matches cites, or None where it is ordinary, such as an e-mail address.

    `numbered` is the article's list `references`, to which the numbers point.
    """
    content = html.unescape(raw[1:-1])
    if not content.isascii():
        content = content.translate(_INVISIBLE)
    if raw.startswith("["):
        return _parse_pandoc(raw, content, at)
    return _parse_numbered(raw, content, numbered, at)


def _parse_pandoc(raw: str, content: str, at: int) -> Marker | None:
    parts = [part.strip() for part in content.split(";")]
    matches = [_CITATION.match(part) for part in parts]
    if not any(matches):
        return None
    citations = []
    faults = {}
    for part, found in zip(parts, matches, strict=True):
        if not found:
            shown = _shown(raw)
            what = f"'{part}' in {shown} names no citation key" if part else f"a part of {shown} is empty"
            faults[what] = "write each part as @key, with ; between the parts"
            continue
        suffix = found["suffix"].strip()
        if _SECOND_KEY.search(suffix):
            faults[f"two keys in {_shown(raw)} have no ; between them"] = "write [@first; @second]"
        key = found["braced"] or found["key"]
        citations.append(Citation(key, _folded(found["prefix"]), _locator(suffix)))
    return Marker(
        raw,
        CitationGroup(tuple(citations)),
        tuple(MarkerFault("citation-syntax", message, hint) for message, hint in faults.items()),
        at,
    )


def _locator(suffix: str) -> str:
    """Return what stands behind a key: `p. 5`; punctuation alone is none."""
    text = _folded(suffix.lstrip(","))
    return text if re.search(r"\w", text) else ""


def _parse_numbered(raw: str, content: str, numbered: tuple[str, ...], at: int) -> Marker:
    text = unicodedata.normalize("NFKC", content).translate(_DASHES)
    # A blank between two numbers parts them; all others mean nothing.
    text = re.sub(r"(?<=\d)\s+(?=\d)", ",", text)
    text = _SOURCE_NAME.sub("", re.sub(r"\s+", "", text))
    numbers: list[int] = []
    faults = []
    for part in text.split(","):
        found = _PART.match(part)
        if not found:
            hint = f"write the numbers as in 【7】, 【5,8,9】 or 【1-3】; {_ESCAPE_HINT}"
            faults.append(MarkerFault("citation-syntax", f"{_shown(raw)} can't be read as numbers", hint))
            continue
        first, last = int(found[1]), int(found[2] or found[1])
        outside = next((n for n in (first, last) if not 1 <= n <= len(numbered)), None)
        if last < first:
            message = f"the range {first}-{last} in {_shown(raw)} runs backwards"
            faults.append(MarkerFault("citation-syntax", message, f"write {last}-{first}"))
        # The bounds come before the range is spread out: 【1-999999999】 is a slip, not a wish.
        elif outside is not None:
            faults.append(_outside(outside, len(numbered), raw))
        else:
            numbers.extend(range(first, last + 1))
    return Marker(raw, CitationGroup(tuple(Citation(numbered[n - 1]) for n in numbers)), tuple(faults), at)


def _outside(number: int, length: int, raw: str) -> MarkerFault:
    if length:
        message = f"{_shown(raw)} points to entry {number}, and the list 'references' has {length}"
        hint = "add the work's citation key to 'references' in the front matter, or correct the number"
    else:
        message = f"{_shown(raw)} is a numbered marker, and the front matter has no list 'references'"
        hint = "add  references: [first-key, second-key]  to the front matter, in the order of the numbers"
    return MarkerFault("citation-number", message, hint)


def unfinished_fault(text: str, start: int = 0) -> MarkerFault | None:
    """Return the fault if a marker is begun at an opening bracket and never closed, else None."""
    following = _BRACKET.search(text, start + 1)
    begun = text[start : following.start() if following else len(text)]
    closing = "】" if begun.startswith("【") else "]"
    if following and following[0] == closing:
        return None
    if closing == "]" and not _BEGUN.search(begun[1:]):
        return None
    message = f"the citation marker {_shown(begun)} is not closed"
    return MarkerFault("citation-syntax", message, f"close it with {closing}; {_ESCAPE_HINT}")


def _shown(raw: str) -> str:
    text = _folded(raw)
    return text if len(text) <= 40 else text[:39] + "…"


def _folded(text: str) -> str:
    return " ".join(text.split())
