"""The snapshot of retractions: our own form, and Retraction Watch's."""

import datetime
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainleaf.model.retractions import Nature, Notice
from plainleaf.read.retractions import parse_retractions, read_retractions

PATH = "content/retractions.csv"
OWN = "# as of 2026-11-20\ndoi,pmid,date,nature\n"
WATCH = "Record ID,Title,Reason,RetractionDate,RetractionDOI,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Notes\r\n"
WANTED = frozenset({"10.1000/a", "123"})


def parse(text, wanted=WANTED):
    found, faults = parse_retractions(io.StringIO(text, newline=""), PATH, wanted)
    return found, [(fault.code, fault.severity, fault.line) for fault in faults]


def test_our_own_form():
    found, faults = parse(OWN + "10.1000/a,123,2024-05-01,retraction\n10.1000/z,9,2024-05-01,retraction\n")
    assert faults == []
    assert found.as_of == datetime.date(2026, 11, 20)
    assert found.notices == (Notice("10.1000/a", "123", "2024-05-01", Nature.RETRACTION),)


def test_the_columns_of_retraction_watch():
    row = '7,"A ""title"",\r\nover two lines",+x;,5/31/2024 0:00,10.1/r,10.1000/A,123,Expression of concern,\r\n'
    found, faults = parse(WATCH + row)
    assert faults == []
    assert found.as_of is None
    assert found.notices == (Notice("10.1000/a", "123", "2024-05-31", Nature.CONCERN),)


@pytest.mark.parametrize(
    ("doi", "pmid", "known"),
    [
        ("10.1000/A", "0", True), ("unavailable", "123", True), ("", "123", True), ("Unavailable", "123.0", True),
        ("https://doi.org/10.1000/a", "", True), ("doi: 10.1000/a", "", True), (" 10.1000/a ", " ", True),
        ("", "0123", True),
        ("unavailable", "0", False), ("", "", False), ("10.1000/ab", "1234", False), ("x", "y", False), ("", "12", False),
    ],
)  # fmt: skip
def test_by_what_a_work_is_known_again(doi, pmid, known):
    found, faults = parse(f"{OWN}{doi},{pmid},2024-05-01,retraction\n")
    assert faults == []
    assert bool(found.notices) is known


def test_what_is_unavailable_matches_nothing_even_if_asked_for():
    found, _ = parse(OWN + "unavailable,0,,retraction\n", frozenset({"", "0", "unavailable"}))
    assert found.notices == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("doi,pmid,date\n", 1),
        ("# a remark\n# another\ndoi;pmid;date;nature\n", 3),
        (OWN + "10.1000/z,9\n", 3),
        (OWN + "10.1000/z,9,,retracton\n", 3),
        (OWN + "10.1000/y,8,,retraction\n10.1000/z,9,,\n", 4),
        (OWN + '10.1000/z,9,,"retraction\n' + "x" * 140_000, 4),
    ],
)
def test_what_might_hide_a_retraction_is_an_error_with_its_line(text, line):
    _, faults = parse(text)
    assert faults[0] == ("retractions-syntax", "error", line)


def test_blank_lines_and_corrections_do_no_harm():
    found, faults = parse(OWN + "\n10.1000/a,,2024-05-01,Correction\n\n")
    assert faults == []
    assert [notice.nature for notice in found.notices] == [Nature.CORRECTION]


def test_of_a_file_of_another_kind_a_few_faults_say_enough():
    _, faults = parse(OWN + "x,y,z,nonsense\n" * 1000)
    assert len(faults) == 10


@given(st.text(max_size=300))
def test_no_text_raises(text):
    parse(text, None)
    parse(OWN + text, WANTED)


def test_a_file_is_read_anew_when_it_has_changed(tmp_path):
    path = tmp_path / "retractions.csv"
    assert read_retractions(path, WANTED)[0].notices == ()
    path.write_bytes(OWN.encode() + b"10.1000/a,,,retraction\n\xff\n"[:-2])
    assert len(read_retractions(path, WANTED)[0].notices) == 1
    assert len(read_retractions(path, WANTED)[0].notices) == 1
    path.write_bytes(OWN.encode() + b"10.1000/a,,,retraction\n10.1000/x,123,,retraction\n")
    assert len(read_retractions(path, WANTED)[0].notices) == 2


def test_a_folder_in_its_place_is_told(tmp_path):
    (tmp_path / "retractions.csv").mkdir()
    _, (fault,) = read_retractions(tmp_path / "retractions.csv", WANTED)
    assert (fault.code, fault.severity) == ("encoding", "error")
