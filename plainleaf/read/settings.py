"""`content/site.yaml`, `content/site.LANG.yaml` and `content/people.yaml` as typed values."""

import re
from urllib.parse import urlsplit

from plainleaf.model.articles import Audience
from plainleaf.model.diagnostics import Diagnostic, Position, error, warning
from plainleaf.model.language_settings import LanguageSettings
from plainleaf.model.nearest import did_you_mean
from plainleaf.model.page_parts import (
    Appointment,
    Contact,
    Crisis,
    CrisisLine,
    Link,
)
from plainleaf.model.review_log import ShownStatus
from plainleaf.model.settings import Person, Settings, Topic
from plainleaf.model.yaml_values import Mapping, Scalar
from plainleaf.read.fields import Fields
from plainleaf.read.yaml_text import parse_fields

_SETTINGS = (
    "name", "tagline", "base_url", "language", "audience", "publish", "review_months", "policy", "topics",
    "crisis", "disclaimers", "contact", "appointment", "navigation",
)  # fmt: skip
# What readers see of them, and so what a language can have words of its own for.
_WORDS = (
    "name", "tagline", "policy", "topics", "crisis", "disclaimers", "contact", "appointment", "navigation",
)  # fmt: skip
_CRISIS = ("heading", "text", "emergency", "as_of", "topics", "lines")
_CRISIS_WORDS = tuple(name for name in _CRISIS if name != "topics")
_PERSON = ("name", "credentials", "role", "bio", "photo", "conflicts", "example", "board")
# Whoever may approve is told by the words of the role, as a clinic writes it; `board: true` says it outright.
# A board-certified author is no member of the board, and nor is who was one.
_BOARD_ROLE = re.compile(
    r"(?<![^\W_])(board(?![- _](certified|eligible))|advisory|reviewers?)(?![^\W_])", re.IGNORECASE
)
_NO_BOARD_ROLE = re.compile(r"\b(not|former|formerly|past)\b", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@<>\"?&]+@[^\s@<>\"?&]+\Z")


def _top(text: str, path: str, diagnostics: list[Diagnostic]) -> Fields | None:
    value, unreadable, faults = parse_fields(text, path)
    diagnostics.extend(faults)
    if isinstance(value, Mapping):
        return Fields(value, diagnostics, unreadable=unreadable)
    if value is not None:
        hint = "a field is a name, a colon, a blank and a value, such as  name: My clinic"
        diagnostics.append(error("front-matter-field", value.at, "the file holds no fields", hint))
    return None


def _names_the_board(role: str) -> bool:
    return _BOARD_ROLE.search(role) is not None and _NO_BOARD_ROLE.search(role) is None


def read_people(text: str, path: str) -> tuple[dict[str, Person], list[Diagnostic]]:
    """Return the people of `people.yaml` by id, and what is wrong in it."""
    diagnostics: list[Diagnostic] = []
    people: dict[str, Person] = {}
    top = _top(text, path, diagnostics)
    if top is None:
        return people, diagnostics
    # Who stands there with a fault is reported here alone, not once more wherever an article names them.
    people.update({id_: Person(id_, name=id_) for id_ in [*top.values, *top.unreadable]})
    for id_, value in top.values.items():
        if not isinstance(value, Mapping):
            hint = f"such as  {id_}: {{name: Ana Rivera, role: Author}}"
            top.fault(value.at, f"'{id_}' needs fields, at least a name", hint)
            continue
        entry = Fields(value, diagnostics, f"{id_}.")
        entry.known(_PERSON, "field of a person", strict=False)
        role = ", ".join(entry.texts("role"))
        people[id_] = Person(
            id=id_,
            name=entry.text("name", id_, required=True),
            credentials=", ".join(entry.texts("credentials")),
            role=role,
            bio=entry.text("bio"),
            photo=entry.text("photo"),
            photo_at=entry.places.get(f"{id_}.photo"),
            conflicts=", ".join(entry.texts("conflicts")),
            example=entry.yes("example", default=False),
            board=entry.yes("board", default=_names_the_board(role)),
        )
    return people, diagnostics


def read_settings(text: str, path: str) -> tuple[Settings, list[Diagnostic]]:
    """Return the settings of `site.yaml`, with their defaults, and what is wrong in it.

    A field that is not known has no effect, and is a warning rather than an error: a newer or older site.yaml
    must not keep a clinic from publishing.
    """
    diagnostics: list[Diagnostic] = []
    top = _top(text, path, diagnostics)
    if top is None:
        return Settings(), diagnostics
    top.known(_SETTINGS, "setting", strict=False)
    default = Settings()
    crisis, crisis_topics = _crisis(top)
    return Settings(
        name=top.text("name", default.name),
        tagline=top.text("tagline"),
        base_url=base_url_of(top.text("base_url"), top.places.get("base_url", top.at), diagnostics),
        language=top.language("language", default.language),
        audience=_audience(top, default.audience),
        publish=_publish(top, default.publish),
        review_months=top.whole_number("review_months", default.review_months, 1, 36),
        policy=top.text("policy", default.policy),
        topics=_topics(top),
        crisis=crisis,
        crisis_topics=crisis_topics,
        disclaimers=_disclaimers(top),
        contact=_contact(top),
        appointment=_appointment(top),
        navigation=_navigation(top),
    ), diagnostics


def read_language_settings(text: str, path: str, site: Settings) -> tuple[LanguageSettings, list[Diagnostic]]:
    """Return the words of `site.LANG.yaml`, and what is wrong in it.

    It has the fields of `site.yaml` that readers see. Any other has no effect, and is a warning.
    """
    diagnostics: list[Diagnostic] = []
    top = _top(text, path, diagnostics)
    if top is None:
        return LanguageSettings(path=path), diagnostics
    _only(top, _WORDS, _SETTINGS, "setting")
    crisis, _ = _crisis(top, _CRISIS_WORDS, heading=site.crisis is None)
    return LanguageSettings(
        path=path,
        name=top.text("name"),
        tagline=top.text("tagline"),
        policy=top.text("policy"),
        topics=_topics(top),
        crisis=crisis,
        disclaimers=_disclaimers(top),
        contact=_contact(top),
        appointment=_appointment(top),
        navigation=_navigation(top),
    ), diagnostics


def _only(fields: Fields, words: tuple[str, ...], all_names: tuple[str, ...], what: str) -> None:
    """Report the fields that hold for the whole site, and those that nobody knows."""
    for name in all_names:
        if name in fields.names and name not in words:
            message = f"'{name}' stands in site.yaml alone: it is the same in every language"
            fields.diagnostics.append(
                warning("settings-field", fields.names[name], message, "remove it here; it has no effect")
            )
    fields.known([*words, *(name for name in all_names if name in fields.names)], what, strict=False)


def base_url_of(written: str, at: Position, diagnostics: list[Diagnostic]) -> str:
    """Return a base URL with one slash at its end, or "" where there is none or it can't be used."""
    if not written:
        return ""
    try:
        parts = urlsplit(written)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if re.search(r"[\s\"'<>\\^`{|}?#]|@|/\.{1,2}(/|\Z)|://.*//", written):
        usable = False
    if not usable:
        hint = "write it in full, such as https://clinic.example/leaflets/"
        diagnostics.append(error("front-matter-field", at, f"'{written}' is no web address", hint))
        return ""
    return written.rstrip("/") + "/"


def _audience(top: Fields, default: Audience) -> Audience:
    written = top.text("audience", default)
    if written in list(Audience):
        return Audience(written)
    names = [audience.value for audience in Audience]
    hint = did_you_mean(written, names) or f"the audiences are: {', '.join(names)}"
    top.fault(top.places["audience"], f"unknown audience '{written}'", hint)
    return default


def _publish(top: Fields, default: frozenset[ShownStatus]) -> frozenset[ShownStatus]:
    if top.present("publish") is None:
        return default
    names = [status.value for status in ShownStatus if status is not ShownStatus.DRAFT]
    found = set()
    for number, written in enumerate(top.texts("publish")):
        if written in names:
            found.add(ShownStatus(written))
            continue
        hint = did_you_mean(written, names) or f"the statuses are: {', '.join(names)}"
        if written == ShownStatus.DRAFT:
            hint = "drafts never appear on the public site; build with --drafts to see them"
        top.fault(top.places[f"publish.{number}"], f"'{written}' can't be published", hint)
    return frozenset(found)


def _topics(top: Fields) -> dict[str, Topic]:
    topics: dict[str, Topic] = {}
    below = top.mapping("topics", "a topic's id with its title")
    for id_, value in below.values.items() if below else ():
        if isinstance(value, Mapping):
            entry = Fields(value, top.diagnostics, f"topics.{id_}.")
            entry.known(("title", "summary"), "field of a topic", strict=False)
            topics[id_] = Topic(entry.text("title", id_, required=True), entry.text("summary"))
        elif isinstance(value, Scalar):
            topics.update({id_: Topic(value.text)} if value.text.strip() else {})
        elif below:
            below.fault(value.at, f"the topic '{id_}' has a title, or fields with a title and a summary")
    return topics


def _crisis(
    top: Fields, names: tuple[str, ...] = _CRISIS, *, heading: bool = True
) -> tuple[Crisis | None, frozenset[str]]:
    """Return the crisis card, and the topics that ask for it; `heading` says whether it must have one."""
    below = top.mapping("crisis", "heading, text and lines")
    if below is None:
        return None, frozenset()
    _only(below, names, _CRISIS, "setting of crisis")
    lines = []
    for entry in below.mappings("lines", "crisis line"):
        entry.known(("country", "service", "number", "note", "tel"), "field of a crisis line", strict=False)
        tel = entry.text("tel")
        if tel and not re.fullmatch(r"\+?[0-9][0-9 -]*", tel):
            entry.fault(entry.places[f"{entry.prefix}tel"], f"'{tel}' can't be dialled", "digits only")
            tel = ""
        lines.append(
            CrisisLine(
                country=entry.text("country"),
                service=entry.text("service", required=True),
                number=entry.text("number"),
                note=entry.text("note"),
                tel=re.sub("[ -]", "", tel),
            )
        )
    crisis = Crisis(
        heading=below.text("heading", required=heading),
        text=below.text("text"),
        emergency=below.text("emergency"),
        as_of=below.date("as_of"),
        lines=tuple(lines),
    )
    return crisis, frozenset(below.texts("topics"))


def _disclaimers(top: Fields) -> dict[str, str]:
    names = [audience.value for audience in Audience]
    if isinstance(top.present("disclaimers"), Scalar):
        return dict.fromkeys(names, top.text("disclaimers"))
    below = top.mapping("disclaimers", "a text for each audience")
    if below is None:
        return {}
    below.known(names, "audience", strict=False)
    return {name: below.text(name) for name in names if below.present(name)}


def _contact(top: Fields) -> Contact | None:
    if isinstance(top.present("contact"), Scalar):
        written = top.text("contact")
        is_email = _EMAIL.match(written) is not None
        return Contact("", "", written if is_email else "", "", "" if is_email else _address(top, "contact"))
    below = top.mapping("contact", "heading, text, email, phone and address")
    if below is None:
        return None
    below.known(("heading", "text", "email", "phone", "address"), "setting of contact", strict=False)
    email = below.text("email")
    if email and not _EMAIL.match(email):
        below.fault(below.places[f"{below.prefix}email"], f"'{email}' is no e-mail address")
        email = ""
    return Contact(
        heading=below.text("heading"),
        text=below.text("text"),
        email=email,
        phone=below.text("phone"),
        address=_address(below, "address"),
    )


def _appointment(top: Fields) -> Appointment | None:
    if isinstance(top.present("appointment"), Scalar):
        return Appointment(text="", url=_address(top, "appointment"))
    below = top.mapping("appointment", "text and url")
    if below is None:
        return None
    below.known(("text", "url"), "setting of appointment", strict=False)
    return Appointment(below.text("text"), _address(below, "url"))


def _navigation(top: Fields) -> tuple[Link, ...]:
    if isinstance(top.present("navigation"), Mapping):
        below = top.mapping("navigation", "links")
        names = below.values if below else ()
        return tuple(Link(name, address) for name in names if below and (address := _address(below, name)))
    links = []
    for entry in top.mappings("navigation", "link"):
        entry.known(("label", "address"), "field of a link", strict=False)
        label = entry.text("label", required=True)
        address = _address(entry, "address", required=True)
        if label and address:
            links.append(Link(label, address))
    return tuple(links)


def _address(fields: Fields, name: str, *, required: bool = False) -> str:
    """Return an address of the site (`/topics/`) or a full web address; no other scheme gets in."""
    written = fields.text(name, required=required)
    if written and not re.match(r"(/(?!/)|https?://[^/\s])", written):
        hint = "begin it with / for a page of this site, or with https://"
        fields.fault(fields.places[f"{fields.prefix}{name}"], f"'{written}' is no address", hint)
        return ""
    return written
