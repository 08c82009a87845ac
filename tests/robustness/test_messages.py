"""A message that quotes an author's text is one line of plain words, whatever the text is."""

import pytest

from plainleaf.model.diagnostics import Position, error, warning
from tests.cli.command import command
from tests.tiny_site import TinySite, article

AT = Position("a.md")


@pytest.mark.parametrize("report", [error, warning])
@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a\nb", "a b"),
        ("a \r\n b", "a b"),
        ("a\u2028b", "a b"),
        ("a\x1b[31mb", "a [31mb"),
        ("a\u202eb", "a b"),
        ("a  b\u00a0é 漢 🙂", "a  b\u00a0é 漢 🙂"),
        ("a" * 5_000, "a" * 1_000 + "…"),
    ],
)
def test_a_message_and_a_hint_are_a_line(report, words, shown):
    found = report("encoding", AT, words, words)
    assert (found.message, found.hint) == (shown, shown)


def test_a_hint_may_be_missing():
    assert error("encoding", AT, "a").hint is None


def test_an_author_can_not_speak_to_the_terminal_or_forge_a_line(tmp_path):
    slug = "a\x1b[2J\x1b]0;title\x07\nforged.md:1:1: error: forged [forged]"
    site = TinySite(tmp_path, {"content/articles/fmt.md": article("Text.", slug=slug, topics=[slug])})
    for words in (("check",), ("check", "--format", "github")):
        result = command(site.folder, *words)
        assert result.status == 1
        assert "\x1b" not in result.out + result.err
        assert not any(line.startswith("forged.md") for line in (result.out + result.err).splitlines())
