"""`regimeline diff`: what changed between two timelines."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from extract.cli.words import print_data


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="Folder with timeline.json, or such a file, as it was.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The same, as it is.")],
    *,
    format: Annotated[
        Literal["text", "json", "html"], typer.Option(help="Form of the answer; html is fit for mail.")
    ] = "text",
    language: Annotated[Literal["en", "zh"], typer.Option(help="Language of text and html.")] = "en",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write the answer to this file.")
    ] = None,
) -> None:
    """List what changed between two timelines, and who says so."""
    from extract.records.writing import write_whole
    from extract.running.comparing import compare_timelines

    found = compare_timelines(old, new)
    if format == "json":
        text = found.model_dump_json(indent=1) + "\n"
    else:
        from extract.cli.words import clean
        from extract.exporting.differences import differences_html, differences_text

        text = (
            differences_html(found, language=language)
            if format == "html"
            else clean(differences_text(found, language=language))
        )
    if out is None:
        print_data(text)
    else:
        write_whole(out, text)
        typer.echo(f"{format}: {out}")
