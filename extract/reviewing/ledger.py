"""The decision log of a folder as one object: reads what was appended since, writes so that nothing said to be saved is lost."""

import threading
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from extract.deciding.paths import touching
from extract.deciding.standing import claims_named
from extract.records import Decision
from extract.records.log import append_locked, log_lock, read_log


@dataclass(frozen=True)
class Clash:
    """Why a decision was not written: `theirs` was made since the version that the reviewer saw, about the same."""

    theirs: Decision


class Ledger:
    """The decisions of the log at `path`, by record. Safe to use from several threads and beside other processes.

    The version of a record is the id of the last decision about it, None while there is none.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.RLock()
        self._end = 0
        self._by_record: dict[str, list[Decision]] = defaultdict(list)

    def refresh(self) -> tuple[Decision, ...]:
        """Read what was appended since the last time, by whomever, and return it. Raises RecordError when it is not valid."""
        with self._lock:
            chunk = read_log(self._path, self._end)
            self._end = chunk.end
            fresh = tuple(line.decision for line in chunk.lines)
            for decision in fresh:
                self._by_record[decision.record].append(decision)
            return fresh

    def of(self, record: str) -> tuple[Decision, ...]:
        """Return the decisions about the record at this path below records/, in the order of the log."""
        with self._lock:
            return tuple(self._by_record.get(record, ()))

    def records(self) -> frozenset[str]:
        """Return the paths of the records that decisions name."""
        with self._lock:
            return frozenset(self._by_record)

    def version(self, record: str) -> str | None:
        """Return the version of the record at this path."""
        with self._lock:
            held = self._by_record.get(record)
            return held[-1].id if held else None

    def write(self, decision: Decision, *, version: str | None) -> Clash | None:
        """Append the decision; when None is returned it is on the disk.

        `version` is that of the record when the reviewer looked at it. Where someone decided about the same field or item since,
        nothing is written and the clash is returned. Raises RecordError, UsageError as `append_decisions` does.
        """
        with self._lock, log_lock(self._path):
            self.refresh()
            theirs = self._since(decision, version)
            if theirs:
                return Clash(theirs)
            append_locked(self._path, [decision])
            self.refresh()
            return None

    def _since(self, decision: Decision, version: str | None) -> Decision | None:
        held = self._by_record.get(decision.record, [])
        ids = [old.id for old in held]
        later = held[ids.index(version) + 1 :] if version in ids else held
        by_id = {old.id: old for old in held}
        return next(
            (old for old in reversed(later) if _same_matter(by_id.get(old.retracts or "", old), decision)), None
        )


def _same_matter(one: Decision, other: Decision) -> bool:
    """Tell whether two decisions are about the same field, or one of them about the whole of the other's item."""
    if one.scope != other.scope or not _named(one) & _named(other):
        return False
    whole = one.field is None or other.field is None or one.target != other.target
    return whole or touching(one.field, other.field)


def _named(decision: Decision) -> frozenset[tuple[str, str]]:
    return frozenset(claims_named(decision))
