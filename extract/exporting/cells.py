"""Cells of tables that people open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def to_table(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Return the rows as CSV with a line of column names; lists are joined by "; ", None is empty.

    Text that a spreadsheet would take for a formula gets an apostrophe in front, as OWASP's page on CSV injection asks.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell(row[name]) for name in columns] for row in rows)
    return out.getvalue()


def cell(value: object) -> object:
    """Return what stands in the cell: text made safe, numbers as they are."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    text = "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    return "'" + text if text.lstrip(" \n").startswith(_STARTS_FORMULA) else text
