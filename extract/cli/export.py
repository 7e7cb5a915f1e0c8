"""`regimeline export`: records as annotations of other tools."""

from pathlib import Path
from typing import Annotated

import typer

from extract.cli.faults import print_faults
from extract.cli.formats import ToolName
from extract.cli.words import counted


def export(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Folder that `regimeline extract` wrote.")],
    format: Annotated[ToolName, typer.Option(help="Tool that is to read the file.")],
    file: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The file to write.")],
    *,
    extracted: Annotated[
        bool, typer.Option("--extracted", help="As extracted, without what reviewers decided.")
    ] = False,
) -> None:
    """Write all articles, as reviewed so far, for Label Studio, doccano or Prodigy."""
    from extract.deciding.applying import reviewed
    from extract.exporting.exchange import TOOLS
    from extract.exporting.exchange.label_studio_config import labelling_config
    from extract.exporting.exchange.marking import marked
    from extract.exporting.exchange.markup import Task
    from extract.records.writing import write_whole
    from extract.reviewing.folder import open_folder

    folder = open_folder(out)
    print_faults(folder.faults)
    records = [
        (path, record if extracted else reviewed(record, decisions).record)
        for path, record, decisions in folder.articles
    ]
    tasks = [Task(path, record, marked(record)) for path, record in records]
    write_whole(file, TOOLS[format].write(tasks))
    typer.echo(f"{counted(len(tasks), 'article')}: {file}")
    if format == ToolName.label_studio:
        write_whole(file.with_suffix(".xml"), labelling_config())
        typer.echo(f"labelling configuration: {file.with_suffix('.xml')}")
