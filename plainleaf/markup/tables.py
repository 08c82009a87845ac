"""Tables that lose nothing: a row with more cells than the heading keeps them."""

import xml.etree.ElementTree as etree
from collections.abc import Sequence

from markdown import Markdown
from markdown.extensions.tables import TableExtension, TableProcessor


class Tables(TableExtension):
    """The library's tables with whole rows."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processor in place of the library's."""
        super().extendMarkdown(md)
        md.parser.blockprocessors.register(_WholeRows(md.parser, self.getConfigs()), "table", 75)


class _WholeRows(TableProcessor):
    def _build_row(self, row: str, parent: etree.Element, align: Sequence[str | None]) -> None:
        missing = len(self._split_row(row)) - len(align)  # type: ignore[attr-defined]
        super()._build_row(row, parent, [*align, *[None] * missing])  # type: ignore[misc]
