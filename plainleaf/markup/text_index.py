"""A text to its index: what the rest of the site has to know of it."""

from plainleaf.markup.citation_numbers import number_citations, safe_ids
from plainleaf.model.editions import DocumentText, Edition, EditionIndex, TextIndex


def index_of(text: DocumentText) -> TextIndex:
    """Return the index of a document's text."""
    return TextIndex(tuple(_index_of(edition) for edition in text.editions), text.keys)


def _index_of(edition: Edition) -> EditionIndex:
    keys = number_citations(edition.groups).keys
    references = {f"ref-{id_}" for id_ in safe_ids(keys).values()}
    fragments = edition.fragments
    return EditionIndex(
        edition.audience,
        keys,
        frozenset(references).union(*(fragment.ids for fragment in fragments)),
        tuple(link for fragment in fragments for link in fragment.links),
        tuple(image.source for fragment in fragments for image in fragment.images),
    )
