"""The fences of `:::` blocks: which lines open and close which block."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from plainleaf.model.articles import Audience
from plainleaf.model.nearest import did_you_mean

CALLOUTS = ("info", "warning", "crisis", "do", "dont", "action")
CAUTIONS = ("warning", "crisis")
AUDIENCE = "audience"
FACTS = "facts"
KINDS = (AUDIENCE, *CALLOUTS, FACTS)

_FENCE = re.compile(r" {0,3}(?P<colons>:{3,})[ \t]*(?P<kind>[^\s:]*)[ \t]*(?P<argument>[^\n]*?)[ \t]*\Z")
# Inside lists, quotations and HTML a fence opens nothing; whoever puts one there did not mean its words.
MISPLACED_FENCE = re.compile(rf"(?:\A|\n)[ \t]*(:{{3,}}[ \t]*(?:{'|'.join(KINDS)})\b[^\n]*)", re.IGNORECASE)
_DEEPEST = 10


class Block(msgspec.Struct, frozen=True):
    """A block between two lines (counted from 0).

    `end` is the line that closes it: its own, or that of the block around it, or one past the text's last line.
    """

    kind: str
    argument: str
    start: int
    end: int
    column: int  # of the name, from 1

    @property
    def audiences(self) -> frozenset[str]:
        """The audiences that an audience block names."""
        return frozenset(re.split(r"[\s,]+", self.argument.lower())) - {""}

    def is_for(self, audience: str) -> bool:
        """Say whether the block stands in the edition of an audience."""
        return self.kind != AUDIENCE or audience in self.audiences


class Fence(NamedTuple):
    """The line of a fence, with its number (from 0).

    In `line` tabs are blanks and brackets have tags, for what is made of its words; `written` is what the author
    wrote, for the places in it.
    """

    number: int
    line: str
    written: str


class FenceFault(msgspec.Struct, frozen=True):
    """What is wrong with a fence, on which line (from 0)."""

    code: str
    line: int
    column: int
    message: str
    hint: str | None


class _Open(msgspec.Struct):
    colons: int
    kind: str
    argument: str
    start: int
    column: int


def is_fence(line: str) -> bool:
    """Say whether a line opens or closes a block."""
    return _FENCE.match(line) is not None


def scan_blocks(fences: Iterable[Fence], lines: int) -> tuple[list[Block], list[FenceFault]]:
    """Return the blocks in the order in which they open, and the faults of their fences.

    `fences` are those of a text of so many lines. A closing fence closes the innermost open block with as many
    colons, or with fewer where none has as many.
    """
    blocks: list[Block] = []
    faults: list[FenceFault] = []
    stack: list[_Open] = []

    def close(end: int) -> None:
        opened = stack.pop()
        blocks.append(Block(opened.kind, opened.argument, opened.start, end, opened.column))

    for number, line, as_written in fences:
        fence, written = _FENCE.match(line), _FENCE.match(as_written)
        if fence is None or written is None:
            continue
        colons = len(fence["colons"])
        if fence["kind"]:
            argument = fence["argument"].lstrip(": \t")
            opened = _Open(colons, fence["kind"].lower(), argument, number, written.start("kind") + 1)
            faults.extend(_check(number, written))
            if len(stack) == _DEEPEST:
                faults.append(_too_deep(opened))
            else:
                stack.append(opened)
            continue
        depth = next((n for n in reversed(range(len(stack))) if stack[n].colons == colons), None)
        if depth is None and stack and stack[-1].colons < colons:
            depth = len(stack) - 1
        if depth is None:
            message = "this ::: closes no block"
            hint = "remove the line, or open a block before it, such as  ::: info"
            if stack:
                message = f"this fence is shorter than that of the block ::: {stack[-1].kind}"
                hint = f"close it with {':' * stack[-1].colons}"
            faults.append(FenceFault("block-unclosed", number, 1, message, hint))
            continue
        while len(stack) > depth + 1:
            faults.append(_unclosed(stack[-1]))
            close(number)
        close(number)
    while stack:
        faults.append(_unclosed(stack[-1]))
        close(lines)
    return sorted(blocks, key=lambda block: block.start), sorted(faults, key=lambda fault: fault.line)


def _too_deep(opened: _Open) -> FenceFault:
    message = f"the block ::: {opened.kind} stands inside {_DEEPEST} others"
    return FenceFault("block-unclosed", opened.start, opened.column, message, "close the blocks before it")


def _unclosed(opened: _Open) -> FenceFault:
    message = f"the block ::: {opened.kind} is not closed"
    hint = f"put a line of {':' * opened.colons} after its last line"
    return FenceFault("block-unclosed", opened.start, opened.column, message, hint)


def _check(number: int, fence: re.Match[str]) -> list[FenceFault]:
    """Return what is wrong with the name and the audiences of an opening fence, as its author wrote it."""
    kind, argument = fence["kind"], fence["argument"].lstrip(": \t")
    start = fence.start("kind")
    if kind.lower() not in KINDS:
        hint = did_you_mean(kind, KINDS) or f"the blocks are: {', '.join(KINDS)}"
        return [FenceFault("block-unknown", number, start + 1, f"unknown block '{kind.lower()}'", hint)]
    if kind.lower() != AUDIENCE:
        return []
    known = [audience.value for audience in Audience]
    names = [name for name in re.split(r"[\s,]+", argument) if name]
    if not names:
        message = "the audience block names no audience"
        hint = f"write  ::: audience {known[-1]}; the audiences are: {', '.join(known)}"
        return [FenceFault("block-unknown", number, start + 1, message, hint)]
    faults = []
    place = start + len(AUDIENCE)
    for name in names:
        place = fence.string.find(name, place)
        if name.lower() not in known:
            hint = did_you_mean(name, known) or f"the audiences are: {', '.join(known)}"
            faults.append(FenceFault("block-unknown", number, place + 1, f"unknown audience '{name}'", hint))
        place += len(name)
    return faults


def readers_of(blocks: Iterable[Block], audiences: Sequence[str]) -> list[tuple[str, ...]]:
    """Return for each block the audiences, of those given, whose editions hold it.

    The blocks come in the order in which they open. One stands where all blocks around it stand.
    """
    found: list[tuple[str, ...]] = []
    around: list[tuple[int, tuple[str, ...]]] = []  # the end of each block that is open, and its readers
    for block in blocks:
        while around and around[-1][0] < block.start:
            around.pop()
        outer = around[-1][1] if around else audiences
        found.append(tuple(audience for audience in outer if block.is_for(audience)))
        around.append((block.end, found[-1]))
    return found


def shown_lines(blocks: Sequence[Block], count: int, audience: str) -> list[bool]:
    """Return for each line whether it stands in the edition of an audience."""
    shown = [True] * count
    for block in blocks:
        if not block.is_for(audience):
            end = min(block.end + 1, count)
            shown[block.start : end] = [False] * (end - block.start)
    return shown
