"""A Word file (.docx) to HTML and pictures: the only door to mammoth, and the limits that it needs.

Any bytes may come in. Nothing outside the file is read: mammoth's access to other files is off, and a declaration
of XML entities, which no Word file has, is refused.
"""

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple
from xml.etree import ElementTree

from plainleaf.imports.word_html import CONTENTS_CLASS

# Far more than any article has; reading takes up to 55 times as much memory, and up to 3 s for each MB.
_MOST_TEXT = 8_000_000
_MOST_OF_ALL = 300_000_000
_MOST_PARTS = 5_000
_MOST_PICTURES = 500
_STYLES = f"""
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name^='toc '] => p.{CONTENTS_CLASS}:fresh
p[style-name^='TOC '] => p.{CONTENTS_CLASS}:fresh
"""
# What a picture begins with, and the ending of its file; browsers show no others.
_FORMATS = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF87a", "gif"), (b"GIF89a", "gif"))
# Programs describe pictures by guessing, or by the names of files: neither tells what is shown.
_NO_DESCRIPTION = re.compile(
    r"automatically generated|AI-generated content|\A[^\s]+\.\w{3,4}\Z"
    r"|\A(?:Picture|Image|Grafik|Bild|Imagen) ?\d*\Z",
    re.IGNORECASE,
)
# Elements by their local names, and what to say of them.
_LOST = {
    "comment": "{count} of Word's comments left out",
    "del": "tracked changes: what was deleted is left out, what was put in is kept, as if all were accepted",
    "ins": "tracked changes: what was deleted is left out, what was put in is kept, as if all were accepted",
    "moveFrom": "tracked changes: what was moved stands in its new place",
    "txbxContent": "text boxes: their words, where there are any, now stand behind the paragraph that held them",
    "oMath": "{count} of Word's equations left out: write them as words, or as a picture with its text",
    "chart": "{count} of Word's charts left out: save each as a picture",
    "relIds": "{count} of Word's diagrams (SmartArt) left out: save each as a picture",
    "OLEObject": "{count} embedded objects left out, such as sheets: save each as a picture or a table",
}
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00(?:D\x00O|E\x00N)|\x00<\x00!\x00[DE]", re.IGNORECASE)


class WordFault(Exception):
    """The file can't be read; the message says why, and `hint` what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class Picture(NamedTuple):
    """A picture of the file: the name that its address ends in, and its bytes."""

    name: str
    data: bytes


class WordText(NamedTuple):
    """What a Word file holds, as HTML in which pictures have the addresses `images/NAME`."""

    html: str
    pictures: tuple[Picture, ...]
    notices: tuple[str, ...]


def read_word(data: bytes, stem: str) -> WordText:
    """Return what the bytes of a Word file hold; its pictures are named `STEM-1.png`. Raises WordFault."""
    again = "open it in your word processor and save it once more as .docx"
    if data.startswith(_OLD_WORD):
        what = "the file is protected by a password, or it is an old .doc"
        raise WordFault(what, "open it in your word processor and save it as .docx, without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            notices = list(_checked(parts))
        import mammoth  # noqa: PLC0415 - for .docx alone

        pictures = _Pictures(stem)
        result = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            include_embedded_style_map=False,  # whoever wrote the file doesn't choose its HTML
            external_file_access=False,
            convert_image=mammoth.images.img_element(pictures.keep),
        )
    except WordFault:
        raise
    except zipfile.BadZipFile as fault:
        raise WordFault("this is no .docx, or it is damaged", again) from fault
    except MemoryError as fault:
        raise WordFault("the file is too large to be read", "take its pictures out, and try again") from fault
    except Exception as fault:  # mammoth raises whatever a damaged part leads it to
        raise WordFault("the file is damaged", again) from fault
    notices += pictures.notices
    notices += dict.fromkeys(_in_plain_words(message.message) for message in result.messages)
    return WordText(result.value, tuple(pictures.found), tuple(notice for notice in notices if notice))


def _checked(parts: zipfile.ZipFile) -> Iterator[str]:
    """Yield what can't be kept. Raises WordFault for a file with too much in it: a zip can be a bomb."""
    entries = parts.infolist()
    texts = [entry for entry in entries if entry.filename.lower().endswith((".xml", ".rels"))]
    if (
        len(entries) > _MOST_PARTS
        or sum(entry.file_size for entry in entries) > _MOST_OF_ALL
        or sum(entry.file_size for entry in texts) > _MOST_TEXT
    ):
        raise WordFault(
            "the file is too large to be read", "bring in one article at a time, without large pictures"
        )
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise WordFault("the file is protected by a password", "save it as .docx without one")
    found: Counter[str] = Counter()
    margins = False
    for entry in texts:
        try:
            text = parts.read(entry)
        except (zlib.error, EOFError, NotImplementedError) as fault:
            raise zipfile.BadZipFile from fault
        if _DOCTYPE.search(text):
            raise WordFault(
                "the file declares XML entities, which no Word file does",
                "don't open it; ask whoever sent it",
            )
        name = entry.filename.rpartition("/")[2]
        if name in ("document.xml", "comments.xml"):
            found.update(_local_names(text))
        margins = margins or (
            name.startswith(("header", "footer")) and re.search(rb"<w:t[ >]", text) is not None
        )
    yield from dict.fromkeys(text.format(count=found[name]) for name, text in _LOST.items() if found[name])
    if margins:
        yield "what stands at the top and the bottom of each sheet left out: the site has its own"


def _local_names(xml: bytes) -> Iterator[str]:
    # Without a declaration of entities there is nothing in XML that could grow or lead elsewhere.
    for _, element in ElementTree.iterparse(io.BytesIO(xml)):  # noqa: S314
        yield element.tag.rpartition("}")[2]
        element.clear()


class _Pictures:
    """Takes the pictures as mammoth meets them."""

    def __init__(self, stem: str) -> None:
        self.stem = stem
        self.found: list[Picture] = []
        self.notices: list[str] = []
        self.names: dict[bytes, str] = {}  # one that stands twice, such as a logo, is one file
        self.met = 0
        self.bytes = 0

    def keep(self, image: Any) -> dict[str, str]:
        """Return the attributes of the picture's element."""
        self.met += 1
        with image.open() as file:
            data: bytes = file.read()
        # The parts may be small, and be shown again and again.
        self.bytes += len(data)
        if self.met > _MOST_PICTURES or self.bytes > _MOST_OF_ALL:
            raise WordFault("there are too many pictures in the file", "bring in one article at a time")
        ending = next((ending for start, ending in _FORMATS if data.startswith(start)), None)
        if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
            ending = "webp"
        alt = image.alt_text or ""
        if ending is None:
            self.notices.append(
                f"picture {self.met} left out: it is {image.content_type or 'of no known kind'}, which browsers"
                " don't show; save it as PNG into content/images/"
            )
            return {"src": "", "alt": ""}
        name = self.names.setdefault(data, f"{self.stem}-{len(self.found) + 1}.{ending}")
        if len(self.names) > len(self.found):
            self.found.append(Picture(name, data))
        if not alt.strip():
            self.notices.append(
                f"content/images/{name} has no text for people who can't see it: check names its line"
            )
        elif _NO_DESCRIPTION.search(alt):
            self.notices.append(
                f"content/images/{name} has only a text that a program made, '{' '.join(alt.split())}': write one"
            )
            alt = ""
        return {"src": f"images/{name}", "alt": alt}


def _in_plain_words(message: str) -> str:
    """Return what mammoth's messages mean for an author, "" where they mean nothing."""
    if "external image" in message:
        return "a picture left out that the file only links to: save it into content/images/"
    if message.startswith("Could not find image file"):
        return "a picture left out that the file doesn't hold"
    symbol = re.match(r"A w:sym element .*: char (\S+) in font (.+)", message)
    if symbol:
        return f"a sign of the font {symbol[2]} left out (character {symbol[1]})"
    if "cell merging" in message:
        return "merged cells of a table may stand in other columns now"
    # Styles of the look alone, marks of Word's own, and what _LOST has told.
    return ""
