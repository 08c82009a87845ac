"""What stands in a new article until its author has written it."""

TO_DO = "To do:"
SUMMARY = f"{TO_DO} one or two plain sentences for lists, search and sharing."
