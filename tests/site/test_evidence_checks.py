"""Retracted, superseded and aged works, and kinds that say too much: told at the place of the citation."""

import datetime

import pytest

from plainleaf.pipeline import check
from plainleaf.site.evidence_checks import check_unused
from tests.tiny_site import TODAY, TinySite, article, entry, place_of

OTHERS = "\n".join(entry(key) for key in ("b2020", "c2020"))
TEXT = "It is new [@a2020].\n\nAnd rare [@b2020; @a2020]."


def work(key="a2020", *, year=2024, keywords="", more=""):
    text = entry(key).replace("{2024}", f"{{{year}}}")
    return text.replace("  volume", f"  keywords = {{{keywords}}},\n{more}  volume")


def found(folder, bibliography, text=TEXT, files=None, today=TODAY, **fields):
    source = article(text, **fields)
    site = TinySite(
        folder,
        {"content/articles/fmt.md": source, "references.bib": bibliography + OTHERS, **(files or {})},
        today=today,
    )
    diagnostics = [
        d
        for d in check(site.sources).diagnostics
        if d.code.startswith(("evidence", "retract")) or d.severity == "error"
    ]
    return diagnostics, source


def codes(*args, **kwargs):
    return [(d.code, d.severity.value) for d in found(*args, **kwargs)[0]]


def test_a_sound_article_has_nothing_to_tell(tmp_path):
    assert codes(tmp_path, work()) == []


def test_a_retracted_work_is_told_once_where_it_is_first_cited(tmp_path):
    (diagnostic,), source = found(tmp_path, work(keywords="trial, retracted"))
    assert (diagnostic.code, diagnostic.severity) == ("evidence-retracted", "warning")
    assert (diagnostic.line, diagnostic.column) == place_of(source, "@a2020", after="new [")


def test_it_is_told_in_every_state_but_when_withdrawn(tmp_path):
    log = [("submitted", "rivera"), ("under-review", "okafor"), ("approved", "okafor"), ("retired", "okafor")]
    for number in range(len(log) + 1):
        steps = [{"status": status, "date": "2026-01-01", "by": by} for status, by in log[:number]]
        told = codes(tmp_path / str(number), work(keywords="retracted"), review=steps or None)
        assert (("evidence-retracted", "warning") in told) is (number < 4)


@pytest.mark.parametrize("code", ["evidence-retracted", "evidence-concern", "evidence-old", "evidence-kind"])
def test_each_finding_can_be_waived_with_a_reason(tmp_path, code):
    bibliography = {
        "evidence-retracted": work(keywords="retracted"),
        "evidence-concern": work(keywords="expression-of-concern"),
        "evidence-old": work(keywords="guideline", year=2015),
        "evidence-kind": work(keywords="guideline", more="  author = {Rivera, Ana Maria},\n").replace(
            "  author = {Doe, Jane},\n", ""
        ),
    }[code]
    assert codes(tmp_path / "a", bibliography) == [(code, "warning")]
    assert codes(tmp_path / "b", bibliography, waive=[{"code": code, "reason": "Known."}]) == []


@pytest.mark.parametrize(
    ("year", "keywords", "today", "old"),
    [
        (2020, "guideline", "2025-12-31", False),
        (2020, "guideline", "2026-01-01", True),
        (2020, "trial", "2026-01-01", False),  # b2020 is newer
        (2025, "guideline, superseded", "2026-01-01", True),
        (2015, "guideline, superseded", "2026-01-01", True),
    ],
)
def test_an_old_guideline_and_a_superseded_work(tmp_path, year, keywords, today, old):
    day = datetime.date.fromisoformat(today)
    told = codes(tmp_path, work(year=year, keywords=keywords), today=day, date="2025-01-01", review=None)
    assert told == [("evidence-old", "warning")] * old


def test_the_newest_source_is_what_counts(tmp_path):
    (diagnostic,), source = found(
        tmp_path, work(year=2010), "Old [@c2020]. Older [@a2020].", today=datetime.date(2030, 1, 1)
    )
    assert diagnostic.message == "the newest source, 'c2020', is more than 5 years old"
    assert (diagnostic.line, diagnostic.column) == place_of(source, "@c2020")


def test_a_month_counts_where_it_is_known(tmp_path):
    text = work(keywords="guideline", year=2020, more="  month = jun,\n")
    assert codes(tmp_path / "a", text, today=datetime.date(2025, 6, 30), date="2025-01-01", review=None) == []
    assert (
        len(codes(tmp_path / "b", text, today=datetime.date(2025, 7, 1), date="2025-01-01", review=None)) == 1
    )


@pytest.mark.parametrize(
    ("author", "own"),
    [
        ("Rivera, Ana", True), ("Rivera, A. M.", True), ("RIVERA, Ána", True), ("{Tiny Clinic}", True),
        ("Rivera, Berta", False), ("de la Rivera, Ana", True), ("Riverasson, Ana", False), ("{Other Clinic}", False), ("Ana, Rivera", False),
    ],
)  # fmt: skip
def test_the_clinics_own_work_is_no_guideline(tmp_path, author, own):
    text = work(keywords="guideline").replace("{Doe, Jane}", f"{{{author}}}")
    assert codes(tmp_path, text) == [("evidence-kind", "warning")] * own


def test_a_persons_title_is_no_name(tmp_path):
    people = {
        "content/people.yaml": "rivera: {name: Dr. Ana Rivera, role: Author}\nokafor: {name: Prof Dr Ben Okafor, role: Advisory board}\n"
    }
    text = work(keywords="guideline").replace("{Doe, Jane}", "{Okafor, B.}")
    assert codes(tmp_path, text, files=people) == [("evidence-kind", "warning")]


def test_an_article_rests_on_more_than_preprints_and_the_clinics_own_work(tmp_path):
    own = work(keywords="trial").replace("{Doe, Jane}", "{Rivera, Ana}")
    preprint = work("p2020", keywords="preprint").replace("Journal of Tests", "medRxiv")
    told, _ = found(tmp_path / "a", own + preprint, "New [@p2020]. Own [@a2020].")
    assert [d.message for d in told] == ["the article rests on preprints and the clinic's own work alone"]
    assert codes(tmp_path / "b", own + preprint, "New [@p2020]. Own [@a2020]. Other [@b2020].") == []


def test_a_preprint_that_is_called_a_guideline_is_told_in_the_bibliography(tmp_path):
    text = work(keywords="guideline, preprint").replace("Journal of Tests", "medRxiv")
    (diagnostic,), _ = found(tmp_path, text)
    assert (diagnostic.code, diagnostic.severity, diagnostic.path[-14:]) == (
        "evidence-kind",
        "warning",
        "references.bib",
    )


def test_advice_keeps_no_site_from_being_built_but_with_strict(tmp_path):
    found(tmp_path, work(keywords="guideline", year=2015))
    site = TinySite(tmp_path, {"references.bib": work(keywords="guideline", year=2015) + entry("b2020")})
    assert site.build().codes == []
    assert not site.build(strict=True).published


def test_unused_works_have_their_lines(tmp_path):
    site = TinySite(
        tmp_path,
        {
            "content/articles/fmt.md": article("New [@a2020]."),
            "references.bib": entry("a2020") + entry("b2020"),
        },
    )
    checked = check(site.sources)
    (diagnostic,) = check_unused(checked.documents, checked.project)
    assert (diagnostic.code, diagnostic.line, diagnostic.message) == (
        "evidence-unused",
        9,
        "nothing cites 'b2020'",
    )
