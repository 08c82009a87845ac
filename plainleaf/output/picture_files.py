"""The pictures of a site: where each is published, and the files of those that pages use."""

import errno
import hashlib
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from plainleaf.model.pictures import Picture, PictureSource
from plainleaf.output.assets import fingerprinted
from plainleaf.output.drawing_safety import check_drawing
from plainleaf.output.drawings import drawing_size
from plainleaf.output.picture_cache import PictureCache
from plainleaf.output.picture_values import MadePicture, PictureFault, PictureShape, UnsafePicture

# The door to Pillow (`output/pictures.py`) is imported where a photo has to be looked at, not here: many sites have
# none, and it takes longer to load than an article to render.

_UNSAFE = re.compile(r"[^A-Za-z0-9._]+")


class Pictures:
    """Pictures by their names below `content/`, each a file and the digest of its content.

    A drawing is published as it is, and so is what can't be read. Any other picture is made into smaller files,
    which the cache keeps. Their
    addresses hold a digest of what they are made from, so that a page can be written before they are. Methods
    raise OSError for a file that can't be read.
    """

    def __init__(self, files: Mapping[str, tuple[Path, str]], cache: PictureCache) -> None:
        self._files = files
        self._cache = cache
        self._shapes: dict[str, PictureShape] = {}
        self._used: dict[str, Picture] = {}

    def fault(self, name: str) -> tuple[str, str, str] | None:
        """Return the code of what is wrong with a picture, why, and what to do; None for one that can be shown."""
        try:
            if _is_drawing(name):
                drawing_size(self._content(name))
                check_drawing(self._content(name))
            else:
                self._shape(name)
        except PictureFault as fault:
            code = "image-unsafe" if isinstance(fault, UnsafePicture) else "image-broken"
            return code, fault.reason, fault.hint
        return None

    def picture(self, name: str) -> Picture:
        """Return a picture as pages show it (no drawing with a fault); from now on its files belong to the site."""
        if name not in self._used:
            self._used[name] = self._drawing(name) if _is_drawing(name) else self._photo(name)
        return self._used[name]

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield address and content of the files of every picture that a page uses; here they are made."""
        done: set[str] = set()
        for name, picture in self._used.items():
            if picture.address in done:  # one picture under two names that make the same address
                continue
            done.add(picture.address)
            if not picture.sources:
                yield picture.address, self._content(name)
            else:
                for end, content in self._made(name).files.items():
                    yield self._address(name, end), content

    def file(self, address: str) -> bytes | None:
        """Return the file that any picture of the content folder has at an address; None if there is none.

        A drawing that no page shows was judged by no check: it is judged here.
        """
        for name in [*self._used, *(name for name in self._files if name not in self._used)]:
            if name not in self._used and _is_drawing(name) and self.fault(name):
                continue
            try:
                picture = self.picture(name)
            except PictureFault:  # no page shows it
                continue
            if not picture.sources:
                if picture.address == address:
                    return self._content(name)
                continue
            for end, content in self._made(name).files.items() if self._may_have(picture, address) else ():
                if self._address(name, end) == address:
                    return content
        return None

    def tidy(self) -> None:
        """Let go of the files of pictures that are no longer in the content folder."""
        self._cache.keep_only([self._key(name) for name in self._files if not _is_drawing(name)])

    @staticmethod
    def _may_have(picture: Picture, address: str) -> bool:
        found = (candidate for source in picture.sources for candidate, _ in source.candidates)
        return address == picture.address or address in found

    def _drawing(self, name: str) -> Picture:
        content = self._content(name)
        return Picture(fingerprinted("images", _safe(name), content), *drawing_size(content))

    def _photo(self, name: str) -> Picture:
        try:
            shape = self._shape(name)
        except PictureFault:  # a browser may know more than we do, and readers have its text in any case
            return Picture(fingerprinted("images", _safe(name), self._content(name)))
        candidates = tuple((self._address(name, end), width) for end, width in shape.smaller)
        webp = PictureSource("image/webp", candidates)
        return Picture(self._address(name, shape.largest), *shape.sizes[-1], (webp,))

    def _content(self, name: str) -> bytes:
        path, digest = self._files[name]
        content = path.read_bytes()
        if (
            hashlib.sha256(content).hexdigest() != digest
        ):  # a review's digest would be that of another picture
            raise OSError(errno.EAGAIN, "the picture has changed while the site was built", str(path))
        return content

    def _recipe(self, name: str) -> bytes:
        """Return what a picture's files depend on: its content, and how they are made."""
        from plainleaf.output.pictures import RECIPE  # noqa: PLC0415

        return f"{RECIPE}\n{self._files[name][1]}".encode()

    def _key(self, name: str) -> str:
        return hashlib.sha256(self._recipe(name)).hexdigest()

    def _address(self, name: str, end: str) -> str:
        return fingerprinted("images", f"{posixpath.splitext(_safe(name))[0]}-{end}", self._recipe(name))

    def _shape(self, name: str) -> PictureShape:
        """Return the shape of a photo. What the cache has was read to its end before. Raises PictureFault."""
        from plainleaf.output.pictures import check_picture  # noqa: PLC0415

        if name not in self._shapes:
            made = self._cache.read(self._key(name))
            self._shapes[name] = made.shape if made else check_picture(self._content(name))
        return self._shapes[name]

    def _made(self, name: str) -> MadePicture:
        from plainleaf.output.pictures import make_picture  # noqa: PLC0415

        key = self._key(name)
        made = self._cache.read(key)
        if made is None:
            made = make_picture(self._content(name))
            self._cache.write(key, made)
        return made


def _is_drawing(name: str) -> bool:
    return name.lower().endswith(".svg")


def _safe(name: str) -> str:
    """Return a picture's path below `images/`, in letters that need no signs in an address (and in a `srcset`)."""
    parts = name.removeprefix("images/").split("/")
    return "/".join(_UNSAFE.sub("-", part).strip("-") or "picture" for part in parts)
