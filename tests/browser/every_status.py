"""The shipped content, with copies of an article in every shown status, built with drafts."""

import datetime
import re
import shutil
from pathlib import Path

from plainleaf.loading import load
from plainleaf.pipeline import build
from plainleaf.read.sources import Sources

ROOT = Path(__file__).resolve().parents[2]
TODAY = datetime.date(2026, 11, 21)
_BEGUN = [
    "{status: submitted, date: 2026-01-02, by: example-author}",
    "{status: under-review, date: 2026-01-05, by: example-reviewer}",
]
_APPROVED = "{{status: approved, date: 2026-01-09, by: example-reviewer, due: {due}, digest: {digest}}}"
LOGS = {
    "draft": [],
    "submitted": _BEGUN[:1],
    "under-review": _BEGUN,
    "changes-requested": [*_BEGUN, "{status: changes-requested, date: 2026-01-09, by: example-reviewer}"],
    "approved": [*_BEGUN, _APPROVED.format(due="2027-01-09", digest="DIGEST")],
    "changed": [*_BEGUN, _APPROVED.format(due="2027-01-09", digest=f"sha256:{'0' * 64}")],
    "overdue": [*_BEGUN, _APPROVED.format(due="2026-07-09", digest="DIGEST")],
    "retired": [
        *_BEGUN,
        _APPROVED.format(due="2027-01-09", digest="DIGEST"),
        "{status: retired, date: 2026-10-01, by: example-reviewer}",
    ],
}


def build_every_status(folder: Path) -> Path:
    """Build the site into a folder, and return the site's own; each status has an article `in-STATUS`."""
    content = folder / "content"
    shutil.copytree(ROOT / "content", content)
    original = (content / "articles" / "gut-health-and-mental-health.md").read_text(encoding="utf-8")
    front, _, body = original.removeprefix("---\n").partition("\n---\n")
    front = re.sub(r"^review:.*?(?=^\S|\Z)", "", front, flags=re.MULTILINE | re.DOTALL).rstrip()
    front = front.replace("date: 2026-11-03", "date: 2026-01-01").replace("slug:", "# slug:")
    for status, log in LOGS.items():
        lines = "".join(f"\n  - {step}" for step in log)
        text = f"---\n{front}\nreview:{lines}\n---\n{body}"
        (content / "articles" / f"in-{status}.md").write_text(text, encoding="utf-8")
    sources = Sources(content, ROOT / "references.bib", ROOT / "templates", TODAY)
    for document in load(sources).documents:
        path = content / document.source.content_path
        path.write_text(path.read_text(encoding="utf-8").replace("DIGEST", document.digest), encoding="utf-8")
    built = build(sources, folder / "_site", drafts=True, search=True)
    assert built.published, built.diagnostics
    return folder / "_site"
