"""Finds and reads a clinic's files; the place where its folders are known."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, NoReturn, TypeVar

from plainleaf.model.articles import SourceDocument
from plainleaf.model.diagnostics import Diagnostic, Position, error, warning
from plainleaf.model.language_settings import LanguageSettings
from plainleaf.model.memory import Memory
from plainleaf.model.settings import Person, Settings, Term
from plainleaf.read.fields import language_tag
from plainleaf.read.file_memory import file_digest, recall_file, signature
from plainleaf.read.front_matter import read_document
from plainleaf.read.glossary import read_glossary
from plainleaf.read.settings import read_language_settings, read_people, read_settings
from plainleaf.read.text_files import decode_text

_Value = TypeVar("_Value")
_Read = Callable[[str, str], tuple[_Value, list[Diagnostic]]]
_NO_SETTINGS = Settings()
_NOBODY: dict[str, Person] = {}
_PICTURES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif"})


class ContentFiles(NamedTuple):
    """What the content folder holds; `pictures` maps a picture below it to its file and a digest.

    `languages` and `glossary` are by language tag.
    """

    settings: Settings
    languages: dict[str, LanguageSettings]
    people: dict[str, Person]
    glossary: dict[str, tuple[Term, ...]]
    documents: tuple[SourceDocument, ...]
    pictures: dict[str, tuple[Path, str]]


def shown_path(path: Path | str) -> str:
    """Return a path as a diagnostic shows it: from the working folder where it lies below it.

    A link is shown by its own name: that is the one which the author knows.
    """
    here = _with_slash(os.getcwd())
    place = os.path.abspath(path)
    if not place.startswith(here):
        place = os.path.realpath(os.path.dirname(path)) + os.sep + os.path.basename(path)
    if place.startswith(here):
        return place.removeprefix(here).replace(os.sep, "/")
    return Path(path).as_posix()


def _with_slash(folder: str) -> str:
    return folder if folder.endswith(os.sep) else folder + os.sep


def read_text(path: Path, memory: Memory | None = None) -> tuple[str, list[Diagnostic]]:
    """Return a file's text; a file that can't be read is a diagnostic, too.

    With a `memory` the text of a file that has not changed is the very same object as before.
    """
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):  # a named pipe would never end
            return _no_file(shown_path(path))
        text, faults = recall_file(
            path,
            status,
            memory or Memory(),
            "words",
            None,
            lambda data: decode_text(data, shown_path(path)),
            shown_path(path),
        )
        return text, list(faults)
    except OSError as fault:
        return _unreadable(shown_path(path), fault)


def read_value(
    path: Path, memory: Memory, kind: str, type_: type[_Value], parse: Callable[[str], _Value], *also: object
) -> tuple[_Value, list[Diagnostic]]:
    """Return what `parse` makes of a file's text; a file that can't be read is a diagnostic, too.

    `also` is what the value depends on besides the text.
    """
    shown = shown_path(path)

    def made(data: bytes) -> tuple[_Value, list[Diagnostic]]:
        text, faults = decode_text(data, shown)
        return parse(text), faults

    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):  # a named pipe would never end
            text, faults = _no_file(shown)
            return parse(text), faults
        return recall_file(path, status, memory, kind, _with_faults(type_), made, shown, *also)
    except OSError as fault:
        text, faults = _unreadable(shown, fault)
        return parse(text), faults


def _with_faults(type_: type[_Value]) -> type[tuple[_Value, list[Diagnostic]]]:
    """Return the type of a value that comes with what is wrong in its file."""
    return tuple[type_, list[Diagnostic]]  # type: ignore[valid-type]


def _no_file(shown: str) -> tuple[str, list[Diagnostic]]:
    hint = "remove it or rename it"
    return "", [error("encoding", Position(shown), "this is no file with a text", hint)]


def _unreadable(shown: str, fault: OSError) -> tuple[str, list[Diagnostic]]:
    reason = fault.strerror or "no reason is given"
    return "", [error("encoding", Position(shown), f"the file can't be read: {reason}")]


def read_content(content: Path, memory: Memory | None = None) -> tuple[ContentFiles, list[Diagnostic]]:
    """Read the whole content folder. What is not there has its default; what is wrong is reported.

    With a `memory` what has not changed is neither read nor parsed again. Raises OSError for a folder that can't be
    read: a site must not lose articles without a word.
    """
    memory = memory or Memory()

    def optional(
        path: Path, read: _Read[_Value], type_: type[_Value], default: _Value, *also: object
    ) -> _Value:
        value, faults = _optional(path, read, type_, default, memory, *also)
        diagnostics.extend(faults)
        return value

    settings, diagnostics = read_site_settings(content, memory)
    languages = {
        lang: optional(file, _language_settings(settings), LanguageSettings, LanguageSettings(), settings)
        for lang, file in _by_language(content, "site", settings.language, diagnostics).items()
    }
    no_terms: tuple[Term, ...] = ()
    glossary = {
        settings.language: optional(content / "glossary.yaml", read_glossary, tuple[Term, ...], no_terms)
    }
    for lang, file in _by_language(content, "glossary", settings.language, diagnostics).items():
        glossary[lang] = optional(file, read_glossary, tuple[Term, ...], no_terms)
    people = optional(content / "people.yaml", read_people, dict[str, Person], _NOBODY)
    documents = []
    here = os.getcwd()
    for one in document_files(content, settings.language):
        document, faults = read_document_file(one, here, memory)
        diagnostics += faults
        documents.append(document)
    pictures = memory.steady("pictures", _pictures(content, memory, diagnostics))
    languages, glossary = memory.steady("languages", languages), memory.steady("glossary", glossary)
    return ContentFiles(settings, languages, people, glossary, tuple(documents), pictures), diagnostics


def read_site_settings(content: Path, memory: Memory) -> tuple[Settings, list[Diagnostic]]:
    """Return the settings of a site, and what is wrong in them."""
    return _optional(content / "site.yaml", read_settings, Settings, _NO_SETTINGS, memory)


def _optional(
    path: Path, read: _Read[_Value], type_: type[_Value], default: _Value, memory: Memory, *also: object
) -> tuple[_Value, list[Diagnostic]]:
    """Return what a file holds, or the default where there is none, and what is wrong."""
    if not os.path.lexists(path):
        return default, []
    shown = shown_path(path)
    (value, more), faults = read_value(
        path, memory, type_.__name__, _with_faults(type_), lambda text: read(text, shown), *also
    )
    return value, faults + more


class DocumentFile(NamedTuple):
    """A file that is to hold an article or a plain page."""

    name: str
    content: Path
    default_lang: str
    is_article: bool

    @property
    def shown(self) -> str:
        """The file's path as a diagnostic shows it."""
        return shown_path(self.name)

    @property
    def below(self) -> str:
        """The file's path below the content folder."""
        return self.name.removeprefix(_with_slash(os.fspath(self.content))).replace(os.sep, "/")

    def parse(self, text: str, faults: list[Diagnostic]) -> tuple[SourceDocument, list[Diagnostic]]:
        """Return what a text means as this file's; `faults` were found before there was a text."""
        document, more = read_document(
            text, self.shown, self.below, self.default_lang, is_article=self.is_article
        )
        # Of a file without a text nothing more can be said, not even that it has no front matter.
        return document, faults if faults and not text else faults + more

    def read(self, status: os.stat_result, memory: Memory) -> tuple[SourceDocument, list[Diagnostic]]:
        """Read the file. Raises OSError."""
        shown = self.shown
        if not stat.S_ISREG(status.st_mode):
            return self.parse(*_no_file(shown))
        return recall_file(
            self.name,
            status,
            memory,
            "document",
            tuple[SourceDocument, list[Diagnostic]],
            lambda data: self.parse(*decode_text(data, shown)),
            shown,
            self.below,
            self.default_lang,
            self.is_article,
        )


def document_files(content: Path, default_lang: str) -> list[DocumentFile]:
    """Return the files of all articles and plain pages, in a fixed order. Raises OSError."""
    pages = os.fspath(content / "pages")
    return [
        DocumentFile(name, content, default_lang, is_article)
        for folder, is_article in (("articles", True), ("pages", False))
        for name in _names_below(content / folder)
        if name.lower().endswith(".md") and (is_article or os.path.dirname(name) == pages)
    ]


def read_document_file(
    file: DocumentFile, here: str, memory: Memory
) -> tuple[SourceDocument, list[Diagnostic]]:
    """Return the document in a file, and everything that is wrong with the file; `here` is the working folder."""
    name = file.name
    try:
        status = os.stat(name)
        # Of most files nothing more is asked: that is all the work for each of thousands.
        made_from = (*signature(status), file.default_lang, here)
        return memory.recall_whole(("document file", name), made_from, lambda: file.read(status, memory))
    except OSError as fault:
        return file.parse(*_unreadable(file.shown, fault))


def read_document_again(
    before: SourceDocument, content: Path, settings: Settings, memory: Memory
) -> tuple[SourceDocument, list[Diagnostic]]:
    """Return the document that stands in the file of one that was read before, and what is wrong with the file."""
    name = os.fspath(content / before.content_path)
    file = DocumentFile(name, content, settings.language, before.is_article)
    return read_document_file(file, os.getcwd(), memory)


def content_path_of(path: Path, content: Path) -> str | None:
    """Return a file's path below the content folder, as documents have it; None for one elsewhere."""
    inside = _with_slash(os.path.abspath(content))
    place = os.path.abspath(path)
    return place.removeprefix(inside).replace(os.sep, "/") if place.startswith(inside) else None


def _language_settings(
    settings: Settings,
) -> Callable[[str, str], tuple[LanguageSettings, list[Diagnostic]]]:
    return lambda text, path: read_language_settings(text, path, settings)


def _by_language(
    content: Path, name: str, site_language: str, diagnostics: list[Diagnostic]
) -> dict[str, Path]:
    """Return the files `NAME.LANG.yaml` of the content folder by language, and report those of no language."""
    found: dict[str, Path] = {}
    for path in sorted(content.glob(f"{name}.*.yaml")):
        written = path.name.removeprefix(f"{name}.").removesuffix(".yaml")
        lang = language_tag(written)
        if lang is None:
            message = f"'{written}' is no language tag, so the file has no effect"
            hint = f"name it by its language, such as {name}.es.yaml or {name}.pt-BR.yaml"
        elif lang == site_language:
            message = f"'{lang}' is the site's own language, so the file has no effect"
            hint = f"put its words into {name}.yaml"
        elif lang in found:
            message = f"the words in '{lang}' stand in {shown_path(found[lang])}, too"
            hint = "keep one of the two files"
        else:
            found[lang] = path
            continue
        diagnostics.append(warning("settings-field", Position(shown_path(path)), message, hint))
    return found


def files_below(folder: Path) -> list[Path]:
    """Return the files below a folder in a fixed order, without hidden ones and editors' copies.

    Linked folders are not entered: they could lead out of the content, or in a circle.
    """
    return [Path(name) for name in _names_below(folder)]


def _names_below(folder: Path) -> list[str]:
    found: list[str] = []
    if not folder.exists():
        return []
    for root, folders, names in os.walk(folder, onerror=_raise, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [f"{root}{os.sep}{name}" for name in names if not name.startswith((".", "~", "#"))]
    # As texts: a path compares its parts, and then `a/b.md` would stand before `a-1.md`.
    return sorted(found, key=lambda name: name.replace(os.sep, "/"))


def _raise(fault: OSError) -> NoReturn:
    raise fault


def _pictures(content: Path, memory: Memory, diagnostics: list[Diagnostic]) -> dict[str, tuple[Path, str]]:
    """Return the pictures; a link out of the content folder is refused, as the file it means would be published."""
    found = {}
    inside = os.path.realpath(content)
    for path in files_below(content / "images"):
        if path.suffix.lower() not in _PICTURES or not path.is_file():
            continue
        if path.is_symlink() and not path.resolve().is_relative_to(inside):
            # Told of the folder: a preview shows the text at a fault's place, and this file is none of ours.
            at = Position(shown_path(content / "images"))
            name = path.relative_to(content).as_posix()
            message = f"the picture '{name}' is a link that leads out of the content folder"
            diagnostics.append(error("image-unsafe", at, message, "put the picture itself there"))
            continue
        digest = file_digest(path, os.stat(path), memory).hex()
        found[path.relative_to(content).as_posix()] = (path, digest)
    return found
