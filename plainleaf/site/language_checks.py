"""Words that the pages of a language need and nobody has written: the clinic's own, and those of the interface."""

from collections.abc import Collection, Iterator, Sequence

from plainleaf.model.diagnostics import Diagnostic, Position, warning
from plainleaf.model.language_settings import for_language
from plainleaf.model.project import ConvertedDocument, Project
from plainleaf.site.address_book import languages_of, listed_in, topics_of


def check_languages(
    documents: Sequence[ConvertedDocument], project: Project, interface: Collection[str], *, drafts: bool
) -> Iterator[Diagnostic]:
    """Yield what is missing in each language that has pages (all warnings).

    `interface` are those of the articles' languages that the interface has words in.
    """
    for lang in languages_of(documents, project, drafts=drafts):
        listed = listed_in(documents, project, lang, drafts=drafts)
        if not listed:  # a new site has no page in its own language yet
            continue
        at = listed[0].source.place("lang")
        if lang not in interface:
            message = f"there are no interface words in '{lang}', so readers see English ones"
            yield warning("language-missing", at, message, f"translate templates/words/{lang}.po")
        missing = _missing(listed, project, lang)
        if missing:
            own = for_language(project.languages, lang)
            message = f"the clinic has no words in '{lang}' for: {', '.join(missing)}"
            name = own.path if own else f"site.{lang}.yaml, a file beside site.yaml"
            hint = f"put them into {name}; until then readers see those of site.yaml, or none"
            yield warning("language-missing", Position(own.path) if own else at, message, hint)


def _missing(listed: Sequence[ConvertedDocument], project: Project, lang: str) -> list[str]:
    """Return the names of the words that the pages of a language show in another one, or go without."""
    settings, borrowed, left_out = project.in_language(lang)
    audiences = {audience for document in listed for audience in document.index.audiences}
    disclaimers = {settings.disclaimer_for(audience) for audience in audiences}
    topics = {f"topics.{topic}" for topic in topics_of(listed)}
    needed = {name for name in borrowed if name.startswith("crisis.") or name in topics | disclaimers}
    return sorted(needed | left_out)
