"""The assets: one style sheet and one script out of all components, under names that change with their content."""

import gzip
import shutil
from pathlib import Path

import pytest

from plainleaf.output.assets import read_assets, script
from plainleaf.output.template_fault import TemplateFault
from tests.tiny_site import ROOT, TinySite, article

SCRIPTS = sorted((ROOT / "templates" / "components").glob("*/*.js"))


def templates(folder: Path, **scripts: str) -> Path:
    """Return a folder of templates with the script of each component named."""
    (folder / "assets").mkdir(parents=True)
    (folder / "assets" / "tokens.css").write_text("a {\n}\n")
    for name, source in scripts.items():
        path = folder / "components" / name / f"{name}.js"
        path.parent.mkdir(parents=True)
        path.write_text(source, encoding="utf-8")
    return folder


def test_scripts_stand_one_after_another_by_name(tmp_path):
    folder = templates(tmp_path, outline="{\n  second();\n}\n", badge="{\n  first();\n}")
    assert script(folder) == b"{first();}\n{second();}"


def test_comments_stay_in_the_sources_and_texts_stay_as_they_are(tmp_path):
    source = '// Why.\n{\n\n  // And how: "a".\n  go("https://clinic.example//a"); // behind code\n  say(`ü`);\n}\n'
    folder = templates(tmp_path, one=source)
    assert script(folder).decode() == '{go("https://clinic.example//a");say(`ü`);}'


def test_what_no_text_uses_has_a_style_sheet_of_its_own():
    folder = ROOT / "templates"
    assets = read_assets(folder)
    site, lists = (assets.files[assets.address(name)].decode() for name in ("site.css", "lists.css"))
    assert ".hero" in lists
    assert ".hero" not in site
    # Used by an article, by a component that an article uses, and by the texts themselves.
    for name in (".review-card__foot", ".seal", ".callout", ".term"):
        assert f"{name}{{" in site
        assert f"}}{name}{{" not in lists


def test_a_sheet_keeps_what_it_says_and_no_more(tmp_path):
    folder = templates(tmp_path)
    source = '/* Why: a { */\na:hover,\na > b :is(i, b) {\n  content: ", { ; } x: y";\n  --gap: 1px 2px;\n}\n'
    (folder / "assets" / "tokens.css").write_text(source)
    sheet = read_assets(folder).files[read_assets(folder).address("site.css")].decode()
    assert sheet == 'a:hover,a > b :is(i, b){content:", { ; } x: y";--gap:1px 2px}'


def test_every_other_layout_loads_the_second_sheet():
    layouts = {path.stem: path.read_text(encoding="utf-8") for path in ROOT.glob("templates/layouts/*.html")}
    without = {name for name, text in layouts.items() if "{% block styles %}{% endblock %}" in text}
    assert without == {"article", "page", "retired"}


def test_the_script_is_published_under_a_name_that_changes_with_it(tmp_path):
    found = {
        text: read_assets(templates(tmp_path / text, badge=f"{{\n{text}();\n}}\n")) for text in ("a", "b")
    }
    addresses = {assets.address("site.js") for assets in found.values()}
    assert len(addresses) == 2
    for text, assets in found.items():
        assert assets.address("site.js").startswith("/assets/site.")
        assert assets.files[assets.address("site.js")] == f"{{{text}();}}".encode()


@pytest.mark.parametrize("scripts", [{}, {"badge": "// Nothing but a comment.\n\n"}])
def test_without_scripts_there_is_no_file(tmp_path, scripts):
    assets = read_assets(templates(tmp_path, **scripts))
    assert assets.address("site.js") == ""
    assert [name for name in assets.files if name.endswith(".js")] == []


def test_an_asset_that_is_not_there_is_the_template_s_fault(tmp_path):
    with pytest.raises(TemplateFault, match="no asset 'other"):
        read_assets(templates(tmp_path)).address("other.js")


def test_every_page_loads_the_script_after_it_is_read(tmp_path):
    files = {"content/articles/one.md": article("It is new [@a2020].")}
    site = TinySite(tmp_path, files, base_url="https://clinic.example/leaflets/")
    built = site.build()
    for address in built.addresses:
        (tag,) = built.page(address).select("script[src*='/site.']")
        assert tag["src"].startswith("/leaflets/assets/site.")
        assert tag.has_attr("defer")
        assert (site.output / tag["src"].removeprefix("/leaflets/")).is_file()


def test_a_site_without_scripts_has_no_tag_for_one(tmp_path):
    site = TinySite(tmp_path, {"content/articles/one.md": article("It is new [@a2020].")})
    own = tmp_path / "templates"
    shutil.copytree(ROOT / "templates", own, ignore=without_scripts)
    site.sources = site.sources._replace(templates=own)
    built = site.build()
    assert built.published
    assert built.page("/one/").select("script[src*='/site.']") == []


def without_scripts(folder: str, names: list[str]) -> list[str]:
    """Return what a copy of the templates leaves out of one of their folders."""
    return [name for name in names if name.endswith(".js") and Path(folder).parent.name == "components"]


def test_all_scripts_together_are_light():
    assert len(gzip.compress(script(ROOT / "templates"), mtime=0)) < 4_000


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_a_block_of_its_own(path):
    """No name leaves it, and nothing in it is lost when comments and indents go."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    code = [line for line in lines if not line.lstrip().startswith("//")]
    assert code[0] == "{"
    assert code[-1] == "}"
    assert all(line.startswith(" ") for line in code[1:-1])
    assert all(line.count("`") % 2 == 0 for line in code), "a template literal over several lines"
    assert not any("/*" in line for line in code)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_asks_no_other_place_and_writes_no_html(path):
    source = path.read_text(encoding="utf-8")
    for banned in "fetch( XMLHttp sendBeacon import( http: https: innerHTML eval( cookie".split():
        assert banned not in source


@pytest.mark.parametrize(
    "name", ["assets/tokens.css", "assets/own.js", "components/badge/badge.js", "layouts/base.html"]
)
def test_a_part_that_is_no_text_is_told_with_its_line(tmp_path, name):
    folder = templates(tmp_path, badge="{}")
    (folder / "layouts").mkdir()
    (folder / name).write_bytes(b"a\n\xff")
    with pytest.raises(TemplateFault, match="UTF-8") as fault:
        read_assets(folder)
    assert (fault.value.name.endswith(name), fault.value.line) == (True, 2)
