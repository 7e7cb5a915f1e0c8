"""Figures that may be statistics: the quantities of each sentence and the tallies of its lists, with what stands near."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from extract.assembling.statistics.ground import Ground
from extract.assembling.statistics.tallies import find_tallies
from extract.finding.document import Document, Sentence
from extract.records import Quantity

_BY_DISTANCE = itemgetter(0, 1)
_ROOM = 24
"""Code points on either side of a figure whose words are read."""
_CLASSES = {"percent": "percent", "percentage_point": "percent", "count": "count", "times": "times"}
_TIME_UNITS = frozenset({"day", "week", "month", "year", "hour"})
_MASS_UNITS = frozenset({"t", "kg", "g", "lb", "oz", "wet tonne", "barrel", "m3", "l"})
_REACHED = {"en": re.compile(r"\bto (?:just |only |about |around )?\Z"), "zh": re.compile(r"[到至为成][了近约]?\Z")}
"""What stands before the value that something rose or fell to; such a value is no change."""


class Near(NamedTuple):
    """A word near a figure: its `distance` in letters of English, and whether it stands before the figure."""

    distance: float
    start: int
    end: int
    before: bool
    value: str
    use: str | None
    group: str | None
    words: str


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A figure of a sentence: `unit_class` is percent, mass, money, price, count, times, time or other.

    `is_change` tells a rise or a fall by the figure; `before` and `after` are the folded words on either side; `near`
    holds the indicators, materials and jurisdictions of the sentence by kind, nearest first.
    """

    quantity: Quantity
    ground: Ground
    unit_class: str
    is_change: bool
    is_tally: bool
    near: Mapping[str, list[Near]]
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


def find_candidates(document: Document) -> Iterator[Candidate]:
    """Yield every figure of the document, in order."""
    for sentence in document.sentences:
        tallies = find_tallies(sentence, document)
        if not (sentence.quantities or tallies):
            continue
        quantities = [q for q in sentence.quantities if not any(_overlap(q, tally) for tally in tallies)]
        figures = [(q, False) for q in quantities] + [(tally, True) for tally in tallies]
        figures.sort(key=lambda figure: figure[0].evidence.start)
        ground = Ground(sentence, document, ((q.evidence.start, q.evidence.end) for q, _ in figures))
        for quantity, is_tally in figures:
            yield _candidate(quantity, ground, is_tally=is_tally)


def _candidate(quantity: Quantity, ground: Ground, *, is_tally: bool) -> Candidate:
    start, end = quantity.evidence.start, quantity.evidence.end
    before, after = ground.around(start, end, _ROOM)
    return Candidate(
        quantity=quantity,
        ground=ground,
        unit_class=unit_class(quantity.unit),
        is_change=quantity.change and _REACHED[ground.sentence.language].search(before) is None,
        is_tally=is_tally,
        near=_around((start, end), ground),
        before=before,
        after=after,
    )


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


def _around(place: tuple[int, int], ground: Ground) -> dict[str, list[Near]]:
    distance = ground.distance
    found: dict[str, list[Near]] = {}
    for kind, words in ground.words.items():
        near = [
            Near(distance(place, (word.start, word.end)), word.start, word.end, word.start < place[0], *word[2:])
            for word in words
        ]
        near.sort(key=_BY_DISTANCE)
        found[kind] = near
    return found
