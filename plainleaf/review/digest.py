"""The digest that binds an approval to a text: of what the reader sees, and of nothing else."""

import hashlib
import unicodedata

import msgspec

from plainleaf.model.references import Reference

# Raised only when the same text would have to give another digest: every approval in every clinic falls back
# to "changed since review" then.
RECIPE = 1


class Content(msgspec.Struct, frozen=True):
    """What a reader sees of an article, as words in reading order.

    `editions` maps an audience to its words, its citations among them by key; `images` maps an image's name to
    a digest of its bytes. `as_retracted` is the reason for which a retracted work is cited, which the reviewer
    accepts with the text; "" where no retracted work is cited, or no reason is given.
    """

    title: str
    summary: str
    editions: dict[str, str]
    references: tuple[Reference, ...]
    images: dict[str, str] = {}
    as_retracted: str = ""


def digest_of(content: Content) -> str:
    """Return `sha256:` and 64 hexadecimal digits.

    Layout doesn't count: blanks, line ends and where lines break are folded, and so are the ways in which
    Unicode can write one letter (NFC). The place of a reference in references.bib doesn't count either, nor
    does an expression of concern: readers are shown it, and the words and what they rest on are the same.
    """
    references = sorted(content.references, key=lambda reference: reference.key)
    data = {
        "recipe": RECIPE,
        "title": normalised(content.title),
        "summary": normalised(content.summary),
        "editions": {audience: normalised(words) for audience, words in content.editions.items()},
        "references": [msgspec.structs.replace(reference, line=1, concern=False) for reference in references],
        "images": content.images,
    }
    if content.as_retracted:
        data["as_retracted"] = normalised(content.as_retracted)
    encoded = msgspec.json.encode(data, order="deterministic").decode()
    return "sha256:" + hashlib.sha256(normalised(encoded).encode()).hexdigest()


def version_of(digest: str) -> str:
    """Return the short form of a digest that is printed on copies: its first twelve hexadecimal digits."""
    return digest.removeprefix("sha256:")[:12]


def normalised(text: str) -> str:
    """Return a text with its letters composed (NFC) and every run of blanks as one."""
    return " ".join(unicodedata.normalize("NFC", text).split())
