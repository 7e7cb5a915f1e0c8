"""Which claims go back to one source: one publisher, copied text, one medium's report, one report of unnamed sources."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from extract.knowledge import load_knowledge
from extract.records import Article, Claim, Witness
from extract.timeline.copies import Copies
from extract.timeline.items import Item
from extract.timeline.rules import rules
from extract.timeline.telling import claims_of, trust
from extract.timeline.timing import gap

_NOISE = re.compile(r"\W+")
_NEWS_DAYS = 3

_EDGE = 300  # code points at either end of a text in which a wire copy names its agency


class _Media(NamedTuple):
    """The media that `rules.yaml` knows: each name to that of its medium, and the forms in which texts name them."""

    names: Mapping[str, str]
    credited: re.Pattern[str]
    reported: re.Pattern[str]
    translated: re.Pattern[str]


@cache
def _media() -> _Media:
    names = {name: media["name"] for media in rules().media for name in media["also"]}
    any_name = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    patterns = (
        "|".join(form.replace("NAME", f"({any_name})") for form in rules().citing[kind])
        for kind in ("credited", "reported", "translated")
    )
    return _Media(names, *(re.compile(pattern, re.IGNORECASE | re.MULTILINE) for pattern in patterns))


class Testimony:
    """Finds the witnesses of changes; the words of an article are hashed once, when first needed."""

    def __init__(self) -> None:
        self._copies = Copies()

    def witnesses(self, items: list[Item]) -> tuple[Witness, ...]:
        """Return the claims grouped by the source that they go back to, in the order of their first report."""
        groups = _Sets(items)
        for why, members in self._one_source(items):
            groups.join(members, why)
        found = [Witness(name=_name(members), why=why, claims=claims_of(members)) for why, members in groups.all()]
        return tuple(found)

    def _one_source(self, items: list[Item]) -> Iterator[tuple[str, list[Item]]]:
        if len(items) == 1:
            return
        yield from _sharing(items, _publisher, "one publisher")
        yield from _sharing(items, _medium_behind, "one medium's report")
        for why, (first, later) in self._copies.pairs(items):
            yield why, [items[first], items[later]]
        yield from _translated(items)
        yield from _nameless(items)


def _nameless(items: list[Item]) -> Iterator[tuple[str, list[Item]]]:
    """Yield reports of unnamed sources with the medium's report of the same days that rests on such sources too."""
    rumours = [item for item in items if item.published and (item.event.certainty == "reported" or _is_nameless(item))]
    named = [item for item in rumours if _medium_behind(item)]
    for item in filter(_is_nameless, rumours):
        for first in named:
            if first.published and item.published and gap(first.published, item.published) <= _NEWS_DAYS:
                yield f"unnamed sources in the days of one medium's report: {_medium_behind(first)}", [first, item]
                break


def _is_nameless(item: Item) -> bool:
    """Tell whether a claim rests on unnamed sources alone; one that cites nobody, on those that its article has."""
    kinds = frozenset(source.kind for source in item.event.attribution)
    return (kinds or _kinds_in(item.article.text)) == {"anonymous"}


@lru_cache(maxsize=1024)
def _kinds_in(text: str) -> frozenset[str]:
    """Return the kinds of sources that a text has words for."""
    return frozenset(hit.entry.value for hit in load_knowledge().lexicon.scan(text) if hit.entry.kind == "attribution")


def _translated(items: list[Item]) -> Iterator[tuple[str, list[Item]]]:
    """Yield an article that says whose report it translates, with that publisher's report."""
    for item in items:
        found = _media().translated.search(item.article.text)
        for first in items if found else ():
            publisher = _publisher(first)
            if found and publisher and first is not item and publisher in found[1].casefold():
                yield "a translation", [first, item]


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


def _medium_behind(item: Item) -> str | None:
    """Return the one medium that a report rests on: credited for a wire copy, cited alone, or its own publisher.

    Several named media are several sources, and an official on the record makes a report a witness of its own, unless
    the words are an agency's: whom it quotes, all its copies quote.
    """
    if agency := _credited(item):
        return agency
    kinds = {source.kind for source in item.event.attribution}
    if kinds & {"official", "document"}:
        return None
    media = {_medium(source.name) for source in item.event.attribution if source.kind == "media"}
    if media:
        return media.pop() if len(media) == 1 else None
    own = _media().names.get(_bare(item.article.publisher or ""))
    return own or (_named_in(item.article) if _is_nameless(item) else None)


def _named_in(article: Article) -> str | None:
    """Return the only medium that a text names as having reported, which unnamed sources have spoken to."""
    found = {_medium(next(filter(None, match.groups()))) for match in _media().reported.finditer(article.text)}
    return found.pop() if len(found) == 1 else None


def _credited(item: Item) -> str | None:
    """Return the agency that the head or the foot of the text names as its source."""
    text = item.article.text
    for edge in (text[:_EDGE], text[-_EDGE:]):
        if _names_a_medium(edge) and (found := _media().credited.search(edge)):
            return _medium(next(name for name in found.groups() if name))
    return None


def _names_a_medium(text: str) -> bool:
    """Tell it quickly: most texts name none, and the search for credits is slow."""
    lowered = text.lower()
    return any(name in lowered for name in _media().names)


def _medium(name: str) -> str:
    return _media().names.get(_bare(name), _bare(name))


def _bare(name: str) -> str:
    return _NOISE.sub(" ", name).strip().casefold().removeprefix("the ")


def _name(items: list[Item]) -> str:
    best = min(items, key=lambda item: (trust(item), item.article.published or "9999"))
    return _medium_behind(best) or best.article.publisher or best.article.title or best.claim.record


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
