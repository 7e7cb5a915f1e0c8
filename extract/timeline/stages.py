"""The life of a change: which stages it reached, when, and by whose word."""

from typing import Literal

from extract.records import StageEntry
from extract.records.codes import STAGES, Stage
from extract.timeline.items import Item, closed
from extract.timeline.telling import claims_of

_DATED_BY: dict[Stage, tuple[Literal["effective", "announced", "expires"], ...]] = {
    "planned": ("announced",),
    "announced": ("announced",),
    "in_force": ("effective", "announced"),
    "ended": ("effective", "announced"),
}


def stages_of(items: list[Item]) -> tuple[StageEntry, ...]:
    """Return one entry a stage told, in the order of a rule's life, with the most exact date known."""
    entries = []
    for stage in STAGES:
        tellers = [item for item in items if item.event.stage == stage]
        if tellers:
            entries.append(_entry(stage, tellers, items))
    return tuple(entries)


def _entry(stage: Stage, tellers: list[Item], items: list[Item]) -> StageEntry:
    for role in _DATED_BY.get(stage, ()):
        values = [
            d.value
            for source in (tellers, items)
            for item in source
            for d in item.event.dates
            if d.role == role and d.value
        ]
        exact = min((value for value in values if closed(value)), key=_width, default=None)
        if exact:
            return StageEntry(stage=stage, as_of=exact, basis=role, claims=claims_of(tellers))
    published = min((item.article.published for item in tellers if item.article.published), default=None)
    basis: Literal["published"] | None = "published" if published else None
    return StageEntry(stage=stage, as_of=published, basis=basis, claims=claims_of(tellers))


def _width(value: str) -> int:
    days = closed(value)
    return (days[1] - days[0]).days if days else 0
