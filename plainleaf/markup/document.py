"""A document's text in all its editions, with every fault of its markup placed in the author's file."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import msgspec

from plainleaf.markup.block_extension import PlacedFacts
from plainleaf.markup.block_fences import AUDIENCE, CAUTIONS, FACTS, Block, readers_of
from plainleaf.markup.citation_extension import MARK
from plainleaf.markup.citation_syntax import MarkerFault
from plainleaf.markup.engine import Converted, MarkdownEngine
from plainleaf.markup.fragment import make_fragment
from plainleaf.markup.positions import LinePlaces, Places, mask_code
from plainleaf.model.articles import Audience, Body, SourceDocument
from plainleaf.model.diagnostics import Diagnostic, Position, error
from plainleaf.model.editions import Caution, DocumentText, Edition, Fragment, Use, Uses
from plainleaf.model.facts import FactBox

_READ_FACTS = Callable[[str, Position], tuple[FactBox | None, list[Diagnostic]]]
_SOURCE = re.compile(r"\bsource[\"']?[ \t]*:")


def convert_document(
    document: SourceDocument, default_audience: Audience, engine: MarkdownEngine, read_facts: _READ_FACTS
) -> tuple[DocumentText, Uses, list[Diagnostic]]:
    """Return the editions of a document, what they refer to, and the faults of its markup.

    The first edition is that of the default audience; others exist only where the text has blocks for them.
    """
    body = document.body
    blocks, fence_faults = engine.blocks(body.text)
    diagnostics = [
        error(
            fault.code,
            Position(body.path, body.first_line + fault.line, fault.column),
            fault.message,
            fault.hint,
        )
        for fault in fence_faults
    ]
    facts = _read_all_facts(body, blocks, read_facts, diagnostics)
    work = _Conversion(document, engine, facts, diagnostics)
    masked = mask_code(body.text)
    editions = tuple(
        work.edition(audience, Places(body, masked, blocks, audience))
        for audience in audiences_of(blocks, default_audience)
    )
    if work.unused_notes:
        work.check_notes(Places(body, masked, (), ""), len(editions))
    uses = work.uses()
    uses = msgspec.structs.replace(uses, cautions=tuple(_cautions(body, blocks, editions, uses.keys)))
    return DocumentText(editions), uses, diagnostics


def _cautions(
    body: Body, blocks: list[Block], editions: Sequence[Edition], keys: Sequence[Use]
) -> Iterator[Caution]:
    """Yield the blocks that warn or lead to help; what a block cites stands between its first and last line."""
    by_line: dict[int, list[Use]] = {}
    for use in keys:
        by_line.setdefault(use.at.line, []).append(use)
    readers = readers_of(blocks, [edition.audience for edition in editions])
    for block, audiences in zip(blocks, readers, strict=True):
        if block.kind in CAUTIONS:
            first = body.first_line + block.start
            cited: dict[str, dict[str, None]] = {audience: {} for audience in audiences}
            for line in range(first, body.first_line + block.end + 1):
                for use in by_line.get(line, ()):
                    if use.audience in cited:
                        cited[use.audience][use.text] = None
            at = Position(body.path, first, block.column)
            yield Caution(block.kind, at, {audience: tuple(found) for audience, found in cited.items()})


def _read_all_facts(
    body: Body, blocks: list[Block], read_facts: _READ_FACTS, diagnostics: list[Diagnostic]
) -> dict[int, PlacedFacts]:
    """Return the fact boxes by their block's place among all blocks."""
    facts = {}
    lines = body.text.split("\n")
    for number, block in enumerate(blocks):
        if block.kind != FACTS:
            continue
        at = Position(body.path, body.first_line + block.start, block.column)
        yaml = "\n".join(lines[block.start + 1 : block.end])
        box, faults = read_facts(yaml, at)
        diagnostics.extend(faults)
        if box:
            source = _SOURCE.search(yaml)
            offset = body.offset(Position(body.path, body.first_line + block.start + 1))
            facts[number] = PlacedFacts(
                box, offset + max(yaml.find(box.source, source.end() if source else 0), 0)
            )
    return facts


def audiences_of(blocks: list[Block], default: Audience) -> list[Audience]:
    """Return the audiences that have an edition, the default one first."""
    named = {name for block in blocks if block.kind == AUDIENCE for name in block.audiences}
    return [default, *(audience for audience in Audience if audience in named and audience is not default)]


class _Conversion:
    """Converts the texts of one document, and gathers keys and faults with their places."""

    def __init__(
        self,
        document: SourceDocument,
        engine: MarkdownEngine,
        facts: dict[int, PlacedFacts],
        diagnostics: list[Diagnostic],
    ) -> None:
        self.document = document
        self.engine = engine
        self.facts = facts
        self.diagnostics = diagnostics
        self.keys: list[Use] = []
        self.links: list[Use] = []
        self.images: list[Use] = []
        self.unused_notes: list[str] = []
        # The key points and questions are the same in every edition.
        self.key_points = self.lines("key_points", document.front.key_points)
        self.questions = self.lines("questions", document.front.questions)

    def uses(self) -> Uses:
        return Uses(tuple(self.keys), tuple(self.links), tuple(self.images))

    def lines(self, field: str, texts: tuple[str, ...]) -> tuple[Fragment, ...]:
        return tuple(
            self.fragment(
                self.engine.convert_line(text, self.document.front.references),
                LinePlaces(self.document, self.document.place(f"{field}.{number}"), text),
                "",
            )
            for number, text in enumerate(texts)
        )

    def edition(self, audience: Audience, places: Places) -> Edition:
        converted = self.engine.convert(
            self.document.body.text, audience, self.document.front.references, self.facts
        )
        self.unused_notes.extend(converted.unused_notes)
        body = self.fragment(converted, places, audience)
        self.check_headings(body, places)
        self.check_images(body)
        return Edition(audience, self.key_points, body, self.questions)

    def fragment(self, converted: Converted, places: Places | LinePlaces, audience: str) -> Fragment:
        fragment, markers, misplaced = make_fragment(converted.html, converted.markers)
        for marker in markers:
            for fault in marker.faults:
                self.marker_fault(fault, places.at(marker.at))
            at_keys = places.keys(marker)
            for citation, at in zip(marker.group.citations, at_keys, strict=True):
                self.keys.append(Use(citation.key, at, audience))
        for offset, fault in converted.unfinished:
            self.marker_fault(fault, places.at(offset))
        for piece, refused in converted.refused_html:
            at = places.find(piece.strip().partition("\n")[0].partition(MARK)[0])
            for what, line, column in refused:
                self.unsafe(places.below(at, line, column), what)
        for address, what in converted.refused_addresses:
            self.unsafe(places.find_address(address), what)
        for fence in misplaced:
            message = "a ::: block can't stand in a list, a quotation or HTML"
            hint = "begin the line with :::, with nothing before it"
            self.fault("block-unknown", places.find(fence), message, hint)
        for name in converted.missing_notes:
            at = places.find(f"[^{name}]")
            self.fault(
                "anchor-broken", at, f"there is no footnote [^{name}]", f"write it:  [^{name}]: The note."
            )
        self.links.extend(Use(link, places.find_address(link), audience) for link in fragment.links)
        self.images.extend(
            Use(image.source, places.find_address(image.source), audience) for image in fragment.images
        )
        return fragment

    def unsafe(self, at: Position, what: str) -> None:
        hint = "remove it; to show the characters themselves, write &lt; for <"
        self.fault("html-unsafe", at, f"{what} may not stand on a page", hint)

    def fault(self, code: str, at: Position, message: str, hint: str | None) -> None:
        self.diagnostics.append(error(code, at, message, hint))

    def marker_fault(self, fault: MarkerFault, at: Position) -> None:
        # Without a readable front matter nobody knows what a number points to.
        if fault.code == "citation-number" and not self.document.front.places:
            return
        self.fault(fault.code, at, fault.message, fault.hint)

    def check_notes(self, places: Places, editions: int) -> None:
        """A footnote that no edition refers to would be lost without a word."""
        for name, count in Counter(self.unused_notes).items():
            if count == editions:
                hint = f"write [^{name}] where it belongs, or remove the footnote"
                self.fault(
                    "anchor-broken",
                    places.find(f"[^{name}]:"),
                    f"nothing refers to the footnote [^{name}]",
                    hint,
                )

    def check_headings(self, body: Fragment, places: Places) -> None:
        """WCAG 2.2 SC 1.3.1 and technique H42: headings mark the structure, so no level is skipped."""
        levels = [1, *(heading.level for heading in body.headings)]
        skipped = [number for number, (above, level) in enumerate(pairwise(levels)) if level > above + 1]
        found = places.headings() if skipped else []
        for number in skipped:
            text = body.headings[number].text
            at = found[number] if len(found) == len(body.headings) else places.find(text)
            hint = f"use {'#' * (levels[number] + 1)} here: the page's title is the first level"
            self.fault("heading-order", at, f"the heading '{text}' skips a level", hint)

    def check_images(self, body: Fragment) -> None:
        """WCAG 2.2 SC 1.1.1: a picture needs a text for people who can't see it."""
        uses = self.images[len(self.images) - len(body.images) :]
        for image, use in zip(body.images, uses, strict=True):
            if not image.alt:
                message = f"the picture '{image.source}' has no text for people who can't see it"
                hint = "write what it shows between the brackets: ![What it shows](images/name.svg)"
                self.fault("image-alt", use.at, message, hint)
