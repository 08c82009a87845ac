"""Nothing that an author pastes can run on a patient's page: the tables in cases/unsafe.yaml."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainleaf.markup.sanitize import refused_address, sanitize
from tests.markup.case_files import cases
from tests.markup.leaflet import leaflet, shown

# Written down here once more, so that a slip in the allow-list does not pass its own test.
ELEMENTS = set(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure"
    " h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub summary sup svg path"
    " table tbody td tfoot th thead time tr u ul var wbr".split()
)
ATTRIBUTES = set(
    "abbr alt class colspan d data-label datetime decoding dir headers height href id lang loading open reversed role"
    " rowspan scope span src start tabindex title type viewbox viewBox width aria-hidden aria-label aria-labelledby focusable".split()
)


def check_safe(html: str, page) -> None:
    for element in page.find_all(True):
        assert element.name in ELEMENTS
        assert set(element.attrs) <= ATTRIBUTES, element
        for name in ("href", "src"):
            # As a browser reads it (WHATWG URL): blanks before it, tabs and line ends anywhere don't count.
            address = re.sub(r"[\t\r\n]", "", element.get(name, "")).lstrip("".join(map(chr, range(33))))
            assert not re.match(r"(?!https?:|mailto:|tel:)[A-Za-z][A-Za-z0-9+.-]*:", address), element
    assert "<script" not in html.lower()
    assert "<!--" not in html


@pytest.mark.parametrize("case", cases("unsafe.yaml", "unsafe"))
def test_unsafe(case):
    text = leaflet(case["text"])
    check_safe(text.html(), text.page())
    first = text.source.count("\n", 0, text.source.index(case["text"])) + 1
    lines = {line - first + 1 for line, _ in text.places("html-unsafe")}
    assert lines == {case.get("line", 1)}, text.diagnostics


@pytest.mark.parametrize("case", cases("unsafe.yaml", "harmless"))
def test_harmless(case):
    text = leaflet(case["text"])
    check_safe(text.html(), text.page())
    assert text.diagnostics == []


# A declaration is words inside a line, and so are the marks that only the beginning of a line has.
IN_A_LINE = [
    case
    for case in cases("unsafe.yaml", "unsafe")
    if not set("\n\t") & set(case.values[0]["text"]) and not case.values[0]["text"].startswith("<!D")
]


@pytest.mark.parametrize("case", IN_A_LINE)
@pytest.mark.parametrize("field", ["key_points", "questions"])
def test_unsafe_in_the_front_matter(case, field):
    text = leaflet("a", **{field: [case["text"]]})
    check_safe(text.html(), text.page())
    line = next(n for n, line in enumerate(text.source.split("\n"), 1) if line == f"{field}:") + 1
    assert {at for at, _ in text.places("html-unsafe")} == {line}


@pytest.mark.parametrize("section", ["<![~~~ a", "<![CDATA[a]]>", "<![a", "<![if IE]>", "<!ELEMENT a>", "<!"])
@pytest.mark.parametrize("body", ["a {}", "<div>\n{}\n</div>", "> - {}"])
def test_declarations_are_harmless_whatever_they_are(section, body):
    """Versions of Python read them differently; one that can't be read must not end in an exception."""
    text = leaflet(body.format(section))
    check_safe(text.html(), text.page())
    assert set(text.codes) <= {"html-unsafe"}
    assert leaflet("[@a2020]").body().select("sup.citations"), "the engine works on"


def test_an_element_is_reported_once_for_both_its_tags():
    found = leaflet("a <blink>b</blink> c <blink>d</blink>").of("html-unsafe")
    assert [fault.message.split()[0] for fault in found] == ["<blink>", "<blink>"]


def test_every_fault_has_its_own_column():
    text = leaflet('<div onclick="x">\n<p style="y">a <b onload="z">b</b></p>\n</div>')
    first = text.source.count("\n", 0, text.source.index("<div")) + 1
    assert text.places("html-unsafe") == [(first, 1), (first + 1, 1), (first + 1, 16)]


def test_what_is_no_html_is_printed():
    text = leaflet("p <0.05 & a < b, \\<b> &lt;i&gt; {{ 7*7 }} {% x %}")
    assert shown(text.body()) == "p <0.05 & a < b, <b> <i> {{ 7*7 }} {% x %}"


@pytest.mark.parametrize(
    "address", ["/a/", "a.md", "#b", "https://x.example/", "mailto:a@x.example", "tel:+1555", "?a", ""]
)
def test_addresses(address):
    assert refused_address(address) is None


HTML = st.lists(
    st.sampled_from(
        ["<", ">", "/", "a", "b", "script", "img ", "svg ", "style", " onclick=", " href=", " src=", '"', "'", "`", "&", ";",
         "&lt;", "&#x6a;", "javascript:", "data:", "<!--", "-->", "<![CDATA[", "]]>", "\n", "\t", "\0", "<p>", "</p>", "<table>",
         "<td>", "<a href='#x'>", "</a>", "<math>", "<mtext>", "<template>", "x"]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@given(HTML)
def test_sanitized_html_stays_as_it_is(html):
    clean = sanitize(html)
    # A nesting that HTML does not know is mended once more when it is read again, and then never more.
    again = sanitize(clean)
    assert sanitize(again) == again
    assert not re.search(r"<[^>]*\son\w+=", clean)


@given(HTML)
def test_any_html_in_a_text_is_safe(html):
    text = leaflet(f"a {html} b")
    check_safe(text.html(), text.page())
