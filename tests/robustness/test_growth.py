"""No file of an author keeps a check from ending: a file four times as long takes about four times as long.

What is quadratic takes sixteen times as long, so nine lies between; it is the time of the processor, which a busy
machine doesn't change much, and only what takes long at all is judged.
"""

import time

import pytest

from tests.robustness.patterns import FILES, UNITS, body
from tests.tiny_site import TinySite, article

SMALL = 4_000
SHORT = 0.25  # seconds: at sixteen times this, a megabyte would take minutes


def seconds(folder, files):
    site = TinySite(folder, files)
    started = time.process_time()
    found = site.diagnose()
    taken = time.process_time() - started
    for diagnostic in found.diagnostics:
        assert diagnostic.line >= 1
        assert diagnostic.column >= 1
    return taken


def judge(tmp_path, files):
    """The best of a few tries counts: who else is at work on the machine makes it slower, and never faster."""
    best: dict[int, float] = {}
    for attempt in range(5):
        for size in (SMALL, 4 * SMALL):
            taken = seconds(tmp_path / f"{size}-{attempt}", files(size))
            best[size] = min(taken, best.get(size, taken))
        if best[4 * SMALL] < max(SHORT, 9 * best[SMALL]):
            return
    pytest.fail(f"four times as much takes {best[4 * SMALL] / best[SMALL]:.0f} times as long: {best}")


@pytest.mark.parametrize("name", UNITS)
def test_repeated_in_a_body(tmp_path, name):
    judge(tmp_path, lambda size: {"content/articles/x.md": article(body(UNITS[name], size))})


@pytest.mark.parametrize("name", FILES)
def test_repeated_in_a_file(tmp_path, name):
    judge(tmp_path, FILES[name])


@pytest.mark.parametrize("name", UNITS)
def test_a_paragraph_beyond_all_bounds_is_refused_at_once(tmp_path, name):
    """Five megabytes without a blank line; texts whose unit holds one are long enough as a whole."""
    unit = UNITS[name]
    text = unit * (1_200_000 // len(unit))
    started = time.process_time()
    found = TinySite(tmp_path, {"content/articles/x.md": article(text)}).diagnose()
    assert time.process_time() - started < 5
    assert "text-length" in found.codes or "\r" in unit


def test_a_line_of_five_megabytes(tmp_path):
    found = TinySite(tmp_path, {"content/articles/x.md": article("a" * 5_000_000)}).diagnose()
    [fault] = found.of("text-length")
    assert (fault.path, fault.line, fault.column) == ("content/articles/x.md", 13, 1_000_000)
    assert "part it" in (fault.hint or "")


@pytest.mark.parametrize(
    ("name", "before", "unit", "after"),
    [
        ("content/articles/x.md", "---\ntitle: A\ntopics: [", "a, ", "]\n---\n"),
        ("content/people.yaml", "", "rivera: {name: A}\n", ""),
        ("content/glossary.yaml", "", "a: {definition: b}\n", ""),
        ("content/site.yaml", "topics: [", "a, ", "]\n"),
    ],
)
def test_megabytes_of_yaml_are_refused_at_once(tmp_path, name, before, unit, after):
    site = TinySite(tmp_path, {name: f"{before}{unit * (5_000_000 // len(unit))}{after}"})
    started = time.process_time()
    found = site.diagnose()
    assert time.process_time() - started < 5
    assert any("characters of YAML" in fault.message for fault in found.of("front-matter-syntax"))
