"""What a page adds to tables: a name and a way to scroll them, and on each cell the label of its column.

With the labels a row becomes a small card where there is no room for columns (templates/components/prose).
"""

import html as html_module
import re
from collections.abc import Iterator, Sequence

from plainleaf.markup.citation_extension import TOKEN

# What a header may hold and still be said in plain text: not a raised number, a picture or a second line.
_PLAIN = re.compile(r"</?(?:a|abbr|b|em|i|span|strong)\b")


class TableFinisher:
    """Finishes the tags of the tables of one page; `form` names a table, with {heading}."""

    def __init__(self, form: str) -> None:
        self._form = form
        self._names: set[str] = set()
        self._tables: Iterator[tuple[str, ...]] = iter(())
        self._labels: tuple[str, ...] = ()  # of the table in work
        self._column = 0
        self._in_head = False

    def begin(self, pieces: Sequence[str]) -> None:
        """Look at a whole text, given as text and tags by turns, before its tags come."""
        self._tables = iter(column_labels(pieces))

    def tag(self, tag: str, heading: str) -> str:
        """Return a tag of a table: WCAG 2.2 SC 1.3.1, 1.4.10 and 2.1.1 ask for what is added."""
        if tag.startswith("<table"):
            self._labels = next(self._tables)
            kind = "table-scroll table-scroll--cards" if self._labels else "table-scroll"
            name = html_module.escape(self._name(heading))
            return f'<div class="{kind}" role="region" tabindex="0" aria-label="{name}">{tag}'
        if tag == "</table>":
            self._labels = ()
            return f"{tag}</div>"
        if tag in ("<thead>", "</thead>"):
            self._in_head = tag == "<thead>"
        elif tag.startswith("<tr"):
            self._column = 0
        elif tag.startswith("<th") and self._in_head:
            return tag if " scope=" in tag else f'{tag[:-1]} scope="col">'
        elif tag.startswith(("<td", "<th")):
            label = self._labels[self._column] if self._column < len(self._labels) else ""
            self._column += 1
            if label and tag.startswith("<td"):
                return f'{tag[:-1]} data-label="{label}">'
        return tag

    def _name(self, heading: str) -> str:
        name = base = self._form.format(heading=heading)
        counter = 2
        while name in self._names:
            name = f"{base} ({counter})"
            counter += 1
        self._names.add(name)
        return name


def column_labels(pieces: Sequence[str]) -> list[tuple[str, ...]]:
    """Return for each table of a text, in the order in which they open, the labels of its columns.

    A label is ready for an attribute. A table has none where it has no single header row of plain texts, where a
    cell spans columns or rows, or where it holds or is in another table.
    """
    found: list[tuple[str, ...]] = []
    opened: list[tuple[int, int]] = []
    for at in range(1, len(pieces), 2):
        if pieces[at].startswith("<table"):
            opened.append((len(found), at))
            found.append(())
        elif pieces[at] == "</table>" and opened:
            number, start = opened.pop()
            if not opened and number == len(found) - 1:
                found[number] = _labels(pieces[start : at + 1])
    return found


def _labels(table: Sequence[str]) -> tuple[str, ...]:
    """Return the labels of one table, given from its first tag to its last."""
    tags = table[::2]
    if "<thead>" not in tags or any(" colspan=" in tag or " rowspan=" in tag for tag in tags):
        return ()
    labels: list[str] = []
    rows = 0
    for at in range(tags.index("<thead>") * 2 + 2, tags.index("</thead>") * 2, 2):
        tag, text = table[at], table[at + 1]
        if tag.startswith("<tr"):
            rows += 1
        elif tag.startswith(("<th", "<td")):
            labels.append(text)
        elif labels and _PLAIN.match(tag):
            labels[-1] += text
        elif not tag.startswith("</"):
            return ()
    if rows != 1:
        return ()
    plain = tuple(_plain(label) for label in labels)
    return plain if any(plain) else ()


def _plain(text: str) -> str:
    return html_module.escape(" ".join(html_module.unescape(TOKEN.sub("", text)).split()))
