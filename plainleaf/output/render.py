"""Pages to files: each page's value is given to the layout that its type names."""

from collections.abc import Callable
from pathlib import Path

import jinja2

from plainleaf.model import pages
from plainleaf.model.packet_parts import ReviewPacket
from plainleaf.output.assets import Assets
from plainleaf.output.template_fault import TemplateFault
from plainleaf.output.templates import make_environment, render

_LAYOUTS: dict[type, str] = {
    pages.ArticlePage: "layouts/article.html",
    pages.RetiredPage: "layouts/retired.html",
    pages.PlainPage: "layouts/page.html",
    pages.HomePage: "layouts/home.html",
    pages.TopicsPage: "layouts/topics.html",
    pages.TopicPage: "layouts/topic.html",
    pages.AToZPage: "layouts/a-z.html",
    pages.GlossaryPage: "layouts/glossary.html",
    pages.EvidencePage: "layouts/evidence.html",
    pages.BoardPage: "layouts/advisory-board.html",
    pages.ReviewerPage: "layouts/reviewer.html",
    pages.SearchPage: "layouts/search.html",
    pages.ConditionsPage: "layouts/conditions.html",
    pages.ConditionPage: "layouts/condition.html",
    pages.CopyPage: "layouts/copy.html",
    pages.NotFoundPage: "layouts/404.html",
}


def render_packet(templates: Path, packet: ReviewPacket) -> bytes:
    """Return a review packet as a file: it has no address, and asks for no asset. Raises TemplateFault."""
    environment = make_environment(templates, packet.lang, lambda address: address, _no_asset)
    return render(environment, "layouts/review-packet.html", packet).encode("utf-8")


def _no_asset(name: str) -> str:
    raise TemplateFault("layouts/review-packet.html", 1, f"a packet has no file beside it, such as '{name}'")


def file_of(address: str) -> str:
    """Return the file that a server shows for an address: `/fmt/` is fmt/index.html."""
    path = address.lstrip("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


class Renderer:
    """Renders pages with the templates of a folder; one Jinja environment for each language."""

    def __init__(self, templates: Path, base_path: str, assets: Assets, origin: str = "") -> None:
        self._templates = templates
        self._base_path = base_path
        self._assets = assets
        self._origin = origin
        self._environments: dict[str, jinja2.Environment] = {}

    def render(self, page: pages.Page) -> tuple[str, bytes]:
        """Return the file of a page and its content. Raises TemplateFault."""
        environment = self._environments.get(page.frame.lang)
        if environment is None:
            environment = make_environment(
                self._templates, page.frame.lang, self.url, self._asset(), self._origin
            )
            self._environments[page.frame.lang] = environment
        html = render(environment, _LAYOUTS[type(page)], page)
        return file_of(page.frame.address), html.encode("utf-8")

    def url(self, address: str) -> str:
        """Return an address of the site with the path of its base URL; any other address as it is."""
        return self._base_path + address if address.startswith("/") else address

    def _asset(self) -> Callable[[str], str]:
        return lambda name: self.url(self._assets.address(name))
