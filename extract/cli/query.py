"""`regimeline query`: SQL over records and timeline."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from extract.cli.faults import print_faults
from extract.cli.words import clean, counted, print_data
from extract.errors import UsageError

if TYPE_CHECKING:
    from extract.exporting.sql import Result


def query(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Folder that `regimeline extract` wrote.")],
    sql: Annotated[str, typer.Argument(metavar="SQL", help="One SELECT over articles, events, changes and others.")],
    *,
    param: Annotated[
        list[str] | None, typer.Option(metavar="NAME=VALUE", help="Value of $NAME in the SQL; may be repeated.")
    ] = None,
    format: Annotated[Literal["table", "csv", "json", "parquet"], typer.Option(help="Form of the answer.")] = "table",
    to: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write the answer to this file.")
    ] = None,
) -> None:
    """Answer one SELECT over the records and the timeline of a run."""
    from extract.exporting.sql import answer, tables_in

    if format == "parquet" and to is None:
        message = "Parquet cannot be shown; give a file with --out"
        raise UsageError(message)
    parameters = _parameters(param or [])
    found = answer(sql, _tables(out, tables_in(sql)), parameters=parameters)
    if format == "table" and to is None:
        _print(found)
        return
    _write(found, format, to)


def _parameters(given: Sequence[str]) -> dict[str, str]:
    for item in given:
        if "=" not in item:
            message = f"{item!r} is no parameter; write it as NAME=VALUE"
            raise UsageError(message)
    return {name: value for name, _, value in (item.partition("=") for item in given)}


def _tables(out: Path, names: Iterable[str]) -> dict[str, Iterable[Mapping[str, Any]]]:
    """Return the rows of the tables; records and timeline are each read only when a table needs them."""
    from extract.exporting.tables import TABLES
    from extract.running.comparing import read_timeline
    from extract.running.outputs import load_records

    wanted = [(name, TABLES[name]) for name in names]
    rows: dict[str, Iterable[Mapping[str, Any]]] = {}
    if any(table.of_records for _, table in wanted):
        loaded = load_records(out)
        print_faults(loaded.faults)
        rows |= {name: table.of_records(loaded.records) for name, table in wanted if table.of_records}
    if any(table.of_timeline for _, table in wanted):
        timeline = read_timeline(out)
        rows |= {name: table.of_timeline(timeline) for name, table in wanted if table.of_timeline}
    return rows


def _print(found: "Result") -> None:
    from rich import box
    from rich.table import Table

    from extract.cli.tables import wide_console

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in found.columns:
        table.add_column(clean(name), overflow="fold")
    for row in found.rows:
        table.add_row(*(clean(_shown(value)) for value in row))
    console = wide_console()
    console.print(table, markup=False)
    console.print(counted(len(found.rows), "row"))


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)


def _write(found: "Result", format: str, to: Path | None) -> None:
    from extract.exporting.results import result_csv, result_json, result_parquet
    from extract.records.writing import write_whole

    if format == "parquet":
        content: str | bytes = result_parquet(found)
    else:
        content = result_json(found) if format == "json" else result_csv(found)
    if to is None:
        print_data(str(content))
    else:
        write_whole(to, content)
        typer.echo(f"{counted(len(found.rows), 'row')}: {to}")
