"""Whether an event tightens or eases trade: a table of measures and actions."""

import csv
from collections.abc import Mapping
from functools import cache
from typing import cast

from extract.errors import KnowledgeError
from extract.knowledge.loading import HOME
from extract.records.codes import Action, Direction, Measure


def direction_of(measure: Measure, action: Action) -> Direction:
    """Return the direction of `action` on `measure`, from `knowledge/directions.csv`: a row a measure, a column an action."""
    try:
        return cast("Direction", _table()[measure][action])
    except KeyError as missing:
        message = f"knowledge/directions.csv says nothing of {measure} and {action}; add the row or column {missing}"
        raise KnowledgeError(message) from missing


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    path = HOME / "directions.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return {row.pop("measure"): row for row in csv.DictReader(file)}
    except (OSError, KeyError) as error:
        message = f"{path} cannot be read ({error}); it needs a column measure and one for each action"
        raise KnowledgeError(message) from error
