"""Footnotes in the order in which a reader meets them, and only those that the text refers to.

The library numbers footnotes as they are defined, and shows them all. An edition may lack the block that
refers to one: then the note goes too, and the others move up.
"""

import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

_ID = "fn:"


class Footnotes(FootnoteExtension):
    """`unused` are the names of notes that nothing refers to, `missing` those that are not there."""

    def __init__(self) -> None:
        self.unused: list[str] = []
        self.missing: list[str] = []
        super().__init__(BACKLINK_TITLE="Back to the text")  # the library's has a number, and ours come later

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processors."""
        super().extendMarkdown(md)
        # After the library's pattern (175) has taken all that are there.
        md.inlinePatterns.register(_Missing(self, md), "footnote-missing", 172)
        # After the library has doubled the ways back of a note with several references (15).
        md.treeprocessors.register(_InOrder(self, md), "footnote-in-order", 14)

    def reset(self) -> None:
        """Forget the text before."""
        super().reset()
        self.unused = []
        self.missing = []


class _Missing(InlineProcessor):
    def __init__(self, footnotes: Footnotes, md: Markdown) -> None:
        super().__init__(r"\[\^([^\]\s]+)\]", md)
        self.footnotes = footnotes

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[None, None, None]:
        self.footnotes.missing.append(m[1])
        return None, None, None


class _InOrder(Treeprocessor):
    def __init__(self, footnotes: Footnotes, md: Markdown) -> None:
        super().__init__(md)
        self.footnotes = footnotes

    def run(self, root: etree.Element) -> None:
        listed = next((div.find("ol") for div in root.iter("div") if div.get("class") == "footnote"), None)
        if listed is None:
            return
        notes = {note.get("id", "").removeprefix(_ID): note for note in listed}
        references = [link for link in root.iter("a") if link.get("class") == "footnote-ref"]
        numbers: dict[str, int] = {}
        for link in references:
            name = link.get("href", "").removeprefix(f"#{_ID}")
            link.text = str(numbers.setdefault(name, len(numbers) + 1))
        self.footnotes.unused = [name for name in notes if name not in numbers]
        listed[:] = [notes[name] for name in numbers]
        if not numbers:
            for parent in root.iter():
                for child in list(parent):
                    if child.get("class") == "footnote":
                        parent.remove(child)
