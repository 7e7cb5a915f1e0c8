"""Which change of one timeline is which of another: by the claims that both rest on, not by their ids."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from extract.records import Change, Claim, Timeline


@dataclass
class Match:
    """A change of the new timeline (None when gone) with those of the old one that went into it, the likest first.

    `parts` are the other changes that the first of `old` was split into; `parted` tells that another of them holds more of it.
    """

    new: Change | None
    old: list[Change] = field(default_factory=list)
    parts: list[Change] = field(default_factory=list)
    parted: bool = False


def match_changes(old: Timeline, new: Timeline) -> list[Match]:
    """Return a match for each change of `new`, in its order, then one for each of `old` that is gone."""
    likest = _likest(old.changes, new.changes)
    came_from = _likest(new.changes, old.changes)
    _pair_the_rest(old, new, likest, came_from)
    by_id = {change.id: change for change in old.changes}
    into: dict[str, list[Change]] = defaultdict(list)
    for change in old.changes:
        if change.id in likest:
            into[likest[change.id]].append(change)
    parts: dict[str, list[Change]] = defaultdict(list)
    for change in new.changes:
        if change.id in came_from:
            parts[came_from[change.id]].append(change)
    matches = []
    for change in new.changes:
        first = by_id.get(came_from.get(change.id, ""))
        others = [one for one in into[change.id] if one is not first]
        siblings = [one for one in parts[first.id] if one is not change] if first else []
        parted = first is not None and likest[first.id] != change.id
        matches.append(Match(change, [first, *others] if first else others, siblings, parted))
    return matches + [Match(None, [change]) for change in old.changes if change.id not in likest]


def _likest(ones: Iterable[Change], others: Iterable[Change]) -> dict[str, str]:
    """Return, for each of `ones` that shares claims with `others`, the id of the one it shares most with."""
    home: Mapping[Claim, str] = {claim: change.id for change in others for claim in change.claims}
    found = {}
    for change in ones:
        shared = Counter(home[claim] for claim in change.claims if claim in home)
        if shared:
            found[change.id] = min(shared, key=lambda id_: (-shared[id_], id_ != change.id, id_))
    return found


def _pair_the_rest(old: Timeline, new: Timeline, likest: dict[str, str], came_from: dict[str, str]) -> None:
    """Pair changes without a claim in common by their id, or by articles that tell of the same again.

    A newer release may find other words in an article, which gives its events other ids.
    """
    lost = [change for change in old.changes if change.id not in likest]
    fresh = {change.id: change for change in new.changes if change.id not in came_from}
    told: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for change in fresh.values():
        for key in _tellings(change):
            told[key].append(change.id)
    for change in lost:
        shared = Counter(id_ for key in _tellings(change) for id_ in told[key] if id_ in fresh)
        best = min(shared, key=lambda id_: (-shared[id_], id_ != change.id, id_), default=None)
        best = change.id if change.id in fresh else best
        if best:
            likest[change.id], came_from[best] = best, change.id
            del fresh[best]


def _tellings(change: Change) -> set[tuple[object, ...]]:
    codes = (change.issuer.value.jurisdiction, change.measure.value, change.action.value)
    return {(claim.record, *codes) for claim in change.claims}
