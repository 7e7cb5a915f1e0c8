"""What is counted from the article's day, or from the day that the text told last, by the `make` of the rule."""

from calendar import FRIDAY, WEDNESDAY
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from extract.finding.times import periods
from extract.finding.times.choosing import DAY, FUTURE, MONTH, PAST, YEAR, Context
from extract.finding.times.mention import Mention
from extract.finding.times.periods import Period
from extract.finding.times.units import IN_OTHERS, NAMED, offset
from extract.records.mentions import Relative


def make_day_word(mention: Mention, context: Context) -> None:
    """Read `yesterday`: days counted from the article."""
    shift = int(mention.fields.get("day_word", -1))
    mention.relative = Relative(anchor="article", offset=offset(shift, "day"))
    if context.today is not None and context.exactness == DAY:
        mention.period = periods.day(context.today + timedelta(shift))
        mention.basis = "article date"


def make_day_again(mention: Mention, context: Context) -> None:
    """Read `the same day`: days counted from the day that the text told last; `the next day` from the end of a term told since."""
    count = float(mention.fields["day_again"])
    if count > 0 and context.ended is not None:
        context = context._replace(last=periods.point(context.ended.last))
    _count_again(mention, context, count, "day")


def _count_again(mention: Mention, context: Context, count: float, unit: str) -> None:
    is_told = context.told is not None and unit in periods.MONTHS
    mention.relative = Relative(
        anchor="text" if is_told or context.last is not None else "article", offset=offset(count, unit)
    )
    if context.told is not None and is_told:
        mention.period, mention.basis = periods.moved(context.told, unit, count), "text"
    elif context.last is not None:
        mention.period, mention.basis = moved(periods.first_day(context.last.first), unit, count), "text"
    elif context.today is not None and context.exactness == DAY:
        mention.period, mention.basis = moved(context.today, unit, count), "article date"


def make_weekday(mention: Mention, context: Context) -> None:
    """Read `Friday` by the lean of its clause; `last Friday` in the calendar week before the article's."""
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
    """Read `this past Wednesday`: the nearest one behind or ahead."""
    lean = PAST if int(mention.fields.pop("near_shift")) < 0 else FUTURE
    make_weekday(mention, context._replace(lean=lean, is_sure=True))


def make_weekend(mention: Mention, context: Context) -> None:
    """Read `at the weekend`: the last one, or this week's for what lies ahead."""
    today = context.today
    if today is None or context.exactness < DAY:
        return
    is_ahead = context.lean == FUTURE or (context.lean == 0 and today.weekday() > WEDNESDAY)
    mention.period, mention.basis = (
        calendar_unit("weekend", 0 if is_ahead or today.weekday() > FRIDAY else -1, context),
        "article date",
    )


def make_shift(mention: Mention, context: Context) -> None:
    """Read `last week`, `this quarter`, `next year`: whole units of the calendar; what was done this week was done by today."""
    fields, today = mention.fields, context.today
    unit, shift = str(fields["unit"]), fields.get("shift", 0)
    unit = NAMED.get(unit, unit)
    shift = int(shift) if shift != "" else 0
    mention.relative = Relative(anchor="article", offset=offset(shift, unit))
    needed = DAY if unit in ("day", "week", "weekend", "workweek", "fortnight") else YEAR if unit == "year" else MONTH
    if today is None or context.exactness < needed:
        return
    mention.basis = "article date"
    mention.period = calendar_unit(unit, shift, context)
    is_past = fields.get("clip") == "earlier" or (unit == "week" and fields.get("shift") == 0 and context.lean == PAST)
    if is_past and needed == DAY and mention.period is not None and mention.period.first < today.isoformat():
        mention.period = Period(mention.period.first, min(mention.period.last, today.isoformat()))


def make_rest(mention: Mention, context: Context) -> None:
    """Read `the rest of the year`: from the article's day on."""
    make_shift(mention, context)
    if mention.period is not None and context.today is not None and context.exactness == DAY:
        mention.period = periods.days(context.today, periods.last_day(mention.period.last))


def calendar_unit(unit: str, shift: int, context: Context) -> Period | None:
    """Return the calendar unit `shift` after the one that the article was written in."""
    today = context.today
    if today is None:
        return None
    if unit == "fortnight":
        return (
            periods.days(today + timedelta(1), today + timedelta(14))
            if shift > 0
            else periods.days(today - timedelta(14), today)
        )
    moved = periods.shift(today, {"workweek": "week"}.get(unit, unit), shift)
    return _UNIT_AROUND[unit](moved)


_UNIT_AROUND: Mapping[str, Callable[[date], Period]] = {
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
    """Read `two weeks ago`, `in two days`: counted from the article's day."""
    fields = mention.fields
    sign = -1 if "ago" in fields else 1
    count, unit = float(fields["n"]) * sign, str(fields["unit"])
    mention.relative = Relative(anchor="article", offset=offset(count, unit))
    if context.today is not None and context.exactness == DAY:
        mention.period = moved(context.today, unit, count)
        mention.basis = "article date"


def make_offset_again(mention: Mention, context: Context) -> None:
    """Read `two weeks later`: counted from the day that the text told last."""
    fields = mention.fields
    sign = -1 if str(fields["way"]) in ("earlier", "before") else 1
    _count_again(mention, context, float(fields["n"]) * sign, str(fields["unit"]))


def moved(start: date, unit: str, count: float) -> Period:
    """Return the day `count` units after `start`."""
    if unit in IN_OTHERS and unit != "weekend":
        times, unit = IN_OTHERS[unit]
        count *= times
    return periods.day(periods.shift(start, unit, count))


def make_window(mention: Mention, context: Context) -> None:
    """Read `the past three months`, `the next five days`."""
    fields, today = mention.fields, context.today
    sign = -1 if "back" in fields else 1
    count, unit = float(fields["n"]), str(fields["unit"])
    mention.relative = Relative(anchor="article", offset=offset(sign * count, unit))
    if today is None or context.exactness < DAY:
        return
    mention.basis = "article date"
    if unit == "quarter":
        near = periods.shift(today, "quarter", sign)
        far = periods.shift(today, "quarter", sign * count)
        first, last = (far, near) if sign < 0 else (near, far)
        mention.period = Period(_UNIT_AROUND[unit](first).first, _UNIT_AROUND[unit](last).last)
        return
    times, base = IN_OTHERS.get(unit, (1, unit))
    far = periods.shift(today, base, sign * count * times)
    for name in ("more", "still"):
        if f"{name}_n" in fields:
            far = periods.shift(far, str(fields[f"{name}_unit"]).rstrip("s"), sign * float(fields[f"{name}_n"]))
    mention.period = _window(today, far, base, sign)


def _window(today: date, far: date, unit: str, sign: int) -> Period:
    if unit == "year":
        ends = sorted((today.isoformat()[:7], far.isoformat()[:7]))
        return Period(*ends)
    return periods.days(far, today) if sign < 0 else periods.days(today + timedelta(1), far)
