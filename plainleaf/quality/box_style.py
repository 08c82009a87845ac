"""Boxes. NHS design system: care cards, do and don't lists, warning callouts."""

from collections.abc import Iterator, Sequence

from plainleaf.model.prose import BlockKind
from plainleaf.quality.content_check import ContentCheck, Found, Passage, Subject, shortened
from plainleaf.quality.patterns import pattern

_MOST = {"warning": 2, "crisis": 1}
_DONT = {
    "en": pattern(r"(?:please[ ])? (?:do[ ]not|don['’]t|never|avoid|stop|no)\b"),
    "es": pattern(r"(?:por[ ]favor,?[ ])? (?:no|nunca|evite|jamás)\b"),
}
_TELLS = {  # an action, or on what condition
    "en": pattern(
        r"\b (?:if|when)\b | \A (?:please[ ])? (?:call|see|contact|go|get|ask|speak|talk|tell|seek|phone"
        r"|ring|visit|dial|book"
        r"|make|take|stop|come|text|use|do|keep|look|find|try|check|write|bring|read)\b"
    ),
    "es": pattern(
        r"\b (?:si|cuando|cuándo)\b | \A (?:llame|vea|contacte|vaya|pida|pregunte|hable|diga|busque|visite"
        r"|marque|acuda|consulte"
        r"|haga|tome|deje|use|lleve|lea)\b"
    ),
}


def find(subject: Subject) -> Iterator[Found]:
    """Yield the boxes whose form hides what they have to say."""
    yield from _too_many(subject)
    for box in _boxes(subject.passages, "action"):
        first = box[0].block
        if first.kind is BlockKind.BOX_TITLE and not _TELLS[subject.lang].search(first.text):
            message = f"the box '{shortened(first.text)}' doesn't say what to do, or when"
            hint = "begin its heading with what to do, such as  ::: action Call your doctor if"
            yield Found(message, hint, first.position(0), first.text)
        elif first.kind is not BlockKind.BOX_TITLE:
            hint = "write what to do behind the word, such as  ::: action Call your doctor if"
            yield Found("a box on what to do has no heading of its own", hint, first.position(0), first.text)
    for box in _boxes(subject.passages, "dont"):
        items: set[tuple[int, int]] = set()
        for passage in box:
            block = passage.block
            is_first = (block.group, block.item) not in items
            items.add((block.group, block.item))
            if block.kind is BlockKind.ITEM and is_first and not _DONT[subject.lang].match(block.text):
                message = f"'{shortened(block.text)}' stands under what not to do, and doesn't say 'do not'"
                hint = "begin the line with 'Do not': whoever misses the heading reads it as advice"
                yield Found(message, hint, block.position(0), block.text)


def _too_many(subject: Subject) -> Iterator[Found]:
    for kind, most in _MOST.items():
        cautions = subject.document.index.cautions
        boxes = [box for box in cautions if box.kind == kind and subject.edition.audience in box.readers]
        if len(boxes) > most:
            message = f"{len(boxes)} boxes of the kind '{kind}' stand on one page"
            hint = (
                f"keep {'the one' if most == 1 else f'the {most}'} that matters most: more are read by nobody"
            )
            yield Found(message, hint, boxes[most].at)


def _boxes(passages: Sequence[Passage], kind: str) -> Iterator[list[Passage]]:
    """Yield the passages of each box of a kind; a heading begins a new one where two touch."""
    box: list[Passage] = []
    for passage in passages:
        inside = kind in passage.block.inside
        if box and (not inside or passage.block.kind is BlockKind.BOX_TITLE):
            yield box
            box = []
        if inside:
            box.append(passage)
    if box:
        yield box


CHECK = ContentCheck(
    code="box-style",
    rule="A box says in its heading what to do; lines of what not to do repeat 'do not'; two warnings at most.",
    why="In trouble people read headings and boxes alone. Many warnings are none.",
    source="NHS design system: care cards, do and don't lists, warning callouts",
    find=find,
    bad=(
        "::: action Further information\n- You lose weight.\n- You bleed.\n:::",
        "::: action\nYou lose weight.\n:::",
        "::: dont At home\n- Try FMT.\n- Do not stop your medicine.\n:::",
        "\n\n".join(["::: warning Mind this\nText.\n:::"] * 3),
    ),
    good=(
        "::: action Call your doctor if\n- you lose weight.\n:::",
        "::: action When to get help\nYou lose weight.\n:::",
        "::: dont At home\n- Do not try FMT.\n- Never share a medicine.\n:::",
    ),
    languages=frozenset(_DONT),
)
