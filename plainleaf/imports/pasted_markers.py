"""Numbers of references in a text that is brought in, `[1]`, `[2,3]` or raised, to our markers: `【2,3】`.

What may be something else is left alone: years in brackets, `[sic]`, powers, units, and numbers that the list of
references doesn't have.
"""

import re
from typing import NamedTuple

import msgspec

from plainleaf.imports.blocks import Run, Runs

_NUMBERS = r"\d{1,3}(?:\s*[,;–—‑-]\s*\d{1,3})*"
_BRACKETS = re.compile(rf"【[^【】]{{1,60}}】|\[\s*({_NUMBERS})\s*\]")
# In Markdown, `[1](…)` and `[1][…]` may be links, `[1]: …` the address of one.
_IN_MARKDOWN = re.compile(rf"(?<![\\!])(?:{_BRACKETS.pattern})(?![(:])|<sup>\s*\[?({_NUMBERS})\]?\s*</sup>")
_RAISED = re.compile(rf"\s*\[?({_NUMBERS})\]?\s*\Z")
_NEIGHBOURS = re.compile(r"】(?:\s?[,;]\s?)?【")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_SMALL = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:[,⁻–-][⁰¹²³⁴⁵⁶⁷⁸⁹]+)*")
_LAST_WORD = re.compile(r"([^\W\d_]*)(\W?)\Z")
# What has a power rather than a reference.
_UNITS = frozenset("cm dm mm km nm µm μm pm ft in yd mi ha sec min kg".split())
# Code, comments and tags of Markdown: what stands in them is no text. What is never closed goes to the end, so
# that a text of many openings is not searched to its end for each.
_CODE = re.compile(
    r"^(`{3,}|~{3,}).*?(?:^\1|\Z)|(`+)[^`].{0,1000}?\2|<!--.*?(?:-->|\Z)|<(?!sup>|/sup>)[^<>\n]*>",
    re.DOTALL | re.MULTILINE,
)


class Numbered(NamedTuple):
    """How many references there are, and what was made of numbers: `seen` markers, `left` as they were."""

    length: int
    seen: list[str]
    left: list[str]

    @classmethod
    def upto(cls, count: int) -> "Numbered":
        """Return a fresh record for a list of so many references."""
        return cls(count, [], [])

    def marker(self, numbers: str, written: str) -> str | None:
        """Return the numbers as they stand in a marker, or None where they are none."""
        parts = [int(part) for part in re.findall(r"\d+", numbers)]
        if not all(1 <= part <= self.length for part in parts):
            self.left.append(written)
            return None
        self.seen.append(written)
        return re.sub(r"\s*[;,]\s*", ",", re.sub(r"\s*[–—‑-]\s*", "-", numbers.strip()))


def with_markers(runs: Runs, record: Numbered) -> Runs:
    """Return the runs of a text with its markers as runs of their own."""
    found: list[Run] = []
    before = ""
    for number, run in enumerate(runs):
        following = runs[number + 1].text[:1] if number + 1 < len(runs) else ""
        if run.is_words and "sup" in run.styles and _RAISED.match(run.text):
            found.append(_raised(run, before, following, record))
        elif run.is_words:
            found += _in_words(run, record)
        else:
            found.append(run)
        before = (before + run.text)[-40:]
    return tuple(_joined(found))


def _raised(run: Run, before: str, following: str, record: Numbered) -> Run:
    match = _RAISED.match(run.text)
    assert match
    numbers = None if _is_power(before, following) else record.marker(match[1], run.text)
    return Run(numbers, citation=True) if numbers else run


def _is_power(before: str, following: str) -> bool:
    """Say whether a raised number is no reference, as far as the words around it tell: m², 10³, R², ¹³C."""
    word, sign = _LAST_WORD.search(before).groups()  # type: ignore[union-attr]
    if following.isalnum():
        return True
    if sign:
        return False
    return before[-1:].isdigit() or len(word) == 1 or word in _UNITS


def _in_words(run: Run, record: Numbered) -> list[Run]:
    """Return the pieces of a run's words: those in brackets, and the raised digits of Unicode, become markers."""
    found: list[Run] = []
    done = 0
    pattern = re.compile(f"{_BRACKETS.pattern}|(?P<small>{_SMALL.pattern})")
    for match in pattern.finditer(run.text):
        numbers: str | None
        if match["small"]:
            if _is_power(run.text[max(0, match.start() - 40) : match.start()], run.text[match.end() :][:1]):
                continue
            numbers = record.marker(match[0].translate(_SUPERSCRIPTS), match[0])
        elif match[0].startswith("【"):
            record.seen.append(match[0])
            numbers = match[0][1:-1]
        else:
            numbers = record.marker(match[1], match[0])
        if numbers is not None:
            found += [
                msgspec.structs.replace(run, text=run.text[done : match.start()]),
                Run(numbers, citation=True),
            ]
            done = match.end()
    return [*found, msgspec.structs.replace(run, text=run.text[done:])]


def _joined(runs: list[Run]) -> list[Run]:
    """Make one group of markers that stand side by side: `[1][2]`, `[1], [2]`."""
    found: list[Run] = []
    for run in runs:
        if not run.text and run.is_words:
            continue
        between = found[-1].text.strip() if len(found) > 1 and found[-1].is_words else None
        if run.citation and found and found[-1].citation:
            found[-1] = Run(f"{found[-1].text},{run.text}", citation=True)
        elif run.citation and between in (",", ";") and found[-2].citation:
            found[-2:] = [Run(f"{found[-2].text},{run.text}", citation=True)]
        else:
            found.append(run)
    return found


def with_markers_in_markdown(text: str, record: Numbered) -> str:
    """Return a text in Markdown with its markers in our form."""

    def marker(match: re.Match[str]) -> str:
        written = match[0]
        if written.startswith("【"):
            record.seen.append(written)
            return written
        if written.startswith("<") and _is_power(
            match.string[: match.start()][-40:], match.string[match.end() :][:1]
        ):
            return written
        numbers = record.marker(match[1] or match[2], written)
        return f"【{numbers}】" if numbers else written

    pieces = []
    done = 0
    for code in [*_CODE.finditer(text), None]:
        start, end = (code.start(), code.end()) if code else (len(text), len(text))
        pieces.append(_NEIGHBOURS.sub(",", _IN_MARKDOWN.sub(marker, text[done:start])))
        pieces.append(text[start:end])
        done = end
    return "".join(pieces)
