"""What docs/publishing.md says of copying a site elsewhere: the example is valid, and only what is new is sent."""

import re
import shlex
import shutil
import subprocess

import pytest
import yaml

from tests.cli.command import command, content
from tests.published.sites import make_site
from tests.tiny_site import ROOT, article

RSYNC = shutil.which("rsync")
GUIDE = (ROOT / "docs/publishing.md").read_text(encoding="utf-8")
WORKFLOW = (ROOT / "docs/examples/publish.yml").read_text(encoding="utf-8")


def steps() -> list[dict]:
    jobs = yaml.safe_load(WORKFLOW)["jobs"]
    return [step for job in jobs.values() for step in job["steps"]]


def test_the_workflow_is_yaml_with_jobs_and_steps():
    flow = yaml.safe_load(WORKFLOW)
    assert set(flow) == {"name", True, "permissions", "concurrency", "jobs"}  # YAML 1.1 reads `on` as true
    assert set(flow[True]) == {"pull_request", "push", "schedule"}
    assert flow["permissions"] == {"contents": "read"}
    assert all(("uses" in step) != ("run" in step) for step in steps())


def test_every_command_of_the_workflow_is_one(tmp_path):
    runs = [step["run"] for step in steps() if "build.py" in step.get("run", "")]
    assert len(runs) == 4
    for run in runs:
        words = shlex.split(run.replace("$SITE_URL", "https://clinic.example/"))[2:]
        options = [word for word in words if word.startswith("--")]
        told = command(tmp_path, words[0], "--help", day=None)
        assert told.status == 0
        assert [option for option in options if option not in told.out] == []
    makefile = (ROOT / "Makefile").read_text()
    for run in re.findall(r"run: make ([\w-]+)", WORKFLOW):
        assert re.search(rf"^{run}:", makefile, re.MULTILINE)


def test_no_secret_stands_in_a_command():
    """What GitHub puts into the text of a script could be run by it."""
    assert [step["run"] for step in steps() if "${{" in step.get("run", "")] == []


def rsync_words(text: str) -> list[str]:
    """The words of the one rsync command in a text, without where it goes."""
    (found,) = re.findall(r"^ *(rsync (?:[^\n]*\\\n)*[^\n]*)", text, re.MULTILINE)
    return shlex.split(found.replace("\\\n", " "))[1:]


@pytest.mark.skipif(not RSYNC, reason="there is no rsync")
@pytest.mark.parametrize("source", ["guide", "workflow"])
def test_only_what_is_new_is_sent(tmp_path, source):
    site = make_site(tmp_path / "clinic")
    command(site.folder, "build", "--no-search", "--compress")
    words = rsync_words(GUIDE if source == "guide" else WORKFLOW)
    words = [word for word in words if not word.startswith(("ssh ", "-e", "_site", "host:", "$DEPLOY_TO"))]
    target = tmp_path / "www"

    def send() -> list[str]:
        run = [RSYNC, *words, "--out-format=%i %n", f"{site.output}/", f"{target}/"]
        done = subprocess.run(run, capture_output=True, check=True, text=True)
        rows = [line.split(" ", 1) for line in done.stdout.splitlines()]
        return sorted(name for kind, name in rows if kind.startswith((">f", "*del")))

    send()
    own = {name: data for name, data in content(site.output).items() if name != ".plainleaf-site"}
    assert content(target) == own
    assert send() == []
    command(site.folder, "build", "--no-search", "--compress")
    assert send() == []
    site.write("content/articles/waiting.md", article("Another text.", title="Waiting"))
    (site.folder / "content/articles/old.md").unlink()
    command(site.folder, "build", "--no-search", "--compress")
    sent = send()
    assert {"waiting/index.html", "integrity.json"} <= set(sent)
    assert "good/index.html" not in sent
    assert "old/index.html" not in content(target)
