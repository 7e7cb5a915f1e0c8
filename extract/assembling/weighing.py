"""What traits are worth: the sum of their weights in `knowledge/actor_weights.csv`, learned from annotated articles.

Each line answers one `question` ("issuer": is this who does it?): a trait that is listed adds its weight to the
logarithm of the odds; one that is not listed says nothing. `extract.learning.actors` fits the table.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from itertools import repeat

from extract.errors import KnowledgeError
from extract.knowledge.loading import HOME

Tables = Mapping[str, Mapping[str, float]]
"""Question to trait to weight."""
TABLE = "actor_weights.csv"
ARGUMENT_TABLE = "argument_weights.csv"
"""Dates and conditions; `extract.learning.arguments` fits it."""
_other: ContextVar[Tables | None] = ContextVar("_other", default=None)


def weigh(question: str, traits: Iterable[str]) -> float:
    """Return the sum of the weights that `traits` have for `question`; 0 is even odds."""
    tables = _other.get()
    if tables is None:
        tables = _tables()
    return sum(map(tables[question].get, traits, repeat(0.0)))


@contextmanager
def using(tables: Tables) -> Iterator[None]:
    """Weigh by other tables within the block, for learning them.

    What documents keep has the old weights in it: clear their `kept` before and after.
    """
    before = _other.set(tables)
    try:
        yield
    finally:
        _other.reset(before)


@cache
def _tables() -> Tables:
    return {**_read(TABLE), **_read(ARGUMENT_TABLE)}


def _read(name: str) -> Tables:
    path = HOME / name
    tables: dict[str, dict[str, float]] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                tables.setdefault(row["question"], {})[row["trait"]] = float(row["weight"])
    except (OSError, KeyError, ValueError) as error:
        message = f"{path} cannot be read ({error}); it needs the columns question, trait, weight"
        raise KnowledgeError(message) from error
    return tables
