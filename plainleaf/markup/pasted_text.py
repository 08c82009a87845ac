"""Text as people paste it from a word processor or a chat: bullets as they come, lists right under a line.

The Markdown library knows `*`, `+` and `-`, wants a blank line before a list, and four blanks before what stands
in an item. Pasted texts have none of these; and a line that begins with "#1" is no title.
"""

import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor, HashHeaderProcessor
from markdown.extensions import Extension
from markdown.extensions.sane_lists import SaneOListProcessor, SaneUListProcessor
from markdown.preprocessors import Preprocessor

# Bullets that nothing else begins with; U+F0B7 is what Word's becomes where the font Symbol is lost on the way.
_PRINTED = "[•‣◦▪▸●○■□\uf0b7][^\\S\n\u200b]*\u200b?"
_BULLET = rf"(?:[*+·-][^\S\n]+|{_PRINTED}[^\S\n]*)"
_NUMBER = r"(?:\d{1,9}[.)][^\S\n]+)"
_RULE = re.compile(r" {0,3}(?:(?:-[ ]*){3,}|(?:\*[ ]*){3,})\Z")
_ANY_ITEM = re.compile(rf"(?P<indent> *)(?:(?P<printed>{_PRINTED})|{_BULLET}|(?P<number>{_NUMBER}))(?=\S)")
# Only the number 1 may open a list under a line of text: "in\n2019. Later" is no list (as in CommonMark 5.2).
_LIST_BELOW = re.compile(rf"\n(?= {{0,3}}(?:{_BULLET}|1[.)][^\S\n]+)\S)")
_ITEM = re.compile(rf" {{0,3}}(?:{_BULLET}|{_NUMBER})\S")
# Word's bullets of a deeper level are letters of a symbol font, and its dashes are bullets where a tab follows.
_WORD_BULLET = re.compile(r"^([ \t]*)[o§Øü–—](?=\t[^\s])", re.MULTILINE)


def with_plain_bullets(text: str) -> str:
    """Return a text in which Word's bullets are bullets, each character at its place."""
    return _WORD_BULLET.sub(r"\1•", text) if "\t" in text else text


class PastedTextExtension(Extension):
    """Lists as pasted."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register headings and lists in place of the library's, and one processor before paragraphs (10)."""
        md.parser.blockprocessors.register(_Headings(md.parser), "hashheader", 70)
        md.parser.blockprocessors.register(_Numbers(md.parser), "olist", 40)
        md.parser.blockprocessors.register(_Bullets(md.parser), "ulist", 30)
        md.parser.blockprocessors.register(_ListBelowText(md.parser), "list-below-text", 12)
        # After code and raw HTML have been put away (25, 20).
        md.preprocessors.register(_Indents(md), "list-indents", 12)


class _Headings(HashHeaderProcessor):
    """As the library's, but a single # needs a blank behind it."""

    RE = re.compile(
        r"(?:^|\n)(?P<level>#(?=[ \t])|#{2,6})(?P<header>(?:\\.|[^\\#]|#+(?=[^#\n]))*?)#*(?:\n|$)"
    )


class _Bullets(SaneUListProcessor):
    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.RE = re.compile(rf"^ {{0,3}}{_BULLET}(?=\S)(.*)")
        self.CHILD_RE = re.compile(rf"^ {{0,3}}(({_BULLET}))(?=\S)(.*)")
        self.INDENT_RE = re.compile(rf"^ {{4,7}}(({_NUMBER})|{_BULLET})\S.*")


class _Numbers(SaneOListProcessor):
    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.RE = re.compile(rf"^ {{0,3}}{_NUMBER}(?=\S)(.*)")
        self.CHILD_RE = re.compile(rf"^ {{0,3}}(({_NUMBER}))(?=\S)(.*)")
        self.INDENT_RE = re.compile(rf"^ {{4,7}}(({_NUMBER})|{_BULLET})\S.*")


class _ListBelowText(BlockProcessor):
    """Parts a list from the line of text right above it."""

    def test(self, parent: etree.Element, block: str) -> bool:
        return _ITEM.match(block) is None and _LIST_BELOW.search(block) is not None

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        text, list_below = _LIST_BELOW.split(blocks.pop(0), maxsplit=1)
        blocks.insert(0, list_below)
        self.parser.parseBlocks(parent, [text])


class _Indents(Preprocessor):
    """Gives each level of a list the four blanks that the library wants; two are enough in the source."""

    def run(self, lines: list[str]) -> list[str]:
        result: list[str] = []
        items: list[int] = []  # the columns of the items that are open, the outermost first
        before = ""  # "", "text", "item", or "paragraph" for a further one inside an item
        for line in lines:
            if not line.strip():
                result.append(line)
                before = ""
                continue
            indent = len(line) - len(line.lstrip(" "))
            if self.is_item(line, indent, items, before):
                while items and indent < items[-1] + 2:
                    items.pop()
                if before == "paragraph":
                    result.append("")
                result.append(" " * (4 * len(items)) + line[indent:])
                items.append(indent)
                before = "item"
            elif not before:
                while items and indent < items[-1] + 2:
                    items.pop()
                more = max(indent - items[-1] - 4, 0) if items else indent
                result.append(" " * (4 * len(items) + more) + line[indent:])
                before = "paragraph" if items else "text"
            else:
                result.append(line)
                before = "paragraph" if before == "paragraph" else "text"
        return result

    @staticmethod
    def is_item(line: str, indent: int, items: list[int], before: str) -> bool:
        found = _ANY_ITEM.match(line)
        if found is None or _RULE.match(line):
            return False
        if not found["printed"] and indent >= (items[-1] + 8 if items else 4):
            return False  # code
        in_text = before and not items
        return not (in_text and found["number"] and not found["number"].startswith(("1.", "1)")))
