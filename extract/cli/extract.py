"""`regimeline extract`: articles to records."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import typer

from extract.cli.flatten import flatten
from extract.cli.progress import show_progress


@dataclass(frozen=True, kw_only=True)
class ExtractOptions:
    """How to read and write; each option is told in its help."""

    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Date of articles that tell none: YYYY-MM-DD, YYYY-MM or YYYY.")
    ] = None
    knowledge: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder of your own entries, added to the knowledge.")
    ] = None
    model: Annotated[
        str | None,
        typer.Option(metavar="MODEL", help="Folder of a model that reads beside the rules; none: rules alone, faster."),
    ] = None
    jobs: Annotated[int | None, typer.Option(metavar="N", help="Processes; by default one a core.")] = None
    max_bytes: Annotated[
        int | None, typer.Option(metavar="N", help="Largest file that is read, in bytes; by default 20000000.")
    ] = None
    max_seconds: Annotated[float, typer.Option(metavar="N", help="Longest that one article may take.")] = 600
    format: Annotated[
        Literal["json", "jsonl", "parquet"] | None,
        typer.Option(help="A file a record, or shards of many; by default json, or what OUT holds already."),
    ] = None
    shard_size: Annotated[int, typer.Option(metavar="N", help="Records in a shard.")] = 10_000
    prune: Annotated[bool, typer.Option("--prune", help="Delete records whose sources are gone.")] = False


@flatten(ExtractOptions, into="options")
def extract(
    inputs: Annotated[list[Path], typer.Argument(metavar="IN...", help="Folders and files with articles.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="OUT", help="Folder for the records and run.json.")],
    *,
    options: ExtractOptions,
) -> None:
    """Read articles and write a validated record for each; run again, it reads only what changed."""
    from dataclasses import asdict

    from extract.cli.summary import print_summary
    from extract.running.batch import BatchOptions, run_batch

    with show_progress("Reading") as watch:
        summary = run_batch(inputs, out, options=BatchOptions(**asdict(options)), watch=watch)
    print_summary(summary, out)
    if not summary.coverage.articles:
        raise typer.Exit(1)
