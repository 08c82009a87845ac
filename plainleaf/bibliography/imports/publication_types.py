"""What PubMed and reference managers call a kind of publication, in the keywords of our bibliography."""

from collections.abc import Iterable

# PubMed's publication types (https://www.nlm.nih.gov/mesh/pubtypes.html) in small letters. Left out is what says
# nothing of the method ("journal article"), or less than a badge would ("observational study": one of three kinds).
_KEYWORDS = {
    "adaptive clinical trial": "trial",
    "case reports": "case-report",
    "clinical trial": "trial",
    "clinical trial protocol": "protocol",
    "clinical trial, phase i": "trial",
    "clinical trial, phase ii": "trial",
    "clinical trial, phase iii": "trial",
    "clinical trial, phase iv": "trial",
    "comment": "comment",
    "consensus development conference": "consensus",
    "consensus statement": "consensus",
    "controlled clinical trial": "trial",
    "editorial": "editorial",
    "equivalence trial": "trial",
    "guideline": "guideline",
    "letter": "letter",
    "meta-analysis": "meta-analysis",
    "network meta-analysis": "meta-analysis",
    "news": "news",
    "patient education handout": "patient-information",
    "practice guideline": "guideline",
    "pragmatic clinical trial": "trial",
    "preprint": "preprint",
    "randomized controlled trial": "trial",
    "retracted publication": "retracted",
    "review": "review",
    "scoping review": "scoping-review",
    "systematic review": "systematic-review",
}


def keywords_for(types: Iterable[str]) -> tuple[str, ...]:
    """Return our keywords for some types of publication, each once; a type that says nothing has none."""
    known = (_KEYWORDS.get(" ".join(name.lower().split())) for name in types)
    return tuple(dict.fromkeys(keyword for keyword in known if keyword))
