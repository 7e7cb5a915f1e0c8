"""Reasons for and against two claims being one change, each a named feature with a weight from `rules.yaml`."""

from datetime import date

from extract.records import Feature
from extract.timeline.items import Days, Item
from extract.timeline.rules import rules

_FEW_DAYS = 3
_SEASON = 120
_OCCASION = 60
_DAY, _MONTH = 1, 31
_ALIKE = 0.5

Reason = tuple[str, object]
"""The name of a weight and what it rests on, put into words only when the pair is merged."""

Hit = Reason | None


def can_be_one(a: Item, b: Item) -> bool:
    """Tell whether nothing forbids it: one issuer, measure and action, two articles, no two different acts.

    A measure and its suspension have different actions, so they never meet. Two events of one article are two
    changes: its record says so.
    """
    return (
        (a.event.issuer.jurisdiction, a.event.measure, a.event.action)
        == (b.event.issuer.jurisdiction, b.event.measure, b.event.action)
        and a.claim.record != b.claim.record
        and (a.act is None or b.act is None or a.act.same_as(b.act))
        and _one_occasion(a, b)
    )


def _one_occasion(a: Item, b: Item) -> bool:
    """Tell whether two claims that a rule is kept can be of one occasion: each time that it is kept is news of its own."""
    if a.event.action != "maintain" or not a.published or not b.published:
        return True
    return gap(a.published, b.published) <= _OCCASION


def compare(a: Item, b: Item) -> list[Reason]:
    """Return the reasons for and against a pair that `can_be_one`."""
    return [hit for test in _TESTS if (hit := test(a, b))]


def score(reasons: list[Reason]) -> float:
    """Return the sum of the weights."""
    weights = rules().weights
    return sum(weights[name] for name, _ in reasons)


def explained(reasons: list[Reason]) -> tuple[Feature, ...]:
    """Return the reasons as features that people can read."""
    weights = rules().weights
    return tuple(Feature(name=name, weight=weights[name], detail=_worded(detail)) for name, detail in reasons)


def _worded(detail: object) -> str:
    if isinstance(detail, frozenset):
        return ", ".join(sorted(detail))
    if isinstance(detail, tuple):
        return _shown(detail) if isinstance(detail[0], date) else " / ".join(map(_worded, detail))
    return str(detail)


def _act(a: Item, b: Item) -> Hit:
    if a.act is None or b.act is None:
        return None
    return "same_act", f"{a.act.jurisdiction} {a.act.year or b.act.year or ''} no. {a.act.number}"


def _materials(a: Item, b: Item) -> Hit:
    if not a.materials and not b.materials:
        return None if a.places & b.places or a.companies & b.companies else ("nothing_named", "")
    if a.telling and b.telling:
        return _telling_materials(a, b)
    one_sided = (a.telling or b.telling) and not (a.materials and b.materials)
    return "one_sided_materials" if one_sided else "umbrella_materials", (a.materials, b.materials)


def _telling_materials(a: Item, b: Item) -> Hit:
    shared = a.telling & b.telling
    if a.telling == b.telling:
        return "same_groups" if shared <= a.hierarchy.groups else "same_materials", shared
    if a.telling <= b.reach or b.telling <= a.reach:
        return "kin_materials", (a.materials, b.materials)
    if shared or a.telling & b.reach or b.telling & a.reach:
        return "some_materials", shared or (a.telling & b.reach) | (b.telling & a.reach)
    return "other_materials", (a.materials, b.materials)


def _time(a: Item, b: Item) -> Hit:
    if a.days and b.days:
        return _both_dated(a, b)
    if a.days or b.days:
        dated, undated = (a, b) if a.days else (b, a)
        return _one_dated(dated, undated) if undated.published else None
    return _both_reported(a.published, b.published) if a.published and b.published else None


def _both_dated(a: Item, b: Item) -> Hit:
    roles = a.dated.keys() & b.dated.keys()
    apart = [(gap(x, y), x, y) for role in roles for x in a.dated[role] for y in b.dated[role]]
    if apart and min(apart)[0]:
        distance, x, y = min(apart)
        return ("near_day" if distance <= _FEW_DAYS else "other_time"), (x, y)
    meeting = [(x, y) for x in a.days for y in b.days if gap(x, y) == 0]
    if meeting:
        x, y = min(meeting, key=lambda pair: _length(pair[0]) + _length(pair[1]))
        return _precision(a, b, x, y), (x, y)
    announced = min(day[0] for item in (a, b) for day in item.dated.get("announced", ()))
    effective = max(day[1] for item in (a, b) for day in item.dated.get("effective", ()))
    detail = f"{announced} / {effective}"
    return ("announced_then_effective" if 0 <= (effective - announced).days <= _SEASON else "other_time"), detail


def _precision(a: Item, b: Item, x: Days, y: Days) -> str:
    longest = max(_length(x), _length(y))
    if longest <= _MONTH:
        return "same_day" if longest <= _DAY else "same_month"
    reports = [item.published[0] for item in (a, b) if item.published]
    past = len(reports) == 2 and min(reports) > min(x[1], y[1])  # noqa: PLR2004 -- both articles
    return "same_past_year" if past else "same_year"


def _one_dated(dated: Item, undated: Item) -> Hit:
    published = undated.published or dated.days[0]
    lags = [(published[0] - day[1]).days + 1 for day in dated.days]
    lag = min(lags, key=abs)
    detail = (dated.days[0], "reported", published)
    if any(gap(day, published) == 0 for day in dated.days) or 0 <= lag <= 14:  # noqa: PLR2004 -- two weeks of news
        return "fresh_report", detail
    if lag < 0:
        return ("coming_into_force" if lag >= -90 else "before_it_was"), detail  # noqa: PLR2004 -- three months
    return ("late_report" if lag <= 60 else "background"), detail  # noqa: PLR2004 -- two months


_REPORTED = ((3, "reported_together"), (14, "reported_near"), (60, ""), (200, "reported_apart"))


def _both_reported(x: Days, y: Days) -> Hit:
    days = gap(x, y)
    name = next((name for limit, name in _REPORTED if days <= limit), "reported_far")
    return (name, ("reported", x, y)) if name else None


def gap(x: Days, y: Days) -> int:
    """Return the days between two intervals, 0 where they overlap."""
    return max(0, (y[0] - x[1]).days + 1, (x[0] - y[1]).days + 1)


def _length(days: Days) -> int:
    return (days[1] - days[0]).days


def _shown(days: Days) -> str:
    last = date.fromordinal(days[1].toordinal() - 1)
    return str(days[0]) if last == days[0] else f"{days[0]} to {last}"


def _targets(a: Item, b: Item) -> Hit:
    if not a.places or not b.places:
        return None
    shared = a.places & b.places
    return ("same_targets", shared) if shared else ("other_targets", (a.places, b.places))


def _companies(a: Item, b: Item) -> Hit:
    if not a.companies or not b.companies:
        return None
    shared = a.companies & b.companies
    if shared:
        return "same_company", shared
    one_script = all(name.isascii() for name in a.companies | b.companies)  # a name and its translation look apart
    return ("other_company", (a.companies, b.companies)) if one_script else None


def _values(a: Item, b: Item) -> Hit:
    if not a.values or not b.values:
        return None
    shared = a.values & b.values
    return ("same_value", shared) if shared else ("other_value", (a.values, b.values))


def _stage(a: Item, b: Item) -> Hit:
    stages = {a.event.stage, b.event.stage}
    if len(stages) == 1:
        return "same_stage", a.event.stage
    if "considered" in stages and stages & {"in_force", "ended"}:
        return "only_considered", " / ".join(sorted(stages))
    return None


def _specific(a: Item, b: Item) -> Hit:
    measure = a.event.measure
    return ("specific_measure", measure) if measure == b.event.measure and measure in rules().specific else None


def _words(a: Item, b: Item) -> Hit:
    if a.article.language[:2] != b.article.language[:2] or not a.words or not b.words:
        return None
    shared = a.words & b.words
    share = len(shared) / min(len(a.words), len(b.words))
    if share >= _ALIKE:
        return "alike_words", shared
    return ("unlike_words", "none shared") if not shared else None


def _publisher(a: Item, b: Item) -> Hit:
    x, y = a.article, b.article
    one = x.publisher and x.publisher == y.publisher and x.published and x.published == y.published
    return ("one_publisher", f"{x.publisher} {x.published}") if one else None


_TESTS = (_act, _materials, _time, _targets, _companies, _values, _stage, _specific, _words, _publisher)
