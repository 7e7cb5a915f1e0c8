"""A wish as SQL over the table `rows` of the index."""

from collections.abc import Iterable
from typing import NamedTuple

from extract.language.folding import fold_words
from extract.reviewing.queue import Wish

EDGE = "\x1f"
"""What stands around each facet of a row."""

ORDER = "done, need DESC, record, item"
"""What is to be decided comes first, what needs eyes most before the rest."""


class Condition(NamedTuple):
    """What stands after WHERE, and its values in order."""

    sql: str
    values: tuple[object, ...]


def condition_of(wish: Wish, *, any_state: bool = False) -> Condition:
    """Return the condition under which a row fits the wish; with `any_state` its states do not count."""
    parts = [Condition("kind = ?", (wish.by,)), *_facets(wish)]
    if wish.state and not any_state:
        parts.append(Condition(f"state IN ({_marks(wish.state)})", tuple(wish.state)))
    least, most = wish.confidence
    if (least, most) != (0.0, 1.0):
        parts.append(Condition("confidence BETWEEN ? AND ?", (least, most)))
    parts += [Condition("instr(words, ?)", (term,)) for term in fold_words(wish.text).split()]
    return Condition(" AND ".join(part.sql for part in parts), tuple(value for part in parts for value in part.values))


def _facets(wish: Wish) -> Iterable[Condition]:
    asked = {
        "language": wish.language,
        "issuer": wish.issuer,
        "measure": wish.measure,
        "material": wish.material,
        "why": wish.why,
    }
    for name, values in asked.items():
        if values:
            tests = " OR ".join("instr(facets, ?)" for _ in values)
            yield Condition(f"({tests})", tuple(f"{EDGE}{name}={value}{EDGE}" for value in values))


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)
