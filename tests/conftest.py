"""For all tests: hypothesis without a stopwatch, because a busy machine is no fault of the code."""

from hypothesis import settings

settings.register_profile("plainleaf", deadline=None)
settings.load_profile("plainleaf")
