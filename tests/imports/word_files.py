"""Small Word files for tests, written part by part as Word packs them."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from xml.sax.saxutils import escape

_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="png" ContentType="image/png"/>
<Default Extension="emf" ContentType="image/x-emf"/>
</Types>"""
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    f' xmlns:r="{_RELATIONSHIPS}"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/></w:style>'
    for id_, name in {
        "Heading1": "heading 1",
        "Heading2": "heading 2",
        "Heading3": "heading 3",
        "Title": "Title",
        "TOC1": "toc 1",
        "ListParagraph": "List Paragraph",
    }.items()
)
_NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{id_}">'
    + "".join(f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{form}"/></w:lvl>' for level in range(3))
    + f'</w:abstractNum><w:num w:numId="{id_}"><w:abstractNumId w:val="{id_}"/></w:num>'
    for id_, form in (("1", "bullet"), ("2", "decimal"))
)


def run(text: str, *properties: str) -> str:
    """Return a run; properties are `b`, `i`, `strike`, `superscript` or `subscript`."""
    inner = "".join(
        f'<w:vertAlign w:val="{name}"/>' if name.endswith("script") else f"<w:{name}/>" for name in properties
    )
    return f'<w:r><w:rPr>{inner}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(*parts: str, style: str = "", bullet: int | None = None, number: int | None = None) -> str:
    """Return a paragraph of texts and runs; `bullet` and `number` are the level in a list."""
    inner = f'<w:pStyle w:val="{style}"/>' if style else ""
    for id_, level in (("1", bullet), ("2", number)):
        if level is not None:
            inner += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{id_}"/></w:numPr>'
    runs = "".join(part if part.startswith("<w:") else run(part) for part in parts)
    return f"<w:p><w:pPr>{inner}</w:pPr>{runs}</w:p>"


def cell(*parts: str, properties: str = "") -> str:
    """Return a cell of a table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(para(part) for part in parts)}</w:tc>"


def table(*rows: tuple[str, ...]) -> str:
    """Return a table; a cell that is no XML yet is a text."""
    lines = ("".join(c if c.startswith("<w:tc>") else cell(c) for c in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def picture(relationship: str = "rIdP", alt: str = "", how: str = "embed") -> str:
    """Return a run with a picture."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{escape(alt)}"/><a:graphic><a:graphicData>'
        f'<pic:pic><pic:blipFill><a:blip r:{how}="{relationship}"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def link(relationship: str, text: str) -> str:
    """Return a link."""
    return f'<w:hyperlink r:id="{relationship}">{run(text)}</w:hyperlink>'


def docx(
    *blocks: str,
    links: Mapping[str, str] | None = None,
    pictures: Mapping[str, tuple[str, bytes]] | None = None,
    outside: Mapping[str, str] | None = None,
    parts: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return a Word file.

    `links` and `pictures` are by the ids of their relationships, a picture with the ending of its name; `outside` are
    pictures that the file only links to; `parts` are further parts of the file.
    """
    rows = [("styles", "styles.xml", ""), ("numbering", "numbering.xml", "")]
    rows += [
        ("hyperlink", address, f'Id="{id_}" TargetMode="External" ') for id_, address in (links or {}).items()
    ]
    rows += [
        ("image", address, f'Id="{id_}" TargetMode="External" ') for id_, address in (outside or {}).items()
    ]
    rows += [("image", f"media/{id_}.{end}", f'Id="{id_}" ') for id_, (end, _) in (pictures or {}).items()]
    if parts and "word/footnotes.xml" in parts:
        rows.append(("footnotes", "footnotes.xml", ""))
    relationships = "".join(
        f'<Relationship {more or f"""Id="own{n}" """}Type="{_RELATIONSHIPS}/{kind}" Target="{escape(target)}"/>'
        for n, (kind, target, more) in enumerate(rows)
    )
    files: dict[str, bytes] = {
        "[Content_Types].xml": _TYPES.encode(),
        "_rels/.rels": _rels(
            f'<Relationship Id="r1" Type="{_RELATIONSHIPS}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": part("document", f"<w:body>{''.join(blocks)}</w:body>"),
        "word/_rels/document.xml.rels": _rels(relationships),
        "word/styles.xml": part("styles", _STYLES),
        "word/numbering.xml": part("numbering", _NUMBERING),
    }
    files |= {f"word/media/{id_}.{end}": data for id_, (end, data) in (pictures or {}).items()}
    return packed({**files, **(parts or {})})


def part(name: str, inner: str) -> bytes:
    """Return a part of a Word file with its namespaces."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {_NAMESPACES}>{inner}</w:{name}>'.encode()


def _rels(inner: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><Relationships'
        f' xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    ).encode()


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return files as a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def png() -> bytes:
    """Return a picture of one grey pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0\x80"))
        + chunk(b"IEND", b"")
    )
