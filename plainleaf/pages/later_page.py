"""A page whose value is worth making only where the page is new: to know that takes less."""

from collections.abc import Callable
from typing import NamedTuple

from plainleaf.model.pages import Page


class LaterPage(NamedTuple):
    """A page of some kind, and all that it is made from: of the same it is the same."""

    kind: type[Page]
    address: str
    made_from: tuple[object, ...]
    make: Callable[[], Page]


def address_of(page: Page | LaterPage) -> str:
    """Return the address of a page, made or not."""
    return page.address if isinstance(page, LaterPage) else page.frame.address


def made(page: Page | LaterPage) -> Page:
    """Return the page itself."""
    return page.make() if isinstance(page, LaterPage) else page
