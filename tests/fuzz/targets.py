"""What is fuzzed: each target takes any bytes, and nothing but the faults that it names may come of them.

A target is run by `make fuzz` with inputs that a coverage guide finds, and by test_past_finds.py with those that were
kept in corpus/.
"""

import contextlib
import datetime
import io
import re
from collections.abc import Callable

import msgspec

from plainleaf.authoring.approved_texts import approved_bytes, parse_approved
from plainleaf.authoring.review_answer import parse_answer
from plainleaf.bibliography.additions import appended, plan_additions, still_reads
from plainleaf.bibliography.ama import format_reference
from plainleaf.bibliography.bibtex import parse_bibliography
from plainleaf.bibliography.imports.candidates import Kind, parse_candidates
from plainleaf.imports.bring_in import ImportFault, bring_in
from plainleaf.markup.document import convert_document
from plainleaf.markup.engine import MarkdownEngine
from plainleaf.markup.extents import within_extents
from plainleaf.markup.sanitize import sanitize
from plainleaf.model.articles import SourceDocument
from plainleaf.model.diagnostics import Diagnostic, Position
from plainleaf.model.editions import DocumentText
from plainleaf.model.integrity import IntegrityFault, parse_integrity
from plainleaf.output.drawing_safety import check_drawing
from plainleaf.output.drawings import drawing_size
from plainleaf.output.picture_values import PictureFault
from plainleaf.published.publications import parse_publications, plan_records, shown_on
from plainleaf.read.facts import read_facts
from plainleaf.read.front_matter import read_document
from plainleaf.read.glossary import read_glossary
from plainleaf.read.retractions import parse_retractions
from plainleaf.read.settings import read_language_settings, read_people, read_settings
from plainleaf.read.text_files import decode_text
from plainleaf.review.changes import content_changes
from plainleaf.review.digest import Content, digest_of
from tests.imports.word_files import docx
from tests.quality.test_any_text import PROJECT
from tests.tiny_site import BIBLIOGRAPHY, TODAY, article

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


def language(data: bytes) -> None:
    """The files of a language's settings and terms; what they lay over the site's own can be shown."""
    text, _ = decode_text(data, "site.es.yaml")
    words, faults = read_language_settings(text, "site.es.yaml", PROJECT.settings)
    _judge(text, faults)
    terms, faults = read_glossary(text, "glossary.es.yaml")
    _judge(text, faults)
    project = msgspec.structs.replace(PROJECT, languages={"es": words}, glossary={"es": terms})
    project.in_language("es")
    project.glossary_in("es")


def works(data: bytes) -> None:
    """A file of another program with works to cite: what is added reads the same behind a bibliography."""
    text, _ = decode_text(data, "works")
    before = parse_bibliography(BIBLIOGRAPHY, "references.bib")
    for kind in Kind:
        candidates, faults = parse_candidates(text, f"works{kind}")
        additions, more = plan_additions(candidates, before)
        assert all(fault.message and fault.line >= 1 for fault in [*faults, *more])
        after = parse_bibliography(BIBLIOGRAPHY + appended(BIBLIOGRAPHY, additions), "references.bib")
        assert still_reads(before, after, additions), kind


def pasted(data: bytes) -> None:
    """A text or a Markdown file that becomes an article."""
    for kind in (".txt", ".md"):
        _bring_in(data, kind)


def word(data: bytes) -> None:
    """A Word file, or what stands in the document of one."""
    whole = data.startswith(b"PK")
    _bring_in(data if whole else docx(data.decode("utf-8", errors="replace")), ".docx")


def _bring_in(data: bytes, kind: str) -> None:
    """What is brought in is a text that can be converted, and the words about it are a line each."""
    try:
        brought = bring_in(data, kind, "A title", "a")
    except ImportFault:
        return
    assert all(notice.strip() for notice in brought.notices)
    body(brought.body.encode("utf-8", errors="surrogatepass"))


def answer(data: bytes) -> None:
    """A reviewer's answer to a packet."""
    text, _ = decode_text(data, "answer.json")
    found, faults = parse_answer(text, "answer.json")
    _judge(text, faults)
    assert (found is None) == bool(faults)
    if found:
        assert "\n" not in found.in_log


def kept(data: bytes) -> None:
    """What an earlier Plainleaf has kept: an approved text, the list of a site's files, the history."""
    said = re.search(rb'"digest":\s*"([^"\\]*)"', data)
    digest = said[1].decode("utf-8", errors="replace") if said else ""
    approved, faults = parse_approved(data, digest, Position("approved/a.json"))
    assert (approved is None) == bool(faults)
    if approved:
        assert digest_of(approved) == digest
        assert parse_approved(approved_bytes(approved), digest, Position("approved/a.json")) == (approved, [])
        assert content_changes(approved, approved) == ()
        content_changes(approved, Content("", "", {}, (), {}))
    records, faults = parse_publications(data, "publications.jsonl")
    assert len(records) + len(faults) <= data.count(b"\n") + 1
    shown_on(records, TODAY)
    with contextlib.suppress(IntegrityFault):
        found = parse_integrity(data)
        assert not any(name.startswith("/") or ".." in name.split("/") for name in found.digests)
        plan_records(records, found, TODAY, datetime.datetime(2026, 1, 15, tzinfo=datetime.UTC))


def retractions(data: bytes) -> None:
    """A snapshot of retractions."""
    text = data.decode("utf-8", errors="replace")
    found, faults = parse_retractions(io.StringIO(text, newline=""), "retractions.csv")
    assert all(fault.message and fault.line >= 1 for fault in faults)
    assert all(notice.doi or notice.pmid for notice in found.notices)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "front_matter": front_matter,
    "body": body,
    "bibliography": bibliography,
    "settings": settings,
    "language": language,
    "drawing": drawing,
    "works": works,
    "pasted": pasted,
    "word": word,
    "answer": answer,
    "kept": kept,
    "retractions": retractions,
}
