"""Rows to Parquet, by DuckDB, which is here for queries in any case."""

import json
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb


def to_parquet(columns: Mapping[str, str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return the rows as a Parquet file; `columns` are names with SQL types."""
    with tempfile.TemporaryDirectory(prefix="regimeline-") as folder:
        lines, table = Path(folder, "rows.jsonl"), Path(folder, "rows.parquet")
        with lines.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows)
        with duckdb.connect(config={"threads": 1}) as connection:  # several threads may order the rows anew
            read = connection.read_json(str(lines), columns=dict(columns), format="newline_delimited")
            read.write_parquet(str(table), compression="zstd")
        return table.read_bytes()
