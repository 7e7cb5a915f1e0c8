"""How far figures would move with other articles: a bootstrap over articles.

Articles are drawn anew, with replacement, as many as there are; the figures of each draw are computed from its summed counts; an
interval holds the middle 95 % of them (percentile bootstrap). What belongs to one article is drawn together. All figures
of one `Draws` stand on the same draws, so that the difference of two ways of reading is paired article by article.
"""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Interval: TypeAlias = tuple[float, float, float]
"""A figure over all articles, and the ends of its 95 % interval; to four places."""
Counts: TypeAlias = NDArray[np.int64]
"""Right, found and expected of each article, in whole articles `[A, 3]`."""
_ENDS = (2.5, 97.5)


class Draws:
    """Articles drawn `resamples` times. `groups` names for each article what it is drawn together with."""

    def __init__(self, groups: Sequence[str], *, resamples: int = 1000, seed: int = 1) -> None:
        """Draw once, for all figures."""
        names = sorted(set(groups))
        number = {name: index for index, name in enumerate(names)}
        self._group_of = np.array([number[group] for group in groups], np.int64)
        shares = np.full(len(names), 1 / max(1, len(names)))
        self._drawn = np.random.default_rng(seed).multinomial(len(names), shares, size=resamples)

    def figures(self, counts: Counts) -> tuple[Interval, Interval, Interval]:
        """Return precision, recall and F1 of counts `[A, 3]`, each with its interval."""
        whole, drawn = self._shares(counts)
        precision, recall, f1 = (_interval(whole[column], drawn[:, column]) for column in range(3))
        return precision, recall, f1

    def gain(self, counts: Counts, base: Counts) -> Interval:
        """Return by how much the F1 of `counts` is above that of `base`, with the interval of the difference."""
        (one, ones), (other, others) = self._shares(counts), self._shares(base)
        return _interval(one[2] - other[2], ones[:, 2] - others[:, 2])

    def _shares(self, counts: Counts) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return precision, recall and F1 of all articles [3], and of each draw [R, 3]."""
        grouped = np.zeros((self._drawn.shape[1], 3), np.int64)
        np.add.at(grouped, self._group_of, counts)
        return shares_of(grouped.sum(0)), shares_of(self._drawn @ grouped)


def shares_of(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return precision, recall and F1 `[..., 3]` of summed counts `[..., 3]`, by the rules of `tallies.Tally`."""
    right, found, expected = (counts[..., column].astype(float) for column in range(3))
    nothing = (found == 0) & (expected == 0)
    precision = np.where(nothing, 1.0, right / np.maximum(found, 1))
    recall = np.where(nothing, 1.0, right / np.maximum(expected, 1))
    total = precision + recall
    f1 = np.divide(2 * precision * recall, total, out=np.zeros_like(total), where=total > 0)
    return np.stack([precision, recall, f1], axis=-1)


def _interval(value: float, drawn: NDArray[np.float64]) -> Interval:
    low, high = np.percentile(drawn, _ENDS)
    return round(float(value), 4), round(float(low), 4), round(float(high), 4)
