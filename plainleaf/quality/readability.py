"""The reading grade of what patients read.

Aims: grade 6 (American Medical Association) to grade 8 (National Institutes of Health), as compared by Rooney
and others (2021). SMOG runs two to three grades above Flesch-Kincaid, as it asks for full understanding. The
NHS content guide warns that a grade proves nothing; so it is advice, told with what to look at. The limits
from which on it is told are our own.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from plainleaf.model.diagnostics import Position
from plainleaf.model.prose import BlockKind
from plainleaf.quality.content_check import ContentCheck, Found, Subject, shortened
from plainleaf.quality.grades import SMOG_SENTENCES, Grades, Weighed, grades_of, is_term, terms_of, weigh

MOST_SMOG = 9.0
MOST_FLESCH_KINCAID = 8.0
MOST_FLESCH_KINCAID_SHORT = 10.0  # of a text too short for SMOG
LEAST_INFLESZ = 55.0  # "algo difícil" begins below it
_LEAST_SENTENCES = 10
_LEAST_WORDS = 100


def find(subject: Subject) -> Iterator[Found]:
    """Yield what makes an edition hard to read, if it is."""
    grades = grades_of(subject)
    if is_hard(grades):
        yield Found(_message(grades), _hint(tuple(weigh(subject)), terms_of(subject)), _place(subject))


def is_hard(grades: Grades) -> bool:
    """Say whether a text is harder to read than patients' texts may be."""
    if grades.sentences < _LEAST_SENTENCES or grades.words < _LEAST_WORDS:
        return False
    if grades.inflesz is not None:
        return grades.inflesz < LEAST_INFLESZ
    if grades.flesch_kincaid is None:
        return False
    if grades.smog_without_terms is None:
        return grades.flesch_kincaid > MOST_FLESCH_KINCAID_SHORT
    return grades.smog_without_terms > MOST_SMOG or grades.flesch_kincaid > MOST_FLESCH_KINCAID


def grade_in_short(grades: Grades) -> str:
    """Return a reading grade for a list: that of the formula which is valid for the text, "" where none is.

    Of SMOG both are told: as published, and without terms that the page explains, by which advice is given.
    """
    if grades.inflesz is not None:
        return f"INFLESZ {grades.inflesz:.0f}"
    if grades.smog is not None and grades.smog_without_terms is not None:
        return f"SMOG {grades.smog:.1f} ({grades.smog_without_terms:.1f})"
    if grades.flesch_kincaid is not None and grades.words >= _LEAST_WORDS:
        return f"Flesch-Kincaid {grades.flesch_kincaid:.1f}"
    return ""


def _message(grades: Grades) -> str:
    if grades.inflesz is not None:
        normal = f"{LEAST_INFLESZ:.0f} and more is normal"
        return f"the text is hard to read: INFLESZ {grades.inflesz:.0f}, where {normal}"
    kincaid = f"Flesch-Kincaid grade {grades.flesch_kincaid:.1f}"
    if grades.smog is None:
        return f"the text is hard to read: {kincaid} (too short for SMOG, which needs {SMOG_SENTENCES} sentences)"
    without = (
        f" ({grades.smog_without_terms:.1f} without terms that the page explains)" if grades.terms else ""
    )
    return f"the text is hard to read: SMOG grade {grades.smog:.1f}{without}, {kincaid}"


def _hint(weighed: Sequence[Weighed], terms: frozenset[str]) -> str:
    hardest = sorted(weighed, key=lambda each: -each.load)[:3]
    beginnings = "; ".join(f"'{shortened(each.sentence.text, 40)}'" for each in hardest)
    own = Counter(
        word.casefold()
        for each in weighed
        for word in each.long_words
        if not is_term(word, terms) and not word[0].isdecimal()
    )
    words = ", ".join(f"{word} ({count})" for word, count in own.most_common(5))
    return f"the hardest sentences begin {beginnings}; the long words used most are {words}"


def _place(subject: Subject) -> Position:
    """Return where the title stands: a grade is about the whole text."""
    title = next(subject.of(BlockKind.TITLE), None)
    return title.block.at if title else subject.document.source.body.position(0)


_HARD = (
    "Psychiatric comorbidities considerably exacerbate gastrointestinal symptomatology in predisposed"
    " individuals."
)
_EASY = "Your gut and your brain talk to each other all day. Stress can upset your belly."

CHECK = ContentCheck(
    code="readability",
    rule=(
        f"From {SMOG_SENTENCES} sentences on the SMOG grade, without terms that the page explains, is up to"
        f" {MOST_SMOG:.0f} and the Flesch-Kincaid grade up to {MOST_FLESCH_KINCAID:.0f}. Shorter texts have a"
        f" Flesch-Kincaid grade up to {MOST_FLESCH_KINCAID_SHORT:.0f}. Spanish texts have an INFLESZ value of"
        f" {LEAST_INFLESZ:.0f} or more."
    ),
    why="Many adults read at grade 8 or below, and everybody reads worse when ill or afraid.",
    source="AMA and NIH, after Rooney 2021; McLaughlin 1969; Barrio-Cantalejo 2008; limits: own default",
    find=find,
    bad=(" ".join([_HARD] * 12),),
    good=(
        " ".join([_EASY] * 20),
        _HARD,
        "Depression and anxiety.\n\n" + "\n".join(["- diarrhea or constipation"] * 30),
    ),
    languages=frozenset({"en", "es"}),
)
