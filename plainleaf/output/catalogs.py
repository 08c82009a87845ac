"""Catalogs of interface words (`templates/words/LANG.po`), and what can be wrong in one: a door to Babel.

A form stands in the place of the English one, in the templates' HTML and in Python's `str.format`. So it has
the same placeholders, and no character that would be markup there.
"""

import io
import re
from collections.abc import Iterator
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from plainleaf.output.template_fault import TemplateFault

_PERCENT = re.compile(r"%\(\w+\)[a-zA-Z]|%%|%")
_MARKUP = '<>&"'


def parse_catalog(name: str, content: bytes) -> Catalog:
    """Return a catalog from the content of its file. Raises TemplateFault with the line that can't be read."""
    path = f"words/{name}"
    lang = name.removesuffix(".po")
    try:
        return read_po(io.BytesIO(content), locale=lang.replace("-", "_"), abort_invalid=True)
    except PoFileError as fault:
        raise TemplateFault(path, fault.lineno + 1, str(fault)) from fault
    except UnicodeDecodeError as fault:
        raise TemplateFault(path, 1, "the file is not UTF-8 text") from fault
    except (
        ValueError,
        LookupError,
        AttributeError,
    ) as fault:  # Babel lets its own faults through here and there
        raise TemplateFault(path, 1, f"the catalog can't be read: {fault}") from fault


def compile_catalog(catalog: Catalog) -> bytes:
    """Return a catalog in the form that gettext reads."""
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    return compiled.getvalue()


def catalog_faults(name: str, catalog: Catalog) -> Iterator[TemplateFault]:
    """Yield the forms of a catalog that can't stand in the place of the English ones, with their lines."""
    for message in catalog:
        if not message.id or message.fuzzy:  # the header; and what is fuzzy is never shown
            continue
        for fault in _faults(message):
            yield TemplateFault(f"words/{name}", message.lineno or 1, fault)


def _faults(message: Message) -> Iterator[str]:
    english = message.id if isinstance(message.id, tuple | list) else (message.id,)
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    wanted = {placeholder for text in english for placeholder in _placeholders(text)}
    for number, form in enumerate(forms):
        if not form:
            continue
        found = set(_placeholders(form))
        # A form for one or two may say the number in letters: "una página".
        needed = wanted if number == len(forms) - 1 else set()
        for placeholder in sorted(found - wanted):
            yield f"'{form}' has {placeholder}, and the English form has not"
        for placeholder in sorted(needed - found):
            yield f"'{form}' lacks {placeholder} of the English form"
        for sign in sorted(set(form).intersection(_MARKUP) - set("".join(english))):
            yield f"'{form}' has the sign {sign}, which is markup; write quotation marks as « » or “ ”"


def _placeholders(text: str) -> list[str]:
    """Return the places of a form that are filled in: `%(day)s` in templates, `{number}` in Python.

    A sign of per cent or a brace that begins no placeholder is one of itself: it would be a fault at rendering.
    """
    found = _PERCENT.findall(text)
    try:
        for _, name, form, conversion in Formatter().parse(text):
            if name is not None:
                found.append(
                    "{" + name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "") + "}"
                )
    except ValueError:
        found += sorted(set("{}").intersection(text))
    return found
