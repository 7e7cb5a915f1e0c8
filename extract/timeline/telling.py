"""Values with their support: which value is shown first, and which stand beside it as rivals."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from extract.records import Claim, Telling, Told
from extract.timeline.items import Item
from extract.timeline.rules import rules

V = TypeVar("V")
Version = tuple[V, list[Item]]
"""A value and the claims that give it."""

_CERTAINTY = {"stated": 0, "denied": 1, "reported": 1, "speculated": 2}


def trust(item: Item) -> tuple[int, int]:
    """Return how far a claim is trusted, lower first: an official's or a document's word before anonymous ones."""
    order = rules().trust
    best = min((order.index(source.kind) for source in item.event.attribution), default=order.index("media"))
    return _CERTAINTY[item.event.certainty], best


def versions(items: Iterable[Item], values: Callable[[Item], Iterable[tuple[Hashable, V]]]) -> list[Version[V]]:
    """Return the different values (by their key) with their claims, the most trusted and best supported first."""
    found: dict[Hashable, tuple[V, dict[Claim, Item]]] = {}
    for item in items:
        for key, value in values(item):
            found.setdefault(key, (value, {}))[1][item.claim] = item
    told = [(value, list(supporters.values())) for value, supporters in found.values()]
    return sorted(told, key=_rank)


def _rank(version: Version[V]) -> tuple[int, tuple[int, int]]:
    return -len({item.claim.record for item in version[1]}), min(map(trust, version[1]))


def claims_of(items: Iterable[Item]) -> tuple[Claim, ...]:
    """Return the claims of `items`."""
    return tuple(item.claim for item in items)


def told(shown: Version[V], rivals: Sequence[Version[V]] = ()) -> Told[V]:
    """Return a value with its support and its rivals."""
    others = tuple(Telling(value=value, support=claims_of(items)) for value, items in rivals)
    return Told(value=shown[0], support=claims_of(shown[1]), rivals=others)
