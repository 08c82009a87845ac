"""All that a document's page is made from, told without making the page: a page of the same is the same.

The program and its templates are not told of here; whoever asks knows them. Whoever lets a page show something new
of the site says so here: `tests/test_build_cache.py` finds what was forgotten.
"""

from functools import partial

import msgspec

from plainleaf.pages import views
from plainleaf.pages.document_pages import (
    edition_alternates,
    link_address,
    original_link,
    shown_picture,
    topic_links,
)
from plainleaf.pages.language_site import LanguageSite
from plainleaf.pages.plan import PagePlace


def site_made_from(here: LanguageSite) -> tuple[object, ...]:
    """Return what stands on every page of a language, or decides how."""
    settings = here.settings
    return (
        here.lang,
        # A set has no order: it would be written in another one each time.
        msgspec.structs.replace(settings, publish=frozenset(), crisis_topics=frozenset()),
        sorted(settings.publish),
        sorted(settings.crisis_topics),
        sorted(here.borrowed),
        here.glossary,
        here.site,
        here.feeds,
        here.manifest,
        list(here.languages.autonyms.items()),
        here.around.drafts,
        here.project.retractions_as_of,
    )


def page_made_from(place: PagePlace) -> tuple[object, ...]:
    """Return what the page of a document's edition has that other pages have not.

    Its pictures belong to the site from now on, as if the page had been made.
    """
    here, document, edition = place
    link = partial(link_address, here, document, edition.audience)
    return (
        document.origin,
        document.status,
        document.digest,
        edition.audience,
        [here.project.works.get(key) for key in document.index.keys],
        [link(written) for written in edition.links],
        [shown_picture(here, document, image) for image in edition.images],
        here.related(document),
        views.review_card(document, here.project, here.person),
        views.history(document, here.project, here.person),
        topic_links(here, document),
        edition_alternates(here, document, edition.audience),
        original_link(here, document),
    )
