"""A site after an edit of words: no list has another order then, and no page another address."""

from collections.abc import Callable, Sequence
from copy import copy

from plainleaf.model.project import ConvertedDocument, Project
from plainleaf.pages.language_site import LanguageSite
from plainleaf.site import translations
from plainleaf.site.addresses import AddressBook


def with_texts(
    sites: Sequence[LanguageSite],
    project: Project,
    book: AddressBook,
    current: Callable[[ConvertedDocument], ConvertedDocument],
) -> list[LanguageSite]:
    """Return a site in its languages with the `current` texts, where all outlines are as they were."""
    if not sites:
        return []
    before = sites[0].languages
    languages = before._replace(
        translations={slug: list(map(current, group)) for slug, group in before.translations.items()},
        originals=translations.with_texts(before.originals, current),
    )
    found = []
    for site in sites:
        here = copy(site)
        here.project, here.book, here.languages = project, book, languages
        here.documents, here.public, here.listed = (
            list(map(current, documents)) for documents in (site.documents, site.public, site.listed)
        )
        found.append(here)
    return found
