"""What an entry takes over from another one by `crossref` and `xdata`, one level deep."""

from collections.abc import Iterator, Mapping

from plainleaf.bibliography.entries import Entry
from plainleaf.bibliography.field_names import NOT_INHERITED
from plainleaf.model.nearest import did_you_mean
from plainleaf.model.references import Fault

# A part's own title is no title of the whole: biblatex gives the whole's under another name.
_TITLE_BECOMES = {
    "article": ("journaltitle", "journalsubtitle"),
    **dict.fromkeys(
        ("inbook", "incollection", "inproceedings", "conference", "inreference", "bookinbook", "suppbook"),
        ("booktitle", "booksubtitle"),
    ),
}


def inherit(entries: Mapping[str, Entry]) -> Iterator[Fault]:
    """Fill in, in place, what entries lack and those that they name have; yield a fault for an unknown name.

    What another one has inherited itself isn't handed on, so that a circle is no harm.
    """
    own = {key: dict(entry.fields) for key, entry in entries.items() if _names_others(entry)}
    for entry in entries.values():
        if not _names_others(entry):
            continue
        for field in ("xdata", "crossref"):
            for key in (name.strip() for name in entry.fields.get(field, "").split(",")):
                if not key:
                    continue
                other = entries.get(key)
                if other is None:
                    yield entry.fault(
                        f"the entry '{entry.key}' takes fields from '{key}', which isn't in the file",
                        did_you_mean(key, entries) or f"add an entry '{key}', or delete the field '{field}'",
                        field=field,
                    )
                    entry.damaged = True
                    continue
                _take_over(entry, own.get(key, other.fields), renames=field == "crossref")


def _names_others(entry: Entry) -> bool:
    return "crossref" in entry.fields or "xdata" in entry.fields


def _take_over(entry: Entry, fields: Mapping[str, str], *, renames: bool) -> None:
    title, subtitle = (
        _TITLE_BECOMES.get(entry.entry_type, ("title", "subtitle")) if renames else ("title", "subtitle")
    )
    names = {"title": title, "subtitle": subtitle}
    for name, value in fields.items():
        if name not in NOT_INHERITED:
            entry.fields.setdefault(names.get(name, name), value)
