"""A text to its index: what the rest of the site has to know of it."""

from plainleaf.markup.citation_numbers import cited_keys
from plainleaf.model.editions import DocumentText, Edition, EditionIndex, TextIndex, Uses


def index_of(text: DocumentText, uses: Uses) -> TextIndex:
    """Return the index of a document's text."""
    return TextIndex(tuple(_index_of(edition) for edition in text.editions), text.keys, uses.cautions)


def _index_of(edition: Edition) -> EditionIndex:
    fragments = edition.fragments
    return EditionIndex(
        edition.audience,
        cited_keys(edition.groups),
        frozenset().union(*(fragment.ids for fragment in fragments)),
        tuple(link for fragment in fragments for link in fragment.links),
        tuple(image.source for fragment in fragments for image in fragment.images),
    )
