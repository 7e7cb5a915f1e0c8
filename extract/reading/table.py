"""`metadata.csv` beside the articles: columns file, published, publisher, title, url, language; others are let be."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import StringIO
from itertools import islice
from pathlib import Path

from extract.errors import ReadError
from extract.reading.bounds import MAX_BYTES, MAX_TABLE_FAULTS
from extract.reading.dates import parse_date
from extract.reading.draft import Told
from extract.reading.encodings import decode
from extract.reading.fields import told_by
from extract.reading.opening import open_regular, read_whole
from extract.records import Problem
from extract.records.edtf import is_edtf

NAME = "metadata.csv"
_LONGEST_SHOWN = 200


@dataclass(frozen=True)
class Table:
    """The rows of one metadata table by file, as written from the table's folder, and what is wrong with it."""

    rows: Mapping[str, tuple[Told, ...]]
    problems: tuple[Problem, ...] = ()


def told_beside(path: Path, root: Path) -> tuple[Told, ...]:
    """Return what the nearest table at or above the folder of `path`, up to `root`, tells about it."""
    folder = path.parent
    while True:
        told = load_table(folder).rows.get(path.relative_to(folder).as_posix())
        if told is not None:
            return told
        if folder in {root, folder.parent}:
            return ()
        folder = folder.parent


def load_table(folder: Path) -> Table:
    """Return the table of `folder`; an empty one when it has none."""
    path = folder / NAME
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        return Table({})
    return _load(path, changed)


@lru_cache(maxsize=256)
def _load(path: Path, changed: int) -> Table:  # noqa: ARG001 - a changed file is another key
    try:
        with open_regular(path) as file:
            text = decode(read_whole(file, most=MAX_BYTES)).text.removeprefix("\ufeff")
        header = text.split("\n", 1)[0]
        rows = csv.DictReader(StringIO(text), delimiter=max(",;\t", key=header.count))
        if "file" not in (name.strip().lower() for name in rows.fieldnames or ()):
            return Table({}, (_problem("it has no column `file`"),))
        return _table(rows, path.parent)
    except (ReadError, csv.Error) as error:
        return Table({}, (_problem(f"it cannot be read ({error})"),))


def _table(rows: "csv.DictReader[str]", folder: Path) -> Table:
    found: dict[str, tuple[Told, ...]] = {}
    problems: list[Problem] = []
    untold = 0
    for row in rows:
        values = {name.strip().lower(): value for name, value in row.items() if name}
        file = (values.pop("file") or "").strip().replace("\\", "/").removeprefix("./")
        found[file] = told_by(values, "metadata.csv")
        faults = [_problem(f"line {rows.line_num}: {fault}") for fault in _faults(file, found[file], folder)]
        told = list(islice(faults, MAX_TABLE_FAULTS - len(problems)))
        problems += told
        untold += len(faults) - len(told)
    if untold:
        problems.append(_problem(f"{untold:,} more lines or values are at fault"))
    return Table(found, tuple(problems))


def _faults(file: str, told: tuple[Told, ...], folder: Path) -> Iterator[str]:
    if not file or not _is_file(folder / file):
        yield f"there is no file {file[:_LONGEST_SHOWN]!r}"
    for item in told:
        if item.field == "published" and not is_edtf(item.value) and parse_date(item.value) is None:
            yield f"{item.value[:_LONGEST_SHOWN]!r} is no date such as 2025-11-12"


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is too long for any file
        return False


def _problem(fault: str) -> Problem:
    return Problem(code="unreadable_metadata", message=f"{fault}; mend the table and read again")
