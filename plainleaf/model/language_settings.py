"""The clinic's own words in another language (`content/site.LANG.yaml`), and the settings that they make."""

from collections.abc import Mapping
from typing import NamedTuple, TypeVar

import msgspec

from plainleaf.model.page_parts import Appointment, Contact, Crisis, Link
from plainleaf.model.settings import Settings, Topic

_Value = TypeVar("_Value")


class LanguageSettings(msgspec.Struct, frozen=True):
    """What a clinic's file for one language says; None, "" and {} where it is silent.

    `path` is the file as a diagnostic shows it, "" where there is none.
    """

    path: str = ""
    name: str = ""
    tagline: str = ""
    policy: str = ""
    topics: dict[str, Topic] = {}
    crisis: Crisis | None = None
    disclaimers: dict[str, str] = {}
    contact: Contact | None = None
    appointment: Appointment | None = None
    navigation: tuple[Link, ...] = ()


class InLanguage(NamedTuple):
    """Settings as the pages of a language show them.

    `borrowed` names the words that are still those of the site's own language, because readers can't do without
    them (`crisis.heading`, `disclaimers.patient`, `topics.fmt`); `left_out` those that are not shown at all.
    """

    settings: Settings
    borrowed: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()


def primary(lang: str) -> str:
    """Return the language of a tag without its script and region: `es` of `es-MX` (RFC 5646, 2.2.1)."""
    return lang.partition("-")[0].lower()


def for_language(by_language: Mapping[str, _Value], lang: str) -> _Value | None:
    """Return what is given for a language tag, else for its language alone: for `es-MX` that of `es`."""
    return by_language.get(lang, by_language.get(primary(lang)))


def settings_in(settings: Settings, own: LanguageSettings | None, lang: str) -> InLanguage:
    """Return the settings that the pages of a language show.

    Whatever its file is silent about comes from the site's own settings where the language is the same
    (British and American English), and where it would be worse to go without: crisis lines, disclaimers, the
    titles of topics. Other words are left out rather than shown in the wrong language.
    """
    own = own or LanguageSettings()
    if primary(lang) == primary(settings.language):
        return InLanguage(_same_language(settings, own))
    borrowed: set[str] = set()
    left_out: set[str] = set()
    if settings.tagline and not own.tagline:
        left_out.add("tagline")
    if settings.navigation and not own.navigation:
        borrowed.add("navigation")
    borrowed |= {f"disclaimers.{name}" for name in settings.disclaimers if name not in own.disclaimers}
    borrowed |= {f"topics.{id_}" for id_ in settings.topics if id_ not in own.topics}
    crisis = _crisis(settings.crisis, own.crisis, borrowed)
    if crisis and own.crisis is None:
        crisis = msgspec.structs.replace(crisis, lang=settings.language)
    merged = msgspec.structs.replace(
        _same_language(settings, own),
        tagline=own.tagline,
        crisis=crisis,
        contact=_contact(settings.contact, own.contact, left_out),
        appointment=_appointment(settings.appointment, own.appointment, left_out),
    )
    return InLanguage(merged, frozenset(borrowed), frozenset(left_out))


def _same_language(settings: Settings, own: LanguageSettings) -> Settings:
    """Return the settings with everything in its place that a language's file gives."""
    return msgspec.structs.replace(
        settings,
        name=own.name or settings.name,
        tagline=own.tagline or settings.tagline,
        policy=own.policy or settings.policy,
        topics={**settings.topics, **own.topics},
        crisis=_crisis(settings.crisis, own.crisis, set()),
        disclaimers={**settings.disclaimers, **own.disclaimers},
        contact=_joined(settings.contact, own.contact),
        appointment=_joined(settings.appointment, own.appointment),
        navigation=own.navigation or settings.navigation,
    )


_Fields = TypeVar("_Fields", Contact, Appointment)


def _joined(base: _Fields | None, own: _Fields | None) -> _Fields | None:
    """Return two values in one: of each text the second one's, else the first one's."""
    if base is None or own is None:
        return own or base
    texts = {name: getattr(own, name) or getattr(base, name) for name in base.__struct_fields__}
    return msgspec.structs.replace(base, **texts)


def _crisis(base: Crisis | None, own: Crisis | None, borrowed: set[str]) -> Crisis | None:
    """Return the crisis card. Nothing of it is ever left out: help in the wrong language is help.

    The day of the clinic's check belongs to the lines: lines of a language's own without one have none.
    """
    if base is None:
        return own
    given = own or Crisis("", "", "", None, ())
    for name in ("heading", "text", "emergency", "lines"):
        if getattr(base, name) and not getattr(given, name):
            borrowed.add(f"crisis.{name}")
    return Crisis(
        heading=given.heading or base.heading,
        text=given.text or base.text,
        emergency=given.emergency or base.emergency,
        as_of=given.as_of or (None if given.lines else base.as_of),
        lines=given.lines or base.lines,
    )


def _contact(base: Contact | None, own: Contact | None, left_out: set[str]) -> Contact | None:
    """Return how to ask the clinic: numbers and addresses are the same in every language, sentences are not."""
    joined = _joined(base, own)
    if joined is None:
        return None
    contact = msgspec.structs.replace(
        joined, heading=own.heading if own else "", text=own.text if own else ""
    )
    if base:
        left_out |= {f"contact.{name}" for name in ("heading", "text") if _lost(base, contact, name)}
    return contact if contact.text or contact.email or contact.phone or contact.address else None


def _appointment(base: Appointment | None, own: Appointment | None, left_out: set[str]) -> Appointment | None:
    joined = _joined(base, own)
    if joined is None:
        return None
    appointment = msgspec.structs.replace(joined, text=own.text if own else "")
    if base and _lost(base, appointment, "text"):
        left_out.add("appointment.text")
    return appointment if appointment.text or appointment.url else None


def _lost(base: Contact | Appointment, shown: Contact | Appointment, name: str) -> bool:
    return bool(getattr(base, name)) and not getattr(shown, name)
