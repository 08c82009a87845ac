"""Uses of references in a text."""

import msgspec


class Citation(msgspec.Struct, frozen=True, omit_defaults=True):
    """One use of one reference: `see` (prefix), `@key`, `ch. 2` (locator)."""

    key: str
    prefix: str = ""
    locator: str = ""


class CitationGroup(msgspec.Struct, frozen=True):
    """The citations of one marker, in the order in which they are written (CSL: cluster)."""

    citations: tuple[Citation, ...]
