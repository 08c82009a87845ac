"""Reads the fields of one entry as text, and gathers what is wrong in them."""

import re

from plainleaf.bibliography.entries import Entry
from plainleaf.bibliography.latex_text import decode_latex
from plainleaf.bibliography.names import NameList, read_names
from plainleaf.model.references import Fault

_UNKNOWN_MACRO = re.compile(r"\\[A-Za-z]+")
_HOW_TO_WRITE_NAMES = (
    "write each name as Last, First and join them with ' and '; put an organisation's name in braces"
)


class FieldReader:
    """One entry's fields; `names` always are the names for one thing, of which the first counts."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.faults: list[Fault] = []

    def fault(
        self, field: str, message: str, hint: str, *, severe: bool = True, code: str = "bib-field"
    ) -> None:
        """Note a fault of a field; the message goes on after "the field 'year' of the entry 'key' …"."""
        message = f"the field '{field}' of the entry '{self.entry.key}' {message}"
        self.faults.append(self.entry.fault(message, hint, field=field, severe=severe, code=code))

    def raw(self, names: tuple[str, ...]) -> tuple[str, str]:
        """Return the first field of these that isn't empty, and its LaTeX; else two empty texts."""
        fields = self.entry.fields
        for name in names:
            if (value := fields.get(name, "")) and not value.isspace():
                return name, value
        return "", ""

    def text(self, names: tuple[str, ...]) -> str:
        """Return a field as plain text, "" without one."""
        name, value = self.raw(names)
        if not value:
            return ""
        text = decode_latex(value)
        meant = "textbackslash" in value
        if "\\" in text and not meant and (macro := _UNKNOWN_MACRO.search(text)):
            self.fault(
                name,
                f"holds the LaTeX command '{macro[0]}', which is not known and stays as it is",
                "write the character that it stands for",
                severe=False,
            )
        return text

    def title(self, titles: tuple[str, ...], subtitles: tuple[str, ...]) -> str:
        """Return a title with its subtitle."""
        title, subtitle = self.text(titles), self.text(subtitles)
        if not (title and subtitle):
            return title or subtitle
        return f"{title} {subtitle}" if title[-1] in ":?!." else f"{title}: {subtitle}"

    def names(self, names: tuple[str, ...]) -> NameList:
        """Return the names of an author or editor field."""
        field, value = self.raw(names)
        listed = read_names(value)
        if listed.misread:
            self.fault(field, f"names {listed.misread[0]}", _HOW_TO_WRITE_NAMES)
        elif listed.doubtful:
            self.fault(field, f"names {listed.doubtful[0]}", _HOW_TO_WRITE_NAMES, severe=False)
        return listed
