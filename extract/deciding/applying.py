"""A record with the decisions of reviewers applied: what reads the records of a folder reads them so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extract.deciding.anchors import Reviewable, found_among, items_in
from extract.deciding.editing import checked, edited, extended
from extract.deciding.faults import Fault, refuse
from extract.deciding.joining import joined, parted
from extract.deciding.paths import touching
from extract.deciding.standing import claims_named, standing
from extract.errors import UnfitError
from extract.records import Amends, ArticleRecord, Decision, Event, Statistic, UnfitDecision

CERTAIN = 1.0
"""The confidence of what a reviewer accepted or added."""


@dataclass(frozen=True)
class Review:
    """A record as reviewed, and what became of each decision that stands.

    `closed` is, by id, the decision by which an item was accepted, rejected, added or merged away; `removed` are the items that
    were rejected or merged away, as they last stood; `edits` are the decisions about fields, by id and in order; `faults` say the same
    as `unfit`, field by field.
    """

    record: ArticleRecord
    applied: tuple[Decision, ...] = ()
    unfit: tuple[UnfitDecision, ...] = ()
    closed: Mapping[str, Decision] = field(default_factory=dict)
    removed: Mapping[str, Reviewable] = field(default_factory=dict)
    edits: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    unfit_items: frozenset[str] = frozenset()
    """Ids of the items that decisions no longer fit."""


def reviewed(record: ArticleRecord, decisions: Sequence[Decision]) -> Review:
    """Return `record` with the decisions of scope `record` applied, in the order of the log; ids are never recomputed.

    `decisions` are those about this record, with the ones that retract others. Items are found by id and anchor, so decisions made
    before a new extraction hold after it; one that does not fit changes nothing and is listed, unless a later one covers it.
    """
    bench = _Bench(record)
    for decision in standing(decisions):
        if decision.scope == "record":
            bench.hear(decision)
    return bench.review()


class _Bench:
    """Hears decisions in order."""

    def __init__(self, record: ArticleRecord) -> None:
        self._record = record
        self._text = record.article.text
        self._items = items_in(record)
        self._removed: dict[str, Reviewable] = {}
        self._closed: dict[str, Decision] = {}
        self._edits: dict[str, list[Decision]] = {}
        self._applied: list[Decision] = []
        self._unfit: list[tuple[Decision, UnfitError]] = []

    def hear(self, decision: Decision) -> None:
        try:
            self._apply(decision)
        except UnfitError as error:
            self._unfit.append((decision, error))
        else:
            self._unfit = [(old, why) for old, why in self._unfit if not _covers(decision, old)]
            self._applied.append(decision)

    def _apply(self, decision: Decision) -> None:
        if decision.verdict == "add" and decision.target is None:
            self._add(decision)
            return
        if decision.target is None:
            if decision.verdict != "accept":
                refuse("gone", decision.field or "")
            return
        target = self._find(decision)
        {
            "accept": self._accept,
            "reject": self._reject,
            "edit": self._edit,
            "add": self._edit,
            "merge": self._merge,
            "split": self._split,
        }[decision.verdict](decision, target)

    def _find(self, decision: Decision) -> Reviewable:
        id_ = found_among(self._items.values(), self._text, decision.target or "", decision.anchor)
        if id_ is None:
            refuse("gone", decision.field or "")
        return self._items[id_]

    def _accept(self, decision: Decision, target: Reviewable) -> None:
        if decision.field is not None:
            self._edits.setdefault(target.id, []).append(decision)
            return
        self._items[target.id] = target.model_copy(update={"confidence": CERTAIN})
        self._closed[target.id] = decision

    def _reject(self, decision: Decision, target: Reviewable) -> None:
        if decision.field is not None:
            self._edit(decision.model_copy(update={"value": None}), target)
            return
        self._remove(target, decision)

    def _edit(self, decision: Decision, target: Reviewable) -> None:
        changed = _changed(target, decision, self._text)
        self._items[target.id] = self._referring(changed)
        self._edits.setdefault(target.id, []).append(decision)

    def _add(self, decision: Decision) -> None:
        kind: type[Any] = Statistic if decision.field == "statistics" else Event
        item = self._referring(checked(kind, {"confidence": CERTAIN, **(decision.value or {})}, self._text))
        if item.id in self._items or item.id in self._removed:
            refuse("ids_clash", "id", id=item.id)
        self._items[item.id] = item
        self._closed[item.id] = decision

    def _merge(self, decision: Decision, target: Reviewable) -> None:
        others = [self._items.get(id_) for _, id_ in claims_named(decision)[1:]]
        events = [item for item in others if isinstance(item, Event) and item.id != target.id]
        if not isinstance(target, Event) or len(events) != len(others) or not events:
            refuse("not_one_event", "")
        self._items[target.id] = joined(target, events, self._text)
        for event in events:
            self._remove(event, decision, heir=target.id)

    def _split(self, decision: Decision, target: Reviewable) -> None:
        if not isinstance(target, Event):
            refuse("last_trigger", "triggers")
        old, new = parted(target, decision.value or {}, self._text)
        if new.id in self._items or new.id in self._removed:
            refuse("ids_clash", "id", id=new.id)
        self._items |= {old.id: old, new.id: new}

    def _remove(self, item: Reviewable, decision: Decision, *, heir: str | None = None) -> None:
        self._removed[item.id] = self._items.pop(item.id)
        self._closed[item.id] = decision
        for id_, other in self._items.items():
            if isinstance(other, Event) and other.amends and other.amends.event_id == item.id:
                self._items[id_] = other.model_copy(update={"amends": _passed_on(other.amends, heir, id_)})

    def _referring(self, item: Reviewable) -> Reviewable:
        """Return the item as it is, if the event that it acts on is in the record."""
        amended = item.amends.event_id if isinstance(item, Event) and item.amends else None
        if amended is not None and amended not in self._items:
            refuse("still_amended", "amends.event_id", id=amended)
        return item

    def review(self) -> Review:
        items = self._items.values()
        record = self._record.model_copy(
            update={
                "events": tuple(item for item in items if isinstance(item, Event)),
                "statistics": tuple(item for item in items if isinstance(item, Statistic)),
            }
        )
        return Review(
            record=record,
            applied=tuple(self._applied),
            unfit=tuple(UnfitDecision(decision=decision.id, why=str(error)) for decision, error in self._unfit),
            closed=self._closed,
            removed=self._removed,
            edits={id_: tuple(found) for id_, found in self._edits.items()},
            faults=tuple(fault for _, error in self._unfit for fault in error.faults),
            unfit_items=frozenset(decision.target or "" for decision, _ in self._unfit),
        )


def _changed(target: Reviewable, decision: Decision, text: str) -> Reviewable:
    change = extended if decision.verdict == "add" else edited
    if isinstance(target, Event):
        return change(target, decision, text)
    return change(target, decision, text)


def _passed_on(amends: Amends, heir: str | None, id_: str) -> Amends | None:
    """Return the link of event `id_` to one that is gone: to its heir, or else to the act alone."""
    if heir is not None and heir != id_:
        return amends.model_copy(update={"event_id": heir})
    return amends.model_copy(update={"event_id": None}) if amends.instrument_key else None


def _covers(later: Decision, earlier: Decision) -> bool:
    """Tell whether what is said later is about all that the earlier decision was about."""
    if later.target is None or later.target != earlier.target:
        return False
    return later.field is None or (earlier.field is not None and touching(later.field, earlier.field))


def records_of(decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    """Return the decisions of scope `record` by the record that they name, in the order of the log."""
    found: dict[str, list[Decision]] = {}
    for decision in decisions:
        found.setdefault(decision.record, []).append(decision)
    return found
