"""Pictures of every kind of page: `python -m tests.browser.screenshots [FOLDER]`.

With `--readme SITE` in place of a folder it takes those that README.md shows, of a built site.
"""

import datetime
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

from plainleaf.read.sources import Sources
from tests.browser.chromium import chromium, served
from tests.browser.every_status import ROOT, build_every_status
from tests.browser.test_pages import PAGES
from tests.browser.test_preview import previewed

SHOWN_ON = datetime.date(2026, 11, 24)  # of the board in README.md
WIDTHS = {"phone": (390, 844), "desktop": (1280, 900)}


def take(base: str, folder: Path) -> None:
    """Write a PNG for each page, width and colour scheme into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for name, (width, height) in WIDTHS.items():
            for scheme in ("light", "dark"):
                context = browser.new_context(
                    viewport={"width": width, "height": height}, color_scheme=scheme
                )
                page = context.new_page()
                for address in PAGES:
                    page.goto(base + address)
                    slug = address.strip("/").replace("/", "_").replace(".html", "") or "home"
                    page.screenshot(path=folder / f"{slug}-{name}-{scheme}.png", full_page=True)
                context.close()


def take_for_readme(base: str) -> None:
    """Write the pictures of README.md."""
    shots = {
        "article-desktop": ("/gut-health-and-mental-health/", 1280, 860),
        "article-phone": ("/fmt-and-mental-health/", 390, 844),
    }
    with chromium() as browser:
        for name, (address, width, height) in shots.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(base + address)
            page.screenshot(path=ROOT / "docs" / "images" / f"{name}.png")
        sources = Sources(ROOT / "content", ROOT / "references.bib", ROOT / "templates", SHOWN_ON)
        with previewed(SimpleNamespace(sources=sources)) as preview:
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(f"{preview}/_board/")
            page.screenshot(path=ROOT / "docs" / "images" / "board.png")


if __name__ == "__main__" and sys.argv[1:2] == ["--readme"]:
    with served(Path(sys.argv[2])) as url:
        take_for_readme(url)
elif __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary, served(build_every_status(Path(temporary))) as url:
        take(url, Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots"))
