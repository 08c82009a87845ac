"""Words of the glossary in a text: which are marked, where, and what opens from them."""

import pytest

from plainleaf.markup.terms import TermMarks, term_ids
from plainleaf.model.settings import Term
from tests.markup.leaflet import leaflet
from tests.tiny_site import TinySite, article

GLOSSARY = (
    Term("Gut-brain axis", "Signals."),
    Term("Gut", "The bowel."),
    Term("Irritable bowel syndrome (IBS)", "Belly pain.", ("IBS",)),
    Term("Probiotic", "Live microbes.", ("probiotics",)),
    Term("Analysis", "Taking apart."),
    Term("Stress-hormone system (HPA axis)", "A chain.", ("HPA axis",)),
    Term("AIDS", "An illness."),
    Term("X-ray", "A picture."),
    Term("Q&A", "Questions."),
    Term("patient's own nerves", "Nerves."),
    Term("Ärztin", "A doctor."),
    Term("5-HT", "Serotonin."),
    Term("腸", "Bowel."),
    Term("amp", "A word that looks like a character reference."),
    Term("0", "What the token of a first citation looks like."),
)


def marked(body: str) -> list[str]:
    """Return the words of a text that open their meaning."""
    return [word.get_text() for word in leaflet(body, GLOSSARY).body().select(".term")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The gut-brain axis.", ["gut-brain axis"]),
        ("The gut–brain axis, the gut‑brain axis.", ["gut–brain axis"]),
        ("The gut-brain\naxis.", ["gut-brain\naxis"]),
        ("The gut-brain&nbsp;axis.", ["gut-brain\xa0axis"]),
        ("GUT BRAIN, Gut", ["GUT"]),
        ("The gut, the gut-brain axis.", ["gut", "gut-brain axis"]),
        ("Gut-brain axes", ["Gut"]),
        ("guts, gutter, rotgut, gut_a", []),
        ("gut's, gut’s, (gut), “gut”", ["gut"]),
        ("gut-friendly", ["gut"]),
        ("anti-gut, meta-analysis, e‑analysis", []),
        ("a@gut.example, gut@a.example, gut.example, x.gut", []),
        ("It ends in the gut.", ["gut"]),
        ("IBS, ibs, Ibs", ["IBS"]),
        ("ibs, Ibs, IBSs", []),
        ("IBS-D", ["IBS"]),
        ("Irritable Bowel Syndrome", ["Irritable Bowel Syndrome"]),
        ("irritable bowel syndrome (IBS)", ["irritable bowel syndrome (IBS)"]),
        ("irritable bowel (IBS)", ["IBS"]),
        ("HPA Axis, hpa axis", ["HPA Axis"]),
        ("hpa axis", []),
        ("hearing aids", []),
        ("an X-Ray, an x-ray", ["X-Ray"]),
        ("a Q&A here, Q&amp;A", ["Q&A"]),
        ("gut &amp; brain &lt;gut&gt;", ["gut"]),
        ("the patient’s own nerves", ["patient’s own nerves"]),
        ("ÄRZTIN, Ärztinnen", ["ÄRZTIN"]),
        ("gu\u0301t, gut\u0301, e\u0301gut", []),
        ("5-HT【5】 【1】", ["5-HT"]),
        ("【1】gut【2】", ["gut"]),
        ("大腸と脳", ["腸"]),
        ("a & b &amp; c, amp", ["amp"]),
        ("a【3】 0 b", []),
        ("probiotics, probiotic", ["probiotics"]),
        ("Stress-hormone system", ["Stress-hormone system"]),
    ],
)
def test_which_words_are_marked(text, words):
    assert marked(text) == words


@pytest.mark.parametrize(
    "body",
    [
        "## Gut",
        "[gut](/x/)",
        "`gut`",
        "    gut",
        "```\ngut\n```",
        "a^b <sup>gut</sup> <sub>gut</sub>",
        "| gut |\n|---|\n| a |",
        "<table><tr><th>gut</th><td>a</td></tr></table>",
        "<table><caption>gut</caption><tr><td>a</td></tr></table>",
        '![gut](images/a.png "gut")',
        'a ![gut](images/a.png "gut")',
        "<abbr title='gut'>gut</abbr>",
        "<dfn>gut</dfn>",
        "gut\n: ",
        "<details><summary>gut</summary></details>",
        "<del>gut</del> <s>gut</s> <kbd>gut</kbd>",
        "<ruby>字<rt>gut</rt></ruby>",
        "::: info gut\na\n:::",
        "::: info The *gut* and more\na\n:::",
        "::: crisis\nThe gut.\n\n::: info\ngut\n:::\n\ngut\n:::",
        "::: facts\noutcome: gut\nwith: 1\nwithout: 2\nout_of: 3\nsource: a2020\n:::",
        "[see gut @a2020, gut]",
        "[the *gut* of **gut**](/x/)",
        '<span title="gut">a</span>',
    ],
)
def test_where_nothing_is_marked_the_next_place_is(body):
    text = leaflet(f"{body}\n\nthen, *gut* and gut", GLOSSARY)
    words = text.body().select(".term")
    assert [word.get_text() for word in words] == ["gut"]
    assert words[0].parent.name == "em"


def test_where_words_are_marked():
    body = "- *gut*\n- a\n\n> IBS\n\n::: warning T\nprobiotics\n:::\n\n| a |\n|---|\n| X-ray |\n\na[^1]\n\n[^1]: Q&A"
    assert marked(body) == ["gut", "IBS", "probiotics", "X-ray", "Q&A"]


def test_a_marked_word_has_a_button_that_opens_its_card_and_holds_no_word():
    body = leaflet("Your Q&A.", GLOSSARY).body()
    button = body.select_one(".term button")
    label = "Meaning of Q&A"
    assert button.attrs == {"type": "button", "popovertarget": "term-q-a", "aria-label": label}
    assert str(body.select_one("p")).startswith('<p>Your <span class="term">Q&amp;A<button')
    for control in body.select("button"):
        control.decompose()  # as reader modes do
    assert body.get_text().strip() == "Your Q&A."


def test_only_the_body_is_marked_and_its_words_stay():
    plain = leaflet("A gut [@a2020] .", key_points=["The gut."], questions=["My gut?"])
    with_terms = leaflet("A gut [@a2020] .", GLOSSARY, key_points=["The gut."], questions=["My gut?"])
    assert with_terms.editions == plain.editions
    assert len(with_terms.page().select("button")) == len(with_terms.body().select("button")) == 1
    assert with_terms.page().get_text() == plain.page().get_text()
    assert str(with_terms.body()).count("</button></span><sup") == 1


def test_ids_of_terms_are_readable_and_no_two_alike():
    names = ["Gut-brain axis", "gut brain axis", "Irritable bowel syndrome (IBS)", "腸", "?", "!", "Ärztin"]
    assert term_ids(tuple(Term(name, "a") for name in names)) == (
        "term-gut-brain-axis",
        "term-gut-brain-axis-2",
        "term-irritable-bowel-syndrome-ibs",
        "term-腸",
        "term-word",
        "term-word-2",
        "term-arztin",
    )


def test_a_heading_never_takes_the_id_of_a_card():
    page = leaflet("## Term gut\n\n<p id='term-gut'>a gut</p>", GLOSSARY).body()
    assert page.select_one("h2")["id"] == "about-term-gut"
    assert not page.select("#term-gut")


def test_terms_in_a_glossary_that_share_a_form_don_t_disturb_one_another():
    terms = (Term("Trial", "a", ("study",)), Term("Study", "b"), Term("aids", "c"), Term("AIDS", "d"))
    marks = TermMarks(terms, "{term}?")
    assert marks.text("study, AIDS, trial, aids").count("<button") == 3
    assert marks.found == (0, 3, 2)


@pytest.mark.parametrize(
    "text", ["gut " * 50_000, "gut" + " " * 200_000 + "x", "&" * 100_000, "irritable bowel " * 20_000]
)
def test_long_texts_take_no_longer_than_their_length(text):
    assert TermMarks(GLOSSARY, "{term}?").text(text).count("<button") <= 2


# On the pages


FILES = {
    "content/glossary.yaml": (
        "Gut-brain axis: {definition: 'Signals <both> ways.', also: [axis]}\n"
        "Probiotic: {definition: Live microbes.}\nUnused: {definition: Never used.}\n"
    ),
    "content/articles/fmt.md": article(
        "A probiotic.\n\nThe axis.\n\n::: audience clinician\nNo more.\n:::",
        key_points=["The axis."],
        questions=["A probiotic?"],
    ),
    "content/pages/about.md": "---\ntitle: About\n---\n\nA probiotic.\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    outcome = TinySite(tmp_path_factory.mktemp("terms"), FILES).build()
    assert outcome.published, outcome.diagnostics
    return outcome


@pytest.mark.parametrize("address", ["/fmt/", "/fmt/clinician/"])
def test_each_marked_word_has_its_card_and_the_card_its_place_in_the_glossary(built, address):
    page = built.page(address)
    buttons, cards = page.select(".term button"), page.select(".term-card")
    assert [button.parent.get_text() for button in buttons] == ["probiotic", "axis"]
    assert [button["popovertarget"] for button in buttons] == [card["id"] for card in cards]
    assert [card.strong.get_text() for card in cards] == ["Probiotic", "Gut-brain axis"]
    assert [card.p.get_text() for card in cards] == ["Live microbes.", "Signals <both> ways."]
    glossary = built.page("/glossary/")
    for card in cards:
        assert card.has_attr("popover")
        assert not card.find_parent(class_="prose")
        closing = card.select_one("button")
        assert (closing["popovertarget"], closing["popovertargetaction"]) == (card["id"], "hide")
        place, _, anchor = card.a["href"].partition("#")
        assert place == "/glossary/"
        assert card.strong.get_text() in glossary.find(id=anchor).get_text()
    ids = [element["id"] for element in page.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_a_plain_page_has_no_marks(built):
    assert not built.page("/about/").select(".term, .term-card")


def test_without_a_glossary_nothing_is_marked(tmp_path):
    outcome = TinySite(tmp_path, {**FILES, "content/glossary.yaml": None}).build()
    assert outcome.published
    assert not outcome.page("/fmt/").select(".term, .term-card")
