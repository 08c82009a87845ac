"""What the modules about pictures tell one another."""

import msgspec


class PictureFault(Exception):
    """A file that no browser could show, or that would be too large for us: why, and what to do about it.

    `reason` goes on a sentence that begins with the picture: "the picture 'images/a.jpg' is damaged".
    """

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


class UnsafePicture(PictureFault):
    """A drawing with something in it that could run or that loads something."""


class PictureShape(msgspec.Struct, frozen=True):
    """The sizes in pixels that are made of a picture, upright, the smallest first; none is larger than it.

    Each is a WebP file; of the largest there is one more, for every browser, whose ending is `fallback`.
    """

    sizes: tuple[tuple[int, int], ...]
    fallback: str  # "jpg" or "png"

    @property
    def smaller(self) -> tuple[tuple[str, int], ...]:
        """The ends of the names of the WebP files (`480.webp`), with their widths."""
        return tuple((f"{width}.webp", width) for width, _ in self.sizes)

    @property
    def largest(self) -> str:
        """The end of the name of the file for every browser: `1200.jpg`."""
        return f"{self.sizes[-1][0]}.{self.fallback}"


class MadePicture(msgspec.Struct, frozen=True):
    """A picture's shape, and its files by the ends of their names."""

    shape: PictureShape
    files: dict[str, bytes]
