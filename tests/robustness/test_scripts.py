"""No pattern by which people have made a browser run a script passes through any field."""

import re

import pytest
from bs4 import BeautifulSoup

from plainleaf.bibliography.ama import format_reference
from plainleaf.bibliography.bibtex import parse_bibliography
from tests.robustness.attacks import PATTERNS, bodies, fields_that_lead_to_a_work, in_groups, site_of

RUNNING = re.compile(r"\s*(?:javascript|vbscript|data|blob|filesystem)\s*:", re.IGNORECASE)


def nothing_runs(html: str) -> None:
    """See that nothing in a page runs but the site's own scripts, as their addresses tell."""
    for element in BeautifulSoup(html, "html.parser").find_all(True):
        assert element.name not in {"iframe", "object", "embed", "form", "base", "math", "frame", "portal"}
        if element.name == "script" and element.get("type") != "application/ld+json":
            assert re.fullmatch(r"/assets/[a-z-]+\.[0-9a-f]{12}\.js", element.get("src", "")), element
        for name, value in element.attrs.items():
            assert not name.startswith("on"), element
            if name in ("href", "src", "action", "formaction", "data", "poster"):
                # As a browser reads it (WHATWG URL): tabs and line ends don't count, nor what stands before it.
                address = re.sub(r"[\t\r\n]", "", str(value)).lstrip("".join(map(chr, range(33))))
                assert not RUNNING.match(address), element


def test_the_table_is_long():
    assert len(PATTERNS) >= 100
    assert len(set(PATTERNS)) == len(PATTERNS)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_in_a_body(pattern):
    nothing_runs("\n".join(bodies(pattern)))


@pytest.mark.parametrize("pattern", PATTERNS)
def test_in_the_addresses_of_a_work(pattern):
    """A field that is no address leads nowhere."""
    for text in fields_that_lead_to_a_work(pattern):
        for reference in parse_bibliography(text, "references.bib").references.values():
            for segment in format_reference(reference):
                assert re.match(r"https?://|\Z", segment.href or ""), segment


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Every pattern in every field of one site."""
    outcome = site_of(tmp_path_factory.mktemp("scripts"), in_groups()).build()
    assert outcome.published, outcome.errors[:20]
    return outcome


def test_in_every_other_field(built):
    assert len(built.addresses) > len(PATTERNS)
    for address in built.addresses:
        nothing_runs(built.html(address))
    pages = "".join(built.html(address) for address in built.addresses)
    groups = len(in_groups())
    for known in (
        r'href="https://works\.example/[^"]*alert',
        r'href="https://doi\.org/10\.1000/[^"]*alert',
        r'src="/images/[^"]*alert[^"]*\.svg"',
        r'alt="[^"]*alert',
        r"<figcaption[^>]*>[^<]*alert",
    ):
        assert len(re.findall(known, pages)) > groups / 2, known


def test_jinja_is_printed_and_not_run(tmp_path):
    """Words that stand for themselves show that they came through every field as they are."""
    outcome = site_of(tmp_path, ["{{ 7*191 }}{% raw %}{# note #}"]).build()
    assert outcome.published, outcome.errors
    printed = 0
    for path in outcome.output.rglob("*"):
        if path.is_file():
            text = path.read_bytes().decode("utf-8", errors="replace")
            assert "1337" not in re.sub(r"[0-9a-f]{12,}", "", text), path
            printed += text.count("{{ 7*191 }}{% raw %}{# note #}")
    assert printed > 30
