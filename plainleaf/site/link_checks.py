"""Links and pictures of the texts: each has to lead somewhere on the public site."""

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from plainleaf.model.diagnostics import Diagnostic, error
from plainleaf.model.editions import Use
from plainleaf.model.memory import Memory
from plainleaf.model.nearest import did_you_mean
from plainleaf.model.project import ConvertedDocument, Project
from plainleaf.site.addresses import AddressBook, Target, image_path
from plainleaf.site.document_groups import DocumentGroup

# Places that the layouts give every article; a text may link to them.
_PAGE_ANCHORS = frozenset({"main", "page-references", "page-questions", "page-review"})


_NOWHERE = object()  # what stands for the anchors of a page that there is not


def links_in_group(
    group: DocumentGroup,
    project: Project,
    book: AddressBook,
    hidden: frozenset[str],
    memory: Memory,
    *,
    view: str = "",
) -> tuple[Diagnostic, ...]:
    """Return what `check_links` yields, from the memory of a `view` of the site where nothing of it has changed.

    Links without a fault depend on nothing but what they lead to; the hint for a broken one on all addresses.
    """
    made_from = (group.documents, project.settings, project.images)

    @cache
    def resolved() -> tuple[_Resolved, ...]:
        return tuple(_resolved(group.documents, project, book))

    def leads() -> tuple[str, ...]:
        addresses = (link.target.address for link in resolved())
        found = tuple(address for address in addresses if address is not None)
        return memory.steady(("led", view, group.name), found)

    def look() -> tuple[Diagnostic, ...]:
        return (*_broken_links(resolved(), project, book, hidden), *_missing_images(group.documents, project))

    def again() -> tuple[Diagnostic, ...]:
        led = memory.recall(("leads", view, group.name), (*made_from, book.by_file), leads)
        anchors = (book.anchors.get(address, _NOWHERE) for address in led)
        hides = (address for address in led if address in hidden)
        sound = memory.recall(
            ("sound", view, group.name), (*made_from, led, *anchors, *hides), lambda: not look()
        )
        return () if sound else look()

    return memory.recall(("links", view, group.name), (*made_from, book.anchors, book.by_file, hidden), again)


class _Resolved(NamedTuple):
    """A link as it is written, and where it leads."""

    link: Use
    target: Target


def check_links(
    documents: Sequence[ConvertedDocument], project: Project, book: AddressBook, hidden: frozenset[str]
) -> Iterator[Diagnostic]:
    """Yield broken links, anchors and pictures. `hidden` are the addresses that only unpublished texts have."""
    yield from _broken_links(_resolved(documents, project, book), project, book, hidden)
    yield from _missing_images(documents, project)


def _resolved(
    documents: Sequence[ConvertedDocument], project: Project, book: AddressBook
) -> Iterator[_Resolved]:
    for document in documents:
        for link in document.uses.links:
            # What stands in every edition (a key point) is looked at in the first.
            audience = link.audience or project.settings.audience
            yield _Resolved(link, book.resolve(link.text, document.source, project.settings, audience))


def _broken_links(
    links: Iterable[_Resolved], project: Project, book: AddressBook, hidden: frozenset[str]
) -> Iterator[Diagnostic]:
    for link, target in links:
        fault = _link_fault(link.text, target, project, book, hidden)
        if fault:
            code, message, hint = fault
            yield error(code, link.at, message, hint)


def _missing_images(documents: Sequence[ConvertedDocument], project: Project) -> Iterator[Diagnostic]:
    for document in documents:
        for image in document.uses.images:
            if image_path(image.text, document.source, project.images) is None:
                yield error("image-missing", image.at, *_image_fault(image.text, project))


def _link_fault(
    written: str, target: Target, project: Project, book: AddressBook, hidden: frozenset[str]
) -> tuple[str, str, str | None] | None:
    if target.address is None:
        return None
    if target.address.lstrip("/") in project.images:
        return None
    if target.address in hidden:
        message = f"the link leads to {target.address}, which is a draft or not published"
        return "link-broken", message, "take the link out, or publish the other text first"
    if target.address not in book.anchors:
        names = [*book.anchors, *book.by_file, *(posixpath.basename(file) for file in book.by_file)]
        near = did_you_mean(target.address, names) or "links begin with / and the slug, such as /my-article/"
        return "link-broken", f"the link '{written}' leads to no page of the site", near
    anchors = book.anchors[target.address]
    if not target.anchor or anchors is None or target.anchor in _PAGE_ANCHORS:
        return None
    if target.anchor not in anchors:
        where = "this page" if written.startswith("#") else target.address
        hint = did_you_mean(target.anchor, anchors | _PAGE_ANCHORS)
        return "anchor-broken", f"'#{target.anchor}' is no place on {where}", hint
    return None


def _image_fault(source: str, project: Project) -> tuple[str, str | None]:
    if "://" in source or source.startswith("//"):
        message = f"the picture '{source}' would be loaded from another host"
        return message, "save it in content/images/ and write ![What it shows](images/name.png)"
    hint = did_you_mean(source, project.images) or "put it into content/images/"
    return f"there is no picture '{source}'", hint
