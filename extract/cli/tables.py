"""Tables for the terminal."""

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table

from extract.cli.words import clean, counted
from extract.exporting.query import Found
from extract.exporting.rows import row_of

_WIDE = 160
"""Columns of a table that does not go to a terminal: a file or another command takes long lines."""


def wide_console() -> Console:
    """Return a console as wide as the terminal, and wide enough where there is none."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=_WIDE)


def print_events(found: Sequence[Found]) -> None:
    """Print one line an event: when, who, what, and the record that tells it."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name, fixed in (("date", True), ("issuer", True), ("what", False), ("stage", True), ("record", False)):
        table.add_column(name, no_wrap=fixed, overflow="fold")
    for item in found:
        row = row_of(item)
        headline = row["headline_zh" if item.record.article.language.startswith("zh") else "headline_en"]
        table.add_row(row["date"] or "–", row["issuer"], clean(headline), row["stage"], clean(row["record"]))
    console = wide_console()
    if found:
        console.print(table)
    records = len({item.name for item in found})
    console.print(f"{counted(len(found), 'event')} in {counted(records, 'record')}")
