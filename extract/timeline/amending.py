"""Which change a change acts on: resolved through the events and the legal acts that claims name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from extract.records import AmendsLink, Claim
from extract.records.codes import Relation
from extract.timeline.items import Item

_ACTS_ON = frozenset({"suspend", "resume", "end", "ease", "extend", "clarify"})


class Trace(NamedTuple):
    """All that linking looks at of a claim; plain strings, so that a rebuild can keep the traces of 100,000 articles.

    `act` is the key of the numbered act that the claim names, `event` and `instrument` what it says it acts on.
    """

    record: str
    id: str
    action: str
    act: str | None = None
    relation: Relation | None = None
    event: str | None = None
    instrument: str | None = None


def trace_of(item: Item) -> Trace:
    """Return the trace of a claim."""
    event = item.event
    key = event.instrument.key if event.instrument and item.act else None
    amends = event.amends
    if amends is None:
        return Trace(item.claim.record, item.claim.event, event.action, key)
    asked = (amends.relation, amends.event_id, amends.instrument_key)
    return Trace(item.claim.record, item.claim.event, event.action, key, *asked)


class Amending:
    """Where each event and each legal act stands; made from the traces of all changes by their ids."""

    def __init__(self, traces: Mapping[str, Sequence[Trace]]) -> None:
        self._home = {(trace.record, trace.id): id_ for id_, group in traces.items() for trace in group}
        self._acts: dict[str, list[str]] = defaultdict(list)
        for id_, group in traces.items():
            for trace in group:
                if trace.act and trace.action not in _ACTS_ON:
                    self._acts[trace.act].append(id_)

    def links(self, id_: str, traces: Iterable[Trace]) -> tuple[AmendsLink, ...]:
        """Return the changes that change `id_` acts on, each with the claims that say so."""
        found: dict[tuple[str, Relation], list[Trace]] = defaultdict(list)
        for trace in traces:
            for target in self._targets(trace) if trace.relation else ():
                if trace.relation and target != id_:
                    found[target, trace.relation].append(trace)
        return tuple(
            AmendsLink(change=target, relation=relation, support=tuple(map(_claim, tellers)))
            for (target, relation), tellers in sorted(found.items(), key=lambda entry: entry[0])
        )

    def _targets(self, trace: Trace) -> list[str]:
        if trace.event is not None:
            home = self._home.get((trace.record, trace.event))
            return [home] if home else []
        return sorted(set(self._acts.get(trace.instrument or "", ())))


def _claim(trace: Trace) -> Claim:
    return Claim(record=trace.record, event=trace.id)
