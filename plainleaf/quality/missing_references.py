"""Long texts without any source. JAMA benchmarks, attribution; DISCERN, question 4."""

from collections.abc import Iterator

from plainleaf.quality.content_check import FOR_ALL, ContentCheck, Found, Subject
from plainleaf.quality.whole_text import LONG, at_title, is_long


def find(subject: Subject) -> Iterator[Found]:
    """Yield a long edition that cites nothing."""
    if is_long(subject) and not subject.edition.groups:
        hint = "cite what the text rests on, such as [@key]: a guideline is a good beginning"
        yield Found("a long article that cites nothing", hint, at_title(subject))


_TEXT = "Most of the tiny living things in a gut are bacteria. " * 31

CHECK = ContentCheck(
    code="reference-missing",
    rule=f"An article of {LONG} words or more cites its sources.",
    why="Nobody can check a text that doesn't say where it comes from.",
    source="JAMA benchmarks, attribution; DISCERN, question 4; length: own default",
    find=find,
    bad=(_TEXT,),
    good=(_TEXT + "They are many [@a2020].", "A short note."),
    audiences=FOR_ALL,
)
