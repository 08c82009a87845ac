"""The messages of templates and Python sources, gathered into catalogs: a door to Babel."""

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import write_po

from plainleaf.output.catalogs import parse_catalog

# As in plainleaf.output.templates: the same text has to come out of a {% trans %} block. Not silent: a template
# that can't be read must not lose its messages.
_JINJA = {
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "silent": "false",
    "newstyle_gettext": "true",
}
_PYTHON_SOURCE = Path(__file__).parent / "interface_words.py"
_NOTE = "Translators:"


def extract_messages(templates: Path) -> Catalog:
    """Return every message of the templates and of the interface words in Python, in a fixed order.

    Places have no line numbers, so that an edit elsewhere in a file doesn't change a catalog.
    """
    catalog = Catalog(charset="utf-8", fuzzy=False)
    for place, line, id_, notes, context in _found(templates):
        catalog.add(id_, locations=[(place, line)], auto_comments=notes, context=context)
    return catalog


def _found(templates: Path) -> Iterator[tuple[str, int, str | tuple[str, ...], list[str], str | None]]:
    sources = [(path, "jinja2", path.relative_to(templates.parent)) for path in templates.rglob("*.html")]
    sources.append((_PYTHON_SOURCE, "python", Path("plainleaf/output", _PYTHON_SOURCE.name)))
    for path, method, place in sorted(sources, key=lambda source: source[2].as_posix()):
        options = _JINJA if method == "jinja2" else {}
        with path.open("rb") as file:
            for line, id_, notes, context in extract(method, file, DEFAULT_KEYWORDS, [_NOTE], options):
                yield place.as_posix(), line, id_, notes, context


def updated(name: str, old: bytes, template: Catalog) -> Catalog:
    """Return a language's catalog with exactly the messages of a template, and the translations that it had.

    A message that has changed has none: a guess from one that looks like it could be wrong in a sentence about
    somebody's health. Raises TemplateFault.
    """
    before = parse_catalog(name, old) if old.strip() else Catalog()
    after = Catalog(locale=name.removesuffix(".po").replace("-", "_"), charset="utf-8", fuzzy=False)
    for message in template:
        if message.id:
            kept = before.get(message.id, message.context)
            text = kept.string if kept and not kept.fuzzy and _same_shape(kept, message) else None
            after.add(
                message.id,
                text,
                message.locations,
                auto_comments=message.auto_comments,
                user_comments=kept.user_comments if kept else (),
                context=message.context,
            )
    return after


def _same_shape(kept: Message, message: Message) -> bool:
    return bool(kept.pluralizable == message.pluralizable and kept.id == message.id)


def catalog_text(catalog: Catalog) -> bytes:
    """Return a catalog as its file: the same every time, without dates and names of machines."""
    headers = ["Project-Id-Version: Plainleaf", "MIME-Version: 1.0"]
    headers += ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"]
    if catalog.locale_identifier:
        headers.insert(1, f"Language: {catalog.locale_identifier}")
        headers.append(f"Plural-Forms: {catalog.plural_forms}")
    lines = ['msgid ""', 'msgstr ""', *(f'"{header}\\n"' for header in headers), "", ""]
    body = io.BytesIO()
    write_po(
        body,
        catalog,
        omit_header=True,
        sort_by_file=True,
        ignore_obsolete=True,
        include_lineno=False,
    )
    return "\n".join(lines).encode() + body.getvalue().rstrip(b"\n") + b"\n"


def write_catalogs(templates: Path) -> dict[str, tuple[int, int]]:
    """Write `words/messages.pot` and update every `words/LANG.po`; return of how many messages each has how many.

    Raises TemplateFault for a catalog that can't be read, OSError.
    """
    folder = templates / "words"
    template = extract_messages(templates)
    files = {folder / "messages.pot": template}
    for path in sorted(folder.glob("*.po")):
        files[path] = updated(path.name, path.read_bytes(), template)
    folder.mkdir(exist_ok=True)
    counts = {}
    for path, catalog in files.items():
        content = catalog_text(catalog)
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)
        messages = [message for message in catalog if message.id]
        counts[path.name] = (len(messages), sum(is_translated(message) for message in messages))
    return counts


def is_translated(message: Message) -> bool:
    """Say whether a message has a translation in all of its forms, and one that nobody doubts."""
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return bool(forms) and all(forms) and not message.fuzzy
