"""The interface words that stand inside a text, in the page's language."""

from collections.abc import Mapping

import msgspec


class BodyWords(msgspec.Struct, frozen=True):
    """Forms with names in braces; `callouts` has the word of each kind of box."""

    reference: str = "Reference {number}"
    back_to_text: str = "Back to the text"
    table: str = "Table: {heading}"
    term: str = "Meaning of {term}"
    callouts: Mapping[str, str] = {}
    facts_with: str = "With it"
    facts_without: str = "Without it"
    facts_yes: str = "{count} of {out_of} people"
    facts_no: str = "{count} of {out_of} people did not"
    facts_group: str = "Group"
    facts_had: str = "Yes"
    facts_had_not: str = "No"
