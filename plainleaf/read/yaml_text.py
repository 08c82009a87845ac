"""YAML text to values with their places: the only door to PyYAML.

The values are built from YAML's events rather than by its constructors. So nothing is turned into a
number, a date or an object, a field that stands twice is seen, and neither deep nesting nor an alias that
repeats itself (`&a [*a, *a]`) can use up memory.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import yaml

from plainleaf.model.diagnostics import Diagnostic, Position, error
from plainleaf.model.yaml_values import Mapping, Scalar, Sequence, Value
from plainleaf.read.yaml_faults import Place, explain, quoted

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 12
_LONGEST = 2_000_000  # characters; each value of a text takes many times its own memory
_FIELD = re.compile(r"""(?m)^(?=[^\s#\-\[\]{},"'])[^\n:]+:(?=\s|$)""")
_NAME = re.compile(r"(?m)^([^\s#:：]+) *[:：]")


class _Fault(Exception):
    def __init__(self, at: Position, message: str, hint: str | None) -> None:
        super().__init__(message)
        self.at = at
        self.hint = hint


def parse_yaml(text: str, path: str, first_line: int = 1) -> tuple[Value | None, list[Diagnostic]]:
    """Return the value that a YAML text holds (None if it is empty), or what keeps it from being read.

    `first_line` is the line of the file on which `text` begins. Faults have the code
    `front-matter-syntax`; YAML's own reader stops at the first one.
    """
    if len(text) > _LONGEST:
        message = f"there are more than {_LONGEST:,} characters of YAML"
        return None, [error("front-matter-syntax", Position(path, first_line), message, "part or shorten it")]
    lines = text.split("\n")
    try:
        return _Builder(lines, path, first_line).document(yaml.parse(text, Loader=_Loader)), []
    except _Fault as fault:
        return None, [error("front-matter-syntax", fault.at, str(fault), fault.hint)]
    except yaml.MarkedYAMLError as fault:
        place, context = _place(fault.problem_mark or fault.context_mark), fault.context_mark
        place, message, hint = explain(
            lines, fault.problem or "", place, _place(context) if context else None
        )
        at = Position(path, first_line + place.line, place.column + 1)
        return None, [error("front-matter-syntax", at, message, hint)]
    except yaml.YAMLError as fault:
        message = f"not valid YAML: {' '.join(str(fault).split())}"
        return None, [error("front-matter-syntax", Position(path, first_line), message)]


def _place(mark: Any) -> Place:
    return Place(mark.line, mark.column) if mark else Place(0, 0)


def parse_fields(text: str, path: str) -> tuple[Value | None, frozenset[str], list[Diagnostic]]:
    """Return what `parse_yaml` does, and the names of the fields that could not be read.

    One faulty field doesn't hide the others: each is then read by itself, and every fault reported.
    """
    value, faults = parse_yaml(text, path)
    tried = faults and len(text) <= _LONGEST
    starts = [found.start() for found in _FIELD.finditer(text)] if tried else []
    if not starts:
        return value, frozenset(), faults
    entries: list[tuple[Scalar, Value]] = []
    found: list[Diagnostic] = []
    line = 1
    for start, end in pairwise([0, *starts[1:], len(text)]):
        field, more = parse_yaml(text[start:end], path, line)
        line += text.count("\n", start, end)
        found += more
        entries += field.entries if isinstance(field, Mapping) else ()
    names = frozenset(_NAME.findall(text)) - {name.text for name, _ in entries}
    at = Position(path, 1 + text.count("\n", 0, starts[0]))
    return Mapping(tuple(entries), at), names, found or faults


class FieldSpan(NamedTuple):
    """Where the value of a top-level list stands in a YAML text.

    `style` is "empty", "flow" for `[…]`, or "block" for a line that begins with - for each item. `end` is just
    behind the value, or behind the last item of a list; `indent` the blanks before each item.
    """

    start: Place
    end: Place
    style: str
    indent: int


def field_span(text: str, name: str) -> FieldSpan | None:
    """Return where the list of a top-level field stands, or None if there is no such field.

    For a text that `parse_yaml` has read without a fault.
    """
    root = yaml.compose(text, Loader=_Loader)
    entries = root.value if isinstance(root, yaml.MappingNode) else []
    node = next((value for key, value in entries if key.value == name), None)
    if node is None:
        return None
    start, end = _place(node.start_mark), _place(node.end_mark)
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        return FieldSpan(start, end, "empty", 0)
    if node.flow_style:
        last = node.value[-1]
        return FieldSpan(start, _place(last.end_mark), "flow", _place(last.start_mark).column)
    last = node
    while isinstance(last, yaml.CollectionNode) and last.value and not last.flow_style:
        child = last.value[-1]
        last = child[1] if isinstance(child, tuple) else child
    return FieldSpan(start, _place(last.end_mark), "block", start.column)


class _Builder:
    """Builds one document from the events of its text."""

    def __init__(self, lines: list[str], path: str, first_line: int) -> None:
        self.lines = lines
        self.path = path
        self.first_line = first_line
        self.events: Iterator[yaml.Event] = iter(())

    def document(self, events: Iterator[yaml.Event]) -> Value | None:
        self.events = events
        value: Value | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and value is not None:
                raise _Fault(self.at(event), "a second YAML document begins here", "remove the line of ---")
            if isinstance(event, yaml.NodeEvent):
                value = self.value(event, 0)
        return None if isinstance(value, Scalar) and value.is_empty else value

    def at(self, event: yaml.Event) -> Position:
        place = _place(event.start_mark)
        return Position(self.path, self.first_line + place.line, place.column + 1)

    def value(self, event: yaml.Event, depth: int) -> Value:
        at = self.at(event)
        # YAML would leave out the word behind the mark: `title: !important news` would be "news".
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            line = self.lines[at.line - self.first_line]
            message = "a word that begins with !, & or * means something else in YAML"
            raise _Fault(at, message, f"put the text in quotes:  {quoted(line)}")
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, at, plain=not event.style)
        if depth >= _DEEPEST:
            raise _Fault(at, "lists and fields are nested too deeply", None)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(item := next(self.events), yaml.SequenceEndEvent):
                items.append(self.value(item, depth + 1))
            return Sequence(tuple(items), at)
        if isinstance(event, yaml.MappingStartEvent):
            entries = []
            while not isinstance(key := next(self.events), yaml.MappingEndEvent):
                name = self.value(key, depth + 1)
                if not isinstance(name, Scalar):
                    raise _Fault(self.at(key), "the name of a field can't be a list", None)
                entries.append((name, self.value(next(self.events), depth + 1)))
            return Mapping(tuple(entries), at)
        raise AssertionError(f"no value begins with {event}")
