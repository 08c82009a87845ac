"""Bytes of an author's file to text: UTF-8, any line ends."""

import codecs
import re
from itertools import islice

from plainleaf.model.diagnostics import Diagnostic, Position, error

# What neither HTML nor YAML allows. Vertical tab, form feed, line and paragraph separator are left out: word
# processors paste them as soft line and page breaks, and they become blanks below.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]+")
_SOFT_BREAKS = str.maketrans(dict.fromkeys("\x0b\x0c\u2028\u2029", " "))
_MOST = 10  # of a file that is no text at all, a few control characters say enough


def decode_text(data: bytes, path: str) -> tuple[str, list[Diagnostic]]:
    r"""Return the text with `\n` line ends and without a byte order mark, and what is wrong with it.

    Faulty bytes and control characters become blanks, so that the rest of the file can still be checked
    and every other place keeps its line and column.
    """
    # Without a mark, UTF-16 shows by its zeros: every other byte of a Latin text.
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or 3 * data.count(0) > len(data):
        fault = error(
            "encoding",
            Position(path),
            "the file is saved as UTF-16, not as UTF-8",
            "save it again and choose the encoding UTF-8",
        )
        return "", [fault]
    diagnostics = []
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault_in_bytes:
        before = data[: fault_in_bytes.start].decode("utf-8", errors="replace")
        byte = data[fault_in_bytes.start]
        diagnostics.append(
            error(
                "encoding",
                _end_of(_one_line_end(before), path),
                f"the byte 0x{byte:02x} is not UTF-8",
                "the file may be saved in an older encoding: save it again and choose the encoding UTF-8",
            )
        )
        text = data.decode("utf-8", errors="replace").replace("\ufffd", " ")
    text = _one_line_end(text).lstrip("\ufeff").translate(_SOFT_BREAKS)
    for control in islice(_CONTROL.finditer(text), _MOST):
        message = f"there is an invisible control character (U+{ord(control[0][0]):04X})"
        hint = "delete the characters around this place and type them anew"
        diagnostics.append(error("encoding", _end_of(text[: control.start()], path), message, hint))
    text = _CONTROL.sub(lambda found: " " * len(found[0]), text)
    return text, diagnostics


def _one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _end_of(text: str, path: str) -> Position:
    return Position(path, text.count("\n") + 1, len(text) - (text.rfind("\n") + 1) + 1)
