"""References that no marker points to. HONcode, attribution: a source is tied to what it is the source of."""

from collections.abc import Iterator

from plainleaf.quality.content_check import FOR_ALL, ContentCheck, Found, Subject


def find(subject: Subject) -> Iterator[Found]:
    """Yield the keys of the front matter's list that no edition cites."""
    document = subject.document
    cited = set(document.index.keys)
    for number, key in enumerate(document.source.front.references):
        if key not in cited:
            hint = (
                f"cite it where the text rests on it, as 【{number + 1}】, or put another work in its place"
            )
            if number + 1 == len(document.source.front.references):
                hint = f"cite it where the text rests on it, as 【{number + 1}】, or remove the line"
            yield Found(
                f"'{key}' is number {number + 1} of the references, and nothing cites it",
                hint,
                document.source.place(f"references.{number}"),
            )


CHECK = ContentCheck(
    code="reference-unused",
    rule="Every work under references is cited.",
    why="A list that is longer than the text's evidence makes it look better founded than it is.",
    source="HONcode, attribution",
    find=find,
    bad=("---\nreferences: [a2020, b2020]\n---\nIt is new【1】.",),
    good=("---\nreferences: [a2020, b2020]\n---\nIt is new【1】, and it is old【2】.",),
    audiences=FOR_ALL,
)
