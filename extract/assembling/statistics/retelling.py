"""Figures told more than once: a telling that names no partner or period has those of the others."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

from extract.assembling.statistics.partners import Partners


class Telling(NamedTuple):
    """One telling of a figure: what makes it the same as another, and where and when it holds."""

    same: Hashable
    partners: Partners
    period: str | None


def agree(tellings: Sequence[Telling]) -> list[Telling]:
    """Return the tellings of an article, each with the origin, destination and period that all others of its figure give alike.

    What a telling says itself stays; where the others differ among themselves, nothing is taken.
    """
    groups: dict[Hashable, list[Telling]] = defaultdict(list)
    for telling in tellings:
        groups[telling.same].append(telling)
    return [_filled(telling, groups[telling.same]) for telling in tellings]


def _filled(telling: Telling, group: Sequence[Telling]) -> Telling:
    if len(group) == 1:
        return telling
    partners = Partners(
        telling.partners.origin or _only(other.partners.origin for other in group),
        telling.partners.destination or _only(other.partners.destination for other in group),
    )
    return telling._replace(partners=partners, period=telling.period or _only(other.period for other in group))


def _only(values: Iterable[str | None]) -> str | None:
    told = {value for value in values if value is not None}
    return told.pop() if len(told) == 1 else None
