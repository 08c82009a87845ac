"""The text of pictures. WCAG 2.2 SC 1.1.1, with the tutorial on images of the W3C's accessibility initiative.

A picture without any is an error of its own, `image-alt`.
"""

import re
from collections.abc import Iterator

from plainleaf.model.prose import BlockKind
from plainleaf.quality.content_check import FOR_ALL, ContentCheck, Found, Subject, shortened
from plainleaf.quality.patterns import pattern

_MOST = 300  # characters (own default): a screen reader reads it in one breath, and can't go back in it
_FILE_NAME = re.compile(
    r"[\w%() -]{1,100}\.(?:jpe?g|png|gif|svg|webp|avif|tiff?)\Z|(?:img|dsc|pict|image|photo|screenshot)[_ "
    r"-]?\d{1,9}\Z",
    re.IGNORECASE,
)
_ALONE = frozenset(
    "image picture photo photograph graphic figure diagram logo imagen foto figura gráfico".split()
)
_ANNOUNCES = pattern(
    r"(?: an?[ ] | the[ ] )? (?: image|picture|photo|photograph|graphic|screenshot ) [ ] (?: of | showing | "
    r"shows ) \b"
    r"| (?: una?[ ] | la[ ] )? (?: imagen|foto|fotografía ) [ ] (?: de | que[ ]muestra ) \b"
)


def find(subject: Subject) -> Iterator[Found]:
    """Yield the pictures whose text leaves out what they show, or says what every screen reader says."""
    captions = {passage.block.text.casefold().strip(" .") for passage in subject.of(BlockKind.CAPTION)}
    images = subject.edition.body.images
    uses = [use for use in subject.document.uses.images if use.audience == subject.edition.audience]
    for image, use in zip(images, uses, strict=True):
        alt = image.alt.strip()
        if not alt:
            continue
        if _FILE_NAME.match(alt) or alt.casefold() in _ALONE:
            yield Found(f"the text of the picture, '{shortened(alt)}', is no description", _SAY, use.at)
        elif _ANNOUNCES.match(alt):
            message = f"the text of the picture begins with '{_begin(alt)}'"
            yield Found(message, "leave that out: a screen reader says that it is a picture", use.at)
        elif alt.casefold().strip(" .") in captions:
            hint = "say in the text what can be seen, and in the caption what it means"
            yield Found("the text of the picture repeats its caption, which is read out, too", hint, use.at)
        elif len(alt) > _MOST:
            message = f"the text of the picture has {len(alt)} characters"
            yield Found(message, f"up to {_MOST} are heard in one go; put the rest into the caption", use.at)


_SAY = "write what can be seen in it, as you would tell it on the telephone"


def _begin(alt: str) -> str:
    found = _ANNOUNCES.match(alt)
    return found[0] if found else ""


CHECK = ContentCheck(
    code="image-text",
    rule=f"The text of a picture says what it shows, in up to {_MOST} characters, and is not its caption.",
    why="It is all that people have who can't see the picture.",
    source="WCAG 2.2 SC 1.1.1",
    find=find,
    bad=(
        "![IMG_2041.jpg](/images/gut.svg)",
        "![Image of a gut](/images/gut.svg)",
    ),
    good=("![A gut with three numbered paths to the brain](/images/gut.svg)",),
    audiences=FOR_ALL,
)
