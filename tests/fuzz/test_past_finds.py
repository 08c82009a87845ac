"""What a fuzzer has found once, and some of everything else, stays mended."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS
from tests.robustness.attacks import PATTERNS

CORPUS = Path(__file__).parent / "corpus"
FILES = [(path.parent.name, path) for path in sorted(CORPUS.rglob("*")) if path.is_file()]

PIECES = [
    *PATTERNS[::7], "---\n", "title: ", "review:\n- {status: ", "date: 2026-01-01\n", "authors: [", "key_points:\n- ", "&a ", "*a",
    "!!python/object ", "- ", "  ", "\n", "\r", "\x00", "\ufeff", "\u2028", "[@a2020", "]", "【1", "】", "::: ", "audience clinician",
    "facts\n", ":::\n", "> ", "    ", "| a |\n|---|\n", "[^1]", "[^1]: ", "`", "```\n", "<", ">", "&", "{#", "}", "# ", "@article{", "a2020,",
    "title = {", "author = {", " and ", "}}", "\\", "\\'e", "$", "#", "@string{", "crossref = {a2020}", '"', "%", "~", "TY  - JOUR\n",
    "PMID- 1\n", "TI  - ", "AU  - ", "ER  - \n", "PY  - 2024", "<w:p>", "<w:r><w:t>", "</w:t></w:r>", "</w:p>", "<w:tbl><w:tr><w:tc>", "[1] ",
    "References\n", "1. ", "• ", '{"format": "plainleaf-review-answer", "version": 1, ', '"digest": "sha256:0", ', '"pages": [', "doi,pmid,date,nature\n",
    "10.1000/a,1,2026-01-01,retraction\n", "\ud7ff", "\U0001f642",
]  # fmt: skip


def test_every_target_has_a_corpus():
    assert {name for name, _ in FILES} == set(TARGETS)


@pytest.mark.parametrize(("name", "path"), FILES, ids=lambda value: getattr(value, "name", value))
def test_past_find(name, path):
    TARGETS[name](path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
@given(pieces=st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=20))
def test_any_pieces(name, pieces):
    TARGETS[name]("".join(pieces).encode())


@pytest.mark.parametrize("name", TARGETS)
@given(data=st.binary(max_size=200))
def test_any_bytes(name, data):
    TARGETS[name](data)
