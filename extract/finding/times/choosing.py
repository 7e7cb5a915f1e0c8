"""Which year or month an incomplete date means: read from the article's date, nearby dates and the lean of the clause."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from extract.finding.times.periods import Period, first_day, last_day

PAST, FUTURE = -1, 1
DAY, MONTH, YEAR = 3, 2, 1
"""How exactly the article's date is known: the number of its parts."""
_WEIGHTS = {PAST: (1.0, 6.0), 0: (1.0, 1.3), FUTURE: (2.0, 1.0)}
"""How much a day back and a day ahead weigh, by the lean of the clause: dates lie near, and rather back than ahead (fitted on our corpus)."""

_IN_A_STORY = (2.0, 1.0)
"""The same for a date that is read from one told before: a story goes on in time (fitted on our corpus)."""


class Context(NamedTuple):
    """What an incomplete date is read from.

    `today` is the article's date with its `exactness`; `near` a date told before that lends its year; `said` the last with a year
    of its own; `last` the day told last, `told` the last stretch of any kind; `lean` is PAST, 0 or FUTURE; `is_sure` where only that side will do.
    """

    today: date | None = None
    exactness: int = DAY
    near: Period | None = None
    said: Period | None = None
    last: Period | None = None
    told: Period | None = None
    lean: int = 0
    is_sure: bool = False

    @property
    def reference(self) -> date | None:
        """The day that incomplete dates are read from."""
        return first_day(self.near.first) if self.near is not None else self.today


def choose(candidates: Iterable[Period | None], context: Context) -> Period | None:
    """Return the candidate nearest to the day that it is read from, days of the clause's lean weighing less."""
    periods = [period for period in candidates if period is not None]
    reference = context.reference
    if reference is None or not periods:
        return None
    if context.is_sure and context.lean == PAST:
        return max((p for p in periods if first_day(p.first) <= reference), default=periods[0])
    if context.is_sure and context.lean == FUTURE:
        return min((p for p in periods if last_day(p.last) >= reference), default=periods[-1])
    back, ahead = _WEIGHTS[context.lean] if context.near is None else _IN_A_STORY
    return min(periods, key=lambda period: _distance(period, reference, back, ahead) * _own(period, reference))


_OWN = 0.7
"""A date of the article's own year (a day of its own month) weighs less than its distance."""


def _own(period: Period, reference: date) -> float:
    same = len("2025") if period.first[5:7] != reference.isoformat()[5:7] else len("2025-10")
    return _OWN if period.first[:same] == reference.isoformat()[:same] else 1.0


def _distance(period: Period, reference: date, back: float, ahead: float) -> float:
    first, last = first_day(period.first), last_day(period.last)
    if first > reference:
        return (first - reference).days * ahead
    return max((reference - last).days, 0) * back
