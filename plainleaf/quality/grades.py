"""How hard a text is to read, as formulas have it: SMOG and Flesch-Kincaid for English, INFLESZ for Spanish.

SMOG: G. H. McLaughlin, SMOG Grading, Journal of Reading 12 (1969); valid from 30 sentences on. Flesch-
Kincaid: J. P. Kincaid and others, Research Branch Report 8-75 (1975). INFLESZ: the scale of I. M. Barrio-
Cantalejo and others, Anales del Sistema Sanitario de Navarra 31 (2008), on the formula of F. Szigriszt Pazos
(1993).

Headings, cells of tables and what is no sentence are left out (UNM Hospitals, handout on SMOG): so are the
bold words that open an item, and items that begin with a small letter, as they go on with the sentence before
the list. Names, abbreviations and repetitions count (Hunter College, SMOG Readability Formula). No author can
shorten "depression" on a page about it, so a second SMOG grade leaves out the terms: words that the clinic's
glossary explains on the page, words of the article's topics, and abbreviations, which another check wants
explained.
"""

import math
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from plainleaf.model.prose import BlockKind
from plainleaf.quality.content_check import Passage, Subject
from plainleaf.quality.sentences import Sentence, words_of
from plainleaf.quality.syllables import syllables

SMOG_SENTENCES = 30
_ABBREVIATION = re.compile(r"[A-Z]{2,}s?")
_LONG = 3  # syllables, from which on SMOG counts a word


class Weighed(NamedTuple):
    """A sentence that counts, with the syllables of each of its words."""

    passage: Passage
    sentence: Sentence
    syllables: tuple[int, ...]

    @property
    def long_words(self) -> tuple[str, ...]:
        """The words of three and more syllables."""
        return tuple(
            word for word, count in zip(self.sentence.words, self.syllables, strict=True) if count >= _LONG
        )

    @property
    def load(self) -> int:
        """What it adds to a grade: its length, and each long word as much as some short ones."""
        return len(self.sentence.words) + 3 * len(self.long_words)


class Grades(msgspec.Struct, frozen=True):
    """What was counted in an edition, and the grades that follow; a grade is None where its formula says nothing.

    SMOG and Flesch-Kincaid are school grades of the United States: lower is easier. INFLESZ runs from 0 to 100:
    higher is easier.
    """

    lang: str
    words: int = 0  # in sentences that count; `word_count` has all of them
    sentences: int = 0
    syllables: int = 0
    polysyllables: int = 0  # words of three and more
    terms: int = 0  # those of them that the page explains or is about

    @property
    def smog(self) -> float | None:
        """The SMOG grade as published: English, from 30 sentences on."""
        return self._smog(self.polysyllables)

    @property
    def smog_without_terms(self) -> float | None:
        """The SMOG grade of the words that an author is free to choose."""
        return self._smog(self.polysyllables - self.terms)

    def _smog(self, polysyllables: int) -> float | None:
        if self.lang != "en" or self.sentences < SMOG_SENTENCES:
            return None
        return 1.0430 * math.sqrt(polysyllables * 30 / self.sentences) + 3.1291

    @property
    def flesch_kincaid(self) -> float | None:
        """The grade of Flesch and Kincaid: English."""
        if self.lang != "en" or not self.words:
            return None
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    @property
    def inflesz(self) -> float | None:
        """The ease of Szigriszt Pazos, of which 55 and more is normal on the INFLESZ scale: Spanish."""
        if self.lang != "es" or not self.words:
            return None
        return 206.835 - 62.3 * self.syllables / self.words - self.words / self.sentences


def grades_of(subject: Subject) -> Grades:
    """Return the grades of an edition."""
    weighed = tuple(weigh(subject))
    long_words = [word for each in weighed for word in each.long_words]
    terms = terms_of(subject)
    return Grades(
        subject.lang,
        words=sum(len(each.syllables) for each in weighed),
        sentences=len(weighed),
        syllables=sum(sum(each.syllables) for each in weighed),
        polysyllables=len(long_words),
        terms=sum(is_term(word, terms) for word in long_words),
    )


def terms_of(subject: Subject) -> frozenset[str]:
    """Return an edition's terms, casefolded: words of the glossary, and of the article's topics."""
    front = subject.document.source.front
    named = [form for term in subject.glossary for form in (term.name, *term.also)]
    for topic in front.topics:
        named += [topic, subject.settings.topics[topic].title if topic in subject.settings.topics else ""]
    return frozenset(
        part for text in named for word in words_of(text.casefold()) for part in (word, *word.split("-"))
    )


def is_term(word: str, terms: frozenset[str]) -> bool:
    """Say whether a word is one of an edition's terms, or an abbreviation."""
    return _ABBREVIATION.fullmatch(word) is not None or word.casefold() in terms


def word_count(passages: Iterable[Passage]) -> int:
    """Return how many words an edition has, headings and tables and all."""
    return sum(len(words_of(passage.block.text)) for passage in passages)


def weigh(subject: Subject) -> Iterator[Weighed]:
    """Yield the sentences that a formula counts, in reading order."""
    for passage in subject.passages:
        for sentence in passage.sentences:
            if _counts(passage, sentence):
                counts = tuple(syllables(word, subject.lang) for word in sentence.words)
                yield Weighed(passage, sentence, counts)


def _counts(passage: Passage, sentence: Sentence) -> bool:
    block = passage.block
    if block.kind is BlockKind.ITEM and sentence.text[:1].islower():
        return False
    # "Few people." in bold before an item's text is a heading of its own.
    return not any(
        span.kind in ("strong", "b") and span.start <= sentence.start and sentence.end <= span.end
        for span in block.spans
    )
