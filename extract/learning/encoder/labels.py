"""What the heads of the reader choose from; written to the model's `config.json`, so that run time and training agree."""

from collections.abc import Mapping
from typing import get_args

from extract.finding.opinion import Role
from extract.records.codes import (
    ACTIONS,
    MEASURES,
    STAGES,
    Certainty,
    ConditionType,
    Effect,
    Indicator,
    SourceKind,
    StatisticKind,
    TargetClass,
)

TAGS = ("trigger", "issuer", "target", "material", "condition", "date", "attribution", "statistic")
"""Roles whose words are tagged token by token; roles may overlap, each has tags of its own."""
LINKS: tuple[str, ...] = get_args(Role)
"""Roles that link a span to an event."""
FIGURE_LINKS = ("origin", "destination", "period", "material")
"""Roles that link a span to a statistic."""

LABELS: Mapping[str, tuple[str, ...]] = {
    "roles": TAGS,
    "links": LINKS,
    "figure_links": FIGURE_LINKS,
    "measures": MEASURES,
    "action": ACTIONS,
    "stage": STAGES,
    "certainty": get_args(Certainty),
    "condition_type": get_args(ConditionType),
    "effect": get_args(Effect),
    "source": get_args(SourceKind),
    "target_class": get_args(TargetClass),
    "indicator": get_args(Indicator),
    "statistic_kind": get_args(StatisticKind),
}
"""The labels of each head, in the order of its outputs."""
EVENT_QUESTIONS = ("action", "stage", "certainty")
SPAN_LABELS = {"condition": ("condition_type", "effect"), "attribution": ("source",), "target": ("target_class",)}
"""Which labels a span of each role has."""
