"""A QR code as a drawing (ISO/IEC 18004): the only door to segno."""

from itertools import groupby

from plainleaf.model.page_parts import QrCode

_QUIET_ZONE = 4  # modules of white around the code, as the standard asks


def qr_code(text: str) -> QrCode:
    """Return the code of a text, with the level of error correction (M) that paper asks for."""
    import segno  # noqa: PLC0415 - it loads Python's HTTP client: half of the time of a build with one edit

    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    path = [f"M{_QUIET_ZONE} {_QUIET_ZONE}.5"]
    at = (0, 0)
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                # How far to move, also to the next row, and how far to draw: such steps repeat, and so pack well.
                path.append(f"m{x - at[0]} {y - at[1]}" * ((x, y) != at) + f"h{length}")
                at = (x + length, y)
            x += length
    return QrCode(len(rows) + 2 * _QUIET_ZONE, "".join(path))
