"""Which knowledge files there are, and what their entries may say."""

from collections.abc import Mapping
from typing import Any, get_args

from extract.errors import KnowledgeError
from extract.records import codes

REGISTER_KINDS = ("materials", "jurisdictions", "authorities")
"""Names in both languages, in one file: each entry has `en` and `zh` lists of forms."""

CUE_KINDS: Mapping[str, tuple[str, ...]] = {
    "measures": codes.MEASURES,
    "actions": codes.ACTIONS,
    "stages": codes.STAGES,
    "certainty": get_args(codes.Certainty),
    "conditions": get_args(codes.ConditionType),
    "targets": get_args(codes.TargetClass),
    "anaphors": ("programme",),
    "exclusions": ("before", "after"),
    "relations": ("replaces",),
    "barring": ("prohibit", "limit"),
    "attribution": get_args(codes.SourceKind),
    "date_roles": get_args(codes.DateRole),
    "indicators": get_args(codes.Indicator),
    "masks": (),
}
"""Cue files, one of each a language, with the values that their entries may have (any, where empty)."""

_EXTRAS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "measures": {
        "action": codes.ACTIONS,
        "stage": codes.STAGES,
        "strength": ("strong", "weak"),
        "terms": ("programme",),
    },
    "actions": {"stage": codes.STAGES},
    "conditions": {"effect": get_args(codes.Effect), "term": ("licence",)},
    "indicators": {"kind": get_args(codes.StatisticKind)},
}


def check_value(kind: str, item: Mapping[str, Any], where: str) -> None:
    """Raise KnowledgeError when an entry has a value that its kind does not know, or no forms."""
    names = ("en", "zh") if kind in REGISTER_KINDS else ("forms",)
    if not any(isinstance(item.get(name), list) and item[name] for name in names):
        message = f"{where}: give a list of forms under {' or '.join(names)}"
        raise KnowledgeError(message)
    allowed = {"value": CUE_KINDS.get(kind, ()), **_EXTRAS.get(kind, {})}
    for key, values in allowed.items():
        if key in item and values and item[key] not in values:
            message = f"{where}: {key} {item[key]!r} is none of {', '.join(values)}; give one of these"
            raise KnowledgeError(message)
