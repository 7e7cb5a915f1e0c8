"""Which of several answers the words around a figure tell: each answer has traits, and each trait a weight.

The answers to a question compete: their shares are those of a conditional logit (softmax of the sums of weights). The weights
stand in `knowledge/statistic_weights.csv`, lines of a question, a trait and its weight; `extract.learning.statistics` fits them.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import repeat
from math import exp

from extract.knowledge.tables import Weights, load_weights

TABLE = "statistic_weights.csv"


@cache
def learned() -> Weights:
    """Return the tables of the package, one a question. Raises KnowledgeError when their file cannot be read."""
    return load_weights(TABLE)


def shares(question: str, answers: Sequence[Iterable[str]], tables: Weights | None = None) -> list[float]:
    """Return the share of each answer, given by its traits; the shares sum to 1. `tables` are the package's unless given."""
    get = (learned() if tables is None else tables).get(question, {}).get
    sums = [sum(map(get, traits, repeat(0.0))) for traits in answers]
    highest = max(sums)
    odds = [exp(total - highest) for total in sums]
    whole = sum(odds)
    return [odd / whole for odd in odds]


def choose(question: str, answers: Sequence[Iterable[str]], tables: Weights | None = None) -> int:
    """Return the index of the likeliest answer, the first of equals."""
    told = shares(question, answers, tables)
    return told.index(max(told))
