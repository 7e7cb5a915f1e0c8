"""When and for what other changes lift a change: its times out of force, derived from the links of those others."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Literal

from extract.records import Change, Interruption, Timeline
from extract.records.codes import TO_COME, DateRole
from extract.timeline.periods import runs_out, window

Lifts = Literal["suspends", "ends", "replaces"]
_LIFTS: dict[str, Lifts] = {"suspends": "suspends", "ends": "ends", "replaces": "replaces"}


def interruptions_of(timeline: Timeline) -> dict[str, tuple[Interruption, ...]]:
    """Map the id of each change that others lift to the times of that, the earliest first.

    Derived from the links, so that nothing is told twice; what is only considered or planned lifts nothing.
    """
    acting: dict[str, list[tuple[Change, str]]] = defaultdict(list)
    for change in timeline.changes:
        for link in change.amends:
            if link.sure and not {entry.stage for entry in change.stages} <= TO_COME:
                acting[link.change].append((change, link.relation))
    found = {change.id: _of(acting[change.id], change) for change in timeline.changes if change.id in acting}
    return {id_: tuple(sorted(times, key=_order)) for id_, times in found.items() if times}


def _order(time: Interruption) -> tuple[str, str]:
    return time.since or "9999", time.change


def _of(acting: Sequence[tuple[Change, str]], change: Change) -> list[Interruption]:
    resumptions = [other for other, relation in acting if relation == "resumes"]
    lifting = [(other, _LIFTS[relation]) for other, relation in acting if relation in _LIFTS]
    return [
        _by(other, relation, change, resumptions) for other, relation in lifting if other.certainty.value == "stated"
    ]


def _by(other: Change, relation: Lifts, change: Change, resumptions: Sequence[Change]) -> Interruption:
    goods = {told.value for told in other.materials}
    targets = tuple(told.value for told in other.targets)
    return Interruption(
        change=other.id,
        relation=relation,
        since=_told(other, "effective") or _told(other, "announced"),
        until=_until(other, resumptions) if relation == "suspends" else None,
        materials=() if {told.value for told in change.materials} <= goods else tuple(sorted(goods)),
        targets=() if targets == tuple(told.value for told in change.targets) else targets,
        claims=other.claims,
    )


def _told(change: Change, role: DateRole) -> str | None:
    return next((told.value.value for told in change.dates if told.value.role == role), None)


def _until(change: Change, resumptions: Sequence[Change]) -> str | None:
    """Return the last day of a suspension: as told, or the day before the rule is resumed."""
    end = runs_out(change)
    if end and end.first and end.last:
        return end.first.isoformat() if end.first == end.last else f"{end.first}/{end.last}"
    starts = [found.first for other in resumptions if (found := window(other, "effective")) and found.first]
    return (min(starts) - timedelta(days=1)).isoformat() if starts else None
