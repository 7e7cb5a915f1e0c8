"""Claims to groups of claims that tell of one change.

Near linear: claims are taken from the most exact to the vaguest and join the group they fit best; those that fit very
well in a first round, then those that fit less, so that what is clear gathers before what is vague. How well is the mean of how the claim compares with the group's most exact members and of how it compares
with the one most like it: one good reason does not outweigh members that it contradicts. Blocking keeps the groups that
a claim is compared with few. What a reviewer ruled goes before all reasons.
"""

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from extract.records import Claim, Feature, Merge
from extract.timeline.comparing import Block, block_of, can_be_one, compare
from extract.timeline.items import Act, Days, Item
from extract.timeline.reasons import Reason
from extract.timeline.rulings import NO_RULINGS, Rulings
from extract.timeline.weighing import Weights, explained, score, weights

_COMPARED_MEMBERS = 6  # the most exact ones
_COMPARED_GROUPS = 24
_SEEN_GROUPS = 400  # under one key, the latest
_ROUNDS = (2.0, 1.0, 0.0)  # above the score from which claims are merged

Key = tuple[object, ...]
Fit = tuple[float, float, list[Reason]]
"""How well a claim fits a group, how well the member most like it, and why."""


@dataclass
class Group:
    """Claims of one change, the most exact first, and why each joined."""

    items: list[Item] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    keys: set[Key] = field(default_factory=set)
    _records: set[str] = field(default_factory=set)
    _acts: list[Act] = field(default_factory=list)

    def add(self, item: Item) -> None:
        """Put `item` in, by its exactness."""
        insort(self.items, item, key=_exactness)
        self._records.add(item.claim.record)
        if item.act and item.act not in self._acts:
            self._acts.append(item.act)

    def fit(self, item: Item, by: Weights) -> Fit | None:
        """Return how well `item` fits; None when a member forbids it."""
        if not can_be_one(item, self.items[0]) or item.claim.record in self._records:
            return None
        if item.act and not all(item.act.same_as(act) for act in self._acts):
            return None
        compared = [compare(item, member) for member in self.items[:_COMPARED_MEMBERS]]
        scores = [score(reasons, by) for reasons in compared]
        best = max(range(len(scores)), key=scores.__getitem__)
        return (scores[best] + sum(scores) / len(scores)) / 2, scores[best], compared[best]


def merge_items(
    items: Iterable[Item], *, rulings: Rulings = NO_RULINGS, by: Weights | None = None
) -> list[Group]:
    """Return the groups, in an order that does not depend on that of `items`.

    `rulings` are a reviewer's, which hold whatever speaks against them; `by` the weights, by default those fitted.
    """
    merging = _Merging(rulings, by or weights())
    ordered = sorted(items, key=_exactness)
    merging.put_together(ordered)
    for above in _ROUNDS:
        for item in ordered:
            merging.place(item, above)
    return [group for group in merging.groups if group.items]


class _Merging:
    """The groups so far, and the keys under which they are found."""

    def __init__(self, rulings: Rulings, by: Weights) -> None:
        self.groups: list[Group] = []
        self._rulings = rulings
        self._by = by
        self._index: dict[Key, list[Group]] = defaultdict(list)
        self._homes: dict[Claim, Group] = {}

    def put_together(self, items: list[Item]) -> None:
        """Make the groups that a reviewer ruled, and one for each other claim."""
        ruled: dict[Claim, Group] = {}
        for item in items:
            head = self._rulings.heads.get(item.claim, item.claim)
            if head in ruled:
                feature = Feature(name="ruled", weight=0.0, detail=self._rulings.why_together(item.claim))
                ruled[head].merges.append(Merge(claim=item.claim, score=0.0, features=(feature,)))
            else:
                ruled[head] = Group()
                self.groups.append(ruled[head])
            self._homes[item.claim] = ruled[head]
            self._join(ruled[head], item)

    def place(self, item: Item, above: float) -> None:
        """Put `item`, where it stands alone, into the group that it fits best."""
        home = self._homes[item.claim]
        if len(home.items) > 1:
            return
        fits = [
            (fit, -number, group)
            for number, group in enumerate(self._candidates(item))
            if group is not home
            and not self._rulings.apart(item.claim, group.items)
            and (fit := group.fit(item, self._by))
        ]
        best = max(fits, key=lambda found: (found[0][0], found[1]), default=None)
        if best is None or best[0][0] < self._by.join + above:
            return
        (_, total, reasons), _, group = best
        group.merges.append(Merge(claim=item.claim, score=round(total, 3), features=explained(reasons, self._by)))
        home.items.clear()
        self._homes[item.claim] = group
        self._join(group, item)

    def _join(self, group: Group, item: Item) -> None:
        group.add(item)
        for key in dict.fromkeys(_keys(item)):
            if key not in group.keys:
                group.keys.add(key)
                self._index[key].append(group)

    def _candidates(self, item: Item) -> list[Group]:
        """Return the groups that share most keys with the claim, the earlier made first among equals."""
        found: dict[int, Group] = {}
        shared: Counter[int] = Counter()
        for group in chain.from_iterable(self._index.get(key, [])[-_SEEN_GROUPS:] for key in dict.fromkeys(_keys(item))):
            if group.items:
                found[id(group)] = group
                shared[id(group)] += 1
        return [found[number] for number, _ in shared.most_common(_COMPARED_GROUPS)]


def _exactness(item: Item) -> tuple[object, ...]:
    """Sort key: claims that name a numbered act, then dated ones, then those with materials, then the rest."""
    lengths = [(days[1] - days[0]).days for days in item.days]
    reported = item.published[0] if item.published else date.max
    named = bool(item.materials or item.places)
    return (item.act is None, min(lengths, default=10_000), not named, reported, item.claim.record, item.claim.event)


def _keys(item: Item) -> Iterator[Key]:
    """Yield the keys under which the claim is found, the most telling first."""
    base: Block = block_of(item.event)
    if item.act:
        yield ("act", *base, item.act.number)
    for month in sorted({month for days in item.days for month in _months(days)}):
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
