"""A site with several search indexes answers as one with a single index of all pages."""

import contextlib
import random
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from plainleaf import pipeline
from plainleaf.output import search_shards
from tests.browser.chromium import served
from tests.browser.test_search import CRISIS, RESULT, STATUS, expect_the_list_alone, opened
from tests.tiny_site import SETTINGS, TinySite, article

pytestmark = pytest.mark.browser

WORDS = (
    "sleep sleeping sleepwalk gut fever van vancomycin care carer d dose dog therapy transplant trans".split()
)
# Two pages each: a word that is rare, one that begins as it does, and one that is the beginning of both.
RARE = ("doxycycline", "doxy", "do", "transplantation", "niño", "omega-3")


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same pages with one index and with many, below a base path."""
    folder = tmp_path_factory.mktemp("shards")
    chance = random.Random(7)
    files: dict[str, str | bytes | None] = {"content/site.yaml": SETTINGS + CRISIS}
    files["content/pages/about.md"] = "---\ntitle: About the clinic\n---\nOn Zebra Street.\n"
    for number in range(40):
        words = chance.choices(WORDS, weights=range(len(WORDS), 0, -1), k=12)
        words += [word for place, word in enumerate(RARE) if number in (3 * place, 3 * place + 20)]
        chance.shuffle(words)
        files[f"content/articles/n{number}.md"] = article(
            f"Begins. {' '.join(words)}.\n\n::: audience clinician\nVancomycin {number}.\n:::\n",
            title=f"Page {number} on {chance.choice(WORDS)}",
        )
    for number in range(5):
        files[f"content/articles/es{number}.md"] = article(
            f"El sueño y la fever {'rara' if number == 3 else ''}.", title=f"Sueño {number}", lang="es"
        )
    found = {}
    for name, most in {"one": 500, "many": 4}.items():
        site = TinySite(folder, files, base_url="https://clinic.example/leaflets/")
        found[name] = folder / name / "leaflets"
        with contextlib.chdir(folder), pytest.MonkeyPatch.context() as patch:
            patch.setattr(search_shards, "MOST_PAGES", most)
            built = pipeline.build(site.sources, found[name], search=True, jobs=2)
        assert built.published, built.diagnostics
        assert built.unsearched == ""
    return found


@pytest.fixture(scope="module")
def bases(outputs: dict[str, Path]):
    with served(outputs["one"].parent) as one, served(outputs["many"].parent) as many:
        yield {"one": f"{one}/leaflets", "many": f"{many}/leaflets"}


def answers(page, words: str) -> tuple[str, list[str]]:
    """Return what the page says of some words, and the addresses of all results."""
    page.locator("input[type=search]").fill(words)
    page.locator("main form button").click()
    expect(page.locator("#search-results")).to_have_attribute("aria-busy", "false")
    more = page.locator("#search-results > button")
    while more.is_visible():
        count = page.locator(RESULT).count()
        more.click()
        expect(page.locator(RESULT).nth(count)).to_be_visible()
    links = page.locator(f"{RESULT} h2 a").evaluate_all("links => links.map((link) => link.pathname)")
    return page.locator(STATUS).inner_text(), links


QUESTIONS = [
    *WORDS,
    *RARE,
    "nino",
    "doxyc",
    "transp",
    "doxycycline fever",
    "omega-3 niño",
    "doxycycline omega-3",
    "vancomycin sleep care",
    "what is a transplantation",
    "fever xyzzy",
    "xyzzy",
    "zebra",
    '"zebra street"',
    "about",
    "-",
    "Page 17",
]


@pytest.fixture
def both(browser, bases):
    """The search page of each site."""
    with (
        opened(browser, f"{bases['one']}/search/") as one,
        opened(browser, f"{bases['many']}/search/") as many,
    ):
        yield one, many
        assert one.messages == []
        assert many.messages == []


def test_many_indexes_answer_as_one(both, outputs):
    assert len(list((outputs["many"] / "pagefind").rglob("pagefind-entry.json"))) > 12
    one, many = both
    different = {}
    for words in QUESTIONS:
        said, links = answers(one, words)
        said_by_many, links_of_many = answers(many, words)
        if (said, sorted(links)) != (said_by_many, sorted(links_of_many)):
            different[words] = (said, said_by_many)
    assert different == {}


def test_the_best_page_comes_first_wherever_it_stands(both):
    for page in both:
        _, links = answers(page, "doxycycline")
        assert set(links) == {"/leaflets/n0/", "/leaflets/n20/"}
        _, links = answers(page, "page 17")
        assert links[0] == "/leaflets/n17/"


def test_for_half_a_word_that_no_page_has_nothing_is_lost(both):
    """One index answers for the longest word that it begins with; several do so each for itself."""
    one, many = (answers(page, "transplanta")[1] for page in both)
    assert one
    assert set(one) <= set(many)


def test_other_audiences_and_languages_have_shards_of_their_own(browser, bases):
    with opened(browser, f"{bases['many']}/search/") as page:
        assert "/leaflets/n31/clinician/" not in answers(page, "vancomycin 31")[1]
        page.get_by_label("Pages for").select_option("Health professionals")
        expect(page.locator(f"{RESULT} h2 a")).to_have_attribute("href", "/leaflets/n31/clinician/")
        expect(page.locator(f"{RESULT} [data-badge]")).to_be_visible()
        assert page.messages == []
    with opened(browser, f"{bases['many']}/es/search/") as page:
        assert answers(page, "rara")[1] == ["/leaflets/es/es3/"]
        assert len(answers(page, "fever")[1]) == 5, "pages in another language are found"
        assert page.messages == []


def test_a_crisis_is_heard_of_before_any_index(browser, bases):
    with opened(browser, f"{bases['many']}/search/") as page:
        page.route("**/pagefind/**", lambda route: None)
        page.get_by_label("What are you looking for?").fill("I want to kill myself")
        expect(page.get_by_role("link", name="116")).to_be_visible()


@pytest.mark.parametrize("place", [0, 5])
@pytest.mark.parametrize("lost", ["pagefind-entry.json", "pagefind.*.pf_meta"])
def test_a_shard_that_does_not_load_leaves_the_list(browser, outputs, tmp_path, place, lost):
    """Without it pages would be missing, and nobody would know."""
    shutil.copytree(outputs["many"], tmp_path / "leaflets")
    folders = sorted(path.parent for path in (tmp_path / "leaflets/pagefind").glob("*/pagefind-entry.json"))
    for path in folders[place].glob(lost):
        path.unlink()
    with served(tmp_path) as url, opened(browser, f"{url}/leaflets/search/?q=fever") as page:
        expect_the_list_alone(page)


def test_nothing_is_loaded_before_it_is_needed(browser, bases):
    with opened(browser, f"{bases['many']}/search/") as page:
        page.wait_for_load_state("networkidle")
        names = "performance.getEntriesByType('resource').map((found) => found.name)"
        assert [name for name in page.evaluate(names) if "/pagefind/" in name] == []
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        answers(page, "fever")
        assert sum("wasm" in url for url in asked) == 1
        assert sum("pagefind.js" in url for url in asked) == 1


def test_without_scripts_there_is_the_list(browser, bases):
    with opened(browser, f"{bases['many']}/search/?q=fever", java_script_enabled=False) as page:
        expect(page.locator("noscript p")).to_be_visible()
        expect(page.locator("#search-list li a")).to_have_count(41)
        expect(page.locator("main form")).to_be_hidden()
