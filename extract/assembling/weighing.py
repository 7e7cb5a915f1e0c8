"""What traits are worth: the sum of their weights, learned from annotated articles.

`knowledge/actor_weights.csv` (fitted by `extract.learning.actors`) tells of issuers, targets, materials and sources,
`knowledge/argument_weights.csv` (by `extract.learning.arguments`) of dates and conditions. Each line answers one
`question` ("issuer": is this who does it?): a trait that is listed adds its weight to the logarithm of the odds; one that
is not listed says nothing.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from itertools import repeat

from extract.knowledge.tables import Weights, load_weights

TABLE = "actor_weights.csv"
ARGUMENT_TABLE = "argument_weights.csv"
_other: ContextVar[Weights | None] = ContextVar("_other", default=None)


def weigh(question: str, traits: Iterable[str]) -> float:
    """Return the sum of the weights that `traits` have for `question`; 0 is even odds."""
    tables = _other.get()
    if tables is None:
        tables = _tables()
    return sum(map(tables[question].get, traits, repeat(0.0)))


@contextmanager
def using(tables: Weights) -> Iterator[None]:
    """Weigh by other tables within the block, for learning them.

    What documents keep has the old weights in it: clear their `kept` before and after.
    """
    before = _other.set(tables)
    try:
        yield
    finally:
        _other.reset(before)


@cache
def _tables() -> Weights:
    return {**load_weights(TABLE), **load_weights(ARGUMENT_TABLE)}
