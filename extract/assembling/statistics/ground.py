"""The sentence that figures stand in: what it says that tells of them, and how far apart things stand in it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from extract.finding.document import Document, Sentence
from extract.knowledge import Hit
from extract.language.folding import fold_words

_MARKS = {"en": re.compile(r"[,;:(]| while | and | but "), "zh": re.compile(r"[,;:(、。]")}
_STOP_COST = 25.0
_CHARACTER_COST = {"en": 1.0, "zh": 2.5}
"""What lies between two places counts as distance: in letters of English, a clause border or a figure as 25."""
_KINDS = ("indicators", "materials", "jurisdictions")
_FLOWS = frozenset({"exports", "imports"})


class Word(NamedTuple):
    """A hit with its folded words; `use` and `group` are those of its entry."""

    start: int
    end: int
    value: str
    use: str | None
    group: str | None
    words: str


class Ground:
    """A sentence with the places of its figures, in order."""

    __slots__ = ("_ends", "_marks", "_starts", "document", "folded", "measures", "sentence", "words")

    def __init__(self, sentence: Sentence, document: Document, figures: Iterable[tuple[int, int]]) -> None:
        """Read the sentence once for all its figures."""
        places = sorted(figures)
        self.sentence = sentence
        self.document = document
        self.folded = fold_words(document.words(sentence.start, sentence.end))
        self._starts = [start for start, _ in places]
        self._ends = [end for _, end in places]
        self._marks = [sentence.start + mark.start() for mark in _MARKS[sentence.language].finditer(self.folded)]
        self.measures = frozenset(hit.entry.value for hit in sentence.of("measures"))
        self.words = {kind: [self._word(hit) for hit in sentence.of(kind)] for kind in _KINDS}
        self._drop_names()

    def _word(self, hit: Hit) -> Word:
        entry, offset = hit.entry, self.sentence.start
        words = self.folded[hit.start - offset : hit.end - offset]
        return Word(hit.start, hit.end, entry.value, entry.get("use"), entry.get("group"), words)

    def _drop_names(self) -> None:
        """Leave out the words of flows inside the name of a measure: export controls tell of no exports."""
        names = [(hit.start, hit.end) for hit in self.sentence.of("measures")]
        self.words["indicators"] = [
            word
            for word in self.words["indicators"]
            if word.value not in _FLOWS or not any(start <= word.start and word.end <= end for start, end in names)
        ]

    @property
    def figures(self) -> int:
        """How many figures the sentence has."""
        return len(self._starts)

    def around(self, start: int, end: int, room: int) -> tuple[str, str]:
        """Return up to `room` folded code points on either side of a place."""
        offset = self.sentence.start
        return self.folded[max(0, start - offset - room) : start - offset], self.folded[
            end - offset : end - offset + room
        ]

    def distance(self, place: tuple[int, int], other: tuple[int, int]) -> float:
        """Return how far `other` stands from `place`, in letters of English; 0 when they touch."""
        first, last = (other[1], place[0]) if other[0] < place[0] else (place[1], other[0])
        if first >= last:
            return 0.0
        marks = bisect_left(self._marks, last) - bisect_left(self._marks, first)
        figures = max(0, bisect_right(self._ends, last) - bisect_left(self._starts, first))
        return (last - first) * _CHARACTER_COST[self.sentence.language] + _STOP_COST * (marks + figures)
