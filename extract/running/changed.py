"""Which records changed since the last build: by size and time of their files first, by hash where those differ."""

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extract.deciding.applying import reviewed
from extract.deciding.homes import housed
from extract.deciding.misfits import Misfit, homeless
from extract.errors import RecordError
from extract.records import Article, ArticleRecord, Decision, Event, Provenance, Statistic, UnfitDecision
from extract.records.base import Record
from extract.records.files import read_record
from extract.records.store import RecordStore, Unit
from extract.timeline.building import source_of
from extract.timeline.comparing import Block, block_of
from extract.timeline.figures import quantity_of

_MADE_BY = Provenance(tool_version="", model="", knowledge_sha256="")


class Part(Record):
    """What a timeline looks at of a record."""

    article: Article
    events: tuple[Event, ...] = ()
    statistics: tuple[Statistic, ...] = ()


class _Found(NamedTuple):
    """A record on disk: its path, its JSON, and the file that it is in, with size and time."""

    path: str
    text: bytes
    unit: Unit


def refresh(kept: sqlite3.Connection, store: RecordStore, decisions: Sequence[Decision] = ()) -> set[str]:
    """Bring what is kept of the records, as reviewed, up to date; return the cells of which a record is new, gone or different.

    A cell is what is merged by itself: a block of claims, or the statistics of one quantity. `decisions` are all of the log.
    """
    found = {unit.name: unit for unit in store.units()}
    known = {
        unit.name: unit for unit in map(Unit._make, kept.execute("SELECT DISTINCT unit, size, mtime_ns FROM records"))
    }
    changed = [unit for name, unit in sorted(found.items()) if known.get(name) != unit]
    touched: set[str] = set()
    for unit in changed:
        for path, text in _texts(kept, store, unit):
            held = _unit_of(kept, path)
            if held is None or held <= unit.name or held not in found:  # of two the one in the last shard counts
                touched |= _reread(kept, _Found(path, text, unit))
    for unit in (*changed, *(unit for name, unit in known.items() if name not in found)):
        here = found.get(unit.name) or Unit(unit.name, -1, 0)
        left = kept.execute("SELECT path FROM records WHERE unit = ? AND (size, mtime_ns) <> (?, ?)", here).fetchall()
        for (path,) in left:
            touched |= _forget(kept, path)
    return touched | _review(kept, store, decisions)


def _texts(kept: sqlite3.Connection, store: RecordStore, unit: Unit) -> Iterator[tuple[str, bytes]]:
    """Yield path and JSON of the records in a file; one that cannot be read is kept as a fault."""
    try:
        yield from store.texts(unit.name)
    except RecordError as error:
        _forget(kept, unit.name)
        _fault(kept, _Found(unit.name, b"", unit), "", str(error))


def _unit_of(kept: sqlite3.Connection, path: str) -> str | None:
    row = kept.execute("SELECT unit FROM records WHERE path = ?", (path,)).fetchone()
    return row and str(row[0])


def _review(kept: sqlite3.Connection, store: RecordStore, decisions: Sequence[Decision]) -> set[str]:
    """Read again, with their decisions, the records about which others were made than at the last build."""
    before = dict(kept.execute("SELECT path, decided FROM records WHERE decided != ''"))
    if not (decisions or before):
        return set()
    by_path, lost = housed(decisions, dict(kept.execute("SELECT path, text_sha256 FROM records WHERE fault IS NULL")))
    touched: set[str] = set()
    for path in sorted(before.keys() | by_path.keys()):
        if before.get(path, "") != _digest(by_path.get(path, ())):
            row = kept.execute("SELECT unit, size, mtime_ns FROM records WHERE path = ?", (path,)).fetchone()
            touched |= _reread(kept, _Found(path, store.text(path), Unit(*row)), by_path.get(path, ()))
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


def _forget(kept: sqlite3.Connection, path: str) -> set[str]:
    cells = {cell for (cell,) in kept.execute("SELECT cell FROM cells WHERE path = ?", (path,))}
    kept.execute("DELETE FROM cells WHERE path = ?", (path,))
    kept.execute("DELETE FROM unfit WHERE path = ?", (path,))
    kept.execute("DELETE FROM records WHERE path = ?", (path,))
    kept.execute("DELETE FROM parts WHERE path = ?", (path,))
    return cells


def _reread(kept: sqlite3.Connection, found: _Found, decisions: Sequence[Decision] | None = None) -> set[str]:
    """Keep a record anew, with `decisions` applied; None leaves what was decided about one that is the same as it was."""
    path, sha256 = found.path, hashlib.sha256(found.text).hexdigest()
    same = kept.execute("SELECT 1 FROM records WHERE path = ? AND sha256 = ?", (path, sha256)).fetchone()
    if same and decisions is None:
        kept.execute("UPDATE records SET unit = ?, size = ?, mtime_ns = ? WHERE path = ?", (*found.unit, path))
        return set()
    touched = _forget(kept, path)
    decided = _digest(decisions or ())
    try:
        review = reviewed(read_record(found.text, name=path), decisions or ())
    except RecordError as error:
        _fault(kept, found, sha256, str(error))
        return touched
    record = review.record
    source = source_of(path, record)
    cited = source.model_dump_json(indent=1).replace("\n", "\n  ").encode() if source else None
    row = (path, *found.unit, sha256, decided, None, cited, record.article.text_sha256)
    kept.execute("INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    kept.execute("INSERT INTO parts VALUES (?, ?)", (path, _packed(record)))
    _list(kept, path, review.unfit)
    cells = cells_of(record)
    kept.executemany("INSERT INTO cells VALUES (?, ?)", [(path, cell) for cell in sorted(cells)])
    return touched | cells


def _fault(kept: sqlite3.Connection, found: _Found, sha256: str, told: str) -> None:
    fault = told if found.path in told else f"{found.path}: {told}"
    row = (found.path, *found.unit, sha256, "", fault)
    kept.execute("INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL)", row)


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
