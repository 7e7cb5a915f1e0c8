"""The finders as plain tuples, the form in which other projects' suites are scored."""

from datetime import date

from extract import find_quantities, find_times


def times(text: str, *, language: str, anchor: date | None) -> list[tuple[int, int, str]]:
    """Return (start, end, value) of each time that has a value."""
    found = find_times(text, language=language, anchor=anchor)
    return [(time.evidence.start, time.evidence.end, time.value) for time in found if time.value is not None]


def quantities(text: str, *, language: str) -> list[tuple[int, int, float, str]]:
    """Return (start, end, value, unit) of each quantity."""
    found = find_quantities(text, language=language)
    return [(item.evidence.start, item.evidence.end, item.value, item.unit) for item in found]
