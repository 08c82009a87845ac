"""The bytes of a text file from anywhere to a text: UTF-8, UTF-16, or what Windows wrote before them."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Files that are no text, by their first bytes.
_OTHERS = (
    (b"PK\x03\x04", "a .docx, .odt or other packed file"),
    (b"\xd0\xcf\x11\xe0", "an old .doc"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "an .rtf"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_MANY = 0.02  # of a text's characters; a file of any other kind has more


class TextFault(Exception):
    """The bytes are no text; the message says what they may be."""


def decode_any(data: bytes) -> tuple[str, list[str]]:
    r"""Return a text with `\n` line ends, and what an author should know about it. Raises TextFault."""
    other = next((what for start, what in _OTHERS if data.startswith(start)), None)
    if other:
        raise TextFault(f"the file is {other}, no plain text")
    text, notices = _decoded(data)
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    controls = _CONTROL.findall(text)
    if len(controls) > _MANY * len(text):
        raise TextFault("the file is no plain text")
    if controls:
        notices.append(f"{len(controls)} invisible control characters became blanks")
    return _CONTROL.sub(" ", text), notices


def _decoded(data: bytes) -> tuple[str, list[str]]:
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    if encoding is None and b"\x00" in data:  # UTF-16 without a mark: every other byte of a Latin text is 0
        encoding = "utf-16-be" if data[::2].count(0) > data[1::2].count(0) else "utf-16-le"
    try:
        return data.decode(encoding or "utf-8"), []
    except UnicodeDecodeError:
        if encoding:
            return data.decode(encoding, errors="replace"), [
                "some bytes of the file can't be read: look for \ufffd"
            ]
    notice = "the file is not saved as UTF-8; it was read as Windows-1252: look at accents, dashes and quotes"
    return data.decode("cp1252", errors="replace"), [notice]
