"""What a content check found: a diagnostic, and the words on the page that it is about."""

import msgspec

from plainleaf.model.diagnostics import Diagnostic


class Finding(msgspec.Struct, frozen=True):
    """A finding of a content check; it is advice to an author, and can be waived with a reason.

    `audience` is the edition that it was found in, or "" where it holds for all; `quote` the words as they are
    read on the page, so that a preview can mark them, or "" where it is about no words in particular.
    """

    diagnostic: Diagnostic
    audience: str = ""
    quote: str = ""
