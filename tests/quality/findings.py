"""Content checks from outside: an article in, findings out."""

import contextlib
import tempfile
from pathlib import Path

import yaml

from plainleaf.advice import advice_on
from plainleaf.loading import load
from plainleaf.markup.engine import MarkdownEngine
from plainleaf.model.findings import Finding
from plainleaf.site.content_checks import ContentFindings
from tests.tiny_site import TinySite, article

PATH = "content/articles/text.md"
PICTURE = "content/images/gut.svg"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" width="1" height="1"/>'


def example(text: str) -> tuple[str, dict[str, object]]:
    """Return the body of a check's example, and the fields of the front matter that it may begin with."""
    if not text.startswith("---\n"):
        return text, {}
    fields, _, body = text.removeprefix("---\n").partition("---\n")
    return body, yaml.safe_load(fields)


def content_findings(body: str, files: dict[str, str] | None = None, **front: object) -> ContentFindings:
    """Return what the content checks find in an article with a body and fields of its front matter."""
    with tempfile.TemporaryDirectory() as folder:
        site = TinySite(Path(folder), {PATH: article(body, **front), PICTURE: DRAWING, **(files or {})})
        with contextlib.chdir(folder):
            checked = load(site.sources)
            errors = [d for d in checked.diagnostics if d.severity == "error"]
            assert errors == [], errors
            document = next(each for each in checked.documents if each.source.path == PATH)
            return advice_on(document, checked.project, MarkdownEngine()).content


def found(code: str, body: str, files: dict[str, str] | None = None, **front: object) -> list[Finding]:
    """Return the open findings with a code."""
    return [each for each in content_findings(body, files, **front).open if each.diagnostic.code == code]
