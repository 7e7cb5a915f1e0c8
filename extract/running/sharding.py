"""Records to shards: they wait in the journal until there are enough for a file, which is then written whole."""

import json
import re
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import Literal

from extract.errors import RecordError
from extract.records.shards import compact, shard_places, shard_row, shard_rows
from extract.records.writing import write_whole
from extract.running.journal import Journal
from extract.running.parquet import write_parquet

ShardForm = Literal["jsonl", "parquet"]
_KNOWN = 16
"""Shards of which it is kept in memory where each record is."""

_NUMBER = re.compile(r"part-(\d{6,})\.")


class Shards:
    """Collects the records of a run below `home` in files of `size` records; what waits outlives the run in its journal."""

    def __init__(self, home: Path, journal: Journal, *, form: ShardForm, size: int) -> None:
        self._home, self._form, self._size = home, form, size
        self._journal, self._db = journal, journal.db
        self._places: dict[str, dict[str, int]] = {}
        self._waiting = int(self._db.execute("SELECT count(*) FROM pending").fetchone()[0])
        # Shards that a lost journal does not know of: of records that share a path the one in the last shard counts.
        self._last_there = max(
            (int(found[1]) for path in home.iterdir() if (found := _NUMBER.match(path.name))), default=0
        )

    def take(self, record: str, text: str) -> None:
        """Take the text of a record, in place of an earlier one of the same path."""
        self._outdate("record = ?", record)
        row = (record, compact(text))
        self._waiting += self._db.execute("INSERT OR IGNORE INTO pending VALUES (?, ?)", row).rowcount
        self._db.execute("UPDATE pending SET text = ?2 WHERE record = ?1", row)

    def write_if_full(self) -> None:
        """Write a shard when enough records wait, each with its row of `articles`."""
        if self._waiting >= self._size:
            self.write()

    def text(self, record: str, unit: str) -> bytes:
        """Return the JSON of a record that waits (`unit` "") or stands in a shard. Raises RecordError when it does not."""
        if unit:
            found = shard_row(self._home / unit, record, self._place(record, unit))
        else:
            row = self._db.execute("SELECT text FROM pending WHERE record = ?", (record,)).fetchone()
            found = row and row[0].encode()
        if found is None:
            message = f"{unit} has no record {record}; run again to make it anew"
            raise RecordError(message)
        return found

    def _place(self, record: str, unit: str) -> int:
        """Return where a shard has a record; of the shards that were asked last it is known."""
        if self._form == "parquet":
            return 0  # such a shard is asked by the path alone
        if unit not in self._places:
            while len(self._places) >= _KNOWN:
                del self._places[next(iter(self._places))]
            self._places[unit] = dict(shard_places(self._home / unit))
        return self._places[unit].get(record, 0)

    def drop(self, record: str) -> None:
        """Let a record go, whose row of `articles` is about to."""
        self._outdate("record = ?", record)
        self._waiting -= self._db.execute("DELETE FROM pending WHERE record = ?", (record,)).rowcount

    def write(self) -> None:
        """Write the records that wait into a new shard."""
        if not self._waiting:
            return
        unit = self._begun()
        self._fill(unit, self._db.execute("SELECT record, text FROM pending ORDER BY record"))
        self._db.execute(
            "UPDATE articles SET unit = ? WHERE unit = '' AND record IN (SELECT record FROM pending)", (unit,)
        )
        self._db.execute("DELETE FROM pending")
        self._waiting = 0
        self._done(unit)

    def finish(self) -> None:
        """Write what waits, and write the shards anew that hold records which were replaced or dropped."""
        self.write()
        for (unit,) in self._db.execute("SELECT unit FROM outdated ORDER BY unit").fetchall():
            keep = {row[0] for row in self._db.execute("SELECT record FROM articles WHERE unit = ?", (unit,))}
            if keep:
                anew = self._begun()
                self._fill(anew, _rows(self._home / unit, keep))
                self._db.execute("UPDATE articles SET unit = ? WHERE unit = ?", (anew, unit))
                self._done(anew)
            (self._home / unit).unlink(missing_ok=True)
            for table in ("outdated", "present"):
                self._db.execute(f"DELETE FROM {table} WHERE unit = ?", (unit,))  # noqa: S608 -- our own tables
            self._journal.keep(now=True)
        self._journal.shrink()

    def _begun(self) -> str:
        """Return the name of a new shard. It counts as outdated until it is `_done`: should the run be ended before, what stands there is deleted."""
        last = max(int(self._journal.recall("shard") or 0), self._last_there) + 1
        self._journal.remember("shard", str(last))
        unit = f"part-{last:06}.{self._form}"
        self._db.execute("INSERT INTO outdated VALUES (?)", (unit,))
        self._journal.keep(now=True)
        return unit

    def _done(self, unit: str) -> None:
        size = (self._home / unit).stat().st_size
        self._db.execute("UPDATE articles SET size = ? WHERE unit = ?", (size, unit))
        self._db.execute("DELETE FROM outdated WHERE unit = ?", (unit,))
        self._journal.keep(now=True)

    def _outdate(self, condition: str, *values: str) -> None:
        self._db.execute(
            f"INSERT OR IGNORE INTO outdated SELECT unit FROM articles WHERE unit <> '' AND {condition}",  # noqa: S608 -- our own words
            values,
        )

    def _fill(self, unit: str, rows: Iterable[tuple[str, str]]) -> None:
        if self._form == "jsonl":
            write_whole(self._home / unit, map(_line, rows), durable=True)
        else:
            write_parquet(self._home / unit, rows)


def _rows(shard: Path, keep: Container[str]) -> Iterator[tuple[str, str]]:
    """Yield path and JSON of those records in a shard whose paths are in `keep`."""
    return ((path, text.decode()) for path, text in shard_rows(shard) if path in keep)


def _line(row: tuple[str, str]) -> str:
    path, text = row
    return f'{{"path":{json.dumps(path, ensure_ascii=False)},"record":{text}}}\n'
