"""Offers of the clinic's own services.

HONcode, principles 7 and 8; NHS standard for creating health content, part 1.
"""

import re
from collections.abc import Iterator

from plainleaf.model.prose import BlockKind
from plainleaf.quality.content_check import FOR_ALL, ContentCheck, Found, Subject
from plainleaf.quality.patterns import pattern

# How to reach the clinic is no offer: an appointment is not among them.
_SERVICE = (
    r"(?: tests? | testing | treatments? | therap(?:y|ies) | program(?:me)?s? | protocols? | transplants? | "
    r"FMT | supplements?"
    r" | probiotics? | products? | packages? | courses? | kits? | capsules? | coaching | screening | "
    r"consultations? | plans? )"
)
_SERVICIO = (
    r"(?: pruebas? | análisis | tratamientos? | terapias? | programas? | protocolos? | trasplantes? | TMF | "
    r"suplementos?"
    r" | probióticos? | productos? | paquetes? | cursos? | cápsulas? | consultas? | planes )"
)
_OFFERS = {
    "en": pattern(
        rf"\b we [ ] (?:also[ ] | now[ ])? (?: offer | sell | provide ) [ ] (?:[\w-]{{1,20}}[ ]){{0,3}}? "
        rf"{_SERVICE}\b"
        rf"| \b our [ ] (?:[\w-]{{1,20}}[ ]){{0,3}}? (?: test | tests | testing | program | programme | "
        rf"protocol | supplements?"
        r" | products? | packages? | shop | store ) \b"
        rf"| \b (?: book | buy | order ) [ ] (?:your|our|one[ ]of[ ]our) [ ] "
        rf"(?:[\w-]{{1,20}}[ ]){{0,2}}? {_SERVICE}\b"
        r"| \b (?: buy | order | book ) [ ] (?: now | today | online ) \b | \b special[ ]offers?\b | \b "
        r"money-back\b"
        rf"| \b call[ ]us[ ]to[ ](?:start|begin|order|buy) [ ] (?:[\w-]{{1,20}}[ ]){{0,2}}? {_SERVICE}\b"
    ),
    "es": pattern(
        rf"\b (?: ofrecemos | vendemos ) [ ] (?:[\w-]{{1,20}}[ ]){{0,3}}? {_SERVICIO}\b"
        rf"| \b nuestr[oa]s? [ ] (?: pruebas? | programas? | protocolos? | suplementos? | productos? | "
        rf"paquetes? | tienda ) \b"
        rf"| \b (?: reserve | compre | pida | encargue ) [ ] (?:su|un|una|nuestr[oa]s?) [ ] {_SERVICIO}\b"
        r"| \b (?: compre | encargue | reserve ) [ ] (?: ahora | hoy ) \b | \b oferta[ ]especial\b"
    ),
}
_NONE = re.compile(r"\s*(?:none|no\b|nothing|ningun|sin\b)", re.IGNORECASE)


def find(subject: Subject) -> Iterator[Found]:
    """Yield the first offer in a text that declares no interest in it: one declaration covers all."""
    front = subject.document.source.front
    people = [subject.people[author].conflicts for author in front.authors if author in subject.people]
    declared = front.conflicts or next((text for text in people if text), "")
    if declared and not _NONE.match(declared):
        return
    for passage in subject.passages:
        found = _OFFERS[subject.lang].search(passage.block.text)
        if found and passage.block.kind is not BlockKind.QUESTION:
            says = f"the article declares: {declared}" if declared else "nothing is declared"
            yield Found(
                f"'{found[0]}' offers a service or product of the clinic, and {says}",
                "declare it in the front matter, such as  conflicts: The clinic sells this test.",
                passage.block.position(found.start()),
                found[0],
            )
            return


CHECK = ContentCheck(
    code="service-undisclosed",
    rule="An article that offers the clinic's own service or product declares the interest in it.",
    why="Readers can weigh advice only if they know who earns from it.",
    source="HONcode, financial disclosure and advertising; NHS standard for creating health content, part 1",
    find=find,
    bad=(
        "We offer microbiome testing.",
        "Ask about our gut repair protocol, or order now.",
        "---\nconflicts: None declared.\n---\nBook your stool test today.",
        "---\nlang: es\n---\nOfrecemos pruebas de microbiota.",
    ),
    good=(
        "To make an appointment, call the clinic. We offer help by phone, too.",
        "---\nconflicts: The clinic sells this test.\n---\nWe offer microbiome testing.",
        "Our team can tell you more about a test that your doctor has ordered.",
        "---\nlang: es\n---\nPara pedir una cita, llame a la clínica.",
    ),
    audiences=FOR_ALL,
    languages=frozenset(_OFFERS),
)
