"""The words of the glossary as pages show them: the glossary itself, and the articles that use one."""

from collections.abc import Iterable

from plainleaf.markup.terms import term_ids
from plainleaf.model.page_parts import TermView
from plainleaf.pages.language_site import LanguageSite


def term_views(here: LanguageSite, numbers: Iterable[int]) -> tuple[TermView, ...]:
    """Return terms by their places in the glossary of the language."""
    terms = here.glossary
    ids = term_ids(terms)
    page = here.index("/glossary/")
    return tuple(
        TermView(
            ids[number],
            terms[number].name,
            terms[number].definition,
            terms[number].also,
            f"{page}#{ids[number]}",
        )
        for number in numbers
    )
