"""Each claim beside its source."""

from plainleaf.loading import load
from plainleaf.pages.claims import claims
from tests.tiny_site import TinySite, article


def found(tmp_path, body, **fields):
    site = TinySite(tmp_path, {"content/articles/a.md": article(body, **fields)})
    checked = load(site.sources)
    assert checked.diagnostics == []
    [document] = checked.documents
    return claims(document.text, checked.project.bibliography.references)


def rows(claims_):
    return [
        (claim.words, claim.audiences, [source.work.key for source in claim.sources]) for claim in claims_
    ]


def test_sentences_come_in_reading_order_with_the_numbers_of_the_page(tmp_path):
    body = "It is new [@b2020]. Nothing here. It is old [@c2020; @a2020].\n\n- An item[@b2020]"
    claims_ = found(tmp_path, body, key_points=["A point [@a2020]."])
    assert rows(claims_) == [
        ("A point [1].", ("patient",), ["a2020"]),
        ("It is new [2].", ("patient",), ["b2020"]),
        ("It is old [1, 3].", ("patient",), ["a2020", "c2020"]),
        ("An item [2]", ("patient",), ["b2020"]),
    ]
    assert [source.work.number for source in claims_[2].sources] == [1, 3]


def test_a_claim_of_several_editions_comes_once(tmp_path):
    body = "It is new [@a2020].\n\n::: audience clinician\nIt is old [@b2020].\n:::\n"
    assert rows(found(tmp_path, body)) == [
        ("It is new [1].", ("patient", "clinician"), ["a2020"]),
        ("It is old [2].", ("clinician",), ["b2020"]),
    ]


def test_several_groups_and_locators_in_one_sentence(tmp_path):
    [claim] = found(tmp_path, "It is new [@a2020, p. 5] and old [@a2020, p. 7; @b2020].")
    assert claim.words == "It is new [1] and old [1, 2]."
    assert [(source.work.key, source.locator) for source in claim.sources] == [
        ("a2020", "p. 5; p. 7"),
        ("b2020", ""),
    ]


def test_a_source_is_printed_with_its_kind(tmp_path):
    [claim] = found(tmp_path, "It is new [@a2020].")
    work = claim.sources[0].work
    assert "".join(segment.text for segment in work.segments).startswith("Doe J. The work a2020.")
    assert work.evidence


def test_what_looks_like_a_citation_in_code_is_none(tmp_path):
    assert rows(found(tmp_path, "Write `[@b2020]` for it. It is new [@a2020].")) == [
        ("It is new [1].", ("patient",), ["a2020"])
    ]
