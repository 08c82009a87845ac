"""Lighthouse's scores for a phone, on each kind of page: `make lighthouse`. Every score has to be 100.

Scores hang on the machine, so this is no test of the suite: run it before a release, and look at what it says.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.browser.chromium import FLAGS, find_chromium, served

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PAGES = (
    "/",
    "/gut-health-and-mental-health/",
    "/fmt-and-mental-health/",
    "/search/",
    "/topics/",
    "/topics/depression/",
    "/a-z/",
    "/glossary/",
    "/evidence/",
    "/advisory-board/",
    "/advisory-board/example-reviewer/",
    "/conditions/",
    "/editorial-policy/",
)


def scores(program: str, url: str, folder: Path) -> tuple[dict[str, int], list[str]]:
    """Return the score of each category, and the audits that cost some of it."""
    report = folder / "report.json"
    command = [program, url, "--quiet", "--output=json", f"--output-path={report}"]
    command += [
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags=--headless=new {' '.join(FLAGS)}",
    ]
    environment = {**os.environ, "CHROME_PATH": find_chromium() or ""}
    subprocess.run(command, check=True, env=environment)
    data = json.loads(report.read_text(encoding="utf-8"))
    lost = [
        f"{reference['id']} ({data['audits'][reference['id']].get('displayValue', '')})"
        for category in data["categories"].values()
        for reference in category["auditRefs"]
        if reference["weight"]
        and (data["audits"][reference["id"]]["score"] or 0) < 0.9
        and data["audits"][reference["id"]]["scoreDisplayMode"]
        not in ("notApplicable", "informative", "manual")
    ]
    return {name: round(100 * data["categories"][name]["score"]) for name in CATEGORIES}, lost


def main(program: str, site: Path) -> int:
    """Print a line for each page; return 1 if any score is below 100."""
    worst = 100
    with tempfile.TemporaryDirectory() as folder, served(site) as base:
        for address in PAGES:
            found, lost = scores(program, base + address, Path(folder))
            worst = min(worst, *found.values())
            line = "  ".join([address, *(f"{name} {score}" for name, score in found.items()), *lost])
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
    return 0 if worst == 100 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
