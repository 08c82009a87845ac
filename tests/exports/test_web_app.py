"""The web app manifest: icons that are there, under any base path, in every language."""

import json
import re
import shutil

import pytest

from tests.exports.sites import site_with_every_state, text_of
from tests.tiny_site import ROOT, TinySite

PNG = b"\x89PNG\r\n\x1a\n"


def with_templates(site: TinySite, icons: dict[str, bytes | None]) -> TinySite:
    """Give a site templates of its own, with other icons; None takes one out."""
    templates = site.folder / "templates"
    shutil.copytree(ROOT / "templates", templates)
    for name, content in icons.items():
        (templates / "assets" / name).unlink(missing_ok=True)
        if content is not None:
            (templates / "assets" / name).write_bytes(content)
    site.sources = site.sources._replace(templates=templates)
    return site


@pytest.mark.parametrize(
    ("base_url", "prefix"), [(None, ""), ("https://hospital.example/leaflets/", "/leaflets")]
)
def test_each_language_has_one_and_its_pages_lead_to_it(tmp_path, base_url, prefix):
    built = site_with_every_state(tmp_path, base_url=base_url).build()
    for lang, folder in (("en", ""), ("es", "/es")):
        manifest = json.loads(text_of(built, f"{folder}/site.webmanifest".lstrip("/")))
        assert manifest["name"] == manifest["short_name"] == "Tiny Clinic"
        assert (manifest["lang"], manifest["dir"]) == (lang, "ltr")
        assert manifest["start_url"] == f"{prefix}{folder}/"
        assert manifest["start_url"].startswith(manifest["scope"])
        assert manifest["scope"] == f"{prefix}/"
        assert manifest["display"] in ("browser", "minimal-ui")
        for icon in manifest["icons"]:
            assert (built.output / icon["src"].removeprefix(prefix).lstrip("/")).is_file()
        for address in built.addresses:
            if address.startswith("/es/") == bool(folder):
                link = built.page(address).select_one("link[rel=manifest]")
                assert link["href"] == f"{prefix}{folder}/site.webmanifest"


def test_icons_of_every_size_are_named(tmp_path):
    site = with_templates(TinySite(tmp_path), {"icon-192.png": PNG, "icon-512.png": PNG + b"\n"})
    icons = json.loads(text_of(site.build(), "site.webmanifest"))["icons"]
    assert [(icon["sizes"], icon["type"]) for icon in icons] == [
        ("any", "image/svg+xml"),
        ("192x192", "image/png"),
        ("512x512", "image/png"),
    ]
    assert len({icon["src"] for icon in icons}) == 3
    assert [icon["purpose"] for icon in icons] == ["any", "any maskable", "any maskable"]


def test_a_template_folder_that_lacks_icons_gets_by(tmp_path):
    site = with_templates(TinySite(tmp_path), {"icon-192.png": None, "icon-512.png": None})
    built = site.build()
    assert built.published, built.errors
    icons = json.loads(text_of(built, "site.webmanifest"))["icons"]
    assert [icon["type"] for icon in icons] == ["image/svg+xml"]


def test_a_language_from_right_to_left_says_so(tmp_path):
    site = TinySite(tmp_path, {"content/site.yaml": "name: ع\nlanguage: ar\n"})
    manifest = json.loads(text_of(site.build(), "site.webmanifest"))
    assert (manifest["name"], manifest["lang"], manifest["dir"]) == ("ع", "ar", "rtl")


def test_its_color_is_that_of_the_pages(tmp_path):
    built = TinySite(tmp_path).build()
    light = built.page("/").select_one('meta[name="theme-color"][media*="light"]')["content"]
    manifest = json.loads(text_of(built, "site.webmanifest"))
    assert manifest["theme_color"] == manifest["background_color"] == light
    assert re.fullmatch("#[0-9a-f]{6}", light)
