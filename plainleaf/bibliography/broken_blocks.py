"""What is wrong with a block that bibtexparser gave up, in the words of whoever has to mend it."""

import re
from typing import NamedTuple

from plainleaf.bibliography.bibtexparser_door import BrokenBlock, RawEntry, split_blocks
from plainleaf.bibliography.source_text import BLOCK_START, BLOCK_TYPES, hidden, shown

_HEAD = re.compile(r"@(?P<type>\w*)\s*[{(]\s*(?P<key>[^\s,={}\"@%]*)")
_FIELD_START = re.compile(r"^[ \t]*([A-Za-z][\w-]*)[ \t]*=[ \t]*(?=[{\"\d])", re.MULTILINE)
_ANY_FIELD = re.compile(r"([A-Za-z][\w-]*)\s*=\s*(\S?)")
_BRACE = re.compile(r"(?<!\\)[{}]")
_BRACE_OR_BLOCK = re.compile(r"(?<!\\)[{}]|^[ \t]*@(\w+)[ \t]*[{(]", re.MULTILINE)
# More lines in one value that begin like an entry are no accident; looking on would take for ever.
_MOST_LINES = 5
_QUOTE = re.compile(r"(?<!\\)\"")
_REMARK = re.compile(r"(?<!\\)%[^\n]*")
_COMMAS = re.compile(r",(?=\s*,)")


class Trouble(NamedTuple):
    """What is wrong, where (an offset into the text), and what to do about it."""

    offset: int
    key: str | None
    message: str
    hint: str | None
    severe: bool = True


class Repair(NamedTuple):
    """An entry that could be read after all, and what had to be passed over."""

    entry: RawEntry
    trouble: Trouble
    end: int  # the offset behind it


def type_of(block_text: str) -> str:
    """Return the type at the head of a block, lower-cased."""
    head = _HEAD.match(block_text)
    return head["type"].lower() if head else ""


def key_of(block_text: str) -> str | None:
    """Return the citation key at the head of a block, None where it has none."""
    head = _HEAD.match(block_text)
    if head is None or head["type"].lower() in {"string", "comment", "preamble"}:
        return None
    if re.match(r"\s*=", block_text[head.end() :]):  # "@article{title = {…": that is no key
        return None
    return shown(head["key"]) or None


def repair(text: str, block: BrokenBlock, end: int) -> Repair | None:
    """Read a broken block again without what is harmless in it, so that nothing of the entry is lost.

    Harmless are remarks (`% …`) and doubled commas between its fields, and a line of a value that begins
    like an entry of no known type ("@home {…"). None where that doesn't help. The next block starts at `end`.
    """
    if not block.reason.startswith("Expected"):
        return _repair_line(text, block, end)
    piece = text[block.offset : end]
    for pattern, message, hint in (
        (_REMARK, "holds a remark that starts with %", "BibTeX knows no remarks inside an entry: delete it"),
        (_COMMAS, "has two commas in a row", "delete one of them"),
    ):
        blanked, first = _blank_between_fields(piece, pattern)
        if first is None:
            continue
        blocks = split_blocks(blanked)
        if blocks and isinstance(blocks[0], RawEntry) and not any(isinstance(b, BrokenBlock) for b in blocks):
            entry = blocks[0]._replace(offset=block.offset)
            trouble = Trouble(
                block.offset + first,
                entry.key,
                f"the entry '{shown(entry.key)}' {message}",
                hint,
                severe=False,
            )
            return Repair(entry, trouble, end)
        piece = blanked
    return None


def _repair_line(text: str, block: BrokenBlock, end: int) -> Repair | None:
    """Read an entry whole that bibtexparser took to be broken off by a line that begins with an @."""
    following = BLOCK_START.match(text, text.rfind("\n", 0, end) + 1) if end < len(text) else None
    if following is None or following[2].lower() in BLOCK_TYPES:
        return None
    close = _balanced_end(text, block.offset)
    if close is None or close < end:
        return None
    piece = text[block.offset : close]
    blocks = split_blocks(piece[0] + hidden(piece[1:]))
    if len(blocks) != 1 or not isinstance(blocks[0], RawEntry):
        return None
    entry = blocks[0]._replace(offset=block.offset)
    message = f"a line in the entry '{shown(entry.key)}' begins with '{shown(following[1])}', like an entry"
    trouble = Trouble(
        following.start(1), shown(entry.key), message, "join it to the line before it", severe=False
    )
    return Repair(entry, trouble, close)


def _blank_between_fields(piece: str, pattern: re.Pattern[str]) -> tuple[str, int | None]:
    """Return the piece with spaces for what the pattern finds between the values, and the first place."""
    first = None
    place = depth = 0
    characters = list(piece)
    marks = re.compile(rf"(?P<mark>(?<!\\)[{{}}])|(?P<found>{pattern.pattern})")
    while mark := marks.search(piece, place):
        place = mark.end()
        if mark["mark"]:
            depth += 1 if mark["mark"] == "{" else -1
        elif depth <= 1:
            first = mark.start() if first is None else first
            characters[mark.start() : mark.end()] = " " * (mark.end() - mark.start())
        else:
            place = mark.start() + 1  # a % inside a value is text: its braces count
    return "".join(characters), first


def explain(text: str, block: BrokenBlock, end: int) -> Trouble:
    """Say what is wrong with a block that stays broken. The next one starts at `end`."""
    key = key_of(block.text)
    block_type = type_of(block.text)
    if block_type in {"string", "comment", "preamble"}:
        return Trouble(
            block.offset,
            None,
            f"the @{block_type} that starts here can't be read",
            "close it with a }" if "nexpected" in block.reason else "look for a missing brace or =",
            severe=block_type == "string",
        )
    name = f"the entry '{key}'" if key else f"an entry of type '{block_type}'"
    if "nexpected" in block.reason or "found @" in block.reason or "found `@" in block.reason:
        return _unclosed(text[block.offset : end], block, key, name)
    if "comma after entry key" in block.reason:
        return _bad_head(block, key, block_type, name)
    return _bad_field(block, key, name)


def _bad_head(block: BrokenBlock, key: str | None, block_type: str, name: str) -> Trouble:
    if key is None:
        hint = f"write a key and a comma behind the brace: @{block_type}{{smith2020,"
        return Trouble(block.offset, None, f"{name} has no citation key", hint)
    return Trouble(block.offset, key, f"{name} has no comma after its key", f"write '{key},'")


def _bad_field(block: BrokenBlock, key: str | None, name: str) -> Trouble:
    """Something else than `name = value` stands between two commas: point there."""
    end = len(block.text.rstrip())
    start = block.text.rfind(",", 0, max(end - 1, 0)) + 1
    start += len(block.text[start:end]) - len(block.text[start:end].lstrip())
    unread = shown(" ".join(block.text[start:end].split()))[:40].rstrip(' ,={"}')
    fields = list(_ANY_FIELD.finditer(block.text, 0, start))
    if fields and fields[-1][2] not in {"{", '"', ""} and not fields[-1][2].isdigit():
        hint = f"put the value of '{fields[-1][1]}' in braces: {fields[-1][1]} = {{…}},"
    else:
        hint = "every field is written: name = {value},"
    where = f" at '{unread}'" if unread else ""
    return Trouble(block.offset + min(start, end), key, f"{name} can't be read{where}", hint)


def _unclosed(piece: str, block: BrokenBlock, key: str | None, name: str) -> Trouble:
    if '`"`' in block.reason:
        field = _field_with_open_quote(piece)
        mark, other = "closing quotation mark", '"'
    else:
        field = _field_with_open_brace(piece)
        mark, other = "closing brace", "}"
    if field:
        return Trouble(
            block.offset + field.start(1),
            key,
            f"the field '{field[1]}' of {name} has no {mark}",
            f"add a {other} after its text",
        )
    return Trouble(block.offset, key, f"{name} has no {mark}", f"add a {other} after its last field")


def _balanced_end(text: str, start: int) -> int | None:
    """Return the offset behind the brace that closes a block, None if a known block starts before it."""
    depth = lines = 0
    for mark in _BRACE_OR_BLOCK.finditer(text, start + 1):
        if mark[1]:
            lines += 1
            if mark[1].lower() in BLOCK_TYPES or lines > _MOST_LINES:
                return None
        depth += mark[0].count("{") - mark[0].count("}")
        if depth == 0 and mark[0] == "}":
            return mark.end()
    return None


def _field_with_open_brace(piece: str) -> re.Match[str] | None:
    """Return the field before the first one that starts, on a line of its own, inside another's value."""
    previous = None
    depth = place = 0
    for field in _FIELD_START.finditer(piece):
        for brace in _BRACE.finditer(piece, place, field.start()):
            depth += 1 if brace[0] == "{" else -1
        place = field.start()
        if depth > 1:
            return previous
        previous = field
    return None


def _field_with_open_quote(piece: str) -> re.Match[str] | None:
    fields = list(_FIELD_START.finditer(piece))
    ends = [field.start() for field in fields[1:]] + [len(piece)]
    for field, end in zip(fields, ends, strict=False):
        value = piece[field.end() : end]
        if value.startswith('"') and len(_QUOTE.findall(value)) % 2:
            return field
    return None
