"""Which articles programs may know of."""

from plainleaf.model.project import ConvertedDocument
from plainleaf.pages.language_site import LanguageSite
from plainleaf.site.states import is_listed, is_public


def public_articles(here: LanguageSite) -> list[ConvertedDocument]:
    """Return the articles of a language that are in the lists of the public site, in the order of their titles.

    A build with drafts has more in its lists, where a watermark says what it is; a program has no eyes.
    """
    return [
        document
        for document in here.listed
        if is_public(document, here.project, drafts=False) and is_listed(document, drafts=False)
    ]
