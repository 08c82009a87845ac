"""What the public does not have is named in no file for programs."""

import re

from tests.exports.sites import SECRET, site_with_every_state
from tests.tiny_site import article


def test_hidden_texts_are_named_nowhere_but_in_the_notice_of_a_retired_one(tmp_path):
    site = site_with_every_state(tmp_path)
    # The same words in a text that is public would be found: the search below does see.
    built = site.build()
    assert built.published, built.errors
    found = [path.relative_to(built.output).as_posix() for path in naming(built.output)]
    # What says which files there are, and which are gone, has the address of the notice, and nothing of its text.
    lists = ["_redirects", "_retired.map", "integrity.json"]
    assert found == [*lists, f"{SECRET}-old/index.html"]
    for name in lists:
        words = re.findall(rf"[\w-]*{SECRET}[\w-]*", (built.output / name).read_text())
        assert set(words) == {f"{SECRET}-old"}
    site.write("content/articles/seen.md", article("Text.", title=SECRET, review=None, date="2026-01-01"))
    site.write("content/site.yaml", "name: C\nbase_url: https://clinic.example/\n")
    site.write(
        f"content/articles/{SECRET}-hidden.md",
        article("Text.", title=SECRET, topics=["gut"], conditions={"icd10": ["Z99"]}),
    )
    shown = {path.relative_to(built.output).as_posix() for path in naming(site.build().output)}
    assert {"feed.xml", "feed.json", "sitemap.xml", "codes/icd10/Z99.json"} <= shown


def test_the_code_of_a_hidden_text_has_no_page_and_no_file(tmp_path):
    built = site_with_every_state(tmp_path).build()
    assert [path.name for path in built.output.rglob("*Z99*")] == []


def naming(output):
    kept = (path for path in sorted(output.rglob("*")) if path.is_file() and "pagefind" not in path.parts)
    return [path for path in kept if SECRET in path.read_bytes().decode("utf-8", errors="replace").lower()]
