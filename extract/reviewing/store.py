"""The index of a folder on disk: an SQLite file, `OUT/review.cache`, safe to delete at any time; several desks may share it."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import LifoQueue

from extract.errors import UsageError
from extract.running.keeping import empty_if_other

INDEX = "review.cache"

_TABLES = """
CREATE TABLE made_by (sha256 TEXT NOT NULL);
CREATE TABLE records (
  path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, text TEXT, fault TEXT,
  decisions INTEGER NOT NULL, version TEXT) WITHOUT ROWID;
CREATE TABLE rows (
  record TEXT NOT NULL, item TEXT NOT NULL, kind TEXT NOT NULL, done INTEGER NOT NULL, need REAL NOT NULL, state TEXT NOT NULL,
  confidence REAL, facets TEXT NOT NULL, words TEXT NOT NULL, json TEXT NOT NULL);
CREATE INDEX in_order ON rows (kind, done, need DESC, record, item, state, confidence, facets);
CREATE INDEX of_record ON rows (record);
CREATE TABLE contested (record TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE unfit (record TEXT NOT NULL, json TEXT NOT NULL);
CREATE INDEX unfit_of ON unfit (record);
CREATE TABLE timeline (size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL);
"""
_ROOMS = ("reviewing", "deciding", "records", "language")
_READERS = 4
_PATIENCE = 60.0


class Store:
    """Connections to the index: a few that read, lent to one thread at a time, and one that writes."""

    def __init__(self, out: Path) -> None:
        self._path = out / INDEX
        self._turn = threading.RLock()
        try:
            self._writer = self._made()
        except sqlite3.OperationalError as error:
            message = f"{self._path} cannot be used ({error}); see that the folder can be written and has room"
            raise UsageError(message) from error
        except sqlite3.DatabaseError:
            self._path.unlink()  # damaged: nothing is lost but time
            self._writer = self._made()
        self._readers: LifoQueue[sqlite3.Connection] = LifoQueue()
        for _ in range(_READERS):
            self._readers.put(self._connected())

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=_PATIENCE, check_same_thread=False, isolation_level=None)
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection

    def _made(self) -> sqlite3.Connection:
        connection = self._connected()
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN IMMEDIATE")
            empty_if_other(connection, _TABLES, _ROOMS)
            connection.execute("COMMIT")
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection that only reads."""
        connection = self._readers.get()
        try:
            yield connection
        finally:
            self._readers.put(connection)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection that writes; what is written is kept when the block ends without error."""
        with self._turn:
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
            except BaseException:
                self._writer.execute("ROLLBACK")
                raise
            self._writer.execute("COMMIT")

    def close(self) -> None:
        """Close all connections."""
        for _ in range(_READERS):
            self._readers.get().close()
        self._writer.close()
