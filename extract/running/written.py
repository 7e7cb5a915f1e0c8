"""Whether `timeline.json` is still what the last build wrote, so that nothing need be written when nothing changed."""

import hashlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from extract.records import Decision


def stands(kept: sqlite3.Connection, path: Path, decisions: Sequence[Decision]) -> bool:
    """Tell whether the file at `path` is the one last noted, and what it was made from is what it was then.

    To be asked before the transaction ends in which what is kept was brought up to date: any row that this altered may show in the file.
    """
    noted = kept.execute("SELECT size, mtime_ns, decisions FROM written").fetchone()
    return kept.total_changes == 0 and path.exists() and noted == _state(path, decisions)


def note(kept: sqlite3.Connection, path: Path, decisions: Sequence[Decision]) -> None:
    """Note the file that was just written from all that is kept and `decisions`, all of the log."""
    kept.execute("DELETE FROM written")
    kept.execute("INSERT INTO written VALUES (?, ?, ?)", _state(path, decisions))


def _state(path: Path, decisions: Sequence[Decision]) -> tuple[int, int, str]:
    stat = path.stat()
    lines = "\n".join(decision.model_dump_json() for decision in decisions)
    return stat.st_size, stat.st_mtime_ns, hashlib.sha256(lines.encode()).hexdigest()
