"""What may be waived, and waivers that waive nothing: a reviewer is not asked to accept what isn't there."""

from collections.abc import Iterator

from plainleaf.model.codes import CODES, WAIVABLE_FAULTS
from plainleaf.model.diagnostics import Diagnostic, warning
from plainleaf.model.nearest import did_you_mean
from plainleaf.model.project import ConvertedDocument
from plainleaf.model.review_log import ShownStatus
from plainleaf.quality.checks import CHECKS
from plainleaf.site.content_checks import ContentFindings
from plainleaf.site.parity_checks import is_caution_lost

_CODE = "waiver-unused"
_PARITY = "edition-parity"
_CONTENT_CHECKS = frozenset(check.code for check in CHECKS)
WAIVABLE = _CONTENT_CHECKS | WAIVABLE_FAULTS


def check_waivers(document: ConvertedDocument, findings: ContentFindings) -> Iterator[Diagnostic]:
    """Yield the waivers of an article that have no effect; `findings` are those of its content checks."""
    if document.status is ShownStatus.RETIRED:
        return
    seen: set[str] = set()
    for number, waiver in enumerate(document.source.front.waive):
        code, at = waiver.code, document.source.place(f"waive.{number}.code")
        if not code:  # the front matter has an error
            continue
        if code in CODES and code not in WAIVABLE:
            yield warning(
                _CODE, at, f"'{code}' can't be waived", "remove the entry, and mend what has this code"
            )
        elif code not in WAIVABLE:
            hint = did_you_mean(code, WAIVABLE) or "the code stands in brackets at the end of a finding"
            yield warning(_CODE, at, f"no finding has the code '{code}'", hint)
        elif code in seen:
            yield warning(
                _CODE, at, f"'{code}' is waived twice", "one entry waives all findings with its code"
            )
        elif _is_idle(code, document, findings):
            yield warning(_CODE, at, f"there is no finding '{code}' to be waived", "remove the entry")
        seen.add(code)


def _is_idle(code: str, document: ConvertedDocument, findings: ContentFindings) -> bool:
    """Say whether a waiver holds nothing back, as far as it can be told here."""
    if code in _CONTENT_CHECKS:
        return all(finding.diagnostic.code != code for finding in findings.waived)
    return code == _PARITY and not is_caution_lost(document)
