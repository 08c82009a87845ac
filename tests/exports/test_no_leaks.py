"""What an author notes, and what the public doesn't have, is in no file of the site: words, names, pictures, search."""

import io
import re

import pytest
from PIL import Image

from tests.exports.sites import SUBMITTED, approve
from tests.tiny_site import PEOPLE, SETTINGS, TinySite, article, entry

# Each stands in one place that no reader may see. No other word holds it, nor does a digest.
HIDDEN = {
    "qxnote": "the note of a review's step",
    "qxreason": "the reason of a waiver",
    "qxfront": "a comment in the front matter",
    "qxhtml": "a comment in the text",
    "qxblock": "a comment over lines",
    "qxinline": "a comment in a key point",
    "qxtodo": "a note to the author in a comment",
    "qxlink": "a comment as the definition of a link",
    "qxpeople": "a comment among the people",
    "qxmail": "a person's e-mail address",
    "qxglossary": "a comment in the glossary",
    "qxsettings": "a comment in the settings",
    "qxbib": "a comment in the bibliography",
    "qxfield": "a field of a work that is for the author",
    "qxfile": "the path of a work's file",
    "qxabstract": "the abstract of a work",
    "qxunused": "a work that nothing cites",
    "qxretraction": "a line of the snapshot of retractions",
    "qxdraft": "a draft",
    "qxlater": "a scheduled article",
    "qxapproved": "the text of an approval that is kept",
    "qxpacket": "a review packet that lies about",
    "qxbackup": "an editor's copy",
    "qxpixels": "what a camera wrote into a photo",
    "qxpicture": "a picture that no page shows",
    "qxplan": "a file beside the articles",
    "qxhidden": "a hidden file",
}


def photo() -> bytes:
    image = Image.new("RGB", (60, 40), (90, 90, 90))
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = "qxpixels"
    file = io.BytesIO()
    image.save(file, "JPEG", exif=exif, comment=b"qxpixels")
    return file.getvalue()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("a-folder-named-qxfolder")
    body = (
        "Text [@a2020].<!-- qxhtml --> More.\n\n<!--\nqxblock\nTODO: qxtodo\n-->\n\n[//]: # (qxlink)\n\n"
        "![A gray field](../images/photo.jpg)"
    )
    steps = [dict(SUBMITTED[0], note="qxnote")]
    text = article(
        body,
        key_points=["A point.<!-- qxinline -->"],
        waive=[{"code": "reference-missing", "reason": "qxreason"}],
        review=steps,
    ).replace("---\n", "---\n# qxfront\n", 1)
    work = entry("a2020").replace(
        "  volume",
        "  annote = {qxfield},\n  file = {/home/qxfile/a.pdf},\n  abstract = {qxabstract},\n  volume",
    )
    found = TinySite(
        folder,
        {
            "content/articles/fmt.md": text,
            "content/articles/draft.md": article("qxdraft", review=None, title="qxdraft"),
            "content/articles/later.md": article("qxlater", title="qxlater", date="2099-01-01"),
            "content/articles/fmt.md~": "qxbackup",
            "content/articles/.fmt.md.swp": "qxhidden",
            "content/articles/plan.txt": "qxplan",
            "content/articles/fmt.packet.html": "qxpacket",
            "content/images/photo.jpg": photo(),
            "content/images/qxpicture.svg": '<svg xmlns="http://www.w3.org/2000/svg"><title>qxpicture</title></svg>',
            "content/people.yaml": f"# qxpeople\n{PEOPLE}hidden: {{name: Cy Dee, role: Author, email: qxmail@x.example}}\n",
            "content/glossary.yaml": "# qxglossary\ngut: {definition: The bowel.}\n",
            "content/site.yaml": f"# qxsettings\n{SETTINGS}",
            "content/retractions.csv": "doi,pmid,date,nature\n10.1000/qxretraction,,2020-01-01,retraction\n",
            "references.bib": f"% qxbib\n@comment{{qxbib}}\n{work}\n{entry('z2020', 'qxunused')}",
        },
    )
    approve(found, "good")
    for path in sorted((folder / "content").rglob("*")):
        if "approved" in path.name and path.is_file():
            path.write_text("qxapproved")
    found.write("content/approved/good/qxapproved.md", "qxapproved")
    found.write("content/articles/approved/good.txt", "qxapproved")
    return found


@pytest.fixture(scope="module")
def files(site):
    built = site.build()
    assert built.published, built.errors
    return {
        path.relative_to(built.output).as_posix(): path.read_bytes()
        for path in built.output.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("word", HIDDEN)
def test_it_is_in_no_file_and_in_no_name(files, word):
    named = [name for name, data in files.items() if word in name or word.encode() in data.lower()]
    assert named == [], HIDDEN[word]


def test_the_search_sees(files, site):
    """What is public is found, and a draft is as soon as drafts are built."""
    assert any(b"a gray field" in data.lower() for data in files.values())
    shown = site.build(drafts=True)
    assert "qxdraft" in shown.html("/draft/")


def test_no_path_of_the_machine_and_no_name_of_its_user(files, site):
    for name, data in files.items():
        for word in (str(site.folder).encode(), b"qxfolder", b"/home/", b"/tmp/", b"file://"):
            assert word not in data, name


def test_no_note_of_a_programmer(files):
    for name, data in files.items():
        if name.endswith((".html", ".css", ".js", ".json", ".xml", ".svg")):
            text = data.decode()
            assert not re.search(r"<!--(?!\s*\[)", text), name
            assert not re.search(r"\b(TODO|FIXME|XXX)\b", text), name
            assert "sourceMappingURL" not in text, name
