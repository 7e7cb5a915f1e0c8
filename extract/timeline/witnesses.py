"""Which claims go back to one source: one publisher, copied text, or one medium's report that all of them cite."""

import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator

from extract.records import Article, Claim, Witness
from extract.timeline.items import Item
from extract.timeline.rules import rules
from extract.timeline.telling import claims_of, trust

_SENTENCE = re.compile(r"[。！？!?\n]+|\.\s")
_NOISE = re.compile(r"\W+")
_LEAST = 12  # code points: shorter sentences ("Read more") are shared by strangers
_COPIED = 0.5  # share of the shorter article's sentences that both hold

_ONE_MEDIUM: dict[str, str] = {name: media["name"] for media in rules().media for name in media["also"]}


class Testimony:
    """Finds the witnesses of changes; the sentences of an article are hashed once, when first needed."""

    def __init__(self) -> None:
        self._sentences: dict[str, frozenset[int]] = {}

    def witnesses(self, items: list[Item]) -> tuple[Witness, ...]:
        """Return the claims grouped by the source that they go back to, the most trusted witness first."""
        groups = _Sets(items)
        for why, members in self._one_source(items):
            groups.join(members, why)
        found = [Witness(name=_name(members), why=why, claims=claims_of(members)) for why, members in groups.all()]
        return tuple(found)

    def _one_source(self, items: list[Item]) -> Iterator[tuple[str, list[Item]]]:
        yield from _sharing(items, _publisher, "one publisher")
        yield from _sharing(items, _cited_medium, "one medium's report")
        if len(items) > 1:
            yield from self._copies(items)

    def _copies(self, items: list[Item]) -> Iterator[tuple[str, list[Item]]]:
        holders: dict[int, list[int]] = defaultdict(list)
        prints = [self._print(item.article) for item in items]
        for number, hashes in enumerate(prints):
            for sentence in hashes:
                holders[sentence].append(number)
        shared: dict[tuple[int, int], int] = defaultdict(int)
        for numbers in holders.values():
            for later in numbers[1:]:
                shared[numbers[0], later] += 1
        for (first, later), count in sorted(shared.items()):
            if count >= _COPIED * min(len(prints[first]), len(prints[later])):
                yield "the same text", [items[first], items[later]]

    def _print(self, article: Article) -> frozenset[int]:
        if article.text_sha256 not in self._sentences:
            bare = (_NOISE.sub("", sentence).casefold() for sentence in _SENTENCE.split(article.text))
            hashes = frozenset(zlib.crc32(sentence.encode()) for sentence in bare if len(sentence) >= _LEAST)
            self._sentences[article.text_sha256] = hashes
        return self._sentences[article.text_sha256]


def _sharing(items: list[Item], key: Callable[[Item], str | None], why: str) -> Iterator[tuple[str, list[Item]]]:
    found: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        name = key(item)
        if name:
            found[name].append(item)
    for name, members in found.items():
        if len(members) > 1:
            yield f"{why}: {name}", members


def _publisher(item: Item) -> str | None:
    return (item.article.publisher or "").strip().casefold() or None


def _cited_medium(item: Item) -> str | None:
    """Return the one medium that a report rests on; several named media are several sources."""
    media = {_medium(source.name) for source in item.event.attribution if source.kind == "media"}
    official = any(source.kind in ("official", "document") for source in item.event.attribution)
    return media.pop() if len(media) == 1 and not official else None


def _medium(name: str) -> str:
    bare = _NOISE.sub(" ", name).strip().casefold().removeprefix("the ")
    return _ONE_MEDIUM.get(bare, bare)


def _name(items: list[Item]) -> str:
    best = min(items, key=lambda item: (trust(item), item.article.published or "9999"))
    return _cited_medium(best) or best.article.publisher or best.article.title or best.claim.record


class _Sets:
    """Disjoint sets of claims, with the reasons for which they were joined."""

    def __init__(self, items: list[Item]) -> None:
        self._items = items
        self._parent = {item.claim: item.claim for item in items}
        self._why: dict[Claim, list[str]] = defaultdict(list)

    def join(self, members: list[Item], why: str) -> None:
        root = self._root(members[0].claim)
        for member in members[1:]:
            other = self._root(member.claim)
            if other != root:
                self._parent[other] = root
                self._why[root] += self._why.pop(other, [])
        if why not in self._why[root]:
            self._why[root].append(why)

    def all(self) -> Iterator[tuple[str, list[Item]]]:
        found: dict[Claim, list[Item]] = defaultdict(list)
        for item in self._items:
            found[self._root(item.claim)].append(item)
        for root, members in found.items():
            yield "; ".join(self._why[root]) or "a report of its own", members

    def _root(self, claim: Claim) -> Claim:
        while self._parent[claim] != claim:
            self._parent[claim] = self._parent[self._parent[claim]]
            claim = self._parent[claim]
        return claim
