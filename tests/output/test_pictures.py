"""Pictures as they are published: sizes, formats, what is taken out of them, and what is wrong with them."""

import hashlib
import io
import re
import struct
import zlib
from pathlib import Path

import pytest
from bs4 import Tag
from PIL import Image, ImageChops, ImageCms, PngImagePlugin

from plainleaf.output import pictures as door
from plainleaf.output.drawings import drawing_size
from plainleaf.output.picture_cache import PictureCache
from plainleaf.output.picture_files import Pictures
from plainleaf.output.picture_values import PictureFault
from tests.cli.command import command
from tests.tiny_site import PEOPLE, ROOT, SETTINGS, Outcome, TinySite, article, place_of

SECRET = b"51.5007 north, Dr Hidden's garden"
RED, BLUE = (255, 0, 0), (0, 0, 255)
GPS, ORIENTATION, DESCRIPTION = 0x8825, 0x0112, 0x010E
ENTRIES = ".plainleaf/pictures"


def scene(width: int = 400, height: int = 300, mode: str = "RGB") -> Image.Image:
    """A picture that is like no other turned or mirrored: red above on the left, the rest blue."""
    image = Image.new("RGB", (width, height), BLUE)
    image.paste(RED, (0, 0, width // 2, height // 4))
    return image.convert(mode)


def grain(width: int, height: int) -> Image.Image:
    """A picture with soft shades as a photo has them."""
    noise = Image.linear_gradient("L").resize((width // 4, height // 4)).effect_spread(40)
    return Image.merge(
        "RGB", [noise.resize((width, height)), *(noise.rotate(n).resize((width, height)) for n in (90, 180))]
    )


def saved(image: Image.Image, format_: str = "JPEG", **settings: object) -> bytes:
    file = io.BytesIO()
    image.save(file, format_, **settings)
    return file.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def color(image: Image.Image, x: float, y: float) -> str:
    """The name of the color at a place, given in parts of width and height."""
    red, _, blue = image.convert("RGB").getpixel((int(x * image.width), int(y * image.height)))
    return {(True, False): "red", (False, True): "blue"}.get((red > 200, blue > 200), f"{red}, {blue}")


def show(tmp_path: Path, name: str, data: bytes, **files: str | bytes) -> TinySite:
    """A site with an article, /one/, that shows a picture."""
    text = article(f"Text.\n\n![What it shows](<images/{name}>)\n")
    return TinySite(tmp_path, {"content/articles/one.md": text, f"content/images/{name}": data, **files})


def candidates(
    built: Outcome, address: str = "/one/", within: str = ".prose picture"
) -> dict[int, Image.Image]:
    """The WebP files that a page offers, by the width that it says they have."""
    source = built.page(address).select_one(f"{within} source")
    assert source is not None, built.page(address).select_one("main")
    assert source["type"] == "image/webp"
    assert source["sizes"]
    found = {}
    for candidate in str(source["srcset"]).split(", "):
        path, width = candidate.split()
        found[int(width.removesuffix("w"))] = opened((built.output / path.lstrip("/")).read_bytes())
    return found


def fallback(built: Outcome, within: str = ".prose picture") -> tuple[Tag, Image.Image]:
    """The `<img>` of /one/, and its file."""
    image = built.page("/one/").select_one(f"{within} img")
    assert image is not None
    return image, opened((built.output / str(image["src"]).lstrip("/")).read_bytes())


def published(built: Outcome) -> dict[str, bytes]:
    """Every file below images/ of a built site."""
    folder = built.output / "images"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


# Sizes and formats


@pytest.mark.parametrize(
    ("size", "widths", "largest"),
    [
        ((3000, 2000), [240, 480, 800, 1200], (1200, 800)),
        ((1200, 900), [240, 480, 800, 1200], (1200, 900)),
        ((820, 100), [240, 480, 820], (820, 100)),  # 800 beside 820 would be a file for nothing
        ((500, 500), [240, 500], (500, 500)),
        ((241, 10), [241], (241, 10)),
        ((100, 50), [100], (100, 50)),
        ((1, 1), [1], (1, 1)),
        ((2400, 3), [240, 480, 800, 1200], (1200, 2)),
        ((30, 20_000), [24], (24, 16_000)),  # WebP ends at 16,383
    ],
    ids=str,
)
def test_widths(size, widths, largest):
    made = door.make_picture(saved(Image.new("RGB", size, RED)))
    assert [width for width, _ in made.shape.sizes] == widths
    assert made.shape.sizes[-1] == largest
    assert {name: opened(file).size for name, file in made.files.items()} == {
        **{f"{width}.webp": (width, height) for width, height in made.shape.sizes},
        f"{widths[-1]}.jpg": largest,
    }


def test_a_photo_is_offered_in_several_widths(tmp_path):
    built = show(tmp_path, "lab.jpg", saved(grain(1600, 1200))).build()
    assert built.errors == []
    webp = candidates(built)
    assert {width: image.size for width, image in webp.items()} == {
        240: (240, 180), 480: (480, 360), 800: (800, 600), 1200: (1200, 900)
    }  # fmt: skip
    assert {image.format for image in webp.values()} == {"WEBP"}
    tag, image = fallback(built)
    assert (image.format, image.size) == ("JPEG", (1200, 900))
    assert (tag["width"], tag["height"], tag["alt"]) == ("1200", "900", "What it shows")
    names = sorted(published(built))
    assert len(names) == 5
    assert all(re.fullmatch(r"lab-\d+\.[0-9a-f]{12}\.(webp|jpg)", name) for name in names)


@pytest.mark.parametrize(
    ("image", "format_", "ending", "mode"),
    [
        (scene(), "JPEG", "jpg", "RGB"),
        (scene(mode="L"), "JPEG", "jpg", "RGB"),
        (scene(mode="CMYK"), "JPEG", "jpg", "RGB"),
        (scene(), "PNG", "png", "RGB"),
        (scene(mode="RGBA"), "PNG", "png", "RGBA"),
        (scene(mode="LA"), "PNG", "png", "RGBA"),
        (scene(mode="P"), "PNG", "png", "RGB"),
        (scene(mode="1"), "PNG", "png", "RGB"),
        (scene(mode="P"), "GIF", "png", "RGB"),
        (scene(), "WEBP", "jpg", "RGB"),
        (Image.new("RGBA", (40, 30), (255, 0, 0, 99)), "WEBP", "png", "RGBA"),
        (scene(), "AVIF", "jpg", "RGB"),
    ],
    ids=lambda value: value.mode if isinstance(value, Image.Image) else str(value),
)
def test_kinds_of_pictures(image, format_, ending, mode):
    made = door.make_picture(saved(image, format_))
    shown = opened(made.files[made.shape.largest])
    assert made.shape.largest == f"{image.width}.{ending}"
    assert (shown.format, shown.mode, shown.size) == ({"jpg": "JPEG", "png": "PNG"}[ending], mode, image.size)
    if image.mode in ("RGB", "RGBA", "CMYK", "P"):
        for file in (shown, opened(made.files[f"{image.width}.webp"])):
            assert color(file, 0.1, 0.1) == "red"
            assert color(file, 0.9, 0.9) == color(image, 0.9, 0.9)


def test_the_name_of_a_file_does_not_decide_its_kind(tmp_path):
    built = show(tmp_path, "really-a-png.jpg", saved(scene(), "PNG")).build()
    tag, image = fallback(built)
    assert image.format == "PNG"
    assert str(tag["src"]).endswith(".png")


def test_a_drawing_of_pixels_stays_sharp_and_a_photo_becomes_small():
    drawn = scene(300, 200)
    exact = opened(door.make_picture(saved(drawn, "PNG")).files["300.webp"])
    assert exact.convert("RGB").tobytes() == drawn.tobytes()
    soft = Image.merge("RGB", [Image.linear_gradient("L").rotate(n).resize((600, 400)) for n in (0, 90, 180)])
    shades = Image.blend(soft, Image.effect_noise((600, 400), 40).convert("RGB"), 0.3)
    photo = door.make_picture(saved(shades, "PNG"))
    assert len(photo.files["600.webp"]) < len(photo.files["600.png"]) / 5


def test_transparent_pixels_stay_so():
    palette = scene(mode="P")
    transparent = palette.getpixel((0, 0))
    for data in (
        saved(palette, "PNG", transparency=transparent),
        saved(palette, "GIF", transparency=transparent),
        saved(scene(), "PNG", transparency=RED),
    ):
        for name, file in door.make_picture(data).files.items():
            alpha = opened(file).convert("RGBA").getchannel("A")
            assert alpha.getpixel((5, 5)) == 0, name
            assert alpha.getpixel((alpha.width - 5, alpha.height - 5)) == 255, name


def test_sixteen_bits_become_eight():
    image = Image.new("I;16", (4, 1))
    for x, gray in enumerate((0, 0x4040, 0x8080, 0xFFFF)):
        image.putpixel((x, 0), gray)
    shown = opened(door.make_picture(saved(image, "PNG")).files["4.png"])
    assert [shown.getpixel((x, 0)) for x in range(4)] == [(n, n, n) for n in (0, 0x40, 0x80, 0xFF)]


@pytest.mark.parametrize("format_", ["GIF", "PNG", "WEBP"])
def test_a_moving_picture_stands_still(format_):
    frames = [scene(), Image.new("RGB", (400, 300), BLUE)]
    data = saved(frames[0], format_, save_all=True, append_images=frames[1:], duration=100)
    assert opened(data).n_frames == 2
    for file in door.make_picture(data).files.values():
        shown = opened(file)
        assert getattr(shown, "n_frames", 1) == 1
        assert color(shown, 0.1, 0.1) == "red"


# What is taken out, and what is made of it


def exif(orientation: int | None = None) -> Image.Exif:
    found = Image.Exif()
    found[DESCRIPTION] = SECRET.decode()
    if orientation is not None:
        found[ORIENTATION] = orientation
    found.get_ifd(GPS)[1] = "N"
    return found


def text_chunks() -> PngImagePlugin.PngInfo:
    chunks = PngImagePlugin.PngInfo()
    chunks.add_text("Comment", SECRET.decode())
    chunks.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    return chunks


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jpg", saved(scene(), exif=exif(), comment=SECRET, xmp=SECRET)),
        ("a.png", saved(scene(), "PNG", exif=exif(), pnginfo=text_chunks(), icc_profile=SECRET)),
        ("a.webp", saved(scene(), "WEBP", exif=exif(), xmp=SECRET)),
        ("a.gif", saved(scene(mode="P"), "GIF", comment=SECRET)),
        ("a.avif", saved(scene(), "AVIF", exif=exif(), xmp=SECRET)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_where_and_how_a_photo_was_taken_stays_secret(tmp_path, name, data):
    assert SECRET in data or b"PNG" in data  # a PNG may keep it compressed
    built = show(tmp_path, name, data).build()
    assert built.errors == []
    assert published(built)
    for path in built.output.rglob("*"):
        if path.is_file():
            assert SECRET not in path.read_bytes()
    for file in published(built).values():
        image = opened(file)
        assert not image.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment", "Comment"} & image.info.keys()


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
def test_a_photo_stands_upright(format_, orientation):
    # How a camera that was held in each way stores the scene: the turn that Exif asks for, backwards.
    turned = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    stored = scene(1800, 900)
    if orientation in turned:
        stored = stored.transpose(turned[orientation])
    made = door.make_picture(saved(stored, format_, exif=exif(orientation)))
    assert made.shape.sizes[-1] == (1200, 600)
    assert door.check_picture(saved(stored, format_, exif=exif(orientation))) == made.shape
    for file in made.files.values():
        shown = opened(file)
        assert shown.width == 2 * shown.height
        assert color(shown, 0.2, 0.1) == "red"
        assert [color(shown, *place) for place in ((0.8, 0.1), (0.2, 0.8), (0.8, 0.8))] == ["blue"] * 3


@pytest.mark.parametrize("orientation", [0, 9, 60_000])
def test_an_orientation_that_is_none_turns_nothing(orientation):
    made = door.make_picture(saved(scene(), exif=exif(orientation)))
    assert made.shape.sizes[-1] == (400, 300)


def test_a_photo_with_broken_exif_is_shown():
    data = saved(scene(), exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\xee" * 40)
    assert door.check_picture(data).sizes[-1] == (400, 300)
    assert color(opened(door.make_picture(data).files["400.jpg"]), 0.1, 0.1) == "red"


def crossed_profile() -> bytes:
    """A color profile in which red and blue have changed places."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for number in range(struct.unpack_from(">I", profile, 128)[0]):
        at = 132 + 12 * number
        name = bytes(profile[at : at + 4])
        profile[at : at + 4] = {b"rXYZ": b"bXYZ", b"bXYZ": b"rXYZ"}.get(name, name)
    return bytes(profile)


@pytest.mark.parametrize(
    ("format_", "mode"), [("JPEG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGB")]
)
def test_colors_are_those_that_the_profile_means(format_, mode):
    data = saved(scene(mode=mode), format_, icc_profile=crossed_profile())
    for name, file in door.make_picture(data).files.items():
        shown = opened(file)
        assert color(shown, 0.1, 0.1) == "blue", name
        assert color(shown, 0.9, 0.9) == "red", name
        assert "icc_profile" not in shown.info


@pytest.mark.parametrize("profile", [b"nonsense", crossed_profile()[:200], b""])
def test_a_profile_that_is_none_changes_nothing(profile):
    made = door.make_picture(saved(scene(), icc_profile=profile))
    assert color(opened(made.files["400.jpg"]), 0.1, 0.1) == "red"


# What can't be shown


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A PNG of a few bytes that says it is very large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 90)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


PHOTO = saved(grain(400, 300))
BROKEN = {
    "cut.jpg": (PHOTO[: len(PHOTO) // 2], "not complete"),
    "head.jpg": (PHOTO[:300], "damaged"),
    "cut.png": (saved(grain(400, 300), "PNG")[:9_000], "not complete"),
    "cut.webp": (saved(grain(400, 300), "WEBP")[:900], "not complete"),
    "cut.gif": (saved(grain(400, 300).convert("P"), "GIF")[:5_000], "not complete"),
    "text.jpg": (b"This is a letter.", "no JPEG, PNG"),
    "empty.png": (b"", "no JPEG, PNG"),
    "page.png": (b"<!doctype html><p>Not found", "no JPEG, PNG"),
    "tiff.png": (saved(scene(), "TIFF"), "no JPEG, PNG"),
    "bomb.png": (bomb(), "30000 × 30000 pixels"),
    "flat.png": (bomb(1_000_000_000, 1), "pixels"),
    "short.png": (bomb(300, 300), "not complete"),
    "cut.svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><g>', "not complete"),
    "page.svg": (b"<html><body/></html>", "it begins with <html>"),
    "empty.svg": (b"", "is no SVG"),
    "bytes.svg": (bytes(range(256)), "is no SVG"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_picture_is_told_where_it_is_used(tmp_path, name):
    data, reason = BROKEN[name]
    site = show(tmp_path, name, data)
    for outcome in (site.check(), site.build()):
        assert outcome.codes == ["image-broken"]
        found = outcome.diagnostics[0]
        text = (site.folder / "content/articles/one.md").read_text()
        assert (found.path, found.line) == ("content/articles/one.md", place_of(text, f"images/{name}")[0])
        assert f"'images/{name}'" in found.message
        assert reason in found.message
        assert found.hint
        assert found.severity == ("error" if name.endswith(".svg") else "warning")
    if name.endswith(".svg"):
        assert not site.output.exists()
        return
    # A photo that can't be read is published as it is, and its text stands beside it.
    image = outcome.page("/one/").select_one("main .prose img")
    assert image["alt"]
    assert (site.output / image["src"].lstrip("/")).read_bytes() == data


def test_a_strict_build_keeps_the_last_good_site(tmp_path):
    site = show(tmp_path, "a.jpg", PHOTO, **{"references.bib": "", "content/people.yaml": PEOPLE})
    good = published(site.build())
    site.write("content/images/a.jpg", PHOTO[:2_000])
    result = command(site.folder, "build", "--strict")
    assert result.status == 1
    assert result.codes == ["image-broken"]
    assert good
    assert {p.name: p.read_bytes() for p in (site.output / "images").iterdir()} == good


def test_one_broken_picture_is_told_once(tmp_path):
    text = article("![A](images/a.jpg) ![B](../images/a.jpg) [C](/images/a.jpg)")
    people = PEOPLE.replace("role: Author}", "role: Author, photo: a.jpg}")
    site = TinySite(tmp_path, {
        "content/articles/one.md": text, "content/articles/two.md": text, "content/images/a.jpg": b"x",
        "content/people.yaml": people,
    })  # fmt: skip
    assert [(d.code, d.path) for d in site.diagnose().diagnostics] == [
        ("image-broken", "content/articles/one.md")
    ]


@pytest.mark.parametrize("use", ["[A link](/images/a.jpg)", "a photo"])
def test_links_and_photos_are_looked_at_too(tmp_path, use):
    files: dict[str, str | bytes] = {"content/images/a.jpg": b"x"}
    if use == "a photo":
        files["content/people.yaml"] = PEOPLE.replace("role: Author}", "role: Author, photo: a.jpg}")
    else:
        files["content/articles/one.md"] = article(use)
    outcome = TinySite(tmp_path, files).diagnose()
    where = "content/people.yaml" if use == "a photo" else "content/articles/one.md"
    assert [(d.code, d.path) for d in outcome.diagnostics] == [("image-broken", where)]


def test_pictures_that_no_page_uses_are_left_alone(tmp_path):
    site = show(
        tmp_path,
        "a.jpg",
        PHOTO,
        **{"content/images/unused.jpg": b"x", "content/images/b.jpg": PHOTO[:-9] + b"123456789"},
    )
    built = site.build()
    assert built.errors == []
    assert {name.split("-")[0] for name in published(built)} == {"a"}


# On the page


def test_a_face_on_the_page_of_the_board(tmp_path):
    people = PEOPLE.replace("credentials: MD,", "credentials: MD, photo: faces/ben.jpg,")
    site = TinySite(
        tmp_path, {"content/people.yaml": people, "content/images/faces/ben.jpg": saved(grain(600, 800))}
    )
    built = site.build()
    assert built.errors == []
    card = built.page("/advisory-board/").select_one(".person-card")
    image = card.select_one("picture img.person-card__photo")
    assert (image["alt"], image["width"], image["height"]) == ("", "96", "96")
    assert card.select_one("source")["sizes"] == "96px"
    assert list(candidates(built, "/advisory-board/", ".person-card")) == [240, 480, 600]


@pytest.mark.parametrize(
    "name", ["Lab photo, 2.JPG", "größe.jpeg", "图.jpg", "a%20b.jpg", "a'b&c.jpg", "sub folder/x.jpg"]
)
def test_any_name_makes_an_address(tmp_path, name):
    pictures = Pictures({f"images/{name}": (tmp_path / "x.jpg", "0" * 64)}, PictureCache(tmp_path / "cache"))
    pictures._shapes[f"images/{name}"] = door.check_picture(PHOTO)
    picture = pictures.picture(f"images/{name}")
    addresses = [
        picture.address,
        *(address for source in picture.sources for address, _ in source.candidates),
    ]
    assert len(set(addresses)) == 3
    for address in addresses:
        assert re.fullmatch(
            r"/images/([A-Za-z0-9._-]+/)?[A-Za-z0-9._-]+-\d+\.[0-9a-f]{12}\.(webp|jpg)", address
        )


def test_one_picture_in_two_places(tmp_path):
    text = article("![A](images/a.jpg) ![B](images/b/a.jpg)")
    site = TinySite(tmp_path, {
        "content/articles/one.md": text, "content/images/a.jpg": PHOTO, "content/images/b/a.jpg": PHOTO
    })  # fmt: skip
    names = sorted(published(site.build()))
    assert len(names) == 6
    assert {name.removeprefix("b/") for name in names} == set(names[:3])


def test_two_names_that_make_one_address(tmp_path):
    (tmp_path / "x.jpg").write_bytes(PHOTO)
    entry = (tmp_path / "x.jpg", hashlib.sha256(PHOTO).hexdigest())
    pictures = Pictures({"images/a b.jpg": entry, "images/a-b.jpg": entry}, PictureCache(tmp_path / "cache"))
    assert pictures.picture("images/a b.jpg") == pictures.picture("images/a-b.jpg")
    assert len([address for address, _ in pictures.files()]) == 3


def test_pictures_under_a_path(tmp_path):
    site = show(
        tmp_path, "a.jpg", PHOTO, **{"content/site.yaml": SETTINGS.replace("example/", "example/leaflets/")}
    )
    built = site.build()
    source = built.page("/one/").select_one(".prose source")
    assert all(part.startswith("/leaflets/images/a-") for part in str(source["srcset"]).split(", "))
    share = built.page("/one/").select_one('meta[property="og:image"]')["content"]
    assert share.startswith("https://clinic.example/leaflets/assets/share.")
    assert (built.output / share.removeprefix("https://clinic.example/leaflets/")).is_file()


def test_a_page_can_be_shared_only_where_it_has_a_full_address(tmp_path):
    site = TinySite(tmp_path, {"content/site.yaml": "name: Tiny Clinic\n"})
    page = site.build().page("/")
    assert page.select('meta[property^="og:image"], meta[name^="twitter"]') == []
    assert page.select_one('link[rel="apple-touch-icon"]')["href"].startswith("/assets/apple-touch-icon.")


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("icon-192", (192, 192)),
        ("icon-512", (512, 512)),
        ("apple-touch-icon", (180, 180)),
        ("share", (1200, 630)),
    ],
)
def test_icons_and_the_picture_for_sharing(name, size):
    path = ROOT / f"templates/assets/{name}.png"
    image = opened(path.read_bytes())
    assert image.size == size
    assert path.stat().st_size < 30_000
    assert image.convert("RGBA").getchannel("A").getextrema() == (255, 255)
    if (
        name != "share"
    ):  # what stands within the safe zone of any mask: https://www.w3.org/TR/appmanifest/#icon-masks
        ground = Image.new("RGB", size, image.convert("RGB").getpixel((0, 0)))
        box = ImageChops.difference(image.convert("RGB"), ground).getbbox()
        assert box is not None
        assert min(box) >= size[0] * 0.1
        assert max(box) <= size[0] * 0.9


# The same files again


def test_two_builds_are_the_same(tmp_path):
    files = {
        "content/articles/one.md": article("![A](images/a.jpg) ![B](images/b.png)"),
        "content/images/a.jpg": saved(grain(1000, 700), exif=exif(6)),
        "content/images/b.png": saved(scene(700, 500, "RGBA"), "PNG"),
    }
    first = published(TinySite(tmp_path / "1", files).build())
    second = published(TinySite(tmp_path / "2", files).build())
    assert len(first) == 4 + 4  # upright, the photo is 700 pixels wide
    assert first == second


@pytest.mark.parametrize("format_", ["JPEG", "PNG"])
def test_files_that_are_made_at_one_time_do_not_disturb_one_another(format_):
    data = saved(grain(500, 300), format_)
    first = door.make_picture(data)
    assert all(door.make_picture(data) == first for _ in range(20))


@pytest.fixture
def cached(tmp_path) -> tuple[TinySite, dict[str, bytes]]:
    """A site that was built once, and its pictures."""
    site = show(tmp_path, "a.jpg", saved(grain(500, 300)))
    return site, published(site.build())


def no_encoding(monkeypatch) -> None:
    def make_picture(data):
        raise AssertionError("a picture is made again")

    monkeypatch.setattr(door, "make_picture", make_picture)


def test_pictures_are_made_once(cached, monkeypatch):
    site, files = cached
    no_encoding(monkeypatch)
    assert published(site.build()) == files


def test_clean_makes_them_anew(cached, monkeypatch):
    site, files = cached
    made = []
    real = door.make_picture
    monkeypatch.setattr(door, "make_picture", lambda data: made.append(data) or real(data))
    assert command(site.folder, "build", "--no-search").status == 0
    assert made == []
    assert command(site.folder, "build", "--no-search", "--clean").status == 0
    assert len(made) == 1
    assert {path.name: path.read_bytes() for path in (site.output / "images").iterdir()} == files


def test_a_check_makes_none(tmp_path, monkeypatch):
    site = show(tmp_path, "a.jpg", PHOTO)
    no_encoding(monkeypatch)
    assert site.check().errors == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data[:40] + b"?" + data[41:],
        lambda data: b"\0" * len(data),
        lambda data: data + b"more",
    ],
)
def test_a_damaged_entry_is_ignored_and_made_anew(cached, damage):
    site, files = cached
    entry = next((site.folder / ENTRIES).iterdir())
    whole = entry.read_bytes()
    entry.write_bytes(damage(whole))
    assert published(site.build()) == files
    assert entry.read_bytes() == whole


def test_an_entry_of_another_form_is_ignored(cached):
    site, files = cached
    entry = next((site.folder / ENTRIES).iterdir())
    entry.write_bytes(hashlib.sha256(b"\x81\xa1a\x01").digest() + b"\x81\xa1a\x01")
    assert published(site.build()) == files


def test_a_cache_that_cannot_be_kept_is_done_without(tmp_path):
    site = show(tmp_path, "a.jpg", PHOTO, **{".plainleaf": "not a folder"})
    assert len(published(site.build())) == 3
    assert (site.folder / ".plainleaf").read_text() == "not a folder"


def test_the_cache_forgets_what_is_gone(cached):
    site, _ = cached
    old = [path.name for path in (site.folder / ENTRIES).iterdir()]
    site.write("content/images/a.jpg", PHOTO)
    site.build()
    new = [path.name for path in (site.folder / ENTRIES).iterdir()]
    assert len(old) == len(new) == 1
    assert old != new


def test_another_recipe_gives_other_addresses(cached, monkeypatch):
    site, files = cached
    monkeypatch.setattr(door, "RECIPE", "another")
    assert not published(site.build()).keys() & files.keys()


def test_a_picture_that_changes_under_the_build_is_no_silent_change(tmp_path):
    path = tmp_path / "a.jpg"
    path.write_bytes(PHOTO)
    pictures = Pictures({"images/a.jpg": (path, "0" * 64)}, PictureCache(tmp_path / "cache"))
    with pytest.raises(OSError, match="changed while"):
        pictures.fault("images/a.jpg")


# Drawings


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="640" height="480"', (640, 480)),
        ('width="640px" height="480.4px" viewBox="0 0 1 1"', (640, 480)),
        ('viewBox="0 0 640 480"', (640, 480)),
        ('viewBox="-10,-10 , 64.4 48"', (64, 48)),
        ('width="320" viewBox="0 0 640 480"', (320, 240)),
        ('height="240" viewBox="0 0 640 480"', (320, 240)),
        ('width="100%" height="100%" viewBox="0 0 640 480"', (640, 480)),
        ('width="2in" height="2.54cm"', (192, 96)),
        ('width="25.4mm" height="72pt"', (96, 96)),
        ('width="6pc" height="101.6Q"', (96, 96)),
        ('width="4em" height="3em"', (0, 0)),
        ('width="640"', (0, 0)),
        ('width="-5" height="5"', (0, 0)),
        ('width="0" height="0"', (0, 0)),
        ('width="1e999" height="5"', (0, 0)),
        ('width="99999999" height="5"', (0, 0)),
        ('width="5" height="&#x35;"', (5, 5)),
        ('viewBox="0 0 640"', (0, 0)),
        ('viewBox="a b c d"', (0, 0)),
        ('width="wide" height="high"', (0, 0)),
        ("", (0, 0)),
    ],
)  # fmt: skip
def test_the_size_of_a_drawing(attributes, size):
    assert (
        drawing_size(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}><g width="9"/></svg>'.encode())
        == size
    )


def test_a_drawing_with_entities_is_not_unfolded():
    names = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 30))
    data = f'<!DOCTYPE svg [<!ENTITY a0 "ha">{names}]><svg width="9" height="9">&a29;</svg>'.encode()
    assert drawing_size(data) == (0, 0)
    outside = b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>'
    assert drawing_size(outside) == (0, 0)


def test_a_drawing_is_published_as_it_is(tmp_path):
    data = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 48"/>\n'
    built = show(tmp_path, "Two words.svg", data).build()
    image = built.page("/one/").select_one(".prose img")
    assert (image["width"], image["height"]) == ("64", "48")
    assert image.find_parent("picture") is None
    assert list(published(built).values()) == [data]
    assert str(image["src"]).startswith("/images/Two-words.")


def test_the_drawing_of_the_axis():
    data = (ROOT / "content/images/gut-brain-axis.svg").read_bytes()
    assert drawing_size(data) == (480, 540)
    text = data.decode()
    assert "<title>" in text
    assert "prefers-color-scheme:dark" in text
    assert re.findall(r"<text[^>]*>([^<]*)", text) == ["1", "2", "3"]  # the words stand in the article
    for banned in ("<script", "href", "url(http", "@import"):
        assert banned not in text


def test_faults_are_told_in_words():
    with pytest.raises(PictureFault) as found:
        door.check_picture(bomb())
    assert found.value.reason == "has 30000 × 30000 pixels, more than 64 million"
    assert found.value.hint == "make it smaller: pages show it 1200 pixels wide at most"
