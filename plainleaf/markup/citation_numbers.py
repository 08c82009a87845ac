"""Numbers for citations, and how a group of them is shown: AMA style in the contract's form.

Pure decisions over values. A *group* is one marker's citations; *reading order* is the order of the groups.
"""

import re
from collections.abc import Iterable, Sequence

import msgspec

from plainleaf.model.citations import CitationGroup

_SHORTEST_RANGE = 3
_NOT_IN_IDS = re.compile(r"[^A-Za-z0-9._-]")


class ShownCitation(msgspec.Struct, frozen=True):
    """One number of a group. `use` counts the uses of its key on the page, from 1.

    `between` says that it stands inside a range, where only the first and the last number are printed.
    """

    key: str
    number: int
    use: int
    prefix: str = ""
    locator: str = ""
    between: bool = False
    closes_range: bool = False


class Numbering(msgspec.Struct, frozen=True):
    """The keys in citation order (the first has number 1), and every group as it is shown."""

    keys: tuple[str, ...]
    groups: tuple[tuple[ShownCitation, ...], ...]


def cited_keys(groups: Iterable[CitationGroup]) -> tuple[str, ...]:
    """Return the keys in citation order alone: all that some ask for, at a tenth of the cost."""
    return tuple(dict.fromkeys(citation.key for group in groups for citation in group.citations))


def number_citations(groups: Iterable[CitationGroup]) -> Numbering:
    """Number the references in order of first appearance, and arrange each group.

    In a group new keys take the next numbers as written; what is shown ascends, without repeats, and a run of
    three or more without prefix or locator becomes a range.
    """
    numbers: dict[str, int] = {}
    uses: dict[str, int] = {}
    shown = []
    for group in groups:
        prefixes: dict[str, list[str]] = {}
        locators: dict[str, list[str]] = {}
        for citation in group.citations:
            numbers.setdefault(citation.key, len(numbers) + 1)
            _add(prefixes.setdefault(citation.key, []), citation.prefix)
            _add(locators.setdefault(citation.key, []), citation.locator)
        row = []
        for key in sorted(prefixes, key=numbers.__getitem__):
            uses[key] = uses.get(key, 0) + 1
            prefix, locator = "; ".join(prefixes[key]), "; ".join(locators[key])
            row.append(ShownCitation(key, numbers[key], uses[key], prefix, locator))
        shown.append(_with_ranges(row) if len(row) >= _SHORTEST_RANGE else tuple(row))
    return Numbering(tuple(numbers), tuple(shown))


def _add(texts: list[str], text: str) -> None:
    if text and text not in texts:
        texts.append(text)


def _with_ranges(row: Sequence[ShownCitation]) -> tuple[ShownCitation, ...]:
    """Mark the runs of three or more consecutive numbers."""
    found: list[ShownCitation] = []
    start = 0
    while start < len(row):
        end = start
        while end + 1 < len(row) and _continues(row[end], row[end + 1]):
            end += 1
        run = list(row[start : end + 1])
        if len(run) >= _SHORTEST_RANGE:
            inner = [msgspec.structs.replace(citation, between=True) for citation in run[1:-1]]
            run = [run[0], *inner, msgspec.structs.replace(run[-1], closes_range=True)]
        found.extend(run)
        start = end + 1
    return tuple(found)


def _continues(before: ShownCitation, after: ShownCitation) -> bool:
    plain = not (before.prefix or before.locator or after.prefix or after.locator)
    return plain and after.number == before.number + 1


def safe_ids(keys: Iterable[str]) -> dict[str, str]:
    """Return for each citation key the form that it has in an id, no two alike.

    A character outside `A-Z a-z 0-9 . _ -` becomes `-`; where two keys would meet, the later one gets a
    counter. A key that needs no change always keeps its own form.
    """
    keys = list(keys)
    ids = {key: key for key in keys if not _NOT_IN_IDS.search(key)}
    taken = set(ids.values())
    for key in keys:
        if key in ids:
            continue
        base = candidate = _NOT_IN_IDS.sub("-", key)
        counter = 2
        while candidate in taken:
            candidate = f"{base}-{counter}"
            counter += 1
        ids[key] = candidate
        taken.add(candidate)
    return ids
