"""No edition loses what another is warned of: the wording is each reader's own, the caution is everybody's."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import permutations

from plainleaf.model.diagnostics import Diagnostic, Position, error, warning
from plainleaf.model.editions import Caution, EditionIndex
from plainleaf.model.project import ConvertedDocument
from plainleaf.model.review_log import ShownStatus

_CODE = "edition-parity"
_NOT_SHOWN = frozenset({None, ShownStatus.RETIRED})
_APPROVED = frozenset({ShownStatus.APPROVED, ShownStatus.OVERDUE})


def check_parity(documents: Sequence[ConvertedDocument]) -> Iterator[Diagnostic]:
    """Yield what an edition of an article lacks: errors where an approval holds, else warnings."""
    for document in documents:
        waived = any(waiver.code == _CODE for waiver in document.source.front.waive)
        if waived or document.status in _NOT_SHOWN:
            continue
        tell = error if document.status in _APPROVED else warning
        for at, message, hint in _lost_in_any(document):
            yield tell(_CODE, at, message, hint)


def is_caution_lost(document: ConvertedDocument) -> bool:
    """Say whether an edition lacks a caution, waived or not."""
    return any(True for _ in _lost_in_any(document))


def _lost_in_any(document: ConvertedDocument) -> Iterator[tuple[Position, str, str]]:
    for has, lacks in permutations(document.index.editions, 2):
        yield from _lost(document.index.cautions, has, lacks)


def _lost(
    cautions: Sequence[Caution], has: EditionIndex, lacks: EditionIndex
) -> Iterator[tuple[Position, str, str]]:
    """Yield place, message and hint of each caution that one edition has and another lacks.

    A block has its counterpart in one of the same kind that only the other edition has, counted one to one in the
    order of the text. What a block cites may be cited anywhere in the other edition.
    """
    readers = f"{lacks.audience}s"
    own = Counter(block.kind for block in cautions if _is_only_for(lacks, has, block))
    for block in cautions:
        if has.audience not in block.readers:
            continue
        if lacks.audience not in block.readers:
            if not own[block.kind]:
                message = f"the edition for {readers} has neither this {block.kind} nor one of its own"
                hint = (
                    "move it out of the audience block, or write a block"
                    f"  ::: {block.kind}  for {readers} in their own words"
                )
                yield block.at, message, hint
                continue
            own[block.kind] -= 1
        for key in block.readers[has.audience]:
            if key not in lacks.keys:
                message = f"'{key}', cited in this {block.kind}, is not cited in the edition for {readers}"
                hint = (
                    f"cite it where the text for {readers} speaks of the same, or let all read this sentence"
                )
                yield block.at, message, hint


def _is_only_for(edition: EditionIndex, other: EditionIndex, block: Caution) -> bool:
    return edition.audience in block.readers and other.audience not in block.readers
