"""Bytes to text: encodings, line ends, control characters, and the places of what is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainleaf.read.text_files import decode_text


def places(data: bytes) -> list[tuple[int, int, str]]:
    return [(d.line, d.column, d.message) for d in decode_text(data, "a.md")[1]]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"a\r\nb\rc\nd", "a\nb\nc\nd"),
        (b"a\r\r\nb", "a\n\nb"),
        ("\ufeffa".encode(), "a"),
        ("\ufeff\ufeffa".encode(), "a"),
        ("a\ufeffb".encode(), "a\ufeffb"),
        ("a\x0bb\x0cc\u2028d\u2029e".encode(), "a b c d e"),
        ("é 漢 🙂 e\u0301 \u200d".encode(), "é 漢 🙂 e\u0301 \u200d"),
        (b"a\tb", "a\tb"),
    ],
)
def test_text_without_fault(data, text):
    assert decode_text(data, "a.md") == (text, [])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_named(encoding):
    text, faults = decode_text("---\ntitle: A leaflet\n---\n".encode(encoding), "a.md")
    assert text == ""
    assert [(d.code, d.line, d.column) for d in faults] == [("encoding", 1, 1)]
    assert "UTF-16" in faults[0].message
    assert "UTF-8" in (faults[0].hint or "")


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_a_byte_of_an_older_encoding_is_told_with_its_place(end):
    data = b"\xef\xbb\xbf" + "é".encode() + b"x" + end + b"Caf\xe9 au lait \xe8"
    text, faults = decode_text(data, "a.md")
    assert text == "éx\nCaf  au lait  "
    assert [(d.code, d.line, d.column) for d in faults] == [("encoding", 2, 4)]
    assert "0xe9" in faults[0].message


def test_a_byte_order_mark_does_not_move_the_place():
    assert [place[:2] for place in places("\ufeffé".encode() + b"\xe9")] == [(1, 2)]


@pytest.mark.parametrize(
    "data", [b"ab\xc3", b"ab\xe2\x82", b"ab\xff", b"ab\xed\xa0\x80", b"ab\xc0\x80", b"ab\xf8"]
)
def test_bytes_that_begin_nothing_are_faults(data):
    assert [place[:2] for place in places(data)] == [(1, 3)]


@pytest.mark.parametrize(
    "character", ["\x00", "\x01", "\x08", "\x0e", "\x1b", "\x7f", "\x80", "\x85", "\x9f", "\uffff"]
)
def test_a_control_character_is_told_with_its_place_and_becomes_a_blank(character):
    text, faults = decode_text(f"Some words first\nab{character}c".encode(), "a.md")
    assert text == "Some words first\nab c"
    assert [(d.code, d.line, d.column) for d in faults] == [("encoding", 2, 3)]
    assert f"U+{ord(character):04X}" in faults[0].message


def test_each_control_character_is_told_but_not_without_end():
    text = "Some words\n" + "word \x01\x02 word\n" * 50
    found = places(text.encode())
    assert [place[:2] for place in found[:3]] == [(2, 6), (3, 6), (4, 6)]
    assert len(found) == 10


@given(st.binary(max_size=200))
def test_any_bytes_give_a_text_that_yaml_and_html_can_hold(data):
    text, faults = decode_text(data, "a.md")
    assert not set(text) & set(
        map(chr, [*range(9), 0x0B, 0x0C, 0x0D, *range(0x0E, 0x20), *range(0x7F, 0xA0)])
    )
    text.encode("utf-8")
    assert faults or text or data in (b"", b"\xef\xbb\xbf")


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")), max_size=50))
def test_text_that_is_in_order_stays_as_it_is(text):
    text = text.lstrip("\ufeff")
    assert decode_text(text.encode(), "a.md") == (text, [])
