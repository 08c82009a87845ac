"""Which article a translation was made from, and whether that has changed since the translation was reviewed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from plainleaf.model.articles import SourceDocument
from plainleaf.model.diagnostics import Diagnostic, error, warning
from plainleaf.model.nearest import did_you_mean
from plainleaf.model.project import ConvertedDocument, Project
from plainleaf.model.review_log import ReviewLog, ReviewStep, ShownStatus, Status


class Translation(NamedTuple):
    """Where a translation stands towards its original.

    `reviewed` is the step that knows what the original was like, None before any review. `changed` says that
    the original was changed or withdrawn since; what nobody has looked at is not said to have changed.
    """

    original: ConvertedDocument
    reviewed: ReviewStep | None
    changed: bool


def translations(documents: Sequence[ConvertedDocument], project: Project) -> dict[str, Translation]:
    """Return the translations that have an original, by the path of their file."""
    translated = [document for document in documents if document.source.front.translation_of]
    if not translated:
        return {}
    by_slug = _by_slug(document.source for document in documents)
    by_path = {document.source.path: document for document in documents}
    found = {}
    for document in translated:
        originals = _originals(document.source, by_slug)
        # Of several with that slug it is the one in the site's own language.
        originals.sort(key=lambda source: source.front.lang != project.settings.language)
        if originals:
            found[document.source.path] = _translation(document, by_path[originals[0].path])
    return found


def places_of_originals(documents: Sequence[ConvertedDocument], project: Project) -> tuple[int, ...]:
    """Return where among documents the originals of the translations stand."""
    paths = {found.original.source.path for found in translations(documents, project).values()}
    return tuple(place for place, document in enumerate(documents) if document.source.path in paths)


def _translation(document: ConvertedDocument, original: ConvertedDocument) -> Translation:
    return _towards(original, _newest_with_original(document.source.front.review))


def _towards(original: ConvertedDocument, reviewed: ReviewStep | None) -> Translation:
    log = original.source.front.review
    changed = False
    if reviewed:
        withdrawn = log[-1].date if log and log[-1].status is Status.RETIRED else None
        changed = reviewed.original != original.digest or bool(withdrawn and withdrawn >= reviewed.date)
    return Translation(original, reviewed, changed)


def with_texts(
    found: Mapping[str, Translation], current: Callable[[ConvertedDocument], ConvertedDocument]
) -> dict[str, Translation]:
    """Return translations with the `current` texts of their originals, where all else is as it was."""
    return {
        path: translation
        if (original := current(translation.original)) is translation.original
        else _towards(original, translation.reviewed)
        for path, translation in found.items()
    }


def _newest_with_original(log: ReviewLog) -> ReviewStep | None:
    return next((step for step in reversed(log) if step.original), None)


def _by_slug(documents: Iterator[SourceDocument]) -> dict[str, list[SourceDocument]]:
    found: dict[str, list[SourceDocument]] = {}
    for document in documents:
        found.setdefault(document.front.slug, []).append(document)
    return found


def _originals(document: SourceDocument, by_slug: Mapping[str, list[SourceDocument]]) -> list[SourceDocument]:
    """Return the texts that `translation_of` can mean: of the same kind, in another language."""
    return [
        other
        for other in by_slug.get(document.front.translation_of or "", ())
        if other.front.lang != document.front.lang and other.is_article == document.is_article
    ]


def check_translations(project: Project) -> Iterator[Diagnostic]:
    """A translation names an original that exists, in another language, and is the only one in its own."""
    if not any(document.front.translation_of is not None for document in project.documents):
        return
    by_slug = _by_slug(iter(project.documents))
    groups: dict[tuple[str, str, bool], list[SourceDocument]] = {}
    for document in project.documents:
        front = document.front
        name = (front.translation_of or front.slug, front.lang, document.is_article)
        groups.setdefault(name, []).append(document)
    for document in project.documents:
        front = document.front
        wanted = front.translation_of
        if wanted is None:
            continue
        at = document.place("translation_of")
        originals = _originals(document, by_slug)
        group = groups[wanted, front.lang, document.is_article]
        if not originals:
            yield error("front-matter-field", at, *_no_original(document, wanted, project))
        elif all(original.front.translation_of for original in originals):
            hint = f"name the original, '{originals[0].front.translation_of}'"
            yield error("front-matter-field", at, f"'{wanted}' is a translation itself", hint)
        elif group[0] is not document or any(other.front.translation_of is None for other in group):
            other = next(other for other in group if other is not document)
            message = f"'{wanted}' has a page in '{front.lang}' already: {other.path}"
            yield error("front-matter-field", at, message, "keep one of the two")


def _no_original(document: SourceDocument, wanted: str, project: Project) -> tuple[str, str]:
    others = [
        other.front.slug
        for other in project.documents
        if other.front.lang != document.front.lang and other.is_article == document.is_article
    ]
    what = "article" if document.is_article else "plain page"
    hint = did_you_mean(wanted, others) or "give the slug of the original"
    return f"'{wanted}' is no {what} in another language", hint


def check_outdated(documents: Sequence[ConvertedDocument], project: Project) -> Iterator[Diagnostic]:
    """Translations whose original has changed since they were reviewed (a warning: the page says so, too)."""
    of = translations(documents, project)
    for document in documents:
        found = of.get(document.source.path)
        if found is None or document.status in (None, ShownStatus.DRAFT, ShownStatus.RETIRED):
            continue
        if found.changed and found.reviewed:
            path = found.original.source.path
            what = "withdrawn" if found.original.status is ShownStatus.RETIRED else "changed"
            day = found.reviewed.date
            message = f"the original {path} was {what} after this translation was reviewed on {day}"
            hint = "bring the translation up to date, then: build.py review submit FILE --by ID"
            yield warning("translation-outdated", found.reviewed.at, message, hint)
