"""Two texts compared word by word, and each change shown in its sentence.

Anchors come first, so that a long text takes no longer than a few short ones: sentences that stand in both texts,
then words that stand once in each, and only between these a search for the longest common runs (difflib).
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from plainleaf.model.changes import Run, RunKind
from plainleaf.review.digest import normalised
from plainleaf.review.sentences import GROUP, sentence_spans

# A citation group and an address are one word each; any other sign is one by itself.
_TOKEN = re.compile(rf"{GROUP}|<[^<>\s]+>|\d+(?:[.,]\d+)+|\w+(?:['’\-\u2011]\w+)*|[^\w\s]")
# Beyond this product of two lengths a search for common runs would take too long to wait for.
_SEARCHED = 60_000
# At most so many words stand on each side of a change, where its sentence is longer.
_CONTEXT = 30
_BREAK = "\n"

# A stretch of both texts by places of their tokens: beginning and end in the first, then in the second.
_Stretch = tuple[int, int, int, int]
_Piece = tuple[RunKind, list["_Token"]]


class _Token(str):
    """A word with the blank before it: what is compared. It may begin a `sentence`, and with that a `line`."""

    __slots__ = ("line", "sentence")
    line: bool
    sentence: bool


def changed_passages(before: str, after: str) -> tuple[tuple[Run, ...], ...]:
    """Return each changed place of a text with the words around it: none where the digest would be the same."""
    passages = []
    passage: list[_Piece] = []
    runs = list(_runs(_tokens(before), _tokens(after)))
    for number, (kind, tokens) in enumerate(runs):
        if kind is not RunKind.EQUAL:
            passage.append((kind, tokens))
            continue
        behind = _context_behind(tokens) if number else 0
        ahead = _context_ahead(tokens) if number + 1 < len(runs) else len(tokens)
        if behind > ahead:  # the contexts of two changes overlap
            passage.append((kind, tokens))
            continue
        if number:
            passages.append(_passage([*passage, (kind, _broken_off(tokens, behind))]))
        passage = [(kind, _begun_at(tokens, ahead))]
    if any(kind is not RunKind.EQUAL for kind, _ in passage):
        passages.append(_passage(passage))
    return tuple(passages)


def whole_text(before: str, after: str) -> tuple[Run, ...]:
    """Return a short text, such as a title, with what changed in it; nothing where nothing did."""
    runs = list(_runs(_tokens(before), _tokens(after)))
    return () if all(kind is RunKind.EQUAL for kind, _ in runs) else _passage(runs)


def _token(text: str, *, line: bool = False, sentence: bool = False) -> _Token:
    token = _Token(text)
    token.line = line
    token.sentence = sentence
    return token


def _tokens(text: str) -> list[_Token]:
    """Return the words of a text; each but those that touch the word before begins with a blank.

    A line's end counts as a blank, as in the digest.
    """
    tokens: list[_Token] = []
    for line in text.splitlines():
        line_text = normalised(line)
        starts = {start for start, _ in sentence_spans(line_text)}
        for found in _TOKEN.finditer(line_text):
            place = found.start()
            blank = "" if place and line_text[place - 1] != " " else " "
            tokens.append(_token(blank + found[0], line=place == 0, sentence=place in starts))
    return tokens


def _runs(before: list[_Token], after: list[_Token]) -> Iterator[_Piece]:
    """Yield the words of both texts in their order: what is equal once, as it stands in the second."""
    last = (0, 0)
    for a_start, a_end, b_start, b_end in _merged(_differences(before, after), after):
        if last[1] < b_start:
            yield RunKind.EQUAL, after[last[1] : b_start]
        if a_start < a_end:
            yield RunKind.REMOVED, before[a_start:a_end]
        if b_start < b_end:
            yield RunKind.ADDED, after[b_start:b_end]
        last = (a_end, b_end)
    if last[1] < len(after):
        yield RunKind.EQUAL, after[last[1] :]


def _merged(stretches: Iterator[_Stretch], after: list[_Token]) -> list[_Stretch]:
    """Join changes that a single sign keeps apart: `[-a-]{+b+}, [-c-]{+d+}` reads worse than one change."""
    found: list[_Stretch] = []
    for stretch in stretches:
        between = after[found[-1][3] : stretch[2]] if found else []
        if found and (not between or (len(between) == 1 and not between[0].strip().isalnum())):
            first = found.pop()
            found.append((first[0], stretch[1], first[2], stretch[3]))
        else:
            found.append(stretch)
    return found


def _differences(before: list[_Token], after: list[_Token]) -> Iterator[_Stretch]:
    """Yield the stretches that differ, in order: by sentences first, then by words."""
    a, b = (
        [*(place for place, token in enumerate(tokens) if token.sentence), len(tokens)]
        for tokens in (before, after)
    )
    old = [tuple(before[start:end]) for start, end in pairwise(a)]
    new = [tuple(after[start:end]) for start, end in pairwise(b)]
    for tag, *places in SequenceMatcher(None, old, new).get_opcodes():
        if tag != "equal":
            stretch = (a[places[0]], a[places[1]], b[places[2]], b[places[3]])
            yield from _word_differences(before, after, stretch)


def _word_differences(before: list[_Token], after: list[_Token], stretch: _Stretch) -> Iterator[_Stretch]:
    a_start, a_end, b_start, b_end = stretch
    while a_start < a_end and b_start < b_end and before[a_start] == after[b_start]:
        a_start, b_start = a_start + 1, b_start + 1
    while a_start < a_end and b_start < b_end and before[a_end - 1] == after[b_end - 1]:
        a_end, b_end = a_end - 1, b_end - 1
    if a_start == a_end or b_start == b_end:
        if (a_start, b_start) != (a_end, b_end):
            yield a_start, a_end, b_start, b_end
        return
    a, b = before[a_start:a_end], after[b_start:b_end]
    if len(a) * len(b) <= _SEARCHED:
        for tag, *places in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
            if tag != "equal":
                yield a_start + places[0], a_start + places[1], b_start + places[2], b_start + places[3]
        return
    anchors = _anchors(a, b)
    if not anchors:
        yield a_start, a_end, b_start, b_end
        return
    last = (a_start, b_start)
    for a_place, b_place in [*((a_start + x, b_start + y) for x, y in anchors), (a_end, b_end)]:
        yield from _word_differences(before, after, (last[0], a_place, last[1], b_place))
        last = (a_place + 1, b_place + 1)


def _anchors(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of words that stand once in each text, as many as stand in the same order in both."""
    once = [{token for token, count in Counter(tokens).items() if count == 1} for tokens in (a, b)]
    places = {token: place for place, token in enumerate(b) if token in once[0] & once[1]}
    pairs = [(place, places[token]) for place, token in enumerate(a) if token in places]
    # The longest increasing run, by patience sorting: each pile's top, and below whom each pair was laid.
    tops: list[int] = []
    piles: list[int] = []
    under: list[int] = []
    for number, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        under.append(piles[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(place)
            piles.append(number)
        else:
            tops[pile], piles[pile] = place, number
    found = []
    number = piles[-1] if piles else -1
    while number >= 0:
        found.append(pairs[number])
        number = under[number]
    return found[::-1]


def _context_behind(tokens: list[_Token]) -> int:
    """Return how many of the words behind a change are shown: those of its sentence."""
    most = min(_CONTEXT, len(tokens))
    return next((number for number in range(most) if tokens[number].sentence), most)


def _context_ahead(tokens: list[_Token]) -> int:
    """Return from which of the words ahead of a change they are shown."""
    first = max(0, len(tokens) - _CONTEXT)
    return next((number for number in range(len(tokens) - 1, first, -1) if tokens[number].sentence), first)


def _broken_off(tokens: list[_Token], end: int) -> list[_Token]:
    return tokens[:end] if end == len(tokens) or tokens[end].sentence else [*tokens[:end], _token(" …")]


def _begun_at(tokens: list[_Token], start: int) -> list[_Token]:
    return (
        tokens[start:] if start == len(tokens) or tokens[start].sentence else [_token("…"), *tokens[start:]]
    )


def _passage(pieces: list[_Piece]) -> tuple[Run, ...]:
    """Return the runs of a passage, with blanks and line ends between them."""
    runs: list[Run] = []
    for kind, tokens in pieces:
        words = "".join(_BREAK + token.strip() if token.line else token for token in tokens)
        # Both what went and what came may be the first words of a passage.
        first = not runs or (len(runs) == 1 and runs[0].kind is RunKind.REMOVED and kind is RunKind.ADDED)
        if words:
            runs.append(Run(kind, words.lstrip() if first else words))
    return tuple(runs)
