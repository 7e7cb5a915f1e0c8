"""What becomes of a match, by the `make` of its rule: each function fills in what the mention means."""

from calendar import SATURDAY, TUESDAY
from collections.abc import Callable, Mapping
from datetime import timedelta

from extract.finding.times import counting, periods
from extract.finding.times.choosing import DAY, FUTURE, PAST, Context
from extract.finding.times.mention import Mention
from extract.finding.times.periods import Period
from extract.finding.times.resolving import resolve_date
from extract.finding.times.units import IN_OTHERS, LETTERS, NAMED, offset
from extract.records.mentions import Relative
from extract.records.numbers import plain


def make_date(mention: Mention, context: Context) -> None:
    """Read absolute and partial dates, and what is counted from the article's year or month; `lean` says where it lies for sure."""
    if "lean" in mention.fields and context.today is not None:
        # the October rules, told in October, may be this month's
        today = periods.last_day(context.today.isoformat()[: len("2025-10")])
        context = context._replace(today=today, lean=int(mention.fields["lean"]), is_sure=True)
    mention.period = resolve_date(mention.fields, context)
    if not mention.given_year and mention.period is not None and not mention.period.first.startswith("XXXX"):
        is_counted = "year_shift" in mention.fields or "month_shift" in mention.fields
        mention.basis = "text" if context.near is not None and not is_counted else "article date"


def make_figures(mention: Mention, context: Context) -> None:
    """Read `10/25/2018`, `25.10.2018`: month first in English unless it cannot be; day first in Chinese texts."""
    fields = mention.fields
    if "a" not in fields:
        make_date(mention, context)
        return
    a, b = int(fields["a"]), int(fields["b"])
    day_first = bool(fields.get("day_first")) if a <= 12 and b <= 12 else a > 12  # noqa: PLR2004 -- months a year
    fields["month"], fields["day"] = (b, a) if day_first else (a, b)
    if "c" in fields:
        c, d = int(fields["c"]), int(fields["d"])
        fields["month2"], fields["day2"] = (d, c) if day_first else (c, d)
        fields["year_last"] = True
    make_date(mention, context)


def make_part(mention: Mention, context: Context) -> None:
    """Read `early November`, `the end of next year`, `the end of the month`: the month as a whole."""
    fields = mention.fields
    if "unit" in fields:
        counting.make_shift(mention, context)
        if (
            fields["unit"] in ("decade", "quarter")
            and mention.period is not None
            and fields["part"] in ("start", "end")
        ):
            mention.period = periods.point(mention.period[fields["part"] == "end"])
        if fields["unit"] == "year" and mention.period is not None:
            fields["year"] = int(mention.period.first)
            mention.period = resolve_date({"year": fields["year"], "year_part": fields["part"]}, context)
        return
    if "month" not in fields:
        fields["year_part"] = fields["part"]
        if fields["part"] == "middle" and ("year" in fields or "year_shift" in fields):
            del fields["year_part"]
        elif context.lean == 0:  # the start of a year is told when it is over, its end when it lies ahead
            context = context._replace(lean=FUTURE if fields["part"] in ("late", "end") else PAST)
    make_date(mention, context)


def make_month_shift(mention: Mention, context: Context) -> None:
    """Read `last July`, `next spring`: the nearest one on that side of the article's own."""
    shift = int(mention.fields.pop("shift"))
    lean = context._replace(near=None, lean=shift, is_sure=bool(shift))
    make_date(mention, lean)
    period, today = mention.period, context.today
    if period is None or today is None or not shift or "XX" in period.first:
        return
    if periods.first_day(period.first) <= today <= periods.last_day(period.last):
        step = periods.first_day(period.first).year + shift
        mention.period = resolve_date({**mention.fields, "year": step}, context)


def make_month_quarter(mention: Mention, context: Context) -> None:
    """Read `the June quarter` ends in June."""
    month = int(mention.fields["month"])
    mention.fields |= {"month": max(month - 2, 1), "month2": month}
    make_date(mention, context)


def make_holiday_weekend(mention: Mention, context: Context) -> None:
    """Read `Labor Day weekend`: the feast with the Saturday and Sunday next to it."""
    make_date(mention, context)
    if mention.period is None or len(mention.period.first) < len("2025-10-09"):
        return
    day = periods.first_day(mention.period.first)
    saturday = day + timedelta((SATURDAY - day.weekday()) if day.weekday() > TUESDAY else -2 - day.weekday())
    mention.period = periods.days(min(day, saturday), max(day, saturday + timedelta(1)))


def make_run_up(mention: Mention, context: Context) -> None:
    """Read `the year to June 2026`: so many whole months that end with that month."""
    make_date(mention, context)
    if mention.period is None or "X" in mention.period.last:
        return
    count, unit = round(float(mention.fields["n"]) * periods.MONTHS.get(str(mention.fields["unit"]), 0)), "month"
    end = periods.first_day(mention.period.last)
    mention.period = Period(periods.shift(end, unit, 1 - count).isoformat()[:7], mention.period.last) if count else None


def make_within(mention: Mention, context: Context) -> None:
    """Read `两年内`: a term; what it runs from is for the reader of the clause to say."""
    make_duration(mention, context)


def make_since_start(mention: Mention, context: Context) -> None:
    """Read `今年以来`: from the start of the year up to now."""
    if context.today is not None:
        mention.period, mention.basis = Period(f"{context.today.year:04d}", ".."), "article date"


def make_same_time(mention: Mention, context: Context) -> None:
    """Read `去年同期`: the stretch that the text told last, in another year; `同期` alone: in its own."""
    if mention.fields.keys().isdisjoint(("year", "year_shift")):
        mention.period, mention.basis = context.told, "text" if context.told is not None else None
        return
    make_date(mention, context)
    told, year = context.told, mention.period
    if told is None or year is None or len(told.first) == len("2025"):
        return
    step = int(year.first) - int(told.last[:4])
    points = (f"{int(end[:4]) + step:04d}{end[4:]}" for end in told)
    mention.period, mention.basis = Period(*points), "text"


def make_week_of(mention: Mention, context: Context) -> None:
    """Read `the week of September 15`."""
    make_date(mention, context)
    if mention.period is not None and not mention.period.first.startswith("X"):
        mention.period = periods.week(periods.first_day(mention.period.first))


def make_yearly(mention: Mention, _context: Context) -> None:
    """Read `every October 1`: a day without a year."""
    mention.period = resolve_date(mention.fields, Context())


def make_plan(mention: Mention, _context: Context) -> None:
    """Read `the 14th five-year plan`, 2021 to 2025: five years each since 1981 (the sixth)."""
    first = _PLANS_SINCE + 5 * int(mention.fields["plan"])
    ends = {"start": (first, first), "end": (first + 4, first + 4)}
    first, last = ends.get(str(mention.fields.get("edge")), (first, first + 4))
    mention.period = Period(f"{first:04d}", f"{last:04d}")


_PLANS_SINCE = 1951
"""The year from which the plans count five years each: the sixth began in 1981, the fourteenth in 2021."""


def make_decade(mention: Mention, _context: Context) -> None:
    """Read `the 1990s`, `the late 1990s`."""
    number = int(mention.fields.get("decade", mention.fields.get("short_decade", 0)))
    if number < 100:  # noqa: PLR2004 -- without its century
        number += int(mention.fields.get("century", 20)) * 100 - 100
    halves = {"start": (0, 4), "late": (5, 9), "end": (5, 9), "middle": (3, 7)}
    first, last = halves.get(str(mention.fields.get("part")), (0, 9))
    mention.period = Period(f"{number + first:04d}", f"{number + last:04d}")


def make_half_decade(mention: Mention, context: Context) -> None:
    """Read `the second half of the decade`."""
    if context.today is not None:
        first = context.today.year // 10 * 10 + (5 if mention.fields["half"] == 2 else 0)  # noqa: PLR2004 -- the second half
        mention.period, mention.basis = Period(str(first), str(first + 4)), "article date"


def make_century(mention: Mention, _context: Context) -> None:
    """Read `the 19th century`, 1800 to 1899 as news has it."""
    first = int(mention.fields["century"]) * 100 - 100
    parts = {"start": (0, 9), "end": (90, 99)}
    start, end = parts.get(str(mention.fields.get("edge")), (0, 99))
    mention.period = Period(f"{first + start:04d}", f"{first + end:04d}")


def make_duration(mention: Mention, _context: Context) -> None:
    """Read `six months`, `45 working days` (working days count as days), `two and a half years`, `3 days 12 hours`."""
    fields = mention.fields
    pieces: dict[str, float] = {}
    for name in ("", "more_", "still_"):
        if name + "n" in fields:
            unit = str(fields[name + "unit"]) or "day"
            count = 1.0 if fields[name + "n"] == "all" else float(fields[name + "n"])
            _add(pieces, count + (0.5 if "plus_half" in fields and not name else 0), NAMED.get(unit, unit).rstrip("s"))
    if "hour_n" in fields:
        pieces["D"] = round(pieces.get("D", 0) + float(fields["hour_n"]) / 24, 2)
    if len(pieces) > 1 and "W" in pieces:
        pieces["D"] = pieces.get("D", 0) + 7 * pieces.pop("W")
    told = "".join(f"{plain(pieces[letter])}{letter}" for letter in "YMWD" if letter in pieces)
    mention.duration = f"P{told or '0D'}"


def _add(pieces: dict[str, float], number: float, unit: str) -> None:
    """Add so many units: parts of a year as months, of a month as days."""
    times, base = IN_OTHERS.get(unit, (1, unit))
    number *= times
    if base == "year" and number != int(number):
        number, base = number * 12, "month"
    letter = LETTERS[base]
    if base == "month" and number != int(number):
        pieces["D"] = pieces.get("D", 0) + (number - int(number)) * _DAYS_A_MONTH
        number = int(number)
    if number:
        pieces[letter] = pieces.get(letter, 0) + number


_DAYS_A_MONTH = 30


def make_event(mention: Mention, context: Context) -> None:
    """Read `two days after it was signed`: a term counted from what is told; in apposition to a date, the day of what is told."""
    make_duration(mention, context)
    sign = -1 if mention.fields["way"] == "before" else 1
    count, unit = sign * float(mention.fields["n"]), str(mention.fields["unit"])
    mention.relative = Relative(anchor="event", offset=offset(count, unit))
    if "apposed" in mention.fields and context.just_told is not None:
        exact = {"month": len("2025-10"), "quarter": len("2025-10"), "year": len("2025")}.get(unit, len("2025-10-09"))
        day = counting.moved(periods.first_day(context.just_told.first), unit, -count).first
        mention.relative = Relative(anchor="text", offset=offset(-count, unit))
        mention.duration, mention.period, mention.basis = None, periods.point(day[:exact]), "text"


def make_clause(mention: Mention, context: Context) -> None:
    """Read `30 days after publication`: counted from the instrument, which dates from the day told last, if there is one.

    A term (`within 30 days of publication`) and what comes `later` than the issue (`from its entry into force`) stay open.
    """
    fields = mention.fields
    count, unit = float(fields.get("n", 0)), str(fields.get("unit", "day"))
    mention.relative = Relative(anchor="instrument", offset=offset(count, unit))
    day = context.last and periods.first_day(context.last.first)
    if "within" in fields or fields.get("act") == "later":
        return
    if day is not None and context.today is not None and day <= context.today:
        mention.period, mention.basis = counting.moved(day, unit, count), "text"


def make_at_once(mention: Mention, context: Context) -> None:
    """Read `with immediate effect`: the day told just before, in the same paragraph, or the article's own."""
    mention.relative = Relative(anchor="instrument", offset=offset(0, "day"))
    if context.just_told is not None:
        mention.period, mention.basis = periods.point(context.just_told.first), "text"
    elif context.today is not None and context.exactness == DAY:
        mention.period, mention.basis = periods.day(context.today), "article date"


def make_vague(_mention: Mention, _context: Context) -> None:
    """Read `in recent months`: words that no one can resolve."""


MAKERS: Mapping[str, Callable[[Mention, Context], None]] = {
    "date": make_date,
    "figures": make_figures,
    "part": make_part,
    "month_shift": make_month_shift,
    "month_quarter": make_month_quarter,
    "rest": counting.make_rest,
    "holiday_weekend": make_holiday_weekend,
    "run_up": make_run_up,
    "within": make_within,
    "since_start": make_since_start,
    "same_time": make_same_time,
    "week_of": make_week_of,
    "decade": make_decade,
    "half_decade": make_half_decade,
    "century": make_century,
    "duration": make_duration,
    "event": make_event,
    "clause": make_clause,
    "at_once": make_at_once,
    "yearly": make_yearly,
    "plan": make_plan,
    "vague": make_vague,
    "day_word": counting.make_day_word,
    "day_again": counting.make_day_again,
    "weekday": counting.make_weekday,
    "near_weekday": counting.make_near_weekday,
    "weekend": counting.make_weekend,
    "shift": counting.make_shift,
    "offset": counting.make_offset,
    "offset_again": counting.make_offset_again,
    "window": counting.make_window,
}
"""Name of a rule's `make` to its function."""
