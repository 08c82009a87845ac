"""One of the two sites that a preview shows: the one with drafts, or the one that would be published."""

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from itertools import zip_longest
from pathlib import Path

from plainleaf.loading import Checked, check_files
from plainleaf.model.articles import SourceDocument
from plainleaf.model.diagnostics import Diagnostic, has_errors
from plainleaf.model.memory import Memory
from plainleaf.output.assets import Assets
from plainleaf.output.template_fault import TemplateFault
from plainleaf.preview.stand_ins import error_paths, with_stand_ins
from plainleaf.reading import Read
from plainleaf.rendering import SiteOnDemand

_KEPT = 64  # pages that were shown last
_ATTEMPTS = 4  # a text that is left out may break the links of others, and so on
_STYLE = re.compile(rb'href="([^"]*/assets/[\w.-]+\.[0-9a-f]{12}\.css)"')


class View:
    """A site that is shown under `mount`, with drafts or without; its pages are made when they are asked for."""

    def __init__(self, name: str, mount: str, *, drafts: bool) -> None:
        self.name = name
        self.mount = mount
        self.drafts = drafts
        self.current = False  # what was read last is looked at when somebody asks for it
        self.checked: Checked | None = None
        self._site: SiteOnDemand | None = None
        self._begin: Callable[[], SiteOnDemand] | None = None  # a newer site, when a page of it is asked for
        self.diagnostics: list[Diagnostic] = []
        self.faults: dict[str, TemplateFault] = {}  # met while a page was made, by its address
        self._good: dict[str, SourceDocument] = {}
        self._fresh: dict[str, bytes | None] = {}
        self._shown: OrderedDict[str, bytes] = OrderedDict()

    def fail(self, diagnostics: list[Diagnostic]) -> None:
        """Take note that nothing new can be shown, and why; the last good site stays."""
        self.current = True
        self.diagnostics = diagnostics

    def update(self, read: Read, memory: Memory, assets: Assets | None) -> None:
        """Look at what was read; without `assets` the templates can't be used, and pages stay as they were.

        Raises OSError for what can't be read.
        """
        checked = check_files(read, memory, drafts=self.drafts, view=self.name)
        self.diagnostics = checked.diagnostics
        self.faults = {}
        self._fresh = {}
        shown = self._without_errors(read, checked, memory)
        self.current = True
        if shown is None:
            return
        self.checked = shown
        if assets is None:
            return
        self._begin = partial(self._site_of, shown, read.sources.templates, assets)

    def _site_of(self, shown: Checked, templates: Path, assets: Assets) -> SiteOnDemand:
        """Return the site of what is shown, made from the one before where only words have changed."""
        if self._site and self._site.follow(shown, assets):
            return self._site
        return SiteOnDemand(shown, templates, assets, drafts=self.drafts, mount=self.mount)

    @property
    def site(self) -> SiteOnDemand | None:
        """The last good site; None before the first."""
        if self._begin is not None:
            begin, self._begin = self._begin, None
            try:
                self._site = begin()
            except TemplateFault as fault:
                self.faults[""] = fault
        return self._site

    def _without_errors(self, read: Read, checked: Checked, memory: Memory) -> Checked | None:
        """Return a site without any error: the one that was read, or as much of it as can be shown.

        None where something is wrong that no article can be left out for, such as in site.yaml.
        """
        broken: set[str] = set()
        good = self._good
        for _ in range(_ATTEMPTS):
            if not has_errors(checked.diagnostics):
                self._good = good
                self._note_good(checked)
                return checked
            if good is self._good:
                good = dict(good)
            found = error_paths(checked.diagnostics)
            if not found <= {document.path for document in read.content.documents}:
                return None
            for path in found & broken:  # its last good text does no longer fit
                good.pop(path, None)
            broken |= found
            checked = check_files(
                with_stand_ins(read, broken, good), memory, drafts=self.drafts, view=f"{self.name}, stand-in"
            )
        return None

    def _note_good(self, checked: Checked) -> None:
        """Remember the texts that are new since the last good site: of thousands an edit changes one."""
        before = self.checked.documents if self.checked else ()
        for old, new in zip_longest(before, checked.documents):
            if new is not None and new is not old:
                self._good[new.source.path] = new.source

    def page(self, address: str) -> bytes | None:
        """Return the file of an address, or its last good state where it can't be made; None if there is none."""
        if address in self._fresh:
            return self._fresh[address]
        content = None
        if self.site is not None:
            try:
                content = self.site.file(address)
                self.faults.pop(address, None)
            except TemplateFault as fault:
                self.faults[address] = fault
                content = self._shown.get(address)
        if content is None or len(content) < 1_000_000:
            self._fresh[address] = content
        self._remember(address, content)
        return content

    def _remember(self, address: str, content: bytes | None) -> None:
        if content is not None and address.endswith("/"):
            self._shown[address] = content
            self._shown.move_to_end(address)
        while len(self._shown) > _KEPT:
            self._shown.popitem(last=False)
        while len(self._fresh) > _KEPT:
            self._fresh.pop(next(iter(self._fresh)))


def styles_of(page: bytes) -> tuple[str, ...]:
    """Return the addresses of a page's style sheets."""
    return tuple(found.decode() for found in _STYLE.findall(page))


def digest_without_styles(page: bytes) -> str:
    """Return the digest of a page but for the addresses of its style sheets: these are changed without a reload."""
    return hashlib.sha256(_STYLE.sub(b"", page)).hexdigest()
