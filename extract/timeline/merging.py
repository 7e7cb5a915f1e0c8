"""Claims to groups of claims that tell of one change.

Near linear: groups, at first of one claim each, are taken from the most exact to the vaguest and joined to the one they fit best;
those that fit very well in a first round, then those that fit less, so that what is clear gathers before what is vague. In the end
lone claims, such as a mention in passing years later, join the one group that they can mean. How well two groups fit is mostly how
their most exact claims compare on average, and partly how the two compare that are most alike: one good reason does not
outweigh claims that it contradicts. Blocking keeps the groups that a group is compared with few. What a reviewer ruled goes
before all reasons.
"""

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import chain
from operator import attrgetter, itemgetter
from typing import NamedTuple

from extract.records import Claim, Feature, Merge
from extract.timeline.comparing import Block, block_of, compare
from extract.timeline.items import Act, Days, Item
from extract.timeline.judging import Judge
from extract.timeline.rulings import NO_RULINGS, Rulings
from extract.timeline.weighing import explained, weights

_COMPARED_MEMBERS = 4  # the most exact ones
_COMPARED_GROUPS = 24
_SEEN_GROUPS = 400  # under one key, the latest
_ROUNDS = (2.0, 1.0, 0.0)  # above the score from which claims are merged
_LENIENT = 0.6  # below it, for a lone claim and a group that fit each other better than anything else
_BETTER = 1.0

_MARGIN = 0.25
_CLEAR = 1.5  # below the score from which claims are merged, two groups are clearly not one change
_BEST = 0.3  # what the most alike pair counts beside the mean

Key = tuple[object, ...]


class Fit(NamedTuple):
    """How well two groups fit, how well the two of their claims that are most alike, and which these are."""

    total: float
    score: float
    pair: tuple[Item, Item]


@dataclass(eq=False)
class Group:
    """Claims of one change, the most exact first, and why each joined."""

    items: list[Item] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    place: int = 0
    """Among all groups, the most exact first."""
    keys: set[Key] = field(default_factory=set)
    """All under which it was ever found."""
    found_by: list[Key] = field(default_factory=list)
    """Those of its most exact claims, by which it finds others."""
    records: set[str] = field(default_factory=set)
    acts: list[Act] = field(default_factory=list)
    """The numbered acts that the claims name."""

    def add(self, item: Item) -> None:
        """Put `item` in, by its exactness."""
        insort(self.items, item, key=attrgetter("exactness"))
        self.records.add(item.claim.record)
        if item.act and item.act not in self.acts:
            self.acts.append(item.act)

    def take(self, other: "Group", why: Merge) -> None:
        """Put the claims of `other` in, which is left empty."""
        for item in other.items:
            self.add(item)
        self.merges += [*other.merges, why]
        other.items = []

    def fit(self, other: "Group", judge: Judge) -> Fit | None:
        """Return how well `other` fits; None when something forbids that a claim of one and a claim of the other are one change."""
        if not self.records.isdisjoint(other.records):
            return None
        if self.acts and not all(mine.same_as(theirs) for mine in self.acts for theirs in other.acts):
            return None
        ones, others = self.items[:_COMPARED_MEMBERS], other.items[:_COMPARED_MEMBERS]
        scores = judge.scores(ones, others)
        if scores is None:
            return None
        best = max(scores)
        one, another = divmod(scores.index(best), len(others))
        return Fit(_BEST * best + (1 - _BEST) * sum(scores) / len(scores), best, (ones[one], others[another]))


class _Fitting(NamedTuple):
    fit: Fit
    group: Group


def merge_items(items: Iterable[Item], *, rulings: Rulings = NO_RULINGS, judge: Judge | None = None) -> list[Group]:
    """Return the groups, in an order that does not depend on that of `items`.

    `rulings` are a reviewer's, which hold whatever speaks against them; `judge` compares, by default with the weights fitted.
    """
    merging = _Merging(rulings, judge or Judge(weights()))
    ordered = sorted(items, key=attrgetter("exactness"))
    merging.put_together(ordered)
    for above in _ROUNDS:
        for group in merging.groups:
            while merging.place(group, above):
                continue
    for group in merging.groups:
        merging.place_alone(group)
    return [group for group in merging.groups if group.items]


class _Merging:
    """The groups so far, and the keys under which they are found."""

    def __init__(self, rulings: Rulings, judge: Judge) -> None:
        self.groups: list[Group] = []
        self._rulings = rulings
        self._judge = judge
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
            ruled[head].add(item)
        for place, group in enumerate(self.groups):
            group.place = place
            self._find_by_keys(group)

    def place(self, group: Group, above: float) -> bool:
        """Join `group` to the one that it fits best; tell whether there is one."""
        if not group.items:
            return False
        fits = self._fits(group)
        if not fits or fits[0].fit.total < self._judge.by.join + above:
            return False
        best = fits[0]
        if self._is_vague(fits if best.group.place < group.place else self._fits(best.group)):
            return False
        self._join(group, best)
        return True

    def place_alone(self, group: Group) -> None:
        """Join a lone claim to the group that it fits best, though not well, if neither fits another nearly as well."""
        if len(group.items) != 1:
            return
        fits = self._fits(group)
        if not fits or fits[0].fit.total < self._judge.by.join - _LENIENT:
            return
        back = self._fits(fits[0].group)
        if back and back[0].group is group and _stands_out(fits) and _stands_out(back):
            self._join(group, fits[0])

    def _join(self, group: Group, best: _Fitting) -> None:
        fit, other = best
        exact, vague = sorted((group, other), key=lambda either: either.place)
        joining = fit.pair[vague is group].claim
        features = explained(compare(*fit.pair), self._judge.by)
        exact.take(vague, Merge(claim=joining, score=round(fit.score, 3), features=features))
        self._find_by_keys(exact)

    def _fits(self, group: Group) -> list[_Fitting]:
        """Return the groups that `group` fits, the best first."""
        found = [
            _Fitting(fit, other)
            for other in self._candidates(group)
            if not self._apart(group, other) and (fit := other.fit(group, self._judge))
        ]
        return sorted(found, key=lambda fitting: -fitting.fit.total)

    def _is_vague(self, fits: list[_Fitting]) -> bool:
        """Tell whether two groups that are not one change fit about equally well: a vague mention joins neither."""
        if len(fits) < 2 or fits[0].fit.total - fits[1].fit.total >= _MARGIN:  # noqa: PLR2004 -- two to choose from
            return False
        one, other = fits[0].group, fits[1].group
        between = None if self._apart(one, other) else one.fit(other, self._judge)
        return between is None or between.total < self._judge.by.join - _CLEAR

    def _apart(self, group: Group, other: Group) -> bool:
        ruled = bool(self._rulings.rivals)  # seldom, and asked for every pair of groups
        return ruled and any(self._rulings.apart(item.claim, other.items) for item in group.items)

    def _find_by_keys(self, group: Group) -> None:
        group.found_by = list(dict.fromkeys(key for item in group.items[:_COMPARED_MEMBERS] for key in _keys(item)))
        for key in group.found_by:
            if key not in group.keys:
                group.keys.add(key)
                self._index[key].append(group)

    def _candidates(self, group: Group) -> list[Group]:
        """Return the groups that share most keys with `group`, those found first among equals."""
        shared = Counter(chain.from_iterable(self._index[key][-_SEEN_GROUPS:] for key in group.found_by))
        alive = (found for found in shared.items() if found[0].items and found[0] is not group)
        return [other for other, _ in nlargest(_COMPARED_GROUPS, alive, key=itemgetter(1))]


def _stands_out(fits: list[_Fitting]) -> bool:
    return len(fits) == 1 or fits[0].fit.total - fits[1].fit.total >= _BETTER


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
