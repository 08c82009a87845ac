"""The floor: Python-Markdown alone over the bodies of all articles, with one instance, in one process."""

import sys
from pathlib import Path

import markdown

engine = markdown.Markdown(extensions=["tables", "attr_list", "toc", "def_list", "footnotes"])
for path in sorted(Path(sys.argv[1]).iterdir()):
    engine.reset()
    engine.convert(path.read_text(encoding="utf-8").split("---\n", 2)[2])
