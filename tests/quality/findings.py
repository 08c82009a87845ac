"""Content checks from outside: an article in, findings out."""

import contextlib
import tempfile
from pathlib import Path

from plainleaf.advice import findings
from plainleaf.loading import load
from plainleaf.model.findings import Finding
from plainleaf.site.content_checks import ContentFindings
from tests.tiny_site import TinySite, article

PATH = "content/articles/text.md"


def content_findings(body: str, files: dict[str, str] | None = None, **front: object) -> ContentFindings:
    """Return what the content checks find in an article with a body and fields of its front matter."""
    with tempfile.TemporaryDirectory() as folder:
        site = TinySite(Path(folder), {PATH: article(body, **front), **(files or {})})
        with contextlib.chdir(folder):
            checked = load(site.sources)
            errors = [d for d in checked.diagnostics if d.severity == "error"]
            assert errors == [], errors
            return findings(checked)[PATH]


def found(code: str, body: str, **front: object) -> list[Finding]:
    """Return the open findings with a code."""
    return [each for each in content_findings(body, **front).open if each.diagnostic.code == code]
