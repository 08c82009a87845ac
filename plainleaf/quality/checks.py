"""All content checks, in the order in which docs/checks.md has them."""

from plainleaf.quality import (
    box_style,
    heading_style,
    image_text,
    key_points,
    link_text,
    list_style,
    missing_actions,
    missing_references,
    own_services,
    sentence_length,
    status_words,
    uncited_claims,
    unclear_numbers,
    unused_references,
    urgent_help,
)

CHECKS = (
    sentence_length.CHECK,
    uncited_claims.CHECK,
    unused_references.CHECK,
    missing_references.CHECK,
    unclear_numbers.CHECK,
    urgent_help.CHECK,
    missing_actions.CHECK,
    status_words.CHECK,
    own_services.CHECK,
    key_points.CHECK,
    heading_style.CHECK,
    list_style.CHECK,
    box_style.CHECK,
    link_text.CHECK,
    image_text.CHECK,
)
