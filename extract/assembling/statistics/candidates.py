"""Figures that may be statistics: the quantities of each sentence and the tallies of its lists, with what stands near."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from extract.assembling.statistics.tallies import find_tallies
from extract.finding.document import Document, Sentence
from extract.knowledge import Hit
from extract.language.folding import fold_words
from extract.records import Quantity

_SEPARATORS = {
    "en": (",", ";", ":", "(", " while ", " and ", " but "),
    "zh": ("，", "；", "：", "（", "、", ",", ";", "。"),
}
_SEPARATOR_COST = 25.0
_NEIGHBOUR_COST = 25.0
_CHARACTER_COST = {"en": 1.0, "zh": 2.5}
"""What lies between a figure and a word counts as distance: in letters of English, a clause border or figure as 25."""

_ROOM = 24
"""Code points on either side of a figure whose words are read."""
_FLOWS = frozenset({"exports", "imports"})
_CLASSES = {"percent": "percent", "percentage_point": "percent", "count": "count", "times": "times"}
_TIME_UNITS = frozenset({"day", "week", "month", "year", "hour"})
_MASS_UNITS = frozenset({"t", "kg", "g", "lb", "oz", "wet tonne", "barrel", "m3", "l"})


_REACHED = {"en": re.compile(r"\bto (?:just |only |about |around )?\Z"), "zh": re.compile(r"[到至为為成][了近约約]?\Z")}
"""What stands before the value that something rose or fell to; such a value is no change."""


class Near(NamedTuple):
    """A hit near a figure: its `distance` in letters of English, whether it stands before the figure, its folded words."""

    hit: Hit
    distance: float
    before: bool
    words: str


class Ground(NamedTuple):
    """The sentence that figures stand in, with the places of them all."""

    sentence: Sentence
    document: Document
    figures: tuple[tuple[int, int], ...]

    def distance(self, place: tuple[int, int], other: tuple[int, int]) -> float:
        """Return how far `other` stands from `place`, in letters of English; 0 when they touch."""
        first, last = (other[1], place[0]) if other[0] < place[0] else (place[1], other[0])
        if first >= last:
            return 0.0
        language = self.sentence.language
        between = self.document.words(first, last)
        distance = len(between) * _CHARACTER_COST[language]
        distance += _SEPARATOR_COST * sum(between.count(mark) for mark in _SEPARATORS[language])
        return distance + _NEIGHBOUR_COST * sum(first <= start and end <= last for start, end in self.figures)


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A figure of a sentence: `unit_class` is percent, mass, money, price, count, times, time or other.

    `is_change` tells a rise or a fall by the figure; `before` and `after` are the folded words on either side.
    """

    quantity: Quantity
    ground: Ground
    unit_class: str
    is_change: bool
    is_tally: bool
    near: tuple[Near, ...]
    before: str
    after: str

    @property
    def sentence(self) -> Sentence:
        """Its sentence."""
        return self.ground.sentence

    @property
    def start(self) -> int:
        """Where its words begin."""
        return self.quantity.evidence.start

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.quantity.evidence.end

    def distance(self, start: int, end: int) -> float:
        """Return how far from the figure `[start, end)` of its sentence stands, in letters of English."""
        return self.ground.distance((self.start, self.end), (start, end))

    def of(self, kind: str) -> list[Near]:
        """Return the hits of one kind, nearest first."""
        return [near for near in self.near if near.hit.entry.kind == kind]


def find_candidates(document: Document) -> Iterator[Candidate]:
    """Yield every figure of the document, in order."""
    for sentence in document.sentences:
        tallies = find_tallies(sentence, document)
        if not (sentence.quantities or tallies):
            continue
        quantities = [q for q in sentence.quantities if not any(_overlap(q, tally) for tally in tallies)]
        figures = [(q, False) for q in quantities] + [(tally, True) for tally in tallies]
        figures.sort(key=lambda figure: figure[0].evidence.start)
        hits = _telling(sentence)
        ground = Ground(sentence, document, tuple((q.evidence.start, q.evidence.end) for q, _ in figures))
        for quantity, is_tally in figures:
            yield _candidate(quantity, ground, hits, is_tally=is_tally)


def _candidate(quantity: Quantity, ground: Ground, hits: list[Hit], *, is_tally: bool) -> Candidate:
    sentence, document, _ = ground
    start, end = quantity.evidence.start, quantity.evidence.end
    before = fold_words(document.words(max(sentence.start, start - _ROOM), start))
    return Candidate(
        quantity=quantity,
        ground=ground,
        unit_class=unit_class(quantity.unit),
        is_change=quantity.change and _REACHED[sentence.language].search(before) is None,
        is_tally=is_tally,
        near=_around((start, end), hits, ground),
        before=before,
        after=fold_words(document.words(end, min(sentence.end, end + _ROOM))),
    )


def _telling(sentence: Sentence) -> list[Hit]:
    """Leave out the words of flows inside the name of a measure: export controls tell of no exports."""
    measures = [(hit.start, hit.end) for hit in sentence.of("measures")]
    return [
        hit
        for hit in sentence.hits
        if hit.entry.value not in _FLOWS
        or hit.entry.kind != "indicators"
        or not any(start <= hit.start and hit.end <= end for start, end in measures)
    ]


def unit_class(unit: str) -> str:
    """Return the class of a unit: percent, mass, money, price (money by mass), count, times, time or other."""
    if unit in _CLASSES:
        return _CLASSES[unit]
    if unit in _TIME_UNITS:
        return "time"
    if unit in _MASS_UNITS:
        return "mass"
    currency = unit[:3].isupper() and unit[:3].isalpha()
    if currency and len(unit) == len("USD"):
        return "money"
    return "price" if currency and unit[3:4] == "/" else "other"


def _overlap(one: Quantity, other: Quantity) -> bool:
    return one.evidence.start < other.evidence.end and other.evidence.start < one.evidence.end


def _around(place: tuple[int, int], hits: list[Hit], ground: Ground) -> tuple[Near, ...]:
    found = [
        Near(
            hit,
            ground.distance(place, (hit.start, hit.end)),
            hit.start < place[0],
            fold_words(ground.document.words(hit.start, hit.end)),
        )
        for hit in hits
    ]
    return tuple(sorted(found, key=lambda near: near.distance))
