"""`regimeline timeline`: the records of a run to one timeline."""

from pathlib import Path
from typing import Annotated

import typer

from extract.cli.faults import print_faults
from extract.cli.words import counted


def timeline(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Folder that `regimeline extract` wrote.")],
) -> None:
    """Merge the records of a run into timeline.json and timeline.html."""
    from extract.running.outputs import load_records
    from extract.timeline import build_timeline, write_timeline

    loaded = load_records(out)
    print_faults(loaded.faults)
    built = build_timeline(loaded.records)
    data, page = write_timeline(built, out, records=loaded.records)
    claims = sum(len(change.claims) for change in built.changes)
    typer.echo(
        f"{counted(len(built.changes), 'change')} from {counted(claims, 'claim')} in "
        f"{counted(len(loaded.records), 'record')}, {counted(len(built.conflicts), 'conflict')}"
    )
    typer.echo(f"data: {data}")
    typer.echo(f"page: {page.resolve().as_uri()}")
