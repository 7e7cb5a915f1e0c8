"""What a rebuild of the timeline keeps from the last one: an SQLite file beside the timeline, safe to delete at any time.

It holds, for each record, its file (or the shard that it is in) with size and time, its hash, the hash of what was decided about it and the part of it, as reviewed, that timelines
look at; for each change and figure, its JSON. All of it hangs on the code and the rules that made it: `made_by` is their hash, and a file of another hash is emptied.
"""

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pydantic

import extract
from extract.knowledge import load_knowledge
from extract.running.tables import has_tables, make_anew

KEPT = "timeline.cache"

_TABLES = """
CREATE TABLE made_by (sha256 TEXT NOT NULL);
CREATE TABLE written (size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, decisions TEXT NOT NULL);
CREATE TABLE records (
  path TEXT PRIMARY KEY, unit TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL, decided TEXT NOT NULL,
  fault TEXT, source BLOB, text_sha256 TEXT) WITHOUT ROWID;
CREATE TABLE parts (path TEXT PRIMARY KEY, part BLOB NOT NULL);
CREATE INDEX of_text ON records (text_sha256);
CREATE INDEX of_unit ON records (unit);
CREATE TABLE unfit (path TEXT NOT NULL, decision TEXT NOT NULL, json TEXT NOT NULL);
CREATE INDEX of_path ON unfit (path);
CREATE TABLE ruled (cell TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE cells (path TEXT NOT NULL, cell TEXT NOT NULL, PRIMARY KEY (path, cell)) WITHOUT ROWID;
CREATE INDEX paths ON cells (cell);
CREATE TABLE scores (cell TEXT PRIMARY KEY, pairs BLOB NOT NULL);
CREATE TABLE items (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, cell TEXT NOT NULL, digest TEXT NOT NULL, place TEXT NOT NULL, thread TEXT NOT NULL,
  claims INTEGER NOT NULL, contested INTEGER NOT NULL, conflicts BLOB NOT NULL, standing TEXT NOT NULL, json BLOB NOT NULL,
  crc INTEGER NOT NULL);
CREATE INDEX of_cell ON items (cell);
CREATE INDEX in_order ON items (kind, place);
"""
_ROOMS = ("timeline", "deciding", "assembling", "records", "running", "language")
"""Where the code is that a timeline hangs on; the knowledge has a hash of its own."""
_MADE_OF = (".py", ".yaml", ".html", ".css", ".js")
"""The page's parts too: a timeline that stands keeps its page."""


@contextlib.contextmanager
def kept(out: Path) -> Iterator[sqlite3.Connection]:
    """Open `out`/timeline.cache, made or emptied if need be; what is written is kept when the block ends without error."""
    connection = _opened(out / KEPT)
    try:
        with connection:
            yield connection
    finally:
        connection.close()


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=600)
    try:
        connection.execute("PRAGMA cache_size = -65536")
        connection.execute("BEGIN IMMEDIATE")  # a second build of the same folder waits for this one
        empty_if_other(connection, _TABLES, _ROOMS)
    except BaseException:
        connection.close()
        raise
    return connection


def empty_if_other(connection: sqlite3.Connection, tables: str, rooms: tuple[str, ...]) -> None:
    """Make the tables anew where what is kept was made by other code, rules or knowledge, or has another shape; within a transaction.

    `tables` are SQL statements, one of them for `made_by (sha256)`; `rooms` the folders of the package that what is kept hangs on.
    """
    whole = has_tables(connection, tables)
    made_by = connection.execute("SELECT sha256 FROM made_by").fetchone() if whole else None
    if made_by != (_made_by(rooms),):
        make_anew(connection, tables)
        connection.execute("INSERT INTO made_by VALUES (?)", (_made_by(rooms),))


@cache
def _made_by(rooms: tuple[str, ...]) -> str:
    """Return the hash of all that is kept hangs on besides the records: code, rules, knowledge, pydantic."""
    home = Path(extract.__file__).parent
    files = sorted(path for room in rooms for path in (home / room).rglob("*") if path.suffix in _MADE_OF)
    found = hashlib.sha256(f"{pydantic.VERSION} {load_knowledge().sha256}".encode())
    for path in files:
        found.update(path.relative_to(home).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()
