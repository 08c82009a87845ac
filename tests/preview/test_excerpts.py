import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainleaf.preview.excerpts import excerpt

TEXT = "one\ntwo\nthree\nfour\nfive\nsix"


@pytest.mark.parametrize(
    ("line", "shown"),
    [(1, [1, 2, 3]), (2, [1, 2, 3, 4]), (4, [2, 3, 4, 5, 6]), (6, [4, 5, 6])],
)
def test_two_lines_stand_before_and_after(line, shown):
    found = excerpt(TEXT, line, 2)
    assert [row.number for row in found.lines] == shown
    assert (found.line, found.mark) == (line, 1)


@pytest.mark.parametrize("line", [0, 7])
def test_there_is_none_of_a_line_that_is_not_there(line):
    assert excerpt(TEXT, line, 1) is None


@pytest.mark.parametrize("column", [1, 5, 400, 900, 1000])
def test_a_long_line_is_cut_around_its_place(column):
    line = "".join(chr(0x4E00 + number) for number in range(1000))
    found = excerpt(line, 1, column)
    text = found.lines[0].text
    assert len(text) <= 162
    assert text[found.mark] == line[column - 1]


@given(st.text(st.characters(codec="utf-8"), max_size=300), st.integers(-1, 9), st.integers(-1, 400))
def test_the_mark_is_inside_its_line_whatever_the_place(text, line, column):
    found = excerpt(text, line, column)
    if found:
        row = next(row for row in found.lines if row.number == found.line)
        assert 0 <= found.mark <= len(row.text)
