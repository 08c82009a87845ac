"""Everything that a clinic's files say, as read: the beginning of every build."""

import datetime

import msgspec

from plainleaf.model.articles import SourceDocument
from plainleaf.model.editions import DocumentText, Uses
from plainleaf.model.references import Bibliography
from plainleaf.model.review_log import ShownStatus
from plainleaf.model.settings import Person, Settings, Term


class Project(msgspec.Struct, frozen=True):
    """What was read. `images` maps a picture below `content/` (`images/axis.svg`) to a digest of its bytes."""

    settings: Settings
    people: dict[str, Person]
    documents: tuple[SourceDocument, ...]
    bibliography: Bibliography
    images: dict[str, str]
    glossary: tuple[Term, ...]
    today: datetime.date


class ConvertedDocument(msgspec.Struct, frozen=True):
    """A document with its text in all editions; `digest` is that of the text and references as they are now.

    `status` is what a reader is shown; a plain page has no review, and counts as approved nowhere.
    """

    source: SourceDocument
    text: DocumentText
    uses: Uses
    digest: str = ""
    status: ShownStatus | None = None

    @property
    def slug(self) -> str:
        """The slug of the document."""
        return self.source.front.slug
