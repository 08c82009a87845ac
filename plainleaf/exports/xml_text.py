"""Text in XML: escaped, and without the characters that no XML 1.0 document may hold, not even escaped."""

import re

# Everything but Char (https://www.w3.org/TR/xml/#charsets).
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def xml_text(text: str) -> str:
    """Return a text as it stands in an element, or between the double quotes of an attribute."""
    return _FORBIDDEN.sub("", text).translate(_ESCAPES)
