"""Sites in which each pattern of cases/scripts.yaml stands in every field that takes words."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml

from tests.markup.leaflet import leaflet
from tests.tiny_site import KEYS, TinySite, article, entry

PATTERNS: list[str] = yaml.safe_load(
    (Path(__file__).parent / "cases/scripts.yaml").read_text(encoding="utf-8")
)["patterns"]

_TOGETHER = 4  # patterns in one field, so that the site has fewer pages


def one_line(pattern: str) -> str:
    return " ".join(pattern.split())


def in_groups() -> list[str]:
    """Return all patterns, a few at a time."""
    return [" ".join(map(one_line, PATTERNS[n : n + _TOGETHER])) for n in range(0, len(PATTERNS), _TOGETHER)]


def site_of(folder: Path, patterns: list[str]) -> TinySite:
    """Return a site with an article, a person, a term, a work, a topic and a plain page for each pattern."""
    people: dict[str, Any] = {"okafor": {"name": "Ben Okafor", "role": "Medical Advisory Board"}}
    glossary: dict[str, Any] = {}
    topics: dict[str, Any] = {}
    files: dict[str, str | bytes | None] = {}
    works = [entry(key) for key in KEYS]
    for number, pattern in enumerate(patterns):
        words = one_line(pattern)
        name = f"{number}{_file_name(words)}.svg"
        people[f"p{number}"] = {
            "name": words, "credentials": words, "role": f"{words} Advisory Board", "bio": words, "conflicts": words,
        }  # fmt: skip
        glossary[f"term{number} {words}"] = {"definition": words, "also": [f"also{number} {words}"]}
        topics[f"t{number}"] = {"title": f"{number} {words}", "summary": words}
        works.append(_work(f"w{number}", words))
        files[f"content/articles/a{number}.md"] = article(
            f"Words [@w{number}, {_locator(words)}; @w{number}page]. A term{number} here.\n\n"
            f'![{_alt(words)}](../images/a{number}.svg "{_alt(words)}")\n\n![A drawing](../images/{quote(name)})',
            title=words,
            summary=words,
            authors=[f"p{number}"],
            topics=[f"t{number}"],
            conflicts=words,
            review=[{"status": "submitted", "date": "2026-01-01", "by": f"p{number}", "note": words}],
        )
        files[f"content/images/a{number}.svg"] = _drawing(words)
        files[f"content/images/{name}"] = _drawing(words)
        files[f"content/pages/page{number}.md"] = article(
            "Words.", title=words, summary=words, authors=None, review=None
        )
    everywhere = patterns[:: max(1, len(patterns) // 12)]  # what stands on every page: one of each sort
    settings = {
        "name": " ".join(map(one_line, everywhere)),
        "tagline": " ".join(map(one_line, everywhere)),
        "base_url": "https://clinic.example/",
        "topics": topics,
        "disclaimers": {"general": " ".join(map(one_line, everywhere))},
        "navigation": [
            {"label": one_line(pattern), "address": f"/page{n}/"} for n, pattern in enumerate(everywhere)
        ],
    }
    files |= {
        "content/people.yaml": json.dumps(people),
        "content/glossary.yaml": json.dumps(glossary),
        "content/site.yaml": json.dumps(settings),
        "references.bib": "\n".join(works),
    }
    return TinySite(folder, files)


def _work(key: str, words: str) -> str:
    text = words.translate({ord(sign): " " for sign in '{}\\%#$&~^_@"'})
    return (
        f"@article{{{key},\n  author = {{{{{text}}}}},\n  title = {{{text} {key}}},\n  journal = {{{text}}},\n  year = {{2024}},\n"
        f"  volume = {{{text}}},\n  pages = {{1--9}},\n  publisher = {{{text}}},\n  note = {{{text}}},\n"
        f"  doi = {{10.1000/{_address(words)}}}\n}}\n"
        f"@misc{{{key}page,\n  author = {{Doe, Jane}},\n  title = {{A page of {key}}},\n  year = {{2024}},\n"
        f"  urldate = {{2026-01-01}},\n  url = {{https://works.example/{_address(words)}}}\n}}\n"
    )


def _address(words: str) -> str:
    """All that an address or a DOI in BibTeX may hold: behind a good beginning it stands on the page."""
    return "".join(sign for sign in words if sign not in "{}\\" and not sign.isspace() and sign.isprintable())


def _file_name(words: str) -> str:
    """All that a file's name may hold."""
    return "".join(sign for sign in words if sign not in "/\0")[:60]


def _locator(words: str) -> str:
    return "p. " + "".join(sign for sign in words if sign not in "[]【】;@\\")[:80]


def _alt(words: str) -> str:
    """A text of a picture in which nothing is HTML or a link: those have their own tests."""
    return "".join(sign for sign in words if sign not in "[]<>`&")


def _drawing(words: str) -> bytes:
    text = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>{text}</title></svg>'.encode()
    )


def bodies(pattern: str) -> list[str]:
    """Return the HTML of a pattern in the places of a body and in a key point, whatever the report says."""
    line = one_line(pattern)
    texts = [
        pattern, f"A sentence {pattern} goes on.", f"> - {pattern}", f"## {line}", f"## Words {{#{line}}}",
        f"[a]({line})", f'[a](<{line}> "{line}")', f'![{line}](/images/a.svg "{line}")', f"![a](<{line}>)",
        f'[a][b]\n\n[b]: {line} "{line}"', f"a[^{line}]\n\n[^{line}]: {line}", f"```{line}\na\n```",
        f"::: info {line}\n{line}\n:::", f"::: facts\ntitle: {line}\n:::", f"[@a2020, {line}]",
    ]  # fmt: skip
    return [
        *(leaflet(text).html() for text in texts),
        leaflet("a", key_points=[line], questions=[line]).html(),
    ]


def fields_that_lead_to_a_work(pattern: str) -> list[str]:
    """Return BibTeX entries that have a pattern, as it is, in a field whose value becomes an address."""
    words = one_line(pattern)
    fields = [
        f"{field} = {{{words}}}"
        for field in ("url", "doi", "pmid", "pmcid", "eprint", "howpublished", "note")
    ]
    fields += [f"{fields[4]},\n  {more}" for more in ("archiveprefix = {arxiv}", "eprinttype = {pubmed}")]
    entry_of = "@misc{{k{},\n  author = {{Doe, Jane}},\n  title = {{A}},\n  {}\n}}\n".format
    return [entry_of(number, field) for number, field in enumerate(fields)]
