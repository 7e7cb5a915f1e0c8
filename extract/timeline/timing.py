"""What the dates of two claims say for and against their being one change."""

from datetime import date
from itertools import product

from extract.records.codes import TO_COME
from extract.timeline.items import Days, Item
from extract.timeline.reasons import Hit

_FEW_DAYS = 3
_SEASON = 120
_DAY, _MONTH = 1, 31
_FRESH, _LATE, _AHEAD = 14, 60, 90
_PLANNED = 270  # days from a plan to what became of it
_TOGETHER = frozenset({"reported_together", "reported_near"})
_REPORTED = ((3, "reported_together"), (14, "reported_near"), (60, ""), (200, "reported_apart"))


def gap(x: Days, y: Days) -> int:
    """Return the days between two intervals, 0 where they overlap."""
    return max(0, (y[0] - x[1]).days + 1, (x[0] - y[1]).days + 1)


def began(a: Item, b: Item) -> Hit:
    """Compare when the claims say that the change began, and with the reports where they do not say it."""
    if a.days and b.days:
        return _both_dated(a, b)
    if a.days or b.days:
        dated, undated = (a, b) if a.days else (b, a)
        return _one_dated(dated, undated) if undated.published else None
    return _both_reported(a, b) if a.published and b.published else None


def _both_dated(a: Item, b: Item) -> Hit:
    roles = a.dated.keys() & b.dated.keys()
    apart = [(gap(x, y), x, y) for role in roles for x in a.dated[role] for y in b.dated[role]]
    if apart and min(apart)[0]:
        distance, x, y = min(apart)
        if distance <= _FEW_DAYS and max(_length(x), _length(y)) <= _DAY:
            return "near_day", (x, y)
        return _came_of_a_plan(a, b) or ("other_time", (x, y))
    meeting = [(x, y) for x, y in product(a.days, b.days) if gap(x, y) == 0]
    if meeting:
        x, y = min(meeting, key=lambda pair: _length(pair[0]) + _length(pair[1]))
        return _precision(a, b, x, y), (x, y)
    return _one_announced(a, b)


def _came_of_a_plan(a: Item, b: Item) -> Hit:
    """Tell whether one is a plan and the other, somewhat later, what became of it: their dates differ by nature."""
    plan, act = (a, b) if a.event.stage in TO_COME else (b, a)
    if not _is_plan_of(plan, act):
        return None
    first, then = min(days[0] for days in plan.days), max(days[0] for days in act.days)
    return ("came_of_a_plan", f"{first} / {then}") if 0 <= (then - first).days <= _PLANNED else None


def _one_announced(a: Item, b: Item) -> Hit:
    announced = min(day[0] for item in (a, b) for day in item.dated.get("announced", ()))
    effective = max(day[1] for item in (a, b) for day in item.dated.get("effective", ()))
    fits = 0 <= (effective - announced).days <= _SEASON
    return "announced_then_effective" if fits else "other_time", f"{announced} / {effective}"


def _precision(a: Item, b: Item, x: Days, y: Days) -> str:
    longest = max(_length(x), _length(y))
    if longest <= _MONTH:
        return "same_day" if longest <= _DAY else "same_month"
    reports = [item.published[0] for item in (a, b) if item.published]
    past = len(reports) == 2 and min(reports) > min(x[1], y[1])  # noqa: PLR2004 -- both articles
    return "same_past_year" if past else "same_year"


def _one_dated(dated: Item, undated: Item) -> Hit:
    published = undated.published or dated.days[0]
    lag = min(((published[0] - day[1]).days + 1 for day in dated.days), key=abs)
    detail = (dated.days[0], "reported", published)
    within = [day for day in dated.days if gap(day, published) == 0]
    if within or 0 <= lag <= _FRESH:
        vague = within and min(map(_length, within)) > _MONTH
        return "report_within" if vague else "fresh_report", detail
    if lag < 0 and _is_plan_of(undated, dated) and lag >= -_PLANNED:
        return "came_of_a_plan", detail
    if lag < 0:
        return ("coming_into_force" if lag >= -_AHEAD else "before_it_was"), detail
    return ("late_report" if lag <= _LATE else "background"), detail


def _both_reported(a: Item, b: Item) -> Hit:
    x, y = (item.published or (date.min, date.max) for item in (a, b))
    days = gap(x, y)
    name = next((name for limit, name in _REPORTED if days <= limit), "reported_far")
    plan, act = sorted((a, b), key=lambda item: item.event.stage not in TO_COME)
    if (
        name not in _TOGETHER
        and days <= _PLANNED
        and _is_plan_of(plan, act)
        and (plan.published or x) < (act.published or y)
    ):
        name = "came_of_a_plan"
    return (name, ("reported", x, y)) if name else None


def _is_plan_of(plan: Item, act: Item) -> bool:
    return plan.event.stage in TO_COME and act.event.stage not in TO_COME


def _length(days: Days) -> int:
    return (days[1] - days[0]).days


def shown(days: Days) -> str:
    """Return an interval in words: a day, or its first and last."""
    last = date.fromordinal(days[1].toordinal() - 1)
    return str(days[0]) if last == days[0] else f"{days[0]} to {last}"
