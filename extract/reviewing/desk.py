"""The state of the review desk: a plain object over an output folder; pages only show it."""

from pathlib import Path
from typing import Any

from extract.deciding.anchors import items_in
from extract.deciding.applying import Review, reviewed
from extract.deciding.faults import Fault
from extract.deciding.seeing import seen_of
from extract.deciding.standing import standing_retractions
from extract.errors import UnfitError, UsageError
from extract.records import ArticleRecord, Decision
from extract.records.log import DECISIONS
from extract.records.store import RecordStore
from extract.reviewing.answers import Answers
from extract.reviewing.drafting import drafted, retracting
from extract.reviewing.faults import faults_in_wanted, faults_of
from extract.reviewing.folder import Decided
from extract.reviewing.index import Index
from extract.reviewing.ledger import Ledger
from extract.reviewing.outcomes import Outcome, Refused, Saved, Stale, Wanted
from extract.reviewing.pace import Pace
from extract.reviewing.queue import Progress, Queue, Wish
from extract.reviewing.rows import reasons_in
from extract.reviewing.second import SecondLook
from extract.reviewing.sheet import Sheet, cards_of, history_of, marks_of
from extract.reviewing.shelf import Shelf
from extract.reviewing.store import Store
from extract.reviewing.undoing import Stacks, stacks_of

EVERYTHING = Wish()
MADE_ANEW = "made_anew"
"""Code of the fault that a record is another than the reviewer saw."""


class Desk:
    """The desk over the folder `out`, which `regimeline extract` wrote. Safe to use from several threads and processes.

    `reviewer` decides where no other name is given. Records are only ever read; decisions go to `out`/decisions.jsonl.
    """

    def __init__(self, out: Path, reviewer: str) -> None:
        self.out = out
        self.reviewer = reviewer
        pace = Pace()
        self._ledger = Ledger(out / DECISIONS, pace.take_in)
        self._shelf = Shelf(out)
        self._store = Store(out)
        self._index = Index(out, self._store, self._ledger)
        self._answers = Answers(self._store, self._ledger, pace)

    @classmethod
    def open(cls, out: Path, *, reviewer: str) -> "Desk":
        """Return the desk over `out`, with its index brought up to date, which takes about a second for a thousand new records.

        Raises UsageError when `out` holds no records or the reviewer has no name, RecordError when the log is not valid.
        """
        if not reviewer.strip():
            message = "a reviewer needs a name, which stands beside each decision; give it with --reviewer"
            raise UsageError(message)
        RecordStore(out).check()
        desk = cls(out, reviewer.strip())
        desk.refresh(at_once=True)
        return desk

    def close(self) -> None:
        """Let go of all files."""
        self._store.close()

    def refresh(self, *, at_once: bool = False) -> None:
        """Take in what changed in the folder: decisions of others, new or changed records, a new timeline.

        All files are looked at every few seconds at most, unless `at_once`; so this may be called before every answer.
        """
        self._index.refresh(at_once=at_once)

    def faults(self) -> tuple[str, ...]:
        """Return sentences about records that cannot be reviewed because they are not valid."""
        return self._answers.faults()

    def queue(self, wish: Wish = EVERYTHING, *, page: int = 0, size: int = 50) -> Queue:
        """Return one page of what fits the wish, what needs eyes most first."""
        return self._answers.queue(wish, page=page, size=size)

    def progress(self, wish: Wish = EVERYTHING) -> Progress:
        """Return how far the review of what fits the wish (apart from its states) has come."""
        return self._answers.progress(wish)

    def next_after(self, record: str, wish: Wish = EVERYTHING) -> str | None:
        """Return the record to look at after this one: that of the row that follows in the queue; None when all others are done."""
        return self._answers.next_after(record, wish)

    def second_look(self) -> tuple[SecondLook, ...]:
        """Return the decisions that no longer fit their records, or the timeline, with the reasons."""
        return self._answers.second_look()

    def sheet(self, record: str, *, by: str | None = None) -> Sheet:
        """Return what the desk shows of the record at this path below records/. Raises UsageError when there is none."""
        read, decisions, review = self._reviewed(record)
        cards = cards_of(read, review, reasons_in(read, review, self._index.contested(record)))
        stacks = stacks_of(decisions, by or self.reviewer)
        return Sheet(
            path=record,
            article=read.article,
            cards=cards,
            marks=marks_of(cards),
            history=history_of(decisions, review),
            problems=read.problems,
            version=decisions[-1].id if decisions else None,
            made=self._shelf.made(record),
            can_undo=bool(stacks.done),
            can_redo=bool(stacks.undone),
            done=review.gone_through,
        )

    def decide(self, wanted: Wanted, *, version: str | None, by: str | None = None, made: str | None = None) -> Outcome:
        """Write down what is wanted; it is on the disk when Saved is returned.

        `version` is that of the sheet that the reviewer saw, and `made` too, if it is given: where the article was extracted anew
        since and tells something else, nothing is written. Raises UsageError when there is no such record, or the log cannot be
        written.
        """
        self._ledger.refresh()
        _, _, review = self._reviewed(wanted.record)
        if made and made != self._shelf.made(wanted.record):
            return Refused((Fault.of(MADE_ANEW, ""),))
        try:
            decision = drafted(wanted, review.record, by=by or self.reviewer, others=self._other)
        except UnfitError as error:
            return Refused(error.faults)
        after = reviewed(review.record, [decision]) if wanted.scope == "record" else None
        if after and after.faults and version == self._ledger.version(wanted.record):
            return Refused(after.faults)
        return self._write(decision, version)

    def undo(self, record: str, *, by: str | None = None) -> Saved | None:
        """Retract the reviewer's last decision about the record that stands; None when there is none."""
        done = self._stacks(record, by).done
        return self.retract(record, done[-1], by=by) if done else None

    def redo(self, record: str, *, by: str | None = None) -> Saved | None:
        """Retract the reviewer's last undo about the record; None when there is none since a new decision."""
        undone = self._stacks(record, by).undone
        return self.retract(record, undone[-1], by=by) if undone else None

    def retract(self, record: str, decision: str, *, by: str | None = None) -> Saved:
        """Retract any decision about the record, also one of somebody else. Raises UsageError when none of this id stands."""
        self._ledger.refresh()
        made = self._ledger.of(record)
        retracted = {other.retracts for other in standing_retractions(made)}
        old = next((other for other in made if other.id == decision and other.id not in retracted), None)
        if old is None:
            message = f"there is no decision {decision!r} about {record} that stands; look at its history again"
            raise UsageError(message)
        new = retracting(old, record, by=by or self.reviewer)
        self._ledger.write(new, version=self._ledger.version(record))
        self._index.decided(record)
        return Saved(new, new.id)

    def _stacks(self, record: str, by: str | None) -> Stacks:
        self._ledger.refresh()
        return stacks_of(self._ledger.of(record), by or self.reviewer)

    def faults_of(
        self, record: str, target: str, field: str, value: Any, *, evidence: tuple[int, int] | None = None
    ) -> tuple[Fault, ...]:
        """Return why `value` would not fit at `field` of an item of the record as reviewed; none when it does."""
        return faults_of(self.record(record), target, field, value, evidence=evidence)

    def faults_in(self, wanted: Wanted) -> tuple[Fault, ...]:
        """Return why what is wanted would not fit the record as reviewed; none when it does."""
        return faults_in_wanted(self.record(wanted.record), wanted)

    def record(self, path: str) -> ArticleRecord:
        """Return the record at this path below records/, as reviewed. Raises UsageError when there is none."""
        return self._reviewed(path)[2].record

    def decision(self, id_: str) -> Decision | None:
        """Return the decision of this id; None where there is none."""
        return self._ledger.find(id_)

    def shared(self) -> tuple[Decided, ...]:
        """Return the records that several people reviewed, as extracted, with what was decided about each. No other is read."""
        self._ledger.refresh()
        decided = ((path, self._ledger.of(path)) for path in sorted(self._ledger.counts()))
        several = ((path, made) for path, made in decided if len({decision.by for decision in made}) > 1)
        return tuple(Decided(path, self._shelf.record(path), made) for path, made in several if self._shelf.holds(path))

    def title(self, record: str) -> str:
        """Return the title of an article by the path of its record, or that path where there is none."""
        return (self._shelf.record(record).article.title if self._shelf.holds(record) else None) or record

    def since(self, record: str, version: str | None) -> tuple[Decision, ...]:
        """Return the decisions about the record after the one that made `version`, those that were retracted left out."""
        self._ledger.refresh()
        made = self._ledger.of(record)
        retracted = {other.retracts for other in standing_retractions(made)}
        later = made[next((at + 1 for at, decision in enumerate(made) if decision.id == version), 0) :]
        return tuple(decision for decision in later if decision.id not in retracted)

    def version(self, record: str) -> str | None:
        """Return the version of the record at this path, which goes back to the desk with each verdict."""
        return self._ledger.version(record)

    def _reviewed(self, path: str) -> tuple[ArticleRecord, tuple[Decision, ...], Review]:
        record = self._shelf.record(path)
        self._ledger.admit(path, record.article.text_sha256)
        decisions = self._ledger.of(path)
        return record, decisions, reviewed(record, decisions)

    def _other(self, path: str) -> ArticleRecord | None:
        return self.record(path) if self._shelf.holds(path) else None

    def _write(self, decision: Decision, version: str | None) -> Outcome:
        clash = self._ledger.write(decision, version=version)
        if clash is None:
            self._index.decided(decision.record)
            return Saved(decision, decision.id)
        now = self._reviewed(decision.record)[2].record
        item = items_in(now).get(decision.target or "")
        value = seen_of(item, decision.field) if item else None
        return Stale(clash.theirs, yours=decision.value, now=value, version=self._ledger.version(decision.record))
