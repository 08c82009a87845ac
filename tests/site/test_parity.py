"""No edition loses a warning, a crisis box, or a source of one, that another edition of the article has."""

import pytest

from plainleaf.model.diagnostics import Severity
from tests.tiny_site import TinySite, article, place_of

ONLY = "::::: audience {}\n{}\n:::::\n"
APPROVED = [
    {"status": "submitted", "date": "2026-01-01", "by": "rivera"},
    {"status": "under-review", "date": "2026-01-02", "by": "okafor"},
]


def box(kind: str, text: str = "Mind this.") -> str:
    return f"::: {kind} A title\n{text}\n:::"


def found(folder, body, **fields):
    """Return what is reported, and the file's text."""
    source = article(body, **fields)
    outcome = TinySite(folder, {"content/articles/fmt.md": source}).diagnose()
    assert set(outcome.codes) <= {"edition-parity"}, outcome.diagnostics
    return outcome.diagnostics, source


@pytest.mark.parametrize(
    "body",
    [
        box("warning"),
        box("warning") + "\n\n" + ONLY.format("clinician", "More."),
        ONLY.format("patient carer clinician", box("warning")),
        ONLY.format("patient", box("warning")) + ONLY.format("clinician", box("warning", "Other words.")),
        ONLY.format("clinician", box("crisis")) + ONLY.format("patient carer", box("crisis")),
        ONLY.format(
            "clinician", box("info") + "\n\n" + box("do") + "\n\n" + box("dont") + "\n\n" + box("action")
        ),
        ONLY.format("clinician", f"```\n{box('warning')}\n```"),
        ONLY.format("patient", box("warning", "a [@a2020]"))
        + ONLY.format("clinician", box("warning", "b") + "\n\nElsewhere [@a2020]."),
        box("warning", "a [@a2020]") + "\n\n" + ONLY.format("clinician", "b"),
        ONLY.format("clinician", "a [@b2020]"),
    ],
)
def test_nothing_is_lost(tmp_path, body):
    assert found(tmp_path, body)[0] == []


@pytest.mark.parametrize("kind", ["warning", "crisis"])
@pytest.mark.parametrize(("has", "lacks"), [("clinician", "patient"), ("patient", "clinician")])
def test_a_box_that_an_edition_lacks_is_reported_where_it_stands(tmp_path, kind, has, lacks):
    body = "a\n\n" + ONLY.format(has, box(kind)) + ONLY.format(lacks, "b")
    (diagnostic,), source = found(tmp_path, body)
    assert (diagnostic.line, diagnostic.column) == place_of(source, f"{kind} A title")
    assert diagnostic.path.endswith("fmt.md")
    assert diagnostic.message == f"the edition for {lacks}s has neither this {kind} nor one of its own"
    assert f"::: {kind}" in diagnostic.hint
    assert f"for {lacks}s" in diagnostic.hint


def test_boxes_are_counted_one_to_one_and_by_kind(tmp_path):
    two = box("warning", "First.") + "\n\n" + box("warning", "Second.").replace("A title", "The second")
    body = ONLY.format("clinician", two) + ONLY.format("patient", box("warning"))
    (diagnostic,), source = found(tmp_path / "a", body)
    assert (diagnostic.line, diagnostic.column) == place_of(source, "warning The second")
    body = ONLY.format("clinician", box("warning")) + ONLY.format("patient", box("crisis"))
    messages = [diagnostic.message for diagnostic in found(tmp_path / "b", body)[0]]
    assert len(messages) == 2
    assert "patients has neither this warning" in messages[0]
    assert "clinicians has neither this crisis" in messages[1]


def test_a_box_that_all_read_is_nobody_s_counterpart(tmp_path):
    body = box("warning") + "\n\n" + ONLY.format("clinician", box("warning"))
    assert len(found(tmp_path, body)[0]) == 1


def test_each_edition_that_lacks_a_box_is_named(tmp_path):
    body = ONLY.format("patient", box("crisis")) + ONLY.format("carer", "a") + ONLY.format("clinician", "b")
    messages = [diagnostic.message for diagnostic in found(tmp_path, body)[0]]
    assert [message.split()[3] for message in messages] == ["carers", "clinicians"]


def test_a_box_inside_another_block_is_read_where_that_is(tmp_path):
    body = ONLY.format("clinician", f":::: info\n{box('warning')}\n::::")
    assert len(found(tmp_path / "a", body)[0]) == 1
    body = f"::::: warning\na\n\n:::: audience clinician\n{box('crisis')}\n::::\n:::::"
    assert [d.message.split()[6] for d in found(tmp_path / "b", body)[0]] == ["this"]
    assert "this crisis" in found(tmp_path / "c", body)[0][0].message


@pytest.mark.parametrize("marker", ["[@a2020]", "【1】", "[see @a2020, p. 5]"])
def test_a_source_of_a_caution_that_an_edition_does_not_cite_is_reported(tmp_path, marker):
    body = (
        ONLY.format("patient", box("warning", f"a\n\n- b {marker}"))
        + ONLY.format("clinician", box("warning", "c [@b2020]").replace("A title", "Other"))
        + "\n[@b2020]"
    )
    (diagnostic,), source = found(tmp_path, body, references=["a2020"])
    assert (diagnostic.line, diagnostic.column) == place_of(source, "warning A title")
    assert diagnostic.message == "'a2020', cited in this warning, is not cited in the edition for clinicians"


def test_a_source_inside_a_shared_box_for_one_audience_alone(tmp_path):
    body = "::::: warning\na\n\n::: audience clinician\nb [@a2020]\n:::\n:::::"
    (diagnostic,), _ = found(tmp_path, body)
    assert "'a2020'" in diagnostic.message
    assert "patients" in diagnostic.message


def test_a_source_in_the_key_points_is_cited_in_every_edition(tmp_path):
    body = "::::: warning\na\n\n::: audience clinician\nb [@a2020]\n:::\n:::::"
    assert found(tmp_path, body, key_points=["c [@a2020]"])[0] == []


def test_a_lost_box_is_one_finding_and_its_sources_none(tmp_path):
    assert len(found(tmp_path, ONLY.format("clinician", box("warning", "a [@a2020]")))[0]) == 1


LOST = ONLY.format("clinician", box("warning"))


def approve(folder, due: str):
    """Return an article as its reviewer approved it, digest and all."""
    from plainleaf import pipeline

    log = [*APPROVED, {"status": "approved", "date": "2026-01-03", "by": "okafor", "due": due}]
    site = TinySite(folder, {"content/articles/fmt.md": article(LOST, review=log)})
    log[-1]["digest"] = pipeline.load(site.sources).documents[0].digest
    site.write("content/articles/fmt.md", article(LOST, review=log))
    return site


@pytest.mark.parametrize("due", ["2027-01-01", "2026-01-10"])
def test_while_an_approval_holds_it_is_an_error(tmp_path, due):
    outcome = approve(tmp_path, due).build()
    assert [d.severity for d in outcome.of("edition-parity")] == [Severity.ERROR]
    assert not outcome.published


@pytest.mark.parametrize("review", [None, APPROVED[:1], APPROVED])
def test_before_that_it_is_a_warning(tmp_path, review):
    outcome = TinySite(tmp_path, {"content/articles/fmt.md": article(LOST, review=review)}).build(drafts=True)
    assert [d.severity for d in outcome.of("edition-parity")] == [Severity.WARNING]
    assert outcome.published


def test_it_can_be_waived_with_a_reason(tmp_path):
    waived = [{"code": "edition-parity", "reason": "Only clinicians handle the syringe."}]
    assert found(tmp_path / "a", LOST, waive=waived)[0] == []
    other = [{"code": "readability", "reason": "Names."}]
    assert len(found(tmp_path / "b", LOST, waive=other)[0]) == 1


def test_a_retired_article_and_a_plain_page_lose_nothing(tmp_path):
    log = [
        *APPROVED,
        {"status": "approved", "date": "2026-01-03", "by": "okafor", "due": "2027-01-03"},
        {"status": "retired", "date": "2026-01-04", "by": "okafor"},
    ]
    outcome = TinySite(
        tmp_path,
        {
            "content/articles/fmt.md": article(LOST, review=log),
            "content/pages/about.md": f"---\ntitle: About\n---\n\n{LOST}\n",
        },
    ).diagnose()
    assert outcome.of("edition-parity") == []
