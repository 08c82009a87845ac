"""docs/examples/nginx.conf, as a clinic would use it, with Debian's nginx; skipped where there is none."""

import gzip
import http.client
import json
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.command import command
from tests.exports.sites import approve, text_of
from tests.published.sites import make_site
from tests.tiny_site import ROOT, Outcome

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
pytestmark = pytest.mark.skipif(not NGINX, reason="there is no nginx")
EXAMPLE = (ROOT / "docs/examples/nginx.conf").read_text(encoding="utf-8")
WRAPPER = """
{user}
pid {folder}/nginx.pid;
events {{ }}
http {{
    include {types};
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{example}
}}
"""


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    content: bytes


class Server:
    def __init__(self, port: int, output: Path, base: str) -> None:
        self.port, self.output, self.base = port, output, base

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(method, path, headers=headers)
        response = connection.getresponse()
        found = {name.lower(): value for name, value in response.getheaders()}
        content = response.read()
        connection.close()
        return Answer(response.status, found, content)

    def file(self, name: str) -> bytes:
        return (self.output / name).read_bytes()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port: int, process: subprocess.Popen) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        assert process.poll() is None, process.stderr.read().decode()
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise TimeoutError


@pytest.fixture(scope="module", params=["", "leaflets"])
def server(request, tmp_path_factory):
    """The site at the top of its host, and below a path."""
    folder = tmp_path_factory.mktemp("nginx")
    below = f"{request.param}/" if request.param else ""
    site = make_site(folder / "clinic", base_url=f"https://clinic.example/{below}")
    approve(site, "long", body="Many words. " * 500, title="A long text")
    output = folder / "www" / request.param
    words = ("--output", output, "--base-url", f"https://clinic.example/{below}", "--compress", "--no-search")
    assert command(site.folder, "build", *words).status == 0
    port = free_port()
    example = EXAMPLE.replace("include /srv/www/clinic/", f"include {output}/")
    example = example.replace("error_page 404 /404.html", f"error_page 404 /{below}404.html")
    example = example.replace("/srv/www/clinic", str(folder / "www")).replace(
        "listen 80", f"listen 127.0.0.1:{port}"
    )
    settings = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    types = "/etc/nginx/mime.types"
    settings.write_text(WRAPPER.format(user=user, folder=folder, types=types, example=example))
    words = [NGINX, "-p", str(folder), "-e", "stderr", "-c", str(settings)]
    checked = subprocess.run([*words, "-t"], capture_output=True, check=False)
    assert checked.returncode == 0, checked.stderr.decode()
    process = subprocess.Popen([*words, "-g", "daemon off;"], stderr=subprocess.PIPE)
    wait_for(port, process)
    yield Server(port, output, f"/{below}")
    process.terminate()
    process.communicate(timeout=20)


def test_pages(server):
    for address in ("", "good/", "good/clinician/", "search/"):
        answer = server.get(server.base + address)
        assert answer.status == 200
        assert answer.content == server.file(f"{address}index.html")
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["cache-control"] == "no-cache"


def test_an_address_without_its_slash(server):
    answer = server.get(server.base + "good")
    assert (answer.status, answer.headers["location"]) == (301, server.base + "good/")


@pytest.mark.parametrize(
    "address", ["nowhere/", "good/nowhere", "nowhere.html", "assets/site.000000000000.css"]
)
def test_what_is_not_there(server, address):
    answer = server.get(server.base + address)
    assert (answer.status, answer.content) == (404, server.file("404.html"))
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("address", ["old/", "old/index.html"])
def test_a_retired_page_is_gone_and_says_so(server, address):
    answer = server.get(server.base + address)
    assert (answer.status, answer.content) == (410, server.file("old/index.html"))
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "address",
    ["_headers", "_redirects", "_retired.map", ".plainleaf-site", "good/.htaccess", "../nginx.conf", "%2e%2e/nginx.conf",
     "..%2fnginx.conf", "/etc/passwd"],
)  # fmt: skip
def test_what_is_for_servers_alone(server, address):
    assert server.get(server.base + address).status in (400, 404)


def test_what_has_a_digest_in_its_name_is_kept(server):
    for folder in ("assets", "images"):
        name = next((server.output / folder).glob("*.svg")).name
        answer = server.get(f"{server.base}{folder}/{name}")
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        again = server.get(f"{server.base}{folder}/{name}", **{"If-None-Match": answer.headers["etag"]})
        assert again.status == 304
        assert again.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_the_headers_are_those_for_static_hosts(server):
    lines = server.file("_headers").decode().split("\n")
    wanted = dict(line.strip().split(": ", 1) for line in lines[1 : lines.index(f"{server.base}assets/*")])
    wanted.pop("Strict-Transport-Security", None)  # here the clinic decides, with HTTPS
    for address in ("", "good/", "nowhere", "old/", "feed.xml"):
        sent = server.get(server.base + address).headers
        assert {name: sent.get(name.lower()) for name in wanted} == wanted
    assert server.get(f"{server.base}codes/icd10/index.json").headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in server.get(server.base).headers


def test_compressed_copies_are_sent_to_whoever_takes_them(server):
    path = f"{server.base}long/"
    plain, packed = server.get(path), server.get(path, **{"Accept-Encoding": "gzip, br"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"] == "Accept-Encoding"
    assert packed.headers["content-type"] == plain.headers["content-type"]
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 2


@pytest.mark.parametrize(
    ("name", "kind"),
    [("site.webmanifest", "application/manifest+json"), ("feed.xml", "application/atom+xml"), ("feed.json", "application/feed+json"),
     ("robots.txt", "text/plain"), ("integrity.json", "application/json"), ("sitemap.xml", "text/xml")],
)  # fmt: skip
def test_kinds_of_files(server, name, kind):
    answer = server.get(server.base + name, **{"Accept-Encoding": "gzip"})
    assert answer.status == 200
    assert answer.headers["content-type"].split(";")[0] == kind


def test_nothing_can_be_sent_to_it(server):
    for method in ("POST", "PUT", "DELETE"):
        assert server.get(server.base + "good/", method).status == 405


def test_what_it_serves_is_what_was_approved(server, tmp_path):
    result = command(tmp_path, "verify", f"http://127.0.0.1:{server.port}{server.base}", "--no-logs")
    assert result.status == 0, result.err


def test_the_list_of_what_is_gone(tmp_path):
    site = make_site(tmp_path, base_url="https://clinic.example/a/")
    built = Outcome([], site.output, published=True)
    assert text_of(built, "_redirects") == "/a/old/ /a/old/ 410!\n"
    assert text_of(built, "_retired.map") == "/a/old/ 1;\n/a/old/index.html 1;\n"
    assert "old/index.html" in [
        page["file"] for page in json.loads(text_of(built, "integrity.json"))["pages"]
    ]
