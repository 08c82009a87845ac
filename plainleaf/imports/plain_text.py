"""A plain text to blocks: paragraphs, bullets as pasted, numbered lines, and headings where that is certain."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from plainleaf.imports.blocks import Block, Heading, Imported, ItemList, Paragraph, Run

# As in markup/pasted_text.py, with the dashes that people type for bullets.
_BULLET = re.compile(r"(?P<indent>\s*)(?:[*+·–—-]\s+|[•‣◦▪▸●○■□\uf0b7]\s*|[o§]\t\s*)(?=\S)")
_NUMBER = re.compile(r"(?P<indent>\s*)(?P<number>\d{1,3})[.)]\s+(?=\S)")
_MARKDOWN = re.compile(r"^#{1,6} \S", re.MULTILINE)
_SENTENCE_END = (".", ",", ";", ":", "!")
_LONGEST_HEADING = 60
_MOST_WORDS = 9
_WHOLE_LINE = 100  # so long a line is a paragraph: whoever breaks lines breaks them before
_FULL_LINE = 45  # so long a line goes on in the next
_TAB = 4
_DEEPEST = 24  # columns: no list of a person's goes deeper


class _Item(NamedTuple):
    indent: int
    ordered: bool
    text: str


def is_markdown(text: str) -> bool:
    """Say whether a text has headings as Markdown writes them."""
    return _MARKDOWN.search(text) is not None


def parse_plain_text(text: str) -> Imported:
    """Return what a plain text holds."""
    chunks = _chunks(text)
    blocks: list[Block] = []
    capitals = False
    for number, chunk in enumerate(chunks):
        following = chunks[number + 1] if number + 1 < len(chunks) else []
        if len(chunk) == 1 and _is_heading(chunk[0], following):
            capitals = capitals or chunk[0].isupper()
            blocks.append(Heading(2, (Run(chunk[0].strip()),)))
        else:
            blocks += _blocks(chunk)
    notice = "headings in capitals were kept: small letters are easier to read"
    return Imported(tuple(blocks), notices=(notice,) if capitals else ())


def _chunks(text: str) -> list[list[str]]:
    """Return the lines of a text, parted by blank lines; items of a list stay together."""
    found: list[list[str]] = []
    for filled, group in groupby(text.split("\n"), lambda line: bool(line.strip())):
        if filled:
            lines = list(group)
            if found and _is_item(found[-1][0]) and _is_item(lines[0]):
                found[-1] += lines
            else:
                found.append(lines)
    return found


def _is_heading(line: str, following: list[str]) -> bool:
    words = line.strip()
    if not following or len(words) > _LONGEST_HEADING or len(words.split()) > _MOST_WORDS:
        return False
    if _BULLET.match(line) or _NUMBER.match(line) or words.endswith(_SENTENCE_END):
        return False
    if words.isupper() and len(words) > 2:
        return True
    # A short line is a heading only above something that is clearly more than another short line.
    more = " ".join(following).strip()
    return (
        words[0].isupper()
        and not words[-1].isdigit()
        and (len(more) > _LONGEST_HEADING or more.endswith("."))
    )


def _blocks(lines: list[str]) -> Iterator[Block]:
    """Yield the lists and paragraphs of lines that follow one another."""
    rest = lines
    while rest:
        if _begins_list(rest[0]):
            items, rest = _items(rest)
            yield from _lists(items)
        else:
            count = next((n for n, line in enumerate(rest) if n and _begins_list(line)), len(rest))
            yield from _paragraphs(rest[:count])
            rest = rest[count:]


def _is_item(line: str) -> bool:
    return (_BULLET.match(line) or _NUMBER.match(line)) is not None


def _begins_list(line: str) -> bool:
    """Say whether a line is a list's first item: Markdown would number one that begins with 7 anew."""
    number = _NUMBER.match(line)
    return _BULLET.match(line) is not None or (number is not None and int(number["number"]) == 1)


def _items(lines: list[str]) -> tuple[list[_Item], list[str]]:
    """Return the items at the beginning of some lines, and the lines behind them."""
    items: list[_Item] = []
    last: dict[int, int] = {}  # the number of the last item by its indent
    for at, line in enumerate(lines):
        bullet, numbered = _BULLET.match(line), _NUMBER.match(line)
        found = bullet or numbered
        if found:
            indent = min(len(found["indent"].expandtabs(_TAB)), _DEEPEST)
            if numbered and not bullet:
                number = int(numbered["number"])
                if number not in (1, last.get(indent, 0) + 1):
                    return items, lines[at:]
                last[indent] = number
            items.append(_Item(indent, bullet is None, line[found.end() :].strip()))
        elif line.startswith((" ", "\t")):  # the item goes on
            items[-1] = items[-1]._replace(text=f"{items[-1].text} {line.strip()}")
        else:
            return items, lines[at:]
    return items, []


def _lists(items: list[_Item]) -> Iterator[Block]:
    """Yield lists of items of one kind; what stands deeper becomes a list in the item before it."""
    start = 0
    while start < len(items):
        first = items[start]
        entries: list[tuple[Block, ...]] = []
        while start < len(items) and items[start].ordered == first.ordered:
            deeper = first.indent + 1
            end = next((n for n in range(start + 1, len(items)) if items[n].indent <= deeper), len(items))
            entries.append((Paragraph((Run(items[start].text),)), *_lists(items[start + 1 : end])))
            start = end
        yield ItemList(first.ordered, tuple(entries))


def _paragraphs(lines: list[str]) -> Iterator[Block]:
    if any(len(line) > _WHOLE_LINE for line in lines):
        yield from (Paragraph((Run(line.strip()),)) for line in lines)
        return
    text = ""
    for line in lines:
        text += line.strip() + (" " if len(line.strip()) >= _FULL_LINE else "\n")
    yield Paragraph((Run(text.strip()),))
