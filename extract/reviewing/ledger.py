"""The decision log of a folder as one object: reads what was appended since, writes so that nothing said to be saved is lost.

In memory stands only where each line is; the decisions themselves are read again when a record is looked at.
"""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from extract.deciding.homes import Homes, text_of
from extract.deciding.paths import touching
from extract.deciding.standing import claims_named, standing_retractions
from extract.records import Decision
from extract.records.log import append_locked, log_lock, read_line, read_log


@dataclass(frozen=True)
class Clash:
    """Why a decision was not written: `theirs` was made since the version that the reviewer saw, about the same."""

    theirs: Decision


class _Entry(NamedTuple):
    """What is known of a line without reading it again."""

    id: str
    record: str
    text: str | None
    retracts: str | None
    start: int


class Ledger:
    """The decisions of the log at `path`, by the record of today that they are about. Safe for threads, and beside other processes.

    `watch` is called with each decision as it comes in. The version of a record is the id of the last decision about it, None
    while there is none.
    """

    def __init__(self, path: Path, watch: Callable[[Decision], None] = lambda _: None) -> None:
        self._path = path
        self._watch = watch
        self._lock = threading.RLock()  # over what is held in memory
        self._turn = threading.Lock()  # over writing, which waits for the disk: meanwhile others read on
        self._texts: Mapping[str, str] | None = None
        self._forget()

    def _forget(self) -> None:
        self._file: int | None = None
        self._end = 0
        self._entries: list[_Entry] = []
        self._house()

    def _house(self) -> None:
        self._homes = Homes(self._texts) if self._texts is not None else None
        self._by_record: dict[str, list[_Entry]] = {}
        self._lost: list[_Entry] = []
        for entry in self._entries:
            self._place(entry)

    def _place(self, entry: _Entry) -> str | None:
        home = self._homes.place(*entry[:4]) if self._homes else entry.record
        (self._lost if home is None else self._by_record.setdefault(home, [])).append(entry)
        return home

    def house(self, texts: Mapping[str, str]) -> None:
        """Say which records there are today: the hash of the article's text by the path of the record."""
        with self._lock:
            self._texts = dict(texts)
            self._house()

    def admit(self, record: str, text: str) -> None:
        """Say that there is a record at this path whose article has this text, if that was not known."""
        with self._lock:
            if self._texts is not None and self._texts.get(record) != text:
                self._texts = {**self._texts, record: text}
                self._house()

    def refresh(self) -> frozenset[str]:
        """Read what was appended since the last time, by whomever; return the records that it is about.

        A log that was replaced is read from its beginning. Raises RecordError when it is not valid.
        """
        with self._lock:
            if self._replaced():
                self._forget()
            touched = set()
            for line in read_log(self._path, self._end):
                made = line.decision
                entry = _Entry(made.id, made.record, text_of(made), made.retracts, line.start)
                self._entries.append(entry)
                self._end = line.end
                touched.add(self._place(entry))
                self._watch(made)
            return frozenset(path for path in touched if path is not None)

    def _replaced(self) -> bool:
        """Tell whether the file is another than the one that was read, or shorter."""
        try:
            stat = self._path.stat()
        except FileNotFoundError:
            return self._end > 0
        known, self._file = self._file, stat.st_ino
        return self._end > 0 and (stat.st_size < self._end or known not in (None, stat.st_ino))

    def of(self, record: str) -> tuple[Decision, ...]:
        """Return the decisions about the record at this path below records/, in the order of the log."""
        with self._lock:
            return self._read(self._by_record.get(record, ()))

    def find(self, id_: str) -> Decision | None:
        """Return the decision of this id; None where there is none."""
        with self._lock:
            return next(iter(self._read(entry for entry in self._entries if entry.id == id_)), None)

    def stands(self, decision: Decision) -> bool:
        """Tell whether no later decision retracts this one."""
        with self._lock:
            retracting = self._read(entry for entry in self._entries if entry.retracts)
        return decision.id not in {made.retracts for made in standing_retractions(retracting)}

    def lost(self) -> tuple[Decision, ...]:
        """Return the decisions whose record is not there."""
        with self._lock:
            return self._read(self._lost)

    def counts(self) -> dict[str, int]:
        """Return how many decisions there are about each record."""
        with self._lock:
            return {path: len(held) for path, held in self._by_record.items()}

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
        with self._turn, log_lock(self._path):
            self.refresh()
            theirs = self._since(decision, version)
            if theirs:
                return Clash(theirs)
            append_locked(self._path, [decision])
            self.refresh()
            return None

    def _since(self, decision: Decision, version: str | None) -> Decision | None:
        """Return the last decision after `version` that is about the same matter."""
        with self._lock:
            held = tuple(self._by_record.get(decision.record, ()))
        ids = [entry.id for entry in held]
        later = held[ids.index(version) + 1 :] if version in ids else held
        undone = {entry.id: entry for entry in held}
        made = self._read(later)
        about = self._read(undone.get(entry.retracts or "", entry) for entry in later)
        return next(
            (old for old, said in zip(made[::-1], about[::-1], strict=True) if same_matter(said, decision)), None
        )

    def _read(self, entries: Iterable[_Entry]) -> tuple[Decision, ...]:
        places = [entry.start for entry in entries]
        if not places:
            return ()
        with self._path.open("rb") as file:
            return tuple(read_line(file, start) for start in places)


def same_matter(one: Decision, other: Decision) -> bool:
    """Tell whether two decisions about one record are about the same field, or one of them about the whole of the other's item."""
    if one.scope != other.scope or not _named(one) & _named(other):
        return False
    whole = one.field is None or other.field is None or one.target != other.target
    return whole or touching(one.field, other.field)


def _named(decision: Decision) -> frozenset[str]:
    """Return the items that a decision is about; none for one about the article or a new item, which stands in nobody's way."""
    if decision.target is None:
        return frozenset()
    claims = claims_named(decision)
    return frozenset(item if decision.scope == "record" else f"{record}#{item}" for record, item in claims)
