"""What has changed between two texts: by words, by reference and by picture."""

import random
import time

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plainleaf.model.changes import ChangeKind, FieldChange, Part, RunKind
from plainleaf.model.references import EntryType, EvidenceType, Name, PartialDate, Reference
from plainleaf.review.changes import content_changes
from plainleaf.review.digest import Content, digest_of
from plainleaf.review.word_diff import changed_passages, whole_text

SIGNS = {RunKind.EQUAL: "{}", RunKind.REMOVED: "[-{}-]", RunKind.ADDED: "{{+{}+}}"}


def shown(passages) -> list[str]:
    """Passages in the notation of a terminal."""
    return ["".join(SIGNS[run.kind].format(run.words) for run in passage) for passage in passages]


def side(passage, left_out: RunKind) -> str:
    return "".join(run.words for run in passage if run.kind is not left_out)


def work(key: str, **fields) -> Reference:
    return Reference(key, EntryType.ARTICLE, EvidenceType.TRIAL, f"The work {key}", **fields)


def content(text: str = "", **fields) -> Content:
    values = {"title": "T", "summary": "S", "editions": {"patient": text}, "references": ()}
    return Content(**{**values, **fields})


LONG = " ".join(f"Word{number} stands in sentence number {number}." for number in range(40))

# before, after, what is shown
TABLE = {
    "nothing": ("It is new.", "It is new.", []),
    "blanks and lines": ("It is\nnew. Yes", "It  is new.\n\nYes", []),
    "a word": ("It is new. Yes.", "It is old. Yes.", ["It is[- new-]{+ old+}."]),
    "a word more": ("It is new.", "It is very new.", ["It is{+ very+} new."]),
    "a word less": ("It is very new.", "It is new.", ["It is[- very-] new."]),
    "a sign": ("Stop now.", "Stop now!", ["Stop now[-.-]{+!+}"]),
    "a blank before a sign": ("Stop , now.", "Stop, now.", ["Stop[- ,-]{+,+} now."]),
    "a figure": ("In 3.5 of 10.", "In 3.6 of 10.", ["In[- 3.5-]{+ 3.6+} of 10."]),
    "a citation": ("New [@a; @b].", "New [@a; @c].", ["New[- [@a; @b]-]{+ [@a; @c]+}."]),
    "an address": ("See <https://a.example/b c>x.", "See <https://a.example/d c>x.", None),
    "two words with a comma between": ("a, b c", "d, e c", ["[-a, b-]{+d, e+} c"]),
    "the sentence and no more": ("One. Two is it. Three.", "One. Two was it. Three.", ["Two[- is-]{+ was+} it."]),
    "a sentence more, with the one before it": ("One is. Two.", "One is. And more. Two.", ["One is.{+ And more.+}"]),
    "a paragraph more": ("One.\nTwo.", "One.\nAnd.\nTwo.", ["One.{+\nAnd.+}"]),
    "the first words": ("One.\nTwo.", "And.\nOne.\nTwo.", ["{+And.+}"]),
    "all of it": ("", "New text.", ["{+New text.+}"]),
    "two far apart": (
        f"It is new. {LONG} It ends.", f"It is old. {LONG} It stops.",
        ["It is[- new-]{+ old+}.", "It[- ends-]{+ stops+}."],
    ),
    "two close together": ("It is new. So be it.", "It is old. So let it.", ["It is[- new-]{+ old+}.", "So[- be-]{+ let+} it."]),
    "a very long sentence": (
        " ".join(["a"] * 50) + " x " + " ".join(["b"] * 50), " ".join(["a"] * 50) + " y " + " ".join(["b"] * 50),
        ["… " + " ".join(["a"] * 30) + "[- x-]{+ y+} " + " ".join(["b"] * 30) + " …"],
    ),
    "letters in another form of Unicode": ("Caf\u00e9 1", "Cafe\u0301 1", []),
}  # fmt: skip


@pytest.mark.parametrize("what", TABLE)
def test_words(what):
    before, after, expected = TABLE[what]
    found = shown(changed_passages(before, after))
    assert found if expected is None else found == expected


def test_a_title_is_shown_whole():
    assert shown([whole_text("What is FMT?", "What is an FMT?")]) == ["What is{+ an+} FMT?"]
    assert whole_text("a  b", "a b") == ()


WORDS = st.lists(
    st.sampled_from(["a", "b", "It", "is", ".", ",", "new.", "\n", " ", "[@a]", "(x)", "é"]), max_size=40
)


@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_a_passage_is_found_in_both_texts(before, after):
    folded = [" ".join(text.split()) for text in (before, after)]
    for passage in changed_passages(before, after):
        for text, other in zip(folded, (RunKind.ADDED, RunKind.REMOVED), strict=True):
            words = " ".join(side(passage, other).split()).strip("… ")
            assert words in text
        assert any(run.kind is not RunKind.EQUAL for run in passage)


@given(st.text(max_size=60), st.text(max_size=60))
@example("a ,b", "a, b")
@example("a\u2029b", "a b")
@example("\x1c", "")
def test_there_is_a_change_exactly_where_the_digests_differ(before, after):
    old, new = content(before), content(after)
    assert bool(content_changes(old, new)) == (digest_of(old) != digest_of(new))


TEXT_OF_A_WORK = st.sampled_from(["", "a", "a  b", "a b", "é", "e\u0301"])
WORKS = st.builds(
    work, st.sampled_from("ab"), volume=TEXT_OF_A_WORK, retracted=st.booleans(), line=st.integers(1, 3),
    authors=st.lists(st.builds(Name, family=TEXT_OF_A_WORK, given=TEXT_OF_A_WORK), max_size=2).map(tuple),
    issued=st.none() | st.builds(PartialDate, st.integers(2000, 2001), st.integers(0, 2)),
)  # fmt: skip
CONTENTS = st.builds(
    Content,
    title=TEXT_OF_A_WORK,
    summary=TEXT_OF_A_WORK,
    editions=st.dictionaries(st.sampled_from(["patient", "carer", "clinician"]), TEXT_OF_A_WORK, min_size=1),
    references=st.lists(WORKS, max_size=2, unique_by=lambda found: found.key).map(tuple),
    images=st.dictionaries(st.sampled_from("xy"), st.sampled_from("12"), max_size=2),
    as_retracted=TEXT_OF_A_WORK,
)


@given(CONTENTS, CONTENTS)
def test_no_change_of_any_part_is_missed(old, new):
    assert bool(content_changes(old, new)) == (digest_of(old) != digest_of(new))
    assert content_changes(new, new) == ()


def test_a_change_of_several_editions_is_shown_once():
    old = {
        "patient": "It is new. Rest a while.",
        "carer": "For you. It is new.",
        "clinician": "It is new. See.",
    }
    new = {
        "patient": "It is old. Rest a while.",
        "carer": "For you. It is old.",
        "clinician": "It is old. See!",
    }
    found = content_changes(content(editions=old), content(editions=new))
    assert [(change.audiences, shown(change.passages)) for change in found] == [
        (("patient", "carer", "clinician"), ["It is[- new-]{+ old+}."]),
        (("clinician",), ["See[-.-]{+!+}"]),
    ]


def test_the_same_change_in_two_places_is_shown_twice():
    text = "It is new. " + LONG + " It is new."
    [change] = content_changes(content(text), content(text.replace("new", "old")))
    assert shown(change.passages) == ["It is[- new-]{+ old+}."] * 2


def test_a_new_edition_is_compared_with_what_its_readers_had():
    [change] = content_changes(
        content("It is new."), content(editions={"patient": "It is new.", "carer": "It is new. Help."})
    )
    assert (change.kind, change.audiences) == (ChangeKind.ADDED, ("carer",))
    assert shown(change.passages) == ["It is new.{+ Help.+}"]


def test_references_are_told_field_by_field():
    old = content(
        references=(work("a", volume="3", authors=(Name("Doe", "J"),)), work("b"), work("c", line=2))
    )
    new = content(
        references=(
            work("d"),
            work("c", line=9),
            work("a", volume="4", authors=(Name("Doe", "J"), Name(literal="WHO")), retracted=True),
        )
    )
    found = content_changes(old, new)
    assert [(change.part, change.kind, change.name) for change in found] == [
        (Part.REFERENCE, ChangeKind.ADDED, "d"),
        (Part.REFERENCE, ChangeKind.CHANGED, "a"),
        (Part.REFERENCE, ChangeKind.REMOVED, "b"),
    ]
    assert found[1].fields == (
        FieldChange("authors", "J Doe", "J Doe, WHO"),
        FieldChange("volume", "3", "4"),
        FieldChange("retracted", "", "yes"),
    )


def test_pictures():
    found = content_changes(content(images={"a": "1", "b": "1"}), content(images={"b": "2", "c": "1"}))
    assert [(change.kind, change.name) for change in found] == [
        (ChangeKind.CHANGED, "b"), (ChangeKind.ADDED, "c"), (ChangeKind.REMOVED, "a"),
    ]  # fmt: skip


def test_parts_come_in_reading_order():
    old = content("Old.", references=(work("a"),), images={"x": "1"})
    new = msgspec.structs.replace(content("New."), title="U", summary="V", as_retracted="W")
    assert [change.part for change in content_changes(old, new)] == list(Part)


def long_text(words: list[str], length: int, seed: int) -> str:
    source = random.Random(seed)
    return " ".join(
        source.choice(words) + ("." if source.random() < 0.07 else "\n" if source.random() < 0.01 else "")
        for _ in range(length)
    )


VOCABULARY = [f"word{number}" for number in range(800)]
SLOW = {
    "one word in a long text": (long_text(VOCABULARY, 5000, 1), lambda text: text.replace("word7", "other", 3)),
    "every sentence": (long_text(VOCABULARY, 5000, 1), lambda text: text.replace(".", " indeed.")),
    "every tenth word": (long_text(VOCABULARY, 5000, 1), lambda text: text.replace("1 ", "x ")),
    "another text": (long_text(VOCABULARY, 5000, 1), lambda text: long_text(VOCABULARY, 5000, 2)),
    "few words, and others": (long_text(["a", "b", "c"], 5000, 1), lambda text: long_text(["a", "b", "c"], 5000, 2)),
    "no sentences at all": ("word " * 5000 + "end", lambda text: "start " + "word " * 4999),
    "one sentence again and again": ("It is. " * 2500, lambda text: "It is. " * 1200 + "No. " + "It is. " * 1200),
}  # fmt: skip


@pytest.mark.parametrize("what", SLOW)
def test_a_long_text_is_compared_while_somebody_waits(what):
    before, change = SLOW[what]
    start = time.process_time()
    assert changed_passages(before, change(before))
    assert time.process_time() - start < 1
