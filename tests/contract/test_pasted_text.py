"""Whole articles as staff paste them from a word processor or a chat: nothing added but front matter and headings."""

import re

import pytest

from tests.contract.page_checks import groups, unsound, works
from tests.tiny_site import TinySite, article

WORD = """\
## What is “FMT”?

Fecal microbiota transplantation (FMT) is – for now – an option for one infection only:\u00a0*C.\u00a0difficile*【1】. In one trial the diarrhea stopped in 13\u00a0of\u00a016 people (81\u00a0%)\u202f— with the antibiotic alone in 4 of 13【2, 3】.

Your doctor’s team will ask you about:
•\tyour bowel habits,
•\tyour mood – including “bad days” – and
•\tall medicines that you take (≥\u202f3 months)
\to\tprescribed ones
\to\tones you’ve bought yourself
•\tallergies.

## How is it given?

1)\tFrom below, with an enema【4】
2)\tFrom above, through a tube
3)\tBy mouth, in capsules

Soft break:\x0bThis line was broken with Shift+Enter.
And this one follows at once.

The dose is ½\u2013¾ of a litre at 37\u00a0°C; p\u00a0<\u00a00.05, n\u00a0=\u00a015, 5 × 10⁹/mL, β-blockers, naïve T\u2011cells.

Ask us by e\u2011mail (questions@clinic.example) or on @clinic. See also Table\u00a01 [sic] and {note}.
"""

CHAT = """\
## Overview

Fecal microbiota transplantation (FMT) is being studied for depression【1†source】【2†source】. Evidence is **limited** and mixed【1†L10-L25】【3†source】.

## Key findings

- **Symptoms:** Scores fell in *some* trials【1†source】:
  - at 4 weeks,
  - at 8 weeks【2,4】.
- **Safety:** Mostly mild effects (nausea, bloating)【5†source】
- **Limits:** Small samples; short follow‑up【1-3】

## Steps

1. **Talk to your care team.** They know you.
   - Bring your list of medicines.
   - Ask about trials.
2. **Do not stop** your present treatment.

> “We need larger trials,” the authors write【6、7】.

| Study | People | Result |
|---|---|---|
| Pilot【1†source】 | 15 | No serious effects |
| Review【2†source】 | 681 | Fewer symptoms |

---

In short: promising, **not** proven【1–8】.
"""

OLD = """\
Lead line with three points:
· one
· two
◦ three

Dosage [see leaflet]:
* 5 mg in the morning
* 10 mg in the evening

Costs: $50 (or 45 €), 10 % less for members #1 & #2.

[1] First note, unlinked.
[2] Second note; see [3].

[Dose]: as before.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    listed = [f"{letter}2020" for letter in "abcdefgh"]
    files = {
        "content/articles/word.md": article(WORD, references=listed),
        "content/articles/chat.md": article(CHAT, references=listed),
        "content/articles/old.md": article(OLD),
        "content/articles/windows.md": "\ufeff" + article(WORD, references=listed).replace("\n", "\r\n"),
    }
    built = TinySite(tmp_path_factory.mktemp("pasted"), files).build()
    assert built.diagnostics == []
    assert built.published
    return built


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


# What is no word in the source: the marks of citations, bullets, numbers of items, lines of tables.
MARKS = re.compile(r"【[^】]*】|^\s*(?:[•·◦*-]|o(?=\t)|\d[.)])\s|^\|[-|]+\|$", re.MULTILINE)


@pytest.mark.parametrize(
    ("address", "source"), [("/word/", WORD), ("/chat/", CHAT), ("/old/", OLD), ("/windows/", WORD)]
)
def test_every_word_is_on_the_page_in_its_order(site, address, source):
    prose = site.prose(address)
    for marker in prose.select("sup.citations"):
        marker.decompose()
    assert words(prose.get_text(" ")) == words(MARKS.sub(" ", source))


def test_typographic_characters_stay(site):
    text = site.prose("/word/").get_text()
    for piece in (
        "“FMT”",
        "– for now –",
        "(81\u00a0%)\u202f—",
        "you’ve",
        "½–¾",
        "T\u2011cells",
        "10⁹/mL",
        "p\u00a0<\u00a00.05",
    ):
        assert piece in text


def test_bullets_under_a_line_are_a_list_of_two_levels(site):
    prose = site.prose("/word/")
    items = prose.find("ul").find_all("li", recursive=False)
    assert len(items) == 4
    assert [item.get_text().strip() for item in items[2].select("ul > li")] == [
        "prescribed ones",
        "ones you’ve bought yourself",
    ]
    assert "•" not in prose.get_text()


def test_numbers_with_parentheses_are_a_list(site):
    assert [len(item.find_all("li")) for item in site.prose("/word/").find_all("ol")] == [3]


def test_lists_of_a_chat_keep_their_levels(site):
    prose = site.prose("/chat/")
    first = prose.find("ul").find_all("li", recursive=False)
    assert [len(item.select("li")) for item in first] == [2, 0, 0]
    steps = prose.find("ol").find_all("li", recursive=False)
    assert [len(item.select("li")) for item in steps] == [2, 0]


def test_old_bullets(site):
    assert [len(found.find_all("li")) for found in site.prose("/old/").find_all("ul")] == [3, 2]
    assert "[1] First note" in site.prose("/old/").get_text()
    assert "[Dose]: as before." in site.prose("/old/").get_text()


def test_markers_of_a_chat_are_citations(site):
    page = site.page("/chat/")
    assert groups(page) == ["1", "2", "1", "3", "1", "2,4", "5", "1–3", "6,7", "1", "2", "1–8"]
    assert works(page) == [f"ref-{letter}2020" for letter in "abcdefgh"]
    assert "†" not in page.select_one("main").get_text()
    assert "【" not in page.select_one("main").get_text()


def test_line_ends_and_byte_order_mark_change_nothing(site):
    assert str(site.prose("/windows/")) == str(site.prose("/word/"))


def test_pages_are_sound(site):
    assert unsound(site) == {}
