"""All commands together, and what an error looks like."""

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from extract.cli.agreement import agreement
from extract.cli.as_of import as_of
from extract.cli.diff import diff
from extract.cli.evaluate import evaluate
from extract.cli.export import export
from extract.cli.extract import extract
from extract.cli.find import find
from extract.cli.gate import gate
from extract.cli.gold import gold
from extract.cli.importing import import_
from extract.cli.query import query
from extract.cli.review import review
from extract.cli.schema import schema
from extract.cli.settle import settle
from extract.cli.show import show
from extract.cli.timeline import timeline
from extract.cli.train import train
from extract.errors import RegimelineError, UsageError

app = typer.Typer(
    name="regimeline",
    help="Evidence-backed timelines of export-licensing regimes from English and Chinese articles.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (
    extract,
    timeline,
    as_of,
    diff,
    query,
    show,
    find,
    review,
    evaluate,
    agreement,
    settle,
    gold,
    export,
    gate,
    schema,
    train,
):
    app.command()(command)
app.command(name="import")(import_)


def _print_version(wanted: bool) -> None:  # noqa: FBT001 -- typer calls it so
    if wanted:
        from extract.pipeline import tool_version

        typer.echo(f"regimeline {tool_version()}")
        raise typer.Exit


@app.callback()
def options(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Take the options that stand before a command."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; ends the process with 0, or 1 or 2 and one sentence on standard error."""
    try:
        app(arguments)
    except UsageError as error:
        _fail(str(error), code=2)
    except RegimelineError as error:
        _fail(str(error), code=1)
    except BrokenPipeError:
        # The reader of our output, such as `head`, has seen enough; nothing more may be written, also on closing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        _fail(
            f"{error.filename or 'a file'}: {error.strerror}; check that it is there and may be read and written",
            code=1,
        )


def _fail(message: str, *, code: int) -> None:
    typer.echo(f"regimeline: {message}", err=True)
    sys.exit(code)
