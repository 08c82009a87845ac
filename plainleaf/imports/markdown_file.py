"""A Markdown file that is brought in: its body is kept as it is, but for the title and the list of references."""

import re
from typing import NamedTuple

from plainleaf.imports.blocks import folded
from plainleaf.imports.pasted_list import Entry, is_name, parse_entries

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*\Z")
_EMPHASIS = re.compile(
    r"\\([\\`*_{}\[\]()#+.!<>-])|[*_`]{1,3}|</?(?:em|i|b|strong|sup|sub)>|\[([^\]\[]*)\]\((?:<?)([^\s()<>]+)>?\)"
)
_FENCE = re.compile(r"\s{0,3}(?:`{3}|~{3})")


class MarkdownBody(NamedTuple):
    """A body without the list at its end; `unnumbered` says that there is one without numbers, which was kept."""

    text: str
    entries: tuple[Entry, ...] = ()
    unnumbered: bool = False


def without_title(text: str, title: str) -> str:
    """Return a body without a first heading that repeats the title."""
    lines = text.strip("\n").split("\n")
    found = _HEADING.match(lines[0])
    return (
        "\n".join(lines[1:]).strip("\n") if found and folded(found[2]) == folded(title) else text.strip("\n")
    )


def split_markdown_references(text: str) -> MarkdownBody:
    """Return a body and the entries of the last list of references in it."""
    lines = text.split("\n")
    headings = []
    in_code = False
    for number, line in enumerate(lines):
        in_code ^= _FENCE.match(line) is not None
        if not in_code and (_HEADING.match(line) or is_name(line)):
            headings.append(number)
    start = next((number for number in reversed(headings) if is_name(lines[number])), None)
    if start is None:
        return MarkdownBody(text)
    end = next((number for number in headings if number > start), len(lines))
    listed = [_plain(line) for line in lines[start + 1 : end] if line.strip()]
    entries, used = parse_entries(listed)
    if not entries or used < len(listed):
        return MarkdownBody(text, unnumbered=bool(listed))
    kept = "\n".join(lines[:start]).rstrip("\n") + "\n\n" + "\n".join(lines[end:]).strip("\n")
    return MarkdownBody(kept.strip("\n"), entries)


def _plain(line: str) -> str:
    """Return a line without its signs of emphasis; the address of a link stays, as it may be the work's DOI."""

    def plain(found: re.Match[str]) -> str:
        if found[1]:
            return found[1]
        return f"{found[2]} <{found[3]}>" if found[3] and found[3] not in found[2] else found[2] or ""

    return _EMPHASIS.sub(plain, line)
