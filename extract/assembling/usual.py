"""What is usual: how often a measure meets an action, an action a stage. Decides where the text is silent."""

import csv
from collections.abc import Mapping
from functools import cache
from math import log

from extract.errors import KnowledgeError
from extract.knowledge.loading import HOME

_SAY = 2.5
"""What a vote of weight 1 counts beside the natural logarithm of a share."""


def likeliest(field: str, given: str, votes: Mapping[str, float]) -> str:
    """Return the value with the highest sum of its votes and the logarithm of its usual share.

    `field` is `action` (given a measure), `stage` (given an action) or `certainty` (given `any`). The shares are those
    of `knowledge/usual.csv`, counted among annotated events; values that are not listed there for `given` are not chosen.
    """
    shares = _shares()[field, given]
    return max(shares, key=lambda value: log(shares[value]) + _SAY * votes.get(value, 0.0))


@cache
def _shares() -> Mapping[tuple[str, str], Mapping[str, float]]:
    path = HOME / "usual.csv"
    table: dict[tuple[str, str], dict[str, float]] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                table.setdefault((row["field"], row["given"]), {})[row["value"]] = float(row["share"])
    except (OSError, KeyError, ValueError) as error:
        message = f"{path} cannot be read ({error}); it needs the columns field, given, value, share"
        raise KnowledgeError(message) from error
    return table
