"""An edition as prose: what is read, block by block, each word with its place in the author's file."""

from bisect import bisect_right
from enum import StrEnum
from typing import NamedTuple

import msgspec

from plainleaf.model.articles import Body
from plainleaf.model.diagnostics import Position


class BlockKind(StrEnum):
    """What part of an article a block is."""

    TITLE = "title"
    SUMMARY = "summary"
    KEY_POINT = "key-point"
    QUESTION = "question"
    HEADING = "heading"
    BOX_TITLE = "box-title"  # what stands behind `::: action`
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    CAPTION = "caption"
    TERM = "term"
    DEFINITION = "definition"


class Span(NamedTuple):
    """A part of a block's text, by offsets, that is marked: `kind` is the HTML element's name.

    `target` is the address of a link, or what the title of an abbreviation says.
    """

    kind: str
    start: int
    end: int
    target: str = ""


class ProseBlock(msgspec.Struct, frozen=True):
    """A block's words as they are read: blanks folded, citations left out.

    `inside` has what is around it, outermost first: `ul`, `ol`, `table`, `blockquote`, `footnotes`, and the kinds
    of boxes (`warning`). Items of one list share its `group`, cells of one row theirs; it is 0 elsewhere. `item` is
    the number of an item in its list, from 1: all paragraphs of the item have it. `cited` has the offsets behind
    which a citation stands. The words at the offsets `starts` stand in `source` at `offsets`; without a source all
    of the block counts as standing at `at`.
    """

    kind: BlockKind
    text: str
    at: Position
    level: int = 0  # of a heading
    inside: tuple[str, ...] = ()
    group: int = 0
    item: int = 0
    cited: tuple[int, ...] = ()
    spans: tuple[Span, ...] = ()
    source: Body | None = None
    starts: tuple[int, ...] = ()
    offsets: tuple[int, ...] = ()

    def position(self, offset: int) -> Position:
        """Return where the character at an offset of the text stands in the author's file."""
        nearest = bisect_right(self.starts, offset) - 1
        if self.source is None or nearest < 0:
            return self.at
        return self.source.position(self.offsets[nearest])


class Prose(msgspec.Struct, frozen=True):
    """The text of one edition in reading order, from the title to the questions."""

    audience: str
    lang: str
    blocks: tuple[ProseBlock, ...]
