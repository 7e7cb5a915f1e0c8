"""Stretches of the calendar as pairs of EDTF points, and arithmetic on them."""

import calendar
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

OPEN = ".."
_KEPT = 4096
"""Points whose days are kept at hand: the dates of an article lie close together."""


class Period(NamedTuple):
    """`first` and `last` are EDTF points (`2025`, `2025-10`, `2025-10-09`, `..`), the same for a single point."""

    first: str
    last: str

    @property
    def value(self) -> str:
        """The EDTF value."""
        return self.first if self.first == self.last else f"{self.first}/{self.last}"


def point(value: str) -> Period:
    """Return the period of one point."""
    return Period(value, value)


def year(number: int) -> Period:
    """Return the period of a year."""
    return point(f"{number:04d}")


@lru_cache(maxsize=_KEPT)
def month(number: int, of: int) -> Period:
    """Return month `number` of year `of`; numbers outside 1 to 12 run on into other years."""
    years, index = divmod(of * 12 + number - 1, 12)
    return point(f"{years:04d}-{index + 1:02d}")


def months(first: int, last: int, of: int) -> Period:
    """Return the months `first` to `last` of year `of`."""
    return Period(month(first, of).first, month(last, of).first)


def day(value: date) -> Period:
    """Return the period of a day."""
    return point(value.isoformat())


def days(first: date, last: date) -> Period:
    """Return the days `first` to `last`."""
    return Period(first.isoformat(), last.isoformat())


def week(of: date) -> Period:
    """Return the Monday to Sunday around a day."""
    monday = of - timedelta(of.weekday())
    return days(monday, monday + timedelta(6))


@lru_cache(maxsize=_KEPT)
def first_day(value: str) -> date:
    """Return the first day of a point."""
    return date.fromisoformat((value + "-01-01")[:10])


@lru_cache(maxsize=_KEPT)
def last_day(value: str) -> date:
    """Return the last day of a point."""
    first = first_day(value)
    if len(value) == len("2025"):
        return first.replace(month=12, day=31)
    if len(value) == len("2025-10"):
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return first


def following(value: str) -> str:
    """Return the point of the same precision after `value`."""
    after = (last_day(value) + timedelta(1)).isoformat()
    return after[: len(value)]


def shift(start: date, unit: str, count: float) -> date:
    """Return the day `count` units after `start`; the 31st of a shorter month is its last day."""
    if unit in ("day", "week", "fortnight", "weekend"):
        return start + timedelta(round(count * {"week": 7, "fortnight": 14, "weekend": 7}.get(unit, 1)))
    if unit == "workday":
        return _workdays(start, round(count))
    total = start.year * 12 + start.month - 1 + round(count * MONTHS[unit])
    years, index = divmod(total, 12)
    return date(years, index + 1, min(start.day, calendar.monthrange(years, index + 1)[1]))


def moved(period: Period, unit: str, count: float) -> Period:
    """Return the period `count` units later (whole months or more), as exact as it was."""
    first, last = (shift(first_day(end), unit, count).isoformat()[: len(end)] for end in period)
    return Period(first, last)


MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
"""Units that are whole months."""


def _workdays(start: date, count: int) -> date:
    """Monday to Friday; public holidays are not known."""
    step = 1 if count >= 0 else -1
    weeks, rest = divmod(abs(count), 5)
    current = start + timedelta(7 * weeks * step)
    while rest:
        current += timedelta(step)
        rest -= current.weekday() < calendar.SATURDAY
    return current
