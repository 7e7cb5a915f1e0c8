"""What linking looks at of a claim."""

from typing import NamedTuple

from extract.records.codes import Action, Measure, Relation
from extract.timeline.items import Item


class Trace(NamedTuple):
    """All that linking looks at of a claim; plain strings, so that a rebuild can keep the traces of 100,000 articles.

    `act` is the key of the numbered act that the claim names, `event` and `instrument` what it says it acts on; `began` is
    the first day that it gives, else that of its article; `materials` are those that tell something.
    """

    record: str
    id: str
    action: Action
    act: str | None = None
    relation: Relation | None = None
    event: str | None = None
    instrument: str | None = None
    issuer: str = "XX"
    measure: Measure = "other_trade_measure"
    materials: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    began: str | None = None
    expires: bool = False


def trace_of(item: Item) -> Trace:
    """Return the trace of a claim."""
    event, amends = item.event, item.event.amends
    starts = [days[0] for days in item.days] or ([item.published[0]] if item.published else [])
    return Trace(
        record=item.claim.record,
        id=item.claim.event,
        action=event.action,
        act=event.instrument.key if event.instrument and item.act else None,
        relation=amends.relation if amends else None,
        event=amends.event_id if amends else None,
        instrument=amends.instrument_key if amends else None,
        issuer=event.issuer.jurisdiction,
        measure=event.measure,
        materials=tuple(sorted(item.telling)),
        places=tuple(sorted(item.places)),
        began=min(starts).isoformat() if starts else None,
        expires=any(found.role == "expires" for found in event.dates),
    )
