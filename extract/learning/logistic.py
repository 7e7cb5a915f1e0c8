"""Logistic regression over named features with L2, by gradient descent: small enough to need no library."""

import json
from collections.abc import Mapping, Sequence
from math import exp
from typing import NamedTuple

_STEPS = 300
_RATE = 1.0
_L2 = 0.002

Features = Mapping[str, float]


class Sample(NamedTuple):
    """Features that are present, whether the answer is yes, and the fold of its article."""

    features: Features
    matched: bool
    fold: int


def fit(samples: Sequence[Sample]) -> dict[str, float]:
    """Return the weights of a logistic regression, `bias` among them."""
    weights = {"bias": 0.0}
    count = max(1, len(samples))
    for _ in range(_STEPS):
        gradient = {name: _L2 * weight for name, weight in weights.items() if name != "bias"}
        for sample in samples:
            error = (probability(weights, sample.features) - sample.matched) / count
            gradient["bias"] = gradient.get("bias", 0.0) + error
            for name in sample.features:
                gradient[name] = gradient.get(name, 0.0) + error
        for name, slope in gradient.items():
            weights[name] = weights.get(name, 0.0) - _RATE * slope
    return weights


def probability(weights: dict[str, float], features: Features) -> float:
    """Return the probability that weights give to features."""
    total = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + exp(-total))


def held_out_shares(samples: Sequence[Sample], folds: int) -> list[tuple[float, bool]]:
    """Return for each sample the probability by weights fitted on the other folds, and the answer."""
    shares: list[tuple[float, bool]] = []
    for fold in range(folds):
        weights = fit([sample for sample in samples if sample.fold != fold])
        shares += [(probability(weights, sample.features), sample.matched) for sample in samples if sample.fold == fold]
    return shares


def weight_lines(weights: Mapping[str, float]) -> list[str]:
    """Return the lines of a YAML table of weights, sorted by name."""
    return ["weights:", *(f"  {json.dumps(name)}: {weight:.3f}" for name, weight in sorted(weights.items()))]
