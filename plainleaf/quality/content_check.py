"""What a content check is: a rule with its reason and source, examples, and a function that finds what breaks it.

Content checks are advice. They run in `check`, in the preview and with `--strict`, never in a plain build; a
finding can be waived in the front matter with a reason that the reviewer sees.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from plainleaf.model.articles import Audience
from plainleaf.model.diagnostics import Position, warning
from plainleaf.model.editions import Edition
from plainleaf.model.findings import Finding
from plainleaf.model.project import ConvertedDocument
from plainleaf.model.prose import BlockKind, ProseBlock
from plainleaf.model.references import Reference
from plainleaf.model.settings import Person, Settings, Term
from plainleaf.quality.sentences import Sentence

FOR_PATIENTS = frozenset({Audience.PATIENT, Audience.CARER})
FOR_ALL = frozenset(Audience)


class Passage(msgspec.Struct, frozen=True):
    """A block of an edition with its sentences."""

    block: ProseBlock
    sentences: tuple[Sentence, ...]


class Subject(msgspec.Struct, frozen=True):
    """What a check looks at: one edition of an article, and what it needs to know of the site.

    `lang` is the primary subtag of the article's language (`en` of `en-GB`); `settings` and `glossary` are those
    of its language.
    """

    document: ConvertedDocument
    edition: Edition
    lang: str
    passages: tuple[Passage, ...]
    settings: Settings
    glossary: tuple[Term, ...] = ()
    references: Mapping[str, Reference] = {}
    people: Mapping[str, Person] = {}

    def of(self, *kinds: BlockKind) -> Iterator[Passage]:
        """Yield the passages of some kinds."""
        return (passage for passage in self.passages if passage.block.kind in kinds)


class Found(NamedTuple):
    """What a check found: what is, what to do, where, and the words on the page that it is about."""

    message: str
    hint: str
    at: Position
    quote: str = ""


class ContentCheck(NamedTuple):
    """A rule on what is written.

    `bad` and `good` are Markdown bodies, for the tests and for docs/checks.md; one that begins with --- has fields
    of the front matter before it. `why` says what it does for the reader; `source` which guideline asks for it. It
    runs for the editions of the `audiences`, in the `languages` whose words it knows (primary subtags; None: any).
    """

    code: str
    rule: str
    why: str
    source: str
    find: Callable[[Subject], Iterator[Found]]
    bad: tuple[str, ...]
    good: tuple[str, ...]
    audiences: frozenset[Audience] = FOR_PATIENTS
    languages: frozenset[str] | None = None

    def findings(self, subject: Subject) -> Iterator[Finding]:
        """Yield what the check finds in an edition."""
        if subject.edition.audience not in self.audiences:
            return
        if self.languages is not None and subject.lang not in self.languages:
            return
        for found in self.find(subject):
            diagnostic = warning(self.code, found.at, found.message, found.hint)
            yield Finding(diagnostic, subject.edition.audience, found.quote)


def at_sentence(passage: Passage, sentence: Sentence) -> Position:
    """Return where a sentence stands in the author's file."""
    return passage.block.position(sentence.start)


def shortened(text: str, most: int = 60) -> str:
    """Return the beginning of a text for a message, cut at a word."""
    if len(text) <= most:
        return text
    return text[:most].rsplit(None, 1)[0].rstrip(",;:") + " …"
