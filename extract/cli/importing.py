"""`regimeline import`: annotations to records."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from extract.cli.faults import print_faults
from extract.cli.words import counted


def import_(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder of annotations, <id>.json.")],
    articles: Annotated[Path, typer.Argument(metavar="ARTICLES", help="Folder of the articles that they quote.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="OUT", help="Folder for the records.")],
    *,
    format: Annotated[Literal["gold"], typer.Option(help="Form of the annotations.")] = "gold",  # noqa: ARG001
) -> None:
    """Turn annotations into records, as if they had been extracted."""
    from extract.evaluating.importing import import_gold
    from extract.running.outputs import write_records

    imported = import_gold(gold, articles)
    print_faults(imported.faults)
    left = write_records(imported.records, out)
    events = sum(len(record.events) for _, record in imported.records)
    typer.echo(f"{counted(len(imported.records), 'record')} with {counted(events, 'event')} in {out / 'records'}")
    if imported.unannotated:
        typer.echo(f"{counted(len(imported.unannotated), 'article')} without annotations", err=True)
    if left:
        typer.echo(f"{counted(len(left), 'record')} of earlier runs left in place: `timeline` reads them too", err=True)
    if not imported.records:
        raise typer.Exit(1)
