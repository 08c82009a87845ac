"""Sanitized HTML to a Fragment: headings get ids, citations their place and their order.

The HTML comes from nh3, which writes every attribute in double quotes and escapes `<` and `>` inside; so a tag
is whatever stands between `<` and `>`.
"""

import html as html_module
import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from plainleaf.markup.block_fences import MISPLACED_FENCE
from plainleaf.markup.citation_extension import MARK, TOKEN
from plainleaf.markup.citation_syntax import Marker
from plainleaf.model.citations import CitationGroup
from plainleaf.model.editions import Fragment, Heading, Image

PIECES = re.compile(r"(<[^>]*>)")
ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_TAG_NAME = re.compile(r"</?([a-z0-9]+)")
_OWN_ID = re.compile(r"\s*\{#([A-Za-z][\w.-]*)\}\s*\Z")
# What the templates and our own scripts use; footnotes have ids with a colon, which no heading gets.
_RESERVED_ID = re.compile(r"(main|top)\Z|(ref|cite|callout|question|copy|card|page|term)-|fn(ref\d*)?:")
_BLOCKS = frozenset(
    "blockquote br caption dd details div dl dt figcaption figure h2 h3 h4 h5 h6 hr li ol p pre summary table"
    " tbody td tfoot th thead tr ul".split()
)
# Of these, what stands beside the next one rather than above it.
_IN_LINE = frozenset({"br", "td", "th"})
# A blank like any other for the digest, and one that no text of an author holds (plainleaf.read.text_files).
_NEW_LINE = "\u2029"
# Marks without which the words would say something else: 10^6, what is struck out, "do" and "do not".
_TELLING = {"sup": "^", "sub": "_", "del": "-", "s": "-", "ins": "+"}
# Elements that say something even without an attribute.
_SAYING = frozenset({"abbr", "img"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_CALLOUT = re.compile(r'class="callout callout--([a-z]+)"')
_LITERAL = frozenset({"code", "pre", "kbd", "samp"})
# The library puts a backslash before what it takes for an escaped character.
_TOKEN_IN_TAG = re.compile(rf"( *)\\?{MARK}(\d+){MARK}")


class Read(NamedTuple):
    """A fragment, its markers in reading order, and the `:::` fences that stand where they mean nothing."""

    fragment: Fragment
    markers: list[Marker]
    misplaced_fences: list[str]


def make_fragment(html: str, markers: tuple[Marker, ...]) -> Read:
    """Return the fragment that a converted text is.

    Citations inside a link move behind it (a link can't hold a link); in code and in attributes the marker's
    own words come back, and in the text of a picture it is left out.
    """
    reader = _Reader(markers)
    return Read(reader.read(html), reader.used, reader.misplaced)


class _Reader:
    def __init__(self, markers: tuple[Marker, ...]) -> None:
        self.markers = markers
        self.used: list[Marker] = []
        self.misplaced: list[str] = []
        self.groups: list[CitationGroup] = []
        self.headings: list[Heading] = []
        self.links: list[str] = []
        self.images: list[Image] = []
        self.ids: set[str] = set()
        self.output: list[str] = []
        self.words: list[str] = []
        self.waiting: list[str] = []  # citations of the link in work
        self.in_link = False
        self.link_start = 0
        self.literal = 0
        self.heading_start = -1
        self.heading_words = 0
        self.counters: dict[str, int] = {}

    def read(self, html: str) -> Fragment:
        pieces = PIECES.split(html)
        taken = {
            value
            for tag in pieces[1::2]
            if ' id="' in tag
            for name, value in ATTRIBUTE.findall(tag)
            if name == "id"
        }
        for number, piece in enumerate(pieces):
            if number % 2:
                self.tag(piece, taken)
            elif piece:
                self.text(piece)
        return Fragment(
            html="".join(self.output),
            words="\n".join(_lines("".join(self.words))),
            groups=tuple(self.groups),
            headings=tuple(self.headings),
            links=tuple(self.links),
            images=tuple(self.images),
            ids=frozenset(self.ids),
        )

    def text(self, text: str) -> None:
        if ":::" in text and not self.literal:
            found = MISPLACED_FENCE.findall(html_module.unescape(text))
            self.misplaced.extend(fence.partition(MARK)[0] for fence in found)
        if MARK not in text:
            self.output.append(text)
            self.words.append(html_module.unescape(text))
            return
        for number, piece in enumerate(TOKEN.split(text)):
            if number % 2 == 0:
                self.output.append(piece)
                self.words.append(html_module.unescape(piece))
            elif self.literal:
                raw = self.markers[int(piece)].raw
                self.output.append(html_module.escape(raw, quote=False))
                self.words.append(raw)
            else:
                self.used.append(self.markers[int(piece)])
                self.citation(self.used[-1].group)

    def citation(self, group: CitationGroup) -> None:
        if not group.citations:
            return
        token = f"{MARK}{len(self.groups)}{MARK}"
        self.groups.append(group)
        if self.in_link:
            self.output[-1] = self.output[-1].rstrip(" ")
            self.waiting.append(token)
        else:
            self.output.append(token)
        self.words.append(group_in_words(group))

    def tag(self, tag: str, taken: set[str]) -> None:
        found = _TAG_NAME.match(tag)
        name = found[1] if found else ""
        closing = tag.startswith("</")
        if name in _BLOCKS:
            self.words.append(" " if name in _IN_LINE else _NEW_LINE)
        if name in _TELLING:
            self.words.append(")" if closing else f"{_TELLING[name]}(")
        bare = " " not in tag
        if not bare and (callout := _CALLOUT.search(tag)):
            self.words.append(f"({callout[1]}) ")
        if name in _LITERAL:
            self.literal += -1 if closing else 1
        if MARK in tag:
            tag = self.restored(tag, drop=name == "img")
        if not closing and (not bare or name in _SAYING):
            tag = self.opened(name, tag)
        if name in _HEADINGS:
            if closing:
                self.close_heading(int(name[1]), taken)
            else:
                self.heading_start = len(self.output)
                self.heading_words = len(self.words)
        self.output.append(tag)
        if name == "a":
            self.in_link = not closing
            if closing and self.waiting:
                self.put_behind_link()
            self.link_start = len(self.output)

    def put_behind_link(self) -> None:
        inside = [piece for piece in self.output[self.link_start : -1] if piece.strip()]
        if all(piece.startswith("<") and not piece.startswith("<img") for piece in inside):
            del self.output[self.link_start - 1 :]  # a link without words
        self.output.extend(self.waiting)
        self.waiting = []

    def restored(self, tag: str, *, drop: bool) -> str:
        def words_of(token: re.Match[str]) -> str:
            return "" if drop else token[1] + html_module.escape(self.markers[int(token[2])].raw)

        return _TOKEN_IN_TAG.sub(words_of, tag)

    def opened(self, name: str, tag: str) -> str:
        """Note what an opening tag says; an id that our own pages use, or that stands twice, is taken out."""
        attributes = {key: html_module.unescape(value) for key, value in ATTRIBUTE.findall(tag)}
        if name == "a" and "href" in attributes:
            self.links.append(attributes["href"])
            self.words.append(f"<{attributes['href']}>")
        elif name == "img":
            alt = attributes.get("alt", "").strip()
            self.images.append(Image(attributes.get("src", ""), alt))
            self.words.append(f" {alt} {attributes.get('title', '')} ")
        elif name == "abbr" or (name == "ol" and "start" in attributes):
            self.words.append(f"({attributes.get('title') or attributes.get('start', '')}) ")
        own = attributes.get("id")
        if own is not None:
            note = name in ("sup", "li") and own.startswith("fn")
            if not self.is_free(own) and not (note and own not in self.ids):
                return re.sub(r' id="[^"]*"', "", tag)
            self.ids.add(own)
        return tag

    def close_heading(self, level: int, taken: set[str]) -> None:
        inner = self.output[self.heading_start + 1 :]
        # Neither the numbers of citations nor those of footnotes are the heading's words.
        words = [
            piece
            for before, piece in pairwise(["", *inner])
            if not piece.startswith("<") and "footnote-ref" not in before
        ]
        text = TOKEN.sub("", "".join(words))
        text = " ".join(html_module.unescape(text).split())
        opening = self.output[self.heading_start]
        written = dict(ATTRIBUTE.findall(opening)).get("id")
        own = _OWN_ID.search(text)
        if own:
            text = text[: own.start()]
            self.remove_own_id()
        chosen = own[1] if own and own[1] not in taken and self.is_free(own[1]) else None
        anchor = written or chosen or self.anchor(text, taken)
        self.ids.add(anchor)
        level_tag = re.sub(r' id="[^"]*"', "", opening)
        self.output[self.heading_start] = f'{level_tag[:-1]} id="{html_module.escape(anchor)}">'
        self.headings.append(Heading(level, anchor, text))

    def remove_own_id(self) -> None:
        for pieces, start in ((self.output, self.heading_start + 1), (self.words, self.heading_words)):
            for number in range(len(pieces) - 1, start - 1, -1):
                if _OWN_ID.search(pieces[number]):
                    pieces[number] = _OWN_ID.sub("", pieces[number])
                    break

    def is_free(self, id_: str) -> bool:
        return id_ not in self.ids and not _RESERVED_ID.match(id_)

    def anchor(self, text: str, taken: set[str]) -> str:
        base = slugify(text) or "section"
        if _RESERVED_ID.match(base):
            base = f"about-{base}"
        candidate = base
        while candidate in self.ids or candidate in taken:
            self.counters[base] = self.counters.get(base, 1) + 1
            candidate = f"{base}-{self.counters[base]}"
        return candidate


def slugify(text: str) -> str:
    """Return a text as part of an address: letters without accents, hyphens between the words."""
    letters = text.lower()
    if not letters.isascii():
        decomposed = unicodedata.normalize("NFKD", letters)
        letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return re.sub(r"[^\w]+|_", "-", letters).strip("-")


def _lines(words: str) -> Iterator[str]:
    """Yield what is read line by line: a paragraph, an item of a list, a row of a table."""
    for line in words.split(_NEW_LINE):
        folded = " ".join(line.split())
        if folded:
            yield folded


def group_in_words(group: CitationGroup) -> str:
    """Return a citation group as it stands among the words that are read: `[@a; see @b p. 5]`."""
    parts = (f"{citation.prefix} @{citation.key} {citation.locator}".strip() for citation in group.citations)
    return "[" + "; ".join(parts) + "]"
