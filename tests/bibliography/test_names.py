"""Author fields and the names in them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plainleaf.bibliography.ama_names import format_name, format_names, initials
from plainleaf.bibliography.bibtex import parse_bibliography
from plainleaf.bibliography.names import parse_names
from plainleaf.model.references import Name

from .case_files import cases


def shown(name: Name) -> str:
    if name.literal:
        return f"= {name.literal}"
    return " ".join(f"{name.particle} | {name.family} | {name.given} | {name.suffix}".split())


@cases("names")
def test_names_are_told_apart(case):
    names, incomplete = parse_names(case["field"])
    assert [shown(name) for name in names] == case["names"]
    assert incomplete is case.get("incomplete", False)


@cases("names")
def test_a_doubtful_name_is_reported(case):
    text = f"@misc{{x, title = {{A}}, url = {{https://a.example}},\n  author = {{{case['field']}}}}}"
    if case["field"].count("{") != case["field"].count("}"):
        text = f'@misc{{x, title = {{A}}, url = {{https://a.example}},\n  author = "{case["field"]}"}}'
    faults = parse_bibliography(text, "references.bib").faults
    if "says" not in case:
        assert faults == ()
        return
    (fault,) = faults
    assert (fault.code, fault.key, fault.line, fault.column) == ("bib-field", "x", 2, 3)
    assert case["says"] in fault.message
    assert fault.severe is case.get("severe", False)
    assert "' and '" in fault.hint


@settings(deadline=None)  # a busy machine is no fault
@given(
    st.text(max_size=80)
    | st.lists(
        st.sampled_from(["and", "{", "}", ",", ";", "Smith", "J", "van", "\\'e", "et al", "others", " "]),
        max_size=15,
    ).map(" ".join)
)
def test_no_field_raises_and_every_name_says_something(value):
    names, _ = parse_names(value)
    for name in names:
        assert isinstance(format_name(name), str)


@pytest.mark.parametrize(
    ("given_names", "expected"),
    [
        ("Jessica Emily", "JE"), ("Joep F. W. M.", "JFWM"), ("J.F.W.M.", "JFWM"), ("JFW", "JFW"), ("Jean-Paul", "JP"), ("J.-P.", "JP"),
        ("Kuo-ching", "KC"), ("Åsa", "Å"), ("Élodie Marie", "ÉM"), ("Robert (Bob) A.", "RA"), ("d'Arcy", "D"), ("明", "明"), ("", ""), ("-", ""),
    ],
)  # fmt: skip
def test_initials(given_names, expected):
    assert initials(given_names) == expected


def test_a_particle_with_an_apostrophe_takes_no_space():
    assert format_name(Name(family="Arcy", given="Jean", particle="d'")) == "d'Arcy J"


def test_an_empty_list_prints_nothing():
    assert format_names(()) == ""
    assert format_names((), incomplete=True) == ""
