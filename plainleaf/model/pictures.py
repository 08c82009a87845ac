"""A picture as pages show it."""

import msgspec


class PictureSource(msgspec.Struct, frozen=True):
    """The same picture in another format: addresses with their widths in pixels, the smallest first."""

    type: str  # a media type: image/webp
    candidates: tuple[tuple[str, int], ...]


class Picture(msgspec.Struct, frozen=True):
    """A picture of the built site: the file that every browser can show, its size in pixels, and better ones.

    `width` and `height` are 0 where a drawing does not say its size.
    """

    address: str
    width: int = 0
    height: int = 0
    sources: tuple[PictureSource, ...] = ()
