"""Nothing in a drawing runs or loads, even when it is opened by itself."""

import pytest

from plainleaf.output.drawing_safety import check_drawing
from plainleaf.output.picture_values import PictureFault, UnsafePicture
from tests.tiny_site import ROOT, TinySite, article

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"'
)
UNSAFE = {
    "a script": "<script>alert(1)</script>",
    "a script of another place": '<script href="https://x.example/a.js"/>',
    "a script in capitals": "<SCRIPT>alert(1)</SCRIPT>",
    "a script of a namespace by name": '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>',
    "a script of HTML": '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
    "a picture of HTML": '<h:img xmlns:h="http://www.w3.org/1999/xhtml" src="x" onerror="alert(1)"/>',
    "a page inside": '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">a</p></foreignObject>',
    "a frame": '<iframe src="https://x.example/"/>',
    "a handler": '<rect onclick="alert(1)"/>',
    "a handler in capitals": '<rect onLoad="alert(1)"/>',
    "a handler of a namespace": '<rect xmlns:e="http://www.w3.org/2001/xml-events" e:onclick="alert(1)"/>',
    "a link": '<a href="https://x.example/"><text>a</text></a>',
    "a link that runs": '<a xlink:href="javascript:alert(1)"><text>a</text></a>',
    "a link with a tab": '<use href="java&#9;script:alert(1)"/>',
    "a use of elsewhere": '<use href="https://x.example/a.svg#b"/>',
    "a use of data": '<use href="data:image/svg+xml,&lt;svg/>"/>',
    "a picture of elsewhere": '<image href="https://x.example/a.png"/>',
    "a picture beside it": '<image xlink:href="a.png"/>',
    "a drawing in it": '<image href="data:image/svg+xml;base64,AAAA"/>',
    "a picture for a filter": '<filter><feImage href="//x.example/a.png"/></filter>',
    "an animation": '<animate attributeName="href" values="javascript:alert(1)"/>',
    "a setting": '<set attributeName="onmouseover" to="alert(1)"/>',
    "another base": '<g xml:base="https://x.example/"/>',
    "a style of elsewhere": "<style>@import 'https://x.example/a.css';</style>",
    "a style in two pieces": "<style>@imp<!-- a -->ort 'https://x.example/a.css';</style>",
    "a font of elsewhere": "<style>@font-face { src: url(https://x.example/a.woff) }</style>",
    "a fill of elsewhere": '<rect fill="url(https://x.example/a.svg#b)"/>',
    "a fill in quotes": "<rect fill=\"url( 'https://x.example/a.svg#b')\"/>",
    "a fill in hidden letters": '<rect style="fill: \\75rl(https://x.example/a.svg#b)"/>',
    "a fill behind a comment": '<rect style="fill: ur/**/l(https://x.example/)"/>',
    "a set of pictures": "<rect style=\"fill: image-set('https://x.example/a.png' 1x)\"/>",
    "a film": '<video src="https://x.example/"/>',
    "an object": '<object data="a.swf"/>',
    "a handler's element": "<handler>alert(1)</handler>",
}
HARMLESS = {
    "shapes": '<g id="a"><path d="M0 0L9 9" style="fill:#fff;stroke:url(#b)"/></g><use xlink:href="#a"/>',
    "pixels": '<image href="data:image/png;base64,iVBORw0KGgo="/>',
    "paint": '<linearGradient id="b"><stop offset="0"/></linearGradient><rect fill="url( #b )" filter="url(\'#c\')"/>',
    "colors": '<filter id="c"><feColorMatrix values="1 0 0 0 0 0 1 0 0 0"/></filter>',
    "a style": "<style>.a { fill: url(#b); font-family: Arial }</style>",
    "words": "<title>A script: @import url(https://x.example/)</title><text>javascript:alert(1)</text>",
    "Inkscape's": (
        '<sodipodi:namedview xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" id="n"/>'
        '<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<r:type r:resource="http://purl.org/dc/dcmitype/StillImage"/></r:RDF></metadata>'
    ),
}


def drawing(inside: str, before: str = "", attributes: str = "") -> bytes:
    return f"{before}{HEAD} {attributes}>{inside}</svg>".encode()


@pytest.mark.parametrize("what", UNSAFE)
def test_unsafe(what):
    with pytest.raises(UnsafePicture):
        check_drawing(drawing(UNSAFE[what]))


@pytest.mark.parametrize("what", HARMLESS)
def test_harmless(what):
    check_drawing(drawing(HARMLESS[what]))


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE svg [<!ENTITY a "&lt;script>alert(1)&lt;/script>">]>',
        "<!DOCTYPE svg [<!ENTITY a '<script>alert(1)</script>'>]>",
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg [<!ENTITY % a SYSTEM "https://x.example/a.dtd"> %a;]>',
        f'<!DOCTYPE svg [<!ENTITY a "{"ha" * 500}">]>',
        '<?xml-stylesheet href="https://x.example/a.css"?>',
    ],
)
def test_what_stands_before_the_drawing(before):
    with pytest.raises(UnsafePicture):
        check_drawing(drawing("", before))


def test_what_programs_write_before_a_drawing_is_harmless():
    check_drawing(
        drawing(
            "", '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY ns "http://ns.adobe.com/Extensibility/1.0/">]>'
        )
    )


def test_a_handler_on_the_drawing_itself():
    with pytest.raises(UnsafePicture, match="onload"):
        check_drawing(drawing("", attributes='onload="alert(1)"'))


def test_many_references_to_an_entity_end():
    """ "Billion laughs" needs entities inside entities, which are refused at the first."""
    names = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 30))
    with pytest.raises(UnsafePicture):
        check_drawing(drawing("&a29;", f'<!DOCTYPE svg [<!ENTITY a0 "ha">{names}]>'))


def test_what_is_cut_off_behind_its_entities_is_broken():
    with pytest.raises(PictureFault, match="not complete"):
        check_drawing(b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"><g>')


def test_the_shipped_drawings_are_harmless():
    for path in (*(ROOT / "content").rglob("*.svg"), *(ROOT / "templates").rglob("*.svg")):
        check_drawing(path.read_bytes())


def test_an_unsafe_drawing_keeps_a_site_from_being_published(tmp_path):
    files = {
        "content/images/a.svg": drawing("<g>\n<script>alert(1)</script></g>"),
        "content/articles/fmt.md": article("Text.\n\n![Words](../images/a.svg)"),
    }
    built = TinySite(tmp_path, files).build()
    assert not built.published
    [found] = built.of("image-unsafe")
    assert (found.path, found.severity) == ("content/articles/fmt.md", "error")
    assert "<script> (line 2)" in found.message
