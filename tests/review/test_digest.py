"""The digest over what a reader sees: what must change it, and what must not."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainleaf.loading import load
from plainleaf.model.references import EntryType, EvidenceType, PartialDate, Reference
from plainleaf.review.digest import Content, digest_of, normalised
from tests.tiny_site import BIBLIOGRAPHY, KEYS, TinySite, article, entry

TEXT = """\
## What it is

It is *new* [@a2020], and [so far](https://other.example/) rare [see @b2020, ch. 2; @c2020].

- one point
- another

::: audience clinician
Only for clinicians: the dose is 5 mg [@d2020].
:::

| a | b |
|---|---|
| 1 | 2 |

![An axis](images/axis.svg)

::: warning Mind
Do not stop.
:::
"""
FIELDS = {
    "title": "Gut and mind",
    "summary": "A plain sentence.",
    "key_points": ["The first point.", "The second."],
    "questions": ["May I ask?"],
    "references": list(KEYS),
}
FILES = {"content/images/axis.svg": "<svg/>", "references.bib": BIBLIOGRAPHY}


@pytest.fixture
def digest(tmp_path):
    """Return the digest of an article with this text, these fields and these other files."""

    def of(text: str = TEXT, files: dict | None = None, encode=lambda data: data, **fields) -> str:
        site = TinySite(tmp_path, {**FILES, **(files or {})})
        site.write("content/articles/fmt.md", encode(article(text, **{**FIELDS, **fields})))
        checked = load(site.sources)
        assert [d for d in checked.diagnostics if d.severity == "error"] == []
        return checked.documents[0].digest

    return of


def test_it_is_a_sha_256(digest):
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", digest())


def test_the_same_text_has_the_same_digest(digest):
    assert digest() == digest()


# Changes that a reader sees

WORDS = {
    "one word": TEXT.replace("rare", "common"),
    "one letter's case": TEXT.replace("rare", "Rare"),
    "a full stop": TEXT.replace("ch. 2; @c2020].", "ch. 2; @c2020]"),
    "a figure": TEXT.replace("5 mg", "50 mg"),
    "a word for clinicians alone": TEXT.replace("Only for", "Just for"),
    "a heading": TEXT.replace("What it is", "What that is"),
    "a cell of a table": TEXT.replace("| 2 |", "| 3 |"),
    "a locator": TEXT.replace("ch. 2", "ch. 3"),
    "a prefix": TEXT.replace("see @b", "cf @b"),
    "another work": TEXT.replace("[@a2020]", "[@e2020]"),
    "one work less": TEXT.replace("; @c2020", ""),
    "the order of two paragraphs": "Two.\n\nOne.\n" + TEXT,
    "the text of a picture": TEXT.replace("An axis", "Another axis"),
    "where a link leads": TEXT.replace("other.example", "another.example"),
    "the title of a box": TEXT.replace("warning Mind", "warning Beware"),
    "the part for clinicians for everybody": TEXT.replace("::: audience clinician", "::: info Note"),
    "the part for clinicians for carers": TEXT.replace("audience clinician", "audience carer"),
    "a word joined to the next": TEXT.replace("stop.", "stop .").replace("Do not", "Donot"),
}


@pytest.mark.parametrize("what", WORDS)
def test_a_change_that_a_reader_sees_changes_it(digest, what):
    assert WORDS[what] != TEXT
    assert digest(WORDS[what]) != digest()


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Gut and minds"},
        {"summary": "A plain sentence!"},
        {"key_points": ["The first point.", "The third."]},
        {"key_points": ["The second.", "The first point."]},
        {"key_points": ["The first point."]},
        {"questions": ["May I ask you?"]},
        {"questions": None},
        {"key_points": ["The first point."], "questions": ["The second.", "May I ask?"]},
    ],
    ids=str,
)
def test_a_field_that_a_reader_sees_changes_it(digest, fields):
    assert digest(**fields) != digest()


FACTS = "::: facts\noutcome: Better\nwith: 46\nwithout: 9\nout_of: 100\nsource: a2020\n:::\n"


@pytest.mark.parametrize(
    ("old", "new"), [("46", "47"), ("100", "1000"), ("Better", "Worse"), ("a2020", "b2020")]
)
def test_a_figure_of_a_fact_box_changes_it(digest, old, new):
    assert digest(FACTS.replace(old, new)) != digest(FACTS)


MEANING = {
    "a thing to do, and one not to do": ("::: do\nStop it.\n:::", "::: dont\nStop it.\n:::"),
    "a warning, and a plain text": ("::: warning\nStop it.\n:::", "Stop it."),
    "a million, and a hundred and six": ("10<sup>6</sup> cells", "106 cells"),
    "what is struck out, and what is not": ("<del>Never</del> stop it.", "Never stop it."),
}


@pytest.mark.parametrize("what", MEANING)
def test_marks_that_carry_meaning_change_it(digest, what):
    one, other = MEANING[what]
    assert digest(one) != digest(other)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{The work a2020}", "{The work of a2020}"),
        ("@article{a2020", "@book{a2020"),
        ("Doe, Jane", "Roe, Jane"),
        ("year = {2024}", "year = {2021}"),
        ("volume = {1}", "volume = {2}"),
        ("pages = {1--9}", "pages = {1--8}"),
        ("pages = {1--9}", "pages = {1--9},\n  doi = {10.1000/1}"),
        ("pages = {1--9}", "pages = {1--9},\n  note = {Retracted}"),
    ],
)
def test_a_cited_works_data_changes_it(digest, old, new):
    own = entry("a2020").replace("@article", "@article")
    changed = own.replace(old, new).replace("@book{a2020", "@misc{a2020")
    assert changed != own
    assert digest(files={"references.bib": BIBLIOGRAPHY.replace(own, changed)}) != digest()


def test_the_bytes_of_a_picture_change_it(digest):
    assert digest(files={"content/images/axis.svg": "<svg ></svg>"}) != digest()


# Changes of layout alone

LAYOUT = {
    "lines wrapped elsewhere": TEXT.replace("It is *new*", "It\nis *new*").replace("the dose is", "the\ndose\nis"),
    "blanks at the end of a line": TEXT.replace("one point\n", "one point \n"),
    "more blank lines": TEXT.replace("\n\n", "\n\n\n"),
    "blanks between words": TEXT.replace("and [so far]", "and   [so far]"),
    "other emphasis marks": TEXT.replace("*new*", "_new_"),
    "other list marks": TEXT.replace("- one", "* one").replace("- another", "* another"),
    "another way to write a heading": TEXT.replace("## What it is", "What it is\n----------"),
    "a remark in HTML": TEXT.replace("- another", "- another <!-- check -->"),
    "numbered markers for the same works": TEXT.replace("[@a2020]", "【1】").replace("[@d2020]", "【4】"),
    "a longer fence": TEXT.replace("::: warning Mind\nDo not stop.\n:::", "::::: warning Mind\nDo not stop.\n:::::"),
    "a longer table": TEXT.replace("| 1 | 2 |", "|    1 |    2   |"),
    "a letter as a character reference": TEXT.replace("rare", "r&#97;re"),
}  # fmt: skip


@pytest.mark.parametrize("what", LAYOUT)
def test_a_change_of_layout_does_not(digest, what):
    assert LAYOUT[what] != TEXT
    assert digest(LAYOUT[what]) == digest()


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_do_not(digest, end):
    assert digest(encode=lambda data: data.replace("\n", end)) == digest()


def test_a_byte_order_mark_does_not(digest):
    assert digest(encode=lambda data: "\ufeff" + data) == digest()


@pytest.mark.parametrize("form", ["NFD", "NFC"])
def test_the_form_in_which_unicode_writes_a_letter_does_not(digest, form):
    text, title = "Ça va, señor, für ﬁ [@a2020]", "Señor"
    bibliography = BIBLIOGRAPHY.replace("Doe, Jane", "Müller, Zoë")

    def as_form(data: str) -> str:
        return unicodedata.normalize(form, data)

    plain = digest(text, title=title, files={"references.bib": bibliography})
    files = {"references.bib": as_form(bibliography)}
    assert digest(text, title=title, files=files, encode=as_form) == plain


def test_what_a_reader_does_not_see_does_not(digest):
    plain = digest()
    assert digest(date="2025-12-31", updated="2026-01-05", topics=["fmt"], authors=["okafor"]) == plain
    assert digest(conditions={"icd10": ["F32"]}, slug="other", review=None) == plain
    assert digest(references=[*KEYS[:6]]) == plain


def test_the_bibliography_around_the_cited_works_does_not(digest):
    plain = digest()
    entries = BIBLIOGRAPHY.split("\n\n")
    assert digest(files={"references.bib": "\n\n".join(reversed(entries))}) == plain
    assert digest(files={"references.bib": "% a remark\n" + BIBLIOGRAPHY + entry("new2021")}) == plain
    uncited = BIBLIOGRAPHY.replace("The work h2020", "Another title")
    assert digest(files={"references.bib": uncited}) == plain


def test_how_the_bibliography_is_written_does_not(digest):
    other = BIBLIOGRAPHY.replace("year = {2024}", 'YEAR="2024"').replace("  author", "\tauthor")
    assert digest(files={"references.bib": other}) == digest()


def test_settings_and_people_do_not(digest):
    files = {"content/site.yaml": "name: Other\nbase_url: https://other.example/x/\n"}
    assert digest(files=files) == digest()


# The pure function


def reference(key: str, line: int = 1) -> Reference:
    return Reference(key, EntryType.ARTICLE, EvidenceType.TRIAL, "Title", line, issued=PartialDate(2020))


def content(title: str = "T", words: str = "W", *references: Reference, **editions: str) -> Content:
    return Content(title, "S", {"patient": words, **editions}, references)


def test_the_order_and_the_lines_of_references_do_not_count():
    first = content("T", "W", reference("a", 1), reference("b", 9))
    assert digest_of(first) == digest_of(content("T", "W", reference("b", 4), reference("a", 30)))
    assert digest_of(first) != digest_of(content("T", "W", reference("a", 1)))


def test_the_form_of_the_letters_of_a_reference_does_not_count():
    composed, decomposed = (
        Reference("a", EntryType.ARTICLE, EvidenceType.TRIAL, title) for title in ("Zo\u00eb", "Zoe\u0308")
    )
    assert digest_of(content("T", "W", composed)) == digest_of(content("T", "W", decomposed))


def test_the_same_words_in_other_fields_are_another_text():
    assert digest_of(content("a b", "c")) != digest_of(content("a", "b c"))
    assert digest_of(content(words="a", clinician="b")) != digest_of(content(words="a", carer="b"))


def test_the_recipe_has_not_changed():
    """Whoever changes this must raise RECIPE, and knows that every approval falls back to `changed`."""
    fixed = content("Title", "Words [@a]", reference("a"), clinician="More")
    assert digest_of(fixed) == "sha256:6e94d461e08b994363adc4dc16e5d520e08aa4513345f26b40116a4b57a91777"


BLANKS = st.text(" \t\n\r\x0b\u00a0\u2003", min_size=1, max_size=4)
WORD = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zs", "Zl", "Zp")), min_size=1, max_size=6)


@given(st.lists(st.tuples(WORD, BLANKS, BLANKS), min_size=1, max_size=8), st.sampled_from(["NFC", "NFD"]))
def test_blanks_and_forms_never_count(words, form):
    one = "".join(word + blank for word, blank, _ in words)
    other = "".join(unicodedata.normalize(form, word) + blank for word, _, blank in words)
    assert digest_of(content(one, one)) == digest_of(content(other, other))


@given(st.lists(WORD, max_size=6), st.lists(WORD, max_size=6))
def test_different_words_never_have_the_same_digest(one, other):
    same = normalised(" ".join(one)) == normalised(" ".join(other))
    assert (digest_of(content(words=" ".join(one))) == digest_of(content(words=" ".join(other)))) == same
