"""Where sentences end in the texts of this field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainleaf.quality.sentences import split_sentences, words_of

CASES = [
    ("One. Two.", ["One.", "Two."]),
    ("It is *C. difficile* that comes back. It can return.", None),
    (
        "Infection with C. difficile comes back. It can.",
        ["Infection with C. difficile comes back.", "It can."],
    ),
    ("Dr. Okafor says so. You can ask.", ["Dr. Okafor says so.", "You can ask."]),
    ("Some foods, e.g. oats, help. Others do not.", ["Some foods, e.g. oats, help.", "Others do not."]),
    (
        "The ratio was 3.11 in one study. It was 2.5 in others.",
        ["The ratio was 3.11 in one study.", "It was 2.5 in others."],
    ),
    ("Smith et al. found none. We agree.", ["Smith et al. found none.", "We agree."]),
    ("Beans, lentils, etc. Then rice.", ["Beans, lentils, etc.", "Then rice."]),
    ("Why? Nobody knows!", ["Why?", "Nobody knows!"]),
    ('He said "stop." Then he left.', ['He said "stop."', "Then he left."]),
    ("Is it safe? (Not always.) Ask.", ["Is it safe?", "(Not always.)", "Ask."]),
    ("In the U.S. it is so. In the U.K. it is not.", None),
    (
        "The U.S. Food and Drug Administration warns. Ask.",
        ["The U.S. Food and Drug Administration warns.", "Ask."],
    ),
    ("It is so in the U.S. The rules differ.", ["It is so in the U.S.", "The rules differ."]),
    ("Take vitamin C. Then rest.", ["Take vitamin C.", "Then rest."]),
    ("You may have hepatitis B. Ask.", ["You may have hepatitis B.", "Ask."]),
    ("A test by J. Smith found none. Ask.", ["A test by J. Smith found none.", "Ask."]),
    ("C. Difficile is a germ.", ["C. Difficile is a germ."]),
    ("¿Es seguro? No siempre.", ["¿Es seguro?", "No siempre."]),
    ("La Dra. Ruiz lo dice. Pregunte.", ["La Dra. Ruiz lo dice.", "Pregunte."]),
    ("Wait … and see. Done.", ["Wait … and see.", "Done."]),
    ("Without an end", ["Without an end"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_where_sentences_end(text, expected):
    found = [sentence for sentence, _ in split_sentences(text)]
    if expected is None:  # two sentences, whatever they are
        assert len(found) == 2
    else:
        assert found == expected


@given(st.text(alphabet=st.sampled_from("aB. !?…\"')(1é¿"), max_size=60))
def test_sentences_stand_in_their_text_in_order_and_lose_no_word(text):
    found = split_sentences(text)
    for sentence, start in found:
        assert text[start : start + len(sentence)] == sentence
    assert [start for _, start in found] == sorted({start for _, start in found})
    assert words_of(" ".join(sentence for sentence, _ in found)) == words_of(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("gut-brain axis", ("gut-brain", "axis")),
        ("You don't know", ("You", "don't", "know")),
        ("1,054 adults (95%)", ("1,054", "adults", "95")),
        ("and/or 3.5", ("and/or", "3.5")),
    ],
)
def test_words(text, words):
    assert words_of(text) == words
