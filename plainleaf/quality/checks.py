"""All content checks, in the order in which docs/checks.md has them."""

from plainleaf.quality import sentence_length

CHECKS = (sentence_length.CHECK,)
