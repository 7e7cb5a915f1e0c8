"""Records whose sources are gone, deleted when that is asked for."""

import contextlib
from pathlib import Path

from extract.records.store import RecordStore
from extract.running.journal import Journal
from extract.running.sharding import Shards


def prune(journal: Journal, store: RecordStore, shards: Shards | None) -> int:
    """Delete the records that no source holds the article of any more; return how many. Shards lose them at their `finish`."""
    names = [name for (name,) in journal.db.execute("SELECT record FROM articles WHERE gone")]
    for name in names:
        if shards:
            shards.drop(name)
        else:
            _delete(store.home, name)
        journal.db.execute("DELETE FROM articles WHERE record = ?", (name,))
        journal.db.execute("DELETE FROM present WHERE unit = ?", (name,))
    journal.keep(now=True)
    return len(names)


def _delete(home: Path, name: str) -> None:
    path = home / name
    path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # a folder stays as long as it holds others
        for folder in path.parents:
            if folder == home:
                return
            folder.rmdir()
