"""What signs say together: the likeliest value of a question, by weights learned from annotated articles.

The weights of a question stand in `knowledge/<language>/<question>_weights.csv`: a row a sign, a column a value. A value's
score is the sum of its weights times the strengths of the signs; shares are the softmax of the scores. A sign that has no
row says nothing. `extract.learning.verdicts` fits the tables.
"""

import csv
from collections.abc import Mapping
from functools import cache
from math import exp
from typing import Literal, NamedTuple

from extract.errors import KnowledgeError
from extract.knowledge.loading import HOME

Question = Literal["mention_action", "action", "stage", "certainty"]
"""What is asked: the action that one sentence tells; the action, stage and certainty of an event."""
ALWAYS = "always"
"""The sign that every event has: its weights are how common the values are."""


class Verdict(NamedTuple):
    """The likeliest value and its share, 0 to 1."""

    value: str
    share: float


class Weights(NamedTuple):
    """The values of a question, and for each sign its weights in the same order."""

    values: tuple[str, ...]
    rows: Mapping[str, tuple[float, ...]]


def verdict(question: Question, language: str, signs: Mapping[str, float]) -> Verdict:
    """Return what `signs` say; the first of the values on a tie."""
    return likeliest(scores_of(question, language, signs))


def likeliest(scores: Mapping[str, float]) -> Verdict:
    """Return the value with the highest score, the first on a tie, and its share."""
    value = max(scores, key=lambda value: scores[value])
    return Verdict(value, 1 / sum(exp(score - scores[value]) for score in scores.values()))


def scores_of(question: Question, language: str, signs: Mapping[str, float]) -> dict[str, float]:
    """Return the score of each value of the question: the sum of the signs' weights."""
    weights = weights_of(question, language)
    scores = list(weights.rows[ALWAYS])
    for sign, strength in signs.items():
        row = weights.rows.get(sign)
        if row is not None:
            for index, weight in enumerate(row):
                scores[index] += weight * strength
    return dict(zip(weights.values, scores, strict=True))


@cache
def weights_of(question: Question, language: str) -> Weights:
    """Return the table of a question; raises KnowledgeError when it cannot be read."""
    path = HOME / language / f"{question}_weights.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        table = {sign: tuple(float(weight or 0) for weight in weights) for sign, *weights in rows}
        return Weights(tuple(head[1:]), {ALWAYS: table.pop(ALWAYS), **table})
    except (OSError, KeyError, ValueError) as error:
        message = f"{path} cannot be read ({error}); it needs a column sign, one for each value, and a row {ALWAYS}"
        raise KnowledgeError(message) from error
