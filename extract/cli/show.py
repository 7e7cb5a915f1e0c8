"""`regimeline show`: a record for reading."""

from pathlib import Path
from typing import Annotated

import typer


def show(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="A record below OUT/records, also one in a shard.")],
    *,
    text: Annotated[bool, typer.Option("--text", help="Show the whole article with its quotes too.")] = False,
    as_extracted: Annotated[
        bool, typer.Option("--as-extracted", help="Leave out what reviewers decided about the record.")
    ] = False,
) -> None:
    """Show a record in the terminal, each value with the words that it rests on."""
    from extract.cli.readable import print_record
    from extract.running.single import load_reviewed

    print_record(load_reviewed(record, as_extracted=as_extracted), whole_text=text)
