"""One text of an article converted and finished, with nothing of a site around it: a few milliseconds each."""

from bs4 import BeautifulSoup

from plainleaf.markup.citation_numbers import number_citations, safe_ids
from plainleaf.markup.document import convert_document
from plainleaf.markup.engine import MarkdownEngine
from plainleaf.markup.finish import Finisher
from plainleaf.markup.terms import TermMarks
from plainleaf.model.articles import Audience
from plainleaf.model.diagnostics import Diagnostic
from plainleaf.model.editions import Edition
from plainleaf.model.pictures import Picture
from plainleaf.model.settings import Term
from plainleaf.model.words import BodyWords
from plainleaf.read.facts import read_facts
from plainleaf.read.front_matter import read_document
from tests.tiny_site import KEYS, article

PATH = "content/articles/fmt.md"
_ENGINE = MarkdownEngine()


class Leaflet:
    """A file's text in all editions. `source` is the whole file, front matter included.

    The words of `glossary` are marked in the body.
    """

    def __init__(self, source: str, glossary: tuple[Term, ...] = ()) -> None:
        self.source = source
        document, faults = read_document(source, PATH, "articles/fmt.md", "en", is_article=True)
        assert not faults, faults
        text, self.uses, self.diagnostics = convert_document(document, Audience.PATIENT, _ENGINE, read_facts)
        self.editions = {edition.audience: edition for edition in text.editions}
        self.pages = {edition.audience: _finished(edition, glossary) for edition in text.editions}

    def html(self, audience: str = "patient") -> str:
        """Return key points, body and questions, one after the other."""
        return "\n".join(self.pages[audience])

    def page(self, audience: str = "patient") -> BeautifulSoup:
        """Return the same, parsed."""
        return BeautifulSoup(self.html(audience), "html.parser")

    def body(self, audience: str = "patient") -> BeautifulSoup:
        """Return the body alone, parsed."""
        number = len(self.editions[audience].key_points)
        return BeautifulSoup(self.pages[audience][number], "html.parser")

    @property
    def codes(self) -> list[str]:
        """The codes of all diagnostics."""
        return [found.code for found in self.diagnostics]

    def places(self, code: str) -> list[tuple[int, int]]:
        """Return line and column of every diagnostic with a code."""
        return [(found.line, found.column) for found in self.diagnostics if found.code == code]

    def of(self, code: str) -> list[Diagnostic]:
        """Return every diagnostic with a code."""
        return [found for found in self.diagnostics if found.code == code]


def leaflet(body: str, glossary: tuple[Term, ...] = (), **fields: object) -> Leaflet:
    """Return an article with a body, and `references` that numbers point to."""
    return Leaflet(article(body, **{"references": list(KEYS), **fields}), glossary)


def _finished(edition: Edition, glossary: tuple[Term, ...]) -> list[str]:
    numbering = number_citations(edition.groups)
    finisher = Finisher(
        iter(numbering.groups),
        safe_ids(numbering.keys),
        BodyWords(),
        lambda address: address,
        Picture,
    )
    return [
        finisher.finish(
            fragment, terms=TermMarks(glossary, "Meaning of {term}") if fragment is edition.body else None
        )
        for fragment in edition.fragments
    ]


def shown(page: BeautifulSoup) -> str:
    """Return what a reader gets of a text: ⟨…⟩ for each group of citations, runs of blanks as one."""
    for group in page.select("sup.citations"):
        group.replace_with(f"⟨{group.get_text()}⟩")
    for block in page.find_all(["p", "li", "dt", "dd", "td", "th", "pre", "h2", "h3", "br"]):
        block.insert(0, " ")
        block.append(" ")
    return " ".join(page.get_text().split())
