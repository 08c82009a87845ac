"""Makes a clinic's files for measuring: N articles of about 900 words with 12 citation groups, and M references."""

import random
from pathlib import Path

_WORDS = (
    "sleep gut mood brain care people study may help days weeks doctor talk food medicine trial small risk group"
    " with from about after before people live body nerve signals feel better worse slowly often some more than"
    " tell ask check clinic plan support change daily habit evidence shows unclear still early results need"
).split()
_TOPICS = ("sleep", "mood", "fmt", "food", "anxiety", "depression", "research", "medicines")
_SETTINGS = "name: Benchmark Clinic\nbase_url: https://clinic.example/\n"
_PEOPLE = """\
rivera: {name: Ana Rivera, role: Author}
okafor: {name: Ben Okafor, credentials: MD, role: Medical Advisory Board}
"""


def make_site(folder: Path, articles: int, references: int) -> None:
    """Write content/ and references.bib below a folder; the same numbers give the same files."""
    chance = random.Random(articles)  # noqa: S311 - no secret, and the same every time
    (folder / "content" / "articles").mkdir(parents=True)
    (folder / "content" / "site.yaml").write_text(_SETTINGS, encoding="utf-8")
    (folder / "content" / "people.yaml").write_text(_PEOPLE, encoding="utf-8")
    entries = "".join(_entry(number, chance) for number in range(references))
    (folder / "references.bib").write_text(entries, encoding="utf-8")
    for number in range(articles):
        text = _article(number, articles, references, chance)
        (folder / "content" / "articles" / f"article-{number}.md").write_text(text, encoding="utf-8")


def _entry(number: int, chance: random.Random) -> str:
    title = " ".join(chance.choices(_WORDS, k=9)).capitalize()
    return (
        f"@article{{work{number},\n  author = {{Doe{number}, Jane and Roe, Richard and Poe, Ann}},\n"
        f"  title = {{{title}}},\n  journal = {{Journal of Tests}},\n  year = {{{2005 + number % 20}}},\n"
        f"  volume = {{{number % 90 + 1}}},\n  number = {{2}},\n  pages = {{{number}--{number + 9}}},\n"
        f"  doi = {{10.1000/test.{number}}}\n}}\n\n"
    )


def _article(number: int, articles: int, references: int, chance: random.Random) -> str:
    topics = ", ".join(chance.sample(_TOPICS, 2))
    front = (
        f"---\ntitle: Article {number} about {chance.choice(_WORDS)} and {chance.choice(_WORDS)}\n"
        f"summary: What people ask about {chance.choice(_WORDS)}.\ndate: 2026-01-01\nauthors: [rivera]\n"
        f"topics: [{topics}]\nkey_points:\n  - A first point.\n  - A second point.\n"
        "review:\n  - {status: submitted, date: 2026-01-01, by: rivera}\n---\n"
    )
    sections = []
    for section in range(6):
        paragraphs = [_paragraph(references, chance) for _ in range(2)]
        link = f"Read [more](/article-{chance.randrange(articles)}/) about it."
        points = "\n".join(f"- {' '.join(chance.choices(_WORDS, k=6))}" for _ in range(3))
        sections.append(
            f"\n## Section {section} on {chance.choice(_WORDS)}\n\n{paragraphs[0]}\n\n{points}\n\n"
            f"{paragraphs[1]} **{chance.choice(_WORDS)}** {link}\n"
        )
    return front + "".join(sections)


def _paragraph(references: int, chance: random.Random) -> str:
    keys = [f"@work{chance.randrange(references)}" for _ in range(chance.choice((1, 1, 2, 3)))]
    sentences = [" ".join(chance.choices(_WORDS, k=11)).capitalize() for _ in range(5)]
    return f"{'. '.join(sentences)} [{'; '.join(keys)}]."
