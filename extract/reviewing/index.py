"""All items of a folder as rows, with what needs eyes; kept on disk, and up to date as records, decisions and timelines come in."""

import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from extract.deciding.applying import reviewed
from extract.errors import RecordError
from extract.records.store import RecordFile, RecordStore
from extract.reviewing.contested import Contested, contested_in
from extract.reviewing.ledger import Ledger
from extract.reviewing.queue import Reason, Row
from extract.reviewing.rows import Filed, rows_of
from extract.reviewing.second import KeptLook
from extract.reviewing.store import Store
from extract.reviewing.wishing import EDGE
from extract.running.rebuilding import TIMELINE

LOOKS_EVERY = 5.0
"""Seconds between two looks at all files of the folder."""

_AT_ONCE = 200
ROWS = TypeAdapter(Row)
_REASONS = TypeAdapter(dict[str, tuple[Reason, ...]])


class _Fresh(NamedTuple):
    """What the index is to hold of one record from now on."""

    path: str
    file: RecordFile
    text: str | None
    fault: str | None
    decisions: int
    version: str | None
    rows: list[Filed]
    looks: list[KeptLook]


class Index:
    """Brings the store up to date with the folder `out` and the ledger."""

    def __init__(self, out: Path, store: Store, ledger: Ledger) -> None:
        self._out = out
        self._records = RecordStore(out)
        self._store = store
        self._ledger = ledger
        self._turn = threading.Lock()
        self._looked = float("-inf")

    def refresh(self, *, at_once: bool = False) -> None:
        """Take in what changed. All files are looked at every few seconds at most, unless `at_once`; while one thread does, others go on.

        Raises UsageError when the folder holds no records any more.
        """
        if not self._turn.acquire(blocking=at_once):
            return
        try:
            touched = self._ledger.refresh()
            if at_once or time.monotonic() - self._looked >= LOOKS_EVERY:
                touched |= self._look()
                self._looked = time.monotonic()
            self._update(touched)
        finally:
            self._turn.release()

    def decided(self, path: str) -> None:
        """Take in what was decided about one record."""
        self._update([path])

    def _look(self) -> set[str]:
        """Look at all files; return the records whose rows are no longer those of the index."""
        self._records.check()  # a folder that was moved away is not one whose records are all decided
        found = self._records.files()
        with self._store.reading() as store:
            known = {
                path: RecordFile(*file) for path, *file in store.execute("SELECT path, size, mtime_ns FROM records")
            }
        self._drop(known.keys() - found.keys())
        touched = {path for path, file in found.items() if known.get(path) != file} | self._heed_timeline()
        self._update(touched)
        with self._store.reading() as store:
            kept = store.execute("SELECT path, text, decisions FROM records").fetchall()
        self._ledger.house({path: text for path, text, _ in kept if text})
        counts = self._ledger.counts()
        return {path for path, _, decisions in kept if counts.get(path, 0) != decisions}

    def _update(self, paths: Iterable[str]) -> None:
        waiting = sorted(paths)
        for first in range(0, len(waiting), _AT_ONCE):
            fresh = [one for one in map(self._fresh, waiting[first : first + _AT_ONCE]) if one]
            with self._store.writing() as store:
                for one in fresh:
                    _write(store, one)

    def _fresh(self, path: str) -> _Fresh | None:
        """Work out the rows of a record; None where it is gone."""
        file = self._records.file_of(path)
        if file is None:
            return None
        try:
            record = self._records.load(path)
        except RecordError as error:
            return _Fresh(path, file, None, _told(path, error), 0, None, [], [])
        decisions = self._ledger.of(path)
        review = reviewed(record, decisions)
        return _Fresh(
            path,
            file,
            record.article.text_sha256,
            None,
            len(decisions),
            decisions[-1].id if decisions else None,
            rows_of(path, record, review, self.contested(path)),
            [KeptLook.of(misfit) for misfit in review.unfit],
        )

    def contested(self, path: str) -> dict[str, tuple[Reason, ...]]:
        """Return why the timeline says that items of a record need eyes."""
        with self._store.reading() as store:
            row = store.execute("SELECT json FROM contested WHERE record = ?", (path,)).fetchone()
        return _REASONS.validate_json(row[0]) if row else {}

    def _drop(self, paths: Iterable[str]) -> None:
        with self._store.writing() as store:
            for path in paths:
                for table, column in (("records", "path"), ("rows", "record"), ("unfit", "record")):
                    store.execute(f"DELETE FROM {table} WHERE {column} = ?", (path,))  # noqa: S608 -- our own names

    def _heed_timeline(self) -> set[str]:
        """Take in the timeline if it is a new one; return the records about which it tells something else than before."""
        place = self._out / TIMELINE
        stat = place.stat() if place.is_file() else None
        now = (stat.st_size, stat.st_mtime_ns) if stat else (0, 0)
        with self._store.reading() as store:
            if store.execute("SELECT size, mtime_ns FROM timeline").fetchone() == now:
                return set()
            before = dict(store.execute("SELECT record, json FROM contested"))
        contested = contested_in(self._out)
        told = {path: _REASONS.dump_json(dict(items)).decode() for path, items in contested.reasons.items()}
        looks = [look.model_dump_json() for look in self._looks(contested)]
        with self._store.writing() as store:
            store.execute("DELETE FROM contested")
            store.executemany("INSERT INTO contested VALUES (?, ?)", told.items())
            store.execute("DELETE FROM unfit WHERE record = ''")
            store.executemany("INSERT INTO unfit VALUES ('', ?)", [(look,) for look in looks])
            store.execute("DELETE FROM timeline")
            store.execute("INSERT INTO timeline VALUES (?, ?)", now)
        return {path for path in told.keys() | before.keys() if told.get(path) != before.get(path)}

    def _looks(self, contested: Contested) -> Iterator[KeptLook]:
        """Yield the rulings on the timeline that do not fit; what does not fit a record is found with that."""
        for unfit in contested.unfit:
            decision = self._ledger.find(unfit.decision)
            if decision and decision.scope == "timeline":
                yield KeptLook(decision=decision, why=unfit.why, why_zh=unfit.why_zh or unfit.why)


def _told(path: str, error: RecordError) -> str:
    told = str(error)
    return told if path in told else f"{path}: {told}"


def _write(store: sqlite3.Connection, one: _Fresh) -> None:
    """Put a record's rows in the place of older ones."""
    for table, column in (("records", "path"), ("rows", "record"), ("unfit", "record")):
        store.execute(f"DELETE FROM {table} WHERE {column} = ?", (one.path,))  # noqa: S608 -- our own names
    store.execute(
        "INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?)",
        (one.path, *one.file, one.text, one.fault, one.decisions, one.version),
    )
    store.executemany("INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_columns, one.rows))
    store.executemany("INSERT INTO unfit VALUES (?, ?)", [(one.path, look.model_dump_json()) for look in one.looks])


def _columns(filed: Filed) -> tuple[Any, ...]:
    row = filed.row
    done = int(row.state not in ("open", "second_look"))
    facets = EDGE + EDGE.join(sorted(filed.facets)) + EDGE
    return (
        row.record,
        row.item or "",
        filed.kind,
        done,
        row.need,
        row.state,
        row.confidence,
        facets,
        filed.words,
        ROWS.dump_json(row).decode(),
    )
