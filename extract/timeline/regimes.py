"""Threads of changes: one issuer, one family of measures, one group of materials."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from extract.records import Regime
from extract.timeline.items import Groups, Item
from extract.timeline.rules import rules


class RegimeKey(NamedTuple):
    """What the changes of a thread have in common."""

    issuer: str
    family: str
    group: str

    @property
    def id(self) -> str:
        """An id that people can read, such as `CN/licensing/rare_earths`."""
        return "/".join(self)


class Threaded(Protocol):
    """A change, as far as threads go."""

    @property
    def id(self) -> str:
        """The id of the change."""

    @property
    def regime(self) -> str:
        """The id of its thread."""


def regime_key(items: Sequence[Item], groups: Groups) -> RegimeKey:
    """Return the thread that a change belongs to; `general` stands for no material named."""
    event = items[0].event
    found = Counter(_group(name, groups) for item in items for name in sorted(item.materials))
    best = min(found, key=lambda name: (-found[name], name), default="general")
    return RegimeKey(event.issuer.jurisdiction, rules().family_of[event.measure], best)


def build_regimes(changes: Iterable[Threaded]) -> tuple[Regime, ...]:
    """Return the threads; each keeps the order of `changes`."""
    threads: dict[str, list[str]] = defaultdict(list)
    for change in changes:
        threads[change.regime].append(change.id)
    return tuple(_regime(id_, tuple(threads[id_])) for id_ in sorted(threads))


def _regime(id_: str, changes: tuple[str, ...]) -> Regime:
    issuer, family, group = id_.split("/")
    return Regime(id=id_, issuer=issuer, family=family, group=group, changes=changes)


def _group(name: str, groups: Groups) -> str:
    """Return the widest group above a material that has a group above itself: rare_earths, not critical_minerals."""
    if name.startswith("other:"):
        return "other"
    telling = [group for group in groups.get(name, ()) if groups.get(group)]
    return min(telling, key=lambda group: (len(groups[group]), group), default=name)
