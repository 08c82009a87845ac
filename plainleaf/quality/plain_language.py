"""Hard words that have a plain one.

NHS content guide and CDC Clear Communication Index, item 7: words that readers know. A hard word may stand where it
is explained: plain words first and the hard one in brackets (NHS), a meaning behind it, or an entry in the clinic's
glossary, which opens on the page (WCAG 2.2, 3.1.3). Once explained, it may be used.
"""

import functools
import re
from collections.abc import Iterator, Mapping

from plainleaf.model.settings import Term
from plainleaf.quality import plain_words_en, plain_words_es
from plainleaf.quality.content_check import ContentCheck, Found, Passage, Subject
from plainleaf.quality.lexicon import (
    Entry,
    Lexicon,
    Met,
    as_it_is,
    english_noun,
    english_verb,
    spanish_noun,
    spanish_verb,
)
from plainleaf.quality.wording import is_name, own_text, sentence_around

_EXPLAINED_BEHIND = re.compile(
    r"\s*(?:\(|[–—]|:\s|,\s+(?:or|that is|which is|which means|meaning|i\.e\.|o|es decir|que"
    r" significa|o sea)\s"
    r"|\s(?:means?|is when|is where|is another|is the name|significa|quiere decir|es cuando)\s)"
)
_EXPLAINED_BEFORE = re.compile(
    r"(?:\b(?:called|known as|named|the (?:term|word)s?|,\s*or|llamad[oa]s?|conocid[oa]s? como|se"
    r" llama|,\s*o)\s+(?:an?\s|the\s)?"
    r"[\"“'‘]?)\Z",
    re.IGNORECASE,
)


@functools.cache
def lexicons() -> Mapping[str, Lexicon]:
    """Return the words of each language, made when they are first asked for."""
    en, es = plain_words_en, plain_words_es
    return {
        "en": Lexicon(
            ((en.VERBS, english_verb), (en.NOUNS, english_noun), (en.OTHERS, as_it_is)), names=en.NAMES
        ),
        "es": Lexicon(
            ((es.VERBS, spanish_verb), (es.NOUNS, spanish_noun), (es.OTHERS, as_it_is)), names=es.NAMES
        ),
    }


def find(subject: Subject) -> Iterator[Found]:
    """Yield each hard word that is nowhere explained, once, where it first stands."""
    lexicon = lexicons()[subject.lang]
    first: dict[Entry, tuple[Passage, Met]] = {}
    counts: dict[Entry, int] = {}
    explained: set[Entry] = set()
    for passage in subject.passages:
        text = own_text(passage.block)
        for met in lexicon.met(text):
            if is_name(text, met.start):
                continue
            if _is_explained(passage, met):
                explained.add(met.entry)
            first.setdefault(met.entry, (passage, met))
            counts[met.entry] = counts.get(met.entry, 0) + 1
    for entry, (passage, met) in first.items():
        if entry in explained or _in_glossary(entry, subject.glossary):
            continue
        quote = passage.block.text[met.start : met.end]
        times = f" ({counts[entry]} times)" if counts[entry] > 1 else ""
        yield Found(
            f"'{quote}' is a hard word{times}",
            f"write '{entry.instead}', or explain it where it first stands",
            passage.block.position(met.start),
            quote,
        )


def _is_explained(passage: Passage, met: Met) -> bool:
    text = passage.block.text
    before, behind = text[: met.start], text[met.end :]
    if before.count("(") > before.count(")"):  # the plain word first, the hard one in brackets
        return True
    if _EXPLAINED_BEHIND.match(behind) or _EXPLAINED_BEFORE.search(before[-40:]):
        return True
    sentence, _ = sentence_around(passage, met.start)
    return " " in met.entry.instead and met.entry.instead in sentence.casefold()


def _in_glossary(entry: Entry, glossary: tuple[Term, ...]) -> bool:
    return any(
        re.search(rf"(?<!\w){re.escape(entry.word)}(?!\w)", form, re.IGNORECASE)
        for term in glossary
        for form in (term.name, *term.also)
    )


CHECK = ContentCheck(
    code="plain-language",
    rule="A hard word that has a plain one is replaced, or explained where it first stands.",
    why="Medical and office words shut readers out, and who is ill has no strength to look them up.",
    source="NHS content guide, A to Z of health writing; CDC Clear Communication Index, item 7; WCAG 2.2, 3.1.3",
    find=find,
    bad=(
        "The medicine is administered prior to meals.",
        "Patients with hypertension must be careful.",
        "- myocardial infarction\n- stroke",
        "Physicians will assist you.",
    ),
    good=(
        "You take the medicine before meals.",
        "High blood pressure (hypertension) can harm your heart. Treat hypertension early.",
        "Hypertension (high blood pressure) can harm your heart.",
        "You may have hypertension, which means that your blood pressure is too high.",
        "This swelling is called edema.",
        "The Royal College of Physicians wrote it.",
        'The label says "administer orally".',
        "Read [Efficacy of FMT](https://example.org/).",
        "A cardiac arrest is an emergency.",
    ),
    languages=frozenset({"en", "es"}),
)
