"""The same articles for MkDocs (https://www.mkdocs.org) with mkdocs-bibtex; no search, no list of all pages."""

import re
import shutil
from pathlib import Path

_SETTINGS = """\
site_name: Benchmark Clinic
site_url: https://clinic.example/
theme: {name: null, custom_dir: theme}
plugins:
  - bibtex: {bib_file: references.bib}
markdown_extensions: [attr_list, def_list, footnotes, tables, toc]
"""
_PAGE = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ page.title }}</title></head>
<body><main>{{ page.content }}</main></body></html>
"""
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_TITLE = re.compile(r"^title: (.*)$", re.MULTILINE)


def make_mkdocs_site(ours: Path, folder: Path) -> None:
    """Write the files of MkDocs below a folder, out of a site that `site_maker` has made."""
    for path in (folder / "docs", folder / "theme"):
        path.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(_SETTINGS, encoding="utf-8")
    (folder / "theme" / "main.html").write_text(_PAGE, encoding="utf-8")
    shutil.copyfile(ours / "references.bib", folder / "references.bib")
    (folder / "docs" / "index.md").write_text("# Benchmark Clinic\n", encoding="utf-8")
    for path in (ours / "content" / "articles").iterdir():
        text = path.read_text(encoding="utf-8")
        title = _TITLE.search(text)
        heading = f"# {title[1]}\n" if title else ""
        body = _FRONT.sub(heading, text, count=1)
        (folder / "docs" / path.name).write_text(f"{body}\n\\bibliography\n", encoding="utf-8")
