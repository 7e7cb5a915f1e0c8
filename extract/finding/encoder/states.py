"""What the encoder made of a text: its tokens, and a state for each of those that were read."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extract.finding.encoder.heads import Array
from extract.finding.opinion import Place


def without_spaces(offsets: Sequence[Place], text: str) -> list[Place]:
    """Return the offsets of tokens without the spaces before their words, which tokenizers count in."""
    return [(start + (start < end and text[start].isspace()), end) for start, end in offsets]


class Tokens:
    """The places of the tokens in the text."""

    def __init__(self, offsets: Sequence[Place]) -> None:
        """Keep the offsets `[start, end)` of the tokens, ascending."""
        self.offsets = offsets
        self._starts = [start for start, _ in offsets]

    def __len__(self) -> int:
        """Return how many tokens there are."""
        return len(self.offsets)

    def at_or_after(self, offset: int) -> int:
        """Return the first token that begins at or after an offset of the text."""
        return bisect_left(self._starts, offset)

    def of(self, place: Place) -> tuple[int, int]:
        """Return the first and the last token that hold a stretch of the text."""
        first = max(bisect_right(self._starts, place[0]) - 1, 0)
        while first < len(self.offsets) - 1 and self.offsets[first][1] <= place[0]:
            first += 1
        return first, max(first, bisect_left(self._starts, place[1]) - 1)


class States:
    """Hidden states of the tokens that were read; one that was not has the mean state, which is 0.

    `read` [K] are the numbers of the tokens read, ascending, `hidden` [K, H] their states, `tops` [W, H] the states that stand for
    the windows, and `windows` [K] in which window each token was read.
    """

    def __init__(
        self, count: int, read: NDArray[np.int64], hidden: Array, tops: Array, windows: NDArray[np.int64]
    ) -> None:
        """Keep the states of a text of `count` tokens."""
        self.read = read
        self.hidden = hidden
        self._tops = np.concatenate([tops, np.zeros((1, tops.shape[1]), np.float32)])
        self._mean = np.zeros(tops.shape[1], np.float32)
        self._rows = np.full(count, -1, np.int64)
        self._rows[read] = np.arange(len(read))
        self._windows = np.append(windows, len(tops))

    def __len__(self) -> int:
        """Return how many tokens the text has, read or not."""
        return len(self._rows)

    def top(self, token: int) -> Array:
        """Return the state [H] that stands for the window of a token."""
        state: Array = self._tops[self._windows[self._rows[token]]]
        return state

    def span(self, first: int, last: int) -> tuple[Array, Array, Array]:
        """Return the states [H] of a span's first and last tokens, and the mean of all."""
        rows = self._rows[first : last + 1]
        known = self.hidden[rows[rows >= 0]]
        mean = known.sum(0) / np.float32(len(rows))
        return self._state(rows[0]), self._state(rows[-1]), mean

    def _state(self, row: int) -> Array:
        state: Array = self.hidden[row] if row >= 0 else self._mean
        return state
