"""The texts that approvals were given for, kept beside the articles in `content/approved/`.

A file bears the first digits of its text's digest (`0123456789ab.json`), so it outlives renamed articles, merges
and a move away from git, and it is never trusted: whoever reads it works the digest out anew. Readers of content
don't look into this folder.
"""

import json
import os
from pathlib import Path

import msgspec

from plainleaf.authoring.atomic_files import replace_file
from plainleaf.model.diagnostics import Diagnostic, Position, error
from plainleaf.model.references import Reference
from plainleaf.read.project_files import shown_path
from plainleaf.review.digest import RECIPE, Content, digest_of, version_of

FOLDER = "approved"
_HINT = "put the file back from a copy or from the history; an approval of the text keeps it anew"


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The form of a file: of each edition the lines that are read."""

    recipe: int
    digest: str
    title: str
    summary: str
    editions: dict[str, tuple[str, ...]]
    references: tuple[Reference, ...]
    images: dict[str, str]
    as_retracted: str = ""


def approved_file(content: Path, digest: str) -> Path:
    """Return where the text of a digest is kept."""
    return content / FOLDER / f"{version_of(digest)}.json"


def read_approved(content: Path, digest: str) -> tuple[Content | None, list[Diagnostic]]:
    """Return the text that an approval of this digest was given for: None where none is kept, or it is damaged.

    `content` is the content folder. What is wrong with a file that is there is told in the diagnostics.
    """
    path = approved_file(content, digest)
    if not os.path.lexists(path):
        return None, []
    at = Position(shown_path(path))
    try:
        data = path.read_bytes() if path.is_file() else b""
    except OSError as fault:
        message = f"the approved text can't be read: {fault.strerror or 'no reason is given'}"
        return None, [error("approved-text", at, message)]
    return parse_approved(data, digest, at)


def parse_approved(data: bytes, digest: str, at: Position) -> tuple[Content | None, list[Diagnostic]]:
    """Return the text that a file keeps if it is that of a digest, and else what is wrong with the file."""
    try:
        kept = msgspec.json.decode(data, type=_Kept)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None, [error("approved-text", at, "this is no approved text as Plainleaf keeps it", _HINT)]
    if kept.recipe != RECIPE:
        message = (
            f"the approved text was kept by another version of Plainleaf (recipe {kept.recipe}, not {RECIPE})"
        )
        return None, [error("approved-text", at, message, "approve the text again")]
    found = Content(
        title=kept.title,
        summary=kept.summary,
        editions={audience: "\n".join(lines) for audience, lines in kept.editions.items()},
        references=kept.references,
        images=kept.images,
        as_retracted=kept.as_retracted,
    )
    if kept.digest != digest or digest_of(found) != digest:
        return None, [error("approved-text", at, "the approved text is not the one that was approved", _HINT)]
    return found, []


def keep_approved(content: Path, text: Content) -> Path | None:
    """Keep a text beside the articles unless it is kept already; return its file if one was written.

    Raises OSError.
    """
    digest = digest_of(text)
    if read_approved(content, digest)[0] is not None:
        return None
    path = approved_file(content, digest)
    path.parent.mkdir(exist_ok=True)
    replace_file(path, approved_bytes(text))
    return path


def approved_bytes(text: Content) -> bytes:
    """Return a text as it is kept: JSON that people can read and compare, the same every time."""
    kept = _Kept(
        recipe=RECIPE,
        digest=digest_of(text),
        title=text.title,
        summary=text.summary,
        editions={audience: tuple(words.split("\n")) for audience, words in text.editions.items()},
        references=tuple(msgspec.structs.replace(reference, line=1) for reference in text.references),
        images=text.images,
        as_retracted=text.as_retracted,
    )
    written = json.dumps(msgspec.to_builtins(kept), ensure_ascii=False, indent=2, sort_keys=True)
    return f"{written}\n".encode()
