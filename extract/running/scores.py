"""Scores of pairs of claims, kept between builds: 24 bytes a pair."""

import sqlite3
import zlib
from array import array
from collections.abc import Mapping

from extract.timeline.judging import Pair


def recall(kept: sqlite3.Connection, cell: str) -> dict[Pair, float]:
    """Return what the last build scored in a block."""
    row = kept.execute("SELECT pairs FROM scores WHERE cell = ?", (cell,)).fetchone()
    if row is None:
        return {}
    data = zlib.decompress(row[0])
    third = len(data) // 3
    ones, others, scores = array("q"), array("q"), array("d")
    for numbers, at in ((ones, 0), (others, third), (scores, 2 * third)):
        numbers.frombytes(data[at : at + third])
    return dict(zip(zip(ones, others, strict=True), scores, strict=True))


def remember(kept: sqlite3.Connection, cell: str, scored: Mapping[Pair, float]) -> None:
    """Keep what this build scored in a block, instead of what was kept before."""
    kept.execute("DELETE FROM scores WHERE cell = ?", (cell,))
    if scored:
        ones, others = zip(*scored, strict=True)
        data = array("q", ones).tobytes() + array("q", others).tobytes() + array("d", scored.values()).tobytes()
        kept.execute("INSERT INTO scores VALUES (?, ?)", (cell, zlib.compress(data, 1)))
