"""What a drawing (SVG) may hold: shapes and text, and nothing that runs or that asks another place for something.

On a page a drawing is a picture, and a browser runs nothing in it. But it has an address of its own, and whoever
opens that has a document of the clinic's site before them (SVG 2, section 2.7). So it is refused rather than
mended: what is published stays byte for byte what the author has drawn and the reviewer has seen.
"""

import re
from xml.parsers import expat

from plainleaf.output.picture_values import PictureFault, UnsafePicture

# Shapes, text, paint and what describes them (SVG 2, appendix F). Not here: scripts, pages inside (foreignObject),
# sound and film, links, and animation, which can set an address later on and that no reader could stop.
_ELEMENTS = frozenset(
    "svg g defs symbol use switch title desc metadata path rect circle ellipse line polyline polygon text"
    " tspan textpath image marker pattern mask clippath lineargradient radialgradient stop view style"
    " filter feblend fecolormatrix fecomponenttransfer fecomposite feconvolvematrix fediffuselighting"
    " fedisplacementmap fedistantlight fedropshadow feflood fefunca fefuncb fefuncg fefuncr fegaussianblur"
    " feimage femerge femergenode femorphology feoffset fepointlight fespecularlighting fespotlight fetile"
    " feturbulence".split()
)
_SVG = "http://www.w3.org/2000/svg"
_HTML = "http://www.w3.org/1999/xhtml"
# The drawing's own parts, and pixels inside it.
_OWN = re.compile(r"\s*(?:#|data:image/(?:png|jpe?g|gif|webp|avif)[;,]|\Z)", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"@import|expression\s*\(|-moz-binding|behavior\s*:|src\s*\(|image-set\s*\("
    r"|url\s*+\(\s*+[\"']?+\s*+(?!#|data:image/(?:png|jpe?g|gif|webp|avif)[;,])",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ADDRESS = re.compile(r"\s*(?:javascript|vbscript|data)\s*:", re.IGNORECASE)
_ADDRESSES = frozenset({"href", "src", "action", "formaction", "base"})
_LONGEST_ENTITY = 200  # what programs write are the addresses of namespaces
_HINT = "export it again as plain SVG (in Inkscape: “Plain SVG”, in Illustrator: “Export”, not “Save”)"


def check_drawing(data: bytes) -> None:
    """See that a drawing that is well formed holds nothing that could run or load. Raises PictureFault."""
    parser = expat.ParserCreate(namespace_separator=" ")
    _Checker(parser)
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as fault:
        reason = f"is damaged or not complete: line {parser.ErrorLineNumber} is no SVG"
        raise PictureFault(reason, _HINT) from fault


class _Checker:
    def __init__(self, parser: expat.XMLParserType) -> None:
        self.parser = parser
        self.style: list[str] | None = None
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        parser.ProcessingInstructionHandler = self.instruction
        parser.EntityDeclHandler = self.entity

    def refuse(self, what: str) -> None:
        raise UnsafePicture(f"holds {what} (line {self.parser.CurrentLineNumber})", _HINT)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        # What another program keeps for itself, in a namespace of its own, no browser shows or runs.
        if space == _HTML or (space in ("", _SVG) and local.lower() not in _ELEMENTS):
            self.refuse(f"<{local}>")
        for full, value in attributes.items():
            attribute = full.rpartition(" ")[2].lower()
            plain = re.sub(r"[\x00-\x20]", "", value)
            if attribute.startswith("on"):
                self.refuse(f"the event handler {attribute}")
            if attribute in _ADDRESSES and not _OWN.match(plain) and space in ("", _SVG):
                self.refuse("an address outside the drawing")
            if _ADDRESS.match(plain) and not _OWN.match(plain):
                self.refuse("an address that could run")
            self.style_text(value)
        if local.lower() == "style":
            self.style = []

    def text(self, text: str) -> None:
        if self.style is not None:
            self.style.append(text)

    def end(self, _: str) -> None:
        if self.style is not None:
            self.style_text("".join(self.style))
            self.style = None

    def style_text(self, text: str) -> None:
        """A backslash in CSS can write any letter as a number, so it hides what stands there."""
        plain = _COMMENT.sub("", text)
        if _ELSEWHERE.search(plain) or ("\\" in plain and "(" in plain):
            self.refuse("a style that loads something")

    def instruction(self, target: str, _: str) -> None:
        if target.lower() != "xpacket":  # a frame around what a program says of the file
            self.refuse(f"<?{target}")

    def entity(self, name: str, _: int, value: str | None, *__: object) -> None:
        if value is None or len(value) > _LONGEST_ENTITY or "<" in value or "&" in value:
            self.refuse(f"the entity {name}")
