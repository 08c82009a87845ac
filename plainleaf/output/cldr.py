"""Names of languages and dates in them, from the CLDR: a door to Babel, which takes long to load."""

import datetime

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton


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


def own_name(lang: str) -> str:
    """Return a language's own name as CLDR has it, "español"; "" for a tag that it has no name for."""
    locale = _known_locale(lang)
    return (locale.get_display_name() if locale else None) or ""


def long_date(day: datetime.date, lang: str) -> str:
    """Return a date as people write it, with the month in letters."""
    return str(format_date(day, format="long", locale=locale_of(lang)))


def month_and_year(day: datetime.date, lang: str) -> str:
    """Return the month of a day as a calendar is headed."""
    return str(format_skeleton("yMMMM", day, locale=locale_of(lang)))
