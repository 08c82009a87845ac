"""What holds for every page, and a reader's view of its citations."""

from collections import Counter

from bs4 import BeautifulSoup

from tests.tiny_site import Outcome


def dead_ends(page: BeautifulSoup) -> list[str]:
    """Return every address inside the page that leads nowhere, and every id that stands twice."""
    ids = Counter(element["id"] for element in page.find_all(id=True))
    found = [f"id {id_} stands {count} times" for id_, count in ids.items() if count > 1]
    for attribute in ("href", "aria-labelledby", "aria-describedby", "aria-controls", "for"):
        for element in page.find_all(attrs={attribute: True}):
            for target in element[attribute].split():
                if attribute != "href":
                    found += [] if target in ids else [f"{attribute}={target}"]
                elif target.startswith("#") and target != "#" and target[1:] not in ids:
                    found.append(target)
    return found


def unsound(site: Outcome) -> dict[str, list[str]]:
    """Return the pages of a site with dead ends, by address."""
    return {address: found for address in site.addresses if (found := dead_ends(site.page(address)))}


def groups(page: BeautifulSoup) -> list[str]:
    """Return the text of every group of citations, in the order of the page."""
    return [group.get_text() for group in page.select("sup.citations")]


def works(page: BeautifulSoup) -> list[str]:
    """Return the ids in the list of references, in its order."""
    return [item["id"] for item in page.select("ol.references > li")]
