"""`make docs`: writes docs/checks.md from the table of codes and from the content checks themselves."""

import sys
from collections.abc import Iterator
from pathlib import Path

from plainleaf.model.articles import Audience
from plainleaf.model.codes import CODES, WAIVABLE_FAULTS
from plainleaf.quality.checks import CHECKS
from plainleaf.quality.content_check import ContentCheck

_LONGEST = 240  # characters of an example: the rest of a long one is more of the same
_LANGUAGES = {"en": "English", "es": "Spanish"}

_INTRODUCTION = """\
# Checks

<!-- Made by `make docs` from plainleaf/model/codes.py and plainleaf/quality/: change it there. -->

Every diagnostic has one of these codes. Each is printed as `path:line:column: severity: message [code]`, with
a hint that says what to do. An error keeps the site from being published; a warning does so only with
`--strict`.

| code | what it means |
|---|---|
"""
_SEVERITIES = """
`review-overdue`, `review-changed`, `evidence-…`, `translation-outdated`, `language-missing`, `person-example`
and `settings-field` are warnings, and so is a fault (`bib-…`) in a bibliography entry that nothing cites.
`edition-parity` is an error while an approval holds for the article (approved or overdue), before that a
warning that only `review approve` refuses. `import-unread` is a warning for a line, and an error for a work or
a file ([citing](citing.md)). `image-broken` is a warning for a photo, which is published as it is, and an error
for a drawing. The content checks below are warnings, and so is `waiver-unused`. Everything else is an error.

`review-answer` comes from `review import` alone, and `approved-text` from `review diff`: neither keeps the site
from being published.

The `site-…` codes come from `audit` and `verify` alone, which look at a built site, and `publications-line` from
`history` ([publishing](publishing.md)).

That a search index can't be made has no code, as no file of yours is at fault: `build` says it in a line of
its own, and with `--strict` publishes nothing ([publishing](publishing.md)).

"""
_CONTENT_CHECKS = """\
## Content checks

They look at what is written, and advise. They run in `check`, in the preview and with `build --strict`, never
in a plain `build`. A text that is retired, and a plain page, are left alone. A check reads words and can't
know what they mean: it may be wrong, and it finds only what it knows. That it finds nothing proves nothing; a
reviewer reads the text all the same.

Where a finding is wrong or has to stay, waive it with a reason ([writing](writing.md#when-a-check-is-wrong)):
the reviewer sees both. """


def checks_page() -> str:
    """Return docs/checks.md: every code with its meaning, and every content check with its reason and examples."""
    rows = "".join(f"| `{code}` | {meaning} |\n" for code, meaning in CODES.items())
    others = ", ".join(f"`{code}`" for code in sorted(WAIVABLE_FAULTS))
    parts = [
        _INTRODUCTION,
        rows,
        _SEVERITIES,
        _CONTENT_CHECKS,
        f"What can be waived besides them: {others}.\n",
    ]
    for check in CHECKS:
        parts += _section(check)
    return "".join(parts)


def _section(check: ContentCheck) -> Iterator[str]:
    yield f"\n### {check.code}\n\n{check.rule} {check.why}\n\n"
    yield f"Source: {check.source}. Looks at {_editions(check)}{_texts(check)}.\n\n"
    yield f"Found:\n\n{_examples(check.bad)}\nNot found:\n\n{_examples(check.good)}"


def _editions(check: ContentCheck) -> str:
    if check.audiences == frozenset(Audience):
        return "all editions"
    return "the editions for " + " and ".join(
        f"{audience}s" for audience in Audience if audience in check.audiences
    )


def _texts(check: ContentCheck) -> str:
    if check.languages is None:
        return ""
    return ", of texts in " + " and ".join(sorted(_LANGUAGES.get(lang, lang) for lang in check.languages))


def _examples(examples: tuple[str, ...]) -> str:
    return "".join(f"```markdown\n{_shortened(example)}\n```\n" for example in examples)


def _shortened(example: str) -> str:
    if len(example) <= _LONGEST:
        return example.rstrip()
    start = example[:_LONGEST].rsplit(" ", 1)[0]
    return f"{start} … {example[-40:].split(' ', 1)[1].rstrip()}"


def main(path: Path) -> int:
    """Write the page."""
    path.write_text(checks_page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/checks.md")))
