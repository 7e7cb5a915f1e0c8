"""What a folder's runs have done so far, in an SQLite file beside the records: how a run goes on where another stopped.

Deleting it costs the time of reading everything again, nothing else. Every file and article stands there with the hashes of what its records hang
on (the file, what is told beside it, the code, knowledge and model) and the size of what was written, so that a record which is not what
was written, be it by a loss of power, is made again. What is written down is kept within a second, whatever ends the process.
"""

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from extract.errors import StorageError
from extract.records.masking import masked
from extract.running.tables import carry_out, has_tables, make_anew

JOURNAL = "run.cache"

_FORM = "2"
"""The form of the tables below; a journal of another form is begun anew."""
_SECONDS = 1.0
"""After which what was written down is made to last."""

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
  stem TEXT PRIMARY KEY, path BLOB NOT NULL, root BLOB NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
  tables TEXT NOT NULL, sha256 TEXT NOT NULL, told TEXT NOT NULL, made_by TEXT NOT NULL, again INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
  record TEXT PRIMARY KEY, stem TEXT NOT NULL, place INTEGER NOT NULL, key TEXT NOT NULL, whole TEXT NOT NULL, made_by TEXT NOT NULL,
  unit TEXT NOT NULL, size INTEGER NOT NULL, told TEXT NOT NULL, examples TEXT NOT NULL, run INTEGER NOT NULL, gone INTEGER NOT NULL)
  WITHOUT ROWID;
CREATE INDEX of_stem ON articles (stem);
CREATE INDEX of_key ON articles (key);
CREATE INDEX of_unit ON articles (unit);
CREATE TABLE skipped (stem TEXT NOT NULL, place INTEGER NOT NULL, code TEXT NOT NULL, told TEXT NOT NULL, run INTEGER NOT NULL);
CREATE INDEX skipped_of_stem ON skipped (stem);
CREATE TABLE pending (record TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE outdated (unit TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_OF_THIS_RUN = """
CREATE TEMP TABLE planned (
  number INTEGER PRIMARY KEY, stem TEXT UNIQUE NOT NULL, path BLOB NOT NULL, root BLOB NOT NULL, input TEXT NOT NULL, name TEXT NOT NULL,
  own_stem TEXT NOT NULL, folder TEXT NOT NULL, position INTEGER NOT NULL, problem TEXT NOT NULL,
  size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, tables TEXT NOT NULL);
CREATE INDEX temp.in_order ON planned (position, name);
CREATE TEMP TABLE present (unit TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL) WITHOUT ROWID;
CREATE TEMP TABLE broken (stem TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE due (number INTEGER PRIMARY KEY);
"""


class Journal:
    """The open journal. `db` is its connection, used by the modules that know the tables; its SQL has `masked` of `records.masking`. See `open_journal`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self._kept = time.monotonic()

    def recall(self, name: str) -> str | None:
        """Return what was remembered under a name."""
        row = self.db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row and str(row[0])

    def remember(self, name: str, value: str) -> None:
        """Remember a word for later runs."""
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def forget(self) -> None:
        """Forget all files and articles."""
        for table in ("files", "articles", "skipped", "pending", "outdated", "meta"):
            self.db.execute(f"DELETE FROM {table}")  # noqa: S608 -- our own tables
        self.remember("form", _FORM)

    def shrink(self) -> None:
        """Give back the room of what was written down and is no longer needed."""
        self.keep(now=True)
        self.db.execute("PRAGMA incremental_vacuum").fetchall()
        self.keep(now=True)

    def keep(self, *, now: bool = False) -> None:
        """Make what was written down last: `now`, or else when the last time is a second ago."""
        if self.db.in_transaction and (now or time.monotonic() - self._kept > _SECONDS):
            self.db.commit()
            self._kept = time.monotonic()


@contextlib.contextmanager
def open_journal(out: Path) -> Iterator[Journal]:
    """Open `out`/run.cache, made if need be, for this process alone; a damaged one is begun anew.

    What is written down is kept also when the block ends with an error. Raises StorageError where another run has it open, or there is no
    room for it.
    """
    path = out / JOURNAL
    try:
        db = _opened(path)
    except sqlite3.OperationalError as error:
        raise StorageError(_told(path, error)) from error
    except sqlite3.DatabaseError:
        path.unlink()
        db = _opened(path)
    try:
        journal = Journal(db)
        try:
            yield journal
        finally:
            journal.keep(now=True)
    except sqlite3.OperationalError as error:
        raise StorageError(_told(path, error)) from error
    finally:
        db.close()


def _opened(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=1)
    try:
        db.execute("PRAGMA auto_vacuum = INCREMENTAL")
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.execute("PRAGMA cache_size = -65536")
        db.execute("PRAGMA temp_store = FILE")
        db.execute("BEGIN EXCLUSIVE")
        if db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            message = "the file is damaged"
            raise sqlite3.DatabaseError(message)  # noqa: TRY301 -- as SQLite itself would, a little later
        whole = has_tables(db, _TABLES)
        if not whole or db.execute("SELECT value FROM meta WHERE name = 'form'").fetchone() != (_FORM,):
            make_anew(db, _TABLES)
            db.execute("INSERT INTO meta VALUES ('form', ?)", (_FORM,))
        db.commit()
        carry_out(db, _OF_THIS_RUN)
        db.create_function("masked", 1, lambda text: text and masked(text), deterministic=True)
    except BaseException:
        db.close()
        raise
    return db


def _told(path: Path, error: sqlite3.Error) -> str:
    if "locked" in str(error):
        return f"another run is writing to {path.parent}; wait until it ends, or give another folder with -o"
    return f"{path} cannot be written ({error}); see that it can be, and that there is room, then run the same command again: it goes on where it stopped"
