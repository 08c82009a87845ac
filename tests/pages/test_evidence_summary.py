"""What a page rests on, counted."""

import re

import msgspec

from plainleaf.bibliography.bibtex import parse_bibliography
from plainleaf.model.references import Reference
from plainleaf.pages.evidence_summary import glance, page_checks
from plainleaf.pages.qr_code import qr_code
from tests.tiny_site import entry


def work(year: int | None, keywords: str = "", **changes: object) -> Reference:
    text = entry("a2020").replace("year = {2024}", f"year = {{{year}}}, keywords = {{{keywords}}}")
    reference = parse_bibliography(text, "references.bib").references["a2020"]
    if year is None:
        reference = msgspec.structs.replace(reference, issued=None)
    return msgspec.structs.replace(reference, **changes)


def test_kinds_stand_from_the_strongest_down_with_their_years():
    found = glance(
        [
            work(2010, "animal-study"),
            work(2020, "guideline"),
            work(2020, "guideline"),
            work(2015, "guideline"),
        ]
    )
    assert found is not None
    assert (found.total, found.oldest, found.newest) == (4, 2010, 2020)
    assert [(row.evidence, row.count) for row in found.rows] == [("guideline", 3), ("animal-study", 1)]
    assert [(mark.year, mark.count, mark.x) for mark in found.rows[0].marks] == [
        (2015, 1, 50.0),
        (2020, 2, 100.0),
    ]
    assert found.rows[1].marks[0].x == 0.0


def test_works_without_a_year_are_counted_and_not_drawn():
    found = glance([work(2020, "trial"), work(None, "trial")])
    assert found is not None
    assert (found.rows[0].count, found.rows[0].undated) == (2, 1)
    assert glance([work(None)]) is None
    assert glance([]) is None


def test_one_year_stands_at_the_newest_end():
    found = glance([work(2020)])
    assert found is not None
    assert [mark.x for mark in found.rows[0].marks] == [100.0]


def test_the_checks_count_what_a_reader_should_know():
    works = [
        work(2001, "animal-study"),
        work(2019, "preprint"),
        work(2024, "guideline"),
        work(2011, "systematic-review", retracted=True),
        work(2012, "trial", superseded=True),
    ]
    checks = page_checks(works, "0123456789ab", approved=True, history=())
    assert (checks.sources, checks.newest) == (5, 2024)
    assert (checks.guidelines, checks.reviews, checks.trials) == (1, 1, 1)
    assert (checks.animal, checks.preprints, checks.retracted, checks.superseded) == (1, 1, 1, 1)
    assert page_checks([], "", approved=False, history=()).newest is None


def test_a_code_is_drawn_with_its_quiet_zone_and_finder_patterns():
    code = qr_code("https://clinic.example/copies/0123456789ab/")
    dark = set()
    x, y = 0, 0
    for letter, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", code.path):
        if letter == "M":
            x, y = int(first), int(float(second))
        elif letter == "m":
            x, y = x + int(first), y + int(second)
        else:
            dark |= {(x + step, y) for step in range(int(first))}
            x += int(first)
    last = code.size - 1 - 4
    assert min(min(dark)) == 4
    assert max(max(place) for place in dark) == last
    for left, top in ((4, 4), (last - 6, 4), (4, last - 6)):
        shown = ["".join(" #"[(left + x, top + y) in dark] for x in range(7)) for y in range(7)]
        assert shown == ["#######", "#     #", "# ### #", "# ### #", "# ### #", "#     #", "#######"]
    import segno

    matrix = segno.make("https://clinic.example/copies/0123456789ab/", error="m", micro=False, mask=0).matrix
    assert dark == {(x + 4, y + 4) for y, row in enumerate(matrix) for x, module in enumerate(row) if module}
    assert code.path == qr_code("https://clinic.example/copies/0123456789ab/").path
