"""The life of a change: which stages it reached, when, and by whose word."""

from collections.abc import Iterable, Sequence
from typing import Literal

from extract.records import AttributionValue, StageEntry
from extract.records.codes import STAGES, Stage
from extract.timeline.items import Item, closed
from extract.timeline.rules import rules
from extract.timeline.telling import certainties, claims_of, told_by

Role = Literal["effective", "announced", "expires"]

_OWN: dict[Stage, tuple[Role, ...]] = {
    "planned": ("announced",),
    "announced": ("announced",),
    "in_force": ("effective", "announced"),
}
"""Dates that those who tell of the stage give for it, the best first."""
_SHARED: dict[Stage, tuple[Role, ...]] = {"announced": ("announced",), "in_force": ("effective",)}
"""Dates that other articles give: the day of an announcement is not that of a plan before it."""


def stages_of(items: list[Item]) -> tuple[StageEntry, ...]:
    """Return one entry a stage told, in the order of a rule's life, with the most exact date known.

    Those who deny a change tell of no stage: they stand with the stage that they deny, or with the first.
    """
    tellers = told_by(items)
    denials = [item for item in items if item not in tellers]
    reached = [stage for stage in STAGES if any(item.event.stage == stage for item in tellers)]
    return tuple(
        _entry(stage, tellers, [item for item in denials if _denies(item, stage, reached)]) for stage in reached
    )


def _denies(item: Item, stage: Stage, reached: Sequence[Stage]) -> bool:
    return item.event.stage == stage or (item.event.stage not in reached and stage == reached[0])


def _entry(stage: Stage, items: list[Item], denials: list[Item]) -> StageEntry:
    tellers = [item for item in items if item.event.stage == stage]
    as_of, basis = _dated(stage, tellers, items)
    return StageEntry(
        stage=stage,
        as_of=as_of,
        basis=basis,
        claims=claims_of(tellers),
        certainty=certainties(tellers)[0][0],
        by=_sources(tellers),
        denied_by=claims_of(denials),
    )


def _dated(
    stage: Stage, tellers: list[Item], items: list[Item]
) -> tuple[str | None, Literal["effective", "announced", "expires", "published"] | None]:
    own, shared = _OWN.get(stage, ()), _SHARED.get(stage, ())
    if stage == "ended":
        # What ends something begins when it ends; anything else ends when it expires, and its own beginning tells nothing.
        ends = any(item.event.action == "end" for item in tellers)
        own, shared = (("effective", "announced"), ("effective",)) if ends else (("expires",), ("expires",))
    for role, source in (*((role, tellers) for role in own), *((role, items) for role in shared)):
        exact = _exact(role, source)
        if exact:
            return exact, role
    published = min((item.article.published for item in tellers if item.article.published), default=None)
    return published, "published" if published else None


def _exact(role: Role, items: Iterable[Item]) -> str | None:
    values = (d.value for item in items for d in item.event.dates if d.role == role and d.value)
    return min((value for value in values if closed(value)), key=_width, default=None)


def _sources(items: Iterable[Item]) -> tuple[AttributionValue, ...]:
    """Return whom the tellers name, the most trusted kind first."""
    named = {(s.name.casefold(), s.kind): s for item in items for s in item.event.attribution}
    ranked = sorted(named.values(), key=lambda source: rules().trust.index(source.kind))
    return tuple(AttributionValue(name=source.name, kind=source.kind) for source in ranked)


def _width(value: str) -> int:
    days = closed(value)
    return (days[1] - days[0]).days if days else 0
