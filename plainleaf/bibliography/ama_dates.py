"""Dates as the AMA Manual of Style prints them, in English whatever the system's language."""

from plainleaf.model.references import PartialDate

_MONTHS = (
    "",
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def format_date(date: PartialDate | None) -> str:
    """Return `March 21, 2023`, `March 2023` or `2023`, as far as the date is known; "" for none."""
    if date is None:
        return ""
    if not date.month:
        return str(date.year)
    day = f" {date.day}," if date.day else ""
    return f"{_MONTHS[date.month]}{day} {date.year}"


def format_days(first: PartialDate | None, last: PartialDate | None) -> str:
    """Return the days of a meeting: `November 6-10, 2015`, `May 31-June 3, 2003`."""
    if first is None or last is None or not (first.day and last.day):
        return format_date(first)
    if first.year != last.year:
        return f"{format_date(first)}-{format_date(last)}"
    if first.month != last.month:
        return f"{_MONTHS[first.month]} {first.day}-{_MONTHS[last.month]} {last.day}, {first.year}"
    return (
        f"{_MONTHS[first.month]} {first.day}-{last.day}, {first.year}"
        if first.day != last.day
        else format_date(first)
    )
