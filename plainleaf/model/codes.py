"""Every code that a diagnostic can have, with what it means: the one table.

`docs/checks.md` is made from it, and a test holds both together. A code never changes its name.
"""

CODES: dict[str, str] = {
    "encoding": "A file is not UTF-8 text, or holds control characters.",
    "front-matter-missing": "An article does not begin with front matter between two lines of ---.",
    "front-matter-syntax": "The YAML of a front matter or a settings file can't be read.",
    "front-matter-field": "A field is unknown, missing, given twice, or its value has the wrong form.",
    "settings-field": "A field of site.yaml is not known; it has no effect.",
    "slug-unsafe": "A slug or topic can't be part of an address, or the address is taken by the site itself.",
    "slug-duplicate": "Two texts would have the same address.",
    "person-unknown": "An id is not in people.yaml.",
    "person-example": "A text is approved by an example person, and the site's address is a real one.",
    "review-step": "A step of a review log is not allowed after the one before.",
    "review-reviewer": "Whoever approved is not on the advisory board, or is an author of the article.",
    "review-date": "The dates of a review log run backwards, or an approval ends before it begins.",
    "review-overdue": "An approval's due date has passed.",
    "review-changed": "The text or a reference has changed since it was approved.",
    "citation-unknown": "A citation key is not in the bibliography.",
    "citation-number": "A numbered marker points to no place in the article's list of references.",
    "citation-syntax": "A citation marker is begun but can't be read.",
    "bib-syntax": "A bibliography entry can't be read.",
    "bib-duplicate": "A citation key or a DOI stands twice in the bibliography.",
    "bib-field": "A field of a bibliography entry is missing or malformed.",
    "link-broken": "A link leads to no page of the site.",
    "anchor-broken": "A link leads to no heading or place on its page, or a footnote to no text.",
    "image-missing": "An image is not in content/images/.",
    "image-alt": "An image has no text for people who can't see it.",
    "heading-order": "A heading skips a level.",
    "html-unsafe": "HTML that may not stand on a patient page.",
    "block-unknown": "A ::: block has a name or an audience that does not exist.",
    "block-unclosed": "A ::: block is not closed, or a closing ::: closes nothing.",
    "facts-field": "A field of a fact box is missing or malformed.",
    "template": "A template can't be rendered.",
}
