"""What is wrong in the folder of templates."""


class TemplateFault(Exception):
    """A template could not be rendered: which one, on which line, and why."""

    def __init__(self, name: str, line: int, message: str) -> None:
        super().__init__(message)
        self.name = name
        self.line = line
        self.message = message
