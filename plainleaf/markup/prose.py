"""An edition's HTML to prose, for the checks of what is written: words in blocks, each with its place."""

import html as html_module
import re
from collections.abc import Iterator, Sequence

from plainleaf.markup.alignment import WORD, Alignment
from plainleaf.markup.block_fences import Block, shown_lines
from plainleaf.markup.citation_extension import TOKEN
from plainleaf.markup.fragment import ATTRIBUTE, PIECES
from plainleaf.markup.positions import LinePlaces, mask_code
from plainleaf.model.articles import Body, SourceDocument
from plainleaf.model.editions import Edition, Fragment
from plainleaf.model.prose import BlockKind, Prose, ProseBlock, Span

_TAG = re.compile(r"<(/?)([a-z0-9]+)")
_CALLOUT = re.compile(r"callout--([a-z]+)")
_KINDS = {
    "td": BlockKind.CELL,
    "th": BlockKind.CELL,
    "caption": BlockKind.CAPTION,
    "figcaption": BlockKind.CAPTION,
    "dt": BlockKind.TERM,
    "dd": BlockKind.DEFINITION,
    "li": BlockKind.ITEM,
}
_AROUND = frozenset({"ul", "ol", "table", "blockquote"})
_BREAKS = frozenset(
    "blockquote caption dd details div dl dt figcaption figure h2 h3 h4 h5 h6 hr li ol p pre summary table tbody"
    " td tfoot th thead tr ul".split()
)
_MARKED = frozenset("a abbr b code em i kbd samp strong sub sup".split())
_EMPTY = frozenset({"br", "hr", "img", "wbr"})
_BLANKS = re.compile(r"\s+")


def read_prose(document: SourceDocument, edition: Edition, blocks: Sequence[Block]) -> Prose:
    """Return what readers of an edition read; `blocks` are the `:::` blocks of the document's body."""
    front, body = document.front, document.body
    lines = mask_code(body.text).split("\n")
    shown = shown_lines(blocks, len(lines), edition.audience)
    masked = "\n".join(line if here else " " * len(line) for line, here in zip(lines, shown, strict=True))
    found = [
        *_of_field(document, "title", BlockKind.TITLE, front.title),
        *_of_field(document, "summary", BlockKind.SUMMARY, front.summary),
        *_of_lines(document, "key_points", BlockKind.KEY_POINT, front.key_points, edition.key_points),
        *_Reader(Alignment(masked), body, 0).read(edition.body),
        *_of_lines(document, "questions", BlockKind.QUESTION, front.questions, edition.questions),
    ]
    return Prose(edition.audience, front.lang, tuple(found))


def _of_field(document: SourceDocument, field: str, kind: BlockKind, text: str) -> Iterator[ProseBlock]:
    if text:
        fragment = Fragment(html_module.escape(text, quote=False), text)
        yield from _of_lines(document, field, kind, (text,), (fragment,), numbered=False)


def _of_lines(
    document: SourceDocument,
    field: str,
    kind: BlockKind,
    texts: Sequence[str],
    fragments: Sequence[Fragment],
    *,
    numbered: bool = True,
) -> Iterator[ProseBlock]:
    for number, (text, fragment) in enumerate(zip(texts, fragments, strict=True)):
        places = LinePlaces(document, document.place(f"{field}.{number}" if numbered else field), text)
        reader = _Reader(Alignment(text), places.source, places.start, kind)
        for block in reader.read(fragment):
            # A text that is folded in the file can't be followed word by word.
            yield block if places.source else _placed(block, places)


def _placed(block: ProseBlock, places: LinePlaces) -> ProseBlock:
    return ProseBlock(
        block.kind, block.text, places.at(0), inside=block.inside, cited=block.cited, spans=block.spans
    )


class _Reader:
    """Reads one fragment; `source` holds its Markdown from `start` on."""

    def __init__(
        self, alignment: Alignment, source: Body | None, start: int, kind: BlockKind | None = None
    ) -> None:
        self._alignment = alignment
        self._source = source
        self._start = start
        self._kind = kind  # of all blocks, where it doesn't hang on the markup
        self._open: list[tuple[str, str]] = []  # names of the elements around, and what `inside` calls them
        self._groups = 0
        self._group: list[int] = []
        self._items: list[int] = []  # so many items of each list around are open or read
        self._silent = 0
        self._begin()

    def _begin(self) -> None:
        self._text: list[str] = []
        self._length = 0
        self._cited: list[int] = []
        self._spans: list[Span] = []
        self._marks: list[tuple[str, int, str]] = []

    def read(self, fragment: Fragment) -> Iterator[ProseBlock]:
        """Yield the blocks of a fragment in reading order."""
        for number, piece in enumerate(PIECES.split(fragment.html)):
            if number % 2:
                yield from self._tag(piece)
            elif piece and not self._silent:
                self._add(piece)
        yield from self._close_block()

    def _tag(self, tag: str) -> Iterator[ProseBlock]:
        found = _TAG.match(tag)
        if found is None:
            return
        closing, name = found[1] == "/", found[2]
        if name in _BREAKS:
            yield from self._close_block()
        elif name == "br":
            self._append(" ")
        if name in _EMPTY:
            return
        if closing:
            self._closed(name)
        else:
            self._opened(name, dict(ATTRIBUTE.findall(tag)))

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        class_ = attributes.get("class", "")
        callout = _CALLOUT.search(class_)
        around = name if name in _AROUND else callout[1] if callout else ""
        if class_ == "footnote":
            around = "footnotes"
        if class_ == "callout__title":
            name = "box-title"
        # What is no prose: figures of a fact box, code, numbers of footnotes and the ways back from them.
        silent = name == "pre" or class_ == "facts" or class_.startswith("footnote-")
        self._open.append((f"{name}!" if silent else name, around))
        self._silent += silent
        if name in ("ul", "ol", "tr"):
            self._groups += 1
            self._group.append(self._groups)
            self._items.append(0)
        elif name == "li" and self._items:
            self._items[-1] += 1
        if name in _MARKED:
            target = html_module.unescape(attributes.get("href") or attributes.get("title") or "")
            self._marks.append((name, self._length, target))

    def _closed(self, name: str) -> None:
        if name in ("ul", "ol", "tr") and self._group:
            self._group.pop()
            self._items.pop()
        if name in _MARKED and self._marks:
            kind, start, target = self._marks.pop()
            if self._length > start:
                self._spans.append(Span(kind, start, self._length, target))
        if self._open:
            self._silent -= self._open.pop()[0].endswith("!")

    def _add(self, text: str) -> None:
        for number, piece in enumerate(TOKEN.split(text)):
            if number % 2 == 0:
                self._append(html_module.unescape(piece))
            else:
                # As on the page, a marker stands close to its word.
                if self._text and self._text[-1].endswith(" "):
                    self._text[-1] = self._text[-1][:-1]
                    self._length -= 1
                self._cited.append(self._length)

    def _append(self, text: str) -> None:
        folded = _BLANKS.sub(" ", text)
        if folded.startswith(" ") and (not self._length or self._text[-1].endswith(" ")):
            folded = folded[1:]
        if folded:
            self._text.append(folded)
            self._length += len(folded)

    def _close_block(self) -> Iterator[ProseBlock]:
        text = "".join(self._text).rstrip()
        if text:
            kind, level = self._kind_here()
            matches = list(WORD.finditer(text))
            found = self._alignment.find([match[0] for match in matches])
            places = [
                (match.start(), offset + self._start)
                for match, offset in zip(matches, found, strict=True)
                if offset is not None
            ]
            first = self._source.position(places[0][1]) if self._source and places else None
            body = self._source or Body("", "", 1)
            yield ProseBlock(
                kind=kind,
                text=text,
                at=first or body.position(0),
                level=level,
                inside=tuple(around for _, around in self._open if around),
                group=self._group[-1] if self._group and kind in (BlockKind.ITEM, BlockKind.CELL) else 0,
                item=self._items[-1] if self._items and kind is BlockKind.ITEM else 0,
                cited=tuple(self._cited),
                spans=tuple(self._spans),
                source=self._source,
                starts=tuple(start for start, _ in places),
                offsets=tuple(offset for _, offset in places),
            )
        self._begin()

    def _kind_here(self) -> tuple[BlockKind, int]:
        if self._kind:
            return self._kind, 0
        for name, _ in reversed(self._open):
            if name in _KINDS:
                return _KINDS[name], 0
            if name == "box-title":
                return BlockKind.BOX_TITLE, 0
            if name in ("h2", "h3", "h4", "h5", "h6"):
                return BlockKind.HEADING, int(name[1])
        return BlockKind.PARAGRAPH, 0
