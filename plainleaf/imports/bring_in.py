"""A file from a word processor to the parts of an article: its body, its list of references, its pictures."""

from collections.abc import Mapping
from typing import NamedTuple

from plainleaf.imports import markdown_file, plain_text, word_html
from plainleaf.imports.blocks import Imported, map_runs
from plainleaf.imports.decoding import TextFault, decode_any
from plainleaf.imports.headings import with_headings
from plainleaf.imports.markdown_writer import to_markdown
from plainleaf.imports.pasted_list import Entry, split_references
from plainleaf.imports.pasted_markers import Numbered, with_markers, with_markers_in_markdown
from plainleaf.imports.word_file import Picture, WordFault, read_word
from plainleaf.model.articles import FrontMatter
from plainleaf.read.front_matter import ARTICLE_FIELDS, read_document, split_front_matter

KINDS = (".docx", ".txt", ".md", ".markdown")
# What a new article has of its own.
_NOT_TAKEN = {
    "title": "the title is that of the command",
    "slug": "the slug comes from the title",
    "date": "the date is today",
    "updated": "the date is today",
    "review": "a new article is a draft",
    "lang": "the language is that of the command",
    "translation_of": "say it to the command:  --translation-of SLUG",
    "waive": "findings are accepted for one text",
}
_TAKEN = frozenset(
    {"summary", "authors", "topics", "conditions", "references", "key_points", "questions", "conflicts"}
)
_FEW = 3
_MOST_TEXT = 5_000_000  # bytes; a book has a fifth


class ImportFault(Exception):
    """A file can't be brought in; the message says why, and `hint` what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class BroughtIn(NamedTuple):
    """The parts of an article; `front` has what a Markdown file's own front matter says."""

    body: str
    entries: tuple[Entry, ...]
    pictures: tuple[Picture, ...]
    notices: tuple[str, ...]
    front: FrontMatter | None = None


def bring_in(data: bytes, kind: str, title: str, stem: str) -> BroughtIn:
    """Return what a file's bytes hold; `kind` is one of KINDS, `stem` what its pictures' names begin with.

    Raises ImportFault.
    """
    if kind == ".docx":
        try:
            word = read_word(data, stem)
        except WordFault as fault:
            raise ImportFault(str(fault), fault.hint) from fault
        imported = word_html.parse_word_html(word.html)
        notices = (*word.notices, *imported.notices)
        return _finished(imported, title, word.pictures, notices)
    if len(data) > _MOST_TEXT:
        raise ImportFault("the file is too large to be read", "bring in one article at a time")
    try:
        text, told = decode_any(data)
    except TextFault as fault:
        raise ImportFault(str(fault), "open it in your word processor and save it as .docx") from fault
    if kind == ".txt" and not plain_text.is_markdown(text):
        imported = plain_text.parse_plain_text(text)
        return _finished(imported, title, (), (*told, *imported.notices))
    if kind == ".txt":
        told.append("the text has headings as in Markdown, and was read as such")
    return _from_markdown(text, title, told)


def _finished(
    imported: Imported, title: str, pictures: tuple[Picture, ...], told: tuple[str, ...]
) -> BroughtIn:
    parts = split_references(imported.blocks)
    record = Numbered.upto(len(parts.entries))
    blocks = [map_runs(block, lambda runs: with_markers(runs, record)) for block in parts.blocks]
    notes = {
        name: tuple(map_runs(block, lambda runs: with_markers(runs, record)) for block in note)
        for name, note in imported.notes.items()
    }
    headed, more = with_headings(blocks, title)
    notices = [*told, *more, *_about_references(record, unnumbered=parts.unnumbered)]
    if notes:
        notices.append("footnotes were kept as footnotes: cite those that are sources by key, [@key]")
    return BroughtIn(to_markdown(headed, notes), parts.entries, pictures, tuple(notices))


def _from_markdown(text: str, title: str, told: list[str]) -> BroughtIn:
    front: FrontMatter | None = None
    if text.lstrip().startswith("---\n"):
        yaml_text, body, faults = split_front_matter(text, "")
        if not faults:
            document, found = read_document(text, "", "", "en", is_article=True)
            front, text = document.front, body.text
            told += _about_front(front.places)
            told += [
                f"in its front matter, line {fault.line}: {fault.message}"
                for fault in found
                if fault.code == "front-matter-syntax"
            ]
            del yaml_text
    parts = markdown_file.split_markdown_references(markdown_file.without_title(text, title))
    record = Numbered.upto(len(parts.entries) or len(front.references if front else ()))
    body_text = with_markers_in_markdown(parts.text, record)
    told += _about_references(record, unnumbered=parts.unnumbered)
    return BroughtIn(body_text.strip("\n") + "\n", parts.entries, (), tuple(told), front)


def _about_front(places: Mapping[str, object]) -> list[str]:
    found = []
    for name in places:
        if "." in name or name in _TAKEN:
            continue
        reason = _NOT_TAKEN.get(name) or f"the fields are: {', '.join(ARTICLE_FIELDS)}"
        found.append(f"the field '{name}' of its front matter left out: {reason}")
    return found


def _about_references(record: Numbered, *, unnumbered: bool) -> list[str]:
    found = []
    left = list(dict.fromkeys(record.left))
    shown = ", ".join(left[:_FEW]) + (" …" if len(left) > _FEW else "")
    if unnumbered:
        found.append(
            "the list of references was kept as text: it has no numbers from 1 on that markers could mean"
        )
    if record.length and not record.seen:
        found.append("no marker such as [1] stands in the text: say with 【1】 where each reference belongs")
    if left and record.length:
        found.append(f"left as text, as the list of references ends with {record.length}: {shown}")
    elif left:
        found.append(f"left as text, as there is no numbered list of references at the end: {shown}")
    elif record.seen and not record.length:
        found.append(
            "there are numbered markers, and no numbered list of references at the end: check names each"
        )
    return found
