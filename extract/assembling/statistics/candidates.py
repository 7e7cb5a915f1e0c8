"""Figures that may be statistics: the quantities of each sentence and the tallies of its lists, with what stands near."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from extract.assembling.statistics.tallies import find_tallies
from extract.finding.document import Document, Sentence
from extract.knowledge import Hit
from extract.records import Quantity

_SEPARATORS = {
    "en": (",", ";", ":", "(", " while ", " and ", " but "),
    "zh": ("，", "；", "：", "（", "、", ",", ";", "。"),
}
_SEPARATOR_COST = 25.0
_NEIGHBOUR_COST = 25.0
_CHARACTER_COST = {"en": 1.0, "zh": 2.5}
"""What lies between a figure and a word counts as distance: in letters of English, a clause border or figure as 25."""

_CLASSES = {"percent": "percent", "percentage_point": "percent", "count": "count", "times": "times"}
_TIME_UNITS = frozenset({"day", "week", "month", "year", "hour"})
_MASS_UNITS = frozenset({"t", "kg", "g", "lb", "oz", "wet tonne", "barrel", "m3", "l"})


_REACHED = {"en": re.compile(r"\bto (?:just |only |about |around )?\Z"), "zh": re.compile(r"[到至为為成][了近约約]?\Z")}
"""What stands before the value that something rose or fell to; such a value is no change."""


class Near(NamedTuple):
    """A hit near a figure: its `distance` in letters of English, and whether it stands before the figure."""

    hit: Hit
    distance: float
    before: bool


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A figure of a sentence: `unit_class` is percent, mass, money, price, count, times, time or other.

    `is_change` tells a rise or a fall by the figure; `neighbours` counts the figures of the sentence.
    """

    quantity: Quantity
    sentence: Sentence
    unit_class: str
    is_change: bool
    is_tally: bool
    near: tuple[Near, ...]
    neighbours: int

    @property
    def start(self) -> int:
        """Where its words begin."""
        return self.quantity.evidence.start

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.quantity.evidence.end

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
        spans = [(q.evidence.start, q.evidence.end) for q, _ in figures]
        for quantity, is_tally in figures:
            near = _around(quantity, sentence, document, spans)
            change = quantity.change and not _is_reached(quantity, sentence, document)
            yield Candidate(quantity, sentence, unit_class(quantity.unit), change, is_tally, near, len(figures))


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


def _is_reached(quantity: Quantity, sentence: Sentence, document: Document) -> bool:
    start = quantity.evidence.start
    return _REACHED[sentence.language].search(document.words(max(sentence.start, start - 12), start)) is not None


def _overlap(one: Quantity, other: Quantity) -> bool:
    return one.evidence.start < other.evidence.end and other.evidence.start < one.evidence.end


def _around(
    quantity: Quantity, sentence: Sentence, document: Document, spans: list[tuple[int, int]]
) -> tuple[Near, ...]:
    start, end = quantity.evidence.start, quantity.evidence.end
    found = [
        Near(hit, _distance((start, end), hit, sentence, document, spans), hit.start < start) for hit in sentence.hits
    ]
    return tuple(sorted(found, key=lambda near: near.distance))


def _distance(
    place: tuple[int, int], hit: Hit, sentence: Sentence, document: Document, spans: list[tuple[int, int]]
) -> float:
    first, last = (hit.end, place[0]) if hit.start < place[0] else (place[1], hit.start)
    if first >= last:
        return 0.0
    between = document.words(first, last)
    distance = len(between) * _CHARACTER_COST[sentence.language]
    distance += _SEPARATOR_COST * sum(between.count(mark) for mark in _SEPARATORS[sentence.language])
    return distance + _NEIGHBOUR_COST * sum(first <= span[0] and span[1] <= last for span in spans)
