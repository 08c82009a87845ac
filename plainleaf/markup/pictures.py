"""Pictures in a text: the formats and widths that a browser may choose from, and room kept until one is there."""

import html as html_module

from plainleaf.markup.fragment import ATTRIBUTE
from plainleaf.model.pictures import Picture, PictureSource

# As wide as the text: all but the gutters of a phone, and at most --measure (templates/assets/tokens.css).
_SIZES = "(min-width: 42rem) 38rem, calc(100vw - 2rem)"


def render_picture(tag: str, picture: Picture, *, lazy: bool) -> str:
    """Return an `<img>` of a text with the address of a picture as it is built, and better forms around it.

    `lazy` keeps it from being loaded before a reader comes near. A size that the author gave stands.
    """
    attributes = dict(ATTRIBUTE.findall(tag))
    kept = [f' {name}="{value}"' for name, value in attributes.items() if name not in ("src", "alt")]
    if picture.width and picture.height and not attributes.keys() & {"width", "height"}:
        kept.append(f' width="{picture.width}" height="{picture.height}"')
    if lazy:
        kept.append(' loading="lazy"')
    address = html_module.escape(picture.address)
    image = f'<img src="{address}" alt="{attributes.get("alt", "")}"{"".join(kept)} decoding="async">'
    if not picture.sources:
        return image
    return f"<picture>{''.join(_source(source) for source in picture.sources)}{image}</picture>"


def _source(source: PictureSource) -> str:
    candidates = ", ".join(f"{html_module.escape(address)} {width}w" for address, width in source.candidates)
    return f'<source type="{html_module.escape(source.type)}" srcset="{candidates}" sizes="{_SIZES}">'
