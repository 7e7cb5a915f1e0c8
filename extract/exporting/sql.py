"""SQL over records and timeline: DuckDB in memory, closed to everything else before a user's words reach it."""

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from extract.errors import UsageError
from extract.exporting.tables import TABLES, Row, Table

_CLOSED = (
    "SET enable_external_access = false",
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET lock_configuration = true",
)


class Result(NamedTuple):
    """The answer: its columns with their SQL types, and its rows."""

    columns: Mapping[str, str]
    rows: Sequence[tuple[Any, ...]]


def tables_in(sql: str) -> list[str]:
    """Return those of our tables that one SELECT names; it is parsed and not carried out. Raises UsageError for any other SQL."""
    with duckdb.connect() as connection:
        try:
            kinds = [statement.type for statement in connection.extract_statements(sql)]
            row = connection.execute("SELECT json_serialize_sql(?::VARCHAR)", [sql]).fetchone()
        except duckdb.Error as error:
            raise UsageError(_told(error)) from error
    if kinds != [duckdb.StatementType.SELECT]:
        message = "only one SELECT is answered; give a single statement that begins with SELECT, FROM or WITH"
        raise UsageError(message)
    named = {name.casefold() for name in _table_names(json.loads(row[0]) if row else {})}
    return [name for name in TABLES if name in named]


def _table_names(tree: Any) -> Iterator[str]:
    if isinstance(tree, dict):
        if isinstance(tree.get("table_name"), str):
            yield tree["table_name"]
        tree = list(tree.values())
    if isinstance(tree, list):
        for part in tree:
            yield from _table_names(part)


def answer(sql: str, tables: Mapping[str, Iterable[Row]], *, parameters: Mapping[str, str]) -> Result:
    """Return what `sql` finds in `tables` (rows by the name of a table of `TABLES`).

    The SQL can neither read nor write files, nor load extensions, nor change these settings. Raises UsageError when DuckDB
    cannot carry it out.
    """
    with duckdb.connect(config={"python_enable_replacements": "false"}) as connection:
        for name, rows in tables.items():
            _load(connection, name, TABLES[name], rows)
        for setting in _CLOSED:
            connection.execute(setting)
        try:
            found = connection.execute(sql, dict(parameters) or None)
            columns = {name: str(type_) for name, type_, *_ in found.description or ()}
            return Result(columns, found.fetchall())
        except duckdb.Error as error:
            raise UsageError(_told(error)) from error


def _load(connection: duckdb.DuckDBPyConnection, name: str, table: Table, rows: Iterable[Row]) -> None:
    with tempfile.TemporaryDirectory(prefix="regimeline-") as folder:
        lines = Path(folder, "rows.jsonl")
        with lines.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        found = connection.read_json(str(lines), columns=dict(table.columns), format="newline_delimited")
        found.create(name)


def _told(error: duckdb.Error) -> str:
    first = str(error).strip().partition("\n")[0]
    return f"the SQL cannot be carried out ({first}); the tables are {', '.join(TABLES)}"
