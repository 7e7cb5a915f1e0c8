"""Fits a conditional logit: of several answers, each with traits, one is right; a trait's weight adds to its answer's log-odds."""

from collections import Counter
from collections.abc import Collection, Sequence
from math import cos, exp, pi, sqrt
from typing import NamedTuple

_RATE = 0.1
_SMALLEST = 0.03
"""Weights nearer to 0 than this are left out of the table."""


class Choice(NamedTuple):
    """The answers to one question about one figure, the index of the right one, and how much the example counts."""

    answers: Sequence[Collection[str]]
    right: int
    weight: float = 1.0


def fit(choices: Sequence[Choice], *, penalty: float = 1.0, rarest: int = 3, steps: int = 250) -> dict[str, float]:
    """Return the weight of each trait that stands in at least `rarest` answers; `penalty` is that of L2.

    Full-batch Adam with a cosine rate: the loss is convex, so the result does not depend on the order of the examples.
    """
    counts = Counter(trait for choice in choices for answer in choice.answers for trait in set(answer))
    names = [trait for trait, count in counts.items() if count >= rarest]
    index = {trait: number for number, trait in enumerate(names)}
    coded = [
        (
            [[index[trait] for trait in sorted(set(answer)) if trait in index] for answer in choice.answers],
            choice.right,
            choice.weight,
        )
        for choice in choices
    ]
    weights, mean, spread = [0.0] * len(names), [0.0] * len(names), [0.0] * len(names)
    for step in range(1, steps + 1):
        slopes = _slopes(coded, weights, penalty)
        rate = _RATE * (0.5 + 0.5 * cos(pi * step / steps) + 0.02)
        for number, slope in enumerate(slopes):
            mean[number] += 0.1 * (slope - mean[number])
            spread[number] += 0.001 * (slope * slope - spread[number])
            scale = sqrt(spread[number] / (1 - 0.999**step)) + 1e-8
            weights[number] -= rate * mean[number] / (1 - 0.9**step) / scale
    return {trait: weight for trait, weight in zip(names, weights, strict=True) if abs(weight) >= _SMALLEST}


_Coded = Sequence[tuple[list[list[int]], int, float]]


def _slopes(coded: _Coded, weights: Sequence[float], penalty: float) -> list[float]:
    slopes = [penalty * weight for weight in weights]
    for answers, right, weight in coded:
        sums = [sum(weights[number] for number in answer) for answer in answers]
        highest = max(sums)
        odds = [exp(total - highest) for total in sums]
        whole = sum(odds)
        for place, answer in enumerate(answers):
            error = weight * (odds[place] / whole - (place == right))
            for number in answer:
                slopes[number] += error
    return slopes
