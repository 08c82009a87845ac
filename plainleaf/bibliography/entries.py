"""A bibliography's text to its entries: fields by name, values without their braces, and every fault.

An entry that can't be read becomes a fault with its key and never takes a neighbour with it.
"""

import re
from collections.abc import Iterator

import msgspec

from plainleaf.bibliography.bibtexparser_door import (
    BrokenBlock,
    RawBlock,
    RawComment,
    RawEntry,
    RawMacro,
    split_blocks,
)
from plainleaf.bibliography.broken_blocks import Trouble, explain, repair, type_of
from plainleaf.bibliography.field_names import READ_FIELDS
from plainleaf.bibliography.source_text import BLOCK_TYPES, ENTRY_TYPES, SourceText, prepare, shown
from plainleaf.bibliography.values import Value, read_value
from plainleaf.model.nearest import did_you_mean
from plainleaf.model.references import Fault


class Entry(msgspec.Struct):
    """One entry: its fields in LaTeX, by lower-cased name, and its place in the file."""

    key: str
    entry_type: str  # lower-cased, as written
    fields: dict[str, str]
    offset: int
    text: str
    source: SourceText
    damaged: bool = False  # fields are missing that the file may hold: don't ask for them again

    @property
    def line(self) -> int:
        """The line, from 1, on which the entry starts."""
        return self.source.position(self.offset)[0]

    def place(self, field: str | None = None, *, again: bool = False) -> tuple[int, int]:
        """Return line and column of a field's name (`again`: its second), else of the entry."""
        offset = None if field is None else _field_offset(self.text, field, again=again)
        return self.source.position(self.offset + (offset or 0))

    def fault(
        self,
        message: str,
        hint: str,
        *,
        field: str | None = None,
        code: str = "bib-field",
        severe: bool = True,
        again: bool = False,
    ) -> Fault:
        """Return a fault of this entry, at a field if one is given (`again`: its second time)."""
        line, column = self.place(field, again=again)
        return Fault(code, self.key, line, column, message, hint, severe)


_FIELD_OUTSIDE = re.compile(r"^[ \t]*[A-Za-z][\w-]*[ \t]*=[ \t]*[{\"\d]", re.MULTILINE)
_FIELD_AFTER_ENTRY = re.compile(r"\s*,?\s*([A-Za-z][\w-]*)\s*=")
_SWALLOWED = re.compile(r"^[ \t]*@[ \t]*([^\s@{}(),=\"]*)\s*[{(]\s*([^\s,{}()=\"@]+)\s*(?:,|$)", re.MULTILINE)
_COMMENT_LINE = re.compile(r"^[ \t]*%.*$", re.MULTILINE)
_REMARK = re.compile(r"%[^\n]*")
_ODD_KEY = re.compile(r"[\s{}\"#%~\\,'()=]")


def read_entries(text: str) -> tuple[list[Entry], list[Fault]]:
    """Return the entries that could be read, in the order of the file, each key once, and the faults.

    Any text may be given; with its own line ends, byte order mark and remarks. Never raises.
    """
    source = SourceText(prepare(text))
    reader = _Reader(source)
    reader.read(split_blocks(source.text))
    return list(reader.entries.values()), reader.faults


class _Reader:
    """Goes through the blocks once, in order."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.entries: dict[str, Entry] = {}
        self.faults: list[Fault] = []
        self.macros: dict[str, str] = {}

    def read(self, blocks: list[RawBlock]) -> None:
        # 1. Macros first: one may be used before the line that defines it.
        for block in blocks:
            if isinstance(block, RawMacro):
                self._read_macro(block)
        # 2. Then entries, with an eye on what stands between them.
        ends = self._ends(blocks)
        last: Entry | None = None
        broken_until = skipped_until = -1
        for block, end in zip(blocks, ends, strict=True):
            if block.offset < skipped_until:
                continue
            if block.offset < broken_until and not (isinstance(block, RawComment) or _is_known(block)):
                continue  # an @ in the rest of a broken entry
            if isinstance(block, RawEntry):
                last = self._read_entry(block)
            elif isinstance(block, BrokenBlock):
                last = None
                repaired = repair(self.source.text, block, end)
                if repaired is None:
                    broken_until = end
                    self._report(explain(self.source.text, block, end))
                else:
                    skipped_until = repaired.end
                    self._report(repaired.trouble)
                    last = self._read_entry(repaired.entry)
            elif isinstance(block, RawComment):
                self._read_comment(block, last, in_broken=block.offset < broken_until)
                last = None

    def _ends(self, blocks: list[RawBlock]) -> list[int]:
        """Return for each block where the next one starts that can be meant as one, however broken this one is."""
        ends = []
        next_known = len(self.source.text)
        for block in reversed(blocks):
            ends.append(min(next_known, self.source.next_block(block.offset)))
            if _is_known(block):
                next_known = block.offset
        return ends[::-1]

    def _report(self, trouble: Trouble, code: str = "bib-syntax") -> None:
        line, column = self.source.position(trouble.offset)
        self.faults.append(
            Fault(code, trouble.key, line, column, trouble.message, trouble.hint, trouble.severe)
        )

    def _read_macro(self, block: RawMacro) -> None:
        name = block.name.lower()
        value = read_value(block.value, self.macros)
        for word in value.undefined:
            message = f"the @string '{name}' uses '{word}', which no @string defines"
            self._report(Trouble(block.offset, None, message, None, severe=False))
        if name in self.macros and self.macros[name] != value.text:
            message = f"the @string '{name}' is defined twice; the first one counts"
            trouble = Trouble(block.offset, None, message, "delete one of them", severe=False)
            self._report(trouble, "bib-duplicate")
            return
        self.macros[name] = value.text

    def _read_entry(self, block: RawEntry) -> Entry | None:
        key = shown(block.key)
        if not key:
            hint = f"write one behind the brace: @{block.entry_type}{{smith2020,"
            message = f"an entry of type '{block.entry_type}' has no citation key"
            self._report(Trouble(block.offset, None, message, hint))
            return None
        entry = Entry(key, block.entry_type, {}, block.offset, shown(block.text), self.source)
        faults = list(self._read_fields(entry, block.fields))
        if _ODD_KEY.search(key):
            faults.append(
                entry.fault(
                    f"the citation key '{key}' can't be cited in a text",
                    "use letters, digits, hyphens, colons and underscores only",
                    code="bib-syntax",
                    severe=False,
                )
            )
        first = self.entries.get(key)
        if first is not None:
            self.faults.append(_duplicate(entry, first))
            return entry
        self.faults += faults
        self.entries[key] = entry
        return entry

    def _read_fields(self, entry: Entry, raw_fields: list[tuple[str, str]]) -> Iterator[Fault]:
        remarks = False
        for raw_name, raw_value in raw_fields:
            name = raw_name
            if "%" in name:
                remarks = True
                name = _REMARK.sub("", name).strip()
                if not name:
                    continue  # the whole field is commented out
            value: Value | None = read_value(shown(raw_value), self.macros)
            while value is not None:
                *before, name = name.lower().split() or [""]
                if before or not name:
                    yield entry.fault(
                        f"the entry '{entry.key}' can't be read before '{name} ='",
                        "every field is written: name = {value},",
                        code="bib-syntax",
                    )
                if name:
                    yield from self._keep(entry, name, value)
                value, name = self._field_after_missing_comma(value)
        if remarks:
            yield entry.fault(
                f"the entry '{entry.key}' has lines commented out with %",
                "BibTeX knows no remarks inside an entry: delete them",
                code="bib-syntax",
                severe=False,
            )

    def _field_after_missing_comma(self, value: Value) -> tuple[Value | None, str]:
        if value.next_field is None:
            return None, ""
        name, raw_value = value.next_field
        return read_value(raw_value, self.macros), name

    def _keep(self, entry: Entry, name: str, value: Value) -> Iterator[Fault]:
        """Store a field, once, and say what is odd about its value."""
        if name in entry.fields:
            yield entry.fault(
                f"the entry '{entry.key}' has the field '{name}' twice; the first one counts",
                "delete one of them",
                field=name,
                severe=False,
                again=True,
            )
        else:
            entry.fields[name] = value.text
        if value.next_field is not None:
            yield entry.fault(
                f"a comma is missing after the field '{name}' of the entry '{entry.key}'",
                f"put a comma at its end, before '{value.next_field[0]}'",
                field=name,
                code="bib-syntax",
            )
        if value.unread:
            unread = " ".join(value.unread.split())[:40]
            yield entry.fault(
                f"the field '{name}' of the entry '{entry.key}' goes on after its value: '{unread}'",
                f"put all of it in one pair of braces: {name} = {{…}},",
                field=name,
                code="bib-syntax",
            )
        for word in value.undefined:
            yield entry.fault(
                f"the field '{name}' of the entry '{entry.key}' names '{word}', which no @string defines",
                did_you_mean(word, self.macros) or f"put the text in braces: {name} = {{{word}}},",
                field=name,
                severe=name in READ_FIELDS,
            )
        if value.bare:
            yield entry.fault(
                f"the value of the field '{name}' of the entry '{entry.key}' stands without braces",
                f"write {name} = {{{' '.join(value.text.split())[:40]}}},",
                field=name,
                code="bib-syntax",
                severe=False,
            )

    def _read_comment(self, block: RawComment, last: Entry | None, *, in_broken: bool) -> None:
        """Look for what was meant to be read in a text that BibTeX skips."""
        # Spaces for the lines that are meant as comments, so that places stay.
        text = _COMMENT_LINE.sub(lambda line: " " * len(line[0]), shown(block.text))
        swallowed = list(_SWALLOWED.finditer(text))
        for entry in swallowed:
            self._report(
                Trouble(
                    block.offset + entry.start() + entry[0].index("@"),
                    entry[2],
                    f"the entry '{entry[2]}' can't be read: its type '@{entry[1]}' isn't one",
                    did_you_mean(entry[1].lower(), ENTRY_TYPES, "@")
                    or "write a type such as @article or @misc",
                )
            )
        if in_broken or swallowed:
            return  # the rest of an entry that has been reported already
        follows = not block.text.startswith("%")  # else the field belongs to the entry commented out above
        if last is not None and follows and (field := _FIELD_AFTER_ENTRY.match(text)):
            last.damaged = True
            message = f"the entry '{last.key}' ends before its field '{field[1]}'"
            hint = "there is a } too many here, or a { too few in its last field"
            self._report(Trouble(last.offset + len(last.text) - 1, last.key, message, hint))
        elif _FIELD_OUTSIDE.search(text):
            message = "there are fields here that belong to no entry"
            hint = "give them a first line such as @article{smith2020, or delete them"
            self._report(Trouble(block.offset, None, message, hint))
        elif last is not None and not text.strip(" \t\n})") and text.strip():
            message = f"there is a closing brace too many after the entry '{last.key}'"
            self._report(Trouble(block.offset, last.key, message, "delete it", severe=False))


def _is_known(block: RawBlock) -> bool:
    return not isinstance(block, RawComment) and type_of(block.text) in BLOCK_TYPES


def _duplicate(entry: Entry, first: Entry) -> Fault:
    same = entry.fields == first.fields and entry.entry_type == first.entry_type
    if same:
        message = f"the entry '{entry.key}' stands in the file twice, with the same fields"
        hint = f"delete one of them; the first is on line {first.line}"
    else:
        message = f"two entries have the key '{entry.key}'; only the first can be cited"
        hint = f"the first is on line {first.line}: give this one a key of its own, or delete it"
    return entry.fault(message, hint, code="bib-duplicate", severe=not same)


def _field_offset(text: str, field: str, *, again: bool) -> int | None:
    """Return where the field's name stands, first or again, among the fields and not inside a value."""
    pattern = re.compile(rf"(?<!\\)[{{}}]|(?<![\w-])({re.escape(field)})\s*=", re.IGNORECASE)
    depth = 0
    outside = inside = None
    for mark in pattern.finditer(text):
        if mark[0] in "{}":
            depth += 1 if mark[0] == "{" else -1
        elif depth > 1:
            inside = mark.start(1) if inside is None else inside
        elif again and outside is None:
            outside = mark.start(1)
        else:
            return mark.start(1)
    return inside if outside is None else outside
