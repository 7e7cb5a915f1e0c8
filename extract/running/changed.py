"""Which records changed since the last build: by size and time of their files first, by hash where those differ."""

import hashlib
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from extract.deciding.applying import reviewed
from extract.deciding.homes import housed
from extract.deciding.misfits import Misfit, homeless
from extract.errors import RecordError, UsageError
from extract.records import Article, ArticleRecord, Decision, Event, Provenance, Statistic, UnfitDecision, load_record
from extract.records.base import Record
from extract.running.outputs import RECORDS
from extract.timeline.building import source_of
from extract.timeline.comparing import Block, block_of
from extract.timeline.figures import quantity_of

_MADE_BY = Provenance(tool_version="", model="", knowledge_sha256="")


class Part(Record):
    """What a timeline looks at of a record."""

    article: Article
    events: tuple[Event, ...] = ()
    statistics: tuple[Statistic, ...] = ()


class RecordFile(NamedTuple):
    """Size and time of a record's file; while both stay it has not changed."""

    size: int
    mtime_ns: int


def check_records(out: Path) -> None:
    """Raise UsageError when there are no records below `out`."""
    if next(record_files(out / RECORDS), None) is None:
        message = f"{out} holds no records; run `regimeline extract ARTICLES -o {out}` first"
        raise UsageError(message)


def refresh(kept: sqlite3.Connection, out: Path, decisions: Sequence[Decision] = ()) -> set[str]:
    """Bring what is kept of the records, as reviewed, up to date; return the cells of which a record is new, gone or different.

    A cell is what is merged by itself: a block of claims, or the statistics of one quantity. `decisions` are all of the log.
    """
    found = dict(record_files(out / RECORDS))
    known = {path: (size, time) for path, size, time in kept.execute("SELECT path, size, mtime_ns FROM records")}
    touched: set[str] = set()
    for path in known.keys() - found.keys():
        touched |= _forget(kept, path)
    for path in sorted(path for path, stat in found.items() if known.get(path) != stat):
        touched |= _reread(kept, out / RECORDS, path, found[path])
    return touched | _review(kept, out / RECORDS, decisions)


def _review(kept: sqlite3.Connection, home: Path, decisions: Sequence[Decision]) -> set[str]:
    """Read again, with their decisions, the records about which others were made than at the last build."""
    before = dict(kept.execute("SELECT path, decided FROM records WHERE decided != ''"))
    if not (decisions or before):
        return set()
    by_path, lost = housed(decisions, dict(kept.execute("SELECT path, text_sha256 FROM records WHERE fault IS NULL")))
    touched: set[str] = set()
    for path in sorted(before.keys() | by_path.keys()):
        if before.get(path, "") != _digest(by_path.get(path, ())):
            touched |= _reread(kept, home, path, _stat(home / path), by_path.get(path, ()))
    _list(kept, "", homeless(lost))
    return touched


def _digest(decisions: Sequence[Decision]) -> str:
    """Return the hash of decisions, nothing for none."""
    lines = "\n".join(decision.model_dump_json() for decision in decisions)
    return hashlib.sha256(lines.encode()).hexdigest() if decisions else ""


def _list(kept: sqlite3.Connection, path: str, unfit: Iterable[Misfit]) -> None:
    kept.execute("DELETE FROM unfit WHERE path = ?", (path,))
    rows = [(path, misfit.decision.id, misfit.listed().model_dump_json()) for misfit in unfit]
    kept.executemany("INSERT INTO unfit VALUES (?, ?, ?)", rows)


def unfit_in(kept: sqlite3.Connection) -> Iterator[UnfitDecision]:
    """Yield the decisions about records that could not be applied."""
    for (told,) in kept.execute("SELECT json FROM unfit"):
        yield UnfitDecision.model_validate_json(told)


def record_files(home: Path) -> Iterator[tuple[str, RecordFile]]:
    """Yield the records below `home`: their paths, with forward slashes, and files."""
    waiting = [""] if home.is_dir() else []
    while waiting:
        below = waiting.pop()
        with os.scandir(home / below) as entries:
            for entry in entries:
                path = f"{below}/{entry.name}" if below else entry.name
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(path)
                elif path.endswith(".json") and entry.is_file():
                    yield path, _stat(entry)


def _stat(entry: os.DirEntry[str] | Path) -> RecordFile:
    stat = entry.stat()
    return RecordFile(stat.st_size, stat.st_mtime_ns)


def _forget(kept: sqlite3.Connection, path: str) -> set[str]:
    cells = {cell for (cell,) in kept.execute("SELECT cell FROM cells WHERE path = ?", (path,))}
    kept.execute("DELETE FROM cells WHERE path = ?", (path,))
    kept.execute("DELETE FROM unfit WHERE path = ?", (path,))
    kept.execute("DELETE FROM records WHERE path = ?", (path,))
    kept.execute("DELETE FROM parts WHERE path = ?", (path,))
    return cells


def _reread(
    kept: sqlite3.Connection, home: Path, path: str, stat: RecordFile, decisions: Sequence[Decision] | None = None
) -> set[str]:
    """Keep a record anew, with `decisions` applied; None leaves what was decided about a file that was only touched."""
    sha256 = hashlib.sha256((home / path).read_bytes()).hexdigest()
    same = kept.execute("SELECT 1 FROM records WHERE path = ? AND sha256 = ?", (path, sha256)).fetchone()
    if same and decisions is None:
        kept.execute("UPDATE records SET size = ?, mtime_ns = ? WHERE path = ?", (*stat, path))
        return set()
    touched = _forget(kept, path)
    decided = _digest(decisions or ())
    try:
        review = reviewed(load_record(home / path), decisions or ())
    except RecordError as error:
        told = str(error)
        fault = told if path in told else f"{path}: {told}"
        kept.execute("INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, NULL, NULL)", (path, *stat, sha256, "", fault))
        return touched
    record = review.record
    source = source_of(path, record)
    cited = source.model_dump_json(indent=1).replace("\n", "\n  ").encode() if source else None
    row = (path, *stat, sha256, decided, None, cited, record.article.text_sha256)
    kept.execute("INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    kept.execute("INSERT INTO parts VALUES (?, ?)", (path, _packed(record)))
    _list(kept, path, review.unfit)
    cells = cells_of(record)
    kept.executemany("INSERT INTO cells VALUES (?, ?)", [(path, cell) for cell in sorted(cells)])
    return touched | cells


def cells_of(record: ArticleRecord) -> set[str]:
    """Return the cells that a record has a say in."""
    blocks = {block_cell(event) for event in record.events}
    return blocks | {quantity_cell(statistic) for statistic in record.statistics}


def block_cell(event: Event) -> str:
    """Return the cell that a claim is merged in."""
    return cell_of(block_of(event))


def cell_of(block: Block) -> str:
    """Return the cell of a block."""
    return "\t".join(("change", *block))


def quantity_cell(statistic: Statistic) -> str:
    """Return the cell that a statistic is merged in."""
    return "\t".join(("figure", *map(repr, quantity_of(statistic))))


def records_named(
    kept: sqlite3.Connection, paths: Iterable[str], texts: Iterable[str] = ()
) -> Iterator[tuple[str, ArticleRecord, str]]:
    """Yield path, record as reviewed and hash, as `records_in` does, of the valid records at `paths` or of the texts of these hashes."""
    columns = "SELECT path, part, sha256 || decided FROM records JOIN parts USING (path) WHERE"
    found = {row[0]: row for path in paths for row in kept.execute(f"{columns} path = ?", (path,))}
    found |= {row[0]: row for text in texts for row in kept.execute(f"{columns} text_sha256 = ?", (text,))}
    for path, part, sha256 in sorted(found.values()):
        yield path, _unpacked(part), sha256


def records_in(kept: sqlite3.Connection, cell: str) -> Iterator[tuple[str, ArticleRecord, str]]:
    """Yield path, record (as reviewed, as far as timelines look at it) and hash of each record that has a say in a cell, by path."""
    rows = kept.execute(
        "SELECT path, part, sha256 || decided FROM cells JOIN records USING (path) JOIN parts USING (path) WHERE cell = ? ORDER BY path",
        (cell,),
    )
    for path, part, sha256 in rows:
        yield path, _unpacked(part), sha256


def _packed(record: ArticleRecord) -> bytes:
    article = record.article.model_copy(update={"segments": (), "raw_offsets": None})
    part = Part(article=article, events=record.events, statistics=record.statistics)
    return zlib.compress(part.model_dump_json().encode(), 1)


def _unpacked(part: bytes) -> ArticleRecord:
    """Return a record that was checked when it was read; it is not checked again."""
    found = Part.model_validate_json(zlib.decompress(part))
    return ArticleRecord.model_construct(
        article=found.article, events=found.events, statistics=found.statistics, provenance=_MADE_BY
    )
