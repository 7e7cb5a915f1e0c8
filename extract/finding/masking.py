"""Spans that a finder passes over, asked in logarithmic time."""

from bisect import bisect_right
from collections.abc import Iterable


class Mask:
    """A set of half-open spans of the text; they may overlap and come in any order."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        """Merge the spans."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            elif start < end:
                self._starts.append(start)
                self._ends.append(end)

    def touches(self, start: int, end: int) -> bool:
        """Tell whether `[start, end)` shares a character with a span."""
        index = bisect_right(self._starts, max(end - 1, start)) - 1
        return index >= 0 and self._ends[index] > start
