"""The size of a drawing (SVG), and whether it is whole. Nothing in it is changed."""

import math
import re
from xml.parsers import expat

from plainleaf.output.picture_values import PictureFault

_NUMBER = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?)\s*([A-Za-z]*|%)\s*\Z")
# CSS Values 4, section 6.2: absolute lengths in pixels.
_PIXELS = {
    "": 1,
    "px": 1,
    "pt": 96 / 72,
    "pc": 16,
    "in": 96,
    "cm": 96 / 2.54,
    "mm": 9.6 / 2.54,
    "q": 2.4 / 2.54,
}
_MOST = 100_000  # pixels; what is larger is a slip


class _EntityFound(Exception):
    """The drawing declares names for texts (as "billion laughs" do); it is not read any further."""


def drawing_size(data: bytes) -> tuple[int, int]:
    """Return width and height of a drawing in pixels, or (0, 0) where it does not say them.

    It says them by `width` and `height`, else by `viewBox` (SVG 2, section 8.12). Raises PictureFault for what is
    no drawing: a browser shows nothing of an SVG that is not well formed.
    """
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if not found:
            if name.rpartition(":")[2] != "svg":
                raise PictureFault(f"is no drawing: it begins with <{name}>", "export it again as SVG")
            found.append(attributes)

    def entity(*_: object) -> None:
        raise _EntityFound

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(data, True)
    except _EntityFound:
        return 0, 0
    except (expat.ExpatError, LookupError, ValueError) as fault:
        reason = f"is damaged or not complete: line {parser.ErrorLineNumber} is no SVG"
        raise PictureFault(reason, "copy the file again, or export it again as SVG") from fault
    return _size(found[0])


def _size(attributes: dict[str, str]) -> tuple[int, int]:
    width, height = _length(attributes.get("width", "")), _length(attributes.get("height", ""))
    box = [_length(number) for number in attributes.get("viewBox", "").replace(",", " ").split()[2:]]
    if len(box) == 2 and all(box):
        if not width:
            width = height * box[0] / box[1] if height else box[0]
        height = height or width * box[1] / box[0]
    if not 0.5 <= width <= _MOST or not 0.5 <= height <= _MOST:
        return 0, 0
    return max(1, round(width)), max(1, round(height))


def _length(text: str) -> float:
    """Return a length in pixels; 0 for one that depends on the page (50%, 2em) and for what is none."""
    found = _NUMBER.match(text)
    pixels = float(found[1]) * _PIXELS.get(found[2].lower(), 0) if found else 0
    return pixels if math.isfinite(pixels) and pixels > 0 else 0
