"""A reviewer's rulings over the kept records, and which cells they touch since the last build."""

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence

from extract.deciding.standing import claims_named
from extract.records import ArticleRecord, Claim, Decision
from extract.running.changed import block_cell, cell_of, records_named
from extract.timeline.rulings import Rulings, rulings_of


def hear(kept: sqlite3.Connection, decisions: Sequence[Decision]) -> tuple[Rulings, set[str]]:
    """Return what the decisions of the log rule, and the cells in which that is not what it was at the last build."""
    decisions = [decision for decision in decisions if decision.scope == "timeline"]
    paths = {path for decision in decisions for path, _ in claims_named(decision)}
    anchors = [anchor for decision in decisions for anchor in (decision.anchor, *decision.anchors) if anchor]
    found = list(records_named(kept, paths, {anchor.article_sha256 for anchor in anchors}))
    rulings = rulings_of(decisions, {path: record for path, record, _ in found})
    now = _digests(rulings, {path: (record, sha256) for path, record, sha256 in found})
    before = dict(kept.execute("SELECT cell, digest FROM ruled"))
    overruled = {cell for cell in now.keys() | before.keys() if now.get(cell) != before.get(cell)}
    if overruled:
        kept.execute("DELETE FROM ruled")
        kept.executemany("INSERT INTO ruled VALUES (?, ?)", sorted(now.items()))
    return rulings, overruled


def _digests(rulings: Rulings, records: Mapping[str, tuple[ArticleRecord, str]]) -> dict[str, str]:
    """Return for each cell the hash of all that is ruled about its claims and of the records that tell them."""
    told: dict[str, list[str]] = defaultdict(list)
    for claim in rulings.decisions:
        record, sha256 = records[claim.record]
        event = next(event for event in record.events if event.id == claim.event)
        ruled = rulings.blocks.get(claim)
        for cell in {block_cell(event)} | ({cell_of(ruled)} if ruled else set()):
            told[cell].append(f"{sha256} {_told(claim, rulings)}")
    return {cell: hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest() for cell, lines in told.items()}


def _told(claim: Claim, rulings: Rulings) -> str:
    rivals = sorted(map(repr, rulings.rivals.get(claim, ())))
    decisions = [decision.model_dump_json() for decision in rulings.decisions[claim]]
    return f"{claim!r} {rulings.heads.get(claim)!r} {rulings.blocks.get(claim)} {rivals} {decisions}"
