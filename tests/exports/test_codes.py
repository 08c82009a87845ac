"""The pages and the answers for a condition's code."""

import json

import pytest

from tests.exports.sites import AWKWARD, approve, site_with_every_state, text_of
from tests.tiny_site import Outcome, TinySite, article

ICD10 = ["2.16.840.1.113883.6.90", "2.16.840.1.113883.6.3"]


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Outcome:
    return site_with_every_state(tmp_path_factory.mktemp("codes")).build()


def answer(built: Outcome, code: str) -> dict:
    return json.loads(text_of(built, f"codes/icd10/{code}.json"))


def test_the_answer_for_a_code_has_its_pages_in_all_languages(built):
    found = answer(built, "F32.1")
    assert found["code"] == "F32.1"
    assert found["systems"] == ICD10
    assert found["url"] == "https://clinic.example/conditions/icd10/F32.1/"
    good, bueno = found["pages"]
    assert good["title"] == AWKWARD
    assert (good["language"], bueno["language"]) == ("en", "es")
    assert good["url"] == "https://clinic.example/good/"
    assert good["updated"] == "2026-01-03"
    assert good["editions"] == [
        {"audience": "patient", "url": "https://clinic.example/good/"},
        {"audience": "clinician", "url": "https://clinic.example/good/clinician/"},
    ]
    assert good["_review"]["status"] == "approved"
    assert good["_review"]["reviewer"] == "Ben Okafor, MD"
    assert bueno["url"] == "https://clinic.example/es/bueno/"
    assert set(bueno["_review"]) == {"status", "version", "hash"}


def test_the_list_of_codes_leads_to_all_answers(built):
    index = json.loads(text_of(built, "codes/icd10/index.json"))
    assert index["systems"] == ICD10
    assert [(entry["code"], entry["pages"]) for entry in index["codes"]] == [("F32.1", 2), ("F41", 3)]
    for entry in index["codes"]:
        assert entry["url"] == f"https://clinic.example/codes/icd10/{entry['code']}.json"
    names = sorted(path.name for path in (built.output / "codes" / "icd10").iterdir())
    assert names == ["F32.1.json", "F41.json", "index.json"]


@pytest.mark.parametrize(("base_url", "prefix"), [("", ""), ("https://h.example/a/", "https://h.example/a")])
def test_addresses_are_full_where_the_site_has_a_base_url(tmp_path, base_url, prefix):
    coded = article("Text.", conditions={"icd10": ["F32"]})
    site = TinySite(
        tmp_path,
        {"content/site.yaml": f"name: C\nbase_url: '{base_url}'\n", "content/articles/one.md": coded},
    )
    found = answer(site.build(), "F32")
    assert found["url"] == f"{prefix}/conditions/icd10/F32/"
    assert found["pages"][0]["url"] == f"{prefix}/one/"


def test_a_site_without_codes_has_an_empty_list(tmp_path):
    assert json.loads(text_of(TinySite(tmp_path).build(), "codes/icd10/index.json"))["codes"] == []


@pytest.mark.parametrize(
    "code",
    ["../F32", "F32/..", "F32/1", "F32\\1", "F32 1", "f32", "F32.", "F32.1.2", "%46%33%32", "F", "F32.12345"],
)
def test_no_code_can_be_anything_but_one_name_in_an_address(tmp_path, code):
    site = TinySite(tmp_path, {"content/articles/one.md": article("Text.", conditions={"icd10": [code]})})
    found = site.diagnose().of("front-matter-field")
    assert [diagnostic.path for diagnostic in found] == ["content/articles/one.md"]
    assert found[0].severity == "error"


def test_the_list_of_codes_has_their_pages_with_where_each_stands(built):
    page = built.page("/conditions/")
    rows = page.select("main [data-code]")
    assert [row["data-code"] for row in rows] == ["F32.1", "F41"]
    assert [row.select_one("h2 a")["href"] for row in rows] == [
        "/conditions/icd10/F32.1/",
        "/conditions/icd10/F41/",
    ]
    assert [link["href"] for link in rows[1].select("li a")] == ["/good/", "/waiting/"]
    assert [badge["data-badge"] for badge in rows[1].select("[data-badge]")] == ["approved", "under-review"]
    assert [link["href"] for link in built.page("/es/conditions/").select("main li a")] == ["/es/bueno/"] * 2


def test_the_page_of_a_code_has_cards_and_says_what_it_is(built):
    page = built.page("/conditions/icd10/F41/")
    assert page.h1.text == "Pages for ICD-10 code F41"
    assert "F41" in page.select_one("main .page__lead").text
    assert [link["href"] for link in page.select("main .article-card a")] == ["/good/", "/waiting/"]
    assert "F41" in page.select_one('meta[name="description"]')["content"]
    assert [link["href"] for link in page.select("nav.breadcrumb a, .breadcrumb a")] == ["/", "/conditions/"]


def test_the_page_of_a_code_has_the_crisis_lines_of_its_topics(tmp_path):
    crisis = "crisis: {heading: Call now, topics: [gut], lines: [{country: X, service: Line, number: '1'}]}\n"
    site = site_with_every_state(tmp_path, settings=crisis)
    approve(site, "calm", conditions={"icd10": ["K58"]})
    built = site.build()
    assert "Call now" in built.page("/conditions/icd10/F41/").select_one("main").text
    assert "Call now" not in built.page("/conditions/icd10/K58/").select_one("main").text


def test_the_script_of_the_look_up_stands_on_the_list_alone(built):
    with_script = [
        address for address in built.addresses if built.page(address).select('script[src*="lookup"]')
    ]
    assert with_script == ["/conditions/", "/es/conditions/"]
    script = built.page("/conditions/").select_one('script[src*="lookup"]')
    assert (built.output / script["src"].lstrip("/")).is_file()


def test_a_text_may_link_to_the_page_of_a_code_with_a_dot(tmp_path):
    body = "[One](/conditions/icd10/F32.1/) [Two](/conditions/icd10/F32/) [None](/conditions/icd10/F32.2/)"
    site = TinySite(tmp_path)
    site.write("content/articles/one.md", article(body, conditions={"icd10": ["F32", "F32.1"]}))
    (found,) = site.diagnose().of("link-broken")
    assert "F32.2" in found.message
