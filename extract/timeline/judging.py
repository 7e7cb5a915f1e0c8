"""Scores of pairs of claims: each pair is compared once, and what was found can be kept for the next build."""

from collections.abc import Mapping, Sequence

from extract.timeline.comparing import can_be_one, compare
from extract.timeline.items import Item
from extract.timeline.weighing import Weights, score

Pair = tuple[int, int]
"""The digests of two claims."""

NEVER = float("-inf")
"""The score of two claims that something forbids to be one change."""


class Judge:
    """Scores pairs with the weights `by`; `known` are scores of an earlier build with the same weights and rules."""

    def __init__(self, by: Weights, known: Mapping[Pair, float] | None = None) -> None:
        self.by = by
        self.scored: dict[Pair, float] = {}
        """What this build asked for."""
        self._known = known or {}

    def scores(self, ones: Sequence[Item], others: Sequence[Item]) -> list[float] | None:
        """Return how well each of `ones` fits each of `others`; None when something forbids that one is the same change as another."""
        found = []
        for one in ones:
            mine = one.digest
            for other in others:
                known = self.scored.get((mine, other.digest))
                value = self._asked(one, other) if known is None else known
                if value == NEVER:
                    return None
                found.append(value)
        return found

    def _asked(self, a: Item, b: Item) -> float:
        """Return how well a pair fits that this build has not met; it hangs on what their digests are made of, and on nothing else."""
        pair = a.digest, b.digest
        found = self._known.get(pair)
        if found is None:
            found = score(compare(a, b), self.by) if can_be_one(a, b) else NEVER
        self.scored[pair] = found
        return found
