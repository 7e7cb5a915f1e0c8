"""Records that are not valid: named on standard error, and left out."""

from collections.abc import Sequence

import typer

from extract.cli.words import one_line


def print_faults(faults: Sequence[str]) -> None:
    """Print one line for each file that was left out."""
    for fault in faults:
        typer.echo(one_line(f"regimeline: left out: {fault}"), err=True)
