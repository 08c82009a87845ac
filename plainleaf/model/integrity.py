"""What `integrity.json` says: the digest of each file of a site, and what was shown of each article."""

import datetime

import msgspec

INTEGRITY = "integrity.json"
FORM = 1  # raised when a program that reads the file would have to change
_LONGEST_NAME = 1000


class PublishedPage(msgspec.Struct, frozen=True, omit_defaults=True):
    """A page by its address and its file; what follows `sha256` an article's edition alone has.

    `digest` is that of the article's text as it was published, and `version` its short form. `reviewer`, `reviewed`
    and `due` are given only while an approval holds.
    """

    address: str
    file: str
    sha256: str
    article: str = ""  # the slug
    lang: str = ""
    audience: str = ""
    status: str = ""
    version: str = ""
    digest: str = ""
    reviewer: str = ""
    reviewed: datetime.date | None = None
    due: datetime.date | None = None


class Integrity(msgspec.Struct, frozen=True):
    """A site as it was published; `files` has the digest of every file that is no page."""

    form: int
    base_url: str
    pages: tuple[PublishedPage, ...]
    files: dict[str, str]

    @property
    def digests(self) -> dict[str, str]:
        """The digest of every file, pages included."""
        return {**{page.file: page.sha256 for page in self.pages}, **self.files}


class IntegrityFault(Exception):
    """An `integrity.json` that can't be relied on; the message says why."""


def parse_integrity(data: bytes) -> Integrity:
    """Return what an `integrity.json` says. It may come from anywhere. Raises IntegrityFault."""
    try:
        found = msgspec.json.decode(data, type=Integrity)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise IntegrityFault("it is not in the form that Plainleaf gives it") from fault
    if found.form != FORM:
        raise IntegrityFault(
            f"it was written by another version of Plainleaf (form {found.form}, not {FORM})"
        )
    unsafe = [name for name in found.digests if not _is_safe(name)]
    unsafe += [page.address for page in found.pages if not _is_safe(page.address.strip("/") or "index")]
    if unsafe:
        raise IntegrityFault(f"it names a file that no site has: {unsafe[0][:100]!r}")
    return found


def _is_safe(name: str) -> bool:
    """Say whether a name stays inside the site, whoever wrote it."""
    parts = name.split("/")
    plain = name.isprintable() and "\\" not in name and len(name) <= _LONGEST_NAME
    return plain and all(part not in ("", ".", "..") for part in parts)
