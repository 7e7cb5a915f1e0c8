"""A record with the decisions of reviewers applied: what reads the records of a folder reads them so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extract.deciding.anchors import Reviewable, found_among, items_in
from extract.deciding.editing import checked, edited, extended, same_as_seen
from extract.deciding.faults import Fault, raised, refuse
from extract.deciding.joining import joined, parted
from extract.deciding.misfits import Misfit
from extract.deciding.paths import touching
from extract.deciding.seeing import altered, at_its_words
from extract.deciding.standing import claims_named, standing
from extract.errors import UnfitError
from extract.records import Amends, Anchor, ArticleRecord, Decision, Event, Span, Statistic

CERTAIN = 1.0
"""The confidence of what a reviewer accepted or added."""

_TO_DERIVE = {"direction": "neutral", "headline": {"en": "", "zh": ""}}  # stand in until they are derived


@dataclass(frozen=True)
class Review:
    """A record as reviewed, and what became of each decision that stands.

    `closed` is, by id, the decision by which an item was accepted, rejected, added or merged away; `removed` are the items that
    were rejected or merged away, as they last stood; `edits` are the decisions about fields, by id and in order.
    """

    record: ArticleRecord
    applied: tuple[Decision, ...] = ()
    unfit: tuple[Misfit, ...] = ()
    closed: Mapping[str, Decision] = field(default_factory=dict)
    removed: Mapping[str, Reviewable] = field(default_factory=dict)
    edits: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Why decisions do not fit, field by field."""
        return tuple(fault for misfit in self.unfit for fault in misfit.faults)

    @property
    def gone_through(self) -> bool:
        """Somebody said of the whole article that it has been gone through, nothing missing."""
        return any(decision.verdict == "accept" and decision.target is None for decision in self.applied)


def reviewed(record: ArticleRecord, decisions: Sequence[Decision]) -> Review:
    """Return `record` with the decisions of scope `record` applied, in the order of the log; ids are never recomputed.

    `decisions` are those about this record, with the ones that retract others. Items are found by id and anchor, so decisions made
    before a new extraction hold after it; one that does not fit changes nothing and is listed, unless a later one covers it.
    """
    state = _State(record)
    for decision in standing(decisions):
        if decision.scope == "record":
            state.apply(decision)
    return state.review()


def held_in(review: Review) -> tuple[Reviewable, ...]:
    """Return the items of a record as reviewed, and then those that were rejected or merged away."""
    return (*items_in(review.record).values(), *review.removed.values())


class _State:
    """A record with the decisions applied so far, in the order of the log."""

    def __init__(self, record: ArticleRecord) -> None:
        self._record = record
        self._text = record.article.text
        self._items = items_in(record)
        self._removed: dict[str, Reviewable] = {}
        self._closed: dict[str, Decision] = {}
        self._edits: dict[str, list[Decision]] = {}
        self._applied: list[Decision] = []
        self._unfit: list[Misfit] = []

    def apply(self, decision: Decision) -> None:
        here = self._relocated(decision)
        item = self._at(decision.target or "", decision.anchor)
        id_ = item.id if item else None
        try:
            self._carry_out(here)
        except UnfitError as error:
            self._unfit.append(Misfit(decision, error.faults, id_))
        else:
            self._unfit = [old for old in self._unfit if not _covers(decision, id_, old)]
            self._applied.append(decision)

    def _relocated(self, decision: Decision) -> Decision:
        """Return the decision with its quotes where they stand in the text of today, if that is another than it was."""
        if decision.anchor is None or decision.anchor.article_sha256 == self._record.article.text_sha256:
            return decision
        held = decision.model_dump(mode="json", include={"value", "seen", "evidence"})
        moved = at_its_words(held, self._text)
        evidence = Span(**moved["evidence"]) if moved["evidence"] else None
        return decision.model_copy(update={**moved, "evidence": evidence})

    def _carry_out(self, decision: Decision) -> None:
        if decision.target is None:
            if decision.verdict == "add":
                self._add(decision)
            elif decision.verdict != "accept":
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

    def _at(self, id_: str, anchor: Anchor | None) -> Reviewable | None:
        found = found_among(self._items.values(), self._text, id_, anchor)
        return self._items[found] if found else None

    def _find(self, decision: Decision) -> Reviewable:
        item = self._at(decision.target or "", decision.anchor)
        if item is None:
            refuse("gone", decision.field or "")
        return item

    def _accept(self, decision: Decision, target: Reviewable) -> None:
        if decision.field is not None:
            self._accept_field(decision, target)
            return
        _check_unaltered(target, decision, "accepted_otherwise")
        self._items[target.id] = target.model_copy(update={"confidence": CERTAIN})
        self._closed[target.id] = decision

    def _accept_field(self, decision: Decision, target: Reviewable) -> None:
        if not same_as_seen(target, decision):
            refuse("accepted_otherwise", decision.field or "")
        self._edits.setdefault(target.id, []).append(decision)

    def _reject(self, decision: Decision, target: Reviewable) -> None:
        if decision.field is not None:
            self._edit(decision.model_copy(update={"value": None, "evidence": None}), target)
            return
        _check_unaltered(target, decision, "rejected_otherwise", matter=True)
        self._remove(target, decision)

    def _edit(self, decision: Decision, target: Reviewable) -> None:
        changed = _changed(target, decision, self._text)
        self._items[target.id] = self._referring(changed)
        self._edits.setdefault(target.id, []).append(decision)

    def _add(self, decision: Decision) -> None:
        kind: type[Any] = Statistic if decision.field == "statistics" else Event
        given = {"confidence": CERTAIN, **(decision.value or {})}
        item = self._referring(checked(kind, given if kind is Statistic else {**given, **_TO_DERIVE}, self._text))
        if item.id in self._items or item.id in self._removed:
            refuse("ids_clash", "id", id=item.id)
        self._items[item.id] = item
        self._closed[item.id] = decision

    def _merge(self, decision: Decision, target: Reviewable) -> None:
        named = [id_ for _, id_ in claims_named(decision)[1:]]
        anchors = (*decision.anchors, *(None for _ in named[len(decision.anchors) :]))
        others = [self._at(id_, anchor) for id_, anchor in zip(named, anchors, strict=False)]
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
            unfit=tuple(self._unfit),
            closed=self._closed,
            removed=self._removed,
            edits={id_: tuple(found) for id_, found in self._edits.items()},
        )


def _check_unaltered(item: Reviewable, decision: Decision, code: str, *, matter: bool = False) -> None:
    """Raise UnfitError where the item is another than the one that was decided about."""
    names = altered(item, decision.seen, matter=matter)
    if names:
        raise raised(Fault.of(code, name) for name in names)


def _changed(target: Reviewable, decision: Decision, text: str) -> Reviewable:
    change = extended if decision.verdict == "add" else edited
    if isinstance(
        target, Event
    ):  # to the type checker a change keeps the kind of its item, which must be one of the two
        return change(target, decision, text)
    return change(target, decision, text)


def _passed_on(amends: Amends, heir: str | None, id_: str) -> Amends | None:
    """Return the link of event `id_` to one that is gone: to its heir, or else to the act alone."""
    if heir is not None and heir != id_:
        return amends.model_copy(update={"event_id": heir})
    return amends.model_copy(update={"event_id": None}) if amends.instrument_key else None


def _covers(later: Decision, id_: str | None, earlier: Misfit) -> bool:
    """Tell whether what is said later, of the item `id_` of today, is about all that did not fit."""
    if id_ is None or id_ not in (earlier.item, earlier.decision.target):
        return False
    field = earlier.decision.field
    return later.field is None or (field is not None and touching(later.field, field))
