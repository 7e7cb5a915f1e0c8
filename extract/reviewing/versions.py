"""What each reviewer by themself made of an article: the extracted record with their decisions alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.deciding.anchors import Reviewable
from extract.deciding.applying import Review, reviewed
from extract.deciding.standing import claims_named, standing
from extract.records import ArticleRecord, Decision

_SETTLES = re.compile(r"\bsettles (x-[0-9a-f]{12})\b")


@dataclass(frozen=True)
class Version:
    """One reviewer's article. `rated` are the ids of the items that they said something of; `through` tells that they said of all.

    What a reviewer never looked at is no agreement: it counts as missing, not as what was extracted.
    """

    reviewer: str
    record: ArticleRecord
    rated: frozenset[str]
    through: bool

    def item(self, id_: str) -> Reviewable | None:
        """Return the item as the reviewer left it; None when it is not in their article."""
        return next((item for item in items_of(self.record) if item.id == id_), None)


def items_of(record: ArticleRecord) -> tuple[Reviewable, ...]:
    """Return events and statistics of a record."""
    return (*record.events, *record.statistics)


def settled_by(decision: Decision) -> str | None:
    """Return the id of the difference between reviewers that a decision closes; None for one that closes none."""
    found = _SETTLES.search(decision.note or "")
    return found[1] if found else None


def settled(decisions: Sequence[Decision]) -> frozenset[str]:
    """Return the ids of the differences that decisions close, a retraction among them too, unless a later one retracts them."""
    retracted: set[str] = set()
    found = set()
    for decision in reversed(decisions):
        if decision.id not in retracted:
            found.add(settled_by(decision))
            if decision.verdict == "retract" and decision.retracts:
                retracted.add(decision.retracts)
    return frozenset(id_ for id_ in found if id_)


def settling(difference: str, note: str | None = None) -> str:
    """Return the note of a decision that closes a difference."""
    return f"settles {difference}" + (f": {note}" if note else "")


def reviewers_of(decisions: Sequence[Decision]) -> tuple[str, ...]:
    """Return who decided something of scope `record` that stands and is no adjudication, by name."""
    return tuple(sorted({decision.by for decision in _reviews(decisions)}))


def reviews_of(reviewer: str, decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions of scope `record` by which one reviewer said what they found; adjudications are left out."""
    return [decision for decision in _reviews(decisions) if decision.by == reviewer]


def version_of(reviewer: str, record: ArticleRecord, decisions: Sequence[Decision]) -> Version:
    """Return the article of one reviewer, from the decisions of all about this record; adjudications are left out."""
    review = reviewed(record, reviews_of(reviewer, decisions))
    rated = _rated(review, record)
    through = any(decision.verdict == "accept" and decision.target is None for decision in review.applied)
    everything = {item.id for item in items_of(record)}
    return Version(reviewer, review.record, rated | (everything if through else set()), through or everything <= rated)


def _reviews(decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions that say what a reviewer found. An adjudication that retracts one changes the record, not what they found."""
    own = [decision for decision in decisions if decision.scope == "record" and settled_by(decision) is None]
    return list(standing(own))


def _rated(review: Review, record: ArticleRecord) -> frozenset[str]:
    """Return the ids of the items that applied decisions are about, and of those that they made."""
    named = {item for decision in review.applied for _, item in claims_named(decision) if item}
    made = {item.id for item in items_of(review.record)} - {item.id for item in items_of(record)}
    return frozenset(named | made | review.closed.keys() | review.edits.keys())
