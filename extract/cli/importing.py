"""`regimeline import`: annotations to records and decisions."""

from pathlib import Path
from typing import Annotated

import typer

from extract.cli.faults import print_faults
from extract.cli.formats import SourceName
from extract.cli.words import clean, counted


def import_(
    source: Annotated[
        Path, typer.Argument(metavar="SOURCE", help="Folder of annotations, <id>.json, or the file of a tool.")
    ],
    articles: Annotated[
        Path | None, typer.Argument(metavar="ARTICLES", help="Folder of the articles that they quote, for gold.")
    ] = None,
    *,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="OUT", help="Folder for records and decisions.")],
    format: Annotated[SourceName, typer.Option(help="Form of the annotations.")] = SourceName.gold,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who annotated; by default whom the tool names.")
    ] = None,
) -> None:
    """Turn annotations into records, as if they had been extracted, or into decisions on the records that are there."""
    if format == SourceName.gold:
        _import_gold(source, articles, out)
    else:
        _import_tool(source, out, format, by)


def _import_gold(gold: Path, articles: Path | None, out: Path) -> None:
    from extract.errors import UsageError
    from extract.evaluating.importing import import_gold
    from extract.running.outputs import write_records

    if articles is None:
        message = "annotations in the gold form quote articles; give their folder too: regimeline import GOLD ARTICLES"
        raise UsageError(message)
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


def _import_tool(file: Path, out: Path, format: SourceName, by: str | None) -> None:
    from extract.reviewing.bringing import bring, read_annotations

    brought = bring(read_annotations(file), out, format=format, by=by)
    print_faults(brought.faults)
    if brought.records:
        typer.echo(f"{counted(brought.records, 'new record')} in {out / 'records'}")
    if brought.articles:
        who = f" by {', '.join(sorted(brought.reviewers))}" if brought.reviewers else ""
        typer.echo(
            clean(f"{counted(brought.articles, 'annotation')}: {counted(brought.decisions, 'new decision')}{who}")
        )
    if brought.skipped:
        typer.echo(f"{counted(brought.skipped, 'annotation')} skipped or rejected in the tool", err=True)
    if brought.known:
        typer.echo(f"{counted(brought.known, 'article')} that nobody annotated left as they are", err=True)
    if not (brought.records or brought.articles or brought.known):
        typer.echo("regimeline: nothing was imported", err=True)
        raise typer.Exit(1)
