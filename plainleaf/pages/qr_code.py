"""A QR code as a drawing (ISO/IEC 18004): the only door to segno."""

import re
from functools import lru_cache

from plainleaf.model.page_parts import QrCode

_QUIET_ZONE = 4  # modules of white around the code, as the standard asks
# The standard lets an encoder try eight patterns over the code, to keep large plain areas out of it. Any can
# be read, and with an address under it each is as good; to try them all took a fifth of the time of a build.
_MASK = 0
# Dark modules in a row, with the light ones and the ends of rows before them.
_RUN = re.compile(rb"([\x00\n]*)(\x01+)")


def qr_code(text: str) -> QrCode:
    """Return the code of a text, with the level of error correction (M) that paper asks for."""
    import segno  # noqa: PLC0415 - it loads Python's HTTP client: half of the time of a build with one edit

    rows = segno.make(text, error="m", micro=False, mask=_MASK).matrix
    width = len(rows)
    steps = [_step(before, len(dark), width) for before, dark in _RUN.findall(b"\n".join(rows))]
    return QrCode(width + 2 * _QUIET_ZONE, f"M{_QUIET_ZONE} {_QUIET_ZONE}.5{''.join(steps)}")


@lru_cache(maxsize=4096)
def _step(before: bytes, dark: int, width: int) -> str:
    """Return how far to move, also to the next row, and how far to draw: such steps repeat, and so pack well."""
    if not before:
        return f"h{dark}"
    down = before.count(b"\n")
    return f"m{len(before) - down - down * width} {down}h{dark}"
