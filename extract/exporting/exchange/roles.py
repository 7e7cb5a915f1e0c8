"""What a stretch of the text can be of an event or statistic, and what is told of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from extract.records import codes

Choices = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Role:
    """A role: the field of the event or statistic that it fills, and the names of its facts.

    `codes` stand in the label where a tool has nothing but labels, `free` only where it has more. `choices` are the values of the facts
    that have a list.
    """

    name: str
    field: str
    codes: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    choices: Choices | None = None

    @property
    def facts(self) -> tuple[str, ...]:
        """All that is told of such a stretch."""
        return (*self.codes, *self.free)


def _lists(**names: Any) -> Choices:
    return {name.rstrip("_"): get_args(values) for name, values in names.items()}


TRIGGER = Role(
    "trigger",
    "events",
    ("measure", "action", "stage", "certainty"),
    choices=_lists(measure=codes.Measure, action=codes.Action, stage=codes.Stage, certainty=codes.Certainty),
)
"""The best trigger of an event; it stands for the event."""

MENTION = Role("mention", "triggers")
"""A further trigger."""

STATISTIC = Role(
    "statistic",
    "statistics",
    ("indicator", "kind", "bound"),
    ("value", "value_high", "unit", "origin", "destination", "period", "comparison"),
    _lists(indicator=codes.Indicator, kind=codes.StatisticKind, bound=codes.Bound, comparison=codes.Comparison),
)

ARGUMENTS = (
    Role("issuer", "issuer", ("jurisdiction",), ("name", "authority_id")),
    Role("target", "targets", ("jurisdiction", "class"), ("name",), _lists(class_=codes.TargetClass)),
    Role("material", "materials", ("id",)),
    Role(
        "condition",
        "conditions",
        ("type", "effect"),
        ("value",),
        _lists(type=codes.ConditionType, effect=codes.Effect),
    ),
    Role("date", "dates", ("role",), ("value",), _lists(role=codes.DateRole)),
    Role("instrument", "instrument", (), ("name", "number", "key")),
    Role("attribution", "attribution", ("kind",), ("name",), _lists(kind=codes.SourceKind)),
)

ROLES: Mapping[str, Role] = {role.name: role for role in (TRIGGER, MENTION, STATISTIC, *ARGUMENTS)}
HEADS = frozenset({TRIGGER.name, STATISTIC.name})
"""Roles that stand for a whole event or statistic."""

SINGLE = frozenset({"issuer", "instrument"})
"""Fields that hold one value."""

RELATIONS: tuple[str, ...] = get_args(codes.Relation)
"""Labels of links from an event to the one that it amends."""

LINKS: tuple[str, ...] = (MENTION.name, *(role.name for role in ARGUMENTS), *RELATIONS)
"""All labels of links; those that are no relation have the name of the role at their end."""

NOTHING = "-"
"""Stands in a label for a code that is not told."""


def label_of(role: str, facts: Mapping[str, str]) -> str:
    """Return role and codes as one label: `date/effective`, `target/US/military`."""
    return "/".join((role, *(facts.get(name, NOTHING) for name in ROLES[role].codes)))


def parse_label(label: str) -> tuple[str, dict[str, str]] | None:
    """Return role and codes of a label; codes that it does not tell are left out. None for a label that is none of ours."""
    name, *told = label.split("/", 1)
    role = ROLES.get(name)
    if role is None:
        return None
    parts: Sequence[str] = told[0].split("/", len(role.codes) - 1) if told and role.codes else ()
    pairs = zip(role.codes, parts, strict=False)
    return name, {fact: value for fact, value in pairs if value and value != NOTHING}
