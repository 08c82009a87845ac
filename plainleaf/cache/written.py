"""Values as bytes, of which a digest can be made."""

import msgspec

from plainleaf.model.html import Html


def _as_text(value: object) -> str:
    if isinstance(value, Html):
        return str(value)
    raise NotImplementedError(type(value))


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_as_text)


def written(value: object) -> bytes:
    """Return a value as bytes that stand for no other value.

    In the names of files there may be bytes that are no text; then these are not the bytes of MessagePack.
    """
    try:
        return _ENCODER.encode(value)
    except UnicodeEncodeError:
        return repr(value).encode("utf-8", "surrogatepass")
