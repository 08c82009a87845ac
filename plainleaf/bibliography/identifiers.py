"""DOI, PubMed numbers and web addresses: what they may look like, and what is dropped as none."""

import re
from urllib.parse import quote, unquote, urlsplit

from plainleaf.bibliography.latex_text import clean_text, decode_address

_DOI_PREFIX = re.compile(r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi\.org/|doi:?\s*)+", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_DOI_ADDRESS = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/(10\.\d{4,9}/\S+)", re.IGNORECASE)
_PMID = re.compile(
    r"(?:pmid:?\s*|https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|www\.ncbi\.nlm\.nih\.gov/pubmed)/)?(\d+)/?",
    re.IGNORECASE,
)
_PMCID = re.compile(r"(?:pmcid:?\s*)?(?:pmc)?\s*(\d+)", re.IGNORECASE)
_ARXIV = re.compile(
    r"(?:arxiv:)?((?:\d{4}\.\d{4,5}|[a-z.-]+/\d{7})(?:v\d+)?)(?:\s*\[[^\]]*\])?", re.IGNORECASE
)
_LONGEST_PMID = 8
_LONGEST_PMCID = 9
_URL_MACRO = re.compile(r"\\url\s*\{(.*)\}", re.DOTALL)
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069]")

# What an address may hold as it is; all else, and what could end an attribute, is percent-encoded.
_SAFE_IN_ADDRESS = "%/:?#[]@!$&()*+,;=-._~"


def parse_doi(value: str) -> str | None:
    r"""Return a bare DOI (`10.1000/xyz`) from a `doi` field, None where it is none.

    `https://doi.org/` and `doi:` in front are tolerated, so are escapes such as `\_` inside.
    """
    text = _INVISIBLE.sub("", clean_text(decode_address(_without_url_macro(value))))
    text = _DOI_PREFIX.sub("", text, count=1).rstrip(".,; ")
    if "%" in text and re.search(r"%(?:2F|28|29|3A|3B|3C|3E)", text, re.IGNORECASE):
        text = unquote(text)
    return text if _DOI.fullmatch(text) else None


def doi_of_address(url: str) -> str | None:
    """Return the DOI that an address of doi.org leads to, None for any other address."""
    found = _DOI_ADDRESS.fullmatch(url)
    return parse_doi(found[1]) if found else None


def parse_pmid(value: str) -> str | None:
    """Return a PubMed number, one to eight digits, None where it is none."""
    found = _PMID.fullmatch(clean_text(decode_address(value)))
    return found[1] if found and len(found[1]) <= _LONGEST_PMID and int(found[1]) else None


def parse_pmcid(value: str) -> str | None:
    """Return a PubMed Central number with its letters (`PMC10192831`), None where it is none."""
    found = _PMCID.fullmatch(clean_text(decode_address(value)))
    return f"PMC{found[1]}" if found and len(found[1]) <= _LONGEST_PMCID else None


def parse_arxiv(value: str) -> str | None:
    """Return an arXiv number (`2301.00001`, `q-bio/0601001`), None where it is none."""
    found = _ARXIV.fullmatch(clean_text(decode_address(value)))
    return found[1] if found else None


def parse_url(value: str) -> str | None:
    """Return a web address that is safe in a link, None for anything but http and https.

    Characters that an address can't hold are percent-encoded, a domain in another script becomes ASCII.
    Nothing with a space, a control character or another scheme (`javascript:`, `data:`) gets through.
    """
    text = decode_address(_without_url_macro(value))
    text = re.sub(r"\s*\n\s*", "", text.strip()).strip()
    text = _INVISIBLE.sub("", text)
    if not _SCHEME.match(text) or not text.isprintable() or " " in text:
        return None
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        _ = parts.port
        ascii_host = host if host.isascii() else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return None
    if not re.fullmatch(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?\.?|\[?[0-9a-f:.]+\]?", ascii_host):
        return None
    if not host.isascii():
        text = re.sub(re.escape(host), ascii_host, text, count=1, flags=re.IGNORECASE)
    text = text.replace("\\", "%5C")
    text = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text)
    return quote(text, safe=_SAFE_IN_ADDRESS)


def _without_url_macro(value: str) -> str:
    text = value.strip()
    while text.startswith("{") and text.endswith("}"):
        text = text[1:-1].strip()
    wrapped = _URL_MACRO.fullmatch(text)
    return wrapped[1] if wrapped else text
