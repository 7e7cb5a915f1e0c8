"""Records to a Parquet file, by DuckDB."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from extract.records.writing import beside, drafted

COLUMNS: Mapping[str, str] = {
    "path": "VARCHAR",
    "article_id": "VARCHAR",
    "source": "VARCHAR",
    "url": "VARCHAR",
    "title": "VARCHAR",
    "publisher": "VARCHAR",
    "published": "VARCHAR",
    "language": "VARCHAR",
    "text_sha256": "VARCHAR",
    "characters": "BIGINT",
    "events": "BIGINT",
    "statistics": "BIGINT",
    "problems": "VARCHAR[]",
    "schema_version": "VARCHAR",
    "tool_version": "VARCHAR",
    "model": "VARCHAR",
    "knowledge_sha256": "VARCHAR",
    "record": "VARCHAR",
}
"""The columns with their SQL types, in order. `record` is the whole record as JSON; the others repeat what is asked for most."""

_LEAST_BUFFER = 16 << 20
_ROW_GROUP = 2048
"""Rows that are unpacked together, also to look one up."""


def write_parquet(path: Path, rows: Iterable[tuple[str, str]]) -> None:
    """Write pairs of path and JSON of a record, in their order. Raises OSError as `write_whole` does."""
    import duckdb  # noqa: PLC0415 -- only for Parquet

    # The rows lie beside the shard: there is room for both, and a run that is killed leaves neither for ever.
    with beside(path) as lines, drafted(path, durable=True) as draft:
        longest = _write_lines(lines, rows)
        with duckdb.connect(config={"threads": 1}) as connection:  # several threads may order the rows anew
            read = connection.read_json(
                str(lines),
                columns=dict(COLUMNS),
                format="newline_delimited",
                maximum_object_size=max(_LEAST_BUFFER, 2 * longest),
            )
            read.write_parquet(str(draft), compression="zstd", row_group_size=_ROW_GROUP)


def row_of(path: str, text: str) -> dict[str, Any]:
    """Return the row of a record, given by the JSON of it: a value for each of `COLUMNS`."""
    record = json.loads(text)
    article, made_by = record["article"], record["provenance"]
    told = ("source", "url", "title", "publisher", "published", "language", "text_sha256")
    return {
        "path": path,
        "article_id": article["id"],
        **{name: article[name] for name in told},
        "characters": len(article["text"]),
        "events": len(record["events"]),
        "statistics": len(record["statistics"]),
        "problems": [problem["code"] for problem in record["problems"]],
        "schema_version": record["schema_version"],
        **{name: made_by[name] for name in ("tool_version", "model", "knowledge_sha256")},
        "record": text,
    }


def _write_lines(lines: Path, rows: Iterable[tuple[str, str]]) -> int:
    """Write the rows as JSON Lines; return the length of the longest in bytes."""
    longest = 0
    with lines.open("wb") as file:
        for path, text in rows:
            line = json.dumps(row_of(path, text), ensure_ascii=False).encode() + b"\n"
            longest = max(longest, len(line))
            file.write(line)
    return longest
