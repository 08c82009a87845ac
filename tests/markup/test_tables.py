"""Tables: the labels of their cells, with which a row is a card where there is no room for columns."""

import pytest

from tests.markup.leaflet import leaflet


def labels(body: str) -> list[list[str | None]]:
    """Return the label of each cell of each row below the header."""
    page = leaflet(body).body()
    return [[cell.get("data-label") for cell in row.select("td, th")] for row in page.select("tbody tr")]


HEADER = "<table><thead><tr>{}</tr></thead><tbody><tr>{}</tr></tbody></table>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("| a | b |\n|---|---|\n| c | d |\n| e | f |", [["a", "b"], ["a", "b"]]),
        ("| *a*【1】 | b [@a2020] c |\n|---|---|\n| d | e |", [["a", "b c"]]),
        ('| a "b" | c & d < e |\n|---|---|\n| f | g |', [['a "b"', "c & d < e"]]),
        ("| [a](/x/) | **b** |\n|---|---|\n| c | d |", [["a", "b"]]),
        ("| | a |\n|---|---|\n| b | c |", [[None, "a"]]),
        ("| a |\n|---|\n| b | c |", [["a", None]]),
        ("| a |\n|---|\n| b |\n\n| c |\n|---|\n| d |", [["a"], ["c"]]),
        (HEADER.format("<th>a</th><th>b</th>", "<th>c</th><td>d</td>"), [[None, "b"]]),
        ("::: info\n| a |\n|---|\n| b |\n:::", [["a"]]),
    ],
)
def test_cells_bear_the_header_of_their_column(body, expected):
    assert labels(body) == expected
    scroll = leaflet(body).body().select_one(".table-scroll")
    assert "table-scroll--cards" in scroll["class"]


@pytest.mark.parametrize(
    "body",
    [
        "<table><tbody><tr><td>a</td></tr></tbody></table>",
        "| | |\n|---|---|\n| a | b |",
        HEADER.format("<th colspan=2>a</th>", "<td>b</td><td>c</td>"),
        HEADER.format("<th>a</th><th>b</th>", "<td rowspan=2>b</td><td>c</td>"),
        HEADER.format("<th>a</th></tr><tr><th>b</th>", "<td>c</td>"),
        HEADER.format("<th>10<sup>6</sup></th>", "<td>c</td>"),
        HEADER.format("<th><img src='images/a.png' alt='a'></th>", "<td>c</td>"),
        HEADER.format("<th>a<br>b</th>", "<td>c</td>"),
        "| a[^1] |\n|---|\n| b |\n\n[^1]: c",
    ],
)
def test_a_table_whose_headers_can_t_be_labels_scrolls_as_before(body):
    page = leaflet(body).body()
    assert not page.select("[data-label]")
    assert page.select_one("div.table-scroll")["class"] == ["table-scroll"]


def test_tables_in_tables_have_no_labels_and_leave_those_behind_them_theirs():
    inner = HEADER.format("<th>c</th>", "<td>d</td>")
    page = leaflet(HEADER.format("<th>a</th>", f"<td>{inner}</td>") + "\n\n| e |\n|---|\n| f |").body()
    assert [cell["data-label"] for cell in page.select("[data-label]")] == ["e"]
    assert page.select_one("[data-label]").get_text() == "f"


def test_a_fact_box_needs_none():
    body = "::: facts\noutcome: x\nwith: 1\nwithout: 2\nout_of: 3\nsource: a2020\n:::"
    assert not leaflet(body).body().select("[data-label], .table-scroll")


def test_headers_keep_their_scope():
    cells = leaflet(HEADER.format("<th>a</th><th scope=colgroup>b</th>", "<th scope=row>c</th><td>d</td>"))
    assert [cell["scope"] for cell in cells.body().select("th")] == ["col", "colgroup", "row"]
