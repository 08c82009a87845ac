"""The YAML of a fact box."""

import pytest

from plainleaf.model.diagnostics import Position
from plainleaf.read.facts import read_facts

AT = Position("content/articles/fmt.md", 30)
GOOD = "outcome: Better after 8 weeks\nwith: 46\nwithout: 9\nout_of: 100\nsource: '@kelly'"


def test_a_fact_box_has_both_numbers_of_the_same_group():
    box, faults = read_facts(GOOD, AT)
    assert faults == []
    assert box
    assert (box.outcome, box.with_count, box.without_count, box.out_of, box.source) == (
        "Better after 8 weeks", 46, 9, 100, "kelly",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["30 facts-field the fact box is empty"]),
        ("just words", ["30 facts-field the fact box holds no fields"]),
        ("outcome: x", [f"31 facts-field the field '{name}' is missing" for name in ("with", "without", "out_of", "source")]),
        (GOOD.replace("46", "101"), ["32 facts-field 'with' (101) is more than 'out_of' (100)"]),
        (GOOD.replace("46", "4.6"), ["32 facts-field the field 'with' is a whole number from 0 to 1000"]),
        (GOOD.replace("46", "-1"), ["32 facts-field the field 'with' is a whole number from 0 to 1000"]),
        (GOOD.replace("46", "46 %"), ["32 facts-field the field 'with' is a whole number from 0 to 1000"]),
        (GOOD.replace("46", "９"), ["32 facts-field the field 'with' is a whole number from 0 to 1000"]),
        (GOOD.replace("100", "0"), ["34 facts-field the field 'out_of' is a whole number from 1 to 1000"]),
        (GOOD.replace("100", "9" * 5000), ["34 facts-field the field 'out_of' is a whole number from 1 to 1000"]),
        (GOOD.replace("outcome", "outcom"), ["31 facts-field unknown field 'outcom'", "31 facts-field the field 'outcome' is missing"]),
        (GOOD + "\nrelative: 40 %", ["36 facts-field unknown field 'relative'"]),
        (GOOD.replace("Better", "Better: much"), ["31 facts-field the text holds a colon"]),
    ],
)  # fmt: skip
def test_faults_have_the_line_in_the_authors_file(text, expected):
    box, faults = read_facts(text, AT)
    assert box is None
    assert len(faults) == len(expected)
    for fault, row in zip(faults, expected, strict=True):
        assert f"{fault.line} {fault.code} {fault.message}".startswith(row)
        assert fault.path == AT.path
