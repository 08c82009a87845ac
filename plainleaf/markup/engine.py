"""Markdown to sanitized HTML with tokens for its citations: the only door to the Markdown library."""

import contextlib
import html as html_module
import logging
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from markdown import Markdown
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, ETX, STX

from plainleaf.markup.block_extension import BlockExtension, PlacedFacts
from plainleaf.markup.block_fences import Block, FenceFault
from plainleaf.markup.citation_extension import MARK, TOKEN, CitationExtension
from plainleaf.markup.citation_syntax import Marker, MarkerFault
from plainleaf.markup.footnotes import Footnotes
from plainleaf.markup.library_limits import limit_patterns
from plainleaf.markup.library_speed import spare_searches
from plainleaf.markup.pasted_text import PastedTextExtension, with_plain_bullets
from plainleaf.markup.sanitize import RefusedHtml, refused_address, refused_html, sanitize
from plainleaf.markup.source_tags import TAG_MARK, with_tags, without_tags
from plainleaf.markup.tables import Tables

logging.getLogger("MARKDOWN").setLevel(logging.ERROR)

_OWN_CHARACTERS = str.maketrans({MARK: " ", TAG_MARK: " "})
# Tokens, which stay; tags, and what is left of the library's placeholders and of ours where it cuts an address off
# inside one.
_LEFTOVER = re.compile(
    f"{MARK}(?:(\\d+){MARK})?|{TAG_MARK}(?:[:=]\\d*{TAG_MARK}?)?|{STX}(?:[a-z]+:\\d+{ETX}?)?|{ETX}"
)
# The library's first steps, in their order.
_FIRST = ("normalize_whitespace", "fenced_code_block", "html_block")
# A line in which no sign means anything to Markdown or to HTML: it is its own HTML.
_PLAIN_WORD = r"(?:[^\W_]|[.,:;!?¡¿'’\"“”()%/–—-])+"
_PLAIN_LINE = re.compile(f"{_PLAIN_WORD}(?: {_PLAIN_WORD})*")
_ID = re.compile(r' id="[^"]*"')
_PARAGRAPH = re.compile(r"\A<p>(.*)</p>\Z", re.DOTALL)


class Converted(NamedTuple):
    """What a Markdown text became: `html` holds a token for each of `markers`.

    `unfinished` are the faults of markers that are begun and not closed, with their offsets in the text.
    `refused_html` are pieces with what may not stand on a page, `refused_addresses` addresses with the reason.
    `unused_notes` are the names of footnotes that nothing refers to, `missing_notes` those that are not there.
    """

    html: str
    markers: tuple[Marker, ...] = ()
    unfinished: tuple[tuple[int, MarkerFault], ...] = ()
    refused_html: tuple[tuple[str, list[RefusedHtml]], ...] = ()
    refused_addresses: tuple[tuple[str, str], ...] = ()
    unused_notes: tuple[str, ...] = ()
    missing_notes: tuple[str, ...] = ()


class _FirstSteps(NamedTuple):
    """What the library's first steps made of a text: its lines, and what has gone to the stash."""

    text: str
    lines: tuple[str, ...]
    stash: tuple[str | etree.Element, ...]


class MarkdownEngine:
    """One instance of the Markdown library, reset between texts: making one costs as much as two pages."""

    def __init__(self) -> None:
        self._kept: _FirstSteps | None = None
        self._make()

    def _make(self) -> None:
        self._citations = CitationExtension()
        self._blocks = BlockExtension(self._citations)
        self._footnotes = Footnotes()
        self._markdown = Markdown(
            # Not by their names: these are looked up in the metadata of all that is installed.
            extensions=[
                Tables(), FencedCodeExtension(), DefListExtension(), self._footnotes,
                self._citations, self._blocks, PastedTextExtension(),
            ],
            output_format="html",
        )  # fmt: skip
        limit_patterns(self._markdown)
        # What is not HTML in the library, and what CommonMark lets a backslash do.
        self._markdown.ESCAPED_CHARS = [*self._markdown.ESCAPED_CHARS, "<"]
        self._addresses = _Addresses(self._markdown)
        # After the inline processor (20): `#` may stand for the title or for a section.
        self._markdown.treeprocessors.register(_OneTitle(self._markdown), "one-title", 4)
        # After the title, and before addresses: a picture alone in its paragraph is a figure.
        self._markdown.treeprocessors.register(_Figures(self._markdown), "figures", 3)
        # Last of all, when every link and picture has its address.
        self._markdown.treeprocessors.register(self._addresses, "addresses", -10)
        spare_searches(self._markdown)
        # What they do is the same in all editions of a text, and done once; see _lines_of.
        self._first = [self._markdown.preprocessors[name] for name in _FIRST]
        for name in _FIRST:
            self._markdown.preprocessors.deregister(name)

    def blocks(self, text: str) -> tuple[list[Block], list[FenceFault]]:
        """Return the `:::` blocks of a text as its conversion will see them, and the faults of their fences."""
        self._reset(text)
        with contextlib.suppress(AssertionError):  # as in _convert, which reports it
            self._blocks.scan(self._lines_of(text))
        return self._blocks.blocks, self._blocks.faults

    def convert(
        self,
        text: str,
        audience: str,
        numbered: tuple[str, ...],
        facts: Mapping[int, PlacedFacts] = MappingProxyType({}),
    ) -> Converted:
        """Convert a text for one audience; `numbered` is what numbered markers point to.

        `facts` has the fact boxes by the place of their block among the text's blocks.
        """
        self._reset(text)
        self._blocks.audience = audience
        self._blocks.facts = dict(facts)
        return self._convert(lambda: self._lines_of(text), numbered)

    def convert_line(self, text: str, numbered: tuple[str, ...]) -> Converted:
        """Convert a text of the front matter, such as a key point: its HTML stands in no paragraph.

        The tag before it keeps "1. …" from becoming a list, and so with all that only a line's beginning means.
        It has no ids of its own, as the body may have the same.
        """
        if _PLAIN_LINE.fullmatch(text):
            return Converted(text)
        self._reset(text)
        tagged = f"{TAG_MARK}:0{TAG_MARK}{with_tags(_prepared(text), fences=False)}"
        converted = self._convert(lambda: self._first_steps(tagged), numbered)
        html = _ID.sub("", converted.html.strip())
        inner = _PARAGRAPH.match(html)
        return converted._replace(html=inner[1] if inner and "</p>" not in inner[1] else html)

    def _reset(self, text: str) -> None:
        self._markdown.reset()
        self._blocks.source = text
        self._blocks.audience = ""
        self._blocks.facts = {}
        self._addresses.refused = []

    def _first_steps(self, tagged: str) -> list[str]:
        """Return the lines of a text in which code and raw HTML have gone to the library's stash."""
        lines = tagged.split("\n")
        for preprocessor in self._first:
            lines = preprocessor.run(lines)
        return lines

    def _lines_of(self, text: str) -> list[str]:
        """Return the lines of a body after the first steps: they are taken once for its blocks and all editions."""
        stash = self._markdown.htmlStash
        if self._kept is None or self._kept.text != text:
            lines = self._first_steps(with_tags(_prepared(text), fences=True))
            self._kept = _FirstSteps(text, tuple(lines), tuple(stash.rawHtmlBlocks))
        stash.rawHtmlBlocks = list(self._kept.stash)
        stash.html_counter = len(self._kept.stash)
        return list(self._kept.lines)

    def _convert(self, lines: Callable[[], list[str]], numbered: tuple[str, ...]) -> Converted:
        self._citations.numbered = numbered
        try:
            html = self._markdown.convert("\n".join(lines()))
            refused = list(self._refused_html())
        except RecursionError:
            self._make()  # the library does not find its way back from the depth
            return _nothing("", "so deep a nesting of lists or quotations")
        except AssertionError:  # the standard library's HTMLParser, where a declaration is no declaration
            self._make()
            return _nothing("<!", "a declaration that can't be read")
        return Converted(
            sanitize(_without_leftovers(html)),
            tuple(self._citations.markers),
            tuple(self._citations.unfinished),
            tuple(refused),
            tuple(self._addresses.refused),
            tuple(self._footnotes.unused),
            tuple(self._footnotes.missing),
        )

    def _refused_html(self) -> Iterator[tuple[str, list[RefusedHtml]]]:
        opened: set[str] = set()
        for piece in self._markdown.htmlStash.rawHtmlBlocks:
            faults = refused_html(without_tags(piece)) if isinstance(piece, str) else []
            opened |= {fault.what for fault in faults}
            # What opens and what closes an element are one fault.
            faults = [fault for fault in faults if fault.what.replace("</", "<") not in opened - {fault.what}]
            if faults:
                yield without_tags(str(piece)), faults


def _without_leftovers(html: str) -> str:
    tokens = len(TOKEN.findall(html))
    if html.count(MARK) == 2 * tokens and not any(sign in html for sign in (TAG_MARK, STX, ETX)):
        return html
    return _LEFTOVER.sub(lambda found: found[0] if found[1] else "", html)


def _nothing(piece: str, what: str) -> Converted:
    return Converted("", refused_html=((piece, [RefusedHtml(what, 0, 0)]),))


def _prepared(text: str) -> str:
    """Return a text without the characters that only we write, and with each other one at its place."""
    return with_plain_bullets(text.translate(_OWN_CHARACTERS))


class _Addresses(Treeprocessor):
    """Collects the addresses that may not stand on a page, as they are written."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.refused: list[tuple[str, str]] = []

    def run(self, root: etree.Element) -> None:
        self.refused = []
        for element in root.iter():
            address = element.get("href") or element.get("src")
            if address:
                written = address.replace(AMP_SUBSTITUTE, "&")
                what = refused_address(html_module.unescape(written))
                if what:
                    self.refused.append((written, what))


class _Figures(Treeprocessor):
    """Makes a figure of a picture that is alone in its paragraph; its title is the caption, read by everybody."""

    def run(self, root: etree.Element) -> None:
        for element in root.iter("p"):
            image = element[0] if len(element) == 1 else None
            around = [element.text, image.tail] if image is not None else []
            if image is None or image.tag != "img" or any(text and text.strip() for text in around):
                continue
            element.tag = "figure"
            caption = image.attrib.pop("title", "").strip()
            if caption:
                etree.SubElement(element, "figcaption").text = caption


class _OneTitle(Treeprocessor):
    """Moves all headings down a level where a text uses the highest: that one is the page's title."""

    def run(self, root: etree.Element) -> None:
        if root.find(".//h1") is None:
            return
        for element in root.iter():
            if element.tag in ("h1", "h2", "h3", "h4", "h5"):
                element.tag = f"h{int(element.tag[1]) + 1}"
