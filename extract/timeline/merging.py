"""Claims to groups of claims that tell of one change.

Greedy, near linear: claims are taken from the most exact to the vaguest and join the group they fit best, if they fit
well enough and clearly best. Blocking keeps the groups that a claim is compared with few.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from extract.records import Event, Merge
from extract.timeline.comparing import Reason, can_be_one, compare, explained, score
from extract.timeline.items import Act, Days, Item
from extract.timeline.rules import rules

_COMPARED_MEMBERS = 6  # the most exact ones: they joined first
_COMPARED_GROUPS = 60

Key = tuple[object, ...]

Block = tuple[str, ...]
"""What the claims of one change have in common in any case."""


@dataclass
class Group:
    """Claims of one change, the most exact first, and why each joined."""

    items: list[Item] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    keys: set[Key] = field(default_factory=set)
    _records: set[str] = field(default_factory=set)
    _acts: list[Act] = field(default_factory=list)

    def add(self, item: Item) -> None:
        """Put `item` in."""
        self.items.append(item)
        self._records.add(item.claim.record)
        if item.act and item.act not in self._acts:
            self._acts.append(item.act)

    def fit(self, item: Item) -> tuple[float, list[Reason]] | None:
        """Return the score of `item` with the member most like it; None when a member forbids it."""
        if not can_be_one(item, self.items[0]) or item.claim.record in self._records:
            return None
        if item.act and not all(item.act.same_as(act) for act in self._acts):
            return None
        compared = (compare(item, member) for member in self.items[:_COMPARED_MEMBERS])
        return max(((score(reasons), reasons) for reasons in compared), key=lambda found: found[0])


def block_of(event: Event) -> Block:
    """Return the block of a claim. Claims of two blocks never meet: merging all gives what merging each block gives.

    A rebuild rests on this: it merges anew only the blocks that a new article has claims in.
    """
    return event.issuer.jurisdiction, event.measure, event.action


def merge_items(items: Iterable[Item]) -> list[Group]:
    """Return the groups, in an order that does not depend on that of `items`."""
    groups: list[Group] = []
    index: dict[Key, list[Group]] = defaultdict(list)
    for item in sorted(items, key=_exactness):
        joined = _place(item, _candidates(item, index))
        if joined is None:
            joined = Group()
            groups.append(joined)
        joined.add(item)
        for key in dict.fromkeys(_keys(item)):
            if key not in joined.keys:
                joined.keys.add(key)
                index[key].append(joined)
    return groups


def _exactness(item: Item) -> tuple[object, ...]:
    """Sort key: claims that name a numbered act, then dated ones, then those with materials, then the rest."""
    lengths = [(days[1] - days[0]).days for days in item.days]
    reported = item.published[0] if item.published else date.max
    named = bool(item.materials or item.places)
    return (item.act is None, min(lengths, default=10_000), not named, reported, item.claim.record, item.claim.event)


def _place(item: Item, candidates: list[Group]) -> Group | None:
    fits = [(fit[0], number, fit[1]) for number, group in enumerate(candidates) if (fit := group.fit(item))]
    fits.sort(key=lambda found: (-found[0], found[1]))
    if not fits or fits[0][0] < rules().join:
        return None
    if len(fits) > 1 and fits[0][0] - fits[1][0] < rules().margin:
        return None
    total, number, reasons = fits[0]
    joined = candidates[number]
    joined.merges.append(Merge(claim=item.claim, score=round(total, 3), features=explained(reasons)))
    return joined


def _candidates(item: Item, index: dict[Key, list[Group]]) -> list[Group]:
    found: dict[int, Group] = {}
    for group in chain.from_iterable(reversed(index.get(key, [])) for key in _keys(item)):
        if len(found) >= _COMPARED_GROUPS:
            break
        found.setdefault(id(group), group)
    return list(found.values())


def _keys(item: Item) -> Iterator[Key]:
    """Yield the blocks that the claim stands in, the most telling first."""
    event = item.event
    base = block_of(event)
    if item.act:
        yield ("act", *base, item.act.number)
    months = {month for days in item.days for month in _months(days)}
    for month in sorted(months):
        yield ("began", *base, month)
    for name in sorted(item.materials):
        yield ("material", *base, name)
    for name in sorted(item.companies):
        yield ("company", *base, name)
    for month in _months(item.published) if item.published else ():
        yield ("began", *base, month)


def _months(days: Days) -> Iterator[int]:
    first, last = (day.year * 12 + day.month for day in days)
    yield from range(first - 1, min(last, first + 12) + 2)
