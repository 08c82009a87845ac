"""A text that speaks of its own review. JAMA benchmarks (attribution) and HONcode ask who reviewed a page.

Here the page says it by itself, from the review log; the author's sentence would stay when the approval is gone.
"""

import re
from collections.abc import Callable, Iterator

from plainleaf.model.diagnostics import Position
from plainleaf.model.review_log import ShownStatus
from plainleaf.quality.content_check import FOR_ALL, ContentCheck, Found, Subject
from plainleaf.quality.patterns import quick

_APPROVED = frozenset({ShownStatus.APPROVED, ShownStatus.OVERDUE})
_PAGE = (
    r"(?: this | our | the | all | every | each ) [ ] (?:\w{1,20}[ ])?"
    r" (?:page|article|text|content|information|leaflet|site|website)s?"
)
_PAGINA = (
    r"(?: este | esta | est[oa]s | el | la | los | las | todos[ ]los | nuestr[oa]s? | cada ) [ ]"
    r" (?:página|artículo|texto|contenido|información|folleto|sitio)s?"
)
# Up to five words, without one that turns the sentence round.
_ON = r"(?: [ ] (?! (?:not|never|nobody|will|can|may|must|should|no|nunca) \b) [\w-]{1,20} ){0,5}? [ ]"
_DONE = r"(?: reviewed | approved | fact-checked | checked | verified | vetted | endorsed )"
_HECHO = r"(?: revisad[oa]s? | aprobad[oa]s? | verificad[oa]s? | comprobad[oa]s? | validad[oa]s? )"

_REVIEWED = {
    "en": quick(
        "review|approv|check|verif|vetted|endors|draft",
        rf"\b {_PAGE} {_ON} {_DONE} (?: [ ] [\w-]{{1,20}} ){{0,3}}? [ ] by \b"
        rf"| \b {_DONE} [ ] (?: for[ ] \w{{1,20}} [ ] )? by [ ] our [ ] (?:\w{{1,20}}[ ]){{0,2}}?"
        r" (?:board|doctors?|physicians?|clinicians?|experts?|panel|specialists?)\b"
        rf"| (?: \A | [.!:][ ] ) (?: medically|clinically ) [ ] {_DONE} \b"
        rf"| (?: \A | [.!:][ ] ) {_DONE} [ ] by [ ] (?: Dr | Prof | a[ ]doctor | the[ ](?:medical|advisory) )",
    ),
    "es": quick(
        "revis|aprob|verific|comprob|valida|borrador",
        rf"\b {_PAGINA} {_ON} {_HECHO} (?: [ ] [\w-]{{1,20}} ){{0,3}}? [ ] por \b"
        rf"| \b {_HECHO} [ ] por [ ] nuestr[oa]s? [ ] (?:\w{{1,20}}[ ])? "
        rf"(?:comité|consejo|junta|médic[oa]s?|expertos?|especialistas?)"
        rf"| (?: \A | [.!:][ ] ) {_HECHO} [ ] (?:médicamente | por[ ] (?: Dra? | un[ ]médico | el[ ]comité ))",
    ),
}
_PENDING = {
    "en": quick(
        "review|approv|check|verif|vetted|endors|draft",
        rf"\b {_PAGE} (?: [ ] [\w-]{{1,20}} ){{0,4}}? [ ] (?: under[ ]review | in[ ]review | an?[ ]draft | draft"
        r" | being[ ]reviewed | not[ ](?:yet[ ])?been[ ](?:reviewed|approved|checked)"
        r" | (?:pending|awaiting|awaits)[ ](?:\w{1,20}[ ]){0,2}?(?:review|approval) )\b"
        r"| \b pending[ ](?:human|medical|clinical|expert|editorial)[ ]review\b | \A \W? draft \b",
    ),
    "es": quick(
        "revis|aprob|verific|comprob|valida|borrador",
        rf"\b {_PAGINA} (?: [ ] [\w-]{{1,20}} ){{0,4}}? [ ] (?: en[ ]revisión | un[ ]borrador | "
        rf"pendientes?[ ]de[ ](?:revisión|aprobación) )\b"
        r"| \b pendientes?[ ]de[ ]revisión\b | \A \W? borrador \b",
    ),
}


def find(subject: Subject) -> Iterator[Found]:
    """Yield what the text says of reviews: that it had one at any time, that it waits for one if it is approved."""
    status = subject.document.status
    shown = str(status or "").replace("-", " ")
    for passage in subject.passages:
        text = passage.block.text
        found: re.Match[str] | None = _REVIEWED[subject.lang].search(text)
        if found:
            message = (
                f"'{found[0].strip(' .:')}' is said by the text itself"
                if status in _APPROVED
                else f"'{found[0].strip(' .:')}' stands in a text whose status is: {shown}"
            )
            hint = "leave it out: the page says by itself who approved it, when, and whether that still holds"
            yield _at(passage.block.position, found, message, hint)
        found = _PENDING[subject.lang].search(text) if status in _APPROVED else None
        if found:
            message = f"'{found[0].strip(' .:')}' stands in a text whose status is: {shown}"
            yield _at(
                passage.block.position, found, message, "leave it out: the page shows its status by itself"
            )


def _at(position: Callable[[int], Position], found: re.Match[str], message: str, hint: str) -> Found:
    start = found.end() - len(found[0].lstrip(" .!:"))
    return Found(message, hint, position(start), found[0].lstrip(" .!:"))


CHECK = ContentCheck(
    code="status-contradicted",
    rule="A text says nothing of its own review.",
    why="The page shows who approved which version. A sentence would go on saying so when it no longer holds.",
    source="JAMA benchmarks, attribution; HONcode",
    find=find,
    bad=(
        "All articles are reviewed for accuracy by our Medical Advisory Board.",
        "Medically reviewed by Dr. Okafor.",
        "This page was checked by two doctors.",
        "---\nlang: es\n---\nEste artículo ha sido revisado por nuestro comité médico.",
    ),
    good=(
        "The capsules were approved by the US regulator.",
        "The paper has not been checked by other experts.",
        "Your results are checked by a doctor of the clinic.",
        "---\nlang: es\n---\nLas cápsulas fueron aprobadas por la agencia.",
    ),
    audiences=FOR_ALL,
    languages=frozenset(_REVIEWED),
)
