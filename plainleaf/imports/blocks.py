"""A text on its way into Markdown: blocks of styled runs of words, whatever program they came from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import msgspec

_WORD = re.compile(r"\w+")


class Run(msgspec.Struct, frozen=True):
    r"""Words of one style; a `\n` in them is a line break.

    `styles` are names of HTML elements: strong, em, sup, sub, s. `note` is the name of the footnote that stands
    here, `picture` the address of a picture with the words as its text. With `citation` the text is the numbers
    of a marker: `1,3`.
    """

    text: str
    styles: frozenset[str] = frozenset()
    href: str = ""
    note: str = ""
    picture: str = ""
    citation: bool = False

    @property
    def is_words(self) -> bool:
        """Say whether the run is nothing but words."""
        return not (self.note or self.picture or self.citation)


Runs = tuple[Run, ...]
RunsChange = Callable[[Runs], Runs]


class Heading(msgspec.Struct, frozen=True):
    """A heading, of level 1 or below."""

    level: int
    runs: Runs


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph."""

    runs: Runs


class ItemList(msgspec.Struct, frozen=True):
    """A list; each item holds blocks, so that lists nest."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]


class Table(msgspec.Struct, frozen=True):
    """A table whose first row holds the headers; all rows are equally long."""

    rows: tuple[tuple[Runs, ...], ...]


class Quote(msgspec.Struct, frozen=True):
    """A quotation."""

    blocks: tuple[Block, ...]


Block = Heading | Paragraph | ItemList | Table | Quote


class Imported(msgspec.Struct, frozen=True):
    """What a file held: its blocks, its footnotes by name, and what an author should know about it."""

    blocks: tuple[Block, ...]
    notes: dict[str, tuple[Block, ...]] = {}
    notices: tuple[str, ...] = ()


def words_of(runs: Runs) -> str:
    """Return the words of some runs, with single blanks between them."""
    return " ".join("".join(run.text for run in runs if not run.picture).split())


def folded(text: str) -> str:
    """Return a text for comparing: small letters without accents, and single blanks for all signs."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(_WORD.findall(plain))


def map_runs(block: Block, change: RunsChange) -> Block:
    """Return a block with each of its sequences of runs changed."""
    if isinstance(block, Heading | Paragraph):
        return msgspec.structs.replace(block, runs=change(block.runs))
    if isinstance(block, ItemList):
        items = tuple(tuple(map_runs(inner, change) for inner in item) for item in block.items)
        return msgspec.structs.replace(block, items=items)
    if isinstance(block, Table):
        return Table(tuple(tuple(change(cell) for cell in row) for row in block.rows))
    return Quote(tuple(map_runs(inner, change) for inner in block.blocks))
