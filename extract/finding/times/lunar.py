"""The Chinese calendar: lunar months with their leap months, and the twenty-four solar terms.

The table was made with lunar_python 1.4.8 (PyPI, MIT) and agrees with lunardate 0.3.0 but for four months of 1933, 1954, 1978 and 2057.
"""

import csv
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from extract.errors import KnowledgeError
from extract.finding.times import periods
from extract.finding.times.periods import Period
from extract.knowledge.loading import HOME

_DAYS = {"L": 30, "S": 29}


class _LunarYear(NamedTuple):
    """`new_year` is its first day, `leap` the number of the month that comes twice (0: none), `months` their days, `terms` the day of the month of each solar term."""

    new_year: date
    leap: int
    months: tuple[int, ...]
    terms: tuple[int, ...]


@cache
def _years() -> Mapping[int, _LunarYear]:
    path = HOME / "chinese_calendar.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return {int(row["year"]): _year_of(row) for row in csv.DictReader(file)}
    except (OSError, KeyError, ValueError) as error:
        message = f"{path} cannot be read ({error!r}); it needs the columns year, new_year, leap, months and terms"
        raise KnowledgeError(message) from error


def _year_of(row: Mapping[str, str]) -> _LunarYear:
    return _LunarYear(
        date.fromisoformat(f"{row['year']}-{row['new_year']}"),
        int(row["leap"]),
        tuple(_DAYS[letter] for letter in row["months"]),
        tuple(map(int, row["terms"].split())),
    )


def lunar_month(year: int, month: int, *, leap: bool = False) -> Period | None:
    """Return the days of a month of a lunar year (1900 to 2100); None when the calendar has no such month."""
    known = _years().get(year)
    if known is None or (leap and known.leap != month) or not 1 <= month <= 12:  # noqa: PLR2004 -- months a year
        return None
    index = month - 1 + (leap or 0 < known.leap < month)
    first = known.new_year + timedelta(sum(known.months[:index]))
    return periods.days(first, first + timedelta(known.months[index] - 1))


def lunar_day(year: int, month: int, day: int, *, leap: bool = False) -> Period | None:
    """Return a day of a lunar year; the 30th of a short month is its last, as in 大年三十; None when there is none."""
    whole = lunar_month(year, month, leap=leap)
    if whole is None or not 1 <= day <= 30:  # noqa: PLR2004 -- days a month
        return None
    first, last = periods.first_day(whole.first), periods.first_day(whole.last)
    return periods.day(min(first + timedelta(day - 1), last))


def solar_term(year: int, number: int) -> Period | None:
    """Return the day of a solar term, counted from 1 (小寒, in January) to 24 (冬至)."""
    known = _years().get(year)
    return None if known is None else periods.day(date(year, (number + 1) // 2, known.terms[number - 1]))
