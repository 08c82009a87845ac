"""What is to be written in place of a number that is hard to picture."""

import pytest

from tests.quality.findings import found


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("About 39% have it.", "write '39 in 100 people', and the other side where it helps: '61 do not'"),
        ("About 39.3% have it.", "write '39 in 100 people', and the other side where it helps: '61 do not'"),
        ("About 0.3% have it.", "write '3 in 1,000 people', and the other side where it helps: '997 do not'"),
        ("They asked 53400 people.", "write 53,400"),
    ],
)
def test_the_hint_says_it_with_people(text, written):
    (finding,) = found("number-unclear", text)
    assert finding.diagnostic.hint == written


def test_the_hint_is_in_the_language_of_the_text():
    (finding,) = found("number-unclear", "El 39 % la tiene.", lang="es")
    assert finding.diagnostic.hint.startswith("write '39 de cada 100 personas'")
