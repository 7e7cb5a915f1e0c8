"""A timeline as it was known on a day: only what articles published by then tell, and nothing that later ones add."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

from extract.records import Change, Claim, StageEntry, Timeline, Told
from extract.records.edtf import day_bounds

V = TypeVar("V")

_CODES = ("measure", "action", "stage", "certainty", "direction", "issuer")
_LISTS = ("targets", "materials", "conditions", "dates", "attribution")


class Known:
    """What was known of changes by a day; `day` None stands for all that is known."""

    def __init__(self, timeline: Timeline, day: date | None) -> None:
        self._all = day is None
        self._published = {source.record: source.published for source in timeline.sources if source.published}
        self._records = frozenset(name for name, value in self._published.items() if day and _by(value, day))

    def of(self, changes: Iterable[Change]) -> Mapping[str, Change]:
        """Return the changes that were known, by id, each as it was known."""
        known = {change.id: change if self._all else self._restricted(change) for change in changes}
        return {id_: change for id_, change in known.items() if change is not None}

    def _restricted(self, change: Change) -> Change | None:
        claims = self._claims(change.claims)
        if not claims:
            return None
        fields: dict[str, Any] = {name: self._told(getattr(change, name)) for name in _CODES}
        fields |= {name: tuple(filter(None, map(self._told, getattr(change, name)))) for name in _LISTS}
        dates = {told.value.value for dated in fields["dates"] for told in (dated, *dated.rivals)}
        fields["stages"] = tuple(filter(None, (self._entry(entry, dates) for entry in change.stages)))
        fields["instrument"] = self._told(change.instrument) if change.instrument else None
        fields["amends"] = tuple(
            link.model_copy(update={"support": support})
            for link in change.amends
            if (support := self._claims(link.support))
        )
        reports = sorted(filter(None, (self._published.get(claim.record) for claim in claims)))
        fields |= {"claims": claims, "last_reported": reports[-1] if reports else None}
        fields["merges"] = ()  # they explain the change with all its claims
        return change.model_copy(update=fields) if fields["stages"] else None

    def _claims(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        return tuple(claim for claim in claims if claim.record in self._records)

    def _told(self, told: Told[V]) -> Told[V] | None:
        """Return the value that was shown first among those known, with the others as its rivals."""
        known = [
            telling.model_copy(update={"support": support})
            for telling in (told, *told.rivals)
            if (support := self._claims(telling.support))
        ]
        if not known:
            return None
        return told.model_copy(
            update={"value": known[0].value, "support": known[0].support, "rivals": tuple(known[1:])}
        )

    def _entry(self, entry: StageEntry, dates: set[str]) -> StageEntry | None:
        claims = self._claims(entry.claims)
        if not claims:
            return None
        fields: dict[str, Any] = {"claims": claims, "denied_by": self._claims(entry.denied_by)}
        if entry.basis == "published" or entry.as_of not in dates:
            reports = [self._published[claim.record] for claim in claims]
            fields |= {"as_of": min(reports), "basis": "published"}
        return entry.model_copy(update=fields)


def _by(published: str, day: date) -> bool:
    after = day_bounds(published)[1]
    return after is not None and after - timedelta(days=1) <= day
