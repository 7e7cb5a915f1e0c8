"""`regimeline show`: a record for reading."""

from pathlib import Path
from typing import Annotated

import typer


def show(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="A file below OUT/records.")],
    *,
    text: Annotated[bool, typer.Option("--text", help="Show the whole article with its quotes too.")] = False,
    as_extracted: Annotated[
        bool, typer.Option("--as-extracted", help="Leave out what reviewers decided about the record.")
    ] = False,
) -> None:
    """Show a record in the terminal, each value with the words that it rests on."""
    from extract.cli.readable import print_record
    from extract.errors import UsageError
    from extract.records import load_record
    from extract.running.single import load_reviewed

    if not record.is_file():
        message = f"{record} is no file; give one of those that `regimeline extract` wrote below OUT/records"
        raise UsageError(message)
    print_record(load_record(record) if as_extracted else load_reviewed(record), whole_text=text)
