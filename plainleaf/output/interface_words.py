"""The interface words that are put into values before a template sees them."""

import gettext
from pathlib import Path

from plainleaf.model.words import BodyWords
from plainleaf.output.localize import autonym, translations
from plainleaf.pages.language_site import PageWords


def page_words(templates: Path, lang: str) -> PageWords:
    """Return these words in a language; those of the templates stand in the templates."""
    catalog = translations(templates, lang)
    _ = catalog.gettext
    return PageWords(
        body=_body_words(catalog),
        autonym=autonym(lang),
        home=_("Home"),
        topics=_("Topics"),
        a_to_z=_("A to Z"),
        glossary=_("Glossary"),
        evidence=_("Evidence"),
        board=_("Medical advisory board"),
        not_found=_("Page not found"),
        search=_("Search"),
        conditions=_("Pages by ICD-10 code"),
        condition=_("Pages for ICD-10 code {code}"),
        condition_description=_("Our pages about what health records file under the ICD-10 code {code}."),
        cautions={  # the words of the banner on the page itself
            "submitted": _("Take care: this page has not been checked yet"),
            "under-review": _("Take care: this page is still being checked"),
            "changes-requested": _("Take care: this page is being corrected"),
            "changed": _("Take care: this page has changed since it was approved"),
            "overdue": _("Take care: the check of this page is overdue"),
        },
        copy=_("Is your copy still current?"),
        retired=_("This page has been withdrawn."),
        descriptions={
            "/": _(
                "For patients, carers and clinicians. Each page says who checked it, and what it is based on."
            ),
            "/topics/": _("All subjects that this site has pages about."),
            "/a-z/": _("All pages in the order of the alphabet."),
            "/glossary/": _("Words that our pages use, in plain language."),
            "/evidence/": _("Every study and guideline that our pages rest on, and where it is cited."),
            "/search/": _("Find a page by the words in it."),
            "/conditions/": _("For health records and portals: our pages by the code of a condition."),
            "/advisory-board/": _("The people who check our pages, and which ones they have approved."),
        },
    )


def _body_words(catalog: gettext.NullTranslations) -> BodyWords:
    _ = catalog.gettext
    return BodyWords(
        reference=_("Reference {number}"),
        back_to_text=_("Back to the text"),
        table=_("Table: {heading}"),
        term=_("Meaning of {term}"),
        callouts={
            "info": _("Good to know"),
            "warning": _("Important"),
            "crisis": _("Get help now"),
            "do": _("Do"),
            "dont": _("Do not"),
            "action": _("What to do"),
        },
        facts_with=_("With it"),
        facts_without=_("Without it"),
        facts_yes=_("{count} of {out_of} people"),
        facts_no=_("not in {count} of {out_of}"),
        facts_group=_("Group"),
        facts_had=_("Yes"),
        facts_had_not=_("No"),
    )
