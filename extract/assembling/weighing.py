"""What traits are worth: the sum of their weights in `knowledge/weights.csv`, learned from annotated articles.

Each line answers one `question` ("issuer": is this who does it?): a trait that is listed adds its weight to the
logarithm of the odds; one that is not listed says nothing.
"""

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import repeat

from extract.errors import KnowledgeError
from extract.knowledge.loading import HOME


def weigh(question: str, traits: Iterable[str]) -> float:
    """Return the sum of the weights that `traits` have for `question`; 0 is even odds."""
    return sum(map(_tables()[question].get, traits, repeat(0.0)))


@cache
def _tables() -> Mapping[str, Mapping[str, float]]:
    path = HOME / "weights.csv"
    tables: dict[str, dict[str, float]] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                tables.setdefault(row["question"], {})[row["trait"]] = float(row["weight"])
    except (OSError, KeyError, ValueError) as error:
        message = f"{path} cannot be read ({error}); it needs the columns question, trait, weight"
        raise KnowledgeError(message) from error
    return tables
