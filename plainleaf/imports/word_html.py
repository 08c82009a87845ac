"""The HTML that mammoth makes of a Word file to blocks, and what of it could not be kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import msgspec

from plainleaf.imports.blocks import (
    Block,
    Heading,
    Imported,
    ItemList,
    Paragraph,
    Quote,
    Run,
    Runs,
    Table,
    words_of,
)

CONTENTS_CLASS = "contents"  # of the paragraphs of Word's own table of contents
_STYLES = frozenset({"strong", "em", "sup", "sub", "s"})
_BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 ul ol table blockquote".split())
_VOID = frozenset({"br", "img", "input"})
_LINKS = re.compile(r"(?:https?://|mailto:|tel:)\S", re.IGNORECASE)
_NOTE = re.compile(r"#((?:footnote|endnote)-[^-\s]+)\Z")
_BACK = re.compile(r"#(?:footnote|endnote)-ref-")
_MOST_SPANNED = 60


class _Node(msgspec.Struct):
    tag: str
    attributes: dict[str, str]
    children: list[_Node | str] = []

    def elements(self, *tags: str) -> Iterator[_Node]:
        """Yield the children, and those inside rows' groups, with some tags."""
        for child in self.children:
            if isinstance(child, _Node):
                if child.tag in tags:
                    yield child
                elif child.tag in ("thead", "tbody"):
                    yield from child.elements(*tags)


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack = [_Node("body", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = _Node(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].children.append(node)
        if tag not in _VOID:
            self.stack.append(node)

    def handle_endtag(self, tag: str) -> None:
        if any(node.tag == tag for node in self.stack[1:]):
            while self.stack.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.stack[-1].children.append(data)


def parse_word_html(html: str) -> Imported:
    """Return what the HTML of a Word file holds."""
    tree = _Tree()
    tree.feed(html)
    tree.close()
    reader = _Reader()
    blocks = tuple(reader.blocks(tree.stack[0].children))
    names = reader.note_names
    notes = {names[name]: note for name, note in reader.notes.items() if name in names}
    return Imported(blocks, dict(sorted(notes.items(), key=lambda item: int(item[0]))), tuple(reader.notices))


class _Reader:
    """Walks through the tree; `notices` are kept once each, in the order in which their reasons appear."""

    def __init__(self) -> None:
        self.notices: dict[str, None] = {}
        self.notes: dict[str, tuple[Block, ...]] = {}
        self.note_names: dict[str, str] = {}

    def notice(self, text: str) -> None:
        self.notices[text] = None

    def blocks(self, children: list[_Node | str]) -> Iterator[Block]:
        """Yield the blocks of an element; words that stand in none of their own become a paragraph."""
        loose: list[_Node | str] = []
        for child in [*children, _Node("p", {})]:
            if not (isinstance(child, _Node) and child.tag in _BLOCKS):
                loose.append(child)
                continue
            runs = self.runs(loose)
            loose = []
            if _says_something(runs):
                yield Paragraph(runs)
            yield from self.block(child)

    def block(self, node: _Node) -> Iterator[Block]:
        if node.tag in ("ul", "ol"):
            yield from self.item_list(node)
        elif node.tag == "table":
            yield from self.table_blocks(node)
        elif node.tag == "blockquote":
            yield Quote(tuple(self.blocks(node.children)))
        elif node.attributes.get("class") == CONTENTS_CLASS:
            self.notice("the table of contents was left out: every page gets one of its headings")
        else:
            runs = self.runs(node.children)
            if _says_something(runs):
                is_heading = node.tag != "p" and words_of(runs)
                yield Heading(int(node.tag[1]), runs) if is_heading else Paragraph(runs)

    def item_list(self, node: _Node) -> Iterator[Block]:
        items: list[tuple[Block, ...]] = []
        for item in node.elements("li"):
            blocks = tuple(self.blocks(item.children))
            name = item.attributes.get("id", "")
            if _NOTE.match(f"#{name}"):
                self.notes[name] = blocks
            # An item that begins with a list of its own: its items stand in the place of the missing words.
            elif blocks and isinstance(blocks[0], ItemList):
                items += [*blocks[0].items, *([blocks[1:]] if blocks[1:] else [])]
            elif blocks:
                items.append(blocks)
        if items:
            yield ItemList(node.tag == "ol", tuple(items))

    def table_blocks(self, node: _Node) -> Iterator[Block]:
        rows = [list(row.elements("td", "th")) for row in node.elements("tr")]
        if sum(map(len, rows)) == 1:
            self.notice("a frame (a table of one cell) became ordinary text; ::: info makes a box of it")
            yield from self.blocks(rows[0][0].children)
            return
        grid = self.grid(rows)
        if grid:
            yield Table(grid)

    def grid(self, rows: list[list[_Node]]) -> tuple[tuple[Runs, ...], ...]:
        """Return all cells of a table; what a merged cell covers is empty."""
        cells: dict[tuple[int, int], Runs] = {}
        for number, row in enumerate(rows):
            column = 0
            for cell in row:
                while (number, column) in cells:
                    column += 1
                across, down = (_span(cell, name) for name in ("colspan", "rowspan"))
                if across > 1 or down > 1:
                    self.notice(
                        "merged cells of a table were taken apart: look at what stands in which column"
                    )
                down = min(down, len(rows) - number)
                covered = [(number + y, column + x) for y in range(down) for x in range(across)]
                cells.update(dict.fromkeys(covered, ()))
                cells[number, column] = self.cell(cell)
        width = 1 + max((column for _, column in cells), default=-1)
        grid = [
            tuple(cells.get((number, column), ()) for column in range(width)) for number in range(len(rows))
        ]
        return tuple(row for row in grid if any(map(_says_something, row)))

    def cell(self, cell: _Node) -> Runs:
        """Return the words of a cell on one line: a table in Markdown holds no paragraphs."""
        found: list[Run] = []
        for block in self.blocks(cell.children):
            for runs in self.flat(block):
                found += [Run("\n"), *runs] if found else runs
        return tuple(found)

    def flat(self, block: Block) -> Iterator[Runs]:
        if isinstance(block, Heading | Paragraph):
            yield block.runs
        elif isinstance(block, Table):
            self.notice("a table inside a table became lines of text")
            for row in block.rows:
                yield tuple(run for cell in row for run in (*cell, Run(" ")))
        elif isinstance(block, ItemList):
            self.notice("a list inside a table became lines of text")
            for number, item in enumerate(block.items, 1):
                lines = [runs for inner in item for runs in self.flat(inner)]
                yield (Run(f"{number}. " if block.ordered else "• "), *lines[0])
                yield from lines[1:]
        else:
            for inner in block.blocks:
                yield from self.flat(inner)

    def runs(self, children: list[_Node | str], styles: frozenset[str] = frozenset(), href: str = "") -> Runs:
        """Return the runs of inline elements."""
        found: list[Run] = []
        for child in children:
            if isinstance(child, str):
                found.append(Run(child.replace("\n", " "), styles, href))
            elif child.tag == "br":
                found.append(Run("\n"))
            elif child.tag == "img":
                found.append(Run(child.attributes.get("alt", ""), picture=child.attributes.get("src", "")))
            elif child.tag == "input":
                found.append(Run("☑" if "checked" in child.attributes else "☐", styles, href))
            elif child.tag == "a":
                found += self.link(child, styles)
            else:
                if child.tag == "s":
                    self.notice("struck-through words were kept as such: delete those that are meant to go")
                own = styles | {child.tag} if child.tag in _STYLES else styles
                found += self.runs(child.children, own, href)
        return tuple(found)

    def link(self, node: _Node, styles: frozenset[str]) -> Runs:
        href = node.attributes.get("href", "").strip()
        note = _NOTE.match(href)
        if note:
            name = self.note_names.setdefault(note[1], str(len(self.note_names) + 1))
            return (Run("", note=name),)
        if _BACK.match(href):  # the arrow at the end of a note: our engine makes its own
            return ()
        if _LINKS.match(href):
            return self.runs(node.children, styles, href)
        words = self.runs(node.children, styles)
        # Word's links inside a file lead to marks that a page doesn't have.
        if href and not href.startswith("#") and words_of(words):
            self.notice(
                f"the link of '{words_of(words)}' was left out: it leads to '{href}', which readers don't have"
            )
        return words


def _span(cell: _Node, name: str) -> int:
    written = cell.attributes.get(name, "1")
    return min(int(written), _MOST_SPANNED) if written.isdecimal() and int(written) else 1


def _says_something(runs: Runs) -> bool:
    return any(run.picture or run.note or run.text.strip() for run in runs)
