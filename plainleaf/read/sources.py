"""Where a clinic's files are."""

import datetime
from pathlib import Path
from typing import NamedTuple


class Sources(NamedTuple):
    """Where a clinic's files are, and for which day and address the site is built."""

    content: Path
    bibliography: Path
    templates: Path
    today: datetime.date
    base_url: str | None = None  # in place of that in site.yaml

    @property
    def cache(self) -> Path:
        """Where a build keeps what it made for the next one; deleting it loses nothing but time."""
        return self.content.absolute().parent / ".plainleaf"

    @property
    def history(self) -> Path:
        """Where it is kept what was published when: beside the content, with all that the clinic owns."""
        return self.content.absolute().parent / "publications.jsonl"
