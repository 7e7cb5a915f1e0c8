"""Closing a difference between reviewers: one of them is right, and a decision with a note says so."""

from typing import Any

from extract.deciding.applying import reviewed
from extract.deciding.paths import value_at
from extract.deciding.standing import claims_named, standing
from extract.errors import UsageError
from extract.records import ArticleRecord, Decision
from extract.reviewing.agreement import PRESENCE, Difference, Side
from extract.reviewing.drafting import drafted
from extract.reviewing.folder import Decided
from extract.reviewing.outcomes import Wanted
from extract.reviewing.versions import items_of, settling, version_of


def adjudicated(
    difference: Difference, article: Decided, *, take: str, by: str, note: str | None = None
) -> tuple[Decision, ...]:
    """Return the decisions of `by` that make what the reviewer `take` has hold, to be appended to the log.

    Each has a note that names the difference, which is no longer listed from then on; what the reviewers found themselves stays as it
    is. Raises UsageError when `take` is no side of it.
    """
    side = next((side for side in difference.sides if side.reviewer == take), None)
    if side is None:
        sides = " or ".join(side.reviewer for side in difference.sides)
        message = f"{take!r} has no part in {difference.id}; take {sides}"
        raise UsageError(message)
    case = _Case(difference, article, by=by, note=settling(difference.id, note))
    return case.presence(side) if difference.field == PRESENCE else case.value(side)


class _Case:
    """One difference, before whoever decides it."""

    def __init__(self, difference: Difference, article: Decided, *, by: str, note: str) -> None:
        self._difference = difference
        self._article = article
        self._now = reviewed(article.record, article.decisions).record
        self._by = by
        self._note = note

    def value(self, side: Side) -> tuple[Decision, ...]:
        """Write the side's value into the field, or accept it where it stands there already."""
        field = self._difference.field
        theirs = self._field(version_of(side.reviewer, self._article.record, self._article.decisions).record, side.item)
        if self._field(self._now, side.item) == theirs:
            return (self._draft("accept", side.item, field=field),)
        return (self._draft("edit", side.item, field=field, value=theirs),)

    def presence(self, side: Side) -> tuple[Decision, ...]:
        """Let the item stand or fall: what took it away is retracted, and said again by whoever decides if it is to stay away."""
        item = next(other.item for other in self._difference.sides if other.item)
        if any(held.id == item for held in items_of(self._now)):
            return (self._draft("accept" if side.item else "reject", item),)
        gone = [decision for decision in standing(self._article.decisions) if _takes_away(decision, item)]
        undone = [self._draft("retract", decision.target, retracts=decision.id) for decision in gone]
        again = [] if side.item else [self._again(decision) for decision in gone]
        return (*undone, *again)

    def _field(self, record: ArticleRecord, item: str | None) -> Any:
        held = next((held for held in items_of(record) if held.id == item), None)
        return value_at(held.model_dump(mode="json", by_alias=True), (self._difference.field,)) if held else None

    def _draft(self, verdict: Any, target: str | None, *, retracts: str | None = None, **about: Any) -> Decision:
        wanted = Wanted(record=self._difference.record, verdict=verdict, target=target, note=self._note, **about)
        return drafted(wanted, self._now, by=self._by).model_copy(update={"retracts": retracts})

    def _again(self, decision: Decision) -> Decision:
        fresh = self._draft(decision.verdict, decision.target)
        return decision.model_copy(update={"id": fresh.id, "at": fresh.at, "by": self._by, "note": self._note})


def _takes_away(decision: Decision, item: str) -> bool:
    if decision.verdict == "reject":
        return decision.field is None and decision.target == item
    return decision.verdict == "merge" and any(named == item for _, named in claims_named(decision)[1:])
