"""Blocks to the Markdown that our engine reads: every sign that an author typed stays a sign.

Backslashes stand only where a sign would mean something, so that the file reads well.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

import msgspec

from plainleaf.imports.blocks import Block, Heading, ItemList, Paragraph, Run, Runs, Table

# What the engine or YAML would refuse; a soft hyphen is a place for Word to break a word.
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\ufeff\ufffe\uffff\ud800-\udfff]")
_BLANKS = re.compile(r"[ \t\r\x0b\x0c\u2028\u2029]+")
# A _ inside a word means nothing, and & only where the name of a character follows.
_SIGNS = re.compile(r"[\\`*\[<【#]|(?<![^\W_])_|_(?![^\W_])|&(?=#|\w+;)")
_IN_LINK = re.compile(r"\]|(?<!\w)@")
# What means something at the beginning of a line alone: headings, quotations, lists, rules, tables, fences.
_LINE_START = re.compile(
    r"(?P<sign>[>|+-])|(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|\Z)|(?P<other>[:=~·•‣◦▪▸●○■□\uf0b7])"
)
_NOT_IN_ADDRESS = re.compile(r"[\s<>()\[\]\"'\\^`{|}【】*]")
_OPENS_AFTER = re.compile(r"(?:\A|[\s(\"“‘'/–—-])\Z")
_CLOSES_BEFORE = re.compile(r"\A(?:\Z|[\s.,;:!?)\"”’'/–—-])")
_STARS = {
    frozenset(): "",
    frozenset({"em"}): "*",
    frozenset({"strong"}): "**",
    frozenset({"em", "strong"}): "***",
}
_DEEPEST_HEADING = 6


def to_markdown(blocks: Iterable[Block], notes: Mapping[str, tuple[Block, ...]]) -> str:
    """Return the Markdown of a text with its footnotes."""
    parts = ["\n".join(lines) for block in blocks if (lines := _lines(block))]
    for name, note in notes.items():
        lines = _item(f"[^{name}]: ", note)
        if lines:
            parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n" if parts else ""


def _lines(block: Block) -> list[str]:
    if isinstance(block, Heading):
        text = " ".join(_text_lines(block.runs))
        return [f"{'#' * min(block.level, _DEEPEST_HEADING)} {text}"] if text else []
    if isinstance(block, Paragraph):
        lines = _text_lines(block.runs)
        return [line + "<br>" for line in lines[:-1]] + lines[-1:]
    if isinstance(block, ItemList):
        return list(_list(block))
    if isinstance(block, Table):
        return list(_table(block))
    inner = to_markdown(block.blocks, {}).rstrip("\n").split("\n")
    return [f"> {line}".rstrip() for line in inner]


def _list(block: ItemList) -> Iterator[str]:
    for number, item in enumerate(block.items, 1):
        yield from _item(f"{number}. " if block.ordered else "- ", item)


def _item(marker: str, blocks: tuple[Block, ...]) -> list[str]:
    """Return a list's item or a footnote: its further lines stand four blanks in."""
    found: list[str] = []
    for block in blocks:
        lines = _lines(Paragraph(block.runs) if isinstance(block, Heading) else block)
        if found and lines and not isinstance(block, ItemList):
            found.append("")
        found += lines
    return [f"{marker if number == 0 else '    ' if line else ''}{line}" for number, line in enumerate(found)]


def _table(table: Table) -> Iterator[str]:
    rows = [[_cell(cell) for cell in row] for row in table.rows]
    widths = [max(3, *(len(row[column]) for row in rows)) for column in range(len(rows[0]))]
    narrow = sum(widths) <= 100  # wider ones are not lined up: no editor shows them whole
    for number, row in enumerate(rows):
        cells = [cell.ljust(width) if narrow else cell for cell, width in zip(row, widths, strict=True)]
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            yield f"| {' | '.join('-' * (width if narrow else 3) for width in widths)} |"


def _cell(runs: Runs) -> str:
    return "<br>".join(_inline(line) for line in _split_lines(runs)).replace("|", "\\|")


def _text_lines(runs: Runs) -> list[str]:
    """Return the lines of a paragraph, each safe at its beginning."""
    return [_LINE_START.sub(_escaped_start, line, count=1) if _LINE_START.match(line) else line
            for line in map(_inline, _split_lines(runs)) if line]  # fmt: skip


def _escaped_start(found: re.Match[str]) -> str:
    if found["number"]:
        return f"{found['number']}\\{found['dot']}"
    return f"\\{found['sign']}" if found["sign"] else f"&#{ord(found['other'])};"


def _split_lines(runs: Runs) -> list[Runs]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        for number, part in enumerate(run.text.split("\n")):
            if number:
                lines.append([])
            if part or run.note or run.picture:
                lines[-1].append(msgspec.structs.replace(run, text=part))
    return [tuple(line) for line in lines]


def _inline(line: Runs) -> str:
    cleaned = [
        msgspec.structs.replace(run, text=_BLANKS.sub(" ", _UNWANTED.sub("", run.text))) for run in line
    ]
    pieces = [_Piece.of(run) for run in _merged(cleaned)]
    found: list[str] = []
    for number, piece in enumerate(pieces):
        before = pieces[number - 1].plain[-1:] if number else ""
        after = pieces[number + 1].plain[:1] if number + 1 < len(pieces) else ""
        text = piece.markdown(before, after)
        if (
            text.startswith("[") and before == "!" and found[-1].endswith("!")
        ):  # else the link would be a picture
            found[-1] = found[-1][:-1] + "\\!"
        found.append(text)
    return _BLANKS.sub(" ", "".join(found)).strip()


def _merged(runs: list[Run]) -> Iterator[Run]:
    """Join neighbours of one kind: Word cuts words in pieces wherever somebody has edited."""

    def kind(run: Run) -> tuple[object, ...]:
        return (run.styles, run.href, run.note, run.picture, run.citation)

    for _, group in groupby((run for run in runs if run.text or not run.is_words), kind):
        same = list(group)
        if same[0].is_words:
            yield msgspec.structs.replace(same[0], text="".join(run.text for run in same))
        else:
            yield from same


class _Piece(msgspec.Struct, frozen=True):
    """A run with the text that a reader sees of it: what stands beside it depends on that."""

    run: Run
    plain: str

    @classmethod
    def of(cls, run: Run) -> "_Piece":
        return cls(run, "]" if not run.is_words else run.text)

    def markdown(self, before: str, after: str) -> str:
        run = self.run
        if run.note:
            return f"[^{run.note}]"
        if run.citation:
            return f"【{run.text}】"
        if run.picture:
            return f"![{_escaped(run.text, closing=True).strip()}]({run.picture})"
        text = run.text.strip()
        if not text:
            return " "
        lead = run.text[: len(run.text) - len(run.text.lstrip())]
        tail = run.text[len(run.text.rstrip()) :]
        text = self.styled(_escaped(text, closing=bool(run.href)), lead or before, tail or after)
        if run.href:
            text = f"[{text}]({_address(run.href)})"
        return f"{' ' if lead else ''}{text}{' ' if tail else ''}"

    def styled(self, text: str, before: str, after: str) -> str:
        """Return words with their style; inside a word, where stars may mean nothing, as HTML."""
        styles = self.run.styles
        stars = styles - {"sup", "sub", "s"}
        free = self.run.href or (_OPENS_AFTER.search(before) and _CLOSES_BEFORE.search(after))
        tags: list[str] = [tag for tag in ("s", "sup", "sub") if tag in styles]
        if not (free and not tags):
            tags += sorted(stars)
            stars = frozenset()
        for tag in reversed(tags):
            text = f"<{tag}>{text}</{tag}>"
        return f"{_STARS[stars]}{text}{_STARS[stars]}"


def _escaped(text: str, *, closing: bool) -> str:
    text = _SIGNS.sub(lambda found: "&amp;" if found[0] == "&" else f"\\{found[0]}", text)
    return _IN_LINK.sub(r"\\\g<0>", text) if closing else text


def _address(href: str) -> str:
    return _NOT_IN_ADDRESS.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), href)
