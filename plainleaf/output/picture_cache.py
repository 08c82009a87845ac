"""Pictures that were made before: encoding is slow, and most pictures are the same from build to build."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from plainleaf.cache.kept_files import KeptFiles
from plainleaf.output.picture_values import MadePicture


class PictureCache:
    """Pictures by the digest of all that they were made from."""

    def __init__(self, folder: Path) -> None:
        self._files = KeptFiles(folder)

    def read(self, key: str) -> MadePicture | None:
        """Return a picture that is kept, else None."""
        content = self._files.read(key)
        try:
            return None if content is None else msgspec.msgpack.decode(content, type=MadePicture)
        except msgspec.DecodeError:
            return None

    def write(self, key: str, made: MadePicture) -> None:
        """Keep a picture, if the folder lets us."""
        self._files.write(key, msgspec.msgpack.encode(made))

    def keep_only(self, keys: Iterable[str]) -> None:
        """Delete every picture but these."""
        self._files.keep_only(frozenset(keys))
