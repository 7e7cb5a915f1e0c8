"""Shards, read: files of many records, each with the path that it would have as a file of its own."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract.errors import RecordError

SHARDS = (".jsonl", ".parquet")
"""Suffixes of shards."""

_HEAD = re.compile(rb'\{"path": ?("(?:[^"\\]|\\.)*"), ?"record": ?')
"""How a line begins that we wrote; another order of its keys is read too, more slowly."""
_FETCHED = 64
"""Rows of a Parquet file that are in memory at a time."""


def compact(text: str) -> str:
    """Return JSON as it stands in a shard: without the spaces between its parts."""
    return json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"))


def shard_rows(shard: Path) -> Iterator[tuple[str, bytes]]:
    """Yield path and JSON of each record in a shard. Raises RecordError with the reason and what to do."""
    if shard.suffix == ".parquet":
        yield from ((path, record.encode()) for path, record in _parquet(shard, "path, record"))
        return
    for start, line in _lines(shard):
        yield _parted(line, shard, start)


def shard_places(shard: Path) -> Iterator[tuple[str, int]]:
    """Yield the path of each record in a shard, and where `shard_row` finds it. Raises RecordError as `shard_rows` does."""
    if shard.suffix == ".parquet":
        yield from ((path, 0) for (path,) in _parquet(shard, "path"))
        return
    for start, line in _lines(shard):
        yield _parted(line, shard, start)[0], start


def shard_row(shard: Path, path: str, place: int) -> bytes | None:
    """Return the JSON of the record of this path at its place in a shard. Raises RecordError as `shard_rows` does."""
    if shard.suffix == ".parquet":
        return next((record.encode() for (record,) in _parquet(shard, "record", path=path)), None)
    found = next((_parted(line, shard, place) for _, line in _lines(shard, place)), None)
    return found[1] if found and found[0] == path else None


def _lines(shard: Path, start: int = 0) -> Iterator[tuple[int, bytes]]:
    """Yield each line from a byte on, with the byte that it begins at."""
    try:
        with shard.open("rb") as file:
            file.seek(start)
            for line in file:
                yield start, line
                start += len(line)
    except OSError as error:
        message = f"{shard} cannot be read ({error.strerror}); extract its articles again"
        raise RecordError(message) from error


def _parted(line: bytes, shard: Path, start: int) -> tuple[str, bytes]:
    line = line.rstrip()
    head = _HEAD.match(line)
    try:
        if head and line.endswith(b"}"):
            return json.loads(head[1]), line[head.end() : -1]
        row = json.loads(line)
        return str(row["path"]), json.dumps(row["record"]).encode()
    except (KeyError, TypeError, ValueError) as error:
        message = f"{shard} holds no path and record at byte {start} ({error!r}); extract its articles again"
        raise RecordError(message) from error


def _parquet(shard: Path, columns: str, *, path: str | None = None) -> Iterator[tuple[Any, ...]]:
    import duckdb  # noqa: PLC0415 -- only for Parquet

    sql = f"SELECT {columns} FROM read_parquet($shard)"  # noqa: S608 -- our own columns
    chosen = "" if path is None else " WHERE path = $path"
    given = {"shard": str(shard)} if path is None else {"shard": str(shard), "path": path}
    try:
        with duckdb.connect(config={"threads": 1}) as connection:
            found = connection.execute(sql + chosen, given)
            while rows := found.fetchmany(_FETCHED):
                yield from rows
    except duckdb.Error as error:
        message = f"{shard} cannot be read ({str(error).partition(chr(10))[0]}); extract its articles again"
        raise RecordError(message) from error
