"""An imported work as an entry of the bibliography, in the layout of the entries that stand there."""

import re
from collections.abc import Sequence

from plainleaf.bibliography.identifiers import parse_doi, parse_url
from plainleaf.bibliography.imports.imported_work import ImportedWork
from plainleaf.bibliography.latex_text import clean_text
from plainleaf.bibliography.latex_writing import escape_latex, escape_title
from plainleaf.model.references import Name

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_RANGE = re.compile(r"(?<=\w)\s*[-‐-―−]+\s*(?=\w)")
_BREAKS_A_NAME = re.compile(r"[,;]|\b(?:and|others|et al)\b", re.IGNORECASE)
_PUBLISHER = {
    "report": "institution",
    "phdthesis": "school",
    "online": "organization",
    "misc": "organization",
}
# As they stand in a value without any escape: only what would end the value, or the line, has to go.
_NOT_IN_ADDRESS = re.compile(r"[{}\\]")


def entry_text(work: ImportedWork, key: str) -> str:
    r"""Return the entry, its lines ending with `\n`, the last one included."""
    return layout(work.entry_type, key, _fields(work))


def layout(entry_type: str, key: str, fields: Sequence[tuple[str, str]]) -> str:
    """Return an entry of some fields, whose values are LaTeX already; fields without a value are left out."""
    lines = [f"  {name:<8} = {value}" for name, value in fields if value.strip("{} ")]
    return f"@{entry_type}{{{key},\n" + ",\n".join(lines) + "\n}\n"


def _fields(work: ImportedWork) -> list[tuple[str, str]]:
    issued = work.issued
    month = issued.month if issued else 0
    return [
        ("author", _braced(_names(work.authors))),
        ("editor", _braced(_names(work.editors))),
        ("title", _braced(escape_title(work.title))),
        ("booktitle", _braced(escape_title(work.book_title))),
        ("journal", _braced(escape_latex(work.journal))),
        (
            "shortjournal",
            _braced(escape_latex("" if work.short_journal == work.journal else work.short_journal)),
        ),
        (_PUBLISHER.get(work.entry_type, "publisher"), _braced(escape_latex(work.publisher))),
        ("address", _braced(escape_latex(work.place))),
        ("edition", _braced(escape_latex(work.edition))),
        ("year", _braced(str(issued.year) if issued else "")),
        ("month", _MONTHS[month - 1] if 1 <= month <= len(_MONTHS) else ""),
        ("day", _braced(str(issued.day) if issued and month and issued.day else "")),
        ("pubstate", _braced(work.status)),
        ("volume", _braced(escape_latex(work.volume))),
        ("number", _braced(escape_latex(work.issue))),
        ("pages", _braced(_RANGE.sub("--", escape_latex(work.pages)))),
        ("doi", _braced(_address(parse_doi(work.doi) or work.doi))),
        ("pmid", _braced(_address(work.pmid))),
        ("pmcid", _braced(_address(work.pmcid))),
        ("url", _braced(_address((parse_url(work.url) or work.url) if not work.doi else ""))),
        ("keywords", _braced(", ".join(work.keywords))),
    ]


def _braced(value: str) -> str:
    return f"{{{value}}}"


def _address(value: str) -> str:
    return _NOT_IN_ADDRESS.sub("", clean_text(value))


def _names(names: Sequence[Name]) -> str:
    return " and ".join(_name(name) for name in names)


def _name(name: Name) -> str:
    """Return a name in BibTeX's form `Family, Jr, Given`; braces keep together what is no person's name."""
    parts = [part for part in (name.family, name.suffix, name.given) if part]
    if name.literal or any(_BREAKS_A_NAME.search(part) for part in parts):
        whole = name.literal or f"{name.given} {name.family}"
        return _braced(escape_latex(whole))
    return ", ".join(escape_latex(part) for part in parts)
