"""Softmax regression over named features, drawn to given weights, by AdaGrad: small enough to need no library."""

from collections.abc import Mapping, Sequence
from math import exp, sqrt
from random import Random
from typing import NamedTuple

_EPOCHS = 40
_RATE = 0.3
_SEED = 7
_TINY = 1e-8


class Case(NamedTuple):
    """The features of one case, the right value, and how much the case counts."""

    features: Mapping[str, float]
    value: str
    weight: float = 1.0


def fit_softmax(
    cases: Sequence[Case], values: Sequence[str], known: Mapping[str, Sequence[float]], *, l2: float = 1.5
) -> dict[str, list[float]]:
    """Return for each feature its weight for each of `values`.

    `known` are the weights that some features have before anything is learned; all others have 0. `l2` is the penalty on
    half the squared distance from there, over all cases.
    """
    nothing = [0.0] * len(values)
    places = {value: index for index, value in enumerate(values)}
    weights = {name: list(row) for name, row in known.items()}
    squares: dict[str, list[float]] = {}
    times = _times_seen(cases)
    order = list(range(len(cases)))
    shuffle = Random(_SEED).shuffle  # noqa: S311 -- no secret: the same order on every run
    for epoch in range(_EPOCHS):
        shuffle(order)
        rate = _RATE * (1 - epoch / _EPOCHS) + 0.02
        for number in order:
            case = cases[number]
            errors = _shares(case.features, weights, len(values))
            errors[places[case.value]] -= 1.0
            for name, strength in case.features.items():
                row = weights.setdefault(name, list(nothing))
                start = known.get(name, nothing)
                square = squares.setdefault(name, [_TINY] * len(values))
                decay = l2 / times[name]  # the penalty is shared out over the cases that have the feature
                for index, error in enumerate(errors):
                    slope = case.weight * error * strength + decay * (row[index] - start[index])
                    square[index] += slope * slope
                    row[index] -= rate * slope / sqrt(square[index])
    return weights


def _times_seen(cases: Sequence[Case]) -> dict[str, int]:
    seen: dict[str, int] = {}
    for case in cases:
        for name in case.features:
            seen[name] = seen.get(name, 0) + 1
    return seen


def _shares(features: Mapping[str, float], weights: Mapping[str, Sequence[float]], count: int) -> list[float]:
    scores = [0.0] * count
    for name, strength in features.items():
        row = weights.get(name)
        if row is not None:
            scores = [score + strength * weight for score, weight in zip(scores, row, strict=True)]
    best = max(scores)
    powers = [exp(score - best) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
