"""Interface words, dates and plurals of one language: the only door to Babel and gettext."""

import datetime
import gettext
import io
from functools import lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from plainleaf.output.template_fault import TemplateFault

_ENGLISH_MONTHS = (
    "January February March April May June July August September October November December".split()
)


@lru_cache(maxsize=64)
def locale_of(lang: str) -> Locale:
    """Return Babel's locale for a BCP 47 tag; an unknown one is treated as English."""
    try:
        return Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def long_date(day: datetime.date, lang: str) -> str:
    """Return a date as people write it, with the month in letters: "3 November 2025".

    English pages have the day first: it is unambiguous, and the NHS style for dates.
    """
    if lang.partition("-")[0] == "en":
        return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"
    return str(format_date(day, format="long", locale=locale_of(lang)))


def _read_catalog(path: Path, lang: str) -> Catalog:
    """Return a catalog of interface words. Raises TemplateFault with the line that can't be read."""
    try:
        with path.open("rb") as source:
            return read_po(source, locale=lang.replace("-", "_"), abort_invalid=True)
    except PoFileError as fault:
        raise TemplateFault(f"words/{path.name}", fault.lineno + 1, str(fault)) from fault
    except UnicodeDecodeError as fault:
        raise TemplateFault(f"words/{path.name}", 1, "the file is not UTF-8 text") from fault


def translations(templates: Path, lang: str) -> gettext.NullTranslations:
    """Return the interface words of a language from `templates/words/LANG.po`, else the English ones."""
    for name in (lang, lang.partition("-")[0]):
        path = templates / "words" / f"{name}.po"
        if path.is_file():
            catalog = _read_catalog(path, name)
            compiled = io.BytesIO()
            write_mo(compiled, catalog)
            compiled.seek(0)
            return gettext.GNUTranslations(compiled)
    return gettext.NullTranslations()
