"""How far a confidence can be trusted: of all that is told with 70 %, seven in ten should be right."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

BINS = 10

Told = tuple[float, bool]
"""A confidence, 0 to 1, and whether what it was said of is right."""


class Bin(NamedTuple):
    """What was told with a confidence of `[low, high)`, the last bin with its end: how much, how sure, how often rightly."""

    low: float
    high: float
    items: int
    confidence: float
    right: float


def bins_of(told: Iterable[Told]) -> list[Bin]:
    """Return the bins that hold something, of `BINS` of equal width; confidence and right are means over their items."""
    held: list[list[Told]] = [[] for _ in range(BINS)]
    for confidence, right in told:
        held[min(BINS - 1, int(confidence * BINS))].append((confidence, right))
    return [_bin(number, items) for number, items in enumerate(held) if items]


def _bin(number: int, items: Sequence[Told]) -> Bin:
    count = len(items)
    confidence = sum(share for share, _ in items) / count
    return Bin(number / BINS, (number + 1) / BINS, count, confidence, sum(right for _, right in items) / count)


def expected_calibration_error(bins: Sequence[Bin]) -> float:
    """Return the mean distance of confidence and share of what is right, over the bins, weighted by their items; 0 of nothing."""
    items = sum(held.items for held in bins)
    return sum(held.items * abs(held.confidence - held.right) for held in bins) / max(1, items)
