"""Whatever is wrong in a template is a diagnostic with its file and line; nothing is published, and it ends."""

import os
import shutil
import time

import pytest

from tests.tiny_site import ROOT, TinySite, article

PAGE = "templates/layouts/article.html"
# What a layout holds on its second line, and a part of the message.
FAULTS = {
    "an undefined name": ("{{ nothing }}", "nothing"),
    "an undefined field": ("{{ frame.nothing }}", "nothing"),
    "an undefined field in a condition": ("{% if nothing %}{% endif %}", "nothing"),
    "an unknown filter": ("{{ 'a'|nothing }}", "nothing"),
    "an unknown test": ("{{ 'a' is nothing }}", "nothing"),
    "an unknown statement": ("{% nothing %}", "nothing"),
    "a block that doesn't end": ("{% if true %}", "end"),
    "an end without a block": ("{% endif %}", "endif"),
    "an open brace": ("{{ 'a' ", "expected"),
    "an open text": ("{{ 'a }}", "'"),
    "a file that isn't there": ("{% include 'nothing.html' %}", "nothing.html"),
    "a macro of a file that isn't there": ("{% from 'nothing.html' import a %}", "nothing.html"),
    "a macro that isn't there": ("{% from 'components/badge/badge.html' import nothing %}{{ nothing() }}", "nothing"),
    "a file above the folder": ("{% include '../pyproject.toml' %}", "pyproject"),
    "a file of the machine": ("{% include '/etc/passwd' %}", "passwd"),
    "division by nothing": ("{{ 1 // (frame.lang|length - frame.lang|length) }}", "zero"),
    "a number and a text": ("{{ frame.lang + 1 }}", "str"),
    "too few arguments": ("{{ url() }}", "argument"),
    "an asset that isn't there": ("{{ asset('nothing.css') }}", "nothing.css"),
    "a call of no function": ("{{ frame.lang() }}", "callable"),
    "a loop over a number": ("{% for x in 5 %}{% endfor %}", "iterable"),
    "inclusion of itself": ("{% include 'layouts/article.html' %}", "without end"),
    "a macro without end": ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "without end"),
    "an endless loop": ("{% for x in range(1000000000) %}{% endfor %}", "10000"),
    "an endless loop backwards": (f"{{% for x in range(1{30 * '0'}, 0, -1) %}}{{% endfor %}}", "10000"),
    "endless loops that print nothing": (
        "{% for x in range(9999) %}{% for y in range(9999) %}{% for z in range(9999) %}{% endfor %}{% endfor %}{% endfor %}", "million"
    ),
    "a power without end": ("{{ 10 ** 10 ** 10 }}", "power"),
    "a power of a value": ("{{ frame.lang|length ** frame.lang|length }}", "power"),
    "a power of a power": ("{{ 9 ** 9 ** 9 }}", "power"),
    "a power in brackets": ("{{ 9 ** (9 ** 9) }}", "power"),
    "a page without end": (
        "{% for x in range(9999) %}{% for y in range(99) %}{{ 'a' * 900 }}{% endfor %}{% endfor %}", "million"
    ),
    "a text larger than the memory": ("{{ frame.lang * 1000000000000000 }}", "memory"),
}  # fmt: skip


@pytest.fixture(scope="module")
def originals(tmp_path_factory):
    folder = tmp_path_factory.mktemp("templates")
    return shutil.copytree(ROOT / "templates", folder / "templates")


@pytest.fixture
def site(tmp_path, originals):
    """A site with templates of its own, each a link to the real one until it is written anew."""
    shutil.copytree(originals, tmp_path / "templates", copy_function=os.link)
    found = TinySite(tmp_path, {"content/articles/fmt.md": article("Text.")})
    found.sources = found.sources._replace(templates=tmp_path / "templates")
    return found


def rewrite(site, name, content):
    (site.folder / name).unlink(missing_ok=True)
    site.write(name, content)


def judged(site):
    started = time.process_time()
    built = site.build()
    assert time.process_time() - started < 20
    assert not built.published
    return built.of("template")


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_has_its_file_and_line(site, what):
    text, words = FAULTS[what]
    original = (site.folder / PAGE).read_text()
    first, _, rest = original.partition("\n")
    rewrite(site, PAGE, f"{first}\n{{% block robust %}}{text}{{% endblock %}}\n{rest}")
    base = "templates/layouts/base.html"
    if "extends" in first:
        rewrite(site, base, (site.folder / base).read_text() + "{% block robust %}{% endblock %}")
    found = judged(site)
    assert found
    # No line of a page is the last that may be; and a circle has no beginning.
    beyond = {(PAGE, found[0].line)} if words in ("million", "without end") else set()
    assert (found[0].path, found[0].line) in {(PAGE, 2), (PAGE, len(original.split("\n")) + 1), *beyond}, (
        found
    )
    assert words in found[0].message
    assert "\n" not in found[0].message
    assert "Traceback" not in found[0].message


def test_small_powers_and_named_values_are_none_of_these(site):
    original = (site.folder / PAGE).read_text()
    text = "{% macro f() %}{{ kwargs.a }}{% endmacro %}<i>{{ 16 ** 0.5 + 2 ** 3 }}{{ f(**{'a': 7}) }}{{ f(*[], **{'a': 8}) }}</i>"
    rewrite(site, PAGE, original.replace("{% block main %}", "{% block main %}" + text))
    built = site.build()
    assert built.published, built.errors
    assert "<i>12.078</i>" in built.html("/fmt/")


@pytest.mark.parametrize(
    "name", [PAGE, "templates/layouts/base.html", "templates/components/badge/badge.html"]
)
def test_a_template_that_is_no_text(site, name):
    rewrite(site, name, b"<p>\n<p>caf\xe9")
    found = judged(site)
    assert (found[0].path, found[0].line) == (name, 2)
    assert "UTF-8" in found[0].message
    site.write("content/articles/broken.md", "no front matter")
    assert (name, 2) in {(fault.path, fault.line) for fault in judged(site)}


def test_a_template_that_extends_itself(site):
    rewrite(site, PAGE, '{% extends "layouts/article.html" %}')
    assert "without end" in judged(site)[0].message


def test_brackets_that_are_too_deep_for_python(site):
    rewrite(site, PAGE, "{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}")
    assert judged(site)[0].path == PAGE
    site.write("content/articles/broken.md", "no front matter")
    assert PAGE in {fault.path for fault in judged(site)}


def test_a_folder_in_the_place_of_a_template(site):
    (site.folder / PAGE).unlink()
    (site.folder / PAGE).mkdir()
    assert judged(site)


def test_a_template_that_leads_nowhere(site):
    (site.folder / PAGE).unlink()
    (site.folder / PAGE).symlink_to("nowhere.html")
    assert judged(site)
