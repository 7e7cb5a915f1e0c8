"""The answer to a query as CSV, JSON or Parquet."""

import json
from collections.abc import Iterator
from typing import Any

from extract.exporting.cells import to_table
from extract.exporting.parquet import to_parquet
from extract.exporting.sql import Result


def result_csv(found: Result) -> str:
    """Return the answer as CSV, safe for spreadsheets."""
    return to_table(tuple(found.columns), _rows(found))


def result_json(found: Result) -> str:
    """Return the answer as a JSON list of objects; dates are text."""
    return json.dumps(list(_rows(found)), ensure_ascii=False, indent=2, default=str) + "\n"


def result_parquet(found: Result) -> bytes:
    """Return the answer as Parquet with the types that the query gave."""
    return to_parquet(found.columns, _rows(found))


def _rows(found: Result) -> Iterator[dict[str, Any]]:
    return (dict(zip(found.columns, row, strict=True)) for row in found.rows)
