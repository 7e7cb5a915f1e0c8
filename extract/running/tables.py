"""The tables of an SQLite file of ours: whether it has them, and making them anew where it does not."""

import contextlib
import sqlite3
from functools import cache


def has_tables(connection: sqlite3.Connection, tables: str) -> bool:
    """Tell whether a file holds just what `tables`, SQL statements that make tables and indexes, would make."""
    return _shape(connection) == _shape_of(tables)


def make_anew(connection: sqlite3.Connection, tables: str) -> None:
    """Throw away what a file holds and make `tables` in it; within the transaction of the caller."""
    for kind, name, _ in _shape(connection):
        if kind in ("table", "view"):  # indexes and triggers go with them
            connection.execute(f'DROP {kind} "{name}"')
    carry_out(connection, tables)


def carry_out(connection: sqlite3.Connection, statements: str) -> None:
    """Carry out SQL statements, within the transaction of the caller."""
    for statement in filter(str.strip, statements.split(";")):
        connection.execute(statement)


def _shape(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Return kind, name and SQL of all that the file holds besides what SQLite makes for itself."""
    return connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql NOTNULL ORDER BY name").fetchall()


@cache
def _shape_of(tables: str) -> list[tuple[str, str, str]]:
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(tables)
        return _shape(connection)
