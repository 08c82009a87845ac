"""The list of references at the end of a text that is brought in: where it is, and its numbered entries."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from plainleaf.imports.blocks import Block, Heading, ItemList, Paragraph, Runs, folded, words_of

# As folded: small letters without accents.
_NAMES = frozenset({
    "references", "reference list", "list of references", "riferimenti bibliografici",
    "sources", "bibliography", "works cited",
    "literature", "literature cited", "cited literature", "citations", "endnotes",
    "literatur", "literaturverzeichnis", "quellen", "quellenverzeichnis", "referenzen", "einzelnachweise",
    "referencias", "referencias bibliograficas", "bibliografia", "fuentes", "literatura",
    "references bibliographiques", "bibliographie", "sources et references", "fonti", "fontes",
})  # fmt: skip
_NUMBER_BEFORE = re.compile(r"\A\d{1,2}(?:[.)]\s*|\s+)")
_ENTRY = re.compile(r"\s*(?:\[(\d{1,3})\]|【(\d{1,3})】|\(?(\d{1,3})[.):\]]|(\d{1,3})(?=\s))\s*(?!\d)(?=\S)")
_GAP = 3  # so many entries may be missing; a greater step is a year or a number of a page


class Entry(NamedTuple):
    """One entry of the list; the text is "" where the list leaves its number out."""

    number: int
    text: str


class PastedList(NamedTuple):
    """A text without the list at its end; `unnumbered` says that there is one without numbers, which was kept."""

    blocks: tuple[Block, ...]
    entries: tuple[Entry, ...] = ()
    unnumbered: bool = False


def is_name(text: str) -> bool:
    """Say whether a line is the heading of a list of references: `7. References:`."""
    return folded(_NUMBER_BEFORE.sub("", text.strip().strip("*#").strip())) in _NAMES


def split_references(blocks: Sequence[Block]) -> PastedList:
    """Return a text and the entries of the last list of references in it."""
    whole = tuple(blocks)
    start = next((n for n in reversed(range(len(whole))) if _is_heading(whole[n])), None)
    if start is None:
        return PastedList(whole)
    end = next((n for n in range(start + 1, len(whole)) if isinstance(whole[n], Heading)), len(whole))
    lines = [line for block in whole[start + 1 : end] for line in _entry_lines(block)]
    entries, used = parse_entries(lines)
    if not entries or used < len(lines):
        return PastedList(whole, unnumbered=end > start + 1)
    return PastedList(whole[:start] + whole[end:], entries)


def _is_heading(block: Block) -> bool:
    return isinstance(block, Heading | Paragraph) and is_name(words_of(block.runs))


def _entry_lines(block: Block) -> list[str]:
    """Return the lines of a block; those of a numbered list with the numbers that a reader sees."""
    if isinstance(block, Heading | Paragraph):
        return [line for line in _text(block.runs).split("\n") if line.strip()]
    if isinstance(block, ItemList):
        found = []
        for number, item in enumerate(block.items, 1):
            text = " ".join(line for inner in item for line in _entry_lines(inner))
            own = _ENTRY.match(text)
            is_numbered = block.ordered and not (own and own[0].strip().startswith(("[", "【")))
            found.append(f"{number}. {text}" if is_numbered else text)
        return found
    return []


def _text(runs: Runs) -> str:
    """Return the words with the address of each link that doesn't show it: it may be the work's DOI."""
    parts = []
    for run in runs:
        parts.append(run.text)
        if run.href.startswith(("http:", "https:")) and run.href not in run.text:
            parts.append(f" <{run.href}>")
    return "".join(parts)


def parse_entries(lines: Iterable[str]) -> tuple[tuple[Entry, ...], int]:
    """Return the entries numbered from 1 at the beginning of some lines, and how many lines they take.

    A line without the next number belongs to the entry before it.
    """
    found: list[Entry] = []
    used = 0
    for line in lines:
        match = _ENTRY.match(line)
        number = int(next(group for group in match.groups() if group)) if match else 0
        last = found[-1].number if found else 0
        text = " ".join(line.split())
        if match and (number == 1 if not found else last < number <= last + _GAP):
            found += [Entry(missing, "") for missing in range(last + 1, number)]
            found.append(Entry(number, " ".join(line[match.end() :].split())))
        elif found:
            found[-1] = found[-1]._replace(text=f"{found[-1].text} {text}")
        else:
            break
        used += 1
    return tuple(found), used
