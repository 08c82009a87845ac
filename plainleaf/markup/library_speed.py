"""Where the Markdown library looks for what a text can't hold, and how it is spared the search.

It tries each of its patterns on each piece of a text, and each kind of block on each block: 700 tries in an article
of two pages, of which 30 find something. All that it looks for has a sign that can't be missing, a bracket or a
backtick. Where the sign is not in the piece, there is nothing to find, and the try is passed over.

Nothing is decided here that the library would decide otherwise: what is not in these tables always has its try,
and where the library's inner parts are not those that are known here, it works as it is. Tests convert all kinds
of texts both ways (tests/markup/test_library_speed.py).
"""

import functools
from collections.abc import Callable, Mapping
from typing import TypeVar
from xml.etree.ElementTree import Element

import markdown
from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import ETX, STX, AtomicString, Registry

from plainleaf.markup.citation_extension import MARK

_KNOWN_VERSION = (3, 11)
_INNER_PARTS = ("_InlineProcessor__handleInline", "_InlineProcessor__applyPattern")

_Part = TypeVar("_Part")
_Signs = tuple[str, ...]
# By the names under which they are registered; one of the signs is in every text in which they find something.
_INLINE_SIGNS: Mapping[str, _Signs] = {
    "backtick": ("`",),
    "escape": ("\\",),
    "citation": ("@", "【"),
    "footnote": ("[^",),
    "citation-unfinished": ("@", "【"),
    "footnote-missing": ("[^",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("  \n",),
    "html": ("<",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
}
# These look up a definition, `[name]: address`, and change nothing where a text has none.
_OF_DEFINITIONS = frozenset({"reference", "image_reference", "short_reference", "short_image_ref"})
_BLOCK_SIGNS: Mapping[str, _Signs] = {
    "blocks": (MARK,),
    "indent": ("    ",),
    "defindent": ("    ",),
    "code": ("    ",),
    "table": ("|",),
    "hashheader": ("#",),
    "setextheader": ("\n=", "\n-"),
    "hr": ("-", "_", "*"),
    "deflist": (": ",),
    "quote": (">",),
    "footnote": ("[^",),
    "reference": ("]:",),
    "list-below-text": ("\n",),
}
# And what is put behind the lines in any case.
_LINE_SIGNS: Mapping[str, tuple[_Signs, _Signs]] = {
    "normalize_whitespace": ((STX, ETX, "\r", "\t", " \n"), ("", "")),
    "fenced_code_block": (("```", "~~~"), ()),
    "html_block": (("<", "&"), ()),
}


def spare_searches(md: Markdown) -> None:
    """Let a complete library pass over what can't find anything; it has to have all of its extensions."""
    if not _is_known(md):
        return
    md.treeprocessors.register(_Inline(md), "inline", 20)
    md.parser.parseBlocks = _parse_blocks_of(md.parser)  # type: ignore[assignment]
    for name, (signs, end) in _LINE_SIGNS.items():
        md.preprocessors[name].run = _run_of(md.preprocessors[name], signs, end)  # type: ignore[assignment]
    md.is_block_level = functools.lru_cache(maxsize=256)(md.is_block_level)  # type: ignore[method-assign]


def _is_known(md: Markdown) -> bool:
    return (
        markdown.__version_info__[:2] == _KNOWN_VERSION
        and type(md.treeprocessors["inline"]) is InlineProcessor
        and all(hasattr(InlineProcessor, name) for name in _INNER_PARTS)
    )


def _with_signs(parts: Registry[_Part], signs: Mapping[str, _Signs]) -> list[tuple[_Part, _Signs]]:
    """Return all parts in their order, each with its signs; "" is in every text."""
    known = {id(parts[name]): found for name, found in signs.items() if name in parts}
    return [(part, known.get(id(part), ("",))) for part in parts]


class _Inline(InlineProcessor):
    """The library's search for inline markup, with fewer tries."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._tries = _with_signs(md.inlinePatterns, _INLINE_SIGNS)
        self._of_definitions = {md.inlinePatterns.get_index_for_name(name) for name in _OF_DEFINITIONS}

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N803 - its name
        if isinstance(data, AtomicString):
            return data
        passed_over = () if self.md.references else self._of_definitions
        for index in range(patternIndex, len(self._tries)):
            pattern, signs = self._tries[index]
            for sign in signs:
                if sign in data:
                    break
            else:
                continue
            if index in passed_over:
                continue
            start, matched = 0, True
            while matched:
                data, matched, start = self._InlineProcessor__applyPattern(  # type: ignore[attr-defined]
                    pattern, data, index, start
                )
                matched = matched and _holds_any(data, signs, start)
        return data


def _holds_any(text: str, signs: _Signs, start: int) -> bool:
    for sign in signs:  # noqa: SIM110 - any() with a generator takes twice as long
        if text.find(sign, start) >= 0:
            return True
    return False


def _parse_blocks_of(parser: BlockParser) -> Callable[[Element, list[str]], None]:
    """Return the library's parser of blocks, with fewer tries."""
    tries = _with_signs(parser.blockprocessors, _BLOCK_SIGNS)

    def parse_blocks(parent: Element, blocks: list[str]) -> None:
        while blocks:
            for processor, signs in tries:
                block = blocks[0]
                for sign in signs:
                    if sign in block:
                        break
                else:
                    continue
                if processor.test(parent, block) and processor.run(parent, blocks) is not False:
                    break

    return parse_blocks


def _run_of(preprocessor: Preprocessor, signs: _Signs, end: _Signs) -> Callable[[list[str]], list[str]]:
    run = preprocessor.run

    def run_where_needed(lines: list[str]) -> list[str]:
        text = "\n".join([*lines, *end])
        return run(lines) if any(sign in text for sign in signs) else [*lines, *end]

    return run_where_needed
