"""HTML that was made and sanitized by us, told apart from text by its type."""


class Html(str):
    """A string that templates print as it is; every other string is escaped by them.

    Only `plainleaf.markup` and `plainleaf.output` make values of this type.
    """

    __slots__ = ()

    def __html__(self) -> "Html":
        """Tell MarkupSafe, and so Jinja's autoescape, that this is HTML already."""
        return self
