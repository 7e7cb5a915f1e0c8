"""`regimeline settle`: one reviewer's side of a difference holds."""

from pathlib import Path
from typing import Annotated

import typer

from extract.cli.words import clean


def settle(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Folder that `regimeline extract` wrote.")],
    difference: Annotated[str, typer.Argument(metavar="ID", help="The difference, as `agreement` lists it.")],
    *,
    take: Annotated[str, typer.Option(metavar="NAME", help="Reviewer whose side is right.")],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who decides so.")],
    note: Annotated[str | None, typer.Option(metavar="WORDS", help="Why; kept with the decision.")] = None,
) -> None:
    """Close a difference between reviewers: a decision, kept like any other, makes one side hold."""
    from extract.records.log import DECISIONS, append_decisions
    from extract.reviewing.adjudicating import adjudicated
    from extract.reviewing.agreement import agreement
    from extract.reviewing.folder import open_folder

    articles = open_folder(out).articles
    found = agreement(articles).difference(difference)
    article = next(article for article in articles if article.path == found.record)
    append_decisions(out / DECISIONS, adjudicated(found, article, take=take, by=by, note=note))
    typer.echo(clean(f"{difference} is settled: {found.kind} {found.field} as {take} has it"))
