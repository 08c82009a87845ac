"""The article that a word on the command line means."""

import os
from pathlib import Path

import click

from plainleaf.loading import Checked
from plainleaf.model.nearest import did_you_mean
from plainleaf.model.project import ConvertedDocument
from plainleaf.read.sources import Sources


def find_article(checked: Checked, sources: Sources, file: str) -> ConvertedDocument:
    """Return the article that a path or a slug names. Raises click.UsageError.

    A path counts from here, from the folder that holds the content, or from the content itself.
    """
    wanted = [_real(Path(folder, file)) for folder in ("", sources.content.parent, sources.content)]
    articles = [document for document in checked.documents if document.source.is_article]
    paths = {document.source.path: sources.content / document.source.content_path for document in articles}
    found = [document for document in articles if _real(paths[document.source.path]) in wanted]
    found = found or [document for document in articles if document.slug == file]
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(document.source.path for document in found)
        raise click.UsageError(f"'{file}' means several articles: {names}; give the file")
    if any(os.path.lexists(path) for path in wanted):
        raise click.UsageError(f"{file} is no article in {sources.content / 'articles'}")
    hint = did_you_mean(file, [*paths, *(document.slug for document in articles)])
    raise click.UsageError(f"there is no article '{file}'" + (f"; {hint}" if hint else ""))


def _real(path: Path) -> str:
    """Return where a path leads; unlike Path.resolve it bears a link that leads to itself."""
    return os.path.realpath(path)
