"""Begins an article: works out its file, and writes it without ever touching one that is there."""

import datetime
import os
from pathlib import Path
from typing import NamedTuple

import msgspec

from plainleaf.authoring.article_form import ArticleForm, article_text, translation_note
from plainleaf.authoring.yaml_scalars import one_line
from plainleaf.bibliography.bibtex import parse_bibliography
from plainleaf.imports.bring_in import BroughtIn, bring_in
from plainleaf.imports.reference_match import keys_of
from plainleaf.model.articles import SourceDocument
from plainleaf.model.nearest import did_you_mean
from plainleaf.model.placeholders import TO_DO
from plainleaf.model.references import Reference
from plainleaf.model.settings import Person
from plainleaf.read.project_files import ContentFiles, read_content, read_text, shown_path
from plainleaf.site.addresses import new_slug

MOST_BYTES = 100_000_000  # of a file that is brought in


class NewArticleFault(Exception):
    """The article can't be begun; the message says why, and `hint` what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class Wish(NamedTuple):
    """What the author asked for; an empty text is a wish not made."""

    title: str
    today: datetime.date
    author: str = ""
    lang: str = ""
    translation_of: str = ""


class Source(NamedTuple):
    """A file that is brought in: its bytes, and the ending of its name."""

    data: bytes
    kind: str


class NewArticle(NamedTuple):
    """The files of a new article, the article last, and what its author should know."""

    files: dict[Path, bytes]
    path: Path
    notices: tuple[str, ...]
    open_references: int = 0  # so many have no key yet


class _Names(NamedTuple):
    """The names of a new article: `slug` is its address, which its file mostly is called by."""

    slug: str
    stem: str


def plan_article(content: Path, bibliography: Path, wish: Wish, source: Source | None) -> NewArticle:
    """Return the files of a new article. Raises NewArticleFault, ImportFault, OSError."""
    found, _ = read_content(content)
    original = _original(found, wish)
    lang = _language(found, wish, original)
    names = _names(content, found, one_line(wish.title), lang)
    form = ArticleForm(
        title=one_line(wish.title),
        date=wish.today,
        lang=lang,
        site_lang=found.settings.language,
        slug=names.slug if names.slug != names.stem else "",
        authors=_authors(found.people, wish.author),
        known_topics=tuple(found.settings.topics),
        known_people=tuple(found.people),
    )
    if original:
        form = _as_translation(form, original)
    files: dict[Path, bytes] = {}
    notices: tuple[str, ...] = ()
    if source:
        stem = _free_stem(content / "images", names.stem)
        brought = bring_in(source.data, source.kind, form.title, stem)
        if not brought.body.strip():
            raise NewArticleFault("the file holds no text", "look at it in your word processor")
        form = _with_text(form, brought, _references(bibliography, brought), found.people)
        files = {content / "images" / picture.name: picture.data for picture in brought.pictures}
        notices = brought.notices
    if not form.authors:
        notices += (
            "nobody in content/people.yaml is an author: add yourself there, and your id to 'authors'",
        )
    path = content / "articles" / f"{names.stem}.md"
    files[path] = article_text(form).encode("utf-8")
    return NewArticle(files, path, notices, sum(bool(line) for _, line in form.references))


def write_article(article: NewArticle) -> None:
    """Write the files of a new article: all of them or, if one is there already, none. Raises OSError."""
    written: list[Path] = []
    try:
        for path, data in article.files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                written.append(path)
                file.write(data)
    except BaseException:
        for path in written:
            os.unlink(path)
        raise


def _names(content: Path, found: ContentFiles, title: str, lang: str) -> _Names:
    """Return the names of a new article: a title that was used before is refused, as it would be the same page."""
    documents = found.documents
    slug = new_slug(title, frozenset({lang, *(document.front.lang for document in documents)}))
    same = [
        other
        for other in documents
        if (other.front.lang.lower(), other.front.slug.lower()) == (lang.lower(), slug)
    ]
    if same:
        message = f"there is a text with the address '{slug}' already: {same[0].path}"
        raise NewArticleFault(message, "go on writing that one, or choose another title")
    taken = _taken_names(content / "articles")
    # A translation may have the words of its original for a title, and so the same address in its language.
    stem = next((stem for stem in (slug, f"{slug}-{lang.lower()}") if f"{stem}.md" not in taken), None)
    if stem is None:
        message = f"there is a file {shown_path(content / 'articles' / f'{slug}.md')} already"
        raise NewArticleFault(message, "rename that one, or choose another title")
    return _Names(slug, stem)


def _taken_names(folder: Path) -> set[str]:
    """Return the names in a folder, in small letters: not every disk tells capitals from them."""
    return {name.lower() for name in os.listdir(folder)} if folder.is_dir() else set()


def _free_stem(images: Path, stem: str) -> str:
    """Return what the names of an article's pictures begin with, so that none is there already."""
    names = _taken_names(images)
    number = 1
    candidate = stem
    while any(name.startswith(f"{candidate}-") for name in names):
        number += 1
        candidate = f"{stem}-{number}"
    return candidate


def _authors(people: dict[str, Person], wanted: str) -> tuple[str, ...]:
    """Return who was named, else the first person who is not on the board alone; real people before examples."""
    if wanted:
        if wanted not in people:
            hint = did_you_mean(wanted, people) or f"the ids are: {', '.join(people) or 'none yet'}"
            raise NewArticleFault(f"'{wanted}' is not in content/people.yaml", hint)
        return (wanted,)
    writers = sorted(
        (person for person in people.values() if not person.board), key=lambda person: person.example
    )
    return tuple(person.id for person in writers[:1])


def _original(found: ContentFiles, wish: Wish) -> SourceDocument | None:
    if not wish.translation_of:
        return None
    articles = [document for document in found.documents if document.is_article]
    same = [document for document in articles if document.front.slug == wish.translation_of]
    same.sort(key=lambda document: document.front.lang != found.settings.language)
    if not same:
        slugs = {document.front.slug for document in articles}
        hint = did_you_mean(wish.translation_of, slugs) or "give the slug of the original"
        raise NewArticleFault(f"there is no article '{wish.translation_of}'", hint)
    if same[0].front.translation_of:
        hint = f"name the original:  --translation-of {same[0].front.translation_of}"
        raise NewArticleFault(f"'{wish.translation_of}' is a translation itself", hint)
    return same[0]


def _language(found: ContentFiles, wish: Wish, original: SourceDocument | None) -> str:
    lang = wish.lang or found.settings.language
    if original is None:
        return lang
    slug = original.front.slug
    if lang == original.front.lang:
        raise NewArticleFault(
            f"'{slug}' is written in '{lang}' itself", "say the new language, such as  --lang es"
        )
    for other in found.documents:
        if other.is_article and other.front.translation_of == slug and other.front.lang == lang:
            raise NewArticleFault(
                f"'{slug}' has a page in '{lang}' already: {other.path}", "go on writing that one"
            )
    return lang


def _as_translation(form: ArticleForm, original: SourceDocument) -> ArticleForm:
    """Return the form with what a translation shares with its original, and the text that is to be translated."""
    front = original.front
    return msgspec.structs.replace(
        form,
        translation_of=front.slug,
        summary=f"{TO_DO} {front.summary}",
        topics=front.topics,
        icd10=front.icd10,
        references=tuple((key, "") for key in front.references),
        key_points=tuple(f"{TO_DO} {text}" for text in front.key_points),
        questions=tuple(f"{TO_DO} {text}" for text in front.questions),
        body=translation_note(form.lang) + original.body.text.strip("\n"),
    )


def _references(bibliography: Path, brought: BroughtIn) -> list[tuple[str, str]]:
    """Return the keys of the list of references that was brought in, with the lines of those that are not known."""
    references: dict[str, Reference] = {}
    if brought.entries and bibliography.is_file():
        references = parse_bibliography(read_text(bibliography)[0], shown_path(bibliography)).references
    return keys_of(brought.entries, references)


def _with_text(
    form: ArticleForm, brought: BroughtIn, references: list[tuple[str, str]], people: dict[str, Person]
) -> ArticleForm:
    """Return the form with the text and the references that were brought in, and the front matter of its file."""
    form = msgspec.structs.replace(form, body=brought.body, references=tuple(references) or form.references)
    front = brought.front
    if front is None:
        return form
    return msgspec.structs.replace(
        form,
        summary=front.summary or form.summary,
        authors=tuple(author for author in front.authors if author in people) or form.authors,
        topics=front.topics or form.topics,
        icd10=front.icd10 or form.icd10,
        references=form.references or tuple((key, "") for key in front.references),
        key_points=front.key_points or form.key_points,
        questions=front.questions or form.questions,
        conflicts=front.conflicts or form.conflicts,
    )
