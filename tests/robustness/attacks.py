"""Sites in which each pattern of cases/scripts.yaml stands in every field that takes words."""

import json
from pathlib import Path
from typing import Any

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
        people[f"p{number}"] = {
            "name": words, "credentials": words, "role": f"{words} Advisory Board", "bio": words, "conflicts": words,
        }  # fmt: skip
        glossary[f"term{number} {words}"] = {"definition": words, "also": [f"also{number} {words}"]}
        topics[f"t{number}"] = {"title": f"{number} {words}", "summary": words}
        works.append(_work(f"w{number}", words))
        files[f"content/articles/a{number}.md"] = article(
            f"Words [@w{number}, {_locator(words)}]. A term{number} here.\n\n![{_alt(words)}](../images/a{number}.svg)",
            title=words,
            summary=words,
            authors=[f"p{number}"],
            topics=[f"t{number}"],
            conflicts=words,
            review=[{"status": "submitted", "date": "2026-01-01", "by": f"p{number}", "note": words}],
        )
        files[f"content/images/a{number}.svg"] = _drawing(words)
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
        f"  volume = {{{text}}},\n  pages = {{1--9}},\n  publisher = {{{text}}},\n  note = {{{text}}}\n}}\n"
    )


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
    texts = [pattern, f"A sentence {pattern} goes on.", f"> - {pattern}", f"## {one_line(pattern)}"]
    return [
        *(leaflet(text).html() for text in texts),
        leaflet("a", key_points=[one_line(pattern)], questions=[one_line(pattern)]).html(),
    ]
