"""Units of time: how they are written in a duration, and which others they are made of."""

from collections.abc import Mapping

from extract.records.numbers import plain

LETTERS: Mapping[str, str] = {"day": "D", "workday": "D", "week": "W", "month": "M", "year": "Y", "workweek": "W"}
"""The letter of a unit in an ISO 8601 duration; working days count as days."""

IN_OTHERS: Mapping[str, tuple[int, str]] = {
    "fortnight": (2, "week"),
    "quarter": (3, "month"),
    "half": (6, "month"),
    "decade": (10, "year"),
    "century": (100, "year"),
    "weekend": (2, "day"),
}
"""Units without a letter of their own: so many of another."""

NAMED: Mapping[str, str] = {
    "半年": "half",
    "周末": "weekend",
    "周": "week",
    "星期": "week",
    "礼拜": "week",
    "季度": "quarter",
    "季": "quarter",
    "天": "day",
    "月": "month",
}
"""Units that a group of a rule names in other words than the lexicon's."""


def offset(count: float, unit: str) -> str:
    """Return `count` units as a signed ISO 8601 duration: `-P2W`."""
    times, base = IN_OTHERS.get(unit, (1, unit))
    return f"{'-' if count < 0 else ''}P{plain(abs(count) * times)}{LETTERS[base]}"
