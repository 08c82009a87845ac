"""Interface words, dates and plurals of one language: a door to Babel and gettext."""

import datetime
import gettext
import io
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from plainleaf.output.catalogs import catalog_faults, parse_catalog
from plainleaf.output.template_fault import TemplateFault

_ENGLISH_MONTHS = (
    "January February March April May June July August September October November December".split()
)


@lru_cache(maxsize=64)
def locale_of(lang: str) -> Locale:
    """Return Babel's locale for a BCP 47 tag; an unknown one is treated as English."""
    return _known_locale(lang) or Locale.parse("en")


def _known_locale(lang: str) -> Locale | None:
    for tag in (lang, lang.partition("-")[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


def autonym(lang: str) -> str:
    """Return a language's own name as it stands in a list: "Español", "português (Brasil)" with a capital P.

    A tag that CLDR has no name for stands for itself. The first letter is in its title case, which leaves
    scripts without capitals, and Georgian, as they are.
    """
    locale = _known_locale(lang)
    name = locale.get_display_name() if locale else None
    return f"{name[:1].title()}{name[1:]}" if name else lang


@lru_cache(maxsize=4096)
def long_date(day: datetime.date, lang: str) -> str:
    """Return a date as people write it, with the month in letters: "3 November 2025".

    English pages have the day first: it is unambiguous, and the NHS style for dates.
    """
    if lang.partition("-")[0] == "en":
        return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"
    return str(format_date(day, format="long", locale=locale_of(lang)))


@lru_cache(maxsize=4096)
def month_and_year(day: datetime.date, lang: str) -> str:
    """Return the month of a day as a calendar is headed: "November 2025"."""
    if lang.partition("-")[0] == "en":
        return f"{_ENGLISH_MONTHS[day.month - 1]} {day.year}"
    return str(format_skeleton("yMMMM", day, locale=locale_of(lang)))


def _catalog_file(templates: Path, lang: str) -> Path | None:
    """Return the catalog of a language, for `es-MX` that of `es` where it has none of its own."""
    paths = (templates / "words" / f"{name}.po" for name in (lang, lang.partition("-")[0]))
    return next((path for path in paths if path.is_file()), None)


def has_words(templates: Path, lang: str) -> bool:
    """Say whether readers of a language see interface words in it; the templates themselves are in English."""
    return lang.partition("-")[0] == "en" or _catalog_file(templates, lang) is not None


def translations(templates: Path, lang: str) -> gettext.NullTranslations:
    """Return the interface words of a language from `templates/words/LANG.po`, else the English ones.

    Raises TemplateFault with the first line of the catalog that can't be used.
    """
    path = _catalog_file(templates, lang)
    return _compiled(path.name, path.read_bytes()) if path else gettext.NullTranslations()


def check_catalogs(templates: Path, languages: Iterable[str]) -> list[TemplateFault]:
    """Return everything that is wrong in the catalogs of some languages."""
    paths = {_catalog_file(templates, lang) for lang in languages} - {None}
    found: list[TemplateFault] = []
    for path in sorted(path for path in paths if path):
        try:
            found += _read(path.name, path.read_bytes())[1]
        except TemplateFault as fault:
            found.append(fault)
    return found


@lru_cache(maxsize=16)
def _read(name: str, content: bytes) -> tuple[Catalog, tuple[TemplateFault, ...]]:
    """Return a catalog and the forms in it that can't be used; the same content is read once in a process."""
    catalog = parse_catalog(name, content)
    return catalog, tuple(catalog_faults(name, catalog))


@lru_cache(maxsize=16)
def _compiled(name: str, content: bytes) -> gettext.NullTranslations:
    """Return a catalog ready for use."""
    catalog, faults = _read(name, content)
    for fault in faults:  # a new one each time: what is kept must not gather the traces of whoever met it
        raise TemplateFault(fault.name, fault.line, fault.message)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
