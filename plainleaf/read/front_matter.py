"""The front matter of a Markdown file: where it stands, and its fields as typed values."""

import datetime
import re
from pathlib import PurePath

from plainleaf.model.articles import Body, FrontMatter, SourceDocument, Waiver
from plainleaf.model.diagnostics import Diagnostic, Position, error, has_errors
from plainleaf.model.nearest import did_you_mean
from plainleaf.model.review_log import ReviewStep, Status
from plainleaf.model.yaml_values import Mapping
from plainleaf.read.fields import Fields
from plainleaf.read.yaml_text import parse_fields

ARTICLE_FIELDS = (
    "title", "summary", "date", "updated", "slug", "lang", "translation_of", "authors", "topics",
    "conditions", "references", "key_points", "questions", "conflicts", "waive", "review",
)  # fmt: skip
STEP_FIELDS = ("status", "date", "by", "due", "digest", "original", "note")
# What word processors and thumbs make of a line of three hyphens.
_LIKE_DASHES = re.compile(r"(?:--|-{4,}|[-‐‑–—−]*[‐‑–—−][-‐‑–—−]*)\Z")
# Where YAML knows the common blank alone: before a field, behind its dash and behind its colon.
_YAML_BLANKS = re.compile(r"(?m)^[^\S\n\t]*(?:-[^\S\n\t]+)?(?:[a-z_0-9-]+:[^\S\n\t]+)?")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}\Z")
_ICD10 = re.compile(r"[A-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?\Z")
_NO_DATE = datetime.date(1, 1, 1)


def split_front_matter(text: str, path: str) -> tuple[str, Body, list[Diagnostic]]:
    """Return the YAML between the lines of `---`, the body, and what is wrong.

    The YAML begins on the line after the first `---`, which may have blank lines before it.
    """
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    at = Position(path, start + 1)
    opening = lines[start].rstrip()
    if opening != "---" and not _LIKE_DASHES.match(opening):
        hint = (
            "begin the file with a line of ---, the fields title, summary, date and authors, and one more ---"
        )
        fault = error("front-matter-missing", at, "the file does not begin with front matter", hint)
        return "", Body(text, path, 1), [fault]
    faults = []
    for number in range(start, len(lines)):
        line = lines[number].rstrip()
        if _LIKE_DASHES.match(line):
            message = f"this line is '{line}', not three hyphens"
            hint = "write ---; a word processor may have made a dash of it"
            faults.append(error("front-matter-syntax", Position(path, number + 1), message, hint))
        elif number == start or line not in ("---", "..."):
            continue
        if number > start:
            body = Body("\n".join(lines[number + 1 :]), path, number + 2)
            # One empty line for each line before, so that YAML's own line numbers are the file's.
            yaml_text = "\n" * (start + 1) + "\n".join(lines[start + 1 : number])
            return _with_plain_blanks(yaml_text), body, faults
    hint = "put a line of --- after its last field"
    faults.append(error("front-matter-syntax", at, "the front matter is not closed", hint))
    return "", Body("", path, len(lines)), faults


def _with_plain_blanks(yaml_text: str) -> str:
    return _YAML_BLANKS.sub(lambda found: re.sub(r"[^\S\n]", " ", found[0]), yaml_text)


def read_document(
    text: str, path: str, content_path: str, default_lang: str, *, is_article: bool
) -> tuple[SourceDocument, list[Diagnostic]]:
    """Return the article or plain page that a file's text holds, with every fault of its front matter.

    `path` is shown in diagnostics; `content_path` is that below the content folder.
    """
    yaml_text, body, diagnostics = split_front_matter(text, path)
    stem = PurePath(path).stem.encode("utf-8", errors="replace").decode()  # a name on disk need not be text
    value, unreadable, faults = parse_fields(yaml_text, path)
    diagnostics += faults
    if not isinstance(value, Mapping):
        if not diagnostics:
            line = len(yaml_text) - len(yaml_text.lstrip("\n"))
            hint = "a field is a name, a colon, a blank and a value, such as  title: My title"
            at = value.at if value else Position(path, line + 1)
            diagnostics.append(error("front-matter-syntax", at, "the front matter holds no fields", hint))
        front = FrontMatter(stem, "", _NO_DATE, stem, default_lang, {})
        return SourceDocument(path, content_path, front, body, is_article, complete=False), diagnostics
    fields = Fields(value, diagnostics, unreadable=unreadable)
    front = _typed(fields, stem, default_lang, is_article=is_article)
    document = SourceDocument(
        path,
        content_path,
        front,
        body,
        is_article,
        complete=not has_errors(diagnostics),
        front_text=yaml_text,
    )
    return document, diagnostics


def _typed(fields: Fields, stem: str, default_lang: str, *, is_article: bool) -> FrontMatter:
    known = ARTICLE_FIELDS if is_article else tuple(name for name in ARTICLE_FIELDS if name != "review")
    fields.known(known)
    title = fields.text("title", stem, required=True)
    summary = fields.text(
        "summary", required=is_article, hint="one or two plain sentences for lists and search"
    )
    date = fields.date("date", required=is_article, hint="the day of first publication, as YYYY-MM-DD")
    updated = fields.date("updated")
    if updated and date and updated < date:
        fields.fault(fields.places["updated"], f"'updated' ({updated}) is before 'date' ({date})")
    lang = fields.language("lang", default_lang)
    return FrontMatter(
        title=title,
        summary=summary,
        date=date or _NO_DATE,
        updated=updated,
        slug=fields.text("slug", stem),
        lang=lang,
        translation_of=fields.text("translation_of") or None,
        authors=fields.texts(
            "authors", required=is_article, hint="ids of people.yaml, such as [rivera]", ids=True
        ),
        topics=fields.texts("topics", ids=True),
        icd10=_icd10(fields),
        references=fields.texts("references", ids=True),
        key_points=fields.texts("key_points"),
        questions=fields.texts("questions"),
        conflicts=fields.text("conflicts"),
        waive=_waivers(fields),
        review=_review_log(fields) if is_article else (),
        places=fields.places,
    )


def _icd10(fields: Fields) -> tuple[str, ...]:
    conditions = fields.mapping("conditions", "codes by their system, such as  icd10: [F32]")
    if conditions is None:
        return ()
    conditions.known(("icd10",), "code system")
    codes = conditions.texts("icd10", ids=True)
    for number, code in enumerate(codes):
        if not _ICD10.match(code):
            hint = "a capital letter and two digits, such as F32 or F41.1"
            fields.fault(conditions.places[f"conditions.icd10.{number}"], f"'{code}' is no ICD-10 code", hint)
    return codes


def _waivers(fields: Fields) -> tuple[Waiver, ...]:
    waivers = []
    for entry in fields.mappings("waive", "finding"):
        entry.known(("code", "reason"))
        fields.places.update(entry.places)
        waivers.append(Waiver(entry.text("code", required=True), entry.text("reason", required=True)))
    return tuple(waivers)


def _review_log(fields: Fields) -> tuple[ReviewStep, ...]:
    """Return the steps up to the first that can't be read: what follows one is judged by it."""
    steps = []
    faults = len(fields.diagnostics)
    for number, entry in enumerate(fields.mappings("review", "step")):
        entry.known(STEP_FIELDS)
        fields.places[f"review.{number}"] = entry.at
        written = entry.text("status", required=True)
        date = entry.date("date", required=True)
        by = entry.text("by", required=True, hint="the id of a person in people.yaml")
        due, digest, note = entry.date("due"), entry.text("digest") or None, entry.text("note")
        original = entry.text("original") or None
        if original and not _DIGEST.match(original):
            hint = "the commands  build.py review …  write it; remove it if you did"
            entry.fault(entry.places[f"{entry.prefix}original"], f"'{original}' is no digest", hint)
        if written and written not in list(Status):
            names = [status.value for status in Status]
            hint = did_you_mean(written, names) or f"the statuses are: {', '.join(names)}"
            at = entry.places[f"{entry.prefix}status"]
            fields.diagnostics.append(error("review-step", at, f"unknown status '{written}'", hint))
        if date and len(fields.diagnostics) == faults:
            steps.append(ReviewStep(Status(written), date, by, entry.at, due, digest, note, original))
    return tuple(steps)
