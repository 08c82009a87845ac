"""Texts that a machine finds hard: each a unit that is repeated, in a paragraph or over many of them."""

# Units of an article's body. Each is repeated in paragraphs of 800 characters.
UNITS = {
    "tags": "<a ", "tags with quotes": '<a href="', "angle brackets": "<", "declarations": "<!", "comments": "<!-- ",
    "sections": "<![CDATA[", "instructions": "<?", "closing tags": "</a", "ampersands": "&", "character numbers": "&#",
    "links that don't end": "[](", "links": "[a](b) ", "pictures": "![a](b.png) ", "links with a title": '[a](b "',
    "links in angle brackets": "[a](<", "brackets": "[", "closing brackets": "]", "pairs of brackets": "[]",
    "names of links": "[a][", "definitions of links": "[a]: /b/\n", "definitions with blanks": "[a]:" + " " * 60 + "\n",
    "headings": "# a\n", "hashes": "#", "underlines": "a\n===\n\n", "rules": "---\n",
    "keys": "@a2020 ", "markers": "[@a2020] ", "markers that don't end": "[@", "unknown markers": "[@zz2020] ",
    "numbers": "【1】", "numbers that don't end": "【", "ranges": "【1-9999】",
    "stars": "*a ", "double stars": "**a ", "lines below": "_a", "mixed emphasis": "*a **b _c ", "strokes": "~~a ",
    "back quotes": "`a ", "two back quotes": "``a` ", "backslashes": "\\", "quotations": "> ", "quoted lines": "> a\n",
    "lists": "- a\n", "numbered lists": "1. a\n", "lists in lists": "- - - a\n", "table bars": "|", "tables": "a|b\n-|-\n",
    "fences": "```\n", "blocks": "::: info\nx\n:::\n\n", "blocks that don't end": "::: info\n", "ends of blocks": ":::\n",
    "footnotes": "[^1] ", "texts of footnotes": "[^1]: a\n\n", "definitions": "a\n: b\n\n", "own ids": "## a {#b}\n\n",
    "div elements": "<div>", "div elements in lines": "<div>\n\n", "bold elements": "<b>a</b> ", "paragraphs": "<p>a\n",
    "attributes": '<a href="x" b=', "broken attributes": "<a ' ", "scripts": "<script>", "drawings": "<svg>",
    "rows": "<table><tr><td>", "mail addresses": "<a@b.c> ", "addresses": "<http://a.b> ", "line breaks": "<br>",
    "Jinja": "{{ 7*7 }} ", "a long word": "a", "capitals": "ABC ", "brackets of words": "(ABC) ", "quotation marks": '"',
    "figures": "12 in 34 percent, ", "digits": "1", "full stops": ".", "sentences": "It is so. ", "passives": "was given by ",
    "blanks": "a  \n", "tabs": "\t", "accents": "\u0301", "emoji": "🙂\u200d", "right to left": "\u202e", "notes": "To do: ",
    "lone carriage returns": "a\r", "entities": "&lt;", "glossary words": "gut ",
}  # fmt: skip


def body(unit: str, size: int) -> str:
    """Return a text of about `size` characters in paragraphs of one unit."""
    paragraph = unit * max(1, 800 // len(unit))
    return "\n\n".join([paragraph] * max(1, size // len(paragraph)))


def _numbered(form: str, size: int) -> str:
    return "".join(form.format(n) for n in range(size // len(form)))


_FRONT = "---\ntitle: A\nsummary: B\ndate: 2026-01-01\nauthors: [rivera]\n"
_ARTICLE = "content/articles/x.md"


def _front(text: str) -> dict[str, str]:
    return {_ARTICLE: f"{_FRONT}{text}\n---\n\nText.\n"}


def _bib(text: str) -> dict[str, str]:
    return {"references.bib": text}


# Files of a site by the size that they are to have.
FILES = {
    "nested lists of YAML": lambda n: _front("topics: " + "[" * n),
    "nested fields of YAML": lambda n: _front("topics: " + "{" * n),
    "aliases": lambda n: _front("a: &a [x]\nb: [" + "*a, " * (n // 4) + "]"),
    "unknown fields": lambda n: _front(_numbered("k{}: 1\n", n)),
    "faulty fields": lambda n: _front(_numbered('k{}: "\n', n)),
    "fields given twice": lambda n: _front("title: x\n" * (n // 9)),
    "topics": lambda n: _front(f"topics: [{_numbered('t{}, ', n)}]"),
    "authors": lambda n: _front(f"conflicts: none\nauthors: [{_numbered('r{}, ', n)}]"),
    "key points": lambda n: _front("key_points:\n" + "- a b\n" * (n // 6)),
    "steps of a review": lambda n: _front(
        "review:\n" + "- {status: submitted, date: 2026-01-01, by: rivera}\n" * (n // 52)
    ),
    "waivers": lambda n: _front("waive:\n" + "- {code: readability, reason: a}\n" * (n // 33)),
    "blanks of a word processor": lambda n: _front("conflicts:" + "\u00a0" * n + "b"),
    "a long title": lambda n: _front("").copy() | {_ARTICLE: f"---\ntitle: {'word ' * (n // 5)}\n---\n"},
    "lines of hyphens": lambda n: {_ARTICLE: "---\n\n" * (n // 5)},
    "NUL": lambda n: {_ARTICLE: "\x00" * n},
    "carriage returns": lambda n: {_ARTICLE: "\r" * n},
    "open entries": lambda n: _bib("@article{" * (n // 9)),
    "at signs": lambda n: _bib("@" * n),
    "open braces": lambda n: _bib("@article{a2020, title = " + "{" * n),
    "quotation marks of BibTeX": lambda n: _bib("@article{a, title = " + '"' * n),
    "joined values": lambda n: _bib("@article{a, title = " + "a # " * (n // 4)),
    "strings of strings": lambda n: _bib(
        '@string{s0="aaaaaaaaaa"}' + "".join(f"@string{{s{i + 1} = s{i} # s{i}}}\n" for i in range(n // 25))
    ),
    "entries given twice": lambda n: _bib("@article{k, title={t}}\n" * (n // 23)),
    "chains of crossref": lambda n: _bib(
        "".join(f"@article{{k{i}, crossref={{k{i + 1}}}}}\n" for i in range(n // 30))
    ),
    "authors of a work": lambda n: _bib("@article{k, author = {" + "A B and " * (n // 8) + "C}}"),
    "and": lambda n: _bib("@article{k, author = {" + " and" * (n // 4) + "}}"),
    "nested LaTeX": lambda n: _bib("@article{a2020, title = {" + "{a " * (n // 3) + "}" * (n // 3) + "}}"),
    "backslashes of LaTeX": lambda n: _bib("@article{a2020, title = {" + "\\" * n + "}}"),
    "formulas": lambda n: _bib("@article{a2020, title = {" + "$x$" * (n // 3) + "}}"),
    "accents of LaTeX": lambda n: _bib("@article{a2020, title = {" + "{\\'e}" * (n // 5) + "}}"),
    "people": lambda n: {"content/people.yaml": _numbered("p{}: {{name: A B, role: Author}}\n", n)},
    "faulty people": lambda n: {"content/people.yaml": _numbered("p{}: {{nam: A B}}\n", n)},
    "terms": lambda n: {"content/glossary.yaml": _numbered("term{}: {{definition: A b}}\n", n)},
    "unknown settings": lambda n: {"content/site.yaml": _numbered("k{}: a\n", n)},
    "quotation marks of a table": lambda n: {"content/retractions.csv": '"' * n},
    "retractions": lambda n: {
        "content/retractions.csv": "doi,pmid,date,nature\n"
        + _numbered("10.1000/{},,2020-01-01,retraction\n", n)
    },
}
