"""`regimeline schema`: the JSON Schemas of all file formats."""

from pathlib import Path
from typing import Annotated

import typer


def schema(
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="DIR", help="Write one file a format into this folder.")
    ] = None,
) -> None:
    """Print the JSON Schemas of all file formats, or write them to a folder."""
    from extract.running.formats import all_schemas, write_all_schemas

    if out is None:
        from extract.records.schemas import render

        typer.echo(render(all_schemas()), nl=False)
        return
    for path in write_all_schemas(out):
        typer.echo(path)
