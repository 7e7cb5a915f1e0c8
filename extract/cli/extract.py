"""`regimeline extract`: articles to records."""

from pathlib import Path
from typing import Annotated

import typer

from extract.cli.progress import show_progress


def extract(
    inputs: Annotated[list[Path], typer.Argument(metavar="IN...", help="Folders and files with articles.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="OUT", help="Folder for the records and run.json.")],
    *,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Date of articles that tell none: YYYY-MM-DD, YYYY-MM or YYYY.")
    ] = None,
    knowledge: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder of your own entries, added to the knowledge.")
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(metavar="MODEL", help="Folder of a model that reads beside the rules; none: rules alone, faster."),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(metavar="N", help="Processes; by default one, for 200 files or more one a core.")
    ] = None,
    max_bytes: Annotated[
        int | None, typer.Option(metavar="N", help="Largest file that is read, in bytes; by default 20000000.")
    ] = None,
) -> None:
    """Read articles and write a validated record for each."""
    from extract.cli.summary import print_summary
    from extract.running.batch import BatchOptions, run_batch

    options = BatchOptions(model=model, knowledge=knowledge, published=published, jobs=jobs, max_bytes=max_bytes)
    with show_progress("Reading") as watch:
        manifest = run_batch(inputs, out, options=options, watch=watch)
    print_summary(manifest, out)
    if not manifest.articles:
        raise typer.Exit(1)
