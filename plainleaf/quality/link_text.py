"""The words of links. WCAG 2.2 SC 2.4.4 (Link Purpose); NHS content guide, Links."""

import re
from collections.abc import Iterator

from plainleaf.quality.content_check import FOR_ALL, ContentCheck, Found, Subject, shortened

_SAYS_NOTHING = frozenset(
    {
        "here",
        "click",
        "click here",
        "this",
        "this link",
        "link",
        "this page",
        "see here",
        "see more",
        "more",
        "read more",
    }
    | {"learn more", "find out more", "more information", "more info", "details", "go", "read this"}
    | {
        "aquí",
        "haga clic",
        "haga clic aquí",
        "clic aquí",
        "pulse aquí",
        "este enlace",
        "enlace",
        "esta página",
    }
    | {"leer más", "lea más", "más", "más información", "ver más", "saber más"}
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+\Z", re.IGNORECASE)


def find(subject: Subject) -> Iterator[Found]:
    """Yield the links that say nothing when they are read out in a list of links."""
    targets: dict[str, str] = {}
    for passage in subject.passages:
        block = passage.block
        for span in block.spans:
            if span.kind != "a":
                continue
            text = block.text[span.start : span.end]
            words = text.casefold().strip(" .:!?»«→>…")
            fault = ""
            if words in _SAYS_NOTHING:
                fault = f"the link '{text}' doesn't say where it leads"
            elif _ADDRESS.match(text):
                fault = f"the link '{shortened(text)}' is an address, not words"
            elif targets.setdefault(words, span.target) != span.target:
                fault = f"two links with the words '{shortened(text)}' lead to different places"
            if fault:
                hint = "write the title of the page that it leads to"
                yield Found(fault, hint, block.position(span.start), text)


CHECK = ContentCheck(
    code="link-text",
    rule="The words of a link say where it leads, even when they are read alone.",
    why="A screen reader lists the links of a page without the sentences around them.",
    source="WCAG 2.2 SC 2.4.4; NHS content guide, Links",
    find=find,
    bad=(
        "For our policy [click here](https://clinic.example/policy/).",
        "See [https://clinic.example/policy/](https://clinic.example/policy/).",
        "[Our leaflet](https://clinic.example/a/) and [our leaflet](https://clinic.example/b/).",
        "---\nlang: es\n---\n[Leer más](https://clinic.example/es/)",
    ),
    good=(
        "Read [how we check our pages](https://clinic.example/policy/).",
        "[Our leaflet](https://clinic.example/a/), once more: [our leaflet](https://clinic.example/a/).",
        "Find a trial on [ClinicalTrials.gov](https://clinicaltrials.gov/).",
    ),
    audiences=FOR_ALL,
)
