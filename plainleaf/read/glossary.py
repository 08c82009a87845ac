"""`content/glossary.yaml`: words that need explaining, and their plain meaning."""

from plainleaf.model.diagnostics import Diagnostic, error
from plainleaf.model.settings import Term
from plainleaf.model.yaml_values import Mapping, Scalar
from plainleaf.read.fields import Fields
from plainleaf.read.yaml_text import parse_fields


def read_glossary(text: str, path: str) -> tuple[tuple[Term, ...], list[Diagnostic]]:
    """Return the terms in the order of the file, and what is wrong in it.

    A term is `term: {definition: …, also: [other forms]}`, or for short `term: definition`.
    """
    value, unreadable, diagnostics = parse_fields(text, path)
    if value is None:
        return (), diagnostics
    if not isinstance(value, Mapping):
        hint = "write each as  term: {definition: …}"
        return (), [error("front-matter-field", value.at, "the file holds no terms", hint)]
    terms = []
    for name, entry in Fields(value, diagnostics, unreadable=unreadable).values.items():
        if isinstance(entry, Mapping):
            fields = Fields(entry, diagnostics, f"{name}.")
            fields.known(("definition", "also"), "field of a term", strict=False)
            terms.append(Term(name, fields.text("definition", required=True), fields.texts("also")))
        elif isinstance(entry, Scalar) and not entry.is_empty:
            terms.append(Term(name, " ".join(entry.text.split())))
        else:
            hint = f"write it as  {name}: the meaning in plain words"
            diagnostics.append(error("front-matter-field", entry.at, f"'{name}' has no definition", hint))
    return tuple(terms), diagnostics
