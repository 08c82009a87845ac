"""A file of the site that programs read."""

import msgspec


class SiteFile(msgspec.Struct, frozen=True):
    """A file by its address (`/feed.xml`)."""

    address: str
    content: bytes
