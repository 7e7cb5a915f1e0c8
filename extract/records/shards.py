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


def shard_rows(shard: Path) -> Iterator[tuple[str, bytes]]:
    """Yield path and JSON of each record in a shard. Raises RecordError with the reason and what to do."""
    if shard.suffix == ".parquet":
        yield from ((path, record.encode()) for path, record in _parquet(shard, "path, record"))
        return
    for number, line in enumerate(_lines(shard), 1):
        path, record = _parted(line, f"{shard}, line {number}")
        yield path, record


def shard_paths(shard: Path) -> Iterator[str]:
    """Yield the path of each record in a shard. Raises RecordError as `shard_rows` does."""
    if shard.suffix == ".parquet":
        return (path for (path,) in _parquet(shard, "path"))
    return (path for path, _ in shard_rows(shard))


def shard_row(shard: Path, path: str) -> bytes | None:
    """Return the JSON of the record of this path in a shard. Raises RecordError as `shard_rows` does."""
    if shard.suffix == ".parquet":
        return next((record.encode() for (record,) in _parquet(shard, "record", path=path)), None)
    return next((record for name, record in shard_rows(shard) if name == path), None)


def _lines(shard: Path) -> Iterator[bytes]:
    try:
        with shard.open("rb") as file:
            yield from file
    except OSError as error:
        message = f"{shard} cannot be read ({error.strerror}); extract its articles again"
        raise RecordError(message) from error


def _parted(line: bytes, where: str) -> tuple[str, bytes]:
    line = line.rstrip()
    head = _HEAD.match(line)
    try:
        if head and line.endswith(b"}"):
            return json.loads(head[1]), line[head.end() : -1]
        row = json.loads(line)
        return str(row["path"]), json.dumps(row["record"]).encode()
    except (KeyError, TypeError, ValueError) as error:
        message = f"{where} holds no path and record ({error!r}); extract its articles again"
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
