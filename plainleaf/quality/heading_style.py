"""Headings. NHS content guide, Formatting (65 characters, sentence case, no capitals); WCAG 2.2 SC 2.4.6.

That no level is skipped is an error of its own, `heading-order`.
"""

import re
from collections.abc import Iterator

from plainleaf.model.prose import BlockKind, ProseBlock
from plainleaf.quality.content_check import FOR_ALL, ContentCheck, Found, Subject, shortened

_TITLE = 65  # characters
_HEADING = 80  # characters (own default: a heading has no search result to fit into)
_DEEPEST = 4
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SMALL = frozenset(
    "about after against before behind between during since through under until with without".split()
)
_CAPITALS = 3  # so many ordinary words in capitals make it title case: two may be a name
_END = re.compile(r"(?<!\.)(?<!\betc)(?<!\.\w)\.\Z")


def find(subject: Subject) -> Iterator[Found]:
    """Yield the headings that are hard to scan."""
    names = _names(subject)
    seen: set[str] = set()
    for passage in subject.of(BlockKind.TITLE, BlockKind.HEADING, BlockKind.BOX_TITLE):
        block = passage.block
        for message, hint in _faults(block, subject.lang, names):
            yield Found(message, hint, block.position(0), block.text)
        if block.kind is BlockKind.HEADING:
            if block.text.casefold() in seen:
                hint = "say what is different in each of the two"
                yield Found(
                    f"the heading '{shortened(block.text)}' stands twice", hint, block.position(0), block.text
                )
            seen.add(block.text.casefold())


def _faults(block: ProseBlock, lang: str, names: frozenset[str]) -> Iterator[tuple[str, str]]:
    text = block.text
    what, most = ("title", _TITLE) if block.kind is BlockKind.TITLE else ("heading", _HEADING)
    if len(text) > most:
        yield (
            f"a {what} of {len(text)} characters: '{shortened(text)}'",
            f"up to {most} are taken in at a glance",
        )
    if block.level > _DEEPEST:
        hint = f"{_DEEPEST} levels are enough for a page: use a list, or part the article in two"
        yield f"the {what} '{shortened(text)}' stands {block.level} levels deep", hint
    if _END.search(text):
        yield f"the {what} '{shortened(text)}' ends in a full stop", "leave it out"
    if _shouts(text):
        hint = "write it as a sentence; capitals are harder to read, and screen readers may spell them out"
        yield f"the {what} '{shortened(text)}' is in capitals", hint
    elif lang == "en" and _is_title_case(text, names):
        hint = "write it as a sentence: a capital for its first word and for names alone"
        yield f"the {what} '{shortened(text)}' has a capital in every word", hint


def _shouts(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    long = any(len(word) > 4 for word in _WORD.findall(text))
    return long and len(letters) >= 8 and all(character.isupper() for character in letters)


def _is_title_case(text: str, names: frozenset[str]) -> bool:
    """Say whether ordinary words have capitals, and none of the longer ones is without."""
    capitals = 0
    for number, word in enumerate(_WORD.finditer(text)):
        if not number or text[: word.start()].rstrip(" \"'“‘(")[-1:] in (":", ".", "?", "!", "–", "—"):
            continue
        if word[0].islower() and len(word[0]) > 4 and word[0] not in _SMALL:
            return False
        capitals += word[0][0].isupper() and word[0][1:].islower() and word[0] not in names
    return capitals >= _CAPITALS


def _names(subject: Subject) -> frozenset[str]:
    """Return the words that running text has with a capital inside a sentence."""
    found: set[str] = set()
    for passage in subject.of(BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.SUMMARY, BlockKind.KEY_POINT):
        for sentence in passage.sentences:
            words = _WORD.findall(sentence.text)
            found.update(word for word in words[1:] if word[0].isupper())
    return frozenset(found)


CHECK = ContentCheck(
    code="heading-style",
    rule=f"A title has up to {_TITLE} characters; headings are sentences, without a full stop, each once.",
    why="Readers scan the headings first, and decide by them where to read.",
    source="NHS content guide, Formatting; WCAG 2.2 SC 2.4.6",
    find=find,
    bad=(
        "## What You Need to Know About Your Gut",
        "## IMPORTANT CAVEAT\n\nText.",
        "## Is it safe?\n\nText.\n\n## Is it safe?\n\nMore.",
        "## The gut has its own nerves.",
        "## A\n\n### B\n\n#### C\n\n##### D",
        "---\ntitle: A very long title that tells nearly the whole story before it has begun\n---\nText.",
    ),
    good=(
        (
            "## Is it safe?\n\n## What the Food and Drug Administration says\n\nThe Food and Drug "
            "Administration says no."
        ),
        "## FMT, IBS and COVID-19",
        "## Foods such as oats, rice, etc.",
    ),
    audiences=FOR_ALL,
)
