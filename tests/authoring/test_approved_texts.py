"""The text of an approval is kept beside the articles, and never trusted."""

import json
import os

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainleaf.authoring.approved_texts import approved_bytes, approved_file, keep_approved, read_approved
from plainleaf.model.references import EntryType, EvidenceType, Name, PartialDate, Reference
from plainleaf.review.digest import Content, digest_of

WORK = Reference(
    "green2023fmt", EntryType.ARTICLE, EvidenceType.TRIAL, "Feasibility é", line=7, authors=(Name("Green", "J"),),
    issued=PartialDate(2023, 5), retracted=True,
)  # fmt: skip
TEXT = Content(
    title="FMT & mood",
    summary="What is known.",
    editions={"patient": "It is new [@green2023fmt].\nRest.", "clinician": "More.\nRest."},
    references=(WORK,),
    images={"images/a.png": "0" * 64},
)
DIGEST = digest_of(TEXT)


@pytest.fixture
def kept(tmp_path):
    keep_approved(tmp_path, TEXT)
    return tmp_path


def test_what_is_kept_is_what_comes_back(kept):
    found, faults = read_approved(kept, DIGEST)
    assert faults == []
    assert found is not None
    assert digest_of(found) == DIGEST
    assert found.editions == TEXT.editions


def test_the_reason_for_citing_a_retracted_work_is_kept_with_it(tmp_path):
    """It is a part of the digest, so a text that was kept without would be no approved one."""
    accepted = msgspec.structs.replace(TEXT, as_retracted="The text says so.")
    keep_approved(tmp_path, accepted)
    assert read_approved(tmp_path, digest_of(accepted)) == (accepted_as_read(accepted), [])
    assert b"as_retracted" not in approved_bytes(TEXT)


def accepted_as_read(text):
    return msgspec.structs.replace(text, references=(msgspec.structs.replace(WORK, line=1),))


def test_the_file_is_text_that_people_can_read_and_compare(kept):
    path = approved_file(kept, DIGEST)
    assert path == kept / "approved" / f"{DIGEST[7:19]}.json"
    text = path.read_text(encoding="utf-8")
    assert text.endswith("}\n")
    assert "Feasibility é" in text
    assert json.loads(text)["editions"]["patient"] == ["It is new [@green2023fmt].", "Rest."]
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def test_a_text_is_written_once(kept):
    before = approved_file(kept, DIGEST).stat()
    assert keep_approved(kept, TEXT) is None
    assert approved_file(kept, DIGEST).stat().st_mtime_ns == before.st_mtime_ns


def test_the_place_of_a_work_in_its_file_changes_no_byte():
    moved = Content(
        TEXT.title, TEXT.summary, TEXT.editions, (Reference(**{**fields(WORK), "line": 99}),), TEXT.images
    )
    assert approved_bytes(moved) == approved_bytes(TEXT)


def fields(reference: Reference) -> dict:
    return {name: getattr(reference, name) for name in reference.__struct_fields__}


def test_nothing_kept_is_no_fault(tmp_path):
    assert read_approved(tmp_path, DIGEST) == (None, [])


DAMAGE = {
    "a word": lambda data: data.replace(b"It is new", b"It is old"),
    "a flag": lambda data: data.replace(b'"retracted": true', b'"retracted": false'),
    "another digest": lambda data: data.replace(DIGEST.encode(), b"sha256:" + b"0" * 64),
    "half of it": lambda data: data[: len(data) // 2],
    "nothing": lambda data: b"",
    "no JSON": lambda data: b"\x00\xff\xfe",
    "a list": lambda data: b"[]",
    "a field more": lambda data: data.replace(b'"digest"', b'"x": 1, "digest"', 1),
    "nested": lambda data: b"[" * 100_000,
    "Latin-1": lambda data: data.decode().encode("latin-1"),
    "another recipe": lambda data: data.replace(b'"recipe": 1', b'"recipe": 2'),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_what_is_not_the_approved_text_is_told_and_never_used(kept, what):
    path = approved_file(kept, DIGEST)
    data = path.read_bytes()
    assert DAMAGE[what](data) != data
    path.write_bytes(DAMAGE[what](data))
    found, [fault] = read_approved(kept, DIGEST)
    assert found is None
    assert fault.code == "approved-text"
    assert fault.path.endswith(path.name)
    assert fault.hint
    assert keep_approved(kept, TEXT) == path  # the next step of the review heals it
    assert path.read_bytes() == data


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo, lambda path: os.symlink("nowhere", path)])
def test_what_is_no_file_is_told(tmp_path, make):
    path = approved_file(tmp_path, DIGEST)
    path.parent.mkdir()
    make(path)
    found, [fault] = read_approved(tmp_path, DIGEST)
    assert (found, fault.code) == (None, "approved-text")


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_can_be_kept(title, words):
    text = Content(title, "S", {"patient": words}, ())
    data = approved_bytes(text)
    again = json.loads(data)
    found = Content(
        again["title"], again["summary"], {"patient": "\n".join(again["editions"]["patient"])}, ()
    )
    assert digest_of(found) == again["digest"] == digest_of(text)
