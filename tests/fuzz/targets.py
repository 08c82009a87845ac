"""What is fuzzed: each target takes any bytes, and nothing but the faults that it names may come of them.

A target is run by `make fuzz` with inputs that a coverage guide finds, and by test_past_finds.py with those that were
kept in corpus/.
"""

import contextlib
from collections.abc import Callable

from plainleaf.bibliography.ama import format_reference
from plainleaf.bibliography.bibtex import parse_bibliography
from plainleaf.markup.document import convert_document
from plainleaf.markup.engine import MarkdownEngine
from plainleaf.markup.extents import within_extents
from plainleaf.markup.sanitize import sanitize
from plainleaf.model.articles import SourceDocument
from plainleaf.model.diagnostics import Diagnostic
from plainleaf.model.editions import DocumentText
from plainleaf.output.drawing_safety import check_drawing
from plainleaf.output.drawings import drawing_size
from plainleaf.output.picture_values import PictureFault
from plainleaf.read.facts import read_facts
from plainleaf.read.front_matter import read_document
from plainleaf.read.glossary import read_glossary
from plainleaf.read.settings import read_people, read_settings
from plainleaf.read.text_files import decode_text
from tests.quality.test_any_text import PROJECT
from tests.tiny_site import article

_ENGINE = MarkdownEngine()


def _judge(text: str, faults: list[Diagnostic]) -> None:
    """Every fault has a place in the file, and words."""
    lines = text.split("\n")
    for fault in faults:
        assert fault.message
        assert "\n" not in fault.message
        assert 1 <= fault.line <= len(lines) + 1, fault
        assert 1 <= fault.column <= len(lines[min(fault.line, len(lines)) - 1]) + 2, fault


def _convert(source: SourceDocument) -> tuple[DocumentText, list[Diagnostic]]:
    """Convert an article as a build does, where nothing is kept from an earlier one."""
    source, too_long = within_extents(source)
    text, _, faults = convert_document(source, PROJECT.settings.audience, _ENGINE, read_facts)
    return text, [*too_long, *faults]


def front_matter(data: bytes) -> None:
    """A whole file of an article."""
    text, _ = decode_text(data, "a.md")
    document, faults = read_document(text, "a.md", "articles/a.md", "en", is_article=True)
    _judge(text, faults)
    _convert(document)


def body(data: bytes) -> None:
    """The text of an article: markers, blocks, HTML."""
    text, _ = decode_text(data, "a.md")
    source = article(text)
    document, _ = read_document(source, "a.md", "articles/a.md", "en", is_article=True)
    converted, faults = _convert(document)
    _judge(source, faults)
    for edition in converted.editions:
        html = edition.body.html.lower()
        assert "<script" not in html
        assert "<iframe" not in html
        assert sanitize(edition.body.html) is not None


def bibliography(data: bytes) -> None:
    """A bibliography, each work of it printed."""
    text, _ = decode_text(data, "references.bib")
    found = parse_bibliography(text, "references.bib")
    for fault in found.faults:
        assert fault.message
        assert fault.line >= 1
        assert fault.column >= 1
    for reference in found.references.values():
        format_reference(reference)


def settings(data: bytes) -> None:
    """The files of settings, people and terms."""
    text, _ = decode_text(data, "site.yaml")
    for read in (read_settings, read_people, read_glossary):
        _judge(text, read(text, "site.yaml")[1])


def drawing(data: bytes) -> None:
    """A picture in SVG."""
    with contextlib.suppress(PictureFault):
        drawing_size(data)
        check_drawing(data)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "front_matter": front_matter,
    "body": body,
    "bibliography": bibliography,
    "settings": settings,
    "drawing": drawing,
}
