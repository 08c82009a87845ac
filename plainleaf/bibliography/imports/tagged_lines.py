"""Files of tagged lines, `TI  - A title`: PubMed's .nbib and reference managers' .ris, cut into records."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from plainleaf.bibliography.imports.imported_work import ImportFault

# As many characters as a message shows of a line that can't be read.
_LONGEST_SHOWN = 40
_MOST_FAULTS = 10  # of a file that is of another kind, a few lines say enough


class TaggedField(NamedTuple):
    """One tag with its text, on one line even where the file goes on over several."""

    tag: str
    text: str


class Record:
    """The fields of one work, in the order of the file."""

    def __init__(self, line: int, fields: Iterable[TaggedField] = ()) -> None:
        self.line = line
        self.fields = list(fields)

    def all(self, *tags: str) -> list[str]:
        """Return the texts of some tags in the order of the file, without empty ones."""
        return [field.text for field in self.fields if field.tag in tags and field.text]

    def first(self, *tags: str) -> str:
        """Return the text of the first of these tags that has one, by their order here; else ""."""
        return next((text for tag in tags for text in self.all(tag)), "")


class Form(NamedTuple):
    """How a kind of file is written: its line, and what begins and ends a record."""

    line: re.Pattern[str]  # groups: tag, text
    start: str  # the tag that begins a record
    end: str  # the tag that ends one, or "" where a blank line does


def parse_records(text: str, form: Form) -> tuple[list[Record], list[ImportFault]]:
    """Return all records of a text, whose lines end with a line feed, and the lines that belong to none.

    A record that is not ended before the next one begins, or before the end of the file, is one all the same.
    Never raises.
    """
    records: list[Record] = []
    faults: list[ImportFault] = []
    here: Record | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            here = here if form.end else None
            continue
        found = form.line.match(line)
        tag, words = (found[1], found[2].strip()) if found else ("", line.strip())
        if form.end and tag == form.end:
            here = None
        elif tag == form.start or (tag and here is None and not form.end):
            here = Record(number, [TaggedField(tag, words)])
            records.append(here)
        elif here is None:
            faults.append(_outside(number, line))
        elif tag:
            here.fields.append(TaggedField(tag, words))
        else:
            last = here.fields[-1]
            here.fields[-1] = last._replace(text=f"{last.text} {words}".strip())
    return records, faults[:_MOST_FAULTS]


def _outside(number: int, line: str) -> ImportFault:
    shown = " ".join(line.split())
    shown = shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…"
    return ImportFault(number, f"this line belongs to no work: '{shown}'")
