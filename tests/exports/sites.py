"""Sites for the tests of what programs read: an article in every state, and the files that say nothing of some."""

from pathlib import Path

from plainleaf.loading import load
from tests.tiny_site import Outcome, TinySite, article

SUBMITTED = [{"status": "submitted", "date": "2025-01-01", "by": "rivera"}]
UNDER_REVIEW = [*SUBMITTED, {"status": "under-review", "date": "2025-01-02", "by": "okafor"}]
APPROVED = [*UNDER_REVIEW, {"status": "approved", "date": "2025-06-01", "by": "okafor", "due": "2027-06-01"}]
RETIRED = [*APPROVED, {"status": "retired", "date": "2025-07-01", "by": "okafor"}]

# What no file for programs may say: it stands in the titles and slugs of texts that the public doesn't have.
SECRET = "xylophone"
# A title that every format has to escape, and characters that XML 1.0 can't hold.
AWKWARD = 'Gut & mind: <b>"what\'s"</b> \a]]>\x1b \ufffe new?'
SPACED = 'Gut & mind: <b>"what\'s"</b> ]]>  new?'  # the same as XML can have it


def approve(site: TinySite, name: str, body: str = "It rests on [@a2020].", **fields: object) -> None:
    """Write an article, and approve it for the text that it has."""
    path = f"content/articles/{name}.md"
    log = [dict(step) for step in APPROVED]
    site.write(path, article(body, review=log, **fields))
    digests = {document.source.path: document.digest for document in load(site.sources).documents}
    log[-1]["digest"] = next(digest for place, digest in digests.items() if place.endswith(f"/{name}.md"))
    site.write(path, article(body, review=log, **fields))


def site_with_every_state(folder: Path, *, base_url: str | None = None, settings: str = "") -> TinySite:
    """Return a site in two languages; the article `hidden` waits for a review, and `publish` leaves it out."""
    site = TinySite(folder, base_url=base_url)
    site.write(
        "content/site.yaml",
        "name: Tiny Clinic\ntagline: Plain & short\nbase_url: https://clinic.example/\n"
        "publish: [under-review, approved, changed, retired]\n"
        "topics:\n  gut: {title: The gut & you}\n" + settings,
    )
    codes = {"icd10": ["F32.1", "F41", "F32.1"]}
    both = "For all.\n\n::: audience clinician\nFor clinicians.\n:::"
    approve(site, "good", body=both, title=AWKWARD, updated="2026-01-03", topics=["gut"], conditions=codes)
    site.write(
        "content/articles/waiting.md",
        article(
            "Text.", title="Waiting", review=UNDER_REVIEW, date="2026-01-02", conditions={"icd10": ["F41"]}
        ),
    )
    site.write(
        "content/articles/bueno.md",
        article(
            "Texto.", title="Bueno", lang="es", translation_of="good", review=UNDER_REVIEW, conditions=codes
        ),
    )
    site.write("content/pages/about.md", "---\ntitle: About us\ndate: 2025-03-01\n---\n\nText.\n")
    secret = {"title": f"The {SECRET}", "topics": [SECRET], "conditions": {"icd10": ["Z99"]}}
    site.write(f"content/articles/{SECRET}-draft.md", article("Text.", review=None, **secret))
    site.write(f"content/articles/{SECRET}-later.md", article("Text.", **{**secret, "date": "2099-01-01"}))
    site.write(f"content/articles/{SECRET}-hidden.md", article("Text.", review=SUBMITTED, **secret))
    site.write(f"content/articles/{SECRET}-old.md", article("Text.", review=RETIRED, **secret))
    return site


def text_of(built: Outcome, name: str) -> str:
    """Return a file of the built site as text."""
    return (built.output / name).read_text(encoding="utf-8")
