"""A clinic's settings (`content/site.yaml`), its people and its words, typed and checked."""

import ipaddress
from urllib.parse import urlsplit

import msgspec

from plainleaf.model.articles import Audience
from plainleaf.model.diagnostics import Position
from plainleaf.model.page_parts import (
    Appointment,
    Contact,
    Crisis,
    Link,
)
from plainleaf.model.review_log import ShownStatus

_RESERVED_NAMES = ("example", "test", "invalid", "localhost", "example.com", "example.net", "example.org")


class Person(msgspec.Struct, frozen=True):
    """An author or a member of the advisory board."""

    id: str
    name: str
    credentials: str = ""
    role: str = ""
    bio: str = ""
    photo: str = ""  # a picture below content/, such as images/okafor.jpg
    photo_at: Position | None = None
    conflicts: str = ""
    example: bool = False
    board: bool = False  # may approve


class Topic(msgspec.Struct, frozen=True):
    """The name of a topic and one sentence about it."""

    title: str
    summary: str = ""


class Term(msgspec.Struct, frozen=True):
    """A word that needs explaining; `also` are other forms of it."""

    name: str
    definition: str
    also: tuple[str, ...] = ()


class Settings(msgspec.Struct, frozen=True):
    """How a clinic's site is set up; the defaults hold where `site.yaml` is silent."""

    name: str = "Plainleaf"
    tagline: str = ""
    base_url: str = ""
    language: str = "en"
    audience: Audience = Audience.PATIENT
    publish: frozenset[ShownStatus] = frozenset(ShownStatus) - {ShownStatus.DRAFT}
    review_months: int = 12
    policy: str = "editorial-policy"
    topics: dict[str, Topic] = {}
    crisis: Crisis | None = None
    crisis_topics: frozenset[str] = frozenset()
    disclaimers: dict[str, str] = {}
    contact: Contact | None = None
    appointment: Appointment | None = None
    navigation: tuple[Link, ...] = ()
    mount: str | None = None  # a preview's own path, in place of that of the base URL

    def disclaimer_for(self, audience: str) -> str:
        """Return the name of the disclaimer that an edition shows, such as `disclaimers.patient`."""
        return f"disclaimers.{audience if audience in self.disclaimers else self.audience}"

    @property
    def base_path(self) -> str:
        """The path that the site lives under, without a slash at its end: "" or "/leaflets"."""
        return self.base_url_path if self.mount is None else self.mount

    @property
    def base_url_path(self) -> str:
        """The path of the base URL, without a slash at its end."""
        return urlsplit(self.base_url).path.rstrip("/")

    @property
    def has_real_address(self) -> bool:
        """Say whether patients could reach the base URL.

        Names that RFC 2606 and RFC 6761 keep for examples, and loopback addresses, are not real.
        """
        host = (urlsplit(self.base_url).hostname or "").rstrip(".").lower()
        if not host or any(host == name or host.endswith("." + name) for name in _RESERVED_NAMES):
            return False
        try:
            return not ipaddress.ip_address(host).is_loopback
        except ValueError:
            return True
