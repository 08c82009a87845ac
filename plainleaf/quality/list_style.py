"""Lists. CDC Clear Communication Index, item 8: lists longer than seven items are parted."""

from collections.abc import Iterator

from plainleaf.model.prose import BlockKind, ProseBlock
from plainleaf.quality.content_check import FOR_PATIENTS, ContentCheck, Found, Subject, shortened

_MOST = 7
_LISTS = frozenset({"ul", "ol"})


def find(subject: Subject) -> Iterator[Found]:
    """Yield the bulleted lists that are too long, and lists of one item outside of boxes."""
    lists: dict[int, list[ProseBlock]] = {}
    for passage in subject.of(BlockKind.ITEM):
        if passage.block.inside[-1:] and passage.block.inside[-1] in _LISTS:
            lists.setdefault(passage.block.group, []).append(passage.block)
    for items in lists.values():
        first, count = items[0], items[-1].item
        if first.inside[0] == "footnotes" or first.item != 1:
            continue
        if count > _MOST and first.inside[-1] == "ul" and not _are_links(items):
            message = f"a list of {count} items: '{shortened(first.text)}'"
            hint = f"part it under two lead-ins, or leave some out; up to {_MOST} are kept in mind"
            yield Found(message, hint, first.position(0), first.text)
        # In a box the list shows what kind of text it is: "Call your doctor if".
        if count == 1 and first.inside[0] in _LISTS and len(first.inside) == 1:
            message = f"a list of one item: '{shortened(first.text)}'"
            yield Found(message, "write it as a sentence", first.position(0), first.text)


def _are_links(items: list[ProseBlock]) -> bool:
    """Say whether the items are links: nobody learns a list of addresses by heart."""
    return all(any(span.kind == "a" for span in item.spans) for item in items)


CHECK = ContentCheck(
    code="list-style",
    rule=f"A bulleted list has two to {_MOST} items.",
    why="A list helps to keep things apart. Nobody keeps more than a handful in mind.",
    source="CDC Clear Communication Index, 8",
    find=find,
    bad=(
        "Foods:\n\n- oats\n- rice\n- beans\n- lentils\n- apples\n- pears\n- plums\n- nuts",
        "You can do this:\n\n- Ask your doctor about it.",
    ),
    good=(
        "Foods:\n\n- oats\n- rice\n- beans",
        "::: action Call your doctor if\n- you lose weight.\n:::",
        "1. Wash.\n2. Rinse.\n3. Dry.\n4. Cut.\n5. Boil.\n6. Cool.\n7. Serve.\n8. Eat.",
        "- One\n\n    with a second paragraph\n\n- Two",
    ),
    audiences=FOR_PATIENTS,
)
