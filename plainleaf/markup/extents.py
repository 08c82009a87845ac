"""How much a text may hold, so that none can keep a build from ending.

The Markdown library and the standard library's HTMLParser walk over a whole paragraph for each sign in it, and to
the end of the text for each tag that is not closed: a text twice as long takes four times as long. With these
bounds, far beyond any leaflet, the time grows with the text. What lies beyond is refused before it is converted.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from plainleaf.model.articles import SourceDocument
from plainleaf.model.diagnostics import Diagnostic, error

_LONGEST_TEXT = 1_000_000  # characters: a thousand pages
_LONGEST_PARAGRAPH = 20_000  # a paragraph, a list or a table without a blank line: about 3,000 words
_LONGEST_TAG = 2_000
_MOST_OPEN_TAGS = 20  # a lone < in front of a letter is a slip, or "p <x"
_MOST_DECLARATIONS = 20
_DEEPEST = 500  # elements inside one another

_BREAK = re.compile(r"\n[ \t>]*(?=\n)")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_NESTING = re.compile(
    r"<(/?)(?!(?:area|br|col|embed|hr|img|input|li|link|meta|p|source|track|wbr)\b)[A-Za-z][A-Za-z0-9-]*[\s/>]",
    re.IGNORECASE,
)
_DECLARATION = re.compile(r"<[!?](?!--)")


class ExtentFault(NamedTuple):
    """What is too much, at which offset of the text."""

    at: int
    message: str
    hint: str


def within_extents(document: SourceDocument) -> tuple[SourceDocument, list[Diagnostic]]:
    """Return a document with nothing in the place of each text that is too long, and what is too long."""
    front, body = document.front, document.body
    faults = []
    if found := check_extents(body.text):
        faults.append(error("text-length", body.position(found.at), found.message, found.hint))
        body = msgspec.structs.replace(body, text="")
    kept = {}
    for field, texts in _texts(document):
        for place, text in texts.items():
            if found := check_extents(text):
                faults.append(error("text-length", document.place(place), found.message, found.hint))
                kept[field] = "" if place == field else ()
    if not faults:
        return document, []
    front = msgspec.structs.replace(front, **kept)
    return msgspec.structs.replace(document, front=front, body=body), faults


def _texts(document: SourceDocument) -> Iterator[tuple[str, dict[str, str]]]:
    front = document.front
    yield "title", {"title": front.title}
    yield "summary", {"summary": front.summary}
    yield "key_points", {f"key_points.{number}": text for number, text in enumerate(front.key_points)}
    yield "questions", {f"questions.{number}": text for number, text in enumerate(front.questions)}


def check_extents(text: str) -> ExtentFault | None:
    """Return the first reason for which a text can't be converted in reasonable time, else None."""
    if len(text) > _LONGEST_TEXT:
        message = f"the text has more than {_LONGEST_TEXT:,} characters"
        return ExtentFault(_LONGEST_TEXT, message, "part it into several articles")
    return _long_paragraph(text) or _open_tags(text) or _nesting(text) or _declarations(text)


def _long_paragraph(text: str) -> ExtentFault | None:
    start = 0
    for end in (*(found.start() for found in _BREAK.finditer(text)), len(text)):
        if end - start > _LONGEST_PARAGRAPH:
            message = f"there is no blank line in more than {_LONGEST_PARAGRAPH:,} characters"
            return ExtentFault(start, message, "part the text with blank lines")
        start = end + 1
    return None


def _open_tags(text: str) -> ExtentFault | None:
    closes = text.find(">")
    opened = []
    for found in _TAG.finditer(text):
        if 0 <= closes < found.end():
            closes = text.find(">", found.end())
        if closes < 0 or closes - found.start() > _LONGEST_TAG:
            opened.append(found.start())
            if len(opened) > _MOST_OPEN_TAGS:
                message = "a tag is begun with < and not closed, and so are many behind it"
                return ExtentFault(opened[0], message, "to show the character itself, write &lt; for <")
    return None


def _nesting(text: str) -> ExtentFault | None:
    depth = 0
    for found in _NESTING.finditer(text):
        depth = max(depth - 1, 0) if found[1] else depth + 1
        if depth > _DEEPEST:
            message = f"{_DEEPEST} elements of HTML are opened and not closed before this one"
            return ExtentFault(found.start(), message, "close each element that you open")
    return None


def _declarations(text: str) -> ExtentFault | None:
    for number, found in enumerate(_DECLARATION.finditer(text)):
        if number == _MOST_DECLARATIONS:
            message = f"there are more than {_MOST_DECLARATIONS} declarations such as <!… or <?…"
            return ExtentFault(found.start(), message, "to show the characters themselves, write &lt; for <")
    return None
