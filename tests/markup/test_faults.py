"""What is reported about a body and where: the tables in cases/faults.yaml."""

import pytest

from tests.markup.case_files import cases
from tests.markup.leaflet import leaflet

ALL = cases("faults.yaml", "markers", "blocks", "other")


@pytest.mark.parametrize("case", ALL)
def test_faults(case):
    text = leaflet(case["text"])
    before = text.source.index(case["text"])
    first_line = text.source.count("\n", 0, before) + 1
    found = [
        (f"{fault.line - first_line + 1}:{fault.column}", fault.code, fault.message)
        for fault in text.diagnostics
    ]
    expected = [fault.split(" ", 2) for fault in case["faults"]]
    assert [(at, code) for at, code, _ in found] == [(fault[0], fault[1]) for fault in expected], found
    for (_, _, message), fault in zip(found, expected, strict=True):
        assert "".join(fault[2:]) in message


@pytest.mark.parametrize("case", ALL)
def test_faults_are_errors_that_say_what_to_do(case):
    for fault in leaflet(case["text"]).diagnostics:
        assert fault.severity == "error"
        assert len(fault.message) < 160
        if fault.code != "facts-field":
            assert fault.hint


def test_without_a_list_of_references_every_number_is_a_fault():
    text = leaflet("a 【1】", references=None)
    assert text.codes == ["citation-number"]
    assert "no list 'references'" in text.diagnostics[0].message
    assert "references:" in text.diagnostics[0].hint


def test_a_fault_in_a_part_for_two_audiences_is_reported_once():
    text = leaflet("::: audience carer clinician\n【9】 [@a2020 x\n:::")
    assert len(set(text.diagnostics)) == 2
    assert set(text.editions) == {"patient", "carer", "clinician"}


def test_a_fault_in_a_part_for_clinicians_is_found_behind_the_same_words_for_patients():
    text = leaflet(
        "::: audience patient\n![](images/a.png)\n:::\n\n::: audience clinician\n![](images/a.png)\n:::"
    )
    first = text.source.count("\n", 0, text.source.index("::: audience")) + 1
    assert text.places("image-alt") == [(first + 1, 5), (first + 5, 5)]


def test_hints_name_the_nearest_known():
    hints = {
        "::: wraning\na\n:::": "'warning'",
        "::: audience clinican\na\n:::": "'clinician'",
        "::: facts\noutcom: a\n:::": "'outcome'",
        "::: xyzzy\na\n:::": "audience, info, warning",
        "【3-1】": "1-3",
        "## A\n\n#### B": "###",
    }
    for body, words in hints.items():
        assert words in leaflet(body).diagnostics[0].hint, body


def test_the_line_of_a_fence_is_told_as_it_was_written():
    """Inside, a bracket there has a tag with its place, which is no word of the author."""
    text = leaflet("::: audience 【1】 clinicain\na\n:::\n\n::: 【1】\n:::")
    assert [fault.message for fault in text.of("block-unknown")] == [
        "unknown audience '【1】'",
        "unknown audience 'clinicain'",
        "unknown block '【1】'",
    ]
    first = text.source.split("\n").index("::: audience 【1】 clinicain") + 1
    assert text.places("block-unknown") == [(first, 14), (first, 18), (first + 4, 5)]


def test_a_fault_is_that_of_one_text_alone():
    """An empty text once had the refused address of the text before."""
    assert leaflet("[a](javascript:x)").codes == ["html-unsafe"]
    assert leaflet("").codes == []
