"""The Nu HTML checker (https://validator.github.io/validator/) over every page of the site: no message at all.

It needs Java and the checker's jar, which VNU_JAR names: `make test` fetches it where npm and Java are there.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def checker() -> list[str]:
    jar = os.environ.get("VNU_JAR", "")
    java = shutil.which("java")
    if java is None or not Path(jar).is_file():
        if os.environ.get("CI"):
            pytest.fail("CI needs Java and the Nu HTML checker: make .venv/.nu, and VNU_JAR naming vnu.jar")
        pytest.skip("no Nu HTML checker: Java, and VNU_JAR naming vnu.jar")
    allowed = [
        "-Dnu.validator.servlet.allow-forbidden-hosts=true",
        "-Dnu.validator.servlet.allowed-address-type=all",
    ]
    return [java, *allowed, "-jar", jar, "--format", "json", "--exit-zero-always"]


def messages(checker: list[str], addresses: list[str]) -> list[str]:
    run = subprocess.run([*checker, *addresses], capture_output=True, text=True, check=True)
    return [
        f"{message['url']}:{message.get('lastLine')}: {message['message']}"
        for message in json.loads(run.stderr)["messages"]
    ]


def test_the_checker_sees_what_is_wrong(checker, tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html lang=en><title>A</title><p><i id=a></i><i id=a>", encoding="utf-8")
    assert messages(checker, [str(page)])


def test_no_page_has_a_message(checker, site, base):
    # Over HTTP, as the checker compares the pages' policy with where their files come from. A server shows
    # 404.html under another address, but its own is good enough here.
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    assert len(pages) > 20
    assert messages(checker, [f"{base}/{page.removesuffix('index.html')}" for page in pages]) == []
