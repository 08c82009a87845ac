"""The documents say what the code does: codes, fields, blocks, and the example of the README."""

import datetime
import re
import shutil
from pathlib import Path

from plainleaf.cli.checks_page import checks_page
from plainleaf.cli.reports import as_text
from plainleaf.markup.block_fences import KINDS
from plainleaf.model.codes import CODES
from plainleaf.model.review_log import ShownStatus
from plainleaf.pipeline import check
from plainleaf.read.front_matter import ARTICLE_FIELDS
from plainleaf.read.sources import Sources

ROOT = Path(__file__).resolve().parents[1]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_code_is_described_as_in_the_table():
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| (.+?) \|$", read("docs/checks.md"), re.MULTILINE))
    assert rows == CODES


def test_the_page_of_checks_is_what_make_docs_writes():
    assert read("docs/checks.md") == checks_page(), "run: make docs"


def test_every_code_that_the_engine_gives_is_in_the_table():
    given = set()
    for path in (ROOT / "plainleaf").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        given |= set(
            re.findall(r'(?:error|warning|Fault|MarkerFault|FenceFault)\(\s*"([a-z]+(?:-[a-z]+)+)"', text)
        )
    assert len(given) > 10
    assert given <= set(CODES)


def test_every_field_and_block_is_described():
    text = read("docs/writing.md")
    assert [field for field in ARTICLE_FIELDS if f"| `{field}` |" not in text] == []
    assert [kind for kind in KINDS if f"`::: {kind}" not in text and f"`{kind}`" not in text] == []


def test_every_status_is_described():
    text = read("docs/review.md")
    assert [
        s
        for s in ShownStatus
        if f"\n| {s.value.replace('-', ' ')}" not in text and f"{s.value.replace('-', ' ')}," not in text
    ] == []


def site_with_readme_article(folder: Path, change=lambda text: text) -> list:
    shutil.copytree(ROOT / "content", folder / "content")
    article = re.search(r"```markdown\n(.*?)```", read("README.md"), re.DOTALL)[1]
    (folder / "content/articles/sleep-and-the-gut.md").write_text(change(article), encoding="utf-8")
    sources = Sources(
        folder / "content", ROOT / "references.bib", ROOT / "templates", datetime.date(2026, 11, 21)
    )
    found = check(sources).diagnostics
    return [d for d in found if d.path.endswith("sleep-and-the-gut.md")]


def test_the_article_of_the_readme_has_no_fault(tmp_path):
    assert site_with_readme_article(tmp_path) == []


def test_the_mistake_of_the_readme_is_reported_as_it_says(tmp_path):
    found = site_with_readme_article(
        tmp_path, lambda text: text.replace("zamani2019systematic", "zamani2019systematik")
    )
    printed = as_text(found)
    expected = re.search(r"```\n(content/articles/sleep.*?)```", read("README.md"), re.DOTALL)[1].strip()
    assert printed.endswith(expected.removeprefix("content/articles/")), printed


def test_links_between_documents_lead_somewhere():
    for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        text = re.sub(r"```.*?```|`[^`]*`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\((?!https?:|#|/)([^)#]+)", text):
            assert (path.parent / target).exists(), f"{path.name}: {target}"
