"""A table of hard words, by their forms: which entry stands at a place in a text."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_VOWELS = "aeiouáéíóú"


class Entry(NamedTuple):
    """A hard word or phrase, and what to write instead."""

    word: str
    instead: str


class Met(NamedTuple):
    """An entry where it stands in a text."""

    entry: Entry
    start: int
    end: int


class Lexicon:
    """The entries of one language. Looked up by first word, so that a long table costs a text nothing."""

    def __init__(
        self,
        tables: tuple[tuple[str, Callable[[str], Iterator[str]]], ...],
        names: str = "",
    ) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Entry | None]]] = {}
        for table, forms in tables:
            for line in table.strip().splitlines():
                words, _, instead = line.partition(": ")
                for word in words.split(", "):
                    for form in forms(word):
                        self._add(form, Entry(word, instead))
        for name in names.strip().splitlines():
            self._add(name, None)
        for rows in self._by_first.values():
            rows.sort(key=lambda row: -len(row[0]))  # "subsequent to" before "subsequent"
        self.entries = frozenset(
            entry for rows in self._by_first.values() for _, entry in rows if entry is not None
        )

    def _add(self, form: str, entry: Entry | None) -> None:
        words = tuple(form.split())
        self._by_first.setdefault(words[0], []).append((words, entry))

    def met(self, text: str) -> Iterator[Met]:
        """Yield the entries in a text, the longest at each place; set names are passed over."""
        matches = list(_WORD.finditer(text))
        words = [match[0].casefold() for match in matches]
        number = 0
        while number < len(words):
            for form, entry in self._by_first.get(words[number], ()):
                end = number + len(form)
                if tuple(words[number:end]) == form:
                    if entry is not None:
                        yield Met(entry, matches[number].start(), matches[end - 1].end())
                    number = end
                    break
            else:
                number += 1


def as_it_is(word: str) -> Iterator[str]:
    """Yield a word that has no other forms."""
    yield word


def english_verb(word: str) -> Iterator[str]:
    """Yield the forms of a regular verb: administer, administers, administered, administering."""
    yield word
    if word.endswith("e"):
        yield from (f"{word}s", f"{word}d", f"{word[:-1]}ing")
    elif word.endswith("y") and word[-2] not in _VOWELS:
        yield from (f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing")
    else:
        last = word[-1] if word.endswith(("mit", "fer")) else ""  # transmitted
        yield from (f"{word}s", f"{word}{last}ed", f"{word}{last}ing")


def english_noun(word: str) -> Iterator[str]:
    """Yield a noun and its plural: etiology, etiologies; prognosis, prognoses."""
    yield word
    if word.endswith("is"):
        yield f"{word[:-2]}es"
    elif word.endswith("y") and word[-2] not in _VOWELS:
        yield f"{word[:-1]}ies"
    elif word.endswith(("s", "x", "ch", "sh")):
        yield f"{word}es"
    else:
        yield f"{word}s"


def spanish_verb(word: str) -> Iterator[str]:
    """Yield the forms of a regular verb in -ar that texts for patients use."""
    first, *rest = word.split()
    stem, tail = first[:-2], "".join(f" {each}" for each in rest)
    yield word
    for ending in "a an as o ó aron amos aba aban ará arán ando ado ada ados adas".split():
        yield f"{stem}{ending}{tail}"
    before_e = f"{stem[:-1]}qu" if stem.endswith("c") else f"{stem[:-1]}c" if stem.endswith("z") else stem
    yield from (f"{before_e}e{tail}", f"{before_e}en{tail}")


def spanish_noun(word: str) -> Iterator[str]:
    """Yield a noun and its plural: contusión, contusiones; efecto adverso, efectos adversos."""
    yield word
    first, *rest = word.split()
    tail = rest if rest[:1] == ["de"] else [_plural(each) for each in rest]
    yield " ".join([_plural(first), *tail])


def _plural(word: str) -> str:
    if word.endswith("ión"):
        return f"{word[:-3]}iones"
    if word[-1] in "sx":
        return word
    return f"{word}s" if word[-1] in _VOWELS else f"{word}es"
