"""A text as a value of YAML, in quotes only where it needs them."""

import json
import re

_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
# Words and the signs between them that mean nothing to YAML, wherever they stand in a value.
_PLAIN = re.compile(r"[^\W\d_][\w ./?!()’“”„–—%+-]*(?:, ?[\w ./?!()’“”„–—%+-]+)*\Z")
_ID = re.compile(r"[A-Za-z][\w.-]*\Z")
# What one program or another takes for something else than a text.
_OTHER = frozenset("null true false yes no on off y n".split())


def one_line(text: str) -> str:
    """Return a text without line ends and without what no file of ours may hold."""
    return " ".join(_UNWRITABLE.sub(" ", text).split())


def scalar(text: str) -> str:
    """Return a text as a value in the block style of YAML, as `title: …`."""
    line = one_line(text)
    if _PLAIN.match(line) and line.lower() not in _OTHER and not line.endswith(" "):
        return line
    return quoted(line)


def flow(texts: tuple[str, ...]) -> str:
    """Return a list in brackets."""
    return f"[{', '.join(text if _is_id(text) else quoted(text) for text in texts)}]"


def _is_id(text: str) -> bool:
    return _ID.match(text) is not None and text.lower() not in _OTHER


def quoted(text: str) -> str:
    """Return a text in double quotes: a JSON string is a YAML string, whatever it holds."""
    return json.dumps(one_line(text), ensure_ascii=False)
