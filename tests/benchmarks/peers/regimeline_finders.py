"""Dates and quantities alone, as the other finders read them."""

from datetime import date

from extract import find_quantities, find_times


def engine(language):
    return lambda text: (
        find_times(text, language=language, anchor="2025-10-15"),
        find_quantities(text, language=language),
    )


def times(text, *, language, anchor):
    found = find_times(text, language=language, anchor=anchor if isinstance(anchor, date) else None)
    return [(time.evidence.start, time.evidence.end, time.value) for time in found if time.value is not None]


def quantities(text, *, language):
    found = find_quantities(text, language=language)
    return [(item.evidence.start, item.evidence.end, item.value, item.unit) for item in found]
