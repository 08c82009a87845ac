"""A QR code as a drawing (ISO/IEC 18004): the only door to segno."""

import segno

from plainleaf.model.page_parts import QrCode

_QUIET_ZONE = 4  # modules of white around the code, as the standard asks


def qr_code(text: str) -> QrCode:
    """Return the code of a text, with the level of error correction (M) that paper asks for."""
    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    path = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            run = next((n for n in range(x, len(row)) if not row[n]), len(row)) - x
            if run:
                path.append(f"M{x + _QUIET_ZONE} {y + _QUIET_ZONE}h{run}v1h-{run}z")
            x += run + 1
    return QrCode(len(rows) + 2 * _QUIET_ZONE, "".join(path))
