"""An article's text as one audience reads it: sanitized HTML in which the citations still wait for numbers."""

from collections.abc import Mapping

import msgspec

from plainleaf.model.citations import CitationGroup
from plainleaf.model.diagnostics import Position


class Heading(msgspec.Struct, frozen=True):
    """A heading of a text; `level` is 2 for the highest."""

    level: int
    id: str
    text: str


class Image(msgspec.Struct, frozen=True):
    """A picture that a text shows: the address as written, and the text for people who can't see it."""

    source: str
    alt: str


class Fragment(msgspec.Struct, frozen=True):
    """A text after Markdown: a whole body, or one key point.

    `html` holds the token of each of `groups`, numbered from 0 in reading order (plainleaf.markup.fragment).
    `words` is what is read, a line for each paragraph, item or row, with `[@key]` where a citation stands.
    """

    html: str
    words: str
    groups: tuple[CitationGroup, ...] = ()
    headings: tuple[Heading, ...] = ()
    links: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    ids: frozenset[str] = frozenset()


class Edition(msgspec.Struct, frozen=True):
    """The texts of an article for one audience, in reading order: key points, body, questions."""

    audience: str
    key_points: tuple[Fragment, ...]
    body: Fragment
    questions: tuple[Fragment, ...]

    @property
    def fragments(self) -> tuple[Fragment, ...]:
        """All texts in reading order."""
        return (*self.key_points, self.body, *self.questions)

    @property
    def groups(self) -> tuple[CitationGroup, ...]:
        """All citation groups in reading order."""
        return tuple(group for fragment in self.fragments for group in fragment.groups)

    @property
    def words(self) -> str:
        """Everything that is read, for the digest."""
        return "\n".join(fragment.words for fragment in self.fragments)


class DocumentText(msgspec.Struct, frozen=True):
    """All editions of a document; the first is that of the site's default audience."""

    editions: tuple[Edition, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The citation keys that any edition uses, each once, in order of appearance."""
        found = {
            citation.key: None
            for edition in self.editions
            for group in edition.groups
            for citation in group.citations
        }
        return tuple(found)


class Caution(msgspec.Struct, frozen=True):
    """A block that warns, or that leads to help, with its place; `kind` is that of the block.

    `readers` has the audiences whose editions hold the block, each with the keys that it cites there.
    """

    kind: str
    at: Position
    readers: Mapping[str, tuple[str, ...]]


class EditionIndex(msgspec.Struct, frozen=True):
    """What the rest of a site has to know of an edition: whoever needs no more need not have its text at hand.

    `keys` are the citation keys, and `anchors` the ids in the text that a link can lead to; `links` and `images`
    stand as they are written, in reading order.
    """

    audience: str
    keys: tuple[str, ...]
    anchors: frozenset[str]
    links: tuple[str, ...]
    images: tuple[str, ...]


class TextIndex(msgspec.Struct, frozen=True):
    """What the rest of a site has to know of a document's text; `keys` as `DocumentText` has them."""

    editions: tuple[EditionIndex, ...]
    keys: tuple[str, ...]
    cautions: tuple[Caution, ...] = ()

    @property
    def audiences(self) -> tuple[str, ...]:
        """For whom there is an edition, the site's default audience first."""
        return tuple(edition.audience for edition in self.editions)


class Use(msgspec.Struct, frozen=True):
    """A citation key, a link or a picture as it is written in one edition, with its place in the file."""

    text: str
    at: Position
    audience: str


class Uses(msgspec.Struct, frozen=True):
    """Everything in a document that refers to something outside it, and what no edition may lose."""

    keys: tuple[Use, ...] = ()
    links: tuple[Use, ...] = ()
    images: tuple[Use, ...] = ()
    cautions: tuple[Caution, ...] = ()
