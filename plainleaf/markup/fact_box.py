"""The figures of a fact box: an icon array for each side, the same in words, and a table.

Both sides always have the same denominator, and both what happened and what did not are said: readers
compare such pictures more easily and more rightly than percentages (Trevena 2013).
"""

import html

from plainleaf.model.words import BodyWords

_PER_ROW = 10


def render_figures(figures: str, words: BodyWords) -> str:
    """Return the HTML for `WITH WITHOUT OUT_OF`, as the block extension leaves the figures."""
    with_count, without_count, out_of = (int(number) for number in figures.split())
    sides = ((words.facts_with, with_count), (words.facts_without, without_count))
    arms = "".join(_arm(label, count, out_of, words) for label, count in sides)
    return f'<div class="facts__arms">{arms}</div>{_table(sides, out_of, words)}'


def _arm(label: str, count: int, out_of: int, words: BodyWords) -> str:
    had = html.escape(words.facts_yes.format(count=count, out_of=out_of))
    had_not = html.escape(words.facts_no.format(count=out_of - count, out_of=out_of))
    return (
        f'<div class="facts__arm"><p class="facts__label">{html.escape(label)}</p>{_icons(count, out_of)}'
        f'<p class="facts__sentence"><strong>{had}</strong>; {had_not}.</p></div>'
    )


def _icons(count: int, out_of: int) -> str:
    """Return dots in rows of ten, rings for those without the outcome; the words beside them say the same."""
    rows = -(-out_of // _PER_ROW)
    filled = "".join(_dot(number) for number in range(count))
    empty = "".join(_dot(number) for number in range(count, out_of))
    return (
        f'<svg class="facts__icons" viewBox="0 0 {_PER_ROW * 2} {rows * 2}" aria-hidden="true" focusable="false">'
        f'<path class="facts__dots facts__dots--no" d="{empty}"/>'
        f'<path class="facts__dots facts__dots--hole" d="{empty}"/>'
        f'<path class="facts__dots facts__dots--yes" d="{filled}"/></svg>'
    )


def _dot(number: int) -> str:
    # A line of no length: with round caps it is drawn as a dot.
    return f"M{number % _PER_ROW * 2 + 1} {number // _PER_ROW * 2 + 1}h0"


def _table(sides: tuple[tuple[str, int], ...], out_of: int, words: BodyWords) -> str:
    head = "".join(
        f'<th scope="col">{html.escape(word)}</th>'
        for word in (words.facts_group, words.facts_had, words.facts_had_not)
    )
    rows = "".join(
        f'<tr><th scope="row">{html.escape(label)}</th><td>{count}</td><td>{out_of - count}</td></tr>'
        for label, count in sides
    )
    return f'<table class="facts__table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
