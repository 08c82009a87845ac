"""A busy machine is no fault of a text: properties have no time limit of their own (robustness is timed apart)."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
