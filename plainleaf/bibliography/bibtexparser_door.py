"""The only door to bibtexparser: a text into blocks, a name into its parts.

What comes out are our own plain values with offsets into the text. bibtexparser's own line
numbers are left at the door: they drift after a line that ends in a backslash.
"""

import logging
from typing import NamedTuple

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ExplicitComment,
    ImplicitComment,
    ParsingFailedBlock,
    Preamble,
    String,
)

# One warning for each fault would go to standard error; a fault is ours to report, with its place.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL + 1)


class RawEntry(NamedTuple):
    """An entry as it is written: values still have their braces, quotes and macros."""

    offset: int
    text: str
    entry_type: str  # lower-cased
    key: str
    fields: list[tuple[str, str]]  # in the order of the file, a field's name as written


class RawMacro(NamedTuple):
    """An `@string`: its name as written, its value with braces or quotes."""

    offset: int
    text: str
    name: str
    value: str


class RawComment(NamedTuple):
    """Text outside any block, which BibTeX skips."""

    offset: int
    text: str


class BrokenBlock(NamedTuple):
    """A block that bibtexparser gave up; `text` reaches from its `@` to where it gave up."""

    offset: int
    text: str
    reason: str  # bibtexparser's own words


RawBlock = RawEntry | RawMacro | RawComment | BrokenBlock


class NameParts(NamedTuple):
    """A person's name as BibTeX takes it apart; every part may be empty, and may hold LaTeX."""

    given: str
    particle: str
    family: str
    suffix: str


class NameUnreadableError(ValueError):
    """A name that BibTeX's rules can't take apart; the message says why, in bibtexparser's words."""


def split_blocks(text: str) -> list[RawBlock]:
    """Return the blocks of a bibliography in order; lines end with a line feed. Never raises."""
    raw_blocks: list[RawBlock] = []
    cursor = 0
    for block in parse_string(text, parse_stack=[]).blocks:
        inner: Block | None = block
        while isinstance(inner, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
            inner = inner.ignore_error_block  # which of two is meant is decided by the caller
        if inner is None:
            continue
        raw = inner.raw or ""
        offset = max(text.find(raw, cursor), cursor)
        raw_block = _raw_block(inner, offset, raw)
        if raw_block is not None:
            raw_blocks.append(raw_block)
        # A broken block may reach into its neighbour, which starts where reading was taken up again.
        cursor = offset + (1 if isinstance(inner, ParsingFailedBlock) else len(raw))
    return raw_blocks


def _raw_block(block: Block, offset: int, raw: str) -> RawBlock | None:
    match block:
        case Entry():
            fields = [(field.key, field.value) for field in block.fields]
            return RawEntry(offset, raw, block.entry_type, block.key, fields)
        case String():
            return RawMacro(offset, raw, block.key, block.value)
        case ImplicitComment():
            return RawComment(offset, raw)
        case ParsingFailedBlock():
            return BrokenBlock(offset, raw, str(getattr(block.error, "abort_reason", "")))
        case ExplicitComment() | Preamble():
            return None  # BibTeX's own way of saying: don't read this
        case _:
            return None


def split_name(name: str) -> NameParts:
    """Take one name apart.

    Raises:
        NameUnreadableError: too many commas, a comma at the end, or braces that don't match.
    """
    try:
        parts = parse_single_name_into_parts(name, strict=True)
    except InvalidNameError as error:
        raise NameUnreadableError(error.reason) from error
    return NameParts(" ".join(parts.first), " ".join(parts.von), " ".join(parts.last), " ".join(parts.jr))
