"""The headings of a text that is brought in: where there are none, and in steps of one level."""

from collections.abc import Iterable, Iterator

import msgspec

from plainleaf.imports.blocks import Block, Heading, Paragraph, Runs, folded, words_of

_LONGEST = 80
FIRST_LEVEL = 2  # the title of a page is its first


def with_headings(blocks: Iterable[Block], title: str) -> tuple[tuple[Block, ...], list[str]]:
    """Return the blocks with headings in order and without the title, and what an author should know about them."""
    found = list(blocks)
    notices = []
    # A page shows its title by itself.
    if (
        found
        and isinstance(found[0], Heading | Paragraph)
        and folded(words_of(found[0].runs)) == folded(title)
    ):
        del found[0]
    if not any(isinstance(block, Heading) for block in found):
        bold = [number for number in range(len(found)) if _is_like_heading(found, number)]
        for number in bold:
            block = found[number]
            assert isinstance(block, Paragraph)
            found[number] = Heading(FIRST_LEVEL, block.runs)
        if bold:
            notices.append(
                f"{_counted(len(bold), 'short line')} in bold became headings: look whether they are"
            )
    return tuple(_in_steps(found)), notices


def _is_like_heading(blocks: list[Block], number: int) -> bool:
    """Say whether a paragraph is short, wholly bold, no sentence, and followed by something else."""
    block = blocks[number]
    if not isinstance(block, Paragraph) or number + 1 == len(blocks) or not _is_bold(block.runs):
        return False
    words = words_of(block.runs)
    following = blocks[number + 1]
    return (
        len(words) <= _LONGEST
        and not words.endswith((".", ",", ";", ":"))
        and not (isinstance(following, Paragraph) and _is_bold(following.runs))
    )


def _is_bold(runs: Runs) -> bool:
    written = [run for run in runs if run.text.strip() or not run.is_words]
    return bool(written) and all(run.is_words and "strong" in run.styles for run in written)


def _in_steps(blocks: list[Block]) -> Iterator[Block]:
    """Yield the blocks with headings of which none skips a level; the highest are of level 2 (WCAG 2.2, G141)."""
    above: list[int] = []
    for block in blocks:
        if isinstance(block, Heading):
            while above and above[-1] >= block.level:
                above.pop()
            above.append(block.level)
            runs = tuple(msgspec.structs.replace(run, styles=run.styles - {"strong"}) for run in block.runs)
            yield Heading(FIRST_LEVEL - 1 + len(above), runs)
        else:
            yield block


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
