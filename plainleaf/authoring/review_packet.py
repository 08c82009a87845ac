"""A review packet: one file with all that a reviewer without an account needs to decide, and a form to answer."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from plainleaf.authoring.comparison import Comparison, compare
from plainleaf.authoring.review_answer import FORMAT, VERSION
from plainleaf.authoring.review_steps import months_later, standing_in_the_way_of_an_approval
from plainleaf.loading import Checked
from plainleaf.model.diagnostics import Diagnostic, Position, error
from plainleaf.model.html import Html
from plainleaf.model.packet_parts import AnswerForm, PacketChanges, PacketEdition, PacketHead, ReviewPacket
from plainleaf.model.project import ConvertedDocument
from plainleaf.model.review_log import Status
from plainleaf.output.assets import packet_assets
from plainleaf.output.render import render_packet
from plainleaf.output.self_contained import contained
from plainleaf.output.template_fault import TemplateFault
from plainleaf.pages.claims import claims
from plainleaf.pages.language_site import LanguageSite
from plainleaf.pages.packet import answer_values, eligible_reviewers, packet_history
from plainleaf.pages.views import person_view
from plainleaf.read.project_files import shown_path
from plainleaf.read.sources import Sources
from plainleaf.rendering import ShownEdition, article_editions, site_origin
from plainleaf.review.digest import version_of
from plainleaf.review.steps import may_follow, steps_to
from plainleaf.site.citing import cited_in
from plainleaf.site.project_checks import check_bibliography
from plainleaf.site.security import packet_policy

# The page stands below a heading of its own in the packet (h2), so its title is one of level 3.
_BELOW = 2


class Packet(NamedTuple):
    """The file of a packet, or why none could be made."""

    content: bytes
    faults: list[Diagnostic]


def make_packet(
    checked: Checked, sources: Sources, document: ConvertedDocument, findings: Sequence[Diagnostic]
) -> Packet:
    """Return the packet of an article with what was found in it.

    An article that could not be approved has none: one with errors, or one that is not in review.
    """
    faults = _not_to_be_reviewed(document) + standing_in_the_way_of_an_approval(checked, document)
    if not faults and not eligible_reviewers(document, checked.project):
        message = "nobody in people.yaml may approve this article"
        hint = "it takes a member of the Medical Advisory Board who is no author of it"
        faults = [error("review-reviewer", document.source.place("authors"), message, hint)]
    if faults:
        return Packet(b"", faults)
    try:
        here, editions = article_editions(checked, sources.templates, document)
        styles, script = packet_assets(sources.templates)
        value = _packet(checked, sources, document, here, editions, findings, styles, script)
        return Packet(render_packet(sources.templates, value), [])
    except TemplateFault as fault:
        path = shown_path(sources.templates / fault.name) if fault.name else shown_path(sources.templates)
        return Packet(b"", [error("template", Position(path, fault.line), fault.message)])


def findings_of(checked: Checked, document: ConvertedDocument) -> list[Diagnostic]:
    """Return what was found in an article and in the works that it cites, for its reviewer.

    Where the review stands is left out: the packet says that by itself, and in words for whoever has no commands.
    """
    own = [
        d for d in checked.diagnostics if d.path == document.source.path and not d.code.startswith("review-")
    ]
    bibliography = checked.project.bibliography
    cited = tuple(fault for fault in bibliography.faults if fault.key in document.index.keys)
    works = msgspec.structs.replace(bibliography, faults=cited)
    return own + list(
        check_bibliography(cited_in([document]), msgspec.structs.replace(checked.project, bibliography=works))
    )


def packet_file(document: ConvertedDocument) -> str:
    """Return the name that an article's packet is written under."""
    return f"{document.slug}-review.html"


def _not_to_be_reviewed(document: ConvertedDocument) -> list[Diagnostic]:
    """Return why an answer could not be entered into the log, if so."""
    log = document.source.front.review
    before = log[-1].status if log else None
    if may_follow(before, steps_to(before, Status.APPROVED)[0]):
        return []
    at = document.source.place(f"review.{len(log) - 1}" if log else "review")
    standing = f"stands at '{before}'" if before else "was not handed in yet"
    hint = f"hand it in first: review submit {document.source.path} --by ID"
    return [error("review-step", at, f"the article {standing}, so nobody could approve it", hint)]


def _packet(
    checked: Checked,
    sources: Sources,
    document: ConvertedDocument,
    here: LanguageSite,
    editions: Sequence[ShownEdition],
    findings: Sequence[Diagnostic],
    styles: str,
    script: str,
) -> ReviewPacket:
    project = checked.project
    front = document.source.front
    version = version_of(document.digest)
    site = here.settings
    return ReviewPacket(
        lang=here.lang,
        direction=editions[0].page.frame.direction,
        head=PacketHead(
            clinic=site.name,
            title=front.title,
            status=str(document.status),
            path=document.source.path,
            version=version,
            made=sources.today,
            history=packet_history(document, project),
        ),
        changes=_changes(compare(sources.content, document, project), checked),
        editions=_contained(checked, editions),
        claims=claims(document.text, project.bibliography.references),
        findings=tuple(findings),
        waivers=front.waive,
        answer=AnswerForm(
            values=answer_values(document, FORMAT, VERSION),
            file=f"{document.slug}-answer.json",
            version=version,
            reviewers=eligible_reviewers(document, project),
            due=months_later(sources.today, project.settings.review_months),
            email=site.contact.email if site.contact else "",
        ),
        content_security_policy=packet_policy(styles, script),
        styles=Html(styles),
        script=Html(script),
    )


def _changes(found: Comparison, checked: Checked) -> PacketChanges:
    approved = found.approval
    person = checked.project.people.get(approved.by) if approved else None
    return PacketChanges(
        found.state.value,
        approved.date if approved else None,
        person_view(person) if person else None,
        found.changes,
    )


def _contained(checked: Checked, editions: Sequence[ShownEdition]) -> tuple[PacketEdition, ...]:
    base_path = checked.project.settings.base_path
    pictures = {base_path + address: content for address, content in checked.pictures.files()}
    return tuple(
        PacketEdition(
            edition.page.frame.audience,
            contained(
                edition.main,
                prefix=f"{edition.page.frame.audience}-",
                below=_BELOW,
                origin=site_origin(checked),
                picture=pictures.get,
            ),
        )
        for edition in editions
    )
