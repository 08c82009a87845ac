"""Where sentences end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainleaf.review.sentences import sentence_spans

TABLE = {
    "": [],
    "  ": [],
    "A heading": ["A heading"],
    "One. Two.": ["One.", "Two."],
    "One! Two? Three…": ["One!", "Two?", "Three…"],
    "It is C. difficile. It spreads.": ["It is C. difficile.", "It spreads."],
    "See Dr. Smith, e.g. Mr. J. Doe. Now.": ["See Dr. Smith, e.g. Mr. J. Doe.", "Now."],
    "In 3.5 of 10 vs. 4 of 10. Then.": ["In 3.5 of 10 vs. 4 of 10.", "Then."],
    "New [@a]. Old.": ["New [@a].", "Old."],
    "New. [@a; @b, p. 5] [@c] Old.": ["New. [@a; @b, p. 5] [@c]", "Old."],
    "He said “Stop.” She did.": ["He said “Stop.”", "She did."],
    "It is (so.) And so.": ["It is (so.)", "And so."],
    "¿Es nuevo? ¿Sí? Él dice que sí.": ["¿Es nuevo?", "¿Sí?", "Él dice que sí."],
    "Known as “e.g. this”. End of vitamin C.": ["Known as “e.g. this”.", "End of vitamin C."],
}


@pytest.mark.parametrize("line", TABLE)
def test_sentences(line):
    assert [line[start:end] for start, end in sentence_spans(line)] == TABLE[line]


@given(st.text(alphabet='aA1.?! "([@b])”', max_size=60))
def test_nothing_is_lost_but_blanks(line):
    spans = sentence_spans(line)
    assert "".join(line[start:end] for start, end in spans).replace(" ", "") == line.replace(" ", "")
    assert all(start < end for start, end in spans)


def test_a_long_line_takes_no_longer_than_it_must():
    assert len(sentence_spans("It is new [@a]. " * 20_000)) == 20_000
