"""Fits a conditional logit with many sparse traits: some of a question's options are right, and which is best is not told.

The loss of a question is the negative logarithm of the share of the odds that its right options have together.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from math import exp, sqrt
from typing import NamedTuple

_EPOCHS = 25
_RATE = 0.3
_START = 0.01
_SMALLEST = 0.03
"""Weights nearer to 0 than this are left out of the table."""


class Option(NamedTuple):
    """An answer with its traits."""

    traits: tuple[str, ...]
    right: bool


class Question(NamedTuple):
    """The options of one question (at least one is right), the article it is from, and how much it counts."""

    options: tuple[Option, ...]
    article: str
    weight: float = 1.0


def fit(questions: Sequence[Question], *, penalty: float = 2.0, rarest: int = 4, articles: int = 3) -> dict[str, float]:
    """Return the weight of each trait of at least `rarest` options in at least `articles` articles; `penalty` is that of L2.

    Adagrad over the questions in a fixed order of chance. A trait pays its penalty in parts, one each time it is met.
    """
    known = dict.fromkeys(_common(questions, rarest, articles))
    coded = [_coded(question, known) for question in questions]
    met = Counter(trait for question in coded for trait in _traits_of(question))
    weights = dict.fromkeys(known, 0.0)
    spread = dict.fromkeys(known, _START)
    order = random.Random(0)  # noqa: S311 -- a fixed order, no secret
    for _ in range(_EPOCHS):
        order.shuffle(coded)
        for question in coded:
            slopes = _slopes(question, weights)
            for trait, slope in slopes.items():
                whole = slope + penalty * weights[trait] / met[trait]
                spread[trait] += whole * whole
                weights[trait] -= _RATE * whole / sqrt(spread[trait])
    return {trait: weight for trait, weight in weights.items() if abs(weight) >= _SMALLEST}


def _common(questions: Sequence[Question], rarest: int, articles: int) -> list[str]:
    counts: Counter[str] = Counter()
    homes: dict[str, set[str]] = defaultdict(set)
    for question in questions:
        for option in question.options:
            counts.update(option.traits)
            for trait in option.traits:
                homes[trait].add(question.article)
    return [trait for trait, count in counts.items() if count >= rarest and len(homes[trait]) >= articles]


def _coded(question: Question, known: Collection[str]) -> Question:
    options = tuple(
        Option(tuple(trait for trait in option.traits if trait in known), option.right) for option in question.options
    )
    return question._replace(options=options)


def _traits_of(question: Question) -> Iterator[str]:
    return iter({trait for option in question.options for trait in option.traits})


def _slopes(question: Question, weights: dict[str, float]) -> dict[str, float]:
    sums = [sum(weights[trait] for trait in option.traits) for option in question.options]
    highest = max(sums)
    odds = [exp(total - highest) for total in sums]
    whole = sum(odds)
    right = sum(odd for odd, option in zip(odds, question.options, strict=True) if option.right)
    slopes = dict.fromkeys(_traits_of(question), 0.0)
    for odd, option in zip(odds, question.options, strict=True):
        slope = question.weight * (odd / whole - (odd / right if option.right else 0.0))
        for trait in option.traits:
            slopes[trait] += slope
    return slopes
