"""`build.py cite …`: from outside, with mistakes."""

import datetime
import json
import os

import pytest

from tests.cli.command import command, content, process, tree
from tests.tiny_site import BIBLIOGRAPHY, article

NBIB = """\
PMID- 36637229
DP  - 2023 May
TI  - Feasibility of FMT.
LID - 10.1177/07067437221150508 [doi]
FAU - Green, Jessica
PT  - Randomized Controlled Trial
JT  - Canadian journal of psychiatry
"""
RIS = "TY  - JOUR\nAU  - Roe, Ann\nTI  - A second\nJO  - Journal\nPY  - 2024\nDO  - 10.1000/b\nER  - \n"
BIB = "@article{own2024, author={Poe, C}, title={A third}, journal={J}, year=2024, doi={10.1000/c}}\n"
WATCH = (
    "Record ID,RetractionDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Title\n"
    "1,5/31/2024 0:00,10.1000/z,0,Retraction,é\n"
    "2,1/2/2020 0:00,unavailable,77,Expression of concern,x\n"
    "3,1/2/2020 0:00,unavailable,0,Retraction,x\n"
    "4,1/2/2020 0:00,10.1000/y,0,Correction,x\n"
)


def cite(clinic, *words, **rest):
    return command(clinic, "cite", *words, **rest)


def references(clinic) -> bytes:
    return (clinic / "references.bib").read_bytes()


@pytest.fixture
def downloads(site):
    site.write("a.nbib", NBIB)
    site.write("b.ris", RIS)
    site.write("c.bib", BIB)
    return "a.nbib", "b.ris", "c.bib"


def test_add_puts_new_entries_behind_the_old_ones(clinic, downloads):
    before = references(clinic)
    result = cite(clinic, "add", *downloads)
    assert (result.status, result.err) == (0, "")
    assert result.out == (
        "[@green2023feasibility]  Feasibility of FMT\n[@roe2024second]  A second\n[@own2024]  A third\n"
        "3 works added to references.bib\n"
    )
    assert references(clinic).startswith(before + b"\n@article{green2023feasibility,\n")
    assert references(clinic).endswith(BIB.encode())
    assert command(clinic).status == 0


def test_added_twice_is_told_and_writes_nothing(clinic, downloads):
    cite(clinic, "add", *downloads)
    before = tree(clinic)
    result = cite(clinic, "add", *downloads)
    assert (result.status, result.codes) == (0, ["bib-duplicate"] * 3)
    assert "as 'green2023feasibility' [bib-duplicate]" in result.lines[0]
    assert result.out == "0 works added to references.bib\n"
    assert tree(clinic) == before


@pytest.mark.parametrize(
    "data", [BIBLIOGRAPHY.replace("\n", "\r\n"), "\ufeff" + BIBLIOGRAPHY, BIBLIOGRAPHY.rstrip("\n"), ""]
)
def test_the_rest_stays_byte_for_byte(site, clinic, downloads, data):
    site.write("content/articles/fmt.md", article("Text."))
    site.write("references.bib", data)
    assert cite(clinic, "add", *downloads).status == 0
    assert references(clinic).startswith(data.encode())
    added = references(clinic)[len(data.encode()) :]
    assert added.count(b"@article{") == 3
    assert (b"\r\n" in added) is ("\r\n" in data)
    assert b"\n" not in added.replace(b"\r\n", b"") or "\r\n" not in data
    assert command(clinic, "check").status == 0


def test_a_bibliography_that_is_not_there_is_begun(clinic, downloads):
    (clinic / "references.bib").unlink()
    assert cite(clinic, "add", "a.nbib").status == 0
    assert references(clinic).startswith(b"@article{green2023feasibility,")


def test_permissions_and_links_stay(clinic, downloads):
    real = clinic / "shared.bib"
    (clinic / "references.bib").rename(real)
    real.chmod(0o640)
    (clinic / "references.bib").symlink_to(real)
    cite(clinic, "add", "a.nbib")
    assert (clinic / "references.bib").is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert b"green2023feasibility" in real.read_bytes()


def test_a_dry_run_prints_the_entries_alone_and_writes_nothing(clinic, downloads):
    before = tree(clinic)
    result = cite(clinic, "add", "c.bib", "--dry-run")
    assert (result.status, result.out.strip()) == (0, BIB.strip())
    assert result.err == "1 work would be added to references.bib\n"
    assert tree(clinic) == before


def test_a_key_can_be_given_to_one_work(clinic, downloads):
    assert cite(clinic, "add", "a.nbib", "--key", "green2023fmt").status == 0
    assert b"@article{green2023fmt," in references(clinic)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("a.nbib", "--key", "two words"), "a key is letters"),
        (("a.nbib", "--key", "a2020"), "'a2020' is in references.bib already, on line 1"),
        (("a.nbib", "b.ris", "--key", "x"), "these files hold 2"),
        (("nowhere.nbib",), "there is no file nowhere.nbib"),
        (("content",), "there is no file content"),
        ((), "Missing argument"),
    ],
)
def test_wrong_usage(clinic, downloads, words, says):
    before = tree(clinic)
    result = cite(clinic, "add", *words)
    assert (result.status, says in result.err) == (2, True), result.err
    assert tree(clinic) == before


@pytest.mark.parametrize(
    ("name", "data", "code", "line"),
    [
        ("x.nbib", b"", "import-unread", 1),
        ("x.ris", b"Dear colleague\n", "import-unread", 1),
        ("x.txt", b"Dear colleague\n", "import-unread", 1),
        ("x.ris", RIS.replace("Ann", "Ann\xe9").encode("latin-1"), "encoding", 2),
        ("x.ris", RIS.encode("utf-16"), "encoding", 1),
        ("x.nbib", bytes(range(256)), "encoding", 1),
        ("x.bib", b"@article{x, title = {A", "bib-syntax", 1),
        ("x.ris", b"\nTY  - JOUR\nTI  - A\nER  - \n", "bib-field", 2),
    ],
)
def test_what_cannot_be_added_is_told_with_its_place(site, clinic, name, data, code, line):
    site.write(name, data)
    before = references(clinic)
    result = cite(clinic, "add", name)
    assert result.status == 1
    assert result.lines[0].startswith(f"{name}:{line}:")
    assert code in result.codes
    assert references(clinic) == before


def test_the_good_works_are_added_whatever_the_others_are(site, clinic):
    site.write("x.ris", "TY  - JOUR\nTI  - No journal\nER  -\n" + RIS)
    result = cite(clinic, "add", "x.ris")
    assert result.status == 1
    assert "[@roe2024second]" in result.out


def test_a_bibliography_that_is_no_text_is_left_alone(site, clinic, downloads):
    site.write("references.bib", b"% caf\xe9\n")
    assert (cite(clinic, "add", "a.nbib").codes, references(clinic)) == (["encoding"], b"% caf\xe9\n")


def test_what_would_read_differently_behind_the_others_is_refused(site, clinic, downloads):
    site.write("references.bib", '@string{may = "Maius"}\n')
    result = cite(clinic, "add", "a.nbib")
    assert (result.status, result.codes, result.out) == (
        1,
        ["bib-syntax"],
        "0 works added to references.bib\n",
    )
    assert references(clinic) == b'@string{may = "Maius"}\n'


def test_list_says_what_cites_what(site, clinic):
    site.write("content/articles/two.md", article("A [@a2020].\n\nB [@a2020; @b2020].", slug="two"))
    result = cite(clinic, "list")
    rows = [line.split("  ") for line in result.out.splitlines()]
    rows = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    assert rows[0] == ["KEY", "KIND", "TIMES", "CITED BY", "LINES"]
    assert rows[1][3:4] == ["content/articles/fmt.md"]
    assert rows[2][2:4] == ["2", "content/articles/two.md"]
    assert rows[4][2:] == ["-", "(not cited)"]
    assert len(rows) == 1 + 9


@pytest.mark.parametrize("what", ["content/articles/two.md", "articles/two.md", "two"])
def test_list_of_a_file_has_its_works(site, clinic, what):
    site.write("content/articles/two.md", article("B [@c2020; @b2020].", slug="two"))
    assert [line.split()[0] for line in cite(clinic, "list", what).out.splitlines()] == [
        "KEY",
        "b2020",
        "c2020",
    ]


def test_list_of_a_key_has_its_articles(site, clinic):
    site.write("content/articles/two.md", article("【1】", slug="two", references=["a2020", "b2020"]))
    assert "fmt.md" in cite(clinic, "list", "@a2020").out
    assert "(listed, not cited)" in cite(clinic, "list", "b2020").out
    assert "(not cited)" in cite(clinic, "list", "c2020").out


def test_list_of_nothing_known_says_what_is_near(clinic):
    result = cite(clinic, "list", "a202")
    assert (result.status, "did you mean 'a2020'?" in result.err) == (2, True)


def test_list_as_json(clinic):
    found = json.loads(cite(clinic, "list", "--format", "json").out)
    assert found["works"][0]["cited_by"][0]["path"] == "content/articles/fmt.md"
    assert found["works"][1]["cited_by"] == []
    assert [use["key"] for use in found["articles"][0]["cites"]] == ["a2020"]


def test_check_reports_on_the_sources_alone(site, clinic):
    site.write("references.bib", BIBLIOGRAPHY.replace("  journal", "  doi = {nonsense},\n  journal", 2))
    site.write("content/articles/two.md", article("![](nowhere.png) [@gone2020]", slug="two"))
    result = cite(clinic, "check")
    assert result.status == 1
    assert sorted(set(result.codes)) == ["bib-field", "citation-unknown", "evidence-unused"]
    assert {row["code"] for row in cite(clinic, "check", "--format", "json").rows} == set(result.codes)
    assert cite(clinic, "check", "--format", "github").out.startswith("::error file=content/articles/two.md")


def test_check_counts_warnings_as_it_is_told(clinic):
    assert cite(clinic, "check").status == 0
    assert cite(clinic, "check", "--strict").status == 1
    assert "retractions: no dated snapshot" in cite(clinic, "check").err


def test_refresh_reduces_a_file_to_the_snapshot(site, clinic):
    path = site.write("watch.csv", WATCH.encode("latin-1"))
    day = datetime.datetime(2026, 1, 10, 12, tzinfo=datetime.UTC).timestamp()
    os.utime(path, (day, day))
    result = cite(clinic, "refresh", "watch.csv")
    assert result.out == "content/retractions.csv: 2 notices as of 2026-01-10, the newest of 2024-05-31\n"
    assert (clinic / "content/retractions.csv").read_text().splitlines() == [
        "# Retractions and expressions of concern as of 2026-01-10, from the Retraction Watch data (Crossref)",
        "doi,pmid,date,nature",
        ",77,2020-01-02,expression of concern",
        "10.1000/z,,2024-05-31,retraction",
    ]
    assert "retractions are known until 2026-01-10" in cite(clinic, "check").err
    before = content(clinic)
    assert cite(clinic, "refresh", "content/retractions.csv").status == 0
    assert content(clinic) == before


def test_a_snapshot_is_never_from_a_day_to_come(site, clinic):
    site.write("watch.csv", WATCH)
    assert "as of 2026-01-15" in cite(clinic, "refresh", "watch.csv", "--as-of", "2027-01-01").out
    assert "as of 2025-12-01" in cite(clinic, "refresh", "watch.csv", "--as-of", "2025-12-01").out


@pytest.mark.parametrize(
    "data", ["", "a,b\n1,2\n", WATCH.split("\n", 1)[0] + "\n", WATCH.replace("Retraction,", "Nonsense,")]
)
def test_a_file_that_cannot_be_read_leaves_the_old_snapshot(site, clinic, data):
    site.write("content/retractions.csv", "doi,pmid,date,nature\n")
    site.write("watch.csv", data)
    result = cite(clinic, "refresh", "watch.csv")
    assert (result.status, set(result.codes)) == (1, {"retractions-syntax"})
    assert "nothing was written" in result.err
    assert (clinic / "content/retractions.csv").read_text() == "doi,pmid,date,nature\n"


def test_help_has_an_example_of_every_command(clinic):
    for name in ("list", "add", "check", "refresh"):
        assert f"Example: python build.py cite {name}" in cite(clinic, name, "--help", day=None).out


def test_the_command_itself(clinic, downloads):
    result = process(clinic, "cite", "add", "a.nbib", "--today", "2026-01-15")
    assert (result.status, result.out.count("[@")) == (0, 1)
