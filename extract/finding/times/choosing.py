"""Which year or month an incomplete date means: read from the article's date, nearby dates and the lean of the clause."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from extract.finding.times.periods import Period, first_day, last_day

PAST, FUTURE = -1, 1
DAY, MONTH, YEAR = 3, 2, 1
"""How exactly the article's date is known: the number of its parts."""
_LOOK_AHEAD = 1.6
"""A date without a year is rather past than future: a day ahead weighs as much as 1.6 days back (fitted on our corpus)."""


class Context(NamedTuple):
    """`today` is the article's date with its `exactness`; `near` a full date just told; `lean` PAST, 0 or FUTURE."""

    today: date | None = None
    exactness: int = DAY
    near: Period | None = None
    lean: int = 0

    @property
    def reference(self) -> date | None:
        """The day that incomplete dates are read from."""
        return first_day(self.near.first) if self.near is not None else self.today


def choose(candidates: Iterable[Period | None], context: Context) -> Period | None:
    """Return the candidate that fits the lean best, or lies nearest to the day that it is read from."""
    periods = [period for period in candidates if period is not None]
    reference = context.reference
    if reference is None or not periods:
        return None
    if context.lean == PAST:
        return max((p for p in periods if first_day(p.first) <= reference), default=periods[0])
    if context.lean == FUTURE:
        return min((p for p in periods if last_day(p.last) >= reference), default=periods[-1])
    return min(periods, key=lambda period: _distance(period, reference))


def _distance(period: Period, reference: date) -> float:
    first, last = first_day(period.first), last_day(period.last)
    if first > reference:
        return (first - reference).days * _LOOK_AHEAD
    return max((reference - last).days, 0)
