"""What qualifies a measure: the cue words beside its mentions, the durations that bound it, the volumes of a quota."""

import re
from collections.abc import Iterator
from typing import cast

from extract.assembling.drafts import Draft, Mention
from extract.finding.document import Document
from extract.records import Condition, Quantity, Span, Time
from extract.records.codes import ConditionType, Effect
from extract.records.mentions import is_duration

_REACH = {"en": 160, "zh": 60}
"""Code points from a mention to what qualifies it: within its clause or the next."""
_MASS_UNITS = frozenset({"t", "kg", "g"})
_NUMBER = re.compile(r"\.0$")


def find_conditions(draft: Draft, document: Document) -> tuple[Condition, ...]:
    """Return the event's conditions, each type and effect once, the nearest to a mention first."""
    found: dict[tuple[ConditionType, Effect], tuple[int, Condition]] = {}
    for mention in draft.mentions:
        for condition in _beside(mention, draft, document):
            key = (condition.type, condition.effect)
            distance = _distance(condition.evidence, mention)
            if distance <= _REACH[mention.sentence.language] and (key not in found or distance < found[key][0]):
                found[key] = (distance, condition)
    return tuple(condition for _, condition in sorted(found.values(), key=lambda pair: pair[1].evidence.start))


def _distance(span: Span, mention: Mention) -> int:
    return max(mention.start - span.end, span.start - mention.end, 0)


def _beside(mention: Mention, draft: Draft, document: Document) -> Iterator[Condition]:
    for hit in mention.sentence.of("conditions"):
        yield _condition(hit.entry.value, hit.entry.get("effect") or "require", document.span(hit.start, hit.end))
    for time in mention.sentence.times:
        if _bounds_the_measure(time, draft):
            yield _condition("validity_period", "limit", time.evidence, time.value)
    if draft.measure == "quota":
        for quantity in mention.sentence.quantities:
            if quantity.unit in _MASS_UNITS and not quantity.change:
                yield _condition("volume", "limit", quantity.evidence, volume_of(quantity))


def _condition(type_: str, effect: str, span: Span, value: str | None = None) -> Condition:
    return Condition(
        type=cast("ConditionType", type_), effect=cast("Effect", effect), value=value, text=span.quote, evidence=span
    )


def _bounds_the_measure(time: Time, draft: Draft) -> bool:
    """Tell whether a duration bounds the measure: it is suspended, extended, exempted or licensed for a time."""
    return (
        time.value is not None
        and is_duration(time.value)
        and (draft.action in {"suspend", "extend"} or draft.measure in {"exemption", "general_licence"})
    )


def volume_of(quantity: Quantity) -> str:
    """Return a volume as the contract writes it: "93800 t"."""
    return f"{_NUMBER.sub('', str(quantity.value))} {quantity.unit}"
