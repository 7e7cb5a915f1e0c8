"""Tables of the knowledge that are no lexicon: headline words, confidence, what traits weigh."""

import csv
from collections.abc import Mapping
from functools import cache
from typing import Any

from extract.errors import KnowledgeError
from extract.knowledge.loading import HOME
from extract.language.datafiles import parse_yaml

Weights = Mapping[str, Mapping[str, float]]
"""Question to trait to weight."""
WEIGHT_COLUMNS = ("question", "trait", "weight")


@cache
def load_table(name: str) -> dict[str, Any]:
    """Return `knowledge/<name>.yaml`, every scalar a string; it is part of the package and checked by tests."""
    table: dict[str, Any] = parse_yaml((HOME / f"{name}.yaml").read_bytes())
    return table


def load_weights(name: str) -> Weights:
    """Return the weights in `knowledge/<name>`, one line each; raises KnowledgeError when it cannot be read."""
    path = HOME / name
    tables: dict[str, dict[str, float]] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                tables.setdefault(row["question"], {})[row["trait"]] = float(row["weight"])
    except (OSError, KeyError, TypeError, ValueError) as error:
        message = f"{path} cannot be read ({error}); it needs the columns {', '.join(WEIGHT_COLUMNS)}"
        raise KnowledgeError(message) from error
    return tables
