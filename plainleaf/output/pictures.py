"""Photos and other pictures made of pixels, in the sizes that pages need: the only door to Pillow.

Bytes go in and come out. Nothing but the pixels is kept: the place, the time and the name of the camera that a
telephone writes into each photo (Exif, XMP, comments) never reach the site.
"""

import contextlib
import io
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import PIL
from PIL import Image, ImageCms

from plainleaf.output.picture_values import MadePicture, PictureFault, PictureShape

# What a picture's files depend on besides its bytes. The number is raised when this module makes other ones.
RECIPE = f"1, Pillow {PIL.__version__}"

# The smallest is for faces. A column of text is about 680 px wide, and most screens have two dots to a pixel.
_WIDTHS = (240, 480, 800, 1200)
_NEAR = 0.85  # of the largest: a width beyond is not worth a file
_HIGHEST = 16_383  # the limit of WebP, in pixels
_MOST_PIXELS = 64_000_000  # 8000 by 8000; more could use up a small server's memory
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
_DRAWN = frozenset({"PNG", "GIF"})  # most of the time these are drawings and screenshots: no pixel may blur
_PHOTO = 3  # what is so many times smaller when pixels may blur, is a photo after all

_ORIENTATION = 0x0112  # Exif 2.3, section 4.6.4
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_LYING = frozenset({5, 6, 7, 8})

# Our own limit is an error that an author can read; Pillow's would print a warning.
Image.MAX_IMAGE_PIXELS = None


def check_picture(data: bytes) -> PictureShape:
    """Return the shape of a picture that can be read to its end. Raises PictureFault."""
    with _opened(data) as image:
        shape = _shape(image)
        # Of a JPEG every byte is read all the same, but only an eighth of the picture is worked out.
        image.draft(None, (max(1, image.width // 8), max(1, image.height // 8)))
        image.load()
    return shape


def make_picture(data: bytes) -> MadePicture:
    """Return a picture in all its sizes.

    Of a moving picture the first image is kept: a page could not stop it (WCAG 2.2 SC 2.2.2). The same bytes and
    the same RECIPE give the same files. Raises PictureFault.
    """
    with _opened(data) as image:
        shape = _shape(image)
        orientation = _orientation(image)
        drawn = image.format in _DRAWN
        largest = shape.sizes[-1]
        # A JPEG need not be worked out in full: twice the largest size is sharp enough to be made smaller.
        width, height = largest[::-1] if orientation in _LYING else largest
        image.draft(None, (2 * width, 2 * height))
        pixels = _in_srgb(image)
    if orientation in _TURNS:
        pixels = pixels.transpose(_TURNS[orientation])

    def file(size: tuple[int, int], format_: str) -> bytes:
        # A new image for each file, of the same size, too: Pillow notes the settings of a file in the image.
        return _encoded(pixels.resize(size, Image.Resampling.LANCZOS), format_, drawn=drawn)

    # Pillow lets go of Python's lock while it works. The largest come first: they take longest.
    with ThreadPoolExecutor() as pool:
        fallback = pool.submit(file, largest, shape.fallback)
        webp = [pool.submit(file, size, "webp") for size in reversed(shape.sizes)]
        files = {shape.largest: fallback.result()}
        for (end, _), made in zip(reversed(shape.smaller), webp, strict=True):
            files[end] = made.result()
    return MadePicture(shape, files)


@contextlib.contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """Open a picture; whatever Pillow stumbles on while it is open is the file's fault."""
    Image.init()
    formats = [name for name in _FORMATS if name in Image.OPEN]  # not every Pillow knows AVIF
    try:
        with warnings.catch_warnings():  # a photo with broken Exif is a photo
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=formats) as image:
                yield image
    except PictureFault:
        raise
    except PIL.UnidentifiedImageError as fault:
        reason = "can't be read: it is no JPEG, PNG, WebP, GIF or AVIF"
        raise PictureFault(reason, "save it again as JPEG or PNG") from fault
    except Exception as fault:
        reason = "is damaged or not complete"
        raise PictureFault(reason, "copy the file again, or save it again as JPEG or PNG") from fault


def _shape(image: Image.Image) -> PictureShape:
    width, height = image.size
    if width * height > _MOST_PIXELS:
        reason = f"has {width} × {height} pixels, more than {_MOST_PIXELS // 1_000_000} million"
        raise PictureFault(reason, f"make it smaller: pages show it {_WIDTHS[-1]} pixels wide at most")
    if _orientation(image) in _LYING:
        width, height = height, width
    most = min(width, _WIDTHS[-1], max(1, _HIGHEST * width // height))
    widths = [smaller for smaller in _WIDTHS if smaller < most * _NEAR] + [most]
    sizes = tuple((smaller, max(1, round(height * smaller / width))) for smaller in widths)
    return PictureShape(sizes, "png" if image.format in _DRAWN or image.has_transparency_data else "jpg")


def _orientation(image: Image.Image) -> int:
    """Return how the camera was held (1 to 8); 1, upright, where the file does not say it in a way to be read."""
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001 (Exif is written by many hands, and a picture with a broken one is shown)
        return 1


def _in_srgb(image: Image.Image) -> Image.Image:
    """Return the pixels of a picture in the colors of the web, RGB or RGBA, and nothing else of it."""
    if image.mode.startswith("I"):  # grays from 0 to 65,535, which Pillow would cut off at 255
        image = image.convert("I").point(lambda gray: gray / 257).convert("L")
        image.info.pop("transparency", None)
    mode = "RGBA" if image.has_transparency_data else "RGB"
    profile = image.info.get("icc_profile")
    if image.mode not in ("CMYK", "L", "RGB") or "transparency" in image.info:
        image = image.convert(mode)
    if profile:
        with contextlib.suppress(ImageCms.PyCMSError):  # of a profile that is broken or for other colors
            image = (
                ImageCms.profileToProfile(
                    image,
                    io.BytesIO(profile),
                    ImageCms.createProfile("sRGB"),
                    renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
                    outputMode=mode,
                    flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
                )
                or image
            )
    image = image.convert(mode)
    image.load()
    image.info.clear()  # Pillow would write profile, comment and more into the new files
    return image


def _encoded(image: Image.Image, format_: str, *, drawn: bool) -> bytes:
    if format_ == "jpg":
        return _saved(image, "JPEG", quality=82, optimize=True, progressive=True)
    if format_ == "png":
        return _saved(image, "PNG", optimize=True)
    blurred = _saved(image, "WEBP", quality=80)
    if not drawn:
        return blurred
    exact = _saved(image, "WEBP", lossless=True)
    return blurred if len(exact) > _PHOTO * len(blurred) else exact


def _saved(image: Image.Image, format_: str, **settings: int) -> bytes:
    file = io.BytesIO()
    image.save(file, format_, **settings)
    return file.getvalue()
