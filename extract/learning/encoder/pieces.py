"""Examples cut into pieces that the encoder reads at once, and batched by length."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.finding.encoder.states import Tokens
from extract.finding.opinion import Place
from extract.learning.encoder.examples import Example

_PAD, _START, _END = 1, 0, 2
_LENGTHS_MIXED = 40
"""Tokens by which the order of lengths is shaken, so that batches differ from epoch to epoch."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """An example with its tokens."""

    example: Example
    ids: Sequence[int]
    tokens: Tokens


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens `[start, end)` of an example; positions in the piece count the token that begins it, as the encoder does."""

    source: Encoded
    start: int
    end: int

    @property
    def example(self) -> Example:
        """The whole example."""
        return self.source.example

    @property
    def ids(self) -> list[int]:
        """The token ids, with those that begin and end a window."""
        return [_START, *self.source.ids[self.start : self.end], _END]

    def at(self, place: Place | None) -> tuple[int, int] | None:
        """Return the first and last position of a place of the text; None where it is not wholly in this piece."""
        if place is None:
            return None
        first, last = self.source.tokens.of(place)
        if first < self.start or last >= self.end:
            return None
        return first - self.start + 1, last - self.start + 1


def pieces_of(source: Encoded, *, size: int, rng: random.Random | None = None) -> Iterator[Piece]:
    """Cut an example into pieces of at most `size` tokens at starts of sentences; with `rng` the first cut moves."""
    count = len(source.ids)
    breaks = sorted({source.tokens.at_or_after(offset) for offset in source.example.sentences})
    start, room = 0, size if rng is None or count <= size else rng.randint(size // 2, size)
    while start < count:
        end = min(count, start + room)
        if end < count:
            end = max((at for at in breaks if start + size // 3 < at <= end), default=end)
        yield Piece(source, start, end)
        start, room = end, size


def batches_of(pieces: Sequence[Piece], *, tokens: int, rng: random.Random) -> list[list[Piece]]:
    """Return batches of pieces of like length, each of at most `tokens` tokens with its padding, in random order."""
    ordered = sorted(pieces, key=lambda piece: piece.end - piece.start + rng.random() * _LENGTHS_MIXED)
    batches: list[list[Piece]] = []
    longest = 0
    for piece in ordered:
        longest = max(longest, piece.end - piece.start)
        if not batches or longest * (len(batches[-1]) + 1) > tokens:
            batches.append([])
            longest = piece.end - piece.start
        batches[-1].append(piece)
    rng.shuffle(batches)
    return batches


def padded(batch: Sequence[Piece]) -> tuple[list[list[int]], list[list[int]]]:
    """Return the ids of a batch with padding, and the mask that is 0 there."""
    rows = [piece.ids for piece in batch]
    longest = max(map(len, rows))
    ids = [row + [_PAD] * (longest - len(row)) for row in rows]
    return ids, [[1] * len(row) + [0] * (longest - len(row)) for row in rows]
