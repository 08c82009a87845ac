"""Interface words, dates and plurals of one language: a door to gettext.

Babel takes longer to load than a build with one edit takes otherwise. An English site never asks for it, and of
what it makes for other languages the words are kept.
"""

import datetime
import gettext
import io
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from plainleaf.cache.engine_version import name_of
from plainleaf.cache.kept_files import KeptFiles
from plainleaf.output.template_fault import TemplateFault

_ENGLISH_MONTHS = (
    "January February March April May June July August September October November December".split()
)


class _Kept:
    """What was made of catalogs and tags, in `files` for the next process."""

    def __init__(self) -> None:
        self.files: KeptFiles | None = None

    def recall(self, made_from: tuple[str | bytes, ...], make: Callable[[], bytes]) -> bytes:
        """Return what an earlier build made of the same, else make it and keep it."""
        if self.files is None:
            return make()
        name = name_of(made_from)
        content = self.files.read(name)
        if content is None:
            content = make()
            self.files.write(name, content)
        return content


_KEPT = _Kept()


def keep_words(files: KeptFiles | None) -> None:
    """Look for words among these files from now on, and keep them there; None for no such files."""
    _KEPT.files = files


@lru_cache(maxsize=64)
def autonym(lang: str) -> str:
    """Return a language's own name as it stands in a list: "Español", "português (Brasil)" with a capital P.

    A tag that CLDR has no name for stands for itself. The first letter is in its title case, which leaves
    scripts without capitals, and Georgian, as they are.
    """
    if lang == "en":
        return "English"

    def make() -> bytes:
        from plainleaf.output.cldr import own_name  # noqa: PLC0415 - see above

        return own_name(lang).encode("utf-8")

    name = _KEPT.recall(("autonym", lang), make).decode("utf-8")
    return f"{name[:1].title()}{name[1:]}" if name else lang


@lru_cache(maxsize=4096)
def long_date(day: datetime.date, lang: str) -> str:
    """Return a date as people write it, with the month in letters: "3 November 2025".

    English pages have the day first: it is unambiguous, and the NHS style for dates.
    """
    if lang.partition("-")[0] == "en":
        return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"
    from plainleaf.output import cldr  # noqa: PLC0415 - see above

    return cldr.long_date(day, lang)


@lru_cache(maxsize=4096)
def month_and_year(day: datetime.date, lang: str) -> str:
    """Return the month of a day as a calendar is headed: "November 2025"."""
    if lang.partition("-")[0] == "en":
        return f"{_ENGLISH_MONTHS[day.month - 1]} {day.year}"
    from plainleaf.output import cldr  # noqa: PLC0415 - see above

    return cldr.month_and_year(day, lang)


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
    return _translations(path.name, path.read_bytes()) if path else gettext.NullTranslations()


def check_catalogs(templates: Path, languages: Iterable[str]) -> list[TemplateFault]:
    """Return everything that is wrong in the catalogs of some languages."""
    paths = {_catalog_file(templates, lang) for lang in languages} - {None}
    found: list[TemplateFault] = []
    for path in sorted(path for path in paths if path):
        content = path.read_bytes()
        try:
            _compiled(path.name, content)
        except TemplateFault as first:
            found += _faults(path.name, content) or [first]
    return found


@lru_cache(maxsize=16)
def _translations(name: str, content: bytes) -> gettext.NullTranslations:
    return gettext.GNUTranslations(io.BytesIO(_compiled(name, content)))


@lru_cache(maxsize=16)
def _compiled(name: str, content: bytes) -> bytes:
    """Return a catalog in the form that gettext reads; the same content is read once."""

    def make() -> bytes:
        from plainleaf.output.catalogs import catalog_faults, compile_catalog, parse_catalog  # noqa: PLC0415

        catalog = parse_catalog(name, content)
        for fault in catalog_faults(name, catalog):
            raise fault
        return compile_catalog(catalog)

    return _KEPT.recall(("catalog", name, content), make)


def _faults(name: str, content: bytes) -> list[TemplateFault]:
    """Return the forms of a catalog that can't be used; none where it can't be read at all."""
    from plainleaf.output.catalogs import catalog_faults, parse_catalog  # noqa: PLC0415 - see above

    try:
        return list(catalog_faults(name, parse_catalog(name, content)))
    except TemplateFault:
        return []
