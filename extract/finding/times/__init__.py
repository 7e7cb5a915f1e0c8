"""Dates and durations in running text, resolved against the article's date."""

from extract.finding.times.finder import find_times

__all__ = ["find_times"]
