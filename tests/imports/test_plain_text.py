"""Plain texts: paragraphs, bullets as pasted, headings only where that is certain; and whatever bytes they come in."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from plainleaf.imports.bring_in import ImportFault, bring_in
from plainleaf.imports.decoding import TextFault, decode_any
from plainleaf.imports.markdown_writer import to_markdown
from plainleaf.imports.plain_text import parse_plain_text
from plainleaf.markup.engine import MarkdownEngine

LONG = "This line is so long that it clearly goes on in the line below,"
TEXTS = {
    "paragraphs": ("a.\n\nb.", "a.\n\nb.\n"),
    "broken lines": (f"{LONG}\nas it does.", f"{LONG} as it does.\n"),
    "an address": ("The Clinic\n1 Road\nTown", "The Clinic<br>\n1 Road<br>\nTown\n"),
    "a line is a paragraph": (f"{LONG * 2}\nb.", f"{LONG * 2}\n\nb.\n"),
    "a heading": (f"What is it\n\n{LONG} yes.", f"## What is it\n\n{LONG} yes.\n"),
    "a question": ("Is it safe?\n\nYes, mostly.", "## Is it safe?\n\nYes, mostly.\n"),
    "capitals": ("SAFETY\n\nx", "## SAFETY\n\nx\n"),
    "a short sentence": (f"It is safe.\n\n{LONG} yes.", f"It is safe.\n\n{LONG} yes.\n"),
    "a last line": ("a.\n\nThe end", "a.\n\nThe end\n"),
    "two short lines": ("One\n\nTwo", "One\n\nTwo\n"),
    "a lead": (f"You can:\n\n- {LONG}", f"You can:\n\n- {LONG}\n"),
    "bullets": ("• a\n• b\n  - c\n\n• d", "- a\n- b\n    - c\n- d\n"),
    "Word's bullets": ("·\ta\no\tb", "- a\n- b\n"),
    "dashes": ("– a\n– b", "- a\n- b\n"),
    "an item that goes on": ("- a\n  b\n- c", "- a b\n- c\n"),
    "numbers": ("1. a\n2. b\n\n3. c", "1. a\n2. b\n3. c\n"),
    "numbers that begin late": ("7. a\n8. b", "7\\. a<br>\n8\\. b\n"),
    "numbers that jump": ("1. a\n5. b", "1. a\n\n5\\. b\n"),
    "a year": ("We began in\n2019. Later", "We began in<br>\n2019\\. Later\n"),
    "a list in a list": ("1. a\n   - b\n   - c\n2. d", "1. a\n    - b\n    - c\n2. d\n"),
    "signs": ("*a* # [1]", "\\*a\\* \\# \\[1]\n"),
    "nothing": (" \n\n", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_becomes_markdown(name):
    text, expected = TEXTS[name]
    assert to_markdown(parse_plain_text(text).blocks, {}) == expected


@given(st.text(alphabet="aB1.)-*•# \n\t[]?:", max_size=80))
@settings(max_examples=150, deadline=None)
def test_every_letter_of_a_text_is_on_the_page(text):
    """Signs of lists become lists; letters, of which none is such a sign, stay in their order."""
    markdown = to_markdown(parse_plain_text(text).blocks, {})
    page = BeautifulSoup(MarkdownEngine().convert(markdown, "patient", ()).html, "html.parser").get_text()
    assert [sign for sign in page if sign.isalpha()] == [sign for sign in text if sign.isalpha()]


def test_capitals_are_told():
    assert bring_in(b"SAFETY\n\nx", ".txt", "T", "t").notices == (
        "headings in capitals were kept: small letters are easier to read",
    )


def test_a_text_that_is_markdown_is_read_as_such():
    found = bring_in(b"## What\n\n**a** [b](/c/)", ".txt", "T", "t")
    assert found.body == "## What\n\n**a** [b](/c/)\n"
    assert "Markdown" in found.notices[0]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings(encoding):
    text, notices = decode_any("Größe “a” – é\r\nb".encode(encoding))
    assert text == "Größe “a” – é\nb"
    assert [notice for notice in notices if "Windows-1252" in notice] == notices
    assert bool(notices) == (encoding == "cp1252")


NO_TEXTS = {
    "a packed file": (b"PK\x03\x04abc", "packed"),
    "an old .doc": (b"\xd0\xcf\x11\xe0abc", "old .doc"),
    "a PDF": (b"%PDF-1.7", "PDF"),
    "an .rtf": (b"{\\rtf1 a}", ".rtf"),
    "bytes": (bytes(range(1, 32)) * 9, "no plain text"),
    "zeros": (bytes(500), "no plain text"),
}


@pytest.mark.parametrize("what", NO_TEXTS)
def test_files_that_are_no_texts(what):
    data, message = NO_TEXTS[what]
    with pytest.raises(TextFault, match=message):
        decode_any(data)


@given(st.binary(max_size=100))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_a_text_or_a_fault(data):
    for kind in (".txt", ".md"):
        try:
            found = bring_in(data, kind, "T", "t")
        except ImportFault:
            continue
        assert "\x00" not in found.body
        found.body.encode("utf-8")


@pytest.mark.parametrize("kind", [".txt", ".md"])
@pytest.mark.parametrize("text", ["<!-- ", "`a", "[1", "<a ", "【", "*a ", "<sup>1", "[1,1"])
def test_a_long_text_of_openings_takes_no_longer_than_another(text, kind):
    assert bring_in((text * 50_000 + "\n\nReferences\n\n1. a\n").encode(), kind, "T", "t").body


def test_a_list_as_deep_as_can_be():
    text = "\n".join(" " * depth + "- a" for depth in range(1200))
    assert to_markdown(parse_plain_text(text).blocks, {}).count("- a") == 1200


def test_a_text_that_is_too_large_is_refused():
    with pytest.raises(ImportFault, match="too large"):
        bring_in(b"x" * 5_000_001, ".txt", "T", "t")
