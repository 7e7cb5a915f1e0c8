"""`regimeline find`: events of all records that fit."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import typer

from extract.cli.faults import print_faults
from extract.cli.flatten import flatten
from extract.cli.words import print_data


@dataclass(frozen=True, kw_only=True)
class FindOptions:
    """What to find; each option is told in its help."""

    measure: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="Measure, such as licence_requirement; may be repeated.")
    ] = None
    issuer: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Who does it: a code such as CN, or a name such as MOFCOM; may be repeated."),
    ] = None
    material: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Material or group, by id or by name such as 镓; may be repeated."),
    ] = None
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Not before this day, month or year.")] = None
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Not after this day, month or year.")] = None
    stage: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="Stage, such as in_force; may be repeated.")
    ] = None
    action: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="Action, such as suspend; may be repeated.")
    ] = None
    text: Annotated[str | None, typer.Option(metavar="WORDS", help="Words in a headline or a quote.")] = None
    format: Annotated[Literal["table", "json", "csv"], typer.Option(help="Form of the answer.")] = "table"


@flatten(FindOptions, into="options")
def find(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Folder that `regimeline extract` wrote.")],
    *,
    options: FindOptions,
) -> None:
    """List the events of all records that fit, as a table, JSON or CSV."""
    from extract.exporting.query import Query, search
    from extract.exporting.rows import to_csv, to_json
    from extract.running.outputs import load_records

    query = Query(
        measure=options.measure or (),
        issuer=options.issuer or (),
        material=options.material or (),
        stage=options.stage or (),
        action=options.action or (),
        since=options.since,
        until=options.until,
        text=options.text,
    )
    loaded = load_records(out)
    print_faults(loaded.faults)
    found = list(search(loaded.records, query))
    if options.format == "table":
        from extract.cli.tables import print_events

        print_events(found)
    else:
        print_data(to_csv(found) if options.format == "csv" else to_json(found))
