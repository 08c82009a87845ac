"""What has changed between two texts of an article, in reading order: nothing exactly where their digests agree."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from plainleaf.model.articles import Audience
from plainleaf.model.changes import ChangeKind, FieldChange, Part, PartChange, Run
from plainleaf.model.references import Name, PartialDate, Reference
from plainleaf.review.digest import Content, normalised
from plainleaf.review.word_diff import changed_passages, whole_text

# Where a reference stands in its file is no part of it, and its key is its name.
_NOT_COMPARED = ("key", "line")
_Passage = tuple[Run, ...]


def content_changes(before: Content, after: Content) -> tuple[PartChange, ...]:
    """Return every change: title, summary, words of each edition, references, pictures, reasons."""
    return (
        *_short_text(Part.TITLE, before.title, after.title),
        *_short_text(Part.SUMMARY, before.summary, after.summary),
        *_editions(before.editions, after.editions),
        *_references(before.references, after.references),
        *_pictures(before.images, after.images),
        *_short_text(Part.REASON, before.as_retracted, after.as_retracted),
    )


def _short_text(part: Part, before: str, after: str) -> Iterator[PartChange]:
    runs = whole_text(before, after)
    if runs:
        yield PartChange(part, passages=(runs,))


def _editions(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[PartChange]:
    """Yield the changes of the words: what is the same in several editions once, saying for whom.

    Readers for whom there is no edition read the first one: with that a new edition is compared, and one that
    is gone.
    """
    shared: dict[tuple[_Passage, int], list[str]] = {}
    for audience in (audience for audience in Audience if audience in before or audience in after):
        sides = [texts.get(audience, _first(texts)) for texts in (before, after)]
        passages = changed_passages(*sides)
        if audience not in before or audience not in after:
            kind = ChangeKind.REMOVED if audience in before else ChangeKind.ADDED
            yield PartChange(Part.TEXT, kind, audiences=(audience.value,), passages=passages)
            continue
        for number, passage in enumerate(passages):
            # The same words may change the same way in two places of one edition.
            shared.setdefault((passage, passages[:number].count(passage)), []).append(audience.value)
    by_readers: dict[tuple[str, ...], list[_Passage]] = {}
    for (passage, _), audiences in shared.items():
        by_readers.setdefault(tuple(audiences), []).append(passage)
    for readers, found in by_readers.items():
        yield PartChange(Part.TEXT, audiences=readers, passages=tuple(found))


def _first(editions: Mapping[str, str]) -> str:
    return next((editions[audience] for audience in Audience if audience in editions), "")


def _references(before: Iterable[Reference], after: Iterable[Reference]) -> Iterator[PartChange]:
    old, new = ({reference.key: reference for reference in side} for side in (before, after))
    for key, reference in new.items():
        if key not in old:
            yield PartChange(Part.REFERENCE, ChangeKind.ADDED, key, reference.title)
        elif fields := tuple(_fields(old[key], reference)):
            yield PartChange(Part.REFERENCE, ChangeKind.CHANGED, key, reference.title, fields=fields)
    for key, reference in old.items():
        if key not in new:
            yield PartChange(Part.REFERENCE, ChangeKind.REMOVED, key, reference.title)


def _fields(before: Reference, after: Reference) -> Iterator[FieldChange]:
    for name in Reference.__struct_fields__:
        old, new = (getattr(side, name) for side in (before, after))
        if name not in _NOT_COMPARED and _folded(old) != _folded(new):
            yield FieldChange(name, _in_words(old), _in_words(new))


def _folded(value: object) -> object:
    """Return a value as the digest sees it: texts without differences of blanks and of Unicode's forms."""
    if isinstance(value, str):
        return normalised(value)
    if isinstance(value, tuple):
        return tuple(_folded(item) for item in value)
    if isinstance(value, Name):
        return tuple(normalised(getattr(value, field)) for field in value.__struct_fields__)
    return value


def _in_words(value: object) -> str:
    """Return a field's value as people read it; of a flag, "yes" or nothing."""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, StrEnum):
        return value.value.replace("-", " ")
    if isinstance(value, Name):
        return value.literal or " ".join(
            part for part in (value.given, value.particle, value.family, value.suffix) if part
        )
    if isinstance(value, PartialDate):
        return "-".join(f"{part:02}" for part in (value.year, value.month, value.day) if part)
    if isinstance(value, tuple):
        return ", ".join(_in_words(item) for item in value)
    return "" if value is None else str(value)


def _pictures(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[PartChange]:
    for name, digest in after.items():
        if name not in before:
            yield PartChange(Part.PICTURE, ChangeKind.ADDED, name)
        elif before[name] != digest:
            yield PartChange(Part.PICTURE, ChangeKind.CHANGED, name)
    for name in before:
        if name not in after:
            yield PartChange(Part.PICTURE, ChangeKind.REMOVED, name)
