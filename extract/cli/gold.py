"""`regimeline gold`: reviewed records as annotated articles, to train and to measure with."""

from pathlib import Path
from typing import Annotated

import typer

from extract.cli.faults import print_faults
from extract.cli.words import counted


def gold(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Folder that `regimeline extract` wrote.")],
    folder: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder for articles/ and gold/.")],
    *,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only what this reviewer decided; by default what all did.")
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Also articles with events that nobody decided, as extracted.")
    ] = False,
) -> None:
    """Write the articles whose events were all decided in the form that `train` and `evaluate` read."""
    from extract.reviewing.annotations import annotations_of, write_annotations
    from extract.reviewing.folder import open_folder

    opened = open_folder(out)
    print_faults(opened.faults)
    found = annotations_of(opened.articles, by=by, undecided=every)
    if found.open:
        typer.echo(f"{counted(len(found.open), 'article')} left out: not all of their events were decided", err=True)
    if not found.articles:
        typer.echo("regimeline: no article was decided to the end; review one, or take all with --all", err=True)
        raise typer.Exit(1)
    write_annotations(found.articles, folder)
    events = sum(len(article.record.events) for article in found.articles)
    typer.echo(f"{counted(len(found.articles), 'article')} with {counted(events, 'event')} in {folder}")
    if open_ := sum(article.open_statistics for article in found.articles):
        typer.echo(f"{counted(open_, 'statistic')} among them that nobody decided, as extracted", err=True)
