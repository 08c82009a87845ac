"""What a marker cites."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainleaf.markup.citation_syntax import MARKER, OPENING, parse_marker, unfinished_fault
from plainleaf.model.citations import Citation

NUMBERED = ("a", "b", "c", "d")


def cited(raw: str) -> list[Citation]:
    assert MARKER.fullmatch(raw)
    marker = parse_marker(raw, NUMBERED)
    assert marker is not None
    assert not marker.faults
    return list(marker.group.citations)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("[@a]", [Citation("a")]),
        ("[@a; @b]", [Citation("a"), Citation("b")]),
        ("[@b;@a]", [Citation("b"), Citation("a")]),
        ("[ @a ;  @b ]", [Citation("a"), Citation("b")]),
        ("[@a, p. 5; @b]", [Citation("a", locator="p. 5"), Citation("b")]),
        ("[@a p. 5]", [Citation("a", locator="p. 5")]),
        ("[@a, pp. 33-35, 38-39]", [Citation("a", locator="pp. 33-35, 38-39")]),
        ("[see @a, ch. 2]", [Citation("a", "see", "ch. 2")]),
        ("[see @a; also @b, p. 3]", [Citation("a", "see"), Citation("b", "also", "p. 3")]),
        ("[see\n  also @a,\n p. 5]", [Citation("a", "see also", "p. 5")]),
        ("[-@a]", [Citation("a")]),
        ("[see -@a]", [Citation("a", "see")]),
        ("[@doe_2020]", [Citation("doe_2020")]),
        ("[@Doe2020a]", [Citation("Doe2020a")]),
        ("[@doe.2020]", [Citation("doe.2020")]),
        ("[@doe:2020-b/c]", [Citation("doe:2020-b/c")]),
        ("[@doe2020.]", [Citation("doe2020")]),
        ("[@doe2020,]", [Citation("doe2020")]),
        ("[@2020doe]", [Citation("2020doe")]),
        ("[@müller2020]", [Citation("müller2020")]),
        ("[@{https://doi.org/10.1000/(x)}, p. 5]", [Citation("https://doi.org/10.1000/(x)", locator="p. 5")]),
        ("[mail a@x.example, see @b]", [Citation("b", "mail a@x.example, see")]),
        ("【1】", [Citation("a")]),
        ("【1,3】", [Citation("a"), Citation("c")]),
        ("【2-4】", [Citation("b"), Citation("c"), Citation("d")]),
        ("【4,1】", [Citation("d"), Citation("a")]),
    ],
)
def test_cited(raw, expected):
    assert cited(raw) == expected


@pytest.mark.parametrize("raw", ["[a@b.example]", "[@ a]", "[a @ b]", "[@@a]", "[x@{y}]", "[(@a)]"])
def test_ordinary_text(raw):
    found = MARKER.fullmatch(raw)
    assert found is None or parse_marker(raw, NUMBERED) is None


@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=5), st.sampled_from([",", "，", "、", ", ", " ,", " "])
)
def test_numbers_in_any_form(numbers, comma):
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    for text in (
        f"【{comma.join(map(str, numbers))}】",
        f"【{comma.join(map(str, numbers)).translate(wide)}】",
    ):
        assert [citation.key for citation in cited(text)] == [NUMBERED[number - 1] for number in numbers]


TEXT = st.text(alphabet="[]【】@ab1,;-–† \n{}().:/\\", max_size=40)


@given(TEXT)
def test_any_text_is_read(text):
    for found in MARKER.finditer(text):
        marker = parse_marker(found[0], NUMBERED)
        if marker is not None:
            assert marker.raw == found[0]
            assert marker.group.citations or marker.faults
            assert all(citation.key for citation in marker.group.citations)


@given(TEXT)
def test_every_beginning_is_an_opening(text):
    """What is not an opening gets no tag, and so no place."""
    openings = {found.start() for found in OPENING.finditer(text)}
    for found in MARKER.finditer(text):
        if parse_marker(found[0], NUMBERED):
            assert found.start() in openings
    for start, character in enumerate(text):
        if character in "[【" and unfinished_fault(text, start):
            assert start in openings


@pytest.mark.parametrize(
    "text", ["[" + "a " * 50_000 + "@b]", "[@" + "a." * 50_000 + "]", "[" + "@a " * 30_000 + "]"]
)
@pytest.mark.timeout(60)  # against a hang: speed itself is no matter of a test
def test_long_markers_are_read_at_once(text):
    assert [parse_marker(found[0], NUMBERED) for found in MARKER.finditer(text)]


@pytest.mark.timeout(60)  # against a hang: speed itself is no matter of a test
def test_a_huge_range_is_not_spread_out():
    marker = parse_marker("【1-999999999】", NUMBERED)
    assert marker.group.citations == ()
    assert [fault.code for fault in marker.faults] == ["citation-number"]
