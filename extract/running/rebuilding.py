"""The timeline of a folder, built anew only as far as its records changed.

The result is that of `build_timeline` on all records, byte for byte, whatever the order in which they came. It follows from three
things that `extract.timeline.building` promises: claims meet only within their block and statistics within their quantity, so a cell
without a changed record keeps its groups; what is told of a group hangs on its claims alone, so a group of the same claims and records keeps
its change; links hang on what changes stand for (`standing`), which is little, and are found anew every time.
"""

import contextlib
import gc
import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from extract.deciding.misfits import in_log_order
from extract.errors import RecordError, UsageError
from extract.knowledge import load_knowledge
from extract.records import Timeline, UnfitDecision
from extract.records.base import Record
from extract.records.log import DECISIONS, load_decisions
from extract.records.store import RecordStore
from extract.records.writing import write_whole
from extract.running.changed import cell_of, quantity_cell, records_in, records_named, refresh, unfit_in
from extract.running.keeping import KEPT, kept
from extract.running.ruling import hear
from extract.running.scores import recall, remember
from extract.running.written import note, stands
from extract.timeline.amending import Amending
from extract.timeline.building import Teller, Unlinked, merged, order
from extract.timeline.conflicts import conflicts_of
from extract.timeline.figures import cited, figure_order, figures_of
from extract.timeline.items import items_of
from extract.timeline.judging import Judge
from extract.timeline.merging import Group
from extract.timeline.regimes import build_regimes
from extract.timeline.rulings import Rulings
from extract.timeline.traces import Trace
from extract.timeline.weighing import weights

TIMELINE = "timeline.json"

_STANDING = TypeAdapter(tuple[Trace, ...])
_MANY = 100
"""Claims of a block from which keeping the scores of their pairs saves more than it costs."""
_UNLINKED = b'\n   "amends": [],\n'
_NEXT = b",\n  "


class Built(NamedTuple):
    """What a build came to.

    `rebuilt` counts the changes and figures that were told anew, `faults` name invalid records; `written` is false when the file stands as it was.
    """

    path: Path
    changes: int
    claims: int
    records: int
    conflicts: int
    rebuilt: int
    faults: tuple[str, ...]
    written: bool


class _Row(NamedTuple):
    """A change or figure as it is kept; see the table `items`."""

    id: str
    kind: str
    cell: str
    digest: str
    place: str
    thread: str
    claims: int
    contested: int
    conflicts: bytes
    standing: str
    json: bytes
    check: int
    """Of conflicts, standing and json: SQLite does not see a byte that was changed in a file."""


class _Thread(NamedTuple):
    id: str
    regime: str


def rebuild(out: Path) -> Built:
    """Write `out`/timeline.json from the records below `out`/records and the decisions about them; what it keeps for the next time is `out`/timeline.cache.

    Raises UsageError when there are no records or nothing can be written, RecordError when no record is valid, or the
    log of decisions is not.
    """
    RecordStore(out).check()
    try:
        return _rebuild(out)
    except (sqlite3.DatabaseError, zlib.error, ValueError, TypeError) as error:
        if isinstance(error, sqlite3.OperationalError) and _is_of_the_disk(error):
            message = f"{out / KEPT} cannot be used ({error}); see that the folder can be written and has room"
            raise UsageError(message) from error
        (out / KEPT).unlink(missing_ok=True)  # damaged: nothing is lost but time
        return _rebuild(out)


def _is_of_the_disk(error: sqlite3.OperationalError) -> bool:
    """Tell a full or locked disk from a file whose content makes no sense, which SQLite calls a mere error."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) != sqlite3.SQLITE_ERROR


@contextlib.contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Leave the collector of cycles alone: a build makes millions of lasting objects and no cycles, and looking for them takes a third of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_collector_at_rest()
def _rebuild(out: Path) -> Built:
    with kept(out) as store:
        decisions = load_decisions(out / DECISIONS)
        touched = refresh(store, RecordStore(out), decisions)
        rulings, overruled = hear(store, decisions)
        faults = tuple(row[0] for row in store.execute("SELECT fault FROM records WHERE fault NOTNULL ORDER BY path"))
        (valid,) = store.execute("SELECT count(*) FROM records WHERE fault IS NULL").fetchone()
        if not valid:
            raise RecordError(faults[0])
        rebuilt = _remerge(store, touched | overruled, rulings)
        path = out / TIMELINE
        unfit = in_log_order((*unfit_in(store), *rulings.unfit), decisions)
        written = not stands(store, path, decisions)
        if written:
            write_whole(path, _pieces(store, unfit))
            note(store, path, decisions)
        counts = "SELECT count(*), coalesce(sum(claims), 0) FROM items WHERE kind = 'change'"
        changes, claims = store.execute(counts).fetchone()
        (conflicts,) = store.execute("SELECT coalesce(sum(contested), 0) FROM items").fetchone()
        return Built(path, changes, claims, valid, conflicts, rebuilt, faults, written)


def _remerge(store: sqlite3.Connection, touched: Iterable[str], rulings: Rulings) -> int:
    teller = Teller(load_knowledge().material_groups, rulings)
    rebuilt = 0
    for cell in sorted(touched):
        known = dict(store.execute("SELECT id, digest FROM items WHERE cell = ?", (cell,)))
        rows = _changes(store, cell, known, teller) if cell.startswith("change") else _figures(store, cell)
        now, fresh = set(), []
        for id_, row in rows:
            now.add(id_)
            fresh += [row] if row else []
        store.executemany("DELETE FROM items WHERE id = ?", [(id_,) for id_ in known.keys() - now])
        store.executemany("INSERT OR REPLACE INTO items VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", fresh)
        rebuilt += len(fresh)
    return rebuilt


def _changes(
    store: sqlite3.Connection, cell: str, known: dict[str, str], teller: Teller
) -> Iterator[tuple[str, _Row | None]]:
    """Yield the id of each change of a block, with its row unless it is known already."""
    rulings = teller.rulings
    brought = {claim.record for claim, block in rulings.blocks.items() if cell_of(block) == cell}
    members = {found[0]: found for found in (*records_in(store, cell), *records_named(store, brought))}
    hashes = {path: sha256 for path, _, sha256 in members.values()}
    items = items_of(((path, record) for path, record, _ in members.values()), load_knowledge().material_groups)
    mine = [item for item in items if cell_of(rulings.block_of(item)) == cell]
    judge = Judge(weights(), recall(store, cell))
    groups = merged(mine, rulings, judge=judge)
    remember(store, cell, judge.scored if len(mine) > _MANY else {})
    for id_, group in groups:
        digest = _digest(group, hashes, rulings)
        same = known.get(id_) == digest
        yield id_, None if same else _change_row(cell, digest, teller.tell(id_, group))


def _digest(group: Group, hashes: dict[str, str], rulings: Rulings) -> str:
    """Return the hash of all that is told of a group: its claims in order, their records, why they were merged, rulings."""
    found = hashlib.sha256()
    for item in group.items:
        found.update(f"{item.claim.record}\n{item.claim.event}\n{hashes[item.claim.record]}\n".encode())
    for merge in group.merges:
        found.update(merge.model_dump_json().encode())
    found.update(repr(rulings.ids_of(item.claim for item in group.items)).encode())
    return found.hexdigest()


def _change_row(cell: str, digest: str, told: Unlinked) -> _Row:
    change = told.change
    conflicts, standing, text = _joined(told.conflicts), _STANDING.dump_json(told.traces).decode(), _nested(change)
    return _Row(
        id=change.id,
        kind="change",
        cell=cell,
        digest=digest,
        place="\x1f".join(order(change)),
        thread=change.regime,
        claims=len(change.claims),
        contested=len(told.conflicts),
        conflicts=conflicts,
        standing=standing,
        json=text,
        check=_check(conflicts, standing, text),
    )


def _check(conflicts: bytes, standing: str, text: bytes) -> int:
    return zlib.crc32(text, zlib.crc32(standing.encode(), zlib.crc32(conflicts)))


def _figures(store: sqlite3.Connection, cell: str) -> Iterator[tuple[str, _Row]]:
    members = [told for path, record, _ in records_in(store, cell) for told in cited(path, record)]
    for figure in figures_of(told for told in members if quantity_cell(told[1]) == cell):
        conflicts = conflicts_of((), (figure,), {})
        place = "\x1f".join(figure_order(figure))
        rivals, text = _joined(conflicts), _nested(figure)
        check = _check(rivals, "", text)
        yield figure.id, _Row(figure.id, "figure", cell, "", place, "", 0, len(conflicts), rivals, "", text, check)


def _pieces(store: sqlite3.Connection, unfit: Iterable[UnfitDecision]) -> Iterator[bytes]:
    """Yield `timeline.json`, as pydantic writes a Timeline, from the JSON of its parts."""
    yield f'{{\n "schema_version": {json.dumps(Timeline().schema_version)}'.encode()
    yield from _array("changes", _linked(store))
    yield from _array("figures", (text for _, text in _told(store, "figure")))
    threads = (_Thread(*row) for row in _in_order(store, "id, thread", "change"))
    yield from _array("regimes", map(_nested, build_regimes(threads)))
    yield from _array("conflicts", _conflicts(store))
    sources = store.execute("SELECT source FROM records WHERE source NOTNULL ORDER BY path")
    yield from _array("sources", (row[0] for row in sources))
    yield from _array("unfit_decisions", map(_nested, unfit))
    yield b"\n}\n"


def _linked(store: sqlite3.Connection) -> Iterator[bytes]:
    standings = {id_: _STANDING.validate_json(told) for id_, told in _in_order(store, "id, standing", "change")}
    amending = Amending(standings)
    for id_, text in _told(store, "change"):
        links = amending.links(id_, standings[id_])
        yield text.replace(_UNLINKED, b'\n   "amends": ' + _links(links) + b",\n", 1) if links else text


def _told(store: sqlite3.Connection, kind: str) -> Iterator[tuple[str, bytes]]:
    """Yield id and JSON in order. Raises DatabaseError when one is not what was kept."""
    columns = "id, conflicts, standing, json, crc"
    for id_, conflicts, standing, text, check in _in_order(store, columns, kind):
        if _check(conflicts, standing, text) != check:
            message = f"{id_} is damaged"
            raise sqlite3.DatabaseError(message)
        yield id_, text


def _conflicts(store: sqlite3.Connection) -> Iterator[bytes]:
    for kind in ("change", "figure"):
        yield from (row[0] for row in _in_order(store, "conflicts", kind) if row[0])


def _in_order(store: sqlite3.Connection, columns: str, kind: str) -> Iterator[Any]:
    return store.execute(f"SELECT {columns} FROM items WHERE kind = ? ORDER BY place", (kind,))  # noqa: S608 -- our own columns


def _array(name: str, values: Iterable[bytes]) -> Iterator[bytes]:
    yield f',\n "{name}": '.encode()
    first = True
    for value in values:
        yield b"[\n  " if first else _NEXT
        yield value
        first = False
    yield b"[]" if first else b"\n ]"


def _links(links: Iterable[Record]) -> bytes:
    inner = ",\n    ".join(link.model_dump_json(indent=1).replace("\n", "\n    ") for link in links)
    return f"[\n    {inner}\n   ]".encode()


def _joined(records: Iterable[Record]) -> bytes:
    return _NEXT.join(map(_nested, records))


def _nested(record: Record) -> bytes:
    """Return JSON as it stands in a list of the timeline: two spaces deep from the second line on."""
    return record.model_dump_json(indent=1).replace("\n", "\n  ").encode()
