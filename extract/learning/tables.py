"""Writes the tables of weights that `extract.knowledge.tables.load_weights` reads."""

import csv
from collections.abc import Iterator

from extract.knowledge.loading import HOME
from extract.knowledge.tables import WEIGHT_COLUMNS, Weights


def table_rows(tables: Weights) -> Iterator[tuple[str, str, str]]:
    """Yield the lines of a table: its questions in the order given, the traits of each sorted."""
    for question, table in tables.items():
        yield from ((question, trait, f"{weight:.2f}") for trait, weight in sorted(table.items()))


def write_weights(name: str, tables: Weights) -> None:
    """Write `knowledge/<name>`."""
    with (HOME / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(WEIGHT_COLUMNS)
        writer.writerows(table_rows(tables))
