"""Days that news dates events by: fixed days, the nth weekday of a month, Easter, and feasts of lunar calendars."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from extract.finding.grammar import read_grammar
from extract.finding.times import periods
from extract.finding.times.lunar import lunar_day, solar_term
from extract.finding.times.periods import Period
from extract.knowledge.loading import HOME

Rule = dict[str, Any]
"""One entry of `holidays.yaml`."""


@cache
def _calendar() -> dict[str, Any]:
    return read_grammar(HOME / "holidays.yaml")


def holiday(name: str, year: int) -> Period | None:
    """Return the day (or days) of a holiday in a year; None when the calendar does not say."""
    rule = _calendar()["holidays"][name]
    first = _day_of(rule, year)
    if first is None:
        return None
    first += timedelta(rule.get("plus", 0))
    feast = holiday(rule["to"], year) if "to" in rule else None
    if feast is not None:
        return periods.days(first, periods.first_day(feast.first) - timedelta(1))
    return periods.days(first, first + timedelta(rule.get("days", 1) - 1))


def _day_of(rule: Rule, year: int) -> date | None:
    return next(find for key, find in _KINDS.items() if key in rule)(rule, year)


def _of_moon(rule: Rule, year: int) -> date | None:
    return _first_day(lunar_day(year, *rule["lunar"]))


def _of_sun(rule: Rule, year: int) -> date | None:
    return _first_day(solar_term(year, rule["term"]))


def _first_day(period: Period | None) -> date | None:
    return None if period is None else periods.first_day(period.first)


def _of_table(rule: Rule, year: int) -> date | None:
    day = _calendar()[rule["table"]].get(year)
    return None if day is None else date(year, *map(int, day.split("-")))


def _nth_weekday(rule: Rule, year: int) -> date:
    first = date(year, rule["month"], 1)
    last = periods.last_day(first.isoformat()[:7])
    if rule["nth"] > 0:
        return first + timedelta((rule["weekday"] - first.weekday()) % 7 + 7 * rule["nth"] - 7)
    return last - timedelta((last.weekday() - rule["weekday"]) % 7)


def _easter(year: int) -> date:
    """Gregorian Easter Sunday, by the method of Butcher (1876)."""
    golden, century = year % 19, year // 100
    skipped, correction = century - century // 4, (8 * century + 13) // 25
    epact = (19 * golden + skipped - correction + 15) % 30
    epact -= epact // 28 * (1 - 29 // (epact + 1) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - skipped) % 7
    offset = epact - weekday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))


_KINDS: Mapping[str, Callable[[Rule, int], date | None]] = {
    "day": lambda rule, year: date(year, rule["month"], rule["day"]),
    "nth": _nth_weekday,
    "lunar": _of_moon,
    "term": _of_sun,
    "table": _of_table,
    "easter": lambda rule, year: _easter(year) + timedelta(rule["easter"]),
}
"""What a rule has that says how its day is found."""
