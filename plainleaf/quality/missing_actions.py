"""Something to do. PEMAT-P, items 20 to 22; CDC Clear Communication Index, items 5 and 12 to 14."""

from collections.abc import Iterator

from plainleaf.quality.content_check import ContentCheck, Found, Subject
from plainleaf.quality.patterns import pattern
from plainleaf.quality.whole_text import at_title, has_box, is_long, sentences

_ACTS = {
    "en": pattern(
        r"\b you[ ](?:can|could|may)\b | \b (?:ask|tell|call|see|talk[ ]to|speak[ ]to|contact)[ ](?:your|a"
        r"|the|us)\b"
        r"| \A (?:\W{0,3}) (?:please|try|keep|write|bring|do[ ]not|don['’]t|avoid|take|ask|tell|call|check"
        r"|use|make|choose)\b"
    ),
    "es": pattern(
        r"\b (?:usted[ ])?puede[ ] | \b (?:pregunte|diga|llame|vea|hable|consulte)\b"
        r"| \A (?:\W{0,3}) (?:intente|anote|lleve|no|evite|tome|pida|compruebe|use|haga|elija)\b"
    ),
}


def find(subject: Subject) -> Iterator[Found]:
    """Yield a long edition in which nothing is addressed to the reader as something to do."""
    if not is_long(subject) or subject.edition.questions or has_box(subject, "do", "action"):
        return
    acts = _ACTS[subject.lang]
    if not any(acts.search(sentence.text) for _, sentence in sentences(subject)):
        message = "nothing tells readers what they can do"
        hint = "add a box  ::: do  or  ::: action, or  questions:  to take to the next appointment"
        yield Found(message, hint, at_title(subject))


_TEXT = "Most of the tiny living things in a gut are bacteria. " * 31

CHECK = ContentCheck(
    code="action-missing",
    rule="A long text tells its readers at least one thing that they can do.",
    why="Whoever knows what to do next is less afraid.",
    source="PEMAT-P, 20 to 22; CDC Clear Communication Index, 5 and 12 to 14",
    find=find,
    bad=(_TEXT,),
    good=(
        _TEXT + "You can ask for a test.",
        "---\nquestions: ['What can I do?']\n---\n" + _TEXT,
        "A short note.",
    ),
    languages=frozenset(_ACTS),
)
