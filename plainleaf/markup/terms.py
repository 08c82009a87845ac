"""Words of the glossary, explained where a text first uses them.

A word gets a `<button>` that opens a card with its meaning: popover and invoker are native HTML, and so work
without a script, from the keyboard and in screen readers (https://html.spec.whatwg.org/#the-popover-attribute).
The button lies over the word and does not hold it: what strips controls from a page, such as a browser's reader
mode, must not take words out of a medical text.
It is done last, between the tags of finished HTML: digest, words and outline never know of it.
"""

import functools
import html as html_module
import re
import unicodedata
from collections.abc import Iterator
from itertools import chain, count

import msgspec

from plainleaf.markup.fragment import slugify
from plainleaf.model.settings import Term

# Where a word must not open anything: in what is itself a control or a heading, in what is not running text, and
# in what says by itself what it means. A crisis box is not left for anything (NHS: care cards).
_LEFT_ALONE = frozenset(
    "a abbr button caption code del dfn dt figcaption h2 h3 h4 h5 h6 kbd pre rp rt s samp sub summary sup th"
    " var".split()
)
_LEFT_ALONE_TAGS = frozenset(
    {'<p class="callout__title">', '<p class="facts__outcome">', '<div class="callout callout--crisis">'}
)
_TAG_NAME = re.compile(r"<(/?)([a-z0-9]+)")
# Scripts that put no blanks between words, and so have no edges of words to look at: Thai, Lao, Burmese, Khmer,
# kana and Han.
_WITHOUT_BLANKS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)
_BLANK = r"(?:\s|&nbsp;)++"
_HYPHENS = "-\u2010\u2011–"
_APOSTROPHES = "'’"
_PARTS = re.compile(rf"([{_HYPHENS}\s])")
_SAME_SIGN = str.maketrans({**dict.fromkeys(_HYPHENS, "-"), **dict.fromkeys(_APOSTROPHES, "'")})
# No part of a word, of a compound (meta-analysis is no analysis) or of an address.
_BEFORE = "(?<![\\w@.\u2010\u2011-])"
_AFTER = r"(?![\w@]|\.\w)"
_IN_BRACKETS = re.compile(r"(.*\S)\s*\([^()]*\)\Z")


@functools.lru_cache(maxsize=64)
def term_ids(terms: tuple[Term, ...]) -> tuple[str, ...]:
    """Return an id for each term, no two alike: that of its card, and of its place in the glossary page."""
    found: dict[str, None] = {}
    for term in terms:
        base = f"term-{slugify(term.name) or 'word'}"
        candidates = chain([base], (f"{base}-{number}" for number in count(2)))
        found[next(candidate for candidate in candidates if candidate not in found)] = None
    return tuple(found)


class TermMarks:
    """Marks the words of a glossary in the texts of one page, each where it is met first.

    It is handed the pieces of a text in their order: `tag` each tag, `text` what stands between two of them.
    `label` is the name of a button, with the word in it (WCAG 2.2 SC 2.5.3).
    """

    def __init__(self, terms: tuple[Term, ...], label: str) -> None:
        self._index = _index_of(terms)
        self._label = label
        self._found: dict[int, None] = {}
        self._inside = ""  # the element in which nothing is marked, and how many of its name are open
        self._depth = 0

    @property
    def found(self) -> tuple[int, ...]:
        """The places in the glossary of the terms that are marked, in reading order."""
        return tuple(self._found)

    def tag(self, tag: str) -> None:
        """Note which elements open and close."""
        name = _TAG_NAME.match(tag)
        if name is None:
            return
        if not self._depth:
            if not name[1] and (name[2] in _LEFT_ALONE or tag in _LEFT_ALONE_TAGS):
                self._inside, self._depth = name[2], 1
        elif name[2] == self._inside:
            self._depth += -1 if name[1] else 1

    def text(self, text: str) -> str:
        """Return a piece of HTML without tags with a button for each term that is new on the page."""
        if self._depth or self._index.pattern is None:
            return text
        return self._index.pattern.sub(self._marked, text)

    def _marked(self, match: re.Match[str]) -> str:
        number = self._index.term_of(match[0])
        if number is None or number in self._found or _is_in_letter(match):
            return match[0]
        self._found[number] = None
        id_ = self._index.ids[number]
        label = html_module.escape(self._label.format(term=" ".join(html_module.unescape(match[0]).split())))
        button = f'<button type="button" popovertarget="{id_}" aria-label="{label}"></button>'
        return f'<span class="term">{match[0]}{button}</span>'


class _Index(msgspec.Struct, frozen=True):
    """The pattern of all forms of a glossary's terms, and the term of each form by its key."""

    pattern: re.Pattern[str] | None
    forms: dict[str, int]
    ids: tuple[str, ...]

    def term_of(self, written: str) -> int | None:
        """Return the place of the term that a match of the pattern means."""
        key = _key(html_module.unescape(written))
        return self.forms.get(key, self.forms.get(key.casefold()))


@functools.lru_cache(maxsize=64)
def _index_of(terms: tuple[Term, ...]) -> _Index:
    """Return the index of a glossary: made once, used by every page of its language."""
    forms = [(form, number) for number, term in enumerate(terms) for form in _forms(term)]
    by_key: dict[str, int] = {}
    for form, number in forms:
        by_key.setdefault(_key(form), number)
    for form, number in forms:
        by_key.setdefault(_key(form).casefold(), number)
    trie: _Trie = {}
    for form, _ in forms:
        node = trie
        for atom in _atoms(form):
            node = node.setdefault(atom, {})
        node[""] = {}
    # A character reference such as &amp; is no word.
    pattern = re.compile(f"&#?\\w+;|{_alternatives(trie)}") if trie else None
    return _Index(pattern, by_key, term_ids(terms))


def _forms(term: Term) -> Iterator[str]:
    """Yield the ways in which a term is written; "Stool bank (SB)" is "Stool bank", too."""
    in_brackets = _IN_BRACKETS.match(term.name)
    for written in (term.name, *(in_brackets.groups() if in_brackets else ()), *term.also):
        form = " ".join(unicodedata.normalize("NFC", written).split())
        # Numbers alone are no words, and stand in the tokens of citations.
        if any(character.isalpha() for character in form):
            yield form


def _key(text: str) -> str:
    return " ".join(text.translate(_SAME_SIGN).split())


# Pieces of a pattern, one for each character, as a tree: it tells at the first letters that nothing fits, and so
# takes no longer for a glossary of a thousand words than for one of ten. "" ends a form.
_Trie = dict[str, "_Trie"]


def _atoms(form: str) -> Iterator[str]:
    """Yield the pieces of a form's pattern, with the edges of its words."""
    if not _WITHOUT_BLANKS.match(form[0]):
        yield _BEFORE
    for part in _PARTS.split(form):
        # IBS is not "ibs", and AIDS no "aids": a word with capitals behind its first letter is meant as it is.
        exact = part == part.upper() or part[1:] != part[1:].lower()
        yield from (_atom(character, exact=exact) for character in part)
    if not _WITHOUT_BLANKS.match(form[-1]):
        yield _AFTER


def _atom(character: str, *, exact: bool) -> str:
    if character == " ":
        return _BLANK
    for same in (_HYPHENS, _APOSTROPHES):
        if character in same:
            return f"[{same}]"
    both = {character, character.lower(), character.upper()}
    if exact or len(both) == 1 or any(len(form) > 1 for form in both):
        return re.escape(html_module.escape(character, quote=False))
    return f"[{''.join(sorted(both))}]"


def _alternatives(trie: _Trie) -> str:
    """Return the pattern of a tree; a longer form is tried before a shorter one that it begins with."""
    ways = [
        atom + _alternatives(trie[atom]) for atom in sorted(trie, key=lambda atom: atom == _AFTER) if atom
    ]
    if not ways:
        return ""
    joined = ways[0] if len(ways) == 1 and "" not in trie else f"(?:{'|'.join(ways)})"
    return f"{joined}?" if "" in trie else joined


def _is_in_letter(match: re.Match[str]) -> bool:
    """Say whether a combining mark stands at an edge of a match: to a pattern it is no part of a word."""
    text, start, end = match.string, match.start(), match.end()
    around = text[max(start - 1, 0) : start] + text[end : end + 1]
    return any(unicodedata.category(character).startswith("M") for character in around)
