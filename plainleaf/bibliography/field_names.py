"""The names of fields, by what they mean: BibTeX's, biblatex's, and what reference managers write.

Where an entry has two of them, the first one listed counts.
"""

TITLE = ("title",)
SUBTITLE = ("subtitle",)
AUTHOR = ("author",)
EDITOR = ("editor",)
JOURNAL = ("journaltitle", "journal", "fjournal")
SHORT_JOURNAL = ("shortjournal", "shortjournaltitle", "journalabbr", "journal-abbreviation")
BOOK_TITLE = ("booktitle", "maintitle")
BOOK_SUBTITLE = ("booksubtitle",)
SITE = ("website", "websitetitle", "titleaddon", "journaltitle", "journal", "booktitle", "maintitle")
SERIES = ("series",)
PUBLISHER = ("publisher",)
INSTITUTION = ("institution", "school", "organization", "publisher")
ORGANISATION = ("organization", "institution", "publisher", "school")
PLACE = ("location", "address")
EDITION = ("edition",)
VOLUME = ("volume",)
NUMBER = ("number",)
ISSUE = ("issue",)
PAGES = ("pages", "eid", "article-number", "articleno", "article_number")
VERSION = ("version",)
GENRE = ("type",)
EVENT = ("eventtitle", "event", "conference", "eventname")
EVENT_PLACE = ("venue", "eventplace", "event-place")
EVENT_DATE = ("eventdate",)
DATE = ("date",)
YEAR = ("year",)
MONTH = ("month",)
DAY = ("day",)
STATUS = ("pubstate", "status")
ACCESSED = (
    "urldate",
    "accessed",
    "lastaccessed",
    "accessdate",
    "lastchecked",
    "lastvisited",
    "visited",
    "access",
)
DOI = ("doi",)
URL = ("url", "link")
PMID = ("pmid", "pubmed", "pubmedid", "pubmed-id")
PMCID = ("pmcid", "pmc")
EPRINT = ("eprint",)
EPRINT_TYPE = ("eprinttype", "archiveprefix", "archive")
HOW_PUBLISHED = ("howpublished",)
NOTE = ("note", "addendum")
KEYWORDS = ("keywords", "keyword")
CHAPTER = ("chapter",)

# Every field that reaches a reader; a fault in another one is no reason to stop a page.
READ_FIELDS = frozenset(
    (
        *(*TITLE, *SUBTITLE, *AUTHOR, *EDITOR, *JOURNAL, *SHORT_JOURNAL, *BOOK_TITLE, *BOOK_SUBTITLE, *SITE),
        *(
            *SERIES,
            *PUBLISHER,
            *INSTITUTION,
            *ORGANISATION,
            *PLACE,
            *EDITION,
            *VOLUME,
            *NUMBER,
            *ISSUE,
            *PAGES,
        ),
        *(
            *VERSION,
            *GENRE,
            *EVENT,
            *EVENT_PLACE,
            *EVENT_DATE,
            *DATE,
            *YEAR,
            *MONTH,
            *DAY,
            *STATUS,
            *ACCESSED,
        ),
        *(*DOI, *URL, *PMID, *PMCID, *EPRINT, *EPRINT_TYPE, *HOW_PUBLISHED),
    )
)

# What an entry doesn't take over from the one that it names in `crossref` or `xdata`: what only identifies
# that other one.
NOT_INHERITED = frozenset(
    """crossref xref xdata ids label key keywords keyword abstract note addendum annote annotation file doi
    url link urldate pmid pmcid eprint eprinttype archiveprefix pages eid shorttitle sortkey options related
    entryset howpublished""".split()
)
