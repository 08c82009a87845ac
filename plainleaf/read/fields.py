"""Reads the fields of a mapping one by one, and gathers what is wrong with each."""

import datetime
import re
from collections.abc import Iterable

import msgspec

from plainleaf.model.diagnostics import Diagnostic, Position, error, warning
from plainleaf.model.nearest import did_you_mean
from plainleaf.model.yaml_values import Mapping, Scalar, Sequence, Value

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
# The well-formed tags of BCP 47 that we use: a language, then script, region and variants.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
_TRUE = ("true", "yes", "on")
_FALSE = ("false", "no", "off")


def language_tag(text: str) -> str | None:
    """Return a language tag in the usual case of its letters (RFC 5646, 2.1.1): `pt-BR`, `zh-Hant`; or None."""
    if not _LANGUAGE.match(text):
        return None
    first, *rest = text.lower().split("-")
    case = {2: str.upper, 4: str.title}
    return "-".join([first, *(case.get(len(part), str)(part) for part in rest)])


def parse_date(text: str) -> datetime.date | None:
    """Return the date that `YYYY-MM-DD` names, or None."""
    if not _DATE.match(text):
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


class Fields:
    """The fields of one mapping.

    Each reader returns the field's value, or its default where the field is absent, empty or wrong; a wrong
    one is added to `diagnostics`. `prefix` is the way from the file's top (`review.0.`), for `places`.
    `unreadable` are fields about which YAML's own fault was reported: they are not missing.
    """

    def __init__(
        self,
        mapping: Mapping,
        diagnostics: list[Diagnostic],
        prefix: str = "",
        code: str = "front-matter-field",
        unreadable: frozenset[str] = frozenset(),
    ) -> None:
        self.at = mapping.at
        self.unreadable = unreadable
        self.code = code
        self.prefix = prefix
        self.diagnostics = diagnostics
        self.places: dict[str, Position] = {}
        self.values: dict[str, Value] = {}
        self.names: dict[str, Position] = {}
        for name, value in mapping.entries:
            if name.text in self.values:
                self.fault(name.at, f"the field '{name.text}' stands twice", "keep one of the two")
                continue
            self.values[name.text] = value
            self.names[name.text] = name.at
            self.places[prefix + name.text] = value.at

    def fault(self, at: Position, message: str, hint: str | None = None) -> None:
        """Add an error with this mapping's code."""
        self.diagnostics.append(error(self.code, at, message, hint))

    def known(self, names: Iterable[str], what: str = "field", *, strict: bool = True) -> None:
        """Report every field whose name is not among `names`: as a warning where not `strict`."""
        known = list(names)
        for name, at in self.names.items():
            if name not in known:
                hint = did_you_mean(name, known) or f"the {what}s are: {', '.join(known)}"
                message = f"unknown {what} '{name}'"
                if strict:
                    self.fault(at, message, hint)
                else:
                    self.diagnostics.append(warning("settings-field", at, message, hint))

    def present(self, name: str) -> Value | None:
        """Return the value of a field, or None where it is absent or empty."""
        value = self.values.get(name)
        if value is None or (isinstance(value, Scalar) and value.is_empty):
            return None
        return value

    def require(self, name: str, hint: str | None = None) -> Value | None:
        """Return the value of a field, and report it where it is missing."""
        value = self.present(name)
        if name in self.unreadable:
            return None
        if value is None or (isinstance(value, Scalar) and not value.text.strip()):
            at = self.names.get(name, self.at)
            self.fault(at, f"the field '{name}' is {'empty' if name in self.names else 'missing'}", hint)
            return None
        return value

    def text(self, name: str, default: str = "", *, required: bool = False, hint: str | None = None) -> str:
        """Return a text with runs of blanks folded into one."""
        value = self.require(name, hint) if required else self.present(name)
        if value is None:
            return default
        return self._one_text(value, name) or default

    def _one_text(self, value: Value, name: str) -> str:
        if isinstance(value, Scalar):
            return " ".join(value.text.split())
        hint = 'put the text in quotes: "…"' if isinstance(value, Mapping) else None
        self.fault(value.at, f"the field '{name}' is one text, not a list or fields", hint)
        return ""

    def texts(
        self, name: str, *, required: bool = False, hint: str | None = None, ids: bool = False
    ) -> tuple[str, ...]:
        """Return a list of texts; a single text counts as a list of one.

        With `ids` it may hold several with commas between, which no id has in it.
        """
        value = self.require(name, hint) if required else self.present(name)
        if value is None:
            return ()
        items = value.items if isinstance(value, Sequence) else (value,)
        if ids and isinstance(value, Scalar):
            items = tuple(msgspec.structs.replace(value, text=part) for part in value.text.split(","))
        found: list[str] = []
        for item in items:
            if isinstance(item, Mapping):
                self.fault(
                    item.at,
                    f"an entry of '{name}' is a text, not fields",
                    "put the entry in quotes, because it holds a colon",
                )
            elif isinstance(item, Sequence):
                self.fault(item.at, f"an entry of '{name}' is a text, not a list")
            elif item.is_empty or not item.text.strip():
                self.fault(item.at, f"an entry of '{name}' is empty", "write the entry or remove its line")
            else:
                self.places[f"{self.prefix}{name}.{len(found)}"] = item.at
                found.append(" ".join(item.text.split()))
        if required and not found and isinstance(value, Sequence) and not value.items:
            self.fault(value.at, f"the field '{name}' is empty", hint)
        return tuple(found)

    def date(self, name: str, *, required: bool = False, hint: str | None = None) -> datetime.date | None:
        """Return a date written `YYYY-MM-DD`, quoted or not."""
        value = self.require(name, hint) if required else self.present(name)
        if value is None:
            return None
        text = value.text.strip() if isinstance(value, Scalar) else ""
        found = parse_date(text)
        if found is None:
            hint = "the calendar has no such day" if _DATE.match(text) else "write it as YYYY-MM-DD"
            written = f"'{text}'" if text else "a list"
            self.fault(value.at, f"the field '{name}' is no date: {written}", hint)
        return found

    def language(self, name: str, default: str) -> str:
        """Return a language tag in the usual case of its letters."""
        written = self.text(name, default)
        tag = language_tag(written)
        if tag is None:
            hint = "such as en, es or pt-BR (BCP 47)"
            self.fault(self.places[self.prefix + name], f"'{written}' is no language tag", hint)
        return tag or default

    def yes(self, name: str, *, default: bool) -> bool:
        """Return a yes-or-no field."""
        value = self.present(name)
        if value is None:
            return default
        word = value.text.lower() if isinstance(value, Scalar) else ""
        if word not in _TRUE + _FALSE:
            self.fault(value.at, f"the field '{name}' is true or false")
            return default
        return word in _TRUE

    def whole_number(self, name: str, default: int, lowest: int, highest: int) -> int:
        """Return a whole number within bounds."""
        value = self.present(name)
        if value is None:
            return default
        digits = value.text if isinstance(value, Scalar) else ""
        if not digits.isascii() or not digits.isdigit() or not lowest <= int(digits[:9]) <= highest:
            self.fault(value.at, f"the field '{name}' is a whole number from {lowest} to {highest}")
            return default
        return int(digits)

    def mappings(self, name: str, what: str) -> list["Fields"]:
        """Return the fields of each entry of a list of mappings."""
        value = self.present(name)
        if value is None:
            return []
        if not isinstance(value, Sequence):
            self.fault(value.at, f"the field '{name}' is a list: one line that begins with - for each {what}")
            return []
        found: list[Fields] = []
        for item in value.items:
            if isinstance(item, Mapping):
                prefix = f"{self.prefix}{name}.{len(found)}."
                found.append(Fields(item, self.diagnostics, prefix, self.code))
            else:
                self.fault(item.at, f"an entry of '{name}' is a {what} with its fields")
        return found

    def mapping(self, name: str, what: str) -> "Fields | None":
        """Return the fields below a field, or None where it is absent or wrong."""
        value = self.present(name)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            self.fault(value.at, f"the field '{name}' holds {what}")
            return None
        return Fields(value, self.diagnostics, f"{self.prefix}{name}.", self.code)
