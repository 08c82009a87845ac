"""The YAML of a `::: facts` block as a fact box."""

import msgspec

from plainleaf.model.diagnostics import Diagnostic, Position, error
from plainleaf.model.facts import FactBox
from plainleaf.model.yaml_values import Mapping
from plainleaf.read.fields import Fields
from plainleaf.read.yaml_text import parse_yaml

_FIELDS = ("outcome", "with", "without", "out_of", "source")
_MOST = 1000


def read_facts(text: str, at: Position) -> tuple[FactBox | None, list[Diagnostic]]:
    """Return the fact box that a block holds, or None and what is wrong with it.

    `at` is the block's own line; the YAML begins on the next. Both numbers share one denominator, and a
    relative number ("40 % fewer") has no field: readers overrate it (Trevena 2013; JNCI 2011;103:1436).
    """
    value, faults = parse_yaml(text, at.path, at.line + 1)
    diagnostics = [msgspec.structs.replace(fault, code="facts-field") for fault in faults]
    if not isinstance(value, Mapping):
        if not diagnostics:
            hint = f"a fact box has the fields {', '.join(_FIELDS)}"
            message = "the fact box is empty" if value is None else "the fact box holds no fields"
            diagnostics.append(error("facts-field", at, message, hint))
        return None, diagnostics
    fields = Fields(value, diagnostics, code="facts-field")
    fields.known(_FIELDS)
    for name in _FIELDS:
        fields.require(name)
    out_of = fields.whole_number("out_of", 0, 1, _MOST)
    box = FactBox(
        outcome=fields.text("outcome"),
        with_count=fields.whole_number("with", 0, 0, _MOST),
        without_count=fields.whole_number("without", 0, 0, _MOST),
        out_of=out_of,
        source=fields.text("source").lstrip("@"),
    )
    for name, number in (("with", box.with_count), ("without", box.without_count)):
        if out_of and number > out_of:
            fields.fault(fields.places[name], f"'{name}' ({number}) is more than 'out_of' ({out_of})")
    return (None if diagnostics else box), diagnostics
