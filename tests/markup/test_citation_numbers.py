"""Numbers in order of first appearance, groups as they are shown, and ids that never meet."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainleaf.markup.citation_numbers import cited_keys, number_citations, safe_ids
from plainleaf.model.citations import Citation, CitationGroup


def group(*keys: str) -> CitationGroup:
    return CitationGroup(tuple(Citation(key) for key in keys))


def printed(*groups: CitationGroup) -> list[str]:
    """Return each group as a reader sees it."""
    found = []
    for citations in number_citations(groups).groups:
        text = ""
        for citation in citations:
            if not citation.between:
                text += "–" if citation.closes_range else "," if text else ""
                text += f"{citation.prefix} {citation.number} {citation.locator}".strip()
        found.append(text)
    return found


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([], []),
        ([group()], [""]),
        ([group("a")], ["1"]),
        ([group("a", "b")], ["1,2"]),
        ([group("a", "b", "c")], ["1–3"]),
        ([group("c", "a", "b")], ["1–3"]),
        ([group("a"), group("b"), group("a")], ["1", "2", "1"]),
        ([group("b", "a"), group("a", "b")], ["1,2", "1,2"]),
        ([group("a", "a", "b", "a")], ["1,2"]),
        ([group("a", "b", "c", "d"), group("a", "c", "d")], ["1–4", "1,3,4"]),
        ([group("a", "b", "c", "d", "e", "f"), group("a", "b", "c", "e", "f")], ["1–6", "1–3,5,6"]),
        ([group("a", "b", "c", "d", "e", "f", "g"), group("g", "f", "e", "c", "b", "a")], ["1–7", "1–3,5–7"]),
        ([group("z"), group("y", "z", "x")], ["1", "1–3"]),
    ],
)
def test_printed(groups, expected):
    assert printed(*groups) == expected


def test_what_has_a_prefix_or_a_locator_stands_outside_ranges():
    citations = [Citation("a"), Citation("b", locator="p. 5"), Citation("c"), Citation("d"), Citation("e")]
    assert printed(CitationGroup(tuple(citations))) == ["1,2 p. 5,3–5"]
    citations[2] = Citation("c", prefix="see")
    assert printed(CitationGroup(tuple(citations))) == ["1,2 p. 5,see 3,4,5"]


def test_the_locators_of_a_repeated_key_are_kept():
    citations = (Citation("a", locator="p. 5"), Citation("b"), Citation("a", "see", "p. 9"), Citation("a"))
    assert printed(CitationGroup(citations)) == ["see 1 p. 5; p. 9,2"]


def test_uses_are_counted_for_each_key_and_once_in_a_group():
    numbering = number_citations([group("a", "a", "b"), group("b", "c", "a"), group("a")])
    assert [[(c.key, c.use) for c in shown] for shown in numbering.groups] == [
        [("a", 1), ("b", 1)],
        [("a", 2), ("b", 2), ("c", 1)],
        [("a", 3)],
    ]


KEYS = st.sampled_from("abcdefghij")
GROUPS = st.lists(st.lists(KEYS, max_size=6), max_size=12)


@given(GROUPS)
def test_every_key_is_shown_in_its_group_with_the_number_of_its_first_appearance(keys):
    numbering = number_citations([group(*row) for row in keys])
    in_order = list(dict.fromkeys(key for row in keys for key in row))
    assert list(numbering.keys) == in_order
    assert cited_keys([group(*row) for row in keys]) == numbering.keys
    for row, shown in zip(keys, numbering.groups, strict=True):
        assert {citation.key for citation in shown} == set(row)
        numbers = [citation.number for citation in shown]
        assert numbers == sorted(set(numbers))
        assert all(in_order[citation.number - 1] == citation.key for citation in shown)


@given(GROUPS)
def test_a_reader_can_tell_every_number_from_what_is_printed(keys):
    groups = [group(*row) for row in keys]
    for text, shown in zip(printed(*groups), number_citations(groups).groups, strict=True):
        numbers = []
        for part in filter(None, text.split(",")):
            first, _, last = part.partition("–")
            assert not last or int(last) - int(first) >= 2
            numbers += range(int(first), int(last or first) + 1)
        assert numbers == [citation.number for citation in shown]


@pytest.mark.parametrize(
    ("keys", "ids"),
    [
        (["Doe_2020.a-b"], ["Doe_2020.a-b"]),
        (["a:b"], ["a-b"]),
        (["müller2020"], ["m-ller2020"]),
        (["a:b", "a/b"], ["a-b", "a-b-2"]),
        (["a:b", "a-b"], ["a-b-2", "a-b"]),
        (["a:b", "a/b", "a-b-2"], ["a-b", "a-b-3", "a-b-2"]),
        (["李2020", "王2020", "张2020"], ["-2020", "-2020-2", "-2020-3"]),
    ],
)
def test_ids(keys, ids):
    assert [safe_ids(keys)[key] for key in keys] == ids


@given(st.lists(st.text(alphabet="ab-2./:ü", min_size=1, max_size=5), unique=True))
def test_ids_never_meet(keys):
    ids = safe_ids(keys)
    assert sorted(ids) == sorted(keys)
    assert len(set(ids.values())) == len(keys)
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+", id_) for id_ in ids.values())
    assert all(ids[key] == key for key in keys if re.fullmatch(r"[A-Za-z0-9._-]+", key))
