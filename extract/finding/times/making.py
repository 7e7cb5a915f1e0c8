"""What becomes of a match, by the `make` of its rule: each function fills in what the mention means."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from extract.finding.times import periods
from extract.finding.times.choosing import DAY, FUTURE, MONTH, PAST, YEAR, Context, choose
from extract.finding.times.mention import Mention
from extract.finding.times.periods import Period
from extract.finding.times.resolving import resolve_date
from extract.records.mentions import Relative

_LETTERS = {"day": "D", "workday": "D", "week": "W", "month": "M", "year": "Y"}
_IN_OTHERS = {
    "fortnight": (2, "week"),
    "quarter": (3, "month"),
    "half": (6, "month"),
    "decade": (10, "year"),
    "century": (100, "year"),
    "weekend": (2, "day"),
}
_UNITS = {"半年": "half", "周末": "weekend", "周": "week", "星期": "week", "礼拜": "week", "季度": "quarter", "季": "quarter", "天": "day", "月": "month"}
"""Units that a group names in other words than the lexicon's."""


def make_date(mention: Mention, context: Context) -> None:
    """Absolute and partial dates, and what is counted from the article's year or month."""
    mention.period = resolve_date(mention.fields, context)
    if not mention.given_year and mention.period is not None and not mention.period.first.startswith("XXXX"):
        is_counted = "year_shift" in mention.fields or "month_shift" in mention.fields
        mention.basis = "text" if context.near is not None and not is_counted else "article date"


def make_figures(mention: Mention, context: Context) -> None:
    """`10/25/2018`, `25.10.2018`: month first in English unless it cannot be; day first in Chinese texts."""
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
    """`early November`, `the end of next year`, `the end of the month`: the month as a whole."""
    fields = mention.fields
    if "unit" in fields:
        make_shift(mention, context)
        if fields["unit"] == "year" and mention.period is not None:
            fields["year"] = int(mention.period.first)
            mention.period = resolve_date({"year": fields["year"], "year_part": fields["part"]}, context)
        return
    if "month" not in fields:
        fields["year_part"] = fields["part"]
        if fields["part"] == "middle" and ("year" in fields or "year_shift" in fields):
            del fields["year_part"]
        elif context.lean == 0:  # the start of a year is told when it is over, its end when it lies ahead
            context = context._replace(lean=FUTURE if fields["part"] == "end" else PAST)
    make_date(mention, context)


def make_month_shift(mention: Mention, context: Context) -> None:
    """`last July`, `next spring`: the nearest one on that side of the article's own."""
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
    """`the June quarter` ends in June."""
    month = int(mention.fields["month"])
    mention.fields |= {"month": max(month - 2, 1), "month2": month}
    make_date(mention, context)


def make_day_word(mention: Mention, context: Context) -> None:
    """`yesterday`: days counted from the article."""
    shift = int(mention.fields.get("day_word", -1))
    mention.relative = Relative(anchor="article", offset=_offset(shift, "day"))
    if context.today is not None and context.exactness == DAY:
        mention.period = periods.day(context.today + timedelta(shift))
        mention.basis = "article date"


def make_day_again(mention: Mention, context: Context) -> None:
    """`the same day`: days counted from the day that the text told last."""
    _count_again(mention, context, float(mention.fields["day_again"]), "day")


def _count_again(mention: Mention, context: Context, count: float, unit: str) -> None:
    mention.relative = Relative(anchor="article" if context.last is None else "text", offset=_offset(count, unit))
    if context.last is not None:
        mention.period, mention.basis = _moved(periods.first_day(context.last.first), unit, count), "text"
    elif context.today is not None and context.exactness == DAY:
        mention.period, mention.basis = _moved(context.today, unit, count), "article date"


def make_weekday(mention: Mention, context: Context) -> None:
    """`Friday` by the lean of its clause; `last Friday` in the calendar week before the article's."""
    today, fields = context.today, mention.fields
    if today is None or context.exactness < DAY:
        mention.relative = Relative(anchor="article", offset="P0D") if "shift" not in fields else None
        return
    monday = today - timedelta(today.weekday())
    weekday = int(fields["weekday"])
    if "shift" in fields:
        found = monday + timedelta(weekday + 7 * int(fields["shift"]))
    else:
        ahead = (weekday - today.weekday()) % 7
        found = today + timedelta(ahead if context.lean == FUTURE and context.is_sure else ahead - 7 if ahead else 0)
    mention.period, mention.basis = periods.day(found), "article date"


def make_near_weekday(mention: Mention, context: Context) -> None:
    """`this past Wednesday`: the nearest one behind or ahead."""
    lean = PAST if int(mention.fields.pop("near_shift")) < 0 else FUTURE
    make_weekday(mention, context._replace(lean=lean, is_sure=True))


def make_weekend(mention: Mention, context: Context) -> None:
    """`at the weekend`: the last one, or this week's for what lies ahead."""
    today = context.today
    if today is None or context.exactness < DAY:
        return
    is_ahead = context.lean == FUTURE or (context.lean == 0 and today.weekday() > 2)  # noqa: PLR2004 -- from Thursday on
    mention.period, mention.basis = calendar_unit("weekend", 0 if is_ahead or today.weekday() > 4 else -1, context), "article date"  # noqa: PLR2004


def make_shift(mention: Mention, context: Context) -> None:
    """`last week`, `this quarter`, `next year`: whole units of the calendar."""
    fields, today = mention.fields, context.today
    unit, shift = str(fields["unit"]), fields.get("shift", 0)
    unit = _UNITS.get(unit, unit)
    shift = int(shift) if shift != "" else 0
    mention.relative = Relative(anchor="article", offset=_offset(shift, unit))
    needed = DAY if unit in ("day", "week", "weekend", "workweek", "fortnight") else YEAR if unit == "year" else MONTH
    if today is None or context.exactness < needed:
        return
    mention.basis = "article date"
    mention.period = calendar_unit(unit, shift, context)
    if fields.get("clip") == "earlier" and needed == DAY and mention.period is not None:
        mention.period = Period(mention.period.first, min(mention.period.last, today.isoformat()))


def calendar_unit(unit: str, shift: int, context: Context) -> Period | None:
    """Return the calendar unit `shift` after the one that the article was written in."""
    today = context.today
    if today is None:
        return None
    if unit == "fortnight":
        first = today + timedelta(1 if shift > 0 else -14)
        return periods.days(first, first + timedelta(13))
    moved = periods.shift(today, {"workweek": "week"}.get(unit, unit), shift)
    return _UNIT_AROUND[unit](moved)


_UNIT_AROUND: Mapping[str, Callable[[Any], Period]] = {
    "day": periods.day,
    "week": periods.week,
    "workweek": lambda d: periods.days(d - timedelta(d.weekday()), d - timedelta(d.weekday() - 4)),
    "weekend": lambda d: periods.days(d - timedelta(d.weekday() - 5), d - timedelta(d.weekday() - 6)),
    "month": lambda d: periods.month(d.month, d.year),
    "quarter": lambda d: periods.months((d.month - 1) // 3 * 3 + 1, (d.month - 1) // 3 * 3 + 3, d.year),
    "half": lambda d: periods.months(1, 6, d.year) if d.month <= 6 else periods.months(7, 12, d.year),  # noqa: PLR2004
    "year": lambda d: periods.year(d.year),
    "decade": lambda d: Period(f"{d.year // 10 * 10}", f"{d.year // 10 * 10 + 9}"),
}


def make_offset(mention: Mention, context: Context) -> None:
    """`two weeks ago`, `in two days`: counted from the article's day."""
    fields = mention.fields
    sign = -1 if "ago" in fields else 1
    count, unit = float(fields["n"]) * sign, str(fields["unit"])
    mention.relative = Relative(anchor="article", offset=_offset(count, unit))
    if context.today is not None and context.exactness == DAY:
        mention.period = _moved(context.today, unit, count)
        mention.basis = "article date"


def make_offset_again(mention: Mention, context: Context) -> None:
    """`two weeks later`: counted from the day that the text told last."""
    fields = mention.fields
    sign = -1 if str(fields["way"]) in ("earlier", "before") else 1
    _count_again(mention, context, float(fields["n"]) * sign, str(fields["unit"]))


def _moved(start: Any, unit: str, count: float) -> Period:
    if unit in _IN_OTHERS and unit not in ("weekend",):
        times, unit = _IN_OTHERS[unit]
        count *= times
    return periods.day(periods.shift(start, unit, count))


def make_window(mention: Mention, context: Context) -> None:
    """`the past three months`, `the next five days`."""
    fields, today = mention.fields, context.today
    sign = -1 if "back" in fields else 1
    count, unit = float(fields["n"]), str(fields["unit"])
    mention.relative = Relative(anchor="article", offset=_offset(sign * count, unit))
    if today is None or context.exactness < DAY:
        return
    mention.basis = "article date"
    if unit == "quarter":
        near = periods.shift(today, "quarter", sign)
        far = periods.shift(today, "quarter", sign * count)
        first, last = (far, near) if sign < 0 else (near, far)
        mention.period = Period(_UNIT_AROUND[unit](first).first, _UNIT_AROUND[unit](last).last)
        return
    times, base = _IN_OTHERS.get(unit, (1, unit))
    far = periods.shift(today, base, sign * count * times)
    for name in ("more", "still"):
        if f"{name}_n" in fields:
            far = periods.shift(far, str(fields[f"{name}_unit"]).rstrip("s"), sign * float(fields[f"{name}_n"]))
    mention.period = _window(today, far, base, sign)


def _window(today: Any, far: Any, unit: str, sign: int) -> Period:
    if unit == "year":
        ends = sorted((today.isoformat()[:7], far.isoformat()[:7]))
        return Period(*ends)
    return periods.days(far, today) if sign < 0 else periods.days(today + timedelta(1), far)


def make_within(mention: Mention, context: Context) -> None:
    """`两年内`: a term; what it runs from is for the reader of the clause to say."""
    make_duration(mention, context)


def make_since_start(mention: Mention, context: Context) -> None:
    """`今年以来`: from the start of the year up to now."""
    if context.today is not None:
        mention.period, mention.basis = Period(f"{context.today.year:04d}", ".."), "article date"


def make_same_time(mention: Mention, context: Context) -> None:
    """`去年同期`: the stretch that the text told last, in another year."""
    make_date(mention, context)
    told, year = context.told, mention.period
    if told is None or year is None or len(told.first) == len("2025"):
        return
    step = int(year.first) - int(told.last[:4])
    points = (f"{int(end[:4]) + step:04d}{end[4:]}" for end in told)
    mention.period, mention.basis = Period(*points), "text"


def make_week_of(mention: Mention, context: Context) -> None:
    """`the week of September 15`."""
    make_date(mention, context)
    if mention.period is not None and not mention.period.first.startswith("X"):
        mention.period = periods.week(periods.first_day(mention.period.first))


def make_decade(mention: Mention, context: Context) -> None:
    """`the 1990s`, `the late 1990s`."""
    number = int(mention.fields.get("decade", mention.fields.get("short_decade", 0)))
    if number < 100:  # noqa: PLR2004 -- without its century
        number += int(mention.fields.get("century", 20)) * 100 - 100
    halves = {"start": (0, 4), "end": (5, 9), "middle": (3, 7)}
    first, last = halves.get(str(mention.fields.get("part")), (0, 9))
    mention.period = Period(f"{number + first:04d}", f"{number + last:04d}")


def make_half_decade(mention: Mention, context: Context) -> None:
    """`the second half of the decade`."""
    if context.today is not None:
        first = context.today.year // 10 * 10 + (5 if mention.fields["half"] == 2 else 0)  # noqa: PLR2004 -- the second half
        mention.period, mention.basis = Period(str(first), str(first + 4)), "article date"


def make_century(mention: Mention, context: Context) -> None:
    """`the 19th century`, 1800 to 1899 as news has it."""
    first = int(mention.fields["century"]) * 100 - 100
    mention.period = Period(f"{first:04d}", f"{first + 99:04d}")


def make_duration(mention: Mention, context: Context) -> None:
    """`six months`, `45 working days` (working days count as days)."""
    pieces: dict[str, float] = {}
    for name in ("", "more_", "still_"):
        if name + "n" in mention.fields:
            count = mention.fields[name + "n"]
            unit = str(mention.fields[name + "unit"])
            unit = _UNITS.get(unit, unit).rstrip("s")
            number = 1.0 if count == "all" else float(count)
            if unit == "year" and number != int(number):
                number, unit = number * 12, "month"
            times, base = _IN_OTHERS.get(unit, (1, unit))
            pieces[_LETTERS[base]] = pieces.get(_LETTERS[base], 0) + number * times
    if len(pieces) > 1 and "W" in pieces:
        pieces["D"] = pieces.get("D", 0) + 7 * pieces.pop("W")
    mention.duration = "P" + "".join(f"{pieces[letter]:g}{letter}" for letter in "YMWD" if letter in pieces)


def make_clause(mention: Mention, context: Context) -> None:
    """`30 days after publication`: counted from the instrument, whose date is not known here."""
    count = float(mention.fields.get("n", 0))
    mention.relative = Relative(anchor="instrument", offset=_offset(count, str(mention.fields.get("unit", "day"))))


def make_vague(mention: Mention, context: Context) -> None:
    """`in recent months`: words that no one can resolve."""


def _offset(count: float, unit: str) -> str:
    times, base = _IN_OTHERS.get(unit, (1, unit))
    letter = {"workweek": "W", "half": "M"}.get(base) or _LETTERS[base]
    number = f"{abs(count) * times:g}"
    return f"{'-' if count < 0 else ''}P{number}{letter}"


MAKERS: Mapping[str, Callable[[Mention, Context], None]] = {
    name.removeprefix("make_"): function
    for name, function in list(globals().items())
    if name.startswith("make_") and callable(function)
}
"""Name of a rule's `make` to its function; `choose` and the calendar do the rest."""
_ = choose
