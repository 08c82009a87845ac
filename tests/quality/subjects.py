"""What a check sees of an article, for tests of what is counted in one."""

import contextlib
import tempfile
from pathlib import Path

from plainleaf.loading import load
from plainleaf.markup.engine import MarkdownEngine
from plainleaf.quality.content_check import Subject
from plainleaf.site.content_checks import subjects
from tests.quality.findings import PATH
from tests.tiny_site import TinySite, article


def subject(body: str, files: dict[str, str] | None = None, **front: object) -> Subject:
    """Return the patients' edition of an article with a body."""
    with tempfile.TemporaryDirectory() as folder:
        site = TinySite(Path(folder), {PATH: article(body, **front), **(files or {})})
        with contextlib.chdir(folder):
            checked = load(site.sources)
            (document,) = (each for each in checked.documents if each.source.path == PATH)
            blocks, _ = MarkdownEngine().blocks(document.source.body.text)
            return next(subjects(document, blocks, checked.project))
