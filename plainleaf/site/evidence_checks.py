"""Whether what an article rests on still holds: retracted, superseded and aged works, and kinds that say too much.

Retractions decide what a reader is shown, and are looked for in every build; the rest is advice to the author.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from plainleaf.model.diagnostics import Diagnostic, Position, Severity, warning
from plainleaf.model.project import ConvertedDocument, Project
from plainleaf.model.references import EvidenceType, Name, PartialDate, Reference
from plainleaf.model.review_log import ShownStatus
from plainleaf.site.citing import cited_in
from plainleaf.site.retractions import CODE as RETRACTED
from plainleaf.site.retractions import cites_as_retracted

# DISCERN, question 5; the number is our own default.
OLDEST_YEARS = 5
_CONCERN = "evidence-concern"
_OLD = "evidence-old"
_KIND = "evidence-kind"
_UNUSED = "evidence-unused"
_TITLES = frozenset("dr prof professor mr mrs ms miss mx sir dame".split())

Cited = Mapping[str, tuple[Position, Reference]]


def check_retractions(documents: Sequence[ConvertedDocument], project: Project) -> Iterator[Diagnostic]:
    """Yield each retracted work that a document cites, where it first does, and each expression of concern.

    Warnings, since the page itself falls back to "changed" and says why: a retraction that becomes known must reach
    readers with the next build, and not keep the site from being built.
    """
    known = project.bibliography.references
    for document in documents:
        if document.status is ShownStatus.RETIRED:
            continue
        if not any(
            key in known and (known[key].retracted or known[key].concern) for key in document.index.keys
        ):
            continue
        waived = _waived(document)
        for key, (at, reference) in _cited(document, project).items():
            if reference.retracted and not cites_as_retracted(document.source.front):
                message = f"'{key}' was retracted, and no approval holds for a text that rests on it"
                hint = (
                    "take it out, or say that it was retracted and let the reviewer accept that: "
                    f"waive: [{{code: {RETRACTED}, reason: …}}]"
                )
                yield warning(RETRACTED, at, message, hint)
            if reference.concern and _CONCERN not in waived:
                message = f"the journal of '{key}' has published an expression of concern about it"
                yield warning(_CONCERN, at, message, "read it, and ask whether the text still holds")


def check_approvable(document: ConvertedDocument, project: Project) -> Iterator[Diagnostic]:
    """Yield the retracted works that a text rests on as errors: it can't be approved as it is."""
    for found in check_retractions([document], project):
        if found.code == RETRACTED:
            yield msgspec.structs.replace(found, severity=Severity.ERROR)


def check_evidence(documents: Sequence[ConvertedDocument], project: Project) -> Iterator[Diagnostic]:
    """Yield what an author should know of an article's sources; all of it can be waived with a reason."""
    for document in documents:
        if document.status in {None, ShownStatus.RETIRED}:
            continue
        waived = _waived(document)
        cited = _cited(document, project)
        if _OLD not in waived:
            yield from _aged(cited, project)
        if _KIND not in waived:
            yield from _kinds(cited, project)


def check_unused(documents: Sequence[ConvertedDocument], project: Project) -> Iterator[Diagnostic]:
    """Yield each work that nothing cites; for a clinic that keeps its bibliography tidy."""
    cited = cited_in(documents)
    bibliography = project.bibliography
    for key, reference in bibliography.references.items():
        if key not in cited:
            at = Position(bibliography.path, reference.line)
            yield warning(_UNUSED, at, f"nothing cites '{key}'")


def _waived(document: ConvertedDocument) -> set[str]:
    return {waiver.code for waiver in document.source.front.waive}


def _cited(document: ConvertedDocument, project: Project) -> Cited:
    """Return the works that a document cites, each with the first place, in order of appearance."""
    known = project.bibliography.references
    found: dict[str, tuple[Position, Reference]] = {}
    for use in document.uses.keys:
        if use.text in known:
            found.setdefault(use.text, (use.at, known[use.text]))
    return found


def _aged(cited: Cited, project: Project) -> Iterator[Diagnostic]:
    for key, (at, reference) in cited.items():
        if reference.superseded:
            message = f"there is a newer edition of '{key}'"
            yield warning(
                _OLD, at, message, "cite the newer one, and see whether the text still agrees with it"
            )
        elif reference.evidence_type is EvidenceType.GUIDELINE and _is_old(reference, project):
            message = f"the guideline '{key}' is more than {OLDEST_YEARS} years old"
            yield warning(_OLD, at, message, "look for a newer edition, or say that this one still holds")
    dated = [(reference.issued, at, key) for key, (at, reference) in cited.items() if reference.issued]
    if not dated or any(
        not reference.issued or not _is_old(reference, project) for _, reference in cited.values()
    ):
        return
    _, at, key = max(dated, key=lambda found: _last_day(found[0]))
    message = f"the newest source, '{key}', is more than {OLDEST_YEARS} years old"
    yield warning(
        _OLD, at, message, "look for newer evidence; without any, say so in the text and waive this"
    )


def _is_old(reference: Reference, project: Project) -> bool:
    """Say whether a work is too old; of a work that only its year is known of, the year's last day counts."""
    if reference.issued is None:
        return False
    year, month, day = _last_day(reference.issued)
    today = project.today
    return (year + OLDEST_YEARS, month, day) < (today.year, today.month, today.day)


def _last_day(date: PartialDate) -> tuple[int, int, int]:
    return date.year, date.month or 12, date.day or 31


def _kinds(cited: Cited, project: Project) -> Iterator[Diagnostic]:
    is_own = _own_work(project)
    for key, (at, reference) in cited.items():
        if reference.evidence_type is EvidenceType.GUIDELINE and (whose := is_own(reference)):
            message = f"'{key}' is called a guideline, and is the clinic's own work ({whose})"
            hint = "give it another kind in the bibliography, such as  keywords = {consensus}"
            yield warning(_KIND, at, message, hint)
    works = list(cited.items())
    if works and all(
        reference.evidence_type is EvidenceType.PREPRINT or is_own(reference) for _, (_, reference) in works
    ):
        at = works[0][1][0]
        message = "the article rests on preprints and the clinic's own work alone"
        yield warning(_KIND, at, message, "cite a source that others have reviewed")


def _own_work(project: Project) -> Callable[[Reference], str]:
    """Return a function that says whose own work a reference is: a person's or the clinic's name, else ""."""
    clinic = _words(project.settings.name)
    people = [
        (words, person.name) for person in project.people.values() if (words := _name_words(person.name))
    ]

    def whose(reference: Reference) -> str:
        names = [*(author.literal for author in reference.authors), reference.publisher]
        if clinic and any(_words(name) == clinic for name in names):
            return project.settings.name
        return next(
            (shown for author in reference.authors for words, shown in people if _is_person(author, words)),
            "",
        )

    return whose


def _is_person(author: Name, words: Sequence[str]) -> bool:
    """Say whether an author has a person's family name and first initial."""
    given, family = _words(author.given), _words(author.family)
    if not given or not family or len(words) <= len(family):
        return False
    return list(words[-len(family) :]) == family and words[0][0] == given[0][0]


def _name_words(name: str) -> list[str]:
    words = _words(name)
    while words and words[0] in _TITLES:
        del words[0]
    return words


def _words(text: str) -> list[str]:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(
        r"[^\W_]+", "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    )
