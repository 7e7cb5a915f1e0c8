"""How far a date, an act or a cue stands from a mention, and the words that it is made of."""

import re
from bisect import bisect_left

from extract.assembling.surroundings import DISTANCES, clause_marks
from extract.finding.document import Document, Sentence
from extract.finding.opinion import Place
from extract.language.folding import fold_words

_TOKEN = {"en": re.compile(r"[a-z][a-z.]*|[^\sa-z0-9]"), "zh": re.compile(r"[a-z]+|[^\sa-z]")}
_MANY = 3
"""Clause marks beyond which their number says no more."""


def gap(one: Place, other: Place) -> int:
    """Return the code points between two stretches, 0 when they touch or overlap."""
    return max(other[0] - one[1], one[0] - other[1], 0)


def distance(width: int, language: str) -> int:
    """Return the class of a gap of `width` code points, from 0 (at its side) to 5 (far)."""
    return bisect_left(DISTANCES[language], width)


def side(place: Place, mention: Place) -> str:
    """Tell where `place` is from a mention: left, right, or inside."""
    if place[1] <= mention[0]:
        return "left"
    return "right" if place[0] >= mention[1] else "inside"


def commas(place: Place, mention: Place, document: Document) -> int:
    """Count the clause marks between two stretches, up to 3."""
    start, end = min(place[1], mention[1]), max(place[0], mention[0])
    return min(_MANY, clause_marks(start, end, document)) if start < end else 0


def words_at(place: Place, sentence: Sentence, document: Document) -> list[str]:
    """Return the folded words (in Chinese characters) and marks of a stretch, without numbers."""
    return _TOKEN[sentence.language].findall(fold_words(document.words(*place)))
