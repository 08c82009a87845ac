"""What a preview knows: everything that was read, in memory, and the two sites made of it on demand.

Nothing here knows of sockets or events. It is used from one thread at a time.
"""

import datetime
import mimetypes
from collections.abc import Callable, Collection
from pathlib import Path
from typing import NamedTuple

from plainleaf.advice import Advice
from plainleaf.cache.lasting_memory import LastingMemory
from plainleaf.cache.shelf import Shelf
from plainleaf.loading import Checked, convert_new
from plainleaf.model.diagnostics import Diagnostic, Position, Severity, error, has_errors
from plainleaf.model.project import ConvertedDocument
from plainleaf.output.assets import Assets, read_assets
from plainleaf.output.template_fault import TemplateFault
from plainleaf.output.templates import check_syntax
from plainleaf.pipeline import template_errors
from plainleaf.preview.board import Board
from plainleaf.preview.desk import Desk
from plainleaf.preview.notes import FoundInText, PageState, make_notes
from plainleaf.preview.view import View, digest_without_styles, styles_of
from plainleaf.read.project_files import read_text, shown_path
from plainleaf.read.sources import Sources
from plainleaf.reading import Read, is_same, read_files, read_named
from plainleaf.site.states import is_public

PUBLISHED = "/_published"
HTML = "text/html; charset=utf-8"
# What Python's own table may not know, or knows as another system has set it.
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": HTML,
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".xml": "application/xml",
}


class Answer(NamedTuple):
    """What a browser gets for an address; a redirect has a `location`.

    Of a page without `content` nothing can be shown: there has been no good state of the site yet.
    """

    status: int
    content: bytes = b""
    media_type: str = HTML
    location: str = ""


class Session:
    """The state of a preview; `refresh` after a change, then ask.

    `today` is asked in each round, so that a preview that stays open over midnight shows the new day.
    """

    def __init__(
        self,
        sources: Sources,
        today: Callable[[], datetime.date] | None = None,
        jobs: int = 1,
    ) -> None:
        self._sources = sources
        self._today = today or (lambda: sources.today)
        self._desk = Desk(sources.content)
        self._jobs = jobs
        self._memory = LastingMemory(Shelf(sources.cache / "texts"))
        self._read: Read | None = None
        self._named = False  # since the last look at all files, only named ones were read
        self._unreadable: list[Diagnostic] = []
        self._assets: Assets | None = None
        self._template_faults: list[TemplateFault] = []
        self._drafts = View("drafts", "", drafts=True)
        self._published = View("published", PUBLISHED, drafts=False)
        self.rounds = 0

    @property
    def sources(self) -> Sources:
        """Where the clinic's files are; `today` is that of the last round."""
        return self._sources

    @property
    def checked(self) -> Checked | None:
        """The site with drafts as it is shown; None until it could be read without an error."""
        return self._drafts.checked

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Everything that is wrong in the site with drafts."""
        return self._all_diagnostics(self._drafts)

    @property
    def remembered(self) -> int:
        """How many answers are kept in memory: as many as the site has need of, however many edits there were."""
        return self._memory.entries

    def is_new_day(self) -> bool:
        """Say whether the day has changed since the last round."""
        return self._today() != self._sources.today

    def refresh(self, changed: Collection[Path] | None = None) -> bool:
        """Look at what has changed, and say whether a page may be another one now.

        `changed` are the files in question, None for any. Where there are none, all is looked at once more, for
        what nobody was told of: that takes longest, so it is for times when nothing else is to be done.
        """
        if changed is not None and not changed and self._is_as_read():
            return False
        self.rounds += 1
        if self.is_new_day():
            self._sources = self._sources._replace(today=self._today())
        templates = self._sources.templates.absolute()
        of_templates = {path for path in changed or () if path.is_relative_to(templates)}
        if changed is None or of_templates:
            self._read_templates()
        self._read_files(set(changed) - of_templates if changed else None)
        for view in (self._drafts, self._published):
            view.current = False
        self._update(self._drafts)
        if self._read and not self._named:  # else not all that is of use was asked for
            self._memory.end_round()
            self._memory.stay()
        return True

    def _read_files(self, changed: Collection[Path] | None) -> None:
        """Read the files that have changed, or all where they are not known or need it."""
        try:
            if not self._sources.content.is_dir():
                raise FileNotFoundError(2, "there is no such folder", str(self._sources.content))
            before = self._read._replace(sources=self._sources) if self._read else None
            named = read_named(before, changed, self._memory) if before and changed is not None else None
            self._named = named is not None
            self._read = named or read_files(self._sources, self._memory)
            if self.rounds == 1:
                convert_new(self._read, self._memory, self._jobs)
            self._unreadable = []
        except OSError as fault:
            self._read = None
            self._unreadable = [_unreadable(fault, self._sources)]

    def _is_as_read(self) -> bool:
        """Read all files again, and say whether they are as they were."""
        try:
            if self._read is None or not is_same(self._read, read_files(self._sources, self._memory)):
                return False
        except OSError:
            return False
        if self._named:  # the rounds since the last look at all files have asked for the rest
            self._memory.end_round()
            self._named = False
        return True

    def _read_templates(self) -> None:
        templates = self._sources.templates
        try:
            self._template_faults = check_syntax(templates)
            self._assets = read_assets(templates)
        except TemplateFault as fault:
            self._template_faults.append(fault)
            self._assets = None
        except OSError as fault:
            self._template_faults = [TemplateFault("", 1, f"the folder can't be read: {fault.strerror}")]
            self._assets = None

    def _update(self, view: View) -> None:
        if view.current:
            return
        if self._read is None:
            view.fail(self._unreadable)
            return
        try:
            view.update(self._read, self._memory, self._assets)
        except OSError as fault:  # it has changed while it was read: the next round is near
            view.fail([_unreadable(fault, self._sources)])

    def _view_of(self, path: str) -> tuple[View, str]:
        """Return the view that a path of a request lies in, and the address inside its site."""
        if path.startswith(PUBLISHED + "/"):
            return self._published, path.removeprefix(PUBLISHED)
        return self._drafts, path

    def answer(self, path: str) -> Answer:
        """Return what a browser gets for a path: nothing but the files of the two sites has one."""
        view, address = self._view_of(path)
        self._update(view)
        content = self._page(view, address)
        if content is not None:
            return Answer(200, content, _type_of(address))
        if path == PUBLISHED or (not address.endswith("/") and self._page(view, f"{address}/") is not None):
            return Answer(307, location=f"{path}/")
        return Answer(404, self._page(view, "/404.html") or b"")

    def _page(self, view: View, address: str) -> bytes | None:
        try:
            return view.page(address)
        except OSError:  # a picture that is no longer there, or no longer the same
            return None

    def state(self, path: str) -> PageState:
        """Return how the page of a path stands, with all that is wrong in its site."""
        view, address = self._view_of(path)
        self._update(view)
        page = self._page(view, address)
        content = page if page is not None else self._page(view, "/404.html")
        shown = view.site.document(address) if view.site else None
        file = shown[0].source.path if shown else ""
        diagnostics = self._all_diagnostics(view)
        if shown and not has_errors(diagnostics):
            diagnostics = diagnostics + self._advice(view, shown[0]).diagnostics
        warnings = [found for found in diagnostics if found.severity is Severity.WARNING]
        return PageState(
            view=view.name,
            digest=digest_without_styles(content) if content is not None else "",
            styles=styles_of(content) if content is not None else (),
            file=file,
            status=str(shown[0].status) if shown and shown[0].status else "",
            other=self._elsewhere(view, address, shown[0] if shown else None),
            errors=len(diagnostics) - len(warnings),
            warnings=len(warnings),
            warnings_here=sum(found.path == file for found in warnings),
            notes=make_notes(diagnostics, file, self._text_of),
        )

    def _elsewhere(self, view: View, address: str, shown: ConvertedDocument | None) -> str:
        """Return where the same page is in the other view; it is not made to find out, so a list may be missing."""
        if view is self._published:
            return address
        project = view.checked.project if view.checked else None
        if shown and project and not is_public(shown, project, drafts=False):
            return ""
        return PUBLISHED + address

    def _all_diagnostics(self, view: View) -> list[Diagnostic]:
        faults = list({(fault.name, fault.line): fault for fault in self._template_faults}.values())
        known = {(fault.name, fault.line) for fault in faults}
        faults += [fault for fault in view.faults.values() if (fault.name, fault.line) not in known]
        return view.diagnostics + template_errors(faults, self._sources)

    def _text_of(self, shown: str) -> str | None:
        """Return the text of a file that a diagnostic names; it never comes from a request.

        A link may lead to anything on this machine, so nothing is shown of it.
        """
        path = Path(shown)
        return read_text(path)[0] if path.is_file() and not path.is_symlink() else None

    def findings(self, path: str) -> list[FoundInText]:
        """Return what the content checks say of the edition that a path shows."""
        view, address = self._view_of(path)
        self._update(view)
        shown = view.site.document(address) if view.site else None
        if shown is None:
            return []
        document, audience = shown
        return [
            FoundInText(
                found.diagnostic.code,
                found.diagnostic.message,
                found.diagnostic.hint,
                found.quote,
                found.diagnostic.path,
                found.diagnostic.line,
                found.diagnostic.column,
            )
            for found in self._advice(view, document).content.open
            if found.audience in ("", audience)
        ]

    def _advice(self, view: View, document: ConvertedDocument) -> Advice:
        assert view.checked is not None
        return self._desk.advice(document, view.checked.project)

    def look_ahead(self, part: int) -> bool:
        """Do a part of the work for the board, so that no edit waits for all of it; say whether there is more."""
        self._update(self._drafts)
        return self.checked is not None and self._desk.look_ahead(self.checked, part)

    def board(self, address: str) -> Answer:
        """Return what stands at an address of the review board."""
        self._update(self._drafts)
        checked = self.checked
        if checked is None or self._assets is None:
            return Answer(404)
        board = Board(
            checked,
            lambda document: self._desk.facts(document, checked),
            self._sources.templates,
            self._assets,
            lambda address: address,
        )
        try:
            file = board.file(address)
        except TemplateFault as fault:
            self._drafts.faults[address] = fault
            return Answer(404)
        self._desk.tidy()
        return Answer(200, file.content, file.media_type) if file else Answer(404)


def _type_of(address: str) -> str:
    if address.endswith("/"):
        return HTML
    name = address.rpartition("/")[2]
    ending = name[name.rfind(".") :] if "." in name else ".txt"
    return _TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def _unreadable(fault: OSError, sources: Sources) -> Diagnostic:
    path = Path(fault.filename) if isinstance(fault.filename, str) else sources.content
    reason = fault.strerror or "no reason is given"
    hint = "put it back; the preview looks again by itself"
    return error("encoding", Position(shown_path(path)), f"it can't be read: {reason}", hint)
