"""The parts of the evidence library: every work that is cited, and where."""

import msgspec

from plainleaf.model.page_parts import Link, ReferenceView


class EvidenceRow(msgspec.Struct, frozen=True):
    """A reference of the evidence library, and the pages that rest on it: some of them, and how many `more`."""

    reference: ReferenceView
    cited_by: tuple[Link, ...]
    more: int = 0


class EvidenceGroup(msgspec.Struct, frozen=True):
    """The references of one evidence type."""

    evidence: str
    rows: tuple[EvidenceRow, ...]


class EvidenceKind(msgspec.Struct, frozen=True):
    """An evidence type in the library: how many works, and the page on which they begin."""

    evidence: str
    works: int
    address: str


class Paging(msgspec.Struct, frozen=True):
    """Which of the `count` pages of a list a page is; `before` and `after` lead to its neighbours, or are ""."""

    number: int
    count: int
    before: str = ""
    after: str = ""
