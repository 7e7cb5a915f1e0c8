"""Which articles are copies of one another: edited wire copies by shared word runs, translations by shared facts.

Near linear: articles meet only through a run of words, or a rare enough fact, that both hold.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence

from extract.language.folding import fold_words
from extract.records import Article
from extract.timeline.items import Item
from extract.timeline.telling import word
from extract.timeline.timing import gap

_TOKEN = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]")
_RUN = 6  # words of English, characters of Chinese
_KEPT = 4  # of the runs one in four is kept, by its hash
_FEW = 60  # of a text with no more runs than these, all
_COPIED = 0.6  # share of the shorter article's runs that both hold
_FACTS = 5
_TRANSLATED = 0.8  # share of the shorter article's facts that both hold
_NEWS_DAYS = 3

Pair = tuple[int, int]


class Copies:
    """Finds copies; the words of an article are hashed once, when first needed."""

    def __init__(self) -> None:
        self._prints: dict[str, frozenset[int]] = {}

    def pairs(self, items: Sequence[Item]) -> Iterator[tuple[str, Pair]]:
        """Yield what makes two of the items copies, and their places in `items`, the earlier first."""
        for pair in _sharing([self._print(item.article) for item in items], _COPIED, least=1):
            yield "the same text", pair
        for first, later in _sharing([_facts(item) for item in items], _TRANSLATED, least=_FACTS):
            if _can_be_translations(items[first], items[later]) and not any(
                map(_is_public, (items[first], items[later]))
            ):
                yield "a translation", (first, later)

    def _print(self, article: Article) -> frozenset[int]:
        if article.text_sha256 not in self._prints:
            self._prints[article.text_sha256] = _print_of(article.text)
        return self._prints[article.text_sha256]


def _print_of(text: str) -> frozenset[int]:
    words = _TOKEN.findall(fold_words(text))
    runs = (" ".join(words[at : at + _RUN]).encode() for at in range(max(1, len(words) - _RUN + 1)))
    hashes = frozenset(map(zlib.crc32, runs)) if words else frozenset()
    return hashes if len(hashes) <= _FEW else frozenset(one for one in hashes if one % _KEPT == 0)


def _sharing(prints: Sequence[frozenset[Hashable]], share: float, *, least: int) -> Iterator[Pair]:
    """Yield the pairs that hold `share` of the smaller print in common; each print meets the first holder of each mark."""
    holders: dict[Hashable, int] = {}
    shared: Mapping[Pair, list[int]] = defaultdict(lambda: [0])
    for number, marks in enumerate(prints):
        for mark in marks:
            first = holders.setdefault(mark, number)
            if first != number:
                shared[first, number][0] += 1
    for (first, later), (count,) in sorted(shared.items()):
        smaller = min(len(prints[first]), len(prints[later]))
        if smaller >= least and count >= share * smaller:
            yield first, later


def _facts(item: Item) -> frozenset[Hashable]:
    """Return what an article tells of the change that is the same in every language."""
    event = item.event
    facts: set[Hashable] = {("material", name) for name in item.materials}
    facts |= {("target", target.jurisdiction, target.class_) for target in event.targets}
    facts |= {(date.role, date.value) for date in event.dates if date.value}
    facts |= {(one.type, one.effect, one.value) for one in event.conditions}
    facts |= {("source", source.kind) for source in event.attribution}
    return frozenset({*facts, ("stage", event.stage), ("certainty", event.certainty)})


def _is_public(item: Item) -> bool:
    """Tell whether an authority told it to everybody: that two reports give its facts is no sign that one is of the other."""
    return item.act is not None or word(item) in ("official", "document")


def _can_be_translations(a: Item, b: Item) -> bool:
    other = a.article.language[:2] != b.article.language[:2]
    return other and bool(a.published and b.published) and gap(a.published, b.published) <= _NEWS_DAYS  # type: ignore[arg-type]
