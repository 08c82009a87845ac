"""A QR code as a drawing (ISO/IEC 18004): the only door to segno."""

from itertools import groupby

from plainleaf.model.page_parts import QrCode

_QUIET_ZONE = 4  # modules of white around the code, as the standard asks


def qr_code(text: str) -> QrCode:
    """Return the code of a text, with the level of error correction (M) that paper asks for."""
    import segno  # noqa: PLC0415 - it loads Python's HTTP client: half of the time of a build with one edit

    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    path = []
    for y, row in enumerate(rows, start=_QUIET_ZONE):
        # From a row's first module on, how far to move and how far to draw: such steps repeat, and so pack well.
        path.append(f"M{_QUIET_ZONE} {y}.5")
        for dark, run in groupby(row):
            length = len(list(run))
            path.append(f"h{length}" if dark else f"m{length} 0")
    return QrCode(len(rows) + 2 * _QUIET_ZONE, "".join(path))
