"""`regimeline extract`: articles to records."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from extract.cli.flatten import flatten
from extract.cli.progress import show_progress

if TYPE_CHECKING:
    from extract.running.options import Summary, Watcher


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
    follow_links: Annotated[
        bool, typer.Option("--follow-links", help="Read through links that lead out of a folder, or to folders.")
    ] = False
    format: Annotated[
        Literal["json", "jsonl", "parquet"] | None,
        typer.Option(help="A file a record, or shards of many; by default json, or what OUT holds already."),
    ] = None
    shard_size: Annotated[
        int | None,
        typer.Option(metavar="N", help="Records in a shard; by default 10000. With ray files, by default 1000."),
    ] = None
    prune: Annotated[bool, typer.Option("--prune", help="Delete records whose sources are gone.")] = False
    engine: Annotated[
        Literal["local", "ray"], typer.Option(help="Where to read: on this machine, or on a Ray cluster, to Parquet.")
    ] = "local"
    address: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Ray cluster, such as auto or ray://host:10001.")
    ] = None


@flatten(ExtractOptions, into="options")
def extract(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="IN...", help="Folders and files with articles; with ray also s3://... and such."),
    ],
    out: Annotated[str, typer.Option("--out", "-o", metavar="OUT", help="Folder for the records and run.json.")],
    *,
    options: ExtractOptions,
) -> None:
    """Read articles and write a validated record for each; run again, it reads only what changed."""
    from extract.cli.summary import print_summary

    with show_progress("Reading") as watch:
        summary = _run(inputs, out, options, watch)
    print_summary(summary, out)
    if not summary.coverage.articles:
        raise typer.Exit(1)


def _run(inputs: list[str], out: str, options: ExtractOptions, watch: "Watcher | None") -> "Summary":
    from extract.running.batch import run_batch
    from extract.running.options import BatchOptions

    chosen = asdict(options)
    engine, address = chosen.pop("engine"), chosen.pop("address")
    if engine == "local":
        return run_batch(map(Path, inputs), Path(out), options=BatchOptions(**chosen), watch=watch)
    from extract.running.cluster import run_on_ray

    return run_on_ray(inputs, out, options=BatchOptions(**chosen), address=address, watch=watch)
