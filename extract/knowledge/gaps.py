"""Forms with gaps: which part of a form was met last, and how far the next may be."""

from typing import NamedTuple

from extract.knowledge.entries import Entry

WIDEST_GAP = {"en": 90, "zh": 25}
"""Code points that the `...` of a form may span; a clause of news is rarely longer."""
_SENTENCE_ENDS = ("。", ";", "! ", "? ", ". ", "  ")
"""Ends of a sentence or clause in folded words, where a full-width mark is a half-width one and a blank line two spaces."""


class Part(NamedTuple):
    """Part `place` of the `of` parts of form number `form` of `entry`."""

    entry: Entry
    form: int
    place: int
    of: int


class Gaps:
    """The forms begun and not yet ended in one text."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._begun: dict[int, tuple[int, int, int]] = {}

    def follow(self, part: Part, start: int, end: int) -> int | None:
        """Note that `part` was met at `[start, end)`; return where its form began when this was its last part."""
        if part.place == 0:
            self._begun[part.form] = (1, start, end)
            return None
        expected, first, last = self._begun.get(part.form, (0, 0, 0))
        if expected != part.place or start < last or start - last > WIDEST_GAP[part.entry.language]:
            return None
        between = self._words[last:start]
        if any(stop in between for stop in _SENTENCE_ENDS):
            return None
        if part.place + 1 < part.of:
            self._begun[part.form] = (part.place + 1, first, end)
            return None
        return first
