"""The records of a run, wherever they stand below OUT/records: a file each, or many in a shard of JSON Lines or Parquet.

A shard has a row a record: in JSON Lines an object with `path` (where the record would stand as a file of its own) and `record`; in
Parquet at least columns of these names, `record` being its JSON. Of rows that share a path the one in the last shard counts.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from extract.errors import RecordError, UsageError
from extract.records.files import read_record
from extract.records.record import ArticleRecord
from extract.records.shards import SHARDS, shard_places, shard_row, shard_rows

RECORDS = "records"


class Unit(NamedTuple):
    """A file below OUT/records, by its path from there: one record, or a shard. Size in bytes, time in nanoseconds."""

    name: str
    size: int
    mtime_ns: int


class RecordFile(NamedTuple):
    """Size and time of the file that a record is in; while both stay it has not changed."""

    size: int
    mtime_ns: int


class _Place(NamedTuple):
    unit: str
    start: int = 0


class RecordStore:
    """Reads the records of the folder `out` of a run, in every form that `regimeline extract` writes.

    Of the records themselves none stays in memory; where each is does, once it was asked for. `files` looks again, and so does `text` where a
    record is not where it was.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self.home = out / RECORDS
        self._shards: dict[str, tuple[Unit, dict[str, _Place] | RecordError]] = {}
        self._found: tuple[dict[str, _Place], dict[str, RecordError]] | None = None

    def units(self) -> Iterator[Unit]:
        """Yield the files that hold records, in no order."""
        waiting = [""] if self.home.is_dir() else []
        while waiting:
            below = waiting.pop()
            with os.scandir(self.home / below) as entries:
                for entry in entries:
                    path = f"{below}/{entry.name}" if below else entry.name
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(path)
                    elif path.endswith((".json", *SHARDS)) and entry.is_file():
                        stat = entry.stat()
                        yield Unit(path, stat.st_size, stat.st_mtime_ns)

    def texts(self, unit: str) -> Iterator[tuple[str, bytes]]:
        """Yield path and JSON of each record in a file. Raises RecordError when it cannot be read."""
        if unit.endswith(SHARDS):
            yield from shard_rows(self.home / unit)
        else:
            yield unit, self._bytes(unit)

    def check(self) -> None:
        """Raise UsageError when there are no records."""
        if next(self.units(), None) is None:
            message = f"{self.out} holds no records; {self._remedy()}"
            raise UsageError(message)

    def _remedy(self) -> str:
        """Return what to do where there are no records: somebody may have named a file, or the folder below."""
        if self.out.is_file():
            return "it is a file: give the folder that `regimeline extract` wrote"
        if self.out.name == RECORDS and next(RecordStore(self.out.parent).units(), None) is not None:
            return f"give the folder that holds it, {self.out.parent}"
        return f"run `regimeline extract ARTICLES -o {self.out}` first"

    def names(self) -> Iterable[str]:
        """Return the paths of all records; those in shards that cannot be read are left out."""
        return self._where[0].keys()

    def files(self) -> dict[str, RecordFile]:
        """Return the file of each record as it is now, by the path of the record."""
        self._found = None
        found = {unit.name: RecordFile(unit.size, unit.mtime_ns) for unit in self.units()}
        return {path: found[place.unit] for path, place in self._where[0].items() if place.unit in found}

    def file_of(self, path: str) -> RecordFile | None:
        """Return the file that the record at a path is in as it is now, None where there is none."""
        unit = self.unit_of(path)
        try:
            found = (self.home / unit).stat() if unit else None
        except OSError:
            return None
        return RecordFile(found.st_size, found.st_mtime_ns) if found else None

    def unit_of(self, path: str) -> str | None:
        """Return the file that the record at a path is in, None where there is none."""
        if path.endswith(".json") and (self.home / path).is_file():
            return path
        found = self._where[0].get(path)
        return found.unit if found else None

    def text(self, path: str) -> bytes:
        """Return the JSON of the record at a path. Raises RecordError when there is none."""
        if path.endswith(".json") and (self.home / path).is_file():
            return self._bytes(path)
        found = self._from_shard(path)
        if found is None:
            self._found = None
            found = self._from_shard(path)
        if found is None:
            message = f"there is no record {path} in {self.home}; give one that `regimeline extract` wrote"
            raise RecordError(message)
        return found

    def _from_shard(self, path: str) -> bytes | None:
        place = self._where[0].get(path)
        if place is None or place.unit == path:
            return None
        try:
            return shard_row(self.home / place.unit, path, place.start)
        except RecordError:
            return None

    def load(self, path: str) -> ArticleRecord:
        """Return the record at a path. Raises RecordError when there is none, or it is not valid."""
        return read_record(self.text(path), name=str(self.home / path))

    def __iter__(self) -> Iterator[tuple[str, ArticleRecord | RecordError]]:
        """Yield path and record, or what is wrong with it, file after file by their names."""
        where, faults = self._where
        yield from faults.items()
        for unit in sorted({place.unit for place in where.values()}):
            try:
                for path, text in self.texts(unit):
                    if where[path].unit == unit:
                        yield path, self._record(path, text)
            except RecordError as error:
                yield unit, error

    @property
    def _where(self) -> tuple[dict[str, _Place], dict[str, RecordError]]:
        """Where each record is, by its path, and the shards that cannot be read."""
        if self._found is None:
            where: dict[str, _Place] = {}
            faults: dict[str, RecordError] = {}
            shards = {}
            for unit in sorted(self.units()):
                if not unit.name.endswith(SHARDS):
                    where[unit.name] = _Place(unit.name)
                    continue
                held = self._shards.get(unit.name)
                shards[unit.name] = held if held and held[0] == unit else (unit, self._places(unit.name))
                places = shards[unit.name][1]
                if isinstance(places, RecordError):
                    faults[unit.name] = places
                else:
                    where |= places
            self._shards, self._found = shards, (where, faults)
        return self._found

    def _places(self, unit: str) -> dict[str, _Place] | RecordError:
        try:
            return {path: _Place(unit, start) for path, start in shard_places(self.home / unit)}
        except RecordError as error:
            return error

    def _record(self, path: str, text: bytes) -> ArticleRecord | RecordError:
        try:
            return read_record(text, name=str(self.home / path))
        except RecordError as error:
            return error

    def _bytes(self, path: str) -> bytes:
        try:
            return (self.home / path).read_bytes()
        except OSError as error:
            message = f"{self.home / path} cannot be read ({error.strerror}); extract its article again"
            raise RecordError(message) from error
