"""Which year or month an incomplete date means: read from the article's date, nearby dates and the lean of the clause."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from extract.finding.times.periods import Period, first_day, last_day

PAST, FUTURE = -1, 1
DAY, MONTH, YEAR = 3, 2, 1
"""How exactly the article's date is known: the number of its parts."""


class Weights(NamedTuple):
    """How much a day back and a day ahead weigh, by the lean of the clause or in a `story`.

    `own` is for the reference's own year or month, `sure` for the other side of a word that leaves no doubt.
    """

    past: tuple[float, float] = (1.0, 1.0)
    open: tuple[float, float] = (1.0, 1.0)
    future: tuple[float, float] = (1.0, 1.0)
    story: tuple[float, float] = (1.0, 1.0)
    own: float = 1.0
    sure: float = 20.0

    def of(self, context: "Context") -> tuple[float, float]:
        """Return the weights back and ahead for a date."""
        if context.near is not None:
            return self.story
        if context.is_marked:
            return (1.0, self.sure) if context.lean == PAST else (self.sure, 1.0)
        return self.past if context.lean == PAST else self.future if context.lean == FUTURE else self.open


class Context(NamedTuple):
    """What an incomplete date is read from.

    `today` is the article's date with its `exactness`; `near` a date told before that lends its year; `said` the last with a year
    of its own; `last` the day told last, `ended` the last day of a term told since, `told` the last stretch of any kind,
    `just_told` the last day where it stands in the same paragraph; `lean` is PAST, 0 or FUTURE; `is_sure` where only that side
    will do; `is_alone` where nothing else stands in the line; `is_marked` where a word right before leaves no doubt (`将于`).
    """

    today: date | None = None
    exactness: int = DAY
    near: Period | None = None
    said: Period | None = None
    last: Period | None = None
    ended: Period | None = None
    told: Period | None = None
    just_told: Period | None = None
    lean: int = 0
    is_sure: bool = False
    is_alone: bool = False
    is_marked: bool = False
    weights: Weights = Weights()

    @property
    def reference(self) -> date | None:
        """The day that incomplete dates are read from."""
        return first_day(self.near.first) if self.near is not None else self.today


def choose(candidates: Iterable[Period | None], context: Context, *, own: Period | None = None) -> Period | None:
    """Return the candidate nearest to the day that it is read from, days of the clause's lean weighing less.

    `own` is the candidate of the article's own year (month, for a day without one), which weighs less than its distance.
    """
    periods = [period for period in candidates if period is not None]
    reference = context.reference
    if reference is None or not periods:
        return None
    if context.is_sure and context.lean == PAST:
        return max((p for p in periods if last_day(p.last) <= reference), default=periods[0])
    if context.is_sure and context.lean == FUTURE:
        return min((p for p in periods if last_day(p.last) >= reference), default=periods[-1])
    share = _ALONE if context.is_alone else context.weights.own
    return min(periods, key=lambda period: _distance(period, reference, context) * (share if period == own else 1))


_ALONE = 0.1
"""What the article's own year weighs where a date stands alone: nothing looks back or ahead."""


def _distance(period: Period, reference: date, context: Context) -> float:
    back, ahead = context.weights.of(context)
    first, last = first_day(period.first), last_day(period.last)
    if first > reference:
        return (first - reference).days * ahead
    return max((reference - last).days, 0) * back
