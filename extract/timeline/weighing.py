"""What the reasons weigh: the log odds that two claims of one block are one change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from extract.language.datafiles import load_values
from extract.records import Feature
from extract.timeline.reasons import Reason
from extract.timeline.timing import shown

FITTED = Path(__file__).parent / "merging.yaml"
_BEFORE_ALL = "of_one_block"


@dataclass(frozen=True)
class Weights:
    """The log odds before any reason, what each reason adds, and the score from which claims are merged."""

    bias: float
    join: float
    weights: Mapping[str, float]


@cache
def weights() -> Weights:
    """Return the weights of the package, fitted by `extract.learning.merging`."""
    data = load_values(__package__, FITTED.name)
    return Weights(data["bias"], data["join"], data["weights"])


def score(reasons: Sequence[Reason], by: Weights) -> float:
    """Return the log odds that claims with these reasons for and against it are one change."""
    known = by.weights
    return by.bias + sum(known.get(name, 0.0) for name, _ in reasons)


def explained(reasons: Sequence[Reason], by: Weights) -> tuple[Feature, ...]:
    """Return the reasons as features that people can read; their weights add up to the score."""
    before = Feature(name=_BEFORE_ALL, weight=by.bias, detail="")
    told = (
        Feature(name=name, weight=by.weights[name], detail=_worded(detail))
        for name, detail in reasons
        if name in by.weights
    )
    return (before, *told)


def _worded(detail: object) -> str:
    if isinstance(detail, frozenset):
        return ", ".join(sorted(detail))
    if isinstance(detail, tuple):
        return shown(detail) if isinstance(detail[0], date) else " / ".join(map(_worded, detail))
    return str(detail)
