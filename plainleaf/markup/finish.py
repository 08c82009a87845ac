"""A fragment to the HTML of a page: numbers for its citations, words of the interface, addresses of the site."""

import html as html_module
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import count

from plainleaf.markup.citation_extension import MARK, TOKEN
from plainleaf.markup.citation_numbers import ShownCitation
from plainleaf.markup.fact_box import render_figures
from plainleaf.markup.fragment import ATTRIBUTE, PIECES
from plainleaf.markup.pictures import render_picture
from plainleaf.markup.table_finish import TableFinisher
from plainleaf.markup.terms import TermMarks
from plainleaf.model.editions import Fragment
from plainleaf.model.html import Html
from plainleaf.model.pictures import Picture
from plainleaf.model.words import BodyWords

_CALLOUT = re.compile(r'<div class="callout callout--([a-z]+)">\Z')
_TITLE = '<p class="callout__title">'
_SEPARATOR = '<span class="citation-separator"></span>'
_FIGURES = '<p class="facts__figures">'
_SPACE_BEFORE_TOKEN = re.compile(rf"[ \t\r\n]+(?={TOKEN.pattern})")


class Finisher:
    """Finishes the fragments of one page; ids and the names of tables go on from one fragment to the next.

    `shown` has the citation groups of the whole page in reading order, `ids` the form of each key in an id.
    `link` turns an address as written into one of the built site, `image` gives the picture that one means.
    """

    def __init__(
        self,
        shown: Iterator[tuple[ShownCitation, ...]],
        ids: Mapping[str, str],
        words: BodyWords,
        link: Callable[[str], str],
        image: Callable[[str], Picture],
    ) -> None:
        self._shown = shown
        self._ids = ids
        self._words = words
        self._link = link
        self._image = image
        self._callouts = count(1)
        self._tables = TableFinisher(words.table)
        self._heading = ""
        self._headings = 0
        self._pictures = 0
        self._callout: tuple[str, str] | None = None  # kind and id of a box whose title comes next

    def finish(self, fragment: Fragment, title: str = "", terms: TermMarks | None = None) -> Html:
        """Return the HTML of a fragment; `title` labels a table that stands before the first heading.

        With `terms` the words of the glossary are marked.
        """
        groups = [next(self._shown) for _ in fragment.groups]
        headings = iter(fragment.headings)
        self._heading = title
        output: list[str] = []
        split = PIECES.split(fragment.html)
        self._tables.begin(split)
        pieces = iter(split)
        for text in pieces:
            output.append(self._with_citations(terms.text(text) if terms else text, groups))
            tag = next(pieces, "")
            if tag == _FIGURES:
                output.append(render_figures(next(pieces), self._words))
                next(pieces)
                continue
            if terms:
                terms.tag(tag)
            if tag.startswith("<h") and tag[2].isdigit():
                self._heading = next(headings).text
                self._headings += 1
            output.append(self._tag(tag))
        return Html("".join(output).strip())

    def _tag(self, tag: str) -> str:
        """Return a tag with what the page adds to it: WCAG 2.2 SC 1.3.1 and 4.1.2 ask for most of it."""
        if tag.startswith("<a "):
            return self._addressed(tag)
        if tag.startswith("<img "):
            return self._picture(tag)
        if tag.startswith(("<t", "</t")):
            return self._tables.tag(tag, self._heading)
        if callout := _CALLOUT.match(tag):
            self._callout = (callout[1], f"callout-{next(self._callouts)}")
            kind, id_ = self._callout
            return f'<div class="callout callout--{kind}" role="note" aria-labelledby="{id_}">'
        if tag == _TITLE and self._callout:
            kind, id_ = self._callout
            self._callout = None
            word = html_module.escape(self._words.callouts.get(kind, kind.capitalize()))
            return f'<p class="callout__title" id="{id_}"><span class="callout__kind">{word}</span> '
        return tag

    def _picture(self, tag: str) -> str:
        """Return a picture; one that is met at once, and may be the largest thing to see, is not put off."""
        self._pictures += 1
        written = html_module.unescape(dict(ATTRIBUTE.findall(tag)).get("src", ""))
        return render_picture(tag, self._image(written), lazy=self._pictures > 1 or self._headings > 1)

    def _addressed(self, tag: str) -> str:
        def replaced(attribute: re.Match[str]) -> str:
            name, value = attribute[1], html_module.unescape(attribute[2])
            if name == "href":
                return f' href="{html_module.escape(self._link(value))}"'
            if name == "title" and 'class="footnote-backref"' in tag:
                return f' title="{html_module.escape(self._words.back_to_text)}"'
            return attribute[0]

        return ATTRIBUTE.sub(replaced, tag)

    def _with_citations(self, text: str, groups: list[tuple[ShownCitation, ...]]) -> str:
        # Authors put a blank before a marker or they don't; a superscript stands close to its word.
        text = _SPACE_BEFORE_TOKEN.sub("", text)
        # Two markers in a row, 【7】【8】, would read as 78: the style sheet puts a comma there.
        text = text.replace(MARK + MARK, f"{MARK}{_SEPARATOR}{MARK}")
        return TOKEN.sub(lambda token: self._group(groups[int(token[1])]), text)

    def _group(self, group: tuple[ShownCitation, ...]) -> str:
        pieces: list[str] = []
        for number, citation in enumerate(group):
            key = self._ids[citation.key]
            if citation.between:
                pieces.append(f'<span class="citation-between" id="cite-{key}-{citation.use}"></span>')
                continue
            if number:
                pieces.append("–" if citation.closes_range else ",")
            if citation.prefix:
                pieces.append(f'<span class="citation-prefix">{html_module.escape(citation.prefix)} </span>')
            label = html_module.escape(self._words.reference.format(number=citation.number))
            pieces.append(
                f'<a class="citation" href="#ref-{key}" id="cite-{key}-{citation.use}" aria-label="{label}">'
                f"{citation.number}</a>"
            )
            if citation.locator:
                pieces.append(
                    f'<span class="citation-locator">({html_module.escape(citation.locator)})</span>'
                )
        return f'<sup class="citations">{"".join(pieces)}</sup>'
