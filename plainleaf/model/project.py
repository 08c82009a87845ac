"""Everything that a clinic's files say, as read: the beginning of every build."""

import datetime
from collections.abc import Callable

import msgspec

from plainleaf.model import language_settings
from plainleaf.model.articles import SourceDocument
from plainleaf.model.editions import DocumentText, Edition, TextIndex, Uses
from plainleaf.model.language_settings import InLanguage, LanguageSettings
from plainleaf.model.references import Bibliography
from plainleaf.model.review_log import ShownStatus
from plainleaf.model.settings import Person, Settings, Term


class Project(msgspec.Struct, frozen=True):
    """What was read. `images` maps a picture below `content/` (`images/axis.svg`) to a digest of its bytes.

    `settings` are those of the site and of its own language; `languages` the clinic's words for the others, and
    `glossary` the terms of each, by language tag. `works` has a digest of each work of the bibliography,
    of all but its line in the file.
    """

    settings: Settings
    people: dict[str, Person]
    documents: tuple[SourceDocument, ...]
    bibliography: Bibliography
    images: dict[str, str]
    glossary: dict[str, tuple[Term, ...]]
    today: datetime.date
    languages: dict[str, LanguageSettings] = {}
    retractions_as_of: datetime.date | None = (
        None  # the day of the snapshot that the works were checked against
    )
    works: dict[str, bytes] = {}

    def in_language(self, lang: str) -> InLanguage:
        """Return the settings that the pages of a language show, and which of their words are missing in it."""
        own = None if lang == self.settings.language else language_settings.for_language(self.languages, lang)
        return language_settings.settings_in(self.settings, own, lang)

    def settings_in(self, lang: str) -> Settings:
        """Return the settings that the pages of a language show."""
        return self.in_language(lang).settings

    def glossary_in(self, lang: str) -> tuple[Term, ...]:
        """Return the glossary of a language: empty where it has none of its own."""
        own = language_settings.for_language(self.glossary, lang)
        if own is None and language_settings.primary(lang) == language_settings.primary(
            self.settings.language
        ):
            own = self.glossary.get(self.settings.language)
        return own or ()


class ConvertedText(msgspec.Struct, frozen=True):
    """What a conversion gives: the text in all editions, and what in it refers to something outside it."""

    text: DocumentText
    uses: Uses


class LaterText:
    """A text that is fetched when it is asked for: of a large site most builds need but a few."""

    def __init__(self, fetch: Callable[[], ConvertedText]) -> None:
        self.fetch = fetch

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LaterText) and (self is other or self.fetch() == other.fetch())

    __hash__ = None  # type: ignore[assignment]  # what is equal is not known before it is fetched


class ConvertedDocument(msgspec.Struct, frozen=True):
    """A document with its text in all editions; `digest` is that of the text and references as they are now.

    `status` is what a reader is shown; a plain page has no review, and counts as approved nowhere. `origin` is the
    digest of all that the text is made from.
    """

    source: SourceDocument
    later_text: LaterText
    index: TextIndex
    origin: bytes
    digest: str = ""
    status: ShownStatus | None = None

    @property
    def text(self) -> DocumentText:
        """The text of all editions; it may have to be read."""
        return self.later_text.fetch().text

    @property
    def uses(self) -> Uses:
        """What in the text refers to something outside it, with its place; it may have to be read."""
        return self.later_text.fetch().uses

    def edition(self, audience: str) -> Edition:
        """Return the text for an audience that the document has an edition for; it may have to be read."""
        return next(edition for edition in self.text.editions if edition.audience == audience)

    @property
    def slug(self) -> str:
        """The slug of the document."""
        return self.source.front.slug
