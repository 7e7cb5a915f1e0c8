"""The timeline of a folder, built anew only as far as its records changed.

The result is that of `build_timeline` on all records, byte for byte, whatever the order in which they came. It follows from three
things that `extract.timeline.building` promises: claims meet only within their block and statistics within their quantity, so a cell
without a changed record keeps its groups; what is told of a group hangs on its claims alone, so a group of the same claims and records keeps
its change; links hang on what changes stand for (`standing`), which is little, and are found anew every time.
"""

import hashlib
import json
import sqlite3
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
from extract.records.writing import write_whole
from extract.running.changed import cell_of, check_records, quantity_cell, records_in, records_named, refresh, unfit_in
from extract.running.keeping import KEPT, kept
from extract.running.ruling import hear
from extract.running.scores import recall, remember
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
_UNLINKED = '\n   "amends": [],\n'


class Built(NamedTuple):
    """What a build came to; `rebuilt` counts the changes and figures that were told anew, `faults` name invalid records."""

    path: Path
    changes: int
    claims: int
    records: int
    conflicts: int
    rebuilt: int
    faults: tuple[str, ...]


class _Row(NamedTuple):
    """A change or figure as it is kept; see the table `items`."""

    id: str
    kind: str
    cell: str
    digest: str
    place: str
    thread: str
    claims: int
    conflicts: str
    standing: str
    json: str


class _Thread(NamedTuple):
    id: str
    regime: str


def rebuild(out: Path) -> Built:
    """Write `out`/timeline.json from the records below `out`/records and the decisions about them; what it keeps for the next time is `out`/timeline.cache.

    Raises UsageError when there are no records or nothing can be written, RecordError when no record is valid, or the
    log of decisions is not.
    """
    check_records(out)
    try:
        return _rebuild(out)
    except sqlite3.OperationalError as error:
        message = f"{out / KEPT} cannot be used ({error}); see that the folder can be written and has room"
        raise UsageError(message) from error
    except sqlite3.DatabaseError:
        (out / KEPT).unlink()  # damaged: nothing is lost but time
        return _rebuild(out)


def _rebuild(out: Path) -> Built:
    with kept(out) as store:
        decisions = load_decisions(out / DECISIONS)
        touched = refresh(store, out, decisions)
        rulings, overruled = hear(store, decisions)
        faults = tuple(row[0] for row in store.execute("SELECT fault FROM records WHERE fault NOTNULL ORDER BY path"))
        (valid,) = store.execute("SELECT count(*) FROM records WHERE fault IS NULL").fetchone()
        if not valid:
            raise RecordError(faults[0])
        rebuilt = _remerge(store, touched | overruled, rulings)
        path = out / TIMELINE
        unfit = in_log_order((*unfit_in(store), *rulings.unfit), decisions)
        write_whole(path, _pieces(store, unfit))
        counts = "SELECT count(*), coalesce(sum(claims), 0) FROM items WHERE kind = 'change'"
        changes, claims = store.execute(counts).fetchone()
        (conflicts,) = store.execute("SELECT coalesce(sum(json_array_length(conflicts)), 0) FROM items").fetchone()
        return Built(path, changes, claims, valid, conflicts, rebuilt, faults)


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
        store.executemany("INSERT OR REPLACE INTO items VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", fresh)
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
    return _Row(
        id=change.id,
        kind="change",
        cell=cell,
        digest=digest,
        place="\x1f".join(order(change)),
        thread=change.regime,
        claims=len(change.claims),
        conflicts=json.dumps([_nested(conflict) for conflict in told.conflicts]),
        standing=_STANDING.dump_json(told.traces).decode(),
        json=_nested(change),
    )


def _figures(store: sqlite3.Connection, cell: str) -> Iterator[tuple[str, _Row]]:
    members = [told for path, record, _ in records_in(store, cell) for told in cited(path, record)]
    for figure in figures_of(told for told in members if quantity_cell(told[1]) == cell):
        conflicts = json.dumps([_nested(conflict) for conflict in conflicts_of((), (figure,), {})])
        place = "\x1f".join(figure_order(figure))
        yield figure.id, _Row(figure.id, "figure", cell, "", place, "", 0, conflicts, "", _nested(figure))


def _pieces(store: sqlite3.Connection, unfit: Iterable[UnfitDecision]) -> Iterator[str]:
    """Yield `timeline.json`, as pydantic writes a Timeline, from the JSON of its parts."""
    yield f'{{\n "schema_version": {json.dumps(Timeline().schema_version)}'
    yield from _array("changes", _linked(store))
    yield from _array("figures", (row[0] for row in _in_order(store, "json", "figure")))
    threads = (_Thread(*row) for row in _in_order(store, "id, thread", "change"))
    yield from _array("regimes", map(_nested, build_regimes(threads)))
    yield from _array("conflicts", _conflicts(store))
    sources = store.execute("SELECT source FROM records WHERE source NOTNULL ORDER BY path")
    yield from _array("sources", (row[0] for row in sources))
    yield from _array("unfit_decisions", map(_nested, unfit))
    yield "\n}\n"


def _linked(store: sqlite3.Connection) -> Iterator[str]:
    standings = {id_: _STANDING.validate_json(told) for id_, told in _in_order(store, "id, standing", "change")}
    amending = Amending(standings)
    for id_, text in _in_order(store, "id, json", "change"):
        links = amending.links(id_, standings[id_])
        yield text.replace(_UNLINKED, f'\n   "amends": {_links(links)},\n', 1) if links else text


def _conflicts(store: sqlite3.Connection) -> Iterator[str]:
    for kind in ("change", "figure"):
        for (found,) in _in_order(store, "conflicts", kind):
            yield from json.loads(found)


def _in_order(store: sqlite3.Connection, columns: str, kind: str) -> Iterator[Any]:
    return store.execute(f"SELECT {columns} FROM items WHERE kind = ? ORDER BY place", (kind,))  # noqa: S608 -- our own columns


def _array(name: str, values: Iterable[str]) -> Iterator[str]:
    yield f',\n "{name}": '
    first = True
    for value in values:
        yield ("[\n  " if first else ",\n  ") + value
        first = False
    yield "[]" if first else "\n ]"


def _links(links: Iterable[Record]) -> str:
    inner = ",\n    ".join(link.model_dump_json(indent=1).replace("\n", "\n    ") for link in links)
    return f"[\n    {inner}\n   ]"


def _nested(record: Record) -> str:
    """Return JSON as it stands in a list of the timeline: two spaces deep from the second line on."""
    return record.model_dump_json(indent=1).replace("\n", "\n  ")
