"""The claims of an article, each beside the works that it rests on: every sentence that cites something."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from plainleaf.markup.citation_numbers import number_citations
from plainleaf.markup.fragment import group_in_words
from plainleaf.model.citations import Citation, CitationGroup
from plainleaf.model.editions import DocumentText, Fragment
from plainleaf.model.packet_parts import ClaimSource, ClaimView
from plainleaf.model.references import Reference
from plainleaf.pages.views import reference_view
from plainleaf.review.sentences import sentence_spans


class _Sentence(NamedTuple):
    """A sentence as its words are read (`[@key]` for a citation), and its citation groups in their order."""

    words: str
    groups: list[CitationGroup]


def claims(text: DocumentText, references: Mapping[str, Reference]) -> tuple[ClaimView, ...]:
    """Return the claims of all editions in reading order; one that stands in several of them comes once."""
    found: dict[str, ClaimView] = {}
    readers: dict[str, list[str]] = {}
    for edition in text.editions:
        numbers = {key: number for number, key in enumerate(number_citations(edition.groups).keys, start=1)}
        for fragment in edition.fragments:
            for sentence in _cited_sentences(fragment):
                if sentence.words not in found:
                    found[sentence.words] = _claim(sentence, edition.audience, numbers, references)
                audiences = readers.setdefault(sentence.words, [])
                if edition.audience not in audiences:
                    audiences.append(edition.audience)
    return tuple(
        ClaimView(claim.words, tuple(readers[words]), claim.sources) for words, claim in found.items()
    )


def _cited_sentences(fragment: Fragment) -> Iterator[_Sentence]:
    """Yield the sentences of a fragment that cite something."""
    groups = iter(fragment.groups)
    group = next(groups, None)
    for line in fragment.words.split("\n"):
        for start, end in sentence_spans(line):
            words = line[start:end]
            cited = []
            place = 0
            while group and (at := words.find(group_in_words(group), place)) >= 0:
                cited.append(group)
                place = at + len(group_in_words(group))
                group = next(groups, None)
            if cited:
                yield _Sentence(words, cited)


def _claim(
    sentence: _Sentence, audience: str, numbers: Mapping[str, int], references: Mapping[str, Reference]
) -> ClaimView:
    """Return a sentence with its works; in its words each group is the numbers of these."""
    words = sentence.words
    cited: dict[str, list[Citation]] = {}
    for group in sentence.groups:
        shown = sorted({numbers[citation.key] for citation in group.citations})
        words = words.replace(group_in_words(group), f" [{', '.join(map(str, shown))}]", 1)
        for citation in group.citations:
            cited.setdefault(citation.key, []).append(citation)
    sources = tuple(
        ClaimSource(
            reference_view(references[key], "", numbers[key]),
            "; ".join(dict.fromkeys(citation.locator for citation in cited[key] if citation.locator)),
        )
        for key in sorted(cited, key=numbers.__getitem__)
        if key in references
    )
    return ClaimView(" ".join(words.split()), (audience,), sources)
