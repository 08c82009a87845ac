"""Word files come in whole, or say what is missing; damaged and hostile ones say so, and read nothing outside."""

import io
import zipfile

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plainleaf.imports.bring_in import BroughtIn, ImportFault, bring_in
from plainleaf.imports.word_file import WordFault, read_word
from plainleaf.markup.engine import MarkdownEngine
from tests.imports.word_files import cell, docx, link, packed, para, part, picture, png, run, table

ENGINE = MarkdownEngine()


def brought(*blocks: str, title: str = "The title", **rest) -> BroughtIn:
    return bring_in(docx(*blocks, **rest), ".docx", title, "fmt")


def body(*blocks: str, **rest) -> str:
    return brought(*blocks, **rest).body


BODIES = {
    "paragraphs": ([para("One."), para("Two.")], "One.\n\nTwo.\n"),
    "emphasis in pieces": (
        [para("a ", run("bo", "b"), run("ld ", "b"), run("x", "i"), " H", run("2", "subscript"), "O")],
        "a **bold** *x* H<sub>2</sub>O\n",
    ),
    "headings that skip levels": (
        [para("A", style="Heading1"), para("x"), para("B", style="Heading3"), para("y"), para("C", style="Heading2")],
        "## A\n\nx\n\n### B\n\ny\n\n### C\n",
    ),
    "headings that begin low": (
        [para("A", style="Heading3"), para("B", style="Heading1"), para("C", style="Heading2")],
        "## A\n\n## B\n\n### C\n",
    ),
    "the title": ([para("The Title", style="Title"), para("A", style="Heading1")], "## A\n"),
    "the title as a first heading": ([para("The title!", style="Heading1"), para("x")], "x\n"),
    "another title": ([para("Other", style="Title"), para("A", style="Heading1")], "## Other\n\n## A\n"),
    "a heading in bold by style": ([para(run("A", "b"), style="Heading1"), para("x")], "## A\n\nx\n"),
    "an empty heading": ([para("x"), para(" ", style="Heading1")], "x\n"),
    "lists": (
        [para("a", bullet=0), para("b", bullet=1), para("c", number=2), para("d", bullet=0), para("e", number=0)],
        "- a\n    - b\n        1. c\n- d\n\n1. e\n",
    ),
    "a table": ([table(("A", "B"), ("1", cell("x", "y")))], "| A   | B      |\n| --- | ------ |\n| 1   | x<br>y |\n"),
    "a line break": ([para("a", "<w:r><w:br/></w:r>", "b")], "a<br>\nb\n"),
    "signs": ([para("# *a* [1] <b> 1. x"), para("1. y"), para(":::")], "\\# \\*a\\* \\[1] \\<b> 1. x\n\n1\\. y\n\n&#58;::\n"),
    "a soft hyphen and blanks": ([para("a\u00adb   c\td")], "ab c d\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", BODIES)
def test_a_word_file_becomes_markdown(name):
    blocks, expected = BODIES[name]
    assert body(*blocks) == expected


def test_bold_lines_are_headings_where_there_are_none():
    found = brought(para(run("What is it?", "b")), para("x"), para(run("Bold words.", "b")), para("y"))
    assert found.body == "## What is it?\n\nx\n\n**Bold words.**\n\ny\n"
    assert "headings" in found.notices[0]


def test_links_are_kept_and_those_that_lead_nowhere_told():
    links = {"r1": "https://x.example/a?b=1&c=2", "r2": "file:///C:/own.docx", "r3": "javascript:alert(1)"}
    found = brought(para(link("r1", "A"), " ", link("r2", "B"), " ", link("r3", "C")), links=links)
    assert found.body == "[A](https://x.example/a?b=1&c=2) B C\n"
    assert len(found.notices) == 2
    assert "file:///C:/own.docx" in found.notices[0]


def test_footnotes_are_kept():
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = part("footnotes", f'<w:footnote w:id="2">{para("See there.")}</w:footnote>')
    found = brought(para("a", reference, "."), parts={"word/footnotes.xml": notes})
    assert found.body == "a[^1].\n\n[^1]: See there.\n"


def test_pictures_come_along_with_the_words_that_somebody_wrote():
    pictures = {
        "p1": ("png", png()),
        "p2": ("png", png() + b"2"),
        "p3": ("emf", b"\x01\0\0\0"),
        "p4": ("png", png() + b"4"),
    }
    guess = "A person on a bench\n\nDescription automatically generated"
    blocks = [
        para(picture("p1", "The [gut]")),
        para(picture("p2")),
        para(picture("p3", "A flow")),
        para(picture("p4", guess)),
    ]
    found = brought(*blocks, pictures=pictures)
    assert (
        found.body == "![The \\[gut\\]](images/fmt-1.png)\n\n![](images/fmt-2.png)\n\n![](images/fmt-3.png)\n"
    )
    assert [name for name, _ in found.pictures] == ["fmt-1.png", "fmt-2.png", "fmt-3.png"]
    assert [data for _, data in found.pictures] == [png(), png() + b"2", png() + b"4"]
    told = " ".join(found.notices)
    assert "fmt-1.png" not in told
    assert "content/images/fmt-2.png has no text" in told
    assert "picture 3 left out: it is image/x-emf" in told
    assert "fmt-3.png has only a text that a program made, 'A person on a bench" in told


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/x.png", "file:///etc/hostname", "/etc/hostname", "../x.png"]
)
def test_a_picture_outside_the_file_is_never_read(address, monkeypatch):
    import builtins
    import urllib.request

    def refuse(*_, **__):
        raise AssertionError("something outside was opened")

    data = docx(para("a", picture("p1", how="link")), outside={"p1": address})
    read_word(data, "fmt")  # loads mammoth
    monkeypatch.setattr(urllib.request, "urlopen", refuse)
    monkeypatch.setattr(builtins, "open", refuse)
    found = read_word(data, "fmt")
    assert found.pictures == ()
    assert any("links to" in notice for notice in found.notices)


LOST = {
    "comments": ([], {"word/comments.xml": part("comments", f'<w:comment w:id="1">{para("x")}</w:comment>')}, "1 of Word's comments"),
    "deleted words": ([para("a", "<w:del><w:r><w:delText>b</w:delText></w:r></w:del>")], {}, "tracked changes"),
    "words put in": ([para("a", f"<w:ins>{run('b')}</w:ins>")], {}, "tracked changes"),
    "an equation": ([para("a", "<w:r><m:oMath><m:t>x</m:t></m:oMath></w:r>")], {}, "of Word's equations"),
    "a header": ([], {"word/header1.xml": part("hdr", para("Draft"))}, "top and the bottom"),
    "a table of contents": ([para("A 1", style="TOC1")], {}, "table of contents"),
    "struck words": ([para(run("a", "strike"))], {}, "struck-through"),
    "merged cells": ([table(("A", "B"), (cell("x", properties='<w:gridSpan w:val="2"/>'),))], {}, "merged cells"),
    "a frame": ([table(("x",))], {}, "frame"),
    "a list in a table": ([table(("A", f"<w:tc><w:tcPr/>{para('x', bullet=0)}</w:tc>"))], {}, "list inside a table"),
    "a picture that is missing": ([para("a", picture("nowhere"))], {}, None),
}  # fmt: skip


@pytest.mark.parametrize("what", LOST)
def test_what_could_not_be_kept_is_told_once(what):
    blocks, parts, told = LOST[what]
    if told is None:  # a fault, as Word never leaves a picture out
        with pytest.raises(ImportFault):
            brought(para("x"), *blocks, parts=parts)
        return
    found = brought(para("x"), *blocks, *blocks, parts=parts)
    assert sum(told in notice for notice in found.notices) == 1


def test_a_file_that_lost_nothing_says_nothing():
    assert (
        brought(para("A", style="Heading1"), para("x", style="ListParagraph"), para("y", bullet=0)).notices
        == ()
    )


def test_merged_cells_keep_their_columns():
    rows = (
        ("A", "B"),
        (cell("x", properties="<w:vMerge w:val='restart'/>"), "1"),
        (cell("", properties="<w:vMerge/>"), "2"),
    )
    html = ENGINE.convert(body(table(*rows)), "patient", ()).html
    cells = [
        [c.text for c in row.select("th, td")] for row in BeautifulSoup(html, "html.parser").select("tr")
    ]
    assert cells == [["A", "B"], ["x", "1"], ["", "2"]]


def changed(name: str, data: bytes) -> bytes:
    """A good file with one part replaced."""
    with zipfile.ZipFile(io.BytesIO(docx(para("x")))) as archive:
        files = {other: archive.read(other) for other in archive.namelist()}
    return packed({**files, name: data})


DOCUMENT = "word/document.xml"
BAD = {
    "nothing": (b"", "no .docx"),
    "a text": (b"Hello", "no .docx"),
    "half a file": (docx(para("x"))[:400], "no .docx"),
    "an old or locked file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "password"),
    "another zip": (packed({"a.txt": b"x"}), "damaged"),
    "no XML": (changed(DOCUMENT, b"no xml"), "damaged"),
    "a broken end": (changed(DOCUMENT, part("document", "<w:body>")[:-14]), "damaged"),
    "a bomb of entities": (changed(DOCUMENT, b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "entities"),
    "entities in UTF-16": (changed(DOCUMENT, '<?xml version="1.0"?><!DOCTYPE a><a/>'.encode("utf-16")), "entities"),
    "an external entity": (changed(DOCUMENT, b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'), "entities"),
    "a bomb of zeros": (changed("word/big.xml", bytes(30_000_000)), "too large"),
    "deep nesting": (changed(DOCUMENT, part("document", "<w:p>" * 5000 + "</w:p>" * 5000)), "damaged"),
    "many parts": (packed({f"{n}.xml": b"" for n in range(5001)}), "too large"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_says_what_it_is(what):
    data, message = BAD[what]
    with pytest.raises(WordFault, match=message) as fault:
        read_word(data, "fmt")
    assert fault.value.hint


@given(st.binary(max_size=200), st.integers(0, 5000), st.integers(1, 40))
@settings(max_examples=60, deadline=None)
@example(b"", 0, 40)
def test_any_bytes_are_a_text_or_a_fault(data, at, length):
    whole = docx(para("x"), table(("A", "B")))
    for candidate in (data, whole[:at] + data + whole[at + length :]):
        try:
            read_word(candidate, "fmt")
        except WordFault:
            continue


# XML's own limits: no control characters, and blanks as blanks.
TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff\u00ad\ufeff\u2028\u2029"),
    max_size=30,
) | st.text(alphabet="*_`[]<>#+-.!|~:=&\\\"'(){}12 a", max_size=20)


@given(st.lists(st.tuples(TEXT, st.sampled_from(["", "b", "i", "superscript"])), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_the_words_of_word_are_the_words_of_the_page(pieces):
    runs = [run(text, *([style] if style else [])) for text, style in pieces]
    found = ENGINE.convert(body(para("Begin ", *runs), para("End.")), "patient", ())
    assert found.refused_html == ()
    page = BeautifulSoup(found.html, "html.parser").get_text().replace("\u200b", "")
    expected = "Begin " + "".join(text for text, _ in pieces) + " End."
    assert page.split() == expected.replace("\u200b", "").split()


def test_a_picture_that_is_shown_twice_is_one_file_and_shown_without_end_a_fault():
    pictures = {"p1": ("png", png()), "p2": ("png", png() + b"x")}
    found = brought(*[para(picture(id_, "x")) for id_ in ("p1", "p2", "p1")], pictures=pictures)
    assert [name for name, _ in found.pictures] == ["fmt-1.png", "fmt-2.png"]
    assert found.body.count("images/fmt-1.png") == 2
    with pytest.raises(ImportFault, match="too many pictures"):
        brought(*[para(picture("p1", "x"))] * 501, pictures=pictures)
