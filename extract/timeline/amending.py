"""Which change a change acts on: resolved through the events and the legal acts that claims name."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from extract.records import AmendsLink, Claim
from extract.records.codes import Relation
from extract.timeline.items import Item
from extract.timeline.merging import Group
from extract.timeline.telling import claims_of

_ACTS_ON = frozenset({"suspend", "resume", "end", "ease", "extend", "clarify"})


class Amending:
    """Where each event and each legal act stands."""

    def __init__(self, groups: Mapping[str, Group]) -> None:
        self._home = {item.claim: id_ for id_, group in groups.items() for item in group.items}
        self._acts: dict[str, list[tuple[str, Item]]] = defaultdict(list)
        for id_, group in groups.items():
            for item in group.items:
                key = item.event.instrument.key if item.event.instrument and item.act else None
                if key:
                    self._acts[key].append((id_, item))

    def links(self, id_: str, items: Sequence[Item]) -> tuple[AmendsLink, ...]:
        """Return the changes that change `id_` acts on, each with the claims that say so."""
        found: dict[tuple[str, Relation], list[Item]] = defaultdict(list)
        for item in items:
            amends = item.event.amends
            for target in self._targets(item) if amends else ():
                if amends and target != id_:
                    found[target, amends.relation].append(item)
        return tuple(
            AmendsLink(change=target, relation=relation, support=claims_of(tellers))
            for (target, relation), tellers in sorted(found.items(), key=lambda entry: entry[0])
        )

    def _targets(self, item: Item) -> list[str]:
        amends = item.event.amends
        if amends is None:
            return []
        if amends.event_id is not None:
            home = self._home.get(Claim(record=item.claim.record, event=amends.event_id))
            return [home] if home else []
        made = [
            id_ for id_, maker in self._acts.get(amends.instrument_key or "", ()) if maker.event.action not in _ACTS_ON
        ]
        return sorted(set(made))
