"""The text of a new article: its front matter with a word on each field, and notes that lead through it.

The notes are HTML comments that begin with `To do:`. No reader ever sees one, and `review submit` refuses an
article as long as one is left.
"""

import datetime
from collections.abc import Iterator

import msgspec

from plainleaf.authoring.yaml_scalars import flow, one_line, scalar
from plainleaf.model.language_settings import primary
from plainleaf.model.placeholders import SUMMARY, TO_DO

# The order in which patients look for answers, as the guidance for patient pages has it: the answer first, what is
# not known beside what is, and something to do (PEMAT-P 20; CDC Clear Communication Index 1, 5, 11; DISCERN 8).
_SECTIONS: tuple[tuple[dict[str, str], str], ...] = (
    (
        {},
        "answer first. In two or three short sentences, what patients most need to know, and the source: [@key].",
    ),
    (
        {"en": "What it is", "es": "Qué es"},
        "say in plain words what it is. The plain word first, then the medical one in brackets.",
    ),
    (
        {"en": "What we know", "es": "Qué sabemos"},
        "one claim, one source. Numbers of people: 4 in 100 do, 96 in 100 do not. Benefit and harm side by side.",
    ),
    (
        {"en": "What we do not know", "es": "Qué no sabemos"},
        "say what has not been studied, where studies disagree, and for whom nothing is known.",
    ),
    (
        {"en": "What you can do", "es": "Qué puede hacer usted"},
        "steps that a reader can take, as a numbered list, each beginning with a verb.",
    ),
)
_CALL = {"en": "Call us if:", "es": "Llámenos si:"}
_CALL_NOTE = (
    "a short list of when to call, and whom. What can't wait belongs into a box of its own: ::: crisis"
)
_WIDTH = 33  # where the notes in the front matter begin


class ArticleForm(msgspec.Struct, frozen=True):
    """What a new article begins with; `references` are keys, each with the pasted line where it is a placeholder.

    `known_topics` and `known_people` are named in the notes. Without a `body` there are notes in its place.
    """

    title: str
    date: datetime.date
    lang: str
    site_lang: str
    summary: str = SUMMARY
    slug: str = ""
    translation_of: str = ""
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    icd10: tuple[str, ...] = ()
    references: tuple[tuple[str, str], ...] = ()
    key_points: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    conflicts: str = ""
    body: str = ""
    known_topics: tuple[str, ...] = ()
    known_people: tuple[str, ...] = ()


def article_text(form: ArticleForm) -> str:
    """Return the file of a new article."""
    body = form.body or "\n".join(_body(form.lang))
    return "\n".join(["---", *_front(form), "---", "", body.strip("\n"), ""])


def _front(form: ArticleForm) -> Iterator[str]:
    yield f"title: {scalar(form.title)}"
    yield f"summary: {scalar(form.summary)}"
    yield _noted(f"date: {form.date}", "first published; until then a draft")
    if form.slug:
        yield _noted(f"slug: {form.slug}", "the article's address")
    if form.lang != form.site_lang:
        yield _noted(f"lang: {form.lang}", "the language of the text")
    if form.translation_of:
        yield _noted(f"translation_of: {form.translation_of}", "the original")
    people = f", such as {', '.join(form.known_people)}" if form.known_people and not form.authors else ""
    yield _noted(f"authors: {flow(form.authors)}", f"ids of content/people.yaml{people}")
    if form.topics:
        yield f"topics: {flow(form.topics)}"
    if form.icd10:
        yield f"conditions: {{icd10: {flow(form.icd10)}}}"
    yield from _references(form)
    yield from _list("key_points", form.key_points)
    yield from _list("questions", form.questions)
    if form.conflicts:
        yield f"conflicts: {scalar(form.conflicts)}"
    yield from _optional(form)


def _references(form: ArticleForm) -> Iterator[str]:
    if not form.references:
        return
    yield "references:"
    if any(line for _, line in form.references):
        yield "  # Each todo-… is to become a citation key of references.bib; the line above says which work."
    for number, (key, line) in enumerate(form.references, 1):
        if line:
            yield f"  # {number}. {one_line(line)}"
        yield f"  - {scalar(key)}"


def _list(name: str, texts: tuple[str, ...]) -> Iterator[str]:
    if texts:
        yield f"{name}:"
        yield from (f"  - {scalar(text)}" for text in texts)


def _optional(form: ArticleForm) -> Iterator[str]:
    """Yield the fields that an article may have and this one has not, as comments."""
    topics = ", ".join(form.known_topics[:8]) if form.known_topics else "ids of your own"
    fields = {
        "topics": (flow(form.known_topics[:1] or ("fmt",)), f"known: {topics}"),
        "key_points": ("", "three to five, shown at the top"),
        "questions": ("", "to ask at the next appointment"),
        "conditions": ("{icd10: [F32]}", "codes by which a health record finds the page"),
        "conflicts": ("None declared.", "else what people.yaml says"),
        "updated": (str(form.date), "the last change of substance"),
    }
    given = {
        "topics": form.topics,
        "key_points": form.key_points,
        "questions": form.questions,
        "conditions": form.icd10,
        "conflicts": form.conflicts,
    }
    yield "# Fields that you may add: take away the # and the blank. docs/writing.md explains them all."
    for name, (value, note) in fields.items():
        if not given.get(name):
            yield _noted(f"# {name}: {value}".rstrip(), note)
            if not value:
                yield "#   - One short sentence."


def _noted(line: str, note: str) -> str:
    return f"{line.ljust(_WIDTH - 1)} # {one_line(note)}"


def _body(lang: str) -> Iterator[str]:
    """Yield the notes, under headings where we have them in the language."""
    words = primary(lang)
    for headings, note in _SECTIONS:
        if words in headings:
            yield f"## {headings[words]}\n"
        heading = f"a heading for '{headings['en']}'; " if headings and words not in headings else ""
        yield f"<!-- {TO_DO} {heading}{note} -->\n"
    yield f"::: action {_CALL.get(words, '')}".rstrip()
    yield f"\n<!-- {TO_DO} {_CALL_NOTE} -->\n\n:::"


def translation_note(lang: str) -> str:
    """Return the note above a text that is still in the language of its original."""
    return f"<!-- {TO_DO} translate the text below into {lang}; links, numbers and citations stay. -->\n\n"
