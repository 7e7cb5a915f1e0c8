"""Values with their support: which value is shown first, and which stand beside it as rivals."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cache
from typing import TypeVar

from extract.knowledge import load_knowledge
from extract.records import Claim, Telling, Told
from extract.records.codes import Certainty, SourceKind
from extract.timeline.items import Item
from extract.timeline.rules import rules

V = TypeVar("V")
_ON_RECORD = frozenset({"official", "document"})
_DONE = frozenset({"in_force", "ended"})
_DOUBTFUL = frozenset({"reported", "speculated"})

Version = tuple[V, list[Item]]
"""A value and the claims that give it."""

_CERTAINTY = {"stated": 0, "denied": 1, "reported": 1, "speculated": 2}


def word(item: Item) -> SourceKind:
    """Return whose word a claim is, the most trusted of those that it cites; a guess is commentary whoever makes it.

    An article that cites nobody gives its own word: that of a medium, or the text of an authority or a gazette.
    """
    if item.event.certainty == "speculated":
        return "analyst"
    order = rules().trust
    own: SourceKind = "document" if _is_official(item.article.publisher or "") else "media"
    return min((source.kind for source in item.event.attribution), key=order.index, default=own)


@cache
def _is_official(publisher: str) -> bool:
    """Tell whether a publisher is a gazette or an authority, by the names that the knowledge has."""
    if any(name in publisher.casefold() for name in rules().gazettes):
        return True
    return any(hit.entry.kind == "authorities" for hit in load_knowledge().lexicon.scan(publisher))


def trust(item: Item) -> tuple[int, int]:
    """Return how far a claim is trusted, lower first: by whose word it is, then by how sure that is."""
    return rules().trust.index(word(item)), _CERTAINTY[item.event.certainty]


def told_by(items: Iterable[Item]) -> list[Item]:
    """Return the claims that tell of a change, without those that deny it; all of them where nobody tells of it."""
    every = list(items)
    return [item for item in every if item.event.certainty != "denied"] or every


def is_rumour(items: Sequence[Item]) -> bool:
    """Tell whether the claims go back to unnamed sources or guesses, and nobody vouches for them.

    An official, a document or a numbered act vouches for a change. So do reports that it was done, where they outnumber
    those that from then on still doubt it. An outlet that repeats a report as fact does not: a rumour stays one however
    many repeat it.
    """
    doubtful = [item for item in items if item.event.certainty in _DOUBTFUL]
    return bool(doubtful) and not any(map(_is_on_record, items)) and not _was_done(items, doubtful)


def _is_on_record(item: Item) -> bool:
    event = item.event
    named = any(source.kind in _ON_RECORD for source in event.attribution)
    return event.certainty == "stated" and (named or item.act is not None)


def _was_done(items: Sequence[Item], doubtful: Sequence[Item]) -> bool:
    done = [item for item in items if item.event.certainty == "stated" and item.event.stage in _DONE]
    first = min((item.article.published or "" for item in done), default="")
    return len(done) > sum((item.article.published or "") >= first for item in doubtful)


def certainties(items: Sequence[Item]) -> list[Version[Certainty]]:
    """Return the certainties told with their claims, the one to be shown first; a denial stands beside, last."""
    found = versions(items, lambda item: [(item.event.certainty, item.event.certainty)])
    rumour = is_rumour(told_by(items))
    vouched = any(map(_is_on_record, items))
    behind = {"denied": 2, "stated": int(rumour)}
    return sorted(found, key=lambda version: behind.get(version[0], int(vouched)))


def versions(items: Iterable[Item], values: Callable[[Item], Iterable[tuple[Hashable, V]]]) -> list[Version[V]]:
    """Return the different values (by their key) with their claims, the most trusted and best supported first."""
    found: dict[Hashable, tuple[V, dict[Claim, Item]]] = {}
    for item in items:
        for key, value in values(item):
            found.setdefault(key, (value, {}))[1][item.claim] = item
    told = [(value, list(supporters.values())) for value, supporters in found.values()]
    return sorted(told, key=rank)


def rank(version: Version[V]) -> tuple[tuple[int, int], int]:
    """Sort key of versions: the most trusted word for it, then how many articles give it."""
    return min(map(trust, version[1])), -len({item.claim.record for item in version[1]})


def claims_of(items: Iterable[Item]) -> tuple[Claim, ...]:
    """Return the claims of `items`."""
    return tuple(item.claim for item in items)


def told(shown: Version[V], rivals: Sequence[Version[V]] = ()) -> Told[V]:
    """Return a value with its support and its rivals."""
    others = tuple(Telling(value=value, support=claims_of(items)) for value, items in rivals)
    return Told(value=shown[0], support=claims_of(shown[1]), rivals=others)
