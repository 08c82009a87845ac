"""`:::` blocks inside Markdown: callouts become boxes, and blocks for other audiences are left out."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Sequence
from typing import NamedTuple

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString

from plainleaf.markup.block_fences import CALLOUTS, FACTS, Block, Fence, FenceFault, is_fence, scan_blocks
from plainleaf.markup.citation_extension import MARK, CitationExtension
from plainleaf.markup.citation_syntax import Marker
from plainleaf.markup.source_tags import fences_in
from plainleaf.model.citations import Citation, CitationGroup
from plainleaf.model.facts import FactBox

_TOKEN = re.compile(f"{MARK}(block|end) (\\d+){MARK}")


class PlacedFacts(NamedTuple):
    """A fact box, and the offset in the source at which its citation key stands."""

    box: FactBox
    source_at: int


class BlockExtension(Extension):
    """`audience` is the edition in work; `blocks` are those of the text, in the order of its lines.

    `facts` has the fact box of each facts block, by the block's place in that order; `source` is the text as its
    author wrote it.
    """

    def __init__(self, citations: CitationExtension) -> None:
        super().__init__()
        self.citations = citations
        self.audience = ""
        self.source = ""
        self.facts: dict[int, PlacedFacts] = {}
        self.blocks: list[Block] = []
        self.faults: list[FenceFault] = []

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processors."""
        # After fenced code (25) and raw HTML (20) have been put away, so that a ::: in them is no fence.
        md.preprocessors.register(_Fences(self, md), "blocks", 15)
        # Before every other block: the token would be a paragraph to them.
        md.parser.blockprocessors.register(_Boxes(self, md), "blocks", 110)
        md.registerExtension(self)

    def reset(self) -> None:
        """Forget the text before."""
        self.blocks = []
        self.faults = []

    def scan(self, lines: Sequence[str]) -> dict[int, int]:
        """Find the blocks of a text with tags; return the lines of its fences in the source, by their place."""
        found = {place: fence for place, fence in fences_in(lines).items() if is_fence(fence[1])}
        written = self.source.split("\n")
        fences = (Fence(number, line, written[number]) for number, line in found.values())
        self.blocks, self.faults = scan_blocks(fences, len(written))
        return {place: number for place, (number, _) in found.items()}


class _Fences(Preprocessor):
    """Leaves out what is not for the audience, and puts a token in place of every fence."""

    def __init__(self, extension: BlockExtension, md: Markdown) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, lines: list[str]) -> list[str]:
        fences = self.extension.scan(lines)
        if not fences:
            return lines
        blocks = self.extension.blocks
        opening = {block.start: number for number, block in enumerate(blocks)}
        closing: dict[int, list[int]] = {}
        for number, block in enumerate(blocks):
            closing.setdefault(block.end, []).insert(0, number)
        hidden: set[int] = set()
        result: list[str] = []
        for line_number, line in enumerate(lines):
            fence = fences.get(line_number)
            if fence is None:
                if not hidden:
                    result.append(line)
                continue
            for number in closing.get(fence, ()):
                hidden.discard(number)
                if self.is_box(blocks[number]) and not hidden:
                    result += ["", f"{MARK}end {number}{MARK}"]
            opened = opening.get(fence)
            if opened is not None:
                if not blocks[opened].is_for(self.extension.audience):
                    hidden.add(opened)
                elif self.is_box(blocks[opened]) and not hidden:
                    result += ["", f"{MARK}block {opened}{MARK}"]
            result.append("")
        return result

    @staticmethod
    def is_box(block: Block) -> bool:
        return block.kind in CALLOUTS or block.kind == FACTS


class _Boxes(BlockProcessor):
    """Makes a box of everything between an opening and its closing token."""

    def __init__(self, extension: BlockExtension, md: Markdown) -> None:
        super().__init__(md.parser)
        self.extension = extension

    def test(self, parent: etree.Element, block: str) -> bool:
        return _TOKEN.fullmatch(block.strip("\n")) is not None

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        token = blocks.pop(0).strip("\n")
        end = token.replace("block", "end")
        # An end without its beginning: the box began in a list item, and ends with it.
        if token == end:
            return
        length = next((n for n, block in enumerate(blocks) if block.strip("\n") == end), len(blocks))
        inner = blocks[:length]
        del blocks[: length + 1]
        number = int(token.strip(MARK).removeprefix("block "))
        block = self.extension.blocks[number]
        if block.kind == FACTS:
            self.fact_box(parent, self.extension.facts.get(number))
            return
        box = etree.SubElement(parent, "div", {"class": f"callout callout--{block.kind}"})
        etree.SubElement(box, "p", {"class": "callout__title"}).text = block.argument
        self.parser.parseBlocks(box, inner)

    def fact_box(self, parent: etree.Element, facts: PlacedFacts | None) -> None:
        """Leave the figures as text; the page's language and drawing come when it is finished."""
        if facts is None:
            return
        box = facts.box
        group = CitationGroup((Citation(box.source),))
        token = self.extension.citations.add(Marker(f"source: {box.source}", group, at=facts.source_at))
        element = etree.SubElement(parent, "div", {"class": "facts"})
        etree.SubElement(element, "p", {"class": "facts__outcome"}).text = AtomicString(box.outcome + token)
        figures = f"{box.with_count} {box.without_count} {box.out_of}"
        etree.SubElement(element, "p", {"class": "facts__figures"}).text = figures
