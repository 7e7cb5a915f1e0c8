"""From what the words of a date say to a period of the calendar."""

from calendar import MONDAY
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from extract.finding.times import periods
from extract.finding.times.choosing import DAY, FUTURE, MONTH, PAST, Context, choose
from extract.finding.times.holidays import holiday
from extract.finding.times.lunar import lunar_day, lunar_month, solar_term
from extract.finding.times.periods import Period

Fields = Mapping[str, Any]
"""What the words say: `year`, `month`, `day`, `weekday`, ... as numbers, `year_shift` and the like counted from the article."""

_SECOND = "2"
_COUNTED_YEARS = {"regnal": "roc_year", "late_roc_year": "late_roc_year", "era": "era_year"}
"""Years counted from the start of an era: the field that gives its year 0, and the one that counts."""
_YEARS_AHEAD = 10
"""Years after the article up to which two digits are read in its century: plans reach so far, most memories do not."""
_PARTS_OF_YEAR = {"start": 1, "middle": 6, "late": 12, "end": 12}


def resolve_date(fields: Fields, context: Context) -> Period | None:
    """Return the period that a date's words mean; None when nothing tells."""
    seconds = {key[:-1]: value for key, value in fields.items() if key.endswith(_SECOND)}
    firsts = {key: value for key, value in fields.items() if not key.endswith(_SECOND)}
    if not seconds:
        return _single(firsts, context)
    told = {*firsts, *seconds} & {"year", "year_shift", "year_again", "month_shift", *_COUNTED_YEARS}
    if told or "month" not in firsts or context.reference is None:
        return _range(firsts, seconds, context)
    ranges = [
        _range({**firsts, "year": context.reference.year + step, "year_last": False}, seconds, context)
        for step in (-1, 0, 1)
    ]
    return choose(ranges, context, own=ranges[1])


def _range(firsts: dict[str, Any], seconds: dict[str, Any], context: Context) -> Period | None:
    coarser = {"month": ("year",), "day": ("year", "month")}
    shared = {key: firsts[key] for key in _coarser_than(seconds, coarser) if key in firsts and key not in seconds}
    if firsts.get("month", 0) > seconds.get("month", 12) and "year" in shared:
        if firsts.pop("year_last", False):
            firsts["year"] = shared["year"] - 1
        else:
            shared["year"] += 1
    firsts.pop("year_last", None)
    first = _single(firsts, context)
    if first is None:
        return None
    is_counted = not seconds.keys().isdisjoint(("year_shift", "month_shift"))
    last = _single({**shared, **seconds}, context if is_counted else after(first, context))
    return Period(first.first, last.last) if last is not None and first.first <= last.last else None


def _coarser_than(seconds: Fields, coarser: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    if "year" in seconds:
        return ()
    return coarser["month"] if "month" in seconds else (*coarser["day"], "year_shift", "month_shift")


def after(first: Period, context: Context) -> Context:
    """Return the context of the second end of a range: the earliest reading that is not before the first."""
    if first.first.startswith("XXXX"):
        return context
    return Context(periods.first_day(first.first), DAY, lean=FUTURE, is_sure=True)


def before(last: Period, context: Context) -> Context:
    """Return the context of the first end of a range whose year stands at the second."""
    if last.first.startswith("XXXX"):
        return context
    return Context(periods.first_day(last.first) - timedelta(1), DAY, lean=PAST, is_sure=True)


def _single(fields: Fields, context: Context) -> Period | None:
    year = year_of(fields, context)
    if "month_shift" in fields:
        return _in_shifted_month(fields, context)
    within = _within_year(fields)
    if within is None:  # the year says all there is, or there is none
        return _day_alone(fields, context) if year is None else _year_alone(fields, year)
    if year is not None:
        return within(year)
    if context.reference is None:
        return _yearless(fields)
    base = context.reference.year
    chosen = choose((within(base + step) for step in (-1, 0, 1)), context, own=within(base))
    return chosen or within(base - base % 4)


def year_of(fields: Fields, context: Context) -> int | None:
    """Return the year that the words give, by number or counted from the article or the text before."""
    if "year" in fields:
        return _full_year(int(fields["year"]), context)
    for name in _COUNTED_YEARS:
        if name in fields:
            return int(fields[_COUNTED_YEARS[name]]) + int(fields.get(name, 0) if name != "late_roc_year" else 1911)
    if "year_shift" in fields and context.today is not None:
        return context.today.year + int(fields["year_shift"])
    if "year_again" in fields and (context.said is not None or context.reference is not None):
        told = context.reference if context.said is None else periods.first_day(context.said.first)
        return told.year + int(fields["year_again"]) if told is not None else None
    return None


def _full_year(number: int, context: Context) -> int:
    if number >= 100:  # noqa: PLR2004 -- a year in full
        return number
    latest = (context.today.year if context.today is not None else date.max.year // 5) + _YEARS_AHEAD
    return next(century + number for century in (2000, 1900) if century + number <= latest or century == 1900)  # noqa: PLR2004


def _within_year(fields: Fields) -> Callable[[int], Period | None] | None:
    """Return what the words pick out of a year, as a function of the year."""
    for name, pick in _PICKS:
        if name in fields:
            return partial(pick, fields)
    return None


def _quarter(fields: Fields, year: int) -> Period:
    last = int(fields["quarter"]) * 3
    return _edge(fields, 1 if "cumulative" in fields else last - 2, last, year)


def _edge(fields: Fields, first: int, last: int, year: int) -> Period:
    """Return the months, or the one at the edge that the words name (`三季度末`)."""
    edges = {"start": (first, first), "end": (last, last)}
    return periods.months(*edges.get(str(fields.get("edge")), (first, last)), year)


def _lunar(fields: Fields, year: int) -> Period | None:
    month, leap = int(fields["lunar_month"]), "leap" in fields
    if "lunar_day" not in fields:
        return lunar_month(year, month, leap=leap)
    return lunar_day(year, month, int(fields["lunar_day"]), leap=leap)


def _solar_term(fields: Fields, year: int) -> Period | None:
    return solar_term(year, int(fields["solar_term"]))


def _half(fields: Fields, year: int) -> Period:
    last = int(fields["half"]) * 6
    return _edge(fields, last - 5, last, year)


def _season(fields: Fields, year: int) -> Period:
    """Return March to May for spring and so on, as the news has it; a winter begins in December."""
    first = int(fields["season"]) * 3
    return periods.months(first, first + 2, year)


def _month(fields: Fields, year: int) -> Period | None:
    return _within_month(fields, int(fields["month"]), year)


def _week(fields: Fields, year: int) -> Period | None:
    """Return the week of that number, after ISO 8601."""
    try:
        return periods.week(date.fromisocalendar(year, int(fields["year_week"]), 1))
    except ValueError:
        return None


def _holiday(fields: Fields, year: int) -> Period | None:
    return holiday(str(fields["holiday"]), year)


def _within_month(fields: Fields, month: int, year: int) -> Period | None:
    first = date(year, month, 1)
    last = periods.last_day(periods.month(month, year).first)
    if "day" in fields:
        number = int(fields["day"])
        return periods.day(date(year, month, number)) if 1 <= number <= last.day else None
    if "nth" in fields and "weekday" in fields:
        return _nth_weekday(int(fields["nth"]), int(fields["weekday"]), first, last)
    if "month_week" in fields:
        return periods.week(periods.first_day(_nth_weekday(int(fields["month_week"]), MONDAY, first, last).first))
    return _part_of_month(fields, first, last)


def _part_of_month(fields: Fields, first: date, last: date) -> Period:
    if "month_half" in fields:
        middle = first.replace(day=15)
        is_first = int(fields["month_half"]) == 1
        return periods.days(first, middle) if is_first else periods.days(middle + timedelta(1), last)
    if "count" in fields and "side" in fields:
        length = timedelta(int(fields["count"]) - 1)
        return periods.days(first, first + length) if fields["side"] == "first" else periods.days(last - length, last)
    return periods.month(first.month, first.year)


def _nth_weekday(nth: int, weekday: int, first: date, last: date) -> Period:
    if nth > 0:
        return periods.day(first + timedelta((weekday - first.weekday()) % 7 + 7 * nth - 7))
    return periods.day(last - timedelta((last.weekday() - weekday) % 7))


def _in_shifted_month(fields: Fields, context: Context) -> Period | None:
    base = context.reference if fields.get("month_again") else context.today
    if base is None or context.exactness < MONTH:
        return None
    whole = periods.month(base.month + int(fields["month_shift"]), base.year)
    first = periods.first_day(whole.first)
    return _within_month(fields, first.month, first.year)


def _year_alone(fields: Fields, year: int) -> Period | None:
    if "year_part" in fields:
        return periods.month(_PARTS_OF_YEAR[str(fields["year_part"])], year)
    return periods.year(year)


def _edge_of_year(fields: Fields, year: int) -> Period | None:
    count, unit, is_first = int(fields["count"]), str(fields["unit"]), fields["side"] == "first"
    first, last = date(year, 1, 1), date(year, 12, 31)
    if unit in periods.MONTHS:
        length = count * periods.MONTHS[unit]
        return periods.months(1, length, year) if is_first else periods.months(13 - length, 12, year)
    if unit == "week":
        monday = date.fromisocalendar(year, 1, 1)
        last_monday = date.fromisocalendar(year, 52, 1)
        return (
            periods.days(monday, monday + timedelta(7 * count - 1))
            if is_first
            else periods.days(last_monday - timedelta(7 * count - 7), last_monday + timedelta(6))
        )
    return (
        periods.days(first, first + timedelta(count - 1))
        if is_first
        else periods.days(last - timedelta(count - 1), last)
    )


_PICKS: tuple[tuple[str, Callable[[Fields, int], Period | None]], ...] = (
    ("holiday", _holiday),
    ("lunar_month", _lunar),
    ("solar_term", _solar_term),
    ("quarter", _quarter),
    ("half", _half),
    ("season", _season),
    ("month", _month),
    ("year_week", _week),
    ("side", _edge_of_year),
)
"""Which field picks what out of a year; the first that the words have decides."""


def _day_alone(fields: Fields, context: Context) -> Period | None:
    """Return a bare day of the month (`9日`, `the 18th`), a part of the year without its number, or nothing."""
    reference = context.reference
    if reference is None or (context.exactness < MONTH and context.near is None):
        return None
    if "year_part" in fields:
        number = _PARTS_OF_YEAR[str(fields["year_part"])]
        years = [periods.month(number, reference.year + step) for step in (-1, 0, 1)]
        return choose(years, context, own=years[1])
    if "day" not in fields:
        return None
    reach = range(-12, 13) if "weekday" in fields else range(-2, 3)
    firsts = (periods.first_day(periods.month(reference.month + step, reference.year).first) for step in reach)
    days = (_within_month(fields, first.month, first.year) for first in firsts)
    own = _within_month(fields, reference.month, reference.year)
    return choose(
        (day for day in days if day is not None and _is_weekday(day, fields.get("weekday"))), context, own=own
    )


def _is_weekday(day: Period, weekday: int | None) -> bool:
    return weekday is None or periods.first_day(day.first).weekday() == weekday


def _yearless(fields: Fields) -> Period | None:
    if "month" not in fields or "nth" in fields or "month_week" in fields:
        return None
    day = f"-{int(fields['day']):02d}" if "day" in fields else ""
    return periods.point(f"XXXX-{int(fields['month']):02d}{day}")
